/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market-study.h"

#include <math.h>

#include "random.h"

/* What the hours of a day are like: the house, the sun, the market. */
static double
house_kw (int hour, GhRandom *random)
{
  double usual = hour < 6 ? 0.25 : hour < 9 ? 0.9 : hour < 17 ? 0.5 : hour < 22 ? 1.4 : 0.5;

  return usual * (0.5 + gh_random_uniform (random));
}

static double
sun_kw (int hour, double clear)
{
  double height = sin (G_PI * (hour - 6) / 12.0);

  return hour > 6 && hour < 18 ? 5.0 * clear * height : 0.0;
}

static double
market_price (int hour, double level, double noon, GhRandom *random)
{
  double evening = hour >= 17 && hour < 21 ? 0.12 : 0.0;
  double midday = hour >= 11 && hour < 15 ? -noon : 0.0;

  return level + evening + midday + 0.03 * gh_random_normal (random);
}

GhStudy *
new_market_study (guint64 seed, const char *edits)
{
  GhStudy *study = gh_record_new (&gh_study_table);
  GhRandom random;
  g_autoptr (GString) load = g_string_new ("load [");
  g_autoptr (GString) solar = g_string_new ("solar.0.output_kw [");
  g_autoptr (GString) price = g_string_new ("tariff.import_price [");
  const char *comma = "";

  gh_random_init (&random, seed);
  for (int day = 0; day < MARKET_DAYS; day++)
    {
      double clear = gh_random_uniform (&random), level = 0.2 + 0.15 * gh_random_uniform (&random);
      double noon = 0.15 * clear;
      for (int hour = 0; hour < 24; hour++, comma = ",")
        {
          g_string_append_printf (load, "%s%.4f", comma, house_kw (hour, &random));
          g_string_append_printf (solar, "%s%.4f", comma, sun_kw (hour, clear));
          g_string_append_printf (price, "%s%.4f", comma,
                                  market_price (hour, level, noon, &random));
        }
    }
  g_string_append (load, "]");
  g_string_append (solar, "]");
  g_string_append (price, "]");
  edit_study (study,
              "location.latitude 48; location.longitude 11; location.time_zone Europe/Berlin; "
              "period.start 2024-03-01T00:00:00+01:00; period.step_minutes 60; "
              "tariff.export_price 0.08; vehicles.0.name Car; "
              "vehicles.0.battery_kwh 40; vehicles.0.soc_min 0.1; vehicles.0.wear_per_kwh 0.01; "
              "vehicles.0.trips.0.days mon-fri; vehicles.0.trips.0.leave 07:30; "
              "vehicles.0.trips.0.return 17:00; vehicles.0.trips.0.distance_km 50; "
              "vehicles.0.charger.charge_kw 7; vehicles.0.charger.discharge_kw 7");
  study->period->steps = MARKET_STEPS;
  study->seed = (gint64) seed;
  edit_study (study, load->str);
  edit_study (study, solar->str);
  edit_study (study, price->str);
  edit_study (study, edits);
  return study;
}
