/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study-item.h"

G_BEGIN_DECLS

#define GH_TYPE_STUDY_LIST (gh_study_list_get_type ())
G_DECLARE_FINAL_TYPE (GhStudyList, gh_study_list, GH, STUDY_LIST, GObject)

GhStudyList *gh_study_list_new (const char *path, GError **error);
char *gh_study_list_get_default_path (void);
GhDocument *gh_study_list_open (GhStudyList *list, gint64 id, GError **error);
gboolean gh_study_list_find (GhStudyList *list, gint64 id, guint *position);
gint64 gh_study_list_add (GhStudyList *list, const GhStudy *study, GError **error);
GhStudy *gh_study_list_load (GhStudyList *list, gint64 id, GError **error);
gint64 gh_study_list_add_sample (GhStudyList *list, const char *name, GError **error);
gint64 gh_study_list_duplicate (GhStudyList *list, gint64 id, GError **error);
gint64 gh_study_list_add_variant (GhStudyList *list, gint64 id, GError **error);
gboolean gh_study_list_remove (GhStudyList *list, gint64 id, GError **error);
gboolean gh_study_list_restore (GhStudyList *list, gint64 id, GError **error);

G_END_DECLS
