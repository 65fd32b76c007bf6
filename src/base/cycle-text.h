/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gh_days_parse (const char *text, guint *days);
gboolean gh_months_parse (const char *text, guint *months);
gboolean gh_clock_parse (const char *text, int *minute);
char *gh_days_format (guint days);
char *gh_months_format (guint months);

G_END_DECLS
