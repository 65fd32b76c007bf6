/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import-dialog.h"

G_BEGIN_DECLS

#define GH_TYPE_TARIFF_DIALOG (gh_tariff_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhTariffDialog, gh_tariff_dialog, GH, TARIFF_DIALOG, GhImportDialog)

GtkWidget *gh_tariff_dialog_show (GtkWindow *parent, GhDocument *document, const char *meter,
                                  const char *file);
GtkWidget *gh_tariff_file_row_new (GhDocument *document, const char *meter);

G_END_DECLS
