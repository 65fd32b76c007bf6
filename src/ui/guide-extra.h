/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

AdwPreferencesGroup *gh_guide_car_new (GhDocument *document);
AdwPreferencesGroup *gh_guide_battery_new (GhDocument *document);

G_END_DECLS
