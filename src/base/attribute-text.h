/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attributes.h"

G_BEGIN_DECLS

char *gh_attribute_format_value (const GhAttribute *attribute, gconstpointer record,
                                 const char *currency);
char *gh_attribute_write_value (const GhAttribute *attribute, gconstpointer record);
double gh_attribute_get_number (const GhAttribute *attribute, gconstpointer record);

G_END_DECLS
