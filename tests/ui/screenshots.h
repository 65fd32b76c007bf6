/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the program that takes pictures share. */
#pragma once

#include "window.h"

/* Until the plan, and all that is worked out, is shown. */
void wait_for_plan (GhWindow *window);
/* A picture of a window, named after page, light or dark, and size. */
void save_page (GtkWidget *window, const char *page, gboolean dark, const char *size);
/* The pages of a fleet. */
void take_fleet (GhWindow *window, gboolean dark, const char *size);
