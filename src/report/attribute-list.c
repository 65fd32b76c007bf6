/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that a study assumes, read off the attribute tables: what was given, and what holds because
 * nothing was. */
#include "attribute-list.h"

#include <math.h>
#include <string.h>

#include "calendar-text.h"
#include "number-text.h"
#include "physics/cell.h"
#include "series-slots.h"
#include "tariff-words.h"
#include "words.h"

/* What is passed along. @path: of the record that is walked through, as JSON paths are written */
typedef struct
{
  const GhStudy *study;
  GPtrArray *list;
} Walk;

static void walk_record (Walk *walk, const GhAttributeTable *table, gconstpointer record,
                         const char *group, const char *path);

static void
free_listed (gpointer data)
{
  GhListedAttribute *listed = data;

  g_free (listed->group);
  g_free (listed->title);
  g_free (listed->value);
  g_free (listed);
}

/* @value: (transfer full) (nullable): %NULL and "" are left out */
static void
take_listed (Walk *walk, const char *group, const char *title, char *value, gboolean is_given)
{
  if (value == NULL || *value == '\0')
    {
      g_free (value);
      return;
    }
  GhListedAttribute *listed = g_new (GhListedAttribute, 1);
  *listed = (GhListedAttribute){ g_strdup (group), g_strdup (title), value, is_given };
  g_ptr_array_add (walk->list, listed);
}

static char *
format_date (gint32 date)
{
  int year, month, day;

  if (date == GH_NO_DATE)
    return NULL;
  gh_date_to_civil (date, &year, &month, &day);
  g_autoptr (GDateTime) moment = g_date_time_new_utc (year, month, day, 0, 0, 0.0);
  return g_date_time_format (moment, _ ("%-d %b %Y"));
}

/* By the clock of the place. */
static char *
format_moment (const GhStudy *study, gint64 unix_time)
{
  g_autoptr (GhTimeAxis) axis = gh_study_new_axis (study);
  GhCivilTime civil;

  gh_civil_time_at (gh_time_axis_get_zone (axis), unix_time, &civil);
  g_autofree char *date = format_date (civil.date);
  g_autofree char *clock = gh_clock_to_text (civil.minute);
  return g_strdup_printf ("%s %s", date, clock);
}

static char *
format_numbers (const GArray *numbers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      g_autofree char *number = gh_number_format (g_array_index (numbers, double, i), 3);
      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", number);
    }
  return g_string_free (text, FALSE);
}

static char *
format_number (const Walk *walk, const GhAttribute *attribute, double value)
{
  GhShownUnit unit;

  if (isnan (value))
    return NULL;
  gh_shown_unit_init (&unit, attribute, walk->study->currency);
  return gh_shown_unit_format (&unit, value);
}

static char *
format_text (const GhAttribute *attribute, const char *text)
{
  const GhCell *cell
      = text != NULL && g_str_equal (attribute->name, "cell") ? gh_cell_find (text) : NULL;

  return g_strdup (cell != NULL ? _ (cell->name) : text);
}

/* The kinds that are one value. */
static char *
format_scalar (const Walk *walk, const GhAttribute *attribute, gconstpointer field)
{
  switch (attribute->kind)
    {
    case GH_KIND_NUMBER:
      return format_number (walk, attribute, *(const double *) field);
    case GH_KIND_INTEGER:
      return format_number (walk, attribute, (double) *(const gint64 *) field);
    case GH_KIND_BOOLEAN:
      return g_strdup (*(const gboolean *) field ? _ ("yes") : _ ("no"));
    case GH_KIND_TEXT:
      return format_text (attribute, *(char *const *) field);
    case GH_KIND_CHOICE:
      return g_strdup (attribute->choice_titles != NULL
                           ? _ (attribute->choice_titles[*(const int *) field])
                           : attribute->choices[*(const int *) field]);
    case GH_KIND_CLOCK:
      return *(const int *) field >= 0 ? gh_clock_to_text (*(const int *) field) : NULL;
    case GH_KIND_DATE:
      return format_date (*(const gint32 *) field);
    case GH_KIND_MOMENT:
      return format_moment (walk->study, *(const gint64 *) field);
    case GH_KIND_DAYS:
      return gh_days_to_text (*(const guint *) field);
    case GH_KIND_MONTHS:
      return gh_months_to_text (*(const guint *) field);
    case GH_KIND_NUMBERS:
      return format_numbers (*(GArray *const *) field);
    default:
      return NULL;
    }
}

static char *
format_series (const Walk *walk, const GhAttribute *attribute, const GhSeriesSpec *series,
               const char *path)
{
  char *measured = series != NULL ? gh_series_slot_describe (walk->study, path) : NULL;

  if (series == NULL || measured != NULL)
    return measured;
  if (series->form == GH_SERIES_NUMBER)
    return format_number (walk, attribute, series->number);
  if (series->form != GH_SERIES_SHAPE)
    return NULL;
  g_autofree char *sum = gh_number_format (series->shape->annual_kwh, 0);
  return g_strdup_printf (_ ("%s kWh a year, spread as households use it"), sum);
}

/* One item of a list in a line: what was given of it. */
static char *
format_item (const Walk *walk, const GhAttributeTable *table, gconstpointer record)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < table->count; i++)
    {
      const GhAttribute *attribute = &table->attributes[i];
      g_autofree char *value
          = gh_record_is_given (table, record, attribute->name)
                ? format_scalar (walk, attribute, gh_attribute_field_const (attribute, record))
                : NULL;
      if (value != NULL)
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? "; " : "", _ (attribute->title),
                                value);
    }
  return g_string_free (text, FALSE);
}

/* Panels, cars and batteries have much to tell and a group each; others a line each. */
static gboolean
has_groups (const GhAttribute *attribute)
{
  return attribute->table == &gh_vehicle_table || attribute->table == &gh_solar_array_table;
}

static const char *
find_name (const GhAttributeTable *table, gconstpointer record)
{
  const GhAttribute *name = gh_attribute_table_find (table, "name", NULL);

  return name != NULL && name->kind == GH_KIND_TEXT
             ? *(char *const *) gh_attribute_field_const (name, record)
             : NULL;
}

static void
walk_list (Walk *walk, const GhAttribute *attribute, const GPtrArray *items, const char *group,
           const char *path)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      gconstpointer item = g_ptr_array_index (items, i);
      g_autofree char *below = g_strdup_printf ("%s[%u]", path, i);
      const char *name = find_name (attribute->table, item);
      g_autofree char *number = g_strdup_printf ("%s %u", _ (attribute->title), i + 1);
      g_autofree char *title
          = name != NULL ? g_strdup_printf ("%s: %s", number, name) : g_strdup (number);
      if (has_groups (attribute))
        walk_record (walk, attribute->table, item, title, below);
      else
        take_listed (walk, group, title, format_item (walk, attribute->table, item), TRUE);
    }
}

/* The same words as where tariffs are imported. */
static void
walk_tariff (Walk *walk, const GhTariff *tariff, const char *group)
{
  g_autoptr (GPtrArray) lines = gh_tariff_describe (tariff, walk->study->currency);

  for (guint i = 0; i < lines->len; i++)
    {
      const GhTariffLine *line = g_ptr_array_index (lines, i);
      take_listed (walk, group, line->title, g_strdup (line->text), TRUE);
    }
}

/* Objects that hold with their defaults where a study says nothing of them; others are then not
 * there at all. */
static gboolean
holds_by_default (const GhAttribute *attribute)
{
  return attribute->table == &gh_finance_table || attribute->table == &gh_charger_table;
}

static void
walk_object (Walk *walk, const GhAttribute *attribute, gconstpointer record, const char *group,
             const char *path)
{
  g_autofree char *title = group != NULL ? g_strdup_printf ("%s · %s", group, _ (attribute->title))
                                         : g_strdup (_ (attribute->title));

  if (record != NULL && attribute->table == &gh_tariff_table)
    walk_tariff (walk, record, title);
  else if (record != NULL)
    walk_record (walk, attribute->table, record, title, path);
  else if (holds_by_default (attribute))
    {
      gpointer defaults = gh_record_new (attribute->table);
      walk_record (walk, attribute->table, defaults, title, path);
      gh_record_free (attribute->table, defaults);
    }
}

/* A default of nothing is no assumption that anybody would look for. */
static gboolean
is_nothing (const GhAttribute *attribute, gconstpointer field)
{
  switch (attribute->kind)
    {
    case GH_KIND_NUMBER:
      return !(fabs (*(const double *) field) > 0.0);
    case GH_KIND_INTEGER:
      return *(const gint64 *) field == 0;
    case GH_KIND_BOOLEAN:
      return !*(const gboolean *) field;
    default:
      return FALSE;
    }
}

/* What says what the file is rather than what is assumed, and what chapters of their own tell. */
static gboolean
is_told_elsewhere (const GhAttributeTable *table, const GhAttribute *attribute)
{
  static const char *const names[]
      = { "format", "version", "minor", "kind", "name", "real_bill", NULL };

  return (table == &gh_study_table && g_strv_contains (names, attribute->name))
         || ((table == &gh_vehicle_table || table == &gh_solar_array_table)
             && g_str_equal (attribute->name, "name"));
}

static gboolean
holds (const GhAttributeTable *table, gconstpointer record, const char *name)
{
  const GhAttribute *attribute = gh_attribute_table_find (table, name, NULL);

  return *(const gconstpointer *) gh_attribute_field_const (attribute, record) != NULL;
}

/* A default that does not count because the same is said in another way: losses instead of
 * efficiencies, a measured output instead of panels. */
static gboolean
is_superseded (const GhAttributeTable *table, const GhAttribute *attribute, gconstpointer record)
{
  if (table == &gh_solar_array_table)
    return holds (table, record, "output_kw");
  if (table != &gh_charger_table)
    return FALSE;
  return (g_str_equal (attribute->name, "charge_efficiency")
          && (holds (table, record, "charge_loss_kw") || holds (table, record, "charge_points")))
         || (g_str_equal (attribute->name, "discharge_efficiency")
             && (holds (table, record, "discharge_loss_kw")
                 || holds (table, record, "discharge_points")));
}

static void
walk_attribute (Walk *walk, const GhAttributeTable *table, const GhAttribute *attribute,
                gconstpointer record, const char *group, const char *path)
{
  gconstpointer field = gh_attribute_field_const (attribute, record);
  gboolean is_given = gh_record_is_given (table, record, attribute->name);
  g_autofree char *below = g_strdup_printf ("%s.%s", path, attribute->name);
  const char *own = group != NULL ? group : _ ("General");

  switch (attribute->kind)
    {
    case GH_KIND_OBJECT:
      walk_object (walk, attribute, *(const gconstpointer *) field, group, below);
      break;
    case GH_KIND_LIST:
      walk_list (walk, attribute, *(GPtrArray *const *) field, group, below);
      break;
    case GH_KIND_SERIES:
      take_listed (walk, own, _ (attribute->title),
                   format_series (walk, attribute, *(GhSeriesSpec *const *) field, below),
                   is_given);
      break;
    case GH_KIND_DATES:
      if (*(GArray *const *) field != NULL)
        take_listed (
            walk, own, _ (attribute->title),
            g_strdup_printf (ngettext ("%u day", "%u days", (*(GArray *const *) field)->len),
                             (*(GArray *const *) field)->len),
            is_given);
      break;
    default:
      if (is_given || (!is_nothing (attribute, field) && !is_superseded (table, attribute, record)))
        take_listed (walk, own, _ (attribute->title), format_scalar (walk, attribute, field),
                     is_given);
      break;
    }
}

static gboolean
is_nested (const GhAttribute *attribute)
{
  return attribute->kind == GH_KIND_OBJECT || attribute->kind == GH_KIND_LIST;
}

/* First what belongs to the record itself, so that groups are not interrupted. */
static void
walk_record (Walk *walk, const GhAttributeTable *table, gconstpointer record, const char *group,
             const char *path)
{
  for (int nested = FALSE; nested <= TRUE; nested++)
    for (guint i = 0; i < table->count; i++)
      if (is_nested (&table->attributes[i]) == nested
          && !is_told_elsewhere (table, &table->attributes[i]))
        walk_attribute (walk, table, &table->attributes[i], record, group, path);
}

/**
 * gh_study_list_attributes:
 * @study: a valid study
 *
 * Lists all that a study assumes, in the order of its tables. Left out are defaults that stand for
 * nothing: zero, no, or not there.
 *
 * Returns: (transfer full) (element-type GhListedAttribute): the assumptions, those of a group one
 *   after the other
 */
GPtrArray *
gh_study_list_attributes (const GhStudy *study)
{
  Walk walk = { study, g_ptr_array_new_with_free_func (free_listed) };

  walk_record (&walk, &gh_study_table, study, NULL, "$");
  return walk.list;
}
