/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tariffs by time of use as ACN-Sim has them: schedules that count from a day of the year to
 * another, on working days, weekends or both, with prices from hours of the day on. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "errors.h"
#include "formats/json-tree.h"
#include "tariff-readers.h"
#include "urdb-rate.h"
#include "words.h"

#define MOST_SCHEDULES 366

/* Days as the schedule has them: working days, weekends. */
#define WORKING_BIT 1u
#define WEEKEND_BIT 2u

/* @months: bits, January first
 * @kinds: bits
 * @price: of hours of the day */
typedef struct
{
  guint months;
  guint kinds;
  double price[GH_URDB_HOURS];
  double demand;
} Schedule;

static gboolean
refuse (GError **error, guint index, const char *what)
{
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("$.schedule[%u]: %s"), index, what);
  return FALSE;
}

static gboolean
parse_day (JsonNode *node, const char *key, int *month, int *day)
{
  const char *text = gh_json_tree_text (node, key);
  char rest;

  return text != NULL && sscanf (text, "%2d-%2d%c", month, day, &rest) == 2 && *month >= 1
         && *month <= GH_URDB_MONTHS && *day >= 1;
}

/* Hours of a study are by whole months. */
static gboolean
read_months (JsonNode *node, Schedule *schedule)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  int first, first_day, last, last_day;

  if (!parse_day (node, "effective_start", &first, &first_day)
      || !parse_day (node, "effective_end", &last, &last_day) || first_day != 1
      || last_day < lengths[last - 1])
    return FALSE;
  for (int month = first - 1;; month = (month + 1) % GH_URDB_MONTHS)
    {
      schedule->months |= 1u << month;
      if (month == last - 1)
        return TRUE;
    }
}

static gboolean
read_days (JsonNode *node, Schedule *schedule)
{
  static const struct
  {
    const char *mask;
    guint kinds;
  } masks[] = { { "WEEKDAYS", WORKING_BIT },
                { "WEEKENDS", WEEKEND_BIT },
                { "ALL", WORKING_BIT | WEEKEND_BIT } };
  const char *text = gh_json_tree_text (node, "dow_mask");

  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    if (g_strcmp0 (text, masks[i].mask) == 0)
      schedule->kinds = masks[i].kinds;
  return schedule->kinds != 0;
}

/* Each price counts from its hour to the next; the first begins with the day. */
static gboolean
read_prices (JsonNode *node, Schedule *schedule)
{
  JsonArray *times = gh_json_tree_find_array (node, "times");
  JsonArray *prices = gh_json_tree_find_array (node, "tariffs");
  guint count = times != NULL ? json_array_get_length (times) : 0;
  double before = -1.0;

  if (count == 0 || prices == NULL || json_array_get_length (prices) != count)
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *time_path = g_strdup_printf ("times/%u", i);
      g_autofree char *price_path = g_strdup_printf ("tariffs/%u", i);
      double time, price;
      if (!gh_json_tree_number (node, time_path, &time)
          || !gh_json_tree_number (node, price_path, &price) || !(time > before)
          || time >= GH_URDB_HOURS || fabs (time - rint (time)) > 0.0 || (i == 0 && time > 0.0))
        return FALSE;
      for (guint hour = (guint) time; hour < GH_URDB_HOURS; hour++)
        schedule->price[hour] = price;
      before = time;
    }
  return TRUE;
}

static gboolean
read_schedule (JsonNode *node, guint index, Schedule *schedule, GError **error)
{
  *schedule = (Schedule){ 0 };
  if (!read_months (node, schedule))
    return refuse (error, index,
                   _ ("it has to count from the first day of a month to the last day of a month; "
                      "hours of a study are by whole months"));
  if (!read_days (node, schedule))
    return refuse (error, index, _ ("“dow_mask” has to be WEEKDAYS, WEEKENDS or ALL"));
  if (!read_prices (node, schedule))
    return refuse (error, index,
                   _ ("“times” has to be rising whole hours from 0 on, with as many “tariffs”"));
  if (gh_json_tree_find (node, "demand_charge") != NULL
      && (!gh_json_tree_number (node, "demand_charge", &schedule->demand)
          || schedule->demand < 0.0))
    return refuse (error, index, _ ("“demand_charge” has to be a number, not below 0"));
  return TRUE;
}

/* Which schedule counts in a kind of days of a month: its number; @count for none. */
static guint
find_schedule (const Schedule *schedules, guint count, guint kind, guint month)
{
  guint i = 0;

  while (i < count
         && ((schedules[i].kinds >> kind & 1) == 0 || (schedules[i].months >> month & 1) == 0))
    i++;
  return i;
}

/* Every day has a price; of several schedules the first counts. */
static gboolean
check_days (const GhTariffOffer *offer, const Schedule *schedules, guint count, GError **error)
{
  gboolean several = FALSE;

  for (guint kind = 0; kind < 2; kind++)
    for (guint month = 0; month < GH_URDB_MONTHS; month++)
      {
        guint first = find_schedule (schedules, count, kind, month);
        if (first == count)
          {
            g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                         kind == 0 ? _ ("No schedule counts on working days of month %u.")
                                   : _ ("No schedule counts on weekends of month %u."),
                         month + 1);
            return FALSE;
          }
        several |= find_schedule (schedules + first + 1, count - first - 1, kind, month)
                   < count - first - 1;
      }
  if (several)
    gh_findings_add (offer->findings, GH_SEVERITY_WARNING, "$.schedule",
                     _ ("several schedules count on the same days; the first is taken"));
  return TRUE;
}

/* The number of a value in a list, to which it is added where it is not in it. */
static guint
intern (GArray *values, double value)
{
  guint i = 0;

  while (i < values->len && fabs (g_array_index (values, double, i) - value) > 0.0)
    i++;
  if (i == values->len)
    g_array_append_val (values, value);
  return i;
}

static void
set_price (const GhUrdbReading *reading, const Schedule *schedules, guint count)
{
  g_autoptr (GArray) prices = g_array_new (FALSE, FALSE, sizeof (double));
  GhUrdbSchedule hours;

  for (guint kind = 0; kind < 2; kind++)
    for (guint month = 0; month < GH_URDB_MONTHS; month++)
      for (guint hour = 0; hour < GH_URDB_HOURS; hour++)
        hours.period[kind][month][hour]
            = intern (prices, schedules[find_schedule (schedules, count, kind, month)].price[hour]);
  reading->tariff->import_price
      = gh_urdb_schedule_new_price (&hours, (const double *) (gpointer) prices->data, prices->len);
  gh_urdb_give_tariff (reading, "import_price");
}

/* A charge on the highest import of the days on which its schedules count. */
static void
set_demand (const GhUrdbReading *reading, const Schedule *schedules, guint count)
{
  g_autoptr (GArray) charges = g_array_new (FALSE, FALSE, sizeof (double));
  GhUrdbSchedule hours;

  for (guint kind = 0; kind < 2; kind++)
    for (guint month = 0; month < GH_URDB_MONTHS; month++)
      for (guint hour = 0; hour < GH_URDB_HOURS; hour++)
        hours.period[kind][month][hour]
            = intern (charges, schedules[find_schedule (schedules, count, kind, month)].demand);
  for (guint i = 0; i < charges->len; i++)
    {
      GhDemandRule *rule;
      if (!(g_array_index (charges, double, i) > 0.0))
        continue;
      rule = gh_record_new (&gh_demand_rule_table);
      rule->price_per_kw = g_array_index (charges, double, i);
      gh_urdb_give (&gh_demand_rule_table, rule, "price_per_kw");
      rule->windows = gh_urdb_take_windows (gh_urdb_schedule_list_windows (&hours, i),
                                            &gh_demand_rule_table, rule);
      gh_urdb_append (&reading->tariff->demand_charges, rule);
      gh_urdb_give_tariff (reading, "demand_charges");
    }
}

/* Within the reader of files of tariffs: whether this is one of them. */
gboolean
gh_tariff_acn_matches (JsonNode *root)
{
  return gh_json_tree_find_array (root, "schedule/0/tariffs") != NULL;
}

/* Within the reader of files of tariffs: reads the schedules. */
gboolean
gh_tariff_acn_read (JsonNode *root, GhTariffFile *file, GError **error)
{
  JsonArray *list = gh_json_tree_find_array (root, "schedule");
  guint count = MIN (json_array_get_length (list), MOST_SCHEDULES);
  g_autofree Schedule *schedules = g_new (Schedule, count);
  const char *effective = gh_json_tree_text (root, "effective");
  GhTariffOffer *offer = gh_tariff_offer_new (file);
  const GhUrdbReading reading = { NULL, offer->tariff, offer->findings };

  offer->name = g_strdup (gh_json_tree_text (root, "name"));
  offer->details
      = effective != NULL ? g_strdup_printf (_ ("in force from %s on"), effective) : NULL;
  offer->currency = g_strdup ("USD");
  for (guint i = 0; i < count; i++)
    if (!read_schedule (json_array_get_element (list, i), i, &schedules[i], error))
      return FALSE;
  if (!check_days (offer, schedules, count, error))
    return FALSE;
  set_price (&reading, schedules, count);
  set_demand (&reading, schedules, count);
  return TRUE;
}
