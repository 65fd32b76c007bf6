/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cli.h"
#include "study/life-money.h"
#include "words.h"

#define TITLE_WIDTH 40
#define CELL_WIDTH 13

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
append_head (GString *text, const GhLife *life, const char *title)
{
  gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
  for (guint s = 0; s < life->count; s++)
    gh_cli_append_padded (text, gh_strategy_get_short_title ((GhStrategy) s), CELL_WIDTH, TRUE);
  g_string_append_c (text, '\n');
}

/* Health at the end of each year, a replacement marked. */
static void
append_health (GString *text, const GhLife *life)
{
  append_head (text, life, _ ("Health at the end of the year, %"));
  for (guint i = 0; i < (guint) life->years; i++)
    {
      g_autofree char *title = g_strdup_printf (_ ("  year %u"), i + 1);
      gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
      for (guint s = 0; s < life->count; s++)
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

/* The wear in the net present value, year by year. */
static void
append_wear (GString *text, const GhLife *life, const char *currency)
{
  g_autofree char *head = g_strdup_printf (_ ("Battery wear over smart, %s"), currency);

  append_head (text, life, head);
  for (guint i = 0; i < (guint) life->years; i++)
    {
      g_autofree char *title = g_strdup_printf (_ ("  year %u"), i + 1);
      gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
      for (guint s = 0; s < life->count; s++)
        append_value (text, gh_life_get_added_wear (&life->strategies[s], i), 2);
      g_string_append_c (text, '\n');
    }
  g_string_append_c (text, '\n');
}

/* Whose battery it is, where there are several; else %NULL. */
static const char *
find_car (const GhStudy *study, guint vehicle)
{
  guint count = study->vehicles->len + (study->batteries != NULL ? study->batteries->len : 0);

  return count > 1 ? ((const GhVehicle *) g_ptr_array_index (study->vehicles, vehicle))->name
                   : NULL;
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
  const char *car = find_car (study, life->vehicle);

  g_string_append_printf (text, _ ("%s: %d years with %s, replaced at %.0f %%\n\n"), study->name,
                          life->years, _ (life->cell->name), 100.0 * life->end_of_life_soh);
  if (car != NULL)
    g_string_append_printf (text,
                            _ ("The battery of %s; bills are those of all cars and "
                               "batteries. The others keep their capacity and wear by their "
                               "prices.\n\n"),
                            car);
  append_health (text, life);
  g_string_append_c (text, '\n');
  if (gh_life_find_failed (life) == NULL)
    append_wear (text, life, study->currency);
  append_head (text, life, _ ("Over the life"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *title = g_strconcat ("  ", _ (rows[i].title), rows[i].is_money ? ", " : NULL,
                                            study->currency, NULL);
      gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
      for (guint s = 0; s < life->count; s++)
        append_value (text, rows[i].get (&life->strategies[s]), rows[i].decimals);
      g_string_append_c (text, '\n');
    }
  if (timing)
    g_string_append_printf (text, _ ("\nPlanned in %.3f s\n"), life->solve_seconds);
  return g_string_free (text, FALSE);
}
