/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of a group of vehicles. */
#include <math.h>

#include "site/profile-rules.h"
#include "words.h"

#define LAST_MINUTE 1439.0

/* A spread as its numbers, whether of clock times or not. */
typedef struct
{
  const char *path;
  GhFindings *findings;
  gboolean is_clock;
  double mean;  /* NAN: not given */
  double least; /* what a draw may not be below */
  double most;
  double minimum; /* what the attribute allows */
  double maximum;
  guint values; /* number of them */
  gboolean has_values;
  const GArray *weights; /* (nullable) */
} Numbers;

static void
check_weights (const Numbers *numbers)
{
  const GArray *weights = numbers->weights;
  double sum = 0.0;

  if (weights == NULL)
    return;
  if (weights->len != numbers->values)
    gh_rule_report (numbers->findings, numbers->path, "weights",
                    _ ("%u weights for %u values; each value needs one"), weights->len,
                    numbers->values);
  for (guint i = 0; i < weights->len; i++)
    sum += g_array_index (weights, double, i);
  if (!(sum > 0.0))
    gh_rule_report (numbers->findings, numbers->path, "weights",
                    _ ("with weights of 0 nothing can be drawn"));
}

/* Whether it is one spread and not two or none. */
static gboolean
check_forms (const Numbers *numbers)
{
  gboolean has_mean = !isnan (numbers->mean);

  if (has_mean == numbers->has_values)
    gh_rule_report (numbers->findings, numbers->path, NULL,
                    has_mean ? _ ("both a mean and values are given; keep one")
                             : _ ("give a number, a mean with a deviation, or values"));
  else if (numbers->has_values && numbers->values == 0)
    gh_rule_report (numbers->findings, numbers->path, "values", _ ("give at least one value"));
  else
    return TRUE;
  return FALSE;
}

static void
check_mean (const Numbers *numbers)
{
  double mean = numbers->mean;

  if (numbers->least > numbers->most)
    gh_rule_report (numbers->findings, numbers->path, "least",
                    numbers->is_clock ? _ ("the earliest time is after the latest, most")
                                      : _ ("the least value is above the greatest, most"));
  else if (mean < numbers->minimum || mean > numbers->maximum)
    gh_rule_report (numbers->findings, numbers->path, NULL,
                    _ ("%g is outside of what is possible, %g to %g"), mean, numbers->minimum,
                    numbers->maximum);
  else if (mean < numbers->least || mean > numbers->most)
    gh_rule_report (numbers->findings, numbers->path, "mean",
                    _ ("the mean is not between least and most"));
}

static void
check_numbers (const Numbers *numbers)
{
  if (!check_forms (numbers))
    return;
  check_weights (numbers);
  if (!numbers->has_values)
    check_mean (numbers);
}

static void
check_values (const GhSpread *spread, const Numbers *numbers)
{
  for (guint i = 0; spread->values != NULL && i < spread->values->len; i++)
    {
      double value = g_array_index (spread->values, double, i);
      g_autofree char *key = g_strdup_printf ("values[%u]", i);
      if (value < numbers->minimum || value > numbers->maximum)
        gh_rule_report (numbers->findings, numbers->path, key,
                        _ ("%g is outside of what is possible, %g to %g"), value, numbers->minimum,
                        numbers->maximum);
    }
}

/* @key: of the group; its range is that of the draws */
static void
check_spread (const GhSpread *spread, const char *key, const char *path, GhFindings *findings)
{
  const GhAttribute *attribute = gh_attribute_table_find (&gh_fleet_group_table, key, NULL);
  g_autofree char *whole = g_strconcat (path, ".", key, NULL);

  if (spread == NULL)
    return;
  Numbers numbers = { .path = whole,
                      .findings = findings,
                      .mean = spread->mean,
                      .minimum = attribute->minimum,
                      .maximum = attribute->maximum,
                      .least = isnan (spread->least) ? attribute->minimum : spread->least,
                      .most = isnan (spread->most) ? attribute->maximum : spread->most,
                      .has_values = spread->values != NULL,
                      .values = spread->values != NULL ? spread->values->len : 0,
                      .weights = spread->weights };
  check_numbers (&numbers);
  check_values (spread, &numbers);
  if (numbers.least < attribute->minimum || numbers.most > attribute->maximum)
    gh_rule_report (findings, whole, numbers.least < attribute->minimum ? "least" : "most",
                    _ ("%g is outside of what is possible, %g to %g"),
                    numbers.least < attribute->minimum ? numbers.least : numbers.most,
                    attribute->minimum, attribute->maximum);
}

static void
check_clock (const GhClockSpread *spread, const char *key, const char *path, GhFindings *findings)
{
  g_autofree char *whole = g_strconcat (path, ".", key, NULL);

  if (spread == NULL)
    return;
  const Numbers numbers = { .path = whole,
                            .findings = findings,
                            .is_clock = TRUE,
                            .mean = spread->mean < 0 ? (double) NAN : spread->mean,
                            .maximum = LAST_MINUTE,
                            .least = spread->least < 0 ? 0.0 : spread->least,
                            .most = spread->most < 0 ? LAST_MINUTE : spread->most,
                            .has_values = spread->values != NULL,
                            .values = spread->values != NULL ? spread->values->len : 0,
                            .weights = spread->weights };
  check_numbers (&numbers);
}

static void
check_need (const GhFleetGroup *group, const char *path, GhFindings *findings)
{
  if ((group->arrival_soc != NULL) != (group->energy_kwh != NULL))
    return;
  gh_rule_report (findings, path, NULL,
                  group->arrival_soc != NULL
                      ? _ ("both the charge at arriving (arrival_soc) and the energy of a stay "
                           "(energy_kwh) are given; keep one")
                      : _ ("give either the charge at arriving (arrival_soc) or the energy of a "
                           "stay (energy_kwh)"));
}

/* Limits and charger are held to the rules of a single car. */
static void
check_as_vehicle (const GhStudy *study, const GhFleetGroup *group, const char *path,
                  GhFindings *findings)
{
  GhVehicle *vehicle = gh_record_new (&gh_vehicle_table);

  vehicle->soc_min = group->soc_min;
  vehicle->soc_max = group->soc_max;
  vehicle->soc_start = group->soc_max;
  vehicle->discharge_soc_min = group->discharge_soc_min;
  vehicle->charger = gh_record_copy (&gh_charger_table, group->charger);
  gh_vehicle_validate (study, vehicle, path, findings);
  gh_record_free (&gh_vehicle_table, vehicle);
  if (group->soc_at_leave < group->soc_min || group->soc_at_leave > group->soc_max)
    gh_rule_report (findings, path, "soc_at_leave",
                    _ ("%g is not between soc_min and soc_max, %g to %g"), group->soc_at_leave,
                    group->soc_min, group->soc_max);
}

/**
 * gh_fleet_group_validate:
 * @study: the study it is of
 * @group: a group of vehicles
 * @path: its JSON path
 * @findings: where to report
 *
 * Checks one group by every rule across its attributes.
 */
void
gh_fleet_group_validate (GhStudy *study, const GhFleetGroup *group, const char *path,
                         GhFindings *findings)
{
  check_clock (group->arrive, "arrive", path, findings);
  check_clock (group->leave, "leave", path, findings);
  check_spread (group->arrival_soc, "arrival_soc", path, findings);
  check_spread (group->energy_kwh, "energy_kwh", path, findings);
  check_spread (group->battery_kwh, "battery_kwh", path, findings);
  check_spread (group->charge_kw, "charge_kw", path, findings);
  check_need (group, path, findings);
  check_as_vehicle (study, group, path, findings);
}
