/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhProvenanceLine:
 * @title: what is told
 * @text: it
 *
 * One thing that is known about where numbers come from, both in the user's language.
 */
typedef struct
{
  char *title;
  char *text;
} GhProvenanceLine;

GPtrArray *gh_series_list_provenance (const GhStudy *study, const char *path);
char *gh_series_format_gaps (int filled);
char *gh_provenance_to_text (const GPtrArray *lines);

G_END_DECLS
