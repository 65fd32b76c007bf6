/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/household.h"

G_BEGIN_DECLS

/**
 * GhAnswerSubject:
 * @GH_ANSWER_CAR: the car of a house
 * @GH_ANSWER_CARS: several of them
 * @GH_ANSWER_FLEET: the vehicles of a fleet
 *
 * What an answer is about.
 */
typedef enum
{
  GH_ANSWER_CAR,
  GH_ANSWER_CARS,
  GH_ANSWER_FLEET
} GhAnswerSubject;

GhStrategy gh_answer_find_better (const GhStrategyResult *results);
char *gh_answer_strategies (const GhStrategyResult *results, const GhCashFlow *rival,
                            GhAnswerSubject whose, double slack, const char *currency);
char *gh_answer_question (const GhComparison *comparison, const GhSite *site);
char *gh_answer_lead (const char *name, gboolean pays, double npv, const GhCashFlow *rival,
                      gboolean *names_rival);
char *gh_answer_planned_on_marginal (const GhPlanSummary *used, const GhPlanSummary *on_marginal,
                                     const GhSite *site);
char *gh_answer_rival (double saving_per_year, const GhCashFlow *rival, const GhCashFlow *v2h,
                       const GhCashFlow *v2g, const char *currency);
char *gh_answer_carbon (const GhComparison *comparison, const GhSite *site);

G_END_DECLS
