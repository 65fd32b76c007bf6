/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "progress.h"

G_BEGIN_DECLS

#define GH_TYPE_JOB (gh_job_get_type ())
G_DECLARE_FINAL_TYPE (GhJob, gh_job, GH, JOB, GObject)

/**
 * GhJobFunc:
 * @job: the job, to deliver what is ready before the end
 * @data: what it works on
 * @progress: to be told and asked
 * @error: set on failure or when stopped
 *
 * Long work, done in a thread of its own.
 *
 * Returns: (transfer full) (nullable): the result; %NULL with @error set
 */
typedef gpointer (*GhJobFunc) (GhJob *job, gpointer data, const GhProgress *progress,
                               GError **error);

GhJob *gh_job_new (const char *title);
double gh_job_get_fraction (GhJob *job);
const char *gh_job_get_message (GhJob *job);
void gh_job_stop (GhJob *job);
gboolean gh_job_is_stopped (GhJob *job);
void gh_job_deliver (GhJob *job, gpointer part, GBoxedFreeFunc free_part);
void gh_job_run_async (GhJob *job, GhJobFunc func, gpointer data, GDestroyNotify free_data,
                       GDestroyNotify free_result, GAsyncReadyCallback callback,
                       gpointer user_data);
gpointer gh_job_run_finish (GhJob *job, GAsyncResult *result, GError **error);
gpointer gh_job_run (GhJob *job, GhJobFunc func, gpointer data, GError **error);
GListModel *gh_job_get_running (void);

G_END_DECLS
