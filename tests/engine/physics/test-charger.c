/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/charger.h"

#include <math.h>

static GhCharger *
new_charger (double limit_kw, double minimum_kw, const double *charge, const double *discharge)
{
  GhCharger *charger = gh_record_new (&gh_charger_table);

  charger->charge_kw = charger->discharge_kw = limit_kw;
  charger->minimum_kw = minimum_kw;
  if (charge != NULL)
    charger->charge_loss_kw
        = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (double)), charge, 3);
  if (discharge != NULL)
    charger->discharge_loss_kw
        = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (double)), discharge, 3);
  return charger;
}

static void
clear_curve (GhChargerCurve *curve)
{
  g_free (curve->battery_kw);
  g_free (curve->ac_kw);
}

/* A measured wallbox of 11 kW (doi 10.1016/j.segy.2024.100145), a, b, c. */
static const double wallbox_charge[] = { 0.050, 0.093, 0.003 };
static const double wallbox_discharge[] = { 0.036, 0.063, 0.005 };

/* Efficiencies worked out from them; the lines may miss them by 0.1 %. */
static void
test_efficiencies (void)
{
  static const struct
  {
    double battery_kw, charge, discharge;
  } rows[] = { { 0.5, 0.837170, 0.8625 },
               { 1.0, 0.872600, 0.896 },
               { 3.6, 0.894703, 0.909 },
               { 7.0, 0.891947, 0.896857 },
               { 10.0, 0.886525, 0.8834 } };
  GhCharger *charger = new_charger (11.5, 0.0, wallbox_charge, wallbox_discharge);
  charger->discharge_kw = 9.0;
  GhChargerCurve charge = gh_charger_new_curve (charger, TRUE);
  GhChargerCurve discharge = gh_charger_new_curve (charger, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double battery = rows[i].battery_kw;
      double charged = battery / gh_charger_curve_ac_at (&charge, battery);
      double discharged = gh_charger_curve_ac_at (&discharge, battery) / battery;
      g_assert_cmpfloat_with_epsilon (charged / rows[i].charge, 1.0, 1.002e-3);
      g_assert_cmpfloat_with_epsilon (discharged / rows[i].discharge, 1.0, 1.002e-3);
    }
  clear_curve (&charge);
  clear_curve (&discharge);
  gh_record_free (&gh_charger_table, charger);
}

/* Points lie on the formula, rise strictly and end at the limit. */
static void
check_points (const GhChargerCurve *curve, const double *loss, int sign)
{
  for (guint i = 0; i < curve->count; i++)
    {
      double p = curve->battery_kw[i];
      double ac = p + sign * (loss[0] + loss[1] * p + loss[2] * p * p);
      g_assert_cmpfloat_with_epsilon (curve->ac_kw[i], ac, 1e-9);
      if (i > 0)
        {
          g_assert_cmpfloat (curve->battery_kw[i], >, curve->battery_kw[i - 1]);
          g_assert_cmpfloat (curve->ac_kw[i], >, curve->ac_kw[i - 1]);
        }
    }
}

static void
test_points (void)
{
  static const struct
  {
    double minimum_kw, first_charge_ac, first_charge_battery, first_discharge_ac;
  } rows[] = {
    { 0.0, 0.050, 0.0, 0.0 }, /* charging begins at the fixed loss, discharging where it is eaten */
    { 1.4, 1.4, NAN, 1.4 },
    { 0.02, 0.050, 0.0, 0.02 }, /* a minimum below the fixed loss changes charging nothing */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhCharger *charger
          = new_charger (11.0, rows[i].minimum_kw, wallbox_charge, wallbox_discharge);
      GhChargerCurve charge = gh_charger_new_curve (charger, TRUE);
      GhChargerCurve discharge = gh_charger_new_curve (charger, FALSE);
      check_points (&charge, wallbox_charge, 1);
      check_points (&discharge, wallbox_discharge, -1);
      g_assert_cmpfloat_with_epsilon (charge.ac_kw[0], rows[i].first_charge_ac, 1e-12);
      g_assert_cmpfloat_with_epsilon (discharge.ac_kw[0], rows[i].first_discharge_ac, 1e-12);
      g_assert_cmpfloat (discharge.battery_kw[0], >, 0.036);
      if (!isnan (rows[i].first_charge_battery))
        g_assert_cmpfloat_with_epsilon (charge.battery_kw[0], rows[i].first_charge_battery, 1e-12);
      g_assert_cmpfloat (charge.ac_kw[charge.count - 1], ==, 11.0);
      g_assert_cmpfloat (discharge.ac_kw[discharge.count - 1], ==, 11.0);
      clear_curve (&charge);
      clear_curve (&discharge);
      gh_record_free (&gh_charger_table, charger);
    }
}

/* Greatest share of the AC power by which the lines miss the formula. */
static double
worst_miss (const GhChargerCurve *curve, const double *loss, int sign)
{
  double from = curve->battery_kw[0], to = curve->battery_kw[curve->count - 1];
  double worst = 0.0;

  for (int i = 1; i < 20000; i++)
    {
      double p = from + (to - from) * i / 20000.0;
      double ac = p + sign * (loss[0] + loss[1] * p + loss[2] * p * p);
      worst = MAX (worst, fabs (gh_charger_curve_ac_at (curve, p) - ac) / ac);
    }
  return worst;
}

static void
test_lines_are_close (void)
{
  static const struct
  {
    double limit_kw, minimum_kw, charge[3], discharge[3];
  } rows[] = {
    { 11.0, 0.1, { 0.050, 0.093, 0.003 }, { 0.036, 0.063, 0.005 } },
    { 3.7, 1.4, { 0.010, 0.020, 0.030 }, { 0.010, 0.020, 0.030 } },
    { 22.0, 4.2, { 0.0, 0.05, 0.001 }, { 0.0, 0.05, 0.001 } },
    { 11.0, 0.1, { 0.2, 0.0, 0.0 }, { 0.2, 0.0, 0.0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhCharger *charger
          = new_charger (rows[i].limit_kw, rows[i].minimum_kw, rows[i].charge, rows[i].discharge);
      GhChargerCurve charge = gh_charger_new_curve (charger, TRUE);
      GhChargerCurve discharge = gh_charger_new_curve (charger, FALSE);
      check_points (&charge, rows[i].charge, 1);
      check_points (&discharge, rows[i].discharge, -1);
      g_assert_cmpfloat (worst_miss (&charge, rows[i].charge, 1), <=, 1e-3 * (1.0 + 1e-9));
      g_assert_cmpfloat (worst_miss (&discharge, rows[i].discharge, -1), <=, 1e-3 * (1.0 + 1e-9));
      clear_curve (&charge);
      clear_curve (&discharge);
      gh_record_free (&gh_charger_table, charger);
    }
}

/* 11 kW at 95 %: 10.45 kW reach the battery, 11.5789 kW leave it. */
static void
test_constant_efficiency (void)
{
  static const struct
  {
    double minimum_kw, charge_first, discharge_first;
  } rows[] = { { 0.0, 0.0, 0.0 }, { 1.9, 1.805, 2.0 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhCharger *charger = new_charger (11.0, rows[i].minimum_kw, NULL, NULL);
      GhChargerCurve charge = gh_charger_new_curve (charger, TRUE);
      GhChargerCurve discharge = gh_charger_new_curve (charger, FALSE);
      g_assert_cmpuint (charge.count, ==, 2);
      g_assert_cmpuint (discharge.count, ==, 2);
      g_assert_cmpfloat_with_epsilon (charge.ac_kw[0], rows[i].minimum_kw, 1e-12);
      g_assert_cmpfloat_with_epsilon (discharge.ac_kw[0], rows[i].minimum_kw, 1e-12);
      g_assert_cmpfloat_with_epsilon (charge.battery_kw[0], rows[i].charge_first, 1e-12);
      g_assert_cmpfloat_with_epsilon (discharge.battery_kw[0], rows[i].discharge_first, 1e-12);
      g_assert_cmpfloat_with_epsilon (charge.battery_kw[1], 10.45, 1e-12);
      g_assert_cmpfloat_with_epsilon (discharge.battery_kw[1], 11.0 / 0.95, 1e-12);
      g_assert_cmpfloat (charge.ac_kw[1], ==, 11.0);
      g_assert_cmpfloat (discharge.ac_kw[1], ==, 11.0);
      clear_curve (&charge);
      clear_curve (&discharge);
      gh_record_free (&gh_charger_table, charger);
    }
}

static void
test_defaults_and_nothing (void)
{
  GhCharger *charger = new_charger (0.0, 0.0, NULL, NULL);
  GhChargerCurve given = gh_charger_new_curve (NULL, TRUE);
  GhChargerCurve none = gh_charger_new_curve (charger, FALSE);

  g_assert_cmpfloat_with_epsilon (given.battery_kw[given.count - 1], 10.45, 1e-12);
  g_assert_cmpuint (none.count, ==, 0);
  clear_curve (&given);
  clear_curve (&none);
  gh_record_free (&gh_charger_table, charger);
}

/* A charger whose least power is its greatest can be on or off. */
static void
test_on_or_off (void)
{
  const double *losses[] = { NULL, wallbox_charge };

  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      GhCharger *charger
          = new_charger (7.4, 7.4, losses[i], losses[i] != NULL ? wallbox_discharge : NULL);
      for (int charging = 0; charging < 2; charging++)
        {
          GhChargerCurve curve = gh_charger_new_curve (charger, charging);
          g_assert_cmpuint (curve.count, ==, 2);
          g_assert_cmpfloat_with_epsilon (curve.ac_kw[0], 7.4, 2e-6);
          g_assert_cmpfloat (curve.ac_kw[1], ==, 7.4);
          g_assert_cmpfloat (curve.battery_kw[0], <, curve.battery_kw[1]);
          g_assert_cmpfloat_with_epsilon (curve.battery_kw[0], curve.battery_kw[1], 2e-6);
          clear_curve (&curve);
        }
      gh_record_free (&gh_charger_table, charger);
    }
}

static void
add_point (GPtrArray *points, double power_kw, double efficiency)
{
  GhEfficiencyPoint *point = gh_record_new (&gh_efficiency_point_table);

  point->power_kw = power_kw;
  point->efficiency = efficiency;
  g_ptr_array_add (points, point);
}

/* A bidirectional DC charger, 80 and 60 % at 2 A, 97 and 93 % at its rated current (doi
 * 10.1016/j.seta.2025.104654): exact at the points, losses straight in between, the efficiency of
 * the first point below it. */
static void
test_measured_points (void)
{
  static const struct
  {
    double ac_kw, charged_kw, discharged_kw;
  } rows[] = { { 0.7, 0.56, 0.7 / 0.6 },
               { 1.4, 1.12, 1.4 / 0.6 },
               { 6.2, 0.5 * (1.12 + 10.67), 0.5 * (1.4 / 0.6 + 11.0 / 0.93) },
               { 11.0, 10.67, 11.0 / 0.93 },
               { 12.0, 11.64, 12.0 / 0.93 } };
  GhCharger *charger = new_charger (12.0, 0.0, NULL, NULL);
  charger->charge_points = g_ptr_array_new ();
  charger->discharge_points = g_ptr_array_new ();
  add_point (charger->charge_points, 1.4, 0.80);
  add_point (charger->charge_points, 11.0, 0.97);
  add_point (charger->discharge_points, 1.4, 0.60);
  add_point (charger->discharge_points, 11.0, 0.93);
  GhChargerCurve charge = gh_charger_new_curve (charger, TRUE);
  GhChargerCurve discharge = gh_charger_new_curve (charger, FALSE);

  g_assert_cmpfloat (charge.ac_kw[0], ==, 0.0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpfloat_with_epsilon (gh_charger_curve_battery_at (&charge, rows[i].ac_kw),
                                      rows[i].charged_kw, 1e-9);
      g_assert_cmpfloat_with_epsilon (gh_charger_curve_battery_at (&discharge, rows[i].ac_kw),
                                      rows[i].discharged_kw, 1e-9);
    }
  clear_curve (&charge);
  clear_curve (&discharge);
  gh_record_free (&gh_charger_table, charger);
}

/* Six amperes on three phases are 4.14 kW; a greater least power counts. */
static void
test_least_current (void)
{
  static const struct
  {
    double current_a, minimum_kw, expected_kw;
    gint64 phases;
  } rows[] = { { 6, 0, 4.14, 3 }, { 6, 0, 1.38, 1 }, { 6, 2, 2, 1 }, { 0, 1.4, 1.4, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhCharger *charger = new_charger (11.0, rows[i].minimum_kw, NULL, NULL);
      charger->minimum_current_a = rows[i].current_a;
      charger->phases = rows[i].phases;
      GhChargerCurve curve = gh_charger_new_curve (charger, TRUE);
      g_assert_cmpfloat_with_epsilon (curve.ac_kw[0], rows[i].expected_kw, 1e-12);
      clear_curve (&curve);
      gh_record_free (&gh_charger_table, charger);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charger/efficiencies", test_efficiencies);
  g_test_add_func ("/charger/points", test_points);
  g_test_add_func ("/charger/lines-are-close", test_lines_are_close);
  g_test_add_func ("/charger/constant-efficiency", test_constant_efficiency);
  g_test_add_func ("/charger/defaults-and-nothing", test_defaults_and_nothing);
  g_test_add_func ("/charger/on-or-off", test_on_or_off);
  g_test_add_func ("/charger/measured-points", test_measured_points);
  g_test_add_func ("/charger/least-current", test_least_current);
  return g_test_run ();
}
