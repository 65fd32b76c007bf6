/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was assumed, and where measured numbers come from. */
#include "attribute-list.h"
#include "section.h"
#include "series-provenance.h"
#include "series-slots.h"
#include "words.h"

static void
add_attributes (const GhSection *section)
{
  const GhReportColumn columns[]
      = { { _ ("Input"), FALSE }, { _ ("Value"), FALSE }, { _ ("Source"), FALSE } };
  GhReportCaption caption = { _ ("Assumptions"), _ ("beside each number"), section->range,
                              _ ("the study as given, or the default of the program") };
  g_autoptr (GPtrArray) list = gh_study_list_attributes (section->study);
  GhReportTable *table
      = gh_report_add_table (section->report, &caption, columns, G_N_ELEMENTS (columns));
  const char *group = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const GhListedAttribute *listed = g_ptr_array_index (list, i);
      const char *const cells[]
          = { listed->title, listed->value, listed->is_given ? _ ("given") : _ ("default") };
      if (g_strcmp0 (group, listed->group) != 0)
        gh_report_table_add_group (table, listed->group);
      group = listed->group;
      gh_report_table_add_row (table, GH_REPORT_ROW, cells);
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
 * Adds all inputs with their units, whether they were given, and where series come from.
 */
void
gh_section_assumptions (const GhSection *section)
{
  gh_report_add_text (section->report, GH_REPORT_BODY,
                      _ ("\"Given\" is what the study says, \"default\" what the program takes "
                         "where it says nothing. Quantities that were not given and stand for "
                         "nothing are left out."));
  add_attributes (section);
  add_provenance (section);
}
