/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "../store/full-study.h"
#include "errors.h"
#include "file-limits.h"
#include "study-json.h"

#define ROUNDS 2000

/* Changes a few bytes, spans or numbers of the text. */
static void
mutate (GRand *rand, GString *text)
{
  static const char *const pieces[]
      = { "{",     "}",    "[",    "]",       ",",
          ":",     "\"",   "null", "-1",      "1e308",
          "1e400", "true", "0x10", "\\u0000", "[]",
          "{}",    "\xff", "-",    "\"\"",    "//",
          "1.5",   "NaN",  "\\",   "\\ud83d", "99999999999999999999" };
  gssize length = (gssize) text->len;
  gssize from = g_rand_int_range (rand, 0, (gint32) length);
  gssize size = g_rand_int_range (rand, 1, 40);
  const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];

  size = MIN (size, length - from);
  g_autofree char *span = g_strndup (text->str + from, (gsize) size);

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      text->str[from] = (char) (text->str[from] ^ (1 << g_rand_int_range (rand, 0, 8)));
      break;
    case 1:
      g_string_erase (text, from, size);
      break;
    case 2:
      g_string_insert (text, g_rand_int_range (rand, 0, (gint32) length), span);
      break;
    case 3:
      g_string_insert (text, from, piece);
      break;
    default:
      /* In place of one number or word, so that the JSON often stays valid. */
      while (from < length && !g_ascii_isalnum (text->str[from]))
        from++;
      size = 0;
      while (from + size < length && g_ascii_isalnum (text->str[from + size]))
        size++;
      g_string_erase (text, from, size);
      g_string_insert (text, from, piece);
      break;
    }
}

/* Whatever can be read can be written, and then reads and writes the same. */
static void
check_round_trip (const GhStudy *study)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = gh_study_to_json (study, &error);
  g_assert_no_error (error);
  g_autoptr (GhStudy) again = gh_study_from_json (first, -1, findings, &error);
  g_assert_no_error (error);
  g_autofree char *second = gh_study_to_json (again, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, second);
}

static void
test_mutations (void)
{
  guint read = 0;

  for (guint32 seed = 0; seed < ROUNDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GString) text = g_string_new (full_study);
      g_autoptr (GhFindings) findings = gh_findings_new ();
      g_autoptr (GError) error = NULL;
      for (int i = g_rand_int_range (rand, 1, 4); i > 0; i--)
        mutate (rand, text);
      /* Exactly as long as the text, so that reading too far is noticed. */
      g_autofree char *bytes = g_memdup2 (text->str, text->len);
      begin_file ("study", seed);
      g_autoptr (GhStudy) study = gh_study_from_json (bytes, (gssize) text->len, findings, &error);
      end_file ();
      g_assert_true ((study == NULL) == (error != NULL));
      if (study == NULL)
        g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
      else
        check_round_trip (study);
      read += study != NULL;
    }
  g_test_message ("%u of %u were JSON", read, ROUNDS);
  g_assert_cmpuint (read, >, ROUNDS / 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  limit_memory ();
  g_test_add_func ("/fuzz/study", test_mutations);
  return g_test_run ();
}
