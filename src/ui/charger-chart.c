/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both efficiencies of a charger over its power, and in words what they mean. */
#include "charger-chart.h"

#include <math.h>

#include "chart-menu.h"
#include "chart-view.h"
#include "charger-losses.h"
#include "stores.h"
#include "words.h"

#define CHART_HEIGHT 220
/* Where the cursor begins, kW. */
#define EXAMPLE_KW 7.0
/* The axis begins at a round tenth, at this one at the highest. */
#define HIGHEST_BEGIN 0.8

typedef struct
{
  GhDocument *document;
  char *store;
  GhChartView *chart;
  GtkLabel *reading;
  GtkLabel *words;
} View;

static void
free_view (gpointer data)
{
  g_object_unref (((View *) data)->document);
  g_free (((View *) data)->store);
  g_free (data);
}

static const GhCharger *
get_charger (const View *view)
{
  const GhVehicle *store = gh_stores_look_up (gh_document_get_study (view->document), view->store);

  return store != NULL ? store->charger : NULL;
}

static double
find_least (const GhSeries *series, double least)
{
  const double *values = gh_series_get_values (series);

  for (gsize i = 0; i < gh_series_get_count (series); i++)
    if (isfinite (values[i]))
      least = MIN (least, values[i]);
  return least;
}

static void
add_line (GhFigure *figure, const char *name, GhColourRole role, GhSeries *series)
{
  gh_figure_add_layer (
      figure, 0,
      &(GhLayerOptions){ .kind = GH_LAYER_LINE, .role = role, .name = name, .series = series });
}

static GhFigure *
new_figure (const GhCharger *charger)
{
  GhEfficiencies shown;
  double least = HIGHEST_BEGIN;

  gh_efficiencies_init (&shown, charger);
  least = find_least (shown.discharging, find_least (shown.charging, least));
  GhFigure *figure = gh_figure_new_numbers (_ ("AC power"), "kW", 0.0, shown.step_kw,
                                            (guint) gh_series_get_count (shown.charging));
  gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Efficiency"),
                                                  .unit = "%",
                                                  .scale = 100.0,
                                                  .digits = 1,
                                                  .minimum = 10.0 * floor (10.0 * least + 1e-9),
                                                  .maximum = 100.0 });
  add_line (figure, _ ("Charging"), GH_COLOUR_CAR, shown.charging);
  add_line (figure, _ ("Discharging"), GH_COLOUR_BATTERY, shown.discharging);
  double from, to;
  gh_figure_get_whole (figure, &from, &to);
  gh_figure_set_cursor (figure, MIN (EXAMPLE_KW, to - 0.5 * shown.step_kw));
  gh_efficiencies_clear (&shown);
  return figure;
}

static void
read_cursor_cb (View *view)
{
  GhFigure *figure = gh_chart_view_get_figure (view->chart);
  g_autofree char *readings = gh_chart_view_format_readings (view->chart);
  g_autofree char *place = figure != NULL ? gh_figure_format_cursor (figure) : NULL;
  g_autofree char *begin = g_markup_printf_escaped ("<b>%s</b>   ", place != NULL ? place : "");
  g_autofree char *text = g_strconcat (begin, readings, NULL);

  gtk_label_set_markup (view->reading, place != NULL ? text : "");
}

static void
follow (GhDocument *document G_GNUC_UNUSED, gpointer data)
{
  View *view = g_object_get_data (data, "view");
  g_autofree char *words = gh_charger_explain_losses (get_charger (view));

  gh_chart_view_take_figure (view->chart, new_figure (get_charger (view)));
  gtk_label_set_label (view->words, words);
  read_cursor_cb (view);
}

static GtkLabel *
new_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  return GTK_LABEL (label);
}

/**
 * gh_charger_chart_new:
 * @document: what is shown
 * @store: path of a car or wall battery
 *
 * Returns: (transfer floating): a chart of the charger's efficiencies that follows every edit, with
 *   what the cursor reads, its menu, and an example in words
 */
GtkWidget *
gh_charger_chart_new (GhDocument *document, const char *store)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *menu = g_object_new (GH_TYPE_CHART_MENU, "valign", GTK_ALIGN_START, NULL);
  View *view = g_new0 (View, 1);

  *view = (View){ .document = g_object_ref (document),
                  .store = g_strdup (store),
                  .chart = g_object_new (GH_TYPE_CHART_VIEW, "height-request", CHART_HEIGHT, NULL),
                  .reading = new_label (),
                  .words = new_label () };
  g_object_set_data_full (G_OBJECT (box), "view", view, free_view);
  gh_chart_view_set_name (view->chart, _ ("Efficiency of the charger"));
  gh_chart_menu_set_target (GH_CHART_MENU (menu), GH_TABULAR (view->chart));
  gtk_widget_set_margin_top (box, 12);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (view->reading));
  gtk_box_append (GTK_BOX (line), menu);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view->chart));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view->words));
  g_signal_connect_swapped (view->chart, "cursor-moved", G_CALLBACK (read_cursor_cb), view);
  g_signal_connect_swapped (view->chart, "view-changed", G_CALLBACK (read_cursor_cb), view);
  follow (document, box);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), box, 0);
  return box;
}
