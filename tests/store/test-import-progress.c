/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readers of every kind of file tell how far they are, never less than before, and stop wherever
 * they are asked to, with nothing left behind. */
#include <glib/gstdio.h>

#include "errors.h"
#include "formats/format.h"
#include "series-file.h"
#include "study-json.h"
#include "table-import.h"

#define ROWS 20000
/* At most so many of the questions are answered with no. */
#define STOPS 12

/* @write: appends the row or record of a moment; @between what stands between two */
typedef struct
{
  const char *name;
  const char *head;
  void (*write) (GString *text, gint64 unix_time, guint row);
  const char *between;
  const char *tail;
  int step;
} Family;

static void
append_time (GString *text, gint64 unix_time, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_time);
  g_autofree char *written = g_date_time_format (time, format);

  g_string_append (text, written);
}

static void
write_iso (GString *text, gint64 unix_time, guint row)
{
  append_time (text, unix_time, "%Y-%m-%d %H:%M");
  g_string_append_printf (text, ",%u,%u.5", row % 97, row % 89);
}

/* The newest row first, day and month in either order. */
static void
write_reversed (GString *text, gint64 unix_time, guint row)
{
  append_time (text, unix_time - (gint64) row * 7200, "%d/%m/%Y %H:%M");
  g_string_append_printf (text, ";%u,5", row % 97);
}

/* Blocks of a hundred rows, each before the one that was before it. */
static void
write_disorder (GString *text, gint64 unix_time, guint row)
{
  gint64 block = row / 100;

  append_time (text, unix_time + (ROWS / 100 - 1 - 2 * block) * 100 * 3600, "%Y-%m-%d %H:%M");
  g_string_append_printf (text, ",%u", row % 97);
}

static void
write_latin (GString *text, gint64 unix_time, guint row)
{
  write_iso (text, unix_time, row);
  g_string_append (text, row % 100 == 0 ? ",\xe4" : ",");
}

static void
write_reading (GString *text, gint64 unix_time, guint row)
{
  g_string_append_printf (
      text,
      "<IntervalReading><timePeriod><duration>3600</duration><start>%" G_GINT64_FORMAT
      "</start></timePeriod><value>%u</value>"
      "</IntervalReading>",
      unix_time, row % 97);
}

/* A series a day. */
static void
write_auction (GString *text, gint64 unix_time, guint row)
{
  g_string_append (text, "<TimeSeries><currency_Unit.name>EUR</currency_Unit.name><Period>"
                         "<timeInterval><start>");
  append_time (text, unix_time, "%Y-%m-%dT%H:%MZ");
  g_string_append (text, "</start><end>");
  append_time (text, unix_time + 86400, "%Y-%m-%dT%H:%MZ");
  g_string_append (text, "</end></timeInterval><resolution>PT60M</resolution>");
  for (guint i = 1; i <= 24; i++)
    g_string_append_printf (text,
                            "<Point><position>%u</position><price.amount>%u</price.amount>"
                            "</Point>",
                            i, (row + i) % 97);
  g_string_append (text, "</Period></TimeSeries>");
}

static void
write_entsoe_csv (GString *text, gint64 unix_time, guint row)
{
  append_time (text, unix_time, "\"%d/%m/%Y %H:%M - ");
  append_time (text, unix_time + 3600, "%d/%m/%Y %H:%M\"");
  g_string_append_printf (text, ",\"DE\",\"Sequence %u\",\"%u.5\"", 1 + row % 2, row % 97);
}

static void
write_rate (GString *text, gint64 unix_time, guint row)
{
  append_time (text, unix_time, "{\"valid_from\":\"%Y-%m-%dT%H:%M:%SZ\",\"valid_to\":\"");
  append_time (text, unix_time + 3600, "%Y-%m-%dT%H:%M:%SZ\",");
  g_string_append_printf (text, "\"value_inc_vat\":%u,\"value_exc_vat\":%u}", row % 97, row % 89);
}

static void
write_number (GString *text, gint64 unix_time, guint row G_GNUC_UNUSED)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT, unix_time);
}

static void
write_acn (GString *text, gint64 unix_time, guint row)
{
  append_time (text, unix_time, "{\"connectionTime\":\"%Y-%m-%dT%H:%M:%SZ\",");
  append_time (text, unix_time + 7200, "\"disconnectTime\":\"%Y-%m-%dT%H:%M:%SZ\",");
  g_string_append_printf (text, "\"kWhDelivered\":%u}", row % 40);
}

static void
write_session (GString *text, gint64 unix_time, guint row)
{
  append_time (text, unix_time, "%d/%m/%Y %H:%M;");
  append_time (text, unix_time + 60 * (1 + row % 50), "%d/%m/%Y %H:%M;");
  g_string_append_printf (text, "%u,5", row % 40);
}

static void
write_simbev (GString *text, gint64 unix_time, guint row)
{
  g_string_append_printf (text, "%u,", row);
  append_time (text, unix_time, "%Y-%m-%d %H:%M:%S");
  g_string_append_printf (text, ",%u,2,7.4,11,3.7", row * 4);
}

static void
write_epw (GString *text, gint64 unix_time, guint row)
{
  append_time (text, unix_time, "%Y,%m,%d,");
  g_string_append_printf (text, "%u,60,?9,1.5,1,80,100000,0,0,300,10,8,5,0,0,0,0,90,2.5",
                          row % 24 + 1);
}

static void
write_sam (GString *text, gint64 unix_time, guint row)
{
  append_time (text, unix_time, "%Y,%m,%d,%H,30,");
  g_string_append_printf (text, "7,%u,5", row % 300);
}

static void
write_pvgis (GString *text, gint64 unix_time, guint row)
{
  append_time (text, unix_time, "{\"time\":\"%Y%m%d:%H10\",");
  g_string_append_printf (text, "\"H_sun\":1,\"T2m\":2,\"G(i)\":%u}", row % 300);
}

static void
write_avert (GString *text, gint64 unix_time G_GNUC_UNUSED, guint row)
{
  g_string_append_printf (text, "1,%u,1.%u,2", row, row % 97);
}

static const Family families[] = {
  { "csv", "Time,Load (kW),Price (EUR/MWh)\n", write_iso, "\n", "\n", 3600 },
  { "csv newest first", "Time;Load (kW)\n", write_reversed, "\n", "\n", 3600 },
  { "csv in disorder", "Time,Load (kW)\n", write_disorder, "\n", "\n", 3600 },
  { "csv in latin 1", "Time,Load (kW),Price (EUR/MWh),Note\n", write_latin, "\n", "\n", 3600 },
  { "espi", "<feed><entry><content><IntervalBlock>", write_reading, "",
    "</IntervalBlock></content></entry></feed>", 3600 },
  { "entsoe", "<Publication_MarketDocument>", write_auction, "", "</Publication_MarketDocument>",
    86400 },
  { "entsoe csv", "\"MTU (CET/CEST)\",\"Area\",\"Sequence\",\"Day-ahead Price (EUR/MWh)\"\n",
    write_entsoe_csv, "\n", "\n", 3600 },
  { "json prices", "{\"results\":[", write_rate, ",", "]}", 3600 },
  { "json moments", "{\"price\":[1,2,3],\"unit\":\"EUR/MWh\",\"unix_seconds\":[", write_number, ",",
    "]}", 3600 },
  { "json sessions", "{\"_items\":[", write_acn, ",", "]}", 3600 },
  { "log of sessions", "Start;End;Energy (kWh)\n", write_session, "\n", "\n", 3600 },
  { "simbev",
    ",timestamp,event_start,event_time,energy,station_charging_capacity,average_charging_power\n",
    write_simbev, "\n", "\n", 3600 },
  { "epw", "LOCATION,X,-,DEU,Y,1,48.0,11.5,1.0,500\nDATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31\n",
    write_epw, "\n", "\n", 3600 },
  { "sam",
    "Latitude,Longitude,Time Zone\n-12,130,9.5\nYear,Month,Day,Hour,Minute,DNI,DHI,Temperature\n",
    write_sam, "\n", "\n", 3600 },
  { "json weather", "{\"outputs\":{\"hourly\":[", write_pvgis, ",", "]}}", 3600 },
  { "hours of emissions", "Month,Timestamp,CA,FL\n", write_avert, "\n", "\n", 3600 },
};

/* What the callback sees. */
typedef struct
{
  guint questions;
  guint stop_at; /* 0 never */
  double last;
  guint back; /* how often it was told less than before */
  guint moves;
} Watch;

static gboolean
watch_cb (double fraction, const char *message G_GNUC_UNUSED, gpointer data)
{
  Watch *watch = data;

  watch->back += fraction < watch->last || fraction > 1.0;
  watch->moves += fraction > watch->last + 0.005;
  watch->last = fraction;
  return ++watch->questions != watch->stop_at;
}

static GString *
write_file (const Family *family)
{
  GString *text = g_string_new (family->head);
  guint rows = family->step == 86400 ? ROWS / 24 : ROWS;

  if (g_str_equal (family->name, "hours of emissions"))
    rows = 8760;
  for (guint i = 0; i < rows; i++)
    {
      if (i > 0)
        g_string_append (text, family->between);
      family->write (text, 1672531200 + (gint64) i * family->step, i);
    }
  g_string_append (text, family->tail);
  return text;
}

/* Asks the k-th time and so on to stop, for a spread of k over all questions there are. */
static void
test_family (gconstpointer data)
{
  const Family *family = data;
  g_autoptr (GString) text = write_file (family);
  g_autoptr (GError) error = NULL;
  Watch whole = { 0 };
  GhProgress progress = { watch_cb, &whole, 0.0, 1.0 };
  g_autoptr (GhTable) table = gh_format_read ("x", text->str, text->len, NULL, &progress, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (table->count, >, 0);
  g_assert_cmpuint (whole.back, ==, 0);
  g_assert_cmpuint (whole.moves, >=, 5);
  g_test_message ("%s: %zu bytes, %u questions, %u moves", family->name, text->len, whole.questions,
                  whole.moves);
  guint stride = MAX (1, whole.questions / STOPS);
  for (guint k = 1; k <= whole.questions; k += stride)
    {
      Watch watch = { .stop_at = k };
      g_autoptr (GError) stopped = NULL;
      progress.data = &watch;
      g_assert_null (gh_format_read ("x", text->str, text->len, NULL, &progress, &stopped));
      g_assert_error (stopped, GH_ERROR, GH_ERROR_STOPPED);
      g_assert_cmpuint (watch.questions, ==, k);
    }
}

typedef struct
{
  char *folder;
  char *path;
} Files;

static void
set_up (Files *files, gconstpointer data)
{
  g_autoptr (GString) text = write_file (&families[0]);

  files->folder = g_dir_make_tmp ("gh-progress-XXXXXX", NULL);
  files->path = g_build_filename (files->folder, "load.csv", NULL);
  g_assert_true (g_file_set_contents (files->path, text->str, (gssize) text->len, NULL));
}

static void
tear_down (Files *files, gconstpointer data)
{
  g_remove (files->path);
  g_rmdir (files->folder);
  g_free (files->path);
  g_free (files->folder);
}

/* The same from the file on the disk to the preview. */
static void
test_preview (Files *files, gconstpointer data)
{
  Watch whole = { 0 };
  GhProgress progress = { watch_cb, &whole, 0.0, 1.0 };
  g_autoptr (GhImport) import = gh_import_file (files->path, NULL, NULL, &progress, NULL);

  g_assert_nonnull (import);
  g_assert_cmpuint (whole.back, ==, 0);
  for (guint k = 1; k <= whole.questions; k += MAX (1, whole.questions / STOPS))
    {
      Watch watch = { .stop_at = k };
      g_autoptr (GError) stopped = NULL;
      progress.data = &watch;
      g_assert_null (gh_import_file (files->path, NULL, NULL, &progress, &stopped));
      g_assert_error (stopped, GH_ERROR, GH_ERROR_STOPPED);
    }
}

static GhStudy *
new_study (void)
{
  static const char text[]
      = "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", "
        "\"location\": {\"latitude\": 48, \"longitude\": 11, \"time_zone\": \"Europe/Berlin\"}, "
        "\"period\": {\"start\": \"2023-02-01T00:00:00+01:00\", \"step_minutes\": 60, "
        "\"steps\": 9000}, \"load\": {\"file\": \"load.csv\", \"column\": \"Load (kW)\"}, "
        "\"tariff\": {\"import_price\": {\"series\": {\"file\": \"load.csv\", "
        "\"column\": \"Price (EUR/MWh)\", \"unit\": \"EUR/MWh\"}}}}";
  g_autoptr (GhFindings) findings = gh_findings_new ();
  GhStudy *study = gh_study_from_json (text, -1, findings, NULL);

  g_assert_nonnull (study);
  return study;
}

/* And to the series of a study, which has a file read once for two of them. */
static void
test_study (Files *files, gconstpointer data)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = new_study ();
  Watch whole = { 0 };
  GhProgress progress = { watch_cb, &whole, 0.0, 1.0 };

  g_assert_true (gh_study_resolve_series (study, files->folder, findings, &progress, NULL));
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
  g_assert_cmpuint (whole.back, ==, 0);
  g_assert_cmpuint (whole.moves, >=, 5);
  for (guint k = 1; k <= whole.questions; k += MAX (1, whole.questions / STOPS))
    {
      g_autoptr (GhFindings) none = gh_findings_new ();
      g_autoptr (GhStudy) other = new_study ();
      g_autoptr (GError) stopped = NULL;
      Watch watch = { .stop_at = k };
      progress.data = &watch;
      g_assert_false (gh_study_resolve_series (other, files->folder, none, &progress, &stopped));
      g_assert_error (stopped, GH_ERROR, GH_ERROR_STOPPED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autofree char *path = g_strdup_printf ("/import-progress/%s", families[i].name);
      g_test_add_data_func (path, &families[i], test_family);
    }
  g_test_add ("/import-progress/preview", Files, NULL, set_up, test_preview, tear_down);
  g_test_add ("/import-progress/study", Files, NULL, set_up, test_study, tear_down);
  return g_test_run ();
}
