/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tariff as a week by month: one of what it asks and pays, what the cursor reads, and its menu.
 */
#include "tariff-picture.h"

#include <string.h>

#include "chart-menu.h"
#include "hour-map-view.h"
#include "meter-path.h"
#include "number-text.h"
#include "record-equal.h"
#include "site/fleet-profile.h"
#include "sites.h"
#include "tariff-words.h"
#include "words.h"

#define MARGIN 8

/* @shown: (element-type GhTariffShown): in the order of @choice
 * @study: (nullable): a copy of what is shown
 * @meter: number of the meter whose tariff it is
 * @updating: while the list follows the tariff rather than the other way */
typedef struct
{
  GtkDropDown *choice;
  GtkLabel *reading;
  GtkLabel *words;
  GhHourMapView *view;
  GArray *shown;
  GhStudy *study;
  guint meter;
  gboolean updating;
} Picture;

static void
free_picture (gpointer data)
{
  Picture *picture = data;

  g_array_unref (picture->shown);
  gh_study_free (picture->study);
  g_free (picture);
}

static Picture *
get_picture (gpointer box)
{
  return g_object_get_data (G_OBJECT (box), "picture");
}

static void
init_unit (GhShownUnit *unit, const GhStudy *study, GhTariffQuantity quantity)
{
  if (quantity == GH_HOURS_DEMAND)
    gh_shown_unit_init (unit, gh_attribute_table_find (&gh_demand_rule_table, "price_per_kw", NULL),
                        study->currency);
  else
    gh_shown_unit_init_price (unit, study->currency);
}

static GhHourMap *
new_map (const GhStudy *study, const GhTariffShown *shown, const GhTariffHours *hours)
{
  g_autofree char *title = gh_tariff_shown_format_title (study->tariff, shown);
  gboolean import = shown->quantity == GH_HOURS_IMPORT;
  gboolean demand = shown->quantity == GH_HOURS_DEMAND;
  GhShownUnit unit;

  init_unit (&unit, study, shown->quantity);
  const GhHourMapOptions options = { .title = title,
                                     .unit = unit.unit,
                                     .scale = unit.scale,
                                     .digits = unit.digits,
                                     .role = import   ? GH_COLOUR_IMPORT_PRICE
                                             : demand ? GH_COLOUR_LIMIT
                                                      : GH_COLOUR_EXPORT_PRICE,
                                     .negative_role = import ? GH_COLOUR_GAIN : GH_COLOUR_LOSS,
                                     .mark = _ ("hours of a demand charge") };
  return gh_hour_map_new (&options, hours->mean, hours->demanded);
}

/* A tariff that is being mended has no picture; the last one stays, dimmed. */
static void
draw_shown (Picture *picture)
{
  const GhTariffShown *shown = &g_array_index (picture->shown, GhTariffShown,
                                               gtk_drop_down_get_selected (picture->choice));
  g_autoptr (GError) error = NULL;
  GhTariffHours hours;

  if (!gh_tariff_hours_init (&hours, picture->study, shown->quantity, shown->tier, &error))
    {
      gh_hour_map_view_set_dimmed (picture->view, TRUE);
      gtk_label_set_label (picture->words, error->message);
      gtk_widget_set_visible (GTK_WIDGET (picture->words), TRUE);
      g_clear_pointer (&picture->study, gh_study_free);
      return;
    }
  g_autofree char *words = gh_tariff_shown_explain (picture->study, shown);
  gh_hour_map_view_take_map (picture->view, new_map (picture->study, shown, &hours));
  gh_hour_map_view_set_dimmed (picture->view, FALSE);
  gtk_label_set_label (picture->words, words);
  gtk_widget_set_visible (GTK_WIDGET (picture->words), *words != '\0');
}

static void
choice_cb (GtkWidget *box)
{
  Picture *picture = get_picture (box);

  if (!picture->updating && picture->study != NULL)
    draw_shown (picture);
}

static void
read_cursor_cb (GtkWidget *box)
{
  Picture *picture = get_picture (box);
  g_autofree char *text = gh_hour_map_view_format_cursor (picture->view);

  gtk_label_set_label (picture->reading, *text != '\0' ? text : _ ("Point at an hour to read it."));
}

static gboolean
is_same (const GArray *a, const GArray *b)
{
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (GhTariffShown)) == 0;
}

/* What can be chosen; what was chosen stays where it still is. */
static void
follow_choice (Picture *picture)
{
  g_autoptr (GArray) list = gh_tariff_list_shown (picture->study->tariff);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (picture->choice), found = 0;

  if (is_same (list, picture->shown))
    return;
  for (guint i = 0; i < list->len; i++)
    {
      const GhTariffShown *shown = &g_array_index (list, GhTariffShown, i);
      g_autofree char *name = gh_tariff_shown_format_name (picture->study->tariff, shown);
      gtk_string_list_append (names, name);
      if (selected < picture->shown->len
          && memcmp (shown, &g_array_index (picture->shown, GhTariffShown, selected), sizeof *shown)
                 == 0)
        found = i;
    }
  g_array_unref (picture->shown);
  picture->shown = g_steal_pointer (&list);
  picture->updating = TRUE;
  gtk_drop_down_set_model (picture->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (picture->choice, found);
  picture->updating = FALSE;
}

static GtkLabel *
new_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  return GTK_LABEL (label);
}

static GtkWidget *
new_box (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *menu = g_object_new (GH_TYPE_CHART_MENU, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);
  Picture *picture = g_new0 (Picture, 1);

  *picture = (Picture){ .choice = GTK_DROP_DOWN (choice),
                        .reading = new_label (),
                        .words = new_label (),
                        .view = g_object_new (GH_TYPE_HOUR_MAP_VIEW, NULL),
                        .shown = g_array_new (FALSE, FALSE, sizeof (GhTariffShown)) };
  g_object_set_data_full (G_OBJECT (box), "picture", picture, free_picture);
  gh_hour_map_view_set_name (picture->view, _ ("Tariff by month and hour"));
  gh_chart_menu_set_target (GH_CHART_MENU (menu), GH_TABULAR (picture->view));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the tariff’s picture shows"), -1);
  gtk_widget_set_hexpand (choice, TRUE);
  gtk_widget_set_halign (choice, GTK_ALIGN_START);
  gtk_widget_set_margin_top (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);
  gtk_widget_set_margin_start (box, MARGIN);
  gtk_widget_set_margin_end (box, MARGIN);
  gtk_widget_add_css_class (GTK_WIDGET (picture->words), "dim-label");
  gtk_box_append (GTK_BOX (head), choice);
  gtk_box_append (GTK_BOX (head), menu);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (picture->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (picture->reading));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (picture->words));
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (choice_cb), box);
  g_signal_connect_swapped (picture->view, "cursor-moved", G_CALLBACK (read_cursor_cb), box);
  read_cursor_cb (box);
  return box;
}

/* Whether what the picture is made of can be priced. */
static gboolean
is_sound (const GhFindings *findings, const char *tariff)
{
  const char *const parts[] = { tariff, "$.period", "$.location", "$.holidays" };

  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    {
      const GhFinding *finding = gh_findings_get (findings, i);
      for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
        if (finding->severity == GH_SEVERITY_ERROR && g_str_has_prefix (finding->path, parts[k]))
          return FALSE;
    }
  return TRUE;
}

/* The study as it looks from a meter, as far as prices go, without the thousands of vehicles that a
 * fleet may have; that of a site in the first of its periods. NULL where there is none. */
static GhStudy *
new_view (const GhStudy *study, guint meter)
{
  GhStudy light = *study;

  light.vehicles = light.batteries = light.groups = NULL;
  if (meter == 0)
    return gh_study_copy (&light);
  if (gh_sites_count (study) < meter || study->period == NULL)
    return NULL;
  return gh_fleet_new_view (&light, meter - 1, 0);
}

/* The study is another one after every edit. */
static void
follow (GhDocument *document, gpointer box)
{
  Picture *picture = get_picture (box);
  g_autofree char *tariff = gh_meter_format_path (picture->meter, "tariff");
  g_autoptr (GhStudy) view = is_sound (gh_document_get_findings (document), tariff)
                                 ? new_view (gh_document_get_study (document), picture->meter)
                                 : NULL;

  if (view != NULL && view->tariff != NULL)
    gh_tariff_picture_show (box, view);
  else
    gh_hour_map_view_set_dimmed (picture->view, TRUE);
}

/**
 * gh_tariff_picture_new:
 * @document: whose tariff is shown
 * @meter: "$" or the path of a site
 *
 * Returns: (transfer floating): a row with a picture that follows every edit
 */
GtkWidget *
gh_tariff_picture_new (GhDocument *document, const char *meter)
{
  GtkWidget *row
      = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, NULL);
  GtkWidget *box = new_box ();

  get_picture (box)->meter = gh_meter_get_number (meter);
  follow (document, box);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), box, 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

/**
 * gh_tariff_picture_new_empty:
 *
 * Returns: (transfer floating): a picture of nothing yet
 */
GtkWidget *
gh_tariff_picture_new_empty (void)
{
  return new_box ();
}

static gboolean
is_part_same (const GhStudy *a, const GhStudy *b, const char *name)
{
  const GhAttribute *attribute = gh_attribute_table_find (&gh_study_table, name, NULL);

  return gh_record_equal (attribute->table,
                          *(gconstpointer const *) gh_attribute_field_const (attribute, a),
                          *(gconstpointer const *) gh_attribute_field_const (attribute, b));
}

static gboolean
are_holidays_same (const GArray *a, const GArray *b)
{
  guint count = a != NULL ? a->len : 0;

  return count == (b != NULL ? b->len : 0)
         && (count == 0 || memcmp (a->data, b->data, count * sizeof (gint32)) == 0);
}

/* Most edits are of something else, and the picture takes some milliseconds. */
static gboolean
looks_same (const GhStudy *a, const GhStudy *b)
{
  static const char *const parts[] = { "tariff", "period", "location" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!is_part_same (a, b, parts[i]))
      return FALSE;
  return g_strcmp0 (a->currency, b->currency) == 0 && are_holidays_same (a->holidays, b->holidays);
}

/**
 * gh_tariff_picture_show:
 * @picture: a picture
 * @study: a valid study with a tariff
 *
 * Shows another tariff.
 */
void
gh_tariff_picture_show (GtkWidget *picture, const GhStudy *study)
{
  Picture *shown = get_picture (picture);

  if (shown->study != NULL && looks_same (shown->study, study))
    {
      gh_hour_map_view_set_dimmed (shown->view, FALSE);
      return;
    }
  gh_study_free (shown->study);
  shown->study = gh_study_copy (study);
  follow_choice (shown);
  draw_shown (shown);
}
