/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/ageing-law.h"

G_BEGIN_DECLS

/**
 * GhOrigin:
 * @GH_ORIGIN_MEASURED: published for this very cell
 * @GH_ORIGIN_BORROWED: published for the nearest chemistry, scaled to this cell
 * @GH_ORIGIN_ASSUMED: a usual value that nobody measured for this cell
 *
 * How far a number can be trusted.
 */
typedef enum
{
  GH_ORIGIN_MEASURED,
  GH_ORIGIN_BORROWED,
  GH_ORIGIN_ASSUMED
} GhOrigin;

/**
 * GhEvidence:
 * @origin: how far it can be trusted
 * @source: paper, table or repository; static
 */
typedef struct
{
  GhOrigin origin;
  const char *source;
} GhEvidence;

/**
 * GhCellTable:
 * @soc_count: number of columns, at least 1
 * @temperature_count: number of rows, at least 1
 * @soc: (array length=soc_count): state of charge, rising
 * @temperature_k: (array length=temperature_count): rising
 * @values: row by row
 * @scale: what the values are multiplied by
 * @evidence: where they come from
 *
 * A quantity of a cell over state of charge and temperature. Static data.
 */
typedef struct
{
  guint soc_count;
  guint temperature_count;
  const double *soc;
  const double *temperature_k;
  const double *values;
  double scale;
  GhEvidence evidence;
} GhCellTable;

/**
 * GhCell:
 * @id: the name in study files, "nmc-kokam-75ah"
 * @name: what people call it; to be translated
 * @chemistry: "LFP", "NMC111", "NMC811", "NCA", "LMO" or "NMC"
 * @capacity_ah: when new
 * @voltage_min_v: least voltage at the terminals
 * @voltage_max_v: greatest voltage at the terminals
 * @charge_limit_per_hour: greatest charging current over the capacity
 * @discharge_limit_per_hour: greatest discharging current over the capacity
 * @limits: where the four come from
 * @ocv_v: open-circuit voltage
 * @r0_ohm: resistance without delay, the fast branch taken off
 * @r1_ohm: slow branch (diffusion)
 * @tau1_s: its time constant
 * @r2_ohm: fast branch (charge transfer)
 * @tau2_s: its time constant
 * @heat_capacity_j_per_k: of one cell
 * @thermal: where it comes from
 * @ageing: its law and the range in which that was measured
 * @ageing_origin: measured for this cell or borrowed from another
 *
 * A cell of the catalogue. Static data.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *chemistry;
  double capacity_ah;
  double voltage_min_v;
  double voltage_max_v;
  double charge_limit_per_hour;
  double discharge_limit_per_hour;
  GhEvidence limits;
  GhCellTable ocv_v;
  GhCellTable r0_ohm;
  GhCellTable r1_ohm;
  GhCellTable tau1_s;
  GhCellTable r2_ohm;
  GhCellTable tau2_s;
  double heat_capacity_j_per_k;
  GhEvidence thermal;
  const GhAgeingLaw *ageing;
  GhOrigin ageing_origin;
} GhCell;

const GhCell *gh_cell_find (const char *id);
const GhCell *gh_cell_get (guint index);
guint gh_cell_get_count (void);
void gh_cell_get_temperature_range (const GhCell *cell, double *min_k, double *max_k);
double gh_cell_table_at (const GhCellTable *table, double soc, double temperature_k);
const char *gh_origin_name (GhOrigin origin);

G_END_DECLS
