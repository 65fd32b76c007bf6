/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of small made-up data against the pictures in cases/charts. With
 * GRIDHEARTH_WRITE_REFERENCES=1 the pictures are written instead; look at each before it is kept.
 *
 * Versions of cairo and pango differ in the shade of an edge and in where it is rounded to. So a
 * pixel is right when one like it is within a pixel of its place, and a picture is right when no
 * tile of it has more than a few wrong ones: what a missing word, a moved line or another colour
 * brings about. */
#include <math.h>
#include <pango/pangocairo.h>

#include "figure.h"
#include "heat-map.h"
#include "hour-map.h"
#include "waterfall.h"
#include "week-strip.h"

#define FONT "DejaVu Sans"
#define START 1743116400 /* 2025-03-28T00:00+01:00, a Friday; the clock changes on Sunday */
#define HOURS 95         /* four days */
#define DAYS 90
#define TILE 16
#define WRONG_MOST 4
#define SHADE_MOST 40

/* What is different from the reference, for the test that it is noticed. */
typedef enum
{
  CHANGE_NOTHING,
  CHANGE_NUMBER,
  CHANGE_WORD,
  CHANGE_LAYER,
  CHANGE_CURSOR,
  CHANGES
} Change;

typedef void (*DrawFunc) (cairo_t *cr, int width, int height, const GhFigureStyle *style,
                          Change change);

static GhTimeAxis *
new_axis (double step_seconds, gsize count)
{
  g_autoptr (GTimeZone) zone = gh_time_zone_find ("Europe/Berlin");

  return gh_time_axis_new (START, step_seconds, count, zone);
}

/* @base plus a wave of a day that is greatest at @hour; what is below @least is @least. */
static GhSeries *
new_wave (gsize count, double base, double height, double hour, double least)
{
  double *values = g_new (double, count);

  for (gsize i = 0; i < count; i++)
    values[i] = MAX (base + height * cos (((double) i - hour) / 12.0 * G_PI), least);
  return gh_series_new_take (values, count);
}

static void
add_layer (GhFigure *figure, guint panel, GhLayerKind kind, GhColourRole role, const char *name,
           GhSeries *series)
{
  GhLayerOptions options = { .kind = kind, .role = role, .name = name, .series = series };

  gh_figure_add_layer (figure, panel, &options);
  gh_series_unref (series);
}

static guint
add_panel (GhFigure *figure, const char *title, const char *unit, double weight)
{
  GhPanelOptions options = { .title = title,
                             .unit = unit,
                             .digits = 1,
                             .weight = weight,
                             .has_zero = TRUE,
                             .minimum = NAN,
                             .maximum = NAN };

  return gh_figure_add_panel (figure, &options);
}

static void
add_powers (GhFigure *figure, Change change)
{
  guint panel = add_panel (figure, "Power", change == CHANGE_WORD ? "W" : "kW", 1.7);

  add_layer (figure, panel, GH_LAYER_AREA, GH_COLOUR_SOLAR, "Solar",
             new_wave (HOURS, -1.0, 6.0, 13.0, 0.0));
  if (change != CHANGE_LAYER)
    add_layer (figure, panel, GH_LAYER_AREA, GH_COLOUR_CAR, "Car",
               new_wave (HOURS, 0.0, 3.7, 2.0, -2.0));
  add_layer (figure, panel, GH_LAYER_STEP, GH_COLOUR_LOAD, "House",
             new_wave (HOURS, 1.0, 0.7, 19.0, 0.4));
}

static void
add_prices (GhFigure *figure)
{
  guint panel = add_panel (figure, "Price", "ct/kWh", 1.0);
  g_autoptr (GhSeries) low = new_wave (HOURS, 18.0, 8.0, 19.0, 12.0);
  g_autoptr (GhSeries) high = new_wave (HOURS, 30.0, 12.0, 19.0, 20.0);
  GhLayerOptions band = {
    .kind = GH_LAYER_AREA, .role = GH_COLOUR_VALUE, .name = "Forecast", .series = low, .upper = high
  };

  gh_figure_add_layer (figure, panel, &band);
  add_layer (figure, panel, GH_LAYER_STEP, GH_COLOUR_IMPORT_PRICE, "Import price",
             new_wave (HOURS, 25.0, 9.0, 18.0, 17.0));
}

/* Every kind of layer, absence, a weekend with a change of the clock, and the cursor. */
static void
draw_plan (cairo_t *cr, int width, int height, const GhFigureStyle *style, Change change)
{
  g_autoptr (GhTimeAxis) axis = new_axis (3600.0, HOURS);
  g_autoptr (GhFigure) figure = gh_figure_new_time (axis);
  guint8 present[HOURS];
  GhPanelOptions charge
      = { .title = "State of charge", .unit = "%", .scale = 100.0, .minimum = 0.0, .maximum = 100 };
  guint panel = gh_figure_add_panel (figure, &charge);

  add_layer (figure, panel, GH_LAYER_LINE, GH_COLOUR_CAR, "Car",
             new_wave (HOURS, 0.55, change == CHANGE_NUMBER ? 0.2 : 0.3, 7.0, 0.0));
  add_powers (figure, change);
  add_prices (figure);
  panel = add_panel (figure, "Emissions", "g/kWh", 0.7);
  add_layer (figure, panel, GH_LAYER_BARS, GH_COLOUR_CARBON, "Emissions",
             new_wave (HOURS, 350.0, 120.0, 20.0, 0.0));
  for (gsize i = 0; i < HOURS; i++)
    present[i] = i >= 48 || i % 24 < 8 || i % 24 >= 17;
  gh_figure_set_absence (figure, present);
  gh_figure_set_cursor (figure, START + 3600.0 * (change == CHANGE_CURSOR ? 48.5 : 42.5));
  gh_figure_draw (figure, cr, width, height, style);
}

/* More steps than pixels, with a gap. */
static void
draw_dense (cairo_t *cr, int width, int height, const GhFigureStyle *style, Change change)
{
  gsize count = 24 * DAYS;
  g_autoptr (GhTimeAxis) axis = new_axis (3600.0, count);
  g_autoptr (GhFigure) figure = gh_figure_new_time (axis);
  double *values = g_new (double, count);
  guint panel = add_panel (figure, "Power", "kW", 1.0);

  for (gsize i = 0; i < count; i++)
    {
      double season = sin ((double) i / (double) count * G_PI);
      values[i] = i / 24 == 40 ? NAN : 6.0 * season * sin ((double) i / 12.0 * G_PI);
    }
  add_layer (figure, panel, GH_LAYER_AREA, GH_COLOUR_SOLAR, "Solar",
             new_wave (count, -1.0, 3.0, 13.0, 0.0));
  add_layer (figure, panel, GH_LAYER_STEP, GH_COLOUR_IMPORT, "Grid",
             gh_series_new_take (values, count));
  gh_figure_draw (figure, cr, width, height, style);
}

static void
draw_map (cairo_t *cr, int width, int height, const GhFigureStyle *style, Change change)
{
  gsize count = 24 * DAYS;
  g_autoptr (GhTimeAxis) axis = new_axis (3600.0, count);
  g_autoptr (GhSeries) series = new_wave (count, 0.5, 4.0, 2.0, -2.5);
  GhPanelOptions options = { .title = "Car", .unit = "kW", .digits = 1 };
  g_autoptr (GhHeatMap) map = gh_heat_map_new (axis, series, &options);

  gh_heat_map_set_frame (map, START + 30 * 86400.0, START + 37 * 86400.0);
  gh_heat_map_draw (map, cr, width, height, style);
}

static void
draw_week (cairo_t *cr, int width, int height, const GhFigureStyle *style, Change change)
{
  GhWeekStrip strip;

  gh_week_strip_init (&strip);
  for (guint day = 0; day < 7; day++)
    {
      gh_week_strip_add_price (&strip, day, 0, 5 * 60, 0.0);
      gh_week_strip_add_price (&strip, day, 5 * 60, 17 * 60, 0.4);
      gh_week_strip_add_price (&strip, day, 17 * 60, 21 * 60, 1.0);
      gh_week_strip_add_price (&strip, day, 21 * 60, 24 * 60, 0.4);
    }
  gh_week_strip_add_trip (&strip, 0x1f, 7 * 60 + 30, 17 * 60 + 30);
  gh_week_strip_add_trip (&strip, 0x20, 22 * 60, 60);
  gh_week_strip_draw (&strip, cr, width, height, style);
  gh_week_strip_clear (&strip);
}

/* Three prices on working days of summer, one hour above them in winter, and a demand charge. */
static void
draw_hours (cairo_t *cr, int width, int height, const GhFigureStyle *style, Change change)
{
  static double values[GH_MAP_DAYS][GH_MAP_MONTHS][GH_MAP_HOURS];
  static gboolean marks[GH_MAP_DAYS][GH_MAP_MONTHS][GH_MAP_HOURS];
  const GhHourMapOptions options = { .title = "Import price, first tier",
                                     .unit = "ct/kWh",
                                     .scale = 100.0,
                                     .digits = 2,
                                     .role = GH_COLOUR_IMPORT_PRICE,
                                     .negative_role = GH_COLOUR_GAIN,
                                     .mark = "demand charge" };

  for (int days = 0; days < GH_MAP_DAYS; days++)
    for (int month = 0; month < GH_MAP_MONTHS; month++)
      for (int hour = 0; hour < GH_MAP_HOURS; hour++)
        {
          gboolean dear = days == 0 && month >= 5 && month < 9 && hour >= 16 && hour < 21;
          values[days][month][hour] = dear ? 0.38 : hour < 6 ? 0.18 : month == 0 ? 0.29 : 0.26;
          marks[days][month][hour] = dear;
        }
  g_autoptr (GhHourMap) map = gh_hour_map_new (&options, values, marks);
  gh_hour_map_set_cursor (map, &(GhHourCell){ 0, 7, 18 });
  gh_hour_map_draw (map, cr, width, height, style);
}

/* So many prices that they are not told one by one, some of them below 0, some not there. */
static void
draw_market (cairo_t *cr, int width, int height, const GhFigureStyle *style, Change change)
{
  static double values[GH_MAP_DAYS][GH_MAP_MONTHS][GH_MAP_HOURS];
  const GhHourMapOptions options = { .title = "Import price",
                                     .unit = "ct/kWh",
                                     .scale = 100.0,
                                     .digits = 1,
                                     .role = GH_COLOUR_IMPORT_PRICE,
                                     .negative_role = GH_COLOUR_GAIN };

  for (int days = 0; days < GH_MAP_DAYS; days++)
    for (int month = 0; month < GH_MAP_MONTHS; month++)
      for (int hour = 0; hour < GH_MAP_HOURS; hour++)
        values[days][month][hour] = month > 9 ? NAN
                                              : 0.1 - 0.02 * days
                                                    + 0.15 * cos ((hour - 19.0) / 12.0 * G_PI)
                                                    + 0.03 * cos (month / 6.0 * G_PI);
  g_autoptr (GhHourMap) map = gh_hour_map_new (&options, values, NULL);
  gh_hour_map_draw (map, cr, width, height, style);
}

static void
draw_terms (cairo_t *cr, int width, int height, const GhFigureStyle *style, Change change)
{
  static const GhWaterfallTerm terms[] = {
    { "Import avoided and export earned", 5400.0, "+€5,400", FALSE },
    { "More charging and upkeep", -900.0, "−€900", FALSE },
    { "Battery wear", -650.0, "−€650", FALSE },
    { "Value at the end", 200.0, "+€200", FALSE },
    { "Investment", -5000.0, "−€5,000", FALSE },
    { "Net present value", -950.0, "−€950", TRUE },
  };

  gh_waterfall_draw (terms, G_N_ELEMENTS (terms), cr, width, height, style);
}

#define YEARS 16

static void
add_money (GhFigure *figure, guint panel, GhColourRole role, const char *name, double first,
           double later)
{
  double *values = g_new (double, YEARS);

  for (gsize i = 0; i < YEARS; i++)
    values[i] = i == 0 ? first : later * pow (1.02, (double) i);
  g_autoptr (GhSeries) series = gh_series_new_take (values, YEARS);
  GhLayerOptions options
      = { .kind = GH_LAYER_BARS, .role = role, .name = name, .series = series, .stacked = TRUE };
  gh_figure_add_layer (figure, panel, &options);
}

/* Cash flows by year and their discounted sum, with the year in which it crosses zero. */
static void
draw_money (cairo_t *cr, int width, int height, const GhFigureStyle *style, Change change)
{
  g_autoptr (GhFigure) figure = gh_figure_new_years (0, YEARS);
  double *sum = g_new (double, YEARS);
  guint panel = add_panel (figure, "Cash flow by year", "EUR", 1.0);

  add_money (figure, panel, GH_COLOUR_GAIN, "Saved or earned", 0.0, 620.0);
  add_money (figure, panel, GH_COLOUR_LOSS, "Paid", -4000.0, -80.0);
  add_money (figure, panel, GH_COLOUR_WEAR, "Battery wear", 0.0, -60.0);
  for (gsize i = 0; i < YEARS; i++)
    sum[i] = (i == 0 ? 0.0 : sum[i - 1]) + (i == 0 ? -4000.0 : 480.0 * pow (0.98, (double) i));
  panel = add_panel (figure, "Discounted sum", "EUR", 1.0);
  add_layer (figure, panel, GH_LAYER_LINE, GH_COLOUR_CAR, "Net present value so far",
             gh_series_new_take (sum, YEARS));
  gh_figure_add_mark (figure, 9.7, "paid back with interest");
  gh_figure_draw (figure, cr, width, height, style);
}

/* Two lines over numbers, the first with a gap, one of them ending early. */
static void
draw_curve (cairo_t *cr, int width, int height, const GhFigureStyle *style, Change change)
{
  gsize count = 111;
  g_autoptr (GhFigure) figure = gh_figure_new_numbers ("AC power", "kW", 0.0, 0.1, (guint) count);
  double *charging = g_new (double, count), *discharging = g_new (double, count);
  GhPanelOptions options = { .title = "Efficiency",
                             .unit = "%",
                             .scale = 100.0,
                             .digits = 1,
                             .minimum = 60.0,
                             .maximum = 100.0 };
  guint panel = gh_figure_add_panel (figure, &options);

  for (gsize i = 0; i < count; i++)
    {
      double kw = 0.1 * (double) i;
      charging[i] = kw < 1.38 ? NAN : 0.97 - 0.23 / kw;
      discharging[i] = kw < 1.38 || kw > 9.05 ? NAN : 0.94 - 0.46 / kw;
    }
  add_layer (figure, panel, GH_LAYER_LINE, GH_COLOUR_CAR, "Charging",
             gh_series_new_take (charging, count));
  add_layer (figure, panel, GH_LAYER_LINE, GH_COLOUR_BATTERY, "Discharging",
             gh_series_new_take (discharging, count));
  gh_figure_set_cursor (figure, 7.0);
  gh_figure_draw (figure, cr, width, height, style);
}

static void
add_loss (GhFigure *figure, GhColourRole role, const char *name, double a_year, double power)
{
  double *values = g_new (double, YEARS);

  for (gsize i = 0; i < YEARS; i++)
    values[i] = a_year * pow ((double) (i % 12), power);
  g_autoptr (GhSeries) series = gh_series_new_take (values, YEARS);
  GhLayerOptions options
      = { .kind = GH_LAYER_BARS, .role = role, .name = name, .series = series, .stacked = TRUE };
  gh_figure_add_layer (figure, 0, &options);
}

/* Losses that hang from a whole, what is given back above it, a limit, and two places that are
 * marked, the second without a word. */
static void
draw_life (cairo_t *cr, int width, int height, const GhFigureStyle *style, Change change)
{
  g_autoptr (GhFigure) figure = gh_figure_new_years (0, YEARS);
  double *left = g_new (double, YEARS);

  gh_figure_add_panel (figure, &(GhPanelOptions){ .title = "Capacity",
                                                  .unit = "%",
                                                  .scale = 100.0,
                                                  .digits = 1,
                                                  .has_zero = TRUE,
                                                  .minimum = NAN,
                                                  .maximum = NAN,
                                                  .base = 1.0 });
  add_loss (figure, GH_COLOUR_NET, "Time", -0.04, 0.5);
  add_loss (figure, GH_COLOUR_WEAR, "Driving", -0.012, 1.0);
  add_loss (figure, GH_COLOUR_V2H, "House and grid", 0.003, 1.0);
  for (gsize i = 0; i < YEARS; i++)
    left[i] = 1.0 - 0.04 * sqrt ((double) (i % 12)) - 0.009 * (double) (i % 12);
  add_layer (figure, 0, GH_LAYER_LINE, GH_COLOUR_BATTERY, "Capacity left",
             gh_series_new_take (left, YEARS));
  add_layer (figure, 0, GH_LAYER_LINE, GH_COLOUR_LIMIT, "End of life",
             gh_series_new_constant (0.7, YEARS));
  gh_figure_add_mark (figure, 11.5, "replaced");
  gh_figure_add_mark (figure, 14.5, NULL);
  gh_figure_set_cursor (figure, 10.0);
  gh_figure_draw (figure, cr, width, height, style);
}

/* Three temperatures and a limit, by numbered names of which every tenth is written. */
static void
draw_envelope (cairo_t *cr, int width, int height, const GhFigureStyle *style, Change change)
{
  static const GhColourRole roles[] = { GH_COLOUR_COLD, GH_COLOUR_MILD, GH_COLOUR_WARM };
  static const char *const titles[] = { "−10 °C", "10 °C", "30 °C" };
  g_auto (GStrv) names = g_new0 (char *, 102);
  for (guint i = 0; i <= 100; i++)
    names[i] = g_strdup_printf ("%u %%", i);
  g_autoptr (GhFigure) figure
      = gh_figure_new_named ("State of charge", (const char *const *) names);

  add_panel (figure, "Charging", "kW", 1.0);
  for (guint k = 0; k < G_N_ELEMENTS (roles); k++)
    {
      double *values = g_new (double, 101);
      for (guint i = 0; i <= 100; i++)
        values[i] = MIN (80.0, (1.0 + 0.3 * k) * (100.0 - i));
      add_layer (figure, 0, GH_LAYER_LINE, roles[k], titles[k], gh_series_new_take (values, 101));
    }
  add_layer (figure, 0, GH_LAYER_LINE, GH_COLOUR_LIMIT, "Charger",
             gh_series_new_constant (11.0, 101));
  gh_figure_draw (figure, cr, width, height, style);
}

/* A band with a line in it, another line beyond, and hatched what is between them. */
static void
draw_promise (cairo_t *cr, int width, int height, const GhFigureStyle *style, Change change)
{
  g_autoptr (GhTimeAxis) axis = new_axis (3600, HOURS);
  g_autoptr (GhFigure) figure = gh_figure_new_time (axis);
  g_autoptr (GhSeries) least = new_wave (HOURS, 1.0, 2.0, 3.0, 0.0);
  g_autoptr (GhSeries) most = new_wave (HOURS, 4.0, 3.0, 3.0, 0.0);
  g_autoptr (GhSeries) naive = new_wave (HOURS, 5.0, 3.0, 5.0, 0.0);
  double *broken = g_new (double, HOURS);

  for (gsize t = 0; t < HOURS; t++)
    broken[t] = gh_series_get_values (naive)[t] > gh_series_get_values (most)[t]
                    ? gh_series_get_values (naive)[t]
                    : NAN;
  g_autoptr (GhSeries) gone = gh_series_new_take (broken, HOURS);
  add_panel (figure, "Held for an hour", "kW", 1.0);
  gh_figure_add_layer (figure, 0,
                       &(GhLayerOptions){ .kind = GH_LAYER_AREA,
                                          .role = GH_COLOUR_CAR,
                                          .name = "Vehicles",
                                          .series = least,
                                          .upper = most });
  gh_figure_add_layer (figure, 0,
                       &(GhLayerOptions){ .kind = GH_LAYER_HATCH,
                                          .role = GH_COLOUR_LOSS,
                                          .name = "Broken",
                                          .series = most,
                                          .upper = gone });
  add_layer (figure, 0, GH_LAYER_STEP, GH_COLOUR_NAIVE, "Virtual battery", gh_series_ref (naive));
  gh_figure_draw (figure, cr, width, height, style);
}

typedef struct
{
  const char *name;
  DrawFunc draw;
  GhPaletteKind palette;
  int width, height;
  double text_scale;
  gboolean dimmed;
} Picture;

static const Picture pictures[] = {
  { "plan-light", draw_plan, GH_PALETTE_LIGHT, 640, 520, 1.0, FALSE },
  { "plan-dark", draw_plan, GH_PALETTE_DARK, 640, 520, 1.0, FALSE },
  { "plan-light-contrast", draw_plan, GH_PALETTE_LIGHT_CONTRAST, 640, 520, 1.0, FALSE },
  { "plan-dark-contrast", draw_plan, GH_PALETTE_DARK_CONTRAST, 640, 520, 1.0, FALSE },
  { "plan-print", draw_plan, GH_PALETTE_PRINT, 640, 520, 1.0, FALSE },
  { "plan-large-text", draw_plan, GH_PALETTE_LIGHT, 640, 640, 1.5, FALSE },
  { "plan-narrow", draw_plan, GH_PALETTE_LIGHT, 280, 420, 1.0, FALSE },
  { "plan-dimmed", draw_plan, GH_PALETTE_LIGHT, 640, 520, 1.0, TRUE },
  { "dense-light", draw_dense, GH_PALETTE_LIGHT, 640, 260, 1.0, FALSE },
  { "map-light", draw_map, GH_PALETTE_LIGHT, 640, 180, 1.0, FALSE },
  { "map-dark", draw_map, GH_PALETTE_DARK, 640, 180, 1.0, FALSE },
  { "week-light", draw_week, GH_PALETTE_LIGHT, 480, 220, 1.0, FALSE },
  { "week-dark-contrast", draw_week, GH_PALETTE_DARK_CONTRAST, 480, 220, 1.0, FALSE },
  { "hours-light", draw_hours, GH_PALETTE_LIGHT, 640, 268, 1.0, FALSE },
  { "hours-dark-contrast", draw_hours, GH_PALETTE_DARK_CONTRAST, 640, 268, 1.0, FALSE },
  { "hours-narrow", draw_hours, GH_PALETTE_DARK, 320, 488, 1.0, FALSE },
  { "market-light", draw_market, GH_PALETTE_LIGHT, 640, 268, 1.0, FALSE },
  { "terms-light", draw_terms, GH_PALETTE_LIGHT, 560, 200, 1.0, FALSE },
  { "terms-dark", draw_terms, GH_PALETTE_DARK, 560, 200, 1.0, FALSE },
  { "curve-light", draw_curve, GH_PALETTE_LIGHT, 420, 220, 1.0, FALSE },
  { "curve-dark-contrast", draw_curve, GH_PALETTE_DARK_CONTRAST, 420, 220, 1.0, FALSE },
  { "money-light", draw_money, GH_PALETTE_LIGHT, 640, 400, 1.0, FALSE },
  { "life-light", draw_life, GH_PALETTE_LIGHT, 640, 300, 1.0, FALSE },
  { "life-dark-contrast", draw_life, GH_PALETTE_DARK_CONTRAST, 640, 300, 1.0, FALSE },
  { "envelope-light", draw_envelope, GH_PALETTE_LIGHT, 640, 220, 1.0, FALSE },
  { "envelope-dark", draw_envelope, GH_PALETTE_DARK, 640, 220, 1.0, FALSE },
  { "promise-light", draw_promise, GH_PALETTE_LIGHT, 640, 240, 1.0, FALSE },
  { "promise-dark", draw_promise, GH_PALETTE_DARK, 640, 240, 1.0, FALSE },
  { "money-print", draw_money, GH_PALETTE_PRINT, 640, 400, 1.0, FALSE },
};

static cairo_surface_t *
draw (const Picture *picture, Change change)
{
  GhFigureStyle style
      = { gh_palette_get (picture->palette), FONT, picture->text_scale, picture->dimmed };
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, picture->width, picture->height);
  cairo_t *cr = cairo_create (surface);

  picture->draw (cr, picture->width, picture->height, &style, change);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const unsigned char *row
      = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x];
}

static gboolean
is_like (guint32 a, guint32 b)
{
  for (guint shift = 0; shift <= 16; shift += 8)
    if (abs ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)) > SHADE_MOST)
      return FALSE;
  return TRUE;
}

/* Whether a pixel of one picture has its like within a pixel of its place in the other. */
static gboolean
has_like (cairo_surface_t *one, cairo_surface_t *other, int x, int y)
{
  int right = cairo_image_surface_get_width (other) - 1;
  int bottom = cairo_image_surface_get_height (other) - 1;

  for (int v = MAX (y - 1, 0); v <= MIN (y + 1, bottom); v++)
    for (int u = MAX (x - 1, 0); u <= MIN (x + 1, right); u++)
      if (is_like (get_pixel (one, x, y), get_pixel (other, u, v)))
        return TRUE;
  return FALSE;
}

/* Counts what is wrong in the worst tile; wrong pixels are red in @shown, the rest pale. */
static guint
compare (cairo_surface_t *actual, cairo_surface_t *reference, cairo_surface_t *shown)
{
  int width = cairo_image_surface_get_width (actual);
  int height = cairo_image_surface_get_height (actual);
  int columns = (width + TILE - 1) / TILE, rows = (height + TILE - 1) / TILE;
  g_autofree guint *wrong = g_new0 (guint, (gsize) (columns * rows));
  unsigned char *pixels = cairo_image_surface_get_data (shown);
  guint worst = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 *mark
            = (guint32 *) (gpointer) (pixels + y * cairo_image_surface_get_stride (shown)) + x;
        guint *tile = &wrong[y / TILE * columns + x / TILE];
        *mark = 0xc0c0c0 | (get_pixel (actual, x, y) >> 2 & 0x3f3f3f);
        if (has_like (actual, reference, x, y) && has_like (reference, actual, x, y))
          continue;
        *mark = 0xff0000;
        worst = MAX (worst, ++*tile);
      }
  cairo_surface_mark_dirty (shown);
  return worst;
}

static cairo_surface_t *
new_like (cairo_surface_t *surface)
{
  return cairo_image_surface_create (CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (surface),
                                     cairo_image_surface_get_height (surface));
}

static char *
get_reference_path (const Picture *picture)
{
  g_autofree char *name = g_strconcat (picture->name, ".png", NULL);

  return g_test_build_filename (G_TEST_DIST, "cases", "charts", name, NULL);
}

static cairo_surface_t *
load_reference (const Picture *picture)
{
  g_autofree char *path = get_reference_path (picture);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, picture->width);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, picture->height);
  return surface;
}

/* Where the tests are built, for who looks at what went wrong. */
static void
keep (cairo_surface_t *surface, const Picture *picture, const char *what)
{
  g_autofree char *name = g_strdup_printf ("%s-%s.png", picture->name, what);
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, name, NULL);

  cairo_surface_write_to_png (surface, path);
  g_test_message ("see %s", path);
}

static gboolean
has_font (void)
{
  PangoFontFamily **families;
  int count;
  gboolean found = FALSE;

  pango_font_map_list_families (pango_cairo_font_map_get_default (), &families, &count);
  for (int i = 0; i < count; i++)
    found = found || g_str_equal (pango_font_family_get_name (families[i]), FONT);
  g_free (families);
  if (!found)
    g_test_skip (FONT " is not installed");
  return found;
}

static void
test_reference (gconstpointer data)
{
  const Picture *picture = data;

  if (!has_font ())
    return;
  cairo_surface_t *actual = draw (picture, CHANGE_NOTHING);
  cairo_surface_t *reference = load_reference (picture);
  cairo_surface_t *shown = new_like (actual);
  guint worst = compare (actual, reference, shown);
  g_test_message ("%u wrong pixels in the worst tile", worst);
  if (worst > WRONG_MOST)
    {
      keep (actual, picture, "actual");
      keep (shown, picture, "difference");
      g_test_fail ();
    }
  cairo_surface_destroy (shown);
  cairo_surface_destroy (reference);
  cairo_surface_destroy (actual);
}

/* What a person would notice is noticed: these tests can fail. */
static void
test_changes (void)
{
  if (!has_font ())
    return;
  cairo_surface_t *reference = load_reference (&pictures[0]);
  for (Change change = CHANGE_NUMBER; change < CHANGES; change++)
    {
      cairo_surface_t *actual = draw (&pictures[0], change);
      cairo_surface_t *shown = new_like (actual);
      guint worst = compare (actual, reference, shown);
      g_test_message ("change %d: %u wrong pixels in the worst tile", change, worst);
      g_assert_cmpuint (worst, >, WRONG_MOST);
      cairo_surface_destroy (shown);
      cairo_surface_destroy (actual);
    }
  cairo_surface_destroy (reference);
}

static void
write_references (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *path = get_reference_path (&pictures[i]);
      cairo_surface_t *surface = draw (&pictures[i], CHANGE_NOTHING);
      g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
      cairo_surface_destroy (surface);
      g_test_message ("wrote %s", path);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *fonts = NULL;

  g_test_init (&argc, &argv, NULL);
  fonts = g_test_build_filename (G_TEST_DIST, "cases", "charts", "fonts.conf", NULL);
  g_setenv ("FONTCONFIG_FILE", fonts, TRUE);
  if (g_getenv ("GRIDHEARTH_WRITE_REFERENCES") != NULL)
    write_references ();
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *name = g_strconcat ("/reference-pictures/", pictures[i].name, NULL);
      g_test_add_data_func (name, &pictures[i], test_reference);
    }
  g_test_add_func ("/reference-pictures/changes", test_changes);
  return g_test_run ();
}
