/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

/* Within the rules only; others call gh_study_validate(). */

void gh_rule_report (GhFindings *findings, const char *path, const char *key, const char *format,
                     ...) G_GNUC_PRINTF (4, 5);
void gh_vehicle_validate (const GhStudy *study, const GhVehicle *vehicle, const char *path,
                          GhFindings *findings);
void gh_tariff_validate (GhStudy *study, GhFindings *findings);

G_END_DECLS
