/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/bill.h"

#include <math.h>

#include "edit-study.h"

/* Hours of the months of 2024 in Berlin. */
static const int month_hours[] = { 744, 696, 743, 720, 744, 720, 744, 744, 720, 745, 720, 744 };

/* A study of hours from the beginning of 2024, to be billed. */
typedef struct
{
  GhStudy *study;
  GhTimeAxis *axis;
  double *grid_kw;
  double *store_export_kw;
  double *solar_kw;
} House;

static House *
house_new (const char *edits, const char *start, gsize hours, double kw)
{
  House *house = g_new0 (House, 1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 begin;

  g_assert_true (gh_time_parse_iso (start, &begin));
  house->study = gh_record_new (&gh_study_table);
  house->axis = gh_time_axis_new (begin, 3600, hours, zone);
  house->grid_kw = g_new (double, hours);
  house->store_export_kw = g_new0 (double, hours);
  house->solar_kw = g_new0 (double, hours);
  for (gsize t = 0; t < hours; t++)
    house->grid_kw[t] = kw;
  edit_study (house->study, "tariff.import_price 0.3");
  edit_study (house->study, edits);
  return house;
}

static House *
house_of_year (const char *edits)
{
  return house_new (edits, "2024-01-01T00:00:00+01:00", 8784, 1.0);
}

static void
house_free (House *house)
{
  gh_study_free (house->study);
  gh_time_axis_unref (house->axis);
  g_free (house->grid_kw);
  g_free (house->store_export_kw);
  g_free (house->solar_kw);
  g_free (house);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (House, house_free)

static GhBill *
bill_house (const House *house)
{
  const GhMeter meter = { house->grid_kw, house->store_export_kw, house->solar_kw };
  g_autoptr (GError) error = NULL;
  GhBill *bill = gh_bill_new (house->study->tariff, house->axis, house->study->holidays,
                              house->study->currency, &meter, &error);

  g_assert_no_error (error);
  return bill;
}

static double
month_of_kind (const GhBill *bill, GhBillKind kind, guint month)
{
  double sum = 0.0;

  for (guint i = 0; i < bill->items->len; i++)
    {
      const GhBillItem *item = g_ptr_array_index (bill->items, i);
      if (item->kind == kind)
        sum += item->amount[month];
    }
  return sum;
}

#define ASSERT_NEAR(a, b) g_assert_cmpfloat_with_epsilon ((a), (b), 1e-9)

/* Constant 1 kW over a year, a month of which is worked out by hand; March has 743 hours, 30 days
 * of 24 and one of 23. */
static const struct
{
  const char *edits;
  GhBillKind kind;
  guint month; /* 0 January */
  double expected;
  double next; /* price of one more kWh in the month's last step */
} rows[] = {
  { "", GH_BILL_ENERGY, 0, 744 * 0.3, 0.3 },
  { "tariff.energy_tiers.0.tiers.0.up_to_kwh 100; tariff.energy_tiers.0.tiers.0.price 0.1; "
    "tariff.energy_tiers.0.tiers.1.up_to_kwh 400; tariff.energy_tiers.0.tiers.1.price 0.2; "
    "tariff.energy_tiers.0.tiers.2.price 0.4",
    GH_BILL_ENERGY, 0, 100 * 0.1 + 300 * 0.2 + 344 * 0.4, 0.4 },
  { "tariff.energy_tiers.0.tiers.0.up_to_kwh 744; tariff.energy_tiers.0.tiers.0.price 0.1; "
    "tariff.energy_tiers.0.tiers.1.price 0.4",
    GH_BILL_ENERGY, 0, 74.4, 0.4 },
  { "tariff.energy_tiers.0.tiers.0.up_to_kwh_per_day 10; "
    "tariff.energy_tiers.0.tiers.0.price 0.1; tariff.energy_tiers.0.tiers.1.price 0.4",
    GH_BILL_ENERGY, 2, 31 * 10 * 0.1 + (30 * 14 + 13) * 0.4, 0.4 },
  { "tariff.energy_tiers.0.tiers.0.up_to_kwh_per_day 23.5; "
    "tariff.energy_tiers.0.tiers.0.price 0.1; tariff.energy_tiers.0.tiers.1.price 0.4",
    GH_BILL_ENERGY, 2, (30 * 23.5 + 23) * 0.1 + 30 * 0.5 * 0.4, 0.1 },
  { "tariff.energy_tiers.0.tiers.0.up_to_kwh_per_kw 300; "
    "tariff.energy_tiers.0.tiers.0.price 0.1; tariff.energy_tiers.0.tiers.1.price 0.05",
    GH_BILL_ENERGY, 1, 300 * 0.1 + 396 * 0.05, 0.05 },
  /* Evenings have their own tiers, other hours the import price: 31 x 4 h. */
  { "tariff.energy_tiers.0.windows.0.from 17:00; tariff.energy_tiers.0.windows.0.to 21:00; "
    "tariff.energy_tiers.0.tiers.0.up_to_kwh 100; tariff.energy_tiers.0.tiers.0.price 0.5; "
    "tariff.energy_tiers.0.tiers.1.price 0.9",
    GH_BILL_ENERGY, 0, 100 * 0.5 + 24 * 0.9 + 620 * 0.3, 0.3 },
  /* Two windows are counted together: 1 May 2024 is a Wednesday, May has 4 Sundays and 4 Saturdays.
     With the holiday 5 days of 24 h on Sundays' rule, 4 Saturdays from noon. */
  { "holidays 2024-05-01; tariff.energy_tiers.0.windows.0.days sun; "
    "tariff.energy_tiers.0.windows.1.days sat; tariff.energy_tiers.0.windows.1.from 12:00; "
    "tariff.energy_tiers.0.tiers.0.up_to_kwh 150; tariff.energy_tiers.0.tiers.0.price 0.1; "
    "tariff.energy_tiers.0.tiers.1.price 0.2",
    GH_BILL_ENERGY, 4, 150 * 0.1 + 18 * 0.2 + 576 * 0.3, 0.3 },
  { "tariff.fixed_per_day 0.5; tariff.fixed_per_month 7", GH_BILL_FIXED, 2, 0.5 * 743 / 24.0 + 7.0,
    0.3 },
  { "tariff.demand_per_kw_month 8", GH_BILL_DEMAND, 6, 8.0, 0.3 },
  { "tariff.minimum_per_month 250; tariff.fixed_per_month 2", GH_BILL_MINIMUM, 1,
    250 - 696 * 0.3 - 2, 0.3 },
  { "tariff.minimum_per_month 200", GH_BILL_MINIMUM, 1, 0.0, 0.3 },
  { "tariff.minimum_per_year 3000", GH_BILL_MINIMUM, 11, 3000 - 8784 * 0.3, 0.3 },
  { "tariff.minimum_per_year 3000", GH_BILL_MINIMUM, 10, 0.0, 0.3 },
  { "tariff.tax 0.19; tariff.fixed_per_month 10", GH_BILL_TAX, 0, 0.19 * (744 * 0.3 + 10), 0.3 },
};

static void
test_by_hand (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (House) house = house_of_year (rows[i].edits);
      g_autoptr (GhBill) bill = bill_house (house);
      double total = 0.0;
      g_test_message ("row %u: %s", i, rows[i].edits);
      g_assert_cmpuint (bill->months->len, ==, 12);
      ASSERT_NEAR (month_of_kind (bill, rows[i].kind, rows[i].month), rows[i].expected);
      const GhMonth *month = &g_array_index (bill->months, GhMonth, rows[i].month);
      g_assert_cmpint ((int) (month->last - month->first), ==, month_hours[rows[i].month]);
      ASSERT_NEAR (bill->marginal_price[month->last - 1], rows[i].next);
      for (guint m = 0; m < 12; m++)
        total += gh_bill_get_month_total (bill, m);
      g_assert_cmpfloat_with_epsilon (bill->total, total, 1e-9);
    }
}

/* Demand by hand: 1 kW all the time, but 5 kW in an hour of February at 18:00 and 9 kW in one at
 * 03:00. */
static const struct
{
  const char *edits;
  double february, march, december;
} demands[] = {
  { "price_per_kw 2", 18.0, 2.0, 2.0 },
  { "price_per_kw 2; tariff.demand_charges.0.windows.0.from 17:00; "
    "tariff.demand_charges.0.windows.0.to 21:00",
    10.0, 2.0, 2.0 },
  { "price_per_kw 2; tariff.demand_charges.0.windows.0.months 2", 18.0, 0.0, 0.0 },
  { "tiers.0.up_to_kw 4; tariff.demand_charges.0.tiers.0.price_per_kw 3; "
    "tariff.demand_charges.0.tiers.1.price_per_kw 1",
    4 * 3.0 + 5 * 1.0, 3.0, 3.0 },
  { "price_per_kw 2; tariff.demand_charges.0.ratchet_share 0.5", 18.0, 9.0, 9.0 },
  { "price_per_kw 2; tariff.demand_charges.0.ratchet_share 0.5; "
    "tariff.demand_charges.0.lookback_months 9",
    18.0, 9.0, 2.0 },
  { "price_per_kw 2; tariff.demand_charges.0.ratchet_share 0.5; "
    "tariff.demand_charges.0.lookback_in 6-9",
    18.0, 2.0, 2.0 },
  { "price_per_kw 2; tariff.demand_charges.0.ratchet_share 0.5; "
    "tariff.demand_charges.0.earlier_peak_kw 20; tariff.demand_charges.0.lookback_months 2",
    20.0, 9.0, 2.0 },
};

static void
test_demand (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (demands); i++)
    {
      g_autofree char *edits = g_strconcat ("tariff.demand_charges.0.", demands[i].edits, NULL);
      g_autoptr (House) house = house_of_year (edits);
      house->grid_kw[744 + 24 * 9 + 18] = 5.0;
      house->grid_kw[744 + 24 * 4 + 3] = 9.0;
      g_autoptr (GhBill) bill = bill_house (house);
      g_test_message ("row %u", i);
      ASSERT_NEAR (month_of_kind (bill, GH_BILL_DEMAND, 1), demands[i].february);
      ASSERT_NEAR (month_of_kind (bill, GH_BILL_DEMAND, 2), demands[i].march);
      ASSERT_NEAR (month_of_kind (bill, GH_BILL_DEMAND, 11), demands[i].december);
    }
}

/* 744 kWh of import and in January 844, in February 600 kWh of export. */
static House *
house_with_sun (const char *edits)
{
  House *house = house_of_year (edits);

  for (gsize t = 0; t < 422; t++)
    house->grid_kw[t] = -2.0;
  for (gsize t = 744; t < 744 + 300; t++)
    house->grid_kw[t] = -2.0;
  return house;
}

static void
test_export (void)
{
  g_autoptr (House) house = house_with_sun ("tariff.export_price 0.08");
  g_autoptr (GhBill) bill = bill_house (house);

  ASSERT_NEAR (month_of_kind (bill, GH_BILL_ENERGY, 0), (744 - 422) * 0.3);
  ASSERT_NEAR (month_of_kind (bill, GH_BILL_EXPORT, 0), -844 * 0.08);
  ASSERT_NEAR (bill->credit_price[0], 0.08);
}

/* 322 kWh in and 844 out in January: 522 are left over; February has 396 in and 600 out. */
static void
test_net_metering (void)
{
  g_autoptr (House) house = house_with_sun ("tariff.export_price 0.08; tariff.export_scheme 1");
  g_autoptr (GhBill) bill = bill_house (house);

  ASSERT_NEAR (month_of_kind (bill, GH_BILL_ENERGY, 0), 0.0);
  ASSERT_NEAR (month_of_kind (bill, GH_BILL_EXPORT, 0), -522 * 0.08);
  ASSERT_NEAR (month_of_kind (bill, GH_BILL_EXPORT, 1), -204 * 0.08);
  ASSERT_NEAR (month_of_kind (bill, GH_BILL_ENERGY, 2), 743 * 0.3);
  /* In months that export more both directions are worth the export price. */
  ASSERT_NEAR (bill->credit_price[500], 0.08);
  ASSERT_NEAR (bill->marginal_price[500], 0.08);
  ASSERT_NEAR (bill->credit_price[8000], 0.3);
  ASSERT_NEAR (bill->store_credit_price[8000], 0.3);
}

/* The rest of January and February, 726 kWh, is set against March: 17 kWh are left to pay. */
static void
test_net_metering_of_a_year (void)
{
  g_autoptr (House) house = house_with_sun ("tariff.export_price 0.08; tariff.export_scheme 2");
  g_autoptr (GhBill) bill = bill_house (house);

  ASSERT_NEAR (month_of_kind (bill, GH_BILL_ENERGY, 0), 0.0);
  ASSERT_NEAR (month_of_kind (bill, GH_BILL_ENERGY, 1), 0.0);
  ASSERT_NEAR (month_of_kind (bill, GH_BILL_ENERGY, 2), (743 - 726) * 0.3);
  ASSERT_NEAR (gh_bill_get_sum (bill, GH_BILL_EXPORT), 0.0);
  ASSERT_NEAR (bill->credit_price[500], 0.3);

  for (gsize t = 6000; t < 8784; t++)
    house->grid_kw[t] = -1.0;
  g_autoptr (GhBill) over = bill_house (house);
  double left = 0.0;
  for (gsize t = 6000; t < 8784; t++)
    left += 1.0;
  /* September is the 9th month; its first hours, up to step 6000, are import. */
  const GhMonth *september = &g_array_index (over->months, GhMonth, 8);
  left -= 6000.0 - (double) september->first;
  ASSERT_NEAR (gh_bill_get_sum (over, GH_BILL_EXPORT), -left * 0.08);
  ASSERT_NEAR (over->credit_price[8000], 0.08);
  ASSERT_NEAR (over->credit_price[3000], 0.3);
}

/* Netting leaves tiers only what is left. */
static void
test_net_metering_with_tiers (void)
{
  g_autoptr (House) house = house_with_sun (
      "tariff.export_scheme 1; tariff.energy_tiers.0.tiers.0.up_to_kwh 700; "
      "tariff.energy_tiers.0.tiers.0.price 0.1; tariff.energy_tiers.0.tiers.1.price 0.4");

  house->grid_kw[744 + 696] = -50.0;
  g_autoptr (GhBill) bill = bill_house (house);
  ASSERT_NEAR (month_of_kind (bill, GH_BILL_ENERGY, 2), (742 - 50) * 0.1);
  ASSERT_NEAR (month_of_kind (bill, GH_BILL_ENERGY, 3), 700 * 0.1 + 20 * 0.4);
  ASSERT_NEAR (bill->credit_price[744 + 696 + 10], 0.1);
}

/* Everything used is bought and everything made is sold, the car's export at its own price. */
static void
test_buy_all (void)
{
  g_autoptr (House) house = house_of_year (
      "tariff.export_price 0.1; tariff.store_export_price 0.05; tariff.export_scheme 3");

  house->solar_kw[0] = 4.0; /* house 1 kW: 3 kW flow out */
  house->grid_kw[0] = -3.0;
  house->solar_kw[1] = 4.0; /* and the car gives 3 kW, 2 kW beyond the house */
  house->grid_kw[1] = -6.0;
  g_autoptr (GhBill) bill = bill_house (house);
  ASSERT_NEAR (month_of_kind (bill, GH_BILL_ENERGY, 0), 743 * 0.3);
  ASSERT_NEAR (month_of_kind (bill, GH_BILL_EXPORT, 0), -(8 * 0.1 + 2 * 0.05));
  ASSERT_NEAR (bill->credit_price[0], 0.3);
  ASSERT_NEAR (bill->store_credit_price[0], 0.05);
}

/* A feed-in tariff that ends on 10 January. */
static void
test_export_ends (void)
{
  g_autoptr (House) house
      = house_new ("tariff.export_price 0.08; tariff.export_price_until 2024-01-10; "
                   "tariff.export_price_later 0.03",
                   "2024-01-01T00:00:00+01:00", 744, -1.0);
  g_autoptr (GhBill) bill = bill_house (house);

  ASSERT_NEAR (bill->total, -(9 * 24 * 0.08 + 22 * 24 * 0.03));
}

/* Ten days of April: a third of the month's tiers, fixed and least charge. */
static void
test_part_of_a_month (void)
{
  g_autoptr (House) house = house_new ("tariff.fixed_per_month 9; tariff.minimum_per_month 120; "
                                       "tariff.energy_tiers.0.tiers.0.up_to_kwh 300; "
                                       "tariff.energy_tiers.0.tiers.0.price 0.1; "
                                       "tariff.energy_tiers.0.tiers.1.price 0.2",
                                       "2024-04-11T00:00:00+02:00", 240, 1.0);
  g_autoptr (GhBill) bill = bill_house (house);

  ASSERT_NEAR (month_of_kind (bill, GH_BILL_ENERGY, 0), 100 * 0.1 + 140 * 0.2);
  ASSERT_NEAR (month_of_kind (bill, GH_BILL_FIXED, 0), 3.0);
  ASSERT_NEAR (bill->total, 41.0);
}

/* An hour half of which is dear, and fees on top of a market price. */
static void
test_prices_within_a_step (void)
{
  g_autoptr (House) house = house_new ("", "2024-01-08T17:00:00+01:00", 1, 2.0);
  GhPriceSpec *price = house->study->tariff->import_price;
  GhPricePeriod *period = gh_record_new (&gh_price_period_table);

  gh_series_spec_free (g_steal_pointer (&price->series));
  price->periods = gh_record_new (&gh_period_price_table);
  price->periods->default_price = 0.2;
  price->periods->periods = g_ptr_array_new ();
  period->price = 0.5;
  period->from = 17 * 60 + 30;
  period->to = 21 * 60;
  g_ptr_array_add (price->periods->periods, period);
  g_autoptr (GhBill) bill = bill_house (house);
  g_assert_cmpuint (bill->items->len, ==, 2);
  ASSERT_NEAR (((GhBillItem *) g_ptr_array_index (bill->items, 0))->amount[0], 0.5);
  ASSERT_NEAR (((GhBillItem *) g_ptr_array_index (bill->items, 1))->amount[0], 0.2);
  ASSERT_NEAR (bill->marginal_price[0], 0.35);
  /* What files call them is the same everywhere; people read the price with its unit. */
  g_assert_cmpstr (((GhBillItem *) g_ptr_array_index (bill->items, 0))->name, ==,
                   "Energy 17:30-21:00 at 0.5");
  g_assert_cmpstr (((GhBillItem *) g_ptr_array_index (bill->items, 0))->title, ==,
                   "Energy 17:30–21:00 at 50.00\xc2\xa0"
                   "ct/kWh");
  g_assert_cmpstr (((GhBillItem *) g_ptr_array_index (bill->items, 1))->title, ==,
                   "Energy at other times at 20.00\xc2\xa0"
                   "ct/kWh");
}

static void
test_fees (void)
{
  g_autoptr (House) house = house_new ("", "2024-01-08T17:00:00+01:00", 1, 2.0);
  GhPriceSpec *price = house->study->tariff->import_price;

  price->market = gh_record_new (&gh_market_price_table);
  price->market->series = g_steal_pointer (&price->series);
  price->market->multiply = 1.2;
  price->market->add = 0.1;
  g_autoptr (GhBill) bill = bill_house (house);
  g_assert_cmpuint (bill->items->len, ==, 2);
  ASSERT_NEAR (((GhBillItem *) g_ptr_array_index (bill->items, 0))->amount[0], 0.72);
  ASSERT_NEAR (((GhBillItem *) g_ptr_array_index (bill->items, 1))->amount[0], 0.2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bill/by-hand", test_by_hand);
  g_test_add_func ("/bill/demand", test_demand);
  g_test_add_func ("/bill/export", test_export);
  g_test_add_func ("/bill/net-metering", test_net_metering);
  g_test_add_func ("/bill/net-metering-of-a-year", test_net_metering_of_a_year);
  g_test_add_func ("/bill/net-metering-with-tiers", test_net_metering_with_tiers);
  g_test_add_func ("/bill/buy-all", test_buy_all);
  g_test_add_func ("/bill/export-ends", test_export_ends);
  g_test_add_func ("/bill/part-of-a-month", test_part_of_a_month);
  g_test_add_func ("/bill/prices-within-a-step", test_prices_within_a_step);
  g_test_add_func ("/bill/fees", test_fees);
  return g_test_run ();
}
