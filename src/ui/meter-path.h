/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A household has one meter, "$", with number 0; each site of a fleet, such as "$.sites[2]", has
 * one of its own. There are fewer than so many. */
#define GH_METER_BITS 6

guint gh_meter_get_number (const char *meter);
char *gh_meter_format_path (guint meter, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
