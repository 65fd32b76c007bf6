/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: the library's studies at the side, and the pages of the one that is open. */
#include "window-private.h"

#include "fleet-pages.h"
#include "household-pages.h"
#include "missing-dialog.h"
#include "missing-files.h"
#include "platform-dialogs.h"
#include "preferences.h"
#include "settings.h"
#include "study-drag.h"
#include "tooltip.h"
#include "words.h"

/* After how many seconds it is told what is being done. */
#define TOLD_AFTER_S 2

/* Names of the enumeration of settings. */
static const char *const page_names[]
    = { "home",    "plan",       "compare",  "money", "battery",
        "what-if", "resilience", "vehicles", "depot", "flexibility" };

G_DEFINE_FINAL_TYPE (GhWindow, gh_window, ADW_TYPE_APPLICATION_WINDOW)

static void
set_enabled (GhWindow *window, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* "Undo: Peak power". */
static void
show_step (GtkWidget *button, const char *what, const char *label)
{
  g_autofree char *text = label != NULL ? g_strdup_printf ("%s: %s", what, label) : g_strdup (what);

  if (gh_tooltip_set (button, text))
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                    -1);
}

/**
 * gh_window_follow_history:
 * @window: the window
 *
 * Shows what undo and redo would do, and what can be done with a study or a library only.
 */
void
gh_window_follow_history (GhWindow *window)
{
  static const char *const names[]
      = { "export-chart", "duplicate", "rename", "remove", "export", "variant" };
  static const char *const household_names[]
      = { "report", "print", "export-tables", "compare-variants" };
  static const char *const adding[] = { "new", "guide", "import" };
  gboolean open = window->document != NULL;
  gboolean is_household
      = open && gh_document_get_study (window->document)->kind == GH_STUDY_HOUSEHOLD;

  set_enabled (window, "undo", open && gh_document_can_undo (window->document));
  set_enabled (window, "redo", open && gh_document_can_redo (window->document));
  show_step (window->undo, _ ("Undo"), open ? gh_document_get_undo_label (window->document) : NULL);
  show_step (window->redo, _ ("Redo"), open ? gh_document_get_redo_label (window->document) : NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    set_enabled (window, names[i], open);
  for (gsize i = 0; i < G_N_ELEMENTS (household_names); i++)
    set_enabled (window, household_names[i], is_household);
  set_enabled (window, "import-vehicles", open && !is_household);
  for (gsize i = 0; i < G_N_ELEMENTS (adding); i++)
    set_enabled (window, adding[i], window->list != NULL);
}

static gboolean
lacks_files (GhDocument *document)
{
  g_auto (GStrv) names = gh_missing_files_list (gh_document_get_study (document));

  return names[0] != NULL;
}

/* One line under the header for what a person has to know: worst first. */
static void
follow_notice (GhWindow *window)
{
  const char *text = gh_document_get_save_error (window->document);
  const char *button = _ ("Try Again");
  g_autofree char *found = NULL;

  if (text == NULL && lacks_files (window->document))
    {
      text = _ ("Files that the study takes numbers from have not been read.");
      button = _ ("Choose Files…");
    }
  else if (text == NULL && gh_document_get_problem (window->document) != NULL)
    {
      gboolean failed = gh_document_get_failure (window->document) != NULL;
      found = g_strdup_printf (_ ("Nothing can be planned: %s"),
                               gh_document_get_problem (window->document));
      text = found;
      button = failed ? _ ("Plan Again") : _ ("Show");
    }
  gtk_label_set_label (window->notice_text, text != NULL ? text : "");
  gtk_button_set_label (window->notice_button, button);
  gtk_widget_set_visible (GTK_WIDGET (window->notice), text != NULL);
  gtk_revealer_set_reveal_child (window->notice, text != NULL);
}

/* Does what the notice says: tries again, asks for files, or leads to the row that is wrong. */
static void
solve (GhWindow *window)
{
  const GhFindings *findings = gh_document_get_findings (window->document);

  if (gh_document_get_save_error (window->document) != NULL)
    {
      gh_document_retry_saving (window->document);
      follow_notice (window);
      return;
    }
  if (gh_missing_dialog_show (GTK_WINDOW (window), window->document))
    return;
  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    if (gh_findings_get (findings, i)->severity == GH_SEVERITY_ERROR)
      {
        gh_page_set_show_path (window->pages, gh_findings_get (findings, i)->path);
        return;
      }
  gh_document_plan (window->document);
}

/* What is being done is told of long work only: else every edit would let words flicker. */
static void
progress_cb (GhWindow *window)
{
  gboolean is_long = window->job != NULL
                     && g_get_monotonic_time () - window->job_begun > TOLD_AFTER_S * G_USEC_PER_SEC;
  const char *message = is_long ? gh_job_get_message (window->job) : NULL;

  gtk_progress_bar_set_fraction (window->progress,
                                 window->job != NULL ? gh_job_get_fraction (window->job) : 0.0);
  gtk_label_set_label (window->doing, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (window->doing), message != NULL);
}

static void
follow_job (GhWindow *window)
{
  GhJob *job = window->document != NULL ? gh_document_get_job (window->document) : NULL;

  if (window->job != NULL)
    g_signal_handlers_disconnect_by_func (window->job, progress_cb, window);
  if (g_set_object (&window->job, job))
    window->job_begun = g_get_monotonic_time ();
  if (job != NULL)
    g_signal_connect_swapped (job, "notify::message", G_CALLBACK (progress_cb), window);
  gtk_widget_set_opacity (GTK_WIDGET (window->progress), job != NULL ? 1.0 : 0.0);
  gtk_widget_set_opacity (window->stop, job != NULL ? 1.0 : 0.0);
  set_enabled (window, "stop", job != NULL);
  progress_cb (window);
}

static void
edited_cb (GhWindow *window)
{
  gh_window_follow_history (window);
  follow_notice (window);
}

static void
page_shown_cb (GhPageSet *pages)
{
  const char *name = gh_page_set_get_page (pages);

  for (gsize i = 0; i < G_N_ELEMENTS (page_names); i++)
    if (g_strcmp0 (page_names[i], name) == 0)
      gh_settings_set_choice (GH_SETTING_LAST_PAGE, (int) i);
}

/* Pages of a kind that is never opened are never made. */
static GhPageSet *
ensure_pages (GhWindow *window, GhStudyKind kind)
{
  const char *name = kind == GH_STUDY_FLEET ? "fleet" : "household";
  GtkWidget *pages = gtk_stack_get_child_by_name (window->content, name);

  if (pages != NULL)
    return GH_PAGE_SET (pages);
  pages = kind == GH_STUDY_FLEET ? gh_fleet_pages_new () : gh_household_pages_new ();
  gtk_stack_add_named (window->content, pages, name);
  gh_page_set_show_page (GH_PAGE_SET (pages),
                         page_names[gh_settings_get_choice (GH_SETTING_LAST_PAGE, 0)]);
  g_signal_connect_object (gh_page_set_get_stack (GH_PAGE_SET (pages)), "notify::visible-child",
                           G_CALLBACK (page_shown_cb), pages, G_CONNECT_SWAPPED);
  return GH_PAGE_SET (pages);
}

/* @document: (nullable): what is shown from now on */
static void
take_document (GhWindow *window, GhDocument *document)
{
  GhPageSet *pages = document != NULL
                         ? ensure_pages (window, gh_document_get_study (document)->kind)
                         : window->pages;

  if (window->document != NULL)
    g_signal_handlers_disconnect_by_data (window->document, window);
  if (window->pages != NULL && window->pages != pages)
    gh_page_set_set_document (window->pages, NULL);
  g_set_object (&window->document, document);
  window->pages = pages;
  if (pages == NULL)
    return;
  adw_view_switcher_set_stack (window->switcher, gh_page_set_get_stack (pages));
  adw_view_switcher_bar_set_stack (window->switcher_bar, gh_page_set_get_stack (pages));
  gh_page_set_set_document (pages, document);
}

/**
 * gh_window_close_document:
 * @window: the window
 *
 * Shows nothing of the study that was open.
 */
void
gh_window_close_document (GhWindow *window)
{
  take_document (window, NULL);
  follow_job (window);
}

/**
 * gh_window_open_document:
 * @window: the window
 * @document: a document of its list
 *
 * Shows a study and plans it.
 */
void
gh_window_open_document (GhWindow *window, GhDocument *document)
{
  if (document == window->document)
    return;
  take_document (window, document);
  g_signal_connect_swapped (document, "edited", G_CALLBACK (edited_cb), window);
  g_signal_connect_swapped (document, "planned", G_CALLBACK (follow_notice), window);
  g_signal_connect_swapped (document, "saved", G_CALLBACK (follow_notice), window);
  g_signal_connect_swapped (document, "notify::job", G_CALLBACK (follow_job), window);
  gtk_stack_set_visible_child (window->content, GTK_WIDGET (window->pages));
  gh_settings_set_last_study (gh_document_get_id (document));
  edited_cb (window);
  follow_job (window);
  gh_document_plan (document);
}

/* In a narrow window either the list or the study is seen. */
static void
follow_sidebar (GhWindow *window)
{
  gboolean shown = gtk_toggle_button_get_active (window->sidebar_button);

  gtk_widget_set_visible (window->sidebar, shown);
  gtk_widget_set_visible (window->main, !(window->narrow && shown));
  gtk_widget_set_hexpand (window->sidebar, window->narrow);
}

static void
row_activated_cb (GhWindow *window)
{
  if (window->narrow)
    gtk_toggle_button_set_active (window->sidebar_button, FALSE);
}

static void
follow_width (GhWindow *window)
{
  GhRoom room = gh_adaptive_bin_get_room (window->bin);

  window->narrow = room == GH_ROOM_NARROW;
  gtk_widget_set_visible (GTK_WIDGET (window->switcher), !window->narrow);
  adw_view_switcher_set_policy (window->switcher, room == GH_ROOM_WIDE
                                                      ? ADW_VIEW_SWITCHER_POLICY_WIDE
                                                      : ADW_VIEW_SWITCHER_POLICY_NARROW);
  adw_view_switcher_bar_set_reveal (window->switcher_bar, window->narrow);
  gtk_toggle_button_set_active (window->sidebar_button, !window->narrow);
  follow_sidebar (window);
}

static void
show_failure (GhWindow *window, const GError *error)
{
  g_autofree char *message = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (window->failure, message);
  gtk_stack_set_visible_child_name (window->content, "failure");
}

static void
retry_cb (GhWindow *window)
{
  gh_window_open_library (window, window->path);
}

static void
memory_cb (GhWindow *window)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudyList) list = gh_study_list_new (NULL, &error);

  if (list == NULL || !gh_window_take_list (window, list, &error))
    show_failure (window, error);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;

  gh_document_undo (window->document);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;

  gh_document_redo (window->document);
}

static void
stop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;

  if (window->document != NULL)
    gh_document_stop (window->document);
}

static void
page_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gh_window_show_page (data, g_variant_get_string (parameter, NULL));
}

static void
nth_page_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;

  if (window->pages != NULL)
    gh_page_set_show_nth (window->pages, (guint) g_variant_get_int32 (parameter));
}

static void
chart_chosen (const char *path, gpointer data)
{
  g_autoptr (GhWindow) window = data;
  g_autoptr (GError) error = NULL;

  if (path != NULL && window->document != NULL
      && !gh_page_set_export_charts (window->pages, path, &error))
    gh_window_show_error (window, _ ("The charts cannot be saved"), error);
}

static void
export_chart_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;

  /* What is on the screen is saved, so it has to be there. */
  gh_page_set_show_charts (window->pages);
  g_autofree char *title = gh_page_set_make_title (window->pages);
  g_autofree char *name = g_strconcat (title, ".pdf", NULL);
  gh_dialog_save_file (data, _ ("Save the Charts"), g_strdelimit (name, "/", '-'), chart_chosen,
                       g_object_ref (window));
}

static void
solve_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;

  if (window->document != NULL)
    solve (window);
}

static void
show_path_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;

  if (window->pages != NULL)
    gh_page_set_show_path (window->pages, g_variant_get_string (parameter, NULL));
}

/* A part of the period on the page of the plan, in unix seconds. */
static void
show_range_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;
  gint64 from, to;

  g_variant_get (parameter, "(xx)", &from, &to);
  if (GH_IS_HOUSEHOLD_PAGES (window->pages))
    gh_household_pages_show_range (GH_HOUSEHOLD_PAGES (window->pages), from, to);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gh_preferences_show (data);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gh_dialog_show_about (data);
}

/* Tab leaves the list of studies: row by row it would open every one of them. Arrows go there. */
static void
gh_window_move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *studies = GTK_WIDGET (GH_WINDOW (widget)->studies);
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  gtk_widget_set_can_focus (studies, !tab || gtk_widget_get_focus_child (studies) == NULL);
  GTK_WIDGET_CLASS (gh_window_parent_class)->move_focus (widget, direction);
  gtk_widget_set_can_focus (studies, TRUE);
}

static void
gh_window_dispose (GObject *object)
{
  GhWindow *window = GH_WINDOW (object);

  if (window->document != NULL)
    gh_window_close_document (window);
  if (window->job != NULL)
    g_signal_handlers_disconnect_by_func (window->job, progress_cb, window);
  g_clear_object (&window->job);
  if (window->studies != NULL)
    gtk_list_box_bind_model (window->studies, NULL, NULL, NULL, NULL);
  g_clear_pointer (&window->study_popover, gtk_widget_unparent);
  g_clear_object (&window->list);
  gh_study_drag_clear ();
  g_clear_pointer (&window->path, g_free);
  G_OBJECT_CLASS (gh_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, GhWindow, bin);
  gtk_widget_class_bind_template_child (class, GhWindow, sidebar);
  gtk_widget_class_bind_template_child (class, GhWindow, main);
  gtk_widget_class_bind_template_child (class, GhWindow, sidebar_button);
  gtk_widget_class_bind_template_child (class, GhWindow, studies);
  gtk_widget_class_bind_template_child (class, GhWindow, study_menu);
  gtk_widget_class_bind_template_child (class, GhWindow, switcher);
  gtk_widget_class_bind_template_child (class, GhWindow, switcher_bar);
  gtk_widget_class_bind_template_child (class, GhWindow, toasts);
  gtk_widget_class_bind_template_child (class, GhWindow, content);
  gtk_widget_class_bind_template_child (class, GhWindow, failure);
  gtk_widget_class_bind_template_child (class, GhWindow, progress);
  gtk_widget_class_bind_template_child (class, GhWindow, doing);
  gtk_widget_class_bind_template_child (class, GhWindow, stop);
  gtk_widget_class_bind_template_child (class, GhWindow, undo);
  gtk_widget_class_bind_template_child (class, GhWindow, redo);
  gtk_widget_class_bind_template_child (class, GhWindow, notice);
  gtk_widget_class_bind_template_child (class, GhWindow, notice_text);
  gtk_widget_class_bind_template_child (class, GhWindow, notice_button);
  gtk_widget_class_bind_template_callback (class, row_activated_cb);
  gtk_widget_class_bind_template_callback (class, follow_sidebar);
  gtk_widget_class_bind_template_callback (class, follow_width);
  gtk_widget_class_bind_template_callback (class, retry_cb);
  gtk_widget_class_bind_template_callback (class, memory_cb);
}

static void
gh_window_class_init (GhWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_window_dispose;
  widget_class->move_focus = gh_window_move_focus;
  g_type_ensure (GH_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/window.ui");
  bind_children (widget_class);
}

static const GActionEntry actions[] = {
  { .name = "undo", .activate = undo_cb },
  { .name = "redo", .activate = redo_cb },
  { .name = "stop", .activate = stop_cb },
  { .name = "solve", .activate = solve_cb },
  { .name = "page", .activate = page_cb, .parameter_type = "s" },
  { .name = "nth-page", .activate = nth_page_cb, .parameter_type = "i" },
  { .name = "export-chart", .activate = export_chart_cb },
  { .name = "show-range", .activate = show_range_cb, .parameter_type = "(xx)" },
  { .name = "show-path", .activate = show_path_cb, .parameter_type = "s" },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "about", .activate = about_cb },
};

/* The window opens as it was closed. */
static void
remember (GhWindow *window)
{
  GSettings *settings = gh_settings_get ();

  gh_preferences_apply_colours ();
  if (settings == NULL)
    return;
  g_settings_bind (settings, GH_SETTING_WINDOW_WIDTH, window, "default-width",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, GH_SETTING_WINDOW_HEIGHT, window, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, GH_SETTING_WINDOW_MAXIMIZED, window, "maximized",
                   G_SETTINGS_BIND_DEFAULT);
}

static void
gh_window_init (GhWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
  gtk_widget_init_template (GTK_WIDGET (window));
  gh_window_init_studies (window);
  gh_window_init_report (window);
  remember (window);
  gh_window_follow_history (window);
}

/**
 * gh_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window without a library
 */
GtkWidget *
gh_window_new (AdwApplication *application)
{
  return g_object_new (GH_TYPE_WINDOW, "application", application, NULL);
}

/**
 * gh_window_open_library:
 * @window: the window
 * @path: of the library
 *
 * Opens a library and its first study. Where that fails the window says why and what can be done.
 *
 * Returns: whether it was opened
 */
gboolean
gh_window_open_library (GhWindow *window, const char *path)
{
  g_autofree char *kept = g_strdup (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudyList) list = gh_study_list_new (path, &error);

  g_free (window->path);
  window->path = g_steal_pointer (&kept);
  if (list != NULL && gh_window_take_list (window, list, &error))
    return TRUE;
  show_failure (window, error);
  return FALSE;
}

/**
 * gh_window_show_page:
 * @window: the window
 * @name: "home", "plan", "compare", "money", "battery", "what-if" or "resilience"; of a fleet
 *   "vehicles", "depot", "plan", "flexibility" or "money"
 *
 * Shows a page of the study that is open, where it has it.
 */
void
gh_window_show_page (GhWindow *window, const char *name)
{
  if (window->pages != NULL)
    gh_page_set_show_page (window->pages, name);
}

/**
 * gh_window_get_document:
 * @window: the window
 *
 * Returns: (transfer none) (nullable): the study that is open
 */
GhDocument *
gh_window_get_document (GhWindow *window)
{
  return window->document;
}
