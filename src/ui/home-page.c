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
#include "tariff-dialog.h"
#include "tariff-lists.h"
#include "tariff-picture.h"
#include "trip-list.h"
#include "weather-dialog.h"
#include "words.h"

/* @rows: (element-type utf8 GtkWidget): by path
 * @measured: whether what was added last is
 * @next: the entry that is added next
 * @group: (nullable): the last one; %NULL where the study has no such thing
 * @building: the source that takes steps, 0 when all is there */
struct _GhHomePage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  GtkBox *left;
  GtkBox *right;

  GhDocument *document;
  GHashTable *rows;
  gboolean measured;
  guint next;
  AdwPreferencesGroup *group;
  guint building;
};

G_DEFINE_FINAL_TYPE (GhHomePage, gh_home_page, GTK_TYPE_WIDGET)

/* What an entry adds. Groups begin in a column; others go to the last group. */
typedef enum
{
  ADD_LEFT,
  ADD_RIGHT,
  ADD_ROW,
  ADD_PRESET,
  ADD_EXPANDER,
  ADD_BEHIND,
  ADD_LOSSES,
  ADD_WIDGET
} Addition;

/* @path: (nullable): what the row edits, or what an expander or widget shows
 * @title: (nullable): of a group, example or expander
 * @text: (nullable): what is said of it
 * @preset: of ADD_PRESET
 * @new_widget: of ADD_WIDGET, and of an expander of its own kind
 * @of_car: of a group that a study without a car does not have */
typedef struct
{
  Addition kind;
  const char *path;
  const char *title;
  const char *text;
  GhPresetKind preset;
  GtkWidget *(*new_widget) (GhDocument *document);
  gboolean of_car;
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
  { ADD_RIGHT, .title = N_ ("Charger"), .of_car = TRUE },
  { ADD_PRESET, .title = N_ ("Type"), .preset = GH_PRESET_CHARGER },
  { ADD_ROW, "$.vehicles[0].charger.charge_kw" },
  { ADD_ROW, "$.vehicles[0].charger.discharge_kw" },
  { ADD_ROW, "$.vehicles[0].charger.minimum_kw" },
  { ADD_ROW, "$.vehicles[0].charger.minimum_current_a" },
  { ADD_ROW, "$.vehicles[0].charger.phases" },
  { ADD_ROW, "$.vehicles[0].charger.standby_w" },
  { ADD_LOSSES, "$.vehicles[0].charger" },
  { ADD_LOSSES, "$.vehicles[0].charger.charge_efficiency" },
  { ADD_LOSSES, "$.vehicles[0].charger.charge_loss_kw" },
  { ADD_LOSSES, "$.vehicles[0].charger.charge_loss_kw[1]" },
  { ADD_LOSSES, "$.vehicles[0].charger.charge_loss_kw[2]" },
  { ADD_LOSSES, "$.vehicles[0].charger.discharge_efficiency" },
  { ADD_LOSSES, "$.vehicles[0].charger.discharge_loss_kw" },
  { ADD_LOSSES, "$.vehicles[0].charger.discharge_loss_kw[1]" },
  { ADD_LOSSES, "$.vehicles[0].charger.discharge_loss_kw[2]" },
  { ADD_ROW, "$.vehicles[0].charger.export" },
  { ADD_ROW, "$.vehicles[0].charger.island" },
  { ADD_ROW, "$.vehicles[0].charger.island_kw" },
  { ADD_LOSSES, "$.vehicles[0].charger.charge_points" },
  { ADD_LOSSES, "$.vehicles[0].charger.discharge_points" },
  { ADD_WIDGET, .new_widget = gh_charger_chart_new },
  { ADD_LEFT, .title = N_ ("Car and trips"), .of_car = TRUE },
  { ADD_PRESET, .title = N_ ("Model"), .preset = GH_PRESET_CAR },
  { ADD_ROW, "$.vehicles[0].cell" },
  { ADD_ROW, "$.vehicles[0].name" },
  { ADD_ROW, "$.vehicles[0].battery_kwh" },
  { ADD_ROW, "$.vehicles[0].consumption_kwh_per_km" },
  { ADD_ROW, "$.vehicles[0].soc_min" },
  { ADD_ROW, "$.vehicles[0].soc_max" },
  { ADD_ROW, "$.vehicles[0].discharge_soc_min" },
  { ADD_ROW, "$.vehicles[0].wear_per_kwh" },
  { ADD_EXPANDER, "$.vehicles[0].pack", .new_widget = gh_pack_expander_new },
  { ADD_BEHIND, "$.vehicles[0].pack.wear" },
  { ADD_BEHIND, "$.finance.battery_cost_per_kwh" },
  { ADD_BEHIND, "$.finance.end_of_life_soh" },
  { ADD_BEHIND, "$.vehicles[0].pack.limit_power" },
  { ADD_BEHIND, "$.vehicles[0].pack.soh" },
  { ADD_BEHIND, "$.vehicles[0].pack.nominal_voltage_v" },
  { ADD_BEHIND, "$.vehicles[0].pack.ambient_c" },
  { ADD_BEHIND, "$.vehicles[0].pack.ambient_mean_c" },
  { ADD_BEHIND, "$.vehicles[0].pack.ambient_swing_c" },
  { ADD_EXPANDER, "$.vehicles[0].pack.warranty", N_ ("Warranty"),
    N_ ("What the maker of the battery allows.") },
  { ADD_BEHIND, "$.vehicles[0].pack.warranty.kwh" },
  { ADD_BEHIND, "$.vehicles[0].pack.warranty.hours" },
  { ADD_BEHIND, "$.vehicles[0].pack.warranty.cycles" },
  { ADD_BEHIND, "$.vehicles[0].pack.warranty.years" },
  { ADD_BEHIND, "$.vehicles[0].pack.warranty.keep" },
  { ADD_ROW, "$.vehicles[0].away_charging.price_per_kwh" },
  { ADD_EXPANDER, "$.vehicles[0]", N_ ("Measured driving"), N_ ("Instead of trips.") },
  { ADD_BEHIND, "$.vehicles[0].plugged" },
  { ADD_BEHIND, "$.vehicles[0].drive_kw" },
  { ADD_PRESET, .title = N_ ("A week to start from"), .preset = GH_PRESET_TRIPS },
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
  { ADD_RIGHT, .title = N_ ("Energy tiers") },
  { ADD_WIDGET, "$.tariff.energy_tiers", .new_widget = gh_energy_tiers_list_new },
  { ADD_RIGHT, .title = N_ ("Demand charges") },
  { ADD_WIDGET, "$.tariff.demand_charges", .new_widget = gh_demand_list_new },
  { ADD_LEFT, .title = N_ ("Trips"),
    .text = N_ ("Grey: the car is away. Darker red: electricity is dearer."), .of_car = TRUE },
  { ADD_WIDGET, .new_widget = gh_week_view_new },
  { ADD_WIDGET, "$.vehicles[0].trips", .new_widget = gh_trip_list_new },
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
  { ADD_ROW, "$.finance.lifetime_years" },
  { ADD_ROW, "$.finance.discount_rate" },
  { ADD_LEFT, .title = N_ ("From day to day"),
    .text = N_ ("How the car is run when nobody knows the year to come."), .of_car = TRUE },
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
};

static gboolean
has_car (GhHomePage *page)
{
  const GhStudy *study = gh_document_get_study (page->document);

  return study->vehicles != NULL && study->vehicles->len > 0;
}

static void
add_group (GhHomePage *page, const Entry *entry)
{
  page->group = NULL;
  if (entry->of_car && !has_car (page))
    return;
  page->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (page->group, _ (entry->title));
  adw_preferences_group_set_description (page->group, entry->text != NULL ? _ (entry->text) : NULL);
  gtk_box_append (entry->kind == ADD_LEFT ? page->left : page->right, GTK_WIDGET (page->group));
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
  if (g_strcmp0 (path, "$.vehicles[0].cell") == 0)
    return gh_cell_row_new (page->document);
  if (g_strcmp0 (path, "$.vehicles[0].wear_per_kwh") == 0)
    return gh_wear_row_new (page->document);
  return gh_attribute_row_new (page->document, path);
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
      GtkWidget *row = new_row (page, entry->path);
      adw_expander_row_add_row (expander, row);
      g_hash_table_insert (page->rows, g_strdup (entry->path), row);
    }
}

/* Rows that most people need not see are behind one that opens and shows what they are part of. */
static GtkWidget *
new_expander (GhHomePage *page, const Entry *entry)
{
  GtkWidget *expander
      = entry->new_widget != NULL ? entry->new_widget (page->document) : adw_expander_row_new ();

  if (entry->title != NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), _ (entry->title));
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), _ (entry->text));
    }
  g_object_set_data (G_OBJECT (expander), "entry", (gpointer) entry);
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (opened_cb), page, 0);
  return expander;
}

static GtkWidget *
new_widget (GhHomePage *page, const Entry *entry)
{
  switch (entry->kind)
    {
    case ADD_PRESET:
      return gh_preset_row_new (page->document, entry->preset, _ (entry->title));
    case ADD_EXPANDER:
      return new_expander (page, entry);
    case ADD_LOSSES:
      return gh_loss_row_new (page->document, entry->path);
    case ADD_WIDGET:
      return entry->new_widget (page->document);
    default:
      return new_row (page, entry->path);
    }
}

static void
add_entry (GhHomePage *page, const Entry *entry)
{
  GtkWidget *widget;

  if (entry->kind == ADD_LEFT || entry->kind == ADD_RIGHT)
    {
      add_group (page, entry);
      return;
    }
  if (page->group == NULL || entry->kind == ADD_BEHIND)
    return;
  widget = new_widget (page, entry);
  adw_preferences_group_add (page->group, widget);
  if (entry->path != NULL)
    g_hash_table_insert (page->rows, g_strdup (entry->path), widget);
}

/* Adds what is next, or measures what was added. */
static gboolean
take_step (gpointer data)
{
  GhHomePage *page = data;

  if (!page->measured)
    gh_gradual_measure (GTK_SCROLLED_WINDOW (page->scrolled));
  else if (page->document != NULL && page->next < G_N_ELEMENTS (entries))
    add_entry (page, &entries[page->next++]);
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
  g_clear_handle_id (&page->building, gh_slices_remove);
  while (page->document != NULL && page->next < G_N_ELEMENTS (entries))
    add_entry (page, &entries[page->next++]);
}

/* Those of an earlier study; some may be hidden and on their way already. */
static void
remove_groups (GtkBox *column)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (column)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      gh_gradual_remove (child);
}

static void
gh_home_page_dispose (GObject *object)
{
  GhHomePage *page = GH_HOME_PAGE (object);

  g_clear_handle_id (&page->building, gh_slices_remove);
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
 * Shows the profile of a document. Its rows come one after the other while the main loop has time.
 */
void
gh_home_page_set_document (GhHomePage *page, GhDocument *document)
{
  g_hash_table_remove_all (page->rows);
  remove_groups (page->left);
  remove_groups (page->right);
  g_set_object (&page->document, document);
  page->next = 0;
  page->measured = TRUE;
  if (page->building == 0)
    page->building = gh_slices_add (take_step, page);
}

/* The row of a path, where there is one. It may be behind another that was never opened. */
static GtkWidget *
find_row (GhHomePage *page, const char *path)
{
  GtkWidget *row = g_hash_table_lookup (page->rows, path), *above = NULL;

  for (gsize i = 0; row == NULL && i < G_N_ELEMENTS (entries); i++)
    {
      if (entries[i].kind == ADD_EXPANDER)
        above = g_hash_table_lookup (page->rows, entries[i].path);
      if (entries[i].kind == ADD_BEHIND && above != NULL && g_str_equal (entries[i].path, path))
        {
          adw_expander_row_set_expanded (ADW_EXPANDER_ROW (above), TRUE);
          row = g_hash_table_lookup (page->rows, path);
        }
    }
  return row;
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
