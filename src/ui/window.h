/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "study-list.h"

G_BEGIN_DECLS

#define GH_TYPE_WINDOW (gh_window_get_type ())
G_DECLARE_FINAL_TYPE (GhWindow, gh_window, GH, WINDOW, AdwApplicationWindow)

GtkWidget *gh_window_new (AdwApplication *application);
gboolean gh_window_open_library (GhWindow *window, const char *path);
void gh_window_import (GhWindow *window, const char *path);
void gh_window_export (GhWindow *window, const char *path);
void gh_window_save_report (GhWindow *window, const char *path);
void gh_window_save_tables (GhWindow *window, const char *path);
void gh_window_show_page (GhWindow *window, const char *name);
GhDocument *gh_window_get_document (GhWindow *window);

G_END_DECLS
