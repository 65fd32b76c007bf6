/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damaged real bills are read or refused with a sentence; they never crash or hang. */
#include <glib/gstdio.h>
#include <unistd.h>

#include "errors.h"
#include "file-limits.h"
#include "mutate-text.h"
#include "real-bill.h"

#define MUTATIONS 2000

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
test_bills (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240229);
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("bill-XXXXXX", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autoptr (GString) text = g_string_new (bills[i % G_N_ELEMENTS (bills)]);
      g_autoptr (GhFindings) findings = gh_findings_new ();
      g_autoptr (GError) error = NULL;
      mutate_text (random, text, scraps, G_N_ELEMENTS (scraps));
      g_assert_cmpint (ftruncate (file, 0), ==, 0);
      g_assert_cmpint (pwrite (file, text->str, text->len, 0), ==, (gssize) text->len);
      begin_file ("bill", i);
      g_autoptr (GPtrArray) entries = gh_real_bill_load (path, findings, &error);
      end_file ();
      g_assert_true ((entries == NULL) == (error != NULL));
      g_assert_true (error == NULL || error->domain == GH_ERROR);
      g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
    }
  close (file);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  limit_memory ();
  g_test_add_func ("/fuzz/bill", test_bills);
  return g_test_run ();
}
