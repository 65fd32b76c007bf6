/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_STUDY_ITEM (gh_study_item_get_type ())
G_DECLARE_FINAL_TYPE (GhStudyItem, gh_study_item, GH, STUDY_ITEM, GObject)

GhStudyItem *gh_study_item_new (gint64 id, gint64 variant_of, const char *name, const char *figure);
gint64 gh_study_item_get_id (GhStudyItem *item);
const char *gh_study_item_get_name (GhStudyItem *item);
gint64 gh_study_item_get_variant_of (GhStudyItem *item);
GhDocument *gh_study_item_get_document (GhStudyItem *item);
void gh_study_item_set_variant_of (GhStudyItem *item, gint64 variant_of);
void gh_study_item_take_document (GhStudyItem *item, GhDocument *document);

G_END_DECLS
