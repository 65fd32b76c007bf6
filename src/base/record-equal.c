/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two records say the same, whichever of their attributes were given. */
#include "record-equal.h"

#include <math.h>
#include <string.h>

#include "series.h"

static gboolean
numbers_equal (double a, double b)
{
  return (isnan (a) && isnan (b)) || (a <= b && a >= b);
}

static gboolean
arrays_equal (const GArray *a, const GArray *b)
{
  guint length_a = a != NULL ? a->len : 0, length_b = b != NULL ? b->len : 0;

  if (length_a != length_b || length_a == 0)
    return length_a == length_b;
  return memcmp (a->data, b->data, length_a * (gsize) g_array_get_element_size ((GArray *) a)) == 0;
}

static gboolean
lists_equal (const GhAttributeTable *table, const GPtrArray *a, const GPtrArray *b)
{
  guint length_a = a != NULL ? a->len : 0, length_b = b != NULL ? b->len : 0;

  if (length_a != length_b)
    return FALSE;
  for (guint i = 0; i < length_a; i++)
    if (!gh_record_equal (table, g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

/* Numbers are shared when a study is copied, so that most are the same ones. */
static gboolean
series_equal (const GhSeries *a, const GhSeries *b)
{
  if (a == b || a == NULL || b == NULL)
    return a == b;
  return gh_series_get_count (a) == gh_series_get_count (b)
         && memcmp (gh_series_get_values (a), gh_series_get_values (b),
                    gh_series_get_count (a) * sizeof (double))
                == 0;
}

/**
 * gh_series_spec_equal:
 * @a: (nullable): a series
 * @b: (nullable): another
 *
 * Returns: whether both come from the same place and have the same numbers
 */
gboolean
gh_series_spec_equal (const GhSeriesSpec *a, const GhSeriesSpec *b)
{
  if (a == b || a == NULL || b == NULL)
    return a == b;
  return a->form == b->form && (a->form != GH_SERIES_NUMBER || numbers_equal (a->number, b->number))
         && series_equal (a->values, b->values) && series_equal (a->resolved, b->resolved)
         && gh_record_equal (&gh_series_file_table, a->file, b->file)
         && gh_record_equal (&gh_load_shape_table, a->shape, b->shape);
}

/**
 * gh_price_spec_equal:
 * @a: (nullable): a price
 * @b: (nullable): another
 *
 * Returns: whether both say the same in the same form
 */
gboolean
gh_price_spec_equal (const GhPriceSpec *a, const GhPriceSpec *b)
{
  if (a == b || a == NULL || b == NULL)
    return a == b;
  return gh_series_spec_equal (a->series, b->series)
         && gh_record_equal (&gh_market_price_table, a->market, b->market)
         && gh_record_equal (&gh_period_price_table, a->periods, b->periods);
}

/**
 * gh_attribute_fields_equal:
 * @attribute: what both are
 * @a: a field, see gh_attribute_field_const()
 * @b: another
 *
 * Returns: whether both hold the same, as gh_record_equal() compares
 */
gboolean
gh_attribute_fields_equal (const GhAttribute *attribute, gconstpointer a, gconstpointer b)
{
  switch (attribute->kind)
    {
    case GH_KIND_NUMBER:
      return numbers_equal (*(const double *) a, *(const double *) b);
    case GH_KIND_INTEGER:
    case GH_KIND_MOMENT:
      return *(const gint64 *) a == *(const gint64 *) b;
    case GH_KIND_TEXT:
      return g_strcmp0 (*(char *const *) a, *(char *const *) b) == 0;
    case GH_KIND_DATES:
    case GH_KIND_NUMBERS:
      return arrays_equal (*(GArray *const *) a, *(GArray *const *) b);
    case GH_KIND_SERIES:
      return gh_series_spec_equal (*(GhSeriesSpec *const *) a, *(GhSeriesSpec *const *) b);
    case GH_KIND_PRICE:
      return gh_price_spec_equal (*(GhPriceSpec *const *) a, *(GhPriceSpec *const *) b);
    case GH_KIND_OBJECT:
      return gh_record_equal (attribute->table, *(const gconstpointer *) a,
                              *(const gconstpointer *) b);
    case GH_KIND_LIST:
      return lists_equal (attribute->table, *(GPtrArray *const *) a, *(GPtrArray *const *) b);
    default:
      return *(const int *) a == *(const int *) b;
    }
}

/**
 * gh_record_equal:
 * @table: what both are
 * @a: (nullable): a record
 * @b: (nullable): another
 *
 * Compares values, not whether they were given. Takes time in proportion to what the records hold;
 * numbers of series that are shared are not looked at.
 *
 * Returns: whether every attribute is the same; an absent record is the same as an absent one only
 */
gboolean
gh_record_equal (const GhAttributeTable *table, gconstpointer a, gconstpointer b)
{
  if (a == b || a == NULL || b == NULL)
    return a == b;
  for (guint i = 0; i < table->count; i++)
    if (!gh_attribute_fields_equal (&table->attributes[i],
                                    gh_attribute_field_const (&table->attributes[i], a),
                                    gh_attribute_field_const (&table->attributes[i], b)))
      return FALSE;
  return TRUE;
}
