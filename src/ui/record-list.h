/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

/**
 * GhRecordListKind:
 * @subject: tells lists apart that share their functions, which are handed it
 * @count: how many records the study has
 * @fill_row: puts into the row of one what it is made of, when it is opened for the first time
 * @show_row: shows in it what there is now, whether it is filled or not
 * @add: adds a record
 * @remove: removes one
 * @empty: what is said when there are none
 * @add_label: of the button that adds one
 * @adding: the edit
 * @remove_label: of the button that removes one
 * @removing: the edit
 *
 * What a list of records is about. Texts are marked for translation.
 */
typedef struct
{
  guint subject;
  guint (*count) (GhDocument *document, guint subject);
  void (*fill_row) (AdwExpanderRow *row, GhDocument *document, guint subject, guint index);
  void (*show_row) (AdwExpanderRow *row, GhDocument *document, guint subject, guint index);
  void (*add) (GhStudy *study, guint subject);
  void (*remove) (GhStudy *study, guint subject, guint index);
  const char *empty;
  const char *add_label;
  const char *adding;
  const char *remove_label;
  const char *removing;
} GhRecordListKind;

GtkWidget *gh_record_list_new_about (GhDocument *document, const GhRecordListKind *kind,
                                     guint subject);
GtkWidget *gh_record_list_new (GhDocument *document, const GhRecordListKind *kind);

G_END_DECLS
