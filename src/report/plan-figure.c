/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a plan is shown, and how. */
#include "plan-figure.h"

#include <math.h>

#include "number-text.h"
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
 * gh_plan_figure_new:
 * @results: what was planned
 * @strategy: whose plan to show
 *
 * Returns: (transfer full): state of charge, powers, prices with the value of stored energy, and
 *   emissions by each kind of rate that is known on one time axis, the car's absence tinted
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
  add (figure, panel, results, strategy, GH_QUANTITY_SOC, GH_LAYER_LINE, GH_COLOUR_CAR);
  panel = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Power"),
                                                          .unit = "kW",
                                                          .digits = 2,
                                                          .weight = 1.7,
                                                          .has_zero = TRUE,
                                                          .minimum = NAN,
                                                          .maximum = NAN });
  add (figure, panel, results, strategy, GH_QUANTITY_SOLAR, GH_LAYER_AREA, GH_COLOUR_SOLAR);
  add (figure, panel, results, strategy, GH_QUANTITY_CAR, GH_LAYER_AREA, GH_COLOUR_CAR);
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
    add (figure, panel, results, strategy, GH_QUANTITY_VALUE, GH_LAYER_STEP, GH_COLOUR_VALUE);
  panel = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Emissions"),
                                                          .unit = "g/kWh",
                                                          .weight = 0.7,
                                                          .has_zero = TRUE,
                                                          .minimum = NAN,
                                                          .maximum = NAN });
  add_emissions (figure, panel, results, strategy);
  if (site->store_count > 0)
    gh_figure_set_absence (figure, site->stores[0].plugged);
  return figure;
}

/**
 * gh_plan_heat_map_new:
 * @results: what was planned
 * @strategy: whose plan to show
 * @quantity: what to show of it
 *
 * Returns: (transfer full): the quantity by day and hour
 */
GhHeatMap *
gh_plan_heat_map_new (GhResults *results, GhStrategy strategy, GhQuantity quantity)
{
  const GhSite *site = gh_results_get_site (results);
  GhPanelOptions options = { .title = gh_quantity_get_title (quantity), .unit = "kW", .digits = 1 };
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
  return gh_heat_map_new (site->axis, gh_results_get_series (results, strategy, quantity),
                          &options);
}
