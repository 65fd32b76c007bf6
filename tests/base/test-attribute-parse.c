/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type for an attribute. */
#include "attribute-parse.h"

#include <locale.h>
#include <math.h>

#include "errors.h"

static const char *const words[] = { "allowed", "never", NULL };
static const char *const titles[] = { "House and grid", "House only", NULL };

static const GhAttribute energy
    = { .kind = GH_KIND_NUMBER, .unit = "kWh", .digits = 1, .minimum = 0.1, .maximum = 1000 };
static const GhAttribute share
    = { .kind = GH_KIND_NUMBER, .percent = TRUE, .minimum = 0, .maximum = 1 };
static const GhAttribute count = { .kind = GH_KIND_INTEGER, .minimum = 0, .maximum = 200000 };
static const GhAttribute clock_time = { .kind = GH_KIND_CLOCK };
static const GhAttribute days = { .kind = GH_KIND_DAYS };
static const GhAttribute answer = { .kind = GH_KIND_BOOLEAN };
static const GhAttribute choice
    = { .kind = GH_KIND_CHOICE, .choices = words, .choice_titles = titles };

/* @number: NAN: what is typed is refused */
typedef struct
{
  const GhAttribute *attribute;
  const char *text;
  double number;
} Case;

static void
check (const Case *cases, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GError) error = NULL;
      double number = NAN;
      gboolean good
          = gh_attribute_parse_value (cases[i].attribute, cases[i].text, "EUR", &number, &error);
      g_test_message ("\"%s\": %g, %s", cases[i].text, number, good ? "" : error->message);
      g_assert_true (good == !isnan (cases[i].number));
      if (good)
        g_assert_cmpfloat_with_epsilon (number, cases[i].number, 1e-12);
      else
        g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
    }
}

static void
test_numbers (void)
{
  static const Case cases[] = {
    { &energy, "52", 52 },       { &energy, " 52.5 kWh", 52.5 }, { &energy, "52,5", 52.5 },
    { &energy, "0,125", 0.125 }, { &energy, "1 000", 1000 },     { &energy, "1,000", 1000 },
    { &energy, "1001", NAN },    { &energy, "-3", NAN },         { &energy, "5 km", NAN },
    { &energy, "many", NAN },    { &energy, "5..2", NAN },       { &share, "80", 0.8 },
    { &share, "80 %", 0.8 },     { &share, "80.5%", 0.805 },     { &share, "101", NAN },
    { &share, "−1", NAN },       { &count, "1,200", 1200 },      { &count, "1.5", NAN },
    { &count, "12 000", 12000 },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_others (void)
{
  static const Case cases[] = {
    { &clock_time, "7:30", 450 },   { &clock_time, "07:30", 450 },
    { &clock_time, "7.30", 450 },   { &clock_time, "730", 450 },
    { &clock_time, "7", 420 },      { &clock_time, "7 h", 420 },
    { &clock_time, "23:59", 1439 }, { &clock_time, "24:00", NAN },
    { &clock_time, "7:60", NAN },   { &clock_time, "noon", NAN },
    { &days, "Mon–Fri", 31 },       { &days, "mon-fri, sun", 31 + 64 },
    { &days, "Saturday", 32 },      { &days, "sat+sun", 96 },
    { &days, "someday", NAN },      { &days, "", NAN },
    { &answer, "yes", 1 },          { &answer, "NO", 0 },
    { &answer, "perhaps", NAN },    { &choice, "House only", 1 },
    { &choice, "allowed", 0 },      { &choice, "both", NAN },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* A decimal comma, and points between thousands. */
static void
test_german (void)
{
  static const Case cases[] = {
    { &energy, "52,5", 52.5 },   { &energy, "52.5", 52.5 }, { &energy, "0,125", 0.125 },
    { &energy, "0.125", 0.125 }, { &count, "1.200", 1200 }, { &energy, "1.000,0", 1000 },
  };

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no German numbers");
      return;
    }
  check (cases, G_N_ELEMENTS (cases));
  setlocale (LC_NUMERIC, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attribute-parse/numbers", test_numbers);
  g_test_add_func ("/attribute-parse/others", test_others);
  g_test_add_func ("/attribute-parse/german", test_german);
  return g_test_run ();
}
