/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weather files: the temperature of each row tells in which hour of local standard time it belongs,
 * so that a row that is laid beside it shows. */
#include <math.h>

#include "formats/weather-table.h"
#include "read-text.h"
#include "time-axis.h"

typedef enum
{
  EPW,
  TMY3,
  SAM,
  PVGIS_TMY,
  PVGIS_TMY_JSON,
  PVWATTS,
  FORMATS
} Format;

/* @wanted: headings of global irradiance (NULL: reckoned), temperature; @offset: hours */
static const struct
{
  const char *name;
  const char *temperature;
  double offset;
} formats[FORMATS] = { { "EnergyPlus weather (EPW)", "Dry Bulb Temperature", 1 },
                       { "TMY3 weather", "Dry-bulb (C)", -5 },
                       { "SAM or NSRDB weather", "Temperature", 9.5 },
                       { "PVGIS", "T2m", 0 },
                       { "PVGIS", "T2m", 0 },
                       { "PVWatts hourly results", "Ambient Temperature (C)", -7 } };

static const int month_days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

/* What stands for an hour: it is between -21 and 43 and the same in no other hour of its day. */
static double
code (int month, int day, int hour)
{
  return month * 2 - 20 + day / 50.0 + hour / 1000.0;
}

static void
append_head (GString *text, Format format)
{
  switch (format)
    {
    case EPW:
      g_string_append (text, "LOCATION,X,-,DEU,IWEC Data,1,48.0,11.5,1.0,500\nDESIGN CONDITIONS,0\n"
                             "TYPICAL/EXTREME PERIODS,0\nGROUND TEMPERATURES,0\n"
                             "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0\nCOMMENTS 1,\"a, b\"\nCOMMENTS 2\n"
                             "DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31\n");
      break;
    case TMY3:
      g_string_append (text, "723170,\"X\",NC,-5.0,36.1,-79.95,273\nDate (MM/DD/YYYY),"
                             "Time (HH:MM),GHI (W/m^2),DNI (W/m^2),DHI (W/m^2),Dry-bulb (C)\n");
      break;
    case SAM:
      g_string_append (text, "Source,Location ID,Latitude,Longitude,Time Zone,Elevation,"
                             "Local Time Zone\nNSRDB,1,-12.4,130.9,9.5,30,9.5\n"
                             "Year,Month,Day,Hour,Minute,GHI,DNI,DHI,Temperature\n");
      break;
    case PVGIS_TMY:
      g_string_append (text, "Latitude (decimal degrees): 45.0\nLongitude (decimal degrees): 8.0\n"
                             "Elevation (m): 250\nmonth,year\n1,2010\n"
                             "time(UTC),T2m,RH,G(h),Gb(n),Gd(h),WS10m\n");
      break;
    case PVGIS_TMY_JSON:
      g_string_append (text, "{\"inputs\":{\"location\":{\"latitude\":45,\"longitude\":8}},"
                             "\"outputs\":{\"tmy_hourly\":[");
      break;
    case PVWATTS:
      g_string_append (text, "\"PVWatts: Hourly PV Performance Data\"\n\"Lat (deg N):\",39.73\n"
                             "\"Long (deg W):\",105.18\n\nMonth,Day,Hour,Beam Irradiance (W/m^2),"
                             "Diffuse Irradiance (W/m^2),Ambient Temperature (C),"
                             "Cell Temperature (C),AC System Output (W)\n");
      break;
    case FORMATS:
    default:
      g_assert_not_reached ();
    }
}

static void
append_row (GString *text, Format format, int year, int month, int day, int hour)
{
  double t = code (month, day, hour);

  if (format == EPW)
    g_string_append_printf (text,
                            "%d,%d,%d,%d,60,?9*_E8,%.3f,1,80,100000,0,0,300,7,8,5,0,0,0,0,90,2,5\n",
                            year, month, day, hour + 1, t);
  else if (format == TMY3)
    g_string_append_printf (text, "%02d/%02d/%d,%02d:00,7,8,5,%.3f\n", month, day, year, hour + 1,
                            t);
  else if (format == SAM)
    g_string_append_printf (text, "%d,%d,%d,%d,30,7,8,5,%.3f\n", year, month, day, hour, t);
  else if (format == PVGIS_TMY)
    g_string_append_printf (text, "%d%02d%02d:%02d00,%.3f,80,7.0,8.0,5.0,2\n", year, month, day,
                            hour, t);
  else if (format == PVGIS_TMY_JSON)
    g_string_append_printf (text,
                            "%s{\"time(UTC)\":\"%d%02d%02d:%02d00\",\"T2m\":%.3f,\"G(h)\":7,"
                            "\"Gb(n)\":8,\"Gd(h)\":5.0}",
                            month + day + hour > 2 ? "," : "", year, month, day, hour, t);
  else
    g_string_append_printf (text, "%d,%d,%d,8,5,%.3f,20,0\n", month, day, hour, t);
}

/* A year whose months are those of different years. */
static char *
write_year (Format format)
{
  GString *text = g_string_new (NULL);

  append_head (text, format);
  for (int month = 1; month <= 12; month++)
    for (int day = 1; day <= month_days[month - 1]; day++)
      for (int hour = 0; hour < 24; hour++)
        append_row (text, format, 1990 + month * 5 % 12, month, day, hour);
  if (format == PVGIS_TMY)
    g_string_append (text, "\nT2m: 2-m air temperature (degree Celsius)\n");
  else if (format == PVGIS_TMY_JSON)
    g_string_append (text, "]}}");
  else if (format == PVWATTS)
    g_string_append (text, "\"Totals\",,,1,2,3,4,5\n");
  return g_string_free (text, FALSE);
}

static void
test_years (gconstpointer data)
{
  Format format = (Format) GPOINTER_TO_UINT (data);
  g_autofree char *text = write_year (format);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table = read_text (text, NULL, &error);
  gsize index = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (table->format, ==, formats[format].name);
  g_assert_cmpstr (table->kind, ==, "weather");
  g_assert_true (table->typical_year && table->follows_sun);
  g_assert_cmpuint (table->count, ==, 8760);
  g_assert_cmpint (table->step_seconds, ==, 3600);
  /* 2001-01-01 of local standard time. */
  g_assert_cmpint (table->start_unix, ==, 978307200 - (int) (formats[format].offset * 3600));
  const GhTableColumn *temperature = get_column (table, formats[format].temperature);
  g_assert_true (gh_weather_table_find (table, GH_WEATHER_TEMPERATURE) == temperature);
  for (int month = 1; month <= 12; month++)
    for (int day = 1; day <= month_days[month - 1]; day++)
      for (int hour = 0; hour < 24; hour++, index++)
        g_assert_cmpfloat_with_epsilon (temperature->values[index], code (month, day, hour), 5e-4);
  g_assert_cmpfloat (gh_weather_table_find (table, GH_WEATHER_DNI)->values[4000], ==, 8.0);
  g_assert_cmpfloat (gh_weather_table_find (table, GH_WEATHER_DHI)->values[4000], ==, 5.0);
  const GhTableColumn *global = gh_weather_table_find (table, GH_WEATHER_GHI);
  if (format == PVWATTS)
    {
      g_assert_true (is_told (table, "UTC-7 was taken from its longitude"));
      /* At noon of 21 June the sun stands 73.7 degrees high in Denver, and at midnight below. */
      g_assert_cmpfloat_with_epsilon (global->values[171 * 24 + 12], 5.0 + 8.0 * 0.955, 0.1);
      g_assert_cmpfloat (global->values[171 * 24], ==, 5.0);
    }
  else
    g_assert_cmpfloat (global->values[4000], ==, 7.0);
}

/* Moments of one real year keep it; numbers that stand for none are missing. */
static void
test_moments (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table = read_text ("Latitude (decimal degrees):\t45.0\n"
                                         "Longitude (decimal degrees):\t8.0\n\n"
                                         "time,P,G(i),H_sun,T2m,WS10m,Int\n"
                                         "20160228:2210,0.0,0.0,0.0,3.44,1.43,0.0\n"
                                         "20160228:2310,1.0,0.0,0.0,3.0,1.43,0.0\n"
                                         "20160229:0010,2.0,0.0,0.0,5.0,999,0.0\n\n"
                                         "P: PV system power (W)\n",
                                         NULL, &error);

  g_assert_no_error (error);
  g_assert_false (table->typical_year);
  g_assert_cmpint (table->start_unix, ==, 1456696800);
  g_assert_cmpstr (get_column (table, "P")->unit, ==, "W");
  g_assert_cmpstr (get_column (table, "P")->kind, ==, "solar");
  g_assert_cmpuint (get_column (table, "WS10m")->missing, ==, 1);
  g_assert_null (gh_weather_table_find (table, GH_WEATHER_GHI));
  g_assert_true (is_told (table, "10 minutes after the beginning"));
}

/* The zone of somebody who knows it counts before the longitude, without summer time. */
static void
test_zone (void)
{
  GhTableOptions options = { NULL, "America/New_York", 0 };
  g_autofree char *text = write_year (PVWATTS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table = read_text (text, &options, &error);

  g_assert_no_error (error);
  g_assert_cmpint (table->start_unix, ==, 978307200 + 5 * 3600);
}

static void
test_refused (void)
{
  g_autofree char *text = write_year (SAM);
  char *row = strstr (text, "1,2,30,");

  memcpy (row, "1,2,xx,", 7);
  assert_refused (text, "has no time");
  g_autofree char *other = write_year (TMY3);
  row = strstr (other, ",7,8,5,");
  memcpy (row, ",x,8,5,", 7);
  assert_refused (other, "line 3: the column “GHI (W/m^2)”");
}

int
main (int argc, char **argv)
{
  static const char *const names[FORMATS]
      = { "epw", "tmy3", "sam", "pvgis-tmy", "pvgis-tmy-json", "pvwatts" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < FORMATS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/weather-csv/%s", names[i]);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_years);
    }
  g_test_add_func ("/weather-csv/moments", test_moments);
  g_test_add_func ("/weather-csv/zone", test_zone);
  g_test_add_func ("/weather-csv/refused", test_refused);
  return g_test_run ();
}
