/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cell-words.h"

#include <string.h>

static guint
count_words (const char *text, const char *word)
{
  guint count = 0;

  for (const char *at = text; (at = strstr (at, word)) != NULL; at += strlen (word))
    count++;
  return count;
}

/* Every cell of the catalogue says once of everything how it is known. */
static void
test_catalogue (void)
{
  static const char *const facts[] = { "ageing",
                                       "voltage,",
                                       "resistance",
                                       "slow polarization",
                                       "fast polarization",
                                       "limits of voltage and current",
                                       "heat capacity" };

  for (guint i = 0; i < gh_cell_get_count (); i++)
    {
      const GhCell *cell = gh_cell_get (i);
      g_autofree char *text = gh_cell_describe_evidence (cell);
      g_autofree char *begin = g_strconcat (cell->chemistry, ". ", NULL);
      g_test_message ("%s", text);
      g_assert_true (g_str_has_prefix (text, begin));
      for (gsize k = 0; k < G_N_ELEMENTS (facts); k++)
        g_assert_cmpuint (count_words (text, facts[k]), ==, 1);
    }
}

/* The one cell whose voltage was measured on itself, and one that has it from another. */
static void
test_words (void)
{
  g_autofree char *sony = gh_cell_describe_evidence (gh_cell_find ("lfp-sony-3ah"));
  g_autofree char *kokam = gh_cell_describe_evidence (gh_cell_find ("nmc-kokam-75ah"));

  g_assert_nonnull (strstr (sony, "Measured: ageing, voltage, resistance."));
  g_assert_nonnull (strstr (kokam, "Measured: ageing. Borrowed from a similar cell: voltage, "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell-words/catalogue", test_catalogue);
  g_test_add_func ("/cell-words/words", test_words);
  return g_test_run ();
}
