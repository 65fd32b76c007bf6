/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attributes.h"

#include <math.h>
#include <stddef.h>

#include "cycle-text.h"
#include "series-spec.h"

/* A record with every kind in it. */
typedef struct
{
  GhRecord record;
  double number;
  double nothing;
  gint64 integer;
  gboolean boolean;
  char *text;
  int choice;
  int clock;
  int no_clock;
  gint32 date;
  gint64 moment;
  guint days;
  guint months;
  GArray *dates;
  GArray *numbers;
  GhSeriesSpec *series;
  GhPriceSpec *price;
  gpointer object;
  GPtrArray *list;
} Sample;

static const char *const words[] = { "one", "two", NULL };
static const GhAttribute inner_attributes[] = {
  { .name = "text", .kind = GH_KIND_TEXT, .offset = sizeof (GhRecord), .default_text = "inner" },
};
static const GhAttributeTable inner_table
    = { "inner", sizeof (GhRecord) + sizeof (char *), inner_attributes, 1 };

static const GhAttribute short_attributes[] = {
  { .name = "to", .kind = GH_KIND_TEXT, .offset = sizeof (GhRecord) },
};
static const GhAttributeTable short_table
    = { "short", sizeof (GhRecord) + sizeof (char *), short_attributes, 1 };

#define AT(field) .offset = offsetof (Sample, field)
static const GhAttribute sample_attributes[] = {
  { .name = "number_kw", .kind = GH_KIND_NUMBER, AT (number), .default_number = 1.5 },
  { .name = "nothing", .kind = GH_KIND_NUMBER, AT (nothing), .default_number = NAN },
  { .name = "integer", .kind = GH_KIND_INTEGER, AT (integer), .default_number = 7 },
  { .name = "boolean", .kind = GH_KIND_BOOLEAN, AT (boolean), .default_number = 1 },
  { .name = "text", .kind = GH_KIND_TEXT, AT (text), .default_text = "EUR" },
  { .name = "choice", .kind = GH_KIND_CHOICE, AT (choice), .default_number = 1, .choices = words },
  { .name = "clock", .kind = GH_KIND_CLOCK, AT (clock), .default_number = 1440 },
  { .name = "no_clock", .kind = GH_KIND_CLOCK, AT (no_clock), .default_number = NAN },
  { .name = "date", .kind = GH_KIND_DATE, AT (date) },
  { .name = "moment", .kind = GH_KIND_MOMENT, AT (moment) },
  { .name = "days", .kind = GH_KIND_DAYS, AT (days), .default_text = "mon-fri" },
  { .name = "months", .kind = GH_KIND_MONTHS, AT (months), .default_text = "10-3" },
  { .name = "dates", .kind = GH_KIND_DATES, AT (dates) },
  { .name = "numbers", .kind = GH_KIND_NUMBERS, AT (numbers), .length = 3 },
  { .name = "series", .kind = GH_KIND_SERIES, AT (series) },
  { .name = "price", .kind = GH_KIND_PRICE, AT (price) },
  { .name = "object", .kind = GH_KIND_OBJECT, AT (object), .table = &inner_table },
  { .name = "list", .kind = GH_KIND_LIST, AT (list), .table = &inner_table },
};
static const GhAttributeTable sample_table
    = { "sample", sizeof (Sample), sample_attributes, G_N_ELEMENTS (sample_attributes) };

static void
test_defaults (void)
{
  Sample *sample = gh_record_new (&sample_table);

  g_assert_cmpfloat (sample->number, ==, 1.5);
  g_assert_true (isnan (sample->nothing));
  g_assert_cmpint (sample->integer, ==, 7);
  g_assert_true (sample->boolean);
  g_assert_cmpstr (sample->text, ==, "EUR");
  g_assert_cmpint (sample->choice, ==, 1);
  g_assert_cmpint (sample->clock, ==, 1440);
  g_assert_cmpint (sample->no_clock, ==, -1);
  g_assert_cmpint (sample->date, ==, GH_NO_DATE);
  g_assert_cmpint (sample->moment, ==, 0);
  g_assert_cmphex (sample->days, ==, 0x1f);
  g_assert_cmphex (sample->months, ==, 0xe07);
  g_assert_null (sample->dates);
  g_assert_null (sample->series);
  g_assert_null (sample->object);
  g_assert_null (sample->list);
  g_assert_cmpuint (sample->record.given, ==, 0);
  gh_record_free (&sample_table, sample);
}

/* The sanitizers tell whether everything is freed, once. */
static void
test_free (void)
{
  Sample *sample = gh_record_new (&sample_table);

  sample->dates = g_array_new (FALSE, FALSE, sizeof (gint32));
  sample->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  sample->series = gh_series_spec_new_values (gh_series_new_constant (1.0, 4));
  sample->series->resolved = gh_series_new_constant (2.0, 4);
  sample->series->file = gh_record_new (&gh_series_file_table);
  sample->series->shape = gh_record_new (&gh_load_shape_table);
  sample->price = g_new0 (GhPriceSpec, 1);
  sample->price->series = gh_series_spec_new_number (0.3);
  sample->price->market = gh_record_new (&gh_market_price_table);
  sample->price->market->series = gh_series_spec_new_number (0.1);
  sample->price->periods = gh_record_new (&gh_period_price_table);
  sample->price->periods->periods = g_ptr_array_new ();
  g_ptr_array_add (sample->price->periods->periods, gh_record_new (&gh_price_period_table));
  sample->object = gh_record_new (&inner_table);
  sample->list = g_ptr_array_new ();
  g_ptr_array_add (sample->list, gh_record_new (&inner_table));
  g_ptr_array_add (sample->list, gh_record_new (&inner_table));
  gh_record_free (&sample_table, sample);
  gh_record_free (&sample_table, NULL);
  gh_series_spec_free (NULL);
  gh_price_spec_free (NULL);
}

static void
test_given (void)
{
  Sample *sample = gh_record_new (&sample_table);
  guint index = 99;

  g_assert_true (gh_attribute_table_find (&sample_table, "clock", &index) == &sample_attributes[6]);
  g_assert_cmpuint (index, ==, 6);
  g_assert_null (gh_attribute_table_find (&sample_table, "Clock", NULL));
  g_assert_false (gh_record_is_given (&sample_table, sample, "clock"));
  gh_record_set_given (&sample_table, sample, index);
  g_assert_true (gh_record_is_given (&sample_table, sample, "clock"));
  g_assert_false (gh_record_is_given (&sample_table, sample, "no_clock"));
  g_assert_false (gh_record_is_given (&sample_table, sample, "absent"));
  g_assert_true (gh_attribute_field (&sample_attributes[6], sample) == &sample->clock);
  g_assert_true (gh_attribute_field_const (&sample_attributes[4], sample) == &sample->text);
  gh_record_free (&sample_table, sample);
}

static void
test_nearest (void)
{
  static const struct
  {
    const char *name, *nearest;
  } rows[] = {
    { "number_kwh", "number_kw" },
    { "nubmer_kw", "number_kw" },
    { "Clock", "clock" },
    { "seris", "series" },
    { "pirce", "price" },
    { "day", "days" },
    { "zzzzzzzz", NULL },
    { "adsy", "days" },
    { "zz", NULL },
    { "", NULL },
    { "a_very_long_key_that_is_longer_than_any_key_of_any_table_can_ever_be", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (gh_attribute_table_nearest (&sample_table, rows[i].name, 0), ==,
                     rows[i].nearest);
  /* A short key is not near to every short word. */
  g_assert_null (gh_attribute_table_nearest (&short_table, "zz", 0));
  g_assert_cmpstr (gh_attribute_table_nearest (&short_table, "ot", 0), ==, "to");
}

static void
test_days (void)
{
  static const struct
  {
    const char *text;
    guint days;
  } rows[] = {
    { "mon-sun", 0x7f }, { "mon-fri", 0x1f }, { "sat,sun", 0x60 }, { "fri-mon", 0x71 },
    { "wed", 0x04 },     { "wed-wed", 0x04 }, { "Mon,MON", 0x01 }, { " mon - tue , sun ", 0x43 },
  };
  static const char *const wrong[]
      = { "", " ", ",", "mon,", "mon-", "-mon", "mon-tue-wed", "monday", "1", "mon;tue" };
  guint days;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (gh_days_parse (rows[i].text, &days));
      g_assert_cmphex (days, ==, rows[i].days);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (gh_days_parse (wrong[i], &days));
  for (guint mask = 1; mask < 1u << 7; mask++)
    {
      g_autofree char *text = gh_days_format (mask);
      g_assert_true (gh_days_parse (text, &days));
      g_assert_cmphex (days, ==, mask);
    }
}

static void
test_months (void)
{
  static const struct
  {
    const char *text;
    guint months;
  } rows[] = {
    { "1-12", 0xfff }, { "10-3", 0xe07 }, { "6,7", 0x60 }, { "12-1", 0x801 }, { "2", 0x2 },
  };
  static const char *const wrong[] = { "", "0", "13", "1-13", "june", "-1", "1,,2", "1.5" };
  guint months;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (gh_months_parse (rows[i].text, &months));
      g_assert_cmphex (months, ==, rows[i].months);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (gh_months_parse (wrong[i], &months));
  for (guint mask = 1; mask < 1u << 12; mask++)
    {
      g_autofree char *text = gh_months_format (mask);
      g_assert_true (gh_months_parse (text, &months));
      g_assert_cmphex (months, ==, mask);
    }
}

static void
test_clock (void)
{
  static const struct
  {
    const char *text;
    int minute;
  } rows[]
      = { { "00:00", 0 }, { "07:30", 450 }, { "7:30", 450 }, { "23:59", 1439 }, { "24:00", 1440 } };
  static const char *const wrong[] = { "",         "24:01", "25:00", "12:60", "1230",  "12:3",
                                       "12:30:00", ":300",  "-1:30", "ab:cd", "12.30", " 7:30" };
  int minute;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (gh_clock_parse (rows[i].text, &minute));
      g_assert_cmpint (minute, ==, rows[i].minute);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (gh_clock_parse (wrong[i], &minute));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attributes/defaults", test_defaults);
  g_test_add_func ("/attributes/free", test_free);
  g_test_add_func ("/attributes/given", test_given);
  g_test_add_func ("/attributes/nearest", test_nearest);
  g_test_add_func ("/attributes/days", test_days);
  g_test_add_func ("/attributes/months", test_months);
  g_test_add_func ("/attributes/clock", test_clock);
  return g_test_run ();
}
