/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of the week and times of the day, to be chosen. */
#include "day-buttons.h"

#include <math.h>

#include "attributes.h"
#include "calendar-text.h"
#include "cycle-text.h"

#define DAYS 7
#define MINUTES_PER_DAY 1440

static guint
get_days (GtkWidget *buttons)
{
  GtkWidget *button = gtk_widget_get_first_child (buttons);
  guint days = 0;

  for (guint day = 0; button != NULL; day++, button = gtk_widget_get_next_sibling (button))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
      days |= 1u << day;
  return days;
}

/* A rule for no day is no rule: the last day stays pressed. */
static void
toggled_cb (GtkToggleButton *button, gpointer data)
{
  GhDaysFunc func = (GhDaysFunc) g_object_get_data (data, "func");
  guint days = get_days (data);

  if (g_object_get_data (data, "updating") != NULL || func == NULL)
    return;
  if (days == 0)
    gtk_toggle_button_set_active (button, TRUE);
  else
    func (data, days, g_object_get_data (data, "data"));
}

/**
 * gh_day_buttons_new:
 *
 * Returns: (transfer floating): seven buttons, none pressed
 */
GtkWidget *
gh_day_buttons_new (void)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint day = 0; day < DAYS; day++)
    {
      g_autofree char *name = gh_day_name (day, FALSE);
      g_autofree char *whole = gh_day_name (day, TRUE);
      GtkWidget *button = gtk_toggle_button_new_with_label (name);
      gtk_widget_add_css_class (button, "day-button");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole,
                                      -1);
      g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), box);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

/**
 * gh_day_buttons_set:
 * @buttons: of gh_day_buttons_new()
 * @days: bits, Monday first
 *
 * Presses buttons without telling anybody.
 */
void
gh_day_buttons_set (GtkWidget *buttons, guint days)
{
  GtkWidget *button = gtk_widget_get_first_child (buttons);

  g_object_set_data (G_OBJECT (buttons), "updating", buttons);
  for (guint day = 0; button != NULL; day++, button = gtk_widget_get_next_sibling (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), (days >> day & 1) != 0);
  g_object_set_data (G_OBJECT (buttons), "updating", NULL);
}

/**
 * gh_day_buttons_connect:
 * @buttons: of gh_day_buttons_new()
 * @func: called when a person changes the days; never without any day
 * @data: passed to @func
 *
 * Listens to the buttons.
 */
void
gh_day_buttons_connect (GtkWidget *buttons, GhDaysFunc func, gpointer data)
{
  g_object_set_data (G_OBJECT (buttons), "func", (gpointer) func);
  g_object_set_data (G_OBJECT (buttons), "data", data);
}

static gboolean
output_cb (GtkSpinButton *spin, gpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = gh_clock_to_text ((int) lround (gtk_spin_button_get_value (spin)));

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (spin))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

/* What is no time of day stays as it was. */
static int
input_cb (GtkSpinButton *spin, double *value, gpointer data G_GNUC_UNUSED)
{
  int minute;

  if (!gh_clock_parse (gtk_editable_get_text (GTK_EDITABLE (spin)), &minute))
    return GTK_INPUT_ERROR;
  *value = minute;
  return TRUE;
}

/**
 * gh_clock_button_new:
 *
 * Returns: (transfer floating): a spin button for a time of day, its value in minutes since
 *   midnight
 */
GtkWidget *
gh_clock_button_new (void)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MINUTES_PER_DAY - 1, 15);

  /* One that is made with a range takes digits only, and no colon between them. */
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), FALSE);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  /* Else what cannot be read is taken for midnight. */
  gtk_spin_button_set_update_policy (GTK_SPIN_BUTTON (spin), GTK_UPDATE_IF_VALID);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 5);
  g_signal_connect (spin, "output", G_CALLBACK (output_cb), NULL);
  g_signal_connect (spin, "input", G_CALLBACK (input_cb), NULL);
  output_cb (GTK_SPIN_BUTTON (spin), NULL);
  return spin;
}
