/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tariff-words.h"

#include <math.h>

#include "edit-study.h"

/* All lines, a line each. */
static char *
tell (const GhTariff *tariff, const char *currency)
{
  g_autoptr (GPtrArray) lines = gh_tariff_describe (tariff, currency);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const GhTariffLine *line = g_ptr_array_index (lines, i);
      g_string_append_printf (text, "%s: %s\n", line->title, line->text);
    }
  return g_strdup (text->str);
}

static const GhAttribute *
find (const GhAttributeTable *table, const char *name, guint *index)
{
  const GhAttribute *attribute = gh_attribute_table_find (table, name, index);

  g_assert_nonnull (attribute);
  return attribute;
}

static void
give (const GhAttributeTable *table, gpointer record, const char *name)
{
  guint index;

  find (table, name, &index);
  gh_record_set_given (table, record, index);
}

static void
add_period (GhPeriodPrice *price, double worth, int from, int to, guint months)
{
  GhPricePeriod *period = gh_record_new (&gh_price_period_table);

  period->price = worth;
  period->from = from * 60;
  period->to = to * 60;
  period->months = months;
  period->days = 0x1f;
  g_ptr_array_add (price->periods, period);
}

static GhTariff *
new_tariff (void)
{
  GhTariff *tariff = gh_record_new (&gh_tariff_table);

  tariff->import_price = g_new0 (GhPriceSpec, 1);
  tariff->import_price->periods = gh_record_new (&gh_period_price_table);
  tariff->import_price->periods->default_price = 0.2;
  tariff->import_price->periods->periods = g_ptr_array_new ();
  return tariff;
}

/* Periods of one price share a line; amounts that are not given have none. */
static void
test_describe (void)
{
  GhTariff *tariff = new_tariff ();
  GhDemandRule *rule = gh_record_new (&gh_demand_rule_table);
  GhEnergyTiers *tiers = gh_record_new (&gh_energy_tiers_table);
  GhEnergyTier *first = gh_record_new (&gh_energy_tier_table);
  GhEnergyTier *last = gh_record_new (&gh_energy_tier_table);

  add_period (tariff->import_price->periods, 0.5, 17, 21, 0xfff);
  add_period (tariff->import_price->periods, 0.5, 7, 9, 0x003);
  add_period (tariff->import_price->periods, 0.1, 0, 5, 0xfff);
  rule->name = g_strdup ("Peak");
  rule->price_per_kw = 12.5;
  rule->ratchet_share = 0.8;
  tariff->demand_charges = g_ptr_array_new ();
  g_ptr_array_add (tariff->demand_charges, rule);
  first->up_to_kwh = 300.0;
  first->price = 0.05;
  last->price = 0.07;
  tiers->tiers = g_ptr_array_new ();
  g_ptr_array_add (tiers->tiers, first);
  g_ptr_array_add (tiers->tiers, last);
  tariff->energy_tiers = g_ptr_array_new ();
  g_ptr_array_add (tariff->energy_tiers, tiers);
  tariff->fixed_per_month = 9.0;
  give (&gh_tariff_table, tariff, "fixed_per_month");
  g_autofree char *text = tell (tariff, "USD");
  g_assert_cmpstr (
      text, ==,
      "Energy tiers: 5.00\302\240¢/kWh up to 300 kWh a month, 7.00\302\240¢/kWh above: "
      "all hours\n"
      "Import price: 50.00\302\240¢/kWh: Mon–Fri, 17:00 – 21:00; Mon–Fri, 7:00 – "
      "9:00, Jan–Feb\n"
      "Import price: 10.00\302\240¢/kWh: Mon–Fri, 0:00 – 5:00\n"
      "Import price: 20.00\302\240¢/kWh: at all other times\n"
      "Peak: 12.50\302\240$/kW: all hours; at least 80 % of the highest of 11 earlier "
      "months\n"
      "Export price: not told; taken as nothing\n"
      "Fixed charge a month: 9.00\302\240$\n");
  gh_record_free (&gh_tariff_table, tariff);
}

static char *
list_names (const GhTariff *tariff)
{
  g_autoptr (GArray) shown = gh_tariff_list_shown (tariff);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < shown->len; i++)
    {
      g_autofree char *title
          = gh_tariff_shown_format_title (tariff, &g_array_index (shown, GhTariffShown, i));
      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", title);
    }
  return g_strdup (text->str);
}

/* What can be drawn, and that a tax is in what is paid and not in what is earned. */
static void
test_shown (void)
{
  GhTariff *tariff = new_tariff ();

  g_autofree char *plain = list_names (tariff);
  g_assert_cmpstr (plain, ==, "Import price; Export price");
  tariff->tax = 0.19;
  tariff->demand_per_kw_month = 3.0;
  tariff->store_export_price = g_new0 (GhPriceSpec, 1);
  tariff->store_export_price->series = gh_series_spec_new_number (0.1);
  g_autofree char *more = list_names (tariff);
  g_assert_cmpstr (more, ==,
                   "Import price, with 19.0 % tax; Export price; Export price of the car; Demand "
                   "charge a month, with 19.0 % tax");
  gh_record_free (&gh_tariff_table, tariff);
}

/* What has to be known to read the picture right. */
static void
test_explain (void)
{
  static const struct
  {
    const char *edits;
    GhTariffShown shown;
    const char *text;
  } rows[] = {
    { "currency EUR", { GH_HOURS_IMPORT, 0 }, "" },
    { "tariff.export_scheme 1",
      { GH_HOURS_EXPORT, 0 },
      "Export is first set against import; this is paid for the rest." },
    { "tariff.may_export 0",
      { GH_HOURS_EXPORT, 0 },
      "Nothing may be fed into the grid, so nothing is earned." },
    { "tariff.demand_per_kw_month 3",
      { GH_HOURS_DEMAND, 0 },
      "For each kW of the highest import of the month, where that is in the hour; charges that "
      "count "
      "in the same hour are added up." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhStudy) study = new_good_study ();
      edit_study (study, rows[i].edits);
      g_autofree char *text = gh_tariff_shown_explain (study, &rows[i].shown);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tariff-words/describe", test_describe);
  g_test_add_func ("/tariff-words/shown", test_shown);
  g_test_add_func ("/tariff-words/explain", test_explain);
  return g_test_run ();
}
