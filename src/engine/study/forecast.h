/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"
#include "site/site.h"

G_BEGIN_DECLS

/* Days that load and sun may turn out to be like. */
#define GH_FORECAST_COURSES 7

/**
 * GhDaySlots:
 * @count: times of day that are told apart
 * @slot: (owned) (array): time of day of each step
 * @is_free: (owned) (array): 1 for the steps of Saturdays, Sundays and holidays
 * @day_end: (owned) (array): step after the last of the local day of each step
 *
 * The steps of an axis by the wall clock.
 */
typedef struct
{
  guint count;
  guint16 *slot;
  guint8 *is_free;
  gsize *day_end;
} GhDaySlots;

/**
 * GhForecast:
 *
 * What is known at a moment of the period, and what is expected of the time that follows.
 */
typedef struct _GhForecast GhForecast;

GhForecast *gh_forecast_new (const GhStudy *study, const GhOperation *operation, const GhSite *site,
                             GError **error);
void gh_forecast_free (GhForecast *forecast);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhForecast, gh_forecast_free)

void gh_forecast_advance (GhForecast *forecast, gsize now);
gsize gh_forecast_get_published (const GhForecast *forecast);
guint gh_forecast_count_courses (const GhForecast *forecast);
void gh_forecast_fill (const GhForecast *forecast, guint course, GhSite *part);
GhSite *gh_forecast_new_mean_year (const GhForecast *forecast);
const GhDaySlots *gh_forecast_get_slots (const GhForecast *forecast);

GhDaySlots *gh_day_slots_new (const GhTimeAxis *axis, const GArray *holidays);
void gh_day_slots_free (GhDaySlots *slots);

G_END_DECLS
