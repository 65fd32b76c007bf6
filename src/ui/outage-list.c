/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outages of other kinds than the usual ones, as rows that open. */
#include "outage-list.h"

#include "attribute-row.h"
#include "number-text.h"
#include "record-list.h"
#include "record-path.h"
#include "words.h"

/* A storm: once in ten years for a day. */
#define FIRST_PER_YEAR 0.1
#define FIRST_HOURS 24.0

/* %NULL where there are none. */
static GPtrArray *
get_outages (GhDocument *document)
{
  const GhResilienceProfile *profile = gh_document_get_study (document)->resilience;

  return profile != NULL ? profile->further_outages : NULL;
}

static guint
count_outages (GhDocument *document, guint subject G_GNUC_UNUSED)
{
  GPtrArray *outages = get_outages (document);

  return outages != NULL ? outages->len : 0;
}

static void
show_outages (AdwExpanderRow *row, GhDocument *document, guint subject G_GNUC_UNUSED, guint index)
{
  const GhFurtherOutages *outages = g_ptr_array_index (get_outages (document), index);
  g_autofree char *count = gh_number_format (outages->per_year, 2);
  g_autofree char *hours = gh_number_format (outages->hours, 1);
  g_autofree char *title = g_strdup_printf (outages->spread == GH_OUTAGES_EXPONENTIAL
                                                ? _ ("%s a year of %s hours on average")
                                                : _ ("%s a year of %s hours"),
                                            count, hours);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
}

static void
fill_outages_row (AdwExpanderRow *row, GhDocument *document, guint subject G_GNUC_UNUSED,
                  guint index)
{
  static const char *const names[] = { "per_year", "hours", "spread" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("$.resilience.further_outages[%u].%s", index, names[i]);
      adw_expander_row_add_row (row, gh_attribute_row_new (document, path));
    }
}

static void
add_outages (GhStudy *study, guint subject G_GNUC_UNUSED)
{
  static const char *const given[] = { "per_year", "hours" };
  GhFurtherOutages *outages = gh_record_new (&gh_further_outages_table);
  GhPlace place;
  guint index;

  if (!gh_place_find (&gh_study_table, study, "$.resilience.further_outages", TRUE, &place))
    return;
  outages->per_year = FIRST_PER_YEAR;
  outages->hours = FIRST_HOURS;
  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    if (gh_attribute_table_find (&gh_further_outages_table, given[i], &index) != NULL)
      gh_record_set_given (&gh_further_outages_table, outages, index);
  if (study->resilience->further_outages == NULL)
    study->resilience->further_outages = g_ptr_array_new ();
  g_ptr_array_add (study->resilience->further_outages, outages);
  gh_record_set_given (place.table, place.record, place.index);
}

static void
remove_outages (GhStudy *study, guint subject G_GNUC_UNUSED, guint index)
{
  GPtrArray *outages = study->resilience->further_outages;

  gh_record_free (&gh_further_outages_table, g_ptr_array_index (outages, index));
  g_ptr_array_remove_index (outages, index);
}

static const GhRecordListKind kind = {
  .count = count_outages,
  .fill_row = fill_outages_row,
  .show_row = show_outages,
  .add = add_outages,
  .remove = remove_outages,
  .empty = N_ ("No outages of another length besides."),
  .add_label = N_ ("Add Outages of Another Length"),
  .adding = N_ ("Adding outages"),
  .remove_label = N_ ("Remove these outages"),
  .removing = N_ ("Removing outages"),
};

/**
 * gh_outage_list_new:
 * @document: what is edited
 *
 * Returns: (transfer floating): the outages of other lengths, to be opened, added and removed
 */
GtkWidget *
gh_outage_list_new (GhDocument *document)
{
  return gh_record_list_new (document, &kind);
}
