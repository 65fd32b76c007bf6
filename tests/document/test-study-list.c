/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study-exchange.h"

#include <glib/gstdio.h>
#include <string.h>

#include "errors.h"

typedef struct
{
  char *folder;
  char *path;
  GhStudyList *list;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "study.json", NULL);
  fixture->list = gh_study_list_new (NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_assert_finalize_object (fixture->list);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static char *
get_name (Fixture *fixture, guint position)
{
  g_autoptr (GhStudyItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  return g_strdup (gh_study_item_get_name (item));
}

/* A variant stands below its study, and a variant or a copy of it beside it. */
static void
test_variants (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 first = gh_study_list_add_sample (fixture->list, "detached-house", &error);
  gint64 second = gh_study_list_add_sample (fixture->list, "flat-tariff", &error);
  gint64 variant = gh_study_list_add_variant (fixture->list, first, &error);
  gint64 copy = gh_study_list_duplicate (fixture->list, variant, &error);
  gint64 next = gh_study_list_add_variant (fixture->list, variant, &error);
  const gint64 ids[] = { first, variant, copy, next, second };

  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture), ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GhStudyItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);
      g_assert_cmpint (gh_study_item_get_id (item), ==, ids[i]);
      g_assert_cmpint (gh_study_item_get_variant_of (item), ==,
                       ids[i] == first || ids[i] == second ? 0 : first);
    }
  g_autofree char *name = get_name (fixture, 1), *third = get_name (fixture, 3);
  g_assert_true (g_str_has_prefix (name, "Variant 1: "));
  g_assert_true (g_str_has_prefix (third, "Variant 3: "));
  g_assert_null (strstr (third, "Variant 1"));
  g_assert_true (gh_study_list_remove (fixture->list, first, &error));
  g_autoptr (GhStudyItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), 1);
  g_assert_cmpint (gh_study_item_get_id (item), ==, variant);
  g_assert_cmpint (gh_study_item_get_variant_of (item), ==, 0);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  g_string_append_printf (data, "%u-%u+%u ", position, removed, added);
}

/* What a view is told is what has happened. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) story = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), story);
  gint64 first = gh_study_list_add_sample (fixture->list, "detached-house", &error);
  gint64 second = gh_study_list_add_sample (fixture->list, "flat-tariff", &error);
  gint64 third = gh_study_list_duplicate (fixture->list, first, &error);
  g_assert_true (gh_study_list_remove (fixture->list, second, &error));
  g_assert_true (gh_study_list_restore (fixture->list, second, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (story->str, ==, "0-0+1 1-0+1 2-0+1 1-2+1 1-1+2 ");
  g_assert_cmpuint (count (fixture), ==, 3);
  guint position;
  g_assert_true (gh_study_list_find (fixture->list, third, &position));
  g_assert_cmpuint (position, ==, 2);
  g_autofree char *name = get_name (fixture, 2);
  g_assert_true (g_str_has_suffix (name, " (copy)"));
  g_assert_cmpint (gh_study_list_add_sample (fixture->list, "nothing", &error), ==, 0);
  g_assert_nonnull (error);
}

/* A study keeps its document, and the list its name. */
static void
test_document (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = gh_study_list_add_sample (fixture->list, "flat-tariff", &error);
  GhDocument *document = gh_study_list_open (fixture->list, id, &error);

  g_assert_true (document == gh_study_list_open (fixture->list, id, &error));
  gh_document_set_text (document, "$.name", "My & <flat>");
  g_autofree char *name = get_name (fixture, 0);
  g_assert_cmpstr (name, ==, "My & <flat>");
  g_assert_null (gh_study_list_open (fixture->list, id + 1, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
}

/* Whoever holds a document longer than its list has a study that goes nowhere, and no crash. */
static void
test_outlived (void)
{
  GhStudyList *list = gh_study_list_new (NULL, NULL);
  gint64 id = gh_study_list_add_sample (list, "flat-tariff", NULL);
  g_autoptr (GhDocument) document = g_object_ref (gh_study_list_open (list, id, NULL));

  gh_document_plan (document);
  g_object_unref (list);
  gh_document_set_number (document, "$.tariff.fixed_per_day", 3);
  gh_document_close (document);
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (gh_document_get_save_error (document));
}

static void
write_study (Fixture *fixture, const char *load)
{
  g_autofree char *text
      = g_strdup_printf ("{ \"format\": \"gridhearth-study\", \"version\": 1, \"kind\": "
                         "\"household\", \"name\": \"A\","
                         " \"period\": { \"start\": \"2024-01-08T00:00:00+00:00\", "
                         "\"step_minutes\": 60, \"steps\": 4 },"
                         " \"load\": %s, \"tariff\": { \"import_price\": 0.3 } }",
                         load);

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

/* An exported study is whole: the file beside it is not needed any more. */
static void
test_exchange (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = g_build_filename (fixture->folder, "meter.csv", NULL);
  g_autofree char *exported = g_build_filename (fixture->folder, "out.gridhearth", NULL);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (csv,
                                      "Time,Load (kW)\n2024-01-08T00:00Z,1\n2024-01-08T01:00Z,2\n"
                                      "2024-01-08T02:00Z,3\n2024-01-08T03:00Z,4\n",
                                      -1, NULL));
  write_study (fixture, "{ \"file\": \"meter.csv\" }");
  gint64 id = gh_study_list_import (fixture->list, fixture->path, findings, &error);
  g_assert_no_error (error);
  g_assert_true (gh_study_list_export (fixture->list, id, exported, &error));
  g_assert_cmpint (g_remove (csv), ==, 0);
  gint64 again = gh_study_list_import (fixture->list, exported, findings, &error);
  g_assert_no_error (error);
  GhDocument *document = gh_study_list_open (fixture->list, again, &error);
  const GhSeriesSpec *load = gh_document_get_study (document)->load;
  g_assert_cmpfloat (gh_series_get_values (load->values)[3], ==, 4);
  g_assert_false (gh_study_list_export (fixture->list, id, "/proc/nothing/a.json", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_IO);
}

/* What is no study is refused with the first error, not with a warning before it. */
static void
test_bad_imports (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;

  write_study (fixture, "-1");
  g_assert_cmpint (gh_study_list_import (fixture->list, fixture->path, findings, &error), ==, 0);
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "$.load: -1 is below 0"));
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (fixture->path, "{", -1, NULL));
  g_assert_cmpint (gh_study_list_import (fixture->list, fixture->path, findings, &error), ==, 0);
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (gh_study_list_import (fixture->list, "/nothing", findings, &error), ==, 0);
  g_assert_error (error, GH_ERROR, GH_ERROR_IO);
  g_assert_cmpuint (count (fixture), ==, 0);
}

#define ADD(name, func) g_test_add ("/study-list/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("changes", test_changes);
  ADD ("variants", test_variants);
  ADD ("document", test_document);
  ADD ("exchange", test_exchange);
  ADD ("bad-imports", test_bad_imports);
  g_test_add_func ("/study-list/outlived", test_outlived);
  return g_test_run ();
}
