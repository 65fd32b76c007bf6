/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type or paste for an attribute, read in their locale, and the same text to begin
 * with. */
#include "attribute-parse.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "attribute-text.h"
#include "calendar-text.h"
#include "cycle-text.h"
#include "errors.h"
#include "number-text.h"
#include "words.h"

#define DAYS 7
#define LAST_MINUTE 1439
/* Decimals that the number as it is may need beyond those that are shown. */
#define MOST_DIGITS 9
#define CLOSE_ENOUGH 1e-9

/* The length of a space, of whatever width, or 0. */
static gsize
get_space (const char *text)
{
  static const char *const spaces[] = { " ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89" };

  for (gsize i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (g_str_has_prefix (text, spaces[i]))
      return strlen (spaces[i]);
  return 0;
}

static const char *
skip_spaces (const char *text)
{
  while (get_space (text) > 0)
    text += get_space (text);
  return text;
}

/* The sign, which may be that of print. */
static const char *
read_sign (const char *text, gboolean *negative)
{
  static const char minus[] = "\xe2\x88\x92";

  *negative = *text == '-' || g_str_has_prefix (text, minus);
  if (*text == '-' || *text == '+')
    return text + 1;
  return *negative ? text + strlen (minus) : text;
}

/* Whether a mark behind these digits begins a group of three: no thousand begins with a zero. */
static gboolean
is_group (const char *mark, const GString *digits)
{
  return digits->len > 0 && *digits->str != '0' && g_ascii_isdigit (mark[1])
         && g_ascii_isdigit (mark[2]) && g_ascii_isdigit (mark[3]) && !g_ascii_isdigit (mark[4]);
}

/* Collects digits in front of the decimal point and behind it. The point of the locale is one
 * wherever it stands; that of others is one unless it groups three digits. */
static const char *
read_digits (const char *text, char point, GString *digits)
{
  gboolean fraction = FALSE;

  for (;; text++)
    {
      gsize space = get_space (text);
      if (g_ascii_isdigit (*text))
        g_string_append_c (digits, *text);
      else if (space > 0 && !fraction && is_group (text + space - 1, digits))
        text += space - 1;
      else if ((*text == '.' || *text == ',') && !fraction && g_ascii_isdigit (text[1])
               && (*text == point || !is_group (text, digits)))
        {
          g_string_append_c (digits, '.');
          fraction = TRUE;
        }
      else if ((*text == '.' || *text == ',') && *text != point && !fraction
               && is_group (text, digits))
        continue;
      else
        return text;
    }
}

/**
 * gh_number_parse:
 * @text: what begins with a number, in the user's locale: "1,234.5", "52,5"
 * @number: (out): the number
 * @rest: (out): what follows it, without the spaces in front
 *
 * Reads a number as people write it. Thousands may be set apart by spaces or by the mark that is
 * not the locale's decimal point; that mark is taken for a decimal point where no three digits
 * follow.
 *
 * Returns: whether there is a number
 */
gboolean
gh_number_parse (const char *text, double *number, const char **rest)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  char point = *localeconv ()->decimal_point;
  gboolean negative;

  text = skip_spaces (read_sign (skip_spaces (text), &negative));
  text = read_digits (text, point, digits);
  if (digits->len == 0)
    return FALSE;
  *number = g_ascii_strtod (digits->str, NULL);
  if (negative)
    *number = -*number;
  *rest = skip_spaces (text);
  return isfinite (*number);
}

/**
 * gh_clock_read:
 * @text: such as "7:30", "07:30", "7.30", "7 h", "730"
 * @minute: (out): since midnight
 *
 * Returns: whether that is a time of the day
 */
gboolean
gh_clock_read (const char *text, int *minute)
{
  guint64 hours, minutes = 0;
  char *end;

  text = skip_spaces (text);
  if (!g_ascii_isdigit (*text))
    return FALSE;
  hours = g_ascii_strtoull (text, &end, 10);
  if (end - text >= 3 && end - text <= 4)
    {
      minutes = hours % 100;
      hours /= 100;
    }
  else if ((*end == ':' || *end == '.' || *end == 'h') && g_ascii_isdigit (end[1]))
    minutes = g_ascii_strtoull (end + 1, &end, 10);
  end = (char *) skip_spaces (end);
  if (*end == 'h')
    end = (char *) skip_spaces (end + 1);
  *minute = (int) (MIN (hours, 24) * 60 + MIN (minutes, 60));
  return *end == '\0' && hours < 24 && minutes < 60;
}

static gboolean
same_word (const char *a, const char *b)
{
  g_autofree char *first = g_utf8_casefold (a, -1), *second = g_utf8_casefold (b, -1);

  return g_strcmp0 (first, second) == 0;
}

/* Puts the words of the study format in the place of the user's, so that one reader is enough. */
static gboolean
read_days (const char *text, guint *days)
{
  static const char *const words[DAYS] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  g_auto (GStrv) parts = g_regex_split_simple ("(\\s*(?:,|–|-|\\+|;)\\s*)", text, 0, 0);
  g_autoptr (GString) plain = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *word = g_strstrip (parts[i]);
      gboolean is_day = FALSE;
      for (guint day = 0; day < DAYS && !is_day; day++)
        {
          g_autofree char *brief = gh_day_name (day, FALSE), *whole = gh_day_name (day, TRUE);
          is_day
              = same_word (word, brief) || same_word (word, whole) || same_word (word, words[day]);
          if (is_day)
            g_string_append (plain, words[day]);
        }
      if (!is_day && i % 2 == 1)
        g_string_append_c (plain, *word == ';' || *word == '+' || *word == ',' ? ',' : '-');
      else if (!is_day)
        return FALSE;
    }
  return gh_days_parse (plain->str, days);
}

static gboolean
read_boolean (const char *text, double *number)
{
  static const char *const yes[] = { N_ ("yes"), "yes", "true", "1", "x" };
  static const char *const no[] = { N_ ("no"), "no", "false", "0", "-" };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    if (same_word (text, _ (yes[i])) || same_word (text, _ (no[i])))
      {
        *number = same_word (text, _ (yes[i]));
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_choice (const GhAttribute *attribute, const char *text, double *number)
{
  for (guint i = 0; attribute->choices[i] != NULL; i++)
    if (same_word (text, attribute->choices[i])
        || (attribute->choice_titles != NULL && same_word (text, _ (attribute->choice_titles[i]))))
      {
        *number = i;
        return TRUE;
      }
  return FALSE;
}

/* Ends the error with what there is to choose from. */
static void
set_choice_error (const GhAttribute *attribute, const char *text, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; attribute->choices[i] != NULL; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "",
                            attribute->choice_titles != NULL ? _ (attribute->choice_titles[i])
                                                             : attribute->choices[i]);
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("\"%s\" is none of: %s"), text, list->str);
}

static gboolean
check_range (const GhAttribute *attribute, const GhShownUnit *unit, double number, GError **error)
{
  gboolean low = number < attribute->minimum;
  g_autofree char *value = NULL, *limit = NULL;

  if (!low && !(number > attribute->maximum))
    return TRUE;
  value = gh_shown_unit_format (unit, number);
  limit = gh_shown_unit_format (unit, low ? attribute->minimum : attribute->maximum);
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, low ? _ ("%s is below %s") : _ ("%s is above %s"),
               value, limit);
  return FALSE;
}

/* A number with or without its unit. */
static gboolean
parse_number (const GhAttribute *attribute, const char *text, const char *currency, double *number,
              GError **error)
{
  GhShownUnit unit;
  const char *rest;

  gh_shown_unit_init (&unit, attribute, currency);
  if (!gh_number_parse (text, number, &rest))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("\"%s\" is no number"), text);
      return FALSE;
    }
  if (*rest != '\0' && !same_word (rest, unit.unit))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   *unit.unit != '\0' ? _ ("\"%s\" is no number of %s") : _ ("\"%s\" is no number"),
                   text, unit.unit);
      return FALSE;
    }
  *number /= unit.scale;
  if (attribute->kind == GH_KIND_INTEGER && fabs (*number - round (*number)) > 0.0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("%s is not a whole number"), text);
      return FALSE;
    }
  return check_range (attribute, &unit, *number, error);
}

static gboolean
parse_days (const char *text, double *number, GError **error)
{
  guint days;

  if (read_days (text, &days))
    {
      *number = days;
      return TRUE;
    }
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("\"%s\" names no days, such as %s"), text,
               "mon-fri, sun");
  return FALSE;
}

static gboolean
parse_clock (const char *text, double *number, GError **error)
{
  int minute;

  if (gh_clock_read (text, &minute))
    {
      *number = minute;
      return TRUE;
    }
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("\"%s\" is no time of the day, such as %s"),
               text, "7:30");
  return FALSE;
}

/**
 * gh_attribute_parse_value:
 * @attribute: of a number, integer, boolean, choice, clock or set of days
 * @text: what was typed, with or without the unit, in the user's language; not empty
 * @currency: of the study
 * @number: (out): what gh_place_set_number() takes
 * @error: set with a sentence for people when that is none or out of range
 *
 * The reverse of gh_attribute_edit_value().
 *
 * Returns: whether it was understood
 */
gboolean
gh_attribute_parse_value (const GhAttribute *attribute, const char *text, const char *currency,
                          double *number, GError **error)
{
  g_autofree char *word = g_strstrip (g_strdup (text));

  switch (attribute->kind)
    {
    case GH_KIND_CLOCK:
      return parse_clock (word, number, error);
    case GH_KIND_DAYS:
      return parse_days (word, number, error);
    case GH_KIND_BOOLEAN:
      if (read_boolean (word, number))
        return TRUE;
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("\"%s\" is neither yes nor no"), word);
      return FALSE;
    case GH_KIND_CHOICE:
      if (read_choice (attribute, word, number))
        return TRUE;
      set_choice_error (attribute, word, error);
      return FALSE;
    default:
      return parse_number (attribute, word, currency, number, error);
    }
}

/* As many decimals as the number has, at least those that are shown. */
static char *
edit_number (const GhAttribute *attribute, double value, const char *currency)
{
  GhShownUnit unit;

  if (isnan (value))
    return g_strdup ("");
  gh_shown_unit_init (&unit, attribute, currency);
  double shown = value * unit.scale;
  int digits = unit.digits;
  while (digits < MOST_DIGITS
         && fabs (shown - round (shown * pow (10.0, digits)) / pow (10.0, digits))
                > CLOSE_ENOUGH * fabs (shown))
    digits++;
  return gh_number_format (shown, digits);
}

/**
 * gh_attribute_edit_value:
 * @attribute: of a text or of a kind that gh_attribute_parse_value() reads
 * @record: a record
 * @currency: of the study
 *
 * Returns: (transfer full): what it holds, without its unit, as it is edited; "" for nothing
 */
char *
gh_attribute_edit_value (const GhAttribute *attribute, gconstpointer record, const char *currency)
{
  gconstpointer field = gh_attribute_field_const (attribute, record);

  switch (attribute->kind)
    {
    case GH_KIND_NUMBER:
      return edit_number (attribute, *(const double *) field, currency);
    case GH_KIND_INTEGER:
      return gh_number_format ((double) *(const gint64 *) field, 0);
    case GH_KIND_TEXT:
      return g_strdup (*(char *const *) field != NULL ? *(char *const *) field : "");
    case GH_KIND_CLOCK:
      return *(const int *) field < 0 ? g_strdup ("") : gh_clock_to_text (*(const int *) field);
    default:
      return gh_attribute_format_value (attribute, record, currency);
    }
}
