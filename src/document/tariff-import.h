/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "file-import.h"

G_BEGIN_DECLS

/**
 * GhTariffImport:
 *
 * A tariff of a file on its way into a study: what the file offers, which of it is chosen, and what
 * a study cannot say of it; nothing is stored before gh_tariff_import_apply(). Emits ::changed
 * whenever what it has to show has changed. To be used in the main thread.
 */
#define GH_TYPE_TARIFF_IMPORT (gh_tariff_import_get_type ())
G_DECLARE_FINAL_TYPE (GhTariffImport, gh_tariff_import, GH, TARIFF_IMPORT, GhFileImport)

GhTariffImport *gh_tariff_import_new (GhDocument *document, const char *meter, const char *file);
const char *gh_tariff_import_get_meter (GhTariffImport *import);

char **gh_tariff_import_list_offers (GhTariffImport *import);
guint gh_tariff_import_get_offer (GhTariffImport *import);
void gh_tariff_import_set_offer (GhTariffImport *import, guint offer);

GPtrArray *gh_tariff_import_describe (GhTariffImport *import);
const GhStudy *gh_tariff_import_get_preview (GhTariffImport *import);
const GhFindings *gh_tariff_import_get_findings (GhTariffImport *import);
gboolean gh_tariff_import_apply (GhTariffImport *import);

G_END_DECLS
