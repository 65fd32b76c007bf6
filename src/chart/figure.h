/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data-table.h"
#include "palette.h"
#include "series.h"
#include "time-axis.h"

G_BEGIN_DECLS

/**
 * GhLayerKind:
 * @GH_LAYER_LINE: a state, known at the end of each step, with straight lines between
 * @GH_LAYER_STEP: a mean over each step
 * @GH_LAYER_AREA: the same, filled to zero or to the base of its panel
 * @GH_LAYER_HATCH: the same with slanted lines, for what is not to be had
 * @GH_LAYER_BARS: one bar a step, with a gap to the next; those of a panel that are not stacked
 * stand beside each other
 * @GH_LAYER_POINTS: a dot where a line would pass, for single things such as plans
 */
typedef enum
{
  GH_LAYER_LINE,
  GH_LAYER_STEP,
  GH_LAYER_AREA,
  GH_LAYER_HATCH,
  GH_LAYER_BARS,
  GH_LAYER_POINTS
} GhLayerKind;

/**
 * GhLayerOptions:
 * @kind: how it is drawn
 * @role: its meaning, and so its colour
 * @name: in the legend, in the user's language
 * @series: (transfer none): one number a step, NAN for gaps
 * @upper: (transfer none) (nullable): the other edge of a band from @series to it, of
 *   %GH_LAYER_AREA, which is read with both of them, and of %GH_LAYER_HATCH, which is read as wide
 *   as it is
 * @stacked: whether it is put on top of the stacked layers before it in its panel, positive and
 *   negative numbers apart; of %GH_LAYER_AREA and %GH_LAYER_BARS
 */
typedef struct
{
  GhLayerKind kind;
  GhColourRole role;
  const char *name;
  GhSeries *series;
  GhSeries *upper;
  gboolean stacked;
} GhLayerOptions;

/**
 * GhPanelOptions:
 * @title: what it shows, in the user's language
 * @unit: for people; "" for none
 * @scale: what numbers are multiplied by before they are shown; 0 stands for 1
 * @digits: decimals of readings
 * @weight: its share of the height; 0 stands for 1
 * @has_zero: whether the axis always shows zero, or @base
 * @minimum: fixed lower end as shown, NAN for what the data ask
 * @maximum: fixed upper end as shown, NAN for what the data ask
 * @base: as the numbers are, from what stacked layers are stacked and areas and bars are filled:
 *   0, or the whole from which shares are taken
 */
typedef struct
{
  const char *title;
  const char *unit;
  double scale;
  int digits;
  double weight;
  gboolean has_zero;
  double minimum;
  double maximum;
  double base;
} GhPanelOptions;

/**
 * GhFigureStyle:
 * @palette: colours
 * @font_family: (nullable): %NULL for the system's
 * @text_scale: 1 for ordinary text
 * @dimmed: whether the picture is of what was and not of what is
 * @whole_names: whether legends take the lines they need however little that leaves of the plots;
 *   see gh_figure_measure_legends()
 */
typedef struct
{
  const GhPalette *palette;
  const char *font_family;
  double text_scale;
  gboolean dimmed;
  gboolean whole_names;
} GhFigureStyle;

/**
 * GhFigureHit:
 * @panel: index of the panel, -1 for none
 * @x: unix seconds or years there; NAN outside the plots
 * @legend: layer whose legend entry is there, -1 for none
 */
typedef struct
{
  int panel;
  double x;
  int legend;
} GhFigureHit;

/**
 * GhReading:
 * @panel: index of the panel
 * @layer: the layer
 * @name: of the layer
 * @role: its colour
 * @value: as shown, NAN for none
 * @text: value and unit in the user's locale
 */
typedef struct
{
  guint panel;
  guint layer;
  char *name;
  GhColourRole role;
  double value;
  char *text;
} GhReading;

/**
 * GhFigure:
 *
 * Panels over one axis of time, of years, of names or of numbers, with a visible part and a cursor.
 * Draws the same on a screen and in a file. To be used in one thread.
 */
typedef struct _GhFigure GhFigure;

GhFigure *gh_figure_new_time (GhTimeAxis *axis);
GhFigure *gh_figure_new_years (int first, guint count);
GhFigure *gh_figure_new_named (const char *title, const char *const *names);
GhFigure *gh_figure_new_numbers (const char *title, const char *unit, double first, double step,
                                 guint count);
void gh_figure_free (GhFigure *figure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFigure, gh_figure_free)

guint gh_figure_add_panel (GhFigure *figure, const GhPanelOptions *options);
guint gh_figure_add_layer (GhFigure *figure, guint panel, const GhLayerOptions *options);
void gh_figure_set_layer_visible (GhFigure *figure, guint layer, gboolean visible);
gboolean gh_figure_are_alike (const GhFigure *figure, guint one, guint other);
gboolean gh_figure_get_layer_visible (const GhFigure *figure, guint layer);
const char *gh_figure_get_layer_name (const GhFigure *figure, guint layer);
gboolean gh_figure_is_name_cut (const GhFigure *figure, guint layer);
guint gh_figure_count_layers (const GhFigure *figure);
void gh_figure_set_absence (GhFigure *figure, const guint8 *present);
void gh_figure_add_absence (GhFigure *figure, guint panel, const guint8 *present,
                            GhColourRole role);
void gh_figure_add_mark (GhFigure *figure, double x, const char *label);

void gh_figure_set_totals (GhFigure *figure, gboolean totals);

gboolean gh_figure_is_of_time (const GhFigure *figure);
void gh_figure_set_view (GhFigure *figure, double from, double to);
void gh_figure_get_view (const GhFigure *figure, double *from, double *to);
void gh_figure_get_whole (const GhFigure *figure, double *from, double *to);
void gh_figure_zoom (GhFigure *figure, double factor, double anchor);
void gh_figure_pan (GhFigure *figure, double by);
void gh_figure_get_visible_steps (const GhFigure *figure, gsize *from, gsize *to);
void gh_figure_set_cursor (GhFigure *figure, double x);
double gh_figure_get_cursor (const GhFigure *figure);
gboolean gh_figure_find_step (const GhFigure *figure, double x, gsize *step);
double gh_figure_get_step_middle (const GhFigure *figure, gsize step);

void gh_figure_draw (GhFigure *figure, cairo_t *cr, double width, double height,
                     const GhFigureStyle *style);
double gh_figure_measure_legends (GhFigure *figure, double width, const GhFigureStyle *style);
void gh_figure_hit (const GhFigure *figure, double x, double y, GhFigureHit *hit);
double gh_figure_pixels_to_x (const GhFigure *figure, double pixels);

GPtrArray *gh_figure_read (const GhFigure *figure);
char *gh_figure_describe (const GhFigure *figure);
GhDataTable *gh_figure_make_table (const GhFigure *figure, const char *title);
char *gh_figure_format_cursor (const GhFigure *figure);

G_END_DECLS
