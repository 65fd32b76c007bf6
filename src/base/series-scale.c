/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Series and prices in another size, in whichever form they are given. */
#include "series-scale.h"

static void
scale_values (GhSeries **series, double factor)
{
  gsize count = *series != NULL ? gh_series_get_count (*series) : 0;

  if (*series == NULL)
    return;
  double *values = g_memdup2 (gh_series_get_values (*series), count * sizeof (double));
  for (gsize t = 0; t < count; t++)
    values[t] *= factor;
  gh_series_unref (*series);
  *series = gh_series_new_take (values, count);
}

/**
 * gh_series_spec_scale:
 * @spec: (inout): a series whose file, if it has one, has been read
 * @factor: what every number is multiplied by
 *
 * Makes a series greater or smaller. Numbers that are shared with other series stay as they are.
 */
void
gh_series_spec_scale (GhSeriesSpec *spec, double factor)
{
  spec->number *= factor;
  scale_values (&spec->values, factor);
  scale_values (&spec->resolved, factor);
  if (spec->shape != NULL)
    spec->shape->annual_kwh *= factor;
}

/**
 * gh_price_spec_transform:
 * @spec: (inout): a price
 * @factor: what every price is multiplied by
 * @add: what is added to it then, currency per kWh
 *
 * Changes a price in whichever form it is given: a plain series becomes one with tax and fees.
 */
void
gh_price_spec_transform (GhPriceSpec *spec, double factor, double add)
{
  if (spec->series != NULL)
    {
      spec->market = gh_record_new (&gh_market_price_table);
      spec->market->series = g_steal_pointer (&spec->series);
    }
  if (spec->market != NULL)
    {
      spec->market->multiply *= factor;
      spec->market->add = spec->market->add * factor + add;
    }
  if (spec->periods == NULL)
    return;
  spec->periods->default_price = spec->periods->default_price * factor + add;
  for (guint i = 0; spec->periods->periods != NULL && i < spec->periods->periods->len; i++)
    {
      GhPricePeriod *period = g_ptr_array_index (spec->periods->periods, i);
      period->price = period->price * factor + add;
    }
}
