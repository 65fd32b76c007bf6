/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/fleet-money.h"

G_BEGIN_DECLS

void gh_fleet_answer_all (GhFleetMoney *money, const GhFinance *finance);

G_END_DECLS
