/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/fleet-depot.h"

#include <math.h>
#include <string.h>

#include "planning/unmanaged.h"
#include "site/fleet-draw.h"
#include "site/trips.h"
#include "study/charge-points.h"
#include "study/fleet-store.h"
#include "study/site-builder.h"
#include "words.h"

#define TINY_KWH 1e-6
/* Share of the work that the meter takes. */
#define METER_SHARE 0.2
/* Vehicles between two looks at the clock. */
#define PROGRESS_EVERY 256

/* A site while it is built. */
typedef struct
{
  const GhStudy *study;
  guint site_index;
  GhFleetDraw *draws;  /* (array length=groups): of this site's groups */
  GArray *vehicles;    /* (element-type GhFleetVehicle) */
  GPtrArray *stays;    /* (element-type GArray): of each vehicle */
  GPtrArray *logged;   /* (element-type GArray): of each store that is described by itself, none
                        * for one without a log */
  const GhStudy *view; /* with the vehicles that are described one by one */
  GhFleetDepot *depot;
  GhSite *lone; /* the site with room for one store */
} Building;

static void
free_stays (gpointer data)
{
  g_array_unref (data);
}

/* A part of a month stands for many like it: it is charged the month's share. */
static void
share_demand (GhSite *site)
{
  g_autoptr (GArray) months = gh_time_axis_find_months (site->axis);

  for (guint i = 0; i < site->demand_charge_count; i++)
    for (guint m = 0; m < months->len; m++)
      {
        const GhMonth *month = &g_array_index (months, GhMonth, m);
        gsize t = month->first;
        while (t < month->last && !site->demand_charges[i].applies[t])
          t++;
        if (t == month->last)
          continue;
        site->demand_charges[i].price_per_kw
            *= gh_time_axis_count_months (site->axis, month->first, month->last);
        break;
      }
}

static gboolean
is_here (const Building *building, guint group)
{
  const GhFleetGroup *of = g_ptr_array_index (building->study->groups, group);

  return gh_fleet_find_site (building->study, of->site) == building->site_index;
}

static guint
count_groups (const GhStudy *study)
{
  return study->groups != NULL ? study->groups->len : 0;
}

/* All vehicles of the site with their stays. */
static void
draw_vehicles (Building *building)
{
  const GhTimeAxis *axis = building->depot->site->axis;

  for (guint g = 0; g < count_groups (building->study); g++)
    {
      GhFleetDraw *draw = &building->draws[g];
      if (!is_here (building, g))
        continue;
      gh_fleet_draw_init (draw, building->study, g);
      for (guint n = 0; n < draw->group->count; n++)
        {
          GhFleetVehicle vehicle;
          GArray *stays = g_array_new (FALSE, FALSE, sizeof (GhFleetStay));
          gh_fleet_draw_vehicle (draw, g, n, &vehicle);
          gh_fleet_draw_stays (draw, &vehicle, axis, stays);
          g_array_append_val (building->vehicles, vehicle);
          g_ptr_array_add (building->stays, stays);
        }
    }
}

/* Lets vehicles wait where there are fewer charge points than vehicles that come and go. */
static void
queue_vehicles (const Building *building)
{
  const GhFleetSite *depot = g_ptr_array_index (building->study->sites, building->site_index);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < building->logged->len; i++)
    if (((const GArray *) g_ptr_array_index (building->logged, i))->len > 0)
      g_ptr_array_add (all, g_ptr_array_index (building->logged, i));
  g_ptr_array_extend (all, building->stays, NULL, NULL);
  if (depot->charge_points < all->len)
    gh_charge_points_queue (all, (guint) depot->charge_points,
                            gh_time_axis_get_count (building->depot->site->axis));
}

static GhFleetVehicle *
get_vehicle (const Building *building, guint index)
{
  return &g_array_index (building->vehicles, GhFleetVehicle, index);
}

static guint
count_managed (const Building *building)
{
  guint managed = 0;

  for (guint v = 0; v < building->vehicles->len; v++)
    managed += get_vehicle (building, v)->is_managed;
  return managed;
}

static void
count_stays (const GhTimeAxis *axis, const GArray *stays, GhFleetEntry *entry)
{
  for (guint i = 0; i < stays->len; i++)
    {
      const GhFleetStay *stay = &g_array_index (stays, GhFleetStay, i);
      entry->stays++;
      if (stay->first <= 0)
        continue;
      entry->driven_kwh += stay->energy_kwh;
      if (entry->arrival == 0)
        entry->arrival = gh_time_axis_get_time (axis, (gsize) stay->first);
    }
}

/* What a plan of one vehicle lacks at the end of a step. */
static double
missing_at (const GhStore *store, const GhPlan *plan, gint64 step)
{
  gboolean is_inside = step >= 0 && step < (gint64) plan->count;

  return is_inside ? MAX (0.0, store->lower_kwh[step] - plan->stores[0].energy_kwh[step]) : 0.0;
}

/* What is short on the way to a stay, or at leaving, when it charges at full power from arriving
 * on. */
static void
look_for_shortage (const GhStore *store, const GhPlan *plan, const GArray *stays,
                   GhFleetEntry *entry)
{
  entry->short_stays = 0;
  entry->missing_kwh = 0.0;
  for (guint i = 0; i < stays->len; i++)
    {
      const GhFleetStay *stay = &g_array_index (stays, GhFleetStay, i);
      double missing_kwh = MAX (missing_at (store, plan, stay->first - 1),
                                missing_at (store, plan, stay->end - 1));
      entry->short_stays += missing_kwh > TINY_KWH;
      entry->missing_kwh += missing_kwh > TINY_KWH ? missing_kwh : 0.0;
    }
}

/* Each vehicle ends as full as it begins, at the level at which charging on arrival repeats
 * itself, so that all ways of charging can be compared. Where that does not settle, because more is
 * driven than can be charged, it begins full and no end is asked for. */
static void
set_ends (GhSite *lone, GhFleetEntry *entry, const GArray *stays)
{
  GhStore *store = &lone->stores[0];
  double level_kwh;

  if (gh_unmanaged_find_repeating_levels (lone, &level_kwh))
    store->start_kwh = store->end_kwh = level_kwh;
  g_autoptr (GhPlan) plan = gh_unmanaged_plan (lone);
  look_for_shortage (store, plan, stays, entry);
}

/* Exchanges the only store of the site that is used for one vehicle at a time. */
static void
swap_store (GhStore *one, GhStore *other)
{
  GhStore kept = *one;

  *one = *other;
  *other = kept;
}

/* When each store that is described by itself is plugged in, by its log. */
static void
list_logged (Building *building)
{
  const GPtrArray *vehicles = building->view->vehicles;

  for (guint i = 0; vehicles != NULL && i < vehicles->len; i++)
    {
      const GhVehicle *vehicle = g_ptr_array_index (vehicles, i);
      for (guint k = 0; k < vehicle->count; k++)
        {
          GArray *stays = g_array_new (FALSE, FALSE, sizeof (GhFleetStay));
          gh_stays_of_vehicle (vehicle, building->depot->site->axis, stays);
          g_ptr_array_add (building->logged, stays);
        }
    }
}

/* Times and energies of a vehicle that is described by itself. */
static void
count_trips (const GhFleetDepot *depot, const GhStore *store, GhFleetEntry *entry)
{
  for (guint i = 0; i < store->trips->len; i++)
    {
      const GhStoreTrip *trip = &g_array_index (store->trips, GhStoreTrip, i);
      entry->driven_kwh += trip->energy_kwh;
      if (trip->end >= gh_time_axis_get_count (depot->site->axis))
        continue;
      entry->stays++;
      if (entry->arrival == 0)
        entry->arrival = gh_time_axis_get_time (depot->site->axis, trip->end);
    }
}

/* What is left of the stays of a log, where there is one, and, unless the study says how full the
 * vehicle begins or ends, ends like those of groups: a charge beyond what was there at the
 * beginning would be paid as often as the period counts in a year. */
static void
settle_vehicle (Building *building, const GhVehicle *vehicle, guint index, GhFleetEntry *entry)
{
  const GArray *stays = g_ptr_array_index (building->logged, index);
  GhStore *store = &building->depot->site->stores[index];

  if (vehicle->stays != NULL && vehicle->stays->len > 0)
    gh_trips_take_stays (vehicle, building->depot->site->axis, stays, store);
  if (gh_record_is_given (&gh_vehicle_table, vehicle, "soc_start")
      || gh_record_is_given (&gh_vehicle_table, vehicle, "soc_end"))
    return;
  store->start_kwh = store->upper_kwh[0];
  store->end_kwh = 0.0;
  swap_store (&building->lone->stores[0], store);
  set_ends (building->lone, entry, stays);
  swap_store (&building->lone->stores[0], store);
}

/* The vehicles that are described one by one have their stores already. */
static void
add_single_entries (Building *building)
{
  const GPtrArray *vehicles = building->view->vehicles;
  GhFleetDepot *depot = building->depot;
  guint s = 0;

  for (guint i = 0; vehicles != NULL && i < vehicles->len; i++)
    {
      const GhVehicle *vehicle = g_ptr_array_index (vehicles, i);
      for (guint k = 0; k < vehicle->count; k++, s++)
        {
          GhStore *store = &depot->site->stores[s];
          GhFleetEntry entry = { .group = G_MAXUINT, .name = g_strdup (store->name), .store = s };
          settle_vehicle (building, vehicle, s, &entry);
          count_trips (depot, store, &entry);
          g_array_append_val (depot->entries, entry);
        }
    }
}

/* Lets the rule charge a vehicle that nobody manages, with what those before it leave of the
 * connection, and adds it to the load. */
static void
charge_unmanaged (const Building *building, const GArray *stays, GhFleetEntry *entry)
{
  GhFleetDepot *depot = building->depot;
  GhSite *site = depot->site;
  GhSite *lone = building->lone;
  double hours = gh_time_axis_get_step_hours (site->axis);
  gsize count = gh_time_axis_get_count (site->axis);

  memcpy (lone->load_kw, site->load_kw, count * sizeof (double));
  memcpy (lone->solar_kw, site->solar_kw, count * sizeof (double));
  lone->import_limit_kw = site->import_limit_kw;
  g_autoptr (GhPlan) plan = gh_unmanaged_plan (lone);
  lone->import_limit_kw = INFINITY;
  look_for_shortage (&lone->stores[0], plan, stays, entry);
  for (gsize t = 0; t < count; t++)
    {
      double power_kw = plan->stores[0].power_kw[t];
      site->load_kw[t] += power_kw;
      depot->unmanaged_kw[t] += power_kw;
      depot->group_unmanaged_kw[entry->group * count + t] += power_kw;
      entry->charged_kwh += power_kw * hours;
      entry->cost += power_kw * hours * site->import_price[t];
    }
}

static void
add_vehicle (Building *building, guint v, guint *next)
{
  GhFleetDepot *depot = building->depot;
  const GhFleetVehicle *vehicle = get_vehicle (building, v);
  const GhFleetGroup *group = building->draws[vehicle->group].group;
  const GArray *stays = g_ptr_array_index (building->stays, v);
  GhFleetEntry entry = { .group = vehicle->group,
                         .name = g_strdup_printf ("%s %u", group->name, vehicle->number + 1),
                         .store = vehicle->is_managed ? *next : G_MAXUINT };
  GhSite *scratch = NULL;
  GhStore *store = vehicle->is_managed ? &depot->site->stores[*next] : NULL;

  if (store == NULL)
    {
      scratch = gh_site_new (depot->site->axis, 1);
      store = &scratch->stores[0];
    }
  gh_fleet_store_fill (group, vehicle, depot->site->axis, stays, store);
  store->name = g_strdup (entry.name);
  count_stays (depot->site->axis, stays, &entry);
  swap_store (&building->lone->stores[0], store);
  set_ends (building->lone, &entry, stays);
  if (!vehicle->is_managed)
    charge_unmanaged (building, stays, &entry);
  else
    (*next)++;
  swap_store (&building->lone->stores[0], store);
  gh_site_free (scratch);
  g_array_append_val (depot->entries, entry);
}

static gboolean
add_vehicles (Building *building, const GhProgress *progress, GError **error)
{
  guint next = building->depot->site->store_count;

  building->lone = gh_site_new (building->depot->site->axis, 1);
  add_single_entries (building);
  gh_site_add_stores (building->depot->site, count_managed (building));
  for (guint v = 0; v < building->vehicles->len; v++)
    {
      if (v % PROGRESS_EVERY == 0
          && !gh_progress_step (progress, (double) v / building->vehicles->len,
                                _ ("Drawing the vehicles"), error))
        return FALSE;
      add_vehicle (building, v, &next);
    }
  return TRUE;
}

static void
clear_building (Building *building)
{
  for (guint g = 0; g < count_groups (building->study); g++)
    gh_fleet_draw_clear (&building->draws[g]);
  g_free (building->draws);
  g_clear_pointer (&building->vehicles, g_array_unref);
  g_clear_pointer (&building->stays, g_ptr_array_unref);
  g_clear_pointer (&building->logged, g_ptr_array_unref);
  g_clear_pointer (&building->lone, gh_site_free);
}

static void
clear_entry (gpointer data)
{
  g_free (((GhFleetEntry *) data)->name);
}

/**
 * gh_fleet_depot_new:
 * @study: a valid study of a fleet whose files have been read
 * @site: index of a site
 * @period: index of a period
 * @progress: (nullable): polled
 * @error: set when a series does not fit, or when stopped
 *
 * Turns a site in a period into numbers: first the vehicles that are described one by one, then
 * those of the groups that take part, each a store, all with names of their own. Vehicles that do
 * not take part charge at full power on arrival, as far as the connection lets them, and are part
 * of the load. Each vehicle that is not said to begin or end at a charge of its own ends as full as
 * it begins, at the level at which charging on arrival repeats itself. Demand charges of a part of
 * a month count by its share of the month.
 *
 * About 4 kB a vehicle of 96 steps. O(steps vehicles).
 *
 * Returns: (transfer full) (nullable): the site; %NULL on error
 */
GhFleetDepot *
gh_fleet_depot_new (const GhStudy *study, guint site, guint period, const GhProgress *progress,
                    GError **error)
{
  g_autoptr (GhStudy) view = gh_fleet_new_view (study, site, period);
  g_autoptr (GhFleetDepot) depot = g_new0 (GhFleetDepot, 1);
  GhProgress meter = gh_progress_part (progress, 0.0, METER_SHARE);
  GhProgress vehicles = gh_progress_part (progress, METER_SHARE, 1.0);

  g_atomic_ref_count_init (&depot->references);
  depot->entries = g_array_new (FALSE, FALSE, sizeof (GhFleetEntry));
  g_array_set_clear_func (depot->entries, clear_entry);
  depot->site = gh_site_build (view, &meter, error);
  if (depot->site == NULL)
    return NULL;
  gsize steps = gh_time_axis_get_count (depot->site->axis);
  depot->unmanaged_kw = g_new0 (double, steps);
  depot->group_unmanaged_kw = g_new0 (double, count_groups (study) * steps + 1);
  share_demand (depot->site);
  Building building = { .study = study,
                        .site_index = site,
                        .draws = g_new0 (GhFleetDraw, count_groups (study) + 1),
                        .vehicles = g_array_new (FALSE, FALSE, sizeof (GhFleetVehicle)),
                        .stays = g_ptr_array_new_with_free_func (free_stays),
                        .logged = g_ptr_array_new_with_free_func (free_stays),
                        .view = view,
                        .depot = depot };
  list_logged (&building);
  draw_vehicles (&building);
  queue_vehicles (&building);
  gboolean done = add_vehicles (&building, &vehicles, error);
  clear_building (&building);
  return done ? g_steal_pointer (&depot) : NULL;
}

/**
 * gh_fleet_depot_ref:
 * @self: a site of a fleet
 *
 * Returns: (transfer full): @self
 */
GhFleetDepot *
gh_fleet_depot_ref (const GhFleetDepot *self)
{
  GhFleetDepot *own = (GhFleetDepot *) self;

  g_atomic_ref_count_inc (&own->references);
  return own;
}

/**
 * gh_fleet_depot_unref:
 * @self: (transfer full) (nullable): a site of a fleet
 *
 * Frees it with the last reference.
 */
void
gh_fleet_depot_unref (GhFleetDepot *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  gh_site_free (self->site);
  g_clear_pointer (&self->entries, g_array_unref);
  g_free (self->unmanaged_kw);
  g_free (self->group_unmanaged_kw);
  g_free (self);
}
