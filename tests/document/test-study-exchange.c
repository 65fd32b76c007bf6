/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies read in a thread: what comes of good files, bad ones and none. */
#include "study-exchange.h"

#include <glib/gstdio.h>
#include <string.h>

#define WAIT_SECONDS 60
#define STUDY(load)                                                                                \
  "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", \"name\": "         \
  "\"House\", \"period\": {\"start\": \"2024-01-08T00:00:00Z\", \"step_minutes\": 60, \"steps\": " \
  "24}, \"load\": " load ", \"tariff\": {\"import_price\": 0.3}}"

typedef struct
{
  gboolean done;
  gint64 id;
  GhFindings *findings;
  GError *error;
} Outcome;

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->id = gh_study_list_import_finish (GH_STUDY_LIST (source), result, &outcome->findings,
                                             &outcome->error);
  outcome->done = TRUE;
}

static const struct
{
  const char *text; /* NULL: no file */
  gboolean taken;
  guint findings;
  const char *words;
} cases[] = {
  { STUDY ("0.5"), TRUE, 1, NULL }, /* a day is not a year */
  { STUDY ("{\"file\": \"nowhere.csv\"}"), TRUE, 2, NULL },
  { STUDY ("-1"), FALSE, 0, "-1" },
  { "{\"format\": \"other\"}", FALSE, 0, "is not a valid study" },
  { "not JSON", FALSE, 0, "Line 1, column 1" },
  { NULL, FALSE, 0, "No such file" },
};

static void
test_cases (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gh-exchange-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "study.json", NULL);
  g_autoptr (GhStudyList) list = gh_study_list_new (NULL, NULL);
  guint taken = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Outcome outcome = { .done = FALSE };
      gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;
      g_remove (path);
      if (cases[i].text != NULL)
        g_assert_true (g_file_set_contents (path, cases[i].text, -1, NULL));
      gh_study_list_import_async (list, path, imported_cb, &outcome);
      g_assert_false (outcome.done);
      while (!outcome.done && g_get_monotonic_time () < end)
        g_main_context_iteration (NULL, TRUE);
      g_test_message ("%s", outcome.error != NULL ? outcome.error->message : "taken");
      g_assert_cmpint (outcome.id != 0, ==, cases[i].taken);
      g_assert_cmpint (outcome.error == NULL, ==, cases[i].taken);
      taken += cases[i].taken;
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, taken);
      if (cases[i].taken)
        g_assert_cmpuint (gh_findings_get_count (outcome.findings), ==, cases[i].findings);
      else
        g_assert_nonnull (strstr (outcome.error->message, cases[i].words));
      g_clear_pointer (&outcome.findings, gh_findings_free);
      g_clear_error (&outcome.error);
    }
  g_remove (path);
  g_rmdir (folder);
}

static void
test_is_series (void)
{
  static const struct
  {
    const char *text;
    gboolean series;
  } files[] = { { STUDY ("1"), FALSE },
                { "\xef\xbb\xbf \n" STUDY ("1"), FALSE },
                { "{\"results\": []}", TRUE },
                { "<feed/>", TRUE },
                { "t,kW\n", TRUE },
                { "", FALSE } };
  g_autofree char *folder = g_dir_make_tmp ("gh-exchange-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
      g_assert_cmpint (gh_study_file_is_series (path), ==, files[i].series);
    }
  g_remove (path);
  g_assert_false (gh_study_file_is_series (path));
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study-exchange/cases", test_cases);
  g_test_add_func ("/study-exchange/is-series", test_is_series);
  return g_test_run ();
}
