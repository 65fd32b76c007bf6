/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study-list.h"

G_BEGIN_DECLS

gboolean gh_study_file_is_series (const char *path);
gboolean gh_study_file_is_tariff (const char *path);
gint64 gh_study_list_import (GhStudyList *list, const char *path, GhFindings *findings,
                             GError **error);
void gh_study_list_import_async (GhStudyList *list, const char *path, GAsyncReadyCallback callback,
                                 gpointer data);
gint64 gh_study_list_import_finish (GhStudyList *list, GAsyncResult *result, GhFindings **findings,
                                    GError **error);
gboolean gh_study_list_export (GhStudyList *list, gint64 id, const char *path, GError **error);

G_END_DECLS
