/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a fleet. */
#include "fleet-pages.h"

#include "entry-page.h"
#include "fleet-money-page.h"
#include "fleet-plan-page.h"
#include "flexibility-page.h"
#include "vehicles-page.h"

struct _GhFleetPages
{
  GhPageSet parent_instance;
  GhVehiclesPage *vehicles;
  GhEntryPage *depot;
  GhFleetPlanPage *plan;
  GhFlexibilityPage *flexibility;
  GhFleetMoneyPage *money;
};

G_DEFINE_FINAL_TYPE (GhFleetPages, gh_fleet_pages, GH_TYPE_PAGE_SET)

static void
set_document (GhPageSet *set, GhDocument *document)
{
  GhFleetPages *pages = GH_FLEET_PAGES (set);

  gh_vehicles_page_set_document (pages->vehicles, document);
  gh_entry_page_set_document (pages->depot, document);
  gh_fleet_plan_page_set_document (pages->plan, document);
  gh_flexibility_page_set_document (pages->flexibility, document);
  gh_fleet_money_page_set_document (pages->money, document);
}

static void
show_path (GhPageSet *set, const char *path)
{
  GhFleetPages *pages = GH_FLEET_PAGES (set);
  gboolean is_vehicle
      = g_str_has_prefix (path, "$.vehicles") || g_str_has_prefix (path, "$.groups");

  gh_page_set_show_page (set, is_vehicle ? "vehicles" : "depot");
  if (is_vehicle)
    gh_vehicles_page_show_path (pages->vehicles, path);
  else
    gh_entry_page_show_path (pages->depot, path);
}

static gboolean
has_charts (GhPageSet *set, const char *page)
{
  return g_str_equal (page, "plan") || g_str_equal (page, "flexibility");
}

static gboolean
export_charts (GhPageSet *set, const char *page, const char *path, GError **error)
{
  GhFleetPages *pages = GH_FLEET_PAGES (set);

  return g_str_equal (page, "flexibility")
             ? gh_flexibility_page_export (pages->flexibility, path, error)
             : gh_fleet_plan_page_export (pages->plan, path, error);
}

static char *
make_title (GhPageSet *set, const char *page)
{
  GhFleetPages *pages = GH_FLEET_PAGES (set);

  return g_str_equal (page, "flexibility") ? gh_flexibility_page_make_title (pages->flexibility)
                                           : gh_fleet_plan_page_make_title (pages->plan);
}

static void
gh_fleet_pages_class_init (GhFleetPagesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GhPageSetClass *set_class = GH_PAGE_SET_CLASS (class);

  set_class->chart_page = "plan";
  set_class->set_document = set_document;
  set_class->show_path = show_path;
  set_class->has_charts = has_charts;
  set_class->export_charts = export_charts;
  set_class->make_title = make_title;
  g_type_ensure (GH_TYPE_VEHICLES_PAGE);
  g_type_ensure (GH_TYPE_ENTRY_PAGE);
  g_type_ensure (GH_TYPE_FLEET_PLAN_PAGE);
  g_type_ensure (GH_TYPE_FLEXIBILITY_PAGE);
  g_type_ensure (GH_TYPE_FLEET_MONEY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/fleet-pages.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFleetPages, vehicles);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPages, depot);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPages, plan);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPages, flexibility);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPages, money);
}

static void
gh_fleet_pages_init (GhFleetPages *pages)
{
  gtk_widget_init_template (GTK_WIDGET (pages));
}

/**
 * gh_fleet_pages_new:
 *
 * Returns: (transfer floating): pages without a document
 */
GtkWidget *
gh_fleet_pages_new (void)
{
  return g_object_new (GH_TYPE_FLEET_PAGES, NULL);
}
