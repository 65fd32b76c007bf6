/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "site/profile.h"

G_BEGIN_DECLS

/* "GrHd": what tells our files from other SQLite databases. */
#define GH_LIBRARY_APPLICATION_ID 0x47724864
/* Of the tables; an older file is brought up to it, a newer one is refused. */
#define GH_LIBRARY_VERSION 4

/**
 * GhLibrary:
 *
 * The studies of a person, in one SQLite file. Every change is one transaction that is written when
 * the call returns. To be used in the thread that opened it.
 */
typedef struct _GhLibrary GhLibrary;

/**
 * GhLibraryEntry:
 * @id: stays the same as long as the study exists
 * @kind: household or fleet
 * @name: what the study is called; may be empty
 * @variant_of: id of the listed study that it is a variant of; 0 for none
 * @figure: (nullable): what was kept with gh_library_set_figure()
 *
 * One line of the list of studies.
 */
typedef struct
{
  gint64 id;
  GhStudyKind kind;
  char *name;
  gint64 variant_of;
  char *figure;
} GhLibraryEntry;

GhLibrary *gh_library_open (const char *path, GError **error);
void gh_library_close (GhLibrary *library);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLibrary, gh_library_close)

GPtrArray *gh_library_list (GhLibrary *library, GError **error);
gint64 gh_library_add (GhLibrary *library, const GhStudy *study, GError **error);
gboolean gh_library_set_variant_of (GhLibrary *library, gint64 id, gint64 parent, GError **error);
GhStudy *gh_library_load (GhLibrary *library, gint64 id, GhFindings *findings, GError **error);
gboolean gh_library_save (GhLibrary *library, gint64 id, const GhStudy *study, GError **error);
gboolean gh_library_save_edit (GhLibrary *library, gint64 id, const GhStudy *before,
                               const GhStudy *study, GError **error);
gboolean gh_library_set_trashed (GhLibrary *library, gint64 id, gboolean trashed, GError **error);
gboolean gh_library_purge (GhLibrary *library, GError **error);
gboolean gh_library_set_figure (GhLibrary *library, gint64 id, const char *figure, GError **error);

G_END_DECLS
