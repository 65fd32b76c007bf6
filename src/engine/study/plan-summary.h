/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"

G_BEGIN_DECLS

/**
 * GhPlanSummary:
 *
 * What a plan comes to over its period: money in the study's currency, energy in kWh, emissions in
 * kg. `charged_ac_kwh` counts standby; `losses_kwh` is what goes into the store and neither drives
 * nor comes back nor stays. `import_house` is the part of the import cost that the load causes,
 * `import_charging` the part that charging causes: solar and discharge serve the house first.
 */
typedef struct
{
  double cost_import, cost_export, cost_fixed, cost_demand, cost_wear, cost_carbon, cost_away;
  double cost_unserved;
  double cost_correction; /* what the exact bill is above the above; see GhTariffOutcome */
  double cost_dwell;      /* the part of cost_wear that holding energy causes */
  double import_house, import_charging;
  double import_kwh, export_kwh, solar_export_kwh, load_kwh, solar_kwh, curtailed_kwh;
  double charged_ac_kwh, discharged_ac_kwh, driving_kwh, away_kwh, losses_kwh;
  double emissions_kg[GH_EMISSION_RATES];
  double self_consumption; /* share of the solar energy used on site or stored; NAN without solar */
  double self_sufficiency; /* share of the consumption of house and car not imported */
  double *soc_end;         /* (owned) one a store */
  double *full_cycles;     /* (owned) discharged energy over capacity, driving included */
} GhPlanSummary;

void gh_plan_summarise (const GhSite *site, const GhPlan *plan, GhPlanSummary *summary);
void gh_plan_summarise_range (const GhSite *site, const GhPlan *plan, gsize from, gsize to,
                              GhPlanSummary *summary);
double gh_plan_summary_get_bill (const GhPlanSummary *summary);
double gh_plan_summary_get_cycles (const GhPlanSummary *summary, const GhSite *site);
void gh_plan_summary_clear (GhPlanSummary *summary);

G_END_DECLS
