/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attributes.h"
#include "json-writer.h"
#include "record-reader.h"
#include "series-spec.h"

G_BEGIN_DECLS

void gh_record_read (GhRecordReader *reader, const GhAttributeTable *table, JsonObject *object,
                     gpointer record);
gpointer gh_record_new_from_node (GhRecordReader *reader, const GhAttributeTable *table,
                                  JsonNode *node);

gboolean gh_json_node_get_number (JsonNode *node, double *number);
gboolean gh_number_read (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node,
                         double *number);
GhSeriesSpec *gh_series_spec_read (GhRecordReader *reader, const GhAttribute *attribute,
                                   JsonNode *node);
GhPriceSpec *gh_price_spec_read (GhRecordReader *reader, const GhAttribute *attribute,
                                 JsonNode *node);

gboolean gh_record_write_members (GhJsonWriter *writer, const GhAttributeTable *table,
                                  gconstpointer record, GTimeZone *zone,
                                  const GhSeriesStore *series, GError **error);

G_END_DECLS
