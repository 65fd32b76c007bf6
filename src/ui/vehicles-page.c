/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vehicles of a fleet: groups and single ones, in tables, and pictures of what they are like.
 */
#include "vehicles-page.h"

#include "fleet-pictures.h"
#include "number-text.h"
#include "record-edit.h"
#include "record-table.h"
#include "site/fleet-profile.h"
#include "words.h"

/* Heights of the tables, which are as high as their rows, within limits. */
#define GROUPS_LEAST 130
#define GROUPS_MOST 260
#define VEHICLES_LEAST 200
#define VEHICLES_MOST 380

/* @rows: (owned) (nullable): of single vehicles; those of groups belong to their table */
struct _GhVehiclesPage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  GhRecordTable *groups;
  GhRecordTable *vehicles;
  GtkWidget *empty;
  GhFleetPictures *pictures;
  GhDocument *document;
  GhRecordRows *rows;
};

G_DEFINE_FINAL_TYPE (GhVehiclesPage, gh_vehicles_page, GTK_TYPE_WIDGET)

/* How many vehicles the groups are, and how many there are beside them. */
static void
follow_counts (GhVehiclesPage *page)
{
  const GhStudy *study = gh_document_get_study (page->document);
  guint singles = study->vehicles != NULL ? study->vehicles->len : 0;
  gint64 grouped = 0;

  for (guint i = 0; study->groups != NULL && i < study->groups->len; i++)
    grouped += ((const GhFleetGroup *) g_ptr_array_index (study->groups, i))->count;
  g_autofree char *count = gh_number_format ((double) grouped, 0);
  g_autofree char *single = gh_number_format ((double) singles, 0);
  g_autofree char *groups = g_strdup_printf (
      ngettext ("Groups: %s vehicle", "Groups: %s vehicles", (gulong) grouped), count);
  g_autofree char *vehicles = g_strdup_printf (_ ("Single vehicles: %s"), single);

  gh_record_table_set_title (page->groups, groups);
  gh_record_table_set_title (page->vehicles, vehicles);
  gtk_widget_set_visible (GTK_WIDGET (page->vehicles), singles > 0);
  gtk_widget_set_visible (page->empty, singles == 0);
}

static void
add_vehicle_cb (GhVehiclesPage *page)
{
  gh_record_rows_add (page->rows);
  gh_record_table_show_path (page->vehicles, "$.vehicles[0].name");
}

/* Adds the vehicles that are on the clipboard. */
static void
paste_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhVehiclesPage *page = GH_VEHICLES_PAGE (widget);

  if (page->document != NULL)
    gh_record_table_paste (page->vehicles, gtk_widget_get_visible (GTK_WIDGET (page->vehicles))
                                               ? page->vehicles
                                               : page->groups);
}

static void
gh_vehicles_page_dispose (GObject *object)
{
  GhVehiclesPage *page = GH_VEHICLES_PAGE (object);

  if (page->groups != NULL)
    gh_vehicles_page_set_document (page, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (page), GH_TYPE_VEHICLES_PAGE);
  G_OBJECT_CLASS (gh_vehicles_page_parent_class)->dispose (object);
}

static void
gh_vehicles_page_class_init (GhVehiclesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_vehicles_page_dispose;
  g_type_ensure (GH_TYPE_RECORD_TABLE);
  g_type_ensure (GH_TYPE_FLEET_PICTURES);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/vehicles-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhVehiclesPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhVehiclesPage, groups);
  gtk_widget_class_bind_template_child (widget_class, GhVehiclesPage, vehicles);
  gtk_widget_class_bind_template_child (widget_class, GhVehiclesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, GhVehiclesPage, pictures);
  gtk_widget_class_bind_template_callback (widget_class, add_vehicle_cb);
  gtk_widget_class_install_action (widget_class, "vehicles.paste", NULL, paste_cb);
}

static void
gh_vehicles_page_init (GhVehiclesPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  gh_record_table_set_height (page->groups, GROUPS_LEAST, GROUPS_MOST);
  gh_record_table_set_height (page->vehicles, VEHICLES_LEAST, VEHICLES_MOST);
}

/**
 * gh_vehicles_page_set_document:
 * @page: the page
 * @document: (nullable): of a fleet
 *
 * Shows a document and follows it.
 */
void
gh_vehicles_page_set_document (GhVehiclesPage *page, GhDocument *document)
{
  g_autoptr (GhRecordRows) groups
      = document != NULL ? gh_record_rows_new (document, GH_RECORDS_GROUPS) : NULL;

  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  g_set_object (&page->document, document);
  g_clear_object (&page->rows);
  if (document != NULL)
    page->rows = gh_record_rows_new (document, GH_RECORDS_VEHICLES);
  gh_record_table_set_rows (page->groups, groups);
  gh_record_table_set_rows (page->vehicles, page->rows);
  gh_fleet_pictures_set_document (page->pictures, document);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "edited", G_CALLBACK (follow_counts), page);
  follow_counts (page);
}

/**
 * gh_vehicles_page_show_path:
 * @page: a page with a document
 * @path: of an attribute
 *
 * Leads to where it is edited.
 */
void
gh_vehicles_page_show_path (GhVehiclesPage *page, const char *path)
{
  gboolean is_group = g_str_has_prefix (path, "$.groups");

  gh_record_table_show_path (is_group ? page->groups : page->vehicles, path);
}
