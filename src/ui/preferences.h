/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void gh_preferences_apply_colours (void);
void gh_preferences_show (GtkWindow *parent);

G_END_DECLS
