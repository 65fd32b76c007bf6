/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record-path.h"

G_BEGIN_DECLS

gboolean gh_attribute_is_spread (const GhAttribute *attribute);
char *gh_spread_format (const GhAttribute *attribute, gconstpointer spread, const char *currency);
gpointer gh_spread_parse (const GhAttribute *attribute, const char *text, const char *currency,
                          GError **error);
double gh_spread_get_middle (const GhAttribute *attribute, gconstpointer spread);

G_END_DECLS
