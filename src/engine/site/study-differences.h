/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

/* Studies that are compared at a time, at most. */
#define GH_MOST_COMPARED_STUDIES 12

/**
 * GhStudyDifference:
 * @path: (owned): JSON path of what differs
 * @group: (owned): what it is part of, in the user's language: "Charger"; "" for the study itself
 * @attribute: what differs
 * @count: number of studies
 * @shown: (owned) (array length=count): what each has, with units; a dash for nothing
 * @words: (owned) (array length=count): the same in words of the file; %NULL for nothing
 * @numbers: (owned) (array length=count): the same as a number of the file, NAN where it is none
 * @differs: (owned) (array length=count): whether it is another than that of the first study
 *
 * An attribute that is not the same in all studies.
 */
typedef struct
{
  char *path;
  char *group;
  const GhAttribute *attribute;
  guint count;
  char **shown;
  char **words;
  double *numbers;
  gboolean *differs;
} GhStudyDifference;

GPtrArray *gh_study_differences (const GhStudy *const *studies, guint count);

G_END_DECLS
