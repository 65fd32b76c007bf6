/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure.h"

#include <math.h>
#include <string.h>

#define STEPS 35040
#define QUARTER 900
#define START 1735686000 /* 2025-01-01T00:00+01:00 */
#define WIDTH 800
#define HEIGHT 300

static GhTimeAxis *
new_axis (void)
{
  g_autoptr (GTimeZone) zone = gh_time_zone_find ("Europe/Berlin");

  return gh_time_axis_new (START, QUARTER, STEPS, zone);
}

/* Zero but for one step. */
static GhSeries *
new_spike (gsize at, double height)
{
  double *values = g_new0 (double, STEPS);

  values[at] = height;
  return gh_series_new_take (values, STEPS);
}

static GhFigure *
new_figure (GhSeries *series, GhLayerKind kind)
{
  g_autoptr (GhTimeAxis) axis = new_axis ();
  GhFigure *figure = gh_figure_new_time (axis);
  GhPanelOptions panel = {
    .title = "Power", .unit = "kW", .digits = 1, .has_zero = TRUE, .minimum = NAN, .maximum = NAN
  };
  GhLayerOptions layer = { .kind = kind, .role = GH_COLOUR_CAR, .name = "Car", .series = series };

  gh_figure_add_layer (figure, gh_figure_add_panel (figure, &panel), &layer);
  return figure;
}

static cairo_surface_t *
draw_at_height (GhFigure *figure, int height)
{
  GhFigureStyle style = { gh_palette_get (GH_PALETTE_LIGHT), "DejaVu Sans", 1.0, FALSE };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, height);
  cairo_t *cr = cairo_create (surface);

  gh_figure_draw (figure, cr, WIDTH, height, &style);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static cairo_surface_t *
draw (GhFigure *figure)
{
  return draw_at_height (figure, HEIGHT);
}

/* How many pixels look like the colour of the car, in a part of the picture. */
static guint
count_blue (cairo_surface_t *surface, int from, int to)
{
  guint count = 0;

  for (int y = 30; y < HEIGHT; y++)
    for (int x = from; x < to; x++)
      {
        guint32 pixel
            = ((guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                       + y * cairo_image_surface_get_stride (surface)))[x];
        int red = pixel >> 16 & 0xff, blue = pixel & 0xff;
        count += blue - red > 60;
      }
  return count;
}

/* One quarter of an hour of a year is seen in every kind of layer, and where it is. */
static void
test_spike (void)
{
  for (GhLayerKind kind = GH_LAYER_LINE; kind <= GH_LAYER_BARS; kind++)
    {
      g_autoptr (GhSeries) series = new_spike (STEPS / 2, 5.0);
      g_autoptr (GhFigure) figure = new_figure (series, kind);
      cairo_surface_t *surface = draw (figure);
      GhFigureHit left, right;
      gh_figure_hit (figure, 396, 150, &left);
      gh_figure_hit (figure, 424, 150, &right);
      g_assert_cmpfloat (left.x, <, START + 0.5 * STEPS * QUARTER);
      g_assert_cmpfloat (right.x, >, START + 0.5 * STEPS * QUARTER);
      g_assert_cmpuint (count_blue (surface, 396, 424), >, 100);
      cairo_surface_destroy (surface);
    }
}

/* A point is a dot of its own, also where a pixel holds many steps; gaps have none. */
static void
test_points (void)
{
  double *values = g_new (double, STEPS);

  for (gsize i = 0; i < STEPS; i++)
    values[i] = i == STEPS / 2 ? 5.0 : NAN;
  g_autoptr (GhSeries) series = gh_series_new_take (values, STEPS);
  g_autoptr (GhFigure) figure = new_figure (series, GH_LAYER_POINTS);
  cairo_surface_t *surface = draw (figure);
  guint dot = count_blue (surface, 396, 424);
  g_assert_cmpuint (dot, >, 30);
  g_assert_cmpuint (dot, <, 70);
  g_assert_cmpuint (count_blue (surface, 100, 390), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_view (void)
{
  g_autoptr (GhSeries) series = new_spike (7, 5.0);
  g_autoptr (GhFigure) figure = new_figure (series, GH_LAYER_STEP);
  double from, to, end = START + (double) STEPS * QUARTER;
  gsize first, last;

  gh_figure_set_view (figure, START - 86400.0, START + 86400.0);
  gh_figure_get_view (figure, &from, &to);
  g_assert_cmpfloat (from, ==, START);
  g_assert_cmpfloat (to - from, ==, 2 * 86400.0);
  gh_figure_zoom (figure, 0.5, from);
  gh_figure_get_view (figure, &from, &to);
  g_assert_cmpfloat (from, ==, START);
  g_assert_cmpfloat (to - from, ==, 86400.0);
  gh_figure_get_visible_steps (figure, &first, &last);
  g_assert_cmpuint (first, ==, 0);
  g_assert_cmpuint (last, ==, 96);
  gh_figure_zoom (figure, 1e-9, NAN);
  gh_figure_get_view (figure, &from, &to);
  g_assert_cmpfloat (to - from, ==, 4.0 * QUARTER);
  gh_figure_zoom (figure, 1e9, NAN);
  gh_figure_get_view (figure, &from, &to);
  g_assert_cmpfloat (from, ==, START);
  g_assert_cmpfloat (to, ==, end);
  gh_figure_set_view (figure, START, START + 86400.0);
  gh_figure_pan (figure, 1e6);
  gh_figure_get_view (figure, &from, &to);
  g_assert_cmpfloat (to, ==, end);
}

static void
test_words (void)
{
  g_autoptr (GhSeries) series = new_spike (40, 5.0);
  g_autoptr (GhFigure) figure = new_figure (series, GH_LAYER_STEP);

  g_autoptr (GPtrArray) none = gh_figure_read (figure);
  g_assert_cmpuint (none->len, ==, 0);
  gh_figure_set_view (figure, START, START + 86400.0);
  gh_figure_set_cursor (figure, START + 40.5 * QUARTER);
  g_autoptr (GPtrArray) readings = gh_figure_read (figure);
  g_assert_cmpstr (((GhReading *) readings->pdata[0])->text, ==, "5.0\302\240kW");
  g_autofree char *text = gh_figure_describe (figure);
  g_assert_cmpstr (
      text, ==,
      "1 Jan 2025. Power. Car: 0.1\302\240kW on average, from 0.0\302\240kW (Wed 1 Jan "
      "2025, 00:00) to 5.0\302\240kW (Wed 1 Jan 2025, 10:00).");
  g_autofree char *moment = gh_figure_format_cursor (figure);
  g_assert_cmpstr (moment, ==, "Wed 1 Jan 2025, 10:00");
  gh_figure_set_layer_visible (figure, 0, FALSE);
  g_autoptr (GPtrArray) hidden = gh_figure_read (figure);
  g_assert_cmpuint (hidden->len, ==, 0);
}

/* What is visible, in numbers; a table is of the moment when it was made. */
static void
test_table (void)
{
  g_autoptr (GhSeries) series = new_spike (40, 1234.5);
  g_autoptr (GhFigure) figure = new_figure (series, GH_LAYER_STEP);

  gh_figure_set_view (figure, START + 6 * 3600.0, START + 86400.0);
  g_autoptr (GhDataTable) table = gh_figure_make_table (figure, "Plan");
  gh_figure_set_view (figure, START, START + 3600.0);
  gh_figure_set_layer_visible (figure, 0, FALSE);
  g_autoptr (GhDataTable) empty = gh_figure_make_table (figure, "Plan");
  g_clear_pointer (&figure, gh_figure_free);
  g_assert_cmpuint (gh_data_table_count_rows (table), ==, 72);
  g_autofree char *moment = gh_data_table_format_cell (table, 16, 0, GH_CELL_SHOWN);
  g_autofree char *shown = gh_data_table_format_cell (table, 16, 1, GH_CELL_SHOWN);
  g_assert_cmpstr (moment, ==, "Wed 1 Jan 2025, 10:00");
  g_assert_cmpstr (shown, ==, "1234.5");
  g_autofree char *text = gh_data_table_to_text (table);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 72 + 1);
  g_assert_cmpstr (lines[0], ==, "Time\tCar (kW)");
  g_assert_cmpstr (lines[17], ==, "2025-01-01T10:00:00+01:00\t1234.5");
  g_assert_cmpuint (gh_data_table_count_columns (empty), ==, 1);
  g_assert_cmpuint (gh_data_table_count_rows (empty), ==, 4);
}

/* A figure of names: of two bars beside each other each has its half of the step, and words and
 * table tell the names. */
static void
test_named (void)
{
  static const char *const names[] = { "Jan", "Feb", NULL };
  static const double values[] = { 2.0, 4.0 };
  g_autoptr (GhSeries) series = gh_series_new_take (g_memdup2 (values, sizeof values), 2);
  g_autoptr (GhFigure) figure = gh_figure_new_named ("Month", names);
  guint panel
      = gh_figure_add_panel (figure, &(GhPanelOptions){ "Import", "kWh", 0, 0, 0, TRUE, NAN, NAN });
  GhLayerOptions layer
      = { .kind = GH_LAYER_BARS, .role = GH_COLOUR_LOSS, .name = "Smart", .series = series };

  gh_figure_add_layer (figure, panel, &layer);
  cairo_surface_t *alone = draw (figure);
  layer.role = GH_COLOUR_CAR;
  layer.name = "V2H";
  gh_figure_add_layer (figure, panel, &layer);
  cairo_surface_t *both = draw (figure);
  g_assert_cmpuint (count_blue (alone, 0, WIDTH), ==, 0);
  /* The second strategy is right of the middle of its month, the first left of it. */
  g_assert_cmpuint (count_blue (both, 0, WIDTH / 4), ==, 0);
  g_assert_cmpuint (count_blue (both, WIDTH / 4 + 20, WIDTH / 2), >, 1000);
  g_assert_cmpuint (count_blue (both, WIDTH / 2 + 40, 3 * WIDTH / 4 - 20), ==, 0);
  cairo_surface_destroy (alone);
  cairo_surface_destroy (both);
  gh_figure_set_cursor (figure, 1.5);
  g_autofree char *month = gh_figure_format_cursor (figure);
  g_assert_cmpstr (month, ==, "Feb");
  g_autoptr (GhDataTable) table = gh_figure_make_table (figure, "Import");
  g_autofree char *text = gh_data_table_to_text (table);
  g_assert_cmpstr (text, ==, "Month\tSmart (kWh)\tV2H (kWh)\nJan\t2\t2\nFeb\t4\t4\n");
  g_autofree char *words = gh_figure_describe (figure);
  g_assert_nonnull (strstr (words, "V2H: 3\302\240kWh on average, from 2\302\240kWh (Jan)"));
}

/* The only bar of a figure does not fill it. */
static void
test_lone_bar (void)
{
  static const char *const names[] = { "Jan", NULL };
  static const double value = 2.0;
  g_autoptr (GhSeries) series = gh_series_new_take (g_memdup2 (&value, sizeof value), 1);
  g_autoptr (GhFigure) figure = gh_figure_new_named ("Month", names);
  guint panel
      = gh_figure_add_panel (figure, &(GhPanelOptions){ "Import", "kWh", 0, 0, 0, TRUE, NAN, NAN });

  gh_figure_add_layer (
      figure, panel,
      &(GhLayerOptions){
          .kind = GH_LAYER_BARS, .role = GH_COLOUR_CAR, .name = "V2H", .series = series });
  cairo_surface_t *drawn = draw (figure);
  g_assert_cmpuint (count_blue (drawn, 0, WIDTH / 3), ==, 0);
  g_assert_cmpuint (count_blue (drawn, WIDTH / 2 - 40, WIDTH / 2 + 40), >, 1000);
  cairo_surface_destroy (drawn);
}

/* Whether a legend anywhere in the picture has an entry for a layer. */
static gboolean
has_entry (const GhFigure *figure, int layer)
{
  for (int y = 0; y < HEIGHT; y += 4)
    for (int x = 0; x < WIDTH; x += 4)
      {
        GhFigureHit hit;
        gh_figure_hit (figure, x, y, &hit);
        if (hit.legend == layer)
          return TRUE;
      }
  return FALSE;
}

/* The last pixel of the heading at which a layer's entry of the legend is; -1 for no entry. */
static int
find_entry_end (const GhFigure *figure, int layer)
{
  int end = -1;

  for (int y = 0; y < 60; y++)
    for (int x = 0; x < 2 * WIDTH; x++)
      {
        GhFigureHit hit;
        gh_figure_hit (figure, x, y, &hit);
        if (hit.legend == layer)
          end = MAX (end, x);
      }
  return end;
}

/* Over numbers the cursor, the words and the table tell the number, to the digits of the step. */
static void
test_numbers (void)
{
  double values[] = { NAN, 0.8, 0.85, 0.9, 0.88 };
  g_autoptr (GhSeries) series = gh_series_new_take (g_memdup2 (values, sizeof values), 5);
  g_autoptr (GhFigure) figure = gh_figure_new_numbers ("AC power", "kW", 0.0, 0.25, 5);
  GhPanelOptions panel = { .title = "Efficiency", .unit = "%", .scale = 100.0, .digits = 1 };
  GhLayerOptions layer
      = { .kind = GH_LAYER_LINE, .role = GH_COLOUR_CAR, .name = "Charging", .series = series };
  double from, to;

  gh_figure_add_layer (figure, gh_figure_add_panel (figure, &panel), &layer);
  gh_figure_get_whole (figure, &from, &to);
  g_assert_cmpfloat_with_epsilon (from, -0.125, 1e-12);
  g_assert_cmpfloat_with_epsilon (to, 1.125, 1e-12);
  g_assert_false (gh_figure_is_of_time (figure));
  gh_figure_set_cursor (figure, 0.6);
  g_autofree char *place = gh_figure_format_cursor (figure);
  g_assert_cmpstr (place, ==, "0.50\302\240kW");
  g_autofree char *words = gh_figure_describe (figure);
  g_assert_cmpstr (words, ==,
                   "Efficiency. Charging: 85.8\302\240% on average, from 80.0\302\240% "
                   "(0.25\302\240kW) to 90.0\302\240% (0.75\302\240kW).");
  g_autoptr (GhDataTable) table = gh_figure_make_table (figure, "Efficiency");
  g_autofree char *text = gh_data_table_to_text (table);
  g_assert_cmpstr (text, ==,
                   "AC power (kW)\tCharging (%)\n0\t\n0.25\t80\n0.5\t85\n0.75\t90\n1\t88\n");
  g_autofree char *shown = gh_data_table_format_cell (table, 2, 0, GH_CELL_SHOWN);
  g_assert_cmpstr (shown, ==, "0.50");
}

/* A legend that does not fit beside its title gets lines of its own and no name is cut; where that
 * leaves too little of the plot it stays in one line, and names are cut. Every entry is within. */
static void
test_wide_legend (void)
{
  static const char *const names[]
      = { "Sun", "What the car has taken from the grid at night and given to the house",
          "What is bought at the price of the evening, with taxes and fees and a levy" };
  g_autoptr (GhSeries) series = new_spike (0, 1.0);
  g_autoptr (GhFigure) figure = new_figure (series, GH_LAYER_LINE);
  int before;

  cairo_surface_destroy (draw_at_height (figure, 110));
  int alone = find_entry_end (figure, 0);
  g_assert_cmpint (alone, >, WIDTH / 2);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GhLayerOptions layer
          = { .kind = GH_LAYER_AREA, .role = GH_COLOUR_LOAD, .name = names[i], .series = series };
      gh_figure_add_layer (figure, 0, &layer);
    }
  cairo_surface_destroy (draw (figure));
  for (guint layer = 0; layer <= G_N_ELEMENTS (names); layer++)
    {
      g_assert_false (gh_figure_is_name_cut (figure, layer));
      g_assert_cmpint (find_entry_end (figure, (int) layer), >, 0);
      g_assert_cmpint (find_entry_end (figure, (int) layer), <=, WIDTH);
    }
  /* In lines, that of the car begins at the left. */
  g_assert_cmpint (find_entry_end (figure, 0), <, WIDTH / 4);

  cairo_surface_destroy (draw_at_height (figure, 110));
  before = find_entry_end (figure, 0);
  for (int layer = 1; layer <= (int) G_N_ELEMENTS (names); layer++)
    {
      int end = find_entry_end (figure, layer);
      g_assert_cmpint (end, >, before);
      g_assert_cmpint (end, <=, WIDTH);
      g_assert_cmpint (gh_figure_is_name_cut (figure, (guint) layer), ==, layer > 1);
      before = end;
    }
}

/* Where names have to be whole, legends take their lines from however low a plot; what they take
 * is told beforehand. */
static void
test_whole_names (void)
{
  g_autoptr (GhSeries) series = new_spike (0, 1.0);
  g_autoptr (GhFigure) figure = new_figure (series, GH_LAYER_LINE);
  GhLayerOptions layer = { .kind = GH_LAYER_AREA,
                           .role = GH_COLOUR_LOAD,
                           .name = "What the car has taken from the grid at night",
                           .series = series };
  guint added = gh_figure_add_layer (figure, 0, &layer);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH / 2, 110);
  cairo_t *cr = cairo_create (surface);

  for (int whole = 0; whole < 2; whole++)
    {
      GhFigureStyle style = { .palette = gh_palette_get (GH_PALETTE_LIGHT),
                              .font_family = "DejaVu Sans",
                              .text_scale = 1.0,
                              .whole_names = whole };
      gh_figure_draw (figure, cr, WIDTH / 2, 110, &style);
      g_assert_cmpint (gh_figure_is_name_cut (figure, added), ==, !whole);
      g_assert_cmpfloat (gh_figure_measure_legends (figure, WIDTH / 2, &style), >, 10.0);
      g_assert_cmpfloat (gh_figure_measure_legends (figure, WIDTH, &style), ==, 0.0);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* A title is not said again; a line that is hidden can be pointed at to see it again. */
static void
test_title_is_legend (void)
{
  g_autoptr (GhSeries) series = new_spike (0, 1.0);
  g_autoptr (GhFigure) figure = new_figure (series, GH_LAYER_LINE);
  g_autoptr (GhTimeAxis) axis = new_axis ();
  g_autoptr (GhFigure) alike = gh_figure_new_time (axis);
  GhPanelOptions panel = { .title = "Car", .unit = "kW" };
  GhLayerOptions layer
      = { .kind = GH_LAYER_LINE, .role = GH_COLOUR_CAR, .name = "Car", .series = series };

  cairo_surface_destroy (draw (figure));
  g_assert_cmpint (find_entry_end (figure, 0), >, 0);
  gh_figure_add_layer (alike, gh_figure_add_panel (alike, &panel), &layer);
  cairo_surface_destroy (draw (alike));
  g_assert_cmpint (find_entry_end (alike, 0), ==, -1);
  gh_figure_set_layer_visible (alike, 0, FALSE);
  cairo_surface_destroy (draw (alike));
  g_assert_cmpint (find_entry_end (alike, 0), >, 0);
}

/* What one panel explains is not said again by those below, unless it looks otherwise there. */
static void
test_legend_once (void)
{
  g_autoptr (GhSeries) series = new_spike (0, 1.0);
  g_autoptr (GhTimeAxis) axis = new_axis ();
  g_autoptr (GhFigure) figure = gh_figure_new_time (axis);
  const GhLayerOptions car
      = { .kind = GH_LAYER_STEP, .role = GH_COLOUR_CAR, .name = "Car", .series = series };
  const GhLayerOptions load
      = { .kind = GH_LAYER_STEP, .role = GH_COLOUR_LOAD, .name = "House", .series = series };
  const GhLayerOptions line
      = { .kind = GH_LAYER_LINE, .role = GH_COLOUR_CAR, .name = "Car", .series = series };
  const GhLayerOptions *const layers[] = { &car, &load, &car, &load, &line };
  static const guint panels[] = { 0, 0, 1, 1, 1 };

  gh_figure_add_panel (figure, &(GhPanelOptions){ .title = "Week", .unit = "kW" });
  gh_figure_add_panel (figure, &(GhPanelOptions){ .title = "Day", .unit = "kW" });
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    gh_figure_add_layer (figure, panels[i], layers[i]);
  cairo_surface_destroy (draw (figure));
  g_assert_true (has_entry (figure, 0));
  g_assert_true (has_entry (figure, 1));
  g_assert_false (has_entry (figure, 2));
  g_assert_false (has_entry (figure, 3));
  g_assert_true (has_entry (figure, 4));
  g_assert_true (gh_figure_are_alike (figure, 0, 2));
  g_assert_false (gh_figure_are_alike (figure, 0, 4));
}

/* What the cursor reads in several panels under one name says which it is of. */
static void
test_readings_of_panels (void)
{
  g_autoptr (GhSeries) series = new_spike (0, 1.0);
  g_autoptr (GhTimeAxis) axis = new_axis ();
  g_autoptr (GhFigure) figure = gh_figure_new_time (axis);
  const GhLayerOptions car
      = { .kind = GH_LAYER_STEP, .role = GH_COLOUR_CAR, .name = "Car", .series = series };
  const GhLayerOptions load
      = { .kind = GH_LAYER_STEP, .role = GH_COLOUR_LOAD, .name = "House", .series = series };
  static const char *const names[] = { "Week: Car", "House", "Day: Car" };

  gh_figure_add_panel (figure, &(GhPanelOptions){ .title = "Week", .unit = "kW" });
  gh_figure_add_panel (figure, &(GhPanelOptions){ .title = "Day", .unit = "kW" });
  gh_figure_add_layer (figure, 0, &car);
  gh_figure_add_layer (figure, 0, &load);
  gh_figure_add_layer (figure, 1, &car);
  gh_figure_set_cursor (figure, (double) gh_time_axis_get_start (axis));
  g_autoptr (GPtrArray) readings = gh_figure_read (figure);
  g_assert_cmpuint (readings->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < readings->len; i++)
    g_assert_cmpstr (((const GhReading *) g_ptr_array_index (readings, i))->name, ==, names[i]);
}

/* Parts of a sum: the table ends with what the rows and the columns come to. */
static void
test_totals (void)
{
  static const char *const names[] = { "Jan", "Feb", NULL };
  static const double parts[2][2] = { { 1.0, 2.0 }, { 10.0, -20.0 } };
  g_autoptr (GhFigure) figure = gh_figure_new_named ("Month", names);

  gh_figure_add_panel (figure, &(GhPanelOptions){ .title = "Bill",
                                                  .unit = "EUR",
                                                  .digits = 2,
                                                  .has_zero = TRUE,
                                                  .minimum = NAN,
                                                  .maximum = NAN });
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GhSeries) series = gh_series_new_take (g_memdup2 (parts[i], sizeof parts[i]), 2);
      gh_figure_add_layer (figure, 0,
                           &(GhLayerOptions){ .kind = GH_LAYER_BARS,
                                              .role = GH_COLOUR_IMPORT,
                                              .name = i == 0 ? "Energy" : "Export",
                                              .series = series,
                                              .stacked = TRUE });
    }
  gh_figure_set_totals (figure, TRUE);
  g_autoptr (GhDataTable) table = gh_figure_make_table (figure, "Bill");
  g_autofree char *text = gh_data_table_to_text (table);
  g_assert_cmpstr (text, ==,
                   "Month\tEnergy (EUR)\tExport (EUR)\tTotal (EUR)\n"
                   "Jan\t1\t10\t11\nFeb\t2\t-20\t-18\nTotal\t3\t-10\t-7\n");
}

static guint32
pixel_at (cairo_surface_t *surface, int x, int y)
{
  return ((guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                  + y * cairo_image_surface_get_stride (surface)))[x]
         & 0xffffff;
}

/* Where two pictures differ: columns, and how many lines at the most. */
static void
find_difference (cairo_surface_t *one, cairo_surface_t *other, int *first, int *last, int *lines)
{
  *first = WIDTH;
  *last = -1;
  *lines = 0;
  for (int x = 0; x < WIDTH; x++)
    {
      int different = 0;
      for (int y = 0; y < HEIGHT; y++)
        different += pixel_at (one, x, y) != pixel_at (other, x, y);
      if (different == 0)
        continue;
      *first = MIN (*first, x);
      *last = x;
      *lines = MAX (*lines, different);
    }
}

/* Who of two cars is away is drawn as bars above each other, in a view in which they can be told
 * apart. */
static void
test_absences (void)
{
  static const struct
  {
    double days;
    guint cars;
    int least_lines, most_lines;
  } rows[] = { { 4.0, 1, 3, 5 }, { 4.0, 2, 8, 10 }, { 50.0, 2, 0, 0 } };
  g_autoptr (GhSeries) series = new_spike (0, 10.0);
  g_autofree guint8 *present = g_malloc (STEPS);

  memset (present, 1, STEPS);
  memset (present + 96, 0, 96);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhFigure) plain = new_figure (series, GH_LAYER_STEP);
      g_autoptr (GhFigure) away = new_figure (series, GH_LAYER_STEP);
      int first, last, lines;
      for (guint k = 0; k < rows[i].cars; k++)
        gh_figure_add_absence (away, 0, present, gh_palette_get_store_role (FALSE, k));
      gh_figure_set_view (plain, START, START + rows[i].days * 86400.0);
      gh_figure_set_view (away, START, START + rows[i].days * 86400.0);
      cairo_surface_t *without = draw (plain), *with = draw (away);
      find_difference (without, with, &first, &last, &lines);
      g_assert_cmpint (lines, >=, rows[i].least_lines);
      g_assert_cmpint (lines, <=, rows[i].most_lines);
      /* The second of four days. */
      if (lines > 0)
        {
          double day = gh_figure_pixels_to_x (away, 1.0);
          g_assert_cmpfloat_with_epsilon ((last - first + 1) * day / 86400.0, 1.0, 0.03);
        }
      cairo_surface_destroy (without);
      cairo_surface_destroy (with);
    }
}

/* A band is read and listed with both its edges, what is hatched as wide as it is. */
static void
test_band (void)
{
  g_autoptr (GhTimeAxis) axis = new_axis ();
  g_autoptr (GhFigure) figure = gh_figure_new_time (axis);
  g_autoptr (GhSeries) low = gh_series_new_constant (2.0, STEPS);
  g_autoptr (GhSeries) high = gh_series_new_constant (5.0, STEPS);
  GhPanelOptions panel = { .title = "Power", .unit = "kW", .minimum = NAN, .maximum = NAN };
  GhLayerOptions band = { .kind = GH_LAYER_AREA, .name = "Band", .series = low, .upper = high };
  GhLayerOptions hatch = { .kind = GH_LAYER_HATCH, .name = "Gone", .series = low, .upper = high };

  gh_figure_add_panel (figure, &panel);
  gh_figure_add_layer (figure, 0, &band);
  gh_figure_add_layer (figure, 0, &hatch);
  gh_figure_set_cursor (figure, START + 10.0);
  g_autoptr (GPtrArray) readings = gh_figure_read (figure);
  g_assert_true (g_str_has_prefix (((const GhReading *) readings->pdata[0])->text, "2 to 5"));
  g_assert_cmpfloat (((const GhReading *) readings->pdata[1])->value, ==, 3.0);
  g_autoptr (GhDataTable) table = gh_figure_make_table (figure, "Table");
  g_assert_cmpuint (gh_data_table_count_columns (table), ==, 4);
  for (guint column = 1; column < 4; column++)
    {
      static const char *const cells[] = { "2", "5", "3" };
      g_autofree char *cell = gh_data_table_format_cell (table, 0, column, GH_CELL_PLAIN);
      g_assert_cmpstr (cell, ==, cells[column - 1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/spike", test_spike);
  g_test_add_func ("/figure/points", test_points);
  g_test_add_func ("/figure/view", test_view);
  g_test_add_func ("/figure/words", test_words);
  g_test_add_func ("/figure/table", test_table);
  g_test_add_func ("/figure/named", test_named);
  g_test_add_func ("/figure/lone-bar", test_lone_bar);
  g_test_add_func ("/figure/numbers", test_numbers);
  g_test_add_func ("/figure/wide-legend", test_wide_legend);
  g_test_add_func ("/figure/whole-names", test_whole_names);
  g_test_add_func ("/figure/title-is-legend", test_title_is_legend);
  g_test_add_func ("/figure/legend-once", test_legend_once);
  g_test_add_func ("/figure/readings-of-panels", test_readings_of_panels);
  g_test_add_func ("/figure/totals", test_totals);
  g_test_add_func ("/figure/absences", test_absences);
  g_test_add_func ("/figure/band", test_band);
  return g_test_run ();
}
