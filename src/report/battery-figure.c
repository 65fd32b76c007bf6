/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a battery's life is shown, and how. */
#include "battery-figure.h"

#include <math.h>

#include "comparison-rows.h"
#include "number-text.h"
#include "words.h"

#define ZERO_CELSIUS_K 273.15
/* States of charge of the envelope: 0 to 100 % by 1. */
#define ENVELOPE_POINTS 101

static const GhColourRole strategy_colours[GH_MOST_COMPARED]
    = { GH_COLOUR_ARRIVAL, GH_COLOUR_SMART, GH_COLOUR_V2H, GH_COLOUR_V2G, GH_COLOUR_WALL };

static void
add_layer (GhFigure *figure, guint panel, GhLayerKind kind, GhColourRole role, const char *name,
           gboolean stacked, double *values, gsize count)
{
  g_autoptr (GhSeries) series = gh_series_new_take (values, count);

  gh_figure_add_layer (
      figure, panel,
      &(GhLayerOptions){
          .kind = kind, .role = role, .name = name, .series = series, .stacked = stacked });
}

/* What has taken the capacity of the battery that is there, as shares of a new one, below 0: at the
 * beginning and at the end of each year. */
typedef struct
{
  gsize count;
  double *before;
  double *time;
  double *driving;
  double *grid;
  double *left;
} Losses;

static void
init_losses (Losses *losses, const GhLifeStrategy *strategy)
{
  double before = 0.0, time = 0.0, driving = 0.0, grid = 0.0;

  losses->count = strategy->years->len + 1;
  losses->before = g_new0 (double, losses->count);
  losses->time = g_new0 (double, losses->count);
  losses->driving = g_new0 (double, losses->count);
  losses->grid = g_new0 (double, losses->count);
  losses->left = g_new0 (double, losses->count);
  losses->left[0] = 1.0;
  for (guint i = 0; i < strategy->years->len; i++)
    {
      const GhLifeYear *year = &g_array_index (strategy->years, GhLifeYear, i);
      if (i == 0 || year[-1].is_replaced)
        {
          before = i == 0 ? year->soh_begin - 1.0 : 0.0;
          time = driving = grid = 0.0;
        }
      if (i == 0)
        {
          losses->before[0] = before;
          losses->left[0] = year->soh_begin;
        }
      losses->before[i + 1] = before;
      losses->time[i + 1] = time -= year->loss_time;
      losses->driving[i + 1] = driving -= year->loss_driving;
      losses->grid[i + 1] = grid -= year->loss_grid;
      losses->left[i + 1] = year->soh_end;
    }
}

static double *
repeat (double value, gsize count)
{
  double *values = g_new (double, count);

  for (gsize i = 0; i < count; i++)
    values[i] = value;
  return values;
}

static void
mark_replacements (GhFigure *figure, const GhLifeStrategy *strategy)
{
  guint marked = 0;

  for (guint i = 0; i < strategy->years->len; i++)
    {
      const GhLifeYear *year = &g_array_index (strategy->years, GhLifeYear, i);
      /* After the bar of the worn battery; the word once. */
      if (year->is_replaced)
        gh_figure_add_mark (figure, year->year + 0.5, marked++ == 0 ? _ ("replaced") : NULL);
    }
}

/**
 * gh_battery_life_figure_new:
 * @life: a life whose every year could be planned
 * @strategy: one of the compared
 *
 * Returns: (transfer full): what takes the capacity, hanging from 100 % at the end of each year,
 * the capacity that is left, and the end of life. What gives capacity back stands above 100 %.
 */
GhFigure *
gh_battery_life_figure_new (const GhBatteryLife *life, GhStrategy strategy)
{
  const GhLifeStrategy *own = gh_battery_life_get_strategy (life, strategy);
  Losses losses;

  init_losses (&losses, own);
  gsize count = losses.count;
  GhFigure *figure = gh_figure_new_years (0, (guint) count);
  guint panel = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Capacity"),
                                                                .unit = "%",
                                                                .scale = 100.0,
                                                                .digits = 1,
                                                                .has_zero = TRUE,
                                                                .minimum = NAN,
                                                                .maximum = NAN,
                                                                .base = 1.0 });
  if (losses.before[0] < 0.0)
    add_layer (figure, panel, GH_LAYER_BARS, GH_COLOUR_CARBON, _ ("Before"), TRUE, losses.before,
               count);
  else
    g_free (losses.before);
  add_layer (figure, panel, GH_LAYER_BARS, GH_COLOUR_NET, _ ("Time"), TRUE, losses.time, count);
  add_layer (figure, panel, GH_LAYER_BARS, GH_COLOUR_WEAR, _ ("Driving"), TRUE, losses.driving,
             count);
  if (strategy > GH_STRATEGY_SMART)
    add_layer (figure, panel, GH_LAYER_BARS, strategy_colours[strategy], _ ("House and grid"), TRUE,
               losses.grid, count);
  else
    g_free (losses.grid);
  add_layer (figure, panel, GH_LAYER_LINE, GH_COLOUR_BATTERY, _ ("Capacity left"), FALSE,
             losses.left, count);
  add_layer (figure, panel, GH_LAYER_LINE, GH_COLOUR_LIMIT, _ ("End of life"), FALSE,
             repeat (gh_battery_life_get_life (life)->end_of_life_soh, count), count);
  mark_replacements (figure, own);
  gh_figure_set_cursor (figure, (double) count - 1.0);
  return figure;
}

/* "10–20 %" for each of @count parts of the whole. */
static GStrv
name_parts (guint count)
{
  GStrv names = g_new0 (char *, count + 1);

  for (guint i = 0; i < count; i++)
    names[i] = g_strdup_printf ("%u–%u %%", 100 * i / count, 100 * (i + 1) / count);
  return names;
}

static gsize
find_greatest (const double *values, gsize count)
{
  gsize greatest = 0;

  for (gsize i = 1; i < count; i++)
    if (values[i] > values[greatest])
      greatest = i;
  return greatest;
}

/* A histogram of the strategy, with the cursor at its greatest bar, beside that of smart charging.
 */
static GhFigure *
new_histogram (const GhBatteryLife *life, GhStrategy strategy, guint count, gsize offset,
               const char *names_title, const GhPanelOptions *options)
{
  g_auto (GStrv) names = name_parts (count);
  GhFigure *figure = gh_figure_new_named (names_title, (const char *const *) names);
  guint panel = gh_figure_add_panel (figure, options);
  const GhStrategy shown[] = { GH_STRATEGY_SMART, strategy };

  for (guint k = strategy == GH_STRATEGY_SMART ? 1 : 0; k < G_N_ELEMENTS (shown); k++)
    {
      const double *bars
          = G_STRUCT_MEMBER_P (gh_battery_life_get_strategy (life, shown[k]), offset);
      add_layer (figure, panel, GH_LAYER_BARS, strategy_colours[shown[k]],
                 gh_strategy_get_short_title (shown[k]), FALSE,
                 g_memdup2 (bars, count * sizeof (double)), count);
      gh_figure_set_cursor (figure,
                            gh_figure_get_step_middle (figure, find_greatest (bars, count)));
    }
  return figure;
}

/**
 * gh_battery_depths_figure_new:
 * @life: a life
 * @strategy: one of the compared
 *
 * Returns: (transfer full): cycles of the first year by depth, beside those of smart charging
 */
GhFigure *
gh_battery_depths_figure_new (const GhBatteryLife *life, GhStrategy strategy)
{
  return new_histogram (life, strategy, GH_LIFE_DEPTHS, G_STRUCT_OFFSET (GhLifeStrategy, depths),
                        _ ("Depth"),
                        &(GhPanelOptions){ .title = _ ("Cycles a year"),
                                           .digits = 1,
                                           .has_zero = TRUE,
                                           .minimum = NAN,
                                           .maximum = NAN });
}

/**
 * gh_battery_dwells_figure_new:
 * @life: a life
 * @strategy: one of the compared
 *
 * Returns: (transfer full): hours of the first year by state of charge, beside those of smart
 *   charging
 */
GhFigure *
gh_battery_dwells_figure_new (const GhBatteryLife *life, GhStrategy strategy)
{
  return new_histogram (life, strategy, GH_LIFE_DWELLS, G_STRUCT_OFFSET (GhLifeStrategy, dwells),
                        _ ("State of charge"),
                        &(GhPanelOptions){ .title = _ ("Time a year"),
                                           .unit = "h",
                                           .has_zero = TRUE,
                                           .minimum = NAN,
                                           .maximum = NAN });
}

static double
get_most_kw (const GhChargerCurve *curve)
{
  return curve->count > 0 ? curve->battery_kw[curve->count - 1] : 0.0;
}

static GStrv
name_charges (double *soc)
{
  GStrv names = g_new0 (char *, ENVELOPE_POINTS + 1);

  for (guint i = 0; i < ENVELOPE_POINTS; i++)
    {
      soc[i] = (double) i / (ENVELOPE_POINTS - 1);
      names[i] = g_strdup_printf ("%u %%", 100 * i / (ENVELOPE_POINTS - 1));
    }
  return names;
}

/* Both directions at one temperature. */
static void
add_temperature (GhFigure *figure, const guint *panels, const GhBatteryLife *life,
                 double horizon_seconds, const double *soc, double celsius, GhColourRole role)
{
  double *charge = g_new (double, ENVELOPE_POINTS), *discharge = g_new (double, ENVELOPE_POINTS);
  g_autofree char *degrees = gh_number_format (celsius, 0);
  /* Translators: power into the battery, as in "10 °C, in"; beside it "10 °C, out". */
  g_autofree char *charging = g_strdup_printf (_ ("%s °C, in"), degrees);
  g_autofree char *discharging = g_strdup_printf (_ ("%s °C, out"), degrees);

  gh_battery_life_fill_envelope (life, horizon_seconds, soc, ENVELOPE_POINTS,
                                 celsius + ZERO_CELSIUS_K, discharge, charge);
  for (guint i = 0; i < ENVELOPE_POINTS; i++)
    discharge[i] = fabs (discharge[i]);
  add_layer (figure, panels[0], GH_LAYER_LINE, role, charging, FALSE, charge, ENVELOPE_POINTS);
  add_layer (figure, panels[1], GH_LAYER_LINE, role, discharging, FALSE, discharge,
             ENVELOPE_POINTS);
}

/**
 * gh_battery_envelope_figure_new:
 * @life: a life
 * @horizon_seconds: for how long the powers are to be held
 *
 * Returns: (transfer full): the greatest powers of the rested battery over its charge, when it is
 *   cold, cool and warm, with what the charger can do
 */
GhFigure *
gh_battery_envelope_figure_new (const GhBatteryLife *life, double horizon_seconds)
{
  static const struct
  {
    double celsius;
    GhColourRole role;
  } lines[] = { { -10.0, GH_COLOUR_COLD }, { 10.0, GH_COLOUR_MILD }, { 30.0, GH_COLOUR_WARM } };
  const GhStore *store = gh_battery_life_get_store (life);
  double soc[ENVELOPE_POINTS];
  g_auto (GStrv) names = name_charges (soc);
  GhFigure *figure = gh_figure_new_named (_ ("State of charge"), (const char *const *) names);
  GhPanelOptions options = { .title = _ ("Into the battery"),
                             .unit = "kW",
                             .digits = 1,
                             .has_zero = TRUE,
                             .minimum = NAN,
                             .maximum = NAN };
  guint panels[2];

  panels[0] = gh_figure_add_panel (figure, &options);
  options.title = _ ("Out of the battery");
  panels[1] = gh_figure_add_panel (figure, &options);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    add_temperature (figure, panels, life, horizon_seconds, soc, lines[i].celsius, lines[i].role);
  add_layer (figure, panels[0], GH_LAYER_LINE, GH_COLOUR_LIMIT, _ ("Charger, in"), FALSE,
             repeat (get_most_kw (&store->charge), ENVELOPE_POINTS), ENVELOPE_POINTS);
  add_layer (figure, panels[1], GH_LAYER_LINE, GH_COLOUR_LIMIT, _ ("Charger, out"), FALSE,
             repeat (get_most_kw (&store->discharge), ENVELOPE_POINTS), ENVELOPE_POINTS);
  gh_figure_set_cursor (figure, 0.5 * ENVELOPE_POINTS);
  return figure;
}

static void
add_trace (GhFigure *figure, guint panel, GhLayerKind kind, GhColourRole role, const char *name,
           const GhBatteryTrace *trace, gsize offset, double zero)
{
  gsize count = trace->samples->len;
  double *values = g_new (double, count);

  for (gsize i = 0; i < count; i++)
    values[i]
        = G_STRUCT_MEMBER (double, &g_array_index (trace->samples, GhCircuitSample, i), offset)
          - zero;
  add_layer (figure, panel, kind, role, name, FALSE, values, count);
}

static guint
add_panel (GhFigure *figure, const char *title, const char *unit, int digits, gboolean has_zero)
{
  return gh_figure_add_panel (figure, &(GhPanelOptions){ .title = title,
                                                         .unit = unit,
                                                         .digits = digits,
                                                         .has_zero = has_zero,
                                                         .minimum = NAN,
                                                         .maximum = NAN });
}

/**
 * gh_battery_trace_figure_new:
 * @trace: a day
 *
 * Returns: (transfer full): power, voltage, polarization of both branches, and temperature, minute
 *   by minute
 */
GhFigure *
gh_battery_trace_figure_new (const GhBatteryTrace *trace)
{
  GhFigure *figure = gh_figure_new_time (trace->axis);
  double from, to;
  guint panel = add_panel (figure, _ ("Power at the cells"), "kW", 1, TRUE);

  add_trace (figure, panel, GH_LAYER_STEP, GH_COLOUR_CAR, _ ("Power at the cells"), trace,
             G_STRUCT_OFFSET (GhCircuitSample, power_kw), 0.0);
  panel = add_panel (figure, _ ("Voltage"), "V", 1, FALSE);
  add_trace (figure, panel, GH_LAYER_LINE, GH_COLOUR_BATTERY, _ ("Voltage"), trace,
             G_STRUCT_OFFSET (GhCircuitSample, voltage_v), 0.0);
  panel = add_panel (figure, _ ("Polarization"), "V", 2, TRUE);
  add_trace (figure, panel, GH_LAYER_LINE, GH_COLOUR_VALUE, _ ("Slow (V1)"), trace,
             G_STRUCT_OFFSET (GhCircuitSample, v1_v), 0.0);
  add_trace (figure, panel, GH_LAYER_LINE, GH_COLOUR_WEAR, _ ("Fast (V2)"), trace,
             G_STRUCT_OFFSET (GhCircuitSample, v2_v), 0.0);
  panel = add_panel (figure, _ ("Temperature of the cells"), "°C", 1, FALSE);
  add_trace (figure, panel, GH_LAYER_LINE, GH_COLOUR_WARM, _ ("Temperature of the cells"), trace,
             G_STRUCT_OFFSET (GhCircuitSample, temperature_k), ZERO_CELSIUS_K);
  gh_figure_get_whole (figure, &from, &to);
  gh_figure_set_cursor (figure, 0.5 * (from + to));
  return figure;
}
