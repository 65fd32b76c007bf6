/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tariff in words: what can be drawn of it, and what is agreed, line by line. */
#include "tariff-words.h"

#include <math.h>

#include "calendar-text.h"
#include "number-text.h"
#include "words.h"

/* So many hours are told one by one. */
#define MOST_HOURS 6
#define ALL_DAYS 0x7f
#define ALL_MONTHS 0xfff
#define MINUTES_PER_DAY 1440

/**
 * gh_tariff_list_shown:
 * @tariff: a tariff
 *
 * Lists what can be drawn by month and hour: import at every tier, export, and demand charges where
 * there are any.
 *
 * Returns: (transfer full) (element-type GhTariffShown): at least import
 */
GArray *
gh_tariff_list_shown (const GhTariff *tariff)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (GhTariffShown));
  GhTariffShown shown = { GH_HOURS_IMPORT, 0 };

  for (; shown.tier < gh_tariff_count_tiers (tariff); shown.tier++)
    g_array_append_val (list, shown);
  shown = (GhTariffShown){ GH_HOURS_EXPORT, 0 };
  g_array_append_val (list, shown);
  shown.quantity = GH_HOURS_STORE_EXPORT;
  if (tariff->store_export_price != NULL)
    g_array_append_val (list, shown);
  shown.quantity = GH_HOURS_DEMAND;
  if (tariff->demand_per_kw_month > 0.0
      || (tariff->demand_charges != NULL && tariff->demand_charges->len > 0))
    g_array_append_val (list, shown);
  return list;
}

static const char *
get_name (GhTariffQuantity quantity)
{
  static const char *const names[]
      = { N_ ("Import price"), N_ ("Export price"), N_ ("Export price of the car"),
          N_ ("Demand charge a month") };

  return _ (names[quantity]);
}

/**
 * gh_tariff_shown_format_name:
 * @tariff: a tariff
 * @shown: what is drawn of it
 *
 * Returns: (transfer full): what a list calls it: "Import price, tier 1 of 3"
 */
char *
gh_tariff_shown_format_name (const GhTariff *tariff, const GhTariffShown *shown)
{
  guint count = gh_tariff_count_tiers (tariff);

  if (shown->quantity != GH_HOURS_IMPORT || count < 2)
    return g_strdup (get_name (shown->quantity));
  return g_strdup_printf (_ ("%s, tier %u of %u"), get_name (shown->quantity), shown->tier + 1,
                          count);
}

/**
 * gh_tariff_shown_format_title:
 * @tariff: a tariff
 * @shown: what is drawn of it
 *
 * Returns: (transfer full): the title of the picture, which tells whether a tax is in the numbers
 */
char *
gh_tariff_shown_format_title (const GhTariff *tariff, const GhTariffShown *shown)
{
  gboolean taxed = shown->quantity == GH_HOURS_IMPORT || shown->quantity == GH_HOURS_DEMAND;
  g_autofree char *name = gh_tariff_shown_format_name (tariff, shown);

  if (!taxed || !(tariff->tax > 0.0))
    return g_steal_pointer (&name);
  g_autofree char *tax = gh_number_format (100.0 * tariff->tax, 1);
  return g_strdup_printf (_ ("%s, with %s %% tax"), name, tax);
}

static gboolean
is_measured (const GhPriceSpec *price)
{
  return price != NULL && price->periods == NULL
         && (price->market != NULL || price->series->form != GH_SERIES_NUMBER);
}

static gboolean
has_tiers_of_demand (const GhTariff *tariff)
{
  for (guint i = 0; tariff->demand_charges != NULL && i < tariff->demand_charges->len; i++)
    {
      const GhDemandRule *rule = g_ptr_array_index (tariff->demand_charges, i);
      if (rule->tiers != NULL && rule->tiers->len > 1)
        return TRUE;
    }
  return FALSE;
}

static void
add_sentence (GString *text, const char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

static void
explain_export (const GhTariff *tariff, GString *text)
{
  if (!tariff->may_export)
    add_sentence (text, _ ("Nothing may be fed into the grid, so nothing is earned."));
  else if (tariff->export_scheme == GH_EXPORT_NET_METERING
           || tariff->export_scheme == GH_EXPORT_NET_METERING_YEAR)
    add_sentence (text, _ ("Export is first set against import; this is paid for the rest."));
  if (tariff->export_price_until != GH_NO_DATE)
    add_sentence (text, _ ("The price changes in the course of time; where that is within a "
                           "month, its mean is shown."));
}

/**
 * gh_tariff_shown_explain:
 * @study: a study with a tariff
 * @shown: what is drawn of it
 *
 * Returns: (transfer full): what has to be known to read the picture right, in sentences; "" where
 *   there is nothing
 */
char *
gh_tariff_shown_explain (const GhStudy *study, const GhTariffShown *shown)
{
  const GhTariff *tariff = study->tariff;
  const GhPriceSpec *price = shown->quantity == GH_HOURS_IMPORT         ? tariff->import_price
                             : shown->quantity == GH_HOURS_STORE_EXPORT ? tariff->store_export_price
                                                                        : tariff->export_price;
  GString *text = g_string_new (NULL);

  if (shown->quantity == GH_HOURS_DEMAND)
    {
      add_sentence (text, _ ("For each kW of the highest import of the month, where that is in "
                             "the hour; charges that count in the same hour are added up."));
      if (has_tiers_of_demand (tariff))
        add_sentence (text, _ ("At the first tier of each charge."));
    }
  else if (is_measured (price))
    add_sentence (text, _ ("Measured prices: the mean of these hours in the period of the "
                           "study."));
  if (shown->quantity == GH_HOURS_IMPORT && gh_tariff_count_tiers (tariff) > 1)
    {
      g_autofree char *tier = g_strdup_printf (
          _ ("Hours with tiers show tier %u, or their last one."), shown->tier + 1);
      add_sentence (text, tier);
    }
  if (shown->quantity == GH_HOURS_EXPORT || shown->quantity == GH_HOURS_STORE_EXPORT)
    explain_export (tariff, text);
  return g_string_free (text, FALSE);
}

static void
free_line (gpointer data)
{
  GhTariffLine *line = data;

  g_free (line->title);
  g_free (line->text);
  g_free (line);
}

static void
add_line (GPtrArray *lines, const char *title, char *text)
{
  GhTariffLine *line = g_new (GhTariffLine, 1);

  *line = (GhTariffLine){ g_strdup (title), text };
  g_ptr_array_add (lines, line);
}

/* "Mon–Fri, 17:00 – 21:00, Jun–Sep"; what always is is left out. */
static char *
format_hours (guint days, int from, int to, guint months)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (days != ALL_DAYS)
    g_ptr_array_add (parts, gh_days_to_text (days));
  if ((to - from) % MINUTES_PER_DAY != 0)
    {
      g_autofree char *begin = gh_clock_to_text (from), *end = gh_clock_to_text (to);
      g_ptr_array_add (parts, g_strdup_printf ("%s – %s", begin, end));
    }
  if (months != ALL_MONTHS)
    g_ptr_array_add (parts, gh_months_to_text (months));
  if (parts->len == 0)
    return g_strdup (_ ("all hours"));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

static char *
format_windows (const GPtrArray *windows)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; windows != NULL && i < MIN (windows->len, MOST_HOURS); i++)
    {
      const GhTimeWindow *window = g_ptr_array_index (windows, i);
      g_autofree char *hours
          = format_hours (window->days, window->from, window->to, window->months);
      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", hours);
    }
  if (windows == NULL || windows->len == 0)
    g_string_append (text, _ ("all hours"));
  else if (windows->len > MOST_HOURS)
    g_string_append (text, " …");
  return g_strdup (text->str);
}

/* Periods of one price after each other share a line. */
static void
describe_periods (GPtrArray *lines, const char *title, const GhPeriodPrice *price,
                  const GhShownUnit *unit)
{
  g_autofree char *other = gh_shown_unit_format (unit, price->default_price);

  for (guint i = 0; i < price->periods->len;)
    {
      const GhPricePeriod *first = g_ptr_array_index (price->periods, i);
      g_autofree char *worth = gh_shown_unit_format (unit, first->price);
      GString *text = g_string_new (NULL);
      guint count = 0;
      g_string_append_printf (text, "%s: ", worth);
      for (; i < price->periods->len; i++, count++)
        {
          const GhPricePeriod *period = g_ptr_array_index (price->periods, i);
          g_autofree char *hours
              = format_hours (period->days, period->from, period->to, period->months);
          if (fabs (period->price - first->price) > 0.0)
            break;
          if (count < MOST_HOURS)
            g_string_append_printf (text, "%s%s", count > 0 ? "; " : "", hours);
        }
      g_string_append (text, count > MOST_HOURS ? " …" : "");
      add_line (lines, title, g_string_free (text, FALSE));
    }
  add_line (lines, title, g_strdup_printf (_ ("%s: at all other times"), other));
}

static void
describe_price (GPtrArray *lines, const char *title, const GhPriceSpec *price, const char *currency)
{
  GhShownUnit unit;

  gh_shown_unit_init_price (&unit, currency);
  if (price->periods != NULL)
    describe_periods (lines, title, price->periods, &unit);
  else if (is_measured (price))
    add_line (lines, title, g_strdup (_ ("measured prices")));
  else
    add_line (lines, title, gh_shown_unit_format (&unit, price->series->number));
}

static char *
format_energy_end (const GhEnergyTier *tier)
{
  if (!isnan (tier->up_to_kwh))
    return g_strdup_printf (_ ("up to %g kWh a month"), tier->up_to_kwh);
  if (!isnan (tier->up_to_kwh_per_day))
    return g_strdup_printf (_ ("up to %g kWh a day"), tier->up_to_kwh_per_day);
  if (!isnan (tier->up_to_kwh_per_kw))
    return g_strdup_printf (_ ("up to %g kWh a month for each kW"), tier->up_to_kwh_per_kw);
  return g_strdup (_ ("above"));
}

static void
describe_energy_tiers (GPtrArray *lines, const GhEnergyTiers *tiers, const char *currency)
{
  g_autofree char *hours = format_windows (tiers->windows);
  GString *text = g_string_new (NULL);
  GhShownUnit unit;

  gh_shown_unit_init_price (&unit, currency);
  for (guint i = 0; tiers->tiers != NULL && i < tiers->tiers->len; i++)
    {
      const GhEnergyTier *tier = g_ptr_array_index (tiers->tiers, i);
      g_autofree char *end = format_energy_end (tier);
      g_autofree char *worth = gh_shown_unit_format (&unit, tier->price);
      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", worth, end);
    }
  g_string_append_printf (text, ": %s", hours);
  add_line (lines, tiers->name != NULL ? tiers->name : _ ("Energy tiers"),
            g_string_free (text, FALSE));
}

static void
append_ratchet (GString *text, const GhDemandRule *rule)
{
  if (!(rule->ratchet_share > 0.0))
    return;
  g_autofree char *share = gh_number_format (100.0 * rule->ratchet_share, 0);
  g_string_append_printf (text,
                          ngettext ("; at least %s %% of the highest of %d earlier month",
                                    "; at least %s %% of the highest of %d earlier months",
                                    (gulong) rule->lookback_months),
                          share, (int) rule->lookback_months);
}

static void
describe_demand (GPtrArray *lines, const GhDemandRule *rule, const char *currency)
{
  const GhAttribute *attribute
      = gh_attribute_table_find (&gh_demand_rule_table, "price_per_kw", NULL);
  g_autofree char *hours = format_windows (rule->windows);
  GString *text = g_string_new (NULL);
  GhShownUnit unit;

  gh_shown_unit_init (&unit, attribute, currency);
  for (guint i = 0; rule->tiers != NULL && i < rule->tiers->len; i++)
    {
      const GhDemandTier *tier = g_ptr_array_index (rule->tiers, i);
      g_autofree char *worth = gh_shown_unit_format (&unit, tier->price_per_kw);
      g_autofree char *end = isnan (tier->up_to_kw)
                                 ? g_strdup (_ ("above"))
                                 : g_strdup_printf (_ ("up to %g kW"), tier->up_to_kw);
      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", worth, end);
    }
  if (rule->tiers == NULL || rule->tiers->len == 0)
    {
      g_autofree char *worth = gh_shown_unit_format (&unit, rule->price_per_kw);
      g_string_append (text, worth);
    }
  g_string_append_printf (text, ": %s", hours);
  append_ratchet (text, rule);
  add_line (lines, rule->name != NULL && *rule->name != '\0' ? rule->name : _ ("Demand charge"),
            g_string_free (text, FALSE));
}

/* The numbers of a tariff that are given, by the words of their table. */
static void
describe_numbers (GPtrArray *lines, const GhTariff *tariff, const char *currency)
{
  for (guint i = 0; i < gh_tariff_table.count; i++)
    {
      const GhAttribute *attribute = &gh_tariff_table.attributes[i];
      GhShownUnit unit;
      if (attribute->kind != GH_KIND_NUMBER
          || !gh_record_is_given (&gh_tariff_table, tariff, attribute->name))
        continue;
      gh_shown_unit_init (&unit, attribute, currency);
      add_line (lines, _ (attribute->title),
                gh_shown_unit_format (
                    &unit, *(const double *) gh_attribute_field_const (attribute, tariff)));
    }
}

/**
 * gh_tariff_describe:
 * @tariff: a tariff
 * @currency: that its prices are in, an ISO 4217 code
 *
 * Tells what is agreed: prices and their hours, tiers, demand charges, what is paid for export, and
 * every other amount.
 *
 * Returns: (transfer full) (element-type GhTariffLine): the lines, import first
 */
GPtrArray *
gh_tariff_describe (const GhTariff *tariff, const char *currency)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);

  for (guint i = 0; tariff->energy_tiers != NULL && i < tariff->energy_tiers->len; i++)
    describe_energy_tiers (lines, g_ptr_array_index (tariff->energy_tiers, i), currency);
  describe_price (lines, get_name (GH_HOURS_IMPORT), tariff->import_price, currency);
  for (guint i = 0; tariff->demand_charges != NULL && i < tariff->demand_charges->len; i++)
    describe_demand (lines, g_ptr_array_index (tariff->demand_charges, i), currency);
  if (tariff->export_price != NULL)
    describe_price (lines, get_name (GH_HOURS_EXPORT), tariff->export_price, currency);
  else
    add_line (lines, get_name (GH_HOURS_EXPORT), g_strdup (_ ("not told; taken as nothing")));
  if (tariff->store_export_price != NULL)
    describe_price (lines, get_name (GH_HOURS_STORE_EXPORT), tariff->store_export_price, currency);
  if (gh_record_is_given (&gh_tariff_table, tariff, "export_scheme"))
    {
      const GhAttribute *scheme = gh_attribute_table_find (&gh_tariff_table, "export_scheme", NULL);
      add_line (lines, _ (scheme->title),
                g_strdup (_ (scheme->choice_titles[tariff->export_scheme])));
    }
  describe_numbers (lines, tariff, currency);
  return lines;
}
