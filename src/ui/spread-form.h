/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spread-text.h"

G_BEGIN_DECLS

#define GH_TYPE_SPREAD_FORM (gh_spread_form_get_type ())
G_DECLARE_FINAL_TYPE (GhSpreadForm, gh_spread_form, GH, SPREAD_FORM, GtkPopover)

/**
 * GhSpreadApply:
 * @text: the spread, as gh_spread_parse() reads it; "" for none
 * @data: of gh_spread_form_open()
 * @error: set when it cannot be taken
 *
 * Returns: whether it was taken
 */
typedef gboolean (*GhSpreadApply) (const char *text, gpointer data, GError **error);

GtkWidget *gh_spread_form_new (void);
void gh_spread_form_open (GhSpreadForm *form, const GhAttribute *attribute, gconstpointer spread,
                          const char *currency, guint rows, GhSpreadApply apply, gpointer data);

G_END_DECLS
