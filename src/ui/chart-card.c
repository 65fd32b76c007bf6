/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart with its title, what can be chosen of it, its menu, and what the cursor reads. */
#include "chart-card.h"

#include "chart-menu.h"

struct _GhChartCard
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *title;
  GtkBox *controls;
  GhChartView *chart;
  GtkLabel *reading;
};

enum
{
  PROP_TITLE = 1,
  PROP_CHART_HEIGHT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (GhChartCard, gh_chart_card, GTK_TYPE_WIDGET)

static void
read_cursor_cb (GhChartCard *card)
{
  g_autofree char *text = gh_chart_view_format_cursor (card->chart);

  gtk_label_set_markup (card->reading, text);
}

static void
gh_chart_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GhChartCard *card = GH_CHART_CARD (object);

  switch (id)
    {
    case PROP_TITLE:
      gtk_label_set_label (card->title, g_value_get_string (value));
      gh_chart_view_set_name (card->chart, g_value_get_string (value));
      break;
    case PROP_CHART_HEIGHT:
      gtk_widget_set_size_request (GTK_WIDGET (card->chart), -1, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_chart_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_CHART_CARD);
  G_OBJECT_CLASS (gh_chart_card_parent_class)->dispose (object);
}

static void
gh_chart_card_class_init (GhChartCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->set_property = gh_chart_card_set_property;
  G_OBJECT_CLASS (class)->dispose = gh_chart_card_dispose;
  g_type_ensure (GH_TYPE_CHART_MENU);
  g_type_ensure (GH_TYPE_CHART_VIEW);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_CHART_HEIGHT]
      = g_param_spec_int ("chart-height", NULL, NULL, 0, G_MAXINT, 0, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/chart-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GhChartCard, box);
  gtk_widget_class_bind_template_child (widget_class, GhChartCard, title);
  gtk_widget_class_bind_template_child (widget_class, GhChartCard, controls);
  gtk_widget_class_bind_template_child (widget_class, GhChartCard, chart);
  gtk_widget_class_bind_template_child (widget_class, GhChartCard, reading);
  gtk_widget_class_bind_template_callback (widget_class, read_cursor_cb);
}

static void
gh_chart_card_init (GhChartCard *card)
{
  gtk_widget_init_template (GTK_WIDGET (card));
}

/**
 * gh_chart_card_get_chart:
 * @card: a card
 *
 * Returns: (transfer none): its chart
 */
GhChartView *
gh_chart_card_get_chart (GhChartCard *card)
{
  return card->chart;
}

/**
 * gh_chart_card_add_control:
 * @card: a card
 * @control: (transfer floating): what chooses something of the chart
 *
 * Puts a control beside the title.
 */
void
gh_chart_card_add_control (GhChartCard *card, GtkWidget *control)
{
  gtk_box_append (card->controls, control);
}
