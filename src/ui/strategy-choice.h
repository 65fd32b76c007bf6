/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "results.h"

G_BEGIN_DECLS

GhStrategy gh_strategy_choice_get (GtkDropDown *choice, GhStrategy first);
void gh_strategy_choice_follow (GtkDropDown *choice, GhStrategy first);
void gh_strategy_choice_offer (GtkDropDown *choice, GhStrategy first, guint count);

G_END_DECLS
