/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-scale.h"

static GhSeries *
new_series (void)
{
  static const double numbers[] = { 1.0, -2.0, 0.5 };

  return gh_series_new_take (g_memdup2 (numbers, sizeof numbers), G_N_ELEMENTS (numbers));
}

/* Numbers that are shared stay as they are for those who share them. */
static void
test_scale (void)
{
  g_autoptr (GhSeries) shared = new_series ();
  g_autoptr (GhSeriesSpec) values = gh_series_spec_new_values (gh_series_ref (shared));
  g_autoptr (GhSeriesSpec) number = gh_series_spec_new_number (3.0);
  g_autoptr (GhSeriesSpec) file = g_new0 (GhSeriesSpec, 1);
  g_autoptr (GhSeriesSpec) shape = g_new0 (GhSeriesSpec, 1);

  file->form = GH_SERIES_FILE;
  file->resolved = gh_series_ref (shared);
  shape->form = GH_SERIES_SHAPE;
  shape->shape = gh_record_new (&gh_load_shape_table);
  shape->shape->annual_kwh = 4000.0;
  gh_series_spec_scale (values, 2.0);
  gh_series_spec_scale (number, 2.0);
  gh_series_spec_scale (file, 2.0);
  gh_series_spec_scale (shape, 2.0);
  for (gsize t = 0; t < 3; t++)
    {
      double plain = gh_series_get_values (shared)[t];
      g_assert_cmpfloat (gh_series_get_values (values->values)[t], ==, 2.0 * plain);
      g_assert_cmpfloat (gh_series_get_values (file->resolved)[t], ==, 2.0 * plain);
    }
  g_assert_cmpfloat (gh_series_get_values (shared)[1], ==, -2.0);
  g_assert_cmpfloat (number->number, ==, 6.0);
  g_assert_cmpfloat (shape->shape->annual_kwh, ==, 8000.0);
}

/* p becomes 0.5 p + 0.1 in each of the forms. */
static void
test_price (void)
{
  g_autoptr (GhPriceSpec) plain = g_new0 (GhPriceSpec, 1);
  g_autoptr (GhPriceSpec) periods = g_new0 (GhPriceSpec, 1);
  GhPricePeriod *period = gh_record_new (&gh_price_period_table);

  plain->series = gh_series_spec_new_number (0.4);
  gh_price_spec_transform (plain, 0.5, 0.1);
  g_assert_null (plain->series);
  g_assert_cmpfloat (plain->market->series->number, ==, 0.4);
  g_assert_cmpfloat (plain->market->multiply, ==, 0.5);
  g_assert_cmpfloat (plain->market->add, ==, 0.1);
  plain->market->add = 0.2;
  gh_price_spec_transform (plain, 0.5, 0.1);
  g_assert_cmpfloat (plain->market->multiply, ==, 0.25);
  g_assert_cmpfloat (plain->market->add, ==, 0.2);

  periods->periods = gh_record_new (&gh_period_price_table);
  periods->periods->default_price = 0.3;
  periods->periods->periods = g_ptr_array_new ();
  period->price = 0.5;
  g_ptr_array_add (periods->periods->periods, period);
  gh_price_spec_transform (periods, 0.5, 0.1);
  g_assert_cmpfloat (periods->periods->default_price, ==, 0.25);
  g_assert_cmpfloat (period->price, ==, 0.35);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series-scale/series", test_scale);
  g_test_add_func ("/series-scale/price", test_price);
  return g_test_run ();
}
