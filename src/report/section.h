/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "battery-life.h"
#include "report.h"
#include "results.h"
#include "study/break-even.h"

G_BEGIN_DECLS

/**
 * GhSection:
 * @report: to which it is added
 * @results: (transfer none): plans of all strategies, with their bills
 * @life: (transfer none) (nullable): of the battery, where its cells are known and every year could
 *   be planned
 * @life_failure: (nullable): why there is no life, where the cells are known
 * @base: (transfer none) (nullable): the study whose inputs are varied; there with plans of all
 *   strategies
 * @tornado: (transfer none) (nullable): its inputs by how much they matter; %NULL where @base has a
 *   problem
 * @break_evens: (transfer none) (nullable) (element-type GhBreakEven): there with @tornado
 * @shares: (transfer none) (nullable) (element-type GhStoreShares): what each of several cars
 * brings
 * @strategy: which is looked at closely
 * @study: of @results
 * @site: of @results
 * @currency: of the study
 * @symbol: of the currency
 * @range: the period, from day to day
 * @plan_source: where numbers of the plan of @strategy come from
 * @source: where numbers of all plans come from
 * @money_source: where net present values come from
 *
 * What a section of the report is made of.
 */
typedef struct
{
  GhReport *report;
  GhResults *results;
  GhBatteryLife *life;
  const char *life_failure;
  const GhSensitivityBase *base;
  GhTornado *tornado;
  const GPtrArray *break_evens;
  GPtrArray *shares;
  GhStrategy strategy;
  const GhStudy *study;
  const GhSite *site;
  const char *currency;
  const char *symbol;
  char *range;
  char *plan_source;
  char *source;
  char *money_source;
} GhSection;

char *gh_section_format_days (const GhSection *section, gsize first, gsize last);
char *gh_section_format_life (const GhSection *section, guint years);
void gh_section_add_data_table (const GhSection *section, const GhReportCaption *caption,
                                const GhDataTable *table);

/* One function a section; they are added in the order of the table in study-report.c. */
void gh_section_answer (const GhSection *section);
void gh_section_comparison (const GhSection *section);
void gh_section_weeks (const GhSection *section);
void gh_section_money (const GhSection *section);
void gh_section_sensitivity (const GhSection *section);
void gh_section_resilience (const GhSection *section);
void gh_section_battery (const GhSection *section);
void gh_section_carbon (const GhSection *section);
void gh_section_assumptions (const GhSection *section);
void gh_section_method (const GhSection *section);

G_END_DECLS
