/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/fleet-plan-kinds.h"

#include <math.h>
#include <string.h>

/* A store while kinds are looked for. */
typedef struct
{
  const GhStore *store;
  guint index;
  gsize steps;
  double middle; /* of the time in which it is there */
  guint64 digest;
} Candidate;

/* FNV-1a over eight bytes at a time. */
static guint64
digest_numbers (guint64 digest, const double *numbers, gsize count)
{
  for (gsize i = 0; numbers != NULL && i < count; i++)
    {
      guint64 bits;
      memcpy (&bits, &numbers[i], sizeof bits);
      digest = (digest ^ bits) * G_GUINT64_CONSTANT (1099511628211);
      digest ^= digest >> 29;
    }
  return digest;
}

static guint64
digest_store (const GhStore *store, gsize steps)
{
  const double numbers[] = { store->capacity_kwh, store->start_kwh,  store->end_kwh,
                             store->reserve_kwh,  store->standby_kw, store->wear_per_kwh };
  guint64 digest
      = digest_numbers (G_GUINT64_CONSTANT (14695981039346656037), numbers, G_N_ELEMENTS (numbers));

  digest = digest_numbers (digest, store->lower_kwh, steps);
  digest = digest_numbers (digest, store->drive_kwh, steps);
  digest = digest_numbers (digest, store->charge.ac_kw, store->charge.count);
  return digest_numbers (digest, store->discharge.ac_kw, store->discharge.count);
}

static gboolean
are_equal_numbers (const double *a, const double *b, gsize count)
{
  if (a == NULL || b == NULL)
    return a == b;
  return memcmp (a, b, count * sizeof *a) == 0;
}

static gboolean
are_equal_curves (const GhChargerCurve *a, const GhChargerCurve *b)
{
  return a->count == b->count && are_equal_numbers (a->battery_kw, b->battery_kw, a->count)
         && are_equal_numbers (a->ac_kw, b->ac_kw, a->count);
}

static gboolean
are_equal_limits (const GhPowerLimit *a, const GhPowerLimit *b, guint count)
{
  return memcmp (a, b, count * sizeof *a) == 0;
}

/* What one number or a few say. */
static gboolean
are_equal_plain (const GhStore *a, const GhStore *b)
{
  const double these[]
      = { a->capacity_kwh, a->start_kwh,          a->end_kwh, a->reserve_kwh, a->standby_kw,
          a->wear_per_kwh, a->away_price_per_kwh, a->away_kwh };
  const double those[]
      = { b->capacity_kwh, b->start_kwh,          b->end_kwh, b->reserve_kwh, b->standby_kw,
          b->wear_per_kwh, b->away_price_per_kwh, b->away_kwh };

  return are_equal_numbers (these, those, G_N_ELEMENTS (these)) && a->may_export == b->may_export
         && a->is_battery == b->is_battery && a->charge_limit_count == b->charge_limit_count
         && a->discharge_limit_count == b->discharge_limit_count
         && are_equal_limits (a->charge_limits, b->charge_limits, a->charge_limit_count)
         && are_equal_limits (a->discharge_limits, b->discharge_limits, a->discharge_limit_count)
         && a->dwell.count == b->dwell.count && a->end_value.count == b->end_value.count
         && are_equal_numbers (a->dwell.from_kwh, b->dwell.from_kwh, a->dwell.count)
         && are_equal_numbers (a->dwell.per_kwh_hour, b->dwell.per_kwh_hour, a->dwell.count)
         && are_equal_numbers (a->end_value.from_kwh, b->end_value.from_kwh, a->end_value.count)
         && are_equal_numbers (a->end_value.per_kwh, b->end_value.per_kwh, a->end_value.count);
}

static gboolean
are_equal (const GhStore *a, const GhStore *b, gsize steps)
{
  return are_equal_plain (a, b) && are_equal_curves (&a->charge, &b->charge)
         && are_equal_curves (&a->discharge, &b->discharge)
         && are_equal_numbers (a->lower_kwh, b->lower_kwh, steps)
         && are_equal_numbers (a->upper_kwh, b->upper_kwh, steps)
         && are_equal_numbers (a->drive_kwh, b->drive_kwh, steps)
         && memcmp (a->plugged, b->plugged, steps) == 0
         && are_equal_numbers (a->charge_cap_kw, b->charge_cap_kw, steps)
         && are_equal_numbers (a->discharge_cap_kw, b->discharge_cap_kw, steps);
}

static double
find_middle (const GhStore *store, gsize steps)
{
  gsize sum = 0, count = 0;

  for (gsize t = 0; t < steps; t++)
    if (store->plugged[t])
      {
        sum += t;
        count++;
      }
  return count > 0 ? (double) sum / (double) count : 0.0;
}

static int
compare (const void *one, const void *other)
{
  const Candidate *a = one, *b = other;

  if (a->middle < b->middle || a->middle > b->middle)
    return a->middle < b->middle ? -1 : 1;
  if (a->digest != b->digest)
    return a->digest < b->digest ? -1 : 1;
  return a->index < b->index ? -1 : 1;
}

/**
 * gh_fleet_kinds_init:
 * @self: (out caller-allocates): clear with gh_fleet_kinds_clear()
 * @site: a site of several stores
 *
 * O(stores (steps + log stores)).
 */
void
gh_fleet_kinds_init (GhFleetKinds *self, const GhSite *site)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  g_autofree Candidate *candidates = g_new (Candidate, MAX (1, site->store_count));

  for (guint s = 0; s < site->store_count; s++)
    candidates[s] = (Candidate){ &site->stores[s], s, steps, find_middle (&site->stores[s], steps),
                                 digest_store (&site->stores[s], steps) };
  qsort (candidates, site->store_count, sizeof *candidates, compare);
  *self = (GhFleetKinds){ 0, g_new (guint, MAX (1, site->store_count)),
                          g_new0 (guint, site->store_count + 1) };
  for (guint i = 0; i < site->store_count; i++)
    {
      self->order[i] = candidates[i].index;
      if (i == 0 || !are_equal (candidates[i - 1].store, candidates[i].store, steps))
        self->first[self->count++] = i;
    }
  self->first[self->count] = site->store_count;
  self->is_convex = g_new (guint8, MAX (1, self->count));
  for (guint k = 0; k < self->count; k++)
    self->is_convex[k]
        = gh_fleet_store_is_convex (&site->stores[self->order[self->first[k]]], steps) ? 1 : 0;
}

/**
 * gh_fleet_kinds_clear:
 * @self: kinds
 *
 * Frees their memory.
 */
void
gh_fleet_kinds_clear (GhFleetKinds *self)
{
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->first, g_free);
  g_clear_pointer (&self->is_convex, g_free);
}

/* Whether a direction begins at rest and its AC power over that of the battery bends one way. */
static gboolean
is_convex_curve (const GhChargerCurve *curve, double idle_kw, double sign, double *slope)
{
  if (curve->count == 0)
    return TRUE;
  if (curve->battery_kw[0] > 0.0 || fabs (curve->ac_kw[0] - sign * idle_kw) > 1e-12)
    return FALSE;
  for (guint i = 0; i + 1 < curve->count; i++)
    {
      double next = (curve->ac_kw[i + 1] - curve->ac_kw[i])
                    / (curve->battery_kw[i + 1] - curve->battery_kw[i]);
      if (sign * next < sign * *slope - 1e-9)
        return FALSE;
      *slope = next;
    }
  return TRUE;
}

/**
 * gh_fleet_store_is_convex:
 * @store: a store
 * @steps: number of steps
 *
 * Returns: whether the mean of two of its schedules is one of its schedules and takes no more
 *   power from the bus than their mean
 */
gboolean
gh_fleet_store_is_convex (const GhStore *store, gsize steps)
{
  double discharging = INFINITY, charging = 0.0;

  if (!is_convex_curve (&store->discharge, store->standby_kw, -1.0, &discharging)
      || !is_convex_curve (&store->charge, store->standby_kw, 1.0, &charging))
    return FALSE;
  if (store->charge.count > 1 && store->discharge.count > 1
      && (store->discharge.ac_kw[1] - store->discharge.ac_kw[0])
                 / (store->discharge.battery_kw[1] - store->discharge.battery_kw[0])
             > (store->charge.ac_kw[1] - store->charge.ac_kw[0])
                       / (store->charge.battery_kw[1] - store->charge.battery_kw[0])
                   + 1e-9)
    return FALSE;
  for (gsize t = 0; t < steps && store->discharge.count > 0; t++)
    if (store->plugged[t] && store->reserve_kwh > store->lower_kwh[t] + store->drive_kwh[t] + 1e-9)
      return FALSE;
  return TRUE;
}
