/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "job.h"

G_BEGIN_DECLS

/**
 * GhFileFunc:
 * @path: (nullable): what was chosen; %NULL when nothing was
 * @data: the caller's
 */
typedef void (*GhFileFunc) (const char *path, gpointer data);

/**
 * GhTextFunc:
 * @text: (nullable): what was typed; %NULL when it was given up
 * @data: the caller's
 */
typedef void (*GhTextFunc) (const char *text, gpointer data);

void gh_dialog_open_file (GtkWindow *parent, const char *title, const char *const *patterns,
                          GhFileFunc func, gpointer data);
void gh_dialog_save_file (GtkWindow *parent, const char *title, const char *name, GhFileFunc func,
                          gpointer data);
void gh_dialog_choose_folder (GtkWindow *parent, const char *title, GhFileFunc func, gpointer data);
void gh_dialog_open_with_default (GtkWindow *parent, const char *path);
GtkWindow *gh_dialog_show_job (GtkWindow *parent, const char *heading, GhJob *job);
void gh_dialog_show_error (GtkWindow *parent, const char *heading, const char *message);
void gh_dialog_ask_text (GtkWindow *parent, const char *heading, const char *label,
                         const char *text, const char *accept, GhTextFunc func, gpointer data);
void gh_dialog_close_by_escape (GtkWidget *window);
void gh_dialog_show_about (GtkWindow *parent);

G_END_DECLS
