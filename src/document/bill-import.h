/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/**
 * GhBillImport:
 *
 * A real bill on its way into a study: what of a file was understood; nothing is stored before
 * gh_bill_import_apply(). To be used in the main thread.
 */
typedef struct _GhBillImport GhBillImport;

/**
 * GhBillImportRow:
 * @title: (owned): how the file calls an item
 * @meaning: (owned): what it is taken for, and in how many months
 * @amount: over all months, currency
 *
 * An item of a bill that was read.
 */
typedef struct
{
  char *title;
  char *meaning;
  double amount;
} GhBillImportRow;

gboolean gh_bill_file_is_bill (const char *path);
GhBillImport *gh_bill_import_new (GhDocument *document, const char *path, GError **error);
void gh_bill_import_free (GhBillImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBillImport, gh_bill_import_free)
char *gh_bill_import_format_months (const GhBillImport *import);
char *gh_bill_import_format_sum (const GhBillImport *import);
const GPtrArray *gh_bill_import_get_rows (const GhBillImport *import);
const GhFindings *gh_bill_import_get_findings (const GhBillImport *import);
void gh_bill_import_apply (GhBillImport *import);
void gh_document_remove_real_bill (GhDocument *document);
gboolean gh_document_save_bill_template (GhDocument *document, GhStrategy strategy,
                                         const char *path, GError **error);

G_END_DECLS
