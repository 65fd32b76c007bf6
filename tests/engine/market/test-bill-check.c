/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/bill-check.h"

#include <math.h>

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
  return gh_bill_new (study->tariff, axis, NULL, study->currency, &meter, NULL);
}

typedef struct
{
  int month;
  const char *item;
  double amount;
  double quantity; /* 0: not said */
} Line;

static void
add (GPtrArray *entries, const Line *line)
{
  GhBilledEntry *entry = gh_record_new (&gh_billed_entry_table);

  entry->month = gh_date_from_civil (2024, line->month, 7);
  entry->item = g_strdup (line->item);
  entry->amount = line->amount;
  entry->quantity = line->quantity > 0.0 ? line->quantity : NAN;
  g_ptr_array_add (entries, entry);
}

/* Up to four lines, and the answer; January is 223.20 of energy, 744 kWh, February 208.80, 696 kWh,
 * and each has 10 of fixed charge. */
static const struct
{
  Line lines[4];
  const char *answer;
  const char *hint;
  guint findings;
  guint differences;
} rows[] = {
  { { { 1, "energy", 223.2, 0 }, { 1, "fixed", 10, 0 }, { 2, "total", 218.8, 0 } },
    "The calculated bill is the real one, item by item.",
    NULL,
    0,
    3 },
  /* Both lines of January are energy; the fixed charges are not on the bill, which is told. */
  { { { 1, "energy", 200.0, 0 }, { 1, "Energy", 23.2, 0 }, { 2, "ENERGY", 208.8, 0 } },
    "The calculated bill is the real one, item by item.",
    NULL,
    1,
    2 },
  { { { 1, "energy", 225.0, 0 },
      { 2, "energy", 200.0, 0 },
      { 1, "fixed", 10.0, 0 },
      { 2, "fixed", 10.0, 0 } },
    "Over 2 months the calculated bill is 7.00\u00a0€, 1.6 %, above the real one; the largest "
    "difference "
    "is Energy in February 2024 (+8.80\u00a0€).",
    NULL,
    0,
    4 },
  { { { 1, "Fixed charge", 12.0, 0 }, { 1, "energy", 223.2, 0 } },
    "Over 1 month the calculated bill is 2.00\u00a0€, 0.9 %, below the real one; nearly all of it "
    "is "
    "Fixed charge (−2.00\u00a0€).",
    NULL,
    0,
    2 },
  { { { 1, "total", 200.0, 0 } },
    "Over 1 month the calculated bill is 33.20\u00a0€, 16.6 %, above the real one; nearly all of "
    "it is "
    "Total (+33.20\u00a0€).",
    NULL,
    0,
    1 },
  /* Beside a total the rest is what the lines leave of it. */
  { { { 1, "total", 240.2, 0 }, { 1, "energy", 223.2, 0 } },
    "Over 1 month the calculated bill is 7.00\u00a0€, 2.9 %, below the real one; nearly all of it "
    "is "
    "Everything else (−7.00\u00a0€).",
    NULL,
    0,
    3 },
  { { { 1, "Meter", 5.0, 0 }, { 1, "energy", 223.2, 0 }, { 1, "fixed", 10.0, 0 } },
    "Over 1 month the calculated bill is 5.00\u00a0€, 2.1 %, below the real one; nearly all of it "
    "is "
    "Meter (−5.00\u00a0€).",
    NULL,
    1,
    3 },
  { { { 1, "energy", 240.0, 800.0 }, { 1, "fixed", 10.0, 0 } },
    "Over 1 month the calculated bill is 16.80\u00a0€, 6.7 %, below the real one; nearly all of it "
    "is "
    "Energy (−16.80\u00a0€).",
    "It is the quantity rather than the price: 744 against 800 kWh.",
    0,
    2 },
  { { { 1, "energy", 186.0, 744.0 }, { 1, "fixed", 10.0, 0 } },
    "Over 1 month the calculated bill is 37.20\u00a0€, 19.0 %, above the real one; nearly all of "
    "it is "
    "Energy (+37.20\u00a0€).",
    "It is the price rather than the quantity: 0.3000\u00a0€ against 0.2500\u00a0€ per kWh.",
    0,
    2 },
  { { { 1, "energy", 150.0, 600.0 }, { 1, "fixed", 10.0, 0 } },
    "Over 1 month the calculated bill is 73.20\u00a0€, 45.8 %, above the real one; nearly all of "
    "it is "
    "Energy (+73.20\u00a0€).",
    "Both quantity and price differ: 744 against 600 kWh, and 0.3000\u00a0€ against 0.2500\u00a0€ "
    "per kWh.",
    0,
    2 },
  /* A kind that the tariff does not charge is nothing, not unknown. */
  { { { 1, "demand", 0.0, 0 }, { 1, "total", 233.2, 0 } },
    "The calculated bill is the real one, item by item.",
    NULL,
    0,
    3 },
  { { { 7, "energy", 1.0, 0 } }, "Nothing of the real bill could be compared.", NULL, 1, 0 },
};

static void
free_entry (gpointer data)
{
  gh_record_free (&gh_billed_entry_table, data);
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
      for (guint k = 0; k < G_N_ELEMENTS (rows[i].lines) && rows[i].lines[k].item != NULL; k++)
        add (entries, &rows[i].lines[k]);
      g_autoptr (GhBillCheck) check = gh_bill_check_new (bill, entries, "EUR", findings);
      g_assert_cmpstr (check->answer, ==, rows[i].answer);
      g_assert_cmpuint (gh_findings_get_count (findings), ==, rows[i].findings);
      g_assert_cmpuint (check->differences->len, ==, rows[i].differences);
      if (check->sums->len > 0)
        g_assert_cmpstr (((const GhBillSum *) g_ptr_array_index (check->sums, 0))->hint, ==,
                         rows[i].hint);
    }
  gh_study_free (study);
}

/* The word of a kind means what no line is about by name; of all it is what differs most first. */
static void
test_kinds (void)
{
  static const Line lines[]
      = { { 1, "Energy, tier 1 at 0.1", 12.0, 0 }, { 1, "energy", 250.0, 0 } };
  GhStudy *study = gh_record_new (&gh_study_table);

  edit_study (study, "tariff.energy_tiers.0.tiers.0.up_to_kwh 100; "
                     "tariff.energy_tiers.0.tiers.0.price 0.1; "
                     "tariff.energy_tiers.0.tiers.1.price 0.4");
  g_autoptr (GhBill) bill = new_bill (study);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    add (entries, &lines[i]);
  g_autoptr (GhBillCheck) check = gh_bill_check_new (bill, entries, "EUR", findings);
  const GhBillSum *first = g_ptr_array_index (check->sums, 0);
  const GhBillSum *second = g_ptr_array_index (check->sums, 1);
  g_assert_cmpstr (first->item, ==, "Energy");
  g_assert_cmpfloat_with_epsilon (first->calculated, 644 * 0.4, 1e-9);
  g_assert_cmpfloat (first->billed, ==, 250.0);
  g_assert_cmpstr (second->item, ==,
                   "Energy, tier 1 at 10.00\xc2\xa0"
                   "ct/kWh");
  g_assert_cmpfloat_with_epsilon (second->calculated, 10.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (check->billed, 262.0, 1e-9);
  gh_study_free (study);
}

/* Last year's bill is held against the same months, the latest where there are several. */
static void
test_years (void)
{
  static const struct
  {
    int year, month;
    double amount;
  } lines[] = { { 2022, 1, 1.0 }, { 2023, 1, 200.0 }, { 2023, 2, 208.8 }, { 2024, 2, 200.0 } };
  GhStudy *study = gh_record_new (&gh_study_table);
  g_autoptr (GhBill) bill = new_bill (study);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (GhFindings) findings = gh_findings_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const Line line = { lines[i].month, "energy", lines[i].amount, 0 };
      add (entries, &line);
      ((GhBilledEntry *) g_ptr_array_index (entries, i))->month
          = gh_date_from_civil (lines[i].year, lines[i].month, 1);
    }
  g_autoptr (GhBillCheck) check = gh_bill_check_new (bill, entries, "EUR", findings);
  g_assert_cmpuint (check->differences->len, ==, 2);
  g_assert_cmpfloat (check->billed, ==, 400.0);
  g_assert_cmpfloat_with_epsilon (check->calculated, 432.0, 1e-9);
  /* January of 2022 and February of 2023 are left out, January of 2023 is moved, and the bill has
   * no fixed charge. */
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 4);
  gh_study_free (study);
}

static void
test_names (void)
{
  GhStudy *study = gh_record_new (&gh_study_table);
  g_autoptr (GhBill) bill = new_bill (study);

  g_assert_cmpstr (gh_bill_find_name (bill, "Energy"), ==, "Energy");
  g_assert_cmpstr (gh_bill_find_name (bill, "energy"), ==, "Energy");
  g_assert_cmpstr (gh_bill_find_name (bill, "FIXED"), ==, "Fixed charge");
  g_assert_cmpstr (gh_bill_find_name (bill, "demand"), ==, "demand");
  g_assert_cmpstr (gh_bill_find_name (bill, "TOTAL"), ==, "total");
  g_assert_null (gh_bill_find_name (bill, "Meter"));
  gh_study_free (study);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bill-check/answers", test_answers);
  g_test_add_func ("/bill-check/kinds", test_kinds);
  g_test_add_func ("/bill-check/names", test_names);
  g_test_add_func ("/bill-check/years", test_years);
  return g_test_run ();
}
