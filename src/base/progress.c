/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include "errors.h"
#include "words.h"

/**
 * gh_progress_step:
 * @progress: (nullable): whom to tell
 * @fraction: done so far of the present part, 0 to 1
 * @message: (nullable): what is being done
 * @error: set to %GH_ERROR_STOPPED when the callback asks to stop
 *
 * Tells how far the work is and asks whether to go on.
 *
 * Returns: %FALSE when the work has to stop
 */
gboolean
gh_progress_step (const GhProgress *progress, double fraction, const char *message, GError **error)
{
  if (progress == NULL || progress->func == NULL)
    return TRUE;

  double whole = progress->from + (progress->to - progress->from) * CLAMP (fraction, 0.0, 1.0);
  if (progress->func (whole, message, progress->data))
    return TRUE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_STOPPED, _ ("Stopped."));
  return FALSE;
}

/**
 * gh_progress_count:
 * @progress: (nullable): whom to tell
 * @done: how many of the present part are done
 * @total: how many there are
 * @error: set to %GH_ERROR_STOPPED when the callback asks to stop
 *
 * Tells at every %GH_PROGRESS_INTERVAL-th of many like things, so that it can stand in their loop.
 *
 * Returns: %FALSE when the work has to stop
 */
gboolean
gh_progress_count (const GhProgress *progress, gsize done, gsize total, GError **error)
{
  if (done % GH_PROGRESS_INTERVAL != 0)
    return TRUE;
  return gh_progress_step (progress, (double) done / (double) MAX (total, 1), NULL, error);
}

/**
 * gh_progress_part:
 * @progress: (nullable): the whole
 * @from: where the part begins in the whole, 0 to 1
 * @to: where it ends
 *
 * Cuts a part out of the work, to be passed to the call that does it.
 *
 * Returns: the part; it stops nothing where @progress is %NULL
 */
GhProgress
gh_progress_part (const GhProgress *progress, double from, double to)
{
  if (progress == NULL)
    return (GhProgress){ NULL, NULL, 0.0, 1.0 };

  double width = progress->to - progress->from;
  return (GhProgress){ progress->func, progress->data, progress->from + from * width,
                       progress->from + to * width };
}
