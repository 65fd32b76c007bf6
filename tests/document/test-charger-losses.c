/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charger-losses.h"

#include <math.h>
#include <string.h>

#include "edit-study.h"

static GhStudy *
new_study (const char *edits)
{
  GhStudy *study = gh_record_new (&gh_study_table);

  edit_study (study, edits);
  return study;
}

static GhCharger *
charger_of (const GhStudy *study)
{
  return ((const GhVehicle *) g_ptr_array_index (study->vehicles, 0))->charger;
}

#define CHARGER "vehicles.0.charger."
/* Measured on a wallbox. */
#define WALLBOX                                                \
  CHARGER "charge_kw 10; " CHARGER "discharge_kw 10; " CHARGER \
          "charge_loss_kw [0.05,0.093,0.003]; " CHARGER "discharge_loss_kw [0.036,0.063,0.005]"

/* By hand. With 95 % at 7 kW: 7 - 6.65 = 0.35 and 7 / 0.95 - 7 = 0.368, 90.25 % come back. Of the
 * wallbox at 7 kW AC, solving P + loss = 7 and P - loss = 7: 6.2514 and 7.8368 kW. */
static void
test_words (void)
{
  static const struct
  {
    const char *edits;
    const char *text;
  } cases[] = {
    { CHARGER "charge_kw 11",
      "At 7 kW charging loses 0.35 kW; giving 7 kW to the house loses 0.37 kW. Giving loses more, "
      "since the battery has to give 7.37 kW for 7 kW to arrive. Of 100 kWh bought 90 come back to "
      "the house." },
    { CHARGER "charge_kw 3.7; " CHARGER "charge_efficiency 0.9; " CHARGER
              "discharge_efficiency 0.9",
      "At 3.7 kW charging loses 0.37 kW; giving 3.7 kW to the house loses 0.41 kW. Giving loses "
      "more, since the battery has to give 4.11 kW for 3.7 kW to arrive. Of 100 kWh bought 81 come "
      "back to the house." },
    { CHARGER "charge_efficiency 0.9; " CHARGER "discharge_efficiency 0.98",
      "At 7 kW charging loses 0.70 kW; giving 7 kW to the house loses 0.14 kW. Of 100 kWh bought "
      "88 come back to the house." },
    { CHARGER "charge_efficiency 0.9; " CHARGER "discharge_kw 0",
      "At 7 kW charging loses 0.70 kW." },
    { CHARGER "charge_kw 0; " CHARGER "discharge_kw 5", "At 5 kW giving loses 0.26 kW." },
    { CHARGER "charge_kw 0; " CHARGER "discharge_kw 0", "No power can flow." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhStudy) study = new_study (cases[i].edits);
      g_autofree char *text = gh_charger_explain_losses (charger_of (study));
      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_autoptr (GhStudy) wallbox = new_study (WALLBOX);
  g_autofree char *measured = gh_charger_explain_losses (charger_of (wallbox));
  g_autofree char *plain = gh_charger_explain_losses (NULL);
  g_assert_cmpstr (measured, ==,
                   "At 7 kW charging loses 0.75 kW; giving 7 kW to the house loses 0.84 kW. Giving "
                   "loses more, since the battery has to give 7.84 kW for 7 kW to arrive. Of 100 "
                   "kWh bought 80 come back to the house.");
  g_assert_cmpstr (plain, ==, cases[0].text);
}

/* The curves that are drawn: a round step, the number of each AC power, and none where no power can
 * flow. The efficiencies of the wallbox are those of models of its paper: at 3.6 kW at the battery
 * 89.4703 and 90.9 %. */
static void
test_curves (void)
{
  g_autoptr (GhStudy) study
      = new_study (WALLBOX "; " CHARGER "minimum_kw 1; " CHARGER "discharge_kw 5");
  GhEfficiencies shown;

  gh_efficiencies_init (&shown, charger_of (study));
  const double *charging = gh_series_get_values (shown.charging);
  const double *discharging = gh_series_get_values (shown.discharging);
  g_assert_cmpfloat_with_epsilon (shown.step_kw, 0.1, 1e-12);
  g_assert_cmpuint (gh_series_get_count (shown.charging), ==, 101);
  g_assert_cmpuint (gh_series_get_count (shown.discharging), ==, 101);
  for (gsize i = 0; i <= 100; i++)
    {
      g_assert_cmpint (isfinite (charging[i]), ==, i >= 10);
      g_assert_cmpint (isfinite (discharging[i]), ==, i >= 10 && i <= 50);
    }
  /* 4.0237 kW and 3.2724 kW at the AC side. */
  g_assert_cmpfloat_with_epsilon (charging[40], 0.8947, 1e-3);
  g_assert_cmpfloat_with_epsilon (discharging[33], 0.909, 1e-3);
  gh_efficiencies_clear (&shown);

  g_autoptr (GhStudy) off = new_study (CHARGER "charge_kw 0; " CHARGER "discharge_kw 0");
  gh_efficiencies_init (&shown, charger_of (off));
  g_assert_cmpuint (gh_series_get_count (shown.charging), ==, 1);
  g_assert_true (isnan (gh_series_get_values (shown.charging)[0]));
  gh_efficiencies_clear (&shown);
}

static double
efficiency_at_most (const GhCharger *charger, gboolean charging)
{
  GhEfficiencies shown;

  gh_efficiencies_init (&shown, charger);
  const GhSeries *series = charging ? shown.charging : shown.discharging;
  double last = gh_series_get_values (series)[gh_series_get_count (series) - 1];
  gh_efficiencies_clear (&shown);
  return last;
}

/* From every form to every other: one form is given, the rules accept it, and at the greatest power
 * as much is lost as before, to the tenth of a percent that is shown. */
static void
test_forms (void)
{
  static const char *const edits[]
      = { CHARGER "charge_efficiency 0.92; " CHARGER "discharge_efficiency 0.93", WALLBOX,
          CHARGER "charge_kw 11; " CHARGER "discharge_kw 0; " CHARGER "charge_efficiency 0.9" };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    for (GhLossForm from = 0; from <= GH_LOSSES_POINTS; from++)
      for (GhLossForm to = 0; to <= GH_LOSSES_POINTS; to++)
        {
          g_autoptr (GhStudy) study = new_study (edits[i]);
          GhCharger *charger = charger_of (study);
          gh_charger_set_loss_form (charger, from);
          g_assert_cmpint (gh_charger_get_loss_form (charger), ==, from);
          double charging = efficiency_at_most (charger, TRUE);
          double discharging = efficiency_at_most (charger, FALSE);
          gh_charger_set_loss_form (charger, to);
          g_assert_cmpint (gh_charger_get_loss_form (charger), ==, to);
          g_assert_cmpint (gh_charger_get_loss_form_of (charger, TRUE), ==, to);
          g_assert_cmpint (gh_charger_get_loss_form_of (charger, FALSE), ==, to);
          g_assert_cmpint (gh_record_is_given (&gh_charger_table, charger, "charge_efficiency"), ==,
                           to == GH_LOSSES_EFFICIENCY || (from == to && i != 1 && from == 0));
          g_assert_cmpint (charger->charge_loss_kw != NULL, ==, to == GH_LOSSES_CURVE);
          g_assert_cmpint (charger->charge_points != NULL, ==, to == GH_LOSSES_POINTS);
          g_assert_cmpfloat_with_epsilon (efficiency_at_most (charger, TRUE), charging, 1e-3);
          if (charger->discharge_kw > 0.0)
            g_assert_cmpfloat_with_epsilon (efficiency_at_most (charger, FALSE), discharging, 1e-3);
          g_autoptr (GhFindings) findings = gh_findings_new ();
          gh_study_validate (study, findings);
          for (guint k = 0; k < gh_findings_get_count (findings); k++)
            g_assert_null (strstr (gh_findings_get (findings, k)->path, "charger"));
        }
}

/* What is said of one direction only holds for the other as well. */
static void
test_one_direction (void)
{
  g_autoptr (GhStudy) study = new_study (CHARGER "charge_loss_kw [0.05,0.093,0.003]");
  g_autoptr (GArray) other = gh_charger_new_loss_curve (charger_of (study), FALSE);

  g_assert_cmpint (gh_charger_get_loss_form_of (charger_of (study), FALSE), ==, GH_LOSSES_CURVE);
  g_assert_cmpfloat (g_array_index (other, double, 0), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (g_array_index (other, double, 1), 0.05, 1e-12);
  g_assert_cmpint (gh_charger_get_loss_form (NULL), ==, GH_LOSSES_EFFICIENCY);
  g_assert_cmpint (gh_charger_get_loss_form_of (NULL, TRUE), ==, GH_LOSSES_EFFICIENCY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charger-losses/words", test_words);
  g_test_add_func ("/charger-losses/curves", test_curves);
  g_test_add_func ("/charger-losses/forms", test_forms);
  g_test_add_func ("/charger-losses/one-direction", test_one_direction);
  return g_test_run ();
}
