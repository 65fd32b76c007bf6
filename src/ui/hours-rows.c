/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of dates, days, months and times on the clock. They follow the document by themselves. */
#include "hours-rows.h"

#include <math.h>

#include "cycle-text.h"
#include "day-buttons.h"
#include "record-path.h"
#include "site/period.h"
#include "time-axis.h"
#include "words.h"

#define MONTHS_CHARS 10
#define MINUTES_PER_DAY 1440.0
#define FIRST_MONTH 7

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

/* A record that is being removed has no number; its row goes next. What is part of an object that
 * the study does not have is as usual. */
static double
get_number (const Field *field)
{
  GhPlace place;

  if (!gh_document_find (field->document, field->path, &place))
    return NAN;
  return place.record != NULL ? gh_place_get_number (&place) : place.attribute->default_number;
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

/* Whom an entry of months tells; kept by the entry. */
typedef struct
{
  GhMonthsFunc func;
  gpointer data;
} Listener;

static void
months_changed_cb (GtkEditable *entry, gpointer data)
{
  const Listener *listener = data;
  guint months = 0;

  if (gh_months_parse (gtk_editable_get_text (entry), &months))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
      listener->func (GTK_WIDGET (entry), months, listener->data);
    }
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
}

/**
 * gh_months_entry_new:
 *
 * Returns: (transfer floating): an entry for months as numbers, such as 10-3
 */
GtkWidget *
gh_months_entry_new (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), MONTHS_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), MONTHS_CHARS);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (entry, _ ("Months as numbers, such as 10-3 or 6,7"));
  return entry;
}

/**
 * gh_months_entry_connect:
 * @entry: an entry of months
 * @func: told of months that are typed
 * @data: of @func
 *
 * Lets it be heard; what is no set of months only looks wrong.
 */
void
gh_months_entry_connect (GtkWidget *entry, GhMonthsFunc func, gpointer data)
{
  Listener *listener = g_new (Listener, 1);

  *listener = (Listener){ func, data };
  g_object_set_data_full (G_OBJECT (entry), "listener", listener, g_free);
  g_signal_connect (entry, "changed", G_CALLBACK (months_changed_cb), listener);
}

/**
 * gh_months_entry_show:
 * @entry: an entry of months
 * @months: bits, January first
 *
 * Shows months; what means the same stays as it is written.
 */
void
gh_months_entry_show (GtkWidget *entry, guint months)
{
  guint shown = 0;

  if (gh_months_parse (gtk_editable_get_text (GTK_EDITABLE (entry)), &shown) && shown == months)
    return;
  g_autofree char *text = gh_months_format (months);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
months_cb (GtkWidget *entry G_GNUC_UNUSED, guint months, gpointer data)
{
  set_number (data, months);
}

static void
follow_months (GtkWidget *row)
{
  Field *field = g_object_get_data (G_OBJECT (row), "field");
  double months = get_number (field);

  field->updating = TRUE;
  if (!isnan (months))
    gh_months_entry_show (field->control, (guint) months);
  field->updating = FALSE;
}

/**
 * gh_months_row_new:
 * @document: what is edited; referenced
 * @path: of a set of months
 *
 * Returns: (transfer floating): a row with the months as numbers
 */
GtkWidget *
gh_months_row_new (GhDocument *document, const char *path)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = gh_months_entry_new ();
  Field *field = add_field (row, document, path, entry);

  follow_months (row);
  gh_months_entry_connect (entry, months_cb, field);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_months), row, G_CONNECT_SWAPPED);
  return row;
}

static gint32
get_date (const Field *field)
{
  double number = get_number (field);

  return isnan (number) ? GH_NO_DATE : (gint32) number;
}

static GDateTime *
new_date_time (gint32 date)
{
  int year, month, day;

  gh_date_to_civil (date, &year, &month, &day);
  return g_date_time_new_utc (year, month, day, 0, 0, 0.0);
}

/* The day as the locale writes it, and in the calendar. */
static void
follow_date (GtkWidget *row)
{
  Field *field = g_object_get_data (G_OBJECT (row), "field");
  GtkSwitch *given = g_object_get_data (G_OBJECT (row), "given");
  GtkCalendar *calendar = g_object_get_data (G_OBJECT (row), "calendar");
  gint32 date = get_date (field);

  field->updating = TRUE;
  gtk_switch_set_active (given, date != GH_NO_DATE);
  gtk_widget_set_visible (field->control, date != GH_NO_DATE);
  if (date != GH_NO_DATE)
    {
      g_autoptr (GDateTime) time = new_date_time (date);
      g_autofree char *text = g_date_time_format (time, "%x");
      gtk_calendar_select_day (calendar, time);
      gtk_menu_button_set_label (GTK_MENU_BUTTON (field->control), text);
    }
  field->updating = FALSE;
}

static void
day_selected_cb (GtkCalendar *calendar, gpointer data)
{
  g_autoptr (GDateTime) time = gtk_calendar_get_date (calendar);

  set_number (data, gh_date_from_civil (g_date_time_get_year (time), g_date_time_get_month (time),
                                        g_date_time_get_day_of_month (time)));
}

/* A day begins as the middle of the study's year, where it makes a difference. */
static void
date_given_cb (GtkSwitch *given, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  Field *field = data;
  int year = gh_period_get_year (gh_document_get_study (field->document));

  if (field->updating)
    return;
  if (gtk_switch_get_active (given))
    set_number (field, gh_date_from_civil (year, FIRST_MONTH, 1));
  else
    gh_document_clear (field->document, field->path);
}

/**
 * gh_date_row_new:
 * @document: what is edited; referenced
 * @path: of a day
 *
 * Returns: (transfer floating): a row with a switch for whether there is one, and a calendar
 */
GtkWidget *
gh_date_row_new (GhDocument *document, const char *path)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_menu_button_new (), *given = gtk_switch_new ();
  GtkWidget *calendar = gtk_calendar_new (), *popover = gtk_popover_new ();
  Field *field;

  gtk_widget_set_valign (given, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), given);
  field = add_field (row, document, path, button);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_accessible_update_property (GTK_ACCESSIBLE (given), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  g_object_set_data (G_OBJECT (row), "given", given);
  g_object_set_data (G_OBJECT (row), "calendar", calendar);
  follow_date (row);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (day_selected_cb), field);
  g_signal_connect (given, "notify::active", G_CALLBACK (date_given_cb), field);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_date), row, G_CONNECT_SWAPPED);
  return row;
}
