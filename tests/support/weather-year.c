/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "weather-year.h"

#include <glib.h>

/**
 * new_weather_year:
 *
 * Makes the EPW file of a typical year near Munich: 300 W/m2 from 6 to 18 o'clock, of which half
 * are diffuse, and nothing else; each month of another year; 10 degrees and 2 m/s; one temperature
 * is missing.
 *
 * Returns: (transfer full): its text
 */
char *
new_weather_year (void)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  GString *text = g_string_new ("LOCATION,Munich,-,DEU,Y,1,48.1,11.6,1.0,520\nDESIGN CONDITIONS,0\n"
                                "TYPICAL/EXTREME PERIODS,0\nGROUND TEMPERATURES,0\n"
                                "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0\nCOMMENTS 1\nCOMMENTS 2\n"
                                "DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31\n");

  for (int month = 1; month <= 12; month++)
    for (int day = 1; day <= days[month - 1]; day++)
      for (int hour = 1; hour <= 24; hour++)
        {
          gboolean lit = hour > 6 && hour <= 18;
          gboolean missing = month == 3 && day == 3 && hour == 3;
          g_string_append_printf (
              text, "%d,%d,%d,%d,60,?9,%s,1,80,100000,0,0,300,%d,%d,%d,0,0,0,0,90,2.0\n",
              1980 + month, month, day, hour, missing ? "99.9" : "10.0", lit ? 300 : 0,
              lit ? 200 : 0, lit ? 150 : 0);
        }
  return g_string_free (text, FALSE);
}
