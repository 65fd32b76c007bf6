/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The periods that stand for the year of a fleet, as rows that open. */
#include "period-list.h"

#include <math.h>

#include "attribute-row.h"
#include "number-text.h"
#include "record-list.h"
#include "record-path.h"
#include "site/fleet-profile.h"
#include "words.h"

#define DATE_CHARS 12
#define MINUTES_PER_DAY 1440.0

static GPtrArray *
get_periods (GhDocument *document)
{
  return gh_document_get_study (document)->periods;
}

static GTimeZone *
find_zone (const GhStudy *study)
{
  GTimeZone *zone = gh_time_zone_find (study->location != NULL ? study->location->time_zone : NULL);

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/* The day on which a moment is, where the fleet is: "2025-01-13". */
static char *
format_day (const GhStudy *study, gint64 moment)
{
  g_autoptr (GTimeZone) zone = find_zone (study);
  GhCivilTime civil;

  gh_civil_time_at (zone, moment, &civil);
  return g_strdup_printf ("%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

/* A row for the day on which a period begins. */
typedef struct
{
  GhDocument *document;
  guint index;
  GtkEditable *entry;
  gboolean updating;
} StartRow;

static void
free_start_row (gpointer data)
{
  g_object_unref (((StartRow *) data)->document);
  g_free (data);
}

static void
follow_start (GtkWidget *widget)
{
  StartRow *row = g_object_get_data (G_OBJECT (widget), "row");
  GPtrArray *periods = get_periods (row->document);

  if (periods == NULL || row->index >= periods->len)
    return;
  const GhFleetPeriod *period = g_ptr_array_index (periods, row->index);
  g_autofree char *day = format_day (gh_document_get_study (row->document), period->start);
  row->updating = TRUE;
  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (row->entry))))
    gtk_editable_set_text (row->entry, day);
  row->updating = FALSE;
}

/* What is no day yet is still being typed. */
static void
start_changed_cb (GtkEditable *entry, gpointer data)
{
  StartRow *row = data;
  g_autoptr (GTimeZone) zone = find_zone (gh_document_get_study (row->document));
  g_autofree char *path = g_strdup_printf ("$.periods[%u].start", row->index);
  gint32 date;
  gboolean good = gh_date_parse (gtk_editable_get_text (entry), &date);

  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  if (!row->updating && good)
    gh_document_set_number (row->document, path, (double) gh_civil_time_to_unix (zone, date, 0));
}

static GtkWidget *
new_start_row (GhDocument *document, guint index)
{
  GtkWidget *widget = adw_action_row_new ();
  GtkWidget *entry = gtk_entry_new ();
  StartRow *row = g_new0 (StartRow, 1);

  *row = (StartRow){ g_object_ref (document), index, GTK_EDITABLE (entry), FALSE };
  g_object_set_data_full (G_OBJECT (widget), "row", row, free_start_row);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), DATE_CHARS);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), _ ("First day"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), _ ("Such as 2025-01-13."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("First day"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), entry);
  g_signal_connect (entry, "changed", G_CALLBACK (start_changed_cb), row);
  follow_start (widget);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_start), widget,
                           G_CONNECT_SWAPPED);
  return widget;
}

static guint
count_periods (GhDocument *document, guint subject)
{
  return get_periods (document) != NULL ? get_periods (document)->len : 0;
}

static void
fill_period (AdwExpanderRow *row, GhDocument *document, guint subject, guint index)
{
  static const char *const names[] = { "name", "steps", "weight" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("$.periods[%u].%s", index, names[i]);
      adw_expander_row_add_row (row, gh_attribute_row_new (document, path));
      if (i == 0)
        adw_expander_row_add_row (row, new_start_row (document, index));
    }
}

/* "7 days from 2025-01-13, 26.09 times a year" */
static char *
describe (const GhStudy *study, guint index)
{
  double step_minutes = study->period != NULL ? study->period->step_minutes : 0.0;
  GhFleetPeriod period;

  gh_fleet_get_period (study, index, &period);
  g_autofree char *start = format_day (study, period.start);
  double days = (double) period.steps * step_minutes / MINUTES_PER_DAY;
  g_autofree char *length = gh_number_format (days, fabs (days - round (days)) < 0.005 ? 0 : 2);
  g_autofree char *weight = gh_number_format (period.weight, 2);
  /* Translators: a number of days, a date, how often. */
  return g_strdup_printf (_ ("%s days from %s, %s times a year"), length, start, weight);
}

static void
show_period (AdwExpanderRow *row, GhDocument *document, guint subject, guint index)
{
  const GhFleetPeriod *period = g_ptr_array_index (get_periods (document), index);
  g_autofree char *numbered = g_strdup_printf (_ ("Period %u"), index + 1);
  g_autofree char *path = g_strdup_printf ("$.periods[%u]", index);
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (document, path, &severity);
  g_autofree char *text = describe (gh_document_get_study (document), index);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 period->name != NULL && *period->name != '\0' ? period->name
                                                                               : numbered);
  adw_expander_row_set_subtitle (row, message != NULL ? message : text);
  if (message != NULL && severity == GH_SEVERITY_ERROR)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

/* As long as the last one, or as the whole, and where that ends or begins. */
static void
add_period (GhStudy *study, guint subject)
{
  gpointer made = gh_record_new (&gh_fleet_period_table);
  guint count = study->periods != NULL ? study->periods->len : 0;
  const GhFleetPeriod *last = count > 0 ? g_ptr_array_index (study->periods, count - 1) : NULL;
  g_autofree char *name = g_strdup_printf (_ ("Period %u"), count + 1);
  gint64 steps = last != NULL ? last->steps : study->period != NULL ? study->period->steps : 1;
  double step_s = study->period != NULL ? study->period->step_minutes * 60.0 : 0.0;
  double start = last != NULL            ? (double) last->start + (double) last->steps * step_s
                 : study->period != NULL ? (double) study->period->start
                                         : 0.0;
  GhPlace place;

  if (gh_place_find (&gh_fleet_period_table, made, "$.name", TRUE, &place))
    gh_place_set_text (&place, name);
  gh_record_set_number (&gh_fleet_period_table, made, "start", start);
  gh_record_set_number (&gh_fleet_period_table, made, "steps", (double) steps);
  if (study->periods == NULL && gh_place_find (&gh_study_table, study, "$.periods", TRUE, &place))
    gh_place_take_pointer (&place, g_ptr_array_new ());
  g_ptr_array_add (study->periods, made);
}

static void
remove_period (GhStudy *study, guint subject, guint index)
{
  GhPlace place;

  gh_record_free (&gh_fleet_period_table, g_ptr_array_index (study->periods, index));
  g_ptr_array_remove_index (study->periods, index);
  if (study->periods->len == 0 && gh_place_find (&gh_study_table, study, "$.periods", TRUE, &place))
    gh_place_clear (&place);
}

static const GhRecordListKind kind = {
  .count = count_periods,
  .fill_row = fill_period,
  .show_row = show_period,
  .add = add_period,
  .remove = remove_period,
  .empty = N_ ("One period, that of the study."),
  .add_label = N_ ("Add a Period"),
  .adding = N_ ("Adding a period"),
  .remove_label = N_ ("Remove this period"),
  .removing = N_ ("Removing a period"),
};

/**
 * gh_period_list_new:
 * @document: of a fleet
 *
 * Returns: (transfer floating): its periods, to be opened, added and removed
 */
GtkWidget *
gh_period_list_new (GhDocument *document)
{
  return gh_record_list_new (document, &kind);
}
