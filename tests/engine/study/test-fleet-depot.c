/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "new-fleet-study.h"
#include "site/fleet-draw.h"
#include "study/fleet-warnings.h"
#include "study/fleet-year.h"

static const GhFleetPlanOptions on_arrival = { .strategy = GH_STRATEGY_UNMANAGED };
static const GhFleetPlanOptions smart
    = { .strategy = GH_STRATEGY_SMART, .good_gap = GH_FLEET_GOOD_GAP };

static GhStudy *
new_study (const char *old, const char *new)
{
  GhStudy *study = new_fleet_study (old, new);
  g_autoptr (GhFindings) findings = gh_findings_new ();

  gh_study_validate (study, findings);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
  return study;
}

static GhFleetDepot *
new_depot (const GhStudy *study, guint site)
{
  g_autoptr (GError) error = NULL;
  GhFleetDepot *depot = gh_fleet_depot_new (study, site, 0, NULL, &error);

  g_assert_no_error (error);
  return depot;
}

static const GhFleetEntry *
get_entry (const GhFleetDepot *depot, guint index)
{
  return &g_array_index (depot->entries, GhFleetEntry, index);
}

/* From Monday to Friday both vans are there from 18:00 to 06:00, having driven 20 kWh. */
static void
test_vans (void)
{
  g_autoptr (GhStudy) study = new_study (NULL, NULL);
  g_autoptr (GhFleetDepot) depot = new_depot (study, 0);

  g_assert_cmpuint (depot->site->store_count, ==, 2);
  g_assert_cmpuint (depot->entries->len, ==, 2);
  for (guint s = 0; s < 2; s++)
    {
      const GhStore *store = &depot->site->stores[s];
      const GhFleetEntry *entry = get_entry (depot, s);
      double driven_kwh = 0.0;
      for (gsize t = 0; t < 168; t++)
        {
          gsize hour = t % 24, day = t / 24;
          gboolean is_there = (day < 5 && hour >= 18) || (day > 0 && day < 6 && hour < 6);
          g_assert_cmpint (store->plugged[t], ==, is_there);
          driven_kwh += store->drive_kwh[t];
        }
      g_assert_cmpfloat_with_epsilon (driven_kwh, 100.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (store->drive_kwh[0], 20.0 / 18.0, 1e-12);
      g_assert_cmpfloat_with_epsilon (store->drive_kwh[30], 20.0 / 12.0, 1e-12);
      g_assert_cmpfloat (store->lower_kwh[29], ==, 50.0);
      g_assert_cmpfloat (store->lower_kwh[28], ==, 5.0);
      g_assert_cmpfloat (store->start_kwh, ==, 50.0);
      g_assert_cmpfloat (store->end_kwh, ==, 50.0);
      g_assert_cmpuint (entry->store, ==, s);
      g_assert_cmpuint (entry->stays, ==, 5);
      g_assert_cmpuint (entry->short_stays, ==, 0);
      g_assert_cmpfloat_with_epsilon (entry->driven_kwh, 100.0, 1e-9);
      g_assert_cmpint (entry->arrival, ==, study->period->start + 18 * 3600);
    }
  g_assert_cmpstr (depot->site->stores[1].name, ==, "Vans 2");
}

/* Vehicles that do not take part charge at 10 kW from 18:00 to 20:00 and are load. */
static void
test_unmanaged (void)
{
  g_autoptr (GhStudy) study
      = new_study ("\"energy_kwh\": 20", "\"energy_kwh\": 20, \"opt_in_share\": 0");
  g_autoptr (GhFleetDepot) depot = new_depot (study, 0);

  g_assert_cmpuint (depot->site->store_count, ==, 0);
  for (gsize t = 0; t < 168; t++)
    {
      gboolean charges = t / 24 < 5 && (t % 24 == 18 || t % 24 == 19);
      g_assert_cmpfloat_with_epsilon (depot->unmanaged_kw[t], charges ? 20.0 : 0.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (depot->site->load_kw[t], charges ? 21.0 : 1.0, 1e-9);
    }
  g_assert_cmpfloat_with_epsilon (get_entry (depot, 1)->charged_kwh, 100.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_entry (depot, 1)->cost, 20.0, 1e-9);
}

/* The first to come keeps the only point until both leave. */
static void
test_charge_points (void)
{
  g_autoptr (GhStudy) study = new_study ("\"name\": \"Depot\", \"load\": 1",
                                         "\"name\": \"Depot\", \"load\": 1, \"charge_points\": 1");
  g_autoptr (GhFleetDepot) depot = new_depot (study, 0);

  g_assert_cmpuint (get_entry (depot, 0)->stays, ==, 5);
  g_assert_cmpuint (get_entry (depot, 1)->stays, ==, 0);
}

#define CAR "{ \"name\": \"Car\", \"battery_kwh\": 50, \"site\": \"Yard\" }"
#define LOGGED(stays)                                                                             \
  "{ \"name\": \"Car\", \"battery_kwh\": 50, \"site\": \"Depot\", \"charger\": { \"charge_kw\": " \
  "10, "                                                                                          \
  "\"charge_efficiency\": 1, \"discharge_efficiency\": 1 }, \"stays\": [ " stays " ] }"
#define NIGHT(from, to)                                                    \
  "{ \"arrive\": \"2025-01-" from "T18:00:00Z\", \"leave\": \"2025-01-" to \
  "T06:00:00Z\", \"energy_kwh\": 20 }"

/* A vehicle with the stays of the vans is a van. */
static void
test_logged (void)
{
  g_autoptr (GhStudy) study
      = new_study (CAR, LOGGED (NIGHT ("14", "15") ", " NIGHT ("13", "14") ", " NIGHT (
                            "15", "16") ", " NIGHT ("16", "17") ", " NIGHT ("17", "18")));
  g_autoptr (GhFleetDepot) depot = new_depot (study, 0);
  const GhStore *car = &depot->site->stores[0], *van = &depot->site->stores[1];

  g_assert_cmpuint (depot->site->store_count, ==, 3);
  g_assert_cmpfloat (car->start_kwh, ==, van->start_kwh);
  g_assert_cmpfloat (car->end_kwh, ==, van->end_kwh);
  g_assert_cmpuint (get_entry (depot, 0)->stays, ==, get_entry (depot, 1)->stays);
  g_assert_cmpfloat (get_entry (depot, 0)->driven_kwh, ==, get_entry (depot, 1)->driven_kwh);
  for (gsize t = 0; t < 168; t++)
    {
      g_assert_cmpint (car->plugged[t], ==, van->plugged[t]);
      g_assert_cmpfloat (car->drive_kwh[t], ==, van->drive_kwh[t]);
      g_assert_cmpfloat (car->lower_kwh[t], ==, van->lower_kwh[t]);
      g_assert_cmpfloat (car->upper_kwh[t], ==, van->upper_kwh[t]);
    }
}

#define TRIPS                                                                           \
  "\"trips\": [ { \"days\": \"mon-fri\", \"leave\": \"08:00\", \"return\": \"17:00\", " \
  "\"energy_kwh\": 10 "                                                                 \
  "} ]"

/* A car with trips ends as full as it begins, unless the study says otherwise: what it charges on
 * arrival is what it drives. */
static void
test_ends (void)
{
  g_autoptr (GhStudy) open
      = new_study ("\"battery_kwh\": 50, \"site\": \"Yard\" }",
                   "\"battery_kwh\": 50, \"site\": \"Yard\", \"charger\": { \"charge_kw\": 10, "
                   "\"charge_efficiency\": 1, \"discharge_efficiency\": 1 }, " TRIPS " }");
  g_autoptr (GhStudy) given
      = new_study ("\"battery_kwh\": 50, \"site\": \"Yard\" }",
                   "\"battery_kwh\": 50, \"site\": \"Yard\", \"soc_start\": 0.4, " TRIPS " }");
  g_autoptr (GhFleetDepot) settled = new_depot (open, 1), as_given = new_depot (given, 1);
  const GhStore *car = &settled->site->stores[0];
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFleetYear) year
      = gh_fleet_year_new (open, &on_arrival, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (car->start_kwh, car->upper_kwh[0], 1e-9);
  g_assert_cmpfloat (car->end_kwh, ==, car->start_kwh);
  g_assert_cmpfloat_with_epsilon (year->sites[1].summary.charged_ac_kwh, 50.0 * 365.25 / 7.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (as_given->site->stores[0].start_kwh, 20.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (as_given->site->stores[0].end_kwh, 20.0, 1e-9);
}

/* Vehicles with a log wait for a charge point like those of groups. */
static void
test_logged_points (void)
{
  g_autoptr (GhStudy) study = new_study (CAR, LOGGED (NIGHT ("13", "14")));
  GhFleetSite *site = g_ptr_array_index (study->sites, 0);

  site->charge_points = 2;
  g_autoptr (GhFleetDepot) depot = new_depot (study, 0);
  g_assert_cmpuint (depot->site->stores[0].plugged[20], ==, 1);
  g_assert_cmpuint (depot->site->stores[1].plugged[20], ==, 1);
  g_assert_cmpuint (depot->site->stores[2].plugged[20], ==, 0);
  site->charge_points = 0;
  g_autoptr (GhFleetDepot) closed = new_depot (study, 0);
  g_assert_cmpuint (closed->site->stores[0].plugged[20], ==, 0);
}

/* What cannot be charged is asked for nevertheless, and told. */
static void
test_short (void)
{
  g_autoptr (GhStudy) study = new_study ("\"charge_kw\": 10", "\"charge_kw\": 1");
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhFleetDepot) depot = new_depot (study, 0);

  g_assert_cmpfloat_with_epsilon (get_entry (depot, 0)->driven_kwh, 100.0, 1e-9);
  g_assert_cmpuint (get_entry (depot, 0)->short_stays, ==, 5);
  g_assert_true (gh_fleet_examine (study, findings, NULL, NULL));
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 1);
  g_assert_cmpstr (gh_findings_get (findings, 0)->path, ==, "$.groups[0]");
  g_assert_true (
      g_str_has_prefix (gh_findings_get (findings, 0)->message, "Vans: in 10 of 10 stays"));
}

/* A week of January is charged seven of its 31 days. */
static void
test_demand (void)
{
  g_autoptr (GhStudy) study
      = new_study ("\"import_price\": 0.2", "\"import_price\": 0.2, \"demand_per_kw_month\": 31");
  g_autoptr (GhFleetDepot) depot = new_depot (study, 0);

  g_assert_cmpuint (depot->site->demand_charge_count, ==, 1);
  g_assert_cmpfloat_with_epsilon (depot->site->demand_charges[0].price_per_kw, 7.0, 1e-9);
}

/* A vehicle that is described by itself is at its site alone. */
static void
test_single (void)
{
  g_autoptr (GhStudy) study = new_study (NULL, NULL);
  g_autoptr (GhFleetDepot) depot = new_depot (study, 1);

  g_assert_cmpuint (depot->site->store_count, ==, 1);
  g_assert_cmpstr (depot->site->stores[0].name, ==, "Car");
  g_assert_cmpuint (get_entry (depot, 0)->group, ==, G_MAXUINT);
}

/* What is drawn of a vehicle for the week. */
typedef struct
{
  GhFleetVehicle vehicle;
  GArray *stays;
} Drawn;

static Drawn
draw (const GhStudy *study, guint group, guint number)
{
  g_autoptr (GhTimeAxis) axis = gh_study_new_axis (study);
  Drawn drawn = { .stays = g_array_new (FALSE, FALSE, sizeof (GhFleetStay)) };
  GhFleetDraw from;

  gh_fleet_draw_init (&from, study, group);
  gh_fleet_draw_vehicle (&from, group, number, &drawn.vehicle);
  gh_fleet_draw_stays (&from, &drawn.vehicle, axis, drawn.stays);
  gh_fleet_draw_clear (&from);
  return drawn;
}

static gboolean
are_equal (const Drawn *a, const Drawn *b)
{
  if (fabs (a->vehicle.battery_kwh - b->vehicle.battery_kwh) > 0.0
      || a->stays->len != b->stays->len)
    return FALSE;
  for (guint i = 0; i < a->stays->len; i++)
    {
      const GhFleetStay *one = &g_array_index (a->stays, GhFleetStay, i);
      const GhFleetStay *other = &g_array_index (b->stays, GhFleetStay, i);
      if (one->first != other->first || one->end != other->end
          || fabs (one->energy_kwh - other->energy_kwh) > 0.0)
        return FALSE;
    }
  return TRUE;
}

#define SPREAD                                                                                   \
  "\"count\": 3, \"arrive\": { \"mean\": \"18:00\", \"deviation\": 90 }, \"leave\": \"06:00\", " \
  "\"energy_kwh\": { \"mean\": 20, \"deviation\": 5 }, \"battery_kwh\": { \"mean\": 50, "        \
  "\"deviation\": 5, \"least\": 40, \"most\": 60 } }"
#define TWO_GROUPS                                                                        \
  "\"groups\": [ { \"name\": \"A\", \"site\": \"Depot\", " SPREAD ", { \"name\": \"B\", " \
  "\"site\": \"Yard\", " SPREAD ", { \"name\": \"Vans\","

/* From Monday 0:00 on: who leaves on working days only stays over the weekend, from before the week
 * and beyond it, and one day more where Monday is a holiday. */
static void
test_leave_days (void)
{
  static const struct
  {
    const char *text;
    guint count;
    gint64 first_end, last_first, last_end;
  } cases[] = {
    { "\"days\": \"mon-fri\", ", 5, 30, 114, 126 },
    { "\"days\": \"mon-fri\", \"leave_days\": \"mon-fri\", ", 6, 6, 114, 174 },
    { "\"days\": \"mon-fri\", \"leave_days\": \"mon-sat\", ", 5, 30, 114, 126 },
    { "\"days\": \"mon-fri\", \"leave_days\": \"wed\", ", 2, 54, 66, 222 },
    { "\"days\": \"sun\", \"leave_days\": \"mon\", ", 2, 6, 162, 174 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhStudy) study = new_study ("\"days\": \"mon-fri\", ", cases[i].text);
      Drawn drawn = draw (study, 0, 0);
      const GhFleetStay *last = &g_array_index (drawn.stays, GhFleetStay, drawn.stays->len - 1);
      g_assert_cmpuint (drawn.stays->len, ==, cases[i].count);
      g_assert_cmpint (g_array_index (drawn.stays, GhFleetStay, 0).end, ==, cases[i].first_end);
      g_assert_cmpint (last->first, ==, cases[i].last_first);
      g_assert_cmpint (last->end, ==, cases[i].last_end);
      g_array_unref (drawn.stays);
    }
  g_autoptr (GhStudy) study
      = new_study ("\"seed\": 7,", "\"seed\": 7, \"holidays\": [ \"2025-01-20\" ],");
  ((GhFleetGroup *) g_ptr_array_index (study->groups, 0))->leave_days = 0x1f;
  Drawn drawn = draw (study, 0, 0);
  g_assert_cmpint (g_array_index (drawn.stays, GhFleetStay, 5).end, ==, 198);
  g_array_unref (drawn.stays);
}

/* The same again; others of a group, other groups and other seeds draw something else. */
static void
test_draws (void)
{
  g_autoptr (GhStudy) study = new_study ("\"groups\": [ { \"name\": \"Vans\",", TWO_GROUPS);
  Drawn first = draw (study, 0, 1), again = draw (study, 0, 1);
  Drawn number = draw (study, 0, 2), group = draw (study, 1, 1);

  study->seed = 8;
  Drawn seed = draw (study, 0, 1);
  g_assert_true (are_equal (&first, &again));
  g_assert_false (are_equal (&first, &number));
  g_assert_false (are_equal (&first, &group));
  g_assert_false (are_equal (&first, &seed));
  g_assert_cmpuint (first.stays->len, >=, 7);
  for (guint i = 1; i < first.stays->len; i++)
    g_assert_cmpint (g_array_index (first.stays, GhFleetStay, i).first, >,
                     g_array_index (first.stays, GhFleetStay, i - 1).end);
  Drawn *const all[] = { &first, &again, &number, &group, &seed };
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_assert_cmpfloat (all[i]->vehicle.battery_kwh, >=, 40.0);
      g_assert_cmpfloat (all[i]->vehicle.battery_kwh, <=, 60.0);
      g_array_unref (all[i]->stays);
    }
}

/* A day is drawn alike in whichever period it lies. */
static void
test_periods (void)
{
  g_autoptr (GhStudy) study = new_study ("\"groups\": [ { \"name\": \"Vans\",", TWO_GROUPS);
  Drawn week = draw (study, 0, 0);

  study->period->start += 48 * 3600;
  study->period->steps = 24;
  Drawn day = draw (study, 0, 0);
  const GhFleetStay *later = &g_array_index (day.stays, GhFleetStay, day.stays->len - 1);
  gboolean is_found = FALSE;
  for (guint i = 0; i < week.stays->len; i++)
    {
      const GhFleetStay *stay = &g_array_index (week.stays, GhFleetStay, i);
      is_found |= stay->first == later->first + 48 && stay->end == later->end + 48
                  && !(fabs (stay->energy_kwh - later->energy_kwh) > 0.0);
    }
  g_assert_true (is_found);
  g_array_unref (week.stays);
  g_array_unref (day.stays);
}

/* Each week 168 kWh of load and 200 kWh of vans at 0.2: 73.6, 365.25 / 7 times a year. */
static void
test_year (void)
{
  g_autoptr (GhStudy) study = new_study (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFleetYear) year
      = gh_fleet_year_new (study, &on_arrival, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (year->is_planned);
  g_assert_cmpuint (year->parts->len, ==, 2);
  const GhFleetPart *part = &g_array_index (year->parts, GhFleetPart, 0);
  g_assert_cmpfloat_with_epsilon (part->sums.objective, 73.6, 1e-6);
  g_assert_cmpfloat_with_epsilon (part->sums.peak_kw, 21.0, 1e-9);
  g_assert_cmpuint (part->vehicles, ==, 2);
  g_assert_cmpuint (part->managed, ==, 2);
  g_assert_cmpuint (part->unserved->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (year->sites[0].objective, 73.6 * 365.25 / 7.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (year->whole.objective,
                                  year->sites[0].objective + year->sites[1].objective, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      year->whole.summary.import_kwh,
      year->sites[0].summary.import_kwh + year->sites[1].summary.import_kwh, 1e-6);
}

/* Cheaper night: what is planned charges all 200 kWh then, and the bound is met. */
static void
test_smart (void)
{
  g_autoptr (GhStudy) study = new_study (
      "\"import_price\": 0.2", "\"import_price\": { \"default\": 0.2, \"periods\": [ { \"price\": "
                               "0.1, \"from\": \"00:00\", \"to\": \"06:00\" } ] }");
  g_autoptr (GhFleetYear) year = gh_fleet_year_new (study, &smart, NULL, NULL, NULL, NULL, NULL);
  const GhFleetPart *part = &g_array_index (year->parts, GhFleetPart, 0);
  double load = 7.0 * (6.0 * 0.1 + 18.0 * 0.2);

  g_assert_cmpfloat_with_epsilon (part->sums.objective, load + 200.0 * 0.1, 0.03);
  g_assert_cmpfloat (part->sums.lower_bound, <=, part->sums.objective + 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fleet-depot/vans", test_vans);
  g_test_add_func ("/fleet-depot/unmanaged", test_unmanaged);
  g_test_add_func ("/fleet-depot/logged", test_logged);
  g_test_add_func ("/fleet-depot/ends", test_ends);
  g_test_add_func ("/fleet-depot/logged-points", test_logged_points);
  g_test_add_func ("/fleet-depot/charge-points", test_charge_points);
  g_test_add_func ("/fleet-depot/short", test_short);
  g_test_add_func ("/fleet-depot/demand", test_demand);
  g_test_add_func ("/fleet-depot/single", test_single);
  g_test_add_func ("/fleet-depot/leave-days", test_leave_days);
  g_test_add_func ("/fleet-depot/draws", test_draws);
  g_test_add_func ("/fleet-depot/periods", test_periods);
  g_test_add_func ("/fleet-depot/year", test_year);
  g_test_add_func ("/fleet-depot/smart", test_smart);
  return g_test_run ();
}
