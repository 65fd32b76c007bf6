/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"

G_BEGIN_DECLS

char **gh_missing_files_list (const GhStudy *study);
char *gh_missing_files_describe (const GhStudy *study, const char *name);
void gh_missing_files_report (const GhStudy *study, GhFindings *findings);
void gh_missing_files_read_async (GhDocument *document, const char *name, const char *path,
                                  GAsyncReadyCallback callback, gpointer data);
gboolean gh_missing_files_read_finish (GhDocument *document, GAsyncResult *result, GError **error);

G_END_DECLS
