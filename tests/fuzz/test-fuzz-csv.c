/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damaged tables are read or refused with a sentence; they never crash or hang. */
#include <string.h>

#include "csv-table.h"
#include "errors.h"
#include "file-limits.h"
#include "mutate-text.h"

#define MUTATIONS 2000

static const char *const seeds[] = {
  "Haushalt H0;;\r\nDatum;Zeit;P "
  "[kW]\r\n01.01.2011;00:15:00;0,109\r\n01.01.2011;00:30:00;0,101\r\n",
  "\xef\xbb\xbf"
  "Datum (MEZ),Auktion\n,\"Preis (EUR/MWh, EUR/tCO2)\"\n2023-01-01T00:00+01:00,-5.17\n"
  "2023-01-01T01:00+01:00,-1.07\n2023-01-01T02:00+01:00,-1.47\n2023-01-01T03:00+01:00,-5.08\n",
  "t,P,Q\n3/26/23 1:00 AM,\"1,234.5\",n/e\n3/26/23 2:00 AM,2,-\n3/26/23 3:00 AM,3,1e3\nTotals,6,\n",
  "time,G(i),T2m\n20160101:0010,0.0,3.44\n20160101:0110,0.0,2.94\n20160101:0210,0.0,2."
  "43\n\nlegend\n",
  "MTU,Price\n29/10/2023 01:00 - 29/10/2023 02:00,1\n29/10/2023 02:00 - 29/10/2023 03:00,2\n"
  "29/10/2023 02:00 - 29/10/2023 03:00,3\n29/10/2023 03:00 - 29/10/2023 04:00,4\n",
};

static const char *const scraps[]
    = { "\"",       "\n",  ";",     ",",    "\t",   "9999999999", "-", "24:00",
        "\xff",     "é",   "1e308", "2199", "0001", ":",          "/", "+14:00",
        "\xff\xfe", " PM", "12:60", "e",    "NaN",  "1,234,567",  "\r" };

static void
test_mutations (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240229);
  static const char *const zones[] = { NULL, "Europe/Berlin", "Australia/Sydney" };

  for (guint i = 0; i < MUTATIONS; i++)
    {
      GString *text = g_string_new (seeds[i % G_N_ELEMENTS (seeds)]);
      GhTableOptions options = { NULL, zones[i % G_N_ELEMENTS (zones)], (int) (i % 3) - 1 };
      g_autoptr (GError) error = NULL;
      mutate_text (random, text, scraps, G_N_ELEMENTS (scraps));
      /* The copy has no terminating zero: reading past the end shows. */
      g_autofree char *data = g_memdup2 (text->str, text->len);
      begin_file ("csv", i);
      g_autoptr (GhTable) table = gh_table_read ("x", data, text->len, &options, NULL, &error);
      end_file ();
      g_assert_true ((table == NULL) == (error != NULL));
      if (error != NULL)
        g_assert_cmpint (error->domain, ==, (gint) GH_ERROR);
      if (error != NULL)
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
      if (table != NULL)
        g_assert_cmpuint (table->count, >, 0);
      g_string_free (text, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  limit_memory ();
  g_test_add_func ("/fuzz/csv", test_mutations);
  return g_test_run ();
}
