/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/break-even.h"

G_BEGIN_DECLS

char *gh_sweep_to_csv (const GhSweep *sweep, const char *currency);
char *gh_tornado_to_csv (const GhTornado *tornado);
char *gh_break_evens_to_csv (const GPtrArray *searches, const char *currency);

G_END_DECLS
