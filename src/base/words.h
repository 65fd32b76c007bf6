/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libintl.h>

/* Marks text for translation; gh_words_init() says into which language. */
#define _(text) gettext (text)
#define N_(text) text

void gh_words_init (void);
