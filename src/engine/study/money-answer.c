/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of tax, grants, inflation and a lease is in the net present values. */
#include "study/money-answer.h"

#include "market/investment.h"
#include "number-text.h"
#include "study/household-money.h"
#include "study/household.h"
#include "words.h"

static void
append_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

static void
append_rates (GString *text, const GhFinance *finance)
{
  GhRates rates = gh_finance_get_rates (finance);
  g_autofree char *inflation = gh_number_format (100.0 * rates.inflation, 1);
  g_autofree char *discount = gh_number_format (100.0 * rates.discount, 1);
  g_autofree char *import = gh_number_format (100.0 * rates.import_growth, 1);

  if (!(rates.inflation > 0.0) && !(rates.inflation < 0.0))
    return;
  append_sentence (
      text,
      finance->rates == GH_RATES_REAL
          ? g_strdup_printf (_ ("The rates are real: with inflation of %s %% a year later money is "
                                "discounted at %s %%, and import prices grow by %s %%."),
                             inflation, discount, import)
          : g_strdup_printf (
              _ ("The rates are nominal; upkeep, wear, later equipment and the value "
                 "at the end get dearer by inflation of %s %% a year."),
              inflation));
}

static void
append_tax (GString *text, const GhFinance *finance)
{
  g_autofree char *rate = gh_number_format (100.0 * finance->vat_rate, 1);

  if (!(finance->vat_rate > 0.0))
    return;
  append_sentence (text,
                   g_strdup_printf (finance->vat_reclaimed
                                        ? _ ("Equipment and upkeep count without VAT of %s %%, "
                                             "which is reclaimed.")
                                        : _ ("Equipment and upkeep count with VAT of %s %%."),
                                    rate));
}

static void
append_grant (GString *text, const GhFinance *finance, const char *currency)
{
  double smart = gh_household_get_terms (finance, GH_STRATEGY_SMART, GH_STRATEGY_UNMANAGED).grant;
  double v2h = gh_household_get_terms (finance, GH_STRATEGY_V2H, GH_STRATEGY_UNMANAGED).grant;
  double v2g = gh_household_get_terms (finance, GH_STRATEGY_V2G, GH_STRATEGY_UNMANAGED).grant;
  g_autofree char *house = gh_money_format (v2h, currency, 0);
  g_autofree char *grid = gh_money_format (v2g, currency, 0);
  g_autofree char *charging = gh_money_format (smart, currency, 0);

  if (!(smart + v2h + v2g > 0.0))
    return;
  append_sentence (
      text,
      smart > 0.0
          ? g_strdup_printf (_ ("A grant pays %s of the equipment for V2H, %s of that for V2G "
                                "and %s of that for smart charging."),
                             house, grid, charging)
          : g_strdup_printf (_ ("A grant pays %s of the equipment for V2H and %s of that for "
                                "V2G."),
                             house, grid));
}

static void
append_lease (GString *text, const GhFinance *finance)
{
  const GhLease *lease = finance->lease;

  if (lease == NULL)
    return;
  GhCashFlowTerms terms = gh_household_get_terms (finance, GH_STRATEGY_V2H, GH_STRATEGY_UNMANAGED);
  guint changes = gh_cash_flow_count_changes (&terms, terms.lifetime_years);
  g_autofree char *years = gh_number_format (lease->years, lease->years > (int) lease->years);
  const char *format
      = lease->charger == GH_LEASE_CHARGER_KEPT
            ? ngettext ("The leased car changes every %s years, once within the life of the "
                        "charger, which is kept.",
                        "The leased car changes every %s years, %u times within the life of the "
                        "charger, which is kept.",
                        changes)
            : ngettext ("The leased car changes every %s years, once within the life of a charger, "
                        "and a bidirectional one is then bought anew.",
                        "The leased car changes every %s years, %u times within the life of a "
                        "charger, and a bidirectional one is bought anew each time.",
                        changes);

  append_sentence (text, g_strdup_printf (format, years, changes));
  if (lease->wear == GH_LEASE_WEAR_LESSOR)
    append_sentence (text,
                     g_strdup (_ ("Battery wear is the lessor's: plans heed its price, but it "
                                  "is not counted.")));
}

/**
 * gh_answer_money:
 * @finance: what equipment costs, and how
 * @currency: of the study
 *
 * Tells what of inflation, tax, a grant and a lease is in the net present values.
 *
 * Returns: (transfer full) (nullable): a few sentences; %NULL where there is nothing of them
 */
char *
gh_answer_money (const GhFinance *finance, const char *currency)
{
  GString *text = g_string_new (NULL);

  append_rates (text, finance);
  append_tax (text, finance);
  append_grant (text, finance, currency);
  append_lease (text, finance);
  return g_string_free (text, text->len == 0);
}
