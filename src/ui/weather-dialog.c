/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole weather file before it is stored: what it is, what the panels would give with it, and a
 * way to take only a column of it. The row of Home leads here, too. */
#include "weather-dialog.h"

#include <math.h>

#include "fact-rows.h"
#include "number-text.h"
#include "platform-dialogs.h"
#include "series-dialog.h"
#include "weather-import.h"
#include "words.h"

#define MOST_REMARKS 8

/* What the window holds on to. @import: (nullable): once the file has been read */
typedef struct
{
  GhDocument *document;
  GtkWidget *window;
  GtkWidget *use;
  char *file;
  GhWeatherImport *import;
} Weather;

static void
free_weather (gpointer data)
{
  Weather *weather = data;

  g_object_unref (weather->document);
  g_free (weather->file);
  gh_weather_import_free (weather->import);
  g_free (weather);
}

static void
use_cb (Weather *weather)
{
  gh_weather_import_apply (weather->import, weather->document);
  gtk_window_close (GTK_WINDOW (weather->window));
}

static void
column_cb (Weather *weather)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (weather->window));

  gh_series_dialog_show_columns (parent, weather->document, "$.weather.ghi_w_m2", weather->file);
  gtk_window_close (GTK_WINDOW (weather->window));
}

static AdwPreferencesGroup *
add_group (GtkWidget *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_fact (AdwPreferencesGroup *group, const char *title, const char *text)
{
  if (text != NULL && *text != '\0')
    adw_preferences_group_add (group, gh_fact_row_new (title, text));
}

/* Light and energy of a year. */
static void
add_sums (GtkWidget *page, const GhWeatherImport *import)
{
  AdwPreferencesGroup *group = add_group (page, _ ("What It Comes To in a Year"));
  g_autofree char *global = gh_number_format (import->global_kwh_m2, 0);
  g_autofree char *sun = g_strdup_printf (_ ("%s kWh/m²"), global);

  add_fact (group, _ ("Sun on level ground"), sun);
  for (guint i = 0; i < import->yields->len; i++)
    {
      const GhWeatherYield *yield = g_ptr_array_index (import->yields, i);
      g_autofree char *plane = gh_number_format (yield->plane_kwh_m2, 0);
      g_autofree char *energy = gh_number_format (yield->ac_kwh, 0);
      /* Translators: light on solar panels, and the electricity they give, both in a year. */
      g_autofree char *text
          = g_strdup_printf (_ ("%s kWh/m² on the panels, %s kWh of electricity"), plane, energy);
      add_fact (group, yield->name != NULL ? yield->name : _ ("Solar panels"), text);
    }
}

static void
add_remarks (GtkWidget *page, const GhFindings *findings)
{
  guint count = MIN (gh_findings_get_count (findings), MOST_REMARKS);

  if (count == 0)
    return;
  AdwPreferencesGroup *group = add_group (page, _ ("Remarks"));
  for (guint i = 0; i < count; i++)
    adw_preferences_group_add (group, gh_remark_row_new (gh_findings_get (findings, i)->message));
}

static void
add_other_way (GtkWidget *page, Weather *weather)
{
  GtkWidget *row = adw_action_row_new ();
  AdwPreferencesGroup *group = add_group (page, "");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Use one column only…"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Such as the output of panels, or the temperature alone."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (column_cb), weather);
  adw_preferences_group_add (group, row);
}

static GtkWidget *
new_preview (Weather *weather)
{
  const GhWeatherImport *import = weather->import;
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = add_group (page, _ ("What Was Understood"));

  add_fact (group, _ ("Format"), import->format);
  add_fact (group, _ ("Place"), import->place);
  add_fact (group, _ ("Time"), import->time);
  add_fact (group, _ ("Found"), import->columns);
  add_fact (group, _ ("Gaps"), import->gaps);
  add_sums (page, import);
  add_remarks (page, import->findings);
  add_other_way (page, weather);
  return page;
}

static GtkWidget *
new_failure (const char *message)
{
  GtkWidget *status = adw_status_page_new ();
  g_autofree char *text = g_markup_escape_text (message, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status),
                             _ ("The File Cannot Be Used for Sun and Air"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status), text);
  return status;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  Weather *weather = g_object_get_data (G_OBJECT (window), "weather");
  g_autoptr (GError) error = NULL;

  weather->import = gh_weather_import_finish (GH_DOCUMENT (source), result, &error);
  gh_fact_window_set_child (window, weather->import != NULL ? new_preview (weather)
                                                            : new_failure (error->message));
  gtk_widget_set_sensitive (weather->use, weather->import != NULL);
}

static GtkWidget *
new_use_button (Weather *weather)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Use for Sun and Air"));

  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_sensitive (button, FALSE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (use_cb), weather);
  return button;
}

/**
 * gh_weather_dialog_show:
 * @parent: the window
 * @document: what may get the weather
 * @file: path of a weather file
 *
 * Shows what a weather file is and what it makes of the study before anything is stored.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
gh_weather_dialog_show (GtkWindow *parent, GhDocument *document, const char *file)
{
  Weather *weather = g_new0 (Weather, 1);
  g_autofree char *name = g_filename_display_basename (file);
  GtkWidget *busy = adw_status_page_new ();

  weather->document = g_object_ref (document);
  weather->file = g_strdup (file);
  weather->window = gh_fact_window_new (parent, _ ("Weather File"), name);
  weather->use = new_use_button (weather);
  g_object_set_data_full (G_OBJECT (weather->window), "weather", weather, free_weather);
  adw_header_bar_pack_end (ADW_HEADER_BAR (gh_fact_window_get_header (weather->window)),
                           weather->use);
  adw_status_page_set_title (ADW_STATUS_PAGE (busy), _ ("Reading…"));
  gh_fact_window_set_child (weather->window, busy);
  gh_weather_import_async (document, file, read_cb, g_object_ref (weather->window));
  gtk_window_present (GTK_WINDOW (weather->window));
  return weather->window;
}

static void
chosen (const char *file, gpointer data)
{
  g_autoptr (GtkWidget) row = data;
  GtkRoot *root = gtk_widget_get_root (row);

  if (file != NULL && root != NULL)
    gh_weather_dialog_show (GTK_WINDOW (root), g_object_get_data (G_OBJECT (row), "document"),
                            file);
}

static void
choose_cb (GtkWidget *row)
{
  static const char *const patterns[] = { "*.epw", "*.EPW", "*.csv", "*.CSV", "*.json", NULL };

  gh_dialog_open_file (GTK_WINDOW (gtk_widget_get_root (row)), _ ("Weather File"), patterns, chosen,
                       g_object_ref (row));
}

static void
follow (GhDocument *document, gpointer data)
{
  g_autofree char *text = gh_weather_describe_source (gh_document_get_study (document));

  adw_action_row_set_subtitle (data, text);
}

/**
 * gh_weather_row_new:
 * @document: what is edited
 *
 * Returns: (transfer floating): a row that tells which weather file sun and air come from, with a
 *   button to choose one
 */
GtkWidget *
gh_weather_row_new (GhDocument *document)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Choose…"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Weather file"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a Weather File"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (choose_cb), row);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), "document", g_object_ref (document), g_object_unref);
  follow (document, row);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), row, 0);
  return row;
}
