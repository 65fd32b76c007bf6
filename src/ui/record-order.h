/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "record-rows.h"

G_BEGIN_DECLS

#define GH_TYPE_RECORD_SLOT (gh_record_slot_get_type ())
G_DECLARE_FINAL_TYPE (GhRecordSlot, gh_record_slot, GH, RECORD_SLOT, GObject)

#define GH_TYPE_RECORD_ORDER (gh_record_order_get_type ())
G_DECLARE_FINAL_TYPE (GhRecordOrder, gh_record_order, GH, RECORD_ORDER, GObject)

/**
 * GhRecordWanted:
 * @row: a row
 * @data: of gh_record_order_new()
 *
 * Returns: whether the row is to be shown
 */
typedef gboolean (*GhRecordWanted) (GhRecordRow *row, gpointer data);

GhRecordRow *gh_record_slot_get_row (GhRecordSlot *slot);

GhRecordOrder *gh_record_order_new (GhRecordWanted wanted, gpointer data);
void gh_record_order_set_rows (GhRecordOrder *order, GhRecordRows *rows);
void gh_record_order_set_sorter (GhRecordOrder *order, GtkSorter *sorter);
void gh_record_order_begin (GhRecordOrder *order);
void gh_record_order_finish (GhRecordOrder *order);
guint gh_record_order_count (GhRecordOrder *order);
GhRecordRow *gh_record_order_get_row (GhRecordOrder *order, guint position);

G_END_DECLS
