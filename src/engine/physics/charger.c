/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/charger.h"

#include <math.h>

/* A charger that is only on or off gets a curve as wide as this, since a curve has two points. */
#define LEAST_WIDTH_KW 1e-6
/* Straight lines between points miss the loss curve by at most this share of the AC power. */
#define CURVE_TOLERANCE 1e-3

/* One direction as numbers; battery power P, AC power P +- (a + b P + c P^2). */
typedef struct
{
  int sign;
  double a, b, c;
} LossCurve;

static double
ac_of (const LossCurve *loss, double battery_kw)
{
  return battery_kw
         + loss->sign * (loss->a + loss->b * battery_kw + loss->c * battery_kw * battery_kw);
}

/* Battery power on the rising branch at an AC power; NAN where the losses never let it be reached.
 */
static double
battery_of (const LossCurve *loss, double ac_kw)
{
  double linear = 1.0 + loss->sign * loss->b;
  double square = loss->sign * loss->c;
  double rest = loss->sign * loss->a - ac_kw;
  double root = linear * linear - 4.0 * square * rest;

  if (root < 0.0 || linear <= 0.0)
    return NAN;
  /* The form without cancellation, which also holds without a quadratic term. */
  return MAX (0.0, -2.0 * rest / (linear + sqrt (root)));
}

/* The widest step from a battery power at which the chord stays within the tolerance. At x beyond
 * the point a chord of width h misses c P^2 by c x (h - x), which has to be at most the tolerance t
 * times A + B x +- c x^2, the AC power there: h = (t B + 2 sqrt (t A c (1 +- t))) / c. */
static double
chord_width (const LossCurve *loss, double battery_kw)
{
  double ac = MAX (ac_of (loss, battery_kw), 0.0);
  double slope = 1.0 + loss->sign * (loss->b + 2.0 * loss->c * battery_kw);
  double root = sqrt (CURVE_TOLERANCE * ac * loss->c * (1.0 + loss->sign * CURVE_TOLERANCE));

  if (loss->c <= 0.0)
    return INFINITY;
  return (CURVE_TOLERANCE * slope + 2.0 * root) / loss->c;
}

static void
add_point (GhChargerCurve *curve, double battery_kw, double ac_kw)
{
  guint count = ++curve->count;

  curve->battery_kw = g_renew (double, curve->battery_kw, count);
  curve->ac_kw = g_renew (double, curve->ac_kw, count);
  curve->battery_kw[count - 1] = battery_kw;
  curve->ac_kw[count - 1] = ac_kw;
}

static GhChargerCurve
sample_curve (const LossCurve *loss, double least_ac_kw, double most_ac_kw)
{
  GhChargerCurve curve = { 0 };
  double least
      = MIN (MAX (least_ac_kw, loss->sign > 0 ? loss->a : 0.0), most_ac_kw - LEAST_WIDTH_KW);
  double from = battery_of (loss, least);
  double to = battery_of (loss, most_ac_kw);

  if (!isfinite (from) || !isfinite (to) || to <= from)
    return curve;
  add_point (&curve, from, MAX (0.0, ac_of (loss, from)));
  for (double next = from; (next += chord_width (loss, next)) < to - 1e-9;)
    add_point (&curve, next, ac_of (loss, next));
  add_point (&curve, to, most_ac_kw);
  return curve;
}

/* Power at the battery of a measured point. */
static double
battery_of_point (const GhEfficiencyPoint *point, gboolean charging)
{
  return charging ? point->power_kw * point->efficiency : point->power_kw / point->efficiency;
}

/* Power at the battery at an AC power: straight between the points, so that losses are; beyond the
 * first and the last with their efficiency. */
static double
battery_between (const GPtrArray *points, gboolean charging, double ac_kw)
{
  const GhEfficiencyPoint *before = NULL, *after = g_ptr_array_index (points, 0);

  for (guint i = 0; i < points->len; i++)
    {
      before = after;
      after = g_ptr_array_index (points, i);
      if (after->power_kw >= ac_kw)
        break;
    }
  if (before == after || after->power_kw < ac_kw)
    return battery_of_point (after, charging) * ac_kw / after->power_kw;
  double share = (ac_kw - before->power_kw) / (after->power_kw - before->power_kw);
  double from = battery_of_point (before, charging), to = battery_of_point (after, charging);
  return from + share * (to - from);
}

/* A measured curve between two AC powers. */
static GhChargerCurve
trace_points (const GPtrArray *points, gboolean charging, double least_ac_kw, double most_ac_kw)
{
  GhChargerCurve curve = { 0 };
  double least = MIN (least_ac_kw, most_ac_kw - LEAST_WIDTH_KW);

  if (most_ac_kw <= 0.0)
    return curve;
  add_point (&curve, battery_between (points, charging, least), least);
  for (guint i = 0; i < points->len; i++)
    {
      const GhEfficiencyPoint *point = g_ptr_array_index (points, i);
      if (point->power_kw > least + LEAST_WIDTH_KW && point->power_kw < most_ac_kw - LEAST_WIDTH_KW)
        add_point (&curve, battery_of_point (point, charging), point->power_kw);
    }
  add_point (&curve, battery_between (points, charging, most_ac_kw), most_ac_kw);
  return curve;
}

/**
 * gh_charger_new_curve:
 * @charger: (nullable): a charger; %NULL for the defaults
 * @charging: which direction
 *
 * Draws one direction of a charger as straight lines. With constant efficiency that is exact:
 * battery = eta AC charging, AC = eta battery discharging. With quadratic losses a + b P + c P^2 at
 * battery power P (the form that was measured on bidirectional wallboxes, doi
 * 10.1016/j.segy.2024.100145) the points are exact and the lines miss at most 0.1 % of the AC
 * power. With a table of efficiencies the lines are those between its points; below the first and
 * above the last their efficiency is kept. Range: AC power from the charger's minimum, or the fixed
 * loss, to its limit.
 *
 * Returns: the curve, whose arrays the caller owns; no points where the limit is 0 or the losses
 *   never let it be reached
 */
GhChargerCurve
gh_charger_new_curve (const GhCharger *charger, gboolean charging)
{
  g_autofree GhCharger *defaults = gh_record_new (&gh_charger_table);
  const GhCharger *used = charger != NULL ? charger : defaults;
  double limit = charging ? used->charge_kw : used->discharge_kw;
  double efficiency = charging ? used->charge_efficiency : used->discharge_efficiency;
  const GArray *given = charging ? used->charge_loss_kw : used->discharge_loss_kw;
  const GPtrArray *points = charging ? used->charge_points : used->discharge_points;
  double minimum = gh_charger_get_minimum_kw (used);
  LossCurve loss
      = { charging ? 1 : -1, 0.0, charging ? 1.0 / efficiency - 1.0 : 1.0 - efficiency, 0.0 };

  if (points != NULL && points->len > 0)
    return trace_points (points, charging, minimum, limit);
  if (given != NULL)
    {
      loss.a = g_array_index (given, double, 0);
      loss.b = g_array_index (given, double, 1);
      loss.c = g_array_index (given, double, 2);
    }
  return sample_curve (&loss, minimum, limit);
}
