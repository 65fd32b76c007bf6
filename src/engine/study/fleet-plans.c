/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/fleet-plans.h"

#include <math.h>

#include "record-equal.h"
#include "site/fleet-profile.h"
#include "study/fleet-currents.h"
#include "study/fleet-progress.h"

/* What a vehicle takes in a step: energy bounds, driving and whether it is plugged, as asked for
 * and as it could be met, and the power and energy that were planned. */
#define BYTES_PER_STEP (2 * (3 * sizeof (double) + 1) + 2 * sizeof (double))
/* Shares of the work: of a part building its site, and of a use smart charging, if it begins from
 * that. */
#define BUILD_SHARE 0.3
#define SMART_SHARE 0.4

G_STATIC_ASSERT (GH_MOST_SITES <= 32);

/* The plans of a use. @left_out: of the study, see gh_fleet_plans_find_year()
 * @year: (nullable): before all of it was planned
 * @parts: (element-type GhFleetPlanned): by site, then period; %NULL where there is none
 * @bytes: what @parts take */
typedef struct
{
  guint use;
  guint64 left_out;
  GhFleetUseYear *year;
  GPtrArray *parts;
  gsize bytes;
} Entry;

/* @study: (owned): that the plans are of
 * @entries: (element-type Entry): the one that was asked for last at the end */
struct _GhFleetPlans
{
  gatomicrefcount references;
  GhStudy *study;
  GMutex mutex;
  GPtrArray *entries;
  gsize bytes;
  gsize most_bytes;
};

/* A use while it is planned. */
typedef struct
{
  GhFleetPlans *plans;
  guint use;
  guint64 left_out;
  guint periods;
  GhFleetUseYear *year;
  GhFleetPartFunc func;
  gpointer data;
} Run;

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  gh_fleet_use_year_unref (entry->year);
  g_ptr_array_unref (entry->parts);
  g_free (entry);
}

/**
 * gh_fleet_plans_new:
 * @study: a valid study of a fleet whose files have been read; what it says now is
 *   kept
 * @most_bytes: what schedules may take
 *
 * Returns: (transfer full): room for the plans of the study
 */
GhFleetPlans *
gh_fleet_plans_new (const GhStudy *study, gsize most_bytes)
{
  GhFleetPlans *self = g_new0 (GhFleetPlans, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->mutex);
  self->study = gh_study_branch (study);
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  self->most_bytes = most_bytes;
  return self;
}

/**
 * gh_fleet_plans_ref:
 * @self: plans
 *
 * Returns: (transfer full): @self
 */
GhFleetPlans *
gh_fleet_plans_ref (GhFleetPlans *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * gh_fleet_plans_unref:
 * @self: (transfer full) (nullable): plans
 *
 * Frees them with the last reference.
 */
void
gh_fleet_plans_unref (GhFleetPlans *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->entries);
  gh_study_free (self->study);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Whether two connections let the same through; what a stronger one costs does not count. */
static gboolean
are_connections_same (const GhConnection *connection, const GhConnection *other)
{
  if (connection == NULL || other == NULL)
    return connection == other;
  GhConnection one = *connection, second = *other;
  one.upgrade_per_kw = second.upgrade_per_kw = 0.0;
  return gh_record_equal (&gh_connection_table, &one, &second);
}

static gboolean
are_sites_same (const GhFleetSite *site, const GhFleetSite *other)
{
  GhFleetSite one = *site, second = *other;

  one.connection = second.connection = NULL;
  return gh_record_equal (&gh_fleet_site_table, &one, &second)
         && are_connections_same (site->connection, other->connection);
}

/**
 * gh_fleet_plans_are_same:
 * @study: a study of a fleet
 * @other: another
 *
 * Returns: whether the plans of one are those of the other: they differ in nothing but the money of
 *   equipment, of the aggregator and of stronger connections, and in what is asked of them
 */
gboolean
gh_fleet_plans_are_same (const GhStudy *study, const GhStudy *other)
{
  GhStudy one = *study, second = *other;
  guint sites = study->sites != NULL ? study->sites->len : 0;

  if (sites != (other->sites != NULL ? other->sites->len : 0))
    return FALSE;
  one.what_if = second.what_if = NULL;
  one.finance = second.finance = NULL;
  one.fleet = second.fleet = NULL;
  one.sites = second.sites = NULL;
  for (guint s = 0; s < sites; s++)
    if (!are_sites_same (g_ptr_array_index (study->sites, s), g_ptr_array_index (other->sites, s)))
      return FALSE;
  return gh_record_equal (&gh_study_table, &one, &second);
}

/**
 * gh_fleet_plans_are_of:
 * @self: plans
 * @study: a study
 *
 * Returns: whether they are the plans of the study, see gh_fleet_plans_are_same()
 */
gboolean
gh_fleet_plans_are_of (const GhFleetPlans *self, const GhStudy *study)
{
  return gh_fleet_plans_are_same (self->study, study);
}

/**
 * gh_fleet_plans_get_bytes:
 * @self: plans
 *
 * Returns: about how much memory the schedules take that are kept
 */
gsize
gh_fleet_plans_get_bytes (GhFleetPlans *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return self->bytes;
}

static GhFleetPlanned *
ref_planned (GhFleetPlanned *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * gh_fleet_planned_unref:
 * @self: (transfer full) (nullable): a part
 *
 * Frees it with the last reference.
 */
void
gh_fleet_planned_unref (GhFleetPlanned *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  gh_fleet_depot_unref (self->depot);
  gh_fleet_plan_free (self->plan);
  g_free (self);
}

static GhFleetUseYear *
ref_year (GhFleetUseYear *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * gh_fleet_use_year_unref:
 * @self: (transfer full) (nullable): a use over a year
 *
 * Frees it with the last reference.
 */
void
gh_fleet_use_year_unref (GhFleetUseYear *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  gh_fleet_year_free (self->year);
  gh_fleet_groups_clear (&self->groups);
  g_free (self);
}

/* The plans of a use, which become those that were asked for last; with the mutex held. */
static Entry *
get_entry (GhFleetPlans *self, guint use, guint64 left_out)
{
  Entry *entry = NULL;

  for (guint i = 0; i < self->entries->len && entry == NULL; i++)
    {
      Entry *one = g_ptr_array_index (self->entries, i);
      if (one->use == use && one->left_out == left_out)
        entry = g_ptr_array_steal_index (self->entries, i);
    }
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      *entry = (Entry){ .use = use, .left_out = left_out };
      entry->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_fleet_planned_unref);
      g_ptr_array_set_size (entry->parts,
                            (int) (self->study->sites->len * gh_fleet_count_periods (self->study)));
    }
  g_ptr_array_add (self->entries, entry);
  return entry;
}

static gsize
count_bytes (const GhFleetDepot *depot)
{
  return depot->site->store_count * gh_time_axis_get_count (depot->site->axis) * BYTES_PER_STEP;
}

/* Schedules of other uses make room, those first that were not asked for the longest. */
static gboolean
make_room (GhFleetPlans *self, gsize bytes, const Entry *but)
{
  for (guint i = 0; i < self->entries->len && self->bytes + bytes > self->most_bytes; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);
      guint count = entry->parts->len;
      if (entry == but)
        continue;
      g_ptr_array_set_size (entry->parts, 0);
      g_ptr_array_set_size (entry->parts, (int) count);
      self->bytes -= entry->bytes;
      entry->bytes = 0;
    }
  return self->bytes + bytes <= self->most_bytes;
}

static GhFleetPlanned *
new_planned (GhFleetDepot *depot, GhFleetPlan *plan)
{
  GhFleetPlanned *planned = g_new (GhFleetPlanned, 1);

  *planned = (GhFleetPlanned){ .depot = depot, .plan = plan };
  g_atomic_ref_count_init (&planned->references);
  return planned;
}

/* Keeps a part in its place, if there is room: @planned, or else a copy of what it is made of. A
 * plan that was stopped may get better and is not kept. */
static void
keep_part (GhFleetPlans *self, guint use, guint64 left_out, guint index, GhFleetPlanned *planned,
           const GhFleetDepot *depot, const GhFleetPlan *plan)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  Entry *entry = get_entry (self, use, left_out);
  gsize bytes = count_bytes (depot);

  if (plan->plan->status == GH_PLAN_TIME_LIMIT || g_ptr_array_index (entry->parts, index) != NULL
      || !make_room (self, bytes, entry))
    return;
  g_ptr_array_index (entry->parts, index)
      = planned != NULL ? ref_planned (planned)
                        : new_planned (gh_fleet_depot_ref (depot), gh_fleet_plan_copy (plan));
  entry->bytes += bytes;
  self->bytes += bytes;
}

static gboolean
take_part (const GhFleetPart *part, const GhFleetDepot *depot, const GhFleetPlan *plan,
           gpointer data, GError **error)
{
  Run *run = data;

  if (plan->plan->grid_kw != NULL)
    gh_fleet_groups_add (&run->year->groups, part, depot, plan->plan);
  if (run->plans != NULL)
    keep_part (run->plans, run->use, run->left_out, part->site * run->periods + part->period, NULL,
               depot, plan);
  return run->func == NULL || run->func (part, depot, plan, run->data, error);
}

/* Only smart charging fills valleys. */
static GhFleetPlanOptions
get_options (guint use)
{
  gboolean fills = use == GH_FLEET_VALLEYS;

  return (GhFleetPlanOptions){ .strategy = fills ? GH_STRATEGY_SMART : (GhStrategy) use,
                               .fill_valleys = fills,
                               .good_gap = GH_FLEET_GOOD_GAP };
}

/* What of that which is to be left out there is: import limits of sites, and least currents. */
static guint64
drop_needless (const GhStudy *study, guint64 left_out)
{
  guint64 left = gh_fleet_has_least_current (study) ? left_out & GH_FLEET_LEAST_CURRENTS : 0;

  for (guint s = 0; s < study->sites->len; s++)
    {
      const GhConnection *connection
          = ((const GhFleetSite *) g_ptr_array_index (study->sites, s))->connection;
      if ((left_out & (1ull << s)) != 0 && connection != NULL
          && !isnan (connection->import_limit_kw))
        left |= 1ull << s;
    }
  return left;
}

/* The study without what is left out. */
static GhStudy *
new_without (const GhStudy *study, guint64 left_out)
{
  GhStudy *copy = gh_study_copy (study);

  for (guint s = 0; s < copy->sites->len; s++)
    if ((left_out & (1ull << s)) != 0)
      ((GhFleetSite *) g_ptr_array_index (copy->sites, s))->connection->import_limit_kw = NAN;
  if ((left_out & GH_FLEET_LEAST_CURRENTS) != 0)
    gh_fleet_drop_least_currents (copy);
  return copy;
}

/* Vehicles that may discharge may as well not: such uses begin from the plans of smart charging,
 * which are near and cost at most as much. Always, so that numbers do not depend on what was looked
 * at before. */
static gboolean
begins_from_smart (guint use)
{
  return use == GH_STRATEGY_V2H || use == GH_STRATEGY_V2G;
}

static GhFleetUseYear *
plan_year (Run *run, const GhStudy *study, const GPtrArray *from, const GhProgress *progress,
           GError **error)
{
  g_autoptr (GhFleetUseYear) own = g_new0 (GhFleetUseYear, 1);
  g_autoptr (GhStudy) changed = run->left_out != 0 ? new_without (study, run->left_out) : NULL;
  const GhFleetPlanOptions options = get_options (run->use);

  g_atomic_ref_count_init (&own->references);
  gh_fleet_groups_init (&own->groups, study);
  run->year = own;
  own->year = gh_fleet_year_new (changed != NULL ? changed : study, &options, from, take_part, run,
                                 progress, error);
  own->groups.study = NULL;
  return own->year != NULL ? g_steal_pointer (&own) : NULL;
}

/* The year, if it is known; with @parts: (out) (nullable) only where all of them are. */
static GhFleetUseYear *
look_up (GhFleetPlans *self, guint use, guint64 left_out, GPtrArray **parts)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  Entry *entry = get_entry (self, use, left_out);

  if (entry->year == NULL)
    return NULL;
  for (guint i = 0; parts != NULL && i < entry->parts->len; i++)
    if (g_ptr_array_index (entry->parts, i) == NULL)
      return NULL;
  if (parts != NULL)
    {
      *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_fleet_planned_unref);
      for (guint i = 0; i < entry->parts->len; i++)
        g_ptr_array_add (*parts, ref_planned (g_ptr_array_index (entry->parts, i)));
    }
  return ref_year (entry->year);
}

static void
keep_year (const Run *run, GhFleetUseYear *year)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&run->plans->mutex);
  Entry *entry = get_entry (run->plans, run->use, run->left_out);

  gh_fleet_use_year_unref (entry->year);
  entry->year = ref_year (year);
}

/* Tells the caller the parts again. */
static gboolean
tell_parts (const GhFleetUseYear *year, const GPtrArray *parts, const Run *run, GError **error)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const GhFleetPlanned *planned = g_ptr_array_index (parts, i);
      if (!run->func (&g_array_index (year->year->parts, GhFleetPart, i), planned->depot,
                      planned->plan, run->data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
collect_part (const GhFleetPart *part G_GNUC_UNUSED, const GhFleetDepot *depot,
              const GhFleetPlan *plan, gpointer data, GError **error G_GNUC_UNUSED)
{
  g_ptr_array_add (data, new_planned (gh_fleet_depot_ref (depot), gh_fleet_plan_copy (plan)));
  return TRUE;
}

/* Plans a use that begins from smart charging. Stopped before that is planned, what there is of it
 * is a plan of the use as well. */
static GhFleetUseYear *
plan_from_smart (Run *run, const GhStudy *study, const GhProgress *progress, GError **error)
{
  GhProgress first = gh_progress_part (progress, 0.0, SMART_SHARE);
  GhProgress then = gh_progress_part (progress, SMART_SHARE, 1.0);
  g_autoptr (GPtrArray) parts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_fleet_planned_unref);
  g_autoptr (GPtrArray) from = g_ptr_array_new ();
  g_autoptr (GhFleetUseYear) smart = gh_fleet_plans_find_year (
      run->plans, study, GH_STRATEGY_SMART, 0, collect_part, parts, &first, error);

  if (smart == NULL)
    return NULL;
  if (smart->year->is_stopped)
    {
      smart->year->strategy = (GhStrategy) run->use;
      return run->func == NULL || tell_parts (smart, parts, run, error) ? g_steal_pointer (&smart)
                                                                        : NULL;
    }
  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (from, ((GhFleetPlanned *) g_ptr_array_index (parts, i))->plan);
  return plan_year (run, study, from, &then, error);
}

/**
 * gh_fleet_plans_find_year:
 * @self: (nullable): the plans there are of the study; with %NULL nothing is kept
 * @study: a valid study of a fleet whose files have been read, see gh_fleet_plans_are_of()
 * @use: below %GH_FLEET_USES, or %GH_STRATEGY_AS_GIVEN
 * @left_out: what of the study does not count: limits of import of sites, a bit for each, and
 *   %GH_FLEET_LEAST_CURRENTS
 * @func: (nullable): called with each part
 * @data: passed on
 * @progress: (nullable): polled while there is something to plan
 * @error: set when a part cannot be built, when @func fails or when stopped before the first plan
 *
 * A year of a fleet in one way of using it, see gh_fleet_year_new(): as it was planned before,
 * otherwise it is planned now, and kept unless it was stopped. V2H and V2G begin from the plans of
 * smart charging, which are found first. The one way to plan a fleet.
 *
 * Returns: (transfer full) (nullable): the year; %NULL on error
 */
GhFleetUseYear *
gh_fleet_plans_find_year (GhFleetPlans *self, const GhStudy *study, guint use, guint64 left_out,
                          GhFleetPartFunc func, gpointer data, const GhProgress *progress,
                          GError **error)
{
  Run run = { .plans = self,
              .use = use,
              .left_out = drop_needless (study, left_out),
              .periods = gh_fleet_count_periods (study),
              .func = func,
              .data = data };
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GhFleetUseYear) known
      = self != NULL ? look_up (self, use, run.left_out, func != NULL ? &parts : NULL) : NULL;

  if (known != NULL)
    return func == NULL || tell_parts (known, parts, &run, error) ? g_steal_pointer (&known) : NULL;
  GhFleetUseYear *year = begins_from_smart (use) && run.left_out == 0
                             ? plan_from_smart (&run, study, progress, error)
                             : plan_year (&run, study, NULL, progress, error);
  if (year != NULL && self != NULL && !year->year->is_stopped)
    keep_year (&run, year);
  return year;
}

static GhFleetPlanned *
look_up_part (GhFleetPlans *self, guint use, guint index)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  GhFleetPlanned *planned = g_ptr_array_index (get_entry (self, use, 0)->parts, index);

  return planned != NULL ? ref_planned (planned) : NULL;
}

/**
 * gh_fleet_plans_find_part:
 * @self: (nullable): the plans there are of the study; with %NULL nothing is kept
 * @study: a valid study of a fleet whose files have been read, see gh_fleet_plans_are_of()
 * @use: below %GH_FLEET_USES, or %GH_STRATEGY_AS_GIVEN
 * @site: index of a site
 * @period: index of a period
 * @progress: (nullable): polled while there is something to plan
 * @error: set when the site cannot be built or planned, or when stopped
 *
 * One part of a year alone, as it was planned before or is planned now.
 *
 * Returns: (transfer full) (nullable): the part; %NULL on error
 */
GhFleetPlanned *
gh_fleet_plans_find_part (GhFleetPlans *self, const GhStudy *study, guint use, guint site,
                          guint period, const GhProgress *progress, GError **error)
{
  guint index = site * gh_fleet_count_periods (study) + period;
  GhFleetPlanOptions options = get_options (use);
  g_auto (GhFleetProgress) named = { 0 };
  g_autoptr (GhFleetPlanned) smart = NULL;
  GhFleetPlanned *planned = self != NULL ? look_up_part (self, use, index) : NULL;

  if (planned != NULL)
    return planned;
  if (begins_from_smart (use))
    {
      GhProgress first = gh_progress_part (progress, 0.0, SMART_SHARE);
      smart
          = gh_fleet_plans_find_part (self, study, GH_STRATEGY_SMART, site, period, &first, error);
      if (smart == NULL)
        return NULL;
      options.from = smart->plan;
    }
  GhProgress own = gh_progress_part (progress, smart != NULL ? SMART_SHARE : 0.0, 1.0);
  gh_fleet_progress_init (&named, study, &options, site, period, &own);
  GhProgress building = gh_progress_part (&named.outer, 0.0, BUILD_SHARE);
  GhProgress planning = gh_progress_part (&named.outer, BUILD_SHARE, 1.0);
  g_autoptr (GhFleetDepot) depot = smart != NULL
                                       ? gh_fleet_depot_ref (smart->depot)
                                       : gh_fleet_depot_new (study, site, period, &building, error);
  if (depot == NULL)
    return NULL;
  GhFleetPlan *plan = gh_fleet_plan_new (depot->site, &options, &planning, error);
  if (plan == NULL)
    return NULL;
  planned = new_planned (g_steal_pointer (&depot), plan);
  if (self != NULL)
    keep_part (self, use, 0, index, planned, planned->depot, plan);
  return planned;
}
