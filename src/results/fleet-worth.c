/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ways of using a fleet are worth, and the tables of it. Rows in which there is nothing
 * are left out. */
#include "fleet-worth.h"

#include <math.h>
#include <string.h>

#include "number-text.h"
#include "words.h"

/* As shown; less is nothing. */
#define TINY 0.005
/* Of gaps of money, which is shown in whole units. */
#define HALF_UNIT 0.5

struct _GhFleetWorth
{
  gatomicrefcount references;
  GhStudy *study;
  GhFleetMoney *money;
};

G_DEFINE_BOXED_TYPE (GhFleetWorth, gh_fleet_worth, gh_fleet_worth_ref, gh_fleet_worth_unref)

/**
 * gh_fleet_worth_compute:
 * @study: a valid study of a fleet whose files have been read; copied
 * @plans: (nullable): the plans there are of it, which are not looked for again
 * @progress: (nullable): polled
 * @error: set when a site cannot be built, or when stopped
 *
 * Plans a fleet in every way of using it and counts the money, see gh_fleet_money_new().
 *
 * Returns: (transfer full) (nullable): what they are worth
 */
GhFleetWorth *
gh_fleet_worth_compute (const GhStudy *study, GhFleetPlans *plans, const GhProgress *progress,
                        GError **error)
{
  g_autoptr (GhFleetWorth) worth = g_new0 (GhFleetWorth, 1);

  g_atomic_ref_count_init (&worth->references);
  worth->study = gh_study_branch (study);
  worth->money = gh_fleet_money_new (worth->study, plans, NULL, NULL, progress, error);
  return worth->money != NULL ? g_steal_pointer (&worth) : NULL;
}

/**
 * gh_fleet_worth_ref:
 * @worth: what a fleet is worth
 *
 * Returns: (transfer full): @worth
 */
GhFleetWorth *
gh_fleet_worth_ref (GhFleetWorth *worth)
{
  g_atomic_ref_count_inc (&worth->references);
  return worth;
}

/**
 * gh_fleet_worth_unref:
 * @worth: (transfer full) (nullable): what a fleet is worth
 *
 * Frees it with the last reference.
 */
void
gh_fleet_worth_unref (GhFleetWorth *worth)
{
  if (worth == NULL || !g_atomic_ref_count_dec (&worth->references))
    return;
  g_clear_pointer (&worth->money, gh_fleet_money_free);
  gh_study_free (worth->study);
  g_free (worth);
}

/**
 * gh_fleet_worth_get_money:
 * @worth: what a fleet is worth
 *
 * Returns: (transfer none): the money
 */
const GhFleetMoney *
gh_fleet_worth_get_money (const GhFleetWorth *worth)
{
  return worth->money;
}

/**
 * gh_fleet_worth_tell_managed:
 * @worth: of a fleet with numbers
 *
 * Returns: (transfer full): what smart charging is worth, before vehicles discharge at all
 */
char *
gh_fleet_worth_tell_managed (const GhFleetWorth *worth)
{
  const GhStrategyResult *results = worth->money->results;
  const GhCashFlow *flow = results[GH_STRATEGY_SMART].against_unmanaged;
  double saved
      = results[GH_STRATEGY_UNMANAGED].bill_per_year - results[GH_STRATEGY_SMART].bill_per_year;
  g_autofree char *saving = gh_money_format (fabs (saved), worth->study->currency, 0);
  g_autofree char *npv = gh_money_format_signed (flow->npv, worth->study->currency, 0);
  guint years = flow->years->len - 1;

  if (saved < 0.0)
    return g_strdup_printf (ngettext ("Smart charging costs %s a year more than charging on "
                                      "arrival (net present value %s over %u year).",
                                      "Smart charging costs %s a year more than charging on "
                                      "arrival (net present value %s over %u years).",
                                      years),
                            saving, npv, years);
  return g_strdup_printf (ngettext ("Smart charging saves %s a year over charging on arrival (net "
                                    "present value %s over %u year).",
                                    "Smart charging saves %s a year over charging on arrival (net "
                                    "present value %s over %u years).",
                                    years),
                          saving, npv, years);
}

/**
 * gh_fleet_worth_explain_missing:
 * @worth: of a fleet
 *
 * Returns: (transfer full) (nullable): which ways of using the fleet cannot be planned where, and
 *   why, a line each; %NULL where all can
 */
char *
gh_fleet_worth_explain_missing (const GhFleetWorth *worth)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint use = 0; use < GH_FLEET_USES; use++)
    for (guint i = 0; i < worth->money->uses[use].year->parts->len; i++)
      {
        const GhFleetPart *part
            = &g_array_index (worth->money->uses[use].year->parts, GhFleetPart, i);
        const GhFleetSite *site = g_ptr_array_index (worth->study->sites, part->site);
        if (part->reason != NULL)
          g_string_append_printf (text, "%s%s, %s: %s", text->len > 0 ? "\n" : "", site->name,
                                  gh_fleet_use_get_title (use), part->reason);
      }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/**
 * gh_fleet_worth_find_infeasible:
 * @worth: of a fleet
 * @site: (out): index of the first site that no plan can serve
 *
 * Returns: whether there is one in any way of using the fleet
 */
gboolean
gh_fleet_worth_find_infeasible (const GhFleetWorth *worth, guint *site)
{
  for (guint use = 0; use < GH_FLEET_USES; use++)
    for (guint i = 0; i < worth->money->uses[use].year->parts->len; i++)
      {
        const GhFleetPart *part
            = &g_array_index (worth->money->uses[use].year->parts, GhFleetPart, i);
        if (part->status != GH_PLAN_INFEASIBLE)
          continue;
        *site = part->site;
        return TRUE;
      }
  return FALSE;
}

/* A quantity of each use. @best: 1 where more is better, -1 where less is, 0 where neither
 * @get_slack: (nullable): by how much better it may be as far as gaps tell */
typedef struct
{
  const char *title;
  const char *unit; /* "*" stands for the currency */
  int decimals;
  int best;
  double (*get) (const GhFleetMoney *money, guint use);
  double (*get_slack) (const GhFleetMoney *money, guint use);
} Row;

/* @m: the money, @u: the use */
#define GETTER(name, expression) \
  static double get_##name (const GhFleetMoney *m, guint u) { return expression; }

GETTER (bill, m->results[u].bill_per_year)
GETTER (saving, m->results[u].saving_per_year)
GETTER (saving_unmanaged,
        m->results[GH_STRATEGY_UNMANAGED].bill_per_year - m->results[u].bill_per_year)
GETTER (wear, m->results[u].summary.cost_wear)
GETTER (aggregator, m->uses[u].fee_per_year + m->uses[u].share_per_year)
GETTER (net, gh_fleet_money_get_net_cost (m, u))
GETTER (upgrade, m->uses[u].upgrade_cost)
GETTER (npv, m->results[u].against_smart->npv)
GETTER (npv_unmanaged, m->results[u].against_unmanaged->npv)
GETTER (irr, 100.0 * m->results[u].against_smart->irr)
GETTER (payback, m->results[u].against_smart->payback_years)
GETTER (peak, m->uses[u].year->whole.peak_kw)
GETTER (demand, m->results[u].summary.cost_demand)
GETTER (import, m->results[u].summary.import_kwh)
GETTER (export, m->results[u].summary.export_kwh)
GETTER (charged, gh_fleet_money_get_charged_kwh (m, u))
GETTER (discharged, m->results[u].summary.discharged_ac_kwh)
GETTER (marginal, m->results[u].summary.emissions_kg[GH_RATE_SHORT_RUN])
GETTER (long_run, m->results[u].summary.emissions_kg[GH_RATE_LONG_RUN])
GETTER (average, m->results[u].summary.emissions_kg[GH_RATE_AVERAGE])
GETTER (level_gap, 100.0 * gh_fleet_sums_get_level_gap (&m->uses[u].year->whole))
GETTER (gap, u == GH_FLEET_VALLEYS ? NAN : gh_fleet_money_get_gap (m, u))
GETTER (npv_slack, m->uses[u].most_npv - m->results[u].against_smart->npv)
GETTER (unserved, gh_fleet_money_count_unserved (m, u))

static const Row rows[] = {
  { N_ ("Bill a year"), "*", 0, -1, get_bill, gh_fleet_money_get_gap },
  { N_ ("Demand charges in it, a year"), "*", 0, -1, get_demand },
  { N_ ("Saved a year over charging on arrival"), "*", 0, 1, get_saving_unmanaged,
    gh_fleet_money_get_gap },
  { N_ ("Saved a year over smart"), "*", 0, 1, get_saving, gh_fleet_money_get_gap },
  { N_ ("Wear of the batteries a year"), "*", 0, -1, get_wear },
  { N_ ("To the aggregator a year"), "*", 0, 0, get_aggregator },
  { N_ ("All of it a year"), "*", 0, -1, get_net, gh_fleet_money_get_gap },
  { N_ ("A stronger connection, once"), "*", 0, -1, get_upgrade },
  { N_ ("Net present value against smart"), "*", 0, 1, get_npv, get_npv_slack },
  { N_ ("Net present value against arrival"), "*", 0, 1, get_npv_unmanaged, get_npv_slack },
  { N_ ("Rate of return"), "%", 1, 1, get_irr },
  { N_ ("Pays back in"), N_ ("years"), 1, -1, get_payback },
  { N_ ("Highest import"), "kW", 1, -1, get_peak },
  { N_ ("Bought from the grid a year"), "kWh", 0, 0, get_import },
  { N_ ("Sold to the grid a year"), "kWh", 0, 0, get_export },
  { N_ ("Charged a year"), "kWh", 0, 0, get_charged },
  { N_ ("Given to building or grid a year"), "kWh", 0, 0, get_discharged },
  { N_ ("CO₂ a year at short-run marginal rates"), "kg", 0, -1, get_marginal },
  { N_ ("CO₂ a year at long-run marginal rates"), "kg", 0, -1, get_long_run },
  { N_ ("CO₂ a year at average rates"), "kg", 0, -1, get_average },
  { N_ ("At most above the best plan"), "*", 0, 0, get_gap },
  { N_ ("At most less level than the best"), "%", 2, 0, get_level_gap },
  { N_ ("Vehicles not served in full"), "", 0, -1, get_unserved },
};

/* A table as it was made: the worth and which rows of it there are. */
typedef struct
{
  GhFleetWorth *worth;
  guint use;
  GArray *rows; /* (element-type guint) */
} Table;

static void
free_table (gpointer data)
{
  Table *table = data;

  gh_fleet_worth_unref (table->worth);
  g_array_unref (table->rows);
  g_free (table);
}

static Table *
table_new (GhFleetWorth *worth, guint use)
{
  Table *table = g_new (Table, 1);

  *table = (Table){ gh_fleet_worth_ref (worth), use, g_array_new (FALSE, FALSE, sizeof (guint)) };
  return table;
}

static char *
format_number (double value, int decimals, GhCellForm form)
{
  if (form == GH_CELL_PLAIN)
    return isfinite (value) ? gh_number_format_plain (value) : g_strdup ("");
  return isfinite (value) ? gh_number_format (value, decimals) : g_strdup ("–");
}

/* Whether any way of using the fleet has something there. */
static gboolean
is_row_shown (const GhFleetMoney *money, const Row *row)
{
  for (guint use = 0; use < GH_FLEET_USES; use++)
    {
      double value = row->get (money, use);
      if (isfinite (value) && fabs (value) >= TINY)
        return TRUE;
    }
  return FALSE;
}

/* What the number is for whom less is better, and by how much less it may be. */
static double
get_cost (const GhFleetMoney *money, const Row *row, guint use, double *slack)
{
  *slack = row->get_slack != NULL ? row->get_slack (money, use) : 0.0;
  return -row->best * row->get (money, use);
}

/* The best as it is shown; where all are the same none is. */
static gboolean
is_best (const GhFleetMoney *money, const Row *row, guint use)
{
  double unit = pow (10.0, -row->decimals), slack;
  double own = round (get_cost (money, row, use, &slack) / unit);
  gboolean leads = FALSE;

  if (row->best == 0 || !isfinite (own))
    return FALSE;
  for (guint other = 0; other < GH_FLEET_USES; other++)
    {
      double value = round (get_cost (money, row, other, &slack) / unit);
      if (!isfinite (value))
        continue;
      if (value < own)
        return FALSE;
      leads = leads || value > own;
    }
  return leads;
}

/* Whether gaps leave it open if the number, or that of another use, is the better one. */
static gboolean
is_open (const GhFleetMoney *money, const Row *row, guint use, guint other)
{
  double slack, other_slack;
  double cost = get_cost (money, row, use, &slack);
  double other_cost = get_cost (money, row, other, &other_slack);

  return use != other && slack + other_slack >= HALF_UNIT
         && !gh_fleet_money_are_apart (cost, slack, other_cost, other_slack);
}

/* A tick for the best of a row; where it cannot be told from others, they share another mark. */
static const char *
find_mark (const GhFleetMoney *money, const Row *row, guint use)
{
  gboolean best = is_best (money, row, use);

  for (guint other = 0; row->get_slack != NULL && other < GH_FLEET_USES; other++)
    if ((best || is_best (money, row, other)) && is_open (money, row, use, other))
      return "≈ ";
  return best ? "✓ " : "";
}

static char *
format_use_cell (gsize index, guint column, GhCellForm form, gconstpointer data)
{
  const Table *table = data;
  const GhFleetMoney *money = table->worth->money;
  const Row *row = &rows[g_array_index (table->rows, guint, index)];
  const char *unit = strcmp (row->unit, "*") == 0
                         ? (form == GH_CELL_PLAIN ? money->study->currency
                                                  : gh_currency_symbol (money->study->currency))
                         : gh_unit_show (row->unit);

  if (column == 0)
    return *unit == '\0' ? g_strdup (_ (row->title))
                         : g_strdup_printf ("%s, %s", _ (row->title), _ (unit));
  g_autofree char *text = format_number (row->get (money, column - 1), row->decimals, form);
  return form == GH_CELL_SHOWN ? g_strconcat (find_mark (money, row, column - 1), text, NULL)
                               : g_steal_pointer (&text);
}

/**
 * gh_fleet_worth_make_uses:
 * @worth: of a fleet with numbers
 *
 * Returns: (transfer full): a row a quantity, a column for each way of using the fleet; the best
 *   of a row has a tick, those that gaps leave equal to it "≈"
 */
GhDataTable *
gh_fleet_worth_make_uses (GhFleetWorth *worth)
{
  Table *table = table_new (worth, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (is_row_shown (worth->money, &rows[i]))
      g_array_append_val (table->rows, i);
  GhDataTable *made = gh_data_table_new (_ ("Ways of using the fleet"), table->rows->len,
                                         format_use_cell, table, free_table);
  gh_data_table_add_column (made, _ ("Key figure"), "");
  for (guint i = 0; i < GH_FLEET_USES; i++)
    gh_data_table_add_column (made, gh_fleet_use_get_title (i), "");
  return made;
}

/**
 * gh_fleet_worth_tell_marks:
 * @worth: of a fleet with numbers
 *
 * Returns: (transfer none) (nullable): what "≈" means in gh_fleet_worth_make_uses(); %NULL where it
 *   is not there
 */
const char *
gh_fleet_worth_tell_marks (const GhFleetWorth *worth)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint use = 0; use < GH_FLEET_USES; use++)
      if (strcmp (find_mark (worth->money, &rows[i], use), "≈ ") == 0)
        return _ ("≈: which of these is the best cannot be told; they differ by less than the "
                  "plans may be above the best ones.");
  return NULL;
}

/* Columns of the table of groups after that of the names. */
enum
{
  GROUP_VEHICLES,
  GROUP_COST,
  GROUP_COST_EACH,
  GROUP_REVENUE,
  GROUP_WEAR,
  GROUP_CARBON,
  GROUP_OVER_SMART,
  GROUP_OVER_ARRIVAL,
  GROUP_COLUMNS
};

static double
get_group_number (const GhFleetMoney *money, guint use, guint group, guint column)
{
  const GhFleetGroupYear *own = &money->uses[use].groups->groups[group];
  double cost = gh_fleet_money_get_group_cost (money, use, group);

  switch (column)
    {
    case GROUP_VEHICLES:
      return own->vehicles;
    case GROUP_COST:
      return cost;
    case GROUP_COST_EACH:
      return own->vehicles > 0 ? cost / own->vehicles : NAN;
    case GROUP_REVENUE:
      return own->revenue;
    case GROUP_WEAR:
      return own->wear;
    case GROUP_CARBON:
      return own->emissions_kg[GH_RATE_SHORT_RUN];
    case GROUP_OVER_SMART:
      return gh_fleet_money_get_group_gain (money, use, GH_STRATEGY_SMART, group);
    default:
      return gh_fleet_money_get_group_gain (money, use, GH_STRATEGY_UNMANAGED, group);
    }
}

static char *
format_group_cell (gsize group, guint column, GhCellForm form, gconstpointer data)
{
  const Table *table = data;
  const GhFleetMoney *money = table->worth->money;

  if (column == 0)
    return g_strdup (gh_fleet_groups_get_name (money->study, (guint) group));
  return format_number (get_group_number (money, table->use, (guint) group,
                                          g_array_index (table->rows, guint, column - 1)),
                        0, form);
}

static gboolean
is_group_column_shown (const GhFleetMoney *money, guint use, guint column)
{
  for (guint group = 0; group < money->uses[use].groups->count; group++)
    if (fabs (get_group_number (money, use, group, column)) >= TINY)
      return TRUE;
  return column == GROUP_OVER_SMART || column == GROUP_OVER_ARRIVAL;
}

/**
 * gh_fleet_worth_make_groups:
 * @worth: of a fleet with numbers
 * @use: below %GH_FLEET_USES
 *
 * Returns: (transfer full): a row a group: what it pays a year and what it gains
 */
GhDataTable *
gh_fleet_worth_make_groups (GhFleetWorth *worth, guint use)
{
  const char *currency = gh_currency_symbol (worth->study->currency);
  const struct
  {
    const char *title, *unit;
  } columns[GROUP_COLUMNS] = { [GROUP_VEHICLES] = { _ ("Vehicles"), "" },
                               [GROUP_COST] = { _ ("Cost a year"), currency },
                               [GROUP_COST_EACH] = { _ ("A vehicle"), currency },
                               [GROUP_REVENUE] = { _ ("Earned"), currency },
                               [GROUP_WEAR] = { _ ("Wear"), currency },
                               [GROUP_CARBON] = { _ ("CO₂"), "kg" },
                               [GROUP_OVER_SMART] = { _ ("Gain over smart"), currency },
                               [GROUP_OVER_ARRIVAL] = { _ ("over arrival"), currency } };
  Table *table = table_new (worth, use);
  GhDataTable *made = gh_data_table_new (_ ("What each group pays and gains"),
                                         worth->money->uses[use].groups->count, format_group_cell,
                                         table, free_table);

  gh_data_table_add_column (made, _ ("Group"), "");
  for (guint i = 0; i < GROUP_COLUMNS; i++)
    if (is_group_column_shown (worth->money, use, i))
      {
        g_array_append_val (table->rows, i);
        gh_data_table_add_column (made, columns[i].title, columns[i].unit);
      }
  return made;
}

static char *
format_connection_cell (gsize index, guint column, GhCellForm form, gconstpointer data)
{
  const Table *table = data;
  const GhFleetMoney *money = table->worth->money;
  const GhFleetUpgrade *upgrade = &money->upgrades[index];
  const double numbers[] = { upgrade->limit_kw, upgrade->unmanaged_kw,
                             money->uses[GH_STRATEGY_SMART].year->sites[index].peak_kw,
                             upgrade->needed_kw, upgrade->cost };

  if (column == 0)
    return g_strdup (((const GhFleetSite *) g_ptr_array_index (money->study->sites, index))->name);
  return format_number (numbers[column - 1], 0, form);
}

/**
 * gh_fleet_worth_make_connections:
 * @worth: of a fleet with numbers
 *
 * Returns: (transfer full): a row a site: what charging on arrival asks of its connection, and what
 *   managed charging makes of that
 */
GhDataTable *
gh_fleet_worth_make_connections (GhFleetWorth *worth)
{
  GhDataTable *made
      = gh_data_table_new (_ ("Upgrade against managed charging"), worth->study->sites->len,
                           format_connection_cell, table_new (worth, 0), free_table);

  gh_data_table_add_column (made, _ ("Site"), "");
  gh_data_table_add_column (made, _ ("Connection"), "kW");
  gh_data_table_add_column (made, _ ("Charging on arrival"), "kW");
  gh_data_table_add_column (made, _ ("Smart charging"), "kW");
  gh_data_table_add_column (made, _ ("Upgrade avoided"), "kW");
  gh_data_table_add_column (made, _ ("Worth"), gh_currency_symbol (worth->study->currency));
  return made;
}
