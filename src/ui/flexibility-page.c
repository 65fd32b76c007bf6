/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the vehicles of a site can promise beside their plan: power that can be held, what a naive
 * virtual battery would promise and break, and whether a committed profile can be kept. */
#include "flexibility-page.h"

#include "chart-card.h"
#include "chart-menu.h"
#include "chart-view.h"
#include "data-grid.h"
#include "document-fleet.h"
#include "fleet-part-lists.h"
#include "flexibility-figure.h"
#include "fleet-words.h"
#include "nothing-page.h"
#include "platform-dialogs.h"
#include "table-window.h"
#include "tabular.h"
#include "time-scale.h"
#include "words.h"

#define ROW_SPACING 12

/* @worst: a row for each duration
 * @promise: (nullable): that is shown
 * @updating: while lists follow the document rather than the other way */
struct _GhFlexibilityPage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  AdwStatusPage *nothing;
  GtkWidget *tools;
  GtkDropDown *strategy;
  GtkDropDown *site;
  GtkDropDown *period;
  GtkWidget *save;
  GtkWidget *again;
  GtkLabel *failure;
  GtkWidget *content;
  GtkLabel *answer;
  GhChartView *chart;
  GtkLabel *reading;
  GtkLabel *method;
  GhDataGrid *broken;
  GtkBox *worst;
  GtkLabel *committed;
  GtkFlowBox *actions;
  GtkWidget *take_back;
  GtkWidget *hurt;
  GhChartCard *profile;

  GhDocument *document;
  GhFleetPromise *promise;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GhFlexibilityPage, gh_flexibility_page, GTK_TYPE_WIDGET)

static const GhFleetFlexibility *
get_part (GhFlexibilityPage *page)
{
  return page->promise != NULL ? gh_fleet_promise_get (page->promise) : NULL;
}

static gboolean
has_figures (GhFlexibilityPage *page)
{
  return page->promise != NULL && get_part (page)->reason == NULL;
}

static void
cursor_moved_cb (GhFlexibilityPage *page)
{
  g_autofree char *text = gh_chart_view_format_cursor (page->chart);

  gtk_label_set_markup (page->reading, text);
  gtk_widget_set_visible (GTK_WIDGET (page->reading), text != NULL && *text != '\0');
}

static void
open_misses (GhFlexibilityPage *page, guint duration)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  g_autoptr (GhDataTable) table
      = page->promise != NULL ? gh_fleet_promise_make_misses (page->promise, duration) : NULL;

  if (table != NULL && GTK_IS_WINDOW (root))
    gh_table_window_open (table, GTK_WINDOW (root));
}

static void
vehicles_cb (GhFlexibilityPage *page, GtkWidget *button)
{
  open_misses (page, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "duration")));
}

static void
hurt_cb (GhFlexibilityPage *page)
{
  open_misses (page, GH_FLEET_DURATIONS);
}

/* The worst promises of a duration in words, and a button to the vehicles they would hurt. */
static GtkWidget *
new_worst (GhFlexibilityPage *page, guint duration)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, ROW_SPACING);
  g_autofree char *text = gh_fleet_promise_tell_worst (page->promise, duration);
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (GhDataTable) misses = gh_fleet_promise_make_misses (page->promise, duration);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  if (misses == NULL)
    return row;
  GtkWidget *button = gtk_button_new_with_label (_ ("Vehicles…"));
  g_object_set_data (G_OBJECT (button), "duration", GUINT_TO_POINTER (duration));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, gh_data_table_get_title (misses));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (vehicles_cb), page);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static void
clear_worst (GhFlexibilityPage *page)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (page->worst))) != NULL)
    gtk_box_remove (page->worst, child);
}

/* Shown where there is something to do with it. */
static void
show_action (GtkWidget *button, gboolean visible)
{
  gtk_widget_set_visible (gtk_widget_get_parent (button), visible);
}

static void
show_commitment (GhFlexibilityPage *page)
{
  const char *name = gh_document_get_commitment_name (page->document);
  const GhFleetCommitment *own = has_figures (page) ? get_part (page)->commitment : NULL;
  g_autofree char *told = own != NULL ? gh_fleet_promise_tell_commitment (page->promise) : NULL;
  g_autofree char *text
      = name == NULL
            ? g_strdup (_ ("No profile is committed. Choose a table with the columns time and "
                           "power_kw, or drop it here, to see whether the vehicles can keep it."))
        : told == NULL ? g_strdup_printf (_ ("%s is being shared out…"), name)
                       : g_strdup_printf ("%s: %s", name, told);

  gtk_label_set_label (page->committed, text);
  show_action (page->take_back, name != NULL);
  show_action (page->hurt, name != NULL && own != NULL && own->misses->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (page->profile), name != NULL && own != NULL);
  gh_chart_view_take_figure (gh_chart_card_get_chart (page->profile),
                             own != NULL ? gh_commitment_figure_new (page->promise) : NULL);
}

static void
show_promise (GhFlexibilityPage *page)
{
  g_autofree char *answer = gh_fleet_promise_tell (page->promise);
  g_autofree char *method = gh_fleet_promise_tell_method (page->promise);

  gtk_label_set_label (page->answer, answer);
  gtk_label_set_label (page->method, method);
  gh_chart_view_take_figure (page->chart, gh_flexibility_figure_new (page->promise));
  cursor_moved_cb (page);
  gh_data_grid_take_table (page->broken, gh_fleet_promise_make_broken (page->promise));
  clear_worst (page);
  for (guint d = 0; d < GH_FLEET_DURATIONS; d++)
    gtk_box_append (page->worst, new_worst (page, d));
}

static void
dim (GhFlexibilityPage *page)
{
  gboolean old = page->promise != NULL && !gh_document_is_promise_current (page->document);

  gh_chart_view_set_dimmed (page->chart, old);
  gh_chart_view_set_dimmed (gh_chart_card_get_chart (page->profile), old);
  gtk_widget_set_opacity (GTK_WIDGET (page->answer), old ? 0.6 : 1.0);
  gtk_widget_set_opacity (GTK_WIDGET (page->broken), old ? 0.6 : 1.0);
  gtk_widget_set_opacity (GTK_WIDGET (page->worst), old ? 0.6 : 1.0);
}

/* Without any figures there is the reason instead: what is wrong with the study, or that the site
 * has no plan. */
static void
show_nothing (GhFlexibilityPage *page)
{
  const char *problem = gh_document_get_problem (page->document);
  const char *reason = page->promise != NULL ? get_part (page)->reason : problem;
  const char *failure = gh_document_get_promise_failure (page->document);

  gh_nothing_page_show (page->nothing, page->document, reason);
  if (page->promise != NULL && get_part (page)->status == GH_PLAN_INFEASIBLE)
    gh_nothing_page_lead_to_connection (page->nothing, get_part (page)->site);
  gtk_widget_set_visible (page->tools, page->promise != NULL || reason == NULL);
  gtk_widget_set_visible (page->content, has_figures (page));
  gtk_widget_set_sensitive (page->save, has_figures (page));
  gtk_label_set_label (page->failure, failure != NULL ? failure : "");
  gtk_widget_set_visible (page->again, failure != NULL);
}

static void
list_parts (GhFlexibilityPage *page)
{
  page->updating = TRUE;
  gh_fleet_part_lists_fill (page->site, page->period, gh_document_get_study (page->document));
  page->updating = FALSE;
}

static void
ask (GhFlexibilityPage *page)
{
  GhStrategy strategy
      = gtk_drop_down_get_selected (page->strategy) > 0 ? GH_STRATEGY_V2G : GH_STRATEGY_SMART;

  gh_document_ask_promise (page->document, strategy, gtk_drop_down_get_selected (page->site),
                           gtk_drop_down_get_selected (page->period));
}

/* A page that is not seen costs nothing; while it is seen, what it shows is asked for. */
static void
show (GhFlexibilityPage *page)
{
  if (page->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;
  if (gh_findings_count_errors (gh_document_get_findings (page->document)) == 0)
    {
      list_parts (page);
      ask (page);
    }
  GhFleetPromise *promise = gh_document_get_promise (page->document);
  gboolean is_new = promise != NULL && promise != page->promise;
  if (is_new)
    {
      gh_fleet_promise_ref (promise);
      g_clear_pointer (&page->promise, gh_fleet_promise_unref);
      page->promise = promise;
    }
  if (is_new && has_figures (page))
    show_promise (page);
  show_nothing (page);
  show_commitment (page);
  dim (page);
}

static void
chosen_cb (GhFlexibilityPage *page)
{
  if (!page->updating)
    show (page);
}

static void
again_cb (GhFlexibilityPage *page)
{
  gh_document_retry_promise (page->document);
  show (page);
}

static GtkWindow *
get_window (GhFlexibilityPage *page)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
}

static void
commit (GhFlexibilityPage *page, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!gh_document_commit (page->document, path, &error))
    gh_dialog_show_error (get_window (page), _ ("The profile cannot be committed"), error->message);
  show (page);
}

static void
profile_chosen (const char *path, gpointer data)
{
  g_autoptr (GhFlexibilityPage) page = data;

  if (path != NULL && page->document != NULL)
    commit (page, path);
}

static void
commit_cb (GhFlexibilityPage *page)
{
  static const char *const patterns[] = { "*.csv", "*.txt", NULL };

  gh_dialog_open_file (get_window (page), _ ("Commit a Profile"), patterns, profile_chosen,
                       g_object_ref (page));
}

static void
take_back_cb (GhFlexibilityPage *page)
{
  gh_document_take_back_commitment (page->document);
  show (page);
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GhFlexibilityPage *page = data;
  g_autofree char *path = g_file_get_path (g_value_get_object (value));

  if (path == NULL || page->document == NULL || !has_figures (page))
    return FALSE;
  commit (page, path);
  return TRUE;
}

static void
folder_chosen (const char *path, gpointer data)
{
  g_autoptr (GhFlexibilityPage) page = data;
  g_autoptr (GError) error = NULL;

  if (path != NULL && page->document != NULL
      && !gh_document_export_promise (page->document, path, &error))
    gh_dialog_show_error (get_window (page), _ ("The series cannot be saved"), error->message);
}

static void
save_cb (GhFlexibilityPage *page)
{
  gh_dialog_choose_folder (get_window (page), _ ("Choose a Folder for the Series"), folder_chosen,
                           g_object_ref (page));
}

static void
gh_flexibility_page_dispose (GObject *object)
{
  gh_flexibility_page_set_document (GH_FLEXIBILITY_PAGE (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_FLEXIBILITY_PAGE);
  G_OBJECT_CLASS (gh_flexibility_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, tools);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, strategy);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, site);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, period);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, save);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, again);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, failure);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, content);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, answer);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, chart);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, reading);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, method);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, broken);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, worst);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, committed);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, actions);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, take_back);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, hurt);
  gtk_widget_class_bind_template_child (widget_class, GhFlexibilityPage, profile);
  gtk_widget_class_bind_template_callback (widget_class, cursor_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, commit_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, hurt_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
gh_flexibility_page_class_init (GhFlexibilityPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_flexibility_page_dispose;
  g_type_ensure (GH_TYPE_CHART_CARD);
  g_type_ensure (GH_TYPE_CHART_MENU);
  g_type_ensure (GH_TYPE_CHART_VIEW);
  g_type_ensure (GH_TYPE_DATA_GRID);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gridhearth/Gridhearth/flexibility-page.ui");
  bind_children (widget_class);
}

/* Tab goes to what is in the rows, not to the boxes around it as well. */
static void
skip_boxes (GtkFlowBox *row)
{
  GtkFlowBoxChild *child;

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (row, i)) != NULL; i++)
    gtk_widget_set_focusable (GTK_WIDGET (child), FALSE);
}

static void
gh_flexibility_page_init (GhFlexibilityPage *page)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (page));
  skip_boxes (GTK_FLOW_BOX (page->tools));
  skip_boxes (page->actions);
  g_signal_connect (page, "map", G_CALLBACK (show), NULL);
  g_signal_connect_swapped (page->strategy, "notify::selected", G_CALLBACK (chosen_cb), page);
  g_signal_connect_swapped (page->site, "notify::selected", G_CALLBACK (chosen_cb), page);
  g_signal_connect_swapped (page->period, "notify::selected", G_CALLBACK (chosen_cb), page);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), page);
  gtk_widget_add_controller (GTK_WIDGET (page), GTK_EVENT_CONTROLLER (target));
  gh_chart_view_set_name (page->chart, _ ("Flexibility"));
  gh_tabular_add_keys (GTK_WIDGET (page), GH_TABULAR (page->chart));
}

/* Nothing of one study is left when another is shown. */
static void
clear (GhFlexibilityPage *page)
{
  gh_chart_view_take_figure (page->chart, NULL);
  gh_chart_view_take_figure (gh_chart_card_get_chart (page->profile), NULL);
  gh_data_grid_take_table (page->broken, NULL);
  clear_worst (page);
  gtk_widget_set_visible (page->content, FALSE);
  gtk_widget_set_visible (page->again, FALSE);
}

/**
 * gh_flexibility_page_set_document:
 * @page: the page
 * @document: (nullable): of a fleet
 *
 * Shows what the vehicles of a document can promise and follows it.
 */
void
gh_flexibility_page_set_document (GhFlexibilityPage *page, GhDocument *document)
{
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  g_clear_pointer (&page->promise, gh_fleet_promise_unref);
  if (page->chart != NULL)
    clear (page);
  g_set_object (&page->document, document);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "planned", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "promised", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "edited", G_CALLBACK (dim), page);
  show (page);
}

/**
 * gh_flexibility_page_make_title:
 * @page: a page with a document
 *
 * Returns: (transfer full): what its charts show: study, site and visible period
 */
char *
gh_flexibility_page_make_title (GhFlexibilityPage *page)
{
  GhFigure *figure = gh_chart_view_get_figure (page->chart);
  const char *name = gh_document_get_name (page->document);
  double from, to;

  if (figure == NULL || !has_figures (page))
    return g_strdup (name);
  gh_figure_get_view (figure, &from, &to);
  g_autofree char *range
      = gh_time_scale_format_range (from, to, gh_time_axis_get_zone (get_part (page)->axis));
  return g_strdup_printf (
      "%s, %s, %s, %s", name,
      gh_fleet_site_get_name (gh_fleet_promise_get_study (page->promise), get_part (page)->site),
      _ ("Flexibility"), range);
}

/**
 * gh_flexibility_page_export:
 * @page: a page with a document
 * @path: of a PNG, SVG or PDF file
 * @error: set when it cannot be written
 *
 * Saves its charts.
 *
 * Returns: whether it was written
 */
gboolean
gh_flexibility_page_export (GhFlexibilityPage *page, const char *path, GError **error)
{
  g_autofree char *title = gh_flexibility_page_make_title (page);

  return gh_chart_view_export (page->chart, title, path, error);
}
