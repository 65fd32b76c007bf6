/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

void mutate_text (GRand *random, GString *text, const char *const *scraps, guint count);
