/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The profile: what there is and what it costs, as rows of the attribute tables. */
#include "home-page.h"

#include <string.h>

#include "attribute-row.h"
#include "cell-row.h"
#include "columns.h"
#include "currency-row.h"
#include "gradual.h"
#include "home-entries.h"
#include "hours-rows.h"
#include "load-row.h"
#include "loss-row.h"
#include "period-row.h"
#include "preset-row.h"
#include "price-row.h"
#include "slices.h"
#include "store-chooser.h"
#include "stores.h"
#include "weather-dialog.h"
#include "words.h"

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

/* Where the path of an entry leads to. */
static char *
resolve (GhHomePage *page, const GhHomeEntry *entry)
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
  const GhHomeEntry *entry = g_object_get_data (G_OBJECT (group), "entry");
  gboolean named = store != NULL && store->name != NULL && gh_stores_count (study) > 1;
  g_autofree char *whole = !named ? g_strdup (_ (entry->title))
                           : entry->is_main
                               ? g_strdup (store->name)
                               : g_strdup_printf ("%s: %s", store->name, _ (entry->title));
  g_autofree char *escaped = g_markup_escape_text (whole, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
}

static void
add_group (GhHomePage *page, const GhHomeEntry *entry)
{
  GtkBox *box = entry->kind == GH_ADD_GROUP  ? page->stores
                : entry->kind == GH_ADD_LEFT ? page->left
                                             : page->right;

  page->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (page->group, _ (entry->title));
  adw_preferences_group_set_description (page->group, entry->text != NULL ? _ (entry->text) : NULL);
  gtk_box_append (box, GTK_WIDGET (page->group));
  if (entry->kind != GH_ADD_GROUP)
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

/* Notes where a path leads to. */
static void
keep_row (GhHomePage *page, const GhHomeEntry *entry, const char *path, GtkWidget *row)
{
  g_hash_table_insert (gh_home_entry_is_of_store (entry) ? page->store_rows : page->rows,
                       g_strdup (path), row);
}

/* What is behind a row is made when it is opened for the first time. */
static void
opened_cb (AdwExpanderRow *expander, GParamSpec *pspec, gpointer data)
{
  GhHomePage *page = data;
  const GhHomeEntry *entry = g_object_get_data (G_OBJECT (expander), "entry");

  g_signal_handlers_disconnect_by_func (expander, opened_cb, data);
  for (entry++; entry->kind == GH_ADD_BEHIND; entry++)
    {
      g_autofree char *path = resolve (page, entry);
      GtkWidget *row = new_row (page, path);
      adw_expander_row_add_row (expander, row);
      keep_row (page, entry, path, row);
    }
}

/* Rows that most people need not see are behind one that opens and shows what they are part of. */
static GtkWidget *
new_expander (GhHomePage *page, const GhHomeEntry *entry)
{
  GtkWidget *expander = entry->new_store_widget != NULL
                            ? entry->new_store_widget (page->document, page->shown)
                        : entry->new_widget != NULL ? entry->new_widget (page->document)
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
new_widget (GhHomePage *page, const GhHomeEntry *entry, const char *path)
{
  switch (entry->kind)
    {
    case GH_ADD_PRESET:
      return gh_preset_row_new (page->document, entry->preset, _ (entry->title),
                                gh_home_entry_is_of_store (entry) ? page->shown : NULL);
    case GH_ADD_EXPANDER:
      return new_expander (page, entry);
    case GH_ADD_LOSSES:
      return gh_loss_row_new (page->document, path);
    case GH_ADD_WIDGET:
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
is_had (GhHomePage *page, const GhHomeEntry *entry)
{
  if (!gh_home_entry_is_of_store (entry))
    return TRUE;
  if (page->shown == NULL)
    return FALSE;
  if (gh_stores_is_battery (page->shown))
    return entry->owner == GH_OF_ANY || entry->owner == GH_OF_BATTERY;
  return entry->owner != GH_OF_BATTERY;
}

static void
add_entry (GhHomePage *page, const GhHomeEntry *entry)
{
  g_autofree char *path = NULL;

  if (entry->kind == GH_ADD_BEHIND || !is_had (page, entry))
    return;
  if (entry->kind == GH_ADD_STORES)
    add_stores (page);
  else if (entry->kind <= GH_ADD_GROUP)
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
static const GhHomeEntry *
find_next (GhHomePage *page)
{
  if (page->document == NULL)
    return NULL;
  if (page->stores != NULL && gh_home_entries_of_store[page->next_of_store].kind != GH_ADD_END)
    return &gh_home_entries_of_store[page->next_of_store++];
  return gh_home_entries[page->next].kind != GH_ADD_END ? &gh_home_entries[page->next++] : NULL;
}

/* Adds what is next, or measures what was added. */
static gboolean
take_step (gpointer data)
{
  GhHomePage *page = data;
  const GhHomeEntry *entry = page->measured ? find_next (page) : NULL;

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
  const GhHomeEntry *entry;

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
find_behind (GhHomePage *page, const GhHomeEntry *list, const char *path)
{
  GtkWidget *above = NULL;

  for (const GhHomeEntry *entry = list; entry->kind != GH_ADD_END; entry++)
    {
      g_autofree char *own = entry->path != NULL && (page->shown != NULL || *entry->path == '$')
                                 ? resolve (page, entry)
                                 : NULL;
      if (entry->kind == GH_ADD_EXPANDER)
        above = own != NULL ? look_up (page, own) : NULL;
      if (entry->kind != GH_ADD_BEHIND || above == NULL || g_strcmp0 (own, path) != 0)
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
    row = find_behind (page, gh_home_entries, path);
  return row != NULL ? row : find_behind (page, gh_home_entries_of_store, path);
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
