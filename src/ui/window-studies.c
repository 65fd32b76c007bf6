/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of studies at the side of the window and what is done to a study as a whole: made,
 * copied, renamed, deleted and brought back, imported and exported. */
#include "window-private.h"

#include "bill-dialog.h"
#include "bill-import.h"
#include "guide-dialog.h"
#include "missing-dialog.h"
#include "platform-dialogs.h"
#include "record-table.h"
#include "sites.h"
#include "series-dialog.h"
#include "settings.h"
#include "study-drag.h"
#include "study-exchange.h"
#include "tariff-dialog.h"
#include "vehicle-dialog.h"
#include "variants-window.h"
#include "words.h"

/* Variants stand in from what they are variants of. */
#define VARIANT_INDENT 18
/* Remarks on an imported study that are told. */
#define MOST_REMARKS 8

/**
 * gh_window_show_error:
 * @window: the window
 * @heading: what did not work
 * @error: why
 *
 * Tells that something failed.
 */
void
gh_window_show_error (GhWindow *window, const char *heading, const GError *error)
{
  gh_dialog_show_error (GTK_WINDOW (window), heading, error->message);
}

/**
 * gh_window_select_study:
 * @window: the window
 * @id: of a listed study
 *
 * Opens a study.
 */
void
gh_window_select_study (GhWindow *window, gint64 id)
{
  guint position;

  if (gh_study_list_find (window->list, id, &position))
    gtk_list_box_select_row (window->studies,
                             gtk_list_box_get_row_at_index (window->studies, (int) position));
}

static void
row_selected_cb (GhWindow *window, GtkListBoxRow *row)
{
  g_autoptr (GError) error = NULL;
  GhDocument *document;

  if (row == NULL || window->list == NULL)
    return;
  g_autoptr (GhStudyItem) item = g_list_model_get_item (G_LIST_MODEL (window->list),
                                                        (guint) gtk_list_box_row_get_index (row));
  document = gh_study_list_open (window->list, gh_study_item_get_id (item), &error);
  if (document != NULL)
    gh_window_open_document (window, document);
  else
    gh_window_show_error (window, _ ("The study cannot be opened"), error);
}

static GtkWidget *
new_row_label (GhStudyItem *item, const char *property)
{
  GtkWidget *label = gtk_label_new (NULL);

  g_object_bind_property (item, property, label, "label", G_BINDING_SYNC_CREATE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

/* Plain labels: two hundred of libadwaita's rows take longer than all the rest of the window. */
static GtkWidget *
new_study_row (gpointer object, gpointer data)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *name = new_row_label (object, "name"), *figure = new_row_label (object, "figure");

  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_lines (GTK_LABEL (name), 2);
  gtk_widget_add_css_class (figure, "caption");
  gtk_widget_add_css_class (figure, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), figure);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  if (gh_study_item_get_variant_of (object) != 0)
    gtk_widget_set_margin_start (box, VARIANT_INDENT);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name,
                                  NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, figure, NULL, -1);
  gh_study_drag_add (row, data, object);
  return row;
}

/**
 * gh_window_take_list:
 * @window: the window
 * @list: the studies of a library that has been opened; referenced
 * @error: set when not even a sample can be added to an empty one
 *
 * Shows a library; the first one of a person has a house at work.
 *
 * Returns: whether it is shown
 */
gboolean
gh_window_take_list (GhWindow *window, GhStudyList *list, GError **error)
{
  guint position;

  gh_window_close_document (window);
  g_set_object (&window->list, list);
  gh_window_follow_history (window);
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0
      && gh_study_list_add_sample (list, "detached-house", error) == 0)
    return FALSE;
  gtk_list_box_bind_model (window->studies, G_LIST_MODEL (list), new_study_row, list, NULL);
  if (!gh_study_list_find (list, gh_settings_get_last_study (), &position))
    position = 0;
  gtk_list_box_select_row (window->studies,
                           gtk_list_box_get_row_at_index (window->studies, (int) position));
  return TRUE;
}

/* Opens what was added, or says why nothing was. */
static void
show_added (GhWindow *window, gint64 id, const char *heading, const GError *error)
{
  if (id != 0)
    gh_window_select_study (window, id);
  else
    gh_window_show_error (window, heading, error);
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;
  g_autoptr (GError) error = NULL;
  gint64 id
      = gh_study_list_add_sample (window->list, g_variant_get_string (parameter, NULL), &error);

  show_added (window, id, _ ("The study cannot be made"), error);
}

static void
guided (const GhStudy *study, gpointer data)
{
  GhWindow *window = data;
  g_autoptr (GError) error = NULL;

  show_added (window, gh_study_list_add (window->list, study, &error),
              _ ("The study cannot be made"), error);
}

static void
guide_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gh_guide_dialog_show (data, guided, data);
}

static void
duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;
  g_autoptr (GError) error = NULL;

  show_added (window,
              gh_study_list_duplicate (window->list, gh_document_get_id (window->document), &error),
              _ ("The study cannot be copied"), error);
}

static void
variant_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;
  g_autoptr (GError) error = NULL;

  show_added (
      window,
      gh_study_list_add_variant (window->list, gh_document_get_id (window->document), &error),
      _ ("The study cannot be copied"), error);
}

static void
compare_variants_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;

  gh_variants_window_open (window->list, gh_document_get_id (window->document),
                           GTK_WINDOW (window));
}

/* Another study may have been imported and opened since the question. */
static void
renamed (const char *name, gpointer data)
{
  g_autoptr (GhDocument) document = data;

  if (name != NULL)
    gh_document_set_text (document, "$.name", name);
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;

  gh_dialog_ask_text (GTK_WINDOW (window), _ ("Rename the Study"), _ ("Name"),
                      gh_document_get_name (window->document), _ ("_Rename"), renamed,
                      g_object_ref (window->document));
}

/* The key to edit with is that of the cell where the keyboard is in a table, since keys of the
 * window come first. */
static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (data));

  if (focus != NULL && gtk_widget_get_ancestor (focus, GH_TYPE_RECORD_TABLE) != NULL)
    gtk_widget_activate_action (focus, "rows.edit", NULL);
  else
    g_action_group_activate_action (G_ACTION_GROUP (data), "rename", NULL);
}

static void
restore_cb (GhWindow *window, AdwToast *toast)
{
  gint64 *id = g_object_get_data (G_OBJECT (toast), "study");
  g_autoptr (GError) error = NULL;

  if (gh_study_list_restore (window->list, *id, &error))
    gh_window_select_study (window, *id);
  else
    gh_window_show_error (window, _ ("The study cannot be brought back"), error);
}

static void
offer_return (GhWindow *window, gint64 id, const char *name)
{
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  g_autofree char *text = g_strdup_printf (_ ("“%s” deleted"), escaped);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "study", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (restore_cb), window,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (window->toasts, toast);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;
  gint64 id = gh_document_get_id (window->document);
  g_autofree char *name = g_strdup (gh_document_get_name (window->document));
  g_autoptr (GError) error = NULL;

  if (!gh_study_list_remove (window->list, id, &error))
    {
      gh_window_show_error (window, _ ("The study cannot be deleted"), error);
      return;
    }
  gh_window_close_document (window);
  offer_return (window, id, name);
  if (g_list_model_get_n_items (G_LIST_MODEL (window->list)) == 0)
    gtk_stack_set_visible_child_name (window->content, "empty");
  else
    gtk_list_box_select_row (window->studies, gtk_list_box_get_row_at_index (window->studies, 0));
  gh_window_follow_history (window);
}

/* What was mended in the files of an imported study. */
static void
show_remarks (GhWindow *window, const GhFindings *findings)
{
  GString *text = g_string_new (NULL);
  guint told = 0;

  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    if (gh_findings_get (findings, i)->severity == GH_SEVERITY_WARNING && told++ < MOST_REMARKS)
      g_string_append_printf (text, "%s%s", told > 1 ? "\n" : "",
                              gh_findings_get (findings, i)->message);
  if (told > 0)
    gh_dialog_show_error (GTK_WINDOW (window), _ ("Imported, With Remarks"), text->str);
  g_string_free (text, TRUE);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GhWindow) window = data;
  g_autoptr (GhFindings) findings = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = gh_study_list_import_finish (GH_STUDY_LIST (source), result, &findings, &error);

  /* The window may have been closed, or another library opened, meanwhile. */
  if (GH_STUDY_LIST (source) != window->list)
    return;
  show_added (window, id, _ ("The study cannot be imported"), error);
  if (id == 0 || window->document == NULL)
    return;
  if (!gh_missing_dialog_show (GTK_WINDOW (window), window->document))
    show_remarks (window, findings);
}

/* The meter whose tariff is meant where none is named; %NULL of several sites. */
static const char *
find_only_meter (const GhStudy *study)
{
  if (study->kind != GH_STUDY_FLEET)
    return "$";
  return gh_sites_count (study) == 1 ? "$.sites[0]" : NULL;
}

/**
 * gh_window_import:
 * @window: the window
 * @path: of a study's file, or of a table of measured numbers
 *
 * Adds a study from a file to the library and opens it, or says why it cannot. Of a table it is
 * shown what it holds, to fill something of the study that is open; of a tariff what was
 * understood; of a real bill as well, to be compared with. Into a fleet come the vehicles of a
 * sheet or a log, or the tariff of its only site.
 */
void
gh_window_import (GhWindow *window, const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  gboolean is_study = g_str_has_suffix (lower, ".gridhearth") || window->document == NULL;
  gboolean is_fleet = window->document != NULL
                      && gh_document_get_study (window->document)->kind == GH_STUDY_FLEET;

  const char *meter = is_study ? NULL : find_only_meter (gh_document_get_study (window->document));

  if (meter != NULL && gh_study_file_is_tariff (path))
    gh_tariff_dialog_show (GTK_WINDOW (window), window->document, meter, path);
  else if (is_fleet && !is_study && gh_study_file_is_series (path))
    gh_vehicle_dialog_show (GTK_WINDOW (window), window->document, path);
  else if (!is_study && !is_fleet && gh_bill_file_is_bill (path))
    gh_bill_dialog_show (GTK_WINDOW (window), window->document, path);
  else if (!is_study && !is_fleet && gh_study_file_is_series (path))
    gh_series_dialog_show (GTK_WINDOW (window), window->document, NULL, path);
  else if (window->list != NULL)
    gh_study_list_import_async (window->list, path, imported_cb, g_object_ref (window));
}

static void
import_chosen (const char *path, gpointer data)
{
  g_autoptr (GhWindow) window = data;

  if (path != NULL && window->list != NULL)
    gh_window_import (window, path);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const patterns[]
      = { "*.gridhearth", "*.json", "*.xml", "*.epw", "*.csv", "*.CSV", "*.txt", "*.tsv", NULL };

  gh_dialog_open_file (data, _ ("Import a Study or Measured Numbers"), patterns, import_chosen,
                       g_object_ref (data));
}

static void
import_vehicles_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;

  gh_vehicle_dialog_ask (data, window->document);
}

/**
 * gh_window_export:
 * @window: a window with a study open
 * @path: where it goes
 *
 * Writes the open study to a file, or says why it cannot.
 */
void
gh_window_export (GhWindow *window, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!gh_study_list_export (window->list, gh_document_get_id (window->document), path, &error))
    gh_window_show_error (window, _ ("The study cannot be exported"), error);
}

static void
export_chosen (const char *path, gpointer data)
{
  g_autoptr (GhWindow) window = data;

  if (path != NULL && window->document != NULL)
    gh_window_export (window, path);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;
  g_autofree char *name
      = g_strconcat (gh_document_get_name (window->document), ".gridhearth", NULL);

  gh_dialog_save_file (data, _ ("Export the Study"), g_strdelimit (name, "/", '-'), export_chosen,
                       g_object_ref (window));
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  g_autofree char *path = g_file_get_path (g_value_get_object (value));

  if (path != NULL)
    gh_window_import (data, path);
  return path != NULL;
}

/* What can be done with a study, at its row; it is opened first, so that it is plain which one is
 * meant. */
static void
show_menu (GhWindow *window, GtkListBoxRow *row, const GdkRectangle *place)
{
  gtk_list_box_select_row (window->studies, row);
  gtk_popover_set_pointing_to (GTK_POPOVER (window->study_popover), place);
  gtk_popover_popup (GTK_POPOVER (window->study_popover));
}

static void
menu_pressed_cb (GtkGestureClick *gesture, int presses, double x, double y, gpointer data)
{
  GhWindow *window = data;
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (window->studies, (int) y);

  if (row != NULL)
    show_menu (window, row, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  GhWindow *window = data;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (window->studies);
  graphene_rect_t bounds;

  if (row == NULL
      || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (window->studies), &bounds))
    return FALSE;
  show_menu (window, row,
             &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                              (int) bounds.size.height });
  return TRUE;
}

static void
add_menu (GhWindow *window)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const char *const triggers = "Menu|<Shift>F10";

  window->study_popover = gtk_popover_menu_new_from_model (window->study_menu);
  gtk_widget_set_parent (window->study_popover, GTK_WIDGET (window->studies));
  gtk_popover_set_has_arrow (GTK_POPOVER (window->study_popover), FALSE);
  gtk_widget_set_halign (window->study_popover, GTK_ALIGN_START);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (menu_pressed_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window->studies), GTK_EVENT_CONTROLLER (click));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (triggers),
                        gtk_callback_action_new (menu_key_cb, window, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (window->studies), keys);
}

static const GActionEntry actions[] = {
  { .name = "new", .activate = new_cb, .parameter_type = "s" },
  { .name = "guide", .activate = guide_cb },
  { .name = "duplicate", .activate = duplicate_cb },
  { .name = "variant", .activate = variant_cb },
  { .name = "compare-variants", .activate = compare_variants_cb },
  { .name = "rename", .activate = rename_cb },
  { .name = "edit", .activate = edit_cb },
  { .name = "remove", .activate = remove_cb },
  { .name = "import", .activate = import_cb },
  { .name = "import-vehicles", .activate = import_vehicles_cb },
  { .name = "export", .activate = export_cb },
};

/**
 * gh_window_init_studies:
 * @window: the window, with its template
 *
 * Sets up the list, its actions and its menu, and lets files be dropped on the window.
 */
void
gh_window_init_studies (GhWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
  g_signal_connect_swapped (window->studies, "row-selected", G_CALLBACK (row_selected_cb), window);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
  add_menu (window);
}
