/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attributes.h"

G_BEGIN_DECLS

/**
 * GhPlace:
 * @table: of @record
 * @record: (transfer none): the record that has the attribute
 * @attribute: of @table
 * @index: its place in @table
 * @item: which item of a list is meant, -1 for the attribute itself
 *
 * Where a JSON path leads to in a record.
 */
typedef struct
{
  const GhAttributeTable *table;
  gpointer record;
  const GhAttribute *attribute;
  guint index;
  int item;
} GhPlace;

gboolean gh_place_find (const GhAttributeTable *table, gpointer record, const char *path,
                        gboolean create, GhPlace *place);
double gh_place_get_number (const GhPlace *place);
void gh_place_set_number (const GhPlace *place, double number);
void gh_record_set_number (const GhAttributeTable *table, gpointer record, const char *name,
                           double number);
void gh_place_set_text (const GhPlace *place, const char *text);
void gh_place_take_pointer (const GhPlace *place, gpointer value);
void gh_place_clear (const GhPlace *place);

G_END_DECLS
