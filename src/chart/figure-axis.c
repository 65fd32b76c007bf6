/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the value axes of a figure go. */
#include "figure-axis.h"

#include <math.h>

#define PIXELS_PER_VALUE_TICK 34.0
#define MOST_TICKS 7
#define HEADROOM 0.03
/* What words at marks take, in heights of text. */
#define MARK_LINES 1.4

/* Visible extremes of the visible layers of a panel, in the unit of its axis. */
static void
find_extremes (const GhFigure *figure, guint panel_index, double *least, double *greatest)
{
  const GhPanel *panel = gh_figure_get_panel (figure, panel_index);
  gsize from, to;

  *least = panel->has_zero ? panel->base * panel->scale : INFINITY;
  *greatest = panel->has_zero ? panel->base * panel->scale : -INFINITY;
  gh_figure_get_visible_steps (figure, &from, &to);
  for (guint i = 0; i < figure->layers->len; i++)
    {
      const GhLayer *layer = gh_figure_get_layer (figure, i);
      double low, high;
      if (layer->panel != panel_index || !layer->visible)
        continue;
      if (gh_pyramid_find_range (layer->high, from, to, &low, &high))
        {
          *least = MIN (*least, low * panel->scale);
          *greatest = MAX (*greatest, high * panel->scale);
        }
      if (layer->low != NULL && gh_pyramid_find_range (layer->low, from, to, &low, &high))
        {
          *least = MIN (*least, low * panel->scale);
          *greatest = MAX (*greatest, high * panel->scale);
        }
    }
  if (!(*least <= *greatest))
    *least = *greatest = 0.0;
  if (isfinite (panel->minimum))
    *least = panel->minimum;
  if (isfinite (panel->maximum))
    *greatest = panel->maximum;
}

/**
 * gh_figure_get_mark_height:
 * @figure: a figure
 * @index: of a panel
 * @line: height of a line of text, pixels
 *
 * Tells the height that words at marks take of a panel: the first has them, above what is drawn.
 * Where its end is fixed there is no such place.
 *
 * Returns: pixels from its top; 0 for none
 */
double
gh_figure_get_mark_height (const GhFigure *figure, guint index, double line)
{
  if (index > 0 || isfinite (gh_figure_get_panel (figure, index)->maximum))
    return 0.0;
  for (guint i = 0; i < figure->marks->len; i++)
    if (g_array_index (figure->marks, GhMark, i).label != NULL)
      return MARK_LINES * line;
  return 0.0;
}

/**
 * gh_figure_set_value_axis:
 * @figure: a figure
 * @index: of a panel that has been given its place
 * @line: height of a line of text, pixels
 *
 * Spans the axis of a panel over what is visible there.
 */
void
gh_figure_set_value_axis (GhFigure *figure, guint index, double line)
{
  GhPanel *panel = gh_figure_get_panel (figure, index);
  double room = gh_figure_get_mark_height (figure, index, line);
  double height = panel->bottom - panel->top;
  double least, greatest;
  guint ticks = (guint) MAX (2.0, floor (height / PIXELS_PER_VALUE_TICK) + 1);

  find_extremes (figure, index, &least, &greatest);
  double margin = HEADROOM * (greatest - least);
  /* Zero and fixed ends are edges; elsewhere a line keeps its whole width. */
  if (isnan (panel->minimum) && least < 0.0)
    least -= margin;
  if (isnan (panel->maximum) && greatest > 0.0)
    greatest += margin;
  greatest += (greatest - least) * room / MAX (height - room, room + 1.0);
  gh_value_axis_init (&panel->axis, least, greatest, MIN (ticks, MOST_TICKS));
}
