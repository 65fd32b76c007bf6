/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gh_day_name (guint weekday, gboolean whole);
char *gh_days_to_text (guint days);
char *gh_month_name (guint month, gboolean whole);
char *gh_months_to_text (guint months);
char *gh_clock_to_text (int minute);

G_END_DECLS
