/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-layout.h"

#include <glib/gstdio.h>
#include <string.h>

static const GhReportCaption caption = { "Title", "kWh", "1 Jan 2025 – 2 Jan 2025", "nobody" };

static GhReport *
new_report (void)
{
  return gh_report_new ("A report", "A study", "27 November 2026", "2026-11-27");
}

static void
draw_all (cairo_t *cr, double width, double height, gpointer data)
{
  *(double *) data = width;
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_fill (cr);
}

static void
add_table (GhReport *report, guint rows, const char *text)
{
  const GhReportColumn columns[]
      = { { "Name", FALSE }, { "Text", FALSE }, { "Number of something, kWh", TRUE } };
  GhReportTable *table = gh_report_add_table (report, &caption, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("Row %u", i);
      const char *const cells[] = { name, text, "1234.5 kWh" };
      if (i % 7 == 0)
        gh_report_table_add_group (table, "Group");
      gh_report_table_add_row (table, GH_REPORT_ROW, cells);
    }
}

static void
add_texts (GhReport *report, guint count, guint words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < words; i++)
    g_string_append (text, "word ");
  for (guint i = 0; i < count; i++)
    gh_report_add_text (report, i % 3 == 0 ? GH_REPORT_BULLET : GH_REPORT_BODY, text->str);
}

/* All that can be added, with texts of any length. */
static GhReport *
new_full_report (guint size)
{
  static double width;
  GhReport *report = new_report ();
  g_autofree char *endless = g_strnfill (4000, 'W');

  for (guint chapter = 0; chapter < 6; chapter++)
    {
      g_autofree char *id = g_strdup_printf ("chapter%u", chapter);
      GhReportFact facts[] = { { "Title", "1 €", "Note" },
                               { endless, "2 €", NULL },
                               { "Title", endless, "" },
                               { "Title", "4 €", "Note" } };
      gh_report_add_chapter (report, id, "A chapter");
      if (chapter == 0)
        gh_report_add_contents (report);
      gh_report_add_heading (report, "A heading");
      add_texts (report, 3 + chapter * size, 40 + 13 * size);
      gh_report_add_facts (report, facts, chapter == 2 ? 4 : 1);
      add_table (report, 3 + chapter * 11 * size, chapter == 1 ? endless : "A few words");
      gh_report_add_drawing (report, &caption, 100.0 + 40.0 * chapter, draw_all, &width, NULL);
      gh_report_add_text (report, GH_REPORT_NOTE, chapter == 3 ? endless : "A note");
    }
  return report;
}

/* Boxes are between the margins and follow each other; no title is alone at the end of a page. */
static void
check_boxes (const GhReportLayout *layout)
{
  GhReportBox body;
  guint count = gh_report_layout_count_boxes (layout);

  gh_report_layout_get_body (layout, &body);
  for (guint i = 0; i < count; i++)
    {
      const GhReportBox *box = gh_report_layout_get_box (layout, i);
      const GhReportBox *next = i + 1 < count ? gh_report_layout_get_box (layout, i + 1) : NULL;
      g_assert_cmpfloat (box->x, >=, body.x - 1e-9);
      g_assert_cmpfloat (box->x + box->width, <=, body.x + body.width + 1e-9);
      g_assert_cmpfloat (box->y, >=, body.y - 1e-9);
      g_assert_cmpfloat (box->y + box->height, <=, body.y + body.height + 1e-9);
      if (next != NULL && next->page == box->page)
        g_assert_cmpfloat (next->y, >=, box->y + box->height - 1e-9);
      else if (next != NULL)
        g_assert_cmpuint (next->page, ==, box->page + 1);
      g_assert_true (!box->is_heading || (next != NULL && next->page == box->page));
    }
  g_assert_cmpuint (gh_report_layout_get_box (layout, count - 1)->page + 1, ==,
                    gh_report_layout_count_pages (layout));
}

/* What is really drawn: nothing at the sides and at the top of the sheet, the foot at the bottom.
 */
static void
check_ink (GhReportLayout *layout, const GhPaper *paper)
{
  GhReportBox body;

  gh_report_layout_get_body (layout, &body);
  for (guint page = 0; page < gh_report_layout_count_pages (layout); page++)
    {
      double x, y, width, height;
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cr = cairo_create (surface);
      gh_report_layout_draw_page (layout, cr, page);
      cairo_destroy (cr);
      cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
      cairo_surface_destroy (surface);
      g_assert_cmpfloat (x, >=, body.x - 2.0);
      g_assert_cmpfloat (x + width, <=, body.x + body.width + 2.0);
      g_assert_cmpfloat (y, >=, body.y - 2.0);
      g_assert_cmpfloat (y + height, >, body.y + body.height);
      g_assert_cmpfloat (y + height, <=, paper->height - 18.0);
    }
}

static void
test_margins (void)
{
  static const char *const papers[] = { "a4", "letter" };

  for (guint size = 0; size < 5; size += 2)
    for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
      {
        const GhPaper *paper = gh_paper_find (papers[i]);
        g_autoptr (GhReport) report = new_full_report (size);
        g_autoptr (GhReportLayout) layout = gh_report_layout_new (report, paper, NULL, NULL);
        check_boxes (layout);
        check_ink (layout, paper);
      }
  g_assert_null (gh_paper_find ("a0"));
  g_assert_nonnull (gh_paper_get_default ());
}

static void
add_figure (GhReport *report, double height, const char *name)
{
  GhFigure *years = gh_figure_new_years (0, 2);
  g_autoptr (GhSeries) series = gh_series_new_take (g_new0 (double, 2), 2);
  guint panel = gh_figure_add_panel (years, &(GhPanelOptions){ .title = "Money", .unit = "€" });

  for (guint i = 0; i < 3; i++)
    gh_figure_add_layer (
        years, panel, &(GhLayerOptions){ .kind = GH_LAYER_LINE, .name = name, .series = series });
  gh_report_take_figure (report, &caption, height, years);
}

/* The height of the piece that a figure or drawing of 300 points is on Letter, below as many lines,
 * and its page. */
static double
find_height (guint lines, gboolean figure, const char *name, guint *page)
{
  g_autoptr (GhReport) report = new_report ();
  static double width;

  add_texts (report, lines, 5);
  if (figure)
    add_figure (report, 300.0, name);
  else
    gh_report_add_drawing (report, &caption, 300.0, draw_all, &width, NULL);
  g_autoptr (GhReportLayout) layout
      = gh_report_layout_new (report, gh_paper_find ("letter"), NULL, NULL);
  const GhReportBox *box = gh_report_layout_get_box (layout, lines);
  check_boxes (layout);
  *page = box->page;
  return box->height;
}

/* A figure gives up some of its height rather than begin a page, a drawing does not; long names in
 * its legend make it higher. */
static void
test_figure_height (void)
{
  guint page, lines = 0, shrunk = 0;
  double whole = find_height (0, TRUE, "A", &page);
  double named = find_height (
      0, TRUE, "What the car has taken from the grid at night and given to the house", &page);

  g_assert_cmpfloat (named, >, whole + 10.0);
  for (page = 0; page == 0; lines++)
    {
      double height = find_height (lines, TRUE, "A", &page);
      g_assert_cmpfloat (height, <=, whole + 1e-9);
      g_assert_cmpfloat (height, >, 0.8 * whole);
      if (height < whole - 1.0)
        {
          g_assert_cmpuint (page, ==, 0);
          find_height (lines, FALSE, NULL, &page);
          g_assert_cmpuint (page, ==, 1);
          page = 0;
          shrunk++;
        }
    }
  g_assert_cmpuint (shrunk, >, 0);
}

/* Figures are smaller where ten pages would not hold them, and only there. */
static void
test_many_figures (void)
{
  guint whole_pages = 0, smaller = 0, saved = 0;
  double whole = 0.0;

  for (guint figures = 1; figures <= 50; figures++)
    {
      g_autoptr (GhReport) report = new_report ();
      for (guint i = 0; i < figures; i++)
        add_figure (report, 200.0, "A");
      g_autoptr (GhReportLayout) layout
          = gh_report_layout_new (report, gh_paper_find ("a4"), NULL, NULL);
      double height = gh_report_layout_get_box (layout, 0)->height;
      guint pages = gh_report_layout_count_pages (layout);
      check_boxes (layout);
      whole = figures == 1 ? height : whole;
      if (height >= whole)
        {
          g_assert_cmpuint (smaller, ==, 0);
          whole_pages = pages;
        }
      else
        {
          smaller++;
          saved += pages <= 10;
        }
    }
  g_assert_cmpuint (whole_pages, ==, 10);
  g_assert_cmpuint (smaller, >, saved);
  g_assert_cmpuint (saved, >, 0);
}

/* Two lines on a last page are no reason for a sheet. */
static void
test_last_page (void)
{
  guint saved = 0;
  double whole = 0.0;

  for (guint lines = 0; lines < 60; lines++)
    {
      g_autoptr (GhReport) report = new_report ();
      add_figure (report, 300.0, "A");
      add_texts (report, lines, 5);
      g_autoptr (GhReportLayout) layout
          = gh_report_layout_new (report, gh_paper_find ("a4"), NULL, NULL);
      double height = gh_report_layout_get_box (layout, 0)->height;
      check_boxes (layout);
      whole = lines == 0 ? height : whole;
      if (height < whole)
        {
          g_assert_cmpuint (gh_report_layout_count_pages (layout), ==, 1);
          saved++;
        }
    }
  g_assert_cmpuint (saved, >, 0);
}

/* A long table goes on where it was left, row by row, its head on every page; one that half a page
 * holds is not divided. */
static void
test_tables (void)
{
  static const struct
  {
    guint texts, rows;
    gboolean is_whole;
  } cases[] = { { 0, 300, FALSE }, { 20, 300, FALSE }, { 20, 12, TRUE },
                { 23, 12, TRUE },  { 26, 12, TRUE },   { 0, 0, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhReport) report = new_report ();
      add_texts (report, cases[i].texts, 40);
      add_table (report, cases[i].rows, "A few words");
      g_autoptr (GhReportLayout) layout
          = gh_report_layout_new (report, gh_paper_find ("a4"), NULL, NULL);
      guint rows = cases[i].rows + (cases[i].rows + 6) / 7, expected = 0, pieces = 0;
      check_boxes (layout);
      for (guint k = 0; k < gh_report_layout_count_boxes (layout); k++)
        {
          const GhReportBox *box = gh_report_layout_get_box (layout, k);
          if (box->block != cases[i].texts)
            continue;
          g_assert_cmpuint (box->first_row, ==, expected);
          expected = box->last_row;
          pieces++;
          g_assert_true (box->last_row > box->first_row || rows == 0);
        }
      g_assert_cmpuint (expected, ==, rows);
      g_assert_true (cases[i].is_whole ? pieces == 1 : pieces > 1);
    }
}

/* Height of dark pixels, as they are, in a piece of a page. */
static double
measure_head (GhReportLayout *layout, const GhReportBox *box)
{
  cairo_surface_t *whole = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (whole);
  double x, y, width, height;

  cairo_rectangle (cr, box->x, box->y, box->width, 34.0);
  cairo_clip (cr);
  gh_report_layout_draw_page (layout, cr, box->page);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (whole, &x, &y, &width, &height);
  cairo_surface_destroy (whole);
  return width;
}

/* The numbers' head stands at the right of each piece, not of the first only. */
static void
test_repeated_head (void)
{
  g_autoptr (GhReport) report = new_report ();
  g_autoptr (GhReportLayout) layout = NULL;
  guint pieces = 0;

  add_table (report, 200, "A few words");
  layout = gh_report_layout_new (report, gh_paper_find ("a4"), NULL, NULL);
  for (guint i = 0; i < gh_report_layout_count_boxes (layout); i++, pieces++)
    g_assert_cmpfloat (measure_head (layout, gh_report_layout_get_box (layout, i)), >, 400.0);
  g_assert_cmpuint (pieces, >, 2);
}

static char *
write_pdf (GhReport *report, gsize *length)
{
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-report-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  g_autoptr (GError) error = NULL;
  char *bytes;

  g_assert_true (gh_report_write_pdf (report, gh_paper_find ("a4"), path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return bytes;
}

/* The same report, the same bytes; it begins and ends as PDF does. */
static void
test_bytes (void)
{
  gsize lengths[2];
  g_autoptr (GhReport) first = new_full_report (1);
  g_autoptr (GhReport) second = new_full_report (1);
  g_autofree char *a = write_pdf (first, &lengths[0]);
  g_autofree char *b = write_pdf (second, &lengths[1]);

  g_assert_cmpmem (a, lengths[0], b, lengths[1]);
  g_assert_true (g_str_has_prefix (a, "%PDF-"));
  g_assert_nonnull (memmem (a, lengths[0], "%%EOF", strlen ("%%EOF")));
  g_assert_nonnull (memmem (a, lengths[0], "20261127000000Z", strlen ("20261127000000Z")));
  g_assert_nonnull (memmem (a, lengths[0], "/Outlines", strlen ("/Outlines")));
}

static gboolean
stop (double fraction, const char *message, gpointer data)
{
  return ++*(guint *) data < *((guint *) data + 1);
}

/* A file that cannot be written, and one that is not wanted any more, are told and not there. */
static void
test_failures (void)
{
  g_autoptr (GhReport) report = new_full_report (1);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "no-such-folder", "a.pdf", NULL);
  g_autofree char *unwanted = g_build_filename (g_get_tmp_dir (), "gridhearth-unwanted.pdf", NULL);
  g_autoptr (GError) error = NULL, stopped = NULL;
  guint calls[] = { 0, 3 };
  GhProgress progress = { stop, calls, 0.0, 1.0 };

  g_assert_false (gh_report_write_pdf (report, gh_paper_find ("a4"), path, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "no-such-folder"));
  g_assert_false (
      gh_report_write_pdf (report, gh_paper_find ("a4"), unwanted, &progress, &stopped));
  g_assert_nonnull (stopped);
  g_assert_cmpuint (calls[0], ==, 3);
  g_assert_false (g_file_test (unwanted, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-layout/figure-height", test_figure_height);
  g_test_add_func ("/report-layout/margins", test_margins);
  g_test_add_func ("/report-layout/many-figures", test_many_figures);
  g_test_add_func ("/report-layout/last-page", test_last_page);
  g_test_add_func ("/report-layout/tables", test_tables);
  g_test_add_func ("/report-layout/repeated-head", test_repeated_head);
  g_test_add_func ("/report-layout/bytes", test_bytes);
  g_test_add_func ("/report-layout/failures", test_failures);
  return g_test_run ();
}
