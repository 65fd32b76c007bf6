/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A spread of a group as a short text that reads back: "17:15 ± 40 min (14:30–20:30)", a normal
 * distribution cut off at both ends, or "52; 68 (2:1)", one of several values and how often each.
 */
#include "spread-text.h"

#include <math.h>
#include <string.h>

#include "attribute-parse.h"
#include "calendar-text.h"
#include "errors.h"
#include "number-text.h"
#include "site/fleet-profile.h"
#include "words.h"

#define PLUS_MINUS "±"
#define DASH "–"
#define MOST_DIGITS 6
#define CLOSE_ENOUGH 1e-9
/* As far from its mean a picture shows a normal distribution that is not cut off. */
#define DEVIATIONS 3.0

/* Both kinds of spread as numbers, in the unit that people are shown; clock times in minutes.
 * @mean: NAN: one of the values
 * @least: NAN: that of the attribute
 * @most: NAN: that of the attribute
 * @values: (element-type double)
 * @weights: (element-type double): empty: all the same */
typedef struct
{
  double mean;
  double deviation;
  double least;
  double most;
  GArray *values;
  GArray *weights;
} Parts;

/* @is_clock: whether numbers are clock times
 * @unit: of other numbers */
typedef struct
{
  const GhAttribute *attribute;
  gboolean is_clock;
  GhShownUnit unit;
} Kind;

static void
parts_init (Parts *parts)
{
  *parts = (Parts){ .mean = NAN,
                    .least = NAN,
                    .most = NAN,
                    .values = g_array_new (FALSE, FALSE, sizeof (double)),
                    .weights = g_array_new (FALSE, FALSE, sizeof (double)) };
}

static void
parts_clear (Parts *parts)
{
  g_array_unref (parts->values);
  g_array_unref (parts->weights);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static void
kind_init (Kind *kind, const GhAttribute *attribute, const char *currency)
{
  kind->attribute = attribute;
  kind->is_clock = attribute->table == &gh_clock_spread_table;
  gh_shown_unit_init (&kind->unit, attribute, currency);
}

static double
from_clock (int minute)
{
  return minute < 0 ? (double) NAN : (double) minute;
}

static void
append_all (GArray *to, const GArray *from, double scale)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    {
      double number = g_array_index (from, double, i) * scale;
      g_array_append_val (to, number);
    }
}

static void
take_apart_clock (const GhClockSpread *spread, Parts *parts)
{
  parts->mean = from_clock (spread->mean);
  parts->deviation = spread->deviation;
  parts->least = from_clock (spread->least);
  parts->most = from_clock (spread->most);
  for (guint i = 0; spread->values != NULL && i < spread->values->len; i++)
    {
      double at = ((const GhClockValue *) g_ptr_array_index (spread->values, i))->at;
      g_array_append_val (parts->values, at);
    }
  append_all (parts->weights, spread->weights, 1.0);
}

static void
take_apart (const Kind *kind, gconstpointer record, Parts *parts)
{
  const GhSpread *spread = record;
  double scale = kind->unit.scale;

  if (kind->is_clock)
    {
      take_apart_clock (record, parts);
      return;
    }
  parts->mean = spread->mean * scale;
  parts->deviation = spread->deviation * scale;
  parts->least = spread->least * scale;
  parts->most = spread->most * scale;
  append_all (parts->values, spread->values, scale);
  append_all (parts->weights, spread->weights, 1.0);
}

static char *
format_plain (double number, int digits)
{
  while (digits < MOST_DIGITS
         && fabs (number - round (number * pow (10.0, digits)) / pow (10.0, digits))
                > CLOSE_ENOUGH * fabs (number))
    digits++;
  return gh_number_format (number, digits);
}

static char *
format_one (const Kind *kind, double number)
{
  if (isnan (number))
    return g_strdup ("");
  return kind->is_clock ? gh_clock_to_text ((int) number) : format_plain (number, 0);
}

static char *
format_values (const Kind *kind, const Parts *parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->values->len; i++)
    {
      g_autofree char *value = format_one (kind, g_array_index (parts->values, double, i));
      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", value);
    }
  return g_string_free (text, FALSE);
}

static char *
format_weights (const Parts *parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->weights->len; i++)
    {
      g_autofree char *weight = format_plain (g_array_index (parts->weights, double, i), 0);
      g_string_append_printf (text, "%s%s", i > 0 ? ":" : "", weight);
    }
  return g_string_free (text, FALSE);
}

/**
 * gh_attribute_is_spread:
 * @attribute: an attribute
 *
 * Returns: whether it holds a spread, of numbers or of clock times
 */
gboolean
gh_attribute_is_spread (const GhAttribute *attribute)
{
  return attribute->kind == GH_KIND_OBJECT
         && (attribute->table == &gh_spread_table || attribute->table == &gh_clock_spread_table);
}

/**
 * gh_spread_split:
 * @attribute: that holds a spread; its unit is that of the texts
 * @spread: (nullable): a #GhSpread or #GhClockSpread
 * @currency: of the study
 * @fields: (out) (transfer full): a text for each #GhSpreadField; "" for what is not given
 *
 * Tells a spread part by part, as gh_spread_join() puts it together.
 */
void
gh_spread_split (const GhAttribute *attribute, gconstpointer spread, const char *currency,
                 char *fields[GH_SPREAD_FIELDS])
{
  g_auto (Parts) parts;
  Kind kind;

  parts_init (&parts);
  kind_init (&kind, attribute, currency);
  if (spread != NULL)
    take_apart (&kind, spread, &parts);
  fields[GH_SPREAD_MEAN] = format_one (&kind, parts.mean);
  fields[GH_SPREAD_DEVIATION]
      = parts.deviation > 0.0 ? format_plain (parts.deviation, 0) : g_strdup ("");
  fields[GH_SPREAD_LEAST] = format_one (&kind, parts.least);
  fields[GH_SPREAD_MOST] = format_one (&kind, parts.most);
  fields[GH_SPREAD_VALUES] = format_values (&kind, &parts);
  fields[GH_SPREAD_WEIGHTS] = format_weights (&parts);
}

/**
 * gh_spread_join:
 * @fields: a text for each #GhSpreadField
 * @has_values: whether it is one of several values, not a normal distribution
 *
 * Returns: (transfer full): the text that gh_spread_parse() reads; "" for none
 */
char *
gh_spread_join (const char *const fields[GH_SPREAD_FIELDS], gboolean has_values)
{
  GString *text = g_string_new (fields[has_values ? GH_SPREAD_VALUES : GH_SPREAD_MEAN]);

  if (has_values)
    {
      /* One value alone is told from a mean by what would follow it. */
      if (text->len > 0 && strchr (text->str, ';') == NULL)
        g_string_append_c (text, ';');
      if (*fields[GH_SPREAD_WEIGHTS] != '\0')
        g_string_append_printf (text, " (%s)", fields[GH_SPREAD_WEIGHTS]);
      return g_string_free (text, FALSE);
    }
  if (*fields[GH_SPREAD_DEVIATION] != '\0')
    g_string_append_printf (text, " " PLUS_MINUS " %s", fields[GH_SPREAD_DEVIATION]);
  if (*fields[GH_SPREAD_LEAST] != '\0' || *fields[GH_SPREAD_MOST] != '\0')
    g_string_append_printf (text, " (%s" DASH "%s)", fields[GH_SPREAD_LEAST],
                            fields[GH_SPREAD_MOST]);
  return g_string_free (text, FALSE);
}

static void
clear_fields (char **fields)
{
  for (guint i = 0; i < GH_SPREAD_FIELDS; i++)
    g_free (fields[i]);
}

/**
 * gh_spread_format:
 * @attribute: that holds a spread; its unit is that of the text
 * @spread: (nullable): a #GhSpread or #GhClockSpread
 * @currency: of the study
 *
 * Returns: (transfer full): the spread as gh_spread_parse() reads it; "" for none
 */
char *
gh_spread_format (const GhAttribute *attribute, gconstpointer spread, const char *currency)
{
  char *fields[GH_SPREAD_FIELDS], *text;

  if (spread == NULL)
    return g_strdup ("");
  gh_spread_split (attribute, spread, currency, fields);
  if (*fields[GH_SPREAD_DEVIATION] != '\0' && attribute->table == &gh_clock_spread_table)
    {
      g_autofree char *minutes = fields[GH_SPREAD_DEVIATION];
      fields[GH_SPREAD_DEVIATION] = g_strdup_printf ("%s min", minutes);
    }
  text = gh_spread_join ((const char *const *) fields, *fields[GH_SPREAD_VALUES] != '\0');
  clear_fields (fields);
  return text;
}

/* Where the picture of a spread begins and ends. */
static void
find_ends (const Parts *parts, double *from, double *to)
{
  double reach = parts->deviation > 0.0 ? DEVIATIONS * parts->deviation : 1.0;

  *from = isnan (parts->least) ? parts->mean - reach : parts->least;
  *to = isnan (parts->most) ? parts->mean + reach : parts->most;
  for (guint i = 0; i < parts->values->len; i++)
    {
      double value = g_array_index (parts->values, double, i);
      *from = i > 0 ? MIN (*from, value) : value;
      *to = i > 0 ? MAX (*to, value) : value;
    }
  if (*to <= *from)
    {
      *from -= 1.0;
      *to += 1.0;
    }
}

static void
sample_values (const Parts *parts, double from, double to, double *samples, guint count)
{
  for (guint i = 0; i < parts->values->len; i++)
    {
      double place = (g_array_index (parts->values, double, i) - from) / (to - from);
      samples[(guint) round (place * (count - 1))]
          += i < parts->weights->len ? g_array_index (parts->weights, double, i) : 1.0;
    }
}

/* Without a deviation there is nothing but the mean. */
static void
sample_normal (const Parts *parts, double from, double to, double *samples, guint count)
{
  double step = (to - from) / (count - 1), width = MAX (parts->deviation, step / 2.0);

  for (guint i = 0; i < count; i++)
    {
      double distance = (from + i * step - parts->mean) / width;
      samples[i] = exp (-distance * distance / 2.0);
    }
}

/**
 * gh_spread_sample:
 * @attribute: that holds a spread
 * @spread: a #GhSpread or #GhClockSpread
 * @count: of the numbers, at least 2
 *
 * Returns: (transfer full): how likely values are from the least to the greatest, at equal
 *   distances; only their ratios mean something
 */
GhSeries *
gh_spread_sample (const GhAttribute *attribute, gconstpointer spread, guint count)
{
  double *samples = g_new0 (double, count), from, to;
  g_auto (Parts) parts;
  Kind kind;

  parts_init (&parts);
  kind_init (&kind, attribute, "");
  take_apart (&kind, spread, &parts);
  find_ends (&parts, &from, &to);
  if (parts.values->len > 0)
    sample_values (&parts, from, to, samples, count);
  else
    sample_normal (&parts, from, to, samples, count);
  return gh_series_new_take (samples, count);
}

/**
 * gh_spread_get_middle:
 * @attribute: that holds a spread
 * @spread: (nullable): a #GhSpread or #GhClockSpread
 *
 * Returns: what spreads are sorted by: the mean, or that of the values; NAN for none
 */
double
gh_spread_get_middle (const GhAttribute *attribute, gconstpointer spread)
{
  g_auto (Parts) parts;
  double sum = 0.0, weights = 0.0;
  Kind kind;

  parts_init (&parts);
  if (spread == NULL)
    return NAN;
  kind_init (&kind, attribute, "");
  take_apart (&kind, spread, &parts);
  for (guint i = 0; i < parts.values->len; i++)
    {
      double weight = i < parts.weights->len ? g_array_index (parts.weights, double, i) : 1.0;
      sum += weight * g_array_index (parts.values, double, i);
      weights += weight;
    }
  return weights > 0.0 ? sum / weights : parts.mean;
}

/* One number or clock time, with or without its unit. An empty text is none where there may be
 * none. */
static gboolean
parse_one (const Kind *kind, const char *text, double *number, GError **error)
{
  g_autofree char *word = g_strstrip (g_strdup (text));
  GhAttribute plain = { .name = kind->attribute->name,
                        .kind = kind->is_clock ? GH_KIND_CLOCK : GH_KIND_NUMBER,
                        .unit = kind->attribute->unit,
                        .percent = kind->attribute->percent,
                        .digits = kind->attribute->digits,
                        .minimum = kind->attribute->minimum,
                        .maximum = kind->attribute->maximum };

  if (!gh_attribute_parse_value (&plain, word, "", number, error))
    return FALSE;
  *number *= kind->is_clock ? 1.0 : kind->unit.scale;
  return TRUE;
}

static gboolean
parse_optional (const Kind *kind, const char *text, double *number, GError **error)
{
  g_autofree char *word = g_strstrip (g_strdup (text));

  return *word == '\0' || parse_one (kind, word, number, error);
}

/* How far values are spread: in the unit of the mean, minutes for clock times. */
static gboolean
parse_deviation (const Kind *kind, const char *text, double *number, GError **error)
{
  const char *unit = kind->is_clock ? "min" : kind->unit.unit;
  g_autofree char *word = g_strstrip (g_strdup (text));
  const char *rest;

  if (gh_number_parse (word, number, &rest) && *number >= 0.0
      && (*rest == '\0' || g_str_equal (rest, unit)))
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("\"%s\" is no deviation"), word);
  return FALSE;
}

static gboolean
parse_range (const Kind *kind, const char *text, Parts *parts, GError **error)
{
  g_auto (GStrv) ends = g_regex_split_simple ("–|-|…|\\.\\.\\.", text, 0, 0);

  if (g_strv_length (ends) != 2)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("\"%s\" is no range, such as %s"), text,
                   kind->is_clock ? "14:30–20:30" : "8–20");
      return FALSE;
    }
  return parse_optional (kind, ends[0], &parts->least, error)
         && parse_optional (kind, ends[1], &parts->most, error);
}

static gboolean
parse_weights (const char *text, Parts *parts, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ":", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *rest;
      double weight;
      if (!gh_number_parse (words[i], &weight, &rest) || *rest != '\0' || weight < 0.0)
        {
          g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("\"%s\" is no weight"), words[i]);
          return FALSE;
        }
      g_array_append_val (parts->weights, weight);
    }
  if (parts->weights->len == parts->values->len)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("%u values, but %u weights"),
               parts->values->len, parts->weights->len);
  return FALSE;
}

static gboolean
parse_values (const Kind *kind, const char *text, Parts *parts, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ";", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      double value = NAN;
      if (!parse_optional (kind, words[i], &value, error))
        return FALSE;
      if (!isnan (value))
        g_array_append_val (parts->values, value);
    }
  if (parts->values->len > 0)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("\"%s\" has no values"), text);
  return FALSE;
}

static gboolean
parse_normal (const Kind *kind, const char *text, Parts *parts, GError **error)
{
  g_auto (GStrv) words = g_regex_split_simple (PLUS_MINUS "|\\+/?-", text, 0, 0);
  guint count = g_strv_length (words);

  if (count > 2 || count == 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("\"%s\" is no mean with its deviation"),
                   text);
      return FALSE;
    }
  return parse_one (kind, words[0], &parts->mean, error)
         && (count < 2 || parse_deviation (kind, words[1], &parts->deviation, error));
}

/* @body: what is in front of the brackets; @inner: (nullable): what is in them */
static gboolean
parse_parts (const Kind *kind, const char *body, const char *inner, Parts *parts, GError **error)
{
  if (strchr (body, ';') != NULL)
    return parse_values (kind, body, parts, error)
           && (inner == NULL || parse_weights (inner, parts, error));
  return parse_normal (kind, body, parts, error)
         && (inner == NULL || parse_range (kind, inner, parts, error));
}

static GArray *
scale_all (const GArray *numbers, double scale)
{
  GArray *scaled = g_array_new (FALSE, FALSE, sizeof (double));

  append_all (scaled, numbers, scale);
  return scaled;
}

/* Nothing is given where there is no number. */
static void
set_number (const GhAttributeTable *table, gpointer spread, const char *name, double number)
{
  if (!isnan (number))
    gh_record_set_number (table, spread, name, number);
}

static void
take_pointer (const GhAttributeTable *table, gpointer record, const char *name, gpointer value)
{
  GhPlace place = { .table = table, .record = record, .item = -1 };

  place.attribute = gh_attribute_table_find (table, name, &place.index);
  gh_place_take_pointer (&place, value);
}

static gpointer
new_clock_values (const Parts *parts)
{
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i < parts->values->len; i++)
    {
      gpointer value = gh_record_new (&gh_clock_value_table);
      set_number (&gh_clock_value_table, value, "at", g_array_index (parts->values, double, i));
      g_ptr_array_add (values, value);
    }
  return values;
}

static gpointer
put_together (const Kind *kind, const Parts *parts)
{
  const GhAttributeTable *table = kind->attribute->table;
  double scale = kind->is_clock ? 1.0 : 1.0 / kind->unit.scale;
  gpointer spread = gh_record_new (table);

  if (parts->values->len > 0)
    take_pointer (table, spread, "values",
                  kind->is_clock ? new_clock_values (parts)
                                 : (gpointer) scale_all (parts->values, scale));
  if (parts->weights->len > 0)
    take_pointer (table, spread, "weights", scale_all (parts->weights, 1.0));
  set_number (table, spread, "mean", parts->mean * scale);
  if (parts->deviation > 0.0)
    set_number (table, spread, "deviation", parts->deviation * scale);
  set_number (table, spread, "least", parts->least * scale);
  set_number (table, spread, "most", parts->most * scale);
  return spread;
}

/**
 * gh_spread_parse:
 * @attribute: that holds a spread
 * @text: as gh_spread_format() writes it, or as people do: "17:15 +- 40", "52; 68"
 * @currency: of the study
 * @error: set with a sentence for people when it is none, or out of the attribute's range
 *
 * Returns: (transfer full) (nullable): the spread, a record of the attribute's table
 */
gpointer
gh_spread_parse (const GhAttribute *attribute, const char *text, const char *currency,
                 GError **error)
{
  g_autofree char *body = g_strstrip (g_strdup (text));
  char *inner = strrchr (body, '(');
  g_auto (Parts) parts;
  Kind kind;

  parts_init (&parts);
  kind_init (&kind, attribute, currency);
  if (inner != NULL && body[strlen (body) - 1] == ')')
    {
      body[strlen (body) - 1] = '\0';
      *inner++ = '\0';
    }
  else
    inner = NULL;
  return parse_parts (&kind, body, inner, &parts, error) ? put_together (&kind, &parts) : NULL;
}
