/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cycle-text.h"
#include "edit-study.h"

static GArray *
parse_numbers (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, "[,]", -1);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      {
        double number = g_ascii_strtod (parts[i], NULL);
        g_array_append_val (numbers, number);
      }
  return numbers;
}

static GhSeriesSpec *
parse_series (const char *text)
{
  if (*text != '[')
    return gh_series_spec_new_number (g_ascii_strtod (text, NULL));
  GArray *numbers = parse_numbers (text);
  gsize count = numbers->len;
  return gh_series_spec_new_values (
      gh_series_new_take ((double *) (gpointer) g_array_free (numbers, FALSE), count));
}

static void
set_owned (const GhAttribute *attribute, gpointer field, const char *text)
{
  gboolean is_null = strcmp (text, "null") == 0;

  if (attribute->kind == GH_KIND_OBJECT && is_null)
    {
      gh_record_free (attribute->table, *(gpointer *) field);
      *(gpointer *) field = NULL;
    }
  else if (attribute->kind == GH_KIND_NUMBERS)
    *(GArray **) field = parse_numbers (text);
  else if (attribute->kind == GH_KIND_SERIES)
    {
      gh_series_spec_free (*(GhSeriesSpec **) field);
      *(GhSeriesSpec **) field = is_null ? NULL : parse_series (text);
    }
  else if (attribute->kind == GH_KIND_PRICE)
    {
      gh_price_spec_free (*(GhPriceSpec **) field);
      *(GhPriceSpec **) field = g_new0 (GhPriceSpec, 1);
      (*(GhPriceSpec **) field)->series = parse_series (text);
    }
  else if (attribute->kind == GH_KIND_TEXT)
    {
      g_free (*(char **) field);
      *(char **) field = g_strdup (text);
    }
  else
    g_assert_not_reached ();
}

static void
set_value (const GhAttribute *attribute, gpointer field, const char *text)
{
  double number = g_ascii_strtod (text, NULL);
  gint32 date;

  if (attribute->kind == GH_KIND_NUMBER)
    *(double *) field = number;
  else if (attribute->kind == GH_KIND_INTEGER)
    *(gint64 *) field = (gint64) number;
  else if (attribute->kind == GH_KIND_BOOLEAN || attribute->kind == GH_KIND_CHOICE)
    *(int *) field = (int) number;
  else if (attribute->kind == GH_KIND_CLOCK)
    g_assert_true (gh_clock_parse (text, field));
  else if (attribute->kind == GH_KIND_DAYS)
    g_assert_true (gh_days_parse (text, field));
  else if (attribute->kind == GH_KIND_MONTHS)
    g_assert_true (gh_months_parse (text, field));
  else if (attribute->kind == GH_KIND_DATE)
    g_assert_true (gh_date_parse (text, field));
  else if (attribute->kind == GH_KIND_MOMENT)
    g_assert_true (gh_time_parse_iso (text, field));
  else if (attribute->kind == GH_KIND_DATES)
    {
      g_assert_true (gh_date_parse (text, &date));
      if (*(GArray **) field == NULL)
        *(GArray **) field = g_array_new (FALSE, FALSE, sizeof (gint32));
      g_array_append_val (*(GArray **) field, date);
    }
  else
    set_owned (attribute, field, text);
}

/* The record that an object or an item of a list is, made where it is missing. */
static gpointer
enter (const GhAttribute *attribute, gpointer field, char ***words)
{
  if (attribute->kind == GH_KIND_OBJECT)
    {
      if (*(gpointer *) field == NULL)
        *(gpointer *) field = gh_record_new (attribute->table);
      return *(gpointer *) field;
    }
  g_assert_cmpint (attribute->kind, ==, GH_KIND_LIST);
  guint index = (guint) g_ascii_strtoull (*++*words, NULL, 10);
  GPtrArray **list = field;
  if (*list == NULL)
    *list = g_ptr_array_new ();
  while ((*list)->len <= index)
    g_ptr_array_add (*list, gh_record_new (attribute->table));
  return g_ptr_array_index (*list, index);
}

static void
edit_one (GhStudy *study, const char *path, const char *text)
{
  g_auto (GStrv) words = g_strsplit (path, ".", -1);
  const GhAttributeTable *table = &gh_study_table;
  gpointer record = study;

  for (char **word = words; *word != NULL; word++)
    {
      guint index;
      const GhAttribute *attribute = gh_attribute_table_find (table, *word, &index);
      g_assert_nonnull (attribute);
      gpointer field = gh_attribute_field (attribute, record);
      gh_record_set_given (table, record, index);
      if (word[1] == NULL)
        {
          set_value (attribute, field, text);
          return;
        }
      record = enter (attribute, field, &word);
      table = attribute->table;
    }
}

void
edit_study (GhStudy *study, const char *edits)
{
  g_auto (GStrv) parts = g_strsplit (edits, "; ", -1);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      char *space = strchr (parts[i], ' ');
      g_assert_nonnull (space);
      *space = '\0';
      edit_one (study, parts[i], space + 1);
    }
}

GhStudy *
new_good_study (void)
{
  GhStudy *study = gh_record_new (&gh_study_table);

  edit_study (study,
              "location.latitude 48; location.longitude 11; location.time_zone Europe/Berlin; "
              "period.start 2024-01-01T00:00:00+01:00; period.step_minutes 15; "
              "period.steps 35136; load 0.5; tariff.import_price 0.3; "
              "vehicles.0.name Car; vehicles.0.battery_kwh 60; vehicles.0.charger.charge_kw 11; "
              "vehicles.0.trips.0.days mon-fri; vehicles.0.trips.0.leave 07:30; "
              "vehicles.0.trips.0.return 17:45; vehicles.0.trips.0.distance_km 40");
  return study;
}
