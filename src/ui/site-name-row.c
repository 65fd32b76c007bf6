/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row in which a site is renamed. */
#include "site-name-row.h"

#include "site/fleet-profile.h"
#include "sites.h"
#include "words.h"

#define NAME_CHARS 20

typedef struct
{
  GhDocument *document;
  char *site;
  GtkEditable *entry;
  gboolean updating;
} NameRow;

static void
free_name_row (gpointer data)
{
  NameRow *row = data;

  g_object_unref (row->document);
  g_free (row->site);
  g_free (row);
}

static void
follow_name (GtkWidget *widget)
{
  NameRow *row = g_object_get_data (G_OBJECT (widget), "row");
  const GhStudy *study = gh_document_get_study (row->document);
  int index = gh_sites_find (study, row->site);
  g_autofree char *path = g_strconcat (row->site, ".name", NULL);
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (row->document, path, &severity);
  const GhFleetSite *site = index >= 0 ? g_ptr_array_index (study->sites, index) : NULL;
  const char *name = site != NULL && site->name != NULL ? site->name : "";

  row->updating = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (row->entry), name) != 0)
    gtk_editable_set_text (row->entry, name);
  row->updating = FALSE;
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (widget),
      message != NULL ? message : _ ("What the site is called; its vehicles follow."));
  if (message != NULL)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
}

static void
name_changed_cb (GtkEditable *entry, gpointer data)
{
  NameRow *row = data;
  int index = gh_sites_find (gh_document_get_study (row->document), row->site);

  if (!row->updating && index >= 0)
    gh_document_rename_site (row->document, (guint) index, gtk_editable_get_text (entry));
}

/**
 * gh_site_name_row_new:
 * @document: of a fleet
 * @site: path of a site
 *
 * Returns: (transfer floating): a row in which it is renamed
 */
GtkWidget *
gh_site_name_row_new (GhDocument *document, const char *site)
{
  GtkWidget *widget = adw_action_row_new ();
  GtkWidget *entry = gtk_entry_new ();
  NameRow *row = g_new0 (NameRow, 1);

  *row = (NameRow){ g_object_ref (document), g_strdup (site), GTK_EDITABLE (entry), FALSE };
  g_object_set_data_full (G_OBJECT (widget), "row", row, free_name_row);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), NAME_CHARS);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), _ ("Name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the site"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), entry);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (widget), entry);
  g_signal_connect (entry, "changed", G_CALLBACK (name_changed_cb), row);
  follow_name (widget);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_name), widget, G_CONNECT_SWAPPED);
  return widget;
}
