/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/bill-check.h"

#include "edit-study.h"

/* January and February 2024 at 1 kW and 0.3, with a fixed charge of 10 a month. */
static GhBill *
new_bill (GhStudy *study)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (1704063600, 3600, 1440, zone);
  g_autofree double *grid_kw = g_new (double, 1440);
  const GhMeter meter = { .grid_kw = grid_kw };

  for (guint t = 0; t < 1440; t++)
    grid_kw[t] = 1.0;
  edit_study (study, "tariff.import_price 0.3; tariff.fixed_per_month 10");
  return gh_bill_new (study->tariff, axis, NULL, &meter, NULL);
}

static void
add (GPtrArray *entries, int month, const char *item, double amount)
{
  GhBilledEntry *entry = g_new0 (GhBilledEntry, 1);

  *entry = (GhBilledEntry){ 2024, month, g_strdup (item), amount };
  g_ptr_array_add (entries, entry);
}

/* Up to three entries, and the answer; January is 223.20 of energy, February 208.80. */
static const struct
{
  struct
  {
    int month;
    const char *item;
    double amount;
  } entries[3];
  const char *answer;
  guint findings;
  guint differences;
} rows[] = {
  { { { 1, "energy", 223.2 }, { 1, "fixed", 10 }, { 2, "total", 218.8 } },
    "The calculated bill is the real one, item by item.",
    0,
    3 },
  { { { 1, "energy", 225.0 }, { 2, "energy", 200.0 }, { 2, "total", 100.0 } },
    "They differ most in 2024-02: Energy is calculated 8.80 EUR above the real bill, 208.80 "
    "against 200.00.",
    0,
    3 },
  { { { 1, "Fixed charge", 12.0 } },
    "They differ most in 2024-01: Fixed charge is calculated 2.00 EUR below the real bill, 10.00 "
    "against 12.00.",
    0,
    1 },
  { { { 1, "total", 200.0 } },
    "They differ most in 2024-01: Total is calculated 33.20 EUR above the real bill, 233.20 "
    "against 200.00.",
    0,
    1 },
  { { { 1, "Meter", 5.0 }, { 1, "energy", 223.2 } },
    "They differ most in 2024-01: Meter is calculated 5.00 EUR below the real bill, 0.00 against "
    "5.00.",
    1,
    2 },
  /* A kind that the tariff does not charge is nothing, not unknown. */
  { { { 1, "demand", 0.0 } }, "The calculated bill is the real one, item by item.", 0, 1 },
  { { { 7, "energy", 1.0 } }, "Nothing of the real bill could be compared.", 1, 0 },
};

static void
free_entry (gpointer data)
{
  gh_billed_entry_free (data);
}

static void
test_answers (void)
{
  GhStudy *study = gh_record_new (&gh_study_table);
  g_autoptr (GhBill) bill = new_bill (study);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
      g_autoptr (GhFindings) findings = gh_findings_new ();
      for (guint k = 0; k < 3 && rows[i].entries[k].item != NULL; k++)
        add (entries, rows[i].entries[k].month, rows[i].entries[k].item, rows[i].entries[k].amount);
      g_autoptr (GhBillCheck) check = gh_bill_check_new (bill, entries, "EUR", findings);
      g_assert_cmpstr (check->answer, ==, rows[i].answer);
      g_assert_cmpuint (gh_findings_get_count (findings), ==, rows[i].findings);
      g_assert_cmpuint (check->differences->len, ==, rows[i].differences);
    }
  gh_study_free (study);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bill-check/answers", test_answers);
  return g_test_run ();
}
