/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"
#include "urdb-schedule.h"

G_BEGIN_DECLS

/* Within the reader of URDB tariffs. */

/* A rate of the database, the tariff that it becomes, and where to tell what is lost. */
typedef struct
{
  JsonObject *rate;
  GhTariff *tariff;
  GhFindings *findings;
} GhUrdbReading;

double gh_urdb_get_number (JsonObject *object, const char *key, double otherwise);
const char *gh_urdb_get_text (JsonObject *object, const char *key);
JsonArray *gh_urdb_get_list (JsonObject *object, const char *key);
void gh_urdb_warn (const GhUrdbReading *reading, const char *key, const char *message);
void gh_urdb_give_tariff (const GhUrdbReading *reading, const char *name);
JsonArray *gh_urdb_get_tiers (JsonArray *structure, guint period);
JsonArray *gh_urdb_get_structure (const GhUrdbReading *reading, const char *key);
double gh_urdb_get_price (JsonObject *tier);
double gh_urdb_get_end (const GhUrdbReading *reading, const char *key, JsonArray *tiers,
                        guint index);
void gh_urdb_append (GPtrArray **list, gpointer record);
void gh_urdb_free_windows (GPtrArray *windows);
GPtrArray *gh_urdb_take_windows (GPtrArray *windows, const GhAttributeTable *table,
                                 gpointer record);
void gh_urdb_read_demand (const GhUrdbReading *reading);

G_END_DECLS
