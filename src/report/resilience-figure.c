/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of outages is shown, and how. */
#include "resilience-figure.h"

#include <math.h>

#include "words.h"

#define PERCENT 100.0
/* The curves are shown at least so far, and a little beyond their end. */
#define LEAST_SHOWN_HOURS 24.0
#define BEYOND_END_HOURS 2.0
#define NO_SHARE 5e-4

static const GhColourRole colours[GH_MOST_COMPARED]
    = { GH_COLOUR_ARRIVAL, GH_COLOUR_SMART, GH_COLOUR_V2H, GH_COLOUR_V2G, GH_COLOUR_WALL };

/* Where the last curve ends, hours. */
static double
find_end (const GhResilience *resilience)
{
  gsize end = 0;

  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      const GhResilienceStrategy *result = &resilience->strategies[i];
      for (gsize h = resilience->survival_count; result->is_planned && h-- > end;)
        if (result->survival[h] > NO_SHARE)
          end = h;
    }
  return CLAMP ((double) end + BEYOND_END_HOURS, LEAST_SHOWN_HOURS, resilience->longest_hours);
}

/**
 * gh_resilience_figure_new:
 * @resilience: what was found
 *
 * Returns: (transfer full): the share of all outages that are survived for at least so long, a line
 *   for each strategy that can power the house
 */
GhFigure *
gh_resilience_figure_new (const GhResilience *resilience)
{
  GhFigure *figure = gh_figure_new_numbers (_ ("Length of the outage"), "h", 0.0, 1.0,
                                            (guint) resilience->survival_count);
  guint panel = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Survived outages"),
                                                                .unit = "%",
                                                                .scale = PERCENT,
                                                                .digits = 0,
                                                                .has_zero = TRUE,
                                                                .minimum = 0.0,
                                                                .maximum = PERCENT });
  double from, to;

  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      const GhResilienceStrategy *result = &resilience->strategies[i];
      if (!result->is_planned || !result->is_able)
        continue;
      g_autoptr (GhSeries) series = gh_series_new_take (
          g_memdup2 (result->survival, resilience->survival_count * sizeof (double)),
          resilience->survival_count);
      gh_figure_add_layer (
          figure, panel,
          &(GhLayerOptions){ .kind = GH_LAYER_LINE,
                             .role = colours[i],
                             .name = gh_strategy_get_short_title (result->strategy),
                             .series = series });
    }
  gh_figure_get_whole (figure, &from, &to);
  gh_figure_set_view (figure, from, MIN (to, find_end (resilience) + 0.5));
  gh_figure_set_cursor (figure, MIN (4.0, to - 1.0));
  return figure;
}

/**
 * gh_resilience_map_new:
 * @resilience: what was found
 * @strategy: one of the compared, with a plan
 * @low: what nine of ten outages are survived for at least, rather than half
 *
 * Returns: (transfer full): the hours by month and hour of the day at which the grid fails
 */
GhHourMap *
gh_resilience_map_new (const GhResilience *resilience, GhStrategy strategy, gboolean low)
{
  const GhResilienceStrategy *result = &resilience->strategies[strategy];
  const GhHourMapOptions options
      = { .title = low ? _ ("Survived by nine of ten") : _ ("Survived by half"),
          .unit = "h",
          .scale = 1.0,
          .digits = 1,
          .role = colours[strategy],
          .negative_role = colours[strategy] };

  return gh_hour_map_new (&options, low ? result->low_map : result->median_map, NULL);
}
