/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of a list; items are letters, small ones after an edit. */
#include "list-match.h"

#include <string.h>

static GPtrArray *
make_list (const char *letters)
{
  GPtrArray *list = g_ptr_array_new ();

  for (const char *c = letters; *c != '\0'; c++)
    g_ptr_array_add (list, GINT_TO_POINTER (*c));
  return list;
}

static void
test_cases (void)
{
  static const struct
  {
    const char *before, *now, *matches;
  } cases[] = {
    { "", "", "" },
    { "", "AB", "--" },
    { "ABC", "", "" },
    { "ABC", "ABC", "012" },
    { "ABC", "AbC", "012" },
    { "ABC", "abc", "012" },
    { "ABC", "AC", "02" },
    { "ABCDE", "BD", "13" },
    { "ABC", "AXBC", "0-12" },
    { "ABC", "ABCX", "012-" },
    { "ABC", "XABC", "-012" },
    /* A block is pasted: the last two are edited, two more follow. */
    { "ABC", "AbcXY", "012--" },
    /* Edited and removed at once: the edited one takes the first place that is free. */
    { "ABCD", "AcD", "013" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) before = make_list (cases[i].before), now = make_list (cases[i].now);
      g_autoptr (GArray) matches = gh_list_match (before, now);
      g_assert_cmpuint (matches->len, ==, strlen (cases[i].now));
      for (guint k = 0; k < matches->len; k++)
        {
          char c = cases[i].matches[k];
          g_assert_cmpint (g_array_index (matches, int, k), ==, c == '-' ? -1 : c - '0');
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-match/cases", test_cases);
  return g_test_run ();
}
