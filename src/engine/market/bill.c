/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/bill.h"

#include <math.h>

#include "cycle-text.h"
#include "market/bill-private.h"
#include "market/demand.h"
#include "number-text.h"
#include "words.h"

#define MINUTES_PER_DAY 1440
#define MONTHS_PER_YEAR 12.0
/* Less than this is nothing. */
#define ROUNDING 1e-9

static const char *const kind_names[GH_BILL_KINDS]
    = { "energy", "export", "demand", "fixed", "minimum", "tax" };
static const char *const kind_titles[GH_BILL_KINDS]
    = { N_ ("Energy"),       N_ ("Export"),         N_ ("Demand"),
        N_ ("Fixed charge"), N_ ("Minimum charge"), N_ ("Tax") };

/**
 * gh_bill_kind_name:
 * @kind: what an item is about
 *
 * Returns: (transfer none): its word in files
 */
const char *
gh_bill_kind_name (GhBillKind kind)
{
  return kind_names[kind];
}

/**
 * gh_bill_kind_title:
 * @kind: what an item is about
 *
 * Returns: (transfer none): the same for people
 */
const char *
gh_bill_kind_title (GhBillKind kind)
{
  return _ (kind_titles[kind]);
}

static void
free_item (gpointer data)
{
  GhBillItem *item = data;

  g_free (item->name);
  g_free (item->title);
  g_free (item->quantity);
  g_free (item->amount);
  g_free (item);
}

/* Within bills: a month. */
const GhMonth *
gh_billing_get_month (const GhBilling *billing, guint month)
{
  return &g_array_index (billing->bill->months, GhMonth, month);
}

/* Within bills: adds an item of zeros and takes name and title over. */
GhBillItem *
gh_billing_add_item (GhBilling *billing, GhBillKind kind, char *name, char *title, const char *unit)
{
  GhBillItem *item = g_new0 (GhBillItem, 1);

  *item = (GhBillItem){ .kind = kind,
                        .name = name,
                        .title = title,
                        .unit = unit,
                        .quantity = g_new0 (double, billing->months),
                        .amount = g_new0 (double, billing->months) };
  g_ptr_array_add (billing->bill->items, item);
  return item;
}

/* What the panels give where that is bought on a meter of its own. */
static double
get_sold_kw (const GhBilling *billing, gsize step)
{
  return billing->tariff->export_scheme == GH_EXPORT_BUY_ALL && billing->meter->solar_kw != NULL
             ? billing->meter->solar_kw[step]
             : 0.0;
}

/* Within bills: import that is paid for. */
double
gh_billing_get_import_kw (const GhBilling *billing, gsize step)
{
  return MAX (billing->meter->grid_kw[step] + get_sold_kw (billing, step), 0.0);
}

/* Within bills: export that is paid, that of stores included. */
double
gh_billing_get_export_kw (const GhBilling *billing, gsize step)
{
  double sold = get_sold_kw (billing, step);

  return MAX (-(billing->meter->grid_kw[step] + sold), 0.0) + sold;
}

/* Within bills: the part of it that is a car's or battery's. */
double
gh_billing_get_store_export_kw (const GhBilling *billing, gsize step)
{
  if (billing->tariff->export_scheme == GH_EXPORT_BUY_ALL)
    return gh_billing_get_export_kw (billing, step) - get_sold_kw (billing, step);
  return billing->meter->store_export_kw != NULL ? billing->meter->store_export_kw[step] : 0.0;
}

/* Within bills: whether export is set against import. */
gboolean
gh_billing_nets (const GhBilling *billing)
{
  return billing->tariff->export_scheme == GH_EXPORT_NET_METERING
         || billing->tariff->export_scheme == GH_EXPORT_NET_METERING_YEAR;
}

/* Within bills: adds an item of one word. */
GhBillItem *
gh_billing_add_word (GhBilling *billing, GhBillKind kind, const char *word, const char *unit)
{
  return gh_billing_add_item (billing, kind, g_strdup (word), g_strdup (_ (word)), unit);
}

/* Within bills: a text in the language that it is for. */
const char *
gh_bill_say (const char *text, GhBillLanguage language)
{
  return language == GH_BILL_OF_FILES ? text : _ (text);
}

static char *
format_price (const GhBilling *billing, double price, GhBillLanguage language)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  GhShownUnit unit;

  if (language == GH_BILL_OF_FILES)
    return g_strdup (g_ascii_formatd (number, sizeof number, "%g", price));
  gh_shown_unit_init_price (&unit, billing->currency);
  return gh_shown_unit_format (&unit, price);
}

/* Days, hours and months of a price, as far as they are not all. */
static char *
describe_hours (guint days, int from, int to, guint months, GhBillLanguage language)
{
  g_autofree char *days_text = gh_days_format (days);
  g_autofree char *months_text = gh_months_format (months);
  g_autoptr (GString) text = g_string_new (NULL);

  if (days != 0x7f)
    g_string_append_printf (text, " %s", days_text);
  if (from != 0 || to % MINUTES_PER_DAY != 0)
    g_string_append_printf (text, " %02d:%02d%s%02d:%02d", from / 60, from % 60,
                            language == GH_BILL_OF_FILES ? "-" : "–", to / 60, to % 60);
  if (months != 0xfff)
    g_string_append_printf (text, gh_bill_say (N_ (" in %s"), language), months_text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Within bills: what a class without tiers is called. */
char *
gh_bill_class_name (const GhBilling *billing, guint class_index, GhBillLanguage language)
{
  const GhTariff *tariff = billing->tariff;
  const GhPeriodPrice *price = tariff->import_price->periods;
  guint tiered = tariff->energy_tiers != NULL ? tariff->energy_tiers->len : 0;
  guint index = class_index - tiered;

  if (price == NULL || price->periods == NULL || price->periods->len == 0)
    return g_strdup (gh_bill_say (N_ ("Energy"), language));
  if (index >= price->periods->len)
    {
      g_autofree char *rest = format_price (billing, price->default_price, language);
      return g_strdup_printf (gh_bill_say (N_ ("Energy at other times at %s"), language), rest);
    }
  const GhPricePeriod *period = g_ptr_array_index (price->periods, index);
  g_autofree char *hours
      = describe_hours (period->days, period->from, period->to, period->months, language);
  g_autofree char *number = format_price (billing, period->price, language);
  return g_strdup_printf (gh_bill_say (N_ ("Energy%s at %s"), language), hours, number);
}

/* Within bills: what a tier is called. */
char *
gh_bill_tier_name (const GhBilling *billing, const GhEnergyTiers *tiers, guint tier,
                   GhBillLanguage language)
{
  const GhEnergyTier *priced = g_ptr_array_index (tiers->tiers, tier);
  const char *name = tiers->name != NULL ? tiers->name : gh_bill_say (N_ ("Energy"), language);
  g_autofree char *price = format_price (billing, priced->price, language);

  return g_strdup_printf (gh_bill_say (N_ ("%s, tier %u at %s"), language), name, tier + 1, price);
}

/* What a demand charge is called; @index in the list of gh_demand_list_rules(). */
static char *
name_demand (const GhTariff *tariff, guint index, GhBillLanguage language)
{
  guint flat = tariff->demand_per_kw_month > 0.0 ? 1 : 0;

  if (index < flat)
    return g_strdup (gh_bill_say (N_ ("Demand"), language));
  const GhDemandRule *rule = g_ptr_array_index (tariff->demand_charges, index - flat);
  if (rule->name != NULL)
    return g_strdup (rule->name);
  return g_strdup_printf (gh_bill_say (N_ ("Demand charge %u"), language), index - flat + 1);
}

/* The highest import of each month, in the hours of each charge. */
static void
bill_demand (GhBilling *billing)
{
  const GArray *months = billing->bill->months;
  gsize count = gh_time_axis_get_count (billing->axis);
  g_autoptr (GPtrArray) rules = gh_demand_list_rules (billing->tariff);
  g_autofree guint8 *applies = g_new (guint8, count);
  g_autofree double *import_kw = g_new (double, count);

  for (gsize t = 0; t < count; t++)
    import_kw[t] = gh_billing_get_import_kw (billing, t);
  for (guint i = 0; i < rules->len; i++)
    {
      const GhDemandRule *rule = g_ptr_array_index (rules, i);
      GhBillItem *item = gh_billing_add_item (
          billing, GH_BILL_DEMAND, name_demand (billing->tariff, i, GH_BILL_OF_FILES),
          name_demand (billing->tariff, i, GH_BILL_OF_PEOPLE), "kW");
      gh_tariff_find_hours (rule->windows, billing->axis, billing->holidays, applies);
      g_autofree double *peaks = gh_demand_find_peaks (applies, months, import_kw);
      for (guint m = 0; m < billing->months; m++)
        if (gh_demand_rule_is_due (rule, gh_billing_get_month (billing, m)->month))
          {
            item->quantity[m] = MAX (peaks[m], gh_demand_rule_get_floor (rule, months, peaks, m));
            item->amount[m] = gh_demand_rule_price (rule, item->quantity[m], NULL);
          }
    }
}

static void
bill_fixed (GhBilling *billing)
{
  const GhTariff *tariff = billing->tariff;
  GhBillItem *item = gh_billing_add_word (billing, GH_BILL_FIXED, N_ ("Fixed charge"), "");

  for (guint m = 0; m < billing->months; m++)
    {
      const GhMonth *month = gh_billing_get_month (billing, m);
      double days = (double) (month->last - month->first) * billing->hours / 24.0;
      item->amount[m]
          = tariff->fixed_per_day * days
            + tariff->fixed_per_month
                  * gh_time_axis_count_months (billing->axis, month->first, month->last);
    }
}

/* What is charged in a month so far, export left out. */
static double
get_charges (const GhBill *bill, guint month)
{
  double sum = 0.0;

  for (guint i = 0; i < bill->items->len; i++)
    {
      const GhBillItem *item = g_ptr_array_index (bill->items, i);
      if (item->kind != GH_BILL_EXPORT)
        sum += item->amount[month];
    }
  return sum;
}

/* Fills months and years up to their least charge. */
static void
bill_minimum (GhBilling *billing)
{
  const GhTariff *tariff = billing->tariff;
  double year = 0.0, months = 0.0;

  if (!(tariff->minimum_per_month > 0.0) && !(tariff->minimum_per_year > 0.0))
    return;
  GhBillItem *item = gh_billing_add_word (billing, GH_BILL_MINIMUM, N_ ("Minimum charge"), "");
  for (guint m = 0; m < billing->months; m++)
    {
      const GhMonth *month = gh_billing_get_month (billing, m);
      double share = gh_time_axis_count_months (billing->axis, month->first, month->last);
      double charges = get_charges (billing->bill, m);
      item->amount[m] = MAX (0.0, tariff->minimum_per_month * share - charges);
      year += charges + item->amount[m];
      months += share;
      if (m + 1 < billing->months && month->month != 12)
        continue;
      item->amount[m] += MAX (0.0, tariff->minimum_per_year * months / MONTHS_PER_YEAR - year);
      year = months = 0.0;
    }
}

static void
bill_tax (GhBilling *billing)
{
  if (!(billing->tariff->tax > 0.0))
    return;
  GhBillItem *item = gh_billing_add_word (billing, GH_BILL_TAX, N_ ("Tax"), "");
  for (guint m = 0; m < billing->months; m++)
    item->amount[m] = billing->tariff->tax * get_charges (billing->bill, m);
}

static gboolean
is_empty (const GhBillItem *item, guint months)
{
  for (guint m = 0; m < months; m++)
    if (fabs (item->quantity[m]) > ROUNDING || fabs (item->amount[m]) > ROUNDING)
      return FALSE;
  return TRUE;
}

static void
find_parts_of_months (GhBilling *billing)
{
  guint month = 0;

  billing->part_first = g_new0 (guint, billing->months + 1);
  for (guint i = 0; i < billing->parts->len; i++)
    while (g_array_index (billing->parts, GhTariffPart, i).step
           >= gh_billing_get_month (billing, month)->last)
      billing->part_first[++month] = i;
  billing->part_first[billing->months] = billing->parts->len;
}

static void
make_up (GhBilling *billing)
{
  GhBill *bill = billing->bill;

  find_parts_of_months (billing);
  gh_bill_energy (billing);
  bill_demand (billing);
  bill_fixed (billing);
  bill_minimum (billing);
  bill_tax (billing);
  for (guint i = bill->items->len; i > 0; i--)
    if (is_empty (g_ptr_array_index (bill->items, i - 1), billing->months))
      g_ptr_array_remove_index (bill->items, i - 1);
  for (guint m = 0; m < billing->months; m++)
    bill->total += gh_bill_get_month_total (bill, m);
}

/**
 * gh_bill_new:
 * @tariff: a valid tariff
 * @axis: the time axis
 * @holidays: (nullable) (element-type gint32): dates that count as Sundays
 * @currency: of its prices, ISO 4217, for what people call its items
 * @meter: what was measured or planned
 * @error: set when a series was not read
 *
 * Makes up the bill, month by month of the wall clock. Tiers of a month, fixed and least charges
 * count by the share of the month that the axis covers; demand charges count in full. Least charges
 * are those of energy, demand and fixed charges, before tax and whatever export earns.
 *
 * Returns: (transfer full) (nullable): the bill
 */
GhBill *
gh_bill_new (const GhTariff *tariff, const GhTimeAxis *axis, const GArray *holidays,
             const char *currency, const GhMeter *meter, GError **error)
{
  gsize count = gh_time_axis_get_count (axis);
  g_autoptr (GArray) parts = gh_tariff_divide (tariff, axis, holidays, error);
  g_autofree double *export_price = g_new (double, count);
  g_autofree double *store_export_price = g_new (double, count);

  if (parts == NULL
      || !gh_tariff_fill_export_price (tariff, FALSE, axis, holidays, export_price, error)
      || !gh_tariff_fill_export_price (tariff, TRUE, axis, holidays, store_export_price, error))
    return NULL;
  GhBill *bill = g_new0 (GhBill, 1);
  bill->months = gh_time_axis_find_months (axis);
  bill->items = g_ptr_array_new_with_free_func (free_item);
  bill->marginal_price = g_new0 (double, count);
  bill->credit_price = g_new0 (double, count);
  bill->store_credit_price = g_new0 (double, count);
  GhBilling billing = { .tariff = tariff,
                        .axis = axis,
                        .holidays = holidays,
                        .currency = currency,
                        .meter = meter,
                        .hours = gh_time_axis_get_step_hours (axis),
                        .parts = parts,
                        .months = bill->months->len,
                        .export_price = export_price,
                        .store_export_price = store_export_price,
                        .bill = bill };
  make_up (&billing);
  g_free (billing.part_first);
  return bill;
}

/**
 * gh_bill_free:
 * @bill: (transfer full) (nullable): a bill
 *
 * Frees it with its items.
 */
void
gh_bill_free (GhBill *bill)
{
  if (bill == NULL)
    return;
  g_array_unref (bill->months);
  g_ptr_array_unref (bill->items);
  g_free (bill->marginal_price);
  g_free (bill->credit_price);
  g_free (bill->store_credit_price);
  g_free (bill);
}

/**
 * gh_bill_get_month_total:
 * @bill: a bill
 * @month: index of a month
 *
 * Returns: what has to be paid for it, currency
 */
double
gh_bill_get_month_total (const GhBill *bill, guint month)
{
  double sum = 0.0;

  for (guint i = 0; i < bill->items->len; i++)
    sum += ((const GhBillItem *) g_ptr_array_index (bill->items, i))->amount[month];
  return sum;
}

/**
 * gh_bill_get_sum:
 * @bill: a bill
 * @kind: what items are about
 *
 * Returns: what these items come to over all months, currency; what is earned is below 0
 */
double
gh_bill_get_sum (const GhBill *bill, GhBillKind kind)
{
  double sum = 0.0;

  for (guint i = 0; i < bill->items->len; i++)
    {
      const GhBillItem *item = g_ptr_array_index (bill->items, i);
      for (guint m = 0; item->kind == kind && m < bill->months->len; m++)
        sum += item->amount[m];
    }
  return sum;
}
