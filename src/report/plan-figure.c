/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a plan is shown, and how. */
#include "plan-figure.h"

#include <math.h>

#include "number-text.h"
#include "store-table.h"
#include "words.h"

static void
add (GhFigure *figure, guint panel, GhResults *results, GhStrategy strategy, GhQuantity quantity,
     GhLayerKind kind, GhColourRole role)
{
  GhLayerOptions options = { .kind = kind,
                             .role = role,
                             .name = gh_quantity_get_title (quantity),
                             .series = gh_results_get_series (results, strategy, quantity) };

  gh_figure_add_layer (figure, panel, &options);
}

/* What a layer of one of several cars and batteries is called; each panel calls it in its own way,
 * so that a line can be hidden by its name. */
static char *
format_name (GhResults *results, guint store, GhQuantity quantity)
{
  const GhSite *site = gh_results_get_site (results);
  const char *name = gh_store_table_get_name (results, store);

  if (site->store_count == 1 && quantity == GH_QUANTITY_CAR && site->stores[0].is_battery)
    return g_strdup (_ ("Wall battery"));
  if (site->store_count < 2)
    return g_strdup (gh_quantity_get_title (quantity));
  /* Translators: the name of a car or wall battery. */
  return g_strdup_printf (quantity == GH_QUANTITY_SOC   ? _ ("%s: charge")
                          : quantity == GH_QUANTITY_CAR ? _ ("%s: power")
                                                        : _ ("%s: value"),
                          name);
}

/* The colour of a car or battery: the first car has that of cars. */
static GhColourRole
find_role (const GhSite *site, guint store)
{
  guint number = 0;

  for (guint s = 0; s < store; s++)
    number += site->stores[s].is_battery == site->stores[store].is_battery ? 1 : 0;
  return gh_palette_get_store_role (site->stores[store].is_battery, number);
}

/* A layer of each car and wall battery; areas of several stand on each other. */
static void
add_stores (GhFigure *figure, guint panel, GhResults *results, GhStrategy strategy,
            GhQuantity quantity, GhLayerKind kind)
{
  const GhSite *site = gh_results_get_site (results);

  if (site->store_count == 0)
    add (figure, panel, results, strategy, quantity, kind, GH_COLOUR_CAR);
  for (guint s = 0; s < site->store_count; s++)
    {
      g_autofree char *name = format_name (results, s, quantity);
      gboolean alone = quantity == GH_QUANTITY_VALUE && site->store_count == 1;
      GhLayerOptions options
          = { .kind = kind,
              .role = alone ? GH_COLOUR_VALUE : find_role (site, s),
              .name = name,
              .series = gh_results_get_store_series (results, strategy, s, quantity),
              .stacked = kind == GH_LAYER_AREA && site->store_count > 1 };
      gh_figure_add_layer (figure, panel, &options);
    }
}

/* When the car is away; of several, who is. */
static void
add_absences (GhFigure *figure, const GhSite *site)
{
  if (site->store_count == 1)
    gh_figure_set_absence (figure, site->stores[0].plugged);
  for (guint s = 0; site->store_count > 1 && s < site->store_count; s++)
    if (!site->stores[s].is_battery)
      gh_figure_add_absence (figure, 0, site->stores[s].plugged, find_role (site, s));
}

/* The rates of emissions that are known side by side, that on which is planned first; without any
 * a line of zero, so that the panel is not empty. */
static void
add_emissions (GhFigure *figure, guint panel, GhResults *results, GhStrategy strategy)
{
  static const GhColourRole roles[GH_EMISSION_RATES]
      = { GH_COLOUR_CARBON, GH_COLOUR_LONG_RUN, GH_COLOUR_AVERAGE };
  const GhSite *site = gh_results_get_site (results);

  for (guint i = 0; i < GH_EMISSION_RATES; i++)
    {
      GhEmissionRate rate = (site->planned_rate + i) % GH_EMISSION_RATES;
      if (i > 0 && !gh_site_has_rate (site, rate))
        continue;
      GhLayerOptions options
          = { .kind = GH_LAYER_STEP,
              .role = roles[rate],
              .name = gh_emission_rate_get_title (rate),
              .series = gh_results_get_series (results, strategy, GH_QUANTITY_EMISSIONS + rate) };
      gh_figure_add_layer (figure, panel, &options);
    }
}

/**
 * gh_quantity_get_title:
 * @quantity: what a chart shows
 *
 * Returns: (transfer none): what it is called, in the user's language
 */
const char *
gh_quantity_get_title (GhQuantity quantity)
{
  static const char *const titles[GH_QUANTITIES] = { N_ ("State of charge"),
                                                     N_ ("House"),
                                                     N_ ("Solar"),
                                                     N_ ("Car"),
                                                     N_ ("Grid"),
                                                     N_ ("Import price"),
                                                     N_ ("Export price"),
                                                     N_ ("Short-run marginal emissions"),
                                                     N_ ("Long-run marginal emissions"),
                                                     N_ ("Average emissions"),
                                                     N_ ("Value of stored energy") };

  return _ (titles[quantity]);
}

/**
 * gh_quantity_format_title:
 * @results: of the study that has it
 * @store: the car or wall battery that is meant where each has its own
 * @quantity: what a chart shows
 *
 * Returns: (transfer full): what it is called, with the name of the car or battery where there are
 *   several
 */
char *
gh_quantity_format_title (GhResults *results, guint store, GhQuantity quantity)
{
  return gh_quantity_is_of_store (quantity) && gh_results_get_site (results)->store_count > 0
             ? format_name (results, store, quantity)
             : g_strdup (gh_quantity_get_title (quantity));
}

/**
 * gh_plan_figure_new:
 * @results: what was planned
 * @strategy: whose plan to show
 *
 * Returns: (transfer full): state of charge, powers, prices with the value of stored energy, and
 *   emissions by each kind of rate that is known on one time axis, a line for each car and wall
 *   battery; the car's absence is tinted, that of several drawn as bars below their charge
 */
GhFigure *
gh_plan_figure_new (GhResults *results, GhStrategy strategy)
{
  const GhSite *site = gh_results_get_site (results);
  GhFigure *figure = gh_figure_new_time (site->axis);
  GhShownUnit price;
  guint panel;

  gh_shown_unit_init_price (&price, site->currency);
  panel = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("State of charge"),
                                                          .unit = "%",
                                                          .scale = 100.0,
                                                          .minimum = 0.0,
                                                          .maximum = 100.0 });
  add_stores (figure, panel, results, strategy, GH_QUANTITY_SOC, GH_LAYER_LINE);
  panel = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Power"),
                                                          .unit = "kW",
                                                          .digits = 2,
                                                          .weight = 1.7,
                                                          .has_zero = TRUE,
                                                          .minimum = NAN,
                                                          .maximum = NAN });
  add (figure, panel, results, strategy, GH_QUANTITY_SOLAR, GH_LAYER_AREA, GH_COLOUR_SOLAR);
  add_stores (figure, panel, results, strategy, GH_QUANTITY_CAR, GH_LAYER_AREA);
  add (figure, panel, results, strategy, GH_QUANTITY_LOAD, GH_LAYER_STEP, GH_COLOUR_LOAD);
  add (figure, panel, results, strategy, GH_QUANTITY_GRID, GH_LAYER_STEP, GH_COLOUR_IMPORT);
  panel = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Price"),
                                                          .unit = price.unit,
                                                          .scale = price.scale,
                                                          .digits = price.digits,
                                                          .has_zero = TRUE,
                                                          .minimum = NAN,
                                                          .maximum = NAN });
  add (figure, panel, results, strategy, GH_QUANTITY_IMPORT_PRICE, GH_LAYER_STEP,
       GH_COLOUR_IMPORT_PRICE);
  add (figure, panel, results, strategy, GH_QUANTITY_EXPORT_PRICE, GH_LAYER_STEP,
       GH_COLOUR_EXPORT_PRICE);
  if (strategy != GH_STRATEGY_UNMANAGED)
    add_stores (figure, panel, results, strategy, GH_QUANTITY_VALUE, GH_LAYER_STEP);
  panel = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Emissions"),
                                                          .unit = "g/kWh",
                                                          .weight = 0.7,
                                                          .has_zero = TRUE,
                                                          .minimum = NAN,
                                                          .maximum = NAN });
  add_emissions (figure, panel, results, strategy);
  add_absences (figure, site);
  return figure;
}

/**
 * gh_plan_heat_map_new:
 * @results: what was planned
 * @strategy: whose plan to show
 * @store: the car or wall battery that is meant where each has its own
 * @quantity: what to show of it
 *
 * Returns: (transfer full): the quantity by day and hour
 */
GhHeatMap *
gh_plan_heat_map_new (GhResults *results, GhStrategy strategy, guint store, GhQuantity quantity)
{
  const GhSite *site = gh_results_get_site (results);
  g_autofree char *title = gh_quantity_format_title (results, store, quantity);
  GhPanelOptions options = { .title = title, .unit = "kW", .digits = 1 };
  GhShownUnit price;

  gh_shown_unit_init_price (&price, site->currency);
  if (quantity == GH_QUANTITY_SOC)
    options = (GhPanelOptions){ .title = options.title, .unit = "%", .scale = 100.0 };
  else if (quantity >= GH_QUANTITY_EMISSIONS && quantity <= GH_QUANTITY_EMISSIONS_AVERAGE)
    options = (GhPanelOptions){ .title = options.title, .unit = "g/kWh" };
  else if (quantity >= GH_QUANTITY_IMPORT_PRICE)
    options = (GhPanelOptions){
      .title = options.title, .unit = price.unit, .scale = price.scale, .digits = 1
    };
  return gh_heat_map_new (
      site->axis, gh_results_get_store_series (results, strategy, store, quantity), &options);
}
