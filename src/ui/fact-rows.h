/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *gh_fact_row_new (const char *title, const char *text);
GtkWidget *gh_remark_row_new (const char *text);
GtkWidget *gh_fact_window_new (GtkWindow *parent, const char *title, const char *subtitle);
void gh_fact_window_set_child (GtkWidget *window, GtkWidget *child);
GtkWidget *gh_fact_window_get_header (GtkWidget *window);

G_END_DECLS
