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
 * Copies a study for an edit by places, or for another thread to read, as gh_record_branch() does:
 * vehicles and other items of its lists are shared until they are changed.
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

/* What a walk through a study carries along. A large fleet has ten thousand vehicles and next to no
 * series, so that only attributes are looked at that may hold one, and paths are made where one
 * does.
 * @path: of where it is; it grows on the way in and shrinks on the way out
 * @holders: (element-type GhAttributeTable GPtrArray): attributes of each table that may hold
 * series or have them below */
typedef struct
{
  GhSeriesVisitor visitor;
  gpointer data;
  GString *path;
  GHashTable *holders;
} Walk;

static const GPtrArray *find_holders (const Walk *walk, const GhAttributeTable *table);

static gboolean
may_hold_series (const Walk *walk, const GhAttribute *attribute)
{
  switch (attribute->kind)
    {
    case GH_KIND_SERIES:
    case GH_KIND_PRICE:
      return TRUE;
    case GH_KIND_OBJECT:
    case GH_KIND_LIST:
      return find_holders (walk, attribute->table)->len > 0;
    default:
      return FALSE;
    }
}

static const GPtrArray *
find_holders (const Walk *walk, const GhAttributeTable *table)
{
  GPtrArray *holders = g_hash_table_lookup (walk->holders, table);

  if (holders != NULL)
    return holders;
  holders = g_ptr_array_new ();
  for (guint i = 0; i < table->count; i++)
    if (may_hold_series (walk, &table->attributes[i]))
      g_ptr_array_add (holders, (gpointer) &table->attributes[i]);
  g_hash_table_insert (walk->holders, (gpointer) table, holders);
  return holders;
}

static gpointer
get_held (const GhAttribute *attribute, gpointer record)
{
  return *(gpointer *) gh_attribute_field (attribute, record);
}

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

static void visit_record (const GPtrArray *holders, gpointer record, const Walk *walk);

static gboolean
holds_anything (const GPtrArray *holders, gpointer record)
{
  for (guint i = 0; i < holders->len; i++)
    if (get_held (g_ptr_array_index (holders, i), record) != NULL)
      return TRUE;
  return FALSE;
}

static void
visit_list (const GhAttributeTable *table, const GPtrArray *list, const Walk *walk)
{
  const GPtrArray *holders = find_holders (walk, table);
  gsize length = walk->path->len;

  for (guint i = 0; i < list->len; i++)
    {
      if (!holds_anything (holders, g_ptr_array_index (list, i)))
        continue;
      g_string_append_printf (walk->path, "[%u]", i);
      visit_record (holders, g_ptr_array_index (list, i), walk);
      g_string_truncate (walk->path, length);
    }
}

static void
visit_field (const GhAttribute *attribute, gpointer held, const Walk *walk)
{
  gsize length = walk->path->len;

  g_string_append_c (walk->path, '.');
  g_string_append (walk->path, attribute->name);
  if (attribute->kind == GH_KIND_SERIES)
    walk->visitor (held, attribute, walk->path->str, walk->data);
  else if (attribute->kind == GH_KIND_PRICE)
    visit_price (held, attribute, walk);
  else if (attribute->kind == GH_KIND_OBJECT)
    visit_record (find_holders (walk, attribute->table), held, walk);
  else
    visit_list (attribute->table, held, walk);
  g_string_truncate (walk->path, length);
}

static void
visit_record (const GPtrArray *holders, gpointer record, const Walk *walk)
{
  for (guint i = 0; i < holders->len; i++)
    {
      const GhAttribute *attribute = g_ptr_array_index (holders, i);
      gpointer held = get_held (attribute, record);

      if (held != NULL)
        visit_field (attribute, held, walk);
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
  Walk walk = { visitor, data, g_string_new ("$"),
                g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref) };

  visit_record (find_holders (&walk, &gh_study_table), study, &walk);
  g_string_free (walk.path, TRUE);
  g_hash_table_unref (walk.holders);
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
