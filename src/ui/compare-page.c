/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer in a sentence, and the strategies side by side. */
#include "compare-page.h"

#include "battery-words.h"
#include "comparison-detail.h"
#include "comparison-rows.h"
#include "comparison-words.h"
#include "nothing-page.h"
#include "operation-status.h"
#include "pareto-card.h"
#include "shares-card.h"
#include "sideways-bin.h"
#include "store-table.h"
#include "tabular.h"
#include "tooltip.h"
#include "words.h"

/* The titles of rows, then one for each strategy that there can be. */
#define COLUMNS (1 + GH_MOST_COMPARED)

/* A row of the table and what it opens to. */
typedef struct
{
  GtkWidget *group; /* (nullable): the heading that stands above it */
  GtkWidget *button;
  GtkImage *arrow;
  GtkLabel *cells[GH_MOST_COMPARED];
  GhComparisonDetail *detail;
  gboolean open;
} RowView;

struct _GhComparePage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  GtkWidget *box;
  AdwStatusPage *nothing;
  GtkLabel *answer;
  GtkLabel *rival;
  GhOperationStatus *status;
  GtkLabel *carbon;
  GtkLabel *battery;
  GtkLabel *notes;
  GtkGrid *table;
  GtkWidget *variants;
  GhSharesCard *shares;
  GhParetoCard *pareto;
  GtkWidget *headings[GH_MOST_COMPARED];
  RowView rows[GH_ROWS];
  gboolean showing;
  GPtrArray *store_labels; /* (element-type GtkWidget): of the table */

  GhDocument *document;
};

static const char *
gh_compare_page_get_name (GhTabular *tabular G_GNUC_UNUSED)
{
  return gh_comparison_get_title ();
}

static GhDataTable *
gh_compare_page_make_table (GhTabular *tabular)
{
  GhDocument *document = GH_COMPARE_PAGE (tabular)->document;
  GhResults *results = document != NULL ? gh_document_get_results (document) : NULL;

  return results != NULL && gh_results_is_complete (results) ? gh_comparison_make_table (results)
                                                             : NULL;
}

static void
gh_compare_page_tabular_init (GhTabularInterface *interface)
{
  interface->get_name = gh_compare_page_get_name;
  interface->make_table = gh_compare_page_make_table;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhComparePage, gh_compare_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABULAR,
                                                      gh_compare_page_tabular_init))

static GtkWidget *
new_label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* The months behind a row are added up when they are asked for. */
static void
show_detail (GhComparePage *page, GhComparisonRow row)
{
  GhResults *results = gh_document_get_results (page->document);

  if (results != NULL && gh_results_is_complete (results))
    gh_comparison_detail_show (page->rows[row].detail, row, results);
}

static void
set_open (GhComparePage *page, GhComparisonRow row, gboolean open)
{
  RowView *view = &page->rows[row];

  view->open = open;
  gtk_image_set_from_icon_name (view->arrow, open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (view->detail), open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (view->button), GTK_ACCESSIBLE_STATE_EXPANDED, open,
                               -1);
  if (open)
    show_detail (page, row);
}

static void
row_clicked_cb (GhComparePage *page, GtkWidget *button)
{
  for (GhComparisonRow row = 0; row < GH_ROWS; row++)
    if (page->rows[row].button == button)
      set_open (page, row, !page->rows[row].open);
}

static GtkWidget *
new_title (GhComparePage *page, GhComparisonRow row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = new_label (gh_comparison_row_get_title (row), 0.0f, "row-title");
  RowView *view = &page->rows[row];

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 11);
  view->arrow = GTK_IMAGE (gtk_image_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view->arrow));
  gtk_box_append (GTK_BOX (box), label);
  view->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (view->button), box);
  gtk_widget_add_css_class (view->button, "flat");
  gtk_widget_set_hexpand (view->button, TRUE);
  gtk_widget_set_tooltip_text (view->button, gh_comparison_row_get_meaning (row));
  g_signal_connect_swapped (view->button, "clicked", G_CALLBACK (row_clicked_cb), page);
  return view->button;
}

static void
add_row (GhComparePage *page, GhComparisonRow row, int line)
{
  RowView *view = &page->rows[row];

  gtk_grid_attach (page->table, new_title (page, row), 0, line, 1, 1);
  for (int i = 0; i < GH_MOST_COMPARED; i++)
    {
      view->cells[i] = GTK_LABEL (new_label (NULL, 1.0f, "numeric"));
      gtk_grid_attach (page->table, GTK_WIDGET (view->cells[i]), i + 1, line, 1, 1);
    }
  view->detail = GH_COMPARISON_DETAIL (gh_comparison_detail_new ());
  gtk_grid_attach (page->table, GTK_WIDGET (view->detail), 0, line + 1, COLUMNS, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (view->button), GTK_ACCESSIBLE_RELATION_CONTROLS,
                                  view->detail, NULL, -1);
  set_open (page, row, FALSE);
}

/* A narrow window has room for five strategies where the words of the first column wrap. */
static void
fill_table (GhComparePage *page)
{
  GtkButton *copy = GTK_BUTTON (gtk_grid_get_child_at (page->table, 0, 0));
  int line = 1;

  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (copy)), TRUE);
  for (GhStrategy i = 0; i < GH_MOST_COMPARED; i++)
    {
      page->headings[i] = new_label (gh_strategy_get_short_title (i), 1.0f, "strategy");
      gtk_label_set_wrap (GTK_LABEL (page->headings[i]), TRUE);
      gtk_label_set_justify (GTK_LABEL (page->headings[i]), GTK_JUSTIFY_RIGHT);
      gtk_grid_attach (page->table, page->headings[i], (int) i + 1, 0, 1, 1);
    }
  gh_tooltip_set (page->headings[GH_STRATEGY_BATTERY],
                  _ ("Smart charging with a wall battery, bought instead of V2H"));
  for (GhComparisonRow row = 0; row < GH_ROWS; row++)
    {
      const char *group = gh_comparison_row_get_group (row);
      if (group != NULL)
        {
          GtkWidget *label = new_label (group, 0.0f, "caption-heading");
          gtk_widget_add_css_class (label, "table-group");
          gtk_grid_attach (page->table, label, 0, line++, COLUMNS, 1);
          page->rows[row].group = label;
        }
      add_row (page, row, line);
      line += 2;
    }
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* The best of a row is marked by weight and a symbol; screen readers hear the row at its button. */
static void
show_row (GhComparePage *page, GhComparisonRow row, const GhResults *results)
{
  RowView *view = &page->rows[row];
  GString *words = g_string_new (NULL);

  for (GhStrategy i = 0; i < gh_results_count_strategies (results); i++)
    {
      gboolean best = gh_comparison_row_is_best (row, results, i);
      GtkWidget *cell = GTK_WIDGET (view->cells[i]);
      g_autofree char *text = gh_comparison_row_format (row, results, i);
      g_autofree char *marked = best ? g_strdup_printf ("✓ %s", text) : g_strdup (text);
      gtk_label_set_label (view->cells[i], marked);
      gh_tooltip_set (cell, best ? _ ("Best of its row") : NULL);
      set_class (cell, "best", best);
      set_class (cell, "dim-label", !best && gh_comparison_row_is_word (row, results, i));
      g_string_append_printf (words, "%s%s: %s", i > 0 ? ", " : "", gh_strategy_get_short_title (i),
                              text);
      if (best)
        g_string_append_printf (words, " (%s)", _ ("Best of its row"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (view->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_comparison_row_get_title (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
  g_string_free (words, TRUE);
  if (view->open)
    show_detail (page, row);
}

/* Rows that this study does not have leave no gap, nor does a strategy.
 * @count: of strategies */
static void
set_row_visible (GhComparePage *page, GhComparisonRow row, guint count, gboolean visible)
{
  RowView *view = &page->rows[row];

  gtk_widget_set_visible (view->button, visible);
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    gtk_widget_set_visible (GTK_WIDGET (view->cells[i]), visible && i < count);
  gtk_widget_set_visible (GTK_WIDGET (view->detail), visible && view->open);
}

static void
show_rows (GhComparePage *page, const GhResults *results)
{
  guint count = gh_results_count_strategies (results);
  GtkWidget *group = NULL;

  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    gtk_widget_set_visible (page->headings[i], i < count);
  for (GhComparisonRow row = 0; row < GH_ROWS; row++)
    {
      gboolean shown = gh_comparison_row_is_shown (row, results);
      set_row_visible (page, row, count, shown);
      if (page->rows[row].group != NULL)
        {
          group = page->rows[row].group;
          gtk_widget_set_visible (group, FALSE);
        }
      if (!shown)
        continue;
      gtk_widget_set_visible (group, TRUE);
      show_row (page, row, results);
    }
}

static void
attach (GhComparePage *page, GtkWidget *label, int column, int line, int width)
{
  gtk_grid_attach (page->table, label, column, line, width, 1);
  g_ptr_array_add (page->store_labels, label);
}

static void
add_store (GhComparePage *page, const GhResults *results, guint store, int line)
{
  g_autofree char *title
      = g_strdup_printf (_ ("%s, a year"), gh_store_table_get_name (results, store));
  GtkWidget *heading = new_label (title, 0.0f, "caption-heading");

  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "table-group");
  attach (page, heading, 0, line++, COLUMNS);
  for (GhStoreRow row = 0; row < GH_STORE_ROWS; row++, line++)
    {
      GtkWidget *name = new_label (gh_store_row_get_title (row), 0.0f, "row-title");
      gtk_label_set_wrap (GTK_LABEL (name), TRUE);
      gtk_widget_add_css_class (name, "store-row");
      attach (page, name, 0, line, 1);
      for (GhStrategy i = 0; i < gh_results_count_strategies (results); i++)
        {
          g_autofree char *text = gh_store_row_format (row, results, store, i);
          attach (page, new_label (text, 1.0f, "numeric"), (int) i + 1, line, 1);
        }
    }
}

/* Behind the other rows, what each of several cars and wall batteries does. */
static void
show_stores (GhComparePage *page, const GhResults *results)
{
  int line = 2 + 3 * GH_ROWS;

  for (guint i = 0; i < page->store_labels->len; i++)
    gtk_grid_remove (page->table, g_ptr_array_index (page->store_labels, i));
  g_ptr_array_set_size (page->store_labels, 0);
  for (guint s = 0; s < gh_store_table_count_stores (results); s++, line += 1 + GH_STORE_ROWS)
    add_store (page, results, s, line);
}

static void
append_lines (GString *text, const char *lines)
{
  if (lines != NULL && *lines != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines);
}

/* What the whole life of the battery makes of the money, where it is known. */
static void
append_life (GString *text, GhDocument *document)
{
  for (GhStrategy i = GH_STRATEGY_V2H;
       gh_document_is_life_current (document)
       && i < gh_battery_life_get_life (gh_document_get_life (document))->count;
       i++)
    {
      g_autofree char *money = gh_battery_life_format_money (gh_document_get_life (document), i);
      g_autofree char *line
          = money != NULL ? g_strdup_printf ("%s: %s.", gh_strategy_get_short_title (i), money)
                          : NULL;
      append_lines (text, line);
    }
}

/* What of the battery counts in money. */
static void
show_battery (GhComparePage *page, const GhResults *results)
{
  g_autofree char *battery = gh_comparison_format_battery (results);
  g_autoptr (GString) text = g_string_new (battery);

  append_life (text, page->document);
  gtk_label_set_label (page->battery, text->str);
  gtk_widget_set_visible (GTK_WIDGET (page->battery), text->len > 0);
}

/* What a wall battery would do instead, where the study has a price of one. */
static void
show_rival (GhComparePage *page, const GhResults *results)
{
  const char *rival = gh_results_get_rival (results);

  gtk_label_set_label (page->rival, rival != NULL ? rival : "");
  gtk_widget_set_visible (GTK_WIDGET (page->rival), rival != NULL);
}

/* What has to be known beside the answer: plans that fall short, and warnings. */
static void
show_notes (GhComparePage *page, const GhResults *results)
{
  const GhFindings *warnings = gh_results_get_warnings (results);
  g_autofree char *reasons = gh_comparison_format_reasons (results, GH_PLAN_RELAXED);
  GString *text = g_string_new (reasons);

  for (guint i = 0; i < gh_findings_get_count (warnings); i++)
    {
      g_autofree char *line = gh_message_to_sentence (gh_findings_get (warnings, i)->message);
      append_lines (text, line);
    }
  gtk_label_set_label (page->notes, text->str);
  gtk_widget_set_visible (GTK_WIDGET (page->notes), text->len > 0);
  g_string_free (text, TRUE);
}

/* A page that is not seen costs nothing; it is shown again when it is. */
static void
show (GhComparePage *page)
{
  GhResults *results;
  gboolean complete;

  if (page->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;
  gh_document_find_resilience (page->document);
  page->showing = TRUE;
  results = gh_document_get_results (page->document);
  complete = results != NULL && gh_results_is_complete (results);
  g_autofree char *reason = gh_nothing_page_find_reason (page->document);
  gh_nothing_page_show (page->nothing, page->document, reason);
  gtk_widget_set_visible (GTK_WIDGET (page->answer), reason == NULL);
  gtk_widget_set_visible (GTK_WIDGET (page->table), complete);
  gtk_widget_set_visible (GTK_WIDGET (page->status), complete);
  gtk_widget_set_visible (page->variants, complete);
  gtk_widget_set_visible (GTK_WIDGET (page->pareto), complete);
  gtk_widget_set_visible (GTK_WIDGET (page->carbon), complete);
  gtk_widget_set_visible (GTK_WIDGET (page->rival), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (page->battery), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (page->notes), FALSE);
  gtk_widget_set_opacity (page->box,
                          reason != NULL || gh_document_is_current (page->document) ? 1.0 : 0.6);
  if (complete)
    {
      const GhComparison *comparison = gh_results_get_comparison (results);
      gtk_label_set_label (page->answer, gh_results_get_answer (results));
      gh_operation_status_show (page->status, page->document);
      gtk_label_set_label (page->carbon, comparison->carbon);
      show_rival (page, results);
      show_rows (page, results);
      show_stores (page, results);
      show_battery (page, results);
      show_notes (page, results);
    }
  else
    gtk_label_set_label (page->answer, _ ("Planning…"));
  page->showing = FALSE;
}

/* While the page is being shown it asks for the year to be run, which is told at once. */
static void
operated_cb (GhComparePage *page)
{
  if (!page->showing)
    show (page);
}

static void
gh_compare_page_dispose (GObject *object)
{
  gh_compare_page_set_document (GH_COMPARE_PAGE (object), NULL);
  g_clear_pointer (&GH_COMPARE_PAGE (object)->store_labels, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_COMPARE_PAGE);
  G_OBJECT_CLASS (gh_compare_page_parent_class)->dispose (object);
}

static void
gh_compare_page_class_init (GhComparePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_compare_page_dispose;
  g_type_ensure (GH_TYPE_OPERATION_STATUS);
  g_type_ensure (GH_TYPE_PARETO_CARD);
  g_type_ensure (GH_TYPE_SHARES_CARD);
  g_type_ensure (GH_TYPE_SIDEWAYS_BIN);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, box);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, nothing);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, answer);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, rival);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, status);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, carbon);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, battery);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, notes);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, table);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, variants);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, shares);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, pareto);
  gh_tabular_install (widget_class);
}

static void
gh_compare_page_init (GhComparePage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  page->store_labels = g_ptr_array_new ();
  fill_table (page);
  g_signal_connect (page, "map", G_CALLBACK (show), NULL);
  gh_tabular_add_keys (GTK_WIDGET (page), GH_TABULAR (page));
}

/**
 * gh_compare_page_set_document:
 * @page: the page
 * @document: (nullable): whose comparison to show
 *
 * Shows the comparison of a document and follows it.
 */
void
gh_compare_page_set_document (GhComparePage *page, GhDocument *document)
{
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  g_set_object (&page->document, document);
  if (page->shares != NULL)
    gh_shares_card_set_document (page->shares, document);
  if (page->pareto != NULL)
    gh_pareto_card_set_document (page->pareto, document);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "planned", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "lived", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "operated", G_CALLBACK (operated_cb), page);
  g_signal_connect_swapped (document, "outages", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "edited", G_CALLBACK (show), page);
  show (page);
}
