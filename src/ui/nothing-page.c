/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the place of results that there are none of: why, and a button that leads to what
 * causes it. */
#include "nothing-page.h"

#include "comparison-words.h"
#include "words.h"

/**
 * gh_nothing_page_find_reason:
 * @document: a document
 *
 * Returns: (transfer full) (nullable): why there is nothing to compare: what is wrong with the
 *   study, or strategies without a plan; %NULL while it is being planned or where there is
 */
char *
gh_nothing_page_find_reason (GhDocument *document)
{
  GhResults *results = gh_document_get_results (document);

  if (results == NULL)
    return g_strdup (gh_document_get_problem (document));
  return gh_results_is_complete (results)
             ? NULL
             : gh_comparison_format_reasons (results, GH_PLAN_INFEASIBLE);
}

static GtkWidget *
ensure_button (AdwStatusPage *page)
{
  GtkWidget *button = adw_status_page_get_child (page);

  if (button != NULL)
    return button;
  button = gtk_button_new ();
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_child (page, button);
  return button;
}

/* An action without its parameter, or one with that of another, is warned of, so both go first.
 * @target: (transfer floating) (nullable) */
static void
set_action (GtkWidget *button, const char *name, GVariant *target)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), name);
}

/**
 * gh_nothing_page_show:
 * @page: a status page that is there for nothing else
 * @document: whose results are missing
 * @reason: (nullable): why, for people; %NULL hides the page
 *
 * Shows why there is nothing to show.
 */
void
gh_nothing_page_show (AdwStatusPage *page, GhDocument *document, const char *reason)
{
  g_autofree char *text = reason != NULL ? g_markup_escape_text (reason, -1) : NULL;
  GtkWidget *button = ensure_button (page);

  set_action (button, "win.solve", NULL);
  gtk_button_set_label (GTK_BUTTON (button), gh_document_get_failure (document) != NULL
                                                 ? _ ("Plan Again")
                                                 : _ ("Show What Causes It"));
  gtk_widget_set_visible (button, gh_document_get_problem (document) != NULL);
  adw_status_page_set_description (page, text);
  gtk_widget_set_visible (GTK_WIDGET (page), reason != NULL);
}

/**
 * gh_nothing_page_lead_to_connection:
 * @page: a status page that has just been shown, see gh_nothing_page_show()
 * @site: index of a site of a fleet that has no plan
 *
 * Lets its button lead to the limit of the connection. Vehicles that do not get what they need are
 * told of in a plan; without any plan it is the connection that is too weak, even for the building
 * alone.
 */
void
gh_nothing_page_lead_to_connection (AdwStatusPage *page, guint site)
{
  GtkWidget *button = ensure_button (page);
  g_autofree char *path = g_strdup_printf ("$.sites[%u].connection.import_limit_kw", site);

  set_action (button, "win.show-path", g_variant_new_string (path));
  gtk_button_set_label (GTK_BUTTON (button), _ ("Show the Connection"));
  gtk_widget_set_visible (button, TRUE);
}
