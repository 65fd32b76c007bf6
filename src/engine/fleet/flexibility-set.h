/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhFlexibleDevice:
 * @least_kw: (array length=steps): least power in each step, below 0 where it can give back; 0
 *   where it is not there
 * @most_kw: (array length=steps): greatest power in each step
 * @lower_kwh: (array length=steps): least energy that it must have taken, from the first step to
 *   the end of each
 * @upper_kwh: (array length=steps): greatest energy that it can have taken by then
 * @floor_kwh: (nullable) (array length=steps): least energy where what a vehicle needs may be
 *   missed, as where its battery is empty; %NULL: as @lower_kwh
 *
 * One vehicle without losses, or one that only charges and whose bounds are counted at the AC bus.
 * Nothing is owned.
 */
typedef struct
{
  const double *least_kw;
  const double *most_kw;
  const double *lower_kwh;
  const double *upper_kwh;
  const double *floor_kwh;
} GhFlexibleDevice;

/**
 * GhFlexibleFault:
 * @step: where the bounds contradict each other
 * @kwh: by how much
 *
 * Why no power at all satisfies the bounds of a device.
 */
typedef struct
{
  gsize step;
  double kwh;
} GhFlexibleFault;

/**
 * GhFlexibilitySet:
 *
 * Everything that a fleet without losses can take over time: the sum of what each of its devices
 * can. Devices with the same bounds are of one kind and cost as much as one. Immutable but for
 * gh_flexibility_set_add(); any number of threads may ask.
 */
typedef struct _GhFlexibilitySet GhFlexibilitySet;

GhFlexibilitySet *gh_flexibility_set_new (gsize steps, double step_hours);
void gh_flexibility_set_free (GhFlexibilitySet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFlexibilitySet, gh_flexibility_set_free)
gboolean gh_flexibility_set_add (GhFlexibilitySet *set, const GhFlexibleDevice *device,
                                 GhFlexibleFault *fault);

gsize gh_flexibility_set_get_steps (const GhFlexibilitySet *set);
double gh_flexibility_set_get_step_hours (const GhFlexibilitySet *set);
guint gh_flexibility_set_get_device_count (const GhFlexibilitySet *set);
guint gh_flexibility_set_get_kind_count (const GhFlexibilitySet *set);
guint gh_flexibility_set_get_kind (const GhFlexibilitySet *set, guint device);
guint gh_flexibility_set_get_members (const GhFlexibilitySet *set, guint kind);

double gh_flexibility_set_get_least_kwh (const GhFlexibilitySet *set, const guint8 *chosen);
double gh_flexibility_set_get_most_kwh (const GhFlexibilitySet *set, const guint8 *chosen);
double gh_flexibility_set_minimise (const GhFlexibilitySet *set, const double *cost_per_kwh,
                                    double *total_kw, double *power_kw);
double gh_flexibility_set_get_support (const GhFlexibilitySet *set, const double *worth_per_kwh);

G_END_DECLS
