/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Demand charges of the OpenEI Utility Rate Database. */
#include <math.h>

#include "record-json.h"
#include "urdb-rate.h"
#include "words.h"

#define ALL_MONTHS 0xfff
#define LONGEST_LOOK_MONTHS 120.0

/* Whether demand is counted in kW; in other units it is left out. */
static gboolean
is_in_kw (const GhUrdbReading *reading, const char *key, const char *structure)
{
  const char *unit = gh_urdb_get_text (reading->rate, key);
  g_autofree char *path = g_strconcat ("$.", structure, NULL);

  if (unit == NULL || g_ascii_strcasecmp (unit, "kW") == 0)
    return TRUE;
  gh_findings_add (reading->findings, GH_SEVERITY_ERROR, path,
                   _ ("demand in \"%s\" cannot be told in a study; it is left out"), unit);
  return FALSE;
}

static gboolean
costs_nothing (JsonArray *tiers)
{
  for (guint i = 0; i < json_array_get_length (tiers); i++)
    if (fabs (gh_urdb_get_price (json_array_get_object_element (tiers, i))) > 0.0)
      return FALSE;
  return TRUE;
}

static void
set_ratchet (const GhUrdbReading *reading, GhDemandRule *rule)
{
  double percent = gh_urdb_get_number (reading->rate, "lookbackpercent",
                                       gh_urdb_get_number (reading->rate, "lookbackPercent", 0.0));
  double range = gh_urdb_get_number (reading->rate, "lookbackrange",
                                     gh_urdb_get_number (reading->rate, "lookbackRange", 0.0));
  JsonArray *months = gh_urdb_get_list (reading->rate, "lookbackmonths");
  guint counted = 0;

  if (!(percent > 0.0))
    return;
  rule->ratchet_share = MIN (percent > 1.0 ? percent / 100.0 : percent, 1.0);
  gh_urdb_give (&gh_demand_rule_table, rule, "ratchet_share");
  if (range >= 1.0)
    {
      rule->lookback_months = (gint64) MIN (range, LONGEST_LOOK_MONTHS);
      gh_urdb_give (&gh_demand_rule_table, rule, "lookback_months");
    }
  for (guint m = 0; months != NULL && m < MIN (12, json_array_get_length (months)); m++)
    {
      double flag = 0.0;
      if (gh_json_node_get_number (json_array_get_element (months, m), &flag) && flag > 0.0)
        counted |= 1u << m;
    }
  if (counted == 0 || counted == ALL_MONTHS)
    return;
  rule->lookback_in = counted;
  gh_urdb_give (&gh_demand_rule_table, rule, "lookback_in");
}

/* Adds a demand charge and takes its hours over. */
static void
add_demand (const GhUrdbReading *reading, const char *key, JsonArray *tiers, char *name,
            GPtrArray *windows)
{
  GhDemandRule *rule = gh_record_new (&gh_demand_rule_table);
  guint count = json_array_get_length (tiers);

  rule->name = name;
  gh_urdb_give (&gh_demand_rule_table, rule, "name");
  rule->windows = gh_urdb_take_windows (windows, &gh_demand_rule_table, rule);
  if (count == 1)
    rule->price_per_kw = gh_urdb_get_price (json_array_get_object_element (tiers, 0));
  gh_urdb_give (&gh_demand_rule_table, rule, count == 1 ? "price_per_kw" : "tiers");
  for (guint i = 0; count > 1 && i < count; i++)
    {
      GhDemandTier *tier = gh_record_new (&gh_demand_tier_table);
      tier->up_to_kw = gh_urdb_get_end (reading, key, tiers, i);
      tier->price_per_kw = gh_urdb_get_price (json_array_get_object_element (tiers, i));
      gh_urdb_give (&gh_demand_tier_table, tier, "price_per_kw");
      if (!isnan (tier->up_to_kw))
        gh_urdb_give (&gh_demand_tier_table, tier, "up_to_kw");
      gh_urdb_append (&rule->tiers, tier);
    }
  set_ratchet (reading, rule);
  gh_urdb_append (&reading->tariff->demand_charges, rule);
  gh_urdb_give_tariff (reading, "demand_charges");
}

static void
read_timed_demand (const GhUrdbReading *reading)
{
  static const char key[] = "demandratestructure";
  JsonArray *structure = gh_urdb_get_structure (reading, key);
  GhUrdbSchedule schedule;

  if (structure == NULL || !is_in_kw (reading, "demandrateunit", key)
      || !gh_urdb_schedule_read (reading->rate, "demand", json_array_get_length (structure),
                                 &schedule, reading->findings))
    return;
  for (guint p = 0; p < json_array_get_length (structure); p++)
    {
      JsonArray *tiers = gh_urdb_get_tiers (structure, p);
      if (costs_nothing (tiers) || gh_urdb_schedule_count_hours (&schedule, p) == 0)
        continue;
      add_demand (reading, key, tiers, g_strdup_printf (_ ("Demand of period %u"), p),
                  gh_urdb_schedule_list_windows (&schedule, p));
    }
}

/* Months of the year in which a flat period counts. */
static guint
find_flat_months (const GhUrdbReading *reading, guint period)
{
  JsonArray *months = gh_urdb_get_list (reading->rate, "flatdemandmonths");
  guint bits = 0;

  if (months == NULL)
    return period == 0 ? ALL_MONTHS : 0;
  for (guint m = 0; m < MIN (12, json_array_get_length (months)); m++)
    {
      double number = -1.0;
      if (gh_json_node_get_number (json_array_get_element (months, m), &number)
          && fabs (number - period) < 0.5)
        bits |= 1u << m;
    }
  return bits;
}

static void
read_flat_demand (const GhUrdbReading *reading)
{
  static const char key[] = "flatdemandstructure";
  JsonArray *structure = gh_urdb_get_structure (reading, key);

  if (structure == NULL || !is_in_kw (reading, "flatdemandunit", key))
    return;
  for (guint p = 0; p < json_array_get_length (structure); p++)
    {
      JsonArray *tiers = gh_urdb_get_tiers (structure, p);
      guint months = find_flat_months (reading, p);
      if (costs_nothing (tiers) || months == 0)
        continue;
      GPtrArray *windows = g_ptr_array_new ();
      GhTimeWindow *window = gh_record_new (&gh_time_window_table);
      window->months = months;
      if (months != ALL_MONTHS)
        gh_urdb_give (&gh_time_window_table, window, "months");
      g_ptr_array_add (windows, window);
      add_demand (reading, key, tiers, g_strdup_printf (_ ("Demand of season %u"), p), windows);
    }
}

/* Within the reader of URDB tariffs: demand by the clock, then by the season. */
void
gh_urdb_read_demand (const GhUrdbReading *reading)
{
  read_timed_demand (reading);
  read_flat_demand (reading);
}
