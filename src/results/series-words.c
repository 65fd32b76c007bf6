/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What measured numbers come to: in words beside them, and as the plain number that can take their
 * place. */
#include "series-slots.h"

#include <math.h>

#include "number-text.h"
#include "record-path.h"
#include "words.h"

#define HOURS_PER_YEAR (24.0 * GH_DAYS_PER_YEAR)

static double
find_mean (GhSeries *numbers)
{
  gsize count = gh_series_get_count (numbers);
  double sum = 0.0;

  for (gsize i = 0; i < count; i++)
    sum += gh_series_get_values (numbers)[i];
  return sum / (double) count;
}

static double
find_greatest (GhSeries *numbers)
{
  double greatest = 0.0;

  for (gsize i = 0; i < gh_series_get_count (numbers); i++)
    greatest = MAX (greatest, gh_series_get_values (numbers)[i]);
  return greatest;
}

/**
 * gh_load_sum_year_kwh:
 * @study: a study
 * @path: of a load
 *
 * Returns: the energy that is used in a year, whichever way the load is given; NAN where it is not
 *   known
 */
double
gh_load_sum_year_kwh (const GhStudy *study, const char *path)
{
  GhSeries *numbers = gh_series_slot_get_numbers (study, path);
  const GhSeriesSpec *load = gh_series_slot_get (study, path);

  if (load == NULL)
    return NAN;
  if (load->form == GH_SERIES_SHAPE)
    return load->shape->annual_kwh;
  if (load->form == GH_SERIES_NUMBER)
    return load->number * HOURS_PER_YEAR;
  return numbers != NULL ? find_mean (numbers) * HOURS_PER_YEAR : NAN;
}

/* What a household pays of a price of the file, with taxes and fees where there are some. */
static double
pay (const GhMarketPrice *market, double price)
{
  return market != NULL ? price * market->multiply + market->add : price;
}

/* The mean of what is paid or emitted, or the sum of a year: what one would want to hear first. */
static char *
describe_numbers (const GhStudy *study, const char *path, GhSeries *numbers)
{
  const GhAttribute *attribute = gh_series_slot_find_attribute (path);
  double mean = find_mean (numbers);
  GhShownUnit unit;

  if (g_strcmp0 (attribute->unit, "kW") == 0)
    {
      g_autofree char *sum = gh_number_format (mean * HOURS_PER_YEAR, 0);
      return g_strdup_printf (_ ("%s kWh a year"), sum);
    }
  if (attribute->unit == NULL)
    {
      g_autofree char *share = gh_number_format (100.0 * mean, 0);
      return g_strdup_printf (_ ("%s %% of the time"), share);
    }
  if (attribute->kind == GH_KIND_PRICE)
    gh_shown_unit_init_price (&unit, study->currency);
  else
    gh_shown_unit_init (&unit, attribute, study->currency);
  mean = pay (gh_series_slot_get_market (study, path), mean);
  g_autofree char *text = gh_shown_unit_format (&unit, mean);
  return g_strdup_printf (_ ("Mean %s"), text);
}

/* What the numbers come to and where they are from. */
static char *
add_origin (const char *what, const GhSeriesSpec *spec)
{
  if (spec->form != GH_SERIES_FILE)
    /* Translators: what measured numbers come to, such as "4500 kWh a year". */
    return g_strdup_printf (_ ("%s, a number for each step"), what);
  if (spec->data_filled == 0)
    /* Translators: what measured numbers come to, and the file they are from. */
    return g_strdup_printf (_ ("%s, from %s"), what, spec->file->file);
  return g_strdup_printf (ngettext ("%s, from %s, %d gap filled", "%s, from %s, %d gaps filled",
                                    (gulong) spec->data_filled),
                          what, spec->file->file, spec->data_filled);
}

/**
 * gh_series_slot_describe:
 * @study: a study
 * @path: as gh_series_slots_list() lists them
 *
 * Tells of measured numbers what they come to and where they are from: "4500 kWh a year, from
 * meter.csv, 12 gaps filled".
 *
 * Returns: (transfer full) (nullable): %NULL where there are no such numbers
 */
char *
gh_series_slot_describe (const GhStudy *study, const char *path)
{
  GhSeries *numbers = gh_series_slot_get_numbers (study, path);

  if (numbers == NULL)
    return NULL;
  g_autofree char *what = describe_numbers (study, path, numbers);
  return add_origin (what, gh_series_slot_get (study, path));
}

/**
 * gh_load_spec_new_shape:
 * @annual_kwh: what the house uses in a year
 *
 * Returns: (transfer full): a load of that sum, spread as households use it
 */
GhSeriesSpec *
gh_load_spec_new_shape (double annual_kwh)
{
  GhSeriesSpec *spec = g_new0 (GhSeriesSpec, 1);
  GhPlace place;

  spec->form = GH_SERIES_SHAPE;
  spec->shape = gh_record_new (&gh_load_shape_table);
  if (gh_place_find (&gh_load_shape_table, spec->shape, "$.annual_kwh", FALSE, &place))
    gh_place_set_number (&place, annual_kwh);
  return spec;
}

static void
set_sibling (const GhPlace *place, const char *name, double number)
{
  GhPlace sibling = *place;

  sibling.attribute = gh_attribute_table_find (place->table, name, &sibling.index);
  gh_place_set_number (&sibling, number);
}

static gboolean
has_measured_weather (const GhWeather *weather)
{
  return weather->ghi_w_m2 != NULL || weather->dni_w_m2 != NULL || weather->dhi_w_m2 != NULL
         || weather->temperature_c != NULL || weather->wind_m_s != NULL;
}

/* The one number in place of measured ones, at a place that can hold one. */
static double
find_plain (const GhStudy *study, const char *path, GhSeries *numbers)
{
  double mean = numbers != NULL ? find_mean (numbers) : 0.0;

  return pay (gh_series_slot_get_market (study, path), mean);
}

/**
 * gh_series_slot_simplify:
 * @study: a study to change
 * @path: as gh_series_slots_list() lists them
 *
 * Puts something plain in the place of measured numbers: prices and emissions their mean, the load
 * its yearly sum, a solar output panels of the power that it reached, the weather a calculated sky;
 * where a car is and what it drives is left to trips.
 */
void
gh_series_slot_simplify (GhStudy *study, const char *path)
{
  GhSeries *numbers = gh_series_slot_get_numbers (study, path);
  const char *kind = gh_series_slot_get_kind (path);
  double plain = find_plain (study, path, numbers);
  GhPlace place;

  if (!gh_place_find (&gh_study_table, study, path, FALSE, &place))
    return;
  if (g_str_equal (kind, "price") || g_str_equal (kind, "emissions"))
    {
      gh_series_slot_fill (study, path, gh_series_spec_new_number (plain), 1.0, 0.0);
      return;
    }
  if (g_str_equal (kind, "load"))
    {
      gh_place_take_pointer (&place, gh_load_spec_new_shape (round (plain * HOURS_PER_YEAR)));
      return;
    }
  double peak = numbers != NULL ? ceil (10.0 * find_greatest (numbers)) / 10.0 : 0.0;
  gh_place_clear (&place);
  if (g_str_equal (kind, "solar"))
    set_sibling (&place, "peak_kw", peak);
  else if (g_str_equal (kind, "weather") && !has_measured_weather (place.record))
    set_sibling (&place, "clear_sky", TRUE);
}
