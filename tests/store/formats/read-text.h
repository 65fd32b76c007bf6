/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "formats/format.h"

/* Reads a text as a file of any format. */
static inline GhTable *
read_text (const char *text, const GhTableOptions *options, GError **error)
{
  /* The copy has no terminating zero: reading past the end shows. */
  g_autofree char *data = g_memdup2 (text, strlen (text));

  return gh_format_read ("x", data, strlen (text), options, NULL, error);
}

static inline const GhTableColumn *
get_column (const GhTable *table, const char *name)
{
  const GhTableColumn *column = gh_table_find_column (table, name);

  g_assert_nonnull (column);
  return column;
}

/* Whether one of the sentences holds @part. */
static inline gboolean
is_told (const GhTable *table, const char *part)
{
  for (guint i = 0; i < table->repairs->len; i++)
    if (strstr (g_ptr_array_index (table->repairs, i), part) != NULL)
      return TRUE;
  for (guint i = 0; i < gh_findings_get_count (table->findings); i++)
    if (strstr (gh_findings_get (table->findings, i)->message, part) != NULL)
      return TRUE;
  return FALSE;
}

/* That a text is refused with a sentence that holds @part. */
static inline void
assert_refused (const char *text, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table = read_text (text, NULL, &error);

  g_assert_null (table);
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "x: "));
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not tell “%s”", error->message, part);
}
