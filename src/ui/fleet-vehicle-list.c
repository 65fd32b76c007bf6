/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each vehicle of a site does in a period, as a table to sort and to pick from. Rows are made
 * when they are seen, so that ten thousand are no more work than ten. */
#include "fleet-vehicle-list.h"

#include "number-text.h"
#include "words.h"

/* Less is rounding. */
#define TINY_KWH 1e-3

/* What a row stands for: the place of a vehicle among those of the site. */
#define GH_TYPE_VEHICLE_PLACE (gh_vehicle_place_get_type ())
G_DECLARE_FINAL_TYPE (GhVehiclePlace, gh_vehicle_place, GH, VEHICLE_PLACE, GObject)

struct _GhVehiclePlace
{
  GObject parent_instance;
  guint index;
};

G_DEFINE_FINAL_TYPE (GhVehiclePlace, gh_vehicle_place, G_TYPE_OBJECT)

static void
gh_vehicle_place_class_init (GhVehiclePlaceClass *class)
{
}

static void
gh_vehicle_place_init (GhVehiclePlace *place)
{
}

typedef enum
{
  COLUMN_NAME,
  COLUMN_GROUP,
  COLUMN_CHARGED,
  COLUMN_GIVEN,
  COLUMN_COST,
  COLUMN_MISSING,
  COLUMNS
} Column;

/* @results: (nullable): whose vehicles are listed
 * @name: (nullable): of the vehicle that is chosen, to find it again in other results
 * @filling: while rows come and go */
struct _GhFleetVehicleList
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  GtkColumnView *view;
  GListStore *places;
  GtkSingleSelection *selection;
  GhFleetResults *results;
  guint site, period;
  char *name;
  gboolean filling;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhFleetVehicleList, gh_fleet_vehicle_list, GTK_TYPE_WIDGET)

/* What a column needs to know of the list; the list outlives its columns. */
typedef struct
{
  GhFleetVehicleList *list;
  Column column;
} Binding;

static const GhFleetVehicle *
get_vehicle (GhFleetVehicleList *list, guint index)
{
  const GhFleetSitePlan *plan = gh_fleet_results_get_plan (list->results, list->site, list->period);

  return &g_array_index (plan->vehicles, GhFleetVehicle, index);
}

static double
get_number (const GhFleetVehicle *vehicle, Column column)
{
  const GhFleetEntryMoney *money = &vehicle->money;

  switch (column)
    {
    case COLUMN_CHARGED:
      return money->charged_kwh;
    case COLUMN_GIVEN:
      return money->discharged_kwh;
    case COLUMN_COST:
      return money->charging + money->away - money->revenue + money->wear;
    default:
      return vehicle->missing_kwh;
    }
}

static char *
format_cell (GhFleetVehicleList *list, const GhFleetVehicle *vehicle, Column column)
{
  const GhStudy *study = gh_fleet_results_get_study (list->results);

  switch (column)
    {
    case COLUMN_NAME:
      return g_strdup (vehicle->name);
    case COLUMN_GROUP:
      return vehicle->is_managed
                 ? g_strdup (gh_fleet_groups_get_name (study, vehicle->group))
                 : g_strdup_printf (_ ("%s (on arrival)"),
                                    gh_fleet_groups_get_name (study, vehicle->group));
    case COLUMN_MISSING:
      return vehicle->missing_kwh > 0.0 ? gh_number_format (vehicle->missing_kwh, 1)
                                        : g_strdup ("–");
    case COLUMN_COST:
      return gh_money_format (get_number (vehicle, column), study->currency, 2);
    default:
      return gh_number_format (get_number (vehicle, column), 1);
    }
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Binding *binding = data;
  guint one = GH_VEHICLE_PLACE ((gpointer) a)->index,
        other = GH_VEHICLE_PLACE ((gpointer) b)->index;
  const GhFleetVehicle *first = get_vehicle (binding->list, one);
  const GhFleetVehicle *second = get_vehicle (binding->list, other);

  /* Groups and names stand in the order of the study, in which 10 comes after 9. */
  if (binding->column == COLUMN_NAME)
    return GTK_ORDERING_SMALLER * (one < other) + GTK_ORDERING_LARGER * (one > other);
  if (binding->column == COLUMN_GROUP)
    return (first->group > second->group) - (first->group < second->group);
  double difference = get_number (first, binding->column) - get_number (second, binding->column);
  return (difference > 0.0) - (difference < 0.0);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, const Binding *binding)
{
  gboolean is_text = binding->column <= COLUMN_GROUP;
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), is_text ? 0.0f : 1.0f);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), is_text ? 12 : 8);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), is_text ? 20 : 10);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  if (!is_text)
    gtk_widget_add_css_class (cell, "numeric");
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, const Binding *binding)
{
  const GhVehiclePlace *place = gtk_list_item_get_item (item);
  g_autofree char *text
      = format_cell (binding->list, get_vehicle (binding->list, place->index), binding->column);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

static void
free_binding (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  g_free (data);
}

static void
add_column (GhFleetVehicleList *list, Column column)
{
  static const char *const titles[COLUMNS]
      = { N_ ("Vehicle"),     N_ ("Group"), N_ ("Charged (kWh)"),
          N_ ("Given (kWh)"), N_ ("Cost"),  N_ ("Missing (kWh)") };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Binding *binding = g_new (Binding, 1);

  *binding = (Binding){ list, column };
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), binding, free_binding, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), binding);
  g_autoptr (GtkColumnViewColumn) shown = gtk_column_view_column_new (_ (titles[column]), factory);
  g_autoptr (GtkSorter) sorter
      = GTK_SORTER (gtk_custom_sorter_new (compare, g_memdup2 (binding, sizeof *binding), g_free));
  gtk_column_view_column_set_sorter (shown, sorter);
  gtk_column_view_column_set_resizable (shown, TRUE);
  gtk_column_view_column_set_expand (shown, column <= COLUMN_GROUP);
  gtk_column_view_append_column (list->view, shown);
}

static void
selected_cb (GhFleetVehicleList *list)
{
  guint chosen = gh_fleet_vehicle_list_get_chosen (list);

  if (list->filling || chosen == G_MAXUINT)
    return;
  g_free (list->name);
  list->name = g_strdup (get_vehicle (list, chosen)->name);
  g_signal_emit (list, signals[SIGNAL_CHOSEN], 0);
}

static void
gh_fleet_vehicle_list_dispose (GObject *object)
{
  GhFleetVehicleList *list = GH_FLEET_VEHICLE_LIST (object);

  gh_fleet_vehicle_list_show (list, NULL, 0, 0);
  g_clear_pointer (&list->scrolled, gtk_widget_unparent);
  g_clear_pointer (&list->name, g_free);
  g_clear_object (&list->places);
  G_OBJECT_CLASS (gh_fleet_vehicle_list_parent_class)->dispose (object);
}

static void
gh_fleet_vehicle_list_class_init (GhFleetVehicleListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_fleet_vehicle_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  /* ::chosen when another vehicle is picked. */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_fleet_vehicle_list_init (GhFleetVehicleList *list)
{
  list->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  list->places = g_list_store_new (GH_TYPE_VEHICLE_PLACE);
  GtkSortListModel *sorted
      = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (list->places)),
                                 g_object_ref (gtk_column_view_get_sorter (list->view)));
  list->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (list->selection, FALSE);
  for (Column column = 0; column < COLUMNS; column++)
    add_column (list, column);
  gtk_column_view_set_model (list->view, GTK_SELECTION_MODEL (list->selection));
  g_object_unref (list->selection);
  g_signal_connect_object (list->selection, "notify::selected", G_CALLBACK (selected_cb), list,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (list->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Vehicles"), -1);
  list->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (list->scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (list->scrolled), GTK_WIDGET (list->view));
  gtk_widget_set_parent (list->scrolled, GTK_WIDGET (list));
}

/* The vehicle of that name that was chosen before, or the first that is managed. */
static guint
find_chosen (GhFleetVehicleList *list, const GhFleetSitePlan *plan)
{
  guint managed = G_MAXUINT;

  for (guint i = 0; i < plan->vehicles->len; i++)
    {
      const GhFleetVehicle *vehicle = get_vehicle (list, i);
      if (g_strcmp0 (vehicle->name, list->name) == 0)
        return i;
      if (managed == G_MAXUINT && vehicle->is_managed)
        managed = i;
    }
  return managed;
}

/* What no vehicle gives or lacks has no column. */
static void
show_columns (GhFleetVehicleList *list, const GhFleetSitePlan *plan)
{
  GListModel *columns = gtk_column_view_get_columns (list->view);

  for (Column column = COLUMN_GIVEN; column <= COLUMN_MISSING; column++)
    {
      g_autoptr (GtkColumnViewColumn) shown = g_list_model_get_item (columns, column);
      gboolean any = column == COLUMN_COST;
      for (guint i = 0; i < plan->vehicles->len && !any; i++)
        any = get_number (get_vehicle (list, i), column) > TINY_KWH;
      gtk_column_view_column_set_visible (shown, any);
    }
}

static void
fill (GhFleetVehicleList *list, guint count)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count; i++)
    {
      GhVehiclePlace *place = g_object_new (GH_TYPE_VEHICLE_PLACE, NULL);
      place->index = i;
      g_ptr_array_add (places, place);
    }
  g_list_store_splice (list->places, 0, g_list_model_get_n_items (G_LIST_MODEL (list->places)),
                       places->pdata, places->len);
}

/**
 * gh_fleet_vehicle_list_show:
 * @list: the list
 * @results: (nullable): what was planned; %NULL empties the list
 * @site: index of a site
 * @period: index of a period in which it has a plan
 *
 * Lists the vehicles of a site. The one that was chosen before stays chosen by its name.
 */
void
gh_fleet_vehicle_list_show (GhFleetVehicleList *list, GhFleetResults *results, guint site,
                            guint period)
{
  if (list->places == NULL)
    return;
  list->filling = TRUE;
  fill (list, 0);
  g_clear_pointer (&list->results, gh_fleet_results_unref);
  list->results = results != NULL ? gh_fleet_results_ref (results) : NULL;
  list->site = site;
  list->period = period;
  if (results != NULL)
    {
      const GhFleetSitePlan *plan = gh_fleet_results_get_plan (results, site, period);
      show_columns (list, plan);
      fill (list, plan->vehicles->len);
      gh_fleet_vehicle_list_choose (list, find_chosen (list, plan));
    }
  list->filling = FALSE;
}

/**
 * gh_fleet_vehicle_list_get_chosen:
 * @list: the list
 *
 * Returns: index of the vehicle that is chosen; %G_MAXUINT for none
 */
guint
gh_fleet_vehicle_list_get_chosen (GhFleetVehicleList *list)
{
  const GhVehiclePlace *place = gtk_single_selection_get_selected_item (list->selection);

  return place != NULL ? place->index : G_MAXUINT;
}

/**
 * gh_fleet_vehicle_list_choose:
 * @list: the list
 * @vehicle: index of a vehicle; %G_MAXUINT for none
 *
 * Picks a vehicle.
 */
void
gh_fleet_vehicle_list_choose (GhFleetVehicleList *list, guint vehicle)
{
  GListModel *model = G_LIST_MODEL (list->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GhVehiclePlace) place = g_list_model_get_item (model, i);
      if (place->index == vehicle)
        gtk_single_selection_set_selected (list->selection, i);
    }
}
