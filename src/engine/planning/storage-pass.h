/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/storage-step.h"

G_BEGIN_DECLS

/**
 * GhStoragePass:
 * @step: memory of its steps, and what they told
 *
 * The values of stored energy over all steps. Those at the ends of blocks are kept, the others
 * computed again for what can be reached from a range.
 */
typedef struct
{
  GhStorageStep step;

  /*< private >*/
  gsize block;          /* steps of a block */
  GhPiecewise kept;     /* one block's value after the other in one piece of memory: thousands of
                           small ones would be slow to get in a thread */
  guint *kept_first;    /* (owned): where a block's value begins */
  guint *kept_count;    /* (owned): how many pieces it has */
  GhPiecewise *values;  /* (owned): before each step of the open block, and at its end */
  GhEnergyRange *reach; /* (owned): where the store can be at the end of each of its steps */
} GhStoragePass;

void gh_storage_pass_init (GhStoragePass *pass, const GhStorageProblem *problem);
void gh_storage_pass_clear (GhStoragePass *pass);
gboolean gh_storage_pass_run_back (GhStoragePass *pass, GhStorageSolution *solution,
                                   const GhProgress *progress, GError **error);
const GhPiecewise *gh_storage_pass_get_value (GhStoragePass *pass, gsize step, GhEnergyRange from);
gboolean gh_storage_pass_run_ahead (GhStoragePass *pass, gsize steps, GhStorageSolution *solution,
                                    const GhProgress *progress, GError **error);

G_END_DECLS
