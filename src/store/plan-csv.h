/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/household.h"
#include "study/life.h"

G_BEGIN_DECLS

gboolean gh_csv_write (const char *directory, const char *name, const char *text, GError **error);
gboolean gh_plan_write_csv (const GhPlan *plan, const GhSite *site, const char *directory,
                            const char *name, GError **error);
gboolean gh_comparison_write_csv (const GhComparison *comparison, const GhSite *site,
                                  const char *directory, GError **error);
gboolean gh_life_write_csv (const GhLife *life, const char *directory, GError **error);

G_END_DECLS
