/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/ageing-law.h"
#include "physics/rainflow.h"

#include <math.h>

/* Slower than this is rest, not use (NREL draws the line there as well). */
#define REST_PER_HOUR 0.01

/* Sums over the steps before each moment, so that the mean over any stretch is a difference.
 * @way: of the state of charge, while moving; @moving: number of steps that move; @warmth and
 * @warmth2: temperature beyond the first, and its square; @square: of the stressor */
typedef struct
{
  double way;
  double moving;
  double warmth;
  double warmth2;
  double square;
} Sums;

/* A window while it is measured. */
typedef struct
{
  const GhAgeingLaw *law;
  const double *soc;
  gsize count;
  double step_hours;
  const double *temperature_k;
  double constant_k;
  double *stressor;
  Sums *sums;
} Window;

static double
temperature_at (const Window *window, gsize step)
{
  return window->temperature_k != NULL ? window->temperature_k[step] : window->constant_k;
}

static gboolean
is_same (double a, double b)
{
  return !(a < b) && !(a > b);
}

/* A parked car stays where it is: what does not change is not worked out again. */
static void
find_stressors (Window *window)
{
  double (*stressor) (double) = window->law->stressor;

  window->stressor = g_new (double, window->count + 1);
  for (gsize i = 0; i <= window->count; i++)
    if (i > 0 && is_same (window->soc[i], window->soc[i - 1]))
      window->stressor[i] = window->stressor[i - 1];
    else
      window->stressor[i] = stressor != NULL ? stressor (window->soc[i]) : window->soc[i];
}

static void
add_up (Window *window)
{
  double first_k = temperature_at (window, 0);

  window->sums = g_new0 (Sums, window->count + 1);
  for (gsize i = 0; i < window->count; i++)
    {
      const Sums *sums = &window->sums[i];
      double way = fabs (window->soc[i + 1] - window->soc[i]);
      gboolean moving = way >= REST_PER_HOUR * window->step_hours;
      double warmth = temperature_at (window, i) - first_k;
      double from = window->stressor[i];
      double to = window->stressor[i + 1];

      window->sums[i + 1]
          = (Sums){ sums->way + (moving ? way : 0.0), sums->moving + (moving ? 1.0 : 0.0),
                    sums->warmth + warmth, sums->warmth2 + warmth * warmth,
                    sums->square + 0.5 * (from * from + to * to) };
    }
}

/* What happens throughout: time, throughput, the extremes. */
static void
measure_whole (const Window *window, GhAgeingStress *stress)
{
  double soc = 0.0;

  stress->days = (double) window->count * window->step_hours / 24.0;
  stress->temperature_min_k = stress->temperature_max_k = temperature_at (window, 0);
  for (gsize i = 0; i < window->count; i++)
    {
      double change = window->soc[i + 1] - window->soc[i];
      double rate = change / window->step_hours;

      stress->efc += 0.5 * fabs (change);
      soc += 0.5 * (window->soc[i] + window->soc[i + 1]);
      stress->charge_max_per_hour = MAX (stress->charge_max_per_hour, rate);
      stress->discharge_max_per_hour = MAX (stress->discharge_max_per_hour, -rate);
      stress->temperature_min_k = MIN (stress->temperature_min_k, temperature_at (window, i));
      stress->temperature_max_k = MAX (stress->temperature_max_k, temperature_at (window, i));
    }
  stress->mean_soc = soc / (double) window->count;
  stress->mean_temperature_k
      = temperature_at (window, 0) + window->sums[window->count].warmth / (double) window->count;
}

static double
mean_over_time (const Window *window, const GhAgeingParameter *parameter)
{
  GhAgeingPoint last = { -1.0, 0.0, 0.0 };
  double value = 0.0;
  double sum = 0.0;

  for (gsize i = 0; i < window->count; i++)
    for (gsize end = i; end <= i + 1; end++)
      {
        GhAgeingPoint point
            = { window->soc[end], window->stressor[end], temperature_at (window, i) };

        if (!is_same (point.soc, last.soc) || !is_same (point.temperature_k, last.temperature_k))
          value = parameter->of_point (&point);
        last = point;
        sum += 0.5 * value;
      }
  return parameter->scale * sum / (double) window->count;
}

/* A cycle as the laws see it; @spread_k: standard deviation of its temperature. */
static GhAgeingCycle
look_at (const Window *window, const GhCycle *found, double *spread_k)
{
  const Sums *from = &window->sums[found->first];
  const Sums *to = &window->sums[found->last];
  double steps = (double) (found->last - found->first);
  double moving = to->moving - from->moving;
  double warmth = (to->warmth - from->warmth) / steps;
  double variance = (to->warmth2 - from->warmth2) / steps - warmth * warmth;
  GhAgeingCycle cycle = {
    .dod = found->range,
    .soc = found->mean,
    .rms_stressor = sqrt ((to->square - from->square) / steps),
    .c_rate = moving > 0.0 ? (to->way - from->way) / (moving * window->step_hours) : 0.0,
    .temperature_k = temperature_at (window, 0) + warmth,
  };

  *spread_k = sqrt (MAX (variance, 0.0));
  return cycle;
}

/* The mean over a temperature that varies is taken at one standard deviation below and above its
 * mean: exact where the parameter bends like a parabola over the range. */
static double
mean_of_cycle (const GhAgeingParameter *parameter, const GhAgeingCycle *cycle, double spread_k)
{
  GhAgeingCycle colder = *cycle;
  GhAgeingCycle warmer = *cycle;

  if (spread_k <= 0.0)
    return parameter->of_cycle (cycle);
  colder.temperature_k -= spread_k;
  warmer.temperature_k += spread_k;
  return 0.5 * (parameter->of_cycle (&colder) + parameter->of_cycle (&warmer));
}

static void
add_of_cycle (const GhAgeingParameter *parameter, const GhAgeingCycle *cycle, double spread_k,
              double weight, double *mean)
{
  if (parameter->of_cycle != NULL)
    *mean += weight * parameter->scale * mean_of_cycle (parameter, cycle, spread_k);
}

static void
measure_cycles (const Window *window, GhAgeingStress *stress)
{
  g_autoptr (GArray) cycles = gh_rainflow_count (window->soc, window->count + 1);

  for (guint i = 0; i < cycles->len; i++)
    {
      const GhCycle *found = &g_array_index (cycles, GhCycle, i);
      double spread_k;
      GhAgeingCycle cycle = look_at (window, found, &spread_k);
      double weight = found->range * found->count / stress->efc;

      stress->dod += weight * cycle.dod;
      stress->c_rate += weight * cycle.c_rate;
      for (guint c = 0; c < GH_AGEING_COMPONENTS; c++)
        {
          const GhAgeingComponent *component = &window->law->components[c];
          GhAgeingRates *rates = &stress->rates[c];

          add_of_cycle (&component->rate, &cycle, spread_k, weight, &rates->rate);
          add_of_cycle (&component->exponent, &cycle, spread_k, weight, &rates->exponent);
          add_of_cycle (&component->limit, &cycle, spread_k, weight, &rates->limit);
        }
    }
}

/* The parameters that cycles have no part in. */
static double
measure_parameter (const Window *window, const GhAgeingParameter *parameter)
{
  if (parameter->of_cycle != NULL)
    return 0.0;
  return parameter->of_point != NULL ? mean_over_time (window, parameter) : parameter->scale;
}

/**
 * gh_ageing_stress_measure:
 * @law: a law of ageing
 * @soc: (array length=count+1): state of charge, 0 to 1, at the beginning and the end of each step
 * @count: number of steps, at least 1
 * @step_seconds: length of a step
 * @temperature_k: (nullable) (array length=count): temperature of the cell during each step
 * @constant_k: temperature where @temperature_k is %NULL
 * @stress: (out): what the window does to a cell
 *
 * Looks at a window of time as @law does.
 *
 * What depends on the moment is averaged over time, by trapezoids in the state of charge: the mean
 * of a rate, never the rate at a mean. What depends on cycles is averaged over the cycles that
 * gh_rainflow_count() finds, each by its equivalent full cycles; for a window of one charge and
 * one discharge that is the rate at depth = highest less lowest state of charge. The C-rate of a
 * cycle is the mean of |dSoC/dt| from its beginning to its turn, over the steps that are no rest
 * (0.01 1/h or more). Where the temperature varies within a cycle, the mean is taken over its
 * mean plus and minus its standard deviation.
 *
 * Equivalent full cycles are those of the capacity that @soc is a fraction of: half the way it has
 * gone. For a cell that has faded, multiply @stress's efc by its state of health, since the laws
 * count throughput in capacities of a new cell.
 */
void
gh_ageing_stress_measure (const GhAgeingLaw *law, const double *soc, gsize count,
                          double step_seconds, const double *temperature_k, double constant_k,
                          GhAgeingStress *stress)
{
  Window window = { law, soc, count, step_seconds / 3600.0, temperature_k, constant_k, NULL, NULL };

  find_stressors (&window);
  add_up (&window);
  *stress = (GhAgeingStress){ 0 };
  measure_whole (&window, stress);
  for (guint i = 0; i < GH_AGEING_COMPONENTS; i++)
    {
      const GhAgeingComponent *component = &law->components[i];

      stress->rates[i] = (GhAgeingRates){ measure_parameter (&window, &component->rate),
                                          measure_parameter (&window, &component->exponent),
                                          measure_parameter (&window, &component->limit) };
    }
  measure_cycles (&window, stress);
  g_free (window.stressor);
  g_free (window.sums);
}
