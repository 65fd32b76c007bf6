/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a study with changed inputs comes to. */
#include "study/sensitivity-point.h"

#include <math.h>

#include "parallel.h"
#include "study/household-money.h"
#include "study/operation.h"
#include "study/site-builder.h"
#include "words.h"

/**
 * gh_study_get_what_if:
 * @study: a study
 * @defaults: (out caller-allocates): filled where the study asks nothing
 *
 * Returns: (transfer none): what the study asks, or what is usually asked
 */
const GhWhatIf *
gh_study_get_what_if (const GhStudy *study, GhWhatIf *defaults)
{
  g_autofree GhWhatIf *usual = gh_record_new (&gh_what_if_table);

  *defaults = *usual;
  return study->what_if != NULL ? study->what_if : defaults;
}

/**
 * gh_what_if_make_question:
 * @asked: what a study asks
 * @capture_ratio: see #GhSensitivityQuestion
 *
 * Returns: the question, looking at the battery as comparisons do
 */
GhSensitivityQuestion
gh_what_if_make_question (const GhWhatIf *asked, double capture_ratio)
{
  return (GhSensitivityQuestion){ .strategy = (GhStrategy) asked->strategy,
                                  .against = (GhStrategy) asked->against,
                                  .depth = GH_BATTERY_HEED,
                                  .capture_ratio = capture_ratio };
}

static void
set_problem (GhSensitivityPoint *point, char *problem)
{
  for (guint i = 0; i < GH_MEASURES; i++)
    point->values[i] = NAN;
  point->problem = problem;
}

/**
 * gh_sensitivity_point_clear:
 * @point: a point
 *
 * Frees what it owns.
 */
void
gh_sensitivity_point_clear (GhSensitivityPoint *point)
{
  g_clear_pointer (&point->problem, g_free);
}

/* The first of the two strategies that cannot be planned as asked, and why; NULL where both can. A
 * plan that leaves out what cannot be done is worth nothing that could be compared. */
static char *
find_infeasible (const GhComparison *comparison, const GhSensitivityQuestion *question)
{
  const GhStrategy strategies[] = { question->against, question->strategy };

  for (guint i = 0; i < G_N_ELEMENTS (strategies); i++)
    {
      const GhStrategyResult *result = &comparison->results[strategies[i]];
      if (result->plan->status != GH_PLAN_INFEASIBLE && result->plan->status != GH_PLAN_RELAXED)
        continue;
      g_autofree char *reason = gh_reason_format (&result->plan->reason,
                                                  gh_time_axis_get_zone (comparison->site->axis));
      return g_strdup_printf ("%s: %s", gh_strategy_get_short_title (strategies[i]), reason);
    }
  return NULL;
}

/* Reads the numbers off plans, with the money of @finance. */
static void
read_point (const GhComparison *comparison, const GhFinance *finance,
            const GhSensitivityQuestion *question, GhSensitivityPoint *point)
{
  const GhStrategyResult *used = &comparison->results[question->strategy];
  const GhStrategyResult *base = &comparison->results[question->against];
  char *problem = find_infeasible (comparison, question);
  double years = gh_years_of_days (gh_time_axis_get_days (comparison->site->axis));
  GhEmissionRate rate = comparison->site->planned_rate;

  if (problem != NULL)
    {
      set_problem (point, problem);
      return;
    }
  double counted = gh_capture_get_counted (question->capture_ratio);
  GhCashFlow *flow = gh_comparison_new_cash_flow (comparison, finance, question->strategy,
                                                  question->against, counted);
  point->values[GH_MEASURE_NPV] = flow->npv;
  point->values[GH_MEASURE_PAYBACK] = flow->payback_years;
  point->values[GH_MEASURE_SAVING] = counted * (base->bill_per_year - used->bill_per_year);
  point->values[GH_MEASURE_EMISSIONS]
      = counted * (base->summary.emissions_kg[rate] - used->summary.emissions_kg[rate]) / years;
  gh_cash_flow_free (flow);
}

/* What is planned. */
static guint
get_strategies (const GhSensitivityQuestion *question)
{
  return 1u << question->strategy | 1u << question->against;
}

static void
free_base (gpointer data)
{
  GhSensitivityBase *base = data;

  gh_study_free (base->study);
  gh_site_free (base->site);
  if (base->keeper != NULL)
    base->release (base->keeper);
  gh_sensitivity_point_clear (&base->point);
}

static void
free_comparison (gpointer data)
{
  gh_comparison_free (data);
}

static GhSensitivityBase *
new_base (const GhStudy *study, const GhSensitivityQuestion *question, const GhProgress *progress,
          GError **error)
{
  g_autoptr (GhSensitivityBase) base = g_atomic_rc_box_new0 (GhSensitivityBase);

  base->study = gh_study_copy (study);
  base->question = *question;
  base->site = gh_site_build (base->study, progress, error);
  return base->site != NULL ? g_steal_pointer (&base) : NULL;
}

/**
 * gh_sensitivity_base_new:
 * @study: a valid study whose files have been read
 * @question: what is asked of it
 * @progress: (nullable): told and asked
 * @error: set where planning fails, or when stopped
 *
 * Plans a study as it is, to be held against changed ones. Where it cannot be planned its point has
 * the problem, and nothing can be varied.
 *
 * Returns: (transfer full) (nullable): the base
 */
GhSensitivityBase *
gh_sensitivity_base_new (const GhStudy *study, const GhSensitivityQuestion *question,
                         const GhProgress *progress, GError **error)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  GhProgress building = gh_progress_part (progress, 0.0, 0.2);
  GhProgress planning = gh_progress_part (progress, 0.2, 1.0);
  g_autoptr (GhSensitivityBase) base = new_base (study, question, &building, error);

  if (base == NULL)
    return NULL;
  base->comparison = base->keeper
      = gh_household_compare_some (base->study, base->site, question->depth,
                                   get_strategies (question), NULL, findings, &planning, error);
  base->release = free_comparison;
  if (base->comparison == NULL)
    return NULL;
  read_point (base->comparison, base->study->finance, question, &base->point);
  return g_steal_pointer (&base);
}

/**
 * gh_sensitivity_base_new_of:
 * @study: a valid study whose files have been read
 * @comparison: its plans, of the depth of @question; both strategies are among them
 * @keeper: (transfer full): what the comparison lives as long as
 * @release: frees @keeper, in any thread
 * @question: what is asked of it
 * @progress: (nullable): told and asked
 * @error: set where planning fails, or when stopped
 *
 * The same as gh_sensitivity_base_new() of a study that has been planned already.
 *
 * Returns: (transfer full) (nullable): the base
 */
GhSensitivityBase *
gh_sensitivity_base_new_of (const GhStudy *study, const GhComparison *comparison, gpointer keeper,
                            GDestroyNotify release, const GhSensitivityQuestion *question,
                            const GhProgress *progress, GError **error)
{
  GhSensitivityBase *base = new_base (study, question, progress, error);

  if (base == NULL)
    {
      release (keeper);
      return NULL;
    }
  base->comparison = comparison;
  base->keeper = keeper;
  base->release = release;
  read_point (base->comparison, base->study->finance, question, &base->point);
  return base;
}

/**
 * gh_sensitivity_base_measure:
 * @base: a base without a problem that nobody else has yet
 * @progress: (nullable): polled
 * @error: set when stopped
 *
 * Runs the study as it is from forecasts, and counts of what plans bring the share that comes true
 * there from now on.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_sensitivity_base_measure (GhSensitivityBase *base, const GhProgress *progress, GError **error)
{
  GhSensitivityQuestion *question = &base->question;

  if (!gh_operation_measure_share (base->study, base->comparison, question->strategy,
                                   question->against, &question->capture_ratio, progress, error))
    return FALSE;
  read_point (base->comparison, base->study->finance, question, &base->point);
  return TRUE;
}

/**
 * gh_sensitivity_base_ref:
 * @base: a base
 *
 * Returns: (transfer full): @base
 */
GhSensitivityBase *
gh_sensitivity_base_ref (GhSensitivityBase *base)
{
  return g_atomic_rc_box_acquire (base);
}

/**
 * gh_sensitivity_base_unref:
 * @base: (transfer full) (nullable): a base
 *
 * Frees it with the last reference.
 */
void
gh_sensitivity_base_unref (GhSensitivityBase *base)
{
  if (base != NULL)
    g_atomic_rc_box_release_full (base, free_base);
}

/* Whether all values may be; the first that may not be is the problem. */
static gboolean
check_ranges (GhSensitivityTrial *trial)
{
  for (guint i = 0; i < trial->count; i++)
    {
      const GhSensitivityInput *input = trial->inputs[i];
      if (trial->values[i] >= input->minimum && trial->values[i] <= input->maximum)
        continue;
      g_autofree char *value = gh_sensitivity_input_format (input, trial->values[i]);
      g_autofree char *least = gh_sensitivity_input_format (input, input->minimum);
      g_autofree char *most = gh_sensitivity_input_format (input, input->maximum);
      set_problem (&trial->point, g_strdup_printf (_ ("%s: %s is not between %s and %s"),
                                                   input->title, value, least, most));
      return FALSE;
    }
  return TRUE;
}

/* Whether the changed study keeps the rules. */
static gboolean
check_study (GhStudy *study, GhSensitivityPoint *point)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();

  gh_study_validate (study, findings);
  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    {
      const GhFinding *finding = gh_findings_get (findings, i);
      if (finding->severity != GH_SEVERITY_ERROR)
        continue;
      set_problem (point, gh_message_to_sentence (finding->message));
      return FALSE;
    }
  return TRUE;
}

static gboolean
changes_site (const GhSensitivityTrial *trial)
{
  for (guint i = 0; i < trial->count; i++)
    if (gh_sensitivity_input_changes_site (trial->inputs[i], trial->values[i]))
      return TRUE;
  return FALSE;
}

/* Plans the changed study; what it cannot have is a problem of the point. */
static gboolean
plan_trial (const GhSensitivityBase *base, GhStudy *study, GhSensitivityTrial *trial,
            const GhProgress *progress, GError **error)
{
  const GhSensitivityQuestion *question = &base->question;
  GhProgress building = gh_progress_part (progress, 0.0, 0.2);
  GhProgress planning = gh_progress_part (progress, 0.2, 1.0);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhSite) site = gh_site_build (study, &building, error);

  if (site == NULL)
    return FALSE;
  for (guint i = 0; i < trial->count; i++)
    gh_sensitivity_input_apply_to_site (trial->inputs[i], study, site, trial->values[i]);
  g_autoptr (GhComparison) comparison
      = gh_household_compare_some (study, site, question->depth, get_strategies (question),
                                   base->comparison, findings, &planning, error);
  if (comparison == NULL)
    return FALSE;
  read_point (comparison, study->finance, question, &trial->point);
  return TRUE;
}

/**
 * gh_sensitivity_evaluate:
 * @base: the study as it is
 * @trial: (inout): what is changed, and what comes of it
 * @progress: (nullable): told and asked
 * @error: set where planning fails, or when stopped; what cannot be planned is a problem of the
 *   point
 *
 * Changes a copy of the study and works out what it comes to. Where the changed study has the plans
 * of the base, only money is counted; else prices of ageing are sought from those of the base on,
 * so that a study of which nothing was changed comes to what the base does.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_sensitivity_evaluate (const GhSensitivityBase *base, GhSensitivityTrial *trial,
                         const GhProgress *progress, GError **error)
{
  g_autoptr (GhStudy) study = gh_study_copy (base->study);

  trial->point = (GhSensitivityPoint){ 0 };
  if (!check_ranges (trial))
    return TRUE;
  for (guint i = 0; i < trial->count; i++)
    gh_sensitivity_input_apply (trial->inputs[i], study, trial->values[i]);
  if (!check_study (study, &trial->point))
    return TRUE;
  if (changes_site (trial) || !gh_household_plans_alike (base->study, study))
    return plan_trial (base, study, trial, progress, error);
  read_point (base->comparison, study->finance, &base->question, &trial->point);
  return TRUE;
}

/* One trial among others. */
typedef struct
{
  const GhSensitivityBase *base;
  GhSensitivityTrial *trial;
  char *message;
} Task;

/* Whom to tell which trial is being planned, rather than what of it. */
typedef struct
{
  const GhProgress *progress;
  const Task *task;
} Speaker;

static gboolean
name_trial (double fraction, const char *message G_GNUC_UNUSED, gpointer data)
{
  const Speaker *speaker = data;

  return speaker->progress->func (fraction, speaker->task->message, speaker->progress->data);
}

static gboolean
run_task (gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  Speaker speaker = { progress, task };
  GhProgress named = { name_trial, &speaker, progress->from, progress->to };

  return gh_sensitivity_evaluate (task->base, task->trial, &named, error);
}

/* "Price of the charger 2 560 €" */
static char *
describe_trial (const GhSensitivityTrial *trial)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < trial->count; i++)
    {
      g_autofree char *value = gh_sensitivity_input_format (trial->inputs[i], trial->values[i]);
      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", trial->inputs[i]->title, value);
    }
  return g_strdup (text->str);
}

/**
 * gh_sensitivity_evaluate_all:
 * @base: the study as it is
 * @trials: (inout) (array length=count): what is changed, and what comes of each
 * @count: how many
 * @progress: (nullable): told and asked
 * @error: set where planning fails, or when stopped
 *
 * The same as gh_sensitivity_evaluate() for independent trials, in as many threads as there are
 * processors. On error there are no points.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_sensitivity_evaluate_all (const GhSensitivityBase *base, GhSensitivityTrial *trials, guint count,
                             const GhProgress *progress, GError **error)
{
  g_autofree Task *tasks = g_new (Task, MAX (count, 1));
  g_autofree gpointer *pointers = g_new (gpointer, MAX (count, 1));

  for (guint i = 0; i < count; i++)
    {
      trials[i].point = (GhSensitivityPoint){ 0 };
      tasks[i] = (Task){ base, &trials[i], describe_trial (&trials[i]) };
      pointers[i] = &tasks[i];
    }
  gboolean done = gh_parallel_run (run_task, pointers, count, progress, error);
  for (guint i = 0; i < count; i++)
    {
      g_free (tasks[i].message);
      if (!done)
        gh_sensitivity_point_clear (&trials[i].point);
    }
  return done;
}
