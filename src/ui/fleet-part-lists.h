/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "site/fleet-profile.h"

G_BEGIN_DECLS

void gh_fleet_part_lists_fill (GtkDropDown *sites, GtkDropDown *periods, const GhStudy *study);

G_END_DECLS
