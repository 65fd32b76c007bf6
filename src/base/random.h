/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhRandom:
 *
 * The state of a random number generator: a plain value, one for each thread.
 */
typedef struct
{
  guint64 state[4];
} GhRandom;

guint64 gh_random_split_mix (guint64 *state);
guint64 gh_random_mix (guint64 seed, guint64 key);
void gh_random_init (GhRandom *random, guint64 seed);
guint64 gh_random_next (GhRandom *random);
double gh_random_uniform (GhRandom *random);
double gh_random_normal (GhRandom *random);

G_END_DECLS
