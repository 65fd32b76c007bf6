/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several studies side by side: the inputs that differ, and what comes of them. */
#include "study/variants.h"

#include <math.h>
#include <string.h>

#include "number-text.h"
#include "study/household-money.h"
#include "words.h"

typedef enum
{
  SHOWN_MONEY,
  SHOWN_YEARS,
  SHOWN_KG,
  SHOWN_NUMBER
} Shown;

/* A study with what its savings and net present values rest on.
 * @measured: (nullable): the study whose share of what plans bring is counted, where this one has
 *   not been run itself; %NULL for perfect foresight
 * @mode: how the car is run
 * @all_run: whether all studies have been, so that every figure is of that */
typedef struct
{
  const GhVariant *variant;
  const GhVariant *measured;
  GhOperationMode mode;
  gboolean all_run;
} Column;

/* What is told of each strategy. @of_all: of unmanaged and smart charging as well, which are what
 * the others are held against */
typedef struct
{
  const char *key;
  const char *title;
  Shown shown;
  int digits;
  gboolean of_all;
  double (*get) (const Column *column, const GhStrategyResult *result);
} Figure;

/* What was done where every study has been run; %NULL where plans are told. Savings are over smart
 * charging from forecasts whichever way the strategy is run, so that is what is told of it. */
static const GhOperationResult *
find_run (const Column *column, GhStrategy strategy)
{
  GhOperationMode mode = strategy <= GH_STRATEGY_SMART ? GH_OPERATION_ROLLING : column->mode;

  return column->all_run ? &column->variant->bracket->results[mode][strategy] : NULL;
}

static double
get_bill (const Column *column, const GhStrategyResult *result)
{
  const GhOperationResult *run = find_run (column, result->strategy);

  return run != NULL ? run->bill_per_year : result->bill_per_year;
}

static const GhPlanSummary *
get_summary (const Column *column, const GhStrategyResult *result)
{
  const GhOperationResult *run = find_run (column, result->strategy);

  return run != NULL ? &run->summary : &result->summary;
}

/* The share of what plans bring that is counted. */
static double
find_share (const Column *column, GhStrategy strategy)
{
  const GhVariant *measured = column->measured;
  double share = measured != NULL ? gh_bracket_get_capture_ratio (
                     measured->comparison, measured->bracket, column->mode, strategy)
                                  : 1.0;

  return gh_capture_get_counted (share);
}

static double
get_saving (const Column *column, const GhStrategyResult *result)
{
  const GhVariant *variant = column->variant;

  if (column->measured != NULL && variant->bracket != NULL)
    return gh_bracket_get_saving (variant->comparison, variant->bracket, column->mode,
                                  result->strategy);
  return find_share (column, result->strategy) * result->saving_per_year;
}

/* What the strategy is worth. Returns: (transfer full) (nullable): NULL where there is no money */
static GhCashFlow *
new_cash_flow (const Column *column, const GhStrategyResult *result)
{
  if (result->against_smart == NULL)
    return NULL;
  return gh_comparison_new_cash_flow (column->variant->comparison, column->variant->study->finance,
                                      result->strategy, GH_STRATEGY_SMART,
                                      find_share (column, result->strategy));
}

/* Of a study that was run as Compare and Money tell it. */
static const GhCashFlow *
find_own_flow (const Column *column, const GhStrategyResult *result)
{
  const GhVariant *variant = column->variant;

  if (column->measured != NULL && variant->bracket != NULL)
    return gh_bracket_get_cash_flow (variant->comparison, variant->bracket, column->mode,
                                     result->strategy, GH_STRATEGY_SMART);
  return column->measured == NULL ? result->against_smart : NULL;
}

static double
get_npv (const Column *column, const GhStrategyResult *result)
{
  const GhCashFlow *own = find_own_flow (column, result);
  g_autoptr (GhCashFlow) shared = own == NULL ? new_cash_flow (column, result) : NULL;

  return own != NULL ? own->npv : shared != NULL ? shared->npv : NAN;
}

static double
get_payback (const Column *column, const GhStrategyResult *result)
{
  const GhCashFlow *own = find_own_flow (column, result);
  g_autoptr (GhCashFlow) shared = own == NULL ? new_cash_flow (column, result) : NULL;

  return own != NULL ? own->payback_years : shared != NULL ? shared->payback_years : NAN;
}

static double
get_years (const GhComparison *comparison)
{
  return gh_years_of_days (gh_time_axis_get_days (comparison->site->axis));
}

static double
get_emissions (const Column *column, const GhStrategyResult *result)
{
  const GhComparison *comparison = column->variant->comparison;
  const GhSite *site = comparison->site;

  return gh_site_has_rate (site, site->planned_rate)
             ? get_summary (column, result)->emissions_kg[site->planned_rate]
                   / get_years (comparison)
             : NAN;
}

static double
get_cycles (const Column *column, const GhStrategyResult *result)
{
  const GhComparison *comparison = column->variant->comparison;

  return gh_plan_summary_get_cycles (get_summary (column, result), comparison->site)
         / get_years (comparison);
}

static const Figure figures[] = {
  { "bill_per_year", N_ ("bill a year"), SHOWN_MONEY, 2, TRUE, get_bill },
  { "saving_per_year", N_ ("saved a year over smart charging"), SHOWN_MONEY, 2, FALSE, get_saving },
  { "npv", N_ ("net present value"), SHOWN_MONEY, 0, FALSE, get_npv },
  { "payback_years", N_ ("pays back in"), SHOWN_YEARS, 1, FALSE, get_payback },
  { "emissions_kg_per_year", N_ ("emissions a year"), SHOWN_KG, 0, TRUE, get_emissions },
  { "equivalent_full_cycles_per_year", N_ ("full cycles a year"), SHOWN_NUMBER, 1, TRUE,
    get_cycles },
};

static void
free_row (gpointer data)
{
  GhVariantRow *row = data;

  g_free (row->path);
  g_free (row->title);
  g_strfreev (row->shown);
  for (guint i = 0; i < row->count; i++)
    g_free (row->words[i]);
  g_free (row->words);
  g_free (row->numbers);
  g_free (row->differs);
  g_free (row);
}

static GhVariantRow *
new_row (guint count)
{
  GhVariantRow *row = g_new0 (GhVariantRow, 1);

  row->count = count;
  row->shown = g_new0 (char *, count + 1);
  row->words = g_new0 (char *, count);
  row->numbers = g_new (double, count);
  row->differs = g_new0 (gboolean, count);
  return row;
}

/* Takes what was found of an input. */
static GhVariantRow *
new_input_row (const GhStudyDifference *difference)
{
  GhVariantRow *row = new_row (difference->count);
  const GhAttribute *attribute = difference->attribute;
  const char *title = attribute->title != NULL ? _ (attribute->title) : attribute->name;

  row->path = g_strdup (difference->path);
  row->title = *difference->group != '\0' ? g_strdup_printf ("%s: %s", difference->group, title)
                                          : g_strdup (title);
  for (guint i = 0; i < difference->count; i++)
    {
      row->shown[i] = g_strdup (difference->shown[i]);
      row->words[i] = g_strdup (difference->words[i]);
      row->numbers[i] = difference->numbers[i];
      row->differs[i] = difference->differs[i];
    }
  return row;
}

static char *
format_figure (const Figure *figure, double value, const char *currency)
{
  if (!isfinite (value))
    return g_strdup ("–");
  if (figure->shown == SHOWN_MONEY)
    return gh_money_format (value, currency, figure->digits);
  g_autofree char *number = gh_number_format (value, figure->digits);
  return figure->shown == SHOWN_YEARS ? g_strdup_printf (_ ("%s years"), number)
         : figure->shown == SHOWN_KG  ? g_strdup_printf (_ ("%s kg"), number)
                                      : g_steal_pointer (&number);
}

/* Adds how far a result is from the first: what differs is told in signs, too. */
static void
add_distance (GhVariantRow *row, const Figure *figure, guint i, const char *first,
              const char *currency)
{
  double distance = row->numbers[i] - row->numbers[0];

  row->differs[i] = strcmp (row->shown[i], row->shown[0]) != 0;
  /* Between two currencies there is none. */
  if (!row->differs[i] || !isfinite (distance)
      || (figure->shown == SHOWN_MONEY && g_strcmp0 (first, currency) != 0))
    return;
  g_autofree char *text = format_figure (figure, distance, currency != NULL ? currency : "");
  g_autofree char *alone = g_steal_pointer (&row->shown[i]);
  row->shown[i] = g_strdup_printf ("%s (%s%s)", alone, distance > 0.0 ? "+" : "", text);
}

static gboolean
has_plan (const GhComparison *comparison, GhStrategy strategy)
{
  return comparison != NULL && comparison->results[strategy].plan != NULL
         && comparison->results[strategy].plan->grid_kw != NULL;
}

/* The first study that was run, whose choice of how to run it is that of all; %NULL where none was
 * or it counts on perfect foresight. */
static const GhVariant *
find_measured (const GhVariant *variants, guint count, GhOperationMode *mode)
{
  *mode = GH_OPERATION_PERFECT;
  for (guint i = 0; i < count; i++)
    if (variants[i].bracket != NULL && variants[i].comparison != NULL)
      {
        g_autoptr (GhOperation) operation = gh_operation_new_of (variants[i].study);
        *mode = (GhOperationMode) operation->npv_from;
        return *mode == GH_OPERATION_PERFECT ? NULL : &variants[i];
      }
  return NULL;
}

static gboolean
are_all_run (const GhVariant *variants, guint count)
{
  for (guint i = 0; i < count; i++)
    if (variants[i].bracket == NULL || variants[i].comparison == NULL)
      return FALSE;
  return TRUE;
}

static GhVariantRow *
new_result_row (const GhVariant *variants, guint count, const Figure *figure, GhStrategy strategy)
{
  GhOperationMode mode;
  const GhVariant *measured = find_measured (variants, count, &mode);
  gboolean all_run = measured != NULL && are_all_run (variants, count);
  GhVariantRow *row = new_row (count);

  row->key = figure->key;
  row->strategy = strategy;
  row->title
      = g_strdup_printf ("%s: %s", gh_strategy_get_short_title (strategy), _ (figure->title));
  for (guint i = 0; i < count; i++)
    {
      const GhComparison *comparison = variants[i].comparison;
      const char *currency = variants[i].study->currency;
      const Column column = { &variants[i], measured, mode, all_run };
      row->numbers[i] = has_plan (comparison, strategy)
                            ? figure->get (&column, &comparison->results[strategy])
                            : NAN;
      row->shown[i] = comparison != NULL ? format_figure (figure, row->numbers[i],
                                                          currency != NULL ? currency : "")
                                         : g_strdup (_ ("planning…"));
    }
  for (guint i = count; i-- > 1;)
    add_distance (row, figure, i, variants[0].study->currency, variants[i].study->currency);
  return row;
}

/* The wall battery that V2H is held against has lines where any of the studies has one. */
static guint
count_strategies (const GhVariant *variants, guint count)
{
  guint most = GH_COMPARED_STRATEGIES;

  for (guint i = 0; i < count; i++)
    if (variants[i].comparison != NULL)
      most = MAX (most, gh_comparison_count_strategies (variants[i].comparison));
  return most;
}

/**
 * gh_variants_compare:
 * @variants: (array length=count): valid studies with what came of them
 * @count: how many, 1 to %GH_MOST_COMPARED_STUDIES
 *
 * Puts studies side by side: first the inputs that differ, see gh_study_differences(), then what
 * each strategy comes to. What differs is told against the first; between money of two currencies
 * there is no distance. Savings and net present values rest on what gh_variants_tell_basis() says.
 *
 * Returns: (transfer full) (element-type GhVariantRow): the lines
 */
GPtrArray *
gh_variants_compare (const GhVariant *variants, guint count)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);
  const GhStudy *studies[GH_MOST_COMPARED_STUDIES];

  g_return_val_if_fail (count >= 1 && count <= GH_MOST_COMPARED_STUDIES, rows);
  for (guint i = 0; i < count; i++)
    studies[i] = variants[i].study;
  g_autoptr (GPtrArray) differences = gh_study_differences (studies, count);
  for (guint i = 0; i < differences->len; i++)
    g_ptr_array_add (rows, new_input_row (g_ptr_array_index (differences, i)));
  guint strategies = count_strategies (variants, count);
  for (guint strategy = 0; strategy < strategies; strategy++)
    for (gsize k = 0; k < G_N_ELEMENTS (figures); k++)
      if (figures[k].of_all || strategy >= GH_STRATEGY_V2H)
        g_ptr_array_add (rows, new_result_row (variants, count, &figures[k], strategy));
  return rows;
}

/**
 * gh_variants_tell_basis:
 * @variants: (array length=count): valid studies with what came of them
 * @count: how many
 *
 * Where all studies have been run and the first counts on that, every figure is of what was done.
 * Where only some have, savings and net present values are those of Compare and Money in each that
 * was, and in others the same share of perfect foresight comes true as in the first that was, as in
 * sensitivities; bills, emissions and cycles are of plans in all, to be held against each other.
 *
 * Returns: (transfer full): what they rest on, in a sentence
 */
char *
gh_variants_tell_basis (const GhVariant *variants, guint count)
{
  GhOperationMode mode;
  const GhVariant *measured = find_measured (variants, count, &mode);

  if (measured == NULL)
    return g_strdup (_ ("Savings and net present values are of plans that know the year in advance "
                        "(perfect foresight); in operation they are less. Bills, emissions and "
                        "cycles are those of the plans."));
  if (are_all_run (variants, count))
    return g_strdup (mode == GH_OPERATION_RULE
                         ? _ ("All results are of the year run day by day by the simple rule; on "
                              "arrival and smart charging from forecasts.")
                         : _ ("All results are of the year run day by day from forecasts."));
  return g_strdup_printf (
      _ ("Savings and net present values are of the year run day by day where that was done; in "
         "the others the share of perfect foresight is counted that comes true in “%s”, at most "
         "all of it. Bills, emissions and cycles are those of plans that know the year in "
         "advance."),
      measured->name);
}

static char *
format_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const GPtrArray *rows = data;
  const GhVariantRow *line = g_ptr_array_index (rows, row);

  if (column == 0)
    return g_strdup (line->title);
  if (form == GH_CELL_PLAIN && !isnan (line->numbers[column - 1]))
    return gh_number_format_plain (line->numbers[column - 1]);
  return line->path != NULL && line->differs[column - 1]
             ? g_strdup_printf ("≠ %s", line->shown[column - 1])
             : g_strdup (line->shown[column - 1]);
}

/**
 * gh_variants_make_table:
 * @variants: (array length=count): valid studies with what came of them
 * @count: how many, 1 to %GH_MOST_COMPARED_STUDIES
 *
 * Returns: (transfer full): gh_variants_compare() as a table, a column for each study; inputs that
 *   are others than those of the first are marked by a sign
 */
GhDataTable *
gh_variants_make_table (const GhVariant *variants, guint count)
{
  GPtrArray *rows = gh_variants_compare (variants, count);
  GhDataTable *table = gh_data_table_new (_ ("Variants"), rows->len, format_cell, rows,
                                          (GDestroyNotify) g_ptr_array_unref);

  gh_data_table_add_column (table, _ ("Inputs that differ, and results"), NULL);
  for (guint i = 0; i < count; i++)
    gh_data_table_add_column (table, variants[i].name, NULL);
  return table;
}
