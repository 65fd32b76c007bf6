/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which site of a fleet in which period is shown. */
#include "fleet-part-lists.h"

#include "fleet-words.h"
#include "name-list.h"

/* A list of one is not shown. */
static void
set_names (GtkDropDown *list, GPtrArray *names)
{
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (list)), names->len > 1);
  g_ptr_array_add (names, NULL);
  gh_name_list_set_names (list, (const char *const *) names->pdata, 0);
}

/**
 * gh_fleet_part_lists_fill:
 * @sites: a list
 * @periods: a list
 * @study: of a fleet
 *
 * Lists the sites and the periods of a fleet, and chooses the first of each; of what there is only
 * one the parent of the list is hidden.
 */
void
gh_fleet_part_lists_fill (GtkDropDown *sites, GtkDropDown *periods, const GhStudy *study)
{
  g_autoptr (GPtrArray) site_names = g_ptr_array_new ();
  g_autoptr (GPtrArray) period_names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < study->sites->len; i++)
    g_ptr_array_add (site_names, (gpointer) gh_fleet_site_get_name (study, i));
  for (guint i = 0; i < gh_fleet_count_periods (study); i++)
    g_ptr_array_add (period_names, gh_fleet_period_format_name (study, i));
  set_names (sites, site_names);
  set_names (periods, period_names);
}
