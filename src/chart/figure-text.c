/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure shows, in words and numbers. */
#include <math.h>

#include "figure-private.h"
#include "number-text.h"
#include "time-scale.h"
#include "words.h"

#define NO_BREAK_SPACE "\302\240"

static char *
format_value (const GhPanel *panel, double shown)
{
  g_autofree char *number = gh_number_format (shown, panel->digits);

  return *panel->unit == '\0' || isnan (shown)
             ? g_steal_pointer (&number)
             : g_strconcat (number, NO_BREAK_SPACE, panel->unit, NULL);
}

static void
free_reading (gpointer data)
{
  GhReading *reading = data;

  g_free (reading->name);
  g_free (reading->text);
  g_free (reading);
}

/**
 * gh_figure_read:
 * @figure: a figure
 *
 * Reads every visible layer at the cursor, at the precision of its panel.
 *
 * Returns: (transfer full) (element-type GhReading): in the order of the layers; empty without a
 *   cursor
 */
GPtrArray *
gh_figure_read (const GhFigure *figure)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func (free_reading);
  gsize step;

  if (!gh_figure_find_step (figure, figure->cursor, &step))
    return readings;
  for (guint i = 0; i < figure->layers->len; i++)
    {
      const GhLayer *layer = gh_figure_get_layer (figure, i);
      const GhPanel *panel = gh_figure_get_panel (figure, layer->panel);
      GhReading *reading;
      if (!layer->visible)
        continue;
      reading = g_new0 (GhReading, 1);
      reading->panel = layer->panel;
      reading->layer = i;
      reading->name = g_strdup (layer->name);
      reading->role = layer->role;
      reading->value = gh_series_get_values (layer->numbers)[step] * panel->scale;
      reading->text = format_value (panel, reading->value);
      g_ptr_array_add (readings, reading);
    }
  return readings;
}

static char *
format_x (const GhFigure *figure, gsize step)
{
  double x = figure->origin + figure->step * (double) step;

  if (figure->time == NULL)
    return g_strdup_printf (_ ("year %d"), (int) lround (x + 0.5));
  return gh_time_scale_format_moment (x, gh_time_axis_get_zone (figure->time));
}

/* Where the visible part of a layer is least and greatest, and its mean. */
typedef struct
{
  gsize least, greatest;
  double mean;
  gsize count;
} Summary;

static Summary
sum_up (const double *values, gsize from, gsize to)
{
  Summary summary = { from, from, 0.0, 0 };

  for (gsize i = from; i < to; i++)
    {
      if (!isfinite (values[i]))
        continue;
      if (summary.count == 0 || values[i] < values[summary.least])
        summary.least = i;
      if (summary.count == 0 || values[i] > values[summary.greatest])
        summary.greatest = i;
      summary.mean += values[i];
      summary.count++;
    }
  if (summary.count > 0)
    summary.mean /= (double) summary.count;
  return summary;
}

static void
describe_layer (const GhFigure *figure, const GhLayer *layer, gsize from, gsize to, GString *text)
{
  const GhPanel *panel = gh_figure_get_panel (figure, layer->panel);
  const double *values = gh_series_get_values (layer->numbers);
  Summary summary = sum_up (values, from, to);

  if (summary.count == 0)
    {
      g_string_append_printf (text, _ ("%s: no data."), layer->name);
      g_string_append_c (text, ' ');
      return;
    }
  g_autofree char *mean = format_value (panel, summary.mean * panel->scale);
  g_autofree char *least = format_value (panel, values[summary.least] * panel->scale);
  g_autofree char *greatest = format_value (panel, values[summary.greatest] * panel->scale);
  g_autofree char *least_at = format_x (figure, summary.least);
  g_autofree char *greatest_at = format_x (figure, summary.greatest);
  if (values[summary.greatest] - values[summary.least] > 0.0)
    g_string_append_printf (text, _ ("%s: %s on average, from %s (%s) to %s (%s)."), layer->name,
                            mean, least, least_at, greatest, greatest_at);
  else
    g_string_append_printf (text, _ ("%s: always %s."), layer->name, mean);
  g_string_append_c (text, ' ');
}

/**
 * gh_figure_describe:
 * @figure: a figure
 *
 * Tells in words what is visible, for those who hear rather than see it.
 *
 * Returns: (transfer full): a few sentences
 */
char *
gh_figure_describe (const GhFigure *figure)
{
  GString *text = g_string_new (NULL);
  gsize from, to;

  gh_figure_get_visible_steps (figure, &from, &to);
  if (figure->time != NULL)
    {
      g_autofree char *range = gh_time_scale_format_range (figure->from, figure->to,
                                                           gh_time_axis_get_zone (figure->time));
      g_string_append_printf (text, "%s. ", range);
    }
  for (guint p = 0; p < figure->panels->len; p++)
    {
      g_string_append_printf (text, "%s. ", gh_figure_get_panel (figure, p)->title);
      for (guint i = 0; i < figure->layers->len; i++)
        {
          const GhLayer *layer = gh_figure_get_layer (figure, i);
          if (layer->panel == p && layer->visible)
            describe_layer (figure, layer, from, to, text);
        }
    }
  if (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

/**
 * gh_figure_to_table:
 * @figure: a figure
 *
 * Writes the visible part as a table for other programs: a heading, then a line a step, tabs
 * between; numbers as C writes them, times as ISO 8601.
 *
 * Returns: (transfer full): the text
 */
char *
gh_figure_to_table (const GhFigure *figure)
{
  GString *text = g_string_new (figure->time != NULL ? "time" : "year");
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gsize from, to;

  gh_figure_get_visible_steps (figure, &from, &to);
  for (guint i = 0; i < figure->layers->len; i++)
    {
      const GhLayer *layer = gh_figure_get_layer (figure, i);
      const char *unit = gh_figure_get_panel (figure, layer->panel)->unit;
      if (layer->visible)
        g_string_append_printf (text, *unit != '\0' ? "\t%s (%s)" : "\t%s%s", layer->name, unit);
    }
  g_string_append_c (text, '\n');
  for (gsize step = from; step < to; step++)
    {
      double x = figure->origin + figure->step * (double) step;
      g_autofree char *when
          = figure->time != NULL
                ? gh_time_format_iso ((gint64) x, gh_time_axis_get_zone (figure->time))
                : g_strdup_printf ("%ld", lround (x + 0.5));
      g_string_append (text, when);
      for (guint i = 0; i < figure->layers->len; i++)
        {
          const GhLayer *layer = gh_figure_get_layer (figure, i);
          double value = gh_series_get_values (layer->numbers)[step]
                         * gh_figure_get_panel (figure, layer->panel)->scale;
          if (!layer->visible)
            continue;
          g_string_append_c (text, '\t');
          if (isfinite (value))
            g_string_append (text, g_ascii_formatd (number, sizeof number, "%.6g", value));
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
