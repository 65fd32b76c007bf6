/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the house goes on when the grid fails. */
#include "resilience-figure.h"
#include "section.h"
#include "words.h"

#define FIGURE_HEIGHT 130.0

static gboolean
is_any_able (const GhResilience *resilience)
{
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    if (resilience->strategies[i].is_planned && resilience->strategies[i].is_able)
      return TRUE;
  return FALSE;
}

/**
 * gh_section_resilience:
 * @section: what it is made of, with plans of all strategies
 *
 * Adds how long outages are survived, how many for how long, the worst week, what that is worth and
 * what was assumed.
 */
void
gh_section_resilience (const GhSection *section)
{
  const GhResilience *resilience = gh_results_get_resilience (section->results);
  g_autofree char *answer = gh_resilience_answer (resilience, section->strategy);
  g_autofree char *why = gh_resilience_explain (resilience, section->strategy);
  g_autofree char *worst = gh_resilience_tell_worst (resilience, section->strategy);
  g_autofree char *value = gh_resilience_tell_value (resilience, section->strategy);
  g_autofree char *assumed = gh_resilience_assume (resilience);
  GhReportCaption caption = { _ ("Share of outages that are survived for at least so long"), "%",
                              section->range, section->source };

  gh_report_add_text (section->report, GH_REPORT_BODY, answer);
  gh_report_add_text (section->report, GH_REPORT_BODY, why);
  if (is_any_able (resilience))
    gh_report_take_figure (section->report, &caption, FIGURE_HEIGHT,
                           gh_resilience_figure_new (resilience));
  gh_report_add_text (section->report, GH_REPORT_BODY, worst);
  gh_report_add_text (section->report, GH_REPORT_BODY, value);
  gh_report_add_text (section->report, GH_REPORT_NOTE, assumed);
}
