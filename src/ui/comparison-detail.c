/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of the comparison opens to: a small chart, what the cursor reads in it, and its menu.
 * Empty until it is shown. */
#include "comparison-detail.h"

#include "chart-menu.h"
#include "chart-view.h"
#include "comparison-figure.h"

#define CHART_HEIGHT 190

struct _GhComparisonDetail
{
  GtkWidget parent_instance;
  GhChartView *chart; /* (nullable) */
  GtkLabel *reading;
};

G_DEFINE_FINAL_TYPE (GhComparisonDetail, gh_comparison_detail, GTK_TYPE_WIDGET)

static void
read_cursor_cb (GhComparisonDetail *detail)
{
  g_autofree char *text = gh_chart_view_format_cursor (detail->chart);

  gtk_label_set_markup (detail->reading, text);
}

static void
build (GhComparisonDetail *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *menu = g_object_new (GH_TYPE_CHART_MENU, "valign", GTK_ALIGN_START, NULL);

  detail->chart = g_object_new (GH_TYPE_CHART_VIEW, "height-request", CHART_HEIGHT, NULL);
  detail->reading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (detail->reading, TRUE);
  gtk_label_set_xalign (detail->reading, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (detail->reading), TRUE);
  gh_chart_menu_set_target (GH_CHART_MENU (menu), GH_TABULAR (detail->chart));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (detail->reading));
  gtk_box_append (GTK_BOX (line), menu);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (detail->chart));
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_set_parent (box, GTK_WIDGET (detail));
  g_signal_connect_swapped (detail->chart, "cursor-moved", G_CALLBACK (read_cursor_cb), detail);
  g_signal_connect_swapped (detail->chart, "view-changed", G_CALLBACK (read_cursor_cb), detail);
}

static void
gh_comparison_detail_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (gh_comparison_detail_parent_class)->dispose (object);
}

static void
gh_comparison_detail_class_init (GhComparisonDetailClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_comparison_detail_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gh_comparison_detail_init (GhComparisonDetail *detail G_GNUC_UNUSED)
{
}

/**
 * gh_comparison_detail_new:
 *
 * Returns: (transfer floating): an empty detail
 */
GtkWidget *
gh_comparison_detail_new (void)
{
  return g_object_new (GH_TYPE_COMPARISON_DETAIL, NULL);
}

/**
 * gh_comparison_detail_show:
 * @detail: a detail
 * @row: always the same row
 * @results: complete results
 *
 * Shows what is behind the row. Cursor and hidden strategies stay.
 */
void
gh_comparison_detail_show (GhComparisonDetail *detail, GhComparisonRow row, GhResults *results)
{
  const char *title = gh_comparison_row_get_month_title (row);

  if (detail->chart == NULL)
    {
      build (detail);
      gh_chart_view_set_name (detail->chart,
                              title != NULL ? title : gh_comparison_row_get_title (row));
    }
  gh_chart_view_take_figure (detail->chart, gh_comparison_figure_new (row, results));
  read_cursor_cb (detail);
}
