/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"
#include "site/site.h"

G_BEGIN_DECLS

GhChargerCurve gh_charger_new_curve (const GhCharger *charger, gboolean charging);

G_END_DECLS
