/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/tree.h>

#include "csv-table.h"

G_BEGIN_DECLS

gboolean gh_espi_matches (const xmlNode *root);
GhTable *gh_espi_read (const xmlNode *root, const GhProgress *progress, GError **error);

G_END_DECLS
