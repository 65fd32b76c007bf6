/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A longer name may be cut where it is chosen. */
#define GH_NAME_LIST_CHARACTERS 20

GtkWidget *gh_name_list_new (GtkStringList *names);
void gh_name_list_follow (GtkDropDown *list, const char *const *names, guint chosen);

G_END_DECLS
