/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cars and wall batteries of a study as a list, in which the one is chosen that is shown
 * elsewhere; they are added, copied and taken out here. */
#include "store-chooser.h"

#include "site/presets.h"
#include "stores.h"
#include "words.h"

/* @before: the study that the list shows */
struct _GhStoreChooser
{
  GhPartChooser parent_instance;
  GtkWidget *content;
  GtkListBox *list;
  GtkMenuButton *add_car;
  GtkMenuButton *add_battery;
  GtkLabel *full;

  GhStudy *before;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GhStoreChooser, gh_store_chooser, GH_TYPE_PART_CHOOSER)

static const GhStudy *
get_study (GhStoreChooser *chooser)
{
  return gh_part_chooser_get_study (GH_PART_CHOOSER (chooser));
}

static GhDocument *
get_document (GhStoreChooser *chooser)
{
  return gh_part_chooser_get_document (GH_PART_CHOOSER (chooser));
}

/* ── rows ── */

static void
chosen_cb (GtkCheckButton *button, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  GhStoreChooser *chooser = data;

  if (!chooser->updating && gtk_check_button_get_active (button))
    gh_part_chooser_set_path (GH_PART_CHOOSER (chooser),
                              g_object_get_data (G_OBJECT (button), "path"));
}

static GtkWidget *
new_menu (const char *path)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *duplicate = g_strdup_printf ("store.duplicate::%s", path);
  g_autofree char *remove = g_strdup_printf ("store.remove::%s", path);
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _ ("_Duplicate"), duplicate);
  g_menu_append (menu, _ ("_Remove"), remove);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
new_row (GhStoreChooser *chooser, guint index, GtkCheckButton **group)
{
  char *path = gh_stores_format_path (get_study (chooser), index);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *choice = gtk_check_button_new ();
  GtkWidget *menu = new_menu (path);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (choice), *group);
  *group = GTK_CHECK_BUTTON (choice);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (choice), "path", path, g_free);
  g_signal_connect (choice, "notify::active", G_CALLBACK (chosen_cb), chooser);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), choice);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), menu);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), choice);
  g_object_set_data (G_OBJECT (row), "choice", choice);
  g_object_set_data (G_OBJECT (row), "menu", menu);
  return row;
}

/* What it is called, what it is or what is wrong with it, and whether it is the chosen one. */
static void
show_row (GhStoreChooser *chooser, GtkWidget *row, guint index)
{
  const GhStudy *study = get_study (chooser);
  const char *name = gh_stores_get (study, index)->name;
  const char *shown = name != NULL && *name != '\0' ? name : _ ("Unnamed");
  g_autofree char *path = gh_stores_format_path (study, index);
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (get_document (chooser), path, &severity);
  g_autofree char *words = gh_stores_describe (study, index);
  g_autofree char *label = g_strdup_printf (_ ("Show “%s”"), shown);
  g_autofree char *menu = g_strdup_printf (_ ("More about “%s”"), shown);
  GtkWidget *choice = g_object_get_data (G_OBJECT (row), "choice");
  gboolean is_chosen = g_strcmp0 (path, gh_part_chooser_get_path (GH_PART_CHOOSER (chooser))) == 0;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), message != NULL ? message : words);
  gtk_widget_set_visible (choice, gh_stores_count (study) > 1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice), is_chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_tooltip_text (g_object_get_data (G_OBJECT (row), "menu"), menu);
  gtk_accessible_update_property (GTK_ACCESSIBLE (g_object_get_data (G_OBJECT (row), "menu")),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, menu, -1);
  if (message != NULL && severity == GH_SEVERITY_ERROR)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
}

static guint
count_rows (GhStoreChooser *chooser)
{
  guint count = 0;

  while (gtk_list_box_get_row_at_index (chooser->list, (int) count) != NULL)
    count++;
  return count;
}

/* Paths follow from how many there are of each kind. */
static gboolean
has_same_rows (GhStoreChooser *chooser)
{
  const GhStudy *study = get_study (chooser);

  if (count_rows (chooser) != gh_stores_count (study))
    return FALSE;
  for (guint i = 0; i < gh_stores_count (study); i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (chooser->list, (int) i);
      GObject *choice = g_object_get_data (G_OBJECT (row), "choice");
      g_autofree char *path = gh_stores_format_path (study, i);
      if (g_strcmp0 (g_object_get_data (choice, "path"), path) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
fill (GhStoreChooser *chooser)
{
  GtkCheckButton *group = NULL;

  while (count_rows (chooser) > 0)
    gtk_list_box_remove (chooser->list,
                         GTK_WIDGET (gtk_list_box_get_row_at_index (chooser->list, 0)));
  for (guint i = 0; i < gh_stores_count (get_study (chooser)); i++)
    gtk_list_box_append (chooser->list, new_row (chooser, i, &group));
}

/* At the limit nothing can be added, and it is said why. */
static void
show_room (GhStoreChooser *chooser)
{
  gboolean room = gh_stores_have_room (get_study (chooser), 1);
  g_autofree char *reason = g_strdup_printf (
      _ ("A household has at most %d cars and wall batteries together."), GH_MOST_STORES);

  gtk_widget_set_sensitive (GTK_WIDGET (chooser->add_car), room);
  gtk_widget_set_sensitive (GTK_WIDGET (chooser->add_battery), room);
  gtk_label_set_label (chooser->full, reason);
  gtk_widget_set_visible (GTK_WIDGET (chooser->full), !room);
}

static void
show (GhPartChooser *part_chooser)
{
  GhStoreChooser *chooser = GH_STORE_CHOOSER (part_chooser);

  chooser->updating = TRUE;
  if (!has_same_rows (chooser))
    fill (chooser);
  for (guint i = 0; i < gh_stores_count (get_study (chooser)); i++)
    show_row (chooser, GTK_WIDGET (gtk_list_box_get_row_at_index (chooser->list, (int) i)), i);
  show_room (chooser);
  chooser->updating = FALSE;
}

static void
choose (GhPartChooser *chooser, const char *path)
{
  const GhStudy *study = gh_part_chooser_get_study (chooser);
  int index = gh_stores_find (study, path);
  g_autofree char *own = index >= 0 ? gh_stores_format_path (study, (guint) index) : NULL;

  if ((own != NULL || path == NULL) && g_strcmp0 (own, gh_part_chooser_get_path (chooser)) != 0)
    gh_part_chooser_take_path (chooser, g_steal_pointer (&own));
}

/* The same one stays chosen, wherever it stands now. */
static void
follow (GhStoreChooser *chooser)
{
  GhPartChooser *parts = GH_PART_CHOOSER (chooser);
  int index = gh_stores_find (chooser->before, gh_part_chooser_get_path (parts));
  int now = gh_stores_follow (chooser->before, get_study (chooser), (guint) MAX (index, 0));
  g_autofree char *path
      = now >= 0 ? gh_stores_format_path (get_study (chooser), (guint) now) : NULL;

  gh_study_free (chooser->before);
  chooser->before = gh_study_copy (get_study (chooser));
  choose (parts, path);
  show (parts);
}

/* ── what is done to them ── */

static void
add_car_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  GhStoreChooser *chooser = data;
  g_autofree char *path
      = gh_document_add_car (get_document (chooser), g_variant_get_int32 (parameter));

  choose (GH_PART_CHOOSER (chooser), path);
}

static void
add_battery_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  GhStoreChooser *chooser = data;
  g_autofree char *path
      = gh_document_add_battery (get_document (chooser), g_variant_get_int32 (parameter));

  choose (GH_PART_CHOOSER (chooser), path);
}

static void
duplicate_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  GhStoreChooser *chooser = data;
  const char *original = g_variant_get_string (parameter, NULL);
  const GhVehicle *store = gh_stores_look_up (get_study (chooser), original);

  if (store == NULL || !gh_stores_have_room (get_study (chooser), (guint) store->count))
    return;
  g_autofree char *path = gh_document_duplicate_store (get_document (chooser), original);
  choose (GH_PART_CHOOSER (chooser), path);
}

static void
remove_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  GhStoreChooser *chooser = data;

  gh_document_remove_store (get_document (chooser), g_variant_get_string (parameter, NULL));
  /* The row is gone that had the keyboard. */
  gtk_widget_child_focus (GTK_WIDGET (chooser), GTK_DIR_TAB_FORWARD);
}

static void
append_preset (GMenu *menu, const char *name, const char *action, int preset)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

  g_menu_item_set_action_and_target (item, action, "i", preset);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_presets (GhPresetKind kind, const char *action, const char *other)
{
  GMenu *menu = g_menu_new ();

  if (other != NULL)
    append_preset (menu, other, action, GH_NO_PRESET);
  for (guint i = 0; i < gh_preset_get_count (kind); i++)
    append_preset (menu, gh_preset_get_name (kind, i), action, (int) i);
  return G_MENU_MODEL (menu);
}

static void
add_actions (GhStoreChooser *chooser)
{
  static const GActionEntry entries[] = { { "add-car", add_car_cb, "i", NULL, NULL, { 0 } },
                                          { "add-battery", add_battery_cb, "i", NULL, NULL, { 0 } },
                                          { "duplicate", duplicate_cb, "s", NULL, NULL, { 0 } },
                                          { "remove", remove_cb, "s", NULL, NULL, { 0 } } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenuModel) cars = new_presets (GH_PRESET_CAR, "store.add-car", _ ("Another Car"));
  g_autoptr (GMenuModel) batteries = new_presets (GH_PRESET_BATTERY, "store.add-battery", NULL);

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries),
                                   chooser);
  gtk_widget_insert_action_group (GTK_WIDGET (chooser), "store", G_ACTION_GROUP (actions));
  gtk_menu_button_set_menu_model (chooser->add_car, cars);
  gtk_menu_button_set_menu_model (chooser->add_battery, batteries);
}

static void
gh_store_chooser_dispose (GObject *object)
{
  GhStoreChooser *chooser = GH_STORE_CHOOSER (object);

  g_clear_pointer (&chooser->before, gh_study_free);
  gtk_widget_dispose_template (GTK_WIDGET (chooser), GH_TYPE_STORE_CHOOSER);
  G_OBJECT_CLASS (gh_store_chooser_parent_class)->dispose (object);
}

static void
gh_store_chooser_class_init (GhStoreChooserClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_store_chooser_dispose;
  GH_PART_CHOOSER_CLASS (class)->choose = choose;
  GH_PART_CHOOSER_CLASS (class)->show = show;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/store-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, GhStoreChooser, content);
  gtk_widget_class_bind_template_child (widget_class, GhStoreChooser, list);
  gtk_widget_class_bind_template_child (widget_class, GhStoreChooser, add_car);
  gtk_widget_class_bind_template_child (widget_class, GhStoreChooser, add_battery);
  gtk_widget_class_bind_template_child (widget_class, GhStoreChooser, full);
}

static void
gh_store_chooser_init (GhStoreChooser *chooser)
{
  gtk_widget_init_template (GTK_WIDGET (chooser));
  add_actions (chooser);
}

/**
 * gh_store_chooser_new:
 * @document: what is edited
 *
 * Returns: (transfer floating): the cars and wall batteries, the first of them chosen
 */
GtkWidget *
gh_store_chooser_new (GhDocument *document)
{
  GhStoreChooser *chooser = g_object_new (GH_TYPE_STORE_CHOOSER, "document", document, NULL);
  const GhStudy *study = gh_document_get_study (document);

  chooser->before = gh_study_copy (study);
  gh_part_chooser_take_path (GH_PART_CHOOSER (chooser),
                             gh_stores_count (study) > 0 ? gh_stores_format_path (study, 0) : NULL);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), chooser, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "planned", G_CALLBACK (show), chooser, G_CONNECT_SWAPPED);
  return GTK_WIDGET (chooser);
}
