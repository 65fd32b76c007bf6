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
  GtkWidget *button = adw_status_page_get_child (page);

  if (button == NULL)
    {
      button = gtk_button_new ();
      gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "pill");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.solve");
      adw_status_page_set_child (page, button);
    }
  gtk_button_set_label (GTK_BUTTON (button), gh_document_get_failure (document) != NULL
                                                 ? _ ("Plan Again")
                                                 : _ ("Show What Causes It"));
  gtk_widget_set_visible (button, gh_document_get_problem (document) != NULL);
  adw_status_page_set_description (page, text);
  gtk_widget_set_visible (GTK_WIDGET (page), reason != NULL);
}
