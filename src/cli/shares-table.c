/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each of several cars brings of a saving, for people and for programs. */
#include <math.h>

#include "cli.h"
#include "study/store-shares.h"
#include "words.h"

#define NAME_WIDTH 32
#define CELL_WIDTH 16
#define PERCENT 100.0

static const char *
get_name (const GhSite *site, guint store)
{
  return site->stores[store].name != NULL ? site->stores[store].name : _ ("Car");
}

static void
append_store (GString *text, const GhStoreShares *shares, guint i, const GhSite *site)
{
  double saving = shares->shares[i].saving_per_year;
  g_autofree char *name = g_strdup_printf ("  %s", get_name (site, shares->shares[i].store));
  g_autofree char *money = g_strdup_printf ("%.2f", saving);
  /* A share of next to nothing would be a number without meaning. */
  g_autofree char *part
      = fabs (shares->saving_per_year) >= 0.005
            ? g_strdup_printf ("%.1f %%", PERCENT * saving / shares->saving_per_year)
            : g_strdup ("-");

  gh_cli_append_padded (text, name, NAME_WIDTH, FALSE);
  gh_cli_append_padded (text, money, CELL_WIDTH, TRUE);
  gh_cli_append_padded (text, part, CELL_WIDTH, TRUE);
  g_string_append_c (text, '\n');
}

/**
 * gh_shares_to_text:
 * @list: (element-type GhStoreShares): shares of strategies
 * @site: of their comparison
 *
 * Returns: (transfer full): what each car brings, for people
 */
char *
gh_shares_to_text (const GPtrArray *list, const GhSite *site)
{
  GString *text = g_string_new (NULL);

  if (list->len == 0)
    g_string_append_printf (text, "\n%s\n",
                            _ ("There are no two cars that could discharge, so there is nothing to "
                               "share."));
  for (guint k = 0; k < list->len; k++)
    {
      const GhStoreShares *shares = g_ptr_array_index (list, k);
      g_string_append_printf (text, "\n");
      /* Translators: a strategy, then a currency. */
      g_string_append_printf (text, _ ("%s: what each car saves a year over smart, %s"),
                              gh_strategy_get_short_title (shares->strategy), site->currency);
      g_string_append_c (text, '\n');
      for (guint i = 0; i < shares->count; i++)
        append_store (text, shares, i, site);
      g_string_append_printf (
          text, "  %s\n",
          shares->is_exact
              ? _ ("Shapley values: the mean of what a car adds, over all orders of the cars.")
              : _ ("What is missing without each car, scaled to add up to the saving."));
    }
  return g_string_free (text, FALSE);
}

/**
 * gh_json_write_shares:
 * @writer: in an object
 * @list: (element-type GhStoreShares): shares of strategies
 * @site: of their comparison
 *
 * Writes the member `shares`.
 */
void
gh_json_write_shares (GhJsonWriter *writer, const GPtrArray *list, const GhSite *site)
{
  gh_json_writer_begin_array (writer, "shares");
  for (guint k = 0; k < list->len; k++)
    {
      const GhStoreShares *shares = g_ptr_array_index (list, k);
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_text (writer, "strategy", gh_strategy_name (shares->strategy));
      gh_json_writer_text (writer, "method", shares->is_exact ? "shapley" : "leave-one-out");
      gh_json_writer_number (writer, "saving_per_year", shares->saving_per_year);
      gh_json_writer_begin_array (writer, "stores");
      for (guint i = 0; i < shares->count; i++)
        {
          gh_json_writer_begin_object (writer, NULL);
          gh_json_writer_text (writer, "name", get_name (site, shares->shares[i].store));
          gh_json_writer_number (writer, "saving_per_year", shares->shares[i].saving_per_year);
          gh_json_writer_end (writer);
        }
      gh_json_writer_end (writer);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}
