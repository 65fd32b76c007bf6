/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies side by side for other programs. */
#include "variants-csv.h"

#include <math.h>

#include "json-writer.h"

static void
append_field (GString *text, const char *field)
{
  g_auto (GStrv) parts = g_strsplit (field, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (text, ",\"%s\"", doubled);
}

/**
 * gh_variants_to_csv:
 * @variants: (array length=count): valid studies with what came of them
 * @count: how many, 1 to %GH_MOST_COMPARED_STUDIES
 *
 * Returns: (transfer full): gh_variants_compare() as CSV: the path of an input, or strategy and
 * name of a result, then what each study has, as numbers and words of the study format
 */
char *
gh_variants_to_csv (const GhVariant *variants, guint count)
{
  GString *text = g_string_new ("what");
  g_autoptr (GPtrArray) rows = gh_variants_compare (variants, count);
  char buffer[GH_NUMBER_TEXT_SIZE];

  for (guint i = 0; i < count; i++)
    append_field (text, variants[i].name);
  g_string_append_c (text, '\n');
  for (guint k = 0; k < rows->len; k++)
    {
      const GhVariantRow *row = g_ptr_array_index (rows, k);
      if (row->path != NULL)
        g_string_append (text, row->path);
      else
        g_string_append_printf (text, "%s.%s", gh_strategy_name (row->strategy), row->key);
      for (guint i = 0; i < count; i++)
        if (!isnan (row->numbers[i]))
          g_string_append_printf (text, ",%s", gh_number_to_text (row->numbers[i], buffer));
        else if (row->words[i] != NULL)
          append_field (text, row->words[i]);
        else
          g_string_append_c (text, ',');
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
