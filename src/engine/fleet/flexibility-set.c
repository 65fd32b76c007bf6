/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/flexibility-set-private.h"

#include <math.h>
#include <string.h>

/* Bounds that contradict each other by less than this are taken as equal, kWh. */
#define ROUNDING_KWH 1e-9
/* Arrays of a kind, in one block. */
#define KIND_ARRAYS 5

static guint
hash_kind (gconstpointer data)
{
  const GhFlexibleKind *kind = data;
  const guint8 *bytes = (const guint8 *) kind->least_kwh;
  guint hash = (guint) kind->from + 2166136261u;

  for (gsize i = 0; i < KIND_ARRAYS * kind->length * sizeof (double); i++)
    hash = (hash ^ bytes[i]) * 16777619u;
  return hash;
}

static gboolean
are_equal_kinds (gconstpointer a, gconstpointer b)
{
  const GhFlexibleKind *one = a, *other = b;

  return one->from == other->from && one->length == other->length
         && memcmp (one->least_kwh, other->least_kwh, KIND_ARRAYS * one->length * sizeof (double))
                == 0;
}

static void
free_kind (gpointer data)
{
  GhFlexibleKind *kind = data;

  g_free (kind->least_kwh);
  g_free (kind);
}

/**
 * gh_flexibility_set_new:
 * @steps: number of steps, at least 1
 * @step_hours: length of a step
 *
 * Returns: (transfer full): what a fleet without devices can do
 */
GhFlexibilitySet *
gh_flexibility_set_new (gsize steps, double step_hours)
{
  GhFlexibilitySet *set = g_new0 (GhFlexibilitySet, 1);

  set->steps = steps;
  set->hours = step_hours;
  set->kinds = g_ptr_array_new_with_free_func (free_kind);
  set->kind_of = g_array_new (FALSE, FALSE, sizeof (guint));
  set->lookup = g_hash_table_new (hash_kind, are_equal_kinds);
  set->lower_kwh = g_new0 (double, steps);
  set->upper_kwh = g_new0 (double, steps);
  return set;
}

/**
 * gh_flexibility_set_free:
 * @set: (transfer full) (nullable): a set
 *
 * Frees it.
 */
void
gh_flexibility_set_free (GhFlexibilitySet *set)
{
  if (set == NULL)
    return;
  g_hash_table_unref (set->lookup);
  g_ptr_array_unref (set->kinds);
  g_array_unref (set->kind_of);
  g_free (set->lower_kwh);
  g_free (set->upper_kwh);
  g_free (set);
}

static gboolean
is_there (const GhFlexibleDevice *device, gsize step)
{
  return device->least_kw[step] < 0.0 || device->most_kw[step] > 0.0 || device->least_kw[step] > 0.0
         || device->most_kw[step] < 0.0;
}

/* Room for the steps between the first and the last with power. */
static GhFlexibleKind *
new_kind (const GhFlexibilitySet *set, const GhFlexibleDevice *device)
{
  GhFlexibleKind *kind = g_new0 (GhFlexibleKind, 1);
  gsize end = set->steps;

  while (kind->from < set->steps && !is_there (device, kind->from))
    kind->from++;
  while (end > kind->from && !is_there (device, end - 1))
    end--;
  kind->count = 1;
  kind->length = end - kind->from;
  kind->least_kwh = g_new (double, KIND_ARRAYS * kind->length + 1);
  kind->most_kwh = kind->least_kwh + kind->length;
  kind->lower_kwh = kind->most_kwh + kind->length;
  kind->upper_kwh = kind->lower_kwh + kind->length;
  kind->floor_kwh = kind->upper_kwh + kind->length;
  return kind;
}

/* What holds after the last step with power holds at its end. */
static void
copy_bounds (GhFlexibleKind *kind, const GhFlexibilitySet *set, const GhFlexibleDevice *device)
{
  const double *floor = device->floor_kwh != NULL ? device->floor_kwh : device->lower_kwh;

  for (gsize k = 0; k < kind->length; k++)
    {
      kind->least_kwh[k] = device->least_kw[kind->from + k] * set->hours;
      kind->most_kwh[k] = device->most_kw[kind->from + k] * set->hours;
      kind->lower_kwh[k] = device->lower_kwh[kind->from + k];
      kind->upper_kwh[k] = device->upper_kwh[kind->from + k];
      kind->floor_kwh[k] = floor[kind->from + k];
    }
  for (gsize t = kind->from + kind->length; t < set->steps && kind->length > 0; t++)
    {
      gsize last = kind->length - 1;
      kind->lower_kwh[last] = MAX (kind->lower_kwh[last], device->lower_kwh[t]);
      kind->upper_kwh[last] = MIN (kind->upper_kwh[last], device->upper_kwh[t]);
      kind->floor_kwh[last] = MAX (kind->floor_kwh[last], floor[t]);
    }
}

/* Before the first step with power nothing has been taken. */
static gboolean
check_before (const GhFlexibleKind *kind, const GhFlexibilitySet *set,
              const GhFlexibleDevice *device, GhFlexibleFault *fault)
{
  gsize end = kind->length > 0 ? kind->from : set->steps;

  for (gsize t = 0; t < end; t++)
    {
      *fault = (GhFlexibleFault){ t, MAX (device->lower_kwh[t], -device->upper_kwh[t]) };
      if (!(fault->kwh <= ROUNDING_KWH))
        return FALSE;
    }
  return TRUE;
}

/* Keeps to the energies that can be reached. */
static gboolean
tighten_ahead (GhFlexibleKind *kind, GhFlexibleFault *fault)
{
  double lower = 0.0, upper = 0.0;

  for (gsize k = 0; k < kind->length; k++)
    {
      lower = MAX (kind->lower_kwh[k], lower + kind->least_kwh[k]);
      upper = MIN (kind->upper_kwh[k], upper + kind->most_kwh[k]);
      *fault = (GhFlexibleFault){ kind->from + k,
                                  MAX (lower - upper, kind->least_kwh[k] - kind->most_kwh[k]) };
      if (!(fault->kwh <= ROUNDING_KWH * MAX (1.0, fabs (upper))))
        return FALSE;
      lower = MIN (lower, upper);
      kind->lower_kwh[k] = lower;
      kind->upper_kwh[k] = upper;
    }
  return TRUE;
}

/* Keeps to the energies from which the rest can be done; a floor is below them. */
static void
tighten_back (GhFlexibleKind *kind)
{
  for (gsize k = kind->length; k > 1; k--)
    {
      double lower = kind->lower_kwh[k - 1] - kind->most_kwh[k - 1];
      double upper = kind->upper_kwh[k - 1] - kind->least_kwh[k - 1];
      kind->lower_kwh[k - 2] = MIN (MAX (kind->lower_kwh[k - 2], lower), kind->upper_kwh[k - 2]);
      kind->upper_kwh[k - 2] = MAX (MIN (kind->upper_kwh[k - 2], upper), kind->lower_kwh[k - 2]);
    }
  for (gsize k = 0; k < kind->length; k++)
    kind->floor_kwh[k] = MIN (kind->floor_kwh[k], kind->lower_kwh[k]);
}

/* Whether the energy bounds say no more than that of the whole. */
static gboolean
only_charges (const GhFlexibleKind *kind)
{
  double most = 0.0, sum = 0.0;

  for (gsize k = 0; k < kind->length; k++)
    most += kind->most_kwh[k];
  for (gsize k = 0; k < kind->length; k++)
    {
      sum += kind->most_kwh[k];
      double lower = MAX (kind->lower_kwh[kind->length - 1] - (most - sum), 0.0);
      double upper = MIN (kind->upper_kwh[kind->length - 1], sum);
      if (kind->least_kwh[k] < 0.0 || kind->least_kwh[k] > 0.0
          || kind->lower_kwh[k] > lower + ROUNDING_KWH || kind->upper_kwh[k] < upper - ROUNDING_KWH)
        return FALSE;
    }
  return TRUE;
}

/* What the bounds say as they are, from the first step with power on; after the last one what holds
 * then. */
static void
add_given_bounds (GhFlexibilitySet *set, const GhFlexibleDevice *device, const GhFlexibleKind *kind)
{
  gsize end = kind->from + kind->length;

  for (gsize t = kind->from; t < set->steps && kind->length > 0; t++)
    {
      gboolean gone = t + 1 >= end;
      set->lower_kwh[t] += gone ? kind->lower_kwh[kind->length - 1] : device->lower_kwh[t];
      set->upper_kwh[t] += gone ? kind->upper_kwh[kind->length - 1] : device->upper_kwh[t];
    }
}

/**
 * gh_flexibility_set_add:
 * @set: a set
 * @device: its numbers are copied
 * @fault: (out): why it cannot be added; not set where it can
 *
 * Adds a device; one with the bounds of another only counts that twice. O(steps).
 *
 * Returns: %FALSE where no power satisfies its bounds; the set is as before then
 */
gboolean
gh_flexibility_set_add (GhFlexibilitySet *set, const GhFlexibleDevice *device,
                        GhFlexibleFault *fault)
{
  GhFlexibleKind *kind = new_kind (set, device);
  GhFlexibleFault found;
  gpointer known;

  copy_bounds (kind, set, device);
  if (!check_before (kind, set, device, &found) || !tighten_ahead (kind, &found))
    {
      *fault = found;
      free_kind (kind);
      return FALSE;
    }
  tighten_back (kind);
  kind->charges_only = only_charges (kind);
  if (g_hash_table_lookup_extended (set->lookup, kind, NULL, &known))
    {
      ((GhFlexibleKind *) g_ptr_array_index (set->kinds, GPOINTER_TO_UINT (known)))->count++;
      free_kind (kind);
    }
  else
    {
      known = GUINT_TO_POINTER (set->kinds->len);
      g_hash_table_insert (set->lookup, kind, known);
      g_ptr_array_add (set->kinds, kind);
    }
  add_given_bounds (set, device, g_ptr_array_index (set->kinds, GPOINTER_TO_UINT (known)));
  guint index = GPOINTER_TO_UINT (known);
  g_array_append_val (set->kind_of, index);
  return TRUE;
}

/**
 * gh_flexibility_set_get_steps:
 * @set: a set
 *
 * Returns: number of steps
 */
gsize
gh_flexibility_set_get_steps (const GhFlexibilitySet *set)
{
  return set->steps;
}

/**
 * gh_flexibility_set_get_step_hours:
 * @set: a set
 *
 * Returns: length of a step, hours
 */
double
gh_flexibility_set_get_step_hours (const GhFlexibilitySet *set)
{
  return set->hours;
}

/**
 * gh_flexibility_set_get_device_count:
 * @set: a set
 *
 * Returns: how many devices were added
 */
guint
gh_flexibility_set_get_device_count (const GhFlexibilitySet *set)
{
  return set->kind_of->len;
}

/**
 * gh_flexibility_set_get_kind_count:
 * @set: a set
 *
 * Returns: how many different ones there are
 */
guint
gh_flexibility_set_get_kind_count (const GhFlexibilitySet *set)
{
  return set->kinds->len;
}

/**
 * gh_flexibility_set_get_kind:
 * @set: a set
 * @device: index of a device, in the order of adding
 *
 * Returns: index of its kind: what results tell for a kind holds for each device of it
 */
guint
gh_flexibility_set_get_kind (const GhFlexibilitySet *set, guint device)
{
  return g_array_index (set->kind_of, guint, device);
}

/**
 * gh_flexibility_set_get_members:
 * @set: a set
 * @kind: index of a kind
 *
 * Returns: how many devices are of it
 */
guint
gh_flexibility_set_get_members (const GhFlexibilitySet *set, guint kind)
{
  return gh_flexibility_set_peek (set, kind)->count;
}

/*< private > Returns: (transfer none): the bounds of a kind */
const GhFlexibleKind *
gh_flexibility_set_peek (const GhFlexibilitySet *set, guint kind)
{
  return g_ptr_array_index (set->kinds, kind);
}

/*< private > What the plan has done before a step: @taken_kwh, one number a kind, of one device */
void
gh_flexibility_set_sum_taken (const GhFlexibilitySet *set, const double *power_kw, gsize step,
                              double *taken_kwh)
{
  for (guint i = 0; i < set->kinds->len; i++)
    {
      taken_kwh[i] = 0.0;
      for (gsize t = 0; t < step; t++)
        taken_kwh[i] += power_kw[i * set->steps + t] * set->hours;
    }
}
