/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the house uses: the sum of a year, spread as households use it, or what was measured. */
#include "load-row.h"

#include <math.h>

#include "number-text.h"
#include "series-spec.h"
#include "unit-spin.h"
#include "words.h"

#define HOURS_PER_DAY 24.0
#define LARGEST_KWH 100000.0

/* What the row holds on to. */
typedef struct
{
  GhDocument *document;
  GtkWidget *row;
  GtkWidget *spin;
  gboolean updating;
} LoadRow;

static void
free_row (gpointer data)
{
  g_object_unref (((LoadRow *) data)->document);
  g_free (data);
}

/* The energy of a year, whichever way the load is given; NAN where it is not known. */
static double
get_annual_kwh (GhDocument *document)
{
  const GhStudy *study = gh_document_get_study (document);
  const GhSeriesSpec *load = study->load;
  const GhSeries *numbers = NULL;
  double sum = 0.0;

  if (load == NULL)
    return NAN;
  if (load->form == GH_SERIES_SHAPE)
    return load->shape->annual_kwh;
  if (load->form == GH_SERIES_NUMBER)
    return load->number * HOURS_PER_DAY * GH_DAYS_PER_YEAR;
  numbers = load->resolved != NULL ? load->resolved : load->values;
  if (numbers == NULL)
    return NAN;
  for (gsize i = 0; i < gh_series_get_count (numbers); i++)
    sum += gh_series_get_values (numbers)[i];
  return sum / (double) gh_series_get_count (numbers) * HOURS_PER_DAY * GH_DAYS_PER_YEAR;
}

static char *
describe (const GhSeriesSpec *load)
{
  if (load != NULL && load->form == GH_SERIES_FILE)
    return g_strdup_printf (_ ("Measured, from %s."), load->file->file);
  if (load != NULL && load->form == GH_SERIES_VALUES)
    return g_strdup (_ ("Measured, a number for each step."));
  if (load != NULL && load->form == GH_SERIES_NUMBER)
    return g_strdup (_ ("In a year, the same at every hour; the car not counted."));
  return g_strdup (_ ("In a year, spread as households use it; the car not counted."));
}

static void
follow (GhDocument *document, gpointer data)
{
  LoadRow *load = g_object_get_data (data, "load");
  const GhSeriesSpec *spec = gh_document_get_study (document)->load;
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (document, "$.load", &severity);
  g_autofree char *text = describe (spec);
  double annual = get_annual_kwh (document);

  load->updating = TRUE;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (load->spin), isnan (annual) ? 0.0 : round (annual));
  /* A measured load is what it is. */
  gtk_widget_set_sensitive (load->spin, spec == NULL || spec->form == GH_SERIES_SHAPE
                                            || spec->form == GH_SERIES_NUMBER);
  load->updating = FALSE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (load->row), message != NULL ? message : text);
}

static void
set_annual (GhStudy *study, gpointer data)
{
  GhSeriesSpec *spec = g_new0 (GhSeriesSpec, 1);
  GhPlace place;
  guint index;

  spec->form = GH_SERIES_SHAPE;
  spec->shape = gh_record_new (&gh_load_shape_table);
  spec->shape->annual_kwh = *(double *) data;
  for (const char *const *name = (const char *const[]){ "annual_kwh", "shape", NULL };
       *name != NULL; name++)
    if (gh_attribute_table_find (&gh_load_shape_table, *name, &index) != NULL)
      gh_record_set_given (&gh_load_shape_table, spec->shape, index);
  if (gh_place_find (&gh_study_table, study, "$.load", TRUE, &place))
    gh_place_take_pointer (&place, spec);
  else
    gh_series_spec_free (spec);
}

static void
changed_cb (GtkSpinButton *spin, gpointer data)
{
  LoadRow *load = data;
  double annual = gtk_spin_button_get_value (spin);

  if (!load->updating)
    gh_document_edit (load->document, _ ("Electricity use"), "$.load", set_annual, &annual);
}

/**
 * gh_load_row_new:
 * @document: what is edited
 *
 * Returns: (transfer floating): a row that follows the load and edits its yearly sum
 */
GtkWidget *
gh_load_row_new (GhDocument *document)
{
  GtkWidget *row = adw_action_row_new ();
  LoadRow *load = g_new0 (LoadRow, 1);

  load->document = g_object_ref (document);
  load->row = row;
  load->spin = gh_unit_spin_new (0.0, LARGEST_KWH, 100.0, 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Electricity use"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), load->spin);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gh_unit_label_new ("kWh"));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), load->spin);
  gtk_accessible_update_property (GTK_ACCESSIBLE (load->spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Electricity use (kWh a year)"), -1);
  g_object_set_data_full (G_OBJECT (row), "load", load, free_row);
  g_signal_connect (load->spin, "value-changed", G_CALLBACK (changed_cb), load);
  follow (document, row);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), row, 0);
  return row;
}
