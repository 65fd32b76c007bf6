/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/life.h"

G_BEGIN_DECLS

double gh_life_get_growth (const GhFinance *finance, gboolean of_export);
void gh_life_add_money (GhLife *life, const GhFinance *finance, double loss_cost);
double gh_life_get_added_wear (const GhLifeStrategy *life, guint year);

G_END_DECLS
