/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a household. */
#include "household-pages.h"

#include "battery-page.h"
#include "compare-page.h"
#include "entry-page.h"
#include "money-page.h"
#include "plan-page.h"
#include "resilience-page.h"
#include "what-if-page.h"

struct _GhHouseholdPages
{
  GhPageSet parent_instance;
  GhEntryPage *home;
  GhPlanPage *plan;
  GhComparePage *compare;
  GhMoneyPage *money;
  GhBatteryPage *battery;
  GhWhatIfPage *what_if;
  GhResiliencePage *resilience;
};

G_DEFINE_FINAL_TYPE (GhHouseholdPages, gh_household_pages, GH_TYPE_PAGE_SET)

static void
set_document (GhPageSet *set, GhDocument *document)
{
  GhHouseholdPages *pages = GH_HOUSEHOLD_PAGES (set);

  gh_entry_page_set_document (pages->home, document);
  gh_plan_page_set_document (pages->plan, document);
  gh_compare_page_set_document (pages->compare, document);
  gh_money_page_set_document (pages->money, document);
  gh_battery_page_set_document (pages->battery, document);
  gh_what_if_page_set_document (pages->what_if, document);
  gh_resilience_page_set_document (pages->resilience, document);
}

/* Leads to the row of an attribute, or to what is compared with the real bill. */
static void
show_path (GhPageSet *set, const char *path)
{
  GhHouseholdPages *pages = GH_HOUSEHOLD_PAGES (set);

  if (g_str_has_prefix (path, "$.real_bill"))
    {
      gh_page_set_show_page (set, "money");
      gh_money_page_show_check (pages->money);
      return;
    }
  gh_page_set_show_page (set, "home");
  gh_entry_page_show_path (pages->home, path);
}

static gboolean
has_charts (GhPageSet *set, const char *page)
{
  return g_str_equal (page, "plan") || g_str_equal (page, "battery")
         || g_str_equal (page, "what-if");
}

static gboolean
export_charts (GhPageSet *set, const char *page, const char *path, GError **error)
{
  GhHouseholdPages *pages = GH_HOUSEHOLD_PAGES (set);

  return g_str_equal (page, "battery")   ? gh_battery_page_export (pages->battery, path, error)
         : g_str_equal (page, "what-if") ? gh_what_if_page_export (pages->what_if, path, error)
                                         : gh_plan_page_export (pages->plan, path, error);
}

static char *
make_title (GhPageSet *set, const char *page)
{
  GhHouseholdPages *pages = GH_HOUSEHOLD_PAGES (set);

  return g_str_equal (page, "battery")   ? gh_battery_page_make_title (pages->battery)
         : g_str_equal (page, "what-if") ? gh_what_if_page_make_title (pages->what_if)
                                         : gh_plan_page_make_title (pages->plan);
}

static void
gh_household_pages_class_init (GhHouseholdPagesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GhPageSetClass *set_class = GH_PAGE_SET_CLASS (class);

  set_class->chart_page = "plan";
  set_class->set_document = set_document;
  set_class->show_path = show_path;
  set_class->has_charts = has_charts;
  set_class->export_charts = export_charts;
  set_class->make_title = make_title;
  g_type_ensure (GH_TYPE_ENTRY_PAGE);
  g_type_ensure (GH_TYPE_PLAN_PAGE);
  g_type_ensure (GH_TYPE_COMPARE_PAGE);
  g_type_ensure (GH_TYPE_MONEY_PAGE);
  g_type_ensure (GH_TYPE_BATTERY_PAGE);
  g_type_ensure (GH_TYPE_WHAT_IF_PAGE);
  g_type_ensure (GH_TYPE_RESILIENCE_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gridhearth/Gridhearth/household-pages.ui");
  gtk_widget_class_bind_template_child (widget_class, GhHouseholdPages, home);
  gtk_widget_class_bind_template_child (widget_class, GhHouseholdPages, plan);
  gtk_widget_class_bind_template_child (widget_class, GhHouseholdPages, compare);
  gtk_widget_class_bind_template_child (widget_class, GhHouseholdPages, money);
  gtk_widget_class_bind_template_child (widget_class, GhHouseholdPages, battery);
  gtk_widget_class_bind_template_child (widget_class, GhHouseholdPages, what_if);
  gtk_widget_class_bind_template_child (widget_class, GhHouseholdPages, resilience);
}

static void
gh_household_pages_init (GhHouseholdPages *pages)
{
  gtk_widget_init_template (GTK_WIDGET (pages));
}

/**
 * gh_household_pages_new:
 *
 * Returns: (transfer floating): pages without a document
 */
GtkWidget *
gh_household_pages_new (void)
{
  return g_object_new (GH_TYPE_HOUSEHOLD_PAGES, NULL);
}

/**
 * gh_household_pages_show_range:
 * @pages: pages with a document
 * @from: unix seconds
 * @to: unix seconds
 *
 * Shows a part of the period on the page of the plan.
 */
void
gh_household_pages_show_range (GhHouseholdPages *pages, gint64 from, gint64 to)
{
  gh_page_set_show_page (GH_PAGE_SET (pages), "plan");
  gh_plan_page_show_range (pages->plan, (double) from, (double) to);
}
