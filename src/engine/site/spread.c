/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/spread.h"

#include <math.h>

#define LAST_MINUTE 1439.0
/* Rounds of Newton, or halvings where it leaves its bracket: beyond what doubles can tell apart. */
#define MOST_ROUNDS 100
#define CLOSE_ENOUGH 1e-12

/* Rounding must not leave the last value out. */
static void
set_shares (GhSpreadDraw *self, const GArray *weights)
{
  double sum = 0.0;

  self->shares = g_new (double, self->count);
  for (guint i = 0; i < self->count; i++)
    {
      sum += weights != NULL && i < weights->len ? g_array_index (weights, double, i) : 1.0;
      self->shares[i] = sum;
    }
  for (guint i = 0; i < self->count; i++)
    self->shares[i] = sum > 0.0 ? self->shares[i] / sum : 1.0;
}

/**
 * gh_spread_draw_init:
 * @self: (out): what can be drawn from; cleared with gh_spread_draw_clear()
 * @spread: a valid spread
 * @least: what no draw is below where the spread does not say
 * @most: what no draw is above where the spread does not say
 *
 * Makes a spread ready.
 */
void
gh_spread_draw_init (GhSpreadDraw *self, const GhSpread *spread, double least, double most)
{
  *self = (GhSpreadDraw){ .mean = spread->mean,
                          .deviation = spread->deviation,
                          .least = isnan (spread->least) ? least : spread->least,
                          .most = isnan (spread->most) ? most : spread->most };
  if (spread->values == NULL)
    return;
  self->mean = NAN;
  self->count = spread->values->len;
  self->values = g_memdup2 (spread->values->data, self->count * sizeof (double));
  set_shares (self, spread->weights);
}

/**
 * gh_spread_draw_init_clock:
 * @self: (out): what can be drawn from; cleared with gh_spread_draw_clear()
 * @spread: a valid spread of clock times
 *
 * Makes a spread of clock times ready; draws are minutes since midnight.
 */
void
gh_spread_draw_init_clock (GhSpreadDraw *self, const GhClockSpread *spread)
{
  *self = (GhSpreadDraw){ .mean = spread->mean,
                          .deviation = spread->deviation,
                          .least = spread->least < 0 ? 0.0 : spread->least,
                          .most = spread->most < 0 ? LAST_MINUTE : spread->most };
  if (spread->values == NULL)
    return;
  self->mean = NAN;
  self->count = spread->values->len;
  self->values = g_new (double, self->count);
  for (guint i = 0; i < self->count; i++)
    self->values[i] = ((const GhClockValue *) g_ptr_array_index (spread->values, i))->at;
  set_shares (self, spread->weights);
}

/**
 * gh_spread_draw_clear:
 * @self: what was made ready
 *
 * Frees what it holds.
 */
void
gh_spread_draw_clear (GhSpreadDraw *self)
{
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->shares, g_free);
}

static double
normal_share_below (double x)
{
  return 0.5 * erfc (-x * M_SQRT1_2);
}

static double
normal_density (double x)
{
  return exp (-0.5 * x * x) / sqrt (2.0 * G_PI);
}

/* Where the normal distribution has a share below it, between two limits. */
static double
find_normal (double share, double low, double high)
{
  double x = MAX (low, MIN (high, 0.0));

  for (int round = 0; round < MOST_ROUNDS; round++)
    {
      double above = normal_share_below (x) - share;
      if (above > 0.0)
        high = x;
      else
        low = x;
      double next = x - above / normal_density (x);
      /* Written so that NAN is outside, too. */
      if (!(next > low && next < high))
        next = 0.5 * (low + high);
      if (fabs (next - x) < CLOSE_ENOUGH)
        return next;
      x = next;
    }
  return x;
}

static double
draw_value (const GhSpreadDraw *self, double share)
{
  guint i = 0;

  while (i + 1 < self->count && share >= self->shares[i])
    i++;
  return self->values[i];
}

/**
 * gh_spread_draw_next:
 * @self: what to draw from
 * @random: a generator; one number is taken from it
 *
 * Draws from the normal distribution cut off at both ends, by inverting its distribution function,
 * or one of the values.
 *
 * Returns: the draw
 */
double
gh_spread_draw_next (const GhSpreadDraw *self, GhRandom *random)
{
  double uniform = gh_random_uniform (random);

  if (self->count > 0)
    return draw_value (self, uniform);
  if (!(self->deviation > 0.0))
    return self->mean;
  double low = (self->least - self->mean) / self->deviation;
  double high = (self->most - self->mean) / self->deviation;
  double below = normal_share_below (low);
  double share = below + uniform * (normal_share_below (high) - below);
  double x = find_normal (share, MAX (low, -40.0), MIN (high, 40.0));
  return MAX (self->least, MIN (self->most, self->mean + self->deviation * x));
}
