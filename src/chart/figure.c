/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure.h"

#include <math.h>

#include "figure-private.h"

/* Of a step, that bars take. */
#define BARS_SHARE 0.7
/* Pixels: a study of one month has one bar, which is not to fill the page. */
#define WIDEST_BAR 120.0
#define BESIDE_SHARE 0.84

static void
clear_panel (gpointer data)
{
  GhPanel *panel = data;

  g_free (panel->title);
  g_free (panel->unit);
}

static void
clear_layer (gpointer data)
{
  GhLayer *layer = data;

  g_free (layer->name);
  gh_series_unref (layer->numbers);
  g_clear_pointer (&layer->upper, gh_series_unref);
  gh_pyramid_free (layer->low);
  gh_pyramid_free (layer->high);
}

static void
clear_lane (gpointer data)
{
  g_free (((GhLane *) data)->present);
}

static void
clear_mark (gpointer data)
{
  g_free (((GhMark *) data)->label);
}

static GhFigure *
new_figure (double origin, double step, gsize count)
{
  GhFigure *figure = g_new0 (GhFigure, 1);

  figure->texts = gh_text_cache_new ();
  figure->origin = origin;
  figure->step = step;
  figure->count = count;
  figure->panels = g_array_new (FALSE, TRUE, sizeof (GhPanel));
  figure->layers = g_array_new (FALSE, TRUE, sizeof (GhLayer));
  g_array_set_clear_func (figure->panels, clear_panel);
  figure->lanes = g_array_new (FALSE, FALSE, sizeof (GhLane));
  g_array_set_clear_func (figure->lanes, clear_lane);
  figure->marks = g_array_new (FALSE, FALSE, sizeof (GhMark));
  g_array_set_clear_func (figure->layers, clear_layer);
  g_array_set_clear_func (figure->marks, clear_mark);
  figure->from = origin;
  figure->to = origin + step * (double) count;
  figure->cursor = NAN;
  return figure;
}

/**
 * gh_figure_new_time:
 * @axis: the time of every series; referenced
 *
 * Returns: (transfer full): a figure that shows all of the time, without panels
 */
GhFigure *
gh_figure_new_time (GhTimeAxis *axis)
{
  GhFigure *figure
      = new_figure ((double) gh_time_axis_get_start (axis), gh_time_axis_get_step_seconds (axis),
                    gh_time_axis_get_count (axis));

  figure->time = gh_time_axis_ref (axis);
  figure->line_offset = 1.0;
  return figure;
}

/**
 * gh_figure_new_years:
 * @first: number of the first year, such as 0
 * @count: how many
 *
 * Returns: (transfer full): a figure with one step a year, each in the middle of its place
 */
GhFigure *
gh_figure_new_years (int first, guint count)
{
  GhFigure *figure = new_figure (first - 0.5, 1.0, count);

  figure->line_offset = 0.5;
  return figure;
}

/**
 * gh_figure_new_named:
 * @title: what the names are of, such as "Month"
 * @names: (array zero-terminated=1): one a step; copied
 *
 * Returns: (transfer full): a figure with one step a name
 */
GhFigure *
gh_figure_new_named (const char *title, const char *const *names)
{
  GhFigure *figure = new_figure (0.0, 1.0, g_strv_length ((char **) names));

  figure->names = g_strdupv ((char **) names);
  figure->title = g_strdup (title);
  figure->line_offset = 0.5;
  return figure;
}

/**
 * gh_figure_new_numbers:
 * @title: what the axis measures, in the user's language
 * @unit: of its numbers
 * @first: the first number
 * @step: between its numbers, above 0
 * @count: how many
 *
 * Returns: (transfer full): a figure over numbers, each in the middle of its place
 */
GhFigure *
gh_figure_new_numbers (const char *title, const char *unit, double first, double step, guint count)
{
  GhFigure *figure = new_figure (first - 0.5 * step, step, count);

  figure->title = g_strdup (title);
  figure->unit = g_strdup (unit);
  figure->line_offset = 0.5;
  return figure;
}

/**
 * gh_figure_free:
 * @figure: (transfer full) (nullable): a figure
 *
 * Frees it.
 */
void
gh_figure_free (GhFigure *figure)
{
  if (figure == NULL)
    return;
  g_array_unref (figure->panels);
  g_array_unref (figure->layers);
  gh_time_axis_unref (figure->time);
  g_free (figure->present);
  g_array_unref (figure->marks);
  g_array_unref (figure->lanes);
  g_strfreev (figure->names);
  g_free (figure->title);
  g_free (figure->unit);
  gh_text_cache_free (figure->texts);
  g_free (figure);
}

/**
 * gh_figure_get_panel:
 * @figure: a figure
 * @panel: its index
 *
 * Returns: (transfer none): the panel; valid until one is added
 */
GhPanel *
gh_figure_get_panel (const GhFigure *figure, guint panel)
{
  return &g_array_index (figure->panels, GhPanel, panel);
}

/**
 * gh_figure_get_layer:
 * @figure: a figure
 * @layer: its index
 *
 * Returns: (transfer none): the layer; valid until one is added
 */
GhLayer *
gh_figure_get_layer (const GhFigure *figure, guint layer)
{
  return &g_array_index (figure->layers, GhLayer, layer);
}

/**
 * gh_figure_add_panel:
 * @figure: a figure
 * @options: of the panel; copied
 *
 * Adds a panel below the others.
 *
 * Returns: its index
 */
guint
gh_figure_add_panel (GhFigure *figure, const GhPanelOptions *options)
{
  GhPanel panel = {
    .title = g_strdup (options->title),
    .unit = g_strdup (options->unit != NULL ? options->unit : ""),
    .scale = fabs (options->scale) > 0.0 ? options->scale : 1.0,
    .digits = options->digits,
    .weight = options->weight > 0.0 ? options->weight : 1.0,
    .has_zero = options->has_zero,
    .base = options->base,
    .minimum = options->minimum,
    .maximum = options->maximum,
  };

  g_array_append_val (figure->panels, panel);
  return figure->panels->len - 1;
}

/* How far two series are from each other. */
static GhSeries *
measure_band (GhSeries *from, GhSeries *to)
{
  gsize count = gh_series_get_count (from);
  double *width = g_new (double, count);

  for (gsize i = 0; i < count; i++)
    width[i] = fabs (gh_series_get_values (to)[i] - gh_series_get_values (from)[i]);
  return gh_series_new_take (width, count);
}

static void
add_band (GhLayer *layer, const GhLayerOptions *options)
{
  layer->low = gh_pyramid_new (options->series);
  layer->high = gh_pyramid_new (options->upper);
  if (options->kind != GH_LAYER_HATCH)
    {
      layer->upper = gh_series_ref (options->upper);
      return;
    }
  gh_series_unref (layer->numbers);
  layer->numbers = measure_band (options->series, options->upper);
}

/**
 * gh_figure_add_layer:
 * @figure: a figure
 * @panel: index of its panel
 * @options: of the layer; texts are copied and series referenced
 *
 * Adds a layer in front of the others of its panel. The series have one number for each step.
 *
 * Returns: its index
 */
guint
gh_figure_add_layer (GhFigure *figure, guint panel, const GhLayerOptions *options)
{
  GhLayer layer = { .panel = panel,
                    .kind = options->kind,
                    .role = options->role,
                    .name = g_strdup (options->name),
                    .stacked = options->stacked,
                    .visible = TRUE,
                    .numbers = gh_series_ref (options->series) };

  g_return_val_if_fail (gh_series_get_count (options->series) == figure->count, 0);
  if (options->upper != NULL)
    add_band (&layer, options);
  else if (!options->stacked)
    layer.high = gh_pyramid_new (options->series);
  g_array_append_val (figure->layers, layer);
  if (options->stacked)
    gh_figure_restack (figure, panel);
  return figure->layers->len - 1;
}

/* Puts one layer on what lies below it; @above and @below are the sums so far. */
static void
stack_layer (GhLayer *layer, double *above, double *below, gsize count)
{
  const double *values = gh_series_get_values (layer->numbers);
  double *low = g_new (double, count), *high = g_new (double, count);

  for (gsize i = 0; i < count; i++)
    {
      double *sum = values[i] < 0.0 ? &below[i] : &above[i];
      low[i] = *sum;
      high[i] = *sum + values[i];
      if (isfinite (values[i]))
        *sum = high[i];
    }
  g_autoptr (GhSeries) bottom = gh_series_new_take (low, count);
  g_autoptr (GhSeries) top = gh_series_new_take (high, count);
  gh_pyramid_free (layer->low);
  gh_pyramid_free (layer->high);
  layer->low = gh_pyramid_new (bottom);
  layer->high = gh_pyramid_new (top);
}

/**
 * gh_figure_restack:
 * @figure: a figure
 * @panel: index of a panel
 *
 * Puts the visible stacked layers of the panel on top of each other again.
 */
void
gh_figure_restack (GhFigure *figure, guint panel)
{
  g_autofree double *above = g_new (double, figure->count);
  g_autofree double *below = g_new (double, figure->count);

  for (gsize i = 0; i < figure->count; i++)
    above[i] = below[i] = gh_figure_get_panel (figure, panel)->base;
  for (guint i = 0; i < figure->layers->len; i++)
    {
      GhLayer *layer = gh_figure_get_layer (figure, i);
      if (layer->panel == panel && layer->stacked && layer->visible)
        stack_layer (layer, above, below, figure->count);
    }
}

/**
 * gh_figure_set_layer_visible:
 * @figure: a figure
 * @layer: index of a layer
 * @visible: whether it is drawn, read and counted in the value axis
 *
 * Shows or hides a layer; its legend entry stays.
 */
void
gh_figure_set_layer_visible (GhFigure *figure, guint layer, gboolean visible)
{
  GhLayer *changed = gh_figure_get_layer (figure, layer);

  changed->visible = visible;
  if (changed->stacked)
    gh_figure_restack (figure, changed->panel);
}

/**
 * gh_figure_get_layer_visible:
 * @figure: a figure
 * @layer: index of a layer
 *
 * Returns: whether it is drawn
 */
gboolean
gh_figure_get_layer_visible (const GhFigure *figure, guint layer)
{
  return gh_figure_get_layer (figure, layer)->visible;
}

/**
 * gh_figure_get_layer_name:
 * @figure: a figure
 * @layer: index of a layer
 *
 * Returns: (transfer none): what the legend calls it
 */
const char *
gh_figure_get_layer_name (const GhFigure *figure, guint layer)
{
  return gh_figure_get_layer (figure, layer)->name;
}

/**
 * gh_figure_is_name_cut:
 * @figure: a figure that has been drawn
 * @layer: index of a layer
 *
 * Returns: whether the legend had no room for the whole name
 */
gboolean
gh_figure_is_name_cut (const GhFigure *figure, guint layer)
{
  return gh_figure_get_layer (figure, layer)->is_cut;
}

/**
 * gh_figure_count_layers:
 * @figure: a figure
 *
 * Returns: how many layers all panels have
 */
guint
gh_figure_count_layers (const GhFigure *figure)
{
  return figure->layers->len;
}

/**
 * gh_figure_find_bar:
 * @figure: a figure
 * @layer: a visible layer of bars
 * @from: (out): where its bars begin in their step, as a share of it
 * @to: (out): where they end
 *
 * Shares a step between the bars of a panel as last laid out: stacked ones have one place, the
 * others one each.
 */
void
gh_figure_find_bar (const GhFigure *figure, const GhLayer *layer, double *from, double *to)
{
  guint count = 0, place = 0;

  for (guint i = 0; !layer->stacked && i < figure->layers->len; i++)
    {
      const GhLayer *other = gh_figure_get_layer (figure, i);
      if (other->panel != layer->panel || other->kind != GH_LAYER_BARS || other->stacked
          || !other->visible)
        continue;
      if (other == layer)
        place = count;
      count++;
    }
  double share = count > 1 ? BESIDE_SHARE : BARS_SHARE;
  double step_width = (figure->right - figure->left) * figure->step / (figure->to - figure->from);
  count = MAX (count, 1);
  if (step_width > 0.0)
    share = MIN (share, count * WIDEST_BAR / step_width);
  double width = share / count;
  *from = 0.5 * (1.0 - share) + width * place;
  *to = *from + width;
}

/**
 * gh_figure_set_absence:
 * @figure: a figure
 * @present: (nullable): one a step, 0 where the car is away; copied
 *
 * Tints the steps in which the car is away, in every panel.
 */
void
gh_figure_set_absence (GhFigure *figure, const guint8 *present)
{
  g_free (figure->present);
  figure->present = present != NULL ? g_memdup2 (present, figure->count) : NULL;
}

/**
 * gh_figure_add_absence:
 * @figure: a figure
 * @panel: where
 * @present: one a step, 0 where it is away; copied
 * @role: whose absence that is
 *
 * Draws a bar at the foot of a panel along the steps in which one of several cars is away, each
 * above the one before it: tints that lie over each other would not tell whose they are.
 */
void
gh_figure_add_absence (GhFigure *figure, guint panel, const guint8 *present, GhColourRole role)
{
  GhLane lane = { panel, role, g_memdup2 (present, figure->count) };

  g_array_append_val (figure->lanes, lane);
}

/**
 * gh_figure_add_mark:
 * @figure: a figure
 * @x: where
 * @label: (nullable): what is there
 *
 * Marks a place on the axis with a line and a word.
 */
void
gh_figure_add_mark (GhFigure *figure, double x, const char *label)
{
  GhMark mark = { x, g_strdup (label) };

  g_array_append_val (figure->marks, mark);
}
