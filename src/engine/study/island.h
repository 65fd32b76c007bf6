/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"
#include "site/site.h"

G_BEGIN_DECLS

/* Most lengths of outages whose unserved energy is told. */
#define GH_ISLAND_LENGTHS 6

/**
 * GhIsland:
 * @site: as a strategy uses it: a store that cannot discharge holds no island
 * @essential_kw: (array): what the house cannot do without, one a step
 * @solar_helps: whether panels go on while a store holds the island
 * @car_stays: whether a store that is at home, or comes home, stays to the end
 * @use_reserve: whether a store may be drawn below its reserve, down to its least energy
 * @longest_steps: of survival, at least 1; who survives so long is not followed further
 *
 * A house on its own. Owns nothing.
 *
 * In every step the stores that can form an island and are plugged in share the balance of
 * essential load, solar and their own standby. What is missing is drawn from them in the order of
 * the site (cars before batteries, since cars leave), what is left over fills them in the reverse
 * order, and solar beyond that is curtailed. Curves, least power, limits of the battery and
 * greatest powers hold as in a plan; a store that has not enough for the whole step flows for a
 * part of it. Where no store holds the island everything is dark, whatever the sun gives. Load
 * above the power of the stores is not served and ends survival at once; but not the island. A car
 * on the road drives as planned and comes home with at least its least energy: what it lacks is
 * charged on the way. The period repeats itself, so that outages go on at its beginning.
 */
typedef struct
{
  const GhSite *site;
  const double *essential_kw;
  gboolean solar_helps;
  gboolean car_stays;
  gboolean use_reserve;
  gsize longest_steps;
} GhIsland;

/**
 * GhIslandState:
 * @energy_kwh: (array length=stores): what each store holds
 * @stays: (array length=stores): 1 for a store that is home and will not leave
 */
typedef struct
{
  double *energy_kwh;
  guint8 *stays;
} GhIslandState;

/**
 * GhIslandStep:
 * @unserved_kw: essential power that is not served, mean of the step
 * @survived: share of the step until then; 1 where all is served
 */
typedef struct
{
  double unserved_kw;
  double survived;
} GhIslandStep;

gboolean gh_island_holds (const GhStore *store);
double gh_island_get_floor (const GhIsland *island, const GhStore *store);
double gh_island_get_energy (const GhSite *site, guint store, const double *energy_kwh,
                             gsize start);
GhIslandStep gh_island_step (const GhIsland *island, gsize step, GhIslandState *state);

double gh_island_survive (const GhIsland *island, const double *const *energy_kwh, gsize start,
                          GhIslandState *state);
void gh_island_count_unserved (const GhIsland *island, const double *const *energy_kwh, gsize start,
                               const double *length_hours, guint length_count, GhIslandState *state,
                               double *unserved_kwh);

double gh_island_weigh_unserved (const GhIsland *island, const double *const *energy_kwh,
                                 gsize start, const double *weights, gsize weight_count,
                                 GhIslandState *state);

gboolean gh_island_pool_applies (const GhIsland *island);
gboolean gh_island_pool_survive (const GhIsland *island, const double *energy_kwh, double *hours,
                                 const GhProgress *progress, GError **error);

G_END_DECLS
