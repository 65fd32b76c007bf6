/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhDaysFunc:
 * @buttons: that were pressed
 * @days: what is chosen now: bits, Monday first
 * @data: the caller's
 */
typedef void (*GhDaysFunc) (GtkWidget *buttons, guint days, gpointer data);

GtkWidget *gh_day_buttons_new (void);
void gh_day_buttons_set (GtkWidget *buttons, guint days);
void gh_day_buttons_connect (GtkWidget *buttons, GhDaysFunc func, gpointer data);
char *gh_day_name (guint weekday, gboolean whole);
char *gh_days_to_text (guint days);
GtkWidget *gh_clock_button_new (void);
char *gh_clock_to_text (int minute);

G_END_DECLS
