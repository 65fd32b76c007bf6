/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/flexibility-set-private.h"
#include "progress.h"

G_BEGIN_DECLS

/**
 * GhFlexibilityFlow:
 * @set: whose devices they are
 * @from: first step
 * @to: step after the last
 * @missing_kwh: (array length=to-from): what the target has more than the devices take
 * @over: (array length=to-from): steps in which they cannot take more together
 * @under: (array length=to-from): steps in which they cannot take less together
 * @over_kwh: how much the target has too much in @over; 0 where that is empty
 * @under_kwh: how much it has too little in @under
 *
 * A power of a fleet being shared out to its devices.
 */
typedef struct
{
  const GhFlexibilitySet *set;
  gsize from;
  gsize to;
  double *missing_kwh;
  guint8 *over;
  guint8 *under;
  double over_kwh;
  double under_kwh;

  /*< private >*/
  guint nodes;    /* steps of kinds */
  guint *first;   /* (array length=kinds+1): node of each kind's first step */
  guint *kind_of; /* (array length=nodes) */
  guint *step_of; /* (array length=nodes): counted from @from */
  double *least;  /* (array length=nodes): bounds of all devices of the kind, kWh */
  double *most;
  double *lower;
  double *upper;
  guint *step_first;    /* (array length=to-from+1) */
  guint *step_nodes;    /* (array length=nodes): nodes of each step, one step after the other */
  const double *before; /* (nullable): taken by one device of each kind before @from */
  double *energy;       /* (array length=nodes): of all devices of the kind in the step */
  double *taken;        /* (array length=nodes): from the first step of all to the end of this */
  guint *level;         /* of nodes, steps and the end */
  guint *arc;           /* next one to be tried */
  guint *queue;
  gpointer path;
  double tiny;
  double target_kwh; /* sum of magnitudes */
} GhFlexibilityFlow;

void gh_flexibility_flow_init (GhFlexibilityFlow *flow, const GhFlexibilitySet *set, gsize from,
                               gsize to);
void gh_flexibility_flow_clear (GhFlexibilityFlow *flow);
void gh_flexibility_flow_begin (GhFlexibilityFlow *flow, const double *before_kwh,
                                const double *target_kwh);
gboolean gh_flexibility_flow_run (GhFlexibilityFlow *flow, const GhProgress *progress,
                                  GError **error);
gboolean gh_flexibility_flow_miss_needs (GhFlexibilityFlow *flow, const GhProgress *progress,
                                         GError **error);
double gh_flexibility_flow_get_energy (const GhFlexibilityFlow *flow, guint kind, gsize step);
double gh_flexibility_flow_get_missed (const GhFlexibilityFlow *flow, guint kind);

G_END_DECLS
