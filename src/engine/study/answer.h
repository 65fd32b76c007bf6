/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/household.h"

G_BEGIN_DECLS

char *gh_answer_question (const GhComparison *comparison, const GhSite *site);
char *gh_answer_planned_on_marginal (const GhPlanSummary *used, const GhPlanSummary *on_marginal,
                                     const GhSite *site);
char *gh_answer_rival (const GhComparison *comparison, const GhSite *site);
char *gh_answer_carbon (const GhComparison *comparison, const GhSite *site);

G_END_DECLS
