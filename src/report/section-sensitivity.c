/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the answer comes to where the inputs are other ones. */
#include "number-text.h"
#include "section.h"
#include "study/sensitivity-words.h"
#include "tornado-figure.h"
#include "words.h"

static void
draw_tornado (cairo_t *cr, double width, double height, gpointer data)
{
  GhFigureStyle style = { .palette = gh_palette_get (GH_PALETTE_PRINT), .text_scale = 1.0 };

  gh_tornado_figure_draw (data, cr, width, height, &style);
}

static void
free_tornado (gpointer data)
{
  gh_tornado_unref (data);
}

static void
add_tornado (const GhSection *section, GhTornado *tornado)
{
  const GhSensitivityQuestion *question = &tornado->base->question;
  const GhCashFlow *flow = gh_results_get_cash_flow (section->results, question->strategy);
  g_autofree char *range = gh_section_format_life (section, flow->years->len - 1);
  /* Translators: a strategy, and what it is held against. */
  g_autofree char *title
      = g_strdup_printf (_ ("How far each input moves the net present value of %1$s over %2$s"),
                         gh_strategy_get_short_title (question->strategy),
                         gh_strategy_get_short_title (question->against));
  GhReportCaption caption = { title, section->symbol, range, section->source };

  if (tornado->swings->len > 0)
    gh_report_add_drawing (section->report, &caption,
                           GH_REPORT_CHART_SCALE * gh_tornado_get_height (tornado->swings->len),
                           draw_tornado, gh_tornado_ref (tornado), free_tornado);
}

/* What of the range could not be planned has no bar, or half of one. */
static void
add_problems (const GhSection *section, const GhTornado *tornado)
{
  for (guint i = 0; i < tornado->swings->len; i++)
    {
      const GhSwing *swing = &g_array_index (tornado->swings, GhSwing, i);
      const char *problem
          = swing->at_low.problem != NULL ? swing->at_low.problem : swing->at_high.problem;
      if (problem != NULL)
        gh_report_take_text (section->report, GH_REPORT_NOTE,
                             g_strdup_printf ("%s: %s", swing->input->title, problem));
    }
}

static void
add_break_evens (const GhSection *section)
{
  if (section->break_evens->len == 0)
    return;
  gh_report_add_heading (section->report,
                         _ ("Where it begins or ceases to pay, by the inputs that matter most"));
  for (guint i = 0; i < section->break_evens->len; i++)
    gh_report_take_text (
        section->report, GH_REPORT_BULLET,
        gh_break_even_format (g_ptr_array_index (section->break_evens, i), section->base));
}

/* The runs are not repeated for every changed input: a share of what plans bring stands for them,
 * which is not quite what a run of its own comes to. */
static void
add_basis (const GhSection *section)
{
  const GhSensitivityQuestion *question = &section->base->question;
  g_autofree char *basis = gh_sensitivity_format_basis (section->base);

  gh_report_add_text (section->report, GH_REPORT_BODY, basis);
  if (question->against != GH_STRATEGY_SMART
      || gh_results_get_money_mode (section->results) != GH_OPERATION_ROLLING)
    return;
  g_autofree char *run = gh_money_format (
      gh_results_get_cash_flow (section->results, question->strategy)->npv, section->currency, 0);
  gh_report_take_text (
      section->report, GH_REPORT_BODY,
      g_strdup_printf (_ ("The share is taken of each year's gain; the run itself comes to a net "
                          "present value of %s, the difference being how that gain is made up."),
                       run));
}

/**
 * gh_section_sensitivity:
 * @section: what it is made of, with plans of all strategies
 *
 * Adds how far inputs move the net present value, where it turns to a gain, and what both rest on;
 * or why nothing can be varied.
 */
void
gh_section_sensitivity (const GhSection *section)
{
  if (section->tornado == NULL)
    {
      gh_report_take_text (
          section->report, GH_REPORT_BODY,
          g_strdup_printf (_ ("The inputs cannot be varied. %s"), section->base->point.problem));
      return;
    }
  g_autofree char *answer = gh_tornado_format_answer (section->tornado);
  gh_report_add_text (section->report, GH_REPORT_BODY, answer);
  add_tornado (section, section->tornado);
  add_problems (section, section->tornado);
  add_basis (section);
  add_break_evens (section);
}
