/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The profile: what there is and what it costs, as rows of the attribute tables. */
#include "home-page.h"

#include <string.h>

#include "attribute-row.h"
#include "columns.h"
#include "currency-row.h"
#include "load-row.h"
#include "preset-row.h"
#include "price-row.h"
#include "solar-list.h"
#include "trip-list.h"
#include "words.h"

/* @rows: (element-type utf8 GtkWidget): by path */
struct _GhHomePage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  GtkBox *left;
  GtkBox *right;

  GhDocument *document;
  GHashTable *rows;
};

G_DEFINE_FINAL_TYPE (GhHomePage, gh_home_page, GTK_TYPE_WIDGET)

static AdwPreferencesGroup *
add_group (GtkBox *column, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (column, group);
  return ADW_PREFERENCES_GROUP (group);
}

/* The row that suits the kind of the attribute. */
static GtkWidget *
new_row (GhHomePage *page, const char *path)
{
  GhPlace place;

  if (gh_document_find (page->document, path, &place) && place.attribute->kind == GH_KIND_PRICE)
    return gh_price_row_new (page->document, path);
  if (g_strcmp0 (path, "$.load") == 0)
    return gh_load_row_new (page->document);
  if (g_strcmp0 (path, "$.currency") == 0)
    return gh_currency_row_new (page->document);
  return gh_attribute_row_new (page->document, path);
}

/* What shows the attribute at a path. */
static void
add_widget (GhHomePage *page, AdwPreferencesGroup *group, const char *path, GtkWidget *widget)
{
  adw_preferences_group_add (group, widget);
  g_hash_table_insert (page->rows, g_strdup (path), widget);
}

static void
add_row (GhHomePage *page, AdwPreferencesGroup *group, const char *path)
{
  add_widget (page, group, path, new_row (page, path));
}

static void
add_preset (GhHomePage *page, AdwPreferencesGroup *group, GhPresetKind kind, const char *title)
{
  adw_preferences_group_add (group, gh_preset_row_new (page->document, kind, title));
}

/* Rows that most people need not see, behind one that opens and shows what they are part of. */
static void
add_expander (GhHomePage *page, AdwPreferencesGroup *group, const char *whole, const char *title,
              const char *subtitle, const char *const *paths)
{
  GtkWidget *expander = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), subtitle);
  for (; *paths != NULL; paths++)
    {
      GtkWidget *row = new_row (page, *paths);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
      g_hash_table_insert (page->rows, g_strdup (*paths), row);
    }
  add_widget (page, group, whole, expander);
}

static void
add_rows (GhHomePage *page, AdwPreferencesGroup *group, const char *const *paths)
{
  for (; *paths != NULL; paths++)
    add_row (page, group, *paths);
}

static void
fill_house (GhHomePage *page)
{
  static const char *const paths[] = { "$.name", "$.load", NULL };
  static const char *const place[]
      = { "$.location.latitude", "$.location.longitude", "$.location.time_zone", NULL };
  static const char *const weather[] = { "$.weather.ghi_w_m2", "$.weather.dni_w_m2",
                                         "$.weather.dhi_w_m2", "$.weather.temperature_c", NULL };
  AdwPreferencesGroup *group = add_group (page->left, _ ("House and roof"), NULL);

  add_rows (page, group, paths);
  add_preset (page, group, GH_PRESET_PLACE, _ ("Town"));
  add_expander (page, group, "$.location", _ ("Place"),
                _ ("Where the sun stands, and when it is midnight."), place);
  add_row (page, group, "$.weather.clearness");
  add_expander (page, group, "$.weather", _ ("Measured weather"),
                _ ("Instead of a calculated sky."), weather);
  group = add_group (page->left, _ ("Solar panels"), NULL);
  add_widget (page, group, "$.solar", gh_solar_list_new (page->document));
}

static gboolean
has_car (GhHomePage *page)
{
  const GhStudy *study = gh_document_get_study (page->document);

  return study->vehicles != NULL && study->vehicles->len > 0;
}

static void
fill_car (GhHomePage *page)
{
  static const char *const paths[] = { "$.vehicles[0].name",
                                       "$.vehicles[0].battery_kwh",
                                       "$.vehicles[0].consumption_kwh_per_km",
                                       "$.vehicles[0].soc_min",
                                       "$.vehicles[0].soc_max",
                                       "$.vehicles[0].discharge_soc_min",
                                       "$.vehicles[0].wear_per_kwh",
                                       "$.vehicles[0].away_charging.price_per_kwh",
                                       NULL };
  static const char *const measured[] = { "$.vehicles[0].plugged", "$.vehicles[0].drive_kw", NULL };
  AdwPreferencesGroup *group;

  if (!has_car (page))
    return;
  group = add_group (page->left, _ ("Car and trips"), NULL);
  add_preset (page, group, GH_PRESET_CAR, _ ("Model"));
  add_preset (page, group, GH_PRESET_CELL, _ ("Cells"));
  add_rows (page, group, paths);
  add_expander (page, group, "$.vehicles[0]", _ ("Measured driving"), _ ("Instead of trips."),
                measured);
  add_preset (page, group, GH_PRESET_TRIPS, _ ("A week to start from"));
  group = add_group (page->left, _ ("Trips"),
                     _ ("Grey: the car is away. Darker red: electricity is dearer."));
  adw_preferences_group_add (group, gh_week_view_new (page->document));
  add_widget (page, group, "$.vehicles[0].trips", gh_trip_list_new (page->document));
}

static void
fill_charger (GhHomePage *page)
{
  static const char *const paths[] = { "$.vehicles[0].charger.charge_kw",
                                       "$.vehicles[0].charger.discharge_kw",
                                       "$.vehicles[0].charger.minimum_kw",
                                       "$.vehicles[0].charger.standby_w",
                                       "$.vehicles[0].charger.charge_efficiency",
                                       "$.vehicles[0].charger.discharge_efficiency",
                                       "$.vehicles[0].charger.export",
                                       NULL };
  AdwPreferencesGroup *group;

  if (!has_car (page))
    return;
  group = add_group (page->right, _ ("Charger"), NULL);
  add_preset (page, group, GH_PRESET_CHARGER, _ ("Type"));
  add_rows (page, group, paths);
}

static void
fill_prices (GhHomePage *page)
{
  static const char *const tariff[] = { "$.tariff.import_price",
                                        "$.tariff.export_price",
                                        "$.tariff.fixed_per_day",
                                        "$.tariff.may_export",
                                        "$.connection.import_limit_kw",
                                        "$.connection.export_limit_kw",
                                        NULL };
  static const char *const carbon[]
      = { "$.emissions.marginal_g_per_kwh", "$.emissions.average_g_per_kwh",
          "$.emissions.price_per_tonne", NULL };
  static const char *const money[] = { "$.currency",
                                       "$.finance.capex.smart",
                                       "$.finance.capex.v2h",
                                       "$.finance.capex.v2g",
                                       "$.finance.lifetime_years",
                                       "$.finance.discount_rate",
                                       NULL };
  AdwPreferencesGroup *group = add_group (page->right, _ ("Tariff"), NULL);

  add_preset (page, group, GH_PRESET_TARIFF, _ ("Kind of tariff"));
  add_rows (page, group, tariff);
  add_rows (page, add_group (page->right, _ ("Carbon"), NULL), carbon);
  add_rows (page, add_group (page->right, _ ("Money"), NULL), money);
}

static void
empty (GtkBox *column)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (column))) != NULL)
    gtk_box_remove (column, child);
}

static void
gh_home_page_dispose (GObject *object)
{
  GhHomePage *page = GH_HOME_PAGE (object);

  g_clear_object (&page->document);
  g_clear_pointer (&page->rows, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (page), GH_TYPE_HOME_PAGE);
  G_OBJECT_CLASS (gh_home_page_parent_class)->dispose (object);
}

static void
gh_home_page_class_init (GhHomePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_home_page_dispose;
  g_type_ensure (GH_TYPE_COLUMNS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhHomePage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhHomePage, left);
  gtk_widget_class_bind_template_child (widget_class, GhHomePage, right);
}

static void
gh_home_page_init (GhHomePage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  page->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * gh_home_page_set_document:
 * @page: the page
 * @document: (nullable): what to edit
 *
 * Shows the profile of a document.
 */
void
gh_home_page_set_document (GhHomePage *page, GhDocument *document)
{
  g_hash_table_remove_all (page->rows);
  empty (page->left);
  empty (page->right);
  g_set_object (&page->document, document);
  if (document == NULL)
    return;
  fill_house (page);
  fill_car (page);
  fill_charger (page);
  fill_prices (page);
}

/* Puts the keyboard there, opening what hides it. A list takes it to its first row. */
static gboolean
focus (GtkWidget *widget)
{
  for (GtkWidget *above = gtk_widget_get_parent (widget); above != NULL;
       above = gtk_widget_get_parent (above))
    if (ADW_IS_EXPANDER_ROW (above))
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (above), TRUE);
  return gtk_widget_grab_focus (widget) || gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

/**
 * gh_home_page_show_path:
 * @page: the page
 * @path: of an attribute, such as a finding names
 *
 * Puts the keyboard into the row of an attribute, or of what it is part of.
 *
 * Returns: whether there is one
 */
gboolean
gh_home_page_show_path (GhHomePage *page, const char *path)
{
  g_autofree char *part = g_strdup (path);

  for (char *end = part + strlen (part); end > part; end--)
    if (*end == '\0' || *end == '.' || *end == '[')
      {
        GtkWidget *row;
        *end = '\0';
        row = g_hash_table_lookup (page->rows, part);
        if (row != NULL)
          return focus (row);
      }
  return FALSE;
}
