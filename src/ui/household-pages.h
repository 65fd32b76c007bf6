/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page-set.h"

G_BEGIN_DECLS

#define GH_TYPE_HOUSEHOLD_PAGES (gh_household_pages_get_type ())
G_DECLARE_FINAL_TYPE (GhHouseholdPages, gh_household_pages, GH, HOUSEHOLD_PAGES, GhPageSet)

GtkWidget *gh_household_pages_new (void);
void gh_household_pages_show_range (GhHouseholdPages *pages, gint64 from, gint64 to);

G_END_DECLS
