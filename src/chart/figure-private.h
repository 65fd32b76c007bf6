/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw-text.h"
#include "figure.h"
#include "pyramid.h"
#include "value-axis.h"

G_BEGIN_DECLS

/**
 * GhLayer:
 * @low: what is drawn from; %NULL stands for the base of the panel
 * @high: what is drawn to, with the numbers themselves where nothing is stacked
 * @numbers: (owned): as given, for readings
 * @upper: (owned) (nullable): the other edge of a band, for readings
 */
typedef struct
{
  guint panel;
  GhLayerKind kind;
  GhColourRole role;
  char *name;
  gboolean stacked;
  gboolean visible;
  GhSeries *numbers;
  GhSeries *upper;
  GhPyramid *low;
  GhPyramid *high;
  double legend_x, legend_y, legend_width; /* as last drawn */
  gboolean is_cut;                         /* its name in the legend, as last drawn */
} GhLayer;

typedef struct
{
  char *title;
  char *unit;
  double scale;
  int digits;
  double weight;
  gboolean has_zero;
  double base;
  double minimum, maximum;
  GhValueAxis axis;   /* as last drawn */
  double top, bottom; /* of the plot, as last drawn */
  guint legend_lines; /* below the title; 0 where the legend is beside it, as last drawn */
} GhPanel;

/* Steps in which one of several is away. @present: (owned): one a step, 0 where it is */
typedef struct
{
  guint panel;
  GhColourRole role;
  guint8 *present;
} GhLane;

/* A place on the axis that is marked. @label: (nullable): what is there */
typedef struct
{
  double x;
  char *label;
} GhMark;

/**
 * GhFigure:
 * @origin: x of the beginning of the first step
 * @step: width of a step
 * @names: (nullable): of the steps of an axis of names
 * @title: (nullable): of an axis of names, what they name, such as "Month"; of one of numbers, what
 *   they measure
 * @unit: (nullable): of an axis of numbers; %NULL of any other
 * @line_offset: where in a step the point of a line is: its end for time, its middle otherwise
 * @present: (nullable): one a step, 0 where the store is away
 * @left, @right: of all plots, as last drawn
 */
struct _GhFigure
{
  GhTimeAxis *time;
  char **names;
  char *title;
  char *unit;
  double origin, step;
  gsize count;
  double line_offset;
  GArray *panels; /* (element-type GhPanel) */
  GArray *layers; /* (element-type GhLayer) */
  guint8 *present;
  GArray *lanes;   /* (element-type GhLane) */
  GArray *marks;   /* (element-type GhMark) */
  gboolean totals; /* of its table */
  double from, to;
  double cursor;
  double left, right;
  GhTextCache *texts; /* of the drawings of it */
};

GhPanel *gh_figure_get_panel (const GhFigure *figure, guint panel);
GhLayer *gh_figure_get_layer (const GhFigure *figure, guint layer);
void gh_figure_restack (GhFigure *figure, guint panel);
void gh_figure_find_bar (const GhFigure *figure, const GhLayer *layer, double *from, double *to);

G_END_DECLS
