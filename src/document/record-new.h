/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record-columns.h"

G_BEGIN_DECLS

/**
 * GhRecordNames:
 * @names: (element-type utf8): all names of the list
 * @next: (element-type utf8 guint): the number to try next, by stem
 *
 * Names that are taken, so that a thousand copies take no million looks.
 */
typedef struct
{
  GHashTable *names;
  GHashTable *next;
} GhRecordNames;

void gh_record_names_init (GhRecordNames *names, const GPtrArray *records, GhRecordsOf of);
void gh_record_names_clear (GhRecordNames *names);
gpointer gh_record_new_named (const GhStudy *study, GhRecordsOf of, GhRecordNames *names);
gpointer gh_record_new_usual (const GhStudy *study, GhRecordsOf of, GhRecordNames *names);
gpointer gh_record_duplicate (GhRecordsOf of, gconstpointer record, GhRecordNames *names);

G_END_DECLS
