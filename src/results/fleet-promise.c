/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the vehicles of a site can promise, in words and tables. */
#include "fleet-promise.h"

#include <math.h>
#include <string.h>

#include "number-text.h"
#include "words.h"

/* Less is rounding, kWh or kW. */
#define TINY 1e-6
#define MINUTES_PER_HOUR 60.0

struct _GhFleetPromise
{
  gatomicrefcount references;
  GhStrategy strategy;
  GhStudy *study;
  GhFleetFlexibility *part;
};

G_DEFINE_BOXED_TYPE (GhFleetPromise, gh_fleet_promise, gh_fleet_promise_ref, gh_fleet_promise_unref)

/**
 * gh_fleet_promise_compute:
 * @study: a valid study of a fleet whose files have been read; copied
 * @plans: (nullable): the plans there are of it, which are not looked for again
 * @question: of one site and period
 * @progress: (nullable): polled
 * @error: set when the site cannot be built, or when stopped
 *
 * Finds what the vehicles can promise, see gh_fleet_flexibility_find().
 *
 * Returns: (transfer full) (nullable): what they can promise
 */
GhFleetPromise *
gh_fleet_promise_compute (const GhStudy *study, GhFleetPlans *plans,
                          const GhFleetQuestion *question, const GhProgress *progress,
                          GError **error)
{
  g_autoptr (GhFleetPromise) promise = g_new0 (GhFleetPromise, 1);

  g_atomic_ref_count_init (&promise->references);
  promise->strategy = question->strategy;
  promise->study = gh_study_branch (study);
  g_autoptr (GPtrArray) parts
      = gh_fleet_flexibility_find (promise->study, plans, question, progress, error);
  if (parts == NULL)
    return NULL;
  promise->part = g_ptr_array_steal_index (parts, 0);
  return g_steal_pointer (&promise);
}

/**
 * gh_fleet_promise_ref:
 * @promise: what vehicles can promise
 *
 * Returns: (transfer full): @promise
 */
GhFleetPromise *
gh_fleet_promise_ref (GhFleetPromise *promise)
{
  g_atomic_ref_count_inc (&promise->references);
  return promise;
}

/**
 * gh_fleet_promise_unref:
 * @promise: (transfer full) (nullable): what vehicles can promise
 *
 * Frees it with the last reference.
 */
void
gh_fleet_promise_unref (GhFleetPromise *promise)
{
  if (promise == NULL || !g_atomic_ref_count_dec (&promise->references))
    return;
  gh_fleet_flexibility_free (promise->part);
  gh_study_free (promise->study);
  g_free (promise);
}

/**
 * gh_fleet_promise_answers:
 * @promise: what vehicles can promise
 * @question: of one site and period of the same study
 *
 * Returns: whether that is what was asked
 */
gboolean
gh_fleet_promise_answers (const GhFleetPromise *promise, const GhFleetQuestion *question)
{
  const GhFleetFlexibility *part = promise->part;
  gboolean is_committed = part->commitment != NULL;

  if (promise->strategy != question->strategy || part->site != question->site
      || part->period != question->period)
    return FALSE;
  /* Without a plan a profile has no answer of its own. */
  if (part->reason != NULL)
    return TRUE;
  return is_committed == (question->profile_kw != NULL)
         && (!is_committed
             || memcmp (part->commitment->profile_kw, question->profile_kw,
                        part->envelope->steps * sizeof (double))
                    == 0);
}

/**
 * gh_fleet_promise_get_study:
 * @promise: what vehicles can promise
 *
 * Returns: (transfer none): the study that it is of
 */
const GhStudy *
gh_fleet_promise_get_study (const GhFleetPromise *promise)
{
  return promise->study;
}

/**
 * gh_fleet_promise_get:
 * @promise: what vehicles can promise
 *
 * Returns: (transfer none): the figures
 */
const GhFleetFlexibility *
gh_fleet_promise_get (const GhFleetPromise *promise)
{
  return promise->part;
}

/**
 * gh_fleet_duration_get_title:
 * @duration: below %GH_FLEET_DURATIONS
 *
 * Returns: (transfer none): how long a power is held, in the user's language
 */
const char *
gh_fleet_duration_get_title (guint duration)
{
  static const char *const titles[GH_FLEET_DURATIONS]
      = { N_ ("15 minutes"), N_ ("1 hour"), N_ ("4 hours") };

  return _ (titles[duration]);
}

static char *
format_moment (const GhFleetFlexibility *part, gsize step)
{
  g_autoptr (GDateTime) utc
      = g_date_time_new_from_unix_utc (gh_time_axis_get_time (part->axis, step));
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, gh_time_axis_get_zone (part->axis));

  /* Translators: day of the week, day, month, hour and minute. */
  return g_date_time_format (local, _ ("%a %-e %b %H:%M"));
}

/* The step with the greatest number; @count where none is above nothing. */
static gsize
find_greatest (const double *numbers, gsize count)
{
  gsize greatest = count;

  for (gsize t = 0; t < count; t++)
    if (numbers[t] > (greatest < count ? numbers[greatest] : TINY))
      greatest = t;
  return greatest;
}

/* How many steps have a number, and how many one above nothing. */
static guint
count_broken (const double *short_kwh, gsize count, guint *known)
{
  guint broken = 0;

  *known = 0;
  for (gsize t = 0; t < count; t++)
    {
      *known += isfinite (short_kwh[t]) ? 1 : 0;
      broken += short_kwh[t] > TINY ? 1 : 0;
    }
  return broken;
}

/* What the connection leaves beside the plan all through a duration. */
static double
find_room (const GhFleetFlexibility *part, gsize first, gsize steps)
{
  double room = INFINITY;

  for (gsize t = first; t < MIN (first + steps, part->envelope->steps); t++)
    room = MIN (room, part->room_kw[t] - part->planned_kw[t]);
  return MAX (room, 0.0);
}

/* Promises that can be held only as far as the connection lets the power through. */
static char *
tell_room (const GhFleetFlexibility *part, guint duration, gsize up)
{
  const GhFleetHeld *held = &part->held[duration];

  if (up == part->envelope->steps || !(held->up_kw[up] > find_room (part, up, held->steps) + TINY))
    return g_strdup ("");
  g_autofree char *room = gh_number_format (find_room (part, up, held->steps), 0);
  return g_strdup_printf (_ (" Of the former the connection lets through %s kW."), room);
}

/* The most that can be held for a duration, and when. */
static char *
tell_held (const GhFleetFlexibility *part, guint duration)
{
  const GhFleetHeld *held = &part->held[duration];
  gsize count = part->envelope->steps;
  gsize up = find_greatest (held->up_kw, count), down = find_greatest (held->down_kw, count);

  if (up == count && down == count)
    return g_strdup_printf (_ ("For %s the vehicles cannot hold more or less than their plan."),
                            gh_fleet_duration_get_title (duration));
  g_autofree char *more = gh_number_format (up < count ? held->up_kw[up] : 0.0, 0);
  g_autofree char *less = gh_number_format (down < count ? held->down_kw[down] : 0.0, 0);
  g_autofree char *more_at = format_moment (part, up < count ? up : 0);
  g_autofree char *less_at = format_moment (part, down < count ? down : 0);
  g_autofree char *held_kw
      = g_strdup_printf (_ ("For %1$s the vehicles can hold up to %2$s kW more than their plan "
                            "(%3$s) and up to %4$s kW "
                            "less (%5$s)."),
                         gh_fleet_duration_get_title (duration), more, more_at, less, less_at);
  g_autofree char *room = tell_room (part, duration, up);
  return g_strconcat (held_kw, room, NULL);
}

/**
 * gh_fleet_promise_tell:
 * @promise: of a site with a plan
 *
 * Returns: (transfer full): what the vehicles can hold for an hour, in a sentence
 */
char *
gh_fleet_promise_tell (const GhFleetPromise *promise)
{
  return tell_held (promise->part, 1);
}

/* What the connection leaves, which is in no other figure. */
static void
append_room (GString *text, const GhFleetFlexibility *part)
{
  gsize least = 0;
  guint beyond = 0;

  for (gsize t = 0; t < part->envelope->steps; t++)
    {
      beyond += part->envelope->most_kw[t] > part->room_kw[t] + TINY ? 1 : 0;
      if (part->room_kw[t] < part->room_kw[least])
        least = t;
    }
  if (!isfinite (part->room_kw[least]))
    return;
  g_autofree char *room = gh_number_format (part->room_kw[least], 0);
  g_autofree char *when = format_moment (part, least);
  /* Translators: a power in kW, when that is, and two numbers of steps. */
  g_string_append_printf (text,
                          _ (" The connection is not in these figures: it leaves the vehicles "
                             "%1$s kW at least (%2$s), and in %3$u of %4$u steps they could take "
                             "more than it leaves."),
                          room, when, beyond, (guint) part->envelope->steps);
}

/**
 * gh_fleet_promise_tell_method:
 * @promise: of a site with a plan
 *
 * Returns: (transfer full): how far the figures can be trusted and what is not in them
 */
char *
gh_fleet_promise_tell_method (const GhFleetPromise *promise)
{
  const GhFleetFlexibility *part = promise->part;
  double minutes = MINUTES_PER_HOUR * gh_time_axis_get_step_hours (part->axis);
  GString *text = g_string_new (
      part->is_exact
          ? _ ("Every figure is exact: no vehicle loses more by what it does, or its losses are "
               "counted at the meter.")
          : _ ("Vehicles have losses: what can be held is what a schedule that was found does; "
               "none holds more than the bound in the table. It is told from every hour on, and "
               "which vehicles a broken promise would hurt is not known."));

  if (minutes > MINUTES_PER_HOUR * gh_fleet_duration_hours[0] + TINY)
    g_string_append_printf (text,
                            _ (" Steps are of %g minutes: what is shorter is held for a whole "
                               "step."),
                            minutes);
  append_room (text, part);
  if (part->left_out->len > 0)
    g_string_append_printf (text,
                            ngettext (" %u vehicle cannot do what it needs and is left out.",
                                      " %u vehicles cannot do what they need and are left out.",
                                      part->left_out->len),
                            part->left_out->len);
  return g_string_free (text, FALSE);
}

/* The promise upwards that is broken most. */
static char *
tell_worst_up (const GhFleetFlexibility *part, const GhFleetHeld *held, guint duration)
{
  gsize worst = find_greatest (held->up_short_kwh, part->envelope->steps);

  if (worst == part->envelope->steps)
    return NULL;
  g_autofree char *when = format_moment (part, worst);
  g_autofree char *promised = gh_number_format (held->naive_up_kw[worst], 0);
  g_autofree char *kept = gh_number_format (held->up_kw[worst], 0);
  g_autofree char *kwh = gh_number_format (held->up_short_kwh[worst], 1);
  return g_strdup_printf (
      _ ("The worst promise to take more for %1$s would be made on %2$s: %3$s kW of which the "
         "vehicles can take %4$s kW; %5$s kWh would be missing."),
      gh_fleet_duration_get_title (duration), when, promised, kept, kwh);
}

/* And downwards, at whose expense it would be kept. */
static char *
tell_worst_down (const GhFleetFlexibility *part, const GhFleetHeld *held, guint duration)
{
  gsize worst = find_greatest (held->down_short_kwh, part->envelope->steps);

  if (held->worst < part->envelope->steps)
    {
      g_autofree char *when = format_moment (part, held->worst);
      g_autofree char *kwh = gh_number_format (held->missed_kwh[held->worst], 1);
      guint vehicles = held->missing[held->worst];
      return g_strdup_printf (
          ngettext ("The worst promise to take less for %1$s would be made on %2$s: kept all the "
                    "same, it would leave %4$u vehicle without %3$s kWh that it needs.",
                    "The worst promise to take less for %1$s would be made on %2$s: kept all the "
                    "same, it would leave %4$u vehicles without %3$s kWh that they need.",
                    vehicles),
          gh_fleet_duration_get_title (duration), when, kwh, vehicles);
    }
  if (worst == part->envelope->steps)
    return NULL;
  g_autofree char *when = format_moment (part, worst);
  g_autofree char *kwh = gh_number_format (held->down_short_kwh[worst], 1);
  return g_strdup_printf (_ ("The worst promise to take less for %1$s would be made on %2$s: the "
                             "vehicles cannot do without %3$s kWh of it."),
                          gh_fleet_duration_get_title (duration), when, kwh);
}

/**
 * gh_fleet_promise_tell_worst:
 * @promise: of a site with a plan
 * @duration: below %GH_FLEET_DURATIONS
 *
 * Returns: (transfer full): the worst promises of the naive virtual battery, or that it breaks none
 */
char *
gh_fleet_promise_tell_worst (const GhFleetPromise *promise, guint duration)
{
  const GhFleetHeld *held = &promise->part->held[duration];
  g_autofree char *up = tell_worst_up (promise->part, held, duration);
  g_autofree char *down = tell_worst_down (promise->part, held, duration);

  if (up == NULL && down == NULL)
    return g_strdup_printf (_ ("For %s the virtual battery promises nothing that the vehicles "
                               "cannot keep."),
                            gh_fleet_duration_get_title (duration));
  if (up == NULL || down == NULL)
    return g_strdup (up != NULL ? up : down);
  return g_strconcat (up, " ", down, NULL);
}

/**
 * gh_fleet_promise_tell_commitment:
 * @promise: what vehicles can promise
 *
 * Returns: (transfer full) (nullable): whether a committed profile can be kept, and what is in the
 *   way; %NULL where there is none
 */
char *
gh_fleet_promise_tell_commitment (const GhFleetPromise *promise)
{
  const GhFleetFlexibility *part = promise->part;
  const GhFleetCommitment *own = part->commitment;

  if (own == NULL)
    return NULL;
  g_autofree char *deviation = gh_number_format (own->over_kwh + own->under_kwh, 2);
  if (own->is_kept)
    return g_strdup_printf (_ ("The profile can be kept: shared out to the vehicles it is met to "
                               "within %s kWh."),
                            deviation);
  g_autofree char *when = format_moment (part, own->first);
  g_autofree char *over = gh_number_format (own->over_kwh, 1);
  g_autofree char *under = gh_number_format (own->under_kwh, 1);
  g_autofree char *bound = gh_number_format (own->bound_kwh, 1);
  g_autofree char *text = g_strdup_printf (
      _ ("The profile cannot be kept, first on %1$s: %2$s kWh of it the vehicles cannot take, and "
         "%3$s kWh they have to take beyond it. No schedules come nearer to it than %4$s kWh."),
      when, over, under, bound);
  if (own->misses->len == 0)
    return g_steal_pointer (&text);
  g_autofree char *misses = g_strdup_printf (
      ngettext ("Kept at its expense, %u vehicle would have less than it needs.",
                "Kept at their expense, %u vehicles would have less than they need.",
                own->misses->len),
      own->misses->len);
  return g_strconcat (text, " ", misses, NULL);
}

/* Columns of the table of broken promises after that of the durations. */
enum
{
  BROKEN_UP,
  BROKEN_UP_MOST,
  BROKEN_DOWN,
  BROKEN_DOWN_MOST,
  BROKEN_VEHICLES,
  BROKEN_COLUMNS
};

static char *
format_share (const double *short_kwh, gsize count, GhCellForm form)
{
  guint known, broken = count_broken (short_kwh, count, &known);

  /* Translators: how many of how many promises. */
  return form == GH_CELL_PLAIN ? g_strdup_printf ("%u", broken)
                               : g_strdup_printf (_ ("%u of %u"), broken, known);
}

static char *
format_most (const double *short_kwh, gsize count, GhCellForm form)
{
  gsize most = find_greatest (short_kwh, count);
  double kwh = most < count ? short_kwh[most] : 0.0;

  return form == GH_CELL_PLAIN ? gh_number_format_plain (kwh) : gh_number_format (kwh, 1);
}

static char *
format_broken_cell (gsize duration, guint column, GhCellForm form, gconstpointer data)
{
  const GhFleetFlexibility *part = ((const GhFleetPromise *) data)->part;
  const GhFleetHeld *held = &part->held[duration];
  gsize count = part->envelope->steps;

  switch (column)
    {
    case 0:
      return g_strdup (gh_fleet_duration_get_title ((guint) duration));
    case 1 + BROKEN_UP:
      return format_share (held->up_short_kwh, count, form);
    case 1 + BROKEN_UP_MOST:
      return format_most (held->up_short_kwh, count, form);
    case 1 + BROKEN_DOWN:
      return format_share (held->down_short_kwh, count, form);
    case 1 + BROKEN_DOWN_MOST:
      return format_most (held->down_short_kwh, count, form);
    default:
      if (!part->is_exact)
        return g_strdup (form == GH_CELL_PLAIN ? "" : "–");
      return g_strdup_printf ("%u", held->worst < count ? held->missing[held->worst] : 0);
    }
}

/**
 * gh_fleet_promise_make_broken:
 * @promise: of a site with a plan
 *
 * Returns: (transfer full): a row a duration: how many promises of the virtual battery are broken,
 *   by how much at most, and how many vehicles the worst would hurt
 */
GhDataTable *
gh_fleet_promise_make_broken (GhFleetPromise *promise)
{
  GhDataTable *table = gh_data_table_new (
      _ ("Promises that the virtual battery breaks"), GH_FLEET_DURATIONS, format_broken_cell,
      gh_fleet_promise_ref (promise), (GDestroyNotify) gh_fleet_promise_unref);

  gh_data_table_add_column (table, _ ("Held for"), "");
  gh_data_table_add_column (table, _ ("Broken upwards"), "");
  gh_data_table_add_column (table, _ ("at most"), "kWh");
  gh_data_table_add_column (table, _ ("Broken downwards"), "");
  gh_data_table_add_column (table, _ ("at most"), "kWh");
  gh_data_table_add_column (table, _ ("Vehicles hurt"), "");
  return table;
}

/* Which vehicles a table is of. */
typedef struct
{
  GhFleetPromise *promise;
  const GArray *misses;
} Misses;

static void
free_misses (gpointer data)
{
  gh_fleet_promise_unref (((Misses *) data)->promise);
  g_free (data);
}

static char *
format_miss_cell (gsize index, guint column, GhCellForm form, gconstpointer data)
{
  const GhFleetMissing *missing
      = &g_array_index (((const Misses *) data)->misses, GhFleetMissing, index);

  if (column == 0)
    return g_strdup (missing->name);
  return form == GH_CELL_PLAIN ? gh_number_format_plain (missing->kwh)
                               : gh_number_format (missing->kwh, 1);
}

/**
 * gh_fleet_promise_make_misses:
 * @promise: of a site with a plan
 * @duration: below %GH_FLEET_DURATIONS; that for vehicles that a committed profile would hurt
 *
 * Returns: (transfer full) (nullable): the vehicles that the worst promise of the duration, or the
 *   committed profile, would leave with less than they need; %NULL where there are none
 */
GhDataTable *
gh_fleet_promise_make_misses (GhFleetPromise *promise, guint duration)
{
  const GArray *list = duration < GH_FLEET_DURATIONS       ? promise->part->held[duration].misses
                       : promise->part->commitment != NULL ? promise->part->commitment->misses
                                                           : NULL;
  if (list == NULL || list->len == 0)
    return NULL;
  Misses *misses = g_new (Misses, 1);
  *misses = (Misses){ gh_fleet_promise_ref (promise), list };
  GhDataTable *table = gh_data_table_new (_ ("Vehicles that would have less than they need"),
                                          list->len, format_miss_cell, misses, free_misses);
  gh_data_table_add_column (table, _ ("Vehicle"), "");
  gh_data_table_add_column (table, _ ("Missing"), "kWh");
  return table;
}
