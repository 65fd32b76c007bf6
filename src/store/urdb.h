/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "site/profile.h"

G_BEGIN_DECLS

GhTariff *gh_urdb_read (const char *text, gsize length, GhFindings *findings, GError **error);
GhTariff *gh_urdb_load (const char *path, GhFindings *findings, GError **error);
char *gh_tariff_to_json (const GhTariff *tariff, GError **error);

G_END_DECLS
