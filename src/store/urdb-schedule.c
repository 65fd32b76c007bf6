/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "urdb-schedule.h"

#include <math.h>

#include "record-json.h"
#include "site/profile.h"
#include "words.h"

#define ALL_DAYS 0x7f
#define WORKING_DAYS 0x1f
#define WEEKEND 0x60
#define ALL_MONTHS 0xfff
#define MINUTES_PER_HOUR 60

/* Months by where hours begin and end, for working days and weekends. */
typedef struct
{
  guint months[2][GH_URDB_HOURS][GH_URDB_HOURS + 1];
} Runs;

/* Within the reader of URDB tariffs: marks an attribute as given. */
void
gh_urdb_give (const GhAttributeTable *table, gpointer record, const char *name)
{
  guint index;

  if (gh_attribute_table_find (table, name, &index) != NULL)
    gh_record_set_given (table, record, index);
}

static gboolean
read_table (JsonObject *rate, const char *key, guint periods,
            guint table[GH_URDB_MONTHS][GH_URDB_HOURS])
{
  JsonNode *node = json_object_get_member (rate, key);
  JsonArray *months
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (months == NULL || json_array_get_length (months) != GH_URDB_MONTHS)
    return FALSE;
  for (guint m = 0; m < GH_URDB_MONTHS; m++)
    {
      JsonNode *row = json_array_get_element (months, m);
      JsonArray *hours = JSON_NODE_HOLDS_ARRAY (row) ? json_node_get_array (row) : NULL;
      if (hours == NULL || json_array_get_length (hours) != GH_URDB_HOURS)
        return FALSE;
      for (guint h = 0; h < GH_URDB_HOURS; h++)
        {
          double number;
          if (!gh_json_node_get_number (json_array_get_element (hours, h), &number)
              || !(number >= 0.0 && number < periods))
            return FALSE;
          table[m][h] = (guint) number;
        }
    }
  return TRUE;
}

/* Within the reader of URDB tariffs: reads "energyweekdayschedule" and "energyweekendschedule", or
 * those of demand, by @kind. Without any, the first rates count all the time. */
gboolean
gh_urdb_schedule_read (JsonObject *rate, const char *kind, guint periods, GhUrdbSchedule *schedule,
                       GhFindings *findings)
{
  static const char *const days[] = { "weekday", "weekend" };

  *schedule = (GhUrdbSchedule){ 0 };
  for (guint d = 0; d < 2; d++)
    {
      g_autofree char *key = g_strconcat (kind, days[d], "schedule", NULL);
      g_autofree char *path = g_strconcat ("$.", key, NULL);
      if (read_table (rate, key, periods, schedule->period[d])
          || (periods == 1 && !json_object_has_member (rate, key)))
        continue;
      gh_findings_add (findings, GH_SEVERITY_ERROR, path,
                       _ ("must be 12 months of 24 hours with numbers of rates, from 0 on"));
      return FALSE;
    }
  return TRUE;
}

/* Within the reader of URDB tariffs: counts hours of a month and weekday in which rates count. */
guint
gh_urdb_schedule_count_hours (const GhUrdbSchedule *schedule, guint period)
{
  guint count = 0;

  for (guint m = 0; m < GH_URDB_MONTHS; m++)
    for (guint h = 0; h < GH_URDB_HOURS; h++)
      count
          += 5 * (schedule->period[0][m][h] == period) + 2 * (schedule->period[1][m][h] == period);
  return count;
}

static void
find_runs (const GhUrdbSchedule *schedule, guint period, Runs *runs)
{
  for (guint d = 0; d < 2; d++)
    for (guint m = 0; m < GH_URDB_MONTHS; m++)
      for (guint h = 0; h < GH_URDB_HOURS; h++)
        {
          guint from = h;
          while (h < GH_URDB_HOURS && schedule->period[d][m][h] == period)
            h++;
          if (h > from)
            runs->months[d][from][h] |= 1u << m;
        }
}

static void
add_window (GPtrArray *windows, guint days, guint from, guint to, guint months)
{
  GhTimeWindow *window;

  if (months == 0)
    return;
  window = gh_record_new (&gh_time_window_table);
  window->days = days;
  window->from = (int) from * MINUTES_PER_HOUR;
  window->to = (int) to * MINUTES_PER_HOUR;
  window->months = months;
  if (days != ALL_DAYS)
    gh_urdb_give (&gh_time_window_table, window, "days");
  if (from != 0 || to != GH_URDB_HOURS)
    {
      gh_urdb_give (&gh_time_window_table, window, "from");
      gh_urdb_give (&gh_time_window_table, window, "to");
    }
  if (months != ALL_MONTHS)
    gh_urdb_give (&gh_time_window_table, window, "months");
  g_ptr_array_add (windows, window);
}

/* Within the reader of URDB tariffs: the hours in which rates count, as windows of the study
 * format, as few as runs of hours allow. */
GPtrArray *
gh_urdb_schedule_list_windows (const GhUrdbSchedule *schedule, guint period)
{
  GPtrArray *windows = g_ptr_array_new ();
  g_autofree Runs *runs = g_new0 (Runs, 1);

  find_runs (schedule, period, runs);
  for (guint from = 0; from < GH_URDB_HOURS; from++)
    for (guint to = from + 1; to <= GH_URDB_HOURS; to++)
      {
        guint working = runs->months[0][from][to], weekend = runs->months[1][from][to];
        add_window (windows, ALL_DAYS, from, to, working & weekend);
        add_window (windows, WORKING_DAYS, from, to, working & ~weekend);
        add_window (windows, WEEKEND, from, to, weekend & ~working);
      }
  return windows;
}

static void
add_price_periods (GhPeriodPrice *price, const GhUrdbSchedule *schedule, guint period, double worth)
{
  g_autoptr (GPtrArray) windows = gh_urdb_schedule_list_windows (schedule, period);

  for (guint i = 0; i < windows->len; i++)
    {
      GhTimeWindow *window = g_ptr_array_index (windows, i);
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
      gh_record_free (&gh_time_window_table, window);
    }
}

/* Within the readers of tariffs: a price by the clock, of a schedule whose periods have @prices,
 * @count of them. The one of most hours is that of other times. */
GhPriceSpec *
gh_urdb_schedule_new_price (const GhUrdbSchedule *schedule, const double *prices, guint count)
{
  GhPriceSpec *price = g_new0 (GhPriceSpec, 1);
  guint usual = 0;

  for (guint p = 1; p < count; p++)
    if (gh_urdb_schedule_count_hours (schedule, p) > gh_urdb_schedule_count_hours (schedule, usual))
      usual = p;
  price->periods = gh_record_new (&gh_period_price_table);
  price->periods->default_price = prices[usual];
  price->periods->periods = g_ptr_array_new ();
  gh_urdb_give (&gh_period_price_table, price->periods, "default");
  gh_urdb_give (&gh_period_price_table, price->periods, "periods");
  for (guint p = 0; p < count; p++)
    if (p != usual && fabs (prices[p] - prices[usual]) > 0.0)
      add_price_periods (price->periods, schedule, p, prices[p]);
  if (price->periods->periods->len > 0)
    return price;
  price->series = gh_series_spec_new_number (price->periods->default_price);
  gh_record_free (&gh_period_price_table, g_steal_pointer (&price->periods));
  return price;
}
