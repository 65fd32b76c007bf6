/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/fleet-profile.h"

G_BEGIN_DECLS

/* Within the rules only; others call gh_study_validate(). */

/* Whose rule it is, as bits: a household's, a fleet's, or that of a site of a fleet. */
typedef enum
{
  GH_RULES_OF_HOUSEHOLD = 1 << 0,
  GH_RULES_OF_FLEET = 1 << 1,
  GH_RULES_OF_SITE = 1 << 2
} GhRulesOf;

void gh_rules_run (GhStudy *study, GhRulesOf of, GhFindings *findings);
void gh_fleet_validate (GhStudy *study, GhFindings *findings);
void gh_fleet_group_validate (GhStudy *study, const GhFleetGroup *group, const char *path,
                              GhFindings *findings);

void gh_fleet_check_place (const GhStudy *study, const char *name, const char *path,
                           GhFindings *findings);

void gh_rule_report (GhFindings *findings, const char *path, const char *key, const char *format,
                     ...) G_GNUC_PRINTF (4, 5);
void gh_vehicle_validate (const GhStudy *study, const GhVehicle *vehicle, const char *path,
                          GhFindings *findings);
void gh_tariff_validate (GhStudy *study, GhFindings *findings);

G_END_DECLS
