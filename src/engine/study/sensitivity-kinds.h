/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/sensitivity-input.h"

G_BEGIN_DECLS

/**
 * GhInputRange:
 * @GH_RANGE_SHARE: the ends are shares of the value of the study
 * @GH_RANGE_STEP: they are added to it
 * @GH_RANGE_FIXED: they are themselves the ends
 *
 * How the usual range of an input is made.
 */
typedef enum
{
  GH_RANGE_SHARE,
  GH_RANGE_STEP,
  GH_RANGE_FIXED
} GhInputRange;

/**
 * GhInputKind:
 * @name: for studies and the terminal
 * @title: for people, marked for translation
 * @meaning: a sentence for people, marked for translation
 * @path: (nullable): the attribute that is meant; "$.finance.capex" for the strategy's own
 * @range: how the usual range is made
 * @low: its lower end
 * @high: its upper end
 * @search_low: from where to look for a break-even
 * @search_high: up to where; not above @search_low: from 0 to three times the value
 * @value: of an input without a path, what stands for the study as it is
 * @minimum: of an input without a path
 * @maximum: of an input without a path
 * @is_usual: whether it is varied where a study does not say what is
 * @only_costs: whether more of it is paid for and changes nothing else, so that what is held
 *   against something else is worth the less the higher it is
 * @applies: (nullable): whether the study has it; %NULL for always
 * @apply: (nullable): changes a study; %NULL for setting the attribute
 * @apply_to_site: (nullable): changes a site built from the study
 *
 * An input that has a name. Inputs without a path are shares, shown in percent.
 */
struct _GhInputKind
{
  const char *name;
  const char *title;
  const char *meaning;
  const char *path;
  GhInputRange range;
  double low;
  double high;
  double search_low;
  double search_high;
  double value;
  double minimum;
  double maximum;
  gboolean is_usual;
  gboolean only_costs;
  gboolean (*applies) (const GhStudy *study);
  void (*apply) (const GhSensitivityInput *input, GhStudy *study, double value);
  void (*apply_to_site) (const GhStudy *study, GhSite *site, double value);
};

const GhInputKind *gh_input_kinds_get (guint *count);

G_END_DECLS
