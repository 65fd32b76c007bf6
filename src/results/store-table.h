/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data-table.h"
#include "results.h"

G_BEGIN_DECLS

/**
 * GhStoreRow:
 * @GH_STORE_ROW_CHARGED: energy in, AC, kWh a year
 * @GH_STORE_ROW_GIVEN: energy out to house and grid, AC, kWh a year
 * @GH_STORE_ROW_CYCLES: full cycles a year, driving included
 * @GH_STORE_ROWS: how many there are
 *
 * What is told of each car and wall battery.
 */
typedef enum
{
  GH_STORE_ROW_CHARGED,
  GH_STORE_ROW_GIVEN,
  GH_STORE_ROW_CYCLES,
  GH_STORE_ROWS
} GhStoreRow;

guint gh_store_table_count_stores (const GhResults *results);
const char *gh_store_table_get_name (const GhResults *results, guint store);
const char *gh_store_row_get_title (GhStoreRow row);
double gh_store_row_get_value (GhStoreRow row, const GhResults *results, guint store,
                               GhStrategy strategy);
char *gh_store_row_format (GhStoreRow row, const GhResults *results, guint store,
                           GhStrategy strategy);
guint gh_store_table_count_rows (const GhResults *results);
char *gh_store_table_format_cell (gsize row, guint column, GhCellForm form,
                                  const GhResults *results);

G_END_DECLS
