/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "real-bill.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "errors.h"

static GPtrArray *
load (const char *text, GError **error)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("bill-XXXXXX", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  close (file);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  GPtrArray *entries = gh_real_bill_load (path, error);
  g_unlink (path);
  return entries;
}

/* Two lines however they are written. */
static void
test_read (void)
{
  static const char *const texts[] = {
    "month,item,amount\n2024-01,energy,223.2\n2024-02,Fixed charge,-10.5\n",
    "Item;Month;Amount\r\nenergy;2024-01;223,20\r\n\"Fixed charge\";2024-02-29;-10,50\r\n\r\n",
    "[{\"month\": \"2024-01\", \"item\": \"energy\", \"amount\": 223.2},"
    " {\"month\": \"2024-02\", \"item\": \"Fixed charge\", \"amount\": -10.5}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) entries = load (texts[i], &error);
      g_assert_no_error (error);
      g_assert_cmpuint (entries->len, ==, 2);
      const GhBilledEntry *first = g_ptr_array_index (entries, 0);
      const GhBilledEntry *second = g_ptr_array_index (entries, 1);
      g_assert_cmpint (first->year, ==, 2024);
      g_assert_cmpint (first->month, ==, 1);
      g_assert_cmpstr (first->item, ==, "energy");
      g_assert_cmpfloat (first->amount, ==, 223.2);
      g_assert_cmpint (second->month, ==, 2);
      g_assert_cmpstr (second->item, ==, "Fixed charge");
      g_assert_cmpfloat (second->amount, ==, -10.5);
    }
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
      g_assert_null (load (texts[i], &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/real-bill/read", test_read);
  g_test_add_func ("/real-bill/refused", test_refused);
  return g_test_run ();
}
