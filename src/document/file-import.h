/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"
#include "job.h"

G_BEGIN_DECLS

/**
 * GhFileImport:
 *
 * What a file, or a text that was pasted, holds on its way into a study. It is read in a thread;
 * what is read, how it can be understood and how it gets into the study is the business of each
 * kind of import. Emits ::changed whenever what it has to show has changed. To be used in the main
 * thread.
 */
#define GH_TYPE_FILE_IMPORT (gh_file_import_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhFileImport, gh_file_import, GH, FILE_IMPORT, GObject)

struct _GhFileImportClass
{
  GObjectClass parent_class;
};

/**
 * GhFileReading:
 * @read: what is done in the thread with an order
 * @take: takes what was read in the main thread; %NULL with an error. Another reading may begin
 *   within it
 * @free_order: of what @read works on
 * @free_read: of what @read returns
 *
 * A kind of reading.
 */
typedef struct
{
  GhJobFunc read;
  void (*take) (GhFileImport *import, gpointer read, const GError *error);
  GDestroyNotify free_order;
  GDestroyNotify free_read;
} GhFileReading;

void gh_file_import_stop (GhFileImport *import);
gboolean gh_file_import_is_busy (GhFileImport *import);
double gh_file_import_get_fraction (GhFileImport *import);
const char *gh_file_import_get_error (GhFileImport *import);
GhDocument *gh_file_import_get_document (GhFileImport *import);
const char *gh_file_import_get_file (GhFileImport *import);
char *gh_file_import_format_file (GhFileImport *import);

void gh_file_import_set_source (GhFileImport *import, GhDocument *document, const char *file);
void gh_file_import_begin (GhFileImport *import, const GhFileReading *reading, gpointer order,
                           double begin, double end);
void gh_file_import_stop_reading (GhFileImport *import);
void gh_file_import_set_error (GhFileImport *import, const char *error);
void gh_file_import_tell (GhFileImport *import);

G_END_DECLS
