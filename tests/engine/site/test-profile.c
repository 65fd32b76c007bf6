/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "cycle-text.h"
#include "edit-study.h"

/* Bytes of a field, by its kind. */
static gsize
size_of (GhKind kind)
{
  switch (kind)
    {
    case GH_KIND_NUMBER:
    case GH_KIND_INTEGER:
    case GH_KIND_MOMENT:
      return 8;
    case GH_KIND_BOOLEAN:
    case GH_KIND_CHOICE:
    case GH_KIND_CLOCK:
    case GH_KIND_DATE:
    case GH_KIND_DAYS:
    case GH_KIND_MONTHS:
      return 4;
    default:
      return sizeof (gpointer);
    }
}

static gboolean
has_range (GhKind kind)
{
  return kind == GH_KIND_NUMBER || kind == GH_KIND_INTEGER || kind == GH_KIND_SERIES
         || kind == GH_KIND_PRICE || kind == GH_KIND_NUMBERS;
}

static void
check_kind (const GhAttribute *attribute)
{
  gboolean is_nested = attribute->kind == GH_KIND_OBJECT || attribute->kind == GH_KIND_LIST;
  guint days;

  g_assert_cmpint (attribute->choices != NULL, ==, attribute->kind == GH_KIND_CHOICE);
  g_assert_cmpint (attribute->table != NULL, ==, is_nested);
  /* A list of numbers of any length has none. */
  g_assert_true (attribute->length == 0 || attribute->kind == GH_KIND_NUMBERS);
  if (has_range (attribute->kind))
    g_assert_cmpfloat (attribute->minimum, <, attribute->maximum);
  if (attribute->kind == GH_KIND_NUMBER && !isnan (attribute->default_number)
      && !attribute->required)
    {
      g_assert_cmpfloat (attribute->default_number, >=, attribute->minimum);
      g_assert_cmpfloat (attribute->default_number, <=, attribute->maximum);
    }
  if (attribute->kind == GH_KIND_DAYS)
    g_assert_true (gh_days_parse (attribute->default_text, &days));
  if (attribute->kind == GH_KIND_MONTHS)
    g_assert_true (gh_months_parse (attribute->default_text, &days));
}

static void
check_table (const GhAttributeTable *table)
{
  g_assert_cmpuint (table->count, <=, 64);
  for (guint i = 0; i < table->count; i++)
    {
      const GhAttribute *attribute = &table->attributes[i];
      g_test_message ("%s.%s", table->name, attribute->name);
      g_assert_nonnull (attribute->meaning);
      g_assert_true (g_str_has_suffix (attribute->meaning, "."));
      /* People read it, who do not know what attributes are called. */
      g_assert_null (strchr (attribute->meaning, '_'));
      g_assert_cmpuint (attribute->offset, >=, sizeof (GhRecord));
      g_assert_cmpuint (attribute->offset % size_of (attribute->kind), ==, 0);
      g_assert_cmpuint (attribute->offset + size_of (attribute->kind), <=, table->size);
      check_kind (attribute);
      for (guint k = 0; k < i; k++)
        {
          g_assert_cmpstr (attribute->name, !=, table->attributes[k].name);
          g_assert_cmpuint (attribute->offset, !=, table->attributes[k].offset);
        }
      if (attribute->table != NULL)
        check_table (attribute->table);
    }
}

static void
test_tables (void)
{
  check_table (&gh_study_table);
  check_table (&gh_series_file_table);
  check_table (&gh_load_shape_table);
  check_table (&gh_price_period_table);
  check_table (&gh_market_price_table);
  check_table (&gh_period_price_table);
}

/* The attribute at a path of names, such as "vehicles.charger.charge_kw". */
static const GhAttribute *
find_attribute (const char *path)
{
  g_auto (GStrv) words = g_strsplit (path, ".", -1);
  const GhAttributeTable *table = &gh_study_table;
  const GhAttribute *attribute = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      attribute = gh_attribute_table_find (table, words[i], NULL);
      g_assert_nonnull (attribute);
      table = attribute->table;
    }
  return attribute;
}

/* The defaults that the study format fixes, and those chosen beside them. */
static const struct
{
  const char *path;
  double number;
} defaults[] = {
  { "seed", 1 },
  { "tariff.may_export", 1 },
  { "tariff.fixed_per_day", 0 },
  { "tariff.demand_per_kw_month", 0 },
  { "connection.import_limit_kw", NAN },
  { "connection.export_limit_kw", NAN },
  { "emissions.price_per_tonne", 0 },
  { "weather.clear_sky", 0 },
  { "weather.clearness", 1 },
  { "weather.transposition", GH_TRANSPOSITION_AUTO },
  { "solar.peak_kw", NAN },
  { "solar.tilt_deg", 35 },
  { "solar.azimuth_deg", 180 },
  { "solar.inverter_kw", NAN },
  { "solar.losses", 0.14 },
  { "solar.inverter_efficiency", 0.96 },
  { "solar.temperature_coefficient_per_k", -0.0037 },
  { "solar.mounting", GH_MOUNTING_RACK },
  { "solar.glass", GH_GLASS_PLAIN },
  { "vehicles.soc_min", 0.1 },
  { "vehicles.soc_max", 1 },
  { "vehicles.soc_start", 0.5 },
  { "vehicles.soc_end", NAN },
  { "vehicles.discharge_soc_min", NAN },
  { "vehicles.consumption_kwh_per_km", 0.18 },
  { "vehicles.wear_per_kwh", 0 },
  { "vehicles.count", 1 },
  { "vehicles.trips.soc_at_leave", NAN },
  { "vehicles.trips.consumption_factor", 1 },
  { "vehicles.charger.charge_kw", 11 },
  { "vehicles.charger.discharge_kw", 11 },
  { "vehicles.charger.minimum_kw", 0 },
  { "vehicles.charger.standby_w", 0 },
  { "vehicles.charger.charge_efficiency", 0.95 },
  { "vehicles.charger.discharge_efficiency", 0.95 },
  { "vehicles.charger.export", GH_CHARGER_EXPORT_ALLOWED },
  { "finance.lifetime_years", 15 },
  { "finance.discount_rate", 0.04 },
  { "finance.maintenance_per_year", 0 },
  { "finance.battery_cost_per_kwh", 100 },
  { "finance.end_of_life_soh", 0.7 },
  { "finance.solar_degradation", 0.005 },
  { "finance.capex.v2h", 0 },
};

static void
test_defaults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      const GhAttribute *attribute = find_attribute (defaults[i].path);
      g_test_message ("%s", defaults[i].path);
      g_assert_false (attribute->required);
      g_assert_cmpint (isnan (attribute->default_number), ==, isnan (defaults[i].number));
      if (!isnan (defaults[i].number))
        g_assert_cmpfloat (attribute->default_number, ==, defaults[i].number);
    }
  g_assert_cmpstr (find_attribute ("currency")->default_text, ==, "EUR");
  g_assert_cmpstr (find_attribute ("location.time_zone")->default_text, ==, "UTC");
}

static void
test_required (void)
{
  static const char *const paths[] = { "format",
                                       "version",
                                       "kind",
                                       "period",
                                       "period.start",
                                       "period.step_minutes",
                                       "period.steps",
                                       "load",
                                       "tariff",
                                       "tariff.import_price",
                                       "location.latitude",
                                       "location.longitude",
                                       "vehicles.name",
                                       "vehicles.battery_kwh" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_true (find_attribute (paths[i])->required);
  /* Ten years of quarter hours, three leap days among them. */
  g_assert_cmpfloat (find_attribute ("period.steps")->maximum, >=, 3653 * 96);
}

static void
note_series (GhSeriesSpec *spec, const GhAttribute *attribute, const char *path, gpointer data)
{
  g_string_append_printf (data, "%s %s %g\n", path, attribute->name, spec->number);
}

static void
test_foreach_series (void)
{
  g_autoptr (GhStudy) study = gh_record_new (&gh_study_table);
  g_autoptr (GString) found = g_string_new (NULL);
  GhPriceSpec *price;

  edit_study (study, "load 1; solar.0.name A; solar.1.output_kw 2; weather.ghi_w_m2 3; "
                     "weather.temperature_c 4; tariff.import_price 5; tariff.export_price 0; "
                     "tariff.store_export_price 7; emissions.average_g_per_kwh 8; "
                     "vehicles.0.name A; vehicles.1.plugged 9; vehicles.1.drive_kw 10; "
                     "batteries.0.plugged 11");
  price = study->tariff->export_price;
  g_clear_pointer (&price->series, gh_series_spec_free);
  price->market = gh_record_new (&gh_market_price_table);
  price->market->series = gh_series_spec_new_number (6);
  gh_study_foreach_series (study, note_series, found);
  g_assert_cmpstr (found->str, ==,
                   "$.load load 1\n"
                   "$.solar[1].output_kw output_kw 2\n"
                   "$.weather.ghi_w_m2 ghi_w_m2 3\n"
                   "$.weather.temperature_c temperature_c 4\n"
                   "$.tariff.import_price import_price 5\n"
                   "$.tariff.export_price.series export_price 6\n"
                   "$.tariff.store_export_price store_export_price 7\n"
                   "$.emissions.average_g_per_kwh average_g_per_kwh 8\n"
                   "$.vehicles[1].plugged plugged 9\n"
                   "$.vehicles[1].drive_kw drive_kw 10\n"
                   "$.batteries[0].plugged plugged 11\n");
}

static void
test_axis (void)
{
  static const struct
  {
    const char *edits;
    gint32 offset;
  } rows[] = {
    { "seed 1", 3600 },
    { "location.time_zone Australia/Sydney", 39600 },
    { "location.time_zone Mars/Phobos", 0 },
    { "location.time_zone leapseconds", 0 },
    { "location.time_zone ../../../etc/passwd", 0 },
    { "location null", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhStudy) study = new_good_study ();
      edit_study (study, rows[i].edits);
      g_autoptr (GhTimeAxis) axis = gh_study_new_axis (study);
      g_assert_cmpint (gh_time_axis_get_start (axis), ==, 1704063600);
      g_assert_cmpint (gh_time_axis_get_step_seconds (axis), ==, 900);
      g_assert_cmpuint (gh_time_axis_get_count (axis), ==, 35136);
      g_assert_cmpint (gh_time_axis_get_civil (axis)[0].offset_seconds, ==, rows[i].offset);
    }
  gh_study_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/tables", test_tables);
  g_test_add_func ("/profile/defaults", test_defaults);
  g_test_add_func ("/profile/required", test_required);
  g_test_add_func ("/profile/foreach-series", test_foreach_series);
  g_test_add_func ("/profile/axis", test_axis);
  return g_test_run ();
}
