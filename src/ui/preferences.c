/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "preferences.h"

#include "settings.h"
#include "words.h"

/* One row needs no more. */
#define WIDTH 480
#define HEIGHT 240

/**
 * gh_preferences_apply_colours:
 *
 * Lets the window be light or dark as was chosen, or as the desktop is.
 */
void
gh_preferences_apply_colours (void)
{
  static const AdwColorScheme schemes[]
      = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  int choice = gh_settings_get_choice (GH_SETTING_COLOUR_SCHEME, 0);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[CLAMP (choice, 0, 2)]);
}

static void
chosen_cb (GtkDropDown *list, GParamSpec *pspec G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  gh_settings_set_choice (GH_SETTING_COLOUR_SCHEME, (int) gtk_drop_down_get_selected (list));
  gh_preferences_apply_colours ();
}

static GtkWidget *
new_colour_row (void)
{
  const char *const names[] = { _ ("As the Desktop"), _ ("Light"), _ ("Dark"), NULL };
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *list = gtk_drop_down_new_from_strings (names);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (list),
                              (guint) gh_settings_get_choice (GH_SETTING_COLOUR_SCHEME, 0));
  gtk_widget_set_valign (list, GTK_ALIGN_CENTER);
  g_signal_connect (list, "notify::selected", G_CALLBACK (chosen_cb), NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Colours"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), list);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Colours"), -1);
  return row;
}

/**
 * gh_preferences_show:
 * @parent: the window
 *
 * Shows what can be chosen for all studies.
 */
void
gh_preferences_show (GtkWindow *parent)
{
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Appearance"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_colour_row ());
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}
