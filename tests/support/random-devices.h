/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/flexibility-set.h"
#include "planning/linear-program.h"

G_BEGIN_DECLS

/**
 * GhRandomDevices:
 * @count: number of devices
 * @steps: number of steps
 * @hours: length of a step
 * @least_kw: (array length=count*steps): one device after the other, as all arrays
 * @walk_kw: a power that each device can have
 *
 * Devices as tables, for a set and for a linear program.
 */
typedef struct
{
  guint count;
  gsize steps;
  double hours;
  double *least_kw;
  double *most_kw;
  double *lower_kwh;
  double *upper_kwh;
  double *floor_kwh;
  double *walk_kw;
} GhRandomDevices;

GhRandomDevices *gh_random_devices_new (guint count, gsize steps, double hours);
GhRandomDevices *gh_random_devices_draw (guint32 seed, guint count, gsize steps,
                                         gboolean gives_back);
void gh_random_devices_free (GhRandomDevices *fleet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRandomDevices, gh_random_devices_free)
void gh_random_devices_set_stay (GhRandomDevices *fleet, guint device, gsize from, gsize to,
                                 double least_kw, double most_kw, double room_below_kwh,
                                 double room_above_kwh, double need_kwh);
GhFlexibilitySet *gh_random_devices_new_set (const GhRandomDevices *fleet);
guint gh_random_devices_add_device (const GhRandomDevices *fleet, guint device,
                                    GhLinearProgram *program);
double gh_random_devices_measure_breach (const GhRandomDevices *fleet, guint device,
                                         const double *power_kw, double missed_kwh);

G_END_DECLS
