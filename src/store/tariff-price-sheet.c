/* SPDX-License-Identifier: GPL-3.0-or-later */
/* German price sheets as SpiceEV has them: grid fees by kind of metering, voltage and hours of use,
 * with levies and taxes. Prices are taken net, and value added tax as the tax of the tariff. */
#include <math.h>

#include "errors.h"
#include "formats/json-tree.h"
#include "tariff-readers.h"
#include "urdb-rate.h"
#include "words.h"

#define MONTHS_PER_YEAR 12.0
#define EARLIER_MONTHS 11
#define CENTS 100.0
#define PERCENT 100.0

/* @path: of @node in the file, for findings */
typedef struct
{
  JsonNode *node;
  const char *path;
  GhTariffFile *file;
} Sheet;

/* Fees of a customer: what is paid for a kWh, EUR, for a kW of the year's highest import, EUR, and
 * a year, EUR, all net. */
typedef struct
{
  double energy;
  double capacity;
  double fixed;
} Fees;

static void
warn (const Sheet *sheet, const GhTariffOffer *offer, const char *key, const char *message)
{
  g_autofree char *path = g_strconcat (sheet->path, ".", key, NULL);

  gh_findings_add (offer->findings, GH_SEVERITY_WARNING, path, "%s", message);
}

/* What is not told counts as 0, and is told of. */
static double
get_told (const Sheet *sheet, const GhTariffOffer *offer, const char *path)
{
  double number = 0.0;

  if (!gh_json_tree_number (sheet->node, path, &number))
    {
      g_autofree char *key = g_strdelimit (g_strdup (path), "/", '.');
      warn (sheet, offer, key, _ ("is not told; it is taken as 0"));
    }
  return number;
}

/* The sum of all numbers of an object: levies come and go. */
static double
sum_members (JsonNode *node)
{
  double sum = 0.0;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return 0.0;
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));
  for (const GList *name = names; name != NULL; name = name->next)
    {
      double number;
      if (gh_json_tree_number (node, name->data, &number))
        sum += number;
    }
  return sum;
}

/* What every kWh costs besides the fee of the grid, net, EUR. */
static double
sum_energy (const Sheet *sheet, const GhTariffOffer *offer)
{
  double cents = get_told (sheet, offer, "power_procurement/charge")
                 + get_told (sheet, offer, "concession_fee/charge")
                 + get_told (sheet, offer, "taxes/tax_on_electricity");

  if (gh_json_tree_find (sheet->node, "levies") == NULL)
    warn (sheet, offer, "levies", _ ("is not told; it is taken as 0"));
  return (cents + sum_members (gh_json_tree_find (sheet->node, "levies"))) / CENTS;
}

static GhPriceSpec *
new_price (double price)
{
  GhPriceSpec *spec = g_new0 (GhPriceSpec, 1);

  spec->series = gh_series_spec_new_number (price);
  return spec;
}

/* Remuneration falls with the size of the panels: that of the smallest is taken. */
static void
set_export (const Sheet *sheet, const GhTariffOffer *offer, const GhUrdbReading *reading)
{
  JsonArray *sizes = gh_json_tree_find_array (sheet->node, "feed-in_remuneration/PV/kWp");
  double panels = get_told (sheet, offer, "feed-in_remuneration/PV/remuneration/0"), car, battery;
  double size = 0.0;

  offer->tariff->export_price = new_price (panels / CENTS);
  gh_urdb_give_tariff (reading, "export_price");
  if (sizes != NULL && json_array_get_length (sizes) > 1
      && gh_json_tree_number (sheet->node, "feed-in_remuneration/PV/kWp/0", &size))
    {
      g_autofree char *path = g_strconcat (sheet->path, ".feed-in_remuneration.PV", NULL);
      gh_findings_add (offer->findings, GH_SEVERITY_WARNING, path,
                       _ ("depends on the size of the panels; that of up to %g kW is taken"), size);
    }
  if (!gh_json_tree_number (sheet->node, "feed-in_remuneration/V2G", &car))
    return;
  offer->tariff->store_export_price = new_price (car / CENTS);
  gh_urdb_give_tariff (reading, "store_export_price");
  if (gh_json_tree_number (sheet->node, "feed-in_remuneration/battery", &battery)
      && fabs (battery - car) > 0.0)
    warn (sheet, offer, "feed-in_remuneration.battery",
          _ ("differs from that of a car; a study has one price for both, and that of the car is "
             "taken"));
}

static void
set_capacity (const Sheet *sheet, const GhTariffOffer *offer, const GhUrdbReading *reading,
              double per_year)
{
  GhDemandRule *rule = gh_record_new (&gh_demand_rule_table);

  rule->name = g_strdup (_ ("Capacity charge"));
  rule->price_per_kw = per_year / MONTHS_PER_YEAR;
  rule->ratchet_share = 1.0;
  rule->lookback_months = EARLIER_MONTHS;
  gh_urdb_give (&gh_demand_rule_table, rule, "name");
  gh_urdb_give (&gh_demand_rule_table, rule, "price_per_kw");
  gh_urdb_give (&gh_demand_rule_table, rule, "ratchet_share");
  gh_urdb_give (&gh_demand_rule_table, rule, "lookback_months");
  gh_urdb_append (&offer->tariff->demand_charges, rule);
  gh_urdb_give_tariff (reading, "demand_charges");
  warn (sheet, offer, "grid_fee.RLM",
        _ ("is paid on the highest import of the year; told as a twelfth a month, on the highest "
           "import of it and the 11 months before: give the highest import before for the months "
           "at the beginning"));
  warn (sheet, offer, "grid_fee.RLM",
        _ ("applies by the hours of use, which are a year’s energy over its highest import; "
           "whether they stay so has to be checked in the plan"));
}

/* Adds what a kind of customer pays. */
static void
add_offer (const Sheet *sheet, const char *provider, char *name, const Fees *fees)
{
  GhTariffOffer *offer = gh_tariff_offer_new (sheet->file);
  const GhUrdbReading reading = { NULL, offer->tariff, offer->findings };
  GhTariff *tariff = offer->tariff;

  offer->name = name;
  offer->provider = g_strdup (provider);
  offer->currency = g_strdup ("EUR");
  tariff->import_price = new_price (fees->energy + sum_energy (sheet, offer));
  gh_urdb_give_tariff (&reading, "import_price");
  tariff->tax = get_told (sheet, offer, "taxes/value_added_tax") / PERCENT;
  gh_urdb_give_tariff (&reading, "tax");
  if (fees->fixed > 0.0)
    {
      tariff->fixed_per_month = fees->fixed / MONTHS_PER_YEAR;
      gh_urdb_give_tariff (&reading, "fixed_per_month");
    }
  set_export (sheet, offer, &reading);
  if (fees->capacity > 0.0)
    set_capacity (sheet, offer, &reading, fees->capacity);
  if (gh_json_tree_find (sheet->node, "strategy_related") != NULL)
    warn (sheet, offer, "strategy_related", _ ("cannot be told in a study; it is left out"));
}

/* Names of members have a "/" in them, which a path cannot tell. */
static JsonNode *
get_member (JsonNode *node, const char *name)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
             ? json_object_get_member (json_node_get_object (node), name)
             : NULL;
}

/* Customers whose use is estimated from a standard load. */
static void
add_standard (const Sheet *sheet, const char *provider)
{
  JsonNode *node = gh_json_tree_find (sheet->node, "grid_fee/SLP");
  Fees fees = { 0.0, 0.0, 0.0 };

  if (!gh_json_tree_number (get_member (node, "commodity_charge_ct/kWh"), "net_price",
                            &fees.energy))
    return;
  fees.energy /= CENTS;
  gh_json_tree_number (get_member (node, "basic_charge_EUR/a"), "net_price", &fees.fixed);
  add_offer (sheet, provider, g_strdup (_ ("Standard load (SLP)")), &fees);
}

/* Customers whose import is measured: for each voltage a charge on the year's highest import. */
static void
add_measured (const Sheet *sheet, const char *provider, const char *hours, JsonNode *fee)
{
  JsonNode *capacities = get_member (fee, "capacity_charge_EUR/kW*a");
  JsonNode *energies = get_member (fee, "commodity_charge_ct/kWh");
  g_autofree char *use = g_strdelimit (g_strdup (hours), "_", ' ');

  if (capacities == NULL || !JSON_NODE_HOLDS_OBJECT (capacities))
    return;
  g_autoptr (GList) levels = json_object_get_members (json_node_get_object (capacities));
  for (const GList *level = levels; level != NULL; level = level->next)
    {
      Fees fees = { 0.0, 0.0, 0.0 };
      if (!gh_json_tree_number (get_member (capacities, level->data), "", &fees.capacity)
          || !gh_json_tree_number (get_member (energies, level->data), "", &fees.energy))
        continue;
      fees.energy /= CENTS;
      gh_json_tree_number (sheet->node, "grid_fee/RLM/additional_costs/costs", &fees.fixed);
      /* Translators: hours of use such as "<2500 h/a", a level of voltage such as "LV". */
      add_offer (
          sheet, provider,
          g_strdup_printf (_ ("Measured load (RLM), %s, %s"), use, (const char *) level->data),
          &fees);
    }
}

static void
read_operator (JsonNode *node, const char *provider, GhTariffFile *file)
{
  g_autofree char *path = provider != NULL ? g_strconcat ("$.", provider, NULL) : g_strdup ("$");
  const Sheet sheet = { node, path, file };
  JsonNode *measured = gh_json_tree_find (node, "grid_fee/RLM");

  add_standard (&sheet, provider);
  if (measured == NULL || !JSON_NODE_HOLDS_OBJECT (measured))
    return;
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (measured));
  for (const GList *name = names; name != NULL; name = name->next)
    add_measured (&sheet, provider, name->data, get_member (measured, name->data));
}

static gboolean
is_operator (JsonNode *node)
{
  return gh_json_tree_find (node, "grid_fee/SLP") != NULL
         || gh_json_tree_find (node, "grid_fee/RLM") != NULL;
}

/* Within the reader of files of tariffs: whether this is a price sheet, of one grid or several. */
gboolean
gh_price_sheet_matches (JsonNode *root)
{
  gboolean found = is_operator (root);

  if (found || !JSON_NODE_HOLDS_OBJECT (root))
    return found;
  g_autoptr (GList) nodes = json_object_get_values (json_node_get_object (root));
  for (const GList *node = nodes; node != NULL; node = node->next)
    found |= is_operator (node->data);
  return found;
}

/* Within the reader of files of tariffs: lists what the sheet has for every kind of customer. Which
 * of them somebody is it does not tell. */
gboolean
gh_price_sheet_read (JsonNode *root, GhTariffFile *file, GError **error)
{
  if (is_operator (root))
    read_operator (root, NULL, file);
  else
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (root));
      for (const GList *name = names; name != NULL; name = name->next)
        read_operator (json_object_get_member (json_node_get_object (root), name->data), name->data,
                       file);
    }
  file->needs_choice = file->offers->len > 1;
  if (file->offers->len > 0)
    return TRUE;
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                       _ ("The price sheet has no fee that can be read."));
  return FALSE;
}
