/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhProvenanceLine:
 * @title: what is told
 * @text: it
 * @is_moment: whether that is when the file was read, which differs each time it is
 *
 * One thing that is known about where numbers come from, both in the user's language.
 */
typedef struct
{
  char *title;
  char *text;
  gboolean is_moment;
} GhProvenanceLine;

GPtrArray *gh_series_list_provenance (const GhStudy *study, const char *path);
char *gh_series_format_gaps (int filled);
char *gh_provenance_to_text (const GPtrArray *lines);

G_END_DECLS
