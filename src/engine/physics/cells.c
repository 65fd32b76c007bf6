/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue. Where nobody published a cell's electrical data it is borrowed: from the Kokam
 * pouch cell for cathodes of NMC, NCA and LMO, from the Sony cell for LFP, resistances in inverse
 * proportion to the capacity. That is right for the shape of the voltage and rough for the
 * resistance: a cell made for power has a third of it. */
#include "physics/cell-tables.h"

#include "words.h"

#define KOKAM "Huria, Ceraolo, Gazzarri, Jackey 2012 (Kokam SLPB, 27-31 Ah)"
#define SONY "Naumann 2018 (Sony US26650FTC1), SimSES"
#define SAMSUNG "Collath 2024, doi 10.1016/j.est.2024.111508"
#define BRANCHES "Modelica Standard Library, BatteryDischargeCharge"

#define KOKAM_TABLE(table, factor, from, where)                                           \
  {                                                                                       \
    GH_KOKAM_COLUMNS, GH_KOKAM_ROWS, gh_kokam_soc, gh_kokam_temperature_k, table, factor, \
    {                                                                                     \
      from, where                                                                         \
    }                                                                                     \
  }

#define SONY_OCV(from)                                                                        \
  {                                                                                           \
    GH_SONY_COLUMNS, 1, gh_sony_soc, gh_any_temperature_k, gh_sony_ocv_v, 1.0, { from, SONY } \
  }

#define SONY_TABLE(factor, from, where)                                                  \
  {                                                                                      \
    1, GH_SONY_ROWS, gh_any_soc, gh_sony_temperature_k, gh_sony_resistance_mohm, factor, \
    {                                                                                    \
      from, where                                                                        \
    }                                                                                    \
  }

#define SAMSUNG_TABLE(factor, from, where)                                                    \
  {                                                                                           \
    1, GH_KOKAM_ROWS, gh_any_soc, gh_kokam_temperature_k, gh_samsung_resistance_mohm, factor, \
    {                                                                                         \
      from, where                                                                             \
    }                                                                                         \
  }

#define BRANCH_TIME(seconds)                                                              \
  {                                                                                       \
    1, 1, gh_any_soc, gh_any_temperature_k, seconds, 1.0, { GH_ORIGIN_ASSUMED, BRANCHES } \
  }

/* From milliohm of the cell that was measured to ohm of one of another capacity. */
#define SCALE(measured_ah, ah) (1e-3 * (measured_ah) / (ah))

/* The fast branch is taken off R0 by the usual split, so that only the sum is measured. */
#define KOKAM_CIRCUIT(ah)                                                                         \
  .ocv_v = KOKAM_TABLE (gh_kokam_ocv_v, 1.0, GH_ORIGIN_BORROWED, KOKAM),                          \
  .r0_ohm = KOKAM_TABLE (gh_kokam_r0_mohm, SCALE (GH_KOKAM_AH, ah), GH_ORIGIN_BORROWED, KOKAM),   \
  .r1_ohm = KOKAM_TABLE (gh_kokam_r1_mohm, SCALE (GH_KOKAM_AH, ah), GH_ORIGIN_BORROWED, KOKAM),   \
  .tau1_s = KOKAM_TABLE (gh_kokam_tau1_s, 1.0, GH_ORIGIN_BORROWED, KOKAM),                        \
  .r2_ohm = KOKAM_TABLE (gh_kokam_r2_mohm, SCALE (GH_KOKAM_AH, ah), GH_ORIGIN_ASSUMED, BRANCHES), \
  .tau2_s = BRANCH_TIME (gh_fast_branch_s)

#define SONY_CIRCUIT(ah, from)                                                               \
  .ocv_v = SONY_OCV (from), .r0_ohm = SONY_TABLE (0.7 * SCALE (GH_SONY_AH, ah), from, SONY), \
  .r1_ohm = SONY_TABLE (0.2 * SCALE (GH_SONY_AH, ah), GH_ORIGIN_ASSUMED, BRANCHES),          \
  .tau1_s = BRANCH_TIME (gh_slow_branch_s),                                                  \
  .r2_ohm = SONY_TABLE (0.1 * SCALE (GH_SONY_AH, ah), GH_ORIGIN_ASSUMED, BRANCHES),          \
  .tau2_s = BRANCH_TIME (gh_fast_branch_s)

/* Heat for a kelvin: 2.1 kg at 1000 J/(kg K) for the 94 Ah of the Samsung cell. */
#define SAMSUNG_HEAT(ah) ((ah) *2100.0 / GH_SAMSUNG_AH)
#define HEAT(ah) \
  .heat_capacity_j_per_k = SAMSUNG_HEAT (ah), .thermal = { GH_ORIGIN_BORROWED, SAMSUNG }

/* Limits that cells of the chemistry usually have; their data sheets are not among the sources. */
#define NMC_LIMITS                                                          \
  .voltage_min_v = 3.0, .voltage_max_v = 4.2, .charge_limit_per_hour = 1.0, \
  .discharge_limit_per_hour = 2.0, .limits = { GH_ORIGIN_ASSUMED, "3.0-4.2 V, 1C / 2C" }
#define LFP_LIMITS                                                          \
  .voltage_min_v = 2.0, .voltage_max_v = 3.6, .charge_limit_per_hour = 1.0, \
  .discharge_limit_per_hour = 2.0, .limits = { GH_ORIGIN_ASSUMED, "2.0-3.6 V, 1C / 2C" }

#define NMC_CELL(ah) .capacity_ah = (ah), NMC_LIMITS, KOKAM_CIRCUIT (ah), HEAT (ah)
#define LFP_CELL(ah, from) .capacity_ah = (ah), LFP_LIMITS, SONY_CIRCUIT (ah, from), HEAT (ah)

static const GhCell cells[] = {
  { .id = "nmc-kokam-75ah",
    .name = N_ ("NMC, large pouch cell (75 Ah)"),
    .chemistry = "NMC111",
    NMC_CELL (75.0),
    .ageing = &gh_ageing_law_nmc_kokam_75ah },
  { .id = "lfp-250ah",
    .name = N_ ("LFP, large prismatic cell (250 Ah)"),
    .chemistry = "LFP",
    LFP_CELL (250.0, GH_ORIGIN_BORROWED),
    .ageing = &gh_ageing_law_lfp_250ah },
  { .id = "lfp-sony-3ah",
    .name = N_ ("LFP, Sony-Murata round cell (3 Ah)"),
    .chemistry = "LFP",
    LFP_CELL (3.0, GH_ORIGIN_MEASURED),
    .ageing = &gh_ageing_law_lfp_sony_3ah },
  { .id = "lfp-sony-3ah-naumann",
    .name = N_ ("LFP, Sony-Murata round cell (3 Ah), ageing as Naumann"),
    .chemistry = "LFP",
    LFP_CELL (3.0, GH_ORIGIN_MEASURED),
    .ageing = &gh_ageing_law_lfp_naumann },
  { .id = "lfp-a123-2ah",
    .name = N_ ("LFP, A123 round cell (2.3 Ah)"),
    .chemistry = "LFP",
    LFP_CELL (2.3, GH_ORIGIN_BORROWED),
    .ageing = &gh_ageing_law_lfp_a123 },
  { .id = "nmc-sanyo-2ah",
    .name = N_ ("NMC, Sanyo round cell (2.15 Ah)"),
    .chemistry = "NMC111",
    NMC_CELL (2.15),
    .ageing = &gh_ageing_law_nmc_sanyo_2ah },
  { .id = "nmc-75ah-a",
    .name = N_ ("NMC, car cell A (75 Ah)"),
    .chemistry = "NMC",
    NMC_CELL (75.0),
    .ageing = &gh_ageing_law_nmc_75ah_a },
  { .id = "nmc-50ah-b1",
    .name = N_ ("NMC, car cell B1 (50 Ah)"),
    .chemistry = "NMC",
    NMC_CELL (50.0),
    .ageing = &gh_ageing_law_nmc_50ah_b1 },
  /* Nobody published how it ages: that of another large NMC cell. */
  { .id = "nmc-samsung-94ah",
    .name = N_ ("NMC, Samsung prismatic cell (94 Ah)"),
    .chemistry = "NMC",
    .capacity_ah = GH_SAMSUNG_AH,
    .voltage_min_v = 2.7,
    .voltage_max_v = 4.15,
    .charge_limit_per_hour = 2.0,
    .discharge_limit_per_hour = 2.0,
    .limits = { GH_ORIGIN_MEASURED, SAMSUNG },
    .ocv_v = { GH_SAMSUNG_COLUMNS,
               1,
               gh_samsung_soc,
               gh_any_temperature_k,
               gh_samsung_ocv_v,
               1.0,
               { GH_ORIGIN_MEASURED, SAMSUNG } },
    .r0_ohm = SAMSUNG_TABLE (0.7e-3, GH_ORIGIN_MEASURED, SAMSUNG),
    .r1_ohm = SAMSUNG_TABLE (0.2e-3, GH_ORIGIN_ASSUMED, BRANCHES),
    .tau1_s = BRANCH_TIME (gh_slow_branch_s),
    .r2_ohm = SAMSUNG_TABLE (0.1e-3, GH_ORIGIN_ASSUMED, BRANCHES),
    .tau2_s = BRANCH_TIME (gh_fast_branch_s),
    .heat_capacity_j_per_k = SAMSUNG_HEAT (GH_SAMSUNG_AH),
    .thermal = { GH_ORIGIN_MEASURED, SAMSUNG },
    .ageing = &gh_ageing_law_nmc_75ah_a,
    .ageing_origin = GH_ORIGIN_BORROWED },
  { .id = "nmc811-lg-mj1",
    .name = N_ ("NMC811 with silicon, LG MJ1 round cell (3.5 Ah)"),
    .chemistry = "NMC811",
    NMC_CELL (3.5),
    .ageing = &gh_ageing_law_nmc811_lg_mj1 },
  { .id = "nca-panasonic-3ah",
    .name = N_ ("NCA, Panasonic round cell (3.2 Ah)"),
    .chemistry = "NCA",
    NMC_CELL (3.2),
    .ageing = &gh_ageing_law_nca_panasonic_3ah },
  { .id = "lmo-leaf-66ah",
    .name = N_ ("LMO, Nissan Leaf pouch cell (66 Ah)"),
    .chemistry = "LMO",
    NMC_CELL (66.0),
    .ageing = &gh_ageing_law_lmo_leaf_66ah },
};

/**
 * gh_cell_get_count:
 *
 * Returns: how many cells the catalogue has
 */
guint
gh_cell_get_count (void)
{
  return G_N_ELEMENTS (cells);
}

/**
 * gh_cell_get:
 * @index: below gh_cell_get_count()
 *
 * Returns: (transfer none): a cell
 */
const GhCell *
gh_cell_get (guint index)
{
  return &cells[index];
}

/**
 * gh_cell_find:
 * @id: (nullable): as in study files
 *
 * Returns: (transfer none) (nullable): the cell of that name
 */
const GhCell *
gh_cell_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    if (g_strcmp0 (cells[i].id, id) == 0)
      return &cells[i];
  return NULL;
}
