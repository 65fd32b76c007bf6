/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the house uses: the sum of a year, spread as households use it, or what was measured. */
#include "load-row.h"

#include <math.h>

#include "series-slots.h"
#include "series-source.h"
#include "unit-spin.h"
#include "words.h"

#define LARGEST_KWH 100000.0
#define HOURS_PER_YEAR (24.0 * GH_DAYS_PER_YEAR)

/* What the row holds on to. */
typedef struct
{
  GhDocument *document;
  char *path;
  GtkWidget *row;
  GtkWidget *spin;
  GtkWidget *unit;
  gboolean updating;
} LoadRow;

static void
free_row (gpointer data)
{
  g_object_unref (((LoadRow *) data)->document);
  g_free (((LoadRow *) data)->path);
  g_free (data);
}

/* That of a site is spread as it says; only homes are known by a sum of the year. */
static char *
describe (const GhStudy *study, const char *path)
{
  char *measured = gh_series_slot_describe (study, path);
  const GhSeriesSpec *spec = gh_series_slot_get (study, path);

  if (measured != NULL)
    return measured;
  if (study->kind == GH_STUDY_FLEET)
    return g_strdup (spec != NULL && spec->form == GH_SERIES_SHAPE
                         ? _ ("In a year, spread as households use it; the vehicles not counted.")
                         : _ ("In a year, the same at every hour; the vehicles not counted."));
  if (spec != NULL && spec->form == GH_SERIES_NUMBER)
    return g_strdup (_ ("In a year, the same at every hour; the car not counted."));
  return g_strdup (_ ("In a year, spread as households use it; the car not counted."));
}

static void
follow (GhDocument *document, gpointer data)
{
  LoadRow *load = g_object_get_data (data, "load");
  const GhStudy *study = gh_document_get_study (document);
  const GhSeriesSpec *spec = gh_series_slot_get (study, load->path);
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (document, load->path, &severity);
  g_autofree char *text = describe (study, load->path);
  double annual = gh_load_sum_year_kwh (study, load->path);
  /* A measured load is what it is. */
  gboolean editable
      = spec == NULL || spec->form == GH_SERIES_SHAPE || spec->form == GH_SERIES_NUMBER;

  load->updating = TRUE;
  gh_unit_spin_show (load->spin, isnan (annual) ? 0.0 : round (annual));
  load->updating = FALSE;
  gtk_widget_set_visible (load->spin, editable);
  gtk_widget_set_visible (load->unit, editable);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (load->row), message != NULL ? message : text);
  if (message != NULL && severity == GH_SEVERITY_ERROR)
    gtk_widget_add_css_class (load->row, "error");
  else
    gtk_widget_remove_css_class (load->row, "error");
}

typedef struct
{
  const char *path;
  double kwh;
} Annual;

/* A load that is the same at every hour stays so. */
static void
set_annual (GhStudy *study, gpointer data)
{
  const Annual *annual = data;
  const GhSeriesSpec *spec = gh_series_slot_get (study, annual->path);
  double annual_kwh = annual->kwh;
  gboolean even = spec != NULL && spec->form == GH_SERIES_NUMBER;

  gh_series_slot_fill (study, annual->path,
                       even ? gh_series_spec_new_number (annual_kwh / HOURS_PER_YEAR)
                            : gh_load_spec_new_shape (annual_kwh),
                       1.0, 0.0);
}

static void
changed_cb (GtkSpinButton *spin, gpointer data)
{
  LoadRow *load = data;
  Annual annual = { load->path, gtk_spin_button_get_value (spin) };

  if (!load->updating)
    gh_document_edit_places (load->document, _ ("Electricity use"), load->path, set_annual,
                             &annual);
}

/**
 * gh_load_row_new:
 * @document: what is edited
 * @path: of a load
 *
 * Returns: (transfer floating): a row that follows the load and edits its yearly sum
 */
GtkWidget *
gh_load_row_new (GhDocument *document, const char *path)
{
  GtkWidget *row = adw_action_row_new ();
  LoadRow *load = g_new0 (LoadRow, 1);

  load->document = g_object_ref (document);
  load->path = g_strdup (path);
  load->row = row;
  load->spin = gh_unit_spin_new (0.0, LARGEST_KWH, 100.0, 0);
  load->unit = gh_unit_label_new ("kWh");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Electricity use"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gh_series_source_new (document, path));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), load->spin);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), load->unit);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), load->spin);
  gtk_accessible_update_property (GTK_ACCESSIBLE (load->spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Electricity use (kWh a year)"), -1);
  g_object_set_data_full (G_OBJECT (row), "load", load, free_row);
  g_signal_connect (load->spin, "value-changed", G_CALLBACK (changed_cb), load);
  follow (document, row);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), row, 0);
  return row;
}
