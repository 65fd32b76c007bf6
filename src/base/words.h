/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libintl.h>

/* Marks text for translation; the domain is bound once by each program. */
#define _(text) gettext (text)
#define N_(text) text
