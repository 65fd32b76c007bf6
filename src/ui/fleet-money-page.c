/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a fleet costs and saves. */
#include "fleet-money-page.h"

struct _GhFleetMoneyPage
{
  GtkWidget parent_instance;
  GhDocument *document;
};

G_DEFINE_FINAL_TYPE (GhFleetMoneyPage, gh_fleet_money_page, GTK_TYPE_WIDGET)

static void
gh_fleet_money_page_dispose (GObject *object)
{
  gh_fleet_money_page_set_document (GH_FLEET_MONEY_PAGE (object), NULL);
  G_OBJECT_CLASS (gh_fleet_money_page_parent_class)->dispose (object);
}

static void
gh_fleet_money_page_class_init (GhFleetMoneyPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_fleet_money_page_dispose;
}

static void
gh_fleet_money_page_init (GhFleetMoneyPage *page)
{
}

/**
 * gh_fleet_money_page_set_document:
 * @page: the page
 * @document: (nullable): of a fleet
 *
 * Shows a document and follows it.
 */
void
gh_fleet_money_page_set_document (GhFleetMoneyPage *page, GhDocument *document)
{
  g_set_object (&page->document, document);
}
