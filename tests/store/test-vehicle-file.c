/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "mutate-text.h"
#include "record-equal.h"
#include "vehicle-file.h"

static const GhVehicleFileOptions plain = { .defaults = { NAN, NAN } };

static GhVehicleFile *
read_with (const char *text, const GhVehicleFileOptions *options)
{
  g_autoptr (GError) error = NULL;
  GhVehicleFile *file = gh_vehicle_file_read (text, strlen (text), "Car", options, NULL, &error);

  g_assert_no_error (error);
  return file;
}

static const GhVehicle *
get_vehicle (const GhVehicleFile *file, guint index)
{
  g_assert_cmpuint (index, <, file->vehicles->len);
  return g_ptr_array_index (file->vehicles, index);
}

static const GhVehicleStay *
get_stay (const GhVehicleFile *file, guint vehicle, guint index)
{
  const GPtrArray *stays = get_vehicle (file, vehicle)->stays;

  g_assert_cmpuint (index, <, stays->len);
  return g_ptr_array_index (stays, index);
}

/* What each heading is understood as, "-" for nothing. */
static const struct
{
  const char *heading;
  const char *name;
} headings[] = {
  { "Kennzeichen", "name" },
  { "Vehicle ID", "name" },
  { "Betriebshof", "site" },
  { "Anzahl", "count" },
  { "Usable battery [kWh]", "battery_kwh" },
  { "Batteriekapazität in kWh", "battery_kwh" },
  { "battery_kwh", "battery_kwh" },
  { "Ladeleistung (kW)", "charge_kw" },
  { "Max. charging power, kW", "charge_kw" },
  { "Charging power", "charge_kw" },
  { "Entladeleistung", "discharge_kw" },
  { "Verbrauch (kWh/100 km)", "consumption_kwh_per_km" },
  { "Departure time", "leave" },
  { "Abfahrt", "leave" },
  { "Ankunft", "return" },
  { "Rückkehrzeit", "return" },
  { "Daily distance (miles)", "distance_km" },
  { "Tagesstrecke km", "distance_km" },
  { "Energiebedarf kWh", "energy_kwh" },
  { "Target SoC %", "soc_at_leave" },
  { "Min. SoC", "soc_min" },
  { "Wochentage", "days" },
  { "Colour", "-" },
  { "", "-" },
};

static void
test_headings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      /* With others, so that the first row is one of headings. */
      g_autofree char *text
          = g_strdup_printf ("%s\tphases\tstandby_w\n1\t1\t1\n", headings[i].heading);
      g_autoptr (GhVehicleFile) file = read_with (text, &plain);
      const GhSheetColumn *column = g_ptr_array_index (file->columns, 0);
      g_assert_cmpstr (column->column != NULL ? column->column->name : "-", ==, headings[i].name);
    }
}

/* The numbers of one cell below a heading. */
static const struct
{
  const char *heading;
  const char *cell;
  double value;
} numbers[] = {
  { "battery_kwh", "77.5", 77.5 },
  { "battery_kwh", "77.5 kWh", 77.5 },
  { "battery_kwh", "77500 Wh", 77.5 },
  { "battery (Wh)", "77500", 77.5 },
  { "battery (MWh)", "0.08", 80.0 },
  { "battery_kwh", "1,234.5", 1234.5 },
  { "charge (W)", "11000", 11.0 },
  { "charge_kw", "22 kW", 22.0 },
  { "soc_min", "0.2", 0.2 },
  { "soc_min", "20", 0.2 },
  { "soc_min", "20 %", 0.2 },
  { "Min SoC (%)", "1", 0.01 },
  { "consumption kWh/100km", "18", 0.18 },
  { "consumption (Wh/km)", "180", 0.18 },
  { "distance (miles)", "10", 16.09344 },
  { "count", "3", 3 },
  { "leave", "7:30", 450 },
  { "leave", "07:30:00", 450 },
  { "leave", "7.30", 450 },
  { "leave", "7,30", 450 },
  { "leave", "7h30", 450 },
  { "leave", "730", 450 },
  { "leave", "7", 420 },
  { "leave", "7:30 Uhr", 450 },
  { "leave", "7:30 am", 450 },
  { "leave", "7:30 PM", 1170 },
  { "leave", "12:15 am", 15 },
  { "leave", "0.3125", 450 },
  { "leave", "0,3125", 450 },
  { "leave", "24:00", 1440 },
  { "days", "Mo-Fr", 31 },
  { "days", "täglich", 127 },
  { "days", "Sa, So", 96 },
  { "days", "mon-fri", 31 },
  { "days", "Monday–Wednesday", 7 },
};

static double
read_number (const char *heading, const char *cell, const char **unread)
{
  static GhVehicleFile *kept = NULL;
  g_autofree char *text = g_strdup_printf ("%s\tphases\n%s\t1\n", heading, cell);

  gh_vehicle_file_free (kept);
  kept = read_with (text, &plain);
  const GhSheetColumn *column = g_ptr_array_index (kept->columns, 0);
  GhVehicle *vehicle = g_ptr_array_index (kept->vehicles, 0);
  *unread = gh_vehicle_get_unread (vehicle, column->column->key);
  if (*unread != NULL)
    return NAN;
  g_autofree char *shown = gh_vehicle_format_cell (vehicle, column->column, '.');
  const GhAttribute *attribute = gh_vehicle_column_get_attribute (column->column);
  int minute;
  guint days;
  if (attribute->kind == GH_KIND_CLOCK && gh_clock_cell_parse (shown, &minute))
    return minute;
  if (attribute->kind == GH_KIND_DAYS && gh_days_cell_parse (shown, &days))
    return days;
  return g_ascii_strtod (shown, NULL);
}

static void
test_cells (void)
{
  const char *unread;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      double value = read_number (numbers[i].heading, numbers[i].cell, &unread);
      g_assert_null (unread);
      g_assert_cmpfloat_with_epsilon (value, numbers[i].value, 1e-9);
    }
}

/* What is no value, or none that is possible, is kept as it was typed. */
static void
test_unread (void)
{
  static const char *const wrong[][2]
      = { { "battery_kwh", "n/a" }, { "battery_kwh", "-" },    { "battery_kwh", "77 kW" },
          { "battery_kwh", "-5" },  { "battery_kwh", "0" },    { "count", "1.5" },
          { "leave", "25:00" },     { "leave", "7:60" },       { "leave", "13:00 pm" },
          { "leave", "early" },     { "days", "Mo-Xx" },       { "soc_min", "120" },
          { "charge_kw", "3x11" },  { "charge_kw", "=A1+B1" }, { "phases", "drei" },
          { "leave", "7.5" },       { "battery_kwh", "1e9" } };
  const char *unread;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      read_number (wrong[i][0], wrong[i][1], &unread);
      g_assert_cmpstr (unread, ==, wrong[i][1]);
    }
}

/* A title above, a column that nobody knows, one that comes twice, rows with too little: every row
 * is a vehicle. */
static void
test_sheet (void)
{
  g_autoptr (GhVehicleFile) file
      = read_with ("Fuhrpark Nord;;;;;\n;;;;;\n"
                   "Kennzeichen;Batterie (kWh);Abfahrt;Ankunft;Farbe;Akku\n"
                   "A;77,5;7:30;17.45;rot;1\n"
                   "B;n/a;;;;\n"
                   "C\n"
                   ";40;8:00;;;\n",
                   &plain);
  g_autoptr (GhRowFaults) faults = gh_vehicle_file_find_faults (file);
  const GhSheetColumn *twice = g_ptr_array_index (file->columns, 5);

  g_assert_cmpuint (file->rows, ==, 4);
  g_assert_cmpint (file->separator, ==, ';');
  g_assert_cmpint (file->decimal, ==, ',');
  g_assert_null (twice->column);
  g_assert_true (twice->is_repeated);
  g_assert_cmpfloat (get_vehicle (file, 0)->battery_kwh, ==, 77.5);
  g_assert_cmpuint (get_vehicle (file, 0)->trips->len, ==, 1);
  g_assert_null (get_vehicle (file, 1)->trips);
  g_assert_cmpuint (gh_row_faults_get_count (faults), ==, 4);
  static const char *const reasons[]
      = { "trips[0]: give either the distance (distance_km) or the energy (energy_kwh)",
          "battery_kwh: “n/a” was not understood", "\"battery_kwh\" is missing",
          "\"name\" is missing" };
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *reason = gh_row_faults_format_reason (faults, i);
      g_assert_cmpstr (reason, ==, reasons[i]);
    }
}

/* What the caller offers is for who says nothing. */
static void
test_defaults (void)
{
  const GhVehicleFileOptions options = { .defaults = { 60.0, 7.4 } };
  g_autoptr (GhVehicleFile) file
      = read_with ("name,battery_kwh,charge_kw\nA,,\nB,40,\nC,n/a,22\n", &options);

  g_assert_cmpfloat (get_vehicle (file, 0)->battery_kwh, ==, 60.0);
  g_assert_cmpfloat (get_vehicle (file, 0)->charger->charge_kw, ==, 7.4);
  g_assert_cmpfloat (get_vehicle (file, 1)->battery_kwh, ==, 40.0);
  g_assert_cmpfloat (get_vehicle (file, 2)->battery_kwh, ==, 0.0);
  g_assert_cmpfloat (get_vehicle (file, 2)->charger->charge_kw, ==, 22.0);
}

static void
test_refused (void)
{
  static const char *const texts[]
      = { "", "  \n", "a,b,c\n1,2,3\n", "name,battery_kwh\n", "{}", "[1,2]", "{\"a\":", "x" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      GhVehicleFile *file
          = gh_vehicle_file_read (texts[i], strlen (texts[i]), "Car", &plain, NULL, &error);
      g_assert_null (file);
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, !=, "");
    }
}

static void
assert_round_trip (const GhVehicleFile *file, char separator, char decimal)
{
  guint in_part = 0;
  g_autofree char *text = gh_vehicle_sheet_write (file->vehicles, separator, decimal, &in_part);
  g_autoptr (GhVehicleFile) again = read_with (text, &plain);

  g_assert_cmpuint (in_part, ==, 0);
  g_assert_cmpuint (again->vehicles->len, ==, file->vehicles->len);
  for (guint i = 0; i < file->vehicles->len; i++)
    g_assert_true (
        gh_record_equal (&gh_vehicle_table, get_vehicle (file, i), get_vehicle (again, i)));
}

/* Vehicles that are written and read again are the same, with what was not understood. */
static void
test_round_trip (void)
{
  g_autoptr (GhVehicleFile) file = read_with (
      "name;battery_kwh;charge_kw;leave;return;days;energy_kwh;soc_min;soc_at_leave;count;site\n"
      "\"A; the \"\"first\"\"\";77,5;11;7:30;17:45;mon-fri;12,25;0,2;0,8;2;Nord\n"
      "B;n/a;22;8:00;24:00;sat,sun;3;;1;;\n"
      ";40;7,4;;;;;0,15;;1;Süd\n",
      &plain);

  assert_round_trip (file, '\t', ',');
  assert_round_trip (file, ',', '.');
  assert_round_trip (file, ';', ',');
}

/* The columns of a text without headings are the caller's. */
static void
test_names (void)
{
  static const char *const names[] = { "name", "", "battery_kwh", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhVehicleSheet) sheet
      = gh_vehicle_sheet_read ("A\tx\t50\nB\ty\t60\n", 14, names, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sheet->vehicles->len, ==, 2);
  const GhVehicle *second = g_ptr_array_index (sheet->vehicles, 1);
  g_assert_cmpstr (second->name, ==, "B");
  g_assert_cmpfloat (second->battery_kwh, ==, 60.0);
}

/* Two cars by name, in the order in which they come; a stay gives back what it charged. */
static void
test_log (void)
{
  g_autoptr (GhVehicleFile) file = read_with ("Vehicle,Start,End,Energy (kWh)\n"
                                              "B,2024-05-02 18:00:00,2024-05-03 07:00:00,20\n"
                                              "A,2024-05-01 17:00:00,2024-05-02 06:30:00,12.5\n"
                                              "B,2024-05-01 18:30:00,2024-05-02 06:00:00,10\n"
                                              "A,2024-05-02 09:00:00,2024-05-02 09:00:00,3\n"
                                              "A,2024-05-02 17:00:00,2024-05-03 06:15:00,9\n",
                                              &plain);

  g_assert_cmpuint (file->vehicles->len, ==, 2);
  g_assert_cmpstr (get_vehicle (file, 0)->name, ==, "B");
  g_assert_cmpstr (get_vehicle (file, 1)->name, ==, "A");
  g_assert_cmpuint (file->stays, ==, 4);
  g_assert_cmpfloat (get_stay (file, 0, 0)->energy_kwh, ==, 10.0);
  g_assert_cmpfloat (get_stay (file, 0, 1)->energy_kwh, ==, 20.0);
  /* Three kWh that were charged in no time are wanted in the next stay. */
  g_assert_cmpfloat (get_stay (file, 1, 1)->energy_kwh, ==, 12.0);
  g_assert_true (isnan (get_stay (file, 1, 1)->soc_at_leave));
  g_assert_cmpuint (gh_findings_get_count (file->findings), ==, 1);
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 start, steps;
  g_assert_true (gh_vehicle_file_suggest_period (file, berlin, 15.0, &start, &steps));
  g_assert_cmpint (start, ==, 1714514400); /* 2024-05-01T00:00:00+02:00 */
  g_assert_cmpint (steps, ==, 3 * 96);
}

/* Nights are all as long: who asks for vehicles does not take them for the intervals of a meter. */
static void
test_log_of_equal_stays (void)
{
  g_autoptr (GhVehicleFile) file = read_with ("Vehicle,Start,End,Energy (kWh)\n"
                                              "A,2024-05-01 18:00:00,2024-05-02 07:00:00,20\n"
                                              "B,2024-05-01 18:00:00,2024-05-02 07:00:00,10\n"
                                              "A,2024-05-02 18:00:00,2024-05-03 07:00:00,15\n",
                                              &plain);

  g_assert_cmpuint (file->vehicles->len, ==, 2);
  g_assert_cmpuint (file->stays, ==, 3);
}

/* Nobody knows whose sessions they are: as many vehicles as are there at once. */
static void
test_log_without_names (void)
{
  g_autoptr (GhVehicleFile) file = read_with ("Start,End,Energy (kWh)\n"
                                              "2024-05-01 08:00:00,2024-05-01 12:00:00,8\n"
                                              "2024-05-01 09:00:00,2024-05-01 10:00:00,4\n"
                                              "2024-05-01 10:30:00,2024-05-01 15:00:00,5\n"
                                              "2024-05-01 12:00:00,2024-05-01 13:30:00,6\n",
                                              &plain);

  g_assert_cmpuint (file->vehicles->len, ==, 2);
  g_assert_cmpstr (get_vehicle (file, 1)->name, ==, "Car 2");
  g_assert_cmpuint (get_vehicle (file, 0)->stays->len, ==, 2);
  g_assert_cmpfloat (get_stay (file, 0, 1)->energy_kwh, ==, 6.0);
  g_assert_cmpfloat (get_stay (file, 1, 1)->energy_kwh, ==, 5.0);
}

static void
test_acn (void)
{
  static const char acn[]
      = "{\"_meta\":{},\"_items\":[{\"connectionTime\":\"Wed, 05 Sep 2018 11:10:00 GMT\","
        "\"disconnectTime\":\"Wed, 05 Sep 2018 13:10:00 GMT\",\"doneChargingTime\":null,"
        "\"kWhDelivered\":6,\"spaceID\":\"CA-1\",\"userID\":null},"
        "{\"connectionTime\":\"Wed, 05 Sep 2018 14:30:00 GMT\",\"disconnectTime\":\"Wed, 05 Sep "
        "2018 15:35:00 GMT\",\"doneChargingTime\":null,\"kWhDelivered\":1,\"spaceID\":\"CA-1\","
        "\"userID\":\"0042\"}]}";
  const GhVehicleFileOptions options = { .defaults = { 50.0, NAN } };
  g_autoptr (GhVehicleFile) file = read_with (acn, &options);

  g_assert_cmpuint (file->vehicles->len, ==, 2);
  g_assert_cmpstr (get_vehicle (file, 0)->name, ==, "CA-1");
  g_assert_cmpstr (get_vehicle (file, 1)->name, ==, "0042");
  g_assert_cmpfloat (get_vehicle (file, 1)->battery_kwh, ==, 50.0);
  g_assert_cmpint (get_stay (file, 0, 0)->arrive, ==, 1536145800);
  g_assert_cmpfloat (get_stay (file, 0, 0)->energy_kwh, ==, 6.0);
}

/* The battery is what 5 kWh are a tenth of; standing without a charger is being away. */
static void
test_simbev (void)
{
  g_autoptr (GhVehicleFile) file
      = read_with (",timestamp,event_start,event_time,location,use_case,soc_start,soc_end,energy,"
                   "station_charging_capacity,average_charging_power\n"
                   "0,2021-09-17 00:00:00,0,8,home,home,0.5,0.6,5,11,3.7\n"
                   "1,2021-09-17 02:00:00,8,2,driving,,0.6,0.5,-5.0,0,0\n"
                   "2,2021-09-17 02:30:00,10,2,work,work,0.5,0.5,0,0,0\n"
                   "3,2021-09-17 03:00:00,12,2,driving,,0.5,0.46,-2.0,0,0\n"
                   "4,2021-09-17 03:30:00,14,8,home,home,0.46,0.8,17,22,11\n",
                   &plain);

  g_assert_cmpuint (file->vehicles->len, ==, 1);
  g_assert_cmpstr (get_vehicle (file, 0)->name, ==, "Car");
  g_assert_cmpfloat (get_vehicle (file, 0)->battery_kwh, ==, 50.0);
  g_assert_cmpfloat (get_vehicle (file, 0)->charger->charge_kw, ==, 22.0);
  g_assert_cmpuint (file->stays, ==, 2);
  g_assert_cmpfloat (get_stay (file, 0, 0)->energy_kwh, ==, 0.0);
  g_assert_cmpfloat (get_stay (file, 0, 1)->energy_kwh, ==, 7.0);
  g_assert_cmpfloat (get_stay (file, 0, 1)->soc_at_leave, ==, 0.8);
  g_assert_cmpint (get_stay (file, 0, 1)->leave - get_stay (file, 0, 1)->arrive, ==, 7200);
}

static const char scenario[]
    = "{\"scenario\":{\"start_time\":\"2021-09-17T00:00:00\",\"interval\":15},\"components\":{"
      "\"vehicle_types\":{\"van\":{\"capacity\":70,\"charging_curve\":[[0,11],[0.8,11],[1,5]]}},"
      "\"vehicles\":{\"van_1\":{\"vehicle_type\":\"van\",\"soc\":0.5}}},\"events\":{"
      "\"vehicle_events\":["
      "{\"start_time\":\"2021-09-17T20:00:00\",\"vehicle_id\":\"van_1\",\"event_type\":\"arrival\","
      "\"update\":{\"connected_charging_station\":\"CS\",\"estimated_time_of_departure\":"
      "\"2021-09-18T07:00:00\",\"desired_soc\":0.8,\"soc_delta\":-0.2}},"
      "{\"start_time\":\"2021-09-17T06:00:00\",\"vehicle_id\":\"van_1\",\"event_type\":"
      "\"departure\",\"update\":{}},"
      "{\"start_time\":\"2021-09-17T12:00:00\",\"vehicle_id\":\"van_1\",\"event_type\":\"arrival\","
      "\"update\":{\"connected_charging_station\":null,\"soc_delta\":-0.1}},"
      "{\"start_time\":\"2021-09-17T13:00:00\",\"vehicle_id\":\"van_1\",\"event_type\":"
      "\"departure\",\"update\":{}}]}}";

static void
test_spice (void)
{
  const GhVehicleFileOptions options = { .defaults = { NAN, NAN }, .time_zone = "Europe/Berlin" };
  g_autoptr (GhVehicleFile) file = read_with (scenario, &options);
  const GhVehicleStay *stay = get_stay (file, 0, 0);

  g_assert_cmpstr (file->format, ==, "SpiceEV");
  g_assert_cmpuint (file->stays, ==, 1);
  g_assert_cmpfloat (get_vehicle (file, 0)->battery_kwh, ==, 70.0);
  g_assert_cmpfloat (get_vehicle (file, 0)->charger->charge_kw, ==, 11.0);
  g_assert_cmpint (stay->arrive, ==, 1631901600); /* 2021-09-17T18:00:00Z */
  g_assert_cmpint (stay->leave - stay->arrive, ==, 11 * 3600);
  g_assert_cmpfloat_with_epsilon (stay->energy_kwh, 21.0, 1e-9);
  g_assert_cmpfloat (stay->soc_at_leave, ==, 0.8);
}

/* Without a battery nobody knows what a share of it is; it is kept as it was written. */
static void
test_spice_trips (void)
{
  static const char trips[] = "departure_time,arrival_time,vehicle_type,soc,vehicle_id\n"
                              "2021-09-17 02:00:00,2021-09-17 22:00:00,sprinter,0.5,s_1\n"
                              "2021-09-16 04:00:00,2021-09-16 19:00:00,sprinter,0.3,s_1\n";
  const GhVehicleFileOptions options = { .defaults = { 80.0, NAN } };
  g_autoptr (GhVehicleFile) known = read_with (trips, &options);
  g_autoptr (GhVehicleFile) unknown = read_with (trips, &plain);
  g_autoptr (GhRowFaults) faults = gh_vehicle_file_find_faults (unknown);

  g_assert_cmpuint (known->stays, ==, 2);
  g_assert_cmpfloat_with_epsilon (get_stay (known, 0, 0)->energy_kwh, 56.0, 1e-9);
  g_assert_cmpint (get_stay (known, 0, 0)->leave - get_stay (known, 0, 0)->arrive, ==, 7 * 3600);
  g_assert_cmpfloat_with_epsilon (get_stay (known, 0, 1)->energy_kwh, 40.0, 1e-9);
  g_assert_cmpint (get_stay (known, 0, 1)->leave - get_stay (known, 0, 1)->arrive, ==, 8 * 3600);
  g_assert_cmpstr (gh_vehicle_get_unread (get_vehicle (unknown, 0), "stays[0].energy_kwh"), ==,
                   "70 %");
  g_assert_true (gh_row_faults_is_incomplete (faults, 0));
}

/* Logs of real cars: the battery that the name of the file tells, and stays that a study may have.
 */
static void
test_fixtures (void)
{
  static const struct
  {
    const char *file;
    const char *name;
    double battery_kwh;
    guint stays;
  } files[] = {
    { "simbev_bev_luxury_00000_110kWh_events.csv", "simbev_bev_luxury_00000_110kWh", 110.0, 4 },
    { "simbev_bev_medium_00000_90kWh_events.csv", "simbev_bev_medium_00000_90kWh", 90.0, 6 }
  };
  const char *folder = g_getenv ("GRIDHEARTH_FIXTURES");

  if (folder == NULL)
    {
      g_test_skip ("there are no fixtures beside the project");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, "vehicles", files[i].file, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GhVehicleFile) file = gh_vehicle_file_load (path, &plain, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (GhRowFaults) faults = gh_vehicle_file_find_faults (file);
      g_assert_cmpstr (get_vehicle (file, 0)->name, ==, files[i].name);
      g_assert_cmpfloat_with_epsilon (get_vehicle (file, 0)->battery_kwh, files[i].battery_kwh,
                                      0.2);
      g_assert_cmpuint (file->stays, ==, files[i].stays);
      g_assert_cmpuint (gh_row_faults_get_count (faults), ==, 0);
    }
}

/* Tables that are no vehicles say so, whatever they are. */
static void
test_ugly (void)
{
  static const char *const files[]
      = { "ugly/calliope_demand_heat_wrong_length.csv",
          "vehicles/ev2gym_distribution-of-arrival.csv", "vehicles/chargeprice_ev-data.json",
          "prices/spice_ev_price_sheet_de.json" };
  const char *folder = g_getenv ("GRIDHEARTH_FIXTURES");

  if (folder == NULL)
    {
      g_test_skip ("there are no fixtures beside the project");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GhVehicleFile) file = gh_vehicle_file_load (path, &plain, NULL, &error);
      g_assert_null (file);
      g_assert_nonnull (strstr (error->message, ": "));
    }
}

/* Into a study: behind those it has, or in their place. */
static void
test_put (void)
{
  g_autoptr (GhVehicleFile) file = read_with ("name,site\nA,\nB,Yard\n", &plain);
  g_autoptr (GhStudy) study = gh_record_new (&gh_study_table);

  gh_vehicle_file_put (file, study, "Depot", FALSE);
  gh_vehicle_file_put (file, study, NULL, FALSE);
  g_assert_cmpuint (study->vehicles->len, ==, 4);
  const GhVehicle *first = g_ptr_array_index (study->vehicles, 0);
  const GhVehicle *second = g_ptr_array_index (study->vehicles, 1);
  g_assert_cmpstr (first->site, ==, "Depot");
  g_assert_cmpstr (second->site, ==, "Yard");
  gh_vehicle_file_put (file, study, NULL, TRUE);
  g_assert_cmpuint (study->vehicles->len, ==, 2);
}

/* Damaged texts are read or refused, and every row that is read is told or can be written. */
static void
test_damaged (void)
{
  static const char *const seeds[]
      = { "Kennzeichen;Batterie (kWh);Abfahrt;Ankunft;SoC %\nA;77,5;7:30;17.45;20\nB;n/a;0,3;x;\n",
          "Vehicle,Start,End,Energy (kWh)\nB,2024-05-02 18:00:00,2024-05-03 07:00:00,20\n"
          "A,2024-05-01 17:00:00,2024-05-02 06:30:00,12.5\n",
          scenario };

  static const char *const scraps[]
      = { ";", ",", "\t", "\n", "\"", "n/a", "1e309", "-", "%", "24:00", "trips[0]", "\xff", "{" };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GString) text = g_string_new (seeds[i % G_N_ELEMENTS (seeds)]);
      g_autoptr (GError) error = NULL;
      mutate_text (random, text, scraps, G_N_ELEMENTS (scraps));
      g_autoptr (GhVehicleFile) file
          = gh_vehicle_file_read (text->str, text->len, "Car", &plain, NULL, &error);
      g_assert_true ((file != NULL) == (error == NULL));
      if (file == NULL)
        continue;
      g_autoptr (GhRowFaults) faults = gh_vehicle_file_find_faults (file);
      g_autofree char *written = gh_vehicle_sheet_write (file->vehicles, '\t', '.', NULL);
      g_assert_true (g_utf8_validate (written, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vehicle-file/headings", test_headings);
  g_test_add_func ("/vehicle-file/cells", test_cells);
  g_test_add_func ("/vehicle-file/unread", test_unread);
  g_test_add_func ("/vehicle-file/sheet", test_sheet);
  g_test_add_func ("/vehicle-file/defaults", test_defaults);
  g_test_add_func ("/vehicle-file/refused", test_refused);
  g_test_add_func ("/vehicle-file/round-trip", test_round_trip);
  g_test_add_func ("/vehicle-file/names", test_names);
  g_test_add_func ("/vehicle-file/log", test_log);
  g_test_add_func ("/vehicle-file/log-of-equal-stays", test_log_of_equal_stays);
  g_test_add_func ("/vehicle-file/log-without-names", test_log_without_names);
  g_test_add_func ("/vehicle-file/acn", test_acn);
  g_test_add_func ("/vehicle-file/simbev", test_simbev);
  g_test_add_func ("/vehicle-file/spice", test_spice);
  g_test_add_func ("/vehicle-file/spice-trips", test_spice_trips);
  g_test_add_func ("/vehicle-file/fixtures", test_fixtures);
  g_test_add_func ("/vehicle-file/ugly", test_ugly);
  g_test_add_func ("/vehicle-file/put", test_put);
  g_test_add_func ("/vehicle-file/damaged", test_damaged);
  return g_test_run ();
}
