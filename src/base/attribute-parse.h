/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attributes.h"

G_BEGIN_DECLS

gboolean gh_number_parse (const char *text, double *number, const char **rest);
gboolean gh_clock_read (const char *text, int *minute);
gboolean gh_attribute_parse_value (const GhAttribute *attribute, const char *text,
                                   const char *currency, double *number, GError **error);
char *gh_attribute_edit_value (const GhAttribute *attribute, gconstpointer record,
                               const char *currency);

G_END_DECLS
