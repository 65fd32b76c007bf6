/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data-table.h"
#include "study-list.h"
#include "study/variants.h"

G_BEGIN_DECLS

#define GH_TYPE_VARIANT_SET (gh_variant_set_get_type ())
G_DECLARE_FINAL_TYPE (GhVariantSet, gh_variant_set, GH, VARIANT_SET, GObject)

GhVariantSet *gh_variant_set_new (GhStudyList *list);
gboolean gh_variant_set_choose_family (GhVariantSet *set, gint64 id, GError **error);
gboolean gh_variant_set_contains (GhVariantSet *set, gint64 id);
gboolean gh_variant_set_choose (GhVariantSet *set, gint64 id, gboolean chosen, GError **error);
guint gh_variant_set_count (GhVariantSet *set);
const char *gh_variant_set_get_name (GhVariantSet *set, guint index);
GPtrArray *gh_variant_set_compare (GhVariantSet *set);
char *gh_variant_set_tell_basis (GhVariantSet *set);
GhDataTable *gh_variant_set_make_table (GhVariantSet *set);
gboolean gh_variant_set_export (GhVariantSet *set, const char *path, GError **error);
GhJob *gh_variant_set_get_job (GhVariantSet *set);
const char *gh_variant_set_get_failure (GhVariantSet *set);
void gh_variant_set_plan (GhVariantSet *set);
void gh_variant_set_stop (GhVariantSet *set);

G_END_DECLS
