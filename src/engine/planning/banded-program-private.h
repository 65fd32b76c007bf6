/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/banded-program.h"

G_BEGIN_DECLS

struct _GhBandedProgram
{
  GArray *right_side; /* (element-type double) */
  GArray *upper;
  GArray *cost;
  GArray *first; /* (element-type guint): of each column, first entry */
  GArray *wide;  /* (element-type guint): columns whose rows are far apart */
  GArray *rows;  /* (element-type guint) */
  GArray *values;
};

G_END_DECLS
