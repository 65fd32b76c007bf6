/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "findings.h"

G_BEGIN_DECLS

void gh_note_list_clear (GtkListBox *list);
GtkWidget *gh_note_list_add (GtkListBox *list, const char *title, const char *subtitle,
                             const char *icon);
void gh_note_list_show (GtkListBox *list, const GhFindings *findings);

G_END_DECLS
