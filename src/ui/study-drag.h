/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "study-list.h"

G_BEGIN_DECLS

void gh_study_drag_add (GtkWidget *row, GhStudyList *list, GhStudyItem *item);
GdkContentProvider *gh_study_drag_export (GhStudyList *list, GhStudyItem *item);
void gh_study_drag_clear (void);

G_END_DECLS
