/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels on the roof as rows that open, calculated from what they are or measured. */
#include "solar-list.h"

#include <math.h>

#include "attribute-row.h"
#include "horizon-row.h"
#include "meter-path.h"
#include "number-text.h"
#include "record-list.h"
#include "record-path.h"
#include "series-slots.h"
#include "words.h"

#define FIRST_PEAK_KW 5.0
#define DIRECTIONS 8

/* A list is known by the number of its meter, its subject. */
static GPtrArray *
find_arrays (const GhStudy *study, guint meter)
{
  g_autofree char *path = gh_meter_format_path (meter, "solar");
  GhPlace place;

  if (!gh_place_find (&gh_study_table, (GhStudy *) study, path, FALSE, &place))
    return NULL;
  return *(GPtrArray **) gh_attribute_field (place.attribute, place.record);
}

static GPtrArray *
get_arrays (GhDocument *document, guint meter)
{
  return find_arrays (gh_document_get_study (document), meter);
}

/* "8.2 kW, 35° to the south", or what was measured. */
static char *
describe (GhDocument *document, guint meter, guint index)
{
  static const char *const directions[DIRECTIONS]
      = { N_ ("north"), N_ ("northeast"), N_ ("east"), N_ ("southeast"),
          N_ ("south"), N_ ("southwest"), N_ ("west"), N_ ("northwest") };
  const GhSolarArray *array = g_ptr_array_index (get_arrays (document, meter), index);
  g_autofree char *path = gh_meter_format_path (meter, "solar[%u].output_kw", index);
  char *measured = gh_series_slot_describe (gh_document_get_study (document), path);

  if (measured != NULL)
    return measured;
  if (isnan (array->peak_kw))
    return g_strdup (_ ("Neither described nor measured yet."));
  guint sector = (guint) lround (array->azimuth_deg / (360.0 / DIRECTIONS)) % DIRECTIONS;
  g_autofree char *peak = gh_number_format (array->peak_kw, 1);
  g_autofree char *tilt = gh_number_format (array->tilt_deg, 0);
  /* Translators: peak power, tilt, and the direction that panels face. */
  return g_strdup_printf (_ ("%s kW, tilted by %s° to the %s"), peak, tilt, _ (directions[sector]));
}

static void
show_array (AdwExpanderRow *row, GhDocument *document, guint meter, guint index)
{
  const GhSolarArray *array = g_ptr_array_index (get_arrays (document, meter), index);
  g_autofree char *numbered = g_strdup_printf (_ ("Panels %u"), index + 1);
  g_autofree char *path = gh_meter_format_path (meter, "solar[%u]", index);
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (document, path, &severity);
  g_autofree char *text = describe (document, meter, index);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 array->name != NULL && *array->name ? array->name : numbered);
  adw_expander_row_set_subtitle (row, message != NULL ? message : text);
  if (message != NULL && severity == GH_SEVERITY_ERROR)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static void
remove_array (GhStudy *study, guint meter, guint index)
{
  GPtrArray *arrays = find_arrays (study, meter);

  gh_record_free (&gh_solar_array_table, g_ptr_array_index (arrays, index));
  g_ptr_array_remove_index (arrays, index);
}

static void
fill_array_row (AdwExpanderRow *row, GhDocument *document, guint meter, guint index)
{
  static const char *const names[] = { "name",        "peak_kw",
                                       "tilt_deg",    "azimuth_deg",
                                       "mounting",    "glass",
                                       "inverter_kw", "inverter_efficiency",
                                       "losses",      "temperature_coefficient_per_k",
                                       "output_kw" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = gh_meter_format_path (meter, "solar[%u].%s", index, names[i]);
      adw_expander_row_add_row (row, gh_attribute_row_new (document, path));
    }
  adw_expander_row_add_row (row, gh_horizon_row_new (document, meter, index));
}

static void
set_number (GhStudy *study, const char *path, double number)
{
  GhPlace place;

  if (gh_place_find (&gh_study_table, study, path, TRUE, &place))
    gh_place_set_number (&place, number);
}

/* Calculated panels need a sky; where nothing is known of one, it is calculated too. */
static void
add_array (GhStudy *study, guint meter)
{
  g_autofree char *path = gh_meter_format_path (meter, "solar");
  GhPlace place;

  if (!gh_place_find (&gh_study_table, study, path, TRUE, &place))
    return;
  if (find_arrays (study, meter) == NULL)
    gh_place_take_pointer (&place, g_ptr_array_new ());
  GPtrArray *arrays = find_arrays (study, meter);
  g_ptr_array_add (arrays, gh_record_new (&gh_solar_array_table));
  g_autofree char *peak = gh_meter_format_path (meter, "solar[%u].peak_kw", arrays->len - 1);
  set_number (study, peak, FIRST_PEAK_KW);
  if (study->weather == NULL)
    set_number (study, "$.weather.clear_sky", TRUE);
}

static guint
count_arrays (GhDocument *document, guint meter)
{
  return get_arrays (document, meter) != NULL ? get_arrays (document, meter)->len : 0;
}

static const GhRecordListKind kind = {
  .count = count_arrays,
  .fill_row = fill_array_row,
  .show_row = show_array,
  .add = add_array,
  .remove = remove_array,
  .empty = N_ ("No panels. Add some to see what the sun brings."),
  .add_label = N_ ("Add Panels"),
  .adding = N_ ("Adding panels"),
  .remove_label = N_ ("Remove these panels"),
  .removing = N_ ("Removing panels"),
};

/**
 * gh_solar_list_new:
 * @document: what is edited
 * @meter: "$" or the path of a site
 *
 * Returns: (transfer floating): the panels behind it, to be opened, added and removed
 */
GtkWidget *
gh_solar_list_new (GhDocument *document, const char *meter)
{
  return gh_record_list_new_about (document, &kind, gh_meter_get_number (meter));
}
