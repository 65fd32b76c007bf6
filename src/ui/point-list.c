/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measured efficiencies of a charger as rows that open. The subject of a list is the id of its car
 * or wall battery, doubled, and one more where it is of charging. */
#include "point-list.h"

#include "attribute-row.h"
#include "number-text.h"
#include "record-list.h"
#include "stores.h"
#include "words.h"

static gboolean
is_charging (guint subject)
{
  return (subject & 1) != 0;
}

static char *
path_of (guint subject)
{
  g_autofree char *store = gh_stores_format_id (subject >> 1);

  return g_strconcat (
      store, is_charging (subject) ? ".charger.charge_points" : ".charger.discharge_points", NULL);
}

/* %NULL where there are none, or what they are of has just been removed. */
static GPtrArray *
get_points (GhDocument *document, guint subject)
{
  g_autofree char *path = gh_stores_format_id (subject >> 1);
  const GhVehicle *store = gh_stores_look_up (gh_document_get_study (document), path);

  if (store == NULL || store->charger == NULL)
    return NULL;
  return is_charging (subject) ? store->charger->charge_points : store->charger->discharge_points;
}

static guint
count_points (GhDocument *document, guint subject)
{
  GPtrArray *points = get_points (document, subject);

  return points != NULL ? points->len : 0;
}

static void
fill_point_row (AdwExpanderRow *row, GhDocument *document, guint subject, guint index)
{
  static const char *const fields[] = { "power_kw", "efficiency" };

  g_autofree char *list = path_of (subject);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u].%s", list, index, fields[i]);
      adw_expander_row_add_row (row, gh_attribute_row_new (document, path));
    }
}

/* "2.30 kW: 84.0 %", or what is wrong. */
static void
show_point (AdwExpanderRow *row, GhDocument *document, guint subject, guint index)
{
  const GhEfficiencyPoint *point = g_ptr_array_index (get_points (document, subject), index);
  g_autofree char *list = path_of (subject);
  g_autofree char *path = g_strdup_printf ("%s[%u]", list, index);
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (document, path, &severity);
  g_autofree char *power = gh_number_format (point->power_kw, 2);
  g_autofree char *efficiency = gh_number_format (100.0 * point->efficiency, 1);
  /* Translators: a power and the efficiency at it. */
  g_autofree char *title = g_strdup_printf (_ ("%s kW: %s %%"), power, efficiency);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (row, message != NULL ? message : "");
}

/* A point beyond the last, with its efficiency; the first at the greatest power. */
static void
add_point (GhStudy *study, guint subject)
{
  GhEfficiencyPoint *point = gh_record_new (&gh_efficiency_point_table);
  g_autofree char *path = path_of (subject);
  gboolean charging = is_charging (subject);
  GhPlace place;

  if (!gh_place_find (&gh_study_table, study, path, TRUE, &place))
    g_assert_not_reached ();
  const GhCharger *charger = place.record;
  GPtrArray **points = gh_attribute_field (place.attribute, place.record);
  if (*points == NULL)
    *points = g_ptr_array_new ();
  const GhEfficiencyPoint *last
      = (*points)->len > 0 ? g_ptr_array_index (*points, (*points)->len - 1) : NULL;
  point->power_kw = last != NULL ? last->power_kw + 1.0
                    : charging   ? MAX (charger->charge_kw, 1.0)
                                 : MAX (charger->discharge_kw, 1.0);
  point->efficiency = last != NULL ? last->efficiency
                      : charging   ? charger->charge_efficiency
                                   : charger->discharge_efficiency;
  for (guint i = 0; i < gh_efficiency_point_table.count; i++)
    gh_record_set_given (&gh_efficiency_point_table, point, i);
  g_ptr_array_add (*points, point);
  gh_record_set_given (place.table, place.record, place.index);
}

/* Without any point the direction has its efficiency again. */
static void
remove_point (GhStudy *study, guint subject, guint index)
{
  g_autofree char *path = path_of (subject);
  GhPlace place;

  if (!gh_place_find (&gh_study_table, study, path, FALSE, &place))
    return;
  GPtrArray *points = *(GPtrArray **) gh_attribute_field (place.attribute, place.record);
  gh_record_free (&gh_efficiency_point_table, g_ptr_array_index (points, index));
  g_ptr_array_remove_index (points, index);
  if (points->len == 0)
    gh_place_clear (&place);
}

static const GhRecordListKind kinds[] = {
  { .count = count_points,
    .fill_row = fill_point_row,
    .show_row = show_point,
    .add = add_point,
    .remove = remove_point,
    .empty = N_ ("No points of discharging: the efficiency counts."),
    .add_label = N_ ("Add a Point of Discharging"),
    .adding = N_ ("Adding a point"),
    .remove_label = N_ ("Remove this point"),
    .removing = N_ ("Removing a point") },
  { .count = count_points,
    .fill_row = fill_point_row,
    .show_row = show_point,
    .add = add_point,
    .remove = remove_point,
    .empty = N_ ("No points of charging: the efficiency counts."),
    .add_label = N_ ("Add a Point of Charging"),
    .adding = N_ ("Adding a point"),
    .remove_label = N_ ("Remove this point"),
    .removing = N_ ("Removing a point") },
};

/**
 * gh_point_list_new:
 * @document: what is edited
 * @store: path of a car or wall battery
 * @charging: which direction
 *
 * Returns: (transfer floating): the measured efficiencies of a direction, to be opened, added and
 *   removed
 */
GtkWidget *
gh_point_list_new (GhDocument *document, const char *store, gboolean charging)
{
  return gh_record_list_new_about (document, &kinds[charging ? 1 : 0],
                                   gh_stores_get_id (store) << 1 | (charging ? 1 : 0));
}
