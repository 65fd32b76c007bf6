/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the numbers of a series come from: their course as a small picture, and a menu to fill them
 * from a file or to put one number in their place. Stands behind the number in a row. */
#include "series-source.h"

#include "chart-style.h"
#include "platform-dialogs.h"
#include "provenance-dialog.h"
#include "series-dialog.h"
#include "series-slots.h"
#include "sparkline.h"
#include "words.h"

#define PICTURE_WIDTH 96
#define PICTURE_HEIGHT 28

/* What the widget holds on to. */
typedef struct
{
  GhDocument *document;
  char *path;
  GtkWidget *box;
  GtkWidget *picture;
  GSimpleAction *plain;
  GSimpleAction *origin;
} Source;

static void
free_source (gpointer data)
{
  Source *source = data;

  g_object_unref (source->document);
  g_object_unref (source->plain);
  g_object_unref (source->origin);
  g_free (source->path);
  g_free (source);
}

/* The colour of what is measured, as in the charts. */
static GhColourRole
find_role (const char *path)
{
  static const struct
  {
    const char *end;
    GhColourRole role;
  } roles[] = {
    { "output_kw", GH_COLOUR_SOLAR },
    { "w_m2", GH_COLOUR_SOLAR },
    { "import_price", GH_COLOUR_IMPORT_PRICE },
    { "export_price", GH_COLOUR_EXPORT_PRICE },
    { "export_price_later", GH_COLOUR_EXPORT_PRICE },
    { "average_g_per_kwh", GH_COLOUR_AVERAGE },
    { "long_run_marginal_g_per_kwh", GH_COLOUR_LONG_RUN },
    { "g_per_kwh", GH_COLOUR_CARBON },
    { "plugged", GH_COLOUR_CAR },
    { "drive_kw", GH_COLOUR_CAR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_has_suffix (path, roles[i].end))
      return roles[i].role;
  return GH_COLOUR_LOAD;
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Source *source = data;
  GhFigureStyle style = gh_chart_style_of (GTK_WIDGET (area), FALSE);
  GhSeries *numbers
      = gh_series_slot_get_numbers (gh_document_get_study (source->document), source->path);

  if (numbers != NULL)
    gh_sparkline_draw (numbers, cr, width, height, find_role (source->path), &style);
}

/* One number is made of many; of a file that has not been read it would be 0. */
static gboolean
needs_numbers (const char *path)
{
  const char *kind = gh_series_slot_get_kind (path);

  return g_str_equal (kind, "load") || g_str_equal (kind, "price")
         || g_str_equal (kind, "emissions");
}

static void
follow (GhDocument *document, gpointer data)
{
  Source *source = g_object_get_data (data, "source");
  const GhStudy *study = gh_document_get_study (document);
  gboolean measured = gh_series_slot_get_numbers (study, source->path) != NULL;
  const GhSeriesSpec *spec = gh_series_slot_get (study, source->path);

  g_simple_action_set_enabled (source->origin, measured);
  gtk_widget_set_visible (source->picture, measured);
  gtk_widget_queue_draw (source->picture);
  g_simple_action_set_enabled (
      source->plain,
      measured || (spec != NULL && spec->form == GH_SERIES_FILE && !needs_numbers (source->path)));
  if (measured)
    {
      g_autofree char *words = gh_series_slot_describe (study, source->path);
      gtk_accessible_update_property (GTK_ACCESSIBLE (source->picture),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
}

static void
file_chosen (const char *file, gpointer data)
{
  g_autoptr (GtkWidget) box = data;
  Source *source = g_object_get_data (G_OBJECT (box), "source");
  GtkRoot *root = gtk_widget_get_root (box);

  if (file != NULL && root != NULL)
    gh_series_dialog_show (GTK_WINDOW (root), source->document, source->path, file);
}

static void
fill_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  static const char *const patterns[]
      = { "*.csv", "*.CSV", "*.xml", "*.json", "*.epw", "*.txt", "*.tsv", NULL };
  Source *source = data;

  gh_dialog_open_file (GTK_WINDOW (gtk_widget_get_root (source->box)), _ ("Measured Numbers"),
                       patterns, file_chosen, g_object_ref (source->box));
}

static void
simplify (GhStudy *study, gpointer data)
{
  gh_series_slot_simplify (study, data);
}

static void
plain_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  Source *source = data;
  g_autofree char *title
      = gh_series_slot_format_title (gh_document_get_study (source->document), source->path);

  gh_document_edit (source->document, title, NULL, simplify, source->path);
}

static void
origin_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  Source *source = data;

  gh_provenance_dialog_show (GTK_WINDOW (gtk_widget_get_root (source->box)), source->document,
                             source->path);
}

/* What the menu of this quantity calls putting something plain in the place of numbers. */
static const char *
get_plain_words (const char *path)
{
  const char *kind = gh_series_slot_get_kind (path);

  if (g_str_equal (kind, "price") || g_str_equal (kind, "emissions"))
    return _ ("Use One _Number");
  if (g_str_equal (kind, "load"))
    return _ ("Use a _Yearly Sum");
  if (g_str_equal (kind, "solar"))
    return _ ("_Calculate from the Panels");
  if (g_str_equal (kind, "weather"))
    return _ ("_Calculate the Sky");
  return _ ("Use _Trips");
}

static GtkWidget *
new_menu_button (Source *source)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *title
      = gh_series_slot_format_title (gh_document_get_study (source->document), source->path);
  /* Translators: %s is a quantity, such as "Import price". */
  g_autofree char *label = g_strdup_printf (_ ("Source of “%s”"), title);

  g_menu_append (menu, _ ("From a _File…"), "source.fill");
  g_menu_append (menu, get_plain_words (source->path), "source.plain");
  g_menu_append (menu, _ ("Where the Numbers _Come From"), "source.origin");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "gridhearth-series-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Measured numbers"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

static void
add_actions (Source *source)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) fill = g_simple_action_new ("fill", NULL);

  source->plain = g_simple_action_new ("plain", NULL);
  source->origin = g_simple_action_new ("origin", NULL);
  g_signal_connect (source->origin, "activate", G_CALLBACK (origin_cb), source);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (source->origin));
  g_signal_connect (fill, "activate", G_CALLBACK (fill_cb), source);
  g_signal_connect (source->plain, "activate", G_CALLBACK (plain_cb), source);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (fill));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (source->plain));
  gtk_widget_insert_action_group (source->box, "source", G_ACTION_GROUP (group));
}

/**
 * gh_series_source_new:
 * @document: what is edited
 * @path: of a series or price, as gh_series_slots_list() lists them
 *
 * Returns: (transfer floating): a picture of its numbers, where it has some, and a menu
 */
GtkWidget *
gh_series_source_new (GhDocument *document, const char *path)
{
  Source *source = g_new0 (Source, 1);

  source->document = g_object_ref (document);
  source->path = g_strdup (path);
  source->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  source->picture
      = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_widget_set_size_request (source->picture, PICTURE_WIDTH, PICTURE_HEIGHT);
  gtk_widget_set_valign (source->picture, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (source->picture), draw, source, NULL);
  gh_chart_style_follow (source->picture);
  add_actions (source);
  gtk_box_append (GTK_BOX (source->box), source->picture);
  gtk_box_append (GTK_BOX (source->box), new_menu_button (source));
  g_object_set_data_full (G_OBJECT (source->box), "source", source, free_source);
  follow (document, source->box);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), source->box, 0);
  return source->box;
}
