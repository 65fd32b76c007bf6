/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/linear-program.h"

G_BEGIN_DECLS

/* GLPK's codes, repeated so that its header stays in one file, which checks them. */
#define GH_LINEAR_BASIC 1
#define GH_LINEAR_AT_LOWER 2
#define GH_LINEAR_AT_UPPER 3

typedef struct
{
  double lower;
  double upper;
  double cost;
  GhLinearKind kind;
  int basis; /* the solver's code, as the last solve left it */
} GhLinearLine;

typedef struct
{
  int row;
  int column;
  double value;
} GhLinearEntry;

struct _GhLinearProgram
{
  GArray *columns; /* (element-type GhLinearLine) */
  GArray *rows;    /* (element-type GhLinearLine) */
  GArray *entries; /* (element-type GhLinearEntry) */
  gboolean has_binaries;
  gboolean is_scaled; /* as it is */
};

G_END_DECLS
