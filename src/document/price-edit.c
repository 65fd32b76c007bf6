/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits of a price of energy: one price, or one for most of the time and others by hours, days and
 * months, of which the first that applies counts; or measured prices with tax and fees. */
#include "price-edit.h"

#include <math.h>

#include "series-slots.h"
#include "words.h"

/* A change on its way: which period, and what it becomes. */
typedef struct
{
  const char *path;
  GhPriceChange what;
  guint index;
  double number;
} Change;

/**
 * gh_price_get_base:
 * @price: (nullable): a price
 *
 * Returns: the one price, or the one for the time that no period has, currency/kWh; 0 of no price,
 *   NAN of measured ones
 */
double
gh_price_get_base (const GhPriceSpec *price)
{
  if (price == NULL)
    return 0.0;
  if (price->periods != NULL)
    return price->periods->default_price;
  return price->series != NULL && price->series->form == GH_SERIES_NUMBER ? price->series->number
                                                                          : NAN;
}

/**
 * gh_price_get_periods:
 * @price: (nullable): a price
 *
 * Returns: (transfer none) (nullable) (element-type GhPricePeriod): its periods
 */
GPtrArray *
gh_price_get_periods (const GhPriceSpec *price)
{
  return price != NULL && price->periods != NULL ? price->periods->periods : NULL;
}

static void
give (const GhAttributeTable *table, gpointer record, const char *name)
{
  guint index;

  if (gh_attribute_table_find (table, name, &index) != NULL)
    gh_record_set_given (table, record, index);
}

static GhPriceSpec *
copy_as_periods (const GhPriceSpec *price)
{
  GhPriceSpec *copy = gh_price_spec_copy (price);
  double base = gh_price_get_base (price);

  if (copy == NULL)
    copy = g_new0 (GhPriceSpec, 1);
  if (copy->periods != NULL)
    return copy;
  g_clear_pointer (&copy->series, gh_series_spec_free);
  copy->periods = gh_record_new (&gh_period_price_table);
  copy->periods->default_price = isnan (base) ? 0.0 : base;
  copy->periods->periods = g_ptr_array_new ();
  give (&gh_period_price_table, copy->periods, "default");
  give (&gh_period_price_table, copy->periods, "periods");
  return copy;
}

static void
add_period (GhPriceSpec *price)
{
  GhPricePeriod *period = gh_record_new (&gh_price_period_table);

  period->price = price->periods->default_price;
  period->from = 22 * 60;
  period->to = 6 * 60;
  for (const char *const *name = (const char *const[]){ "price", "days", "from", "to", NULL };
       *name != NULL; name++)
    give (&gh_price_period_table, period, *name);
  g_ptr_array_add (price->periods->periods, period);
}

static void
change_period (GhPriceSpec *price, const Change *change)
{
  GhPricePeriod *period = g_ptr_array_index (price->periods->periods, change->index);

  switch (change->what)
    {
    case GH_PRICE_REMOVE:
      gh_record_free (&gh_price_period_table, period);
      g_ptr_array_remove_index (price->periods->periods, change->index);
      break;
    case GH_PRICE_PRICE:
      period->price = change->number;
      break;
    case GH_PRICE_FROM:
      period->from = (int) change->number;
      give (&gh_price_period_table, period, "from");
      break;
    case GH_PRICE_TO:
      period->to = (int) change->number;
      give (&gh_price_period_table, period, "to");
      break;
    case GH_PRICE_MONTHS:
      period->months = (guint) change->number;
      give (&gh_price_period_table, period, "months");
      break;
    case GH_PRICE_DAYS:
    default:
      period->days = (guint) change->number;
      give (&gh_price_period_table, period, "days");
    }
}

/* A price without periods left is one price again. */
static GhPriceSpec *
flatten (GhPriceSpec *price)
{
  double base = price->periods->default_price;

  if (price->periods->periods->len > 0)
    return price;
  gh_price_spec_free (price);
  price = g_new0 (GhPriceSpec, 1);
  price->series = gh_series_spec_new_number (base);
  return price;
}

/* What is paid on top of a measured price. */
static void
change_market (GhStudy *study, const Change *change)
{
  const GhSeriesSpec *numbers = gh_series_slot_get (study, change->path);
  const GhMarketPrice *market = gh_series_slot_get_market (study, change->path);
  double multiply = market != NULL ? market->multiply : 1.0;
  double add = market != NULL ? market->add : 0.0;

  gh_series_slot_fill (study, change->path, gh_series_spec_copy (numbers),
                       change->what == GH_PRICE_TAX ? 1.0 + change->number / 100.0 : multiply,
                       change->what == GH_PRICE_FEES ? change->number : add);
}

static void
make_change (GhStudy *study, gpointer data)
{
  Change *change = data;
  GhPlace place;
  GhPriceSpec *price;

  if (!gh_place_find (&gh_study_table, study, change->path, TRUE, &place))
    return;
  if (change->what == GH_PRICE_TAX || change->what == GH_PRICE_FEES)
    {
      change_market (study, change);
      return;
    }
  price = copy_as_periods (*(GhPriceSpec **) gh_attribute_field (place.attribute, place.record));
  if (change->what == GH_PRICE_BASE)
    price->periods->default_price = change->number;
  else if (change->what == GH_PRICE_ADD)
    add_period (price);
  else if (change->index < price->periods->periods->len)
    change_period (price, change);
  gh_place_take_pointer (&place, flatten (price));
}

/**
 * gh_price_edit:
 * @document: a document
 * @path: of a price
 * @change: what is changed
 * @index: which period, where one is
 * @number: what it becomes; see #GhPriceChange
 *
 * Changes a price; changes of the same thing that follow each other are one edit.
 */
void
gh_price_edit (GhDocument *document, const char *path, GhPriceChange change, guint index,
               double number)
{
  Change made = { path, change, index, number };
  g_autofree char *key = g_strdup_printf ("%s %d %u", path, (int) change, index);
  GhPlace place;

  if (gh_document_find (document, path, &place))
    gh_document_edit_places (document, _ (place.attribute->title), key, make_change, &made);
}
