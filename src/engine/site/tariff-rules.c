/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules across the attributes of a tariff. */
#include <math.h>

#include "site/profile-rules.h"
#include "words.h"

/* The end of a tier, whichever way it is counted; NAN for none. */
static double
tier_end (const GhEnergyTier *tier)
{
  return !isnan (tier->up_to_kwh)           ? tier->up_to_kwh
         : !isnan (tier->up_to_kwh_per_day) ? tier->up_to_kwh_per_day
                                            : tier->up_to_kwh_per_kw;
}

/* How a tier is counted, as bits; 0 for one without an end. */
static guint
count_ways (const GhEnergyTier *tier)
{
  return (isnan (tier->up_to_kwh) ? 0 : 1) | (isnan (tier->up_to_kwh_per_day) ? 0 : 2)
         | (isnan (tier->up_to_kwh_per_kw) ? 0 : 4);
}

static void
check_energy_tiers (const GhTariff *tariff, const GhEnergyTiers *tiers, const char *path,
                    GhFindings *findings)
{
  guint count = tiers->tiers != NULL ? tiers->tiers->len : 0;
  guint ways = 0;
  double end = 0.0;

  if (count == 0)
    gh_rule_report (findings, path, "tiers", _ ("there is no tier in it"));
  for (guint i = 0; i < count; i++)
    {
      const GhEnergyTier *tier = g_ptr_array_index (tiers->tiers, i);
      g_autofree char *at = g_strdup_printf ("%s.tiers[%u]", path, i);
      gboolean is_last = i + 1 == count;
      ways |= count_ways (tier);
      if ((count_ways (tier) == 0) != is_last)
        gh_rule_report (findings, at, NULL,
                        is_last ? _ ("the last tier has no end")
                                : _ ("give where the tier ends (up_to_kwh, up_to_kwh_per_day or "
                                     "up_to_kwh_per_kw)"));
      else if (!is_last && !(tier_end (tier) > end))
        gh_rule_report (findings, at, NULL, _ ("the tier ends at %g, not above the one before"),
                        tier_end (tier));
      end = is_last ? end : tier_end (tier);
    }
  if ((ways & (ways - 1)) != 0)
    gh_rule_report (findings, path, "tiers",
                    _ ("tiers of the same hours are counted in the same way"));
  if ((ways & 2) != 0
      && (tariff->export_scheme == GH_EXPORT_NET_METERING
          || tariff->export_scheme == GH_EXPORT_NET_METERING_YEAR))
    gh_rule_report (findings, path, "tiers",
                    _ ("tiers of a day cannot be set against export of a whole month"));
}

static void
check_demand_tiers (const GhDemandRule *rule, const char *path, GhFindings *findings)
{
  guint count = rule->tiers != NULL ? rule->tiers->len : 0;
  double end = 0.0;

  if (count > 0 && rule->price_per_kw > 0.0)
    gh_rule_report (findings, path, NULL,
                    _ ("both one price (price_per_kw) and tiers are given; keep one"));
  for (guint i = 0; i < count; i++)
    {
      const GhDemandTier *tier = g_ptr_array_index (rule->tiers, i);
      g_autofree char *at = g_strdup_printf ("%s.tiers[%u]", path, i);
      gboolean is_last = i + 1 == count;
      if (isnan (tier->up_to_kw) != is_last)
        gh_rule_report (findings, at, NULL,
                        is_last ? _ ("the last tier has no end")
                                : _ ("give where the tier ends (up_to_kw)"));
      else if (!is_last && !(tier->up_to_kw > end))
        gh_rule_report (findings, at, NULL, _ ("the tier ends at %g, not above the one before"),
                        tier->up_to_kw);
      end = is_last ? end : tier->up_to_kw;
    }
}

static void
check_export (const GhTariff *tariff, GhFindings *findings)
{
  gboolean nets = tariff->export_scheme == GH_EXPORT_NET_METERING
                  || tariff->export_scheme == GH_EXPORT_NET_METERING_YEAR;

  if (tariff->export_price_later != NULL && tariff->export_price_until == GH_NO_DATE)
    gh_rule_report (findings, "$.tariff", "export_price_later",
                    _ ("give the day from which it counts (export_price_until)"));
  if (nets && tariff->store_export_price != NULL)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.tariff.store_export_price",
                     _ ("a meter that sets export against import cannot tell what a car exports; "
                        "this price is not used"));
  if (nets)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.tariff.export_scheme",
                     _ ("plans take export as worth the import price of its hour, or the export "
                        "price in months that export more than they import; the bill sets it off "
                        "exactly"));
}

/* What a share of the panels' power means has to be known. */
static void
check_share (const GhStudy *study, GhFindings *findings)
{
  if (study->connection == NULL || isnan (study->connection->export_limit_share))
    return;
  for (guint i = 0; study->solar != NULL && i < study->solar->len; i++)
    if (isnan (((const GhSolarArray *) g_ptr_array_index (study->solar, i))->peak_kw))
      {
        g_autofree char *path = g_strdup_printf ("$.solar[%u]", i);
        gh_rule_report (findings, path, "peak_kw",
                        _ ("the export limit is a share of the panels' peak power, which is not "
                           "given; give export_limit_kw instead"));
      }
}

static void
check_minimum (const GhTariff *tariff, GhFindings *findings)
{
  if (tariff->minimum_per_month > 0.0 || tariff->minimum_per_year > 0.0)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.tariff",
                     _ ("plans do not heed the least charge; the bill does"));
}

/**
 * gh_tariff_validate:
 * @study: a study
 * @findings: where to report
 *
 * Checks the rules of a tariff: what its tiers, demand charges and ways of paying export demand of
 * each other, and what plans do not heed.
 */
void
gh_tariff_validate (GhStudy *study, GhFindings *findings)
{
  const GhTariff *tariff = study->tariff;

  check_share (study, findings);
  if (tariff == NULL)
    return;
  for (guint i = 0; tariff->energy_tiers != NULL && i < tariff->energy_tiers->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("$.tariff.energy_tiers[%u]", i);
      check_energy_tiers (tariff, g_ptr_array_index (tariff->energy_tiers, i), path, findings);
    }
  for (guint i = 0; tariff->demand_charges != NULL && i < tariff->demand_charges->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("$.tariff.demand_charges[%u]", i);
      check_demand_tiers (g_ptr_array_index (tariff->demand_charges, i), path, findings);
    }
  check_export (tariff, findings);
  check_minimum (tariff, findings);
}
