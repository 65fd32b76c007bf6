/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, months and times of the day as studies write them; how people read them is the matter of
 * calendar-text. */
#include "cycle-text.h"

#include <string.h>

static const char *const day_words[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

static gboolean
parse_day (const char *text, guint *day)
{
  for (guint i = 0; i < G_N_ELEMENTS (day_words); i++)
    if (g_ascii_strcasecmp (text, day_words[i]) == 0)
      {
        *day = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_month (const char *text, guint *month)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, 12, &number, NULL))
    return FALSE;
  *month = (guint) number - 1;
  return TRUE;
}

/* "a-b,c": members of a cycle, a range may wrap. */
static gboolean
parse_cycle (const char *text, guint length, gboolean (*parse) (const char *, guint *), guint *mask)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  guint found = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) ends = g_strsplit (g_strstrip (parts[i]), "-", 3);
      guint count = g_strv_length (ends), from, to;
      if (count < 1 || count > 2 || !parse (g_strstrip (ends[0]), &from)
          || !parse (g_strstrip (ends[count - 1]), &to))
        return FALSE;
      for (guint k = from;; k = (k + 1) % length)
        {
          found |= 1u << k;
          if (k == to)
            break;
        }
    }
  if (found == 0)
    return FALSE;
  *mask = found;
  return TRUE;
}

/**
 * gh_days_parse:
 * @text: such as "mon-fri" or "sat,sun"; a range may wrap: "fri-mon"
 * @days: (out): bits, Monday first
 *
 * Returns: %FALSE when @text names no days
 */
gboolean
gh_days_parse (const char *text, guint *days)
{
  return parse_cycle (text, 7, parse_day, days);
}

/**
 * gh_months_parse:
 * @text: such as "6,7" or "10-3", which wraps
 * @months: (out): bits, January first
 *
 * Returns: %FALSE when @text names no months
 */
gboolean
gh_months_parse (const char *text, guint *months)
{
  return parse_cycle (text, 12, parse_month, months);
}

/**
 * gh_clock_parse:
 * @text: such as "07:30"; "24:00" is the end of the day
 * @minute: (out): minutes since midnight
 *
 * Returns: %FALSE when @text is no time of day
 */
gboolean
gh_clock_parse (const char *text, int *minute)
{
  gsize length = strlen (text);
  const char *colon = strchr (text, ':');

  if (colon == NULL || length < 4 || length > 5 || text + length - colon != 3)
    return FALSE;
  for (const char *at = text; *at != '\0'; at++)
    if (at != colon && !g_ascii_isdigit (*at))
      return FALSE;
  int hours = (int) g_ascii_strtoll (text, NULL, 10),
      minutes = (int) g_ascii_strtoll (colon + 1, NULL, 10);
  if (minutes > 59 || hours > 24 || (hours == 24 && minutes > 0))
    return FALSE;
  *minute = hours * 60 + minutes;
  return TRUE;
}

static void
append_member (GString *text, const char *const *words, guint from, guint to)
{
  if (text->len > 0)
    g_string_append_c (text, ',');
  if (words != NULL)
    g_string_append (text, words[from]);
  else
    g_string_append_printf (text, "%u", from + 1);
  if (to == from)
    return;
  if (words != NULL)
    g_string_append_printf (text, "-%s", words[to]);
  else
    g_string_append_printf (text, "-%u", to + 1);
}

static char *
format_cycle (guint mask, guint length, const char *const *words)
{
  GString *text = g_string_new (NULL);

  for (guint from = 0; from < length; from++)
    {
      if ((mask >> from & 1) == 0)
        continue;
      guint to = from;
      while (to + 1 < length && (mask >> (to + 1) & 1) != 0)
        to++;
      append_member (text, words, from, to);
      from = to;
    }
  return g_string_free (text, FALSE);
}

/**
 * gh_days_format:
 * @days: bits, Monday first
 *
 * Returns: (transfer full): what gh_days_parse() reads
 */
char *
gh_days_format (guint days)
{
  return format_cycle (days, 7, day_words);
}

/**
 * gh_months_format:
 * @months: bits, January first
 *
 * Returns: (transfer full): what gh_months_parse() reads
 */
char *
gh_months_format (guint months)
{
  return format_cycle (months, 12, NULL);
}
