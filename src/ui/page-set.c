/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of one kind of study, as the window sees them. */
#include "page-set.h"

G_DEFINE_ABSTRACT_TYPE (GhPageSet, gh_page_set, GTK_TYPE_WIDGET)

static void
gh_page_set_dispose (GObject *object)
{
  GtkWidget *widget = GTK_WIDGET (object);
  GtkWidget *stack = gtk_widget_get_first_child (widget);

  if (stack != NULL)
    gh_page_set_set_document (GH_PAGE_SET (object), NULL);
  gtk_widget_dispose_template (widget, G_OBJECT_TYPE (object));
  g_clear_pointer (&stack, gtk_widget_unparent);
  G_OBJECT_CLASS (gh_page_set_parent_class)->dispose (object);
}

static void
gh_page_set_class_init (GhPageSetClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_page_set_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
gh_page_set_init (GhPageSet *set)
{
}

/**
 * gh_page_set_get_stack:
 * @set: pages
 *
 * Returns: (transfer none): the stack of them, for switchers
 */
AdwViewStack *
gh_page_set_get_stack (GhPageSet *set)
{
  return ADW_VIEW_STACK (gtk_widget_get_first_child (GTK_WIDGET (set)));
}

/**
 * gh_page_set_get_page:
 * @set: pages
 *
 * Returns: (transfer none): the name of the page that is shown
 */
const char *
gh_page_set_get_page (GhPageSet *set)
{
  return adw_view_stack_get_visible_child_name (gh_page_set_get_stack (set));
}

/**
 * gh_page_set_show_page:
 * @set: pages
 * @name: of a page
 *
 * Shows a page.
 *
 * Returns: whether there is one of this name
 */
gboolean
gh_page_set_show_page (GhPageSet *set, const char *name)
{
  AdwViewStack *stack = gh_page_set_get_stack (set);
  GtkWidget *page = adw_view_stack_get_child_by_name (stack, name);

  if (page != NULL)
    adw_view_stack_set_visible_child (stack, page);
  return page != NULL;
}

/**
 * gh_page_set_show_nth:
 * @set: pages
 * @index: of a page, from 0 on
 *
 * Shows a page; nothing happens where there are fewer.
 */
void
gh_page_set_show_nth (GhPageSet *set, guint index)
{
  AdwViewStack *stack = gh_page_set_get_stack (set);
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (stack);

  if (index < g_list_model_get_n_items (G_LIST_MODEL (pages)))
    gtk_selection_model_select_item (pages, index, TRUE);
}

/**
 * gh_page_set_set_document:
 * @set: pages
 * @document: (nullable): of their kind
 *
 * Shows a document on every page and follows it.
 */
void
gh_page_set_set_document (GhPageSet *set, GhDocument *document)
{
  GH_PAGE_SET_GET_CLASS (set)->set_document (set, document);
}

/**
 * gh_page_set_show_path:
 * @set: pages with a document
 * @path: of an attribute, such as `$.vehicles[0].battery_kwh`
 *
 * Leads to the row where an attribute is edited.
 */
void
gh_page_set_show_path (GhPageSet *set, const char *path)
{
  GH_PAGE_SET_GET_CLASS (set)->show_path (set, path);
}

/**
 * gh_page_set_show_charts:
 * @set: pages with a document
 *
 * Shows a page that has charts, where the one that is shown has none.
 */
void
gh_page_set_show_charts (GhPageSet *set)
{
  GhPageSetClass *class = GH_PAGE_SET_GET_CLASS (set);

  if (!class->has_charts (set, gh_page_set_get_page (set)))
    gh_page_set_show_page (set, class->chart_page);
}

/* The page whose charts are saved, which may be another than the one that is shown by now. */
static const char *
find_chart_page (GhPageSet *set)
{
  GhPageSetClass *class = GH_PAGE_SET_GET_CLASS (set);
  const char *page = gh_page_set_get_page (set);

  return class->has_charts (set, page) ? page : class->chart_page;
}

/**
 * gh_page_set_export_charts:
 * @set: pages with a document
 * @path: of a PNG, SVG or PDF file
 * @error: set when it cannot be written
 *
 * Saves the charts of the page that is shown, or of the one that has them.
 *
 * Returns: whether it was written
 */
gboolean
gh_page_set_export_charts (GhPageSet *set, const char *path, GError **error)
{
  return GH_PAGE_SET_GET_CLASS (set)->export_charts (set, find_chart_page (set), path, error);
}

/**
 * gh_page_set_make_title:
 * @set: pages with a document
 *
 * Returns: (transfer full): what the charts of gh_page_set_export_charts() are called
 */
char *
gh_page_set_make_title (GhPageSet *set)
{
  return GH_PAGE_SET_GET_CLASS (set)->make_title (set, find_chart_page (set));
}
