/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Starts a program that writes the number of each edit to its standard output once it is saved, and
 * kills it at a random moment, at most @most_us after its first edit. @words end with %NULL.
 * Returns: the last edit that the program said was saved, @none when it said nothing */
gint32 kill_at_random (char **words, GRand *random, gint32 most_us, gint32 none);

/* What SQLite says of the database is "ok". */
void assert_sound (const char *path);
