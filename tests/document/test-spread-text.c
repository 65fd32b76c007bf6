/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spreads of a group as texts. */
#include "spread-text.h"

#include <math.h>

#include "errors.h"
#include "record-equal.h"
#include "site/fleet-profile.h"

/* @shown: (nullable): how it is written; %NULL: it is refused */
typedef struct
{
  const char *attribute;
  const char *text;
  const char *shown;
} Case;

static const Case cases[] = {
  { "arrive", "17:15", "17:15" },
  { "arrive", "17:15 ± 40 min (14:30–20:30)", "17:15 ± 40 min (14:30–20:30)" },
  { "arrive", "1715+-40(14:30-20:30)", "17:15 ± 40 min (14:30–20:30)" },
  { "arrive", "17:15 +/- 40 (14:30-)", "17:15 ± 40 min (14:30–)" },
  { "arrive", "6:00; 14:00; 22:00", "6:00; 14:00; 22:00" },
  { "arrive", "6:00; 14:00 (2:1)", "6:00; 14:00 (2:1)" },
  { "arrive", "25:00", NULL },
  { "arrive", "17:15 ± late", NULL },
  { "arrive", "6:00; 14:00 (2)", NULL },
  { "arrive", "17:15 (14:30)", NULL },
  { "battery_kwh", "52 kWh", "52" },
  { "battery_kwh", "52; 68 (2:1)", "52; 68 (2:1)" },
  { "battery_kwh", "52.5 ± 4 (40–60)", "52.5 ± 4 (40–60)" },
  { "battery_kwh", "52;", "52;" },
  { "battery_kwh", "-5", NULL },
  { "battery_kwh", "52 ± 4 ± 3", NULL },
  { "battery_kwh", "52 ± -4", NULL },
  { "battery_kwh", ";", NULL },
  { "arrival_soc", "40 % ± 10 (10–90)", "40 ± 10 (10–90)" },
  { "arrival_soc", "140", NULL },
};

/* What is written reads back as the same. */
static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GhAttribute *attribute
          = gh_attribute_table_find (&gh_fleet_group_table, cases[i].attribute, NULL);
      g_autoptr (GError) error = NULL;
      gpointer spread = gh_spread_parse (attribute, cases[i].text, "EUR", &error);

      g_test_message ("%s: %s", cases[i].text, error != NULL ? error->message : "good");
      g_assert_true ((spread != NULL) == (cases[i].shown != NULL));
      if (spread == NULL)
        {
          g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
          continue;
        }
      g_autofree char *shown = gh_spread_format (attribute, spread, "EUR");
      gpointer again = gh_spread_parse (attribute, shown, "EUR", NULL);
      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_true (gh_record_equal (attribute->table, spread, again));
      gh_record_free (attribute->table, spread);
      gh_record_free (attribute->table, again);
    }
}

/* The parts of a spread make it again. */
static void
test_fields (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GhAttribute *attribute
          = gh_attribute_table_find (&gh_fleet_group_table, cases[i].attribute, NULL);
      char *fields[GH_SPREAD_FIELDS];

      if (cases[i].shown == NULL)
        continue;
      gpointer spread = gh_spread_parse (attribute, cases[i].shown, "EUR", NULL);
      gh_spread_split (attribute, spread, "EUR", fields);
      g_autofree char *text
          = gh_spread_join ((const char *const *) fields, *fields[GH_SPREAD_VALUES] != '\0');
      gpointer again = gh_spread_parse (attribute, text, "EUR", NULL);
      g_assert_true (gh_record_equal (attribute->table, spread, again));
      gh_record_free (attribute->table, spread);
      gh_record_free (attribute->table, again);
      for (guint k = 0; k < GH_SPREAD_FIELDS; k++)
        g_free (fields[k]);
    }
}

static GhSeries *
sample (const char *text, guint count)
{
  const GhAttribute *arrive = gh_attribute_table_find (&gh_fleet_group_table, "arrive", NULL);
  gpointer spread = gh_spread_parse (arrive, text, "EUR", NULL);
  GhSeries *samples = gh_spread_sample (arrive, spread, count);

  gh_record_free (arrive->table, spread);
  return samples;
}

/* A normal distribution is as likely on both sides of its mean and ends where it is cut off; values
 * are as likely as they weigh. */
static void
test_samples (void)
{
  g_autoptr (GhSeries) normal = sample ("17:00 ± 60 (16:00–19:00)", 4);
  g_autoptr (GhSeries) values = sample ("6:00; 14:00 (2:1)", 3);
  const double *likely = gh_series_get_values (normal), *weights = gh_series_get_values (values);

  g_assert_cmpfloat_with_epsilon (likely[1], 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (likely[0], likely[2], 1e-12);
  g_assert_cmpfloat_with_epsilon (likely[0], exp (-0.5), 1e-12);
  g_assert_cmpfloat_with_epsilon (likely[3], exp (-2.0), 1e-12);
  g_assert_cmpfloat (weights[0], ==, 2.0);
  g_assert_cmpfloat (weights[1], ==, 0.0);
  g_assert_cmpfloat (weights[2], ==, 1.0);
}

static void
test_middles (void)
{
  const GhAttribute *battery = gh_attribute_table_find (&gh_fleet_group_table, "battery_kwh", NULL);
  gpointer spread = gh_spread_parse (battery, "50; 80 (2:1)", "EUR", NULL);

  g_assert_cmpfloat_with_epsilon (gh_spread_get_middle (battery, spread), 60.0, 1e-12);
  g_assert_false (gh_spread_get_middle (battery, NULL) > 0.0);
  gh_record_free (battery->table, spread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spread-text/texts", test_texts);
  g_test_add_func ("/spread-text/fields", test_fields);
  g_test_add_func ("/spread-text/samples", test_samples);
  g_test_add_func ("/spread-text/middles", test_middles);
  return g_test_run ();
}
