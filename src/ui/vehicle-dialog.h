/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import-dialog.h"

G_BEGIN_DECLS

#define GH_TYPE_VEHICLE_DIALOG (gh_vehicle_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhVehicleDialog, gh_vehicle_dialog, GH, VEHICLE_DIALOG, GhImportDialog)

GtkWidget *gh_vehicle_dialog_show (GtkWindow *parent, GhDocument *document, const char *file);
GtkWidget *gh_vehicle_dialog_show_text (GtkWindow *parent, GhDocument *document, const char *text);
void gh_vehicle_dialog_ask (GtkWindow *parent, GhDocument *document);

G_END_DECLS
