/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series.h"

G_BEGIN_DECLS

/**
 * GhPyramid:
 *
 * The least and the greatest number of any part of a series, found in logarithmic time, so that a
 * chart of a year or of ten costs what its pixels cost and no single step disappears.
 */
typedef struct _GhPyramid GhPyramid;

GhPyramid *gh_pyramid_new (GhSeries *series);
void gh_pyramid_free (GhPyramid *pyramid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPyramid, gh_pyramid_free)
GhSeries *gh_pyramid_get_series (const GhPyramid *pyramid);
gboolean gh_pyramid_find_range (const GhPyramid *pyramid, gsize from, gsize to, double *least,
                                double *greatest);

G_END_DECLS
