/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tooltip.h"

/**
 * gh_tooltip_set:
 * @widget: a widget
 * @text: (nullable): what is said of it; %NULL for nothing
 *
 * Sets a tooltip that may be there already. To set one asks the display where the pointer is and
 * waits for the answer, which counts where many are set again and again.
 *
 * Returns: whether it was another
 */
gboolean
gh_tooltip_set (GtkWidget *widget, const char *text)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return FALSE;
  gtk_widget_set_tooltip_text (widget, text);
  return TRUE;
}
