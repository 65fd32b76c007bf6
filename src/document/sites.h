/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"

G_BEGIN_DECLS

guint gh_sites_count (const GhStudy *study);
char *gh_sites_format_path (guint index);
int gh_sites_find (const GhStudy *study, const char *path);
const char *gh_sites_get_name (const GhStudy *study, guint index);

char *gh_document_add_site (GhDocument *document);
char *gh_document_duplicate_site (GhDocument *document, guint index);
void gh_document_rename_site (GhDocument *document, guint index, const char *name);
void gh_document_remove_site (GhDocument *document, guint index);

G_END_DECLS
