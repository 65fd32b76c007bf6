/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each of several cars brings of what V2H and V2G save, as a table and in words. */
#include "share-words.h"

#include <math.h>

#include "number-text.h"
#include "words.h"

#define PERCENT 100.0
/* Saving a year below which a share would be a number without meaning, currency. */
#define NO_MONEY 0.005
/* Columns of a strategy: money and its part of the whole. */
#define COLUMNS 2

/* @list: (element-type GhStoreShares)
 * @names: (element-type utf8): of all stores
 * @currency: of the money */
typedef struct
{
  GPtrArray *list;
  GPtrArray *names;
  char *currency;
} Shared;

static void
free_shared (gpointer data)
{
  Shared *shared = data;

  g_ptr_array_unref (shared->list);
  g_ptr_array_unref (shared->names);
  g_free (shared->currency);
  g_free (shared);
}

/* Those of strategies that save something. */
static GPtrArray *
pick_saving (GPtrArray *list)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint k = 0; k < list->len; k++)
    {
      const GhStoreShares *shares = g_ptr_array_index (list, k);
      if (shares->saving_per_year >= NO_MONEY)
        g_ptr_array_add (picked, (gpointer) shares);
    }
  return picked;
}

/* The money of a store, or of all of them together; NAN where it has no share.
 * @row: index of a store, or their number */
static double
find_money (const Shared *shared, const GhStoreShares *shares, gsize row)
{
  if (row == shared->names->len)
    return shares->saving_per_year;
  for (guint i = 0; i < shares->count; i++)
    if (shares->shares[i].store == row)
      return shares->shares[i].saving_per_year;
  return NAN;
}

static char *
format_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const Shared *shared = data;

  if (column == 0)
    return g_strdup (row < shared->names->len ? g_ptr_array_index (shared->names, row)
                                              : _ ("Together"));
  g_autoptr (GPtrArray) saving = pick_saving (shared->list);
  const GhStoreShares *shares = g_ptr_array_index (saving, (column - 1) / COLUMNS);
  gboolean is_part = (column - 1) % COLUMNS == 1;
  double money = find_money (shared, shares, row);
  double percent = PERCENT * money / shares->saving_per_year;

  if (!isfinite (money))
    return g_strdup (form == GH_CELL_SHOWN ? "–" : "");
  if (form == GH_CELL_PLAIN)
    return gh_number_format_plain (is_part ? percent : money);
  if (!is_part)
    return gh_money_format (money, shared->currency, 2);
  g_autofree char *number = gh_number_format (percent, 1);
  return g_strdup_printf ("%s\302\240%%", number);
}

/**
 * gh_share_words_get_title:
 *
 * Returns: (transfer none): what the table of shares is called
 */
const char *
gh_share_words_get_title (void)
{
  return _ ("What Each Car Brings of the Saving");
}

static const char *
get_name (const GhStore *store)
{
  if (store->name != NULL && *store->name != '\0')
    return store->name;
  return store->is_battery ? _ ("Wall battery") : _ ("Car");
}

/**
 * gh_share_words_make_table:
 * @list: (element-type GhStoreShares): shares of strategies, kept by reference
 * @site: of their comparison
 *
 * Makes a table with a row for each car and wall battery and one for all of them, and for each
 * strategy that saves something the money of a year and its part of the whole in percent.
 *
 * Returns: (transfer full) (nullable): the table; %NULL where no strategy saves anything
 */
GhDataTable *
gh_share_words_make_table (GPtrArray *list, const GhSite *site)
{
  g_autoptr (GPtrArray) saving = pick_saving (list);
  g_autofree char *year = g_strdup_printf (_ ("%s a year"), gh_currency_symbol (site->currency));

  if (saving->len == 0)
    return NULL;
  Shared *shared = g_new (Shared, 1);
  *shared = (Shared){ g_ptr_array_ref (list), g_ptr_array_new_with_free_func (g_free),
                      g_strdup (site->currency) };
  for (guint s = 0; s < site->store_count; s++)
    g_ptr_array_add (shared->names, g_strdup (get_name (&site->stores[s])));
  GhDataTable *table = gh_data_table_new (gh_share_words_get_title (), site->store_count + 1,
                                          format_cell, shared, free_shared);
  gh_data_table_add_column (table, "", NULL);
  for (guint k = 0; k < saving->len; k++)
    {
      const GhStoreShares *shares = g_ptr_array_index (saving, k);
      const char *title = gh_strategy_get_short_title (shares->strategy);
      gh_data_table_add_column (table, title, year);
      gh_data_table_add_column (table, title, "%");
    }
  return table;
}

static void
append (GString *text, const char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

/* Whether there are stores without a share, and whether a wall battery is among them. */
static gboolean
find_others (const GhStoreShares *shares, const GhSite *site, gboolean *is_battery)
{
  *is_battery = FALSE;
  for (guint s = 0; s < site->store_count; s++)
    *is_battery = *is_battery || site->stores[s].is_battery;
  return site->store_count > shares->count;
}

/**
 * gh_share_words_explain:
 * @list: (element-type GhStoreShares): shares of strategies
 * @site: of their comparison
 *
 * Tells what a share means, how it was found, and why some have none.
 *
 * Returns: (transfer full): a few sentences
 */
char *
gh_share_words_explain (const GPtrArray *list, const GhSite *site)
{
  g_autoptr (GPtrArray) saving = pick_saving ((GPtrArray *) list);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_battery;

  if (list->len == 0)
    return g_strdup (_ ("There are no two cars that could discharge, so there is nothing to "
                        "share."));
  if (saving->len == 0)
    return g_strdup (_ ("Neither V2H nor V2G saves anything over smart charging, so there is "
                        "nothing to share."));
  const GhStoreShares *first = g_ptr_array_index (saving, 0);
  append (text, first->is_exact
                    ? _ ("What the cars save together over smart charging, divided among them: a "
                         "car’s share is the mean of what it adds, over all orders in which the "
                         "cars could begin to discharge (Shapley value).")
                    : _ ("What the cars save together over smart charging, divided among them: a "
                         "car’s share is what would be missing without it, scaled so that the "
                         "shares add up to the whole."));
  append (text, _ ("It is not what would be lost without that car: the others would take over some "
                   "of its work."));
  if (!find_others (first, site, &is_battery))
    return g_strdup (text->str);
  append (text, is_battery
                    ? _ ("A wall battery has no share: it works under smart charging just as "
                         "well, or is held against V2H rather than part of it.")
                    : _ ("A car that may not discharge has no share."));
  return g_strdup (text->str);
}
