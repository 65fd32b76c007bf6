/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Blocks above this are the system's own; the most that the C library allows. */
#define MAP_ABOVE (32 << 20)
/* Freed memory at the end of a heap that is kept, and what is taken at once. */
#define KEEP_FREED (256 << 20)
#define TAKE_AT_ONCE (16 << 20)

/**
 * gh_memory_init:
 *
 * Keeps memory that planning has freed for the next plan; to be called first in a program. Giving
 * large blocks back to the system locks the address space of the whole process: the main thread
 * waited for it, at its next page, for up to 85 ms while others planned (bench-window), and
 * planning a year took a quarter longer.
 */
void
gh_memory_init (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, MAP_ABOVE);
  mallopt (M_TRIM_THRESHOLD, KEEP_FREED);
  mallopt (M_TOP_PAD, TAKE_AT_ONCE);
#endif
}
