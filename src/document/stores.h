/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* A new car or wall battery that is like no example. */
#define GH_NO_PRESET (-1)

guint gh_stores_count (const GhStudy *study);
gboolean gh_stores_have_room (const GhStudy *study, guint more);
char *gh_stores_format_path (const GhStudy *study, guint index);
int gh_stores_find (const GhStudy *study, const char *path);
const GhVehicle *gh_stores_get (const GhStudy *study, guint index);
const GhVehicle *gh_stores_look_up (const GhStudy *study, const char *path);
gboolean gh_stores_is_battery (const char *path);
guint gh_stores_get_id (const char *path);
char *gh_stores_format_id (guint id);
char *gh_stores_describe (const GhStudy *study, guint index);
int gh_stores_follow (const GhStudy *before, const GhStudy *now, guint index);

char *gh_document_add_car (GhDocument *document, int preset);
char *gh_document_add_battery (GhDocument *document, int preset);
char *gh_document_duplicate_store (GhDocument *document, const char *path);
void gh_document_remove_store (GhDocument *document, const char *path);

G_END_DECLS
