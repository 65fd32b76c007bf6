/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stories in a small language: "a3" pushes an edit of key a that sets the seed to 3, "_3" one
 * without key, "(" and ")" group, "|" closes the step, "u" undoes, "r" redoes, "=3" looks at the
 * seed, "U" and "R" (or "!U", "!R") ask whether one can undo and redo. */
#include "history.h"

#include <stdlib.h>

static const char *const stories[] = {
  "=1 !U !R",
  "_2 =2 U !R u =1 !U R r =2",
  "_2 _3 _4 u u =2 _9 =9 !R u =2 u =1",
  /* a spin button */
  "a2 a3 a4 =4 u =1 r =4 !R",
  "a2 a3 b5 b6 u =3 u =1",
  "a2 | a3 u =2 u =1",
  "a2 u a3 =3 u =1 r =3",
  "a2 a3 u r a4 =4 u =3 u =1",
  "_2 _2 u u =1 !U",
  /* groups */
  "( a2 b3 _4 ) =4 u =1 r =4",
  "( ) !U =1",
  "( a2 ) a3 u =2 u =1",
  "( ( a2 ) b3 ) =3 u =1 !U",
  "_2 ( _3 _4 ) u =2 u =1 r r =4",
};

static void
set_seed (GhHistory *history, const char *word)
{
  GhStudy *study = gh_study_copy (gh_history_get_study (history));
  char key[2] = { word[0], '\0' };

  study->seed = atoi (word + 1);
  gh_history_push (history, study, word, word[0] == '_' ? NULL : key);
}

static void
follow (GhHistory *history, const char *word)
{
  switch (*word)
    {
    case '(':
      gh_history_begin_group (history, "group");
      break;
    case ')':
      gh_history_end_group (history);
      break;
    case '|':
      gh_history_close_step (history);
      break;
    case 'u':
      g_assert_true (gh_history_undo (history));
      break;
    case 'r':
      g_assert_true (gh_history_redo (history));
      break;
    case 'U':
      g_assert_true (gh_history_can_undo (history));
      break;
    case 'R':
      g_assert_true (gh_history_can_redo (history));
      break;
    case '!':
      g_assert_false (word[1] == 'U' ? gh_history_can_undo (history)
                                     : gh_history_can_redo (history));
      break;
    case '=':
      g_assert_cmpint (gh_history_get_study (history)->seed, ==, atoi (word + 1));
      break;
    default:
      set_seed (history, word);
    }
}

static void
test_stories (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autoptr (GhHistory) history = gh_history_new (gh_record_new (&gh_study_table));
      g_auto (GStrv) words = g_strsplit (stories[i], " ", -1);
      g_test_message ("%s", stories[i]);
      for (char **word = words; *word != NULL; word++)
        follow (history, *word);
    }
}

static void
test_labels (void)
{
  g_autoptr (GhHistory) history = gh_history_new (gh_record_new (&gh_study_table));

  g_assert_null (gh_history_get_undo_label (history));
  follow (history, "_2");
  gh_history_begin_group (history, "Both");
  follow (history, "_3");
  follow (history, "_4");
  gh_history_end_group (history);
  g_assert_cmpstr (gh_history_get_undo_label (history), ==, "Both");
  gh_history_undo (history);
  g_assert_cmpstr (gh_history_get_undo_label (history), ==, "_2");
  g_assert_cmpstr (gh_history_get_redo_label (history), ==, "Both");
}

/* Nobody goes back for ever; what is left can still be undone. */
static void
test_many (void)
{
  g_autoptr (GhHistory) history = gh_history_new (gh_record_new (&gh_study_table));
  guint undone = 0;

  for (int i = 0; i < 3000; i++)
    {
      g_autofree char *word = g_strdup_printf ("_%d", i + 2);
      follow (history, word);
    }
  while (gh_history_undo (history))
    undone++;
  g_assert_cmpuint (undone, >=, 500);
  g_assert_cmpint (gh_history_get_study (history)->seed, ==, 3001 - (int) undone);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/stories", test_stories);
  g_test_add_func ("/history/labels", test_labels);
  g_test_add_func ("/history/many", test_many);
  return g_test_run ();
}
