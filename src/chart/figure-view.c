/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a figure is seen, and what is where in it. */
#include <math.h>

#include "figure-private.h"

#define LEAST_STEPS 4.0

/**
 * gh_figure_is_of_time:
 * @figure: a figure
 *
 * Returns: whether its axis is one of time, rather than of years, names or numbers
 */
gboolean
gh_figure_is_of_time (const GhFigure *figure)
{
  return figure->time != NULL;
}

/**
 * gh_figure_get_whole:
 * @figure: a figure
 * @from: (out): beginning of the axis
 * @to: (out): its end
 *
 * Tells what there is to see.
 */
void
gh_figure_get_whole (const GhFigure *figure, double *from, double *to)
{
  *from = figure->origin;
  *to = figure->origin + figure->step * (double) figure->count;
}

/**
 * gh_figure_set_view:
 * @figure: a figure
 * @from: beginning of the visible part, unix seconds, years or numbers
 * @to: its end
 *
 * Shows a part of the axis. What lies beyond its ends is moved in, and less than four steps are
 * widened.
 */
void
gh_figure_set_view (GhFigure *figure, double from, double to)
{
  double first, last, least = MIN (LEAST_STEPS, (double) figure->count) * figure->step;

  gh_figure_get_whole (figure, &first, &last);
  double span = CLAMP (to - from, least, last - first);
  double middle = 0.5 * (from + to);
  figure->from = CLAMP (middle - 0.5 * span, first, last - span);
  figure->to = figure->from + span;
}

/**
 * gh_figure_get_view:
 * @figure: a figure
 * @from: (out): beginning of the visible part
 * @to: (out): its end
 *
 * Tells what is seen.
 */
void
gh_figure_get_view (const GhFigure *figure, double *from, double *to)
{
  *from = figure->from;
  *to = figure->to;
}

/**
 * gh_figure_zoom:
 * @figure: a figure
 * @factor: above 1 shows more of the axis, below 1 less
 * @anchor: what stays where it is; NAN for the middle
 *
 * Widens or narrows the visible part.
 */
void
gh_figure_zoom (GhFigure *figure, double factor, double anchor)
{
  double fixed = isnan (anchor) ? 0.5 * (figure->from + figure->to)
                                : CLAMP (anchor, figure->from, figure->to);
  double first, last;

  gh_figure_get_whole (figure, &first, &last);
  double span = CLAMP ((figure->to - figure->from) * factor,
                       MIN (LEAST_STEPS, (double) figure->count) * figure->step, last - first);
  double share = (fixed - figure->from) / (figure->to - figure->from);
  gh_figure_set_view (figure, fixed - share * span, fixed + (1.0 - share) * span);
}

/**
 * gh_figure_pan:
 * @figure: a figure
 * @by: how far, as a share of what is visible; above 0 towards the end
 *
 * Moves the visible part, up to the ends of the axis.
 */
void
gh_figure_pan (GhFigure *figure, double by)
{
  double shift = by * (figure->to - figure->from);

  gh_figure_set_view (figure, figure->from + shift, figure->to + shift);
}

/**
 * gh_figure_get_visible_steps:
 * @figure: a figure
 * @from: (out): first step of which anything is visible
 * @to: (out): step after the last
 *
 * Tells the visible part in steps.
 */
void
gh_figure_get_visible_steps (const GhFigure *figure, gsize *from, gsize *to)
{
  double first = floor ((figure->from - figure->origin) / figure->step + 1e-6);
  double last = ceil ((figure->to - figure->origin) / figure->step - 1e-6);

  *from = (gsize) CLAMP (first, 0.0, (double) figure->count);
  *to = (gsize) CLAMP (last, 0.0, (double) figure->count);
}

/**
 * gh_figure_find_step:
 * @figure: a figure
 * @x: unix seconds or years
 * @step: (out): the step there
 *
 * Returns: whether there is one
 */
gboolean
gh_figure_find_step (const GhFigure *figure, double x, gsize *step)
{
  double place = floor ((x - figure->origin) / figure->step);

  if (!(place >= 0.0 && place < (double) figure->count))
    return FALSE;
  *step = (gsize) place;
  return TRUE;
}

/**
 * gh_figure_get_step_middle:
 * @figure: a figure
 * @step: a step
 *
 * Returns: the middle of it on the axis
 */
double
gh_figure_get_step_middle (const GhFigure *figure, gsize step)
{
  return figure->origin + figure->step * ((double) step + 0.5);
}

/**
 * gh_figure_set_cursor:
 * @figure: a figure
 * @x: where, NAN for nowhere
 *
 * Puts the cursor that reads all panels.
 */
void
gh_figure_set_cursor (GhFigure *figure, double x)
{
  gsize step;

  figure->cursor = gh_figure_find_step (figure, x, &step) ? x : NAN;
}

/**
 * gh_figure_get_cursor:
 * @figure: a figure
 *
 * Returns: where the cursor is, NAN for nowhere
 */
double
gh_figure_get_cursor (const GhFigure *figure)
{
  return figure->cursor;
}

/**
 * gh_figure_pixels_to_x:
 * @figure: a figure that has been drawn
 * @pixels: a distance
 *
 * Returns: the same on the axis
 */
double
gh_figure_pixels_to_x (const GhFigure *figure, double pixels)
{
  double width = figure->right - figure->left;

  return width > 0.0 ? pixels / width * (figure->to - figure->from) : 0.0;
}

/**
 * gh_figure_hit:
 * @figure: a figure that has been drawn
 * @x: pixels
 * @y: pixels
 * @hit: (out): what is there
 *
 * Tells what was drawn at a place.
 */
void
gh_figure_hit (const GhFigure *figure, double x, double y, GhFigureHit *hit)
{
  *hit = (GhFigureHit){ .panel = -1, .x = NAN, .legend = -1 };
  for (guint i = 0; i < figure->layers->len; i++)
    {
      const GhLayer *layer = gh_figure_get_layer (figure, i);
      if (x >= layer->legend_x && x <= layer->legend_x + layer->legend_width
          && fabs (y - layer->legend_y) <= 10.0)
        hit->legend = (int) i;
    }
  for (guint i = 0; i < figure->panels->len; i++)
    {
      const GhPanel *panel = gh_figure_get_panel (figure, i);
      if (y >= panel->top && y <= panel->bottom)
        hit->panel = (int) i;
    }
  if (x >= figure->left && x <= figure->right)
    hit->x = figure->from + gh_figure_pixels_to_x (figure, x - figure->left);
}
