/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/profile.h"

#include <math.h>

#define MAINS_VOLTAGE_V 230.0
#define WATTS_PER_KILOWATT 1000.0

/**
 * gh_study_copy:
 * @study: a study
 *
 * Copies a study, sharing the numbers of its series; another thread may read the copy.
 *
 * Returns: (transfer full): the copy
 */
GhStudy *
gh_study_copy (const GhStudy *study)
{
  return gh_record_copy (&gh_study_table, study);
}

/**
 * gh_study_branch:
 * @study: a study
 *
 * Copies a study for an edit by places, as gh_record_branch() does: vehicles and other items of its
 * lists are shared until they are changed.
 *
 * Returns: (transfer full): the branch
 */
GhStudy *
gh_study_branch (const GhStudy *study)
{
  return gh_record_branch (&gh_study_table, study);
}

/**
 * gh_study_free:
 * @study: (transfer full) (nullable): a study
 *
 * Frees it with everything in it.
 */
void
gh_study_free (GhStudy *study)
{
  gh_record_free (&gh_study_table, study);
}

/* What a walk through a study carries along.
 * @path: of where it is; it grows on the way in and shrinks on the way out, since most records of a
 *   large fleet have no series */
typedef struct
{
  GhSeriesVisitor visitor;
  gpointer data;
  GString *path;
} Walk;

static void
visit_price (const GhPriceSpec *price, const GhAttribute *attribute, const Walk *walk)
{
  gsize length = walk->path->len;

  if (price->series != NULL)
    walk->visitor (price->series, attribute, walk->path->str, walk->data);
  if (price->market == NULL || price->market->series == NULL)
    return;
  g_string_append (walk->path, ".series");
  walk->visitor (price->market->series, attribute, walk->path->str, walk->data);
  g_string_truncate (walk->path, length);
}

static void visit_record (const GhAttributeTable *table, gpointer record, const Walk *walk);

static void
visit_list (const GhAttributeTable *table, const GPtrArray *list, const Walk *walk)
{
  gsize length = walk->path->len;

  for (guint i = 0; i < list->len; i++)
    {
      g_string_append_printf (walk->path, "[%u]", i);
      visit_record (table, g_ptr_array_index (list, i), walk);
      g_string_truncate (walk->path, length);
    }
}

static void
visit_field (const GhAttribute *attribute, gpointer field, const Walk *walk)
{
  gsize length = walk->path->len;

  g_string_append_c (walk->path, '.');
  g_string_append (walk->path, attribute->name);
  switch (attribute->kind)
    {
    case GH_KIND_SERIES:
      walk->visitor (field, attribute, walk->path->str, walk->data);
      break;
    case GH_KIND_PRICE:
      visit_price (field, attribute, walk);
      break;
    case GH_KIND_OBJECT:
      visit_record (attribute->table, field, walk);
      break;
    case GH_KIND_LIST:
      visit_list (attribute->table, field, walk);
      break;
    default:
      break;
    }
  g_string_truncate (walk->path, length);
}

static void
visit_record (const GhAttributeTable *table, gpointer record, const Walk *walk)
{
  for (guint i = 0; i < table->count; i++)
    {
      const GhAttribute *attribute = &table->attributes[i];
      GhKind kind = attribute->kind;
      gpointer *field = gh_attribute_field (attribute, record);

      if ((kind == GH_KIND_SERIES || kind == GH_KIND_PRICE || kind == GH_KIND_OBJECT
           || kind == GH_KIND_LIST)
          && *field != NULL)
        visit_field (attribute, *field, walk);
    }
}

/**
 * gh_study_foreach_series:
 * @study: a study
 * @visitor: called for each series
 * @data: passed on
 *
 * Visits every series of a study, those of prices included, in the order of the tables.
 */
void
gh_study_foreach_series (GhStudy *study, GhSeriesVisitor visitor, gpointer data)
{
  Walk walk = { visitor, data, g_string_new ("$") };

  visit_record (&gh_study_table, study, &walk);
  g_string_free (walk.path, TRUE);
}

/**
 * gh_charger_get_minimum_kw:
 * @charger: a charger
 *
 * Returns: the least AC power that flows: the power given, or that of the least current at 230 V on
 *   all phases where it is more, kW
 */
double
gh_charger_get_minimum_kw (const GhCharger *charger)
{
  double current_kw = charger->minimum_current_a * MAINS_VOLTAGE_V * (double) charger->phases
                      / WATTS_PER_KILOWATT;

  return MAX (charger->minimum_kw, current_kw);
}

/**
 * gh_study_new_axis:
 * @study: a study with a period
 *
 * Lays out the period in the time zone of the location, UTC where that has none or an unknown one.
 *
 * Returns: (transfer full): its time axis
 */
GhTimeAxis *
gh_study_new_axis (const GhStudy *study)
{
  const char *name = study->location != NULL ? study->location->time_zone : NULL;
  g_autoptr (GTimeZone) zone = gh_time_zone_find (name);

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  return gh_time_axis_new (study->period->start, (int) round (study->period->step_minutes * 60.0),
                           (gsize) study->period->steps, zone);
}
