/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sites of a fleet are. */
#include "depot-page.h"

struct _GhDepotPage
{
  GtkWidget parent_instance;
  GhDocument *document;
};

G_DEFINE_FINAL_TYPE (GhDepotPage, gh_depot_page, GTK_TYPE_WIDGET)

static void
gh_depot_page_dispose (GObject *object)
{
  gh_depot_page_set_document (GH_DEPOT_PAGE (object), NULL);
  G_OBJECT_CLASS (gh_depot_page_parent_class)->dispose (object);
}

static void
gh_depot_page_class_init (GhDepotPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_depot_page_dispose;
}

static void
gh_depot_page_init (GhDepotPage *page)
{
}

/**
 * gh_depot_page_set_document:
 * @page: the page
 * @document: (nullable): of a fleet
 *
 * Shows a document and follows it.
 */
void
gh_depot_page_set_document (GhDepotPage *page, GhDocument *document)
{
  g_set_object (&page->document, document);
}

/**
 * gh_depot_page_show_path:
 * @page: a page with a document
 * @path: of an attribute
 *
 * Leads to where it is edited.
 */
void
gh_depot_page_show_path (GhDepotPage *page, const char *path)
{
}
