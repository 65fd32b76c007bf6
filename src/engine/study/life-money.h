/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/life.h"

G_BEGIN_DECLS

void gh_life_add_money (GhLife *life, const GhFinance *finance, double loss_cost);

G_END_DECLS
