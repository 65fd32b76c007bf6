/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sites of a fleet, of which one is chosen that is shown elsewhere; they are added, copied and
 * removed here. */
#include "site-chooser.h"

#include "site/fleet-profile.h"
#include "sites.h"
#include "words.h"

/* @name: (nullable): of the chosen one, by which it is known when others come or go
 * @updating: while the list follows the study rather than the other way */
struct _GhSiteChooser
{
  GhPartChooser parent_instance;
  GtkWidget *row;
  GtkDropDown *choice;
  GtkWidget *add;
  GtkWidget *duplicate;
  GtkWidget *remove;

  char *name;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GhSiteChooser, gh_site_chooser, GH_TYPE_PART_CHOOSER)

static const GhStudy *
get_study (GhSiteChooser *chooser)
{
  return gh_part_chooser_get_study (GH_PART_CHOOSER (chooser));
}

static GhDocument *
get_document (GhSiteChooser *chooser)
{
  return gh_part_chooser_get_document (GH_PART_CHOOSER (chooser));
}

static const char *
get_path (GhSiteChooser *chooser)
{
  return gh_part_chooser_get_path (GH_PART_CHOOSER (chooser));
}

static guint
get_index (GhSiteChooser *chooser)
{
  return (guint) MAX (gh_sites_find (get_study (chooser), get_path (chooser)), 0);
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
  if (get_path (chooser) != NULL)
    gtk_drop_down_set_selected (chooser->choice, get_index (chooser));
  chooser->updating = FALSE;
}

static void
show (GhPartChooser *part_chooser)
{
  GhSiteChooser *chooser = GH_SITE_CHOOSER (part_chooser);
  guint count = gh_sites_count (get_study (chooser));
  g_autofree char *text = g_strdup_printf (ngettext ("%u site", "%u sites", count), count);

  show_names (chooser);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (chooser->row), text);
  gtk_widget_set_visible (GTK_WIDGET (chooser->choice), count > 1);
  gtk_widget_set_sensitive (chooser->add, count < GH_MOST_SITES);
  gtk_widget_set_sensitive (chooser->duplicate, count > 0 && count < GH_MOST_SITES);
  gtk_widget_set_sensitive (chooser->remove, count > 0);
}

/* @index: of a site, or below 0 for none */
static void
choose_site (GhSiteChooser *chooser, int index)
{
  g_free (chooser->name);
  chooser->name
      = index >= 0 ? g_strdup (gh_sites_get_name (get_study (chooser), (guint) index)) : NULL;
  gh_part_chooser_take_path (GH_PART_CHOOSER (chooser),
                             index >= 0 ? gh_sites_format_path ((guint) index) : NULL);
}

static void
choose (GhPartChooser *chooser, const char *path)
{
  int index = gh_sites_find (gh_part_chooser_get_study (chooser), path);

  if (index >= 0)
    choose_site (GH_SITE_CHOOSER (chooser), index);
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
  choose_site (chooser, found);
}

static void
chosen_cb (GhSiteChooser *chooser)
{
  guint selected = gtk_drop_down_get_selected (chooser->choice);

  if (!chooser->updating && selected != GTK_INVALID_LIST_POSITION)
    choose_site (chooser, (int) selected);
}

static void
add_cb (GhSiteChooser *chooser)
{
  g_autofree char *path = gh_document_add_site (get_document (chooser));

  choose (GH_PART_CHOOSER (chooser), path);
}

static void
duplicate_cb (GhSiteChooser *chooser)
{
  g_autofree char *path = gh_document_duplicate_site (get_document (chooser), get_index (chooser));

  choose (GH_PART_CHOOSER (chooser), path);
}

static void
remove_cb (GhSiteChooser *chooser)
{
  gh_document_remove_site (get_document (chooser), get_index (chooser));
}

static void
gh_site_chooser_dispose (GObject *object)
{
  GhSiteChooser *chooser = GH_SITE_CHOOSER (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (chooser));

  chooser->updating = TRUE;
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_pointer (&chooser->name, g_free);
  G_OBJECT_CLASS (gh_site_chooser_parent_class)->dispose (object);
}

static void
gh_site_chooser_class_init (GhSiteChooserClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_site_chooser_dispose;
  GH_PART_CHOOSER_CLASS (class)->choose = choose;
  GH_PART_CHOOSER_CLASS (class)->show = show;
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
 * Returns: (transfer floating): the sites, the first of them chosen
 */
GtkWidget *
gh_site_chooser_new (GhDocument *document)
{
  GhSiteChooser *chooser = g_object_new (GH_TYPE_SITE_CHOOSER, "document", document, NULL);

  choose_site (chooser, gh_sites_count (get_study (chooser)) > 0 ? 0 : -1);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), chooser, G_CONNECT_SWAPPED);
  return GTK_WIDGET (chooser);
}
