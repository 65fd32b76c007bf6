/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "file-import.h"

G_BEGIN_DECLS

#define GH_TYPE_IMPORT_DIALOG (gh_import_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhImportDialog, gh_import_dialog, GH, IMPORT_DIALOG, AdwWindow)

/**
 * GhImportDialogClass:
 * @patterns: (nullable): names of files that can be chosen instead
 * @follow: shows what the import has, unless that cannot be read; while it is busy, what it had
 *   before. Calls gh_import_dialog_show_preview() where there is something to be seen
 * @apply: puts what is shown into the study; returns whether that was possible
 * @read: (transfer full): begins to read another file for the same place
 *
 * What a kind of import has to tell.
 */
struct _GhImportDialogClass
{
  AdwWindowClass parent_class;

  const char *const *patterns;
  void (*follow) (GhImportDialog *dialog);
  gboolean (*apply) (GhImportDialog *dialog);
  GhFileImport *(*read) (GhImportDialog *dialog, const char *file);
};

GhFileImport *gh_import_dialog_get_import (GhImportDialog *dialog);
void gh_import_dialog_take_import (GhImportDialog *dialog, GhFileImport *import);
void gh_import_dialog_follow (GhImportDialog *dialog);
void gh_import_dialog_show_preview (GhImportDialog *dialog, gboolean is_usable);
void gh_import_dialog_set_words (AdwComboRow *row, const char *const *words);

G_END_DECLS
