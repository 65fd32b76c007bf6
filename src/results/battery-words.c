/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a battery in sentences and as a table. */
#include "battery-words.h"

#include <math.h>
#include <string.h>

#include "number-text.h"
#include "words.h"

#define PERCENT 100.0
/* Points of capacity, and years, that are shown alike are alike. */
#define SAME_POINTS 0.05
#define SAME_YEARS 0.05
/* Less than this falls short without anybody noticing, kWh a year. */
#define SHORT_KWH 1.0

static const char *
get_opening (GhStrategy strategy)
{
  static const char *const openings[GH_MOST_COMPARED]
      = { N_ ("With charging on arrival"), N_ ("With smart charging"), N_ ("With V2H"),
          N_ ("With V2G"), N_ ("With a wall battery instead") };

  return _ (openings[strategy]);
}

static const GhLifeYear *
get_year (const GhLifeStrategy *strategy, guint index)
{
  return &g_array_index (strategy->years, GhLifeYear, index);
}

static const GhLifeYear *
get_last (const GhLifeStrategy *strategy)
{
  return get_year (strategy, strategy->years->len - 1);
}

/* How one strategy's battery is after the years, beside that of smart charging. */
static char *
format_kept (const GhLifeStrategy *own, const GhLifeStrategy *smart, int years)
{
  double kept = PERCENT * get_last (own)->soh_end;
  double more = kept - PERCENT * get_last (smart)->soh_end;
  g_autofree char *share = gh_number_format (kept, 1);
  g_autofree char *points = gh_number_format (fabs (more), 1);
  const char *opening = get_opening (own->strategy);

  if (own == smart)
    return g_strdup_printf (_ ("%1$s the battery keeps %2$s %% of its capacity after %3$d years."),
                            opening, share, years);
  if (smart->replacements > 0)
    return g_strdup_printf (_ ("%1$s the battery keeps %2$s %% of its capacity after %3$d years; "
                               "with smart charging it has to be replaced."),
                            opening, share, years);
  if (fabs (more) < SAME_POINTS)
    return g_strdup_printf (_ ("%1$s the battery keeps %2$s %% of its capacity after %3$d years, "
                               "as much as with smart charging."),
                            opening, share, years);
  return g_strdup_printf (
      more < 0.0 ? _ ("%1$s the battery keeps %2$s %% of its capacity after %3$d years, %4$s "
                      "points less than with smart charging.")
                 : _ ("%1$s the battery keeps %2$s %% of its capacity after %3$d years, %4$s "
                      "points more than with smart charging."),
      opening, share, years, points);
}

/* The same of a battery that is worn out before. */
static char *
format_worn (const GhLifeStrategy *own, const GhLifeStrategy *smart)
{
  double later = own->end_of_life_year - smart->end_of_life_year;
  g_autofree char *at = gh_number_format (own->end_of_life_year, 1);
  g_autofree char *apart = gh_number_format (fabs (later), 1);
  const char *opening = get_opening (own->strategy);

  if (own == smart)
    return g_strdup_printf (_ ("%1$s the battery is worn out after %2$s years."), opening, at);
  if (isnan (later))
    return g_strdup_printf (_ ("%1$s the battery is worn out after %2$s years; with smart charging "
                               "it lasts longer than the life of the equipment."),
                            opening, at);
  if (fabs (later) < SAME_YEARS)
    return g_strdup_printf (
        _ ("%1$s the battery is worn out after %2$s years, as with smart charging."), opening, at);
  return g_strdup_printf (later < 0.0
                              ? _ ("%1$s the battery is worn out after %2$s years, %3$s years "
                                   "earlier than with smart charging.")
                              : _ ("%1$s the battery is worn out after %2$s years, %3$s years "
                                   "later than with smart charging."),
                          opening, at, apart);
}

/**
 * gh_battery_life_format_answer:
 * @life: a life whose every year could be planned
 * @strategy: one of the compared
 *
 * Returns: (transfer full): what becomes of the battery, in a sentence
 */
char *
gh_battery_life_format_answer (const GhBatteryLife *life, GhStrategy strategy)
{
  const GhLifeStrategy *own = gh_battery_life_get_strategy (life, strategy);
  const GhLifeStrategy *smart = gh_battery_life_get_strategy (life, GH_STRATEGY_SMART);

  return own->replacements > 0 ? format_worn (own, smart)
                               : format_kept (own, smart, gh_battery_life_get_life (life)->years);
}

/**
 * gh_battery_life_format_causes:
 * @life: a life whose every year could be planned
 * @strategy: one of the compared
 *
 * Returns: (transfer full): what takes the capacity over all years, and what gives some back
 */
char *
gh_battery_life_format_causes (const GhBatteryLife *life, GhStrategy strategy)
{
  const GhLifeStrategy *own = gh_battery_life_get_strategy (life, strategy);
  double time = 0.0, driving = 0.0, grid = 0.0, standing = 0.0;

  for (guint i = 0; i < own->years->len; i++)
    {
      time += PERCENT * get_year (own, i)->loss_time;
      driving += PERCENT * get_year (own, i)->loss_driving;
      grid += PERCENT * get_year (own, i)->loss_grid;
      standing += PERCENT * get_year (own, i)->loss_standing;
    }
  /* Beside a wall battery the car only charges, at other hours than it would without. */
  if (strategy == GH_STRATEGY_BATTERY)
    time += grid;
  g_autofree char *by_time = gh_number_format (time, 1);
  g_autofree char *by_driving = gh_number_format (driving, 1);
  g_autofree char *by_grid = gh_number_format (fabs (grid), 1);
  if (strategy <= GH_STRATEGY_SMART || strategy == GH_STRATEGY_BATTERY)
    return g_strdup_printf (_ ("Time takes %1$s points, driving and charging for it %2$s."),
                            by_time, by_driving);
  if (grid < -SAME_POINTS)
    return g_strdup_printf (_ ("Time takes %1$s points, driving and charging for it %2$s; house "
                               "and grid give %3$s back, since standing less full saves more than "
                               "discharging costs."),
                            by_time, by_driving, by_grid);
  if (grid < SAME_POINTS)
    return g_strdup_printf (_ ("Time takes %1$s points, driving and charging for it %2$s; house "
                               "and grid take nothing that shows."),
                            by_time, by_driving);
  if (standing > -SAME_POINTS)
    return g_strdup_printf (
        _ ("Time takes %1$s points, driving and charging for it %2$s; house and "
           "grid take %3$s."),
        by_time, by_driving, by_grid);
  g_autofree char *by_discharging = gh_number_format (grid - standing, 1);
  g_autofree char *by_standing = gh_number_format (-standing, 1);
  return g_strdup_printf (_ ("Time takes %1$s points, driving and charging for it %2$s; "
                             "discharging takes %3$s and standing less full gives %4$s back."),
                          by_time, by_driving, by_discharging, by_standing);
}

static void
append_line (GString *text, const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static void
append_replacements (GString *text, const GhLifeStrategy *own)
{
  g_autoptr (GString) years = g_string_new (NULL);
  guint count = 0;

  for (guint i = 0; i < own->years->len; i++)
    if (get_year (own, i)->is_replaced)
      g_string_append_printf (years, "%s%d", count++ > 0 ? ", " : "", get_year (own, i)->year);
  if (count == 0)
    return;
  g_autofree char *line = g_strdup_printf (
      /* Translators: then the number of a year, such as "8", or those of some, such as "5, 10". */
      ngettext ("The battery is replaced at the end of year %s.",
                "Batteries are replaced at the end of the years %s.", count),
      years->str);
  append_line (text, line);
}

static void
append_warranty (GString *text, const GhLife *life, const GhLifeStrategy *own)
{
  const GhWarranty *warranty = &life->warranty;
  g_autofree char *line = NULL;

  if (isnan (warranty->kwh) && isnan (warranty->hours) && isnan (warranty->cycles))
    return;
  if (isnan (own->warranty_year))
    line = g_strdup (_ ("The warranty is not used up within its years."));
  else
    line = g_strdup_printf (_ ("The warranty is used up in year %d."),
                            (int) floor (own->warranty_year) + 1);
  append_line (text, line);
}

/* What the circuit could not follow, in the worst of the years that were run on it. */
static void
append_shortfall (GString *text, const GhLifeStrategy *own)
{
  const GhLifeYear *worst = NULL;

  for (guint i = 0; i < own->years->len; i++)
    if (get_year (own, i)->is_checked
        && (worst == NULL || get_year (own, i)->shortfall_kwh > worst->shortfall_kwh))
      worst = get_year (own, i);
  if (worst == NULL || worst->shortfall_kwh < SHORT_KWH)
    return;
  g_autofree char *kwh = gh_number_format (worst->shortfall_kwh, 0);
  g_autofree char *line = g_strdup_printf (
      _ ("In year %d the cells cannot follow the plan for %s kWh."), worst->year, kwh);
  append_line (text, line);
}

/* What of a study its battery is asked by. */
static gboolean
is_of_battery (const char *path, guint vehicle)
{
  static const char *const parts[]
      = { "cell", "pack", "charger.charge_kw", "charger.discharge_kw" };
  g_autofree char *own = g_strdup_printf ("$.vehicles[%u].", vehicle);

  if (g_str_has_prefix (path, "$.weather.temperature_c"))
    return TRUE;
  for (gsize i = 0; g_str_has_prefix (path, own) && i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_prefix (path + strlen (own), parts[i]))
      return TRUE;
  return FALSE;
}

/* Of several batteries only one is looked at, and in the comparison perhaps another. */
static void
append_others (GString *text, const GhBatteryLife *life)
{
  const GhResults *results = gh_battery_life_get_results (life);

  if (gh_results_get_site (results)->store_count < 2)
    return;
  append_line (text, _ ("The other cars and batteries keep their capacity here and wear by their "
                        "prices."));
  if (gh_battery_life_get_life (life)->vehicle > 0)
    append_line (text, _ ("The years here are planned anew on this battery. The traced day is one "
                          "of the comparison."));
}

static void
append_findings (GString *text, guint vehicle, const GhFindings *findings)
{
  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    {
      const GhFinding *finding = gh_findings_get (findings, i);
      if (!is_of_battery (finding->path, vehicle))
        continue;
      g_autofree char *sentence = gh_message_to_sentence (finding->message);
      append_line (text, sentence);
    }
}

/**
 * gh_battery_life_format_notes:
 * @life: a life whose every year could be planned
 * @strategy: one of the compared
 *
 * Returns: (transfer full): what has to be known beside the answer, a line each: replacements,
 *   warranty, what the cells cannot follow, where models leave their range; "" for nothing
 */
char *
gh_battery_life_format_notes (const GhBatteryLife *life, GhStrategy strategy)
{
  const GhLifeStrategy *own = gh_battery_life_get_strategy (life, strategy);
  GString *text = g_string_new (NULL);

  append_replacements (text, own);
  append_warranty (text, gh_battery_life_get_life (life), own);
  append_shortfall (text, own);
  append_others (text, life);
  append_findings (text, gh_battery_life_get_life (life)->vehicle,
                   gh_results_get_warnings (gh_battery_life_get_results (life)));
  return g_string_free (text, FALSE);
}

/* Wear that a strategy adds to that of smart charging, in the mean of all years. */
static double
find_mean_wear (const GhCashFlow *flow)
{
  double sum = 0.0;

  for (guint i = 1; i < flow->years->len; i++)
    sum += g_array_index (flow->years, GhCashFlowRow, i).degradation;
  return sum / (flow->years->len - 1);
}

/**
 * gh_battery_life_format_money:
 * @life: a life
 * @strategy: one of the compared
 *
 * Sets the money of the first year, whose wear is that of every year, beside that of all years.
 *
 * Returns: (transfer full) (nullable): a sentence that begins small and has no full stop, to follow
 *   the name of the strategy; %NULL where a year, or a strategy, could not be planned
 */
char *
gh_battery_life_format_money (const GhBatteryLife *life, GhStrategy strategy)
{
  const GhResults *results = gh_battery_life_get_results (life);
  const GhCashFlow *first = gh_results_get_strategy (results, strategy)->against_smart;
  const GhCashFlow *all = gh_battery_life_get_strategy (life, strategy)->against_smart;
  const char *currency = gh_results_get_site (results)->currency;

  if (first == NULL || all == NULL)
    return NULL;
  g_autofree char *first_wear = gh_money_format (find_mean_wear (first), currency, 0);
  g_autofree char *first_npv = gh_money_format_signed (first->npv, currency, 0);
  g_autofree char *wear = gh_money_format (find_mean_wear (all), currency, 0);
  g_autofree char *npv = gh_money_format_signed (all->npv, currency, 0);
  return g_strdup_printf (
      _ ("battery wear as priced in the first year is %1$s a year, and the net present value %2$s; "
         "over the life of the battery, each year planned anew, wear is %3$s a year on average, "
         "and the net present value %4$s"),
      first_wear, first_npv, wear, npv);
}

typedef enum
{
  COLUMN_YEAR,
  COLUMN_SOH,
  COLUMN_TIME,
  COLUMN_DRIVING,
  COLUMN_GRID,
  COLUMN_RESISTANCE,
  COLUMN_CYCLES,
  COLUMN_MEAN_SOC,
  COLUMN_KWH,
  COLUMN_HOURS,
  COLUMN_BILL,
  COLUMN_REPLACED,
  COLUMNS
} Column;

/* @unit: "money" for the study's currency */
static const struct
{
  const char *name;
  const char *unit;
  int digits;
} columns[COLUMNS] = {
  [COLUMN_YEAR] = { N_ ("Year"), NULL, 0 },
  [COLUMN_SOH] = { N_ ("Capacity at the end"), "%", 1 },
  [COLUMN_TIME] = { N_ ("Lost to time"), "%", 2 },
  [COLUMN_DRIVING] = { N_ ("Lost to driving"), "%", 2 },
  [COLUMN_GRID] = { N_ ("Lost to house and grid"), "%", 2 },
  [COLUMN_RESISTANCE] = { N_ ("Resistance, new is 100"), "%", 0 },
  [COLUMN_CYCLES] = { N_ ("Full cycles, driving included"), NULL, 1 },
  [COLUMN_MEAN_SOC] = { N_ ("Mean state of charge"), "%", 0 },
  [COLUMN_KWH] = { N_ ("To house and grid"), "kWh", 0 },
  [COLUMN_HOURS] = { N_ ("Time of that"), "h", 0 },
  [COLUMN_BILL] = { N_ ("Bill"), "money", 0 },
  [COLUMN_REPLACED] = { N_ ("Battery replaced"), NULL, 0 },
};

typedef struct
{
  GhBatteryLife *life;
  GhStrategy strategy;
} Table;

static void
free_table (gpointer data)
{
  Table *table = data;

  gh_battery_life_unref (table->life);
  g_free (table);
}

static double
get_number (const GhLifeYear *year, Column column)
{
  switch (column)
    {
    case COLUMN_SOH:
      return PERCENT * year->soh_end;
    case COLUMN_TIME:
      return PERCENT * year->loss_time;
    case COLUMN_DRIVING:
      return PERCENT * year->loss_driving;
    case COLUMN_GRID:
      return PERCENT * year->loss_grid;
    case COLUMN_RESISTANCE:
      return PERCENT * year->resistance;
    case COLUMN_CYCLES:
      return year->efc;
    case COLUMN_MEAN_SOC:
      return PERCENT * year->mean_soc;
    case COLUMN_KWH:
      return year->use.kwh;
    case COLUMN_HOURS:
      return year->use.hours;
    case COLUMN_BILL:
      return year->bill;
    default:
      return NAN;
    }
}

static char *
format_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const Table *table = data;
  const GhLifeYear *year
      = get_year (gh_battery_life_get_strategy (table->life, table->strategy), (guint) row);

  if (column == COLUMN_YEAR)
    return g_strdup_printf ("%d", year->year);
  if (column == COLUMN_REPLACED)
    return g_strdup (year->is_replaced ? _ ("yes") : "");
  double number = get_number (year, (Column) column);
  return form == GH_CELL_PLAIN ? gh_number_format_plain (number)
                               : gh_number_format (number, columns[column].digits);
}

/**
 * gh_battery_life_make_table:
 * @life: (transfer none): a life
 * @strategy: one of the compared
 *
 * Returns: (transfer full): its years in numbers, a row a year
 */
GhDataTable *
gh_battery_life_make_table (GhBatteryLife *life, GhStrategy strategy)
{
  const char *currency = gh_results_get_site (gh_battery_life_get_results (life))->currency;
  Table *data = g_new (Table, 1);

  *data = (Table){ gh_battery_life_ref (life), strategy };
  GhDataTable *table = gh_data_table_new (_ ("The life of the battery in numbers"),
                                          gh_battery_life_get_strategy (life, strategy)->years->len,
                                          format_cell, data, free_table);
  for (Column column = 0; column < COLUMNS; column++)
    gh_data_table_add_column (table, _ (columns[column].name),
                              g_strcmp0 (columns[column].unit, "money") == 0
                                  ? gh_currency_symbol (currency)
                                  : columns[column].unit);
  return table;
}
