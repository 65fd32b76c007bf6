/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"

G_BEGIN_DECLS

guint gh_what_if_count (const GhStudy *study);
GhSensitivityInput *gh_what_if_find_input (const GhStudy *study, guint index, double *low,
                                           double *high, GError **error);
void gh_what_if_add (GhStudy *study, const char *key);
void gh_what_if_add_next (GhStudy *study);
void gh_what_if_remove (GhStudy *study, guint index);
void gh_what_if_set_end (GhDocument *document, guint index, gboolean is_high, double value);
void gh_what_if_set_input (GhDocument *document, guint index, const char *key);
GPtrArray *gh_what_if_list_inputs (const GhStudy *study);
void gh_what_if_set_table_input (GhDocument *document, gboolean is_down, const char *key);
gboolean gh_what_if_try_add (GhDocument *document, const char *key, GError **error);

G_END_DECLS
