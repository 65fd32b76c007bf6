/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet-study.h"
#include "site/fleet-profile.h"

/* The fleet as it is read. @old: (nullable): a part of its text, which is there once, that becomes
 * @new */
GhStudy *new_fleet_study (const char *old, const char *new);
