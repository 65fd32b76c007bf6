/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the plan and of the money of a fleet is shown, and how. */
#include "fleet-figure.h"

#include <math.h>

#include "number-text.h"
#include "words.h"

/* Powers and prices that are no more than rounding, kW and currency per kWh. */
#define TINY 1e-5
/* Of the greatest export that is allowed: only a plan that comes so near shows the limit. */
#define NEAR_LIMIT 0.5

static void
add (GhFigure *figure, guint panel, GhSeries *series, GhLayerKind kind, GhColourRole role,
     const char *name, gboolean stacked)
{
  GhLayerOptions options
      = { .kind = kind, .role = role, .name = name, .series = series, .stacked = stacked };

  if (series != NULL)
    gh_figure_add_layer (figure, panel, &options);
}

static gboolean
has_any (const GhSeries *series)
{
  for (gsize t = 0; series != NULL && t < gh_series_get_count (series); t++)
    if (fabs (gh_series_get_values (series)[t]) > TINY)
      return TRUE;
  return FALSE;
}

static double
find_least (const GhSeries *series)
{
  double least = INFINITY;

  for (gsize t = 0; t < gh_series_get_count (series); t++)
    least = MIN (least, gh_series_get_values (series)[t]);
  return least;
}

static double
sum (const GhSeries *series)
{
  double total = 0.0;

  for (gsize t = 0; t < gh_series_get_count (series); t++)
    total += gh_series_get_values (series)[t];
  return total;
}

static int
compare_charges (gconstpointer a, gconstpointer b, gpointer data)
{
  const GhFleetSitePlan *plan = data;
  guint one = *(const guint *) a, other = *(const guint *) b;
  double difference = sum (plan->charge_kw[other]) - sum (plan->charge_kw[one]);

  return difference > 0.0 ? 1 : difference < 0.0 ? -1 : (int) one - (int) other;
}

/* Groups that move anything, in their order; where there are more than colours, those that take
 * most come first. */
static GArray *
list_groups (const GhFleetSitePlan *plan)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint g = 0; g < plan->group_count; g++)
    if (has_any (plan->charge_kw[g]) || has_any (plan->discharge_kw[g]))
      g_array_append_val (groups, g);
  if (groups->len > GH_GROUP_COLOURS)
    g_array_sort_with_data (groups, compare_charges, (gpointer) plan);
  return groups;
}

/* The sum of some groups. */
static GhSeries *
add_up (GhSeries **series, const GArray *groups, guint first, guint last, gsize count)
{
  double *values = g_new0 (double, count);

  for (guint i = first; i < last; i++)
    for (gsize t = 0; t < count; t++)
      values[t] += gh_series_get_values (series[g_array_index (groups, guint, i)])[t];
  return gh_series_new_take (values, count);
}

static char *
name_groups (const GhStudy *study, const GArray *groups, guint first, guint last)
{
  if (last - first == 1)
    return g_strdup (gh_fleet_groups_get_name (study, g_array_index (groups, guint, first)));
  return g_strdup_printf (ngettext ("%u other group", "%u other groups", last - first),
                          last - first);
}

/* What each group takes on top of the load, and below zero what it gives. */
static void
add_groups (GhFigure *figure, guint panel, const GhStudy *study, const GhFleetSitePlan *plan)
{
  g_autoptr (GArray) groups = list_groups (plan);
  gsize count = gh_time_axis_get_count (plan->axis);
  guint shown = MIN (groups->len, GH_GROUP_COLOURS);

  for (guint i = 0; i < shown; i++)
    {
      guint last = i == GH_GROUP_COLOURS - 1 ? groups->len : i + 1;
      g_autoptr (GhSeries) charge = add_up (plan->charge_kw, groups, i, last, count);
      g_autoptr (GhSeries) discharge = add_up (plan->discharge_kw, groups, i, last, count);
      g_autofree char *name = name_groups (study, groups, i, last);
      /* Translators: the name of a group of vehicles. */
      g_autofree char *giving = g_strdup_printf (_ ("%s, giving"), name);
      GhColourRole role = gh_palette_get_group_role (i);
      add (figure, panel, charge, GH_LAYER_AREA, role, name, TRUE);
      if (has_any (discharge))
        add (figure, panel, discharge, GH_LAYER_AREA, role, giving, TRUE);
    }
}

static void
add_power (GhFigure *figure, const GhStudy *study, const GhFleetSitePlan *plan)
{
  GhSeries *const *series = plan->series;
  guint panel = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Power"),
                                                                .unit = "kW",
                                                                .digits = 1,
                                                                .weight = 2.2,
                                                                .has_zero = TRUE,
                                                                .minimum = NAN,
                                                                .maximum = NAN });

  add (figure, panel, series[GH_FLEET_LOAD], GH_LAYER_AREA, GH_COLOUR_LOAD, _ ("Building"), TRUE);
  add_groups (figure, panel, study, plan);
  if (has_any (series[GH_FLEET_SOLAR]))
    add (figure, panel, series[GH_FLEET_SOLAR], GH_LAYER_STEP, GH_COLOUR_SOLAR, _ ("Solar"), FALSE);
  add (figure, panel, series[GH_FLEET_GRID], GH_LAYER_STEP, GH_COLOUR_IMPORT, _ ("Grid"), FALSE);
  add (figure, panel, series[GH_FLEET_IMPORT_LIMIT], GH_LAYER_STEP, GH_COLOUR_LIMIT,
       _ ("Connection"), FALSE);
  if (has_any (series[GH_FLEET_EXPORT_LIMIT])
      && find_least (series[GH_FLEET_GRID])
             < NEAR_LIMIT * find_least (series[GH_FLEET_EXPORT_LIMIT]))
    add (figure, panel, series[GH_FLEET_EXPORT_LIMIT], GH_LAYER_STEP, GH_COLOUR_LIMIT,
         _ ("Most export"), FALSE);
}

static void
add_energy (GhFigure *figure, const GhFleetSitePlan *plan)
{
  guint panel
      = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Energy in all batteries"),
                                                        .unit = "kWh",
                                                        .digits = 0,
                                                        .weight = 1.2,
                                                        .minimum = NAN,
                                                        .maximum = NAN });
  GhLayerOptions band = { .kind = GH_LAYER_AREA,
                          .role = GH_COLOUR_CAR,
                          .name = _ ("Possible"),
                          .series = plan->series[GH_FLEET_LEAST_ENERGY],
                          .upper = plan->series[GH_FLEET_MOST_ENERGY] };

  gh_figure_add_layer (figure, panel, &band);
  add (figure, panel, plan->series[GH_FLEET_ENERGY], GH_LAYER_LINE, GH_COLOUR_CAR, _ ("Planned"),
       FALSE);
}

static guint
add_price_panel (GhFigure *figure, const char *title, const char *currency)
{
  GhShownUnit price;

  gh_shown_unit_init_price (&price, currency);
  return gh_figure_add_panel (figure, &(GhPanelOptions){ .title = title,
                                                         .unit = price.unit,
                                                         .scale = price.scale,
                                                         .digits = price.digits,
                                                         .has_zero = TRUE,
                                                         .minimum = NAN,
                                                         .maximum = NAN });
}

static void
add_prices (GhFigure *figure, const GhFleetSitePlan *plan, const char *currency)
{
  GhSeries *const *series = plan->series;
  guint panel = add_price_panel (figure, _ ("Price"), currency);

  add (figure, panel, series[GH_FLEET_IMPORT_PRICE], GH_LAYER_STEP, GH_COLOUR_IMPORT_PRICE,
       _ ("Import price"), FALSE);
  add (figure, panel, series[GH_FLEET_EXPORT_PRICE], GH_LAYER_STEP, GH_COLOUR_EXPORT_PRICE,
       _ ("Export price"), FALSE);
}

/* What sharing the connection adds to the price of a kWh, where it ever does. */
static void
add_shared (GhFigure *figure, const GhFleetSitePlan *plan, const char *currency)
{
  GhSeries *limit = plan->series[GH_FLEET_LIMIT_PRICE];
  GhSeries *demand = plan->series[GH_FLEET_DEMAND_PRICE];

  if (!has_any (limit) && !has_any (demand))
    return;
  guint panel = add_price_panel (figure, _ ("Price of sharing the connection"), currency);
  if (has_any (limit))
    add (figure, panel, limit, GH_LAYER_AREA, GH_COLOUR_VALUE, _ ("Limit of the connection"), TRUE);
  if (has_any (demand))
    add (figure, panel, demand, GH_LAYER_AREA, GH_COLOUR_WEAR, _ ("Demand charge"), TRUE);
}

/**
 * gh_fleet_figure_new:
 * @results: what was planned
 * @site: index of a site
 * @period: index of a period in which it has a plan
 *
 * Returns: (transfer full): the power of building and groups on top of each other against the
 *   limits, the energy of the fleet between what any plan could have, prices, and what sharing the
 *   connection adds to them, on one time axis
 */
GhFigure *
gh_fleet_figure_new (const GhFleetResults *results, guint site, guint period)
{
  const GhStudy *study = gh_fleet_results_get_study (results);
  const GhFleetSitePlan *plan = gh_fleet_results_get_plan (results, site, period);
  GhFigure *figure = gh_figure_new_time (plan->axis);

  add_power (figure, study, plan);
  add_energy (figure, plan);
  add_prices (figure, plan, study->currency);
  add_shared (figure, plan, study->currency);
  return figure;
}

/**
 * gh_fleet_vehicle_figure_new:
 * @results: what was planned
 * @site: index of a site
 * @period: index of a period in which it has a plan
 * @vehicle: index of a managed vehicle of it
 *
 * Returns: (transfer full): state of charge and power of one vehicle; its absence is tinted
 */
GhFigure *
gh_fleet_vehicle_figure_new (const GhFleetResults *results, guint site, guint period, guint vehicle)
{
  const GhFleetSitePlan *plan = gh_fleet_results_get_plan (results, site, period);
  const GhFleetVehicle *own = &g_array_index (plan->vehicles, GhFleetVehicle, vehicle);
  gsize count = gh_time_axis_get_count (plan->axis);
  GhFigure *figure = gh_figure_new_time (plan->axis);
  g_autoptr (GhSeries) soc = gh_fleet_vehicle_make_series (own, count, FALSE);
  g_autoptr (GhSeries) power = gh_fleet_vehicle_make_series (own, count, TRUE);
  guint panel = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("State of charge"),
                                                                .unit = "%",
                                                                .scale = 100.0,
                                                                .minimum = 0.0,
                                                                .maximum = 100.0 });

  add (figure, panel, soc, GH_LAYER_LINE, GH_COLOUR_CAR, _ ("State of charge"), FALSE);
  panel = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Power"),
                                                          .unit = "kW",
                                                          .digits = 1,
                                                          .has_zero = TRUE,
                                                          .minimum = NAN,
                                                          .maximum = NAN });
  add (figure, panel, power, GH_LAYER_AREA, GH_COLOUR_CAR, _ ("Power"), FALSE);
  gh_figure_set_absence (figure, own->plugged);
  return figure;
}

static GhSeries *
take_gains (const GhFleetMoney *money, guint use, guint base)
{
  guint count = money->uses[use].groups->count;
  double *gains = g_new (double, count);

  for (guint g = 0; g < count; g++)
    gains[g] = gh_fleet_money_get_group_gain (money, use, base, g);
  return gh_series_new_take (gains, count);
}

/**
 * gh_fleet_gains_figure_new:
 * @worth: of a fleet with numbers and groups
 * @use: below %GH_FLEET_USES
 *
 * Returns: (transfer full): what each group gains a year under a use over charging on arrival and
 *   over smart charging, as bars; what is lost goes down
 */
GhFigure *
gh_fleet_gains_figure_new (const GhFleetWorth *worth, guint use)
{
  const GhFleetMoney *money = gh_fleet_worth_get_money (worth);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint g = 0; g < money->uses[use].groups->count; g++)
    g_ptr_array_add (names, (gpointer) gh_fleet_groups_get_name (money->study, g));
  g_ptr_array_add (names, NULL);
  GhFigure *figure = gh_figure_new_named (_ ("Group"), (const char *const *) names->pdata);
  guint panel = gh_figure_add_panel (
      figure, &(GhPanelOptions){ .title = _ ("Gain a year"),
                                 .unit = gh_currency_symbol (money->study->currency),
                                 .has_zero = TRUE,
                                 .minimum = NAN,
                                 .maximum = NAN });
  g_autoptr (GhSeries) arrival = take_gains (money, use, GH_STRATEGY_UNMANAGED);
  g_autoptr (GhSeries) smart = take_gains (money, use, GH_STRATEGY_SMART);
  if (use != GH_STRATEGY_UNMANAGED)
    add (figure, panel, arrival, GH_LAYER_BARS, GH_COLOUR_ARRIVAL, _ ("over charging on arrival"),
         FALSE);
  if (use != GH_STRATEGY_SMART)
    add (figure, panel, smart, GH_LAYER_BARS, GH_COLOUR_SMART, _ ("over smart charging"), FALSE);
  return figure;
}
