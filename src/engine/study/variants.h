/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data-table.h"
#include "site/study-differences.h"
#include "study/operation.h"

G_BEGIN_DECLS

/**
 * GhVariant:
 * @name: what it is called
 * @study: a valid study
 * @comparison: (nullable): what its strategies come to; %NULL where that is not known yet
 * @bracket: (nullable): what comes true of that; %NULL where the year has not been run
 *
 * One of several studies that are held side by side.
 */
typedef struct
{
  const char *name;
  const GhStudy *study;
  const GhComparison *comparison;
  const GhBracket *bracket;
} GhVariant;

/**
 * GhVariantRow:
 * @path: (owned) (nullable): JSON path of an input; %NULL of a result
 * @key: (nullable): what a result is called by programs: "bill_per_year"
 * @strategy: of a result
 * @title: (owned): for people, with what it is part of
 * @count: number of variants
 * @shown: (owned) (array length=count): each with its unit, a result with how far it is from the
 *   first
 * @words: (owned) (array length=count): each in words of the file; %NULL for nothing
 * @numbers: (owned) (array length=count): each as a number, NAN where it is none
 * @differs: (owned) (array length=count): whether it is another than that of the first
 *
 * One line of variants side by side.
 */
typedef struct
{
  char *path;
  const char *key;
  GhStrategy strategy;
  char *title;
  guint count;
  char **shown;
  char **words;
  double *numbers;
  gboolean *differs;
} GhVariantRow;

GPtrArray *gh_variants_compare (const GhVariant *variants, guint count);
char *gh_variants_tell_basis (const GhVariant *variants, guint count);
GhDataTable *gh_variants_make_table (const GhVariant *variants, guint count);

G_END_DECLS
