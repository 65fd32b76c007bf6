/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would be if the inputs were other ones: which of them matter, where each breaks even, and
 * two of them together. */
#include "what-if-page.h"

#include <adwaita.h>

#include "attribute-row.h"
#include "chart-menu.h"
#include "columns.h"
#include "nothing-page.h"
#include "picture-view.h"
#include "slices.h"
#include "study/sensitivity-words.h"
#include "study/table-axis.h"
#include "table-axis-row.h"
#include "tabular.h"
#include "what-if-inputs.h"
#include "what-if-picture.h"
#include "words.h"

#define CAUSE_PATH "$.vehicles[0].battery_kwh"
#define OLD_OPACITY 0.6
#define INPUTS_MARGIN 12

/* @shown_tornado: (nullable): that the picture is of
 * @shown_table: (nullable): that the other picture is of
 * @table_measure: what it shows
 * @shown_evens: (nullable): whose break-evens the list is of
 * @rows: (element-type GtkWidget): what was put among the questions for the document
 * @adding: while they are put there */
struct _GhWhatIfPage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  AdwStatusPage *nothing;
  AdwStatusPage *missing;
  GtkButton *solve;
  GtkWidget *content;
  GtkLabel *answer;
  GtkLabel *basis;
  GtkWidget *again;
  GtkLabel *failure;
  GtkWidget *tornado_card;
  GhPictureView *tornado;
  GtkLabel *remarks;
  AdwPreferencesGroup *questions;
  GtkWidget *searching;
  GtkListBox *evens;
  GtkLabel *evens_basis;
  GtkWidget *evens_buttons;
  GhTableAxisRow *across;
  GhTableAxisRow *down;
  GhPictureView *table;
  GtkLabel *table_note;

  GhDocument *document;
  GhTornado *shown_tornado;
  GhSweep *shown_table;
  GhMeasure table_measure;
  GhExploration *shown_evens;
  GPtrArray *rows;
  guint adding;
};

static const char *
gh_what_if_page_get_name (GhTabular *tabular G_GNUC_UNUSED)
{
  return _ ("Where It Breaks Even");
}

static GhDataTable *
gh_what_if_page_make_table (GhTabular *tabular)
{
  GhWhatIfPage *page = GH_WHAT_IF_PAGE (tabular);

  return page->shown_evens != NULL
             ? gh_break_evens_make_table (page->shown_evens, gh_what_if_page_get_name (tabular))
             : NULL;
}

static void
gh_what_if_page_tabular_init (GhTabularInterface *interface)
{
  interface->get_name = gh_what_if_page_get_name;
  interface->make_table = gh_what_if_page_make_table;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhWhatIfPage, gh_what_if_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABULAR,
                                                      gh_what_if_page_tabular_init))

static void
set_opacity (gpointer widget, gboolean old)
{
  gtk_widget_set_opacity (GTK_WIDGET (widget), old ? OLD_OPACITY : 1.0);
}

/* What is asked for in vain, and ends of ranges of which nothing can be told. */
static void
show_remarks (GhWhatIfPage *page, const GhExploration *exploration)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const GPtrArray *problems = gh_exploration_get_problems (exploration);
  const GArray *swings = page->shown_tornado->swings;

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *sentence = gh_message_to_sentence (g_ptr_array_index (problems, i));
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
    }
  for (guint i = 0; i < swings->len; i++)
    {
      const GhSwing *swing = &g_array_index (swings, GhSwing, i);
      const char *problem
          = swing->at_low.problem != NULL ? swing->at_low.problem : swing->at_high.problem;
      if (problem != NULL)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", swing->input->title,
                                problem);
    }
  gtk_label_set_label (page->remarks, text->str);
  gtk_widget_set_visible (GTK_WIDGET (page->remarks), text->len > 0);
}

static void
show_tornado (GhWhatIfPage *page, const GhExploration *exploration, gboolean current)
{
  GhTornado *tornado = gh_exploration_get_tornado (exploration);

  if (tornado != page->shown_tornado)
    {
      g_autofree char *answer = gh_tornado_format_answer (tornado);
      g_autofree char *basis = gh_sensitivity_format_basis (gh_exploration_get_base (exploration));
      g_clear_pointer (&page->shown_tornado, gh_tornado_unref);
      page->shown_tornado = gh_tornado_ref (tornado);
      gtk_label_set_label (page->answer, answer);
      gtk_label_set_label (page->basis, basis);
      gtk_label_set_label (page->evens_basis, basis);
      gh_tornado_picture_show (page->tornado, tornado);
      show_remarks (page, exploration);
    }
  gh_picture_view_set_dimmed (page->tornado, !current);
  set_opacity (page->answer, !current);
}

/* "Price of the charger", what it may be, and that in a sentence. */
static GtkWidget *
new_even_row (const GhBreakEven *even, const GhSensitivityBase *base)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *sentence = gh_break_even_format (even, base);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static void
fill_evens (GhWhatIfPage *page, GhExploration *exploration)
{
  const GPtrArray *evens = gh_exploration_get_break_evens (exploration);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (page->evens, 0)) != NULL)
    gtk_list_box_remove (page->evens, GTK_WIDGET (row));
  for (guint i = 0; i < evens->len; i++)
    gtk_list_box_append (page->evens, new_even_row (g_ptr_array_index (evens, i),
                                                    gh_exploration_get_base (exploration)));
}

static void
show_evens (GhWhatIfPage *page, GhExploration *exploration, gboolean current)
{
  const GPtrArray *evens = gh_exploration_get_break_evens (exploration);
  const GPtrArray *shown
      = page->shown_evens != NULL ? gh_exploration_get_break_evens (page->shown_evens) : NULL;
  gboolean known = current && evens != NULL;

  if (evens != NULL && evens != shown)
    {
      g_clear_pointer (&page->shown_evens, gh_exploration_unref);
      page->shown_evens = gh_exploration_ref (exploration);
      fill_evens (page, exploration);
    }
  gtk_widget_set_visible (page->searching, !known);
  gtk_widget_set_visible (GTK_WIDGET (page->evens), page->shown_evens != NULL);
  gtk_widget_set_visible (GTK_WIDGET (page->evens_basis), page->shown_evens != NULL);
  gtk_widget_set_visible (page->evens_buttons, page->shown_evens != NULL);
  set_opacity (page->evens, !known);
}

/* What the table rests on, or why there is none. */
static void
show_table_note (GhWhatIfPage *page, const GhExploration *exploration)
{
  const GhStudy *study = gh_document_get_study (page->document);

  if (g_strcmp0 (gh_table_axis_of_study (study, FALSE).input,
                 gh_table_axis_of_study (study, TRUE).input)
      == 0)
    gtk_label_set_label (page->table_note, _ ("Choose two different inputs."));
  else if (page->shown_table == NULL)
    gtk_label_set_label (page->table_note, _ ("Calculating the table…"));
  else
    {
      g_autofree char *basis = gh_sensitivity_format_basis (gh_exploration_get_base (exploration));
      g_autofree char *note
          = g_strdup_printf (_ ("The thick line is where losses turn to gains. %s"), basis);
      /* Years are neither gained nor lost. */
      gtk_label_set_label (page->table_note,
                           page->table_measure == GH_MEASURE_PAYBACK ? basis : note);
    }
}

static void
show_table (GhWhatIfPage *page, const GhExploration *exploration, gboolean current)
{
  GhSweep *table = gh_exploration_get_table (exploration);
  GhMeasure measure = gh_exploration_get_tornado (exploration)->measure;

  if (table != NULL && (table != page->shown_table || measure != page->table_measure))
    {
      gh_sweep_ref (table);
      g_clear_pointer (&page->shown_table, gh_sweep_unref);
      page->shown_table = table;
      page->table_measure = measure;
      gh_sweep_picture_show (page->table, table, exploration, measure);
    }
  gh_picture_view_set_dimmed (page->table, !current || table == NULL);
  show_table_note (page, exploration);
}

/* What is missing for anything to be varied; @button: (nullable): what helps. */
static void
show_missing (GhWhatIfPage *page, const char *reason, const char *button)
{
  g_autofree char *text = reason != NULL ? g_markup_escape_text (reason, -1) : NULL;

  adw_status_page_set_description (page->missing, text);
  if (button != NULL)
    gtk_button_set_label (page->solve, button);
  gtk_widget_set_visible (GTK_WIDGET (page->missing), reason != NULL);
}

/* Whether something stands in the place of what would be shown. */
static gboolean
show_obstacle (GhWhatIfPage *page)
{
  GhExploration *exploration = gh_document_get_exploration (page->document);
  g_autofree char *reason = gh_nothing_page_find_reason (page->document);
  const char *failure = gh_document_get_exploration_failure (page->document);
  const char *problem = exploration != NULL && gh_document_is_exploration_current (page->document)
                            ? gh_exploration_get_base (exploration)->point.problem
                            : NULL;

  gh_nothing_page_show (page->nothing, page->document, reason);
  show_missing (page, NULL, NULL);
  if (reason != NULL)
    return TRUE;
  if (problem != NULL)
    show_missing (page, problem, _ ("Show the Car"));
  else if (failure != NULL && page->shown_tornado == NULL)
    show_missing (page, failure, _ ("Calculate Again"));
  else
    return FALSE;
  return TRUE;
}

static void
show_parts (GhWhatIfPage *page)
{
  GhExploration *exploration = gh_document_get_exploration (page->document);
  gboolean current = gh_document_is_exploration_current (page->document);

  if (exploration == NULL || gh_exploration_get_tornado (exploration) == NULL)
    {
      gtk_label_set_label (page->answer, _ ("Varying the inputs…"));
      return;
    }
  show_tornado (page, exploration, current);
  show_evens (page, exploration, current);
  show_table (page, exploration, current);
}

/* One row after the other while the main loop has time. */
static gboolean
add_question (gpointer data)
{
  static const char *const names[] = { "strategy", "against", "measure" };
  GhWhatIfPage *page = data;
  guint count = page->rows->len;
  gboolean is_choice = count < G_N_ELEMENTS (names);
  g_autofree char *path = is_choice ? g_strdup_printf ("$.what_if.%s", names[count]) : NULL;
  GtkWidget *row = is_choice ? gh_attribute_row_new (page->document, path)
                             : gh_what_if_inputs_new (page->document);

  if (!is_choice)
    gtk_widget_set_margin_top (row, INPUTS_MARGIN);
  g_ptr_array_add (page->rows, row);
  adw_preferences_group_add (page->questions, row);
  if (!is_choice)
    page->adding = 0;
  return is_choice;
}

/* A page that is not seen costs nothing; while it is seen, inputs are varied. */
static void
show (GhWhatIfPage *page)
{
  if (page->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;
  gh_document_explore (page->document);
  gboolean obstacle = show_obstacle (page);
  gtk_widget_set_visible (page->content, !obstacle);
  if (obstacle)
    return;
  if (page->rows->len == 0 && page->adding == 0)
    page->adding = gh_slices_add (add_question, page);
  gh_table_axis_row_show (page->across, page->document, FALSE);
  gh_table_axis_row_show (page->down, page->document, TRUE);
  show_parts (page);
  const char *failure = gh_document_get_exploration_failure (page->document);
  gtk_label_set_label (page->failure, failure != NULL ? failure : "");
  gtk_widget_set_visible (page->again, failure != NULL);
}

static void
retry_cb (GhWhatIfPage *page)
{
  gh_document_retry_exploration (page->document);
  show (page);
}

/* Leads to the car that cannot do what is asked of it, or tries once more. */
static void
solve_cb (GhWhatIfPage *page)
{
  if (gh_document_get_exploration_failure (page->document) != NULL)
    retry_cb (page);
  else
    gtk_widget_activate_action (GTK_WIDGET (page), "win.show-path", "s", CAUSE_PATH);
}

static void
gh_what_if_page_dispose (GObject *object)
{
  GhWhatIfPage *page = GH_WHAT_IF_PAGE (object);

  gh_what_if_page_set_document (page, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (page), GH_TYPE_WHAT_IF_PAGE);
  G_OBJECT_CLASS (gh_what_if_page_parent_class)->dispose (object);
}

static void
gh_what_if_page_finalize (GObject *object)
{
  g_ptr_array_unref (GH_WHAT_IF_PAGE (object)->rows);
  G_OBJECT_CLASS (gh_what_if_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, scrolled);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, nothing);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, missing);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, solve);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, content);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, answer);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, basis);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, again);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, failure);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, tornado_card);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, tornado);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, remarks);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, questions);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, searching);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, evens);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, evens_basis);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, evens_buttons);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, across);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, down);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, table);
  gtk_widget_class_bind_template_child (class, GhWhatIfPage, table_note);
}

static void
gh_what_if_page_class_init (GhWhatIfPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_what_if_page_dispose;
  G_OBJECT_CLASS (class)->finalize = gh_what_if_page_finalize;
  g_type_ensure (GH_TYPE_CHART_MENU);
  g_type_ensure (GH_TYPE_COLUMNS);
  g_type_ensure (GH_TYPE_PICTURE_VIEW);
  g_type_ensure (GH_TYPE_TABLE_AXIS_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/what-if-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, solve_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gh_tabular_install (widget_class);
}

static void
gh_what_if_page_init (GhWhatIfPage *page)
{
  page->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (page));
  g_signal_connect (page, "map", G_CALLBACK (show), NULL);
  gh_tabular_add_keys (GTK_WIDGET (page), GH_TABULAR (page));
}

/* Nothing of one study is left when another is shown. */
static void
clear (GhWhatIfPage *page)
{
  g_clear_pointer (&page->shown_tornado, gh_tornado_unref);
  g_clear_pointer (&page->shown_table, gh_sweep_unref);
  g_clear_pointer (&page->shown_evens, gh_exploration_unref);
  g_clear_handle_id (&page->adding, gh_slices_remove);
  if (page->tornado == NULL)
    return;
  gh_picture_view_take (page->tornado, NULL, NULL);
  gh_picture_view_take (page->table, NULL, NULL);
  gtk_label_set_label (page->basis, "");
  gtk_widget_set_visible (GTK_WIDGET (page->remarks), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (page->evens), FALSE);
  for (guint i = 0; i < page->rows->len; i++)
    adw_preferences_group_remove (page->questions, g_ptr_array_index (page->rows, i));
  g_ptr_array_set_size (page->rows, 0);
}

/**
 * gh_what_if_page_set_document:
 * @page: the page
 * @document: (nullable): whose inputs to vary
 *
 * Shows what would be if the inputs of a document were other ones and follows it. They are varied
 * while the page is seen.
 */
void
gh_what_if_page_set_document (GhWhatIfPage *page, GhDocument *document)
{
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  clear (page);
  g_set_object (&page->document, document);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "planned", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "explored", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "operated", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "edited", G_CALLBACK (show), page);
  show (page);
}

/**
 * gh_what_if_page_make_title:
 * @page: a page with a document
 *
 * Returns: (transfer full): what the chart that is saved shows: study and chart
 */
char *
gh_what_if_page_make_title (GhWhatIfPage *page)
{
  return g_strdup_printf ("%s, %s", gh_document_get_name (page->document),
                          gh_tabular_get_name (GH_TABULAR (page->tornado)));
}

/**
 * gh_what_if_page_export:
 * @page: the page
 * @path: of a .png, .svg or .pdf file
 * @error: set when it cannot be written
 *
 * Saves the chart of what moves the answer, as it is on the screen.
 *
 * Returns: whether that was done
 */
gboolean
gh_what_if_page_export (GhWhatIfPage *page, const char *path, GError **error)
{
  return gh_tabular_export (GH_TABULAR (page->tornado), path, error);
}
