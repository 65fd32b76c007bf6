/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "number-text.h"

#include <math.h>

#define NB "\xc2\xa0"

static void
test_numbers (void)
{
  static const struct
  {
    double value;
    int digits;
    const char *text;
  } cases[] = {
    { 0, 0, "0" },
    { -0.001, 2, "0.00" },
    { -0.4, 0, "0" },
    { 1234567.891, 1, "1234567.9" },
    { -3.25, 2, "−3.25" },
    { NAN, 2, "–" },
    { INFINITY, 0, "∞" },
    { -INFINITY, 0, "−∞" },
    { 1.23456789012, 40, "1.234567890" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = gh_number_format (cases[i].value, cases[i].digits);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* What spreadsheets read: no separators, no typographic minus, nothing for no number. */
static void
test_plain (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[]
      = { { 1234567.5, "1234567.5" }, { -3.25, "-3.25" },       { -0.0, "0" }, { 5.55e-17, "0" },
          { 0.1 + 0.2, "0.3" },       { 35040000, "35040000" }, { NAN, "" },   { INFINITY, "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = gh_number_format_plain (cases[i].value);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* In the C locale the symbol stands behind. */
static void
test_money (void)
{
  g_autofree char *plain = gh_money_format (-211.6, "EUR", 0);
  g_autofree char *gain = gh_money_format_signed (211.6, "GBP", 0);
  g_autofree char *nothing = gh_money_format_signed (0.2, "CHF", 0);
  g_autofree char *unknown = gh_money_format (3, "XTS", 2);

  g_assert_cmpstr (plain, ==, "−212" NB "€");
  g_assert_cmpstr (gain, ==, "+212" NB "£");
  g_assert_cmpstr (nothing, ==, "0" NB "CHF");
  g_assert_cmpstr (unknown, ==, "3.00" NB "XTS");
}

static void
test_units (void)
{
  static const struct
  {
    GhAttribute attribute;
    const char *currency;
    double value;
    const char *text;
  } cases[] = {
    { { .unit = "kW", .digits = 1 }, "EUR", 11, "11.0" NB "kW" },
    { { .percent = TRUE }, "EUR", 0.15, "15" NB "%" },
    { { .percent = TRUE, .unit = "1/K", .digits = 2 }, "EUR", -0.0037, "−0.37" NB "%/K" },
    { { .unit = "deg" }, "EUR", 35, "35°" },
    { { .unit = "currency/kWh", .digits = 2 }, "EUR", 0.2837, "28.37" NB "ct/kWh" },
    { { .unit = "currency/kWh", .digits = 2 }, "JPY", 31, "31.000" NB "¥/kWh" },
    { { .unit = "currency/kWh" }, "EUR", 120, "120" NB "€/kWh" },
    { { .unit = "currency", .digits = 2 }, "USD", 0.35, "0.35" NB "$" },
    { { .unit = "currency/t" }, "EUR", 55, "55" NB "€/t" },
    { { .unit = "kWh/km", .digits = 1 }, "EUR", 0.18, "18.0" NB "kWh/100 km" },
    { { .unit = "W/m2" }, "EUR", 800, "800" NB "W/m²" },
    { { .digits = 2 }, "EUR", 1.5, "1.50" },
    { { .unit = "kW", .digits = 1 }, "EUR", NAN, "–" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GhShownUnit shown;
      gh_shown_unit_init (&shown, &cases[i].attribute, cases[i].currency);
      g_autofree char *text = gh_shown_unit_format (&shown, cases[i].value);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number-text/numbers", test_numbers);
  g_test_add_func ("/number-text/plain", test_plain);
  g_test_add_func ("/number-text/money", test_money);
  g_test_add_func ("/number-text/units", test_units);
  return g_test_run ();
}
