/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vehicles of a sheet or a log before they are stored: what was understood, what is missing, and
 * what they get where nothing is said. */
#include "vehicle-dialog.h"

#include <math.h>

#include "note-list.h"
#include "platform-dialogs.h"
#include "site/fleet-profile.h"
#include "vehicle-import.h"
#include "words.h"

/* Vehicles that are shown. */
#define SHOWN_ROWS 20

static const char *const patterns[] = { "*.csv", "*.CSV", "*.tsv", "*.txt", "*.json", NULL };

struct _GhVehicleDialog
{
  GhImportDialog parent_instance;
  AdwPreferencesGroup *summary;
  GtkSpinButton *battery;
  GtkSpinButton *power;
  AdwComboRow *site;
  GtkSwitch *replace;
  GtkWidget *replace_row;
  GtkSwitch *period;
  AdwActionRow *period_row;
  GtkListBox *notes;
  AdwPreferencesGroup *columns_group;
  GtkListBox *columns;
  AdwPreferencesGroup *rows_group;
  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (GhVehicleDialog, gh_vehicle_dialog, GH_TYPE_IMPORT_DIALOG)

static GhVehicleImport *
get_import (GhVehicleDialog *dialog)
{
  return GH_VEHICLE_IMPORT (gh_import_dialog_get_import (GH_IMPORT_DIALOG (dialog)));
}

static void
follow_columns (GhVehicleDialog *dialog)
{
  g_autoptr (GPtrArray) columns = gh_vehicle_import_list_columns (get_import (dialog));

  gh_note_list_clear (dialog->columns);
  gtk_widget_set_visible (GTK_WIDGET (dialog->columns_group), columns != NULL);
  for (guint i = 0; columns != NULL && i < columns->len; i++)
    {
      const GhVehicleImportColumn *column = g_ptr_array_index (columns, i);
      GtkWidget *row = gh_note_list_add (dialog->columns, column->heading, column->meaning, NULL);
      if (!column->is_taken)
        gtk_widget_add_css_class (row, "dim-label");
    }
}

static void
follow_rows (GhVehicleDialog *dialog)
{
  g_autoptr (GPtrArray) rows = gh_vehicle_import_list_rows (get_import (dialog), SHOWN_ROWS);
  guint all = gh_vehicle_import_count_vehicles (get_import (dialog));

  gh_note_list_clear (dialog->rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const GhVehicleImportRow *row = g_ptr_array_index (rows, i);
      g_autofree char *text
          = row->reason != NULL
                ? g_strdup_printf ("%s%s%s", row->text, *row->text != '\0' ? "\n" : "", row->reason)
                : g_strdup (row->text);
      gh_note_list_add (dialog->rows, row->name, text,
                        row->reason != NULL ? "dialog-warning-symbolic" : NULL);
    }
  g_autofree char *more
      = all > rows->len ? g_strdup_printf (_ ("The first %u of %u"), rows->len, all) : NULL;
  adw_preferences_group_set_description (dialog->rows_group, more);
}

static void
follow_summary (GhVehicleDialog *dialog)
{
  g_autofree char *text = gh_vehicle_import_format_summary (get_import (dialog));
  guint incomplete = gh_vehicle_import_count_incomplete (get_import (dialog));

  adw_preferences_group_set_title (dialog->summary, text);
  adw_preferences_group_set_description (
      dialog->summary,
      incomplete > 0 ? _ ("Incomplete vehicles are imported as well, marked, and can be mended or "
                          "left out later.")
                     : NULL);
}

static void
follow_period (GhVehicleDialog *dialog)
{
  g_autofree char *text = gh_vehicle_import_format_period (get_import (dialog));

  gtk_widget_set_visible (GTK_WIDGET (dialog->period_row), text != NULL);
  if (text != NULL)
    adw_action_row_set_subtitle (dialog->period_row, text);
}

static void
follow (GhImportDialog *import_dialog)
{
  GhVehicleDialog *dialog = GH_VEHICLE_DIALOG (import_dialog);

  if (gh_file_import_is_busy (gh_import_dialog_get_import (import_dialog)))
    return;
  gh_import_dialog_show_preview (import_dialog, TRUE);
  follow_summary (dialog);
  follow_period (dialog);
  gh_note_list_show (dialog->notes, gh_vehicle_import_get_findings (get_import (dialog)));
  follow_columns (dialog);
  follow_rows (dialog);
}

/* The sites of the fleet; with one there is nothing to choose. */
static void
list_sites (GhVehicleDialog *dialog, const GhStudy *study)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; study->sites != NULL && i < study->sites->len; i++)
    {
      const GhFleetSite *site = g_ptr_array_index (study->sites, i);
      gtk_string_list_append (names, site->name != NULL ? site->name : "");
    }
  adw_combo_row_set_model (dialog->site, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (dialog->site),
                          g_list_model_get_n_items (G_LIST_MODEL (names)) > 1);
  gtk_widget_set_visible (dialog->replace_row, study->vehicles != NULL && study->vehicles->len > 0);
}

static gboolean
apply (GhImportDialog *import_dialog)
{
  GhVehicleDialog *dialog = GH_VEHICLE_DIALOG (import_dialog);
  GhVehicleImport *import = get_import (dialog);
  GtkStringObject *site = adw_combo_row_get_selected_item (dialog->site);

  if (gtk_widget_get_visible (GTK_WIDGET (dialog->site)) && site != NULL)
    gh_vehicle_import_set_site (import, gtk_string_object_get_string (site));
  gh_vehicle_import_set_replace (import, gtk_switch_get_active (dialog->replace));
  gh_vehicle_import_set_takes_period (import, gtk_switch_get_active (dialog->period));
  return gh_vehicle_import_apply (import);
}

static GhFileImport *
read_another (GhImportDialog *dialog, const char *file)
{
  GhDocument *document = gh_file_import_get_document (gh_import_dialog_get_import (dialog));

  return GH_FILE_IMPORT (gh_vehicle_import_new (document, file));
}

/* 0 stands for nothing: what is not told stays missing. */
static double
get_default (GtkSpinButton *spin)
{
  double value = gtk_spin_button_get_value (spin);

  return value > 0.0 ? value : (double) NAN;
}

static void
battery_cb (GhVehicleDialog *dialog)
{
  gh_vehicle_import_set_battery_kwh (get_import (dialog), get_default (dialog->battery));
  gh_import_dialog_follow (GH_IMPORT_DIALOG (dialog));
}

static void
power_cb (GhVehicleDialog *dialog)
{
  gh_vehicle_import_set_charge_kw (get_import (dialog), get_default (dialog->power));
  gh_import_dialog_follow (GH_IMPORT_DIALOG (dialog));
}

static void
gh_vehicle_dialog_dispose (GObject *object)
{
  GhVehicleDialog *dialog = GH_VEHICLE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (dialog), GH_TYPE_VEHICLE_DIALOG);
  G_OBJECT_CLASS (gh_vehicle_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, battery);
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, power);
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, site);
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, replace);
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, replace_row);
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, period);
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, period_row);
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, columns_group);
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, rows_group);
  gtk_widget_class_bind_template_child (widget_class, GhVehicleDialog, rows);
}

static void
gh_vehicle_dialog_class_init (GhVehicleDialogClass *class)
{
  GhImportDialogClass *dialog_class = GH_IMPORT_DIALOG_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_vehicle_dialog_dispose;
  dialog_class->patterns = patterns;
  dialog_class->follow = follow;
  dialog_class->apply = apply;
  dialog_class->read = read_another;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gridhearth/Gridhearth/vehicle-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, battery_cb);
  gtk_widget_class_bind_template_callback (widget_class, power_cb);
}

static void
gh_vehicle_dialog_init (GhVehicleDialog *dialog)
{
  gtk_widget_init_template (GTK_WIDGET (dialog));
}

/* @import: (transfer full) */
static GtkWidget *
show (GtkWindow *parent, GhVehicleImport *import)
{
  GhVehicleDialog *dialog = g_object_new (GH_TYPE_VEHICLE_DIALOG, "transient-for", parent, NULL);
  GhDocument *document = gh_file_import_get_document (GH_FILE_IMPORT (import));

  list_sites (dialog, gh_document_get_study (document));
  gh_import_dialog_take_import (GH_IMPORT_DIALOG (dialog), GH_FILE_IMPORT (import));
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WIDGET (dialog);
}

/**
 * gh_vehicle_dialog_show:
 * @parent: the window
 * @document: a fleet that is to get vehicles
 * @file: path of a sheet or a log
 *
 * Shows what a file holds before anything is stored.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
gh_vehicle_dialog_show (GtkWindow *parent, GhDocument *document, const char *file)
{
  return show (parent, gh_vehicle_import_new (document, file));
}

/**
 * gh_vehicle_dialog_show_text:
 * @parent: the window
 * @document: a fleet that is to get vehicles
 * @text: that was pasted
 *
 * Shows what a text holds before anything is stored.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
gh_vehicle_dialog_show_text (GtkWindow *parent, GhDocument *document, const char *text)
{
  return show (parent, gh_vehicle_import_new_for_text (document, text));
}

/* A file that is being asked for. */
typedef struct
{
  GtkWindow *parent;
  GhDocument *document;
} Question;

static void
file_chosen (const char *file, gpointer data)
{
  Question *question = data;

  if (file != NULL)
    gh_vehicle_dialog_show (question->parent, question->document, file);
  g_object_unref (question->parent);
  g_object_unref (question->document);
  g_free (question);
}

/**
 * gh_vehicle_dialog_ask:
 * @parent: the window
 * @document: a fleet that is to get vehicles
 *
 * Asks for a file and shows what it holds.
 */
void
gh_vehicle_dialog_ask (GtkWindow *parent, GhDocument *document)
{
  Question *question = g_new (Question, 1);

  *question = (Question){ g_object_ref (parent), g_object_ref (document) };
  gh_dialog_open_file (parent, _ ("Vehicles from a File"), patterns, file_chosen, question);
}
