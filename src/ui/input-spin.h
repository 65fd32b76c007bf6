/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "study/sensitivity-input.h"

G_BEGIN_DECLS

GtkWidget *gh_input_spin_new_row (const char *title, GtkWidget **spin);
void gh_input_spin_show (GtkWidget *spin, const GhSensitivityInput *input, double value);
double gh_input_spin_get_value (GtkWidget *spin);

G_END_DECLS
