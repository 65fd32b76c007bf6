/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "progress.h"

G_BEGIN_DECLS

/* @unit "" when not named; @mean, @minimum, @maximum NAN when there is no number; @missing steps
 * for which the file has no number, filled or not. */
typedef struct
{
  char *name;
  char *unit;
  double mean;
  double minimum;
  double maximum;
  gsize missing;
} GhImportColumn;

/**
 * GhImport:
 * @kind: "load", "solar", "price", "emissions", "weather" or "table"
 * @rows: rows of numbers in the file
 * @start: ISO 8601, beginning of the first step
 * @step_seconds: length of a step
 * @columns: (element-type GhImportColumn): columns of numbers
 * @repairs: (element-type utf8): what was mended or guessed, a sentence each
 * @findings: what could not be mended
 *
 * What a file holds: the preview that is shown before anything is stored.
 */
typedef struct
{
  char *kind;
  gsize rows;
  char *start;
  int step_seconds;
  GPtrArray *columns;
  GPtrArray *repairs;
  GhFindings *findings;
} GhImport;

GhImport *gh_import_file (const char *path, const char *as_kind, const GhProgress *progress,
                          GError **error);
void gh_import_free (GhImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhImport, gh_import_free)
char *gh_import_to_json (const GhImport *import);
char *gh_import_to_text (const GhImport *import);

G_END_DECLS
