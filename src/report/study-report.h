/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "battery-life.h"
#include "report.h"
#include "results.h"
#include "study/break-even.h"

G_BEGIN_DECLS

/* The strategy is chosen by what it brings. */
#define GH_REPORT_BEST_STRATEGY (-1)

/**
 * GhStudyReport:
 * @results: (owned): plans of all strategies, with their bills
 * @life: (owned) (nullable): of the battery, where its cells are known and every year could be
 *   planned
 * @life_failure: (owned) (nullable): why there is no life, where the cells are known
 * @base: (owned) (nullable): the study whose inputs are varied, of the strategy that it asks for or
 *   the better of V2H and V2G; where every strategy has a plan and there is a battery
 * @tornado: (owned) (nullable): its inputs by how much they matter; %NULL where @base has a problem
 * @break_evens: (owned) (nullable) (element-type GhBreakEven): where those that matter most
 *   break even
 * @shares: (owned) (nullable) (element-type GhStoreShares): what each of several cars brings of
 * what V2H and V2G save; %NULL where there are not several that may discharge
 *
 * All that a report of a study is made of. Nobody else has it, so that it can be made in a thread
 * of its own.
 */
typedef struct
{
  GhResults *results;
  GhBatteryLife *life;
  char *life_failure;
  GhSensitivityBase *base;
  GhTornado *tornado;
  GPtrArray *break_evens;
  GPtrArray *shares;
} GhStudyReport;

GhStudyReport *gh_study_report_compute (const GhStudy *study, const GhProgress *progress,
                                        GError **error);
void gh_study_report_free (GhStudyReport *study_report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhStudyReport, gh_study_report_free)

gint32 gh_study_report_find_today (void);
char **gh_study_report_list_sections (void);
GhReport *gh_study_report_make (GhStudyReport *study_report, int strategy, gint32 date,
                                const GhProgress *progress, GError **error);
gboolean gh_study_report_write_csv (GhStudyReport *study_report, const char *directory,
                                    const GhProgress *progress, GError **error);

G_END_DECLS
