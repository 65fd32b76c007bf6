/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "results.h"
#include "study/battery-model.h"
#include "study/life.h"

G_BEGIN_DECLS

/**
 * GhBatteryDay:
 * @date: days since 1970-01-01
 * @first: first step that begins on it
 * @last: step after the last
 *
 * The part of the period that lies in one day of the wall clock.
 */
typedef struct
{
  gint32 date;
  gsize first;
  gsize last;
} GhBatteryDay;

/**
 * GhBatteryTrace:
 * @axis: (owned): time of the samples
 * @samples: (owned) (element-type GhCircuitSample): one a step of @axis, each at its end
 *
 * What a plan does to the cells, minute by minute.
 */
typedef struct
{
  GhTimeAxis *axis;
  GArray *samples;
} GhBatteryTrace;

/**
 * GhBatteryLife:
 *
 * The whole life of a study's battery, and what its plans do to it. Immutable, shared by reference,
 * thread-safe.
 */
typedef struct _GhBatteryLife GhBatteryLife;

#define GH_TYPE_BATTERY_LIFE (gh_battery_life_get_type ())
GType gh_battery_life_get_type (void);

gboolean gh_battery_life_find_vehicle (const GhStudy *study, guint *vehicle);
GhBatteryLife *gh_battery_life_compute (GhResults *results, guint vehicle,
                                        const GhProgress *progress, GError **error);
GhBatteryLife *gh_battery_life_ref (GhBatteryLife *life);
void gh_battery_life_unref (GhBatteryLife *life);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBatteryLife, gh_battery_life_unref)

const GhLife *gh_battery_life_get_life (const GhBatteryLife *life);
const GhLifeStrategy *gh_battery_life_get_strategy (const GhBatteryLife *life, GhStrategy strategy);
const GhStore *gh_battery_life_get_store (const GhBatteryLife *life);
GhResults *gh_battery_life_get_results (const GhBatteryLife *life);
char *gh_battery_life_format_failure (const GhBatteryLife *life);
void gh_battery_life_fill_envelope (const GhBatteryLife *life, double horizon_seconds,
                                    const double *soc, gsize soc_count, double temperature_k,
                                    double *min_kw, double *max_kw);

GArray *gh_battery_life_find_days (const GhBatteryLife *life);
guint gh_battery_life_find_busiest (const GhBatteryLife *life, GhStrategy strategy,
                                    const GArray *days);
GhBatteryTrace *gh_battery_life_trace (const GhBatteryLife *life, GhStrategy strategy,
                                       const GhBatteryDay *day);
void gh_battery_trace_free (GhBatteryTrace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBatteryTrace, gh_battery_trace_free)

G_END_DECLS
