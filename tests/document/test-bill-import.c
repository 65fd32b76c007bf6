/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real bill on its way from a file into a study and back. */
#include "bill-import.h"

#include <string.h>

#include "bill-words.h"
#include "errors.h"
#include "run-tool.h"
#include "study-exchange.h"

#define WAIT_SECONDS 60

/* A house of 1 kW in January 2024 at 0.3 and 10 a month: 223.20 and 10. */
static const char study_text[]
    = "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", "
      "\"location\": {\"latitude\": 48, \"longitude\": 11, \"time_zone\": \"Europe/Berlin\"}, "
      "\"period\": {\"start\": \"2024-01-01T00:00:00+01:00\", \"step_minutes\": 60, "
      "\"steps\": 744}, \"load\": 1, \"tariff\": {\"import_price\": 0.3, "
      "\"fixed_per_month\": 10}}";

typedef struct
{
  char *folder;
  GhStudyList *list;
  gint64 id;
  GhDocument *document;
} Fixture;

static char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
wait_for_plan (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  gh_document_plan (fixture->document);
  while (!gh_document_is_current (fixture->document)
         || gh_results_get_bill (gh_document_get_results (fixture->document), GH_STRATEGY_UNMANAGED)
                == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("gh-bill-XXXXXX", NULL);
  path = write_file (fixture, "study.json", study_text);
  fixture->list = gh_study_list_new (NULL, NULL);
  fixture->id = gh_study_list_import (fixture->list, path, findings, NULL);
  fixture->document = gh_study_list_open (fixture->list, fixture->id, NULL);
  wait_for_plan (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_document_close (fixture->document);
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->list);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GhBillImport *
read_bill (Fixture *fixture, const char *text)
{
  g_autofree char *path = write_file (fixture, "bill.csv", text);
  g_autoptr (GError) error = NULL;
  GhBillImport *import = gh_bill_import_new (fixture->document, path, &error);

  g_assert_no_error (error);
  return import;
}

static const GPtrArray *
get_bill (Fixture *fixture)
{
  return gh_document_get_study (fixture->document)->real_bill;
}

static char *
get_answer (Fixture *fixture)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();

  wait_for_plan (fixture);
  g_autoptr (GhBillCheck) check = gh_results_check_bill (
      gh_document_get_results (fixture->document), GH_STRATEGY_UNMANAGED, findings);
  return check != NULL ? g_strdup (check->answer) : NULL;
}

/* It is shown as it was understood, and changes nothing before it is used. */
static void
test_understood (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *title;
    const char *meaning;
    double amount;
  } expected[] = { { "ENERGY", "2 lines; compared with “Energy”", 250.0 },
                   { "Meter", "1 line; the tariff has nothing of that name", 7.5 },
                   { "total", "1 line; the whole month", 240.0 } };
  g_autoptr (GhBillImport) import
      = read_bill (fixture, "Month,Item,Amount\n2024-01,ENERGY,240\n2024-02,ENERGY,10\n"
                            "2024-01,Meter,7.5\nJanuary,Meter,3\n2024-01,total,240\n");
  g_autofree char *months = gh_bill_import_format_months (import);
  g_autofree char *sum = gh_bill_import_format_sum (import);
  const GPtrArray *rows = gh_bill_import_get_rows (import);

  g_assert_cmpstr (months, ==, "January 2024 to February 2024, 2 months");
  g_assert_cmpstr (sum, ==, "257.50\u00a0€ of items, 240.00\u00a0€ of totals");
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < rows->len; i++)
    {
      const GhBillImportRow *row = g_ptr_array_index (rows, i);
      g_assert_cmpstr (row->title, ==, expected[i].title);
      g_assert_cmpstr (row->meaning, ==, expected[i].meaning);
      g_assert_cmpfloat (row->amount, ==, expected[i].amount);
    }
  g_assert_cmpuint (gh_findings_get_count (gh_bill_import_get_findings (import)), ==, 1);
  g_assert_nonnull (
      strstr (gh_findings_get (gh_bill_import_get_findings (import), 0)->message, "line 5"));
  g_assert_null (get_bill (fixture));
}

/* What is used is kept by the names of files, compared, undone, made again and removed. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhBillImport) import = read_bill (
      fixture, "month,item,amount,kWh\n01.2024,energy,186.00,744\n2024-01,fixed,10,\n");
  static const char *const expected
      = "Over 1 month the calculated bill is 37.20\u00a0€, 19.0 %, above the real one; nearly all "
        "of it is Energy (+37.20\u00a0€).";

  gh_bill_import_apply (import);
  g_assert_cmpuint (get_bill (fixture)->len, ==, 2);
  g_assert_cmpstr (((const GhBilledEntry *) g_ptr_array_index (get_bill (fixture), 0))->item, ==,
                   "Energy");
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (fixture->document)), ==, 0);
  g_autofree char *answer = get_answer (fixture);
  g_assert_cmpstr (answer, ==, expected);
  g_assert_cmpstr (gh_document_get_undo_label (fixture->document), ==, "Real bill");
  gh_document_undo (fixture->document);
  g_assert_null (get_bill (fixture));
  g_autofree char *without = get_answer (fixture);
  g_assert_null (without);
  gh_document_redo (fixture->document);
  g_autofree char *again = get_answer (fixture);
  g_assert_cmpstr (again, ==, expected);
  gh_document_remove_real_bill (fixture->document);
  g_assert_null (get_bill (fixture));
  gh_document_undo (fixture->document);
  g_assert_cmpuint (get_bill (fixture)->len, ==, 2);
}

/* It is in the library and in what is exported. */
static void
test_survives (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhBillImport) import
      = read_bill (fixture, "month,item,amount,quantity\n2024-01,energy,186.00,744\n");
  g_autofree char *path = g_build_filename (fixture->folder, "exported.json", NULL);
  g_autoptr (GhFindings) findings = gh_findings_new ();

  gh_bill_import_apply (import);
  g_assert_true (gh_study_list_export (fixture->list, fixture->id, path, NULL));
  gint64 copy = gh_study_list_import (fixture->list, path, findings, NULL);
  g_assert_cmpint (copy, !=, 0);
  g_autoptr (GhStudy) study = gh_study_list_load (fixture->list, copy, NULL);
  g_assert_cmpuint (study->real_bill->len, ==, 1);
  const GhBilledEntry *entry = g_ptr_array_index (study->real_bill, 0);
  g_assert_cmpstr (entry->item, ==, "Energy");
  g_assert_cmpfloat (entry->amount, ==, 186.0);
  g_assert_cmpfloat (entry->quantity, ==, 744.0);
  g_assert_cmpint (entry->month, ==, gh_date_from_civil (2024, 1, 1));
}

/* The template is a bill by its content, and the calculated one by its numbers. */
static void
test_template (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "template.csv", NULL);
  g_autofree char *other = write_file (fixture, "meter.csv", "Time,kWh\n2024-01-01 00:00,1\n");
  g_autoptr (GError) error = NULL;

  g_assert_true (
      gh_document_save_bill_template (fixture->document, GH_STRATEGY_UNMANAGED, path, &error));
  g_assert_true (gh_bill_file_is_bill (path));
  g_assert_false (gh_bill_file_is_bill (other));
  g_assert_false (gh_bill_file_is_bill ("/nowhere.csv"));
  g_autoptr (GhBillImport) import = gh_bill_import_new (fixture->document, path, &error);
  g_assert_no_error (error);
  gh_bill_import_apply (import);
  g_autofree char *answer = get_answer (fixture);
  g_assert_cmpstr (answer, ==, "The calculated bill is the real one, item by item.");
  g_assert_false (gh_document_save_bill_template (fixture->document, GH_STRATEGY_UNMANAGED,
                                                  "/nowhere/at/all.csv", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_IO);
  g_clear_error (&error);
  g_assert_null (gh_bill_import_new (fixture->document, other, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
}

/* Bills of a study that has been edited meanwhile are given up. */
static void
test_overtaken (Fixture *fixture, gconstpointer data)
{
  const GhBill *bill;

  gh_document_set_number (fixture->document, "$.tariff.fixed_per_month", 20.0);
  while (!gh_document_is_current (fixture->document))
    g_main_context_iteration (NULL, TRUE);
  gh_document_set_number (fixture->document, "$.tariff.fixed_per_month", 30.0);
  wait_for_plan (fixture);
  bill = gh_results_get_bill (gh_document_get_results (fixture->document), GH_STRATEGY_UNMANAGED);
  g_assert_cmpfloat_with_epsilon (bill->total, 744 * 0.3 + 30.0, 1e-9);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/bill-import/understood", test_understood);
  ADD ("/bill-import/kept", test_kept);
  ADD ("/bill-import/survives", test_survives);
  ADD ("/bill-import/template", test_template);
  ADD ("/bill-import/overtaken", test_overtaken);
  return g_test_run ();
}
