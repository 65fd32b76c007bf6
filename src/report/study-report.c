/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of a study: which sections it has, and what they are made of. */
#include "study-report.h"

#include "number-text.h"
#include "parallel.h"
#include "section.h"
#include "study/store-shares.h"
#include "words.h"

/* The input whose break-even is told: it is the one that is bargained over, and it plans nothing
 * anew. */
#define SEARCHED_INPUT "charger-price"

/* @id: for links, never shown
 * @needs_plans: whether there has to be a plan of every strategy */
static const struct
{
  const char *id;
  const char *title;
  gboolean needs_plans;
  void (*add) (const GhSection *section);
} sections[] = {
  { "answer", N_ ("Question and answer"), FALSE, gh_section_answer },
  { "comparison", N_ ("The strategies compared"), TRUE, gh_section_comparison },
  { "weeks", N_ ("A typical week of each season"), TRUE, gh_section_weeks },
  { "money", N_ ("Money"), TRUE, gh_section_money },
  { "sensitivity", N_ ("What if the inputs were other ones"), TRUE, gh_section_sensitivity },
  { "resilience", N_ ("When the grid fails"), TRUE, gh_section_resilience },
  { "battery", N_ ("Battery"), TRUE, gh_section_battery },
  { "carbon", N_ ("Carbon"), TRUE, gh_section_carbon },
  { "assumptions", N_ ("Assumptions and where they come from"), FALSE, gh_section_assumptions },
  { "method", N_ ("Method, limits and remarks"), FALSE, gh_section_method },
};

/* The better of the two that need a bidirectional charger, whether it pays or not: the report is
 * about them. */
static GhStrategy
find_strategy (const GhResults *results, int strategy)
{
  if (strategy != GH_REPORT_BEST_STRATEGY)
    return (GhStrategy) strategy;
  if (!gh_results_is_complete (results))
    return GH_STRATEGY_V2H;
  return gh_results_get_cash_flow (results, GH_STRATEGY_V2G)->npv
                 > gh_results_get_cash_flow (results, GH_STRATEGY_V2H)->npv
             ? GH_STRATEGY_V2G
             : GH_STRATEGY_V2H;
}

/* Whether there is anything to be run from day to day and varied. */
static gboolean
is_full (GhResults *results)
{
  return gh_results_is_complete (results) && gh_results_get_site (results)->store_count > 0;
}

/* What the study asks, or else the strategy that the report looks at; of what plans bring the share
 * that comes true counts. */
static GhSensitivityQuestion
make_question (const GhResults *results)
{
  const GhStudy *study = gh_results_get_study (results);
  GhWhatIf asked;

  asked = *gh_study_get_what_if (study, &asked);
  if (study->what_if == NULL)
    asked.strategy = (int) find_strategy (results, GH_REPORT_BEST_STRATEGY);
  return gh_what_if_make_question (
      &asked,
      gh_bracket_get_share (gh_results_get_comparison (results), gh_results_get_bracket (results),
                            (GhStrategy) asked.strategy, (GhStrategy) asked.against));
}

/* Others would plan the study many times, which takes longer than the rest of the report. */
static GArray *
find_search_spans (const GhTornado *tornado)
{
  GArray *spans = gh_input_spans_new ();

  for (guint i = 0; i < tornado->swings->len; i++)
    {
      const GhSwing *swing = &g_array_index (tornado->swings, GhSwing, i);
      if (!g_str_equal (swing->input->key, SEARCHED_INPUT))
        continue;
      GhInputSpan span = gh_break_even_find_range (tornado->base, swing->input);
      g_array_append_val (spans, span);
    }
  return spans;
}

static void
release_results (gpointer data)
{
  gh_results_unref (data);
}

static gboolean
vary (GhStudyReport *made, const GhProgress *progress, GError **error)
{
  const GhStudy *study = gh_results_get_study (made->results);
  GhSensitivityQuestion question = make_question (made->results);
  GhProgress planning = gh_progress_part (progress, 0.0, 0.1);
  GhProgress varying = gh_progress_part (progress, 0.1, 0.4);
  GhProgress searching = gh_progress_part (progress, 0.4, 1.0);

  made->base = gh_sensitivity_base_new_of (study, gh_results_get_comparison (made->results),
                                           gh_results_ref (made->results), release_results,
                                           &question, &planning, error);
  if (made->base == NULL)
    return FALSE;
  if (made->base->point.problem != NULL)
    return TRUE;
  g_autoptr (GArray) spans
      = gh_input_spans_of_study (study, made->base->site, question.strategy, NULL);
  made->tornado = gh_tornado_run (made->base, spans, GH_MEASURE_NPV, &varying, error);
  if (made->tornado == NULL)
    return FALSE;
  g_autoptr (GArray) searched = find_search_spans (made->tornado);
  made->break_evens = gh_break_even_run (made->base, searched, &searching, error);
  return made->break_evens != NULL;
}

/* Runs the period from forecasts; of that the share is taken that counts where inputs are varied.
 */
static gboolean
operate (gpointer data, const GhProgress *progress, GError **error)
{
  GhStudyReport *made = data;
  GhProgress running = gh_progress_part (progress, 0.0, 0.6);
  GhProgress varying = gh_progress_part (progress, 0.6, 1.0);
  GhBracket *bracket = gh_results_make_bracket (made->results, &running, error);

  if (bracket == NULL)
    return FALSE;
  gh_results_take_bracket (made->results, bracket);
  return vary (made, &varying, error);
}

static gboolean
live (gpointer data, const GhProgress *progress, GError **error)
{
  GhStudyReport *made = data;
  GhBatteryLife *life;
  guint vehicle;

  if (!gh_battery_life_find_vehicle (gh_results_get_study (made->results), &vehicle))
    return TRUE;
  life = gh_battery_life_compute (made->results, vehicle, progress, error);
  if (life == NULL)
    return FALSE;
  made->life_failure = gh_battery_life_format_failure (life);
  if (made->life_failure == NULL)
    made->life = life;
  else
    gh_battery_life_unref (life);
  return TRUE;
}

static gboolean
fail_grid (gpointer data, const GhProgress *progress, GError **error)
{
  GhStudyReport *made = data;
  GhResilience *resilience = gh_results_make_resilience (made->results, progress, error);

  if (resilience != NULL)
    gh_results_take_resilience (made->results, resilience);
  return resilience != NULL;
}

static gboolean
bill (gpointer data, const GhProgress *progress, GError **error)
{
  GhStudyReport *made = data;
  GPtrArray *bills = gh_results_make_bills (made->results, progress, error);

  if (bills != NULL)
    gh_results_take_bills (made->results, bills);
  return bills != NULL;
}

/* What each of several cars brings. */
static gboolean
share (gpointer data, const GhProgress *progress, GError **error)
{
  GhStudyReport *made = data;

  made->shares = gh_store_shares_find_all (gh_results_get_study (made->results),
                                           gh_results_get_comparison (made->results),
                                           GH_BATTERY_HEED, progress, error);
  return made->shares != NULL;
}

/* A part of a report. Each rests on the plans alone, and writes what no other one reads or writes.
 */
typedef struct
{
  GhTaskFunc func;
  GhStudyReport *made;
} Part;

static gboolean
make_part (gpointer data, const GhProgress *progress, GError **error)
{
  const Part *part = data;

  return part->func (part->made, progress, error);
}

/* What takes longest begins first. */
static gboolean
make_parts (GhStudyReport *made, const GhProgress *progress, GError **error)
{
  Part parts[5];
  gpointer pointers[G_N_ELEMENTS (parts)];
  guint count = 0;

  if (is_full (made->results))
    parts[count++] = (Part){ operate, made };
  if (gh_results_is_complete (made->results))
    parts[count++] = (Part){ live, made };
  if (is_full (made->results) && gh_store_shares_are_possible (gh_results_get_site (made->results)))
    parts[count++] = (Part){ share, made };
  parts[count++] = (Part){ fail_grid, made };
  parts[count++] = (Part){ bill, made };
  for (guint i = 0; i < count; i++)
    pointers[i] = &parts[i];
  return gh_parallel_run (make_part, pointers, count, progress, error);
}

/**
 * gh_study_report_compute:
 * @study: a valid study whose files have been read
 * @progress: (nullable): told and asked
 * @error: set when the study asks for what cannot be planned yet, or when stopped
 *
 * Plans a study under every strategy; then, all at once, makes up the bills, lets the grid fail,
 * runs the period from forecasts and varies the inputs, divides the saving among several cars, and
 * lives through the years of a battery whose cells are known.
 *
 * Returns: (transfer full) (nullable): what a report is made of; not every strategy need have a
 *   plan
 */
GhStudyReport *
gh_study_report_compute (const GhStudy *study, const GhProgress *progress, GError **error)
{
  GhProgress planning = gh_progress_part (progress, 0.0, 0.1);
  GhProgress making = gh_progress_part (progress, 0.1, 1.0);
  g_autoptr (GhStudyReport) made = g_new0 (GhStudyReport, 1);
  g_autoptr (GhStudy) copy = gh_study_copy (study);

  made->results = gh_results_compute (copy, NULL, NULL, &planning, error);
  if (made->results == NULL || !make_parts (made, &making, error))
    return NULL;
  return g_steal_pointer (&made);
}

/**
 * gh_study_report_free:
 * @study_report: (transfer full) (nullable): what a report is made of
 *
 * Frees it; reports that were made of it stay.
 */
void
gh_study_report_free (GhStudyReport *study_report)
{
  if (study_report == NULL)
    return;
  gh_battery_life_unref (study_report->life);
  g_clear_pointer (&study_report->break_evens, g_ptr_array_unref);
  g_clear_pointer (&study_report->shares, g_ptr_array_unref);
  gh_tornado_unref (study_report->tornado);
  gh_sensitivity_base_unref (study_report->base);
  gh_results_unref (study_report->results);
  g_free (study_report->life_failure);
  g_free (study_report);
}

/**
 * gh_study_report_list_sections:
 *
 * Returns: (transfer full): the ids of all sections, in their order
 */
char **
gh_study_report_list_sections (void)
{
  char **ids = g_new0 (char *, G_N_ELEMENTS (sections) + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    ids[i] = g_strdup (sections[i].id);
  return ids;
}

/**
 * gh_study_report_find_today:
 *
 * Returns: the day for which SOURCE_DATE_EPOCH stands in the environment, as builds that can be
 *   repeated have it; else today by the clock of the place; days since 1970-01-01
 */
gint32
gh_study_report_find_today (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 seconds = 0;

  if (epoch != NULL && g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT32, &seconds, NULL))
    return (gint32) (seconds / (24 * 3600));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  return gh_date_from_civil (g_date_time_get_year (now), g_date_time_get_month (now),
                             g_date_time_get_day_of_month (now));
}

static char *
format_money_source (const GhResults *results, const char *plans)
{
  switch (gh_results_get_money_mode (results))
    {
    case GH_OPERATION_ROLLING:
      return g_strdup_printf (_ ("runs of all strategies from forecasts, Gridhearth %s"),
                              GH_VERSION);
    case GH_OPERATION_RULE:
      return g_strdup_printf (_ ("runs of all strategies by a simple rule, Gridhearth %s"),
                              GH_VERSION);
    default:
      return g_strdup (plans);
    }
}

static void
init_section (GhSection *section, GhStudyReport *made, GhStrategy strategy, GhReport *report)
{
  const GhSite *site = gh_results_get_site (made->results);

  *section = (GhSection){ .report = report,
                          .results = made->results,
                          .life = made->life,
                          .life_failure = made->life_failure,
                          .base = made->base,
                          .tornado = made->tornado,
                          .break_evens = made->break_evens,
                          .shares = made->shares,
                          .strategy = strategy,
                          .study = gh_results_get_study (made->results),
                          .site = site,
                          .currency = site->currency,
                          .symbol = gh_currency_symbol (site->currency) };
  section->range = gh_section_format_days (section, 0, gh_time_axis_get_count (site->axis));
  /* Translators: a strategy, then the version of the program. */
  section->plan_source = g_strdup_printf (_ ("plan of %1$s, Gridhearth %2$s"),
                                          gh_strategy_get_short_title (strategy), GH_VERSION);
  section->source = g_strdup_printf (_ ("plans of all strategies, Gridhearth %s"), GH_VERSION);
  section->money_source = format_money_source (made->results, section->source);
}

static void
clear_section (GhSection *section)
{
  g_free (section->range);
  g_free (section->plan_source);
  g_free (section->source);
  g_free (section->money_source);
}

static GhReport *
new_report (const GhStudy *study, gint32 date)
{
  int year, month, day;

  gh_date_to_civil (date, &year, &month, &day);
  g_autoptr (GDateTime) moment = g_date_time_new_utc (year, month, day, 0, 0, 0.0);
  /* Translators: the date of the report, such as 27 November 2026. */
  g_autofree char *text = g_date_time_format (moment, _ ("%-d %B %Y"));
  g_autofree char *iso = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  return gh_report_new (_ ("Report: the electric car as a battery"),
                        study->name != NULL ? study->name : _ ("A study without a name"), text,
                        iso);
}

/**
 * gh_study_report_make:
 * @study_report: what it is made of
 * @strategy: one of the compared that is looked at closely, or %GH_REPORT_BEST_STRATEGY for the
 *   better of V2H and V2G
 * @date: of the report, days since 1970-01-01
 * @progress: (nullable): asked after each section
 * @error: set when stopped
 *
 * Makes the report of a study in the user's language. Where not every strategy could be planned it
 * says so, with the reasons, and what was assumed.
 *
 * Returns: (transfer full) (nullable): the report
 */
GhReport *
gh_study_report_make (GhStudyReport *study_report, int strategy, gint32 date,
                      const GhProgress *progress, GError **error)
{
  gboolean complete = is_full (study_report->results);
  g_autoptr (GhReport) report = new_report (gh_results_get_study (study_report->results), date);
  gboolean going = TRUE;
  GhSection section;

  init_section (&section, study_report, find_strategy (study_report->results, strategy), report);
  for (gsize i = 0; going && i < G_N_ELEMENTS (sections); i++)
    {
      if (sections[i].needs_plans && !complete)
        continue;
      gh_report_add_chapter (report, sections[i].id, _ (sections[i].title));
      sections[i].add (&section);
      going = gh_progress_step (progress, (i + 1.0) / G_N_ELEMENTS (sections), NULL, error);
    }
  clear_section (&section);
  return going ? g_steal_pointer (&report) : NULL;
}
