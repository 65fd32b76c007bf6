/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"
#include "study/household.h"
#include "study/sensitivity-input.h"

G_BEGIN_DECLS

/* Inputs that are varied together at most. */
#define GH_SENSITIVITY_INPUTS 2

/**
 * GhSensitivityQuestion:
 * @strategy: the way of using the car that is looked at
 * @against: unmanaged or smart charging, what it is held against
 * @depth: how much of the battery plans look at
 * @capture_ratio: the share of what planning with perfect foresight brings that is brought in
 *   operation, as measured on the study as it is; 1 for perfect foresight. What counts of it is
 *   within 0 and 1: gh_capture_get_counted()
 */
typedef struct
{
  GhStrategy strategy;
  GhStrategy against;
  GhBatteryDepth depth;
  double capture_ratio;
} GhSensitivityQuestion;

/**
 * GhSensitivityPoint:
 * @values: (array length=GH_MEASURES): by #GhMeasure: net present value, currency; saved a year,
 *   currency; years to pay back, NAN for never; CO2 saved a year, kg, by the rates that the study
 *   plans on. All NAN where there is a problem
 * @problem: (owned) (nullable): why it cannot be told, in the user's language
 *
 * What a study with changed inputs comes to.
 */
typedef struct
{
  double values[GH_MEASURES];
  char *problem;
} GhSensitivityPoint;

/**
 * GhSensitivityBase:
 * @study: (owned): the study as it is
 * @site: (owned): built from it
 * @comparison: its plans of the two strategies, at least
 * @keeper: (owned): what @comparison lives as long as
 * @release: frees @keeper
 * @question: what is asked
 * @point: what it comes to
 *
 * A study whose inputs are varied. Shared by reference, immutable, thread-safe.
 */
typedef struct
{
  GhStudy *study;
  GhSite *site;
  const GhComparison *comparison;
  gpointer keeper;
  GDestroyNotify release;
  GhSensitivityQuestion question;
  GhSensitivityPoint point;
} GhSensitivityBase;

/**
 * GhSensitivityTrial:
 * @inputs: (not owned): what is varied
 * @values: (array length=count): what they become
 * @count: how many
 * @point: (out): what comes of it; to be cleared
 *
 * One changed study.
 */
typedef struct
{
  const GhSensitivityInput *inputs[GH_SENSITIVITY_INPUTS];
  double values[GH_SENSITIVITY_INPUTS];
  guint count;
  GhSensitivityPoint point;
} GhSensitivityTrial;

const GhWhatIf *gh_study_get_what_if (const GhStudy *study, GhWhatIf *defaults);
GhSensitivityQuestion gh_what_if_make_question (const GhWhatIf *asked, double capture_ratio);
GhSensitivityBase *gh_sensitivity_base_new (const GhStudy *study,
                                            const GhSensitivityQuestion *question,
                                            const GhProgress *progress, GError **error);
GhSensitivityBase *gh_sensitivity_base_new_of (const GhStudy *study, const GhComparison *comparison,
                                               gpointer keeper, GDestroyNotify release,
                                               const GhSensitivityQuestion *question,
                                               const GhProgress *progress, GError **error);
gboolean gh_sensitivity_base_measure (GhSensitivityBase *base, const GhProgress *progress,
                                      GError **error);
GhSensitivityBase *gh_sensitivity_base_ref (GhSensitivityBase *base);
void gh_sensitivity_base_unref (GhSensitivityBase *base);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSensitivityBase, gh_sensitivity_base_unref)

gboolean gh_sensitivity_evaluate (const GhSensitivityBase *base, GhSensitivityTrial *trial,
                                  const GhProgress *progress, GError **error);
gboolean gh_sensitivity_evaluate_all (const GhSensitivityBase *base, GhSensitivityTrial *trials,
                                      guint count, const GhProgress *progress, GError **error);
void gh_sensitivity_point_clear (GhSensitivityPoint *point);

G_END_DECLS
