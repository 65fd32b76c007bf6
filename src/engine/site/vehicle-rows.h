/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "site/fleet-profile.h"

G_BEGIN_DECLS

/**
 * GhRowFaults:
 *
 * What is wrong with the vehicles of a fleet that are described one by one, row by row.
 */
typedef struct _GhRowFaults GhRowFaults;

GhRowFaults *gh_fleet_find_incomplete_rows (const GhStudy *study);
void gh_row_faults_free (GhRowFaults *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRowFaults, gh_row_faults_free)

guint gh_row_faults_get_count (const GhRowFaults *self);
gboolean gh_row_faults_is_incomplete (const GhRowFaults *self, guint row);
char *gh_row_faults_format_reason (const GhRowFaults *self, guint row);
const GhFindings *gh_row_faults_get_findings (const GhRowFaults *self, guint row, guint *first,
                                              guint *count);
void gh_row_faults_report (const GhRowFaults *self, gboolean left_out, GhFindings *findings);

void gh_vehicle_keep_unread (GhVehicle *vehicle, const char *column, const char *text);
const char *gh_vehicle_get_unread (const GhVehicle *vehicle, const char *column);
void gh_vehicle_forget_unread (GhVehicle *vehicle, const char *column);

G_END_DECLS
