/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

void exchange_number (GRand *rand, GString *text);
