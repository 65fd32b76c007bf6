/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tariffs of other programs: prices of single hours as a person reads them in the file. */
#include "tariff-file.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "market/tariff.h"

static char *
fixture_path (const char *name)
{
  const char *folder = g_getenv ("GRIDHEARTH_FIXTURES");

  if (folder == NULL)
    g_test_skip ("no fixtures beside the project");
  return folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

static GhTariffFile *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  GhTariffFile *file = gh_tariff_file_load (path, &error);

  g_assert_no_error (error);
  return file;
}

static GhTariffFile *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  GhTariffFile *file = gh_tariff_file_read (text, strlen (text), &error);

  g_assert_no_error (error);
  return file;
}

static const GhTariffOffer *
get_offer (const GhTariffFile *file, guint index)
{
  g_assert_cmpuint (file->offers->len, >, index);
  return g_ptr_array_index (file->offers, index);
}

static GhTimeAxis *
new_hour (const char *start)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/Los_Angeles");
  gint64 begin;

  g_assert_true (gh_time_parse_iso (start, &begin));
  return gh_time_axis_new (begin, 3600, 1, zone);
}

static void
expect_price (const GhTariff *tariff, const char *start, double expected)
{
  g_autoptr (GhTimeAxis) axis = new_hour (start);
  g_autoptr (GError) error = NULL;
  double price;

  g_test_message ("%s", start);
  g_assert_true (gh_tariff_fill_price (tariff->import_price, "$", axis, NULL, &price, &error));
  g_assert_cmpfloat_with_epsilon (price, expected, 1e-12);
}

/* The sum of what a kW costs in an hour. */
static void
expect_demand (const GhTariff *tariff, const char *start, double expected)
{
  g_autoptr (GhTimeAxis) axis = new_hour (start);
  double sum = 0.0;

  g_test_message ("%s", start);
  for (guint i = 0; i < tariff->demand_charges->len; i++)
    {
      const GhDemandRule *rule = g_ptr_array_index (tariff->demand_charges, i);
      guint8 applies;
      gh_tariff_find_hours (rule->windows, axis, NULL, &applies);
      sum += applies != 0 ? rule->price_per_kw : 0.0;
    }
  g_assert_cmpfloat_with_epsilon (sum, expected, 1e-12);
}

typedef struct
{
  const char *start;
  double price;
  double demand;
} Hour;

static void
expect_hours (const GhTariff *tariff, const Hour *hours, gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      expect_price (tariff, hours[i].start, hours[i].price);
      expect_demand (tariff, hours[i].start, hours[i].demand);
    }
}

/* Hours of 2020, read in the table: 17 to 21 are the ends of the hours from 16:00 to 21:00. July 6
 * and January 6 are Mondays, July 4 and January 4 Saturdays. */
static void
test_dervet (void)
{
  static const Hour hours[] = {
    { "2020-07-06T15:00:00-07:00", 0.08305, 13.37 },
    { "2020-07-06T16:00:00-07:00", 0.11835, 13.37 + 33.89 },
    { "2020-07-06T20:00:00-07:00", 0.11835, 13.37 + 33.89 },
    { "2020-07-06T21:00:00-07:00", 0.08305, 13.37 },
    { "2020-07-06T00:00:00-07:00", 0.08305, 13.37 },
    { "2020-07-04T16:00:00-07:00", 0.11004, 13.37 },
    { "2020-07-04T23:00:00-07:00", 0.08305, 13.37 },
    { "2020-01-06T07:00:00-08:00", 0.0879, 13.37 },
    { "2020-01-06T08:00:00-08:00", 0.06921, 13.37 },
    { "2020-01-06T15:00:00-08:00", 0.06921, 13.37 },
    { "2020-01-06T16:00:00-08:00", 0.09786, 13.37 + 8.17 },
    { "2020-01-04T16:00:00-08:00", 0.09786, 13.37 },
    { "2020-01-06T21:00:00-08:00", 0.0879, 13.37 },
    { "2020-05-29T20:00:00-07:00", 0.09786, 13.37 + 8.17 },
    { "2020-09-30T20:00:00-07:00", 0.11835, 13.37 + 33.89 },
    { "2020-10-01T20:00:00-07:00", 0.09786, 13.37 + 8.17 },
  };
  g_autofree char *path = fixture_path ("prices/tariff_sce_tou8_2020.csv");

  if (path == NULL)
    return;
  g_autoptr (GhTariffFile) file = load (path);
  const GhTariffOffer *offer = get_offer (file, 0);
  g_assert_cmpuint (file->offers->len, ==, 1);
  g_assert_cmpuint (gh_findings_get_count (offer->findings), ==, 0);
  g_assert_cmpstr (offer->currency, ==, "USD");
  expect_hours (offer->tariff, hours, G_N_ELEMENTS (hours));
}

/* Hours of 2019, read in the schedules. March 4 and July 1 are Mondays. */
static void
test_acn (void)
{
  static const Hour hours[] = {
    { "2019-07-01T00:00:00-07:00", 0.05623, 15.51 },
    { "2019-07-01T07:00:00-07:00", 0.05623, 15.51 },
    { "2019-07-01T08:00:00-07:00", 0.0925, 15.51 },
    { "2019-07-01T12:00:00-07:00", 0.26668, 15.51 },
    { "2019-07-01T17:00:00-07:00", 0.26668, 15.51 },
    { "2019-07-01T18:00:00-07:00", 0.0925, 15.51 },
    { "2019-07-01T23:00:00-07:00", 0.05623, 15.51 },
    { "2019-07-06T12:00:00-07:00", 0.05623, 15.51 },
    { "2019-03-04T12:00:00-08:00", 0.0869, 15.51 },
    { "2019-03-04T22:00:00-08:00", 0.07492, 15.51 },
    { "2019-03-03T12:00:00-08:00", 0.06087, 15.51 },
    { "2019-05-31T12:00:00-07:00", 0.0869, 15.51 },
    { "2019-10-01T12:00:00-07:00", 0.0869, 15.51 },
    { "2019-09-30T12:00:00-07:00", 0.26668, 15.51 },
  };
  g_autofree char *path = fixture_path ("prices/acn_sce_tou_ev_4_march_2019.json");

  if (path == NULL)
    return;
  g_autoptr (GhTariffFile) file = load (path);
  const GhTariffOffer *offer = get_offer (file, 0);
  g_assert_cmpstr (offer->name, ==, "SCE TOU-EV-4");
  g_assert_cmpuint (gh_findings_get_count (offer->findings), ==, 0);
  g_assert_cmpuint (offer->tariff->demand_charges->len, ==, 1);
  expect_hours (offer->tariff, hours, G_N_ELEMENTS (hours));
}

/* Cents of the sheet: grid fee, procurement 7.7, levies 0.378 + 0.437 + 0.419 + 0.003, concession
 * 1.32, tax on electricity 2.05; all net, 19 % on top. */
static void
test_price_sheet (void)
{
  static const struct
  {
    const char *name;
    double cents;
    double per_kw_year;
    double fixed_per_year;
  } rows[] = { { "Standard load (SLP)", 7.48, 0.0, 65.7 },
               { "Measured load (RLM), <2500 h/a, HV", 2.3, 19.13, 0.0 },
               { "Measured load (RLM), <2500 h/a, LV", 4.83, 44.26, 0.0 },
               { "Measured load (RLM), >=2500 h/a, HV/MV", 0.76, 101.52, 0.0 },
               { "Measured load (RLM), >=2500 h/a, LV", 4.03, 64.33, 0.0 } };
  g_autofree char *path = fixture_path ("prices/spice_ev_price_sheet_de.json");
  guint found = 0;

  if (path == NULL)
    return;
  g_autoptr (GhTariffFile) file = load (path);
  g_assert_true (file->needs_choice);
  g_assert_cmpuint (file->offers->len, ==, 1 + 2 * 5);
  for (guint i = 0; i < file->offers->len; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (rows); k++)
      {
        const GhTariffOffer *offer = get_offer (file, i);
        const GhTariff *tariff = offer->tariff;
        if (g_strcmp0 (offer->name, rows[k].name) != 0)
          continue;
        found++;
        g_assert_cmpstr (offer->currency, ==, "EUR");
        g_assert_cmpfloat_with_epsilon (tariff->import_price->series->number,
                                        (rows[k].cents + 7.7 + 1.237 + 1.32 + 2.05) / 100.0, 1e-12);
        g_assert_cmpfloat_with_epsilon (tariff->tax, 0.19, 1e-12);
        g_assert_cmpfloat_with_epsilon (tariff->fixed_per_month * 12.0, rows[k].fixed_per_year,
                                        1e-9);
        g_assert_cmpfloat_with_epsilon (tariff->export_price->series->number, 0.0624, 1e-12);
        g_assert_cmpfloat (tariff->store_export_price->series->number, ==, 0.0);
        g_assert_cmpuint (tariff->demand_charges != NULL, ==, rows[k].per_kw_year > 0.0);
        if (tariff->demand_charges == NULL)
          continue;
        const GhDemandRule *rule = g_ptr_array_index (tariff->demand_charges, 0);
        g_assert_cmpfloat_with_epsilon (rule->price_per_kw * 12.0, rows[k].per_kw_year, 1e-9);
        g_assert_cmpfloat (rule->ratchet_share, ==, 1.0);
        g_assert_cmpint (rule->lookback_months, ==, 11);
      }
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (rows));
}

/* Every rate of an answer is offered; what is no rate is left out. */
static void
test_several (void)
{
  g_autoptr (GhTariffFile) file = read_text (
      "{\"items\": [{\"name\": \"A\", \"utility\": \"U\", \"sector\": \"Residential\", "
      "\"energyratestructure\": [[{\"rate\": 0.5}]]}, {\"label\": \"x\"}, {\"name\": \"B\", "
      "\"country\": \"CAN\", \"energyratestructure\": [[{\"rate\": 0.25}]]}]}");
  const GhTariffOffer *first = get_offer (file, 0), *second = get_offer (file, 1);

  g_assert_cmpuint (file->offers->len, ==, 2);
  g_assert_false (file->needs_choice);
  g_assert_cmpstr (first->name, ==, "A");
  g_assert_cmpstr (first->provider, ==, "U");
  g_assert_cmpstr (first->details, ==, "Residential");
  g_assert_cmpstr (first->currency, ==, "USD");
  g_assert_cmpstr (second->name, ==, "B");
  g_assert_null (second->currency);
  g_assert_cmpfloat (second->tariff->import_price->series->number, ==, 0.25);
}

#define HEADER                                                                     \
  "Billing Period,Start Month,End Month,Start Time,End Time,Excluding Start Time," \
  "Excluding End Time,Weekday?,Value,Charge,Name_optional\n"
#define SCHEDULE(start, end, mask, times, prices, more)                                        \
  "{\"effective_start\": \"" start "\", \"effective_end\": \"" end "\", \"dow_mask\": \"" mask \
  "\", \"times\": [" times "], \"tariffs\": [" prices "]" more "}"

/* Gaps and doubles of the table are told of and count as in DER-VET. */
static void
test_cells (void)
{
  g_autoptr (GhTariffFile) file = read_text (HEADER "1,1,12,1,12,,,2,0.1,energy,\n"
                                                    "2,1,12,12,20,,,2,0.2,Energy,\n"
                                                    "3,5,4,1,24,,,2,9,energy,\n");
  const GhTariffOffer *offer = get_offer (file, 0);

  expect_price (offer->tariff, "2020-07-06T10:00:00-07:00", 0.1);
  expect_price (offer->tariff, "2020-07-06T11:00:00-07:00", 0.1 + 0.2);
  expect_price (offer->tariff, "2020-07-06T12:00:00-07:00", 0.2);
  expect_price (offer->tariff, "2020-07-06T20:00:00-07:00", 0.0);
  g_assert_cmpuint (gh_findings_get_count (offer->findings), ==, 3);
  g_assert_cmpstr (gh_findings_get (offer->findings, 0)->message, ==,
                   "line 4 counts at no hour; it is left out");
  g_assert_cmpstr (gh_findings_get (offer->findings, 1)->message, ==,
                   "96 of 576 hours by month and kind of day have no price of energy; it is taken "
                   "as 0");
  g_assert_nonnull (strstr (gh_findings_get (offer->findings, 2)->message, "24 of 576"));
}

/* Demand that differs by season and day is a charge of its own each. */
static void
test_seasons (void)
{
  g_autoptr (GhTariffFile) file = read_text ("{\"schedule\": [" SCHEDULE (
      "11-01", "02-28", "ALL", "0", "0.3",
      ", \"demand_charge\": 5") "," SCHEDULE ("03-01", "10-31", "WEEKDAYS", "0, 7", "0.1, 0.2",
                                              ", \"demand_charge\": 9") "," SCHEDULE ("03-01",
                                                                                      "10-31",
                                                                                      "WEEKENDS",
                                                                                      "0", "0.1",
                                                                                      "") "]}");
  const GhTariffOffer *offer = get_offer (file, 0);
  static const Hour hours[] = { { "2020-02-29T10:00:00-08:00", 0.3, 5.0 },
                                { "2020-03-02T10:00:00-08:00", 0.2, 9.0 },
                                { "2020-03-02T06:00:00-08:00", 0.1, 9.0 },
                                { "2020-03-01T10:00:00-08:00", 0.1, 0.0 },
                                { "2020-11-01T10:00:00-08:00", 0.3, 5.0 } };

  expect_hours (offer->tariff, hours, G_N_ELEMENTS (hours));
}

/* One sentence each, with the place. */
static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } rows[] = {
    { "", "ends too early" },
    { "Time,Price\n2020-01-01,3\n", "“Start Month”" },
    { HEADER, "no rows" },
    { HEADER "1,1,12,1,24,,,2,0.1,energy,\n2,0,12,1,24,,,2,0.1,energy,\n", "Line 3" },
    { HEADER "1,1,12,1,25,,,2,0.1,energy,\n", "“End Time”" },
    { HEADER "1,1,12,1,24,9,,2,0.1,energy,\n", "“Excluding End Time”" },
    { HEADER "1,1,12,1,24,,,3,0.1,energy,\n", "“Weekday?”" },
    { HEADER "1,1,12,1,24,,,2,,energy,\n", "“Value”" },
    { HEADER "1,1,12,1,24,,,2,-1,demand,\n", "“Value”" },
    { HEADER "1,1,12,1,24,,,2,0.1,gas,\n", "“Charge”" },
    { "{\"schedule\": [" SCHEDULE ("06-15", "09-30", "ALL", "0", "1", "") "]}", "whole months" },
    { "{\"schedule\": [" SCHEDULE ("06-01", "09-29", "ALL", "0", "1", "") "]}", "whole months" },
    { "{\"schedule\": [" SCHEDULE ("01-01", "12-31", "MON", "0", "1", "") "]}", "dow_mask" },
    { "{\"schedule\": [" SCHEDULE ("01-01", "12-31", "ALL", "1", "1", "") "]}", "times" },
    { "{\"schedule\": [" SCHEDULE ("01-01", "12-31", "ALL", "0, 8.5", "1, 2", "") "]}", "times" },
    { "{\"schedule\": [" SCHEDULE ("01-01", "12-31", "ALL", "0, 8", "1", "") "]}", "times" },
    { "{\"schedule\": [" SCHEDULE ("01-01", "12-31", "ALL", "0", "1",
                                   ", \"demand_charge\": -3") "]}",
      "demand_charge" },
    { "{\"schedule\": [" SCHEDULE ("01-01", "12-31", "WEEKDAYS", "0", "1", "") "]}",
      "weekends of month 1" },
    { "{\"grid_fee\": {\"SLP\": {}}}", "no fee" },
    { "{\"a\": 1}", "no tariff" },
    { "\xff\xfe\x41\xd8\x42\x42", "The file is not text" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_test_message ("row %zu", i);
      g_assert_null (gh_tariff_file_read (rows[i].text, strlen (rows[i].text), &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, rows[i].words));
    }
}

/* Numbers that no study may have are told, and the tariff is not to be used. */
static void
test_ranges (void)
{
  static const struct
  {
    const char *text;
    gboolean usable;
  } rows[] = { { HEADER "1,1,12,1,24,,,2,1000,energy,\n", TRUE },
               { HEADER "1,1,12,1,24,,,2,1001,energy,\n", FALSE },
               { HEADER "1,1,12,1,24,,,2,0.1,energy,\n2,1,12,1,24,,,2,1e7,demand,\n", FALSE },
               { "{\"energyratestructure\": [[{\"rate\": 0.1, \"max\": 1}, {\"rate\": 1e300}]]}",
                 FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhTariffFile) file = read_text (rows[i].text);
      const GhTariffOffer *offer = get_offer (file, 0);
      g_test_message ("row %zu", i);
      g_assert_cmpint (offer->usable, ==, rows[i].usable);
      g_assert_cmpint (gh_findings_count_errors (offer->findings) > 0, ==, !rows[i].usable);
    }
}

/* Files are known by what is in them. */
static void
test_recognised (void)
{
  static const struct
  {
    const char *name;
    gboolean is_tariff;
  } rows[] = { { "prices/urdbv7.json", TRUE },
               { "prices/urdb_539f6a23ec4f024411ec8beb.json", TRUE },
               { "prices/tariff_sce_tou8_2020.csv", TRUE },
               { "prices/acn_sce_tou_ev_4_march_2019.json", TRUE },
               { "prices/spice_ev_price_sheet_de.json", TRUE },
               { "prices/de_lu_dayahead_2023_energycharts.csv", FALSE },
               { "prices/citylearn2022_pricing_hourly.csv", FALSE },
               { "vehicles/chargeprice_ev-data.json", FALSE },
               { "load/greenbutton_espi_intervalblock.xml", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = fixture_path (rows[i].name);
      g_autofree char *text = NULL;
      gsize length;
      if (path == NULL)
        return;
      g_test_message ("%s", rows[i].name);
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_cmpint (gh_tariff_file_recognise (text, MIN (length, 65536)), ==, rows[i].is_tariff);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tariff-file/dervet", test_dervet);
  g_test_add_func ("/tariff-file/acn", test_acn);
  g_test_add_func ("/tariff-file/price-sheet", test_price_sheet);
  g_test_add_func ("/tariff-file/several", test_several);
  g_test_add_func ("/tariff-file/cells", test_cells);
  g_test_add_func ("/tariff-file/seasons", test_seasons);
  g_test_add_func ("/tariff-file/refused", test_refused);
  g_test_add_func ("/tariff-file/ranges", test_ranges);
  g_test_add_func ("/tariff-file/recognised", test_recognised);
  return g_test_run ();
}
