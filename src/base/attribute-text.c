/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an attribute holds, in a few words with its unit. */
#include "attribute-text.h"

#include <math.h>

#include "calendar-text.h"
#include "cycle-text.h"
#include "number-text.h"
#include "series-spec.h"
#include "words.h"

/* Where there is nothing to be said. */
#define NOTHING "–"

static char *
format_number (const GhAttribute *attribute, double value, const char *currency)
{
  GhShownUnit unit;

  if (isnan (value))
    return g_strdup (NOTHING);
  gh_shown_unit_init (&unit, attribute, currency);
  if (attribute->kind == GH_KIND_PRICE)
    gh_shown_unit_init_price (&unit, currency);
  /* Enough decimals for the number as it is, since it may differ from another in the last. */
  double shown = value * unit.scale;
  while (unit.digits < 6
         && fabs (shown - round (shown * pow (10.0, unit.digits)) / pow (10.0, unit.digits))
                > 1e-9 * fabs (shown))
    unit.digits++;
  return gh_shown_unit_format (&unit, value);
}

static char *
format_values (const GhAttribute *attribute, const GhSeries *series, const char *currency)
{
  const double *values = gh_series_get_values (series);
  gsize count = gh_series_get_count (series);
  double sum = 0.0;
  GhShownUnit unit;

  for (gsize i = 0; i < count; i++)
    sum += values[i];
  gh_shown_unit_init (&unit, attribute, currency);
  if (attribute->kind == GH_KIND_PRICE)
    gh_shown_unit_init_price (&unit, currency);
  g_autofree char *mean = gh_shown_unit_format (&unit, count > 0 ? sum / (double) count : NAN);
  return g_strdup_printf (_ ("%u numbers, %s on average"), (guint) count, mean);
}

static char *
format_series (const GhAttribute *attribute, const GhSeriesSpec *spec, const char *currency)
{
  if (spec == NULL)
    return g_strdup (NOTHING);
  if (spec->form == GH_SERIES_NUMBER)
    return format_number (attribute, spec->number, currency);
  if (spec->form == GH_SERIES_FILE)
    return g_strdup_printf ("%s, %s", spec->file->file,
                            spec->file->column != NULL ? spec->file->column : NOTHING);
  if (spec->form == GH_SERIES_VALUES)
    return format_values (attribute, spec->values, currency);
  g_autofree char *annual = gh_number_format (spec->shape->annual_kwh, 0);
  return g_strdup_printf (_ ("%s kWh a year, by the shape"), annual);
}

static char *
format_price (const GhAttribute *attribute, const GhPriceSpec *spec, const char *currency)
{
  if (spec == NULL)
    return g_strdup (NOTHING);
  if (spec->series != NULL)
    return format_series (attribute, spec->series, currency);
  if (spec->market != NULL)
    {
      g_autofree char *series = format_series (attribute, spec->market->series, currency);
      g_autofree char *added = format_number (attribute, spec->market->add, currency);
      return g_strdup_printf (_ ("%s, times %.4g, plus %s"), series, spec->market->multiply, added);
    }
  g_autofree char *other = format_number (attribute, spec->periods->default_price, currency);
  guint count = spec->periods->periods != NULL ? spec->periods->periods->len : 0;
  GString *text = g_string_new (other);
  for (guint i = 0; i < count; i++)
    {
      const GhPricePeriod *period = g_ptr_array_index (spec->periods->periods, i);
      g_autofree char *price = format_number (attribute, period->price, currency);
      g_autofree char *from = gh_clock_to_text (period->from), *to = gh_clock_to_text (period->to);
      g_autofree char *days = gh_days_to_text (period->days);
      g_string_append_printf (text, "; %s %s %s–%s", price, days, from, to);
    }
  return g_string_free (text, FALSE);
}

static char *
format_numbers (const GArray *numbers)
{
  GString *text = g_string_new (numbers == NULL ? NOTHING : NULL);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    g_string_append_printf (text, "%s%g", i > 0 ? "; " : "", g_array_index (numbers, double, i));
  return g_string_free (text, FALSE);
}

static char *
format_date (gint32 days)
{
  if (days == GH_NO_DATE)
    return g_strdup (NOTHING);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) days * 86400);
  return g_date_time_format (date, "%F");
}

static char *
format_moment (gint64 moment)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (moment);

  return g_date_time_format_iso8601 (time);
}

static char *
format_dates (const GArray *dates)
{
  guint count = dates != NULL ? dates->len : 0;

  return g_strdup_printf (ngettext ("%u day", "%u days", count), count);
}

static const char *
get_choice (const GhAttribute *attribute, int choice)
{
  return attribute->choice_titles != NULL ? _ (attribute->choice_titles[choice])
                                          : attribute->choices[choice];
}

/**
 * gh_attribute_format_value:
 * @attribute: of a record, no object and no list
 * @record: (nullable): a record; %NULL for one that is absent
 * @currency: of the study
 *
 * Returns: (transfer full): what it holds, with its unit, in the user's language; a dash for
 * nothing
 */
char *
gh_attribute_format_value (const GhAttribute *attribute, gconstpointer record, const char *currency)
{
  if (record == NULL)
    return g_strdup (NOTHING);
  gconstpointer field = gh_attribute_field_const (attribute, record);
  switch (attribute->kind)
    {
    case GH_KIND_NUMBER:
      return format_number (attribute, *(const double *) field, currency);
    case GH_KIND_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, *(const gint64 *) field);
    case GH_KIND_BOOLEAN:
      return g_strdup (*(const gboolean *) field ? _ ("yes") : _ ("no"));
    case GH_KIND_TEXT:
      return g_strdup (*(char *const *) field != NULL ? *(char *const *) field : NOTHING);
    case GH_KIND_CHOICE:
      return g_strdup (get_choice (attribute, *(const int *) field));
    case GH_KIND_CLOCK:
      return *(const int *) field < 0 ? g_strdup (NOTHING)
                                      : gh_clock_to_text (*(const int *) field);
    case GH_KIND_DATE:
      return format_date (*(const gint32 *) field);
    case GH_KIND_MOMENT:
      return format_moment (*(const gint64 *) field);
    case GH_KIND_DAYS:
      return gh_days_to_text (*(const guint *) field);
    case GH_KIND_MONTHS:
      return gh_months_to_text (*(const guint *) field);
    case GH_KIND_DATES:
      return format_dates (*(GArray *const *) field);
    case GH_KIND_NUMBERS:
      return format_numbers (*(GArray *const *) field);
    case GH_KIND_SERIES:
      return format_series (attribute, *(GhSeriesSpec *const *) field, currency);
    case GH_KIND_PRICE:
      return format_price (attribute, *(GhPriceSpec *const *) field, currency);
    default:
      return g_strdup (NOTHING);
    }
}

/* A series as programs are told of it: where it comes from, or how many numbers it has. */
static char *
write_series (const GhSeriesSpec *spec)
{
  if (spec == NULL)
    return NULL;
  if (spec->form == GH_SERIES_FILE)
    return g_strdup_printf ("%s, %s", spec->file->file,
                            spec->file->column != NULL ? spec->file->column : "");
  if (spec->form == GH_SERIES_SHAPE)
    return g_strdup ("shape");
  return g_strdup_printf ("%u numbers",
                          spec->values != NULL ? (guint) gh_series_get_count (spec->values) : 1);
}

static char *
write_price (const GhPriceSpec *spec)
{
  if (spec == NULL || spec->series != NULL)
    return spec != NULL ? write_series (spec->series) : NULL;
  return g_strdup (spec->market != NULL ? "market price" : "periods");
}

static char *
write_clock (int minute)
{
  return minute >= 0 ? g_strdup_printf ("%02d:%02d", minute / 60, minute % 60) : NULL;
}

/**
 * gh_attribute_write_value:
 * @attribute: of a record, no object and no list
 * @record: (nullable): a record; %NULL for one that is absent
 *
 * The same as gh_attribute_format_value() for programs: words as the study format has them, in any
 * locale. What is one number is told by gh_attribute_get_number().
 *
 * Returns: (transfer full) (nullable): what it holds; %NULL for nothing
 */
char *
gh_attribute_write_value (const GhAttribute *attribute, gconstpointer record)
{
  if (record == NULL)
    return NULL;
  gconstpointer field = gh_attribute_field_const (attribute, record);
  switch (attribute->kind)
    {
    case GH_KIND_BOOLEAN:
      return g_strdup (*(const gboolean *) field ? "true" : "false");
    case GH_KIND_TEXT:
      return g_strdup (*(char *const *) field);
    case GH_KIND_CHOICE:
      return g_strdup (attribute->choices[*(const int *) field]);
    case GH_KIND_CLOCK:
      return write_clock (*(const int *) field);
    case GH_KIND_DATE:
      return *(const gint32 *) field != GH_NO_DATE ? format_date (*(const gint32 *) field) : NULL;
    case GH_KIND_MOMENT:
      return format_moment (*(const gint64 *) field);
    case GH_KIND_DAYS:
      return gh_days_format (*(const guint *) field);
    case GH_KIND_MONTHS:
      return gh_months_format (*(const guint *) field);
    case GH_KIND_SERIES:
      return write_series (*(GhSeriesSpec *const *) field);
    case GH_KIND_PRICE:
      return write_price (*(GhPriceSpec *const *) field);
    default:
      return NULL;
    }
}

/* The one number that a series is; NAN where it is none. */
static double
get_constant (const GhSeriesSpec *spec)
{
  return spec != NULL && spec->form == GH_SERIES_NUMBER ? spec->number : NAN;
}

/**
 * gh_attribute_get_number:
 * @attribute: of a record
 * @record: (nullable): a record
 *
 * Returns: the number that it holds, in the unit of the study's file; NAN where it is none
 */
double
gh_attribute_get_number (const GhAttribute *attribute, gconstpointer record)
{
  if (record == NULL)
    return NAN;
  gconstpointer field = gh_attribute_field_const (attribute, record);
  if (attribute->kind == GH_KIND_NUMBER)
    return *(const double *) field;
  if (attribute->kind == GH_KIND_INTEGER)
    return (double) *(const gint64 *) field;
  if (attribute->kind == GH_KIND_SERIES)
    return get_constant (*(GhSeriesSpec *const *) field);
  if (attribute->kind == GH_KIND_PRICE && *(GhPriceSpec *const *) field != NULL)
    return get_constant ((*(GhPriceSpec *const *) field)->series);
  return NAN;
}
