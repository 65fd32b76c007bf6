/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "number-text.h"
#include "planning/plan.h"
#include "site/profile.h"

G_BEGIN_DECLS

typedef struct _GhInputKind GhInputKind;

/**
 * GhSensitivityInput:
 * @key: what it is called in a study and in the terminal: a name, or a JSON path
 * @title: for people
 * @meaning: a sentence for people
 * @unit: in which people read it
 * @value: what the study has; inputs in shares of what the study has are 1 there
 * @low: lower end of the usual range
 * @high: upper end of it
 * @search_low: from where to look for a break-even
 * @search_high: up to where
 * @minimum: what it can be at least
 * @maximum: at most
 * @kind: (nullable) (not owned): what a name stands for; %NULL for a path that has no name
 * @path: (nullable): the attribute that it sets
 * @mean_price: of import over the period before tax, currency per kWh: prices spread around it
 *
 * Something of a study that can be varied. Shared by reference, immutable, thread-safe.
 */
typedef struct
{
  char *key;
  char *title;
  char *meaning;
  GhShownUnit unit;
  double value;
  double low;
  double high;
  double search_low;
  double search_high;
  double minimum;
  double maximum;
  const GhInputKind *kind;
  char *path;
  double mean_price;
} GhSensitivityInput;

GhSensitivityInput *gh_sensitivity_input_new (const GhStudy *study, const GhSite *site,
                                              GhStrategy strategy, const char *key, GError **error);
GhSensitivityInput *gh_sensitivity_input_ref (GhSensitivityInput *input);
void gh_sensitivity_input_unref (GhSensitivityInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSensitivityInput, gh_sensitivity_input_unref)

GPtrArray *gh_sensitivity_list_inputs (const GhStudy *study, const GhSite *site,
                                       GhStrategy strategy, gboolean usual_only);
void gh_sensitivity_input_apply (const GhSensitivityInput *input, GhStudy *study, double value);
gboolean gh_sensitivity_input_changes_site (const GhSensitivityInput *input, double value);
void gh_sensitivity_input_apply_to_site (const GhSensitivityInput *input, const GhStudy *study,
                                         GhSite *site, double value);
char *gh_sensitivity_input_format (const GhSensitivityInput *input, double value);

G_END_DECLS
