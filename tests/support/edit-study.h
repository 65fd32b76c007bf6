/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "site/profile.h"

/* Edits of a study as text, so that tests are tables: "vehicles.0.soc_min 0.2; location null".
 * Objects and list items on the way are made; series are a number or "[1,2,3]". */
void edit_study (GhStudy *study, const char *edits);

/* A house with a car in a leap year of quarter hours, in which nothing is to be found. */
GhStudy *new_good_study (void);
