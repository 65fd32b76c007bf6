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
GtkWidget *gh_clock_button_new (void);

G_END_DECLS
