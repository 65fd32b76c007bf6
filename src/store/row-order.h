/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"

G_BEGIN_DECLS

gboolean gh_row_order_find (const gint64 *times, guint count, guint32 **order, guint *wrong,
                            const GhProgress *progress, GError **error);

G_END_DECLS
