/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The first widget of the type below @root that a screen reader calls @name: by its accessible
 * label, its text or its tooltip; whatever its name where @name is %NULL. %NULL for none. */
GtkWidget *find_widget (GtkWidget *root, GType type, const char *name);

/* The open window of that title; %NULL for none. */
GtkWidget *find_window (const char *title);

/* Runs the main loop for so long. */
void wait_ms (guint milliseconds);
