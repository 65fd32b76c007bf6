/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a car: which they are, whether plans heed them, and how their wear is
 * priced. */
#include "cell-row.h"

#include "attribute-row.h"
#include "cell-words.h"
#include "name-list.h"
#include "site/presets.h"
#include "stores.h"
#include "words.h"

/* The circuit and the laws of ageing know one battery. */

static const GhVehicle *
get_car (GhDocument *document, const char *store)
{
  return gh_stores_look_up (gh_document_get_study (document), store);
}

/* The known cell of the car; %NULL for none. */
static const GhCell *
get_cell (GhDocument *document, const char *store)
{
  const GhVehicle *car = get_car (document, store);

  return car != NULL && car->cell != NULL ? gh_cell_find (car->cell) : NULL;
}

/* ── which they are ── */

typedef struct
{
  AdwActionRow *row;
  GhDocument *document;
  char *store; /* path of the car */
  guint index;
  gboolean updating;
} Choice;

static void
free_choice (gpointer data)
{
  g_object_unref (((Choice *) data)->document);
  g_free (((Choice *) data)->store);
  g_free (data);
}

static void
apply (GhStudy *study, gpointer data)
{
  const Choice *choice = data;

  gh_preset_apply (GH_PRESET_CELL, choice->index, study, choice->store);
}

/* A cell brings its usual wear and price; without one nothing is known of either. */
static void
selected_cb (GtkDropDown *list, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  Choice *choice = data;
  guint selected = gtk_drop_down_get_selected (list);

  if (selected == GTK_INVALID_LIST_POSITION || choice->updating)
    return;
  if (selected == 0)
    {
      g_autofree char *path = g_strconcat (choice->store, ".cell", NULL);
      gh_document_clear (choice->document, path);
      return;
    }
  choice->index = selected - 1;
  gh_document_edit (choice->document, gh_preset_get_name (GH_PRESET_CELL, choice->index), NULL,
                    apply, choice);
}

/* Its place in the list; 0 where it is not known. */
static guint
find_selected (const GhCell *cell)
{
  for (guint i = 0; cell != NULL && i < gh_preset_get_count (GH_PRESET_CELL); i++)
    if (g_str_equal (gh_preset_get_cell (i), cell->id))
      return i + 1;
  return 0;
}

/* What is to be known of the plans with it, and how far its data can be trusted. */
static char *
describe (GhDocument *document, const char *store)
{
  const GhCell *cell = get_cell (document, store);
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *path = g_strconcat (store, ".cell", NULL);
  g_autofree char *message = gh_document_find_message (document, path, &severity);
  g_autofree char *evidence
      = cell != NULL ? gh_cell_describe_evidence (cell)
                     : g_strdup (_ ("Once chosen, the battery's limits and ageing are counted."));

  return message != NULL ? g_strconcat (message, "\n", evidence, NULL)
                         : g_steal_pointer (&evidence);
}

static void
follow (GhDocument *document, gpointer data)
{
  Choice *choice = g_object_get_data (data, "choice");
  g_autofree char *words = describe (document, choice->store);

  choice->updating = TRUE;
  gtk_drop_down_set_selected (data, find_selected (get_cell (document, choice->store)));
  choice->updating = FALSE;
  adw_action_row_set_subtitle (choice->row, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (data), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
}

/**
 * gh_cell_row_new:
 * @document: what is edited
 * @store: path of a car
 *
 * Returns: (transfer floating): a row to choose the cells of the car, which says how far their data
 *   can be trusted
 */
GtkWidget *
gh_cell_row_new (GhDocument *document, const char *store)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  Choice *choice = g_new0 (Choice, 1);
  GtkWidget *list;

  gtk_string_list_append (names, _ ("Not known"));
  for (guint i = 0; i < gh_preset_get_count (GH_PRESET_CELL); i++)
    gtk_string_list_append (names, gh_preset_get_name (GH_PRESET_CELL, i));
  list = gh_name_list_new (g_steal_pointer (&names));
  choice->row = ADW_ACTION_ROW (row);
  choice->document = g_object_ref (document);
  choice->store = g_strdup (store);
  g_object_set_data_full (G_OBJECT (list), "choice", choice, free_choice);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Cells"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), list);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Cells"),
                                  -1);
  follow (document, list);
  g_signal_connect (list, "notify::selected", G_CALLBACK (selected_cb), choice);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), list, 0);
  g_signal_connect_object (document, "planned", G_CALLBACK (follow), list, 0);
  return row;
}

/* ── whether plans heed them ── */

static gboolean
has_pack (GhDocument *document, const char *store)
{
  const GhVehicle *car = get_car (document, store);

  return car != NULL && car->pack != NULL;
}

static void
enabled_cb (AdwExpanderRow *row, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  gboolean enabled = adw_expander_row_get_enable_expansion (row);
  const char *store = g_object_get_data (G_OBJECT (row), "store");
  g_autofree char *path = g_strconcat (store, ".pack", NULL);

  if (get_car (data, store) == NULL || enabled == has_pack (data, store))
    return;
  if (enabled)
    gh_document_take_pointer (data, path, gh_record_new (&gh_pack_table));
  else
    gh_document_clear (data, path);
}

/* What opens and closes is the person's business, but for what is not there. */
static void
follow_pack (GhDocument *document, gpointer data)
{
  AdwExpanderRow *row = data;
  const char *store = g_object_get_data (data, "store");
  gboolean expanded = adw_expander_row_get_expanded (row);
  gboolean heeded = has_pack (document, store);
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *path = g_strconcat (store, ".pack", NULL);
  g_autofree char *message = gh_document_find_message (document, path, &severity);

  if (adw_expander_row_get_enable_expansion (row) != heeded)
    {
      adw_expander_row_set_enable_expansion (row, heeded);
      adw_expander_row_set_expanded (row, expanded && heeded);
    }
  adw_expander_row_set_subtitle (row, message != NULL ? message
                                      : get_cell (document, store) == NULL
                                          ? _ ("Has no effect before the cells are chosen.")
                                          : _ ("Plans heed what the cells bear and how they age."));
}

/**
 * gh_pack_expander_new:
 * @document: what is edited
 * @store: path of a car
 *
 * Returns: (transfer floating): an expander for what is said of the car's battery, with a
 *   switch that lets plans heed it
 */
GtkWidget *
gh_pack_expander_new (GhDocument *document, const char *store)
{
  GtkWidget *row = adw_expander_row_new ();
  /* The one that expanders can have has no name. */
  GtkWidget *heed = gtk_switch_new ();

  g_object_set_data_full (G_OBJECT (row), "store", g_strdup (store), g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Cells and climate"));
  gtk_widget_set_valign (heed, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (heed), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Cells and climate"), -1);
  g_object_bind_property (row, "enable-expansion", heed, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), heed);
  follow_pack (document, row);
  g_signal_connect_object (row, "notify::enable-expansion", G_CALLBACK (enabled_cb), document, 0);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_pack), row, 0);
  g_signal_connect_object (document, "planned", G_CALLBACK (follow_pack), row, 0);
  return row;
}

/* ── how their wear is priced ── */

static void
follow_wear (GhDocument *document, gpointer data)
{
  const char *store = g_object_get_data (data, "store");
  const GhVehicle *car = get_car (document, store);
  gboolean by_ageing = g_str_has_prefix (store, "$.vehicles[") && has_pack (document, store)
                       && car->pack->wear == GH_WEAR_AGEING && get_cell (document, store) != NULL;

  gh_attribute_row_set_unused (
      data, by_ageing ? _ ("Not used: the price comes from the ageing of the cell.") : NULL);
}

/**
 * gh_wear_row_new:
 * @document: what is edited
 * @store: path of a car or wall battery
 *
 * Returns: (transfer floating): a row of the fixed price of wear, which says when it is not used
 */
GtkWidget *
gh_wear_row_new (GhDocument *document, const char *store)
{
  g_autofree char *path = g_strconcat (store, ".wear_per_kwh", NULL);
  GtkWidget *row = gh_attribute_row_new (document, path);

  g_object_set_data_full (G_OBJECT (row), "store", g_strdup (store), g_free);
  follow_wear (document, row);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_wear), row, 0);
  return row;
}
