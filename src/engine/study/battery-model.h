/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "physics/pack.h"
#include "site/profile.h"
#include "site/site.h"

G_BEGIN_DECLS

/* Outside of these the cells' models have never been compared with measurements, kelvin. */
#define GH_BATTERY_COLDEST_K 253.15
#define GH_BATTERY_WARMEST_K 333.15

/**
 * GhBatteryModel:
 * @vehicle: index of the car of the study whose it is
 * @store: which store of the site it is
 * @cell: of the catalogue
 * @new_kwh: usable energy when new
 * @start_soh: capacity left at the beginning of the study
 * @nominal_voltage_v: of the pack
 * @cost_per_kwh: of a new battery, currency
 * @end_of_life_soh: capacity left when it is replaced
 * @wear: how wear is priced
 * @limit_power: whether plans heed the battery's limits
 * @warranty: what the maker allows; NAN where nothing is said
 * @count: number of steps
 * @step_seconds: length of one
 * @ambient_k: (owned) (array length=count): air around the car
 * @temperature_k: (owned) (array length=count): of the cells, which follow the air slowly
 *
 * The battery of a car of a study: what its physics needs beside the site.
 */
typedef struct
{
  guint vehicle;
  guint store;
  const GhCell *cell;
  double new_kwh;
  double start_soh;
  double nominal_voltage_v;
  double cost_per_kwh;
  double end_of_life_soh;
  GhWearPricing wear;
  gboolean limit_power;
  GhWarranty warranty;
  gsize count;
  double step_seconds;
  double *ambient_k;
  double *temperature_k;
} GhBatteryModel;

gboolean gh_battery_model_is_known (const GhStudy *study, guint vehicle);
gboolean gh_battery_model_new (const GhStudy *study, const GhSite *site, guint index,
                               GhBatteryModel **model, GError **error);
void gh_battery_model_free (GhBatteryModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBatteryModel, gh_battery_model_free)

double gh_battery_model_get_loss_cost (const GhBatteryModel *model);
GhPack *gh_battery_model_new_pack (const GhBatteryModel *model, double soh,
                                   double resistance_growth);
void gh_battery_model_limit_store (const GhBatteryModel *model, const GhPack *pack, GhStore *store);
double *gh_battery_model_new_soc (const GhStore *store, const double *energy_kwh, gsize count);
void gh_battery_warn_of_depth (const GhCell *cell, guint vehicle, const GhAgeingStress *year,
                               GhFindings *findings);
void gh_battery_warn (const GhStudy *study, const GhSite *site, GhFindings *findings);

G_END_DECLS
