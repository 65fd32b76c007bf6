/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vehicles of a fleet: groups and single ones, in tables. */
#include "vehicles-page.h"

struct _GhVehiclesPage
{
  GtkWidget parent_instance;
  GhDocument *document;
};

G_DEFINE_FINAL_TYPE (GhVehiclesPage, gh_vehicles_page, GTK_TYPE_WIDGET)

static void
gh_vehicles_page_dispose (GObject *object)
{
  gh_vehicles_page_set_document (GH_VEHICLES_PAGE (object), NULL);
  G_OBJECT_CLASS (gh_vehicles_page_parent_class)->dispose (object);
}

static void
gh_vehicles_page_class_init (GhVehiclesPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_vehicles_page_dispose;
}

static void
gh_vehicles_page_init (GhVehiclesPage *page)
{
}

/**
 * gh_vehicles_page_set_document:
 * @page: the page
 * @document: (nullable): of a fleet
 *
 * Shows a document and follows it.
 */
void
gh_vehicles_page_set_document (GhVehiclesPage *page, GhDocument *document)
{
  g_set_object (&page->document, document);
}

/**
 * gh_vehicles_page_show_path:
 * @page: a page with a document
 * @path: of an attribute
 *
 * Leads to where it is edited.
 */
void
gh_vehicles_page_show_path (GhVehiclesPage *page, const char *path)
{
}
