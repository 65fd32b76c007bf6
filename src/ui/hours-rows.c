/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of days, months and times on the clock. They follow the document by themselves. */
#include "hours-rows.h"

#include <math.h>

#include "day-buttons.h"
#include "record-path.h"
#include "words.h"

#define MONTHS_CHARS 10
#define MINUTES_PER_DAY 1440.0

/* What a row edits; kept by the row.
 * @control: the row's
 * @updating: while the document is followed, which is no edit */
typedef struct
{
  GhDocument *document;
  char *path;
  GtkWidget *control;
  gboolean updating;
} Field;

static void
free_field (gpointer data)
{
  Field *field = data;

  g_object_unref (field->document);
  g_free (field->path);
  g_free (field);
}

/* A record that is being removed has no number; its row goes next. */
static double
get_number (const Field *field)
{
  GhPlace place;

  return gh_document_find (field->document, field->path, &place) ? gh_place_get_number (&place)
                                                                 : NAN;
}

static void
set_number (const Field *field, double number)
{
  double now = get_number (field);

  if (!field->updating && !isnan (now) && fabs (now - number) > 0.0)
    gh_document_set_number (field->document, field->path, number);
}

static Field *
add_field (GtkWidget *row, GhDocument *document, const char *path, GtkWidget *control)
{
  Field *field = g_new (Field, 1);
  GhPlace place;
  const char *title = "", *meaning = "";

  *field = (Field){ g_object_ref (document), g_strdup (path), control, FALSE };
  g_object_set_data_full (G_OBJECT (row), "field", field, free_field);
  if (gh_document_find (document, path, &place))
    {
      title = _ (place.attribute->title);
      meaning = _ (place.attribute->meaning);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), meaning);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  return field;
}

static void
days_cb (GtkWidget *buttons, guint days, gpointer data)
{
  set_number (data, days);
}

static void
follow_days (GtkWidget *row)
{
  Field *field = g_object_get_data (G_OBJECT (row), "field");
  double days = get_number (field);

  field->updating = TRUE;
  if (!isnan (days))
    gh_day_buttons_set (field->control, (guint) days);
  field->updating = FALSE;
}

/**
 * gh_days_row_new:
 * @document: what is edited; referenced
 * @path: of a set of days
 *
 * Returns: (transfer floating): a row of a button a day
 */
GtkWidget *
gh_days_row_new (GhDocument *document, const char *path)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *buttons = gh_day_buttons_new ();
  Field *field = add_field (row, document, path, buttons);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), NULL);
  follow_days (row);
  gh_day_buttons_connect (buttons, days_cb, field);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_days), row, G_CONNECT_SWAPPED);
  return row;
}

static void
clock_changed_cb (GtkSpinButton *spin, gpointer data)
{
  set_number (data, round (gtk_spin_button_get_value (spin)));
}

static void
follow_clock (GtkWidget *row)
{
  Field *field = g_object_get_data (G_OBJECT (row), "field");
  double minute = get_number (field);

  field->updating = TRUE;
  if (!isnan (minute))
    /* A day ends when the next one begins. */
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (field->control), fmod (minute, MINUTES_PER_DAY));
  field->updating = FALSE;
}

/**
 * gh_clock_row_new:
 * @document: what is edited; referenced
 * @path: of a time on the clock
 *
 * Returns: (transfer floating): a row to set it
 */
GtkWidget *
gh_clock_row_new (GhDocument *document, const char *path)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gh_clock_button_new ();
  Field *field = add_field (row, document, path, spin);

  follow_clock (row);
  g_signal_connect (spin, "value-changed", G_CALLBACK (clock_changed_cb), field);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_clock), row, G_CONNECT_SWAPPED);
  return row;
}

static void
months_changed_cb (GtkEditable *entry, gpointer data)
{
  guint months = 0;

  if (gh_months_parse (gtk_editable_get_text (entry), &months))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
      set_number (data, months);
    }
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
}

/* What means the same months stays as it is written. */
static void
follow_months (GtkWidget *row)
{
  Field *field = g_object_get_data (G_OBJECT (row), "field");
  GtkEditable *entry = GTK_EDITABLE (field->control);
  double months = get_number (field);
  guint shown = 0;

  if (isnan (months)
      || (gh_months_parse (gtk_editable_get_text (entry), &shown) && shown == (guint) months))
    return;
  g_autofree char *text = gh_months_format ((guint) months);
  field->updating = TRUE;
  gtk_editable_set_text (entry, text);
  field->updating = FALSE;
}

/**
 * gh_months_row_new:
 * @document: what is edited; referenced
 * @path: of a set of months
 *
 * Returns: (transfer floating): a row with the months as numbers, such as 10-3
 */
GtkWidget *
gh_months_row_new (GhDocument *document, const char *path)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = gtk_entry_new ();
  Field *field = add_field (row, document, path, entry);

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), MONTHS_CHARS);
  gtk_widget_set_tooltip_text (entry, _ ("As numbers, such as 10-3 or 6,7"));
  follow_months (row);
  g_signal_connect (entry, "changed", G_CALLBACK (months_changed_cb), field);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_months), row, G_CONNECT_SWAPPED);
  return row;
}
