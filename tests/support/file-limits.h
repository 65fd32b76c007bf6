/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Ends the program when it takes more than 1 GiB. Under AddressSanitizer the memory in use is
 * looked at, its shadow not counted; otherwise no more can be had. */
void limit_memory (void);

/* Ends the program, and names the file, when it is at work on it for more than 2 s until
 * end_file(). Time of the processor counts, which other programs do not take away. */
void begin_file (const char *family, guint number);
void end_file (void);
