/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of a study that it may do without: a row that opens to what the part has, with a switch
 * that adds it and takes it away. */
#include "part-expander.h"

#include "words.h"

/* @document: (owned) */
typedef struct
{
  GhDocument *document;
  const char *path;
} Part;

static void
free_part (gpointer data)
{
  g_object_unref (((Part *) data)->document);
  g_free (data);
}

static gboolean
has_part (const Part *part)
{
  GhPlace place;

  return gh_document_find (part->document, part->path, &place) && place.record != NULL
         && *(const gconstpointer *) gh_attribute_field_const (place.attribute, place.record)
                != NULL;
}

static void
enabled_cb (AdwExpanderRow *row, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  const Part *part = data;
  gboolean enabled = adw_expander_row_get_enable_expansion (row);
  GhPlace place;

  if (enabled == has_part (part) || !gh_document_find (part->document, part->path, &place))
    return;
  if (enabled)
    gh_document_take_pointer (part->document, part->path, gh_record_new (place.attribute->table));
  else
    gh_document_clear (part->document, part->path);
}

/* What opens and closes is the person's business, but for what is not there. */
static void
follow (GhDocument *document G_GNUC_UNUSED, gpointer data)
{
  AdwExpanderRow *row = data;
  const Part *part = g_object_get_data (data, "part");
  gboolean there = has_part (part), expanded = adw_expander_row_get_expanded (row);

  if (adw_expander_row_get_enable_expansion (row) == there)
    return;
  adw_expander_row_set_enable_expansion (row, there);
  adw_expander_row_set_expanded (row, expanded && there);
}

/* The switch that expanders can have has no name. */
static GtkWidget *
new_switch (GtkWidget *row, const char *name)
{
  GtkWidget *there = gtk_switch_new ();

  gtk_widget_set_valign (there, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (there), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_bind_property (row, "enable-expansion", there, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  return there;
}

static GtkWidget *
new_expander (GhDocument *document, const char *path)
{
  GtkWidget *row = adw_expander_row_new ();
  Part *part = g_new (Part, 1);
  GhPlace place;

  *part = (Part){ g_object_ref (document), path };
  g_object_set_data_full (G_OBJECT (row), "part", part, free_part);
  if (gh_document_find (document, path, &place))
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (place.attribute->title));
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), _ (place.attribute->meaning));
      adw_expander_row_add_action (ADW_EXPANDER_ROW (row),
                                   new_switch (row, _ (place.attribute->title)));
    }
  follow (document, row);
  g_signal_connect (row, "notify::enable-expansion", G_CALLBACK (enabled_cb), part);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), row, 0);
  return row;
}

/**
 * gh_grant_expander_new:
 * @document: what is edited
 *
 * Returns: (transfer floating): an expander for what is given towards the equipment
 */
GtkWidget *
gh_grant_expander_new (GhDocument *document)
{
  return new_expander (document, "$.finance.grant");
}

/**
 * gh_lease_expander_new:
 * @document: what is edited
 *
 * Returns: (transfer floating): an expander for the lease of the car
 */
GtkWidget *
gh_lease_expander_new (GhDocument *document)
{
  return new_expander (document, "$.finance.lease");
}
