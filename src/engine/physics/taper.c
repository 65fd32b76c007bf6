/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much power a battery surely bears at an energy, and straight lines below that. */
#include "physics/taper.h"

#include <math.h>

/* The safe power bends between the points of the pack's grid, where a step ends on one of them:
 * with four points a step of the grid lines between them miss that by less than a thousandth. */
#define POINTS (4 * GH_PACK_SOC_STEPS + 1)

/* Each line takes time in a plan: one more has to leave a thousandth more power. */
#define WORTH_A_LINE 1.001

/* The whole resistance of a pack over the charge, which is what a current meets after minutes. */
typedef struct
{
  const GhPack *pack;
  double soc_per_a;
  double ohm[GH_PACK_SOC_STEPS + 1];
} Resistance;

static void
fill_resistance (const GhPack *pack, double temperature_k, double seconds, Resistance *resistance)
{
  GhCircuitValues values;

  resistance->pack = pack;
  resistance->soc_per_a = seconds / (3600.0 * pack->capacity_ah);
  for (guint i = 0; i <= GH_PACK_SOC_STEPS; i++)
    {
      gh_pack_get_values (pack, (double) i / GH_PACK_SOC_STEPS, temperature_k, &values);
      resistance->ohm[i] = values.r0_ohm + values.r1_ohm + values.r2_ohm;
    }
}

static double
ohm_at (const Resistance *resistance, double position)
{
  guint i = (guint) MIN (position, GH_PACK_SOC_STEPS - 1.0);

  return resistance->ohm[i] + (position - i) * (resistance->ohm[i + 1] - resistance->ohm[i]);
}

/* The greatest resistance on the way. */
static double
greatest_ohm (const Resistance *resistance, double from, double to)
{
  double low = MIN (from, to) * GH_PACK_SOC_STEPS, high = MAX (from, to) * GH_PACK_SOC_STEPS;
  double most = MAX (ohm_at (resistance, low), ohm_at (resistance, high));

  for (guint i = (guint) ceil (low); i < high; i++)
    most = MAX (most, resistance->ohm[i]);
  return most;
}

/* The worst voltage of a step at a constant current, the branches settled. Beyond empty and full
 * the open-circuit voltage goes on: a step that would end there is no step of a plan, and whatever
 * ends before is judged as it is. */
static double
worst_voltage (const Resistance *resistance, double soc, double current_a)
{
  double end = soc - resistance->soc_per_a * current_a;

  return gh_pack_get_ocv_v (resistance->pack, end, NULL)
         - greatest_ohm (resistance, soc, CLAMP (end, 0.0, 1.0)) * current_a;
}

/* The greatest settled current, in size. */
static double
greatest_current (const Resistance *resistance, double soc, gboolean charging)
{
  const GhPack *pack = resistance->pack;
  int sign = charging ? -1 : 1;
  double bound = charging ? pack->voltage_max_v : pack->voltage_min_v;
  double good = 0.0, bad = charging ? pack->charge_limit_a : pack->discharge_limit_a;

  if (sign * (worst_voltage (resistance, soc, 0.0) - bound) < 0.0)
    return 0.0;
  if (sign * (worst_voltage (resistance, soc, sign * bad) - bound) >= 0.0)
    return bad;
  while (bad - good > 1e-9 * bad)
    {
      double middle = (good + bad) / 2.0;
      if (sign * (worst_voltage (resistance, soc, sign * middle) - bound) >= 0.0)
        good = middle;
      else
        bad = middle;
    }
  return good;
}

static double
safe_power (const Resistance *resistance, double soc, gboolean charging)
{
  double current = greatest_current (resistance, soc, charging);

  return (charging ? current * gh_pack_get_ocv_v (resistance->pack, soc, NULL)
                   : current * worst_voltage (resistance, soc, current))
         / 1000.0;
}

/**
 * gh_pack_get_safe_power_kw:
 * @pack: a pack
 * @soc: state of charge as a step begins
 * @temperature_k: the coldest of the cells
 * @step_seconds: length of the step
 * @charging: or discharging
 *
 * The power that current and voltage allow all through a step, whether the battery has rested or
 * not: the branches count as settled, the greatest resistance on the way and the least voltage.
 * gh_state_of_power() of a rested battery is greater. Being empty or full is no matter here, as a
 * plan bounds its energy itself.
 *
 * Returns: in kW at the terminals, 0 or more
 */
double
gh_pack_get_safe_power_kw (const GhPack *pack, double soc, double temperature_k,
                           double step_seconds, gboolean charging)
{
  Resistance resistance;

  fill_resistance (pack, temperature_k, step_seconds, &resistance);
  return safe_power (&resistance, soc, charging);
}

/* Safe powers over @x, the way in which they fall: the energy stored when charging, the energy
 * missing when discharging. */
typedef struct
{
  double x[POINTS];
  double kw[POINTS];
} Curve;

/* A line over the x of a curve that never rises. */
typedef struct
{
  double at_end_kw;
  double fall_kw_per_kwh;
} Line;

static double
line_at (const Curve *curve, const Line *line, guint i)
{
  return line->at_end_kw + line->fall_kw_per_kwh * (curve->x[POINTS - 1] - curve->x[i]);
}

static void
fill_curve (const GhPack *pack, double temperature_k, double seconds, double limit_kw,
            gboolean charging, Curve *curve)
{
  Resistance resistance;

  fill_resistance (pack, temperature_k, seconds, &resistance);
  for (guint i = 0; i < POINTS; i++)
    {
      guint point = charging ? i : POINTS - 1 - i;
      double soc = (double) point / (POINTS - 1);
      double energy = gh_pack_get_energy_kwh (pack, soc);
      curve->x[i] = charging ? energy : pack->capacity_kwh - energy;
      curve->kw[i] = MIN (safe_power (&resistance, soc, charging), limit_kw);
    }
}

/* The steepest line through @pivot that none of the points @first to @last is below: the edge of
 * their lower hull that ends there, or the one that begins there for the first. FALSE where there
 * is none, or it rises or ends below 0. */
static gboolean
find_tangent (const Curve *curve, guint first, guint last, guint pivot, Line *line)
{
  double least = 0.0, most = INFINITY;

  for (guint i = first; i < pivot; i++)
    most = MIN (most, (curve->kw[i] - curve->kw[pivot]) / (curve->x[pivot] - curve->x[i]));
  for (guint i = pivot + 1; i <= last; i++)
    least = MAX (least, (curve->kw[pivot] - curve->kw[i]) / (curve->x[i] - curve->x[pivot]));
  if (least > most)
    return FALSE;
  line->fall_kw_per_kwh = isfinite (most) ? most : least;
  line->at_end_kw
      = curve->kw[pivot] - line->fall_kw_per_kwh * (curve->x[POINTS - 1] - curve->x[pivot]);
  return line->at_end_kw >= 0.0;
}

/* The steepest line to nothing at the end that stays below the points. */
static Line
find_line_to_zero (const Curve *curve, guint first, guint last)
{
  Line line = { 0.0, INFINITY };

  for (guint i = first; i <= MIN (last, POINTS - 2); i++)
    line.fall_kw_per_kwh
        = MIN (line.fall_kw_per_kwh, curve->kw[i] / (curve->x[POINTS - 1] - curve->x[i]));
  return line;
}

/* The line below the points @first to @last with the greatest mean over them, which never rises nor
 * falls below 0. */
static Line
find_line (const Curve *curve, guint first, guint last)
{
  double middle = (curve->x[first] + curve->x[last]) / 2.0, end = curve->x[POINTS - 1];
  Line best = find_line_to_zero (curve, first, last), line;

  for (guint i = first; i <= last; i++)
    if (find_tangent (curve, first, last, i, &line)
        && line.at_end_kw + line.fall_kw_per_kwh * (end - middle)
               > best.at_end_kw + best.fall_kw_per_kwh * (end - middle))
      best = line;
  return best;
}

/* Cuts the points from @first on into @count parts and finds a line for each; what the least of the
 * lines encloses. */
static double
find_lines (const Curve *curve, guint first, guint count, Line *lines)
{
  double area = 0.0;

  for (guint part = 0; part < count; part++)
    {
      guint from = first + (POINTS - 1 - first) * part / count;
      guint to = first + (POINTS - 1 - first) * (part + 1) / count;
      lines[part] = find_line (curve, from, MAX (to, from + 1));
    }
  for (guint i = first; i + 1 < POINTS; i++)
    {
      double least = INFINITY;
      for (guint part = 0; part < count; part++)
        least = MIN (least, line_at (curve, &lines[part], i));
      area += least * (curve->x[i + 1] - curve->x[i]);
    }
  return area;
}

/* Whether the safe power is ever less than what a step can move before the battery is full or
 * empty, and than the limit. */
static gboolean
matters (const Curve *curve, double limit_kw, double hours)
{
  for (guint i = 0; i < POINTS; i++)
    if (curve->kw[i] < MIN (limit_kw, (curve->x[POINTS - 1] - curve->x[i]) / hours))
      return TRUE;
  return FALSE;
}

/**
 * gh_pack_taper_lines:
 * @pack: a pack
 * @temperature_k: the coldest of the cells
 * @step_seconds: length of a step of the plan
 * @limit_kw: greatest power of the charger at the battery: above it nothing matters
 * @charging: or discharging
 * @taper: (out): lines
 *
 * Straight lines such that the least of them and @limit_kw is never above
 * gh_pack_get_safe_power_kw() and never below 0, and is concave in the energy stored, as a plan
 * needs it. From where the safe power falls below @limit_kw the rest of the energy is cut into one
 * to four parts, each gets the line below the curve that leaves the most, and there are as many
 * parts as leave markedly more in all. There are no lines where being full or empty always limits a
 * step first.
 */
void
gh_pack_taper_lines (const GhPack *pack, double temperature_k, double step_seconds, double limit_kw,
                     gboolean charging, GhTaper *taper)
{
  Line lines[GH_TAPER_LINES];
  Curve curve;
  double best = -1.0;
  guint first = 0;

  taper->count = 0;
  fill_curve (pack, temperature_k, step_seconds, limit_kw, charging, &curve);
  if (!matters (&curve, limit_kw, step_seconds / 3600.0))
    return;
  while (first < POINTS - 1 - GH_TAPER_LINES
         && MIN (curve.kw[first], curve.kw[first + 1]) >= limit_kw)
    first++;
  for (guint count = 1; count <= GH_TAPER_LINES; count++)
    {
      double area = find_lines (&curve, first, count, lines);
      if (area <= best * WORTH_A_LINE)
        continue;
      best = area;
      taper->count = count;
      for (guint i = 0; i < count; i++)
        taper->lines[i]
            = charging ? (GhTaperLine){ line_at (&curve, &lines[i], 0), -lines[i].fall_kw_per_kwh }
                       : (GhTaperLine){ lines[i].at_end_kw, lines[i].fall_kw_per_kwh };
    }
}

/**
 * gh_taper_at:
 * @taper: lines
 * @energy_kwh: stored as a step begins
 *
 * Returns: the power they allow, INFINITY without lines
 */
double
gh_taper_at (const GhTaper *taper, double energy_kwh)
{
  double least = INFINITY;

  for (guint i = 0; i < taper->count; i++)
    least = MIN (least, taper->lines[i].constant_kw + taper->lines[i].kw_per_kwh * energy_kwh);
  return least;
}
