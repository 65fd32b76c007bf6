/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhJsonWriter:
 *
 * Writes JSON with two spaces of indentation, keys in the order in which they come and
 * numbers as the shortest decimal that reads back as the same double. The same calls
 * give the same bytes in every locale. Not thread-safe.
 */
typedef struct _GhJsonWriter GhJsonWriter;

GhJsonWriter *gh_json_writer_new (void);
void gh_json_writer_free (GhJsonWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhJsonWriter, gh_json_writer_free)
char *gh_json_writer_finish (GhJsonWriter *writer);

void gh_json_writer_begin_object (GhJsonWriter *writer, const char *key);
void gh_json_writer_begin_array (GhJsonWriter *writer, const char *key);
void gh_json_writer_end (GhJsonWriter *writer);
void gh_json_writer_text (GhJsonWriter *writer, const char *key, const char *value);
void gh_json_writer_number (GhJsonWriter *writer, const char *key, double value);
void gh_json_writer_numbers (GhJsonWriter *writer, const char *key, const double *values,
                             gsize count);
void gh_json_writer_integer (GhJsonWriter *writer, const char *key, gint64 value);
void gh_json_writer_boolean (GhJsonWriter *writer, const char *key, gboolean value);
void gh_json_writer_null (GhJsonWriter *writer, const char *key);

#define GH_NUMBER_TEXT_SIZE 40
const char *gh_number_to_text (double value, char buffer[GH_NUMBER_TEXT_SIZE]);

G_END_DECLS
