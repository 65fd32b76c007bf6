/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import-dialog.h"

G_BEGIN_DECLS

#define GH_TYPE_SERIES_DIALOG (gh_series_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhSeriesDialog, gh_series_dialog, GH, SERIES_DIALOG, GhImportDialog)

GtkWidget *gh_series_dialog_show_columns (GtkWindow *parent, GhDocument *document, const char *path,
                                          const char *file);
GtkWidget *gh_series_dialog_show (GtkWindow *parent, GhDocument *document, const char *path,
                                  const char *file);

G_END_DECLS
