/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "cli.h"
#include "study/battery-answer.h"
#include "words.h"

/* Least widths; titles may need more, in other languages than English. */
#define TITLE_WIDTH 32
#define CELL_WIDTH 16

/* Characters of the first and of each other column. */
typedef struct
{
  int title;
  int cell;
} Widths;

/* Which of two numbers is the better one. */
typedef enum
{
  LESS_IS_BETTER,
  MORE_IS_BETTER,
  NONE_IS_BETTER
} Better;

typedef struct
{
  const char *group; /* (nullable): begins a group */
  const char *title;
  const char *unit; /* "*" stands for the currency */
  double (*get) (const GhStrategyResult *result, guint store);
  int decimals;
  Better better;
  const char *of_several; /* (nullable): the title where there are several cars and batteries */
} Row;

/* @r: the result of a strategy, @s: the store, of rows that are about one */
#define GETTER(name, expression) \
  static double get_##name (const GhStrategyResult *r, guint s G_GNUC_UNUSED) { return expression; }

GETTER (bill, r->bill_per_year)
GETTER (saving, r->saving_per_year)
GETTER (wear, r->summary.cost_wear)
GETTER (npv, r->against_smart != NULL ? r->against_smart->npv : NAN)
GETTER (payback, r->against_smart != NULL ? r->against_smart->payback_years : NAN)
GETTER (import, r->summary.import_kwh)
GETTER (export, r->summary.export_kwh)
GETTER (discharged, r->summary.discharged_ac_kwh)
GETTER (losses, r->summary.losses_kwh)
GETTER (self_consumption, 100.0 * r->summary.self_consumption)
GETTER (self_sufficiency, 100.0 * r->summary.self_sufficiency)
GETTER (marginal, r->summary.emissions_kg[GH_RATE_SHORT_RUN])
GETTER (long_run, r->summary.emissions_kg[GH_RATE_LONG_RUN])
GETTER (average, r->summary.emissions_kg[GH_RATE_AVERAGE])
GETTER (charged, r->summary.charged_kwh[s])
GETTER (given, r->summary.discharged_kwh[s])
GETTER (cycles, r->summary.full_cycles[s])

static const Row rows[] = {
  { N_ ("Money"), N_ ("Bill a year"), "*", get_bill, 2, LESS_IS_BETTER },
  { NULL, N_ ("Saved a year over smart"), "*", get_saving, 2, MORE_IS_BETTER },
  { NULL, N_ ("Wear of the battery"), "*", get_wear, 2, LESS_IS_BETTER },
  { NULL, N_ ("Net present value"), "*", get_npv, 0, MORE_IS_BETTER },
  { NULL, N_ ("Pays back in"), N_ ("years"), get_payback, 1, LESS_IS_BETTER },
  { N_ ("Energy"), N_ ("Bought from the grid"), "kWh", get_import, 0, LESS_IS_BETTER },
  { NULL, N_ ("Sold to the grid"), "kWh", get_export, 0, NONE_IS_BETTER },
  { NULL, N_ ("From car to house or grid"), "kWh", get_discharged, 0, NONE_IS_BETTER,
    N_ ("Given to house or grid") },
  { NULL, N_ ("Lost on the way"), "kWh", get_losses, 0, LESS_IS_BETTER },
  { NULL, N_ ("Solar used here"),
    /* xgettext:no-c-format */
    N_ ("% of solar"), get_self_consumption, 1, MORE_IS_BETTER },
  { NULL, N_ ("Covered without grid"),
    /* xgettext:no-c-format */
    N_ ("% of use"), get_self_sufficiency, 1, MORE_IS_BETTER },
  { N_ ("Carbon"), N_ ("At short-run marginal rates"), "kg", get_marginal, 0, LESS_IS_BETTER },
  { NULL, N_ ("At long-run marginal rates"), "kg", get_long_run, 0, LESS_IS_BETTER },
  { NULL, N_ ("At average rates"), "kg", get_average, 0, LESS_IS_BETTER },
};

/* Of each car and wall battery; of a single one only the last. */
static const Row store_rows[] = {
  { NULL, N_ ("Charged"), "kWh", get_charged, 0, NONE_IS_BETTER },
  { NULL, N_ ("Given to house or grid"), "kWh", get_given, 0, NONE_IS_BETTER },
  { NULL, N_ ("Full cycles, driving included"), NULL, get_cycles, 1, LESS_IS_BETTER },
};

static const char *const titles[]
    = { N_ ("Unmanaged"), N_ ("Smart charging"), N_ ("V2H: power the house"),
        N_ ("V2G: power the grid"), N_ ("Wall battery: instead of V2H") };

/**
 * gh_strategy_title:
 * @strategy: one of the four compared strategies
 *
 * Returns: (transfer none): its name for people, in the user's language
 */
const char *
gh_strategy_title (GhStrategy strategy)
{
  return (guint) strategy < G_N_ELEMENTS (titles) ? _ (titles[strategy])
                                                  : gh_strategy_name (strategy);
}

/* Title and unit of a row. */
static char *
make_title (const Row *row, const char *currency, gboolean several)
{
  const char *title = several && row->of_several != NULL ? row->of_several : row->title;
  const char *unit = row->unit == NULL              ? NULL
                     : strcmp (row->unit, "*") == 0 ? currency
                                                    : _ (row->unit);

  return unit != NULL ? g_strdup_printf ("  %s, %s", _ (title), unit)
                      : g_strdup_printf ("  %s", _ (title));
}

/* The part of a strategy's title that stands in a line of the table's head. */
static char *
split_title (const char *title, int line)
{
  const char *colon = strstr (title, ": ");

  if (line == 0)
    return colon != NULL ? g_strndup (title, (gsize) (colon - title) + 1) : g_strdup ("");
  return g_strdup (colon != NULL ? colon + 2 : title);
}

static void
widen (const Row *list, gsize count, const char *currency, Widths *widths)
{
  for (gsize i = 0; i < count; i++)
    {
      g_autofree char *title = make_title (&list[i], currency, FALSE);
      widths->title = MAX (widths->title, (int) g_utf8_strlen (title, -1));
    }
}

static Widths
find_widths (const char *currency)
{
  Widths widths = { TITLE_WIDTH, CELL_WIDTH };

  widen (rows, G_N_ELEMENTS (rows), currency, &widths);
  widen (store_rows, G_N_ELEMENTS (store_rows), currency, &widths);
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *title = split_title (_ (titles[i]), 1);
      widths.cell = MAX (widths.cell, (int) g_utf8_strlen (title, -1));
    }
  return widths;
}

/**
 * gh_cli_append_padded:
 * @text: (inout): what is written
 * @cell: a cell of a table
 * @width: characters that it takes; printf() counts bytes
 * @right: whether it stands at the right
 *
 * Appends a cell of a table; one that is longer pushes the row.
 */
void
gh_cli_append_padded (GString *text, const char *cell, int width, gboolean right)
{
  int blank = MAX (0, width - (int) g_utf8_strlen (cell, -1));

  if (!right)
    g_string_append (text, cell);
  g_string_append_printf (text, "%*s", blank, "");
  if (right)
    g_string_append (text, cell);
}

static void
append_header (GString *text, const Widths *widths, guint columns)
{
  for (int line = 0; line < 2; line++)
    {
      gh_cli_append_padded (text, "", widths->title, FALSE);
      for (guint i = 0; i < columns; i++)
        {
          g_autofree char *title = split_title (_ (titles[i]), line);
          gh_cli_append_padded (text, title, widths->cell, TRUE);
          g_string_append_c (text, ' ');
        }
      g_string_truncate (text, text->len - 1);
      g_string_append_c (text, '\n');
    }
}

static gboolean
is_planned (const GhStrategyResult *result)
{
  return result->plan != NULL && result->plan->grid_kw != NULL;
}

/* The best number of a row, NAN where none is better than another as printed. */
static double
find_best (const Row *row, const double *values, guint count)
{
  double tolerance = 0.5 * pow (10.0, -row->decimals);
  double low = INFINITY, high = -INFINITY;

  for (guint i = 0; i < count; i++)
    if (isfinite (values[i]))
      {
        low = MIN (low, values[i]);
        high = MAX (high, values[i]);
      }
  if (row->better == NONE_IS_BETTER || !isfinite (low) || high - low < tolerance)
    return NAN;
  return row->better == LESS_IS_BETTER ? low : high;
}

/* Whether both numbers read the same in the table. */
static gboolean
is_same_as_printed (double a, double b, int decimals)
{
  g_autofree char *first = g_strdup_printf ("%.*f", decimals, a);
  g_autofree char *second = g_strdup_printf ("%.*f", decimals, b);

  return isfinite (a) && isfinite (b) && strcmp (first, second) == 0;
}

/* A study without rates of emissions has none that could be told. */
static gboolean
is_unknown (const Row *row, const GhSite *site)
{
  return (row->get == get_marginal && !gh_site_has_rate (site, GH_RATE_SHORT_RUN))
         || (row->get == get_long_run && !gh_site_has_rate (site, GH_RATE_LONG_RUN))
         || (row->get == get_average && !gh_site_has_rate (site, GH_RATE_AVERAGE));
}

/* @store: which, of rows that are about one */
static void
append_row (GString *text, const Row *row, guint store, const GhComparison *comparison,
            const char *currency, const Widths *widths)
{
  g_autofree char *title = make_title (row, currency, comparison->site->store_count > 1);
  double tolerance = 0.5 * pow (10.0, -row->decimals);
  double values[GH_MOST_COMPARED];
  gboolean known = !is_unknown (row, comparison->site);
  guint columns = gh_comparison_count_strategies (comparison);

  for (guint i = 0; i < columns; i++)
    values[i] = known && is_planned (&comparison->results[i])
                    ? row->get (&comparison->results[i], store)
                    : NAN;
  double best = find_best (row, values, columns);

  gh_cli_append_padded (text, title, widths->title, FALSE);
  for (guint i = 0; i < columns; i++)
    {
      double shown = fabs (values[i]) < tolerance ? 0.0 : values[i];
      g_autofree char *cell
          = isfinite (shown) ? g_strdup_printf ("%.*f", row->decimals, shown) : g_strdup ("-");
      gh_cli_append_padded (text, cell, widths->cell, TRUE);
      g_string_append_c (text, is_same_as_printed (values[i], best, row->decimals) ? '*' : ' ');
    }
  while (text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  g_string_append_c (text, '\n');
}

static gboolean
is_any_planned (const GhComparison *comparison)
{
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    if (is_planned (&comparison->results[i]))
      return TRUE;
  return FALSE;
}

/* A group for each car and wall battery. */
static void
append_stores (GString *text, const GhComparison *comparison, const char *currency,
               const Widths *widths)
{
  const GhSite *site = comparison->site;
  gboolean several = site->store_count > 1;

  for (guint s = 0; s < MAX (1, site->store_count); s++)
    {
      const char *name
          = several && site->stores[s].name != NULL ? site->stores[s].name : _ ("Battery");
      g_string_append_printf (text, "%s\n", name);
      for (gsize i = several ? 0 : G_N_ELEMENTS (store_rows) - 1; i < G_N_ELEMENTS (store_rows);
           i++)
        append_row (text, &store_rows[i], s, comparison, currency, widths);
    }
}

static void
append_table (GString *text, const GhComparison *comparison, const char *currency)
{
  Widths widths = find_widths (currency);

  append_header (text, &widths, gh_comparison_count_strategies (comparison));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].group != NULL)
        g_string_append_printf (text, "%s\n", _ (rows[i].group));
      if (rows[i].get == get_long_run && is_unknown (&rows[i], comparison->site))
        continue;
      append_row (text, &rows[i], 0, comparison, currency, &widths);
    }
  append_stores (text, comparison, currency, &widths);
  g_string_append_printf (
      text, "\n%s\n",
      _ ("* the best of its row; net present value and payback against smart charging"));
}

/* What the battery's limits cost under each strategy, and how wear is counted. */
static void
append_battery (GString *text, const GhComparison *comparison)
{
  const char *gap = "\n";

  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    {
      const GhBatteryResult *battery = comparison->results[i].battery;
      g_autofree char *limits = battery != NULL && battery->is_checked
                                    ? gh_answer_battery_limits (battery, comparison->site)
                                    : NULL;
      if (limits == NULL)
        continue;
      g_string_append_printf (text, "%s%s: %s\n", gap,
                              gh_strategy_get_short_title (comparison->results[i].strategy),
                              limits);
      gap = "";
    }
  if (comparison->money != NULL)
    g_string_append_printf (text, "\n%s\n", comparison->money);
  if (comparison->wear != NULL)
    g_string_append_printf (text, "\n%s\n", comparison->wear);
}

/**
 * gh_comparison_to_text:
 * @comparison: a comparison
 * @study: its study
 * @timing: whether to tell how long planning took
 *
 * Returns: (transfer full): a table for people, the answer and what it means for the climate
 */
char *
gh_comparison_to_text (const GhComparison *comparison, const GhStudy *study, gboolean timing)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (study->name != NULL)
    g_string_append_printf (text, "%s\n\n", study->name);
  if (!is_any_planned (comparison))
    {
      g_string_append (text, _ ("No way of using the car can be planned.\n"));
      return g_strdup (text->str);
    }
  append_table (text, comparison, study->currency != NULL ? study->currency : "");
  if (comparison->answer != NULL)
    g_string_append_printf (text, "\n%s\n", comparison->answer);
  if (comparison->rival != NULL)
    g_string_append_printf (text, "\n%s\n", comparison->rival);
  if (comparison->carbon != NULL)
    g_string_append_printf (text, "\n%s\n", comparison->carbon);
  append_battery (text, comparison);
  if (timing)
    g_string_append_printf (text, _ ("\nPlanned in %.3f s\n"), comparison->solve_seconds);
  return g_strdup (text->str);
}
