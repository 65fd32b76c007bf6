/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The profile: what there is and what it costs, as rows of the attribute tables. */
#include "home-page.h"

#include <string.h>

#include "attribute-row.h"
#include "cell-row.h"
#include "charger-chart.h"
#include "columns.h"
#include "currency-row.h"
#include "gradual.h"
#include "hours-rows.h"
#include "load-row.h"
#include "loss-row.h"
#include "part-expander.h"
#include "period-row.h"
#include "preset-row.h"
#include "price-row.h"
#include "slices.h"
#include "solar-list.h"
#include "store-chooser.h"
#include "stores.h"
#include "tariff-dialog.h"
#include "tariff-lists.h"
#include "tariff-picture.h"
#include "trip-list.h"
#include "weather-dialog.h"
#include "words.h"

#define FIRST_CAR "$.vehicles[0]"
/* Between groups, pixels. */
#define GROUP_GAP 18

/* @rows: (element-type utf8 GtkWidget): by path
 * @store_rows: (element-type utf8 GtkWidget): those of the car or battery that is shown
 * @measured: whether what was added last is
 * @next: the entry that is added next
 * @next_of_store: likewise of those of the car or battery; there is time for them once the chooser
 * is there
 * @group: the last one
 * @chooser: (nullable): of the car or battery that is shown
 * @stores: (nullable): its groups
 * @shown: (nullable): its path
 * @building: the source that takes steps, 0 when all is there */
struct _GhHomePage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  GtkBox *left;
  GtkBox *right;

  GhDocument *document;
  GHashTable *rows;
  GHashTable *store_rows;
  gboolean measured;
  guint next;
  guint next_of_store;
  AdwPreferencesGroup *group;
  GhStoreChooser *chooser;
  GtkBox *stores;
  char *shown;
  guint building;
};

G_DEFINE_FINAL_TYPE (GhHomePage, gh_home_page, GTK_TYPE_WIDGET)

/* What an entry adds. Groups begin in a column, or in the box of the car or battery that is shown;
 * others go to the last group. */
typedef enum
{
  ADD_LEFT,
  ADD_RIGHT,
  ADD_STORES,
  ADD_GROUP,
  ADD_ROW,
  ADD_PRESET,
  ADD_EXPANDER,
  ADD_BEHIND,
  ADD_LOSSES,
  ADD_WIDGET
} Addition;

/* Of what an entry is. Plans heed the cells of the first car only. */
typedef enum
{
  OF_ANY,
  OF_CAR,
  OF_FIRST_CAR,
  OF_BATTERY
} Owner;

/* @path: (nullable): what the row edits, or what an expander or widget shows; of the car or battery
 *   that is shown where it begins with a dot
 * @title: (nullable): of a group, example or expander
 * @text: (nullable): what is said of it
 * @preset: of ADD_PRESET
 * @new_widget: of ADD_WIDGET
 * @new_store_widget: the same of what is about the car or battery that is shown, and of an expander
 *   of its own kind
 * @owner: which have it
 * @is_main: of a group that is called as the car or battery itself where there are several */
typedef struct
{
  Addition kind;
  const char *path;
  const char *title;
  const char *text;
  GhPresetKind preset;
  GtkWidget *(*new_widget) (GhDocument *document);
  GtkWidget *(*new_store_widget) (GhDocument *document, const char *store);
  Owner owner;
  gboolean is_main;
} Entry;

/* The page from top to bottom, the columns by turns, so that what is seen first is there first. */
static const Entry entries[] = {
  { ADD_LEFT, .title = N_ ("House and roof") },
  { ADD_ROW, "$.name" },
  { ADD_ROW, "$.load" },
  { ADD_PRESET, .title = N_ ("Town"), .preset = GH_PRESET_PLACE },
  { ADD_EXPANDER, "$.location", N_ ("Place"),
    N_ ("Where the sun stands, and when it is midnight.") },
  { ADD_BEHIND, "$.location.latitude" },
  { ADD_BEHIND, "$.location.longitude" },
  { ADD_BEHIND, "$.location.time_zone" },
  { ADD_ROW, "$.period" },
  { ADD_ROW, "$.period.step_minutes" },
  { ADD_ROW, "$.weather.clearness" },
  { ADD_EXPANDER, "$.weather", N_ ("Measured weather"), N_ ("Instead of a calculated sky.") },
  { ADD_BEHIND, "$.weather.file" },
  { ADD_BEHIND, "$.weather.ghi_w_m2" },
  { ADD_BEHIND, "$.weather.dni_w_m2" },
  { ADD_BEHIND, "$.weather.dhi_w_m2" },
  { ADD_BEHIND, "$.weather.temperature_c" },
  { ADD_BEHIND, "$.weather.wind_m_s" },
  { ADD_BEHIND, "$.weather.albedo" },
  { ADD_BEHIND, "$.weather.transposition" },
  { ADD_LEFT, .title = N_ ("Solar panels") },
  { ADD_WIDGET, "$.solar", .new_widget = gh_solar_list_new },
  { ADD_RIGHT, .title = N_ ("Tariff") },
  { ADD_PRESET, .title = N_ ("Kind of tariff"), .preset = GH_PRESET_TARIFF },
  { ADD_WIDGET, .new_widget = gh_tariff_file_row_new },
  { ADD_WIDGET, .new_widget = gh_tariff_picture_new },
  { ADD_ROW, "$.tariff.import_price" },
  { ADD_ROW, "$.tariff.export_price" },
  { ADD_ROW, "$.tariff.fixed_per_day" },
  { ADD_ROW, "$.tariff.fixed_per_month" },
  { ADD_ROW, "$.tariff.may_export" },
  { ADD_ROW, "$.connection.import_limit_kw" },
  { ADD_ROW, "$.connection.export_limit_kw" },
  { ADD_ROW, "$.connection.export_limit_share" },
  { ADD_ROW, "$.tariff.export_scheme" },
  { ADD_ROW, "$.tariff.demand_per_kw_month" },
  { ADD_EXPANDER, "$.tariff", N_ ("More of the contract"),
    N_ ("Export of the car, later export prices, least charges, and a tax on top.") },
  { ADD_BEHIND, "$.tariff.store_export_price" },
  { ADD_BEHIND, "$.tariff.export_price_until" },
  { ADD_BEHIND, "$.tariff.export_price_later" },
  { ADD_BEHIND, "$.tariff.minimum_per_month" },
  { ADD_BEHIND, "$.tariff.minimum_per_year" },
  { ADD_BEHIND, "$.tariff.tax" },
  { ADD_LEFT, .title = N_ ("Cars and batteries") },
  { ADD_STORES },
  { ADD_RIGHT, .title = N_ ("Energy tiers") },
  { ADD_WIDGET, "$.tariff.energy_tiers", .new_widget = gh_energy_tiers_list_new },
  { ADD_RIGHT, .title = N_ ("Demand charges") },
  { ADD_WIDGET, "$.tariff.demand_charges", .new_widget = gh_demand_list_new },
  { ADD_RIGHT, .title = N_ ("Carbon") },
  { ADD_ROW, "$.emissions.marginal_g_per_kwh" },
  { ADD_ROW, "$.emissions.long_run_marginal_g_per_kwh" },
  { ADD_ROW, "$.emissions.average_g_per_kwh" },
  { ADD_ROW, "$.emissions.price_per_tonne" },
  { ADD_ROW, "$.emissions.plan_on" },
  { ADD_RIGHT, .title = N_ ("Money") },
  { ADD_ROW, "$.currency" },
  { ADD_ROW, "$.finance.capex.smart" },
  { ADD_ROW, "$.finance.capex.v2h" },
  { ADD_ROW, "$.finance.capex.v2g" },
  { ADD_ROW, "$.finance.capex.battery" },
  { ADD_ROW, "$.finance.lifetime_years" },
  { ADD_ROW, "$.finance.discount_rate" },
  { ADD_EXPANDER, "$.finance", N_ ("Tax and inflation"),
    N_ ("How prices of equipment and the rates are meant.") },
  { ADD_BEHIND, "$.finance.vat_rate" },
  { ADD_BEHIND, "$.finance.capex_vat" },
  { ADD_BEHIND, "$.finance.vat_reclaimed" },
  { ADD_BEHIND, "$.finance.rates" },
  { ADD_BEHIND, "$.finance.inflation" },
  { ADD_EXPANDER, "$.finance.grant", .new_widget = gh_grant_expander_new },
  { ADD_BEHIND, "$.finance.grant.amount" },
  { ADD_BEHIND, "$.finance.grant.share" },
  { ADD_BEHIND, "$.finance.grant.most" },
  { ADD_BEHIND, "$.finance.grant.scope" },
  { ADD_EXPANDER, "$.finance.lease", .new_widget = gh_lease_expander_new },
  { ADD_BEHIND, "$.finance.lease.years" },
  { ADD_BEHIND, "$.finance.lease.extra_per_year" },
  { ADD_BEHIND, "$.finance.lease.charger" },
  { ADD_BEHIND, "$.finance.lease.change_cost" },
  { ADD_BEHIND, "$.finance.lease.wear" },
  { ADD_LEFT, .title = N_ ("From day to day"),
    .text = N_ ("How the car is run when nobody knows the year to come.") },
  { ADD_ROW, "$.operation.load_forecast" },
  { ADD_ROW, "$.operation.solar_forecast" },
  { ADD_ROW, "$.operation.prices_known_at" },
  { ADD_ROW, "$.operation.plug_in_probability" },
  { ADD_ROW, "$.operation.early_departure_probability" },
  { ADD_ROW, "$.operation.early_departure_minutes" },
  { ADD_EXPANDER, "$.operation", N_ ("Plans and forecasts"),
    N_ ("How far plans look ahead, how often they are made, and forecasts of your own.") },
  { ADD_BEHIND, "$.operation.horizon_hours" },
  { ADD_BEHIND, "$.operation.replan_minutes" },
  { ADD_BEHIND, "$.operation.load_forecast_kw" },
  { ADD_BEHIND, "$.operation.solar_forecast_kw" },
  { ADD_BEHIND, "$.operation.tolerance" },
  { ADD_BEHIND, "$.operation.npv_from" },
};

/* What is said of the car or wall battery that is shown. */
static const Entry store_entries[] = {
  { ADD_GROUP, .title = N_ ("Car"), .owner = OF_CAR, .is_main = TRUE },
  { ADD_GROUP, .title = N_ ("Battery"), .owner = OF_BATTERY, .is_main = TRUE },
  { ADD_PRESET, .title = N_ ("Model"), .preset = GH_PRESET_CAR, .owner = OF_CAR },
  { ADD_PRESET, .title = N_ ("Model"), .preset = GH_PRESET_BATTERY, .owner = OF_BATTERY },
  { ADD_ROW, ".cell", .owner = OF_CAR },
  { ADD_ROW, ".name" },
  { ADD_ROW, ".battery_kwh" },
  { ADD_ROW, ".consumption_kwh_per_km", .owner = OF_CAR },
  { ADD_ROW, ".soc_min" },
  { ADD_ROW, ".soc_max" },
  { ADD_ROW, ".discharge_soc_min", .owner = OF_CAR },
  { ADD_ROW, ".wear_per_kwh" },
  { ADD_EXPANDER, ".pack", .new_store_widget = gh_pack_expander_new, .owner = OF_FIRST_CAR },
  { ADD_BEHIND, ".pack.wear" },
  { ADD_BEHIND, "$.finance.battery_cost_per_kwh" },
  { ADD_BEHIND, "$.finance.end_of_life_soh" },
  { ADD_BEHIND, ".pack.limit_power" },
  { ADD_BEHIND, ".pack.soh" },
  { ADD_BEHIND, ".pack.nominal_voltage_v" },
  { ADD_BEHIND, ".pack.ambient_c" },
  { ADD_BEHIND, ".pack.ambient_mean_c" },
  { ADD_BEHIND, ".pack.ambient_swing_c" },
  { ADD_EXPANDER, ".pack.warranty", N_ ("Warranty"), N_ ("What the maker of the battery allows."),
    .owner = OF_FIRST_CAR },
  { ADD_BEHIND, ".pack.warranty.kwh" },
  { ADD_BEHIND, ".pack.warranty.hours" },
  { ADD_BEHIND, ".pack.warranty.cycles" },
  { ADD_BEHIND, ".pack.warranty.years" },
  { ADD_BEHIND, ".pack.warranty.keep" },
  { ADD_ROW, ".away_charging.price_per_kwh", .owner = OF_CAR },
  /* No attribute, or all that has no row of its own would lead here. */
  { ADD_EXPANDER, ".measured_driving", N_ ("Measured driving"), N_ ("Instead of trips."),
    .owner = OF_CAR },
  { ADD_BEHIND, ".plugged" },
  { ADD_BEHIND, ".drive_kw" },
  { ADD_PRESET, .title = N_ ("A week to start from"), .preset = GH_PRESET_TRIPS, .owner = OF_CAR },
  { ADD_GROUP, .title = N_ ("Charger"), .owner = OF_CAR },
  { ADD_GROUP, .title = N_ ("Inverter"), .owner = OF_BATTERY },
  { ADD_PRESET, .title = N_ ("Type"), .preset = GH_PRESET_CHARGER },
  { ADD_ROW, ".charger.charge_kw" },
  { ADD_ROW, ".charger.discharge_kw" },
  { ADD_ROW, ".charger.minimum_kw" },
  { ADD_ROW, ".charger.minimum_current_a", .owner = OF_CAR },
  { ADD_ROW, ".charger.phases", .owner = OF_CAR },
  { ADD_ROW, ".charger.standby_w" },
  { ADD_LOSSES, ".charger" },
  { ADD_LOSSES, ".charger.charge_efficiency" },
  { ADD_LOSSES, ".charger.charge_loss_kw" },
  { ADD_LOSSES, ".charger.charge_loss_kw[1]" },
  { ADD_LOSSES, ".charger.charge_loss_kw[2]" },
  { ADD_LOSSES, ".charger.discharge_efficiency" },
  { ADD_LOSSES, ".charger.discharge_loss_kw" },
  { ADD_LOSSES, ".charger.discharge_loss_kw[1]" },
  { ADD_LOSSES, ".charger.discharge_loss_kw[2]" },
  { ADD_ROW, ".charger.export" },
  { ADD_ROW, ".charger.island" },
  { ADD_ROW, ".charger.island_kw" },
  { ADD_LOSSES, ".charger.charge_points" },
  { ADD_LOSSES, ".charger.discharge_points" },
  { ADD_WIDGET, .new_store_widget = gh_charger_chart_new },
  { ADD_GROUP, .title = N_ ("Trips"),
    .text = N_ ("Grey: the car is away. Darker red: electricity is dearer."), .owner = OF_CAR },
  { ADD_WIDGET, .new_store_widget = gh_week_view_new, .owner = OF_CAR },
  { ADD_WIDGET, ".trips", .new_store_widget = gh_trip_list_new, .owner = OF_CAR },
};

/* Where the path of an entry leads to. */
static char *
resolve (GhHomePage *page, const Entry *entry)
{
  gboolean is_of_store = *entry->path != '$';

  return g_strconcat (is_of_store ? page->shown : "", entry->path, NULL);
}

/* With several the groups say of which they are. */
static void
show_title (GhHomePage *page, GtkWidget *group)
{
  const GhStudy *study = gh_document_get_study (page->document);
  const GhVehicle *store = gh_stores_look_up (study, page->shown);
  const Entry *entry = g_object_get_data (G_OBJECT (group), "entry");
  gboolean named = store != NULL && store->name != NULL && gh_stores_count (study) > 1;
  g_autofree char *whole = !named ? g_strdup (_ (entry->title))
                           : entry->is_main
                               ? g_strdup (store->name)
                               : g_strdup_printf ("%s: %s", store->name, _ (entry->title));
  g_autofree char *escaped = g_markup_escape_text (whole, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
}

static void
add_group (GhHomePage *page, const Entry *entry)
{
  GtkBox *box = entry->kind == ADD_GROUP  ? page->stores
                : entry->kind == ADD_LEFT ? page->left
                                          : page->right;

  page->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (page->group, _ (entry->title));
  adw_preferences_group_set_description (page->group, entry->text != NULL ? _ (entry->text) : NULL);
  gtk_box_append (box, GTK_WIDGET (page->group));
  if (entry->kind != ADD_GROUP)
    return;
  g_object_set_data (G_OBJECT (page->group), "entry", (gpointer) entry);
  show_title (page, GTK_WIDGET (page->group));
}

/* The row that suits the kind of the attribute. */
static GtkWidget *
new_row (GhHomePage *page, const char *path)
{
  GhPlace place;
  gboolean found = gh_document_find (page->document, path, &place);

  if (g_strcmp0 (path, "$.tariff.store_export_price") == 0)
    return gh_price_row_new_optional (page->document, path, "$.tariff.export_price");
  if (found && place.attribute->kind == GH_KIND_PRICE)
    return gh_price_row_new (page->document, path);
  if (found && place.attribute->kind == GH_KIND_DATE)
    return gh_date_row_new (page->document, path);
  if (found && place.attribute->kind == GH_KIND_CLOCK)
    return gh_clock_row_new (page->document, path);
  if (g_strcmp0 (path, "$.load") == 0)
    return gh_load_row_new (page->document);
  if (g_strcmp0 (path, "$.period") == 0)
    return gh_year_row_new (page->document);
  if (g_strcmp0 (path, "$.period.step_minutes") == 0)
    return gh_step_row_new (page->document);
  if (g_strcmp0 (path, "$.currency") == 0)
    return gh_currency_row_new (page->document);
  if (g_strcmp0 (path, "$.weather.file") == 0)
    return gh_weather_row_new (page->document);
  if (page->shown != NULL && g_str_has_prefix (path, page->shown)
      && g_str_has_suffix (path, "].cell"))
    return gh_cell_row_new (page->document, page->shown);
  if (page->shown != NULL && g_str_has_prefix (path, page->shown)
      && g_str_has_suffix (path, "].wear_per_kwh"))
    return gh_wear_row_new (page->document, page->shown);
  return gh_attribute_row_new (page->document, path);
}

static gboolean
is_of_store (const Entry *entry)
{
  return entry >= store_entries && entry < store_entries + G_N_ELEMENTS (store_entries);
}

/* Notes where a path leads to. */
static void
keep_row (GhHomePage *page, const Entry *entry, const char *path, GtkWidget *row)
{
  g_hash_table_insert (is_of_store (entry) ? page->store_rows : page->rows, g_strdup (path), row);
}

/* What is behind a row is made when it is opened for the first time. */
static void
opened_cb (AdwExpanderRow *expander, GParamSpec *pspec, gpointer data)
{
  GhHomePage *page = data;
  const Entry *entry = g_object_get_data (G_OBJECT (expander), "entry");

  g_signal_handlers_disconnect_by_func (expander, opened_cb, data);
  for (entry++; entry->kind == ADD_BEHIND; entry++)
    {
      g_autofree char *path = resolve (page, entry);
      GtkWidget *row = new_row (page, path);
      adw_expander_row_add_row (expander, row);
      keep_row (page, entry, path, row);
    }
}

/* Rows that most people need not see are behind one that opens and shows what they are part of. */
static GtkWidget *
new_expander (GhHomePage *page, const Entry *entry)
{
  GtkWidget *expander = entry->new_store_widget != NULL
                            ? entry->new_store_widget (page->document, page->shown)
                            : adw_expander_row_new ();

  if (entry->title != NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), _ (entry->title));
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), _ (entry->text));
    }
  g_object_set_data (G_OBJECT (expander), "entry", (gpointer) entry);
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (opened_cb), page, 0);
  return expander;
}

/* @path: (nullable): where the entry leads to */
static GtkWidget *
new_widget (GhHomePage *page, const Entry *entry, const char *path)
{
  switch (entry->kind)
    {
    case ADD_PRESET:
      return gh_preset_row_new (page->document, entry->preset, _ (entry->title),
                                is_of_store (entry) ? page->shown : NULL);
    case ADD_EXPANDER:
      return new_expander (page, entry);
    case ADD_LOSSES:
      return gh_loss_row_new (page->document, path);
    case ADD_WIDGET:
      return entry->new_store_widget != NULL ? entry->new_store_widget (page->document, page->shown)
                                             : entry->new_widget (page->document);
    default:
      return new_row (page, path);
    }
}

/* Those of an earlier study, or of another car or battery; some may be hidden and on their way
 * already. */
static void
remove_groups (GtkBox *column)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (column)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      gh_gradual_remove (child);
}

static gboolean take_step (gpointer data);

/* The car or battery that was left open makes room for the chosen one. */
static void
chosen_cb (GhHomePage *page)
{
  g_free (page->shown);
  page->shown = g_strdup (gh_store_chooser_get_path (page->chooser));
  g_hash_table_remove_all (page->store_rows);
  remove_groups (page->stores);
  page->next_of_store = 0;
  if (page->building == 0)
    page->building = gh_slices_add (take_step, page);
}

/* The chooser, and below it the groups of what is chosen. */
static void
add_stores (GhHomePage *page)
{
  page->chooser = GH_STORE_CHOOSER (gh_store_chooser_new (page->document));
  page->stores = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, GROUP_GAP));
  adw_preferences_group_add (page->group, GTK_WIDGET (page->chooser));
  gtk_box_append (page->left, GTK_WIDGET (page->stores));
  for (guint i = 0; i < 2; i++)
    g_hash_table_insert (page->rows, g_strdup (i == 0 ? "$.vehicles" : "$.batteries"),
                         page->chooser);
  g_signal_connect_object (page->chooser, "notify::path", G_CALLBACK (chosen_cb), page,
                           G_CONNECT_SWAPPED);
  g_free (page->shown);
  page->shown = g_strdup (gh_store_chooser_get_path (page->chooser));
  page->next_of_store = 0;
}

/* Whether the car or battery that is shown has it. */
static gboolean
is_had (GhHomePage *page, const Entry *entry)
{
  if (!is_of_store (entry))
    return TRUE;
  if (page->shown == NULL)
    return FALSE;
  if (gh_stores_is_battery (page->shown))
    return entry->owner == OF_ANY || entry->owner == OF_BATTERY;
  return entry->owner != OF_BATTERY
         && (entry->owner != OF_FIRST_CAR || g_str_equal (page->shown, FIRST_CAR));
}

static void
add_entry (GhHomePage *page, const Entry *entry)
{
  g_autofree char *path = NULL;

  if (entry->kind == ADD_BEHIND || !is_had (page, entry))
    return;
  if (entry->kind == ADD_STORES)
    add_stores (page);
  else if (entry->kind <= ADD_GROUP)
    add_group (page, entry);
  else
    {
      path = entry->path != NULL ? resolve (page, entry) : NULL;
      GtkWidget *widget = new_widget (page, entry, path);
      adw_preferences_group_add (page->group, widget);
      if (path != NULL)
        keep_row (page, entry, path, widget);
    }
}

/* Those of the car or battery go before what comes after the chooser. */
static const Entry *
find_next (GhHomePage *page)
{
  if (page->document == NULL)
    return NULL;
  if (page->stores != NULL && page->next_of_store < G_N_ELEMENTS (store_entries))
    return &store_entries[page->next_of_store++];
  return page->next < G_N_ELEMENTS (entries) ? &entries[page->next++] : NULL;
}

/* Adds what is next, or measures what was added. */
static gboolean
take_step (gpointer data)
{
  GhHomePage *page = data;
  const Entry *entry = page->measured ? find_next (page) : NULL;

  if (!page->measured)
    gh_gradual_measure (GTK_SCROLLED_WINDOW (page->scrolled));
  else if (entry != NULL)
    add_entry (page, entry);
  else
    {
      page->building = 0;
      return FALSE;
    }
  page->measured = !page->measured;
  return TRUE;
}

/* All that is still to be built, at once. */
static void
finish (GhHomePage *page)
{
  const Entry *entry;

  g_clear_handle_id (&page->building, gh_slices_remove);
  while ((entry = find_next (page)) != NULL)
    add_entry (page, entry);
}

static void
gh_home_page_dispose (GObject *object)
{
  GhHomePage *page = GH_HOME_PAGE (object);

  g_clear_handle_id (&page->building, gh_slices_remove);
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  g_clear_object (&page->document);
  g_clear_pointer (&page->rows, g_hash_table_unref);
  g_clear_pointer (&page->store_rows, g_hash_table_unref);
  g_clear_pointer (&page->shown, g_free);
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
  page->store_rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* A car that is renamed is renamed above its groups, too. */
static void
edited_cb (GhHomePage *page)
{
  GtkWidget *group
      = page->stores != NULL ? gtk_widget_get_first_child (GTK_WIDGET (page->stores)) : NULL;

  for (; group != NULL; group = gtk_widget_get_next_sibling (group))
    if (gtk_widget_get_visible (group))
      show_title (page, group);
}

/**
 * gh_home_page_set_document:
 * @page: the page
 * @document: (nullable): what to edit
 *
 * Shows the profile of a document. Its rows come one after the other while the main loop has time.
 */
void
gh_home_page_set_document (GhHomePage *page, GhDocument *document)
{
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  g_hash_table_remove_all (page->rows);
  g_hash_table_remove_all (page->store_rows);
  remove_groups (page->left);
  remove_groups (page->right);
  if (page->chooser != NULL)
    g_signal_handlers_disconnect_by_data (page->chooser, page);
  page->chooser = NULL;
  page->stores = NULL;
  g_set_object (&page->document, document);
  if (document != NULL)
    g_signal_connect_swapped (document, "edited", G_CALLBACK (edited_cb), page);
  page->next = 0;
  page->measured = TRUE;
  if (page->building == 0)
    page->building = gh_slices_add (take_step, page);
}

static GtkWidget *
look_up (GhHomePage *page, const char *path)
{
  GtkWidget *row = g_hash_table_lookup (page->store_rows, path);

  return row != NULL ? row : g_hash_table_lookup (page->rows, path);
}

/* The row of a path behind another that was never opened, which is opened. */
static GtkWidget *
find_behind (GhHomePage *page, const Entry *list, gsize count, const char *path)
{
  GtkWidget *above = NULL;

  for (gsize i = 0; i < count; i++)
    {
      g_autofree char *own = list[i].path != NULL && (page->shown != NULL || *list[i].path == '$')
                                 ? resolve (page, &list[i])
                                 : NULL;
      if (list[i].kind == ADD_EXPANDER)
        above = own != NULL ? look_up (page, own) : NULL;
      if (list[i].kind != ADD_BEHIND || above == NULL || g_strcmp0 (own, path) != 0)
        continue;
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (above), TRUE);
      return look_up (page, path);
    }
  return NULL;
}

/* The row of a path, where there is one. It may be behind another that was never opened. */
static GtkWidget *
find_row (GhHomePage *page, const char *path)
{
  GtkWidget *row = look_up (page, path);

  if (row == NULL)
    row = find_behind (page, entries, G_N_ELEMENTS (entries), path);
  return row != NULL ? row : find_behind (page, store_entries, G_N_ELEMENTS (store_entries), path);
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

  finish (page);
  if (page->chooser != NULL)
    gh_store_chooser_set_path (page->chooser, path);
  finish (page);
  for (char *end = part + strlen (part); end > part; end--)
    if (*end == '\0' || *end == '.' || *end == '[')
      {
        GtkWidget *row;
        *end = '\0';
        row = find_row (page, part);
        if (row != NULL)
          return focus (row);
      }
  return FALSE;
}
