/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhListedAttribute:
 * @group: (owned): what it belongs to, such as "Family car: Charger"
 * @title: (owned): what it is
 * @value: (owned): number and unit, or words
 * @is_given: whether the study says so, or it is the default
 *
 * An assumption of a study, for people.
 */
typedef struct
{
  char *group;
  char *title;
  char *value;
  gboolean is_given;
} GhListedAttribute;

GPtrArray *gh_study_list_attributes (const GhStudy *study);

G_END_DECLS
