/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "study-list.h"

G_BEGIN_DECLS

#define GH_TYPE_GUIDE_DIALOG (gh_guide_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhGuideDialog, gh_guide_dialog, GH, GUIDE_DIALOG, AdwWindow)

/**
 * GhGuideFunc:
 * @study: (transfer none): what came of the answers
 * @data: the caller's
 */
typedef void (*GhGuideFunc) (const GhStudy *study, gpointer data);

GtkWidget *gh_guide_dialog_show (GtkWindow *parent, GhGuideFunc func, gpointer data);

G_END_DECLS
