/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/fleet-flexibility.h"

G_BEGIN_DECLS

gboolean gh_fleet_flexibility_write_csv (const GhFleetFlexibility *part, const GhStudy *study,
                                         const char *directory, GError **error);

G_END_DECLS
