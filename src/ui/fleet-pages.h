/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page-set.h"

G_BEGIN_DECLS

#define GH_TYPE_FLEET_PAGES (gh_fleet_pages_get_type ())
G_DECLARE_FINAL_TYPE (GhFleetPages, gh_fleet_pages, GH, FLEET_PAGES, GhPageSet)

GtkWidget *gh_fleet_pages_new (void);

G_END_DECLS
