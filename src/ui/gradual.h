/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gh_gradual_remove (GtkWidget *group);
void gh_gradual_measure (GtkScrolledWindow *scrolled);

G_END_DECLS
