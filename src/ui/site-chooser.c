/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sites of a fleet, of which one is chosen that is shown elsewhere; they are added, copied and
 * removed here. */
#include "site-chooser.h"

#include "site/fleet-profile.h"
#include "sites.h"
#include "words.h"

#define NAME_CHARS 20

/* @path: (nullable): of the chosen one; %NULL where there is none
 * @name: (nullable): of it, by which it is known when others come or go
 * @updating: while the list follows the study rather than the other way */
struct _GhSiteChooser
{
  GtkWidget parent_instance;
  GtkWidget *row;
  GtkDropDown *choice;
  GtkWidget *add;
  GtkWidget *duplicate;
  GtkWidget *remove;

  GhDocument *document;
  char *path;
  char *name;
  gboolean updating;
};

enum
{
  PROP_PATH = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (GhSiteChooser, gh_site_chooser, GTK_TYPE_WIDGET)

static const GhStudy *
get_study (GhSiteChooser *chooser)
{
  return gh_document_get_study (chooser->document);
}

static guint
get_index (GhSiteChooser *chooser)
{
  return (guint) MAX (gh_sites_find (get_study (chooser), chooser->path), 0);
}

/* Names may have changed as well as sites. */
static void
show_names (GhSiteChooser *chooser)
{
  const GhStudy *study = get_study (chooser);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < gh_sites_count (study); i++)
    gtk_string_list_append (names, gh_sites_get_name (study, i));
  chooser->updating = TRUE;
  gtk_drop_down_set_model (chooser->choice, G_LIST_MODEL (names));
  if (chooser->path != NULL)
    gtk_drop_down_set_selected (chooser->choice, get_index (chooser));
  chooser->updating = FALSE;
}

static void
show (GhSiteChooser *chooser)
{
  guint count = gh_sites_count (get_study (chooser));
  g_autofree char *text = g_strdup_printf (ngettext ("%u site", "%u sites", count), count);

  show_names (chooser);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (chooser->row), text);
  gtk_widget_set_visible (GTK_WIDGET (chooser->choice), count > 1);
  gtk_widget_set_sensitive (chooser->add, count < GH_MOST_SITES);
  gtk_widget_set_sensitive (chooser->duplicate, count > 0 && count < GH_MOST_SITES);
  gtk_widget_set_sensitive (chooser->remove, count > 0);
}

static void
choose (GhSiteChooser *chooser, int index)
{
  char *path = index >= 0 ? gh_sites_format_path ((guint) index) : NULL;
  gboolean other = g_strcmp0 (path, chooser->path) != 0;

  g_free (chooser->path);
  g_free (chooser->name);
  chooser->path = path;
  chooser->name
      = index >= 0 ? g_strdup (gh_sites_get_name (get_study (chooser), (guint) index)) : NULL;
  show (chooser);
  if (other)
    g_object_notify_by_pspec (G_OBJECT (chooser), properties[PROP_PATH]);
}

/* The one of that name stays chosen; it may also have been renamed in its place. */
static void
follow (GhSiteChooser *chooser)
{
  const GhStudy *study = get_study (chooser);
  int count = (int) gh_sites_count (study), found = MIN ((int) get_index (chooser), count - 1);

  for (int i = 0; i < count; i++)
    if (g_strcmp0 (gh_sites_get_name (study, (guint) i), chooser->name) == 0)
      found = i;
  choose (chooser, found);
}

static void
chosen_cb (GhSiteChooser *chooser)
{
  guint selected = gtk_drop_down_get_selected (chooser->choice);

  if (!chooser->updating && selected != GTK_INVALID_LIST_POSITION)
    choose (chooser, (int) selected);
}

static void
add_cb (GhSiteChooser *chooser)
{
  g_autofree char *path = gh_document_add_site (chooser->document);

  gh_site_chooser_set_path (chooser, path);
}

static void
duplicate_cb (GhSiteChooser *chooser)
{
  g_autofree char *path = gh_document_duplicate_site (chooser->document, get_index (chooser));

  gh_site_chooser_set_path (chooser, path);
}

static void
remove_cb (GhSiteChooser *chooser)
{
  gh_document_remove_site (chooser->document, get_index (chooser));
}

static void
gh_site_chooser_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PATH)
    g_value_set_string (value, GH_SITE_CHOOSER (object)->path);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_site_chooser_dispose (GObject *object)
{
  GhSiteChooser *chooser = GH_SITE_CHOOSER (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (chooser));

  chooser->updating = TRUE;
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&chooser->document);
  g_clear_pointer (&chooser->path, g_free);
  g_clear_pointer (&chooser->name, g_free);
  G_OBJECT_CLASS (gh_site_chooser_parent_class)->dispose (object);
}

static void
gh_site_chooser_class_init (GhSiteChooserClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_site_chooser_dispose;
  G_OBJECT_CLASS (class)->get_property = gh_site_chooser_get_property;
  properties[PROP_PATH]
      = g_param_spec_string ("path", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_button (GhSiteChooser *chooser, const char *icon, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", callback, chooser);
  adw_action_row_add_suffix (ADW_ACTION_ROW (chooser->row), button);
  return button;
}

static void
gh_site_chooser_init (GhSiteChooser *chooser)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  chooser->row = adw_action_row_new ();
  chooser->choice = GTK_DROP_DOWN (choice);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Site that is shown"), -1);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (chosen_cb), chooser);
  adw_action_row_add_suffix (ADW_ACTION_ROW (chooser->row), choice);
  chooser->add = add_button (chooser, "list-add-symbolic", _ ("Add a Site"), G_CALLBACK (add_cb));
  chooser->duplicate = add_button (chooser, "edit-copy-symbolic", _ ("Duplicate this Site"),
                                   G_CALLBACK (duplicate_cb));
  chooser->remove
      = add_button (chooser, "user-trash-symbolic", _ ("Remove this Site"), G_CALLBACK (remove_cb));
  gtk_list_box_append (GTK_LIST_BOX (list), chooser->row);
  gtk_widget_set_parent (list, GTK_WIDGET (chooser));
}

/**
 * gh_site_chooser_new:
 * @document: of a fleet
 *
 * Returns: (transfer floating): the sites, the first of them chosen; its property "path" tells
 *   which is
 */
GtkWidget *
gh_site_chooser_new (GhDocument *document)
{
  GhSiteChooser *chooser = g_object_new (GH_TYPE_SITE_CHOOSER, NULL);

  chooser->document = g_object_ref (document);
  choose (chooser, gh_sites_count (get_study (chooser)) > 0 ? 0 : -1);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), chooser, G_CONNECT_SWAPPED);
  return GTK_WIDGET (chooser);
}

/**
 * gh_site_chooser_get_path:
 * @chooser: a chooser
 *
 * Returns: (transfer none) (nullable): path of the chosen one; %NULL where there is none
 */
const char *
gh_site_chooser_get_path (GhSiteChooser *chooser)
{
  return chooser->path;
}

/**
 * gh_site_chooser_set_path:
 * @chooser: a chooser
 * @path: of a site, or of what is below it
 *
 * Chooses one. Does nothing where there is no such site.
 */
void
gh_site_chooser_set_path (GhSiteChooser *chooser, const char *path)
{
  int index = gh_sites_find (get_study (chooser), path);

  if (index >= 0)
    choose (chooser, index);
}

/* A row in which a site is renamed. */
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
