/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list-match.h"

static guint
count (const GPtrArray *list)
{
  return list != NULL ? list->len : 0;
}

/* Items of both lists. */
static GHashTable *
collect_kept (const GPtrArray *before, const GPtrArray *now, guint first)
{
  g_autoptr (GHashTable) old = g_hash_table_new (NULL, NULL);
  GHashTable *kept = g_hash_table_new (NULL, NULL);

  for (guint i = first; i < count (before); i++)
    g_hash_table_add (old, g_ptr_array_index (before, i));
  for (guint i = first; i < count (now); i++)
    if (g_hash_table_contains (old, g_ptr_array_index (now, i)))
      g_hash_table_add (kept, g_ptr_array_index (now, i));
  return kept;
}

/* @next: of @before, up to which it has been used */
static int
match_item (const GPtrArray *before, gpointer item, guint *next, GHashTable *kept)
{
  gboolean stays = g_hash_table_contains (kept, item);

  while (stays && *next < count (before) && g_ptr_array_index (before, *next) != item)
    (*next)++;
  if (*next < count (before)
      && (stays || !g_hash_table_contains (kept, g_ptr_array_index (before, *next))))
    return (int) (*next)++;
  return -1;
}

/**
 * gh_list_match:
 * @before: (nullable): a list, no item in it twice
 * @now: (nullable): the same after an edit, in which what was left alone is the same pointer
 *
 * Tells what became of a list: an item that is not in the other list any more was edited if another
 * one stands in its place, and removed otherwise.
 *
 * Returns: (transfer full) (element-type int): for each item of @now the index in @before of what
 * it is or was, rising; -1 for a new one
 */
GArray *
gh_list_match (const GPtrArray *before, const GPtrArray *now)
{
  GArray *matches = g_array_sized_new (FALSE, FALSE, sizeof (int), count (now));
  guint least = MIN (count (before), count (now)), next = 0;
  gboolean in_place = count (before) == count (now);

  while (next < least
         && (in_place || g_ptr_array_index (before, next) == g_ptr_array_index (now, next)))
    {
      g_array_append_val (matches, next);
      next++;
    }
  if (next == count (now))
    return matches;
  g_autoptr (GHashTable) kept = collect_kept (before, now, next);
  for (guint i = next; i < count (now); i++)
    {
      int match = match_item (before, g_ptr_array_index (now, i), &next, kept);
      g_array_append_val (matches, match);
    }
  return matches;
}
