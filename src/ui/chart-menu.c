/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button beside a chart: which of its lines are shown, its numbers as a table, and its picture.
 * What the pointer does in the legend, the keyboard and screen readers do here. */
#include "chart-menu.h"

#include "chart-view.h"
#include "platform-dialogs.h"
#include "tooltip.h"
#include "words.h"

struct _GhChartMenu
{
  GtkWidget parent_instance;
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkBox *lines;
  GtkWidget *lines_title;
  GtkWidget *save;

  GhTabular *target; /* (nullable) */
  gboolean following;
};

enum
{
  PROP_TARGET = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (GhChartMenu, gh_chart_menu, GTK_TYPE_WIDGET)

static GhFigure *
get_figure (GhChartMenu *menu)
{
  return GH_IS_CHART_VIEW (menu->target) ? gh_chart_view_get_figure (GH_CHART_VIEW (menu->target))
                                         : NULL;
}

/* The check buttons stand in the order of the layers. */
static void
line_toggled_cb (GhChartMenu *menu, GtkCheckButton *check)
{
  guint layer = 0;

  for (GtkWidget *child = gtk_widget_get_prev_sibling (GTK_WIDGET (check)); child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    layer++;
  if (!menu->following)
    gh_chart_view_set_layer_visible (GH_CHART_VIEW (menu->target), layer,
                                     gtk_check_button_get_active (check));
}

/* Whether there is a check button for every layer, by its name. */
static gboolean
has_lines_of (GhChartMenu *menu, const GhFigure *figure)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (menu->lines));

  for (guint i = 0; i < gh_figure_count_layers (figure); i++)
    {
      if (child == NULL
          || !g_str_equal (gtk_check_button_get_label (GTK_CHECK_BUTTON (child)),
                           gh_figure_get_layer_name (figure, i)))
        return FALSE;
      child = gtk_widget_get_next_sibling (child);
    }
  return child == NULL;
}

static void
fill_lines (GhChartMenu *menu, const GhFigure *figure)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (menu->lines))) != NULL)
    gtk_box_remove (menu->lines, child);
  for (guint i = 0; i < gh_figure_count_layers (figure); i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (gh_figure_get_layer_name (figure, i));
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (line_toggled_cb), menu);
      gtk_box_append (menu->lines, check);
    }
}

/* Of several menus on a page each says whose it is. */
static void
name_button (GhChartMenu *menu, gboolean has_lines)
{
  const char *what = has_lines ? _ ("Lines and Table") : _ ("Table");
  /* Translators: the name of a chart, then "Lines and Table" or "Table". */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), gh_tabular_get_name (menu->target), what);

  gh_tooltip_set (GTK_WIDGET (menu->button), what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

/* Shows what the chart shows, also where the legend or a new figure changed it. */
static void
follow (GhChartMenu *menu)
{
  const GhFigure *figure = get_figure (menu);
  guint count = figure != NULL ? gh_figure_count_layers (figure) : 0, layer = 0;

  gtk_widget_set_sensitive (GTK_WIDGET (menu->button),
                            figure != NULL || !GH_IS_CHART_VIEW (menu->target));
  gtk_widget_set_visible (GTK_WIDGET (menu->lines), count > 1);
  gtk_widget_set_visible (menu->lines_title, count > 1);
  name_button (menu, count > 1);
  if (count == 0)
    return;
  menu->following = TRUE;
  if (!has_lines_of (menu, figure))
    fill_lines (menu, figure);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (menu->lines)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (child),
                                 gh_figure_get_layer_visible (figure, layer++));
  menu->following = FALSE;
}

static void
show_cb (GhChartMenu *menu)
{
  gtk_popover_popdown (menu->popover);
  if (menu->target != NULL)
    gh_tabular_show (menu->target);
}

static void
copy_cb (GhChartMenu *menu)
{
  gtk_popover_popdown (menu->popover);
  if (menu->target != NULL)
    gh_tabular_copy (menu->target);
}

static void
picture_chosen (const char *path, gpointer data)
{
  g_autoptr (GhChartMenu) menu = data;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (menu));

  if (path != NULL && menu->target != NULL && GTK_IS_WINDOW (root)
      && !gh_tabular_export (menu->target, path, &error))
    gh_dialog_show_error (GTK_WINDOW (root), _ ("The charts cannot be saved"), error->message);
}

static void
save_cb (GhChartMenu *menu)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (menu));

  gtk_popover_popdown (menu->popover);
  if (menu->target == NULL || !GTK_IS_WINDOW (root))
    return;
  g_autofree char *name = g_strconcat (gh_tabular_get_name (menu->target), ".pdf", NULL);
  gh_dialog_save_file (GTK_WINDOW (root), _ ("Save the Charts"), g_strdelimit (name, "/", '-'),
                       picture_chosen, g_object_ref (menu));
}

static void
gh_chart_menu_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TARGET)
    gh_chart_menu_set_target (GH_CHART_MENU (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_chart_menu_dispose (GObject *object)
{
  gh_chart_menu_set_target (GH_CHART_MENU (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_CHART_MENU);
  G_OBJECT_CLASS (gh_chart_menu_parent_class)->dispose (object);
}

static void
gh_chart_menu_class_init (GhChartMenuClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->set_property = gh_chart_menu_set_property;
  G_OBJECT_CLASS (class)->dispose = gh_chart_menu_dispose;
  properties[PROP_TARGET]
      = g_param_spec_object ("target", NULL, NULL, GTK_TYPE_WIDGET,
                             G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/chart-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, GhChartMenu, button);
  gtk_widget_class_bind_template_child (widget_class, GhChartMenu, popover);
  gtk_widget_class_bind_template_child (widget_class, GhChartMenu, lines);
  gtk_widget_class_bind_template_child (widget_class, GhChartMenu, lines_title);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_child (widget_class, GhChartMenu, save);
}

static void
gh_chart_menu_init (GhChartMenu *menu)
{
  gtk_widget_init_template (GTK_WIDGET (menu));
}

/**
 * gh_chart_menu_set_target:
 * @menu: a menu
 * @target: (nullable): the chart or other content that it is for; lives as long as the menu
 *
 * Makes it the menu of something.
 */
void
gh_chart_menu_set_target (GhChartMenu *menu, GhTabular *target)
{
  if (menu->target == target)
    return;
  if (menu->target != NULL)
    g_signal_handlers_disconnect_by_data (menu->target, menu);
  g_set_object (&menu->target, target);
  if (target == NULL)
    return;
  gtk_accessible_update_relation (GTK_ACCESSIBLE (menu->button), GTK_ACCESSIBLE_RELATION_CONTROLS,
                                  target, NULL, -1);
  if (GH_IS_CHART_VIEW (target))
    g_signal_connect_swapped (target, "view-changed", G_CALLBACK (follow), menu);
  g_signal_connect_swapped (target, "map", G_CALLBACK (follow), menu);
  gtk_widget_set_visible (menu->save, gh_tabular_is_picture (target));
  follow (menu);
}
