/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-clock.h"

#include "errors.h"
#include "time-axis.h"
#include "words.h"

#define DAY 86400
/* The longest step, and the most rows in a row whose offset may be wrong. */
#define LONGEST_STEP (31 * DAY)
#define WRONG_ROWS 48
/* More different distances between rows than this are no step, nor worth their memory. */
#define MOST_DIFFERENCES 1000000
/* As many at the end of the file, where nothing behind them proves it. */
#define LAST_WRONG_ROWS 3

/* What the passes over the rows take of the whole, in their order. */
typedef enum
{
  PASS_NUMBERS,
  PASS_MONTHS,
  PASS_DAYS,
  PASS_DATES,
  PASS_ORDER,
  PASS_TURN,
  PASS_MOMENTS,
  PASS_STANDARD,
  PASS_STEP,
  PASS_CHANGES,
  PASS_MENDING,
  PASSES
} Pass;

/* Tells how far a pass is, and asks whether to go on. */
static gboolean
go_on (const GhCsvClock *clock, Pass pass, guint row, GError **error)
{
  GhProgress part;

  if (row % GH_PROGRESS_INTERVAL != 0)
    return TRUE;
  part = gh_progress_part (clock->progress, pass / (double) PASSES, (pass + 1) / (double) PASSES);
  return gh_progress_count (&part, row, clock->lines->len, error);
}

static GhCsvTime *
get_raw (const GhCsvClock *clock, guint index)
{
  return &g_array_index (clock->raw, GhCsvTime, index);
}

static guint
get_line (const GhCsvClock *clock, guint index)
{
  return g_array_index (clock->lines, guint32, index);
}

static gint64
get_local (const GhCsvClock *clock, guint index)
{
  return gh_csv_time_to_local (get_raw (clock, index));
}

static gboolean
is_day_of_month (const GhCsvTime *time, int month, int day)
{
  return month >= 1 && month <= 12 && day >= 1
         && day <= g_date_get_days_in_month ((GDateMonth) month, (GDateYear) time->year);
}

/* How often the date goes on by at most a day when the first number is the month, or the day. */
static gboolean
count_even_steps (const GhCsvClock *clock, gboolean month_first, guint *even, GError **error)
{
  gint64 before = 0;

  *even = 0;
  for (guint i = 0; i < clock->raw->len; i++)
    {
      if (!go_on (clock, month_first ? PASS_MONTHS : PASS_DAYS, i, error))
        return FALSE;
      const GhCsvTime *time = get_raw (clock, i);
      int month = month_first ? time->month : time->day;
      int day = month_first ? time->day : time->month;
      if (!is_day_of_month (time, month, day))
        continue;
      gint64 date = gh_date_from_civil (time->year, month, day);
      *even += i > 0 && ABS (date - before) <= 1;
      before = date;
    }
  return TRUE;
}

/* Which number of 3/4/2023 is the month: told by numbers above 12, else by the order of rows. */
static gboolean
find_month_first (const GhCsvClock *clock, gboolean *month_first, GError **error)
{
  guint month_line = 0, day_line = 0, by_month, by_day;

  for (guint i = 0; i < clock->raw->len; i++)
    {
      const GhCsvTime *time = get_raw (clock, i);
      if (!go_on (clock, PASS_NUMBERS, i, error))
        return FALSE;
      if (!(time->flags & GH_CSV_EITHER_ORDER))
        continue;
      if (time->month > 12 && day_line == 0)
        day_line = get_line (clock, i);
      if (time->day > 12 && month_line == 0)
        month_line = get_line (clock, i);
    }
  if (month_line > 0 && day_line > 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("line %u: the date has its day where line %u has its month."),
                   MAX (month_line, day_line), MIN (month_line, day_line));
      return FALSE;
    }
  *month_first = month_line > 0;
  if (month_line > 0 || day_line > 0)
    return TRUE;

  if (!count_even_steps (clock, TRUE, &by_month, error)
      || !count_even_steps (clock, FALSE, &by_day, error))
    return FALSE;
  *month_first = by_month > by_day;
  const char *order = *month_first ? _ ("month/day/year") : _ ("day/month/year");
  if (by_month == by_day)
    gh_findings_add (clock->findings, GH_SEVERITY_WARNING, "$",
                     _ ("The dates can be read with the day or the month first; they were read "
                        "as %s."),
                     order);
  else
    g_ptr_array_add (clock->repairs,
                     g_strdup_printf (_ ("The dates can be read with the day or the month first; "
                                         "the order of the rows shows that they are %s."),
                                      order));
  return TRUE;
}

static gboolean
decide_dates (GhCsvClock *clock, GError **error)
{
  gboolean month_first = TRUE;

  if (!(clock->flags & GH_CSV_EITHER_ORDER))
    return TRUE;
  if (!find_month_first (clock, &month_first, error))
    return FALSE;
  for (guint i = 0; i < clock->raw->len; i++)
    {
      GhCsvTime *time = get_raw (clock, i);
      guint8 first = time->month;
      if (!go_on (clock, PASS_DATES, i, error))
        return FALSE;
      if (time->flags & GH_CSV_EITHER_ORDER && !month_first)
        {
          time->month = time->day;
          time->day = first;
        }
      if (!is_day_of_month (time, time->month, time->day))
        {
          g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("line %u: this date does not exist."),
                       get_line (clock, i));
          return FALSE;
        }
    }
  return TRUE;
}

/* Turns the rows round when the newest comes first. */
static gboolean
turn_round (GhCsvClock *clock, GError **error)
{
  guint up = 0, down = 0, count = clock->raw->len;
  gint64 before = get_local (clock, 0);

  for (guint i = 1; i < count; i++)
    {
      gint64 now = get_local (clock, i);
      up += now > before;
      down += now < before;
      before = now;
      if (!go_on (clock, PASS_ORDER, i, error))
        return FALSE;
    }
  clock->reversed = down > up;
  if (!clock->reversed)
    return TRUE;
  for (guint i = 0, k = count - 1; i < k; i++, k--)
    {
      GhCsvTime time = *get_raw (clock, i);
      guint32 line = get_line (clock, i);
      if (!go_on (clock, PASS_TURN, i, error))
        return FALSE;
      *get_raw (clock, i) = *get_raw (clock, k);
      *get_raw (clock, k) = time;
      g_array_index (clock->lines, guint32, i) = get_line (clock, k);
      g_array_index (clock->lines, guint32, k) = line;
    }
  g_ptr_array_add (clock->repairs,
                   g_strdup (_ ("The newest row came first; the order was turned round.")));
  return TRUE;
}

/* How often each difference comes; runs of one are counted at once. */
typedef struct
{
  GHashTable *counts; /* (element-type gint64 guint) */
  gint64 step;
  guint best;
} Differences;

static void
count_run (Differences *differences, gint64 difference, guint run)
{
  gpointer known = g_hash_table_lookup (differences->counts, &difference);
  guint all = GPOINTER_TO_UINT (known) + run;

  g_hash_table_insert (differences->counts, g_memdup2 (&difference, sizeof difference),
                       GUINT_TO_POINTER (all));
  if (difference > 0 && difference <= LONGEST_STEP && all > differences->best)
    {
      differences->best = all;
      differences->step = difference;
    }
}

static gboolean
count_differences (const GhCsvClock *clock, Differences *differences, GError **error)
{
  const gint64 *times = clock->unix_times;
  guint count = clock->lines->len;

  for (guint i = 1, run; i < count; i += run)
    {
      gint64 difference = times[i] - times[i - 1];
      for (run = 1; i + run < count && times[i + run] - times[i + run - 1] == difference; run++)
        if (!go_on (clock, PASS_STEP, i + run, error))
          return FALSE;
      count_run (differences, difference, run);
      if (g_hash_table_size (differences->counts) > MOST_DIFFERENCES)
        return TRUE;
      if (!go_on (clock, PASS_STEP, i, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gh_csv_clock_find_step:
 * @clock: with the moments of its rows, in order; gets the step
 * @error: set to %GH_ERROR_INVALID, with a line number, when there is no even step, or to
 *   %GH_ERROR_STOPPED
 *
 * Finds the commonest positive difference; its share tells whether there is a step at all.
 *
 * Returns: whether there is a step
 */
gboolean
gh_csv_clock_find_step (GhCsvClock *clock, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Differences differences = { .counts = counts };
  guint count = clock->lines->len;
  guint bad_line = 0;

  if (!count_differences (clock, &differences, error))
    return FALSE;
  clock->step_seconds = (int) differences.step;
  if (differences.best * (guint64) 2 >= count - 1 && differences.step > 0)
    return TRUE;
  for (guint i = 1; i < count && bad_line == 0; i++)
    if (clock->unix_times[i] - clock->unix_times[i - 1] != differences.step)
      bad_line = get_line (clock, i);
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("line %u: the rows do not follow each other in even steps of time."),
               MAX (bad_line, 1));
  return FALSE;
}

static gint32
offset_at (GTimeZone *zone, gint64 unix_time)
{
  return g_time_zone_get_offset (
      zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, unix_time));
}

/* Days around which the clock of a zone stays as it is: by far the most. */
typedef struct
{
  gint64 day; /* G_MININT64 none so far */
  gboolean still;
  gint32 offset;
} StillDay;

/* Whether clocks are not changed from a day before @local to a day after its day, and what the
 * offset is then; looked up once a day and not once a row. */
static gboolean
is_still (const GhCsvClock *clock, gint64 local, StillDay *known)
{
  gint64 day = local / DAY;

  if (day == known->day)
    return known->still;
  known->day = day;
  known->offset = offset_at (clock->zone, (day - 2) * DAY);
  known->still = known->offset == offset_at (clock->zone, (day + 3) * DAY)
                 && known->offset == offset_at (clock->zone, day * DAY);
  return known->still;
}

/* Naive local time to UTC. Around a change of clocks both offsets are tried: of a repeated hour
 * the one that follows @before, a skipped hour goes on with the old offset (@skipped is set). */
static gint64
local_to_unix (const GhCsvClock *clock, gint64 local, gboolean has_before, gint64 before,
               gboolean *skipped)
{
  gint32 early = offset_at (clock->zone, local - DAY);
  gint32 late = offset_at (clock->zone, local + DAY);
  gint64 first = local - early, second = local - late;

  *skipped = FALSE;
  if (early == late)
    return first;
  gboolean first_is = offset_at (clock->zone, first) == early;
  gboolean second_is = offset_at (clock->zone, second) == late;
  *skipped = !first_is && !second_is;
  if (first_is && second_is && first != second)
    return has_before && before >= MIN (first, second) ? MAX (first, second) : MIN (first, second);
  return second_is && !first_is ? second : first;
}

/* A table that keeps standard time has rows in the hour that clocks skip, and then the hour. */
static gboolean
keeps_standard_time (const GhCsvClock *clock, const gint64 *times, const guint8 *skipped,
                     guint *index)
{
  for (guint i = 0; i + 1 < clock->raw->len; i++)
    if (skipped[i] && times[i + 1] <= times[i])
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
use_standard_time (GhCsvClock *clock, guint index, GError **error)
{
  gint64 local = get_local (clock, index);
  gint32 offset = MIN (offset_at (clock->zone, local - DAY), offset_at (clock->zone, local + DAY));

  for (guint i = 0; i < clock->raw->len; i++)
    if (!go_on (clock, PASS_STANDARD, i, error))
      return FALSE;
    else if (get_raw (clock, i)->offset == GH_CSV_NO_OFFSET)
      clock->unix_times[i] = get_local (clock, i) - offset;
  g_ptr_array_add (clock->repairs,
                   g_strdup_printf (_ ("Line %u stands in an hour that the clocks of %s skip: the "
                                       "times were read as standard time all year round."),
                                    get_line (clock, index), clock->zone_name));
  return TRUE;
}

/* Moments of all rows; offsets are believed for now. */
static gboolean
assign_moments (GhCsvClock *clock, GError **error)
{
  StillDay known = { .day = G_MININT64 };
  guint count = clock->raw->len;
  g_autofree guint8 *skipped = g_new0 (guint8, count);
  gint32 last_offset = 0;
  guint index;

  for (guint i = 0; i < count; i++)
    {
      const GhCsvTime *time = get_raw (clock, i);
      gint64 local = gh_csv_time_to_local (time);
      gboolean in_gap = FALSE;
      if (!go_on (clock, PASS_MOMENTS, i, error))
        return FALSE;
      if (time->offset != GH_CSV_NO_OFFSET || !clock->uses_zone)
        {
          last_offset = time->offset != GH_CSV_NO_OFFSET ? time->offset : last_offset;
          clock->unix_times[i] = local - last_offset;
        }
      else if (is_still (clock, local, &known))
        clock->unix_times[i] = local - known.offset;
      else
        clock->unix_times[i]
            = local_to_unix (clock, local, i > 0, i > 0 ? clock->unix_times[i - 1] : 0, &in_gap);
      skipped[i] = in_gap;
    }
  if (keeps_standard_time (clock, clock->unix_times, skipped, &index))
    return use_standard_time (clock, index, error);
  return TRUE;
}

/* Rows from @from whose offset must be that of the row before, because the rows behind them go
 * on as if it were; 0 when the offset is not the fault. */
static guint
count_wrong_offsets (const GhCsvClock *clock, guint from, gint32 offset)
{
  gint64 expected = clock->unix_times[from - 1] + clock->step_seconds;

  for (guint wrong = 0; wrong <= WRONG_ROWS; wrong++)
    {
      guint at = from + wrong;
      if (at == clock->raw->len)
        return wrong <= LAST_WRONG_ROWS ? wrong : 0;
      if (wrong > 0 && clock->unix_times[at] == expected)
        return wrong;
      if (get_local (clock, at) - offset != expected)
        return 0;
      expected += clock->step_seconds;
    }
  return 0;
}

/* An offset that breaks the even steps, where the one before keeps them, is a slip of the source.
 */
static gboolean
mend_offsets (GhCsvClock *clock, GError **error)
{
  g_autoptr (GString) places = g_string_new (NULL);
  guint mended = 0, named = 0;

  for (guint i = 1; i < clock->raw->len; i++)
    {
      gint64 before = clock->unix_times[i - 1];
      if (!go_on (clock, PASS_MENDING, i, error))
        return FALSE;
      if (clock->unix_times[i] == before + clock->step_seconds)
        continue;
      gint32 offset = (gint32) (get_local (clock, i - 1) - before);
      guint wrong = count_wrong_offsets (clock, i, offset);
      for (guint k = i; k < i + wrong; k++)
        clock->unix_times[k] = get_local (clock, k) - offset;
      if (wrong > 0 && named++ < 5)
        g_string_append_printf (places, wrong > 1 ? "%s%u–%u" : "%s%u", named > 1 ? ", " : "",
                                get_line (clock, i), get_line (clock, i + wrong - 1));
      mended += wrong;
      i += wrong > 0 ? wrong - 1 : 0;
    }
  if (mended > 0)
    g_ptr_array_add (clock->repairs,
                     g_strdup_printf (ngettext ("The offset from UTC of %u row contradicts the "
                                                "rows around it and was corrected (line %s%s).",
                                                "The offset from UTC of %u rows contradicts the "
                                                "rows around them and was corrected (line %s%s).",
                                                mended),
                                      mended, places->str, named > 5 ? ", …" : ""));
  return TRUE;
}

/* Whether the row stands an hour before (-1) or after (1) where the steps would have it. */
static int
hour_jump (const GhCsvClock *clock, guint index)
{
  gint64 off = clock->unix_times[index] - clock->unix_times[index - 1] - clock->step_seconds;

  return off == 3600 ? 1 : off == -3600 ? -1 : 0;
}

/* Whether the hours that are skipped and repeated take turns, as clock changes do. A repetition
 * alone counts early on a Sunday. */
static gboolean
has_clock_changes (const GhCsvClock *clock, guint *repeated, GError **error)
{
  guint repetitions = 0, skips = 0;
  int last = 0;

  for (guint i = 1; i < clock->raw->len; i++)
    {
      int jump = hour_jump (clock, i);
      if (!go_on (clock, PASS_CHANGES, i, error))
        return FALSE;
      if (jump == 0)
        continue;
      if (jump == last)
        return FALSE;
      last = jump;
      skips += jump > 0;
      if (jump < 0 && repetitions++ == 0)
        *repeated = i;
    }
  if (repetitions == 0)
    return FALSE;
  const GhCsvTime *time = get_raw (clock, *repeated);
  gint32 date = gh_date_from_civil (time->year, time->month, time->day);
  return skips > 0 || (gh_date_get_weekday (date) == 7 && time->second <= 3 * 3600);
}

/* Times that follow clock changes of which the time zone knows nothing: the rows tell. */
static gboolean
follow_rows (GhCsvClock *clock, GError **error)
{
  GError *stopped = NULL;
  guint repeated = 0;
  gint64 shift = 0;

  if (!has_clock_changes (clock, &repeated, &stopped))
    {
      if (stopped != NULL)
        g_propagate_error (error, stopped);
      return stopped == NULL;
    }
  gint64 before = clock->unix_times[0];
  for (guint i = 1; i < clock->raw->len; i++)
    {
      gint64 off = clock->unix_times[i] - before - clock->step_seconds;
      if (!go_on (clock, PASS_MENDING, i, error))
        return FALSE;
      before = clock->unix_times[i];
      shift -= ABS (off) == 3600 ? off : 0;
      clock->unix_times[i] += shift;
    }
  g_ptr_array_add (clock->repairs,
                   g_strdup_printf (_ ("The times follow clock changes (an hour is repeated in "
                                       "line %u) that the time zone %s does not have; they were "
                                       "read by the order of the rows. Name the time zone."),
                                    get_line (clock, repeated), clock->zone_name));
  return TRUE;
}

/**
 * gh_csv_clock_run:
 * @clock: with everything but the outcome set
 * @error: set to %GH_ERROR_INVALID, with a line number, when there is no even step, or to
 *   %GH_ERROR_STOPPED
 *
 * Finds the moment of every row and the step between them. Gaps and repetitions are left.
 *
 * Returns: whether there is a step
 */
gboolean
gh_csv_clock_run (GhCsvClock *clock, GError **error)
{
  if (clock->raw->len < 2)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("line %u: one row is too few to tell the step of time."),
                   clock->raw->len > 0 ? get_line (clock, 0) : 1);
      return FALSE;
    }
  if (!decide_dates (clock, error))
    return FALSE;
  if (!turn_round (clock, error))
    return FALSE;
  clock->unix_times = g_new (gint64, clock->raw->len);
  clock->uses_zone = clock->with_offset * 2 <= clock->raw->len;
  if (!assign_moments (clock, error) || !gh_csv_clock_find_step (clock, error))
    return FALSE;
  return clock->with_offset > 0 ? mend_offsets (clock, error) : follow_rows (clock, error);
}
