/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ways of using a fleet are worth, for people and as JSON. */
#include <math.h>
#include <string.h>

#include "cli.h"
#include "number-text.h"
#include "words.h"

/* A row of the table of all: a quantity of each use. */
typedef struct
{
  const char *title;
  const char *unit; /* "*" stands for the currency */
  int decimals;
  double (*get) (const GhFleetMoney *money, guint use);
} Row;

/* @m: the money, @u: the use */
#define GETTER(name, expression) \
  static double get_##name (const GhFleetMoney *m, guint u) { return expression; }

GETTER (bill, m->results[u].bill_per_year)
GETTER (saving, m->results[u].saving_per_year)
GETTER (wear, m->results[u].summary.cost_wear)
GETTER (aggregator, m->uses[u].fee_per_year + m->uses[u].share_per_year)
GETTER (net, gh_fleet_money_get_net_cost (m, u))
GETTER (npv, m->results[u].against_smart->npv)
GETTER (npv_unmanaged, m->results[u].against_unmanaged->npv)
GETTER (irr, 100.0 * m->results[u].against_smart->irr)
GETTER (payback, m->results[u].against_smart->payback_years)
GETTER (peak, m->uses[u].year->whole.peak_kw)
GETTER (import, m->results[u].summary.import_kwh)
GETTER (export, m->results[u].summary.export_kwh)
GETTER (charged, gh_fleet_money_get_charged_kwh (m, u))
GETTER (discharged, m->results[u].summary.discharged_ac_kwh)
GETTER (marginal, m->results[u].summary.emissions_kg[GH_RATE_SHORT_RUN])
GETTER (long_run, m->results[u].summary.emissions_kg[GH_RATE_LONG_RUN])
GETTER (average, m->results[u].summary.emissions_kg[GH_RATE_AVERAGE])
GETTER (level_gap, 100.0 * gh_fleet_sums_get_level_gap (&m->uses[u].year->whole))
GETTER (gap, u == GH_FLEET_VALLEYS ? NAN : gh_fleet_money_get_gap (m, u))
GETTER (unserved, gh_fleet_money_count_unserved (m, u))

static const Row rows[] = {
  { N_ ("Bill a year"), "*", 0, get_bill },
  { N_ ("Saved a year over smart"), "*", 0, get_saving },
  { N_ ("Wear of the batteries"), "*", 0, get_wear },
  { N_ ("To the aggregator"), "*", 0, get_aggregator },
  { N_ ("All of it a year"), "*", 0, get_net },
  { N_ ("Net present value against smart"), "*", 0, get_npv },
  { N_ ("Net present value against arrival"), "*", 0, get_npv_unmanaged },
  { N_ ("Rate of return"), "%", 1, get_irr },
  { N_ ("Pays back in"), N_ ("years"), 1, get_payback },
  { N_ ("Highest import"), "kW", 1, get_peak },
  { N_ ("Bought from the grid"), "kWh", 0, get_import },
  { N_ ("Sold to the grid"), "kWh", 0, get_export },
  { N_ ("Charged"), "kWh", 0, get_charged },
  { N_ ("Given to building or grid"), "kWh", 0, get_discharged },
  { N_ ("CO₂ at short-run marginal rates"), "kg", 0, get_marginal },
  { N_ ("CO₂ at long-run marginal rates"), "kg", 0, get_long_run },
  { N_ ("CO₂ at average rates"), "kg", 0, get_average },
  { N_ ("At most above the best plan"), "*", 0, get_gap },
  { N_ ("At most less level than the best"), "%", 2, get_level_gap },
  { N_ ("Vehicles not served in full"), NULL, 0, get_unserved },
};

static char *
format_number (double value, int decimals)
{
  return isfinite (value) ? gh_number_format (value, decimals) : g_strdup ("-");
}

/* The table of all: the money and which rows of it there are. */
typedef struct
{
  const GhFleetMoney *money;
  const Row *shown[G_N_ELEMENTS (rows)];
  gsize count;
} UsesTable;

/* Rates of emissions that the study does not give have nothing to tell. */
static gboolean
is_row_shown (const GhFleetMoney *money, const Row *row)
{
  if (row->get != get_marginal && row->get != get_long_run && row->get != get_average)
    return TRUE;
  for (guint use = 0; use < GH_FLEET_USES; use++)
    if (fabs (row->get (money, use)) >= 0.5)
      return TRUE;
  return FALSE;
}

static char *
format_cell (gsize index, guint column, GhCellForm form G_GNUC_UNUSED, gconstpointer data)
{
  const UsesTable *uses = data;
  const GhFleetMoney *money = uses->money;
  const Row *row = uses->shown[index];

  if (column > 0)
    return format_number (row->get (money, column - 1), row->decimals);
  if (row->unit == NULL)
    return g_strdup (_ (row->title));
  return g_strdup_printf ("%s, %s", _ (row->title),
                          strcmp (row->unit, "*") == 0 ? money->study->currency : _ (row->unit));
}

static void
append_table (GString *text, GhDataTable *table)
{
  g_autofree char *lines = gh_cli_table_to_text (table, FALSE);

  g_string_append (text, lines);
}

static void
append_uses (GString *text, const GhFleetMoney *money)
{
  UsesTable uses = { .money = money };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (is_row_shown (money, &rows[i]))
      uses.shown[uses.count++] = &rows[i];
  g_autoptr (GhDataTable) table = gh_data_table_new ("", uses.count, format_cell, &uses, NULL);

  gh_data_table_add_column (table, "", "");
  for (guint i = 0; i < GH_FLEET_USES; i++)
    gh_data_table_add_column (table, gh_fleet_use_get_title (i), "");
  append_table (text, table);
}

/* A line for each group and use. */
static char *
format_group_cell (gsize index, guint column, GhCellForm form G_GNUC_UNUSED, gconstpointer data)
{
  const GhFleetMoney *money = data;
  guint group = (guint) index / GH_FLEET_USES, use = (guint) index % GH_FLEET_USES;
  const GhFleetGroupYear *own = &money->uses[use].groups->groups[group];
  double cost = gh_fleet_money_get_group_cost (money, use, group);
  const double numbers[] = {
    cost,
    own->vehicles > 0 ? cost / own->vehicles : NAN,
    own->revenue,
    own->wear,
    own->emissions_kg[GH_RATE_SHORT_RUN],
    gh_fleet_money_get_group_gain (money, use, GH_STRATEGY_SMART, group),
    gh_fleet_money_get_group_gain (money, use, GH_STRATEGY_UNMANAGED, group),
  };

  if (column > 1)
    return format_number (numbers[column - 2], 0);
  if (column == 1)
    return g_strdup (gh_fleet_use_get_title (use));
  return use == 0 ? g_strdup_printf (_ ("%s: %u vehicles"),
                                     gh_fleet_groups_get_name (money->study, group), own->vehicles)
                  : g_strdup ("");
}

static void
append_groups (GString *text, const GhFleetMoney *money)
{
  guint groups = money->uses[0].groups->count;
  g_autoptr (GhDataTable) table = gh_data_table_new ("", (gsize) groups * GH_FLEET_USES,
                                                     format_group_cell, (gpointer) money, NULL);

  if (groups == 0)
    return;
  gh_data_table_add_column (table, _ ("Group"), "");
  gh_data_table_add_column (table, _ ("Use"), "");
  gh_data_table_add_column (table, _ ("Cost a year"), money->study->currency);
  gh_data_table_add_column (table, _ ("A vehicle"), money->study->currency);
  gh_data_table_add_column (table, _ ("Earned"), money->study->currency);
  gh_data_table_add_column (table, _ ("Wear"), money->study->currency);
  gh_data_table_add_column (table, _ ("CO₂"), "kg");
  gh_data_table_add_column (table, _ ("Gain over smart"), money->study->currency);
  gh_data_table_add_column (table, _ ("over arrival"), money->study->currency);
  g_autofree char *lines = gh_cli_table_to_text (table, TRUE);
  g_string_append_printf (text, "\n%s", lines);
  g_string_append_printf (
      text, "\n%s\n",
      money->bears_wear
          ? _ (
              "Cost is energy, a part of the demand charges by the power at the peak, wear and the "
              "aggregator; equipment is that of the whole fleet.")
          : _ ("Cost is energy, a part of the demand charges by the power at the peak and the "
               "aggregator; equipment is that of the whole fleet, wear the lessor's."));
}

/**
 * gh_fleet_money_to_text:
 * @money: of a fleet
 *
 * Returns: (transfer full): tables for people, the answer and what goes with it
 */
char *
gh_fleet_money_to_text (const GhFleetMoney *money)
{
  const char *sentences[] = { money->answer, money->accuracy,   money->upgrade,
                              money->gains,  money->aggregator, money->money };
  GString *text = g_string_new (NULL);

  if (money->study->name != NULL)
    g_string_append_printf (text, "%s\n\n", money->study->name);
  if (!money->has_numbers)
    {
      g_string_append (text, _ ("Not every way of using the fleet can be planned.\n"));
      gh_cli_append_left_out (text, money->study);
      return g_string_free (text, FALSE);
    }
  append_uses (text, money);
  append_groups (text, money);
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (sentences[i] != NULL)
      g_string_append_printf (text, "\n%s\n", sentences[i]);
  gh_cli_append_left_out (text, money->study);
  return g_string_free (text, FALSE);
}

/* The worst of its parts. */
static GhPlanStatus
find_status (const GhFleetYear *year)
{
  GhPlanStatus worst = GH_PLAN_OPTIMAL;

  for (guint i = 0; i < year->parts->len; i++)
    {
      GhPlanStatus status = g_array_index (year->parts, GhFleetPart, i).status;
      if (status == GH_PLAN_INFEASIBLE)
        return status;
      worst = MAX (worst, status);
    }
  return worst;
}

static void
write_use (GhJsonWriter *writer, const GhFleetMoney *money, guint index)
{
  const GhStrategyResult *result = &money->results[index];
  const GhFleetUse *use = &money->uses[index];
  gboolean known = money->has_numbers;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "strategy", gh_fleet_use_name (index));
  gh_json_writer_text (writer, "status", gh_plan_status_name (find_status (use->year)));
  if (use->year->is_planned)
    gh_json_write_fleet_sums (writer, &use->year->whole);
  gh_json_writer_integer (writer, "unserved", gh_fleet_money_count_unserved (money, index));
  gh_json_writer_number (writer, "bill_per_year", known ? result->bill_per_year : NAN);
  gh_json_writer_number (writer, "saving_per_year", known ? result->saving_per_year : NAN);
  gh_json_writer_number (writer, "building_bill_per_year",
                         known ? gh_fleet_money_get_building_bill (money, index) : NAN);
  gh_json_writer_number (writer, "fee_per_year", known ? use->fee_per_year : NAN);
  gh_json_writer_number (writer, "aggregator_share_per_year", known ? use->share_per_year : NAN);
  gh_json_writer_number (writer, "net_cost_per_year",
                         known ? gh_fleet_money_get_net_cost (money, index) : NAN);
  gh_json_writer_number (writer, "upgrade_cost", use->upgrade_cost);
  gh_json_write_cash_flows (writer, result->against_smart, result->against_unmanaged);
  gh_json_writer_end (writer);
}

static void
write_group_use (GhJsonWriter *writer, const GhFleetMoney *money, guint group, guint use)
{
  const GhFleetGroupYear *own = &money->uses[use].groups->groups[group];
  double cost = gh_fleet_money_get_group_cost (money, use, group);

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "strategy", gh_fleet_use_name (use));
  gh_json_writer_integer (writer, "unserved", own->unserved);
  gh_json_writer_number (writer, "charged_kwh", own->charged_kwh);
  gh_json_writer_number (writer, "discharged_kwh", own->discharged_kwh);
  gh_json_writer_number (writer, "charging", own->charging);
  gh_json_writer_number (writer, "revenue", own->revenue);
  gh_json_writer_number (writer, "demand", own->demand);
  gh_json_writer_number (writer, "wear", own->wear);
  gh_json_writer_number (writer, "aggregator", gh_fleet_money_get_group_fees (money, use, group));
  gh_json_writer_number (writer, "cost_per_year", cost);
  gh_json_writer_number (writer, "cost_per_vehicle",
                         own->vehicles > 0 ? cost / own->vehicles : NAN);
  gh_json_writer_number (writer, "gain_against_smart",
                         gh_fleet_money_get_group_gain (money, use, GH_STRATEGY_SMART, group));
  gh_json_writer_number (writer, "gain_against_unmanaged",
                         gh_fleet_money_get_group_gain (money, use, GH_STRATEGY_UNMANAGED, group));
  gh_json_write_fleet_emissions (writer, own->emissions_kg);
  gh_json_writer_end (writer);
}

static void
write_group (GhJsonWriter *writer, const GhFleetMoney *money, guint group)
{
  const GhFleetGroupYear *smart = &money->uses[GH_STRATEGY_SMART].groups->groups[group];

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "name", gh_fleet_groups_get_name (money->study, group));
  gh_json_writer_integer (writer, "vehicles", smart->vehicles);
  gh_json_writer_integer (writer, "managed", smart->managed);
  gh_json_writer_begin_array (writer, "strategies");
  for (guint i = 0; i < GH_FLEET_USES; i++)
    write_group_use (writer, money, group, i);
  gh_json_writer_end (writer);
  gh_json_writer_end (writer);
}

static void
write_upgrades (GhJsonWriter *writer, const GhFleetMoney *money)
{
  gh_json_writer_begin_array (writer, "connections");
  for (guint s = 0; s < money->study->sites->len; s++)
    {
      const GhFleetUpgrade *upgrade = &money->upgrades[s];
      const GhFleetSite *site = g_ptr_array_index (money->study->sites, s);
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_text (writer, "site", site->name);
      gh_json_writer_number (writer, "import_limit_kw", upgrade->limit_kw);
      gh_json_writer_number (writer, "unmanaged_peak_kw", upgrade->unmanaged_kw);
      gh_json_writer_number (writer, "upgrade_kw", upgrade->needed_kw);
      gh_json_writer_number (writer, "upgrade_cost", upgrade->cost);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

static void
write_sentence (GhJsonWriter *writer, const char *name, const char *sentence)
{
  if (sentence != NULL)
    gh_json_writer_text (writer, name, sentence);
}

/**
 * gh_fleet_money_to_json:
 * @money: of a fleet
 * @findings: to be listed
 *
 * Returns: (transfer full): one JSON object; what means the same as for a household is called so
 */
char *
gh_fleet_money_to_json (const GhFleetMoney *money, const GhFindings *findings)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "baseline", "smart");
  gh_json_writer_text (writer, "answer", money->answer != NULL ? money->answer : "");
  write_sentence (writer, "accuracy", money->accuracy);
  write_sentence (writer, "upgrade", money->upgrade);
  write_sentence (writer, "gains", money->gains);
  write_sentence (writer, "aggregator", money->aggregator);
  write_sentence (writer, "money", money->money);
  gh_json_writer_begin_array (writer, "strategies");
  for (guint i = 0; i < GH_FLEET_USES; i++)
    write_use (writer, money, i);
  gh_json_writer_end (writer);
  gh_json_writer_begin_array (writer, "groups");
  for (guint g = 0; money->has_numbers && g < money->uses[0].groups->count; g++)
    write_group (writer, money, g);
  gh_json_writer_end (writer);
  write_upgrades (writer, money);
  gh_json_write_left_out (writer, money->study);
  gh_findings_write_json (findings, writer);
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}
