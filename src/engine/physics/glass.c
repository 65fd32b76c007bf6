/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the glass of panels lets through at an angle. */
#include "physics/glass.h"

#include <math.h>

#define GLASS_INDEX 1.526
#define COATING_INDEX 1.3

/* What a surface throws back of light that swings across the plane of incidence and along it. */
typedef struct
{
  double across;
  double along;
} Reflection;

/* Into a medium whose index of refraction is so many times that of the medium before, by Fresnel;
 * the cosine of the angle goes from before the surface to behind it. */
static Reflection
meet_surface (double index, double *cosine)
{
  double before = *cosine;
  double behind = sqrt (1.0 - (1.0 - before * before) / (index * index));
  double across = (before - index * behind) / (before + index * behind);
  double along = (index * before - behind) / (index * before + behind);

  *cosine = behind;
  return (Reflection){ across * across, along * along };
}

/* Through two surfaces, with what is thrown to and fro between them. */
static double
pass_both (double first, double second)
{
  return (1.0 - first) * (1.0 - second) / (1.0 - first * second);
}

static double
pass (GhGlass glass, double cosine)
{
  Reflection second = { 0.0, 0.0 };
  Reflection first = meet_surface (glass == GH_GLASS_COATED ? COATING_INDEX : GLASS_INDEX, &cosine);

  if (glass == GH_GLASS_COATED)
    second = meet_surface (GLASS_INDEX / COATING_INDEX, &cosine);
  return 0.5 * (pass_both (first.across, second.across) + pass_both (first.along, second.along));
}

/**
 * gh_glass_get_modifier:
 * @glass: plain, or with a coating against reflection
 * @cos_incidence: cosine of the angle between the light and the normal of the panels
 *
 * What the cover lets through at an angle, relative to light that falls straight on it and is not
 * polarised: Snell's and Fresnel's laws with the indices of refraction that PVWatts takes (Dobos
 * 2014, "PVWatts version 5 manual", NREL/TP-6A20-62641, section 7), glass 1.526 and a coating of
 * 1.3. What the glass swallows, a few thousandths, is left out there and here.
 *
 * Returns: 0 to 1
 */
double
gh_glass_get_modifier (GhGlass glass, double cos_incidence)
{
  if (!(cos_incidence > 0.0))
    return 0.0;
  return CLAMP (pass (glass, MIN (cos_incidence, 1.0)) / pass (glass, 1.0), 0.0, 1.0);
}
