/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhPaper:
 * @name: word by which it is asked for
 * @width: points of 1/72 inch
 * @height: points
 *
 * A sheet, upright.
 */
typedef struct
{
  const char *name;
  double width;
  double height;
} GhPaper;

const GhPaper *gh_paper_find (const char *name);
const GhPaper *gh_paper_get_default (void);

G_END_DECLS
