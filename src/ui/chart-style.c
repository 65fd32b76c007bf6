/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-style.h"

/**
 * gh_chart_style_of:
 * @widget: that shows a chart
 * @dimmed: whether what it shows is out of date
 *
 * Returns: colours and size of text as the desktop has them now
 */
GhFigureStyle
gh_chart_style_of (GtkWidget *widget, gboolean dimmed)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);
  gboolean contrast = adw_style_manager_get_high_contrast (manager);
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return (GhFigureStyle){
    .palette
    = gh_palette_get (contrast ? (dark ? GH_PALETTE_DARK_CONTRAST : GH_PALETTE_LIGHT_CONTRAST)
                               : (dark ? GH_PALETTE_DARK : GH_PALETTE_LIGHT)),
    .font_family = pango_font_description_get_family (
        pango_context_get_font_description (gtk_widget_get_pango_context (widget))),
    .text_scale = dpi > 0 ? dpi / (96.0 * 1024.0) : 1.0,
    .dimmed = dimmed,
  };
}

/**
 * gh_chart_style_get_colour:
 * @widget: that draws something beside charts
 * @role: what the colour means
 * @colour: (out): the colour as the desktop has it now
 *
 * Tells a colour for what is drawn without cairo.
 */
void
gh_chart_style_get_colour (GtkWidget *widget, GhColourRole role, GdkRGBA *colour)
{
  guint32 rgb = gh_chart_style_of (widget, FALSE).palette->colours[role];

  *colour = (GdkRGBA){ (float) (rgb >> 16 & 0xff) / 255.0f, (float) (rgb >> 8 & 0xff) / 255.0f,
                       (float) (rgb & 0xff) / 255.0f, 1.0f };
}

/**
 * gh_chart_style_follow:
 * @widget: that shows a chart
 *
 * Lets it be drawn again when the desktop changes its colours.
 */
void
gh_chart_style_follow (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), widget,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           widget, G_CONNECT_SWAPPED);
}
