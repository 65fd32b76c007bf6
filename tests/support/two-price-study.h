/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "edit-study.h"
#include "errors.h"
#include "study/household.h"
#include "study/site-builder.h"

/* One day of hours: cheap before five, dear from five in the afternoon for four hours, and so
 * little between them in the rest that losses eat it. A house of 1 kW, a car that stays, 90 % each
 * way. A kWh from the car costs 1 / 0.81 others. */
#define CHEAP 0.10
#define OTHER 0.12
#define DEAR 0.40
#define DEAR_HOURS 4
#define ROUND_TRIP 0.81

GhStudy *new_two_price_study (const char *edits);

/* Builds the site and compares, without errors. */
GhComparison *compare_study (GhStudy *study);
