/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is behind a row of the comparison: its months, or the years of an investment. */
#include "comparison-figure.h"

#include <math.h>

#include "number-text.h"
#include "time-scale.h"
#include "words.h"

static const GhColourRole colours[GH_MOST_COMPARED]
    = { GH_COLOUR_ARRIVAL, GH_COLOUR_SMART, GH_COLOUR_V2H, GH_COLOUR_V2G, GH_COLOUR_WALL };

/* The months of the period; with their years where there are more than those of one. */
static GStrv
name_months (GhResults *results)
{
  const GhTimeAxis *axis = gh_results_get_site (results)->axis;
  const GArray *months = gh_results_get_months (results);
  GStrv names = g_new0 (char *, months->len + 1);

  for (guint i = 0; i < months->len; i++)
    {
      const GhMonth *month = &g_array_index (months, GhMonth, i);
      names[i] = gh_time_scale_format_month ((double) gh_time_axis_get_time (axis, month->first),
                                             gh_time_axis_get_zone (axis), months->len > 12);
    }
  return names;
}

static guint
add_layer (GhFigure *figure, GhLayerKind kind, GhStrategy strategy, GhSeries *series)
{
  return gh_figure_add_layer (figure, 0,
                              &(GhLayerOptions){ .kind = kind,
                                                 .role = colours[strategy],
                                                 .name = gh_strategy_get_short_title (strategy),
                                                 .series = series });
}

static GhFigure *
new_months (GhComparisonRow row, GhResults *results)
{
  guint count = gh_results_get_months (results)->len;
  g_auto (GStrv) names = name_months (results);
  GhFigure *figure = gh_figure_new_named (_ ("Month"), (const char *const *) names);
  gboolean is_money = row == GH_ROW_BILL || row == GH_ROW_SAVING;

  gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("By month"),
                                                  .unit = gh_comparison_row_get_unit (row, results),
                                                  .digits = is_money               ? 2
                                                            : row == GH_ROW_CYCLES ? 1
                                                                                   : 0,
                                                  .has_zero = TRUE,
                                                  .minimum = NAN,
                                                  .maximum = NAN });
  for (GhStrategy s = 0; s < gh_results_count_strategies (results); s++)
    {
      double *values = g_new (double, count);
      for (guint i = 0; i < count; i++)
        values[i] = gh_comparison_row_get_month (row, results, s, i);
      g_autoptr (GhSeries) series = gh_series_new_take (values, count);
      if (row != GH_ROW_SAVING || s != GH_STRATEGY_SMART)
        add_layer (figure, GH_LAYER_BARS, s, series);
    }
  return figure;
}

/* What an investment has brought by the end of each year, discounted or not. */
static GhSeries *
add_up_years (const GhCashFlow *flow, gboolean discounted)
{
  double *values = g_new (double, flow->years->len), sum = 0.0;

  for (guint i = 0; i < flow->years->len; i++)
    {
      const GhCashFlowRow *year = &g_array_index (flow->years, GhCashFlowRow, i);
      sum += discounted ? year->discounted
                        : year->revenue - year->cost - year->degradation + year->grant
                              + year->salvage + year->served;
      values[i] = sum;
    }
  return gh_series_new_take (values, flow->years->len);
}

/* Charging on arrival saves its charger and loses ever after: it is hidden at first, since beside
 * it the others could not be read. */
static GhFigure *
new_years (GhComparisonRow row, GhResults *results)
{
  const GhCashFlow *any = gh_results_get_cash_flow (results, GH_STRATEGY_V2H);
  GhFigure *figure = gh_figure_new_years (0, any->years->len);
  gboolean discounted = row != GH_ROW_PAYBACK;

  gh_figure_add_panel (
      figure,
      &(GhPanelOptions){ .title = discounted ? _ ("Discounted sum") : _ ("Sum of the years"),
                         .unit = gh_currency_symbol (gh_results_get_site (results)->currency),
                         .has_zero = TRUE,
                         .minimum = NAN,
                         .maximum = NAN });
  for (GhStrategy s = 0; s < gh_results_count_strategies (results); s++)
    {
      if (s == GH_STRATEGY_SMART)
        continue;
      g_autoptr (GhSeries) series
          = add_up_years (gh_results_get_cash_flow (results, s), discounted);
      guint layer = add_layer (figure, GH_LAYER_LINE, s, series);
      if (s == GH_STRATEGY_UNMANAGED)
        gh_figure_set_layer_visible (figure, layer, FALSE);
    }
  return figure;
}

/* A bar a strategy; of money also what the ageing would come to if no plan heeded it. */
static GhFigure *
new_strategies (GhComparisonRow row, GhResults *results)
{
  const char *names[GH_MOST_COMPARED + 1] = { NULL };
  guint count = gh_results_count_strategies (results);
  double *values = g_new (double, count);
  double *heedless = g_new (double, count);
  gboolean any_priced = FALSE;

  for (GhStrategy s = 0; s < count; s++)
    {
      const GhBatteryResult *battery = gh_results_get_strategy (results, s)->battery;
      gboolean priced = battery != NULL && !isnan (battery->unpriced_objective);
      names[s] = gh_strategy_get_short_title (s);
      values[s] = gh_comparison_row_get_value (row, results, s);
      heedless[s] = priced ? battery->unpriced_ageing_cost : NAN;
      any_priced = any_priced || priced;
    }
  GhFigure *figure = gh_figure_new_named (_ ("Strategy"), names);
  g_autoptr (GhSeries) own = gh_series_new_take (values, count);
  g_autoptr (GhSeries) other = gh_series_new_take (heedless, count);
  gh_figure_add_panel (figure, &(GhPanelOptions){ .title = gh_comparison_row_get_title (row),
                                                  .unit = gh_comparison_row_get_unit (row, results),
                                                  .digits = 2,
                                                  .has_zero = TRUE,
                                                  .minimum = NAN,
                                                  .maximum = NAN });
  gh_figure_add_layer (
      figure, 0,
      &(GhLayerOptions){
          .kind = GH_LAYER_BARS, .role = GH_COLOUR_WEAR, .name = _ ("As planned"), .series = own });
  if (row == GH_ROW_AGEING && any_priced)
    gh_figure_add_layer (figure, 0,
                         &(GhLayerOptions){ .kind = GH_LAYER_BARS,
                                            .role = GH_COLOUR_LOSS,
                                            .name = _ ("If plans did not heed ageing"),
                                            .series = other });
  return figure;
}

/* What each strategy saves by the rule, from forecasts and with perfect foresight, side by side. */
static GhFigure *
new_bracket (GhResults *results)
{
  static const struct
  {
    GhComparisonRow row;
    GhColourRole role;
    GhOperationMode mode;
  } layers[] = { { GH_ROW_RULE, GH_COLOUR_ARRIVAL, GH_OPERATION_RULE },
                 { GH_ROW_FORECASTS, GH_COLOUR_GAIN, GH_OPERATION_ROLLING },
                 { GH_ROW_SAVING, GH_COLOUR_LIMIT, GH_OPERATION_PERFECT } };
  const char *names[GH_MOST_COMPARED + 1] = { NULL };
  guint count = gh_results_count_strategies (results) - GH_STRATEGY_V2H;

  for (guint i = 0; i < count; i++)
    names[i] = gh_strategy_get_short_title (GH_STRATEGY_V2H + i);
  GhFigure *figure = gh_figure_new_named (_ ("Strategy"), names);
  gh_figure_add_panel (
      figure, &(GhPanelOptions){ .title = _ ("Saving a year"),
                                 .unit = gh_comparison_row_get_unit (GH_ROW_SAVING, results),
                                 .digits = 0,
                                 .has_zero = TRUE,
                                 .minimum = NAN,
                                 .maximum = NAN });
  for (guint k = 0; k < G_N_ELEMENTS (layers); k++)
    {
      double *values = g_new (double, count);
      for (guint i = 0; i < count; i++)
        values[i] = gh_comparison_row_get_value (layers[k].row, results, GH_STRATEGY_V2H + i);
      g_autoptr (GhSeries) series = gh_series_new_take (values, count);
      gh_figure_add_layer (figure, 0,
                           &(GhLayerOptions){ .kind = GH_LAYER_BARS,
                                              .role = layers[k].role,
                                              .name = gh_operation_mode_get_title (layers[k].mode),
                                              .series = series });
    }
  return figure;
}

/**
 * gh_comparison_figure_new:
 * @row: a row
 * @results: complete results; to be called in one thread only
 *
 * Returns: (transfer full): the row's values by month, a bar a strategy, with the cursor at the
 * first; of an investment, which has none, what it has brought by the end of each year, with the
 * cursor at the last; of the battery's ageing and of what comes true the year's
 */
GhFigure *
gh_comparison_figure_new (GhComparisonRow row, GhResults *results)
{
  gboolean by_month = gh_comparison_row_get_month_title (row) != NULL;
  gboolean is_bracket = row == GH_ROW_FORECASTS || row == GH_ROW_RULE;
  gboolean by_strategy = row == GH_ROW_LOSS || row == GH_ROW_AGEING || is_bracket;
  GhFigure *figure = by_month      ? new_months (row, results)
                     : is_bracket  ? new_bracket (results)
                     : by_strategy ? new_strategies (row, results)
                                   : new_years (row, results);
  double from, to;

  gh_figure_get_whole (figure, &from, &to);
  gh_figure_set_cursor (figure, by_month || by_strategy ? from + 0.5 : to - 0.5);
  return figure;
}
