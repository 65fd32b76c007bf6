/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhFileFunc:
 * @path: (nullable): what was chosen; %NULL when nothing was
 * @data: the caller's
 */
typedef void (*GhFileFunc) (const char *path, gpointer data);

void gh_dialog_open_file (GtkWindow *parent, const char *title, const char *const *patterns,
                          GhFileFunc func, gpointer data);
void gh_dialog_save_file (GtkWindow *parent, const char *title, const char *name, GhFileFunc func,
                          gpointer data);
void gh_dialog_show_error (GtkWindow *parent, const char *heading, const char *message);
void gh_dialog_show_about (GtkWindow *parent);

G_END_DECLS
