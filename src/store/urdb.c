/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tariffs of the OpenEI Utility Rate Database, versions 7 and 8, as descriptions of the study. */
#include <math.h>

#include "record-reader.h"
#include "tariff-readers.h"
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

/* The prices of first tiers by the clock. */
static GhPriceSpec *
new_price (JsonArray *structure, const GhUrdbSchedule *schedule, gboolean sell)
{
  guint count = json_array_get_length (structure);
  g_autofree double *prices = g_new (double, count);

  for (guint p = 0; p < count; p++)
    prices[p] = get_first_price (structure, p, sell);
  return gh_urdb_schedule_new_price (schedule, prices, count);
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

static gboolean
is_rate (JsonNode *node)
{
  JsonObject *object
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return object != NULL
         && (json_object_has_member (object, "energyratestructure")
             || json_object_has_member (object, "flatdemandstructure")
             || json_object_has_member (object, "demandratestructure"));
}

static JsonArray *
get_items (JsonNode *root)
{
  return JSON_NODE_HOLDS_OBJECT (root) ? gh_urdb_get_list (json_node_get_object (root), "items")
                                       : NULL;
}

/* What people tell rates apart by. */
static char *
list_details (JsonObject *rate)
{
  static const char *const keys[] = { "sector", "voltagecategory", "description" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *part = gh_urdb_get_text (rate, keys[i]);
      if (part != NULL && *part != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
add_rate (GhTariffFile *file, JsonObject *rate)
{
  GhTariffOffer *offer = gh_tariff_offer_new (file);
  const char *name = gh_urdb_get_text (rate, "name");
  const char *country = gh_urdb_get_text (rate, "country");
  GhUrdbReading reading = { rate, offer->tariff, offer->findings };

  offer->name = g_strdup (name != NULL ? name : gh_urdb_get_text (rate, "label"));
  offer->provider = g_strdup (gh_urdb_get_text (rate, "utility"));
  offer->details = list_details (rate);
  if (country == NULL || g_ascii_strcasecmp (country, "USA") == 0)
    offer->currency = g_strdup ("USD");
  read_energy (&reading);
  gh_urdb_read_demand (&reading);
  read_amounts (&reading);
  read_rules (&reading);
  warn_of_rest (&reading);
}

/* Within the reader of files of tariffs: whether this is an answer of the service or a bare rate.
 */
gboolean
gh_urdb_matches (JsonNode *root)
{
  JsonArray *items = get_items (root);
  gboolean found = is_rate (root);

  for (guint i = 0; !found && items != NULL && i < json_array_get_length (items); i++)
    found = is_rate (json_array_get_element (items, i));
  return found;
}

/* Within the reader of files of tariffs: reads every rate; what is none is left out. */
gboolean
gh_urdb_read (JsonNode *root, GhTariffFile *file, GError **error G_GNUC_UNUSED)
{
  JsonArray *items = is_rate (root) ? NULL : get_items (root);

  if (items == NULL)
    add_rate (file, json_node_get_object (root));
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    if (is_rate (json_array_get_element (items, i)))
      add_rate (file, json_array_get_object_element (items, i));
  return TRUE;
}
