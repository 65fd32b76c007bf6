/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *gh_unit_spin_new (double minimum, double maximum, double step, int digits);
void gh_unit_spin_configure (GtkWidget *spin, double minimum, double maximum, double step,
                             int digits);
void gh_unit_spin_show (GtkWidget *spin, double number);
GtkWidget *gh_unit_label_new (const char *unit);

G_END_DECLS
