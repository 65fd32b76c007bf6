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

/* What a walk through a study carries along. */
typedef struct
{
  GhSeriesVisitor visitor;
  gpointer data;
} Walk;

static void
visit_price (const GhPriceSpec *price, const GhAttribute *attribute, const char *path,
             const Walk *walk)
{
  if (price->series != NULL)
    walk->visitor (price->series, attribute, path, walk->data);
  if (price->market == NULL || price->market->series == NULL)
    return;
  g_autofree char *inner = g_strconcat (path, ".series", NULL);
  walk->visitor (price->market->series, attribute, inner, walk->data);
}

static void
visit_record (const GhAttributeTable *table, gpointer record, const char *path, const Walk *walk)
{
  for (guint i = 0; i < table->count; i++)
    {
      const GhAttribute *attribute = &table->attributes[i];
      gpointer field = gh_attribute_field (attribute, record);
      g_autofree char *inner = g_strconcat (path, ".", attribute->name, NULL);
      GPtrArray *list = attribute->kind == GH_KIND_LIST ? *(GPtrArray **) field : NULL;

      if (attribute->kind == GH_KIND_SERIES && *(gpointer *) field != NULL)
        walk->visitor (*(GhSeriesSpec **) field, attribute, inner, walk->data);
      else if (attribute->kind == GH_KIND_PRICE && *(gpointer *) field != NULL)
        visit_price (*(GhPriceSpec **) field, attribute, inner, walk);
      else if (attribute->kind == GH_KIND_OBJECT && *(gpointer *) field != NULL)
        visit_record (attribute->table, *(gpointer *) field, inner, walk);
      for (guint k = 0; list != NULL && k < list->len; k++)
        {
          g_autofree char *item = g_strdup_printf ("%s[%u]", inner, k);
          visit_record (attribute->table, g_ptr_array_index (list, k), item, walk);
        }
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
  Walk walk = { visitor, data };

  visit_record (&gh_study_table, study, "$", &walk);
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
