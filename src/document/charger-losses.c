/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a charger loses, as people see and edit it. */
#include "charger-losses.h"

#include <math.h>

#include "number-text.h"
#include "physics/charger.h"
#include "record-path.h"
#include "words.h"

/* At least so many numbers make a curve. */
#define LEAST_NUMBERS 60.0
/* The power of the example, kW. */
#define EXAMPLE_KW 7.0
/* Losses that differ by less read the same, kW. */
#define SAME_KW 0.005

/* Shares of the greatest power at which a curve becomes points. */
static const double point_shares[] = { 0.1, 0.25, 0.5, 1.0 };

static const char *const names[][2] = {
  [GH_LOSSES_EFFICIENCY] = { "discharge_efficiency", "charge_efficiency" },
  [GH_LOSSES_CURVE] = { "discharge_loss_kw", "charge_loss_kw" },
  [GH_LOSSES_POINTS] = { "discharge_points", "charge_points" },
};

static void
clear_curve (GhChargerCurve *curve)
{
  g_free (curve->battery_kw);
  g_free (curve->ac_kw);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhChargerCurve, clear_curve)

static double
most_ac_kw (const GhChargerCurve *curve)
{
  return curve->count > 0 ? curve->ac_kw[curve->count - 1] : 0.0;
}

/* The share of the power that arrives; NAN where none can flow. */
static double
efficiency_at (const GhChargerCurve *curve, gboolean charging, double ac_kw)
{
  if (curve->count == 0 || !(ac_kw > 0.0) || ac_kw < curve->ac_kw[0] - 1e-9
      || ac_kw > most_ac_kw (curve) + 1e-9)
    return NAN;
  double battery = gh_charger_curve_battery_at (curve, ac_kw);
  return charging ? battery / ac_kw : ac_kw / battery;
}

static GhLossForm
find_form (const GhCharger *charger, gboolean charging)
{
  const GPtrArray *points = charging ? charger->charge_points : charger->discharge_points;
  const GArray *curve = charging ? charger->charge_loss_kw : charger->discharge_loss_kw;

  return points != NULL && points->len > 0 ? GH_LOSSES_POINTS
         : curve != NULL                   ? GH_LOSSES_CURVE
                                           : GH_LOSSES_EFFICIENCY;
}

/**
 * gh_charger_get_loss_form:
 * @charger: (nullable): a charger; %NULL for the defaults
 *
 * Returns: how its losses are given: points where either direction has some, then a curve
 */
GhLossForm
gh_charger_get_loss_form (const GhCharger *charger)
{
  return charger != NULL ? MAX (find_form (charger, TRUE), find_form (charger, FALSE))
                         : GH_LOSSES_EFFICIENCY;
}

/**
 * gh_charger_get_loss_form_of:
 * @charger: (nullable): a charger; %NULL for the defaults
 * @charging: which direction
 *
 * Returns: how the losses of the direction are given; where nothing is said of it, as those of the
 *   other
 */
GhLossForm
gh_charger_get_loss_form_of (const GhCharger *charger, gboolean charging)
{
  GhLossForm own = charger != NULL ? find_form (charger, charging) : GH_LOSSES_EFFICIENCY;
  gboolean is_given = charger != NULL
                      && gh_record_is_given (&gh_charger_table, charger,
                                             names[GH_LOSSES_EFFICIENCY][charging ? 1 : 0]);

  return own != GH_LOSSES_EFFICIENCY || is_given ? own : gh_charger_get_loss_form (charger);
}

static GhPlace
find_place (GhCharger *charger, gboolean charging, GhLossForm form)
{
  GhPlace place = { .table = &gh_charger_table, .record = charger, .item = -1 };

  place.attribute
      = gh_attribute_table_find (&gh_charger_table, names[form][charging ? 1 : 0], &place.index);
  return place;
}

/* The efficiency at the greatest power, as it is shown; what is given where none can flow. */
static double
find_efficiency (const GhCharger *charger, const GhChargerCurve *curve, gboolean charging)
{
  double at_most = efficiency_at (curve, charging, most_ac_kw (curve));

  return isfinite (at_most) && at_most > 0.01
             ? round (1000.0 * at_most) / 1000.0
             : (charging ? charger->charge_efficiency : charger->discharge_efficiency);
}

/**
 * gh_charger_new_loss_curve:
 * @charger: a charger
 * @charging: which direction
 *
 * Returns: (transfer full) (element-type double): a, b, c of a + b P + c P²: those that are given,
 *   or losses in proportion to the power with the efficiency at the greatest
 */
GArray *
gh_charger_new_loss_curve (const GhCharger *charger, gboolean charging)
{
  const GArray *given = charging ? charger->charge_loss_kw : charger->discharge_loss_kw;
  g_auto (GhChargerCurve) curve = gh_charger_new_curve (charger, charging);
  double efficiency = find_efficiency (charger, &curve, charging);
  const double values[] = { 0.0, charging ? 1.0 / efficiency - 1.0 : 1.0 - efficiency, 0.0 };
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (double));

  if (given != NULL)
    g_array_append_vals (copy, given->data, given->len);
  else
    g_array_append_vals (copy, values, G_N_ELEMENTS (values));
  return copy;
}

static void
add_point (GPtrArray *points, double power_kw, double efficiency)
{
  GhEfficiencyPoint *point = gh_record_new (&gh_efficiency_point_table);

  point->power_kw = power_kw;
  point->efficiency = efficiency;
  for (guint i = 0; i < gh_efficiency_point_table.count; i++)
    gh_record_set_given (&gh_efficiency_point_table, point, i);
  g_ptr_array_add (points, point);
}

/* Points of a curve, rounded as they are shown; %NULL where nothing flows. */
static GPtrArray *
new_points (const GhCharger *charger, gboolean charging)
{
  g_auto (GhChargerCurve) curve = gh_charger_new_curve (charger, charging);
  GPtrArray *points = curve.count > 0 ? g_ptr_array_new () : NULL;

  for (guint i = 0; points != NULL && i < G_N_ELEMENTS (point_shares); i++)
    {
      double kw = round (100.0 * point_shares[i] * most_ac_kw (&curve)) / 100.0;
      double there = efficiency_at (&curve, charging, kw);
      if (isfinite (there) && there > 0.01)
        add_point (points, kw, round (1000.0 * there) / 1000.0);
    }
  return points;
}

/* Says in another way what one direction loses. */
static void
set_form_of (GhCharger *charger, gboolean charging, GhLossForm form)
{
  g_auto (GhChargerCurve) curve = gh_charger_new_curve (charger, charging);
  double efficiency = find_efficiency (charger, &curve, charging);
  GhPlace place = find_place (charger, charging, form);
  gpointer value = form == GH_LOSSES_CURVE
                       ? (gpointer) gh_charger_new_loss_curve (charger, charging)
                   : form == GH_LOSSES_POINTS ? (gpointer) new_points (charger, charging)
                                              : NULL;

  for (GhLossForm other = GH_LOSSES_EFFICIENCY; other <= GH_LOSSES_POINTS; other++)
    {
      GhPlace cleared = find_place (charger, charging, other);
      gh_place_clear (&cleared);
    }
  if (form == GH_LOSSES_EFFICIENCY)
    gh_place_set_number (&place, efficiency);
  else
    gh_place_take_pointer (&place, value);
}

/**
 * gh_charger_set_loss_form:
 * @charger: (inout): a charger
 * @form: how its losses are to be given
 *
 * Says in another way what a charger loses, both ways: the efficiency at the greatest power stays,
 * that at others as far as the form can tell it. The other forms are cleared. Does nothing where
 * the form is that already.
 */
void
gh_charger_set_loss_form (GhCharger *charger, GhLossForm form)
{
  if (gh_charger_get_loss_form (charger) == form)
    return;
  set_form_of (charger, TRUE, form);
  set_form_of (charger, FALSE, form);
}

/* The greatest of 1, 2 and 5 times a power of ten that gives enough numbers. */
static double
find_step (double most_kw)
{
  double most = most_kw / LEAST_NUMBERS, power = pow (10.0, floor (log10 (most)));

  return power * (most >= 5.0 * power ? 5.0 : most >= 2.0 * power ? 2.0 : 1.0);
}

static GhSeries *
sample (const GhChargerCurve *curve, gboolean charging, double step_kw, gsize count)
{
  double *values = g_new (double, count);

  for (gsize i = 0; i < count; i++)
    values[i] = efficiency_at (curve, charging, step_kw * (double) i);
  return gh_series_new_take (values, count);
}

/**
 * gh_efficiencies_init:
 * @efficiencies: (out): clear with gh_efficiencies_clear()
 * @charger: (nullable): a charger; %NULL for the defaults
 *
 * Reads both curves of a charger up to its greatest power; one number of NAN where it has none.
 */
void
gh_efficiencies_init (GhEfficiencies *efficiencies, const GhCharger *charger)
{
  g_auto (GhChargerCurve) charge = gh_charger_new_curve (charger, TRUE);
  g_auto (GhChargerCurve) discharge = gh_charger_new_curve (charger, FALSE);
  double most_kw = MAX (most_ac_kw (&charge), most_ac_kw (&discharge));
  double step_kw = most_kw > 0.0 ? find_step (most_kw) : 1.0;
  gsize count = 1 + (gsize) floor (most_kw / step_kw + 1e-6);

  *efficiencies = (GhEfficiencies){ .step_kw = step_kw,
                                    .charging = sample (&charge, TRUE, step_kw, count),
                                    .discharging = sample (&discharge, FALSE, step_kw, count) };
}

/**
 * gh_efficiencies_clear:
 * @efficiencies: efficiencies
 *
 * Frees what they hold.
 */
void
gh_efficiencies_clear (GhEfficiencies *efficiencies)
{
  g_clear_pointer (&efficiencies->charging, gh_series_unref);
  g_clear_pointer (&efficiencies->discharging, gh_series_unref);
}

/* "7" and "3.7". */
static char *
format_power (double kw)
{
  return gh_number_format (kw, fabs (kw - round (kw)) < 0.05 ? 0 : 1);
}

/* One direction at the power of the example. */
static char *
explain_one (const GhChargerCurve *curve, gboolean charging, double ac_kw)
{
  double lost = fabs (ac_kw - gh_charger_curve_battery_at (curve, ac_kw));
  g_autofree char *power = format_power (ac_kw);
  g_autofree char *loss = gh_number_format (lost, 2);

  return g_strdup_printf (charging ? _ ("At %s kW charging loses %s kW.")
                                   : _ ("At %s kW giving loses %s kW."),
                          power, loss);
}

/* Both directions, and why the second loses more where it does. */
static char *
explain_both (const GhChargerCurve *charge, const GhChargerCurve *discharge, double ac_kw)
{
  double taken = gh_charger_curve_battery_at (discharge, ac_kw);
  double bought = ac_kw - gh_charger_curve_battery_at (charge, ac_kw), sold = taken - ac_kw;
  g_autofree char *power = format_power (ac_kw);
  g_autofree char *in = gh_number_format (bought, 2);
  g_autofree char *out = gh_number_format (sold, 2);
  g_autofree char *drawn = gh_number_format (taken, 2);
  g_autofree char *back = gh_number_format (100.0 * (ac_kw - bought) / taken, 0);
  /* Translators: a power, then what is lost of it each way. */
  g_autofree char *losses = g_strdup_printf (
      _ ("At %s kW charging loses %s kW; giving %s kW to the house loses %s kW."), power, in, power,
      out);
  /* Translators: what the battery gives, then what arrives. */
  g_autofree char *why
      = g_strdup_printf (_ ("Giving loses more, since the battery has to give %s kW for %s kW to "
                            "arrive."),
                         drawn, power);
  g_autofree char *round_trip
      = g_strdup_printf (_ ("Of 100 kWh bought %s come back to the house."), back);

  return sold > bought + SAME_KW ? g_strdup_printf ("%s %s %s", losses, why, round_trip)
                                 : g_strdup_printf ("%s %s", losses, round_trip);
}

/**
 * gh_charger_explain_losses:
 * @charger: (nullable): a charger; %NULL for the defaults
 *
 * Tells at the example of 7 kW, or of the greatest power where that is less, what is lost each way
 * and why giving loses more than taking.
 *
 * Returns: (transfer full): a few sentences
 */
char *
gh_charger_explain_losses (const GhCharger *charger)
{
  g_auto (GhChargerCurve) charge = gh_charger_new_curve (charger, TRUE);
  g_auto (GhChargerCurve) discharge = gh_charger_new_curve (charger, FALSE);
  double charge_kw = MIN (most_ac_kw (&charge), EXAMPLE_KW);
  double discharge_kw = MIN (most_ac_kw (&discharge), EXAMPLE_KW);

  if (charge.count == 0 && discharge.count == 0)
    return g_strdup (_ ("No power can flow."));
  if (discharge.count == 0)
    return explain_one (&charge, TRUE, charge_kw);
  if (charge.count == 0)
    return explain_one (&discharge, FALSE, discharge_kw);
  return explain_both (&charge, &discharge, MIN (charge_kw, discharge_kw));
}
