/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shades panels as points that open. The subject of the list is which panels of
 * which meter. */
#include "horizon-row.h"

#include "attribute-row.h"
#include "meter-path.h"
#include "number-text.h"
#include "record-list.h"
#include "words.h"

#define FIRST_AZIMUTH_DEG 90.0
#define FIRST_ELEVATION_DEG 10.0
#define NEXT_AZIMUTH_DEG 30.0
#define FULL_CIRCLE_DEG 360.0

/* @array: which panels, above the number of their meter */
static char *
format_path (guint array)
{
  return gh_meter_format_path (array & ((1u << GH_METER_BITS) - 1), "solar[%u].horizon",
                               array >> GH_METER_BITS);
}

/* Panels may just have been removed. */
static GPtrArray *
get_points (GhDocument *document, guint array)
{
  g_autofree char *path = format_path (array);
  GhPlace place;

  return gh_document_find (document, path, &place) && place.record != NULL
             ? *(GPtrArray **) gh_attribute_field (place.attribute, place.record)
             : NULL;
}

static guint
count_points (GhDocument *document, guint array)
{
  const GPtrArray *points = get_points (document, array);

  return points != NULL ? points->len : 0;
}

static void
fill_point_row (AdwExpanderRow *row, GhDocument *document, guint array, guint index)
{
  static const char *const fields[] = { "azimuth_deg", "elevation_deg" };
  g_autofree char *list = format_path (array);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u].%s", list, index, fields[i]);
      adw_expander_row_add_row (row, gh_attribute_row_new (document, path));
    }
}

/* "Towards 90°: 12° high", or what is wrong. */
static void
show_point (AdwExpanderRow *row, GhDocument *document, guint array, guint index)
{
  const GhHorizonPoint *point = g_ptr_array_index (get_points (document, array), index);
  g_autofree char *list = format_path (array);
  g_autofree char *path = g_strdup_printf ("%s[%u]", list, index);
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (document, path, &severity);
  g_autofree char *azimuth = gh_number_format (point->azimuth_deg, 0);
  g_autofree char *elevation = gh_number_format (point->elevation_deg, 0);
  /* Translators: a direction and how high the horizon is there. */
  g_autofree char *title = g_strdup_printf (_ ("Towards %s°: %s° high"), azimuth, elevation);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (row, message != NULL ? message : "");
}

static gboolean
find_list (GhStudy *study, guint array, GhPlace *place)
{
  g_autofree char *path = format_path (array);

  return gh_place_find (&gh_study_table, study, path, FALSE, place);
}

/* A point beyond the last, as high as it, before the circle is closed. */
static void
add_point (GhStudy *study, guint array)
{
  GhHorizonPoint *point = gh_record_new (&gh_horizon_point_table);
  GhPlace place;

  if (!find_list (study, array, &place))
    g_assert_not_reached ();
  GPtrArray **points = gh_attribute_field (place.attribute, place.record);
  if (*points == NULL)
    *points = g_ptr_array_new ();
  const GhHorizonPoint *last
      = (*points)->len > 0 ? g_ptr_array_index (*points, (*points)->len - 1) : NULL;
  point->azimuth_deg = last == NULL ? FIRST_AZIMUTH_DEG
                                    : MIN (last->azimuth_deg + NEXT_AZIMUTH_DEG,
                                           0.5 * (last->azimuth_deg + FULL_CIRCLE_DEG));
  point->elevation_deg = last == NULL ? FIRST_ELEVATION_DEG : last->elevation_deg;
  for (guint i = 0; i < gh_horizon_point_table.count; i++)
    gh_record_set_given (&gh_horizon_point_table, point, i);
  g_ptr_array_add (*points, point);
  gh_record_set_given (place.table, place.record, place.index);
}

static void
remove_point (GhStudy *study, guint array, guint index)
{
  GhPlace place;

  if (!find_list (study, array, &place))
    return;
  GPtrArray *points = *(GPtrArray **) gh_attribute_field (place.attribute, place.record);
  gh_record_free (&gh_horizon_point_table, g_ptr_array_index (points, index));
  g_ptr_array_remove_index (points, index);
  if (points->len == 0)
    gh_place_clear (&place);
}

/* Each of the panels has a list, which is known by the kind. */
static GhRecordListKind *
new_kind (guint array)
{
  GhRecordListKind *kind = g_new (GhRecordListKind, 1);

  *kind = (GhRecordListKind){
    .subject = array,
    .count = count_points,
    .fill_row = fill_point_row,
    .show_row = show_point,
    .add = add_point,
    .remove = remove_point,
    .empty = N_ ("Nothing shades these panels."),
    .add_label = N_ ("Add a Point of the Horizon"),
    .adding = N_ ("Adding a point of the horizon"),
    .remove_label = N_ ("Remove this point of the horizon"),
    .removing = N_ ("Removing a point of the horizon"),
  };
  return kind;
}

/* How much there is, or what is wrong with it. */
static void
follow_points (GhDocument *document, gpointer data)
{
  guint array = GPOINTER_TO_UINT (g_object_get_data (data, "array"));
  guint count = count_points (document, array);
  g_autofree char *path = format_path (array);
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (document, path, &severity);
  g_autofree char *text
      = count == 0 ? g_strdup (
            _ (gh_attribute_table_find (&gh_solar_array_table, "horizon", NULL)->meaning))
                   : g_strdup_printf (ngettext ("%u point", "%u points", count), count);

  adw_expander_row_set_subtitle (data, message != NULL ? message : text);
}

/**
 * gh_horizon_row_new:
 * @document: what is edited
 * @meter: number of the meter behind which they are
 * @panels: which of them
 *
 * Returns: (transfer floating): a row that opens to the points of their horizon
 */
GtkWidget *
gh_horizon_row_new (GhDocument *document, guint meter, guint panels)
{
  guint array = panels << GH_METER_BITS | meter;
  GtkWidget *row = adw_expander_row_new ();
  GhRecordListKind *kind = new_kind (array);
  GtkWidget *list = gh_record_list_new (document, kind);
  const GhAttribute *horizon = gh_attribute_table_find (&gh_solar_array_table, "horizon", NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (horizon->title));
  g_object_set_data (G_OBJECT (row), "array", GUINT_TO_POINTER (array));
  g_object_set_data_full (G_OBJECT (row), "kind", kind, g_free);
  gtk_widget_set_margin_top (list, 6);
  gtk_widget_set_margin_bottom (list, 6);
  gtk_widget_set_margin_start (list, 6);
  gtk_widget_set_margin_end (list, 6);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), list);
  follow_points (document, row);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_points), row, 0);
  return row;
}
