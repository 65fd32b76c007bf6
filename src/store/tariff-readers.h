/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "tariff-file.h"

G_BEGIN_DECLS

/* Within the reader of files of tariffs. */

GhTariffOffer *gh_tariff_offer_new (GhTariffFile *file);

gboolean gh_urdb_matches (JsonNode *root);
gboolean gh_urdb_read (JsonNode *root, GhTariffFile *file, GError **error);
gboolean gh_tariff_acn_matches (JsonNode *root);
gboolean gh_tariff_acn_read (JsonNode *root, GhTariffFile *file, GError **error);
gboolean gh_price_sheet_matches (JsonNode *root);
gboolean gh_price_sheet_read (JsonNode *root, GhTariffFile *file, GError **error);
gboolean gh_tariff_dervet_read (const char *text, gsize length, GhTariffFile *file, GError **error);

G_END_DECLS
