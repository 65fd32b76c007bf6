/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer in a sentence, and the strategies side by side. */
#include "compare-page.h"

#include <math.h>

#include "number-text.h"
#include "words.h"

#define PERCENT 100.0

struct _GhComparePage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  GtkWidget *box;
  GtkLabel *answer;
  GtkLabel *carbon;
  GtkLabel *notes;
  GtkGrid *table;

  GhDocument *document;
};

G_DEFINE_FINAL_TYPE (GhComparePage, gh_compare_page, GTK_TYPE_WIDGET)

/* What a row shows of a strategy; numbers a year. */
typedef enum
{
  ROW_BILL,
  ROW_SAVING,
  ROW_NPV,
  ROW_IRR,
  ROW_PAYBACK,
  ROW_IMPORT,
  ROW_EXPORT,
  ROW_SELF_CONSUMPTION,
  ROW_SELF_SUFFICIENCY,
  ROW_MARGINAL,
  ROW_AVERAGE,
  ROW_CYCLES,
  ROWS
} Row;

/* @best: 1 the greatest, -1 the least, 0 neither is better
 * @meaning: (nullable): what the title leaves open */
typedef struct
{
  const char *group;
  const char *title;
  const char *unit;
  int digits;
  int best;
  const char *meaning;
} RowKind;

static const RowKind rows[ROWS] = {
  [ROW_BILL] = { N_ ("Money"), N_ ("Bill a year"), "money", 0, -1 },
  [ROW_SAVING] = { NULL, N_ ("Saving against smart charging a year"), "money", 0, 1 },
  [ROW_NPV] = { NULL, N_ ("Net present value"), "money", 0, 1,
                N_ ("Of everything earned and paid over the life, against smart charging, at the "
                    "discount rate.") },
  [ROW_IRR] = { NULL, N_ ("Internal rate of return"), "%", 1, 1 },
  [ROW_PAYBACK] = { NULL, N_ ("Payback"), N_ ("years"), 1, -1,
                    N_ ("Until the investment has come back, interest not counted.") },
  [ROW_IMPORT] = { N_ ("Energy a year"), N_ ("Import"), "kWh", 0, -1 },
  [ROW_EXPORT] = { NULL, N_ ("Export"), "kWh", 0, 0 },
  [ROW_SELF_CONSUMPTION] = { NULL, N_ ("Self-consumption of solar energy"), "%", 0, 1,
                             N_ ("The share of the solar energy that house and car use.") },
  [ROW_SELF_SUFFICIENCY] = { NULL, N_ ("Self-sufficiency"), "%", 0, 1,
                             N_ ("The share of what house and car use that is not bought.") },
  [ROW_MARGINAL]
  = { N_ ("Carbon a year"), N_ ("CO₂, marginal rates"), "kg", 0, -1,
      N_ ("What one more kWh emits; export earns the same rate, so the sum can be below zero.") },
  [ROW_AVERAGE] = { NULL, N_ ("CO₂, average rates"), "kg", 0, -1,
                    N_ ("Import at average rates; export earns nothing.") },
  [ROW_CYCLES] = { N_ ("Battery a year"), N_ ("Full cycles, driving included"), "", 1, -1 },
};

static double
get_value (const GhResults *results, GhStrategy strategy, Row row)
{
  const GhStrategyResult *result = gh_results_get_strategy (results, strategy);
  double per_year
      = 1.0 / gh_years_of_days (gh_time_axis_get_days (gh_results_get_site (results)->axis));
  const GhPlanSummary *sum = &result->summary;

  switch (row)
    {
    case ROW_BILL:
      return result->bill_per_year;
    case ROW_SAVING:
      return result->saving_per_year;
    case ROW_NPV:
      return result->against_smart->npv;
    case ROW_IRR:
      return PERCENT * result->against_smart->irr;
    case ROW_PAYBACK:
      return result->against_smart->payback_years;
    case ROW_IMPORT:
      return sum->import_kwh * per_year;
    case ROW_EXPORT:
      return sum->export_kwh * per_year;
    case ROW_SELF_CONSUMPTION:
      return PERCENT * sum->self_consumption;
    case ROW_SELF_SUFFICIENCY:
      return PERCENT * sum->self_sufficiency;
    case ROW_MARGINAL:
      return sum->emissions_marginal_kg * per_year;
    case ROW_AVERAGE:
      return sum->emissions_average_kg * per_year;
    case ROW_CYCLES:
    default:
      return gh_results_get_site (results)->store_count > 0 ? sum->full_cycles[0] * per_year : NAN;
    }
}

/* What everything is compared with saves nothing against itself. */
static gboolean
is_baseline_row (Row row, GhStrategy strategy)
{
  return strategy == GH_STRATEGY_SMART && row >= ROW_SAVING && row <= ROW_PAYBACK;
}

/* Doing without a smart charger is no investment: it has no return and pays nothing back. */
static gboolean
is_no_investment (Row row, GhStrategy strategy)
{
  return strategy == GH_STRATEGY_UNMANAGED && (row == ROW_IRR || row == ROW_PAYBACK);
}

static char *
format_value (const GhResults *results, Row row, double value)
{
  const char *currency = gh_results_get_site (results)->currency;

  if (g_str_equal (rows[row].unit, "money"))
    return row == ROW_BILL ? gh_money_format (value, currency, rows[row].digits)
                           : gh_money_format_signed (value, currency, rows[row].digits);
  g_autofree char *number = gh_number_format (value, rows[row].digits);
  return isnan (value) || *rows[row].unit == '\0'
             ? g_steal_pointer (&number)
             : g_strdup_printf ("%s\302\240%s", number, _ (rows[row].unit));
}

/* What is set against smart charging has to gain something to be the best. */
static gboolean
gains (const GhResults *results, Row row, GhStrategy strategy)
{
  if (row == ROW_SAVING)
    return get_value (results, strategy, ROW_SAVING) > 0.0;
  return row < ROW_SAVING || row > ROW_PAYBACK || get_value (results, strategy, ROW_NPV) > 0.0;
}

/* A study without rates of emissions has none that could be told. */
static gboolean
is_unknown (const GhResults *results, Row row)
{
  if (row != ROW_MARGINAL && row != ROW_AVERAGE)
    return FALSE;
  for (GhStrategy i = 0; i < GH_COMPARED_STRATEGIES; i++)
    if (fabs (get_value (results, i, row)) > 0.0)
      return FALSE;
  return TRUE;
}

/* The best as it is shown, so that equal texts are equally good; all equal, none is best. */
static gboolean
is_best (const GhResults *results, Row row, GhStrategy strategy)
{
  double own = get_value (results, strategy, row);
  double unit = pow (10.0, -rows[row].digits);
  gboolean any_worse = FALSE;

  if (rows[row].best == 0 || !isfinite (own) || is_baseline_row (row, strategy)
      || is_no_investment (row, strategy) || !gains (results, row, strategy))
    return FALSE;
  for (GhStrategy other = 0; other < GH_COMPARED_STRATEGIES; other++)
    {
      double value = get_value (results, other, row);
      double lead = rows[row].best * (round (own / unit) - round (value / unit));
      if (is_no_investment (row, other) || is_baseline_row (row, other))
        continue;
      if (isfinite (value) && lead < 0.0)
        return FALSE;
      any_worse = any_worse || !isfinite (value) || lead > 0.0;
    }
  return any_worse;
}

static GtkWidget *
new_label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), xalign < 0.5f);
  gtk_widget_set_hexpand (label, xalign < 0.5f);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_cell (const GhResults *results, Row row, GhStrategy strategy)
{
  g_autofree char *text = is_baseline_row (row, strategy) ? g_strdup (_ ("baseline"))
                          : is_no_investment (row, strategy) || is_unknown (results, row)
                              ? g_strdup ("–")
                              : format_value (results, row, get_value (results, strategy, row));
  gboolean best = is_best (results, row, strategy);
  g_autofree char *shown = best ? g_strdup_printf ("✓ %s", text) : g_strdup (text);
  GtkWidget *label = new_label (shown, 1.0f, "numeric");

  if (best)
    {
      gtk_widget_add_css_class (label, "heading");
      gtk_widget_set_tooltip_text (label, _ ("Best of its row"));
    }
  if (is_baseline_row (row, strategy))
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
clear_table (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static const char *
get_title (GhStrategy strategy)
{
  static const char *const titles[]
      = { N_ ("On arrival"), N_ ("Smart"), N_ ("V2H (house)"), N_ ("V2G (grid)") };

  return _ (titles[strategy]);
}

static void
fill_headings (GtkGrid *grid)
{
  for (GhStrategy i = 0; i < GH_COMPARED_STRATEGIES; i++)
    gtk_grid_attach (grid, new_label (get_title (i), 1.0f, "heading"), (int) i + 1, 0, 1, 1);
}

static void
fill_table (GhComparePage *page, const GhResults *results)
{
  int line = 1;

  clear_table (page->table);
  fill_headings (page->table);
  for (Row row = 0; row < ROWS; row++)
    {
      if (rows[row].group != NULL)
        {
          GtkWidget *group = new_label (_ (rows[row].group), 0.0f, "caption-heading");
          gtk_widget_add_css_class (group, "table-group");
          gtk_grid_attach (page->table, group, 0, line++, 5, 1);
        }
      GtkWidget *title = new_label (_ (rows[row].title), 0.0f, NULL);
      gtk_label_set_width_chars (GTK_LABEL (title), 18);
      if (rows[row].meaning != NULL)
        gtk_widget_set_tooltip_text (title, _ (rows[row].meaning));
      gtk_grid_attach (page->table, title, 0, line, 1, 1);
      for (GhStrategy i = 0; i < GH_COMPARED_STRATEGIES; i++)
        gtk_grid_attach (page->table, new_cell (results, row, i), (int) i + 1, line, 1, 1);
      line++;
    }
}

/* What strategies cannot do, by their reasons: those without a plan at all, or those whose plan is
 * only the nearest that can be done. */
static void
append_reasons (GString *text, const GhResults *results, GhPlanStatus status)
{
  GTimeZone *zone = gh_time_axis_get_zone (gh_results_get_site (results)->axis);

  for (GhStrategy i = 0; i < GH_COMPARED_STRATEGIES; i++)
    {
      const GhPlan *plan = gh_results_get_strategy (results, i)->plan;
      if (plan->status != status)
        continue;
      g_autofree char *reason = gh_reason_format (&plan->reason, zone);
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", get_title (i), reason);
    }
}

/* Why there is nothing to compare: what is wrong with the study, or strategies without a plan. */
static char *
find_reason (GhDocument *document)
{
  GhResults *results = gh_document_get_results (document);
  const char *problem = gh_document_get_problem (document);
  GString *text;

  if (problem != NULL)
    return g_strdup (problem);
  if (results == NULL)
    return g_strdup (_ ("Planning…"));
  text = g_string_new (NULL);
  append_reasons (text, results, GH_PLAN_INFEASIBLE);
  return g_string_free (text, FALSE);
}

/* Findings follow a path and begin small; alone they are sentences. */
static void
append_sentence (GString *text, const char *message)
{
  gunichar first = g_unichar_toupper (g_utf8_get_char (message));

  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_unichar (text, first);
  g_string_append (text, g_utf8_next_char (message));
  if (!g_str_has_suffix (message, "."))
    g_string_append_c (text, '.');
}

/* What has to be known beside the answer: plans that fall short, and warnings. */
static void
show_notes (GhComparePage *page, const GhResults *results)
{
  const GhFindings *warnings = gh_results_get_warnings (results);
  GString *text = g_string_new (NULL);

  append_reasons (text, results, GH_PLAN_RELAXED);
  for (guint i = 0; i < gh_findings_get_count (warnings); i++)
    append_sentence (text, gh_findings_get (warnings, i)->message);
  gtk_label_set_label (page->notes, text->str);
  gtk_widget_set_visible (GTK_WIDGET (page->notes), text->len > 0);
  g_string_free (text, TRUE);
}

static void
show (GhComparePage *page)
{
  GhResults *results = gh_document_get_results (page->document);
  gboolean complete = results != NULL && gh_results_is_complete (results);

  gtk_widget_set_visible (GTK_WIDGET (page->table), complete);
  gtk_widget_set_visible (GTK_WIDGET (page->carbon), complete);
  gtk_widget_set_visible (GTK_WIDGET (page->notes), FALSE);
  gtk_widget_set_opacity (page->box, gh_document_is_current (page->document) ? 1.0 : 0.6);
  if (complete)
    {
      const GhComparison *comparison = gh_results_get_comparison (results);
      gtk_label_set_label (page->answer, comparison->answer);
      gtk_label_set_label (page->carbon, comparison->carbon);
      fill_table (page, results);
      show_notes (page, results);
      return;
    }
  g_autofree char *reason = find_reason (page->document);
  gtk_label_set_label (page->answer, reason);
}

static void
gh_compare_page_dispose (GObject *object)
{
  gh_compare_page_set_document (GH_COMPARE_PAGE (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_COMPARE_PAGE);
  G_OBJECT_CLASS (gh_compare_page_parent_class)->dispose (object);
}

static void
gh_compare_page_class_init (GhComparePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_compare_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, box);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, answer);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, carbon);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, notes);
  gtk_widget_class_bind_template_child (widget_class, GhComparePage, table);
}

static void
gh_compare_page_init (GhComparePage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
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
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "planned", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "edited", G_CALLBACK (show), page);
  show (page);
}
