/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bill says of energy: import by class and tier, and what export is set against or earns. */
#include <math.h>

#include "market/bill-private.h"
#include "words.h"

/* kWh and currency of a class in a month. */
typedef struct
{
  double import_kwh, import_value;
  double export_kwh, export_value; /* at the import price */
  double export_worth;             /* at the export price */
} ClassSum;

/* A class while its months are billed.
 * @tiers: (nullable): of a class with tiers
 * @items: (array): one, or one a tier, or market price and fees
 * @fees: of a kWh, the second item of a class without tiers
 * @bank_kwh: of export, to be set against import of later months
 * @bank_worth: what it earns when nothing is left to set it against
 * @bank_since: first month of which the bank holds export
 * @is_surplus: (array): whether one more kWh of a month is worth the export price */
typedef struct
{
  guint index;
  const GhEnergyTiers *tiers;
  GhBillItem **items;
  double fees;
  double bank_kwh;
  double bank_worth;
  guint bank_since;
  gboolean *is_surplus;
} Class;

static guint
count_items (const Class *class)
{
  return class->tiers != NULL ? class->tiers->tiers->len : fabs (class->fees) > 0.0 ? 2 : 1;
}

static char *
name_item (const Class *class, const GhBilling *billing, guint item, GhBillLanguage language)
{
  if (class->tiers != NULL)
    return gh_bill_tier_name (billing, class->tiers, item, language);
  return item == 1 ? g_strdup (gh_bill_say (N_ ("Fees"), language))
                   : gh_bill_class_name (billing, class->index, language);
}

static void
class_init (Class *class, GhBilling *billing, guint index)
{
  const GhTariff *tariff = billing->tariff;
  const GhMarketPrice *market = tariff->import_price->market;
  guint tiered = tariff->energy_tiers != NULL ? tariff->energy_tiers->len : 0;

  *class = (Class){ .index = index, .is_surplus = g_new0 (gboolean, billing->months) };
  if (index < tiered)
    class->tiers = g_ptr_array_index (tariff->energy_tiers, index);
  else if (market != NULL)
    class->fees = market->add;
  class->items = g_new0 (GhBillItem *, count_items (class));
  for (guint i = 0; i < count_items (class); i++)
    {
      class->items[i] = gh_billing_add_item (
          billing, GH_BILL_ENERGY, name_item (class, billing, i, GH_BILL_OF_FILES),
          name_item (class, billing, i, GH_BILL_OF_PEOPLE), "kWh");
    }
}

static void
class_clear (Class *class)
{
  g_free (class->items);
  g_free (class->is_surplus);
}

static GhTariffPart *
get_part (const GhBilling *billing, guint index)
{
  return &g_array_index (billing->parts, GhTariffPart, index);
}

static ClassSum
sum_month (const GhBilling *billing, const Class *class, guint month)
{
  ClassSum sum = { 0 };

  for (guint i = billing->part_first[month]; i < billing->part_first[month + 1]; i++)
    {
      const GhTariffPart *part = get_part (billing, i);
      double share = part->share * billing->hours;
      if (part->class_index != class->index)
        continue;
      double import = gh_billing_get_import_kw (billing, part->step) * share;
      double export = gh_billing_get_export_kw (billing, part->step) * share;
      sum.import_kwh += import;
      sum.import_value += import * part->price;
      sum.export_kwh += export;
      sum.export_value += export * part->price;
      sum.export_worth += export * billing->export_price[part->step];
    }
  return sum;
}

static double
find_peak_kw (const GhBilling *billing, const GhMonth *month)
{
  double peak = 0.0;

  for (gsize t = month->first; t < month->last; t++)
    peak = MAX (peak, gh_billing_get_import_kw (billing, t));
  return peak;
}

/* Where a tier ends, kWh; those of a month by the share of it that is billed. */
static double
tier_limit (const GhEnergyTier *tier, double share, double peak_kw)
{
  if (!isnan (tier->up_to_kwh_per_day))
    return tier->up_to_kwh_per_day;
  if (!isnan (tier->up_to_kwh_per_kw))
    return tier->up_to_kwh_per_kw * peak_kw * share;
  return isnan (tier->up_to_kwh) ? INFINITY : tier->up_to_kwh * share;
}

/* Pays for kWh from the first tier on. Returns the price of the next kWh. */
static double
pay_tiers (const Class *class, double kwh, double share, double peak_kw, guint month)
{
  double paid = 0.0, next = 0.0;
  gboolean has_next = FALSE;

  for (guint i = 0; i < class->tiers->tiers->len; i++)
    {
      const GhEnergyTier *tier = g_ptr_array_index (class->tiers->tiers, i);
      double limit = tier_limit (tier, share, peak_kw);
      double here = MAX (0.0, MIN (kwh, limit) - paid);
      class->items[i]->quantity[month] += here;
      class->items[i]->amount[month] += here * tier->price;
      paid += here;
      if (!has_next && kwh < limit)
        {
          next = tier->price;
          has_next = TRUE;
        }
    }
  return next;
}

/* Lets the parts of a class from @first to @last cost what the next kWh costs. */
static void
set_marginal (const GhBilling *billing, const Class *class, guint first, guint last, double price)
{
  for (guint i = first; i < last; i++)
    if (get_part (billing, i)->class_index == class->index)
      get_part (billing, i)->price = price;
}

/* Tiers that begin anew every day. */
static void
pay_days (const GhBilling *billing, const Class *class, guint month)
{
  const GhCivilTime *civil = gh_time_axis_get_civil (billing->axis);
  guint end = billing->part_first[month + 1];

  for (guint i = billing->part_first[month]; i < end;)
    {
      gint32 date = civil[get_part (billing, i)->step].date;
      guint first = i;
      double kwh = 0.0;
      for (; i < end && civil[get_part (billing, i)->step].date == date; i++)
        {
          const GhTariffPart *part = get_part (billing, i);
          if (part->class_index == class->index)
            kwh += gh_billing_get_import_kw (billing, part->step) * part->share * billing->hours;
        }
      set_marginal (billing, class, first, i, pay_tiers (class, kwh, 1.0, 0.0, month));
    }
}

static gboolean
is_daily (const Class *class)
{
  const GhEnergyTier *tier = g_ptr_array_index (class->tiers->tiers, 0);

  return !isnan (tier->up_to_kwh_per_day);
}

/* Pays for what a class imports in a month, after export has been taken off it. */
static void
pay_import (const GhBilling *billing, const Class *class, guint month, double kwh, double value)
{
  const GhMonth *months = gh_billing_get_month (billing, month);

  if (class->tiers == NULL)
    {
      double fees = class->fees * kwh;
      class->items[0]->quantity[month] += kwh;
      class->items[0]->amount[month] += value - fees;
      if (count_items (class) > 1)
        {
          class->items[1]->quantity[month] += kwh;
          class->items[1]->amount[month] += fees;
        }
      return;
    }
  if (is_daily (class))
    {
      pay_days (billing, class, month);
      return;
    }
  double share = gh_time_axis_count_months (billing->axis, months->first, months->last);
  double next = pay_tiers (class, kwh, share, find_peak_kw (billing, months), month);
  set_marginal (billing, class, billing->part_first[month], billing->part_first[month + 1], next);
}

static gboolean
ends_year (const GhBilling *billing, guint month)
{
  return month + 1 == billing->months || gh_billing_get_month (billing, month)->month == 12;
}

/* What is left of export in the end is paid for; until then more of it would have been so, too. */
static void
close_bank (Class *class, GhBillItem *earned, guint month)
{
  earned->quantity[month] += class->bank_kwh;
  earned->amount[month] -= class->bank_worth;
  for (guint m = class->bank_since; class->bank_kwh > 0.0 && m <= month; m++)
    class->is_surplus[m] = TRUE;
  class->bank_kwh = class->bank_worth = 0.0;
}

/* Takes export that is in the bank for import, as far as it goes. Returns the kWh. */
static double
draw_bank (Class *class, double kwh)
{
  double drawn = MIN (class->bank_kwh, kwh);

  if (drawn > 0.0)
    {
      class->bank_worth *= 1.0 - drawn / class->bank_kwh;
      class->bank_kwh -= drawn;
    }
  return drawn;
}

/* A month in which export is set against import, kWh against kWh of the same class. */
static void
net_month (const GhBilling *billing, Class *class, guint month, GhBillItem *earned)
{
  ClassSum sum = sum_month (billing, class, month);
  double open = MAX (0.0, sum.import_kwh - sum.export_kwh);
  double over = MAX (0.0, sum.export_kwh - sum.import_kwh);
  double set_off = over > 0.0 ? sum.import_kwh / sum.export_kwh : 1.0;
  double drawn = draw_bank (class, open);
  double value = sum.import_value - sum.export_value * set_off;

  if (drawn > 0.0)
    value -= drawn * sum.import_value / sum.import_kwh;
  pay_import (billing, class, month, open - drawn, value);
  if (!(class->bank_kwh > 0.0))
    class->bank_since = month;
  class->bank_kwh += over;
  class->bank_worth += over > 0.0 ? sum.export_worth * (1.0 - set_off) : 0.0;
  if (billing->tariff->export_scheme == GH_EXPORT_NET_METERING || ends_year (billing, month))
    close_bank (class, earned, month);
}

static void
bill_class (const GhBilling *billing, Class *class, GhBillItem *earned)
{
  for (guint m = 0; m < billing->months; m++)
    {
      if (gh_billing_nets (billing))
        net_month (billing, class, m, earned);
      else
        {
          ClassSum sum = sum_month (billing, class, m);
          pay_import (billing, class, m, sum.import_kwh, sum.import_value);
        }
    }
}

/* Export that is paid kWh by kWh. */
static void
sell (const GhBilling *billing, GhBillItem *solar, GhBillItem *store)
{
  for (guint m = 0; m < billing->months; m++)
    {
      const GhMonth *month = gh_billing_get_month (billing, m);
      for (gsize t = month->first; t < month->last; t++)
        {
          double of_store = gh_billing_get_store_export_kw (billing, t) * billing->hours;
          double rest = gh_billing_get_export_kw (billing, t) * billing->hours - of_store;
          solar->quantity[m] += rest;
          solar->amount[m] -= rest * billing->export_price[t];
          store->quantity[m] += of_store;
          store->amount[m] -= of_store * billing->store_export_price[t];
        }
    }
}

/* What one more kWh costs or earns in each step of a class, as its months have ended. */
static void
note_marginals (const GhBilling *billing, const Class *class)
{
  GhBill *bill = billing->bill;
  int scheme = billing->tariff->export_scheme;

  for (guint m = 0; m < billing->months; m++)
    for (guint i = billing->part_first[m]; i < billing->part_first[m + 1]; i++)
      {
        const GhTariffPart *part = get_part (billing, i);
        double price = class->is_surplus[m] ? billing->export_price[part->step] : part->price;
        if (part->class_index != class->index)
          continue;
        bill->marginal_price[part->step] += part->share * price;
        bill->credit_price[part->step]
            += part->share
               * (scheme == GH_EXPORT_NET_BILLING ? billing->export_price[part->step] : price);
        bill->store_credit_price[part->step]
            += part->share
               * (gh_billing_nets (billing) ? price : billing->store_export_price[part->step]);
      }
}

/**
 * gh_bill_energy:
 * @billing: (inout): a bill that is made up
 *
 * Adds the items of import and export, and what one more kWh of each step would cost or earn.
 * Where export is set against import, that is done kWh for kWh within a class: at the prices of the
 * hours, weighted by what flowed in them. O(classes x steps).
 */
void
gh_bill_energy (GhBilling *billing)
{
  guint count = gh_tariff_count_classes (billing->tariff);
  g_autofree Class *classes = g_new (Class, count);

  for (guint c = 0; c < count; c++)
    class_init (&classes[c], billing, c);
  GhBillItem *solar = gh_billing_add_word (billing, GH_BILL_EXPORT, N_ ("Export"), "kWh");
  GhBillItem *store
      = gh_billing_add_word (billing, GH_BILL_EXPORT, N_ ("Export of the car"), "kWh");
  if (!gh_billing_nets (billing))
    sell (billing, solar, store);
  for (guint c = 0; c < count; c++)
    {
      bill_class (billing, &classes[c], solar);
      note_marginals (billing, &classes[c]);
      class_clear (&classes[c]);
    }
}
