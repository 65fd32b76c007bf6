/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "real-bill.h"

#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

#include "errors.h"

static GPtrArray *
load (const char *text, GhFindings *findings, GError **error)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("bill-XXXXXX", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  close (file);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  GPtrArray *entries = gh_real_bill_load (path, findings, error);
  g_unlink (path);
  return entries;
}

static void
check_month (const GhBilledEntry *entry, int expected)
{
  int year, month, day;

  gh_date_to_civil (entry->month, &year, &month, &day);
  g_assert_cmpint (year, ==, 2024);
  g_assert_cmpint (month, ==, expected);
}

/* Two lines however they are written. */
static void
test_read (void)
{
  static const char *const texts[] = {
    "month,item,amount\n2024-01,energy,223.2\n2024-02,Fixed charge,-10.5\n",
    "Item;Month;Amount\r\nenergy;2024-01;223,20\r\n\"Fixed charge\";2024-02-29;-10,50\r\n\r\n",
    "Monat;Posten;Betrag;kWh\n01.2024;energy;223,20;\n02/2024;Fixed charge;-10,50;\n",
    "[{\"month\": \"2024-01\", \"item\": \"energy\", \"amount\": 223.2},"
    " {\"month\": \"2024-02\", \"item\": \"Fixed charge\", \"amount\": -10.5}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhFindings) findings = gh_findings_new ();
      g_autoptr (GPtrArray) entries = load (texts[i], findings, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (gh_findings_get_count (findings), ==, 0);
      g_assert_cmpuint (entries->len, ==, 2);
      const GhBilledEntry *first = g_ptr_array_index (entries, 0);
      const GhBilledEntry *second = g_ptr_array_index (entries, 1);
      check_month (first, 1);
      g_assert_cmpstr (first->item, ==, "energy");
      g_assert_cmpfloat (first->amount, ==, 223.2);
      check_month (second, 2);
      g_assert_true (isnan (first->quantity));
      g_assert_cmpstr (second->item, ==, "Fixed charge");
      g_assert_cmpfloat (second->amount, ==, -10.5);
    }
}

/* Lines that are not understood are told, the others are read. */
static void
test_partly (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GPtrArray) entries = load ("month,item,amount,quantity\n2024-01,energy,30,100\n"
                                        "Sum,,30,\n2024-02,energy,n/a,3\n2024-03,energy,3,-3\n",
                                        findings, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpfloat (((const GhBilledEntry *) g_ptr_array_index (entries, 0))->quantity, ==, 100.0);
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *line = g_strdup_printf ("%u", i + 3);
      g_assert_cmpstr (gh_findings_get (findings, i)->path, ==, line);
    }
}

static void
test_is_table (void)
{
  static const struct
  {
    const char *text;
    gboolean is_bill;
  } rows[] = { { "month,item,amount\n", TRUE },
               { "\xef\xbb\xbfQuantity;Amount;Item;Month\n1;2;energy;2024-01\n", TRUE },
               { "month,amount\n2024-01,3\n", FALSE },
               { "Time,Consumption (kWh)\n2024-01-01 00:00,0.3\n", FALSE },
               { "[{\"month\": \"2024-01\", \"item\": \"energy\", \"amount\": 2}]", FALSE },
               { "", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (gh_real_bill_is_table (rows[i].text, strlen (rows[i].text)), ==,
                     rows[i].is_bill);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "month,item\n2024-01,energy\n",
    "month,item,amount\n2024-13,energy,3\n",
    "month,item,amount\n2024-01,energy,n/a\n",
    "month,item,amount\n2024-01,,3\n",
    "[{\"month\": \"2024-01\", \"amount\": 3}]",
    "[{\"month\": 2024, \"item\": \"energy\", \"amount\": 3}]",
    "{\"month\": \"2024-01\"}",
    "[",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhFindings) findings = gh_findings_new ();
      g_assert_null (load (texts[i], findings, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/real-bill/read", test_read);
  g_test_add_func ("/real-bill/partly", test_partly);
  g_test_add_func ("/real-bill/is-table", test_is_table);
  g_test_add_func ("/real-bill/refused", test_refused);
  return g_test_run ();
}
