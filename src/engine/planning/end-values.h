/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"
#include "site/site.h"

G_BEGIN_DECLS

gboolean gh_end_values_find (const GhSite *site, guint store, gsize every, GhEndValue *values,
                             const GhProgress *progress, GError **error);

G_END_DECLS
