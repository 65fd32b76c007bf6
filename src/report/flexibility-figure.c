/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the promises of a fleet is shown, and how: what vehicles can do is a band, what their
 * virtual battery would promise a dashed line, and hatched what of that is broken. */
#include "flexibility-figure.h"

#include <math.h>

#include "words.h"

/* Less is rounding. */
#define TINY 1e-6

static GhSeries *
new_series (const double *base, const double *added, double factor, gsize count)
{
  double *values = g_new (double, count);

  for (gsize t = 0; t < count; t++)
    values[t] = base[t] + factor * added[t];
  return gh_series_new_take (values, count);
}

/* What is told from every few steps on stays until it is told again. */
static double *
spread (const GhFleetFlexibility *part, const double *numbers)
{
  gsize count = part->envelope->steps;
  double *values = g_new (double, count);

  for (gsize t = 0; t < count; t++)
    values[t] = numbers[t - t % part->sample_steps];
  return values;
}

static void
add (GhFigure *figure, guint panel, const GhLayerOptions *options)
{
  gh_figure_add_layer (figure, panel, options);
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
add_plan (GhFigure *figure, guint panel, const GhFleetFlexibility *part)
{
  g_autoptr (GhSeries) plan
      = new_series (part->planned_kw, part->planned_kw, 0.0, part->envelope->steps);

  add (figure, panel,
       &(GhLayerOptions){
           .kind = GH_LAYER_STEP, .role = GH_COLOUR_CAR, .name = _ ("By plan"), .series = plan });
}

/* What the virtual battery promises in one direction and, hatched, what of it is broken. */
static void
add_naive (GhFigure *figure, guint panel, const GhFleetFlexibility *part, const double *kept_kw,
           const double *naive_kw, double sign)
{
  gsize count = part->envelope->steps;
  gboolean up = sign > 0.0, broken = FALSE;
  g_autoptr (GhSeries) kept = new_series (part->planned_kw, kept_kw, sign, count);
  g_autoptr (GhSeries) naive = new_series (part->planned_kw, naive_kw, sign, count);
  double *gone = g_new (double, count);

  for (gsize t = 0; t < count; t++)
    {
      gboolean is_broken = naive_kw[t] > kept_kw[t] + TINY;
      gone[t] = is_broken ? gh_series_get_values (naive)[t] : NAN;
      broken = broken || is_broken;
    }
  g_autoptr (GhSeries) edge = gh_series_new_take (gone, count);
  if (broken)
    add (figure, panel,
         &(GhLayerOptions){ .kind = GH_LAYER_HATCH,
                            .role = GH_COLOUR_LOSS,
                            .name = up ? _ ("Broken upwards") : _ ("Broken downwards"),
                            .series = kept,
                            .upper = edge });
  add (figure, panel,
       &(GhLayerOptions){ .kind = GH_LAYER_STEP,
                          .role = GH_COLOUR_NAIVE,
                          .name = up ? _ ("Virtual battery, most") : _ ("Virtual battery, least"),
                          .series = naive });
}

static void
add_held (GhFigure *figure, const GhFleetFlexibility *part, guint duration)
{
  const GhFleetHeld *held = &part->held[duration];
  gsize count = part->envelope->steps;
  g_autofree double *up = spread (part, held->up_kw);
  g_autofree double *down = spread (part, held->down_kw);
  g_autofree double *naive_up = spread (part, held->naive_up_kw);
  g_autofree double *naive_down = spread (part, held->naive_down_kw);
  g_autoptr (GhSeries) least = new_series (part->planned_kw, down, -1.0, count);
  g_autoptr (GhSeries) most = new_series (part->planned_kw, up, 1.0, count);
  /* Translators: how long a power is held, such as "1 hour". */
  g_autofree char *title
      = g_strdup_printf (_ ("Held for %s"), gh_fleet_duration_get_title (duration));
  guint panel = add_panel (figure, title, "kW", 1.2);

  add (figure, panel,
       &(GhLayerOptions){ .kind = GH_LAYER_AREA,
                          .role = GH_COLOUR_CAR,
                          .name = _ ("Vehicles"),
                          .series = least,
                          .upper = most });
  add_naive (figure, panel, part, up, naive_up, 1.0);
  add_naive (figure, panel, part, down, naive_down, -1.0);
}

/* What vehicles can do in single steps, and what the connection leaves them. */
static void
add_envelope (GhFigure *figure, const GhFleetFlexibility *part)
{
  const GhFlexibilityEnvelope *envelope = part->envelope;
  gsize count = envelope->steps;
  guint panel = add_panel (figure, _ ("In single steps"), "kW", 1.0);
  g_autoptr (GhSeries) least = new_series (envelope->least_kw, envelope->least_kw, 0.0, count);
  g_autoptr (GhSeries) most = new_series (envelope->most_kw, envelope->most_kw, 0.0, count);

  add (figure, panel,
       &(GhLayerOptions){ .kind = GH_LAYER_AREA,
                          .role = GH_COLOUR_CAR,
                          .name = _ ("Vehicles"),
                          .series = least,
                          .upper = most });
  add_plan (figure, panel, part);
  if (!isfinite (part->room_kw[0]))
    return;
  g_autoptr (GhSeries) room
      = gh_series_new_take (g_memdup2 (part->room_kw, count * sizeof (double)), count);
  add (figure, panel,
       &(GhLayerOptions){ .kind = GH_LAYER_STEP,
                          .role = GH_COLOUR_LIMIT,
                          .name = _ ("Left by the connection"),
                          .series = room });
}

/* How far ahead of the plan, or behind it, the energy taken can be. */
static void
add_energy (GhFigure *figure, const GhFleetFlexibility *part)
{
  const GhFlexibilityEnvelope *envelope = part->envelope;
  gsize count = envelope->steps;
  double hours = gh_time_axis_get_step_hours (part->axis), taken = 0.0;
  g_autofree double *planned = g_new (double, count);
  guint panel = add_panel (figure, _ ("Energy taken, ahead of the plan or behind"), "kWh", 1.0);

  for (gsize t = 0; t < count; t++)
    planned[t] = taken += part->planned_kw[t] * hours;
  g_autoptr (GhSeries) least = new_series (envelope->lower_kwh, planned, -1.0, count);
  g_autoptr (GhSeries) most = new_series (envelope->upper_kwh, planned, -1.0, count);
  add (figure, panel,
       &(GhLayerOptions){ .kind = GH_LAYER_AREA,
                          .role = GH_COLOUR_CAR,
                          .name = _ ("Energy taken, ahead of the plan or behind"),
                          .series = least,
                          .upper = most });
}

/**
 * gh_flexibility_figure_new:
 * @promise: of a site with a plan
 *
 * Returns: (transfer full): power that can be held for each duration beside what the virtual
 *   battery promises, what can be done in single steps, and the energy that can be taken, on one
 *   time axis
 */
GhFigure *
gh_flexibility_figure_new (const GhFleetPromise *promise)
{
  const GhFleetFlexibility *part = gh_fleet_promise_get (promise);
  GhFigure *figure = gh_figure_new_time (part->axis);

  for (guint d = 0; d < GH_FLEET_DURATIONS; d++)
    add_held (figure, part, d);
  add_envelope (figure, part);
  add_energy (figure, part);
  return figure;
}

/**
 * gh_commitment_figure_new:
 * @promise: of a site with a committed profile
 *
 * Returns: (transfer full): what was committed and what the vehicles take together
 */
GhFigure *
gh_commitment_figure_new (const GhFleetPromise *promise)
{
  const GhFleetFlexibility *part = gh_fleet_promise_get (promise);
  const GhFleetCommitment *own = part->commitment;
  gsize count = part->envelope->steps;
  GhFigure *figure = gh_figure_new_time (part->axis);
  guint panel = add_panel (figure, _ ("Power"), "kW", 1.0);
  g_autoptr (GhSeries) total
      = gh_series_new_take (g_memdup2 (own->total_kw, count * sizeof (double)), count);
  g_autoptr (GhSeries) profile
      = gh_series_new_take (g_memdup2 (own->profile_kw, count * sizeof (double)), count);

  add (figure, panel,
       &(GhLayerOptions){
           .kind = GH_LAYER_AREA, .role = GH_COLOUR_CAR, .name = _ ("Vehicles"), .series = total });
  add (figure, panel,
       &(GhLayerOptions){ .kind = GH_LAYER_STEP,
                          .role = GH_COLOUR_LIMIT,
                          .name = _ ("Committed"),
                          .series = profile });
  return figure;
}
