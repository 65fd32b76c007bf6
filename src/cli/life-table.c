/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cli.h"
#include "words.h"

#define TITLE_WIDTH 40
#define CELL_WIDTH 12

/* A row of the table: one number for each strategy. */
typedef struct
{
  const char *title;
  double (*get) (const GhLifeStrategy *life);
  int decimals;
  gboolean is_money; /* the currency follows the title */
} Row;

static double
sum_of (const GhLifeStrategy *life, gsize offset)
{
  double sum = 0.0;

  for (guint i = 0; i < life->years->len; i++)
    sum += G_STRUCT_MEMBER (double, &g_array_index (life->years, GhLifeYear, i), offset);
  return sum;
}

#define GETTER(name, expression) \
  static double get_##name (const GhLifeStrategy *l) { return expression; }

GETTER (time, 100.0 * sum_of (l, G_STRUCT_OFFSET (GhLifeYear, loss_time)))
GETTER (driving, 100.0 * sum_of (l, G_STRUCT_OFFSET (GhLifeYear, loss_driving)))
GETTER (grid, 100.0 * sum_of (l, G_STRUCT_OFFSET (GhLifeYear, loss_grid)))
GETTER (end_of_life, l->end_of_life_year)
GETTER (replacements, l->replacements)
GETTER (kwh, sum_of (l, G_STRUCT_OFFSET (GhLifeYear, use.kwh)))
GETTER (hours, sum_of (l, G_STRUCT_OFFSET (GhLifeYear, use.hours)))
GETTER (cycles, sum_of (l, G_STRUCT_OFFSET (GhLifeYear, efc)))
GETTER (warranty, l->warranty_year)
GETTER (shortfall, sum_of (l, G_STRUCT_OFFSET (GhLifeYear, shortfall_kwh)))
GETTER (bill, sum_of (l, G_STRUCT_OFFSET (GhLifeYear, bill)))
GETTER (npv, l->against_smart != NULL ? l->against_smart->npv : NAN)

static const Row rows[] = {
  { N_ ("Lost to time, points"), get_time, 1 },
  { N_ ("Lost to driving, points"), get_driving, 1 },
  { N_ ("Lost to house and grid, points"), get_grid, 1 },
  { N_ ("Worn out after, years"), get_end_of_life, 1 },
  { N_ ("Batteries replaced"), get_replacements, 0 },
  { N_ ("To house and grid, kWh"), get_kwh, 0 },
  { N_ ("To house and grid, hours"), get_hours, 0 },
  { N_ ("Full cycles, driving included"), get_cycles, 0 },
  { N_ ("Warranty used up after, years"), get_warranty, 1 },
  { N_ ("Short on the circuit, kWh"), get_shortfall, 2 },
  { N_ ("Bills of all years"), get_bill, 0, TRUE },
  { N_ ("Net present value over smart"), get_npv, 0, TRUE },
};

static void
append_value (GString *text, double value, int decimals)
{
  g_autofree char *word
      = isnan (value) ? g_strdup ("–") : g_strdup_printf ("%.*f", decimals, value);

  gh_cli_append_padded (text, word, CELL_WIDTH, TRUE);
}

static void
append_head (GString *text, const char *title)
{
  gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
  for (guint s = 0; s < GH_COMPARED_STRATEGIES; s++)
    gh_cli_append_padded (text, gh_strategy_name ((GhStrategy) s), CELL_WIDTH, TRUE);
  g_string_append_c (text, '\n');
}

/* Health at the end of each year, a replacement marked. */
static void
append_health (GString *text, const GhLife *life)
{
  append_head (text, _ ("Health at the end of the year, %"));
  for (guint i = 0; i < (guint) life->years; i++)
    {
      g_autofree char *title = g_strdup_printf (_ ("  year %u"), i + 1);
      gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
      for (guint s = 0; s < GH_COMPARED_STRATEGIES; s++)
        {
          const GArray *years = life->strategies[s].years;
          const GhLifeYear *year = i < years->len ? &g_array_index (years, GhLifeYear, i) : NULL;
          g_autofree char *word
              = year == NULL ? g_strdup ("–")
                             : g_strdup_printf ("%s%.1f", year->is_replaced ? _ ("new ") : "",
                                                100.0 * year->soh_end);
          gh_cli_append_padded (text, word, CELL_WIDTH, TRUE);
        }
      g_string_append_c (text, '\n');
    }
}

/* What a year takes of the battery more than smart charging does, currency; NAN for none. */
static double
get_degradation (const GhLifeStrategy *life, guint year)
{
  const GArray *flow = life->against_smart != NULL ? life->against_smart->years : NULL;

  return flow != NULL && year + 1 < flow->len
             ? g_array_index (flow, GhCashFlowRow, year + 1).degradation
             : NAN;
}

/* The wear in the net present value, year by year. */
static void
append_wear (GString *text, const GhLife *life, const char *currency)
{
  g_autofree char *head = g_strdup_printf (_ ("Battery wear over smart, %s"), currency);

  append_head (text, head);
  for (guint i = 0; i < (guint) life->years; i++)
    {
      g_autofree char *title = g_strdup_printf (_ ("  year %u"), i + 1);
      gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
      for (guint s = 0; s < GH_COMPARED_STRATEGIES; s++)
        append_value (text, get_degradation (&life->strategies[s], i), 2);
      g_string_append_c (text, '\n');
    }
  g_string_append_c (text, '\n');
}

/**
 * gh_life_to_text:
 * @life: a life
 * @study: the study it is of
 * @timing: whether to tell how long it took
 *
 * Returns: (transfer full): tables for people
 */
char *
gh_life_to_text (const GhLife *life, const GhStudy *study, gboolean timing)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%s: %d years with %s, replaced at %.0f %%\n\n"), study->name,
                          life->years, _ (life->cell->name), 100.0 * life->end_of_life_soh);
  append_health (text, life);
  g_string_append_c (text, '\n');
  if (gh_life_find_failed (life) == NULL)
    append_wear (text, life, study->currency);
  append_head (text, _ ("Over the life"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *title = g_strconcat ("  ", _ (rows[i].title), rows[i].is_money ? ", " : NULL,
                                            study->currency, NULL);
      gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
      for (guint s = 0; s < GH_COMPARED_STRATEGIES; s++)
        append_value (text, rows[i].get (&life->strategies[s]), rows[i].decimals);
      g_string_append_c (text, '\n');
    }
  if (timing)
    g_string_append_printf (text, _ ("\nPlanned in %.3f s\n"), life->solve_seconds);
  return g_string_free (text, FALSE);
}

/**
 * gh_life_write_csv:
 * @life: a life
 * @directory: made where there is none
 * @error: set where the file cannot be written
 *
 * Writes life.csv: a line for each strategy and year.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_life_write_csv (const GhLife *life, const char *directory, GError **error)
{
  g_autoptr (GString) text = g_string_new (
      "strategy,year,soh_begin,soh_end,resistance,loss_time,loss_driving,loss_grid,replaced,bill,"
      "discharged_kwh,discharged_hours,full_cycles,mean_soc,wear_per_kwh,degradation\n");
  char buffer[GH_NUMBER_TEXT_SIZE];

  for (guint s = 0; s < GH_COMPARED_STRATEGIES; s++)
    for (guint i = 0; i < life->strategies[s].years->len; i++)
      {
        const GhLifeYear *year = &g_array_index (life->strategies[s].years, GhLifeYear, i);
        const double numbers[]
            = { year->soh_begin,    year->soh_end,   year->resistance,  year->loss_time,
                year->loss_driving, year->loss_grid, year->is_replaced, year->bill,
                year->use.kwh,      year->use.hours, year->efc,         year->mean_soc,
                year->wear_per_kwh };
        g_string_append_printf (text, "%s,%d", gh_strategy_name (life->strategies[s].strategy),
                                year->year);
        for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
          g_string_append_printf (text, ",%s", gh_number_to_text (numbers[k], buffer));
        double degradation = get_degradation (&life->strategies[s], i);
        g_string_append_printf (text, ",%s\n",
                                isnan (degradation) ? "" : gh_number_to_text (degradation, buffer));
      }
  return gh_cli_write_file (directory, "life.csv", text, error);
}
