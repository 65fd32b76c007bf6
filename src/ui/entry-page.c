/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is and what it costs, as rows of the attribute tables: of the study, and of one of its
 * parts, which is chosen. */
#include "entry-page.h"

#include <string.h>

#include "attribute-row.h"
#include "cell-row.h"
#include "columns.h"
#include "currency-row.h"
#include "gradual.h"
#include "hours-rows.h"
#include "load-row.h"
#include "loss-row.h"
#include "part-chooser.h"
#include "period-row.h"
#include "preset-row.h"
#include "price-row.h"
#include "slices.h"
#include "weather-dialog.h"
#include "words.h"

/* Between groups, pixels. */
#define GROUP_GAP 18

/* @list: what is on it
 * @rows: (element-type utf8 GtkWidget): by path
 * @part_rows: (element-type utf8 GtkWidget): those of the part that is shown
 * @measured: whether what was added last is
 * @next: the entry that is added next
 * @next_of_part: likewise of those of the part; there is time for them once the chooser is there
 * @group: the last one
 * @chooser: (nullable): of the part that is shown
 * @parts: (nullable): its groups
 * @shown: (nullable): its path
 * @building: the source that takes steps, 0 when all is there */
struct _GhEntryPage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  GtkBox *left;
  GtkBox *right;

  const GhEntryList *list;
  GhDocument *document;
  GHashTable *rows;
  GHashTable *part_rows;
  gboolean measured;
  guint next;
  guint next_of_part;
  AdwPreferencesGroup *group;
  GtkWidget *chooser;
  GtkBox *parts;
  char *shown;
  guint building;
};

enum
{
  PROP_FLEET = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (GhEntryPage, gh_entry_page, GTK_TYPE_WIDGET)

static gboolean
is_of_part (GhEntryPage *page, const GhEntry *entry)
{
  return entry >= page->list->part_entries
         && entry < page->list->part_entries + page->list->part_count;
}

/* Where the path of an entry leads to. */
static char *
resolve (GhEntryPage *page, const GhEntry *entry)
{
  gboolean is_relative = *entry->path != '$';

  return g_strconcat (is_relative ? page->shown : "", entry->path, NULL);
}

/* With several the groups say of which they are. */
static void
show_title (GhEntryPage *page, GtkWidget *group)
{
  const GhEntry *entry = g_object_get_data (G_OBJECT (group), "entry");
  g_autofree char *name
      = page->list->format_name (gh_document_get_study (page->document), page->shown);
  g_autofree char *whole = name == NULL     ? g_strdup (_ (entry->title))
                           : entry->is_main ? g_strdup (name)
                                            : g_strdup_printf ("%s: %s", name, _ (entry->title));
  g_autofree char *escaped = g_markup_escape_text (whole, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
}

static void
add_group (GhEntryPage *page, const GhEntry *entry)
{
  GtkBox *box = entry->kind == GH_ADD_GROUP  ? page->parts
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

/* The price of what stores export is that of all export, unless it is given. */
static GtkWidget *
new_store_price_row (GhEntryPage *page, const char *path)
{
  g_autofree char *usual
      = g_strdup_printf ("%.*s.export_price", (int) (strrchr (path, '.') - path), path);

  return gh_price_row_new_optional (page->document, path, usual);
}

/* Rows of single attributes, which know where they are. */
static GtkWidget *
new_own_row (GhEntryPage *page, const char *path)
{
  if (g_str_equal (path, "$.period"))
    return gh_year_row_new (page->document);
  if (g_str_equal (path, "$.period.step_minutes"))
    return gh_step_row_new (page->document);
  if (g_str_equal (path, "$.currency"))
    return gh_currency_row_new (page->document);
  if (g_str_equal (path, "$.weather.file"))
    return gh_weather_row_new (page->document);
  if (g_str_has_suffix (path, "].cell"))
    return gh_cell_row_new (page->document, page->shown);
  if (g_str_has_suffix (path, "].wear_per_kwh"))
    return gh_wear_row_new (page->document, page->shown);
  return NULL;
}

/* The row that suits the kind of the attribute. */
static GtkWidget *
new_row (GhEntryPage *page, const char *path)
{
  GtkWidget *own = new_own_row (page, path);
  GhPlace place;

  if (own != NULL || !gh_document_find (page->document, path, &place))
    return own;
  if (g_str_has_suffix (path, ".store_export_price"))
    return new_store_price_row (page, path);
  if (g_str_has_suffix (path, ".load"))
    return gh_load_row_new (page->document, path);
  switch (place.attribute->kind)
    {
    case GH_KIND_PRICE:
      return gh_price_row_new (page->document, path);
    case GH_KIND_DATE:
      return gh_date_row_new (page->document, path);
    case GH_KIND_CLOCK:
      return gh_clock_row_new (page->document, path);
    default:
      return gh_attribute_row_new (page->document, path);
    }
}

/* Notes where a path leads to. */
static void
keep_row (GhEntryPage *page, const GhEntry *entry, const char *path, GtkWidget *row)
{
  g_hash_table_insert (is_of_part (page, entry) ? page->part_rows : page->rows, g_strdup (path),
                       row);
}

/* What is behind a row is made when it is opened for the first time. */
static void
opened_cb (AdwExpanderRow *expander, GParamSpec *pspec, gpointer data)
{
  GhEntryPage *page = data;
  const GhEntry *entry = g_object_get_data (G_OBJECT (expander), "entry");

  g_signal_handlers_disconnect_by_func (expander, opened_cb, data);
  for (entry++; entry->kind == GH_ADD_BEHIND; entry++)
    {
      g_autofree char *path = resolve (page, entry);
      GtkWidget *row = new_row (page, path);
      adw_expander_row_add_row (expander, row);
      keep_row (page, entry, path, row);
    }
}

/* What a widget is about. */
static const char *
get_part (GhEntryPage *page, const GhEntry *entry)
{
  return is_of_part (page, entry) ? page->shown : "$";
}

/* Rows that most people need not see are behind one that opens and shows what they are part of. */
static GtkWidget *
new_expander (GhEntryPage *page, const GhEntry *entry)
{
  GtkWidget *expander = entry->new_part_widget != NULL
                            ? entry->new_part_widget (page->document, get_part (page, entry))
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
new_widget (GhEntryPage *page, const GhEntry *entry, const char *path)
{
  switch (entry->kind)
    {
    case GH_ADD_PRESET:
      return gh_preset_row_new (page->document, entry->preset, _ (entry->title),
                                is_of_part (page, entry) ? page->shown : NULL);
    case GH_ADD_EXPANDER:
      return new_expander (page, entry);
    case GH_ADD_LOSSES:
      return gh_loss_row_new (page->document, path);
    case GH_ADD_WIDGET:
      return entry->new_part_widget != NULL
                 ? entry->new_part_widget (page->document, get_part (page, entry))
                 : entry->new_widget (page->document);
    default:
      return new_row (page, path);
    }
}

/* Those of an earlier study, or of another part; some may be hidden and on their way
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

/* The part that was left open makes room for the chosen one. */
static void
chosen_cb (GhEntryPage *page)
{
  g_free (page->shown);
  page->shown = g_strdup (gh_part_chooser_get_path (GH_PART_CHOOSER (page->chooser)));
  g_hash_table_remove_all (page->part_rows);
  remove_groups (page->parts);
  page->next_of_part = 0;
  if (page->building == 0)
    page->building = gh_slices_add (take_step, page);
}

/* The chooser, and below it the groups of what is chosen. */
static void
add_parts (GhEntryPage *page)
{
  page->chooser = page->list->new_chooser (page->document);
  page->parts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, GROUP_GAP));
  adw_preferences_group_add (page->group, page->chooser);
  gtk_box_append (page->left, GTK_WIDGET (page->parts));
  for (guint i = 0; page->list->lists[i] != NULL; i++)
    g_hash_table_insert (page->rows, g_strdup (page->list->lists[i]), page->chooser);
  g_signal_connect_object (page->chooser, "notify::path", G_CALLBACK (chosen_cb), page,
                           G_CONNECT_SWAPPED);
  g_free (page->shown);
  page->shown = g_strdup (gh_part_chooser_get_path (GH_PART_CHOOSER (page->chooser)));
  page->next_of_part = 0;
}

/* Whether the part that is shown has it. */
static gboolean
is_had (GhEntryPage *page, const GhEntry *entry)
{
  if (!is_of_part (page, entry))
    return TRUE;
  return page->shown != NULL
         && (entry->owner == GH_OF_ANY || entry->owner == page->list->get_owner (page->shown));
}

static void
add_entry (GhEntryPage *page, const GhEntry *entry)
{
  g_autofree char *path = NULL;

  if (entry->kind == GH_ADD_BEHIND || !is_had (page, entry))
    return;
  if (entry->kind == GH_ADD_PARTS)
    add_parts (page);
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

/* Those of the part go before what comes after the chooser. */
static const GhEntry *
find_next (GhEntryPage *page)
{
  if (page->document == NULL)
    return NULL;
  if (page->parts != NULL && page->list->part_entries[page->next_of_part].kind != GH_ADD_END)
    return &page->list->part_entries[page->next_of_part++];
  return page->list->entries[page->next].kind != GH_ADD_END ? &page->list->entries[page->next++]
                                                            : NULL;
}

/* Adds what is next, or measures what was added. */
static gboolean
take_step (gpointer data)
{
  GhEntryPage *page = data;
  const GhEntry *entry = page->measured ? find_next (page) : NULL;

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
finish (GhEntryPage *page)
{
  const GhEntry *entry;

  g_clear_handle_id (&page->building, gh_slices_remove);
  while ((entry = find_next (page)) != NULL)
    add_entry (page, entry);
}

static void
gh_entry_page_dispose (GObject *object)
{
  GhEntryPage *page = GH_ENTRY_PAGE (object);

  g_clear_handle_id (&page->building, gh_slices_remove);
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  g_clear_object (&page->document);
  g_clear_pointer (&page->rows, g_hash_table_unref);
  g_clear_pointer (&page->part_rows, g_hash_table_unref);
  g_clear_pointer (&page->shown, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (page), GH_TYPE_ENTRY_PAGE);
  G_OBJECT_CLASS (gh_entry_page_parent_class)->dispose (object);
}

static void
gh_entry_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FLEET)
    GH_ENTRY_PAGE (object)->list
        = g_value_get_boolean (value) ? &gh_depot_entries : &gh_home_entries;
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_entry_page_class_init (GhEntryPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_entry_page_dispose;
  G_OBJECT_CLASS (class)->set_property = gh_entry_page_set_property;
  /* Whether it is of the sites of a fleet rather than of a household. */
  properties[PROP_FLEET]
      = g_param_spec_boolean ("fleet", NULL, NULL, FALSE,
                              G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
  g_type_ensure (GH_TYPE_COLUMNS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/entry-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEntryPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhEntryPage, left);
  gtk_widget_class_bind_template_child (widget_class, GhEntryPage, right);
}

static void
gh_entry_page_init (GhEntryPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  page->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  page->part_rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* A part that is renamed is renamed above its groups, too. */
static void
edited_cb (GhEntryPage *page)
{
  GtkWidget *group
      = page->parts != NULL ? gtk_widget_get_first_child (GTK_WIDGET (page->parts)) : NULL;

  for (; group != NULL; group = gtk_widget_get_next_sibling (group))
    if (gtk_widget_get_visible (group))
      show_title (page, group);
}

/**
 * gh_entry_page_set_document:
 * @page: the page
 * @document: (nullable): what to edit
 *
 * Shows a document. Its rows come one after the other while the main loop has time.
 */
void
gh_entry_page_set_document (GhEntryPage *page, GhDocument *document)
{
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  g_hash_table_remove_all (page->rows);
  g_hash_table_remove_all (page->part_rows);
  remove_groups (page->left);
  remove_groups (page->right);
  if (page->chooser != NULL)
    g_signal_handlers_disconnect_by_data (page->chooser, page);
  page->chooser = NULL;
  page->parts = NULL;
  g_set_object (&page->document, document);
  if (document != NULL)
    g_signal_connect_swapped (document, "edited", G_CALLBACK (edited_cb), page);
  page->next = 0;
  page->measured = TRUE;
  if (page->building == 0)
    page->building = gh_slices_add (take_step, page);
}

static GtkWidget *
look_up (GhEntryPage *page, const char *path)
{
  GtkWidget *row = g_hash_table_lookup (page->part_rows, path);

  return row != NULL ? row : g_hash_table_lookup (page->rows, path);
}

/* The row of a path behind another that was never opened, which is opened. */
static GtkWidget *
find_behind (GhEntryPage *page, const GhEntry *entries, const char *path)
{
  GtkWidget *above = NULL;

  for (const GhEntry *entry = entries; entry->kind != GH_ADD_END; entry++)
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
find_row (GhEntryPage *page, const char *path)
{
  GtkWidget *row = look_up (page, path);

  if (row == NULL)
    row = find_behind (page, page->list->entries, path);
  return row != NULL ? row : find_behind (page, page->list->part_entries, path);
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
 * gh_entry_page_show_path:
 * @page: the page
 * @path: of an attribute, such as a finding names
 *
 * Puts the keyboard into the row of an attribute, or of what it is part of.
 *
 * Returns: whether there is one
 */
gboolean
gh_entry_page_show_path (GhEntryPage *page, const char *path)
{
  g_autofree char *part = g_strdup (path);

  finish (page);
  if (page->chooser != NULL)
    gh_part_chooser_set_path (GH_PART_CHOOSER (page->chooser), path);
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
