/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "cli-fixture.h"
#include "german.h"
#include "run-tool.h"

#define STUDY(limit)                                                                             \
  "{\"format\":\"gridhearth-study\",\"version\":1,\"kind\":\"household\",\"name\":\"Test\","     \
  "\"period\":{\"start\":\"2025-01-06T00:00:00+01:00\",\"step_minutes\":60,\"steps\":168},"      \
  "\"location\":{\"latitude\":48,\"longitude\":11,\"time_zone\":\"Europe/Berlin\"},"             \
  "\"load\":{\"file\":\"load.csv\",\"column\":\"Load\",\"unit\":\"kW\"},"                        \
  "\"tariff\":{\"import_price\":{\"default\":0.2,\"periods\":[{\"price\":0.5,\"from\":\"17:00\"" \
  ",\"to\":\"21:00\"}]},\"export_price\":0.08},"                                                 \
  "\"connection\":{\"import_limit_kw\":" limit "},"                                              \
  "\"vehicles\":[{\"name\":\"Car\",\"battery_kwh\":60}]}"

#define GOOD STUDY ("null")
/* The house alone takes up to 3 kW. */
#define HOPELESS STUDY ("0.5")

typedef CliFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) load = g_string_new ("Time,Load\n");

  cli_fixture_set_up (fixture);
  for (int hour = 0; hour < 168; hour++)
    g_string_append_printf (load, "2025-01-%02dT%02d:00:00+01:00,%d\n", 6 + hour / 24, hour % 24,
                            1 + hour % 3);
  g_autofree char *path = g_build_filename (fixture->directory, "load.csv", NULL);
  g_assert_true (g_file_set_contents (path, load->str, -1, NULL));
  g_assert_true (g_file_set_contents (fixture->study, GOOD, -1, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cli_fixture_tear_down (fixture);
}

/* @options: with FILE for a file of the fixture's folder of that name */
static int
run_report (Fixture *fixture, const char *options, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  g_autoptr (GString) line = g_string_new ("report STUDY ");

  g_string_append (line, options);
  g_string_replace (line, "FILE", path, 0);
  return cli_fixture_run (fixture, line->str);
}

static char *
read_file (Fixture *fixture, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return bytes;
}

/* The same study and date give the same bytes, whether the date is asked for or that of a build
 * that can be repeated; another date gives others. */
static void
test_bytes (Fixture *fixture, gconstpointer data)
{
  gsize lengths[4];

  g_assert_cmpint (run_report (fixture, "--output FILE --date 2026-11-27", "a.pdf"), ==, 0);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_cmpint (run_report (fixture, "--output FILE --date 2026-11-27", "b.pdf"), ==, 0);
  g_setenv ("SOURCE_DATE_EPOCH", "1795780800", TRUE);
  g_assert_cmpint (run_report (fixture, "--output FILE", "c.pdf"), ==, 0);
  g_unsetenv ("SOURCE_DATE_EPOCH");
  g_assert_cmpint (run_report (fixture, "--output FILE --date 2026-11-28", "d.pdf"), ==, 0);
  g_autofree char *a = read_file (fixture, "a.pdf", &lengths[0]);
  g_autofree char *b = read_file (fixture, "b.pdf", &lengths[1]);
  g_autofree char *c = read_file (fixture, "c.pdf", &lengths[2]);
  g_autofree char *d = read_file (fixture, "d.pdf", &lengths[3]);
  g_assert_true (g_str_has_prefix (a, "%PDF-"));
  g_assert_cmpmem (a, lengths[0], b, lengths[1]);
  g_assert_cmpmem (a, lengths[0], c, lengths[2]);
  g_assert_true (lengths[0] != lengths[3] || memcmp (a, d, lengths[0]) != 0);
}

static void
test_options (Fixture *fixture, gconstpointer data)
{
  gsize a4, letter;

  g_assert_cmpint (run_report (fixture, "", "a.pdf"), ==, 2);
  g_assert_cmpint (run_report (fixture, "--output FILE --date tomorrow", "a.pdf"), ==, 2);
  g_assert_cmpint (run_report (fixture, "--output FILE --paper a0", "a.pdf"), ==, 2);
  g_assert_cmpint (run_report (fixture, "--output FILE --strategy best", "a.pdf"), ==, 2);
  g_assert_cmpint (run_report (fixture, "--output FILE extra", "a.pdf"), ==, 2);
  g_assert_cmpint (run_report (fixture, "--output FILE/no/a.pdf", "x"), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "cannot be written"));
  g_assert_cmpint (run_report (fixture, "--output FILE --paper a4 --strategy smart", "a.pdf"), ==,
                   0);
  g_assert_cmpint (run_report (fixture, "--output FILE --paper letter", "b.pdf"), ==, 0);
  g_autofree char *first = read_file (fixture, "a.pdf", &a4);
  g_autofree char *second = read_file (fixture, "b.pdf", &letter);
  g_assert_nonnull (
      memmem (first, a4, "[ 0 0 595.276 841.89 ]", strlen ("[ 0 0 595.276 841.89 ]")));
  g_assert_nonnull (memmem (second, letter, "[ 0 0 612 792 ]", strlen ("[ 0 0 612 792 ]")));
}

/* A study that cannot be planned has a report that says so; what cannot be read has none. */
static void
test_infeasible (Fixture *fixture, gconstpointer data)
{
  gsize length;

  g_assert_true (g_file_set_contents (fixture->study, HOPELESS, -1, NULL));
  g_assert_cmpint (run_report (fixture, "--output FILE", "a.pdf"), ==, 3);
  g_assert_nonnull (strstr (fixture->err, "infeasible"));
  g_autofree char *bytes = read_file (fixture, "a.pdf", &length);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_true (g_file_set_contents (fixture->study, "{", -1, NULL));
  g_assert_cmpint (run_report (fixture, "--output FILE", "c.pdf"), ==, 1);
}

/* What is read on the pages, where there is a tool that reads them. */
static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "a.pdf", NULL);
  g_autofree char *text = NULL;

  if (!tools_exist ("pdftotext", NULL))
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  g_assert_cmpint (run_report (fixture, "--output FILE --date 2026-11-27", "a.pdf"), ==, 0);
  g_assert_cmpint (run_tool (NULL, &text, "pdftotext", "-layout", path, "-", NULL), ==, 0);
  g_assert_nonnull (strstr (text, "27 November 2026"));
  g_assert_nonnull (strstr (text, "Page 1 of "));
  g_assert_nonnull (strstr (text, "load.csv"));
  g_assert_nonnull (strstr (text, "SHA-256 of the file"));
  g_assert_null (strstr (text, "Imported"));
}

/* All of it is in the user's language: the last test, since what is started after it is, too. */
static void
test_german (Fixture *fixture, gconstpointer data)
{
  static const char *const german[]
      = { "Bericht",      "Frage und Antwort", "27. November 2026",
          "Seite 1 von ", "Quelle: ",          "Stromkosten im Jahr" };
  static const char *const english[]
      = { "Source", "Page ", "Unit:", "smart charging", "Winter:  a", "default", "kWh a year" };
  g_autofree char *path = g_build_filename (fixture->directory, "a.pdf", NULL);
  g_autofree char *text = NULL;

  if (!tools_exist ("pdftotext", NULL) || !german_begin ())
    {
      g_test_skip ("pdftotext is not installed, or there is no German locale");
      return;
    }
  g_assert_cmpint (run_report (fixture, "--output FILE --date 2026-11-27", "a.pdf"), ==, 0);
  g_assert_cmpint (run_tool (NULL, &text, "pdftotext", "-layout", path, "-", NULL), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (german); i++)
    g_assert_nonnull (strstr (text, german[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (english); i++)
    if (strstr (text, english[i]) != NULL)
      g_error ("\"%s\" is not translated", english[i]);
}

static void
test_csv (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "comparison.csv", "plan-unmanaged.csv", "plan-v2g.csv",
                                       "bill-v2h.csv",   "npv-years.csv",      "assumptions.csv" };

  g_assert_cmpint (run_report (fixture, "--csv FILE", "tables"), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_build_filename ("tables", names[i], NULL);
      gsize length;
      g_autofree char *text = read_file (fixture, name, &length);
      g_assert_cmpuint (length, >, 40);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/report/bytes", test_bytes);
  ADD ("/report/options", test_options);
  ADD ("/report/infeasible", test_infeasible);
  ADD ("/report/text", test_text);
  ADD ("/report/csv", test_csv);
  ADD ("/report/german", test_german);
  return g_test_run ();
}
