/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "edit-study.h"

/* Days of hours in March, from a Friday on. */
#define MARKET_DAYS 17
#define MARKET_STEPS (24 * MARKET_DAYS)

/* A house with sun and a car that drives on working days, at prices that differ from day to day;
 * everything random drawn with the seed. */
GhStudy *new_market_study (guint64 seed, const char *edits);
