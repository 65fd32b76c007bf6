/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tariffs of the OpenEI Utility Rate Database, versions 7 and 8, as descriptions of the study. */
#include "urdb.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "json-scan.h"
#include "json-writer.h"
#include "record-json.h"
#include "study-json.h"
#include "urdb-rate.h"
#include "words.h"

#define DAYS_PER_MONTH 30.4375
#define MONTHS_PER_YEAR 12.0

static double
get_first_price (JsonArray *structure, guint period, gboolean sell)
{
  JsonObject *tier = json_array_get_object_element (gh_urdb_get_tiers (structure, period), 0);

  return sell ? gh_urdb_get_number (tier, "sell", 0.0) : gh_urdb_get_price (tier);
}

/* Ends a tier in the way its unit counts. */
static void
end_tier (const GhUrdbReading *reading, GhEnergyTier *tier, const char *unit, double end)
{
  const char *name;

  if (isnan (end))
    return;
  if (unit == NULL || g_ascii_strcasecmp (unit, "kWh") == 0)
    name = "up_to_kwh", tier->up_to_kwh = end;
  else if (g_ascii_strcasecmp (unit, "kWh daily") == 0)
    name = "up_to_kwh_per_day", tier->up_to_kwh_per_day = end;
  else if (g_ascii_strcasecmp (unit, "kWh/kW") == 0)
    name = "up_to_kwh_per_kw", tier->up_to_kwh_per_kw = end;
  else
    {
      gh_findings_add (reading->findings, GH_SEVERITY_ERROR, "$.energyratestructure",
                       _ ("tiers in \"%s\" cannot be told in a study"), unit);
      return;
    }
  gh_urdb_give (&gh_energy_tier_table, tier, name);
}

static GPtrArray *
list_energy_tiers (const GhUrdbReading *reading, JsonArray *tiers)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (tiers); i++)
    {
      JsonObject *from = json_array_get_object_element (tiers, i);
      GhEnergyTier *tier = gh_record_new (&gh_energy_tier_table);
      end_tier (reading, tier, gh_urdb_get_text (from, "unit"),
                gh_urdb_get_end (reading, "energyratestructure", tiers, i));
      tier->price = gh_urdb_get_price (from);
      gh_urdb_give (&gh_energy_tier_table, tier, "price");
      g_ptr_array_add (list, tier);
    }
  return list;
}

static void
add_price_periods (GhPeriodPrice *price, const GhUrdbSchedule *schedule, guint period, double worth)
{
  GPtrArray *windows = gh_urdb_schedule_list_windows (schedule, period);

  for (guint i = 0; i < windows->len; i++)
    {
      const GhTimeWindow *window = g_ptr_array_index (windows, i);
      GhPricePeriod *made = gh_record_new (&gh_price_period_table);
      /* Both tables name the same hours in the same words. */
      static const char *const names[] = { "days", "from", "to", "months" };
      made->price = worth;
      made->days = window->days;
      made->from = window->from;
      made->to = window->to;
      made->months = window->months;
      gh_urdb_give (&gh_price_period_table, made, "price");
      for (guint k = 0; k < G_N_ELEMENTS (names); k++)
        if (gh_record_is_given (&gh_time_window_table, window, names[k]))
          gh_urdb_give (&gh_price_period_table, made, names[k]);
      g_ptr_array_add (price->periods, made);
    }
  gh_urdb_free_windows (windows);
}

/* A price by the clock: the one of most hours is that of other times. */
static GhPriceSpec *
new_price (JsonArray *structure, const GhUrdbSchedule *schedule, gboolean sell)
{
  GhPriceSpec *price = g_new0 (GhPriceSpec, 1);
  guint count = json_array_get_length (structure), usual = 0;

  for (guint p = 1; p < count; p++)
    if (gh_urdb_schedule_count_hours (schedule, p) > gh_urdb_schedule_count_hours (schedule, usual))
      usual = p;
  price->periods = gh_record_new (&gh_period_price_table);
  price->periods->default_price = get_first_price (structure, usual, sell);
  price->periods->periods = g_ptr_array_new ();
  gh_urdb_give (&gh_period_price_table, price->periods, "default");
  gh_urdb_give (&gh_period_price_table, price->periods, "periods");
  for (guint p = 0; p < count; p++)
    if (p != usual
        && fabs (get_first_price (structure, p, sell) - price->periods->default_price) > 0.0)
      add_price_periods (price->periods, schedule, p, get_first_price (structure, p, sell));
  if (price->periods->periods->len > 0)
    return price;
  price->series = gh_series_spec_new_number (price->periods->default_price);
  gh_record_free (&gh_period_price_table, g_steal_pointer (&price->periods));
  return price;
}

static void
read_energy (const GhUrdbReading *reading)
{
  GhTariff *tariff = reading->tariff;
  JsonArray *structure = gh_urdb_get_structure (reading, "energyratestructure");
  GhUrdbSchedule schedule;
  gboolean sells = FALSE;

  gh_urdb_give_tariff (reading, "import_price");
  if (structure == NULL
      || !gh_urdb_schedule_read (reading->rate, "energy", json_array_get_length (structure),
                                 &schedule, reading->findings))
    {
      gh_urdb_warn (reading, "energyratestructure",
                    _ ("there is no price of energy; it is taken as 0"));
      tariff->import_price = g_new0 (GhPriceSpec, 1);
      tariff->import_price->series = gh_series_spec_new_number (0.0);
      return;
    }
  tariff->import_price = new_price (structure, &schedule, FALSE);
  for (guint p = 0; p < json_array_get_length (structure); p++)
    {
      JsonArray *tiers = gh_urdb_get_tiers (structure, p);
      sells |= get_first_price (structure, p, TRUE) > 0.0;
      if (json_array_get_length (tiers) < 2 || gh_urdb_schedule_count_hours (&schedule, p) == 0)
        continue;
      GhEnergyTiers *made = gh_record_new (&gh_energy_tiers_table);
      made->name = g_strdup_printf (_ ("Energy of period %u"), p);
      made->windows = gh_urdb_take_windows (gh_urdb_schedule_list_windows (&schedule, p),
                                            &gh_energy_tiers_table, made);
      made->tiers = list_energy_tiers (reading, tiers);
      gh_urdb_give (&gh_energy_tiers_table, made, "name");
      gh_urdb_give (&gh_energy_tiers_table, made, "tiers");
      gh_urdb_append (&tariff->energy_tiers, made);
      gh_urdb_give_tariff (reading, "energy_tiers");
    }
  if (!sells)
    return;
  tariff->export_price = new_price (structure, &schedule, TRUE);
  gh_urdb_give_tariff (reading, "export_price");
}

/* An amount and what it is paid for. */
static void
take_amount (const GhUrdbReading *reading, const char *key, const char *unit_key, double *per_day,
             double *per_month, double *per_year)
{
  double amount = gh_urdb_get_number (reading->rate, key, 0.0);
  const char *unit = gh_urdb_get_text (reading->rate, unit_key);

  if (!(amount > 0.0))
    return;
  if (unit == NULL || g_ascii_strcasecmp (unit, "$/month") == 0)
    *per_month = amount;
  else if (g_ascii_strcasecmp (unit, "$/day") == 0)
    *per_day = amount;
  else if (g_ascii_strcasecmp (unit, "$/year") == 0)
    *per_year = amount;
  else
    {
      g_autofree char *path = g_strconcat ("$.", unit_key, NULL);
      gh_findings_add (reading->findings, GH_SEVERITY_ERROR, path,
                       _ ("\"%s\" is not known; the amount is left out"), unit);
    }
}

static void
set_amount (const GhUrdbReading *reading, const char *name, double *field, double amount)
{
  if (!(amount > 0.0))
    return;
  *field = amount;
  gh_urdb_give_tariff (reading, name);
}

static void
read_amounts (const GhUrdbReading *reading)
{
  GhTariff *tariff = reading->tariff;
  double day = 0.0, month = gh_urdb_get_number (reading->rate, "fixedmonthlycharge", 0.0),
         year = 0.0;
  double least_day = 0.0, least_month = gh_urdb_get_number (reading->rate, "minmonthlycharge", 0.0);
  double least_year = gh_urdb_get_number (reading->rate, "annualmincharge", 0.0);

  take_amount (reading, "fixedchargefirstmeter", "fixedchargeunits", &day, &month, &year);
  take_amount (reading, "mincharge", "minchargeunits", &least_day, &least_month, &least_year);
  set_amount (reading, "fixed_per_day", &tariff->fixed_per_day, day);
  set_amount (reading, "fixed_per_month", &tariff->fixed_per_month, month + year / MONTHS_PER_YEAR);
  set_amount (reading, "minimum_per_month", &tariff->minimum_per_month,
              least_month + least_day * DAYS_PER_MONTH);
  set_amount (reading, "minimum_per_year", &tariff->minimum_per_year, least_year);
}

static void
read_rules (const GhUrdbReading *reading)
{
  static const struct
  {
    const char *words;
    GhExportScheme scheme;
  } known[] = { { "Net Metering", GH_EXPORT_NET_METERING },
                { "Net Billing Instantaneous", GH_EXPORT_NET_BILLING },
                { "Net Billing Hourly", GH_EXPORT_NET_BILLING },
                { "Buy All Sell All", GH_EXPORT_BUY_ALL } };
  const char *words = gh_urdb_get_text (reading->rate, "dgrules");

  if (words == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (words, known[i].words) == 0)
      {
        reading->tariff->export_scheme = (int) known[i].scheme;
        gh_urdb_give_tariff (reading, "export_scheme");
        return;
      }
  g_autofree char *shown = gh_record_reader_show_text (words);
  gh_findings_add (reading->findings, GH_SEVERITY_WARNING, "$.dgrules",
                   _ ("the rule \"%s\" is not known; each kWh is taken at its price"), shown);
}

/* What a study cannot say, as far as the file says it. */
static void
warn_of_rest (const GhUrdbReading *reading)
{
  static const char *const left_out[]
      = { "coincidentratestructure", "coincidentrateunit", "demandreactivepowercharge",
          "fueladjustmentsmonthly", "fixedchargeeaaddl" };

  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    if (json_object_has_member (reading->rate, left_out[i]))
      gh_urdb_warn (reading, left_out[i], _ ("cannot be told in a study; it is left out"));
}

static GhTariff *
map_rate (JsonObject *rate, GhFindings *findings)
{
  GhUrdbReading reading = { rate, gh_record_new (&gh_tariff_table), findings };

  read_energy (&reading);
  gh_urdb_read_demand (&reading);
  read_amounts (&reading);
  read_rules (&reading);
  warn_of_rest (&reading);
  return reading.tariff;
}

/* The rate in what was asked for: an answer of the service, a bare rate. */
static JsonObject *
find_rate (JsonNode *root, GhFindings *findings)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *items = object != NULL ? gh_urdb_get_list (object, "items") : NULL;

  if (items != NULL && json_array_get_length (items) > 0)
    {
      if (json_array_get_length (items) > 1)
        gh_findings_add (findings, GH_SEVERITY_WARNING, "$.items",
                         _ ("there are %u tariffs; the first is read"),
                         json_array_get_length (items));
      JsonNode *first = json_array_get_element (items, 0);
      object = JSON_NODE_HOLDS_OBJECT (first) ? json_node_get_object (first) : NULL;
    }
  if (object == NULL
      || (!json_object_has_member (object, "energyratestructure")
          && !json_object_has_member (object, "flatdemandstructure")
          && !json_object_has_member (object, "demandratestructure")))
    return NULL;
  return object;
}

/**
 * gh_urdb_read:
 * @text: (array length=length): a tariff of the OpenEI Utility Rate Database
 * @length: of @text in bytes
 * @findings: told what a study cannot say
 * @error: set when @text is no such tariff
 *
 * Reads a tariff: an answer of the service with its items, a bare rate, or either as a JSON string
 * within JSON.
 *
 * Returns: (transfer full) (nullable): the tariff, a record of #gh_tariff_table
 */
GhTariff *
gh_urdb_read (const char *text, gsize length, GhFindings *findings, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;
  g_autofree char *widened = NULL;

  if (!gh_json_scan (text, length, error))
    return NULL;
  widened = gh_json_widen_integers (text, length, &length);
  if (!json_parser_load_from_data (parser, widened, (gssize) length, &parse_error))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("The JSON cannot be read: %s"),
                   parse_error->message);
      return NULL;
    }
  JsonNode *root = json_parser_get_root (parser);
  if (JSON_NODE_HOLDS_VALUE (root) && json_node_get_value_type (root) == G_TYPE_STRING
      && *json_node_get_string (root) != '"')
    return gh_urdb_read (json_node_get_string (root), strlen (json_node_get_string (root)),
                         findings, error);
  JsonObject *rate = find_rate (root, findings);
  if (rate != NULL)
    return map_rate (rate, findings);
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("This is no tariff of the Utility Rate Database: there are no rates in it."));
  return NULL;
}

/**
 * gh_urdb_load:
 * @path: of the file
 * @findings: told what a study cannot say
 * @error: set when the file cannot be read or holds no such tariff
 *
 * Reads a tariff from a file; see gh_urdb_read().
 *
 * Returns: (transfer full) (nullable): the tariff
 */
GhTariff *
gh_urdb_load (const char *path, GhFindings *findings, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) read_error = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &read_error))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_IO, "%s", read_error->message);
      return NULL;
    }
  if (length > GH_STUDY_BYTES_MAX)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("%s is larger than 256 MiB."), path);
      return NULL;
    }
  return gh_urdb_read (text, length, findings, error);
}

/**
 * gh_tariff_to_json:
 * @tariff: a tariff
 * @error: set when a number is not finite
 *
 * Returns: (transfer full) (nullable): it as the member "tariff" of a study holds it
 */
char *
gh_tariff_to_json (const GhTariff *tariff, GError **error)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  gh_json_writer_begin_object (writer, NULL);
  if (!gh_record_write_members (writer, &gh_tariff_table, tariff, utc, NULL, error))
    return NULL;
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}
