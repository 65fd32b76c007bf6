/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void gh_charge_points_queue (GPtrArray *vehicles, guint points, gsize steps);

G_END_DECLS
