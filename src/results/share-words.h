/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data-table.h"
#include "study/store-shares.h"

G_BEGIN_DECLS

const char *gh_share_words_get_title (void);
char *gh_share_words_explain (const GPtrArray *list, const GhSite *site);
GhDataTable *gh_share_words_make_table (GPtrArray *list, const GhSite *site);

G_END_DECLS
