/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of a file before it is stored: what was understood, what it comes to, what was mended,
 * and how else it can be read. */
#include "series-dialog.h"

#include <math.h>

#include "chart-view.h"
#include "note-list.h"
#include "number-text.h"
#include "series-import.h"
#include "series-slots.h"
#include "unit-spin.h"
#include "weather-dialog.h"
#include "words.h"

#define MOST_NOTES 12
#define FIRST_ANNUAL_KWH 4000.0
#define MOST_ANNUAL_KWH 1e7

/* @paths: what can be filled, in the order of the list
 * @units: (nullable): units of the one that is filled, behind "as in the heading"
 * @zones: what a file without offsets may be in
 * @weather: (nullable): the file, to be taken as a whole if it turns out to be one of weather
 * @updating: while the controls follow the import rather than the other way */
struct _GhSeriesDialog
{
  GhImportDialog parent_instance;
  AdwActionRow *found;
  AdwActionRow *sum;
  GtkWidget *chart_row;
  GhChartView *chart;
  GtkListBox *notes;
  AdwComboRow *slot;
  AdwComboRow *column;
  AdwComboRow *unit;
  AdwComboRow *stamps;
  AdwComboRow *zone;
  AdwComboRow *year;
  AdwActionRow *total;
  AdwActionRow *others;
  AdwActionRow *tax;
  AdwActionRow *fees;
  GtkWidget *total_switch;
  GtkWidget *others_switch;
  GtkWidget *total_spin;
  GtkWidget *tax_spin;
  GtkWidget *fees_spin;

  GhShownUnit price;
  char **paths;
  char **units;
  char *zones[3];
  char *weather;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GhSeriesDialog, gh_series_dialog, GH_TYPE_IMPORT_DIALOG)

static GhSeriesImport *
get_import (GhSeriesDialog *dialog)
{
  return GH_SERIES_IMPORT (gh_import_dialog_get_import (GH_IMPORT_DIALOG (dialog)));
}

static const GhStudy *
get_study (GhSeriesDialog *dialog)
{
  return gh_document_get_study (
      gh_file_import_get_document (gh_import_dialog_get_import (GH_IMPORT_DIALOG (dialog))));
}

static const char *
get_kind (GhSeriesDialog *dialog)
{
  return gh_series_slot_get_kind (gh_series_import_get_path (get_import (dialog)));
}

static void
follow_slots (GhSeriesDialog *dialog)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  guint selected = 0;

  g_strfreev (dialog->paths);
  dialog->paths = gh_series_slots_list (get_study (dialog), NULL);
  for (guint i = 0; dialog->paths[i] != NULL; i++)
    {
      g_autofree char *title = gh_series_slot_format_title (get_study (dialog), dialog->paths[i]);
      g_strv_builder_add (titles, title);
      if (g_strcmp0 (dialog->paths[i], gh_series_import_get_path (get_import (dialog))) == 0)
        selected = i;
    }
  g_auto (GStrv) words = g_strv_builder_end (titles);
  gh_import_dialog_set_words (dialog->slot, (const char *const *) words);
  adw_combo_row_set_selected (dialog->slot, selected);
}

/* The unit in the heading first, then those that can be chosen instead. */
static void
follow_units (GhSeriesDialog *dialog)
{
  const char *named = gh_series_import_get_column_unit (get_import (dialog));
  const char *chosen = gh_series_import_get_options (get_import (dialog))->unit;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *first = *named != '\0' ? g_strdup_printf (_ ("As in the heading: %s"), named)
                                          : g_strdup (_ ("Not named in the heading"));
  guint selected = 0;

  g_strfreev (dialog->units);
  dialog->units = gh_series_slot_list_units (get_study (dialog),
                                             gh_series_import_get_path (get_import (dialog)));
  g_strv_builder_add (words, first);
  for (guint i = 0; dialog->units[i] != NULL; i++)
    {
      gboolean energy
          = g_str_has_suffix (dialog->units[i], "Wh") && strchr (dialog->units[i], '/') == NULL;
      g_autofree char *word = energy ? g_strdup_printf (_ ("%s in each step"), dialog->units[i])
                                     : g_strdup (dialog->units[i]);
      g_strv_builder_add (words, word);
      if (g_strcmp0 (dialog->units[i], chosen) == 0)
        selected = i + 1;
    }
  g_auto (GStrv) list = g_strv_builder_end (words);
  gh_import_dialog_set_words (dialog->unit, (const char *const *) list);
  adw_combo_row_set_selected (dialog->unit, selected);
  gtk_widget_set_visible (GTK_WIDGET (dialog->unit), dialog->units[0] != NULL);
}

/* Unless it has it already: what is being typed must not be lost. */
static void
set_number (GtkWidget *spin, double number)
{
  if (fabs (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)) - number) > 1e-9)
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), number);
}

static void
follow_options (GhSeriesDialog *dialog)
{
  const GhSeriesFile *options = gh_series_import_get_options (get_import (dialog));
  g_auto (GStrv) columns = gh_series_import_list_columns (get_import (dialog));
  gboolean scaled = !isnan (options->annual_total_kwh);
  const char *kind = get_kind (dialog);
  gboolean price = g_strcmp0 (kind, "price") == 0;
  gboolean power = g_strcmp0 (kind, "load") == 0 || g_strcmp0 (kind, "solar") == 0;

  follow_slots (dialog);
  gh_import_dialog_set_words (dialog->column, (const char *const *) columns);
  adw_combo_row_set_selected (dialog->column, gh_series_import_get_column (get_import (dialog)));
  follow_units (dialog);
  adw_combo_row_set_selected (dialog->stamps, (guint) options->stamps);
  adw_combo_row_set_selected (dialog->year, (guint) options->year);
  adw_combo_row_set_selected (dialog->zone,
                              dialog->zones[1] != NULL
                                  && g_strcmp0 (options->time_zone, dialog->zones[1]) == 0);
  gtk_widget_set_visible (GTK_WIDGET (dialog->zone),
                          !gh_series_import_names_offsets (get_import (dialog)));
  gtk_widget_set_visible (GTK_WIDGET (dialog->total), power);
  gtk_switch_set_active (GTK_SWITCH (dialog->total_switch), scaled);
  gtk_widget_set_sensitive (dialog->total_spin, scaled);
  gtk_widget_set_visible (GTK_WIDGET (dialog->tax), price);
  gtk_widget_set_visible (GTK_WIDGET (dialog->fees), price);
  set_number (dialog->tax_spin,
              100.0 * (gh_series_import_get_multiply (get_import (dialog)) - 1.0));
  set_number (dialog->fees_spin,
              gh_series_import_get_add (get_import (dialog)) * dialog->price.scale);
}

/* A file of several kinds of rates fills all of them at once, unless nobody wants that. */
static void
follow_others (GhSeriesDialog *dialog)
{
  g_autofree char *others = gh_series_import_describe_others (get_import (dialog));

  gtk_switch_set_active (GTK_SWITCH (dialog->others_switch),
                         gh_series_import_get_takes_others (get_import (dialog)));
  if (others != NULL)
    adw_action_row_set_subtitle (dialog->others, others);
  if (others != NULL
      || !gh_file_import_is_busy (gh_import_dialog_get_import (GH_IMPORT_DIALOG (dialog))))
    gtk_widget_set_visible (GTK_WIDGET (dialog->others), others != NULL);
}

static GhFigure *
new_figure (GhSeriesDialog *dialog, GhSeries *series)
{
  const char *path = gh_series_import_get_path (get_import (dialog));
  const GhAttribute *attribute = gh_series_slot_find_attribute (path);
  g_autoptr (GhTimeAxis) axis = gh_study_new_axis (get_study (dialog));
  g_autofree char *title = gh_series_slot_format_title (get_study (dialog), path);
  GhFigure *figure = gh_figure_new_time (axis);
  GhShownUnit unit = dialog->price;

  if (g_strcmp0 (get_kind (dialog), "price") != 0)
    gh_shown_unit_init (&unit, attribute, get_study (dialog)->currency);
  guint panel = gh_figure_add_panel (figure, &(GhPanelOptions){ .title = title,
                                                                .unit = unit.unit,
                                                                .scale = unit.scale,
                                                                .digits = MAX (unit.digits, 1),
                                                                .has_zero = TRUE,
                                                                .minimum = NAN,
                                                                .maximum = NAN });
  gh_figure_add_layer (
      figure, panel,
      &(GhLayerOptions){
          .kind = GH_LAYER_STEP, .role = GH_COLOUR_LOAD, .name = title, .series = series });
  return figure;
}

static void
follow_notes (GhSeriesDialog *dialog)
{
  const GhFindings *findings = gh_series_import_get_findings (get_import (dialog));
  guint count = MIN (gh_findings_get_count (findings), MOST_NOTES);

  gh_note_list_clear (dialog->notes);
  for (guint i = 0; i < count; i++)
    {
      const GhFinding *finding = gh_findings_get (findings, i);
      gboolean wrong = finding->severity == GH_SEVERITY_ERROR;
      GtkWidget *row
          = gh_note_list_add (dialog->notes, finding->message, "",
                              wrong ? "dialog-error-symbolic" : "dialog-information-symbolic");
      if (wrong)
        gtk_widget_add_css_class (row, "error");
    }
  gtk_widget_set_visible (GTK_WIDGET (dialog->notes), count > 0);
}

/* A market's prices are seldom what a household pays. */
static gboolean
lacks_tax_and_fees (GhSeriesDialog *dialog)
{
  return g_strcmp0 (gh_series_import_get_path (get_import (dialog)), "$.tariff.import_price") == 0
         && fabs (gh_series_import_get_multiply (get_import (dialog)) - 1.0) < 1e-9
         && fabs (gh_series_import_get_add (get_import (dialog))) < 1e-9;
}

static void
show_sum (GhSeriesDialog *dialog, const char *sum)
{
  g_autofree char *warned
      = lacks_tax_and_fees (dialog) ? g_strdup_printf (
            _ ("%s. If these are prices on a market, add tax and fees below."), sum)
                                    : g_strdup (sum);

  adw_action_row_set_subtitle (dialog->sum, warned);
}

/* What becomes of the file; while it is read again the last picture stays, dimmed. */
static void
follow_result (GhSeriesDialog *dialog)
{
  g_autoptr (GhSeries) series = gh_series_import_make_shown (get_import (dialog));
  g_autofree char *found = gh_series_import_format_table (get_import (dialog));
  g_autofree char *sum = gh_series_import_describe (get_import (dialog));
  gboolean busy = gh_file_import_is_busy (gh_import_dialog_get_import (GH_IMPORT_DIALOG (dialog)));

  g_autofree char *kind = gh_series_import_describe_column (get_import (dialog));
  g_autofree char *all = kind != NULL ? g_strdup_printf ("%s. %s.", found, kind) : NULL;

  adw_action_row_set_subtitle (dialog->found, all != NULL ? all : found != NULL ? found : "");
  gh_import_dialog_show_preview (GH_IMPORT_DIALOG (dialog), series != NULL);
  gh_chart_view_set_dimmed (dialog->chart, series == NULL);
  if (series != NULL)
    {
      gh_chart_view_take_figure (dialog->chart, new_figure (dialog, series));
      show_sum (dialog, sum);
    }
  else if (!busy)
    adw_action_row_set_subtitle (dialog->sum, _ ("These numbers cannot be used as they are read."));
  gtk_widget_set_visible (dialog->chart_row,
                          gh_chart_view_get_figure (dialog->chart) != NULL && (series || busy));
  if (!busy)
    follow_notes (dialog);
}

/* A whole weather file is another matter: sun and air belong together. */
static void
show_weather (GhSeriesDialog *dialog)
{
  g_autofree char *file = g_steal_pointer (&dialog->weather);

  gh_weather_dialog_show (
      gtk_window_get_transient_for (GTK_WINDOW (dialog)),
      gh_file_import_get_document (gh_import_dialog_get_import (GH_IMPORT_DIALOG (dialog))), file);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
follow (GhImportDialog *import_dialog)
{
  GhSeriesDialog *dialog = GH_SERIES_DIALOG (import_dialog);
  g_autofree char *table = gh_series_import_format_table (get_import (dialog));

  if (table == NULL)
    return;
  if (dialog->weather != NULL && gh_series_import_is_weather (get_import (dialog)))
    {
      show_weather (dialog);
      return;
    }
  g_clear_pointer (&dialog->weather, g_free);
  dialog->updating = TRUE;
  follow_options (dialog);
  follow_others (dialog);
  dialog->updating = FALSE;
  follow_result (dialog);
}

static gboolean
apply (GhImportDialog *dialog)
{
  return gh_series_import_apply (get_import (GH_SERIES_DIALOG (dialog)));
}

static GhFileImport *
read_another (GhImportDialog *dialog, const char *file)
{
  GhSeriesImport *import = get_import (GH_SERIES_DIALOG (dialog));

  return GH_FILE_IMPORT (
      gh_series_import_new (gh_file_import_get_document (GH_FILE_IMPORT (import)),
                            gh_series_import_get_path (import), file));
}

static void
slot_cb (GhSeriesDialog *dialog)
{
  if (!dialog->updating)
    gh_series_import_set_path (get_import (dialog),
                               dialog->paths[adw_combo_row_get_selected (dialog->slot)]);
}

static void
column_cb (GhSeriesDialog *dialog)
{
  if (!dialog->updating)
    gh_series_import_set_column (get_import (dialog), adw_combo_row_get_selected (dialog->column));
}

static void
unit_cb (GhSeriesDialog *dialog)
{
  guint selected = adw_combo_row_get_selected (dialog->unit);

  if (!dialog->updating)
    gh_series_import_set_text (get_import (dialog), "unit",
                               selected > 0 ? dialog->units[selected - 1] : NULL);
}

static void
stamps_cb (GhSeriesDialog *dialog)
{
  if (!dialog->updating)
    gh_series_import_set_number (get_import (dialog), "stamps",
                                 adw_combo_row_get_selected (dialog->stamps));
}

static void
zone_cb (GhSeriesDialog *dialog)
{
  if (!dialog->updating)
    gh_series_import_set_text (get_import (dialog), "time_zone",
                               dialog->zones[adw_combo_row_get_selected (dialog->zone)]);
}

static void
year_cb (GhSeriesDialog *dialog)
{
  if (!dialog->updating)
    gh_series_import_set_number (get_import (dialog), "year",
                                 adw_combo_row_get_selected (dialog->year));
}

static void
total_cb (GhSeriesDialog *dialog)
{
  if (!dialog->updating)
    gh_series_import_set_number (
        get_import (dialog), "annual_total_kwh",
        gtk_switch_get_active (GTK_SWITCH (dialog->total_switch))
            ? gtk_spin_button_get_value (GTK_SPIN_BUTTON (dialog->total_spin))
            : NAN);
}

static void
others_cb (GhSeriesDialog *dialog)
{
  if (!dialog->updating)
    gh_series_import_set_takes_others (get_import (dialog),
                                       gtk_switch_get_active (GTK_SWITCH (dialog->others_switch)));
}

static void
market_cb (GhSeriesDialog *dialog)
{
  double tax = gtk_spin_button_get_value (GTK_SPIN_BUTTON (dialog->tax_spin));
  double fees = gtk_spin_button_get_value (GTK_SPIN_BUTTON (dialog->fees_spin));

  if (!dialog->updating)
    gh_series_import_set_market (get_import (dialog), 1.0 + tax / 100.0,
                                 fees / dialog->price.scale);
}

static void
gh_series_dialog_dispose (GObject *object)
{
  GhSeriesDialog *dialog = GH_SERIES_DIALOG (object);

  g_clear_pointer (&dialog->paths, g_strfreev);
  g_clear_pointer (&dialog->units, g_strfreev);
  for (guint i = 0; i < G_N_ELEMENTS (dialog->zones); i++)
    g_clear_pointer (&dialog->zones[i], g_free);
  g_clear_pointer (&dialog->weather, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (dialog), GH_TYPE_SERIES_DIALOG);
  G_OBJECT_CLASS (gh_series_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, found);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, sum);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, chart_row);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, chart);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, notes);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, slot);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, column);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, unit);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, stamps);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, zone);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, year);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, total);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, others);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, tax);
  gtk_widget_class_bind_template_child (class, GhSeriesDialog, fees);
  gtk_widget_class_bind_template_callback (class, slot_cb);
  gtk_widget_class_bind_template_callback (class, column_cb);
  gtk_widget_class_bind_template_callback (class, unit_cb);
  gtk_widget_class_bind_template_callback (class, stamps_cb);
  gtk_widget_class_bind_template_callback (class, zone_cb);
  gtk_widget_class_bind_template_callback (class, year_cb);
}

static void
gh_series_dialog_class_init (GhSeriesDialogClass *class)
{
  GhImportDialogClass *dialog_class = GH_IMPORT_DIALOG_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_series_dialog_dispose;
  dialog_class->follow = follow;
  dialog_class->apply = apply;
  dialog_class->read = read_another;
  g_type_ensure (GH_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/series-dialog.ui");
  bind_children (widget_class);
}

/* Words of a choice of the attribute table. */
static void
set_choices (AdwComboRow *row, const char *name)
{
  const GhAttribute *attribute = gh_attribute_table_find (&gh_series_file_table, name, NULL);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; attribute->choice_titles[i] != NULL; i++)
    gtk_string_list_append (list, _ (attribute->choice_titles[i]));
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static GtkWidget *
add_spin (AdwActionRow *row, double most, double step, int digits, const char *unit)
{
  GtkWidget *spin = gh_unit_spin_new (-most, most, step, digits);

  adw_action_row_add_suffix (row, spin);
  adw_action_row_add_suffix (row, gh_unit_label_new (unit));
  adw_action_row_set_activatable_widget (row, spin);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  return spin;
}

static GtkWidget *
add_switch (AdwActionRow *row)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  return toggle;
}

/* A list is called what its row is called. */
static void
name_lists (GhSeriesDialog *dialog)
{
  AdwComboRow *const rows[]
      = { dialog->slot, dialog->column, dialog->unit, dialog->stamps, dialog->zone, dialog->year };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (rows[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (rows[i])),
                                    -1);
}

static void
gh_series_dialog_init (GhSeriesDialog *dialog)
{
  dialog->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (dialog));
  name_lists (dialog);
  set_choices (dialog->stamps, "stamps");
  set_choices (dialog->year, "year");
  dialog->total_switch = add_switch (dialog->total);
  dialog->others_switch = add_switch (dialog->others);
  adw_action_row_set_activatable_widget (dialog->others, dialog->others_switch);
  dialog->total_spin = add_spin (dialog->total, MOST_ANNUAL_KWH, 100.0, 0, "kWh");
  gtk_spin_button_set_range (GTK_SPIN_BUTTON (dialog->total_spin), 0.0, MOST_ANNUAL_KWH);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (dialog->total_spin), FIRST_ANNUAL_KWH);
  gh_chart_view_set_name (dialog->chart, _ ("Numbers in the study"));
  g_signal_connect_swapped (dialog->total_switch, "notify::active", G_CALLBACK (total_cb), dialog);
  g_signal_connect_swapped (dialog->total_spin, "value-changed", G_CALLBACK (total_cb), dialog);
  g_signal_connect_swapped (dialog->others_switch, "notify::active", G_CALLBACK (others_cb),
                            dialog);
  dialog->updating = FALSE;
}

/* What depends on the study: its currency and its time zone. */
static void
take_document (GhSeriesDialog *dialog, GhDocument *document)
{
  const GhStudy *study = gh_document_get_study (document);
  const char *zone = study->location != NULL ? study->location->time_zone : NULL;
  g_autoptr (GtkStringList) zones = gtk_string_list_new (NULL);

  gh_shown_unit_init_price (&dialog->price, study->currency);
  dialog->tax_spin = add_spin (dialog->tax, 100.0, 1.0, 1, "%");
  dialog->fees_spin
      = add_spin (dialog->fees, 1000.0 * dialog->price.scale,
                  dialog->price.scale > 1.0 ? 0.5 : 0.01, dialog->price.digits, dialog->price.unit);
  g_signal_connect_swapped (dialog->tax_spin, "value-changed", G_CALLBACK (market_cb), dialog);
  g_signal_connect_swapped (dialog->fees_spin, "value-changed", G_CALLBACK (market_cb), dialog);
  dialog->zones[0] = g_strdup (zone != NULL ? zone : "UTC");
  dialog->zones[1] = g_strdup (g_strcmp0 (zone, "UTC") != 0 && zone != NULL ? "UTC" : NULL);
  dialog->updating = TRUE;
  for (guint i = 0; dialog->zones[i] != NULL; i++)
    gtk_string_list_append (zones, dialog->zones[i]);
  adw_combo_row_set_model (dialog->zone, G_LIST_MODEL (zones));
  dialog->updating = FALSE;
}

static GhSeriesDialog *
new_dialog (GtkWindow *parent, GhDocument *document, const char *path, const char *file,
            gboolean whole)
{
  GhSeriesDialog *dialog = g_object_new (GH_TYPE_SERIES_DIALOG, "transient-for", parent, NULL);

  dialog->weather = whole ? g_strdup (file) : NULL;
  take_document (dialog, document);
  gh_import_dialog_take_import (GH_IMPORT_DIALOG (dialog),
                                GH_FILE_IMPORT (gh_series_import_new (document, path, file)));
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

/**
 * gh_series_dialog_show:
 * @parent: the window
 * @document: what is to be filled
 * @path: (nullable): of the series or price; %NULL to let the file tell
 * @file: path of a table
 *
 * Shows what a file holds before anything is stored. A weather file is offered as a whole where
 * @path is %NULL or of the weather.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
gh_series_dialog_show (GtkWindow *parent, GhDocument *document, const char *path, const char *file)
{
  gboolean whole = path == NULL || g_str_has_prefix (path, "$.weather.");

  return GTK_WIDGET (new_dialog (parent, document, path, file, whole));
}

/**
 * gh_series_dialog_show_columns:
 * @parent: the window
 * @document: what is to be filled
 * @path: of the series or price
 * @file: path of a table
 *
 * Shows what a file holds column by column, whatever it is.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
gh_series_dialog_show_columns (GtkWindow *parent, GhDocument *document, const char *path,
                               const char *file)
{
  return GTK_WIDGET (new_dialog (parent, document, path, file, FALSE));
}
