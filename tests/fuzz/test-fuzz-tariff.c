/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damaged tariffs and real bills are read or refused with a sentence; they never crash or hang. */
#include <glib/gstdio.h>
#include <unistd.h>

#include "errors.h"
#include "file-limits.h"
#include "mutate-text.h"
#include "real-bill.h"
#include "urdb.h"

#define MUTATIONS 2000
/* Of each real tariff. */
#define FIXTURE_MUTATIONS 100

#define TWELVE(row) \
  row "," row "," row "," row "," row "," row "," row "," row "," row "," row "," row "," row
#define DAY "[0,0,0,0,0,0,0,0,1,1,1,1,1,1,1,1,1,1,1,1,0,0,0,0]"
#define YEAR "[" TWELVE (DAY) "]"

static const char *const tariffs[] = {
  "{\"items\":[{\"label\":\"x\",\"name\":\"Rate\",\"energyratestructure\":[[{\"rate\":0.1,\"adj\":"
  "0.01,\"max\":300,\"unit\":\"kWh\"},{\"rate\":0.2}],[{\"rate\":0.3,\"sell\":0.05}]],"
  "\"energyweekdayschedule\":" YEAR ",\"energyweekendschedule\":" YEAR
  ",\"fixedchargefirstmeter\":0.3,\"fixedchargeunits\":\"$/day\",\"mincharge\":5,"
  "\"minchargeunits\":\"$/month\"}]}",
  "{\"energyratestructure\":[[{\"rate\":0.1,\"max\":1e38,\"unit\":\"kWh daily\"}]],"
  "\"demandratestructure\":[[{\"rate\":5}],[{\"rate\":9,\"max\":20},{\"rate\":12}]],"
  "\"demandweekdayschedule\":" YEAR ",\"demandweekendschedule\":" YEAR
  ",\"flatdemandstructure\":[[{\"rate\":2}]],\"flatdemandmonths\":[0,0,0,0,0,0,0,0,0,0,0,0],"
  "\"lookbackmonths\":[1,1,1,1,1,1,1,1,1,1,1,1],\"lookbackpercent\":0.8,\"lookbackrange\":11,"
  "\"fixedmonthlycharge\":10}",
};

static const char *const bills[] = {
  "month,item,amount\n2024-01,energy,223.2\n2024-02,Fixed charge,-10.5\n",
  "Item;Month;Amount\r\nenergy;2024-01;223,20\r\n\"Fixed charge\";2024-02-29;-10,50\r\n\r\n",
  "[{\"month\": \"2024-01\", \"item\": \"energy\", \"amount\": 223.2},"
  " {\"month\": \"2024-02\", \"item\": \"Fixed charge\", \"amount\": -10.5}]",
};

static const char *const scraps[]
    = { "\"", "\n",   ";",     ",",      "{",    "}",      "[",
        "]",  "null", "1e308", "-1",     "0",    "24",     "\xff",
        "é",  "[[]]", ":",     "999999", "true", "1e-308", "\"x\"",
        "{}", "[]",   "kWh",   "$/day",  "2024", "-12",    "9223372036854775808" };

static void
check_error (const GError *error)
{
  g_assert_true (error->domain == GH_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* What is read can be told as a study has it. */
static void
read_tariff (GRand *random, GString *text, guint number)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;

  mutate_text (random, text, scraps, G_N_ELEMENTS (scraps));
  /* The copy has no terminating zero: reading past the end shows. */
  g_autofree char *data = g_memdup2 (text->str, text->len);
  begin_file ("tariff", number);
  GhTariff *tariff = gh_urdb_read (data, text->len, findings, &error);
  end_file ();
  g_assert_true ((tariff == NULL) == (error != NULL));
  if (tariff == NULL)
    {
      check_error (error);
      return;
    }
  g_autofree char *json = gh_tariff_to_json (tariff, &error);
  g_assert_no_error (error);
  gh_record_free (&gh_tariff_table, tariff);
}

static void
test_tariffs (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240229);

  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autoptr (GString) text = g_string_new (tariffs[i % G_N_ELEMENTS (tariffs)]);
      read_tariff (random, text, i);
    }
}

static void
test_real_tariffs (void)
{
  static const char *const names[] = { "urdb_539f6a23ec4f024411ec8beb.json", "urdbv7.json" };
  const char *root = g_getenv ("GRIDHEARTH_FIXTURES");
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  if (root == NULL)
    {
      g_test_skip ("GRIDHEARTH_FIXTURES does not name the folder of real files");
      return;
    }
  for (guint i = 0; i < FIXTURE_MUTATIONS * G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path
          = g_build_filename (root, "prices", names[i % G_N_ELEMENTS (names)], NULL);
      g_autofree char *bytes = NULL;
      gsize length;
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_autoptr (GString) text = g_string_new_len (bytes, (gssize) length);
      read_tariff (random, text, i);
    }
}

static void
test_bills (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240229);
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("bill-XXXXXX", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autoptr (GString) text = g_string_new (bills[i % G_N_ELEMENTS (bills)]);
      g_autoptr (GError) error = NULL;
      mutate_text (random, text, scraps, G_N_ELEMENTS (scraps));
      g_assert_cmpint (ftruncate (file, 0), ==, 0);
      g_assert_cmpint (pwrite (file, text->str, text->len, 0), ==, (gssize) text->len);
      begin_file ("bill", i);
      g_autoptr (GPtrArray) entries = gh_real_bill_load (path, &error);
      end_file ();
      g_assert_true ((entries == NULL) == (error != NULL));
      if (error != NULL)
        check_error (error);
    }
  close (file);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  limit_memory ();
  g_test_add_func ("/fuzz/tariff", test_tariffs);
  g_test_add_func ("/fuzz/tariff/real", test_real_tariffs);
  g_test_add_func ("/fuzz/bill", test_bills);
  return g_test_run ();
}
