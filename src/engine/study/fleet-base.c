/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vehicles of a site, without losses or with them, and their plan as the functions that tell
 * what they can do take it. */
#include <string.h>

#include "fleet/flexible-stores.h"
#include "study/fleet-flexibility-private.h"

static guint
get_kind (const GhFleetBase *self, guint store)
{
  return gh_flexibility_set_get_kind (self->set, self->device_of[store]);
}

/* Vehicles that are alike share what all of them do evenly: that is a plan of the same power. */
static void
share_plan (GhFleetBase *self)
{
  gsize steps = self->plan->count;
  guint kinds = gh_flexibility_set_get_kind_count (self->set);

  self->kind_kw = g_new0 (double, MAX (1, kinds * steps));
  for (guint s = 0; s < self->site->store_count; s++)
    {
      if (self->device_of[s] == G_MAXUINT)
        continue;
      guint kind = get_kind (self, s);
      guint members = gh_flexibility_set_get_members (self->set, kind);
      for (gsize t = 0; t < steps; t++)
        self->kind_kw[kind * steps + t] += self->plan->stores[s].power_kw[t] / members;
    }
}

/* A store that cannot do what it needs is found by asking for nothing. */
static gboolean
fill_schedule (GhFleetBase *self, const GhProgress *progress, GError **error)
{
  gsize steps = self->plan->count;
  g_autofree double *nothing = g_new0 (double, steps);
  g_autoptr (GhFleetSupport) support
      = gh_lossy_fleet_find_support (self->fleet, nothing, progress, error);
  if (support == NULL)
    return FALSE;
  self->schedule = gh_fleet_schedule_new (self->fleet);
  for (guint s = 0; s < self->site->store_count; s++)
    {
      const GhStorePlan *own = &self->plan->stores[s];
      self->schedule->served[s] = support->schedule->served[s];
      if (!self->schedule->served[s])
        continue;
      memcpy (self->schedule->power_kw + s * steps, own->power_kw, steps * sizeof (double));
      memcpy (self->schedule->energy_kwh + s * steps, own->energy_kwh, steps * sizeof (double));
      for (gsize t = 0; t < steps; t++)
        self->schedule->total_kw[t] += own->power_kw[t];
    }
  return TRUE;
}

/*< private > Takes the vehicles without losses where that is exact, otherwise with them; @site and
 * @plan have to outlive it; to be cleared whatever is returned */
gboolean
gh_fleet_base_init (GhFleetBase *self, const GhSite *site, const GhPlan *plan,
                    const GhProgress *progress, GError **error)
{
  *self = (GhFleetBase){ .site = site, .plan = plan };
  if (gh_flexible_stores_are_exact (site))
    {
      self->device_of = g_new (guint, MAX (1, site->store_count));
      self->set = gh_flexible_stores_new_set (site, self->device_of);
      share_plan (self);
      return TRUE;
    }
  self->fleet = gh_lossy_fleet_new (site);
  gh_lossy_fleet_find_tubes (self->fleet);
  return fill_schedule (self, progress, error);
}

/*< private > Frees what it holds */
void
gh_fleet_base_clear (GhFleetBase *self)
{
  g_clear_pointer (&self->set, gh_flexibility_set_free);
  g_clear_pointer (&self->device_of, g_free);
  g_clear_pointer (&self->kind_kw, g_free);
  g_clear_pointer (&self->fleet, gh_lossy_fleet_free);
  g_clear_pointer (&self->schedule, gh_fleet_schedule_free);
}

/*< private > Returns: whether the vehicle can do what it needs and is in all figures */
gboolean
gh_fleet_base_has (const GhFleetBase *self, guint store)
{
  return self->set != NULL ? self->device_of[store] != G_MAXUINT
                           : self->schedule->served[store] != 0;
}

static int
compare_misses (gconstpointer a, gconstpointer b)
{
  double one = ((const GhFleetMissing *) a)->kwh, other = ((const GhFleetMissing *) b)->kwh;

  return (one < other) - (one > other);
}

static void
clear_missing (gpointer data)
{
  g_free (((GhFleetMissing *) data)->name);
}

static double
get_missed (const GhFleetBase *self, const double *missed_kwh, guint store)
{
  return missed_kwh[self->set != NULL ? get_kind (self, store) : store];
}

/*< private > Names the vehicles that miss something, the worst first.
 *
 * @missed_kwh: (nullable): what one of each kind misses, with losses what each vehicle does
 *
 * Returns: (transfer full) (element-type GhFleetMissing) */
GArray *
gh_fleet_base_list_misses (const GhFleetBase *self, const double *missed_kwh)
{
  GArray *misses = g_array_new (FALSE, FALSE, sizeof (GhFleetMissing));

  g_array_set_clear_func (misses, clear_missing);
  for (guint s = 0; s < self->site->store_count && missed_kwh != NULL; s++)
    {
      if (!gh_fleet_base_has (self, s) || !(get_missed (self, missed_kwh, s) > 0.0))
        continue;
      GhFleetMissing missing
          = { g_strdup (self->site->stores[s].name), get_missed (self, missed_kwh, s) };
      g_array_append_val (misses, missing);
    }
  g_array_sort (misses, compare_misses);
  return misses;
}
