/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

double gh_glass_get_modifier (GhGlass glass, double cos_incidence);

G_END_DECLS
