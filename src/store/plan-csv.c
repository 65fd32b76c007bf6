/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was planned and lived through, as tables for programs: one number a cell, a dot for
 * decimals, nothing where there is no number. */
#include "plan-csv.h"

#include <errno.h>
#include <math.h>

#include "errors.h"
#include "file-writing.h"
#include "json-writer.h"
#include "study/life-money.h"
#include "words.h"

static void
append_quoted (GString *text, const char *name, const char *what)
{
  g_string_append (text, ",\"");
  for (const char *c = name; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  g_string_append_printf (text, ".%s\"", what);
}

/* An absent number is an empty cell. */
static void
append_number (GString *text, double value)
{
  char buffer[GH_NUMBER_TEXT_SIZE];

  g_string_append_c (text, ',');
  if (isfinite (value))
    g_string_append (text, gh_number_to_text (value, buffer));
}

/* The names of the stores, told apart by a number where two are the same. */
static GStrv
find_unique_names (const GhSite *site)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GStrv names = g_new0 (char *, site->store_count + 1);

  for (guint i = 0; i < site->store_count; i++)
    {
      const char *name = site->stores[i].name != NULL ? site->stores[i].name : "store";
      names[i] = g_strdup (name);
      for (guint number = 2; !g_hash_table_add (seen, names[i]); number++)
        {
          char *next = g_strdup_printf ("%s %u", name, number);
          g_free (names[i]);
          names[i] = next;
        }
    }
  return names;
}

static void
append_header (GString *text, const GhSite *site)
{
  g_auto (GStrv) names = find_unique_names (site);

  g_string_append (text, "time,load_kw,solar_kw,curtailed_kw,grid_kw,import_price,export_price,"
                         "marginal_g_per_kwh");
  for (guint i = 0; i < site->store_count; i++)
    {
      append_quoted (text, names[i], "power_kw");
      append_quoted (text, names[i], "energy_kwh");
      append_quoted (text, names[i], "plugged");
      append_quoted (text, names[i], "value_per_kwh");
    }
  for (GhEmissionRate rate = GH_RATE_LONG_RUN; rate < GH_EMISSION_RATES; rate++)
    if (gh_site_has_rate (site, rate))
      g_string_append_printf (text, ",%s", gh_emission_rate_keys[rate]);
  g_string_append_c (text, '\n');
}

/* @others: which rates of emissions follow the stores */
static void
append_row (GString *text, const GhSite *site, const GhPlan *plan, const gboolean *others,
            gsize step)
{
  g_autofree char *time = gh_time_format_iso (gh_time_axis_get_time (site->axis, step),
                                              gh_time_axis_get_zone (site->axis));

  g_string_append (text, time);
  append_number (text, site->load_kw[step]);
  append_number (text, site->solar_kw[step]);
  append_number (text, plan->curtailed_kw[step]);
  append_number (text, plan->grid_kw[step]);
  append_number (text, site->import_price[step]);
  append_number (text, site->export_price[step]);
  append_number (text, site->rates_g_per_kwh[GH_RATE_SHORT_RUN][step]);
  for (guint i = 0; i < site->store_count; i++)
    {
      const GhStorePlan *store = &plan->stores[i];
      append_number (text, store->power_kw[step]);
      append_number (text, store->energy_kwh[step]);
      append_number (text, site->stores[i].plugged[step]);
      append_number (text, store->value_per_kwh != NULL ? store->value_per_kwh[step] : NAN);
    }
  for (GhEmissionRate rate = GH_RATE_LONG_RUN; rate < GH_EMISSION_RATES; rate++)
    if (others[rate])
      append_number (text, site->rates_g_per_kwh[rate][step]);
  g_string_append_c (text, '\n');
}

/**
 * gh_csv_write:
 * @directory: where to; made if need be
 * @name: of the file
 * @text: what it holds
 * @error: return location; %GH_ERROR_IO
 *
 * Writes a table into a folder of tables.
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_csv_write (const char *directory, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) write_error = NULL;

  if (g_mkdir_with_parents (directory, 0777) != 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_IO, _ ("The folder %s cannot be made: %s"), directory,
                   g_strerror (errno));
      return FALSE;
    }
  if (gh_file_write (path, text, -1, &write_error))
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_IO, "%s", write_error->message);
  return FALSE;
}

/**
 * gh_plan_write_csv:
 * @plan: a plan with powers
 * @site: its site
 * @directory: where to; made if need be
 * @name: of the file
 * @error: return location; %GH_ERROR_IO
 *
 * Writes a plan step by step, as the study format describes plan.csv; long-run marginal and average
 * rates of emissions follow at the end where they are known.
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_plan_write_csv (const GhPlan *plan, const GhSite *site, const char *directory, const char *name,
                   GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean others[GH_EMISSION_RATES];

  for (GhEmissionRate rate = 0; rate < GH_EMISSION_RATES; rate++)
    others[rate] = gh_site_has_rate (site, rate);
  append_header (text, site);
  for (gsize step = 0; step < plan->count; step++)
    append_row (text, site, plan, others, step);
  return gh_csv_write (directory, name, text->str, error);
}

static void
append_result (GString *text, const GhStrategyResult *result)
{
  const GhPlanSummary *sums = &result->summary;
  gboolean planned = result->plan->grid_kw != NULL;
  const double numbers[] = {
    result->plan->objective,
    result->plan->lower_bound,
    sums->cost_import,
    sums->cost_export,
    sums->cost_fixed,
    sums->cost_demand,
    sums->cost_wear,
    sums->cost_carbon,
    sums->cost_away,
    sums->import_kwh,
    sums->export_kwh,
    sums->load_kwh,
    sums->solar_kwh,
    sums->curtailed_kwh,
    sums->charged_ac_kwh,
    sums->discharged_ac_kwh,
    sums->driving_kwh,
    sums->losses_kwh,
    sums->emissions_kg[GH_RATE_SHORT_RUN],
    sums->emissions_kg[GH_RATE_AVERAGE],
    sums->self_consumption,
    sums->self_sufficiency,
    result->bill_per_year,
    result->saving_per_year,
    result->against_smart != NULL ? result->against_smart->npv : NAN,
    result->against_unmanaged != NULL ? result->against_unmanaged->npv : NAN,
    sums->emissions_kg[GH_RATE_LONG_RUN],
  };

  g_string_append_printf (text, "%s,%s", gh_strategy_name (result->strategy),
                          gh_plan_status_name (result->plan->status));
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    append_number (text, planned ? numbers[i] : NAN);
  g_string_append_c (text, '\n');
}

/**
 * gh_comparison_write_csv:
 * @comparison: a comparison
 * @site: its site
 * @directory: where to; made if need be
 * @error: return location; %GH_ERROR_IO
 *
 * Writes comparison.csv, one row a strategy, and the plan of each as plan-STRATEGY.csv.
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_comparison_write_csv (const GhComparison *comparison, const GhSite *site, const char *directory,
                         GError **error)
{
  g_autoptr (GString) text
      = g_string_new ("strategy,status,objective,lower_bound,cost_import,cost_export,cost_fixed,"
                      "cost_demand,cost_wear,"
                      "cost_carbon,cost_away,import_kwh,export_kwh,load_kwh,solar_kwh,solar_"
                      "curtailed_kwh,charged_ac_kwh,"
                      "discharged_ac_kwh,driving_kwh,losses_kwh,emissions_marginal_kg,emissions_"
                      "average_kg,self_consumption,"
                      "self_sufficiency,bill_per_year,saving_per_year,npv,npv_against_unmanaged,"
                      "emissions_long_run_marginal_kg\n");

  for (guint i = 0; i < gh_comparison_count_strategies (comparison); i++)
    {
      const GhStrategyResult *result = &comparison->results[i];
      g_autofree char *name = g_strdup_printf ("plan-%s.csv", gh_strategy_name (result->strategy));
      if (result->plan == NULL)
        continue;
      append_result (text, result);
      if (result->plan->grid_kw != NULL
          && !gh_plan_write_csv (result->plan,
                                 i == GH_STRATEGY_BATTERY ? comparison->rival_site : site,
                                 directory, name, error))
        return FALSE;
    }
  return gh_csv_write (directory, "comparison.csv", text->str, error);
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

  for (guint s = 0; s < life->count; s++)
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
        double degradation = gh_life_get_added_wear (&life->strategies[s], i);
        g_string_append_printf (text, ",%s\n",
                                isnan (degradation) ? "" : gh_number_to_text (degradation, buffer));
      }
  return gh_csv_write (directory, "life.csv", text->str, error);
}
