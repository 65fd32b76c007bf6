/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhSeries:
 *
 * Immutable numbers, one a step, shared by reference. The unit and the time
 * axis belong to whoever holds it. Thread-safe.
 */
typedef struct _GhSeries GhSeries;

GhSeries *gh_series_new_take (double *values, gsize count);
GhSeries *gh_series_new_constant (double value, gsize count);
GhSeries *gh_series_ref (GhSeries *series);
void gh_series_unref (GhSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSeries, gh_series_unref)

gsize gh_series_get_count (const GhSeries *series);
const double *gh_series_get_values (const GhSeries *series);

G_END_DECLS
