/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_PAGE_SET (gh_page_set_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhPageSet, gh_page_set, GH, PAGE_SET, GtkWidget)

/**
 * GhPageSetClass:
 * @chart_page: name of the page whose charts are saved where the one that is shown has none
 * @set_document: shows a document, or none
 * @show_path: leads to the row of an attribute
 * @has_charts: whether a page has charts that can be saved
 * @export_charts: saves those of a page as a picture
 * @make_title: what those of a page are called, free with g_free()
 *
 * The pages of one kind of study: an #AdwViewStack is their only child. Pages are named as in
 * gh_window_show_page().
 */
struct _GhPageSetClass
{
  GtkWidgetClass parent_class;

  const char *chart_page;
  void (*set_document) (GhPageSet *set, GhDocument *document);
  void (*show_path) (GhPageSet *set, const char *path);
  gboolean (*has_charts) (GhPageSet *set, const char *page);
  gboolean (*export_charts) (GhPageSet *set, const char *page, const char *path, GError **error);
  char *(*make_title) (GhPageSet *set, const char *page);
};

AdwViewStack *gh_page_set_get_stack (GhPageSet *set);
const char *gh_page_set_get_page (GhPageSet *set);
gboolean gh_page_set_show_page (GhPageSet *set, const char *name);
void gh_page_set_show_nth (GhPageSet *set, guint index);
void gh_page_set_set_document (GhPageSet *set, GhDocument *document);
void gh_page_set_show_path (GhPageSet *set, const char *path);
void gh_page_set_show_charts (GhPageSet *set);
gboolean gh_page_set_export_charts (GhPageSet *set, const char *path, GError **error);
char *gh_page_set_make_title (GhPageSet *set);

G_END_DECLS
