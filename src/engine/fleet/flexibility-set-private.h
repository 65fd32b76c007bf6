/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/flexibility-set.h"

G_BEGIN_DECLS

/**
 * GhFlexibleKind:
 * @count: devices of this kind
 * @from: first step with power
 * @length: steps from there to the last one with power
 * @least_kwh: (array length=length): least energy of each of these steps, of one device
 * @most_kwh: (array length=length): greatest energy of each
 * @lower_kwh: (array length=length): least energy taken by the end of each from which the rest can
 *   be done, and that can be reached
 * @upper_kwh: (array length=length): greatest such energy
 * @floor_kwh: (array length=length): least energy where a need may be missed
 * @charges_only: whether nothing but the power and the whole energy limits it
 *
 * Bounds of devices that are the same. The arrays are parts of one block that begins at @least_kwh.
 */
typedef struct
{
  guint count;
  gsize from;
  gsize length;
  double *least_kwh;
  double *most_kwh;
  double *lower_kwh;
  double *upper_kwh;
  double *floor_kwh;
  gboolean charges_only;
} GhFlexibleKind;

struct _GhFlexibilitySet
{
  gsize steps;
  double hours;
  GPtrArray *kinds;   /* (element-type GhFlexibleKind) */
  GArray *kind_of;    /* (element-type guint): of each device */
  GHashTable *lookup; /* (element-type GhFlexibleKind guint): kinds by their bounds */
  double *lower_kwh;  /* (array length=steps): energy bounds as given, summed over devices: of what
                         was not yet there nothing */
  double *upper_kwh;
};

const GhFlexibleKind *gh_flexibility_set_peek (const GhFlexibilitySet *set, guint kind);
void gh_flexibility_set_sum_taken (const GhFlexibilitySet *set, const double *power_kw, gsize step,
                                   double *taken_kwh);

G_END_DECLS
