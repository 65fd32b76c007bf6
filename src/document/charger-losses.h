/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series.h"
#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhLossForm:
 * @GH_LOSSES_EFFICIENCY: one efficiency for all powers
 * @GH_LOSSES_CURVE: a + b P + c P² at battery power P
 * @GH_LOSSES_POINTS: efficiencies that were measured at some powers
 *
 * How the losses of a charger are given.
 */
typedef enum
{
  GH_LOSSES_EFFICIENCY,
  GH_LOSSES_CURVE,
  GH_LOSSES_POINTS
} GhLossForm;

/**
 * GhEfficiencies:
 * @step_kw: between the numbers, which begin at an AC power of 0
 * @charging: (owned): the share of the AC power that reaches the battery; NAN where none can flow
 * @discharging: (owned): the share of the battery's power that reaches the AC side
 *
 * How much of the power a charger passes on, by AC power.
 */
typedef struct
{
  double step_kw;
  GhSeries *charging;
  GhSeries *discharging;
} GhEfficiencies;

GhLossForm gh_charger_get_loss_form (const GhCharger *charger);
GhLossForm gh_charger_get_loss_form_of (const GhCharger *charger, gboolean charging);
void gh_charger_set_loss_form (GhCharger *charger, GhLossForm form);
GArray *gh_charger_new_loss_curve (const GhCharger *charger, gboolean charging);
void gh_efficiencies_init (GhEfficiencies *efficiencies, const GhCharger *charger);
void gh_efficiencies_clear (GhEfficiencies *efficiencies);
char *gh_charger_explain_losses (const GhCharger *charger);

G_END_DECLS
