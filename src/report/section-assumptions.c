/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was assumed, and where measured numbers come from. */
#include "attribute-list.h"
#include "section.h"
#include "series-provenance.h"
#include "series-slots.h"
#include "words.h"

/* Letters of a value that a column holds in two lines. */
#define LONGEST_PAIRED 44

/* The end of the group that begins at an input. */
static guint
find_group_end (const GPtrArray *list, guint first)
{
  const char *group = ((const GhListedAttribute *) g_ptr_array_index (list, first))->group;
  guint end = first + 1;

  while (end < list->len
         && g_str_equal (((const GhListedAttribute *) g_ptr_array_index (list, end))->group, group))
    end++;
  return end;
}

/* @kept: (element-type utf8): texts that the cells are made of */
static void
fill_cells (const GPtrArray *list, guint index, const char **cells, GPtrArray *kept)
{
  const GhListedAttribute *listed = g_ptr_array_index (list, index);

  cells[0] = listed->title;
  cells[1] = listed->value;
  if (listed->is_given)
    return;
  /* Translators: a value that the study does not give. */
  g_ptr_array_add (kept, g_strdup_printf (_ ("%s (default)"), listed->value));
  cells[1] = g_ptr_array_index (kept, kept->len - 1);
}

/* What has a column, and what is too long for one. */
static void
split_group (const GPtrArray *list, guint first, guint end, GArray *paired, GArray *wide)
{
  for (guint i = first; i < end; i++)
    {
      const GhListedAttribute *listed = g_ptr_array_index (list, i);
      gboolean is_long = g_utf8_strlen (listed->value, -1) > LONGEST_PAIRED;
      g_array_append_val (is_long ? wide : paired, i);
    }
}

/* Two inputs a row, read down the left side and then down the right one. */
static void
add_pairs (GhReportTable *table, const GPtrArray *list, const GArray *paired)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  guint rows = (paired->len + 1) / 2;

  for (guint i = 0; i < rows; i++)
    {
      const char *cells[] = { "", "", "", "" };
      fill_cells (list, g_array_index (paired, guint, i), cells, kept);
      if (i + rows < paired->len)
        fill_cells (list, g_array_index (paired, guint, i + rows), cells + 2, kept);
      gh_report_table_add_row (table, GH_REPORT_ROW, cells);
    }
}

static void
add_group (GhReportTable *table, const GPtrArray *list, guint first, guint end)
{
  g_autoptr (GArray) paired = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) wide = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  gh_report_table_add_group (table,
                             ((const GhListedAttribute *) g_ptr_array_index (list, first))->group);
  split_group (list, first, end, paired, wide);
  add_pairs (table, list, paired);
  for (guint i = 0; i < wide->len; i++)
    {
      const char *cells[2];
      fill_cells (list, g_array_index (wide, guint, i), cells, kept);
      g_autofree char *line = g_strdup_printf ("%s: %s", cells[0], cells[1]);
      gh_report_table_add_wide (table, line);
    }
}

static void
add_attributes (const GhSection *section)
{
  const GhReportColumn columns[] = {
    { _ ("Input"), FALSE }, { _ ("Value"), FALSE }, { _ ("Input"), FALSE }, { _ ("Value"), FALSE }
  };
  GhReportCaption caption = { _ ("Assumptions"), _ ("beside each number"), section->range,
                              _ ("the study as given, or the default of the program") };
  g_autoptr (GPtrArray) list = gh_study_list_attributes (section->study);
  GhReportTable *table
      = gh_report_add_table (section->report, &caption, columns, G_N_ELEMENTS (columns));
  guint end;

  for (guint first = 0; first < list->len; first = end)
    {
      end = find_group_end (list, first);
      add_group (table, list, first, end);
    }
}

/* Adds what is known of one series; nothing where it has no numbers of its own. */
static gboolean
add_series (const GhSection *section, GhReportTable *table, const char *path)
{
  g_autoptr (GPtrArray) lines = gh_series_list_provenance (section->study, path);
  g_autofree char *title = gh_series_slot_format_title (section->study, path);

  if (lines->len == 0)
    return FALSE;
  if (table == NULL)
    return TRUE;
  gh_report_table_add_group (table, title);
  for (guint i = 0; i < lines->len; i++)
    {
      const GhProvenanceLine *line = g_ptr_array_index (lines, i);
      const char *const cells[] = { line->title, line->text };
      /* The same study would else give another report each time its files are read. */
      if (!line->is_moment)
        gh_report_table_add_row (table, GH_REPORT_ROW, cells);
    }
  return TRUE;
}

static void
add_provenance (const GhSection *section)
{
  const GhReportColumn columns[] = { { _ ("Series"), FALSE }, { "", FALSE } };
  GhReportCaption caption = { _ ("Where measured numbers come from"), _ ("as told in each row"),
                              section->range, _ ("the files named in the table") };
  g_auto (GStrv) paths = gh_series_slots_list (section->study, NULL);
  GhReportTable *table = NULL;
  gboolean any = FALSE;

  for (char **path = paths; *path != NULL; path++)
    any = add_series (section, NULL, *path) || any;
  if (!any)
    {
      gh_report_add_text (section->report, GH_REPORT_BODY,
                          _ ("No measured series is used: the load, the sun and the prices are "
                             "those of the table above, made by the formulas of the program."));
      return;
    }
  table = gh_report_add_table (section->report, &caption, columns, G_N_ELEMENTS (columns));
  for (char **path = paths; *path != NULL; path++)
    add_series (section, table, *path);
}

/**
 * gh_section_assumptions:
 * @section: what it is made of
 *
 * Adds all inputs with their units, which of them were not given, and where series come from.
 */
void
gh_section_assumptions (const GhSection *section)
{
  gh_report_add_text (
      section->report, GH_REPORT_BODY,
      _ ("Values are those that the study gives; \"default\" marks what the program "
         "takes where it says nothing. Quantities that were not given and stand "
         "for nothing are left out."));
  add_attributes (section);
  add_provenance (section);
}
