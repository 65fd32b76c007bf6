/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "number-text.h"

#include <limits.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "words.h"

#define MINUS "\xe2\x88\x92"
#define NO_BREAK_SPACE "\xc2\xa0"
#define DIGITS_MAX 9
/* Less is what rounding leaves of zero. */
#define LEAST_PLAIN 1e-9

/* @cents: (nullable): what people call the hundredth */
typedef struct
{
  const char *code;
  const char *symbol;
  const char *cents;
} Currency;

static const Currency currencies[] = {
  { "EUR", "€", "ct" },   { "GBP", "£", "p" },    { "USD", "$", "¢" },     { "CAD", "$", "¢" },
  { "AUD", "$", "c" },    { "NZD", "$", "c" },    { "CHF", "CHF", "Rp." }, { "SEK", "kr", "öre" },
  { "NOK", "kr", "øre" }, { "DKK", "kr", "øre" }, { "PLN", "zł", "gr" },   { "JPY", "¥", NULL },
};

static const Currency *
find_currency (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_strcmp0 (currencies[i].code, code) == 0)
      return &currencies[i];
  return NULL;
}

/**
 * gh_currency_symbol:
 * @currency: an ISO 4217 code, such as "EUR"
 *
 * Returns: (transfer none): "€"; @currency itself where no symbol is known
 */
const char *
gh_currency_symbol (const char *currency)
{
  const Currency *found = find_currency (currency);

  return found != NULL ? found->symbol : currency;
}

/**
 * gh_shown_unit_init_price:
 * @shown: (out): how a price of energy is shown
 * @currency: the study's
 *
 * "ct/kWh" where the hundredth of the currency has a name, "currency/kWh" otherwise.
 */
void
gh_shown_unit_init_price (GhShownUnit *shown, const char *currency)
{
  const Currency *found = find_currency (currency);
  gboolean cents = found != NULL && found->cents != NULL;

  shown->scale = cents ? 100.0 : 1.0;
  shown->digits = cents ? 2 : 3;
  g_snprintf (shown->unit, sizeof shown->unit, "%s/kWh",
              cents ? found->cents : gh_currency_symbol (currency));
}

/**
 * gh_unit_show:
 * @unit: as tables write it: "degC"
 *
 * Returns: (transfer none): as people do: "°C", in the user's language; @unit where that is the
 * same
 */
const char *
gh_unit_show (const char *unit)
{
  static const struct
  {
    const char *written, *shown;
  } units[] = { { "deg", "°" },
                { "degC", "°C" },
                { "W/m2", "W/m²" },
                { "min", "min" },
                { "years", N_ ("years") } };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (unit, units[i].written) == 0)
      return _ (units[i].shown);
  return unit;
}

/**
 * gh_shown_unit_init:
 * @shown: (out): how the attribute is shown
 * @attribute: of a number
 * @currency: the study's
 *
 * Tells unit, scale and decimals in which people read and type an attribute.
 */
void
gh_shown_unit_init (GhShownUnit *shown, const GhAttribute *attribute, const char *currency)
{
  const char *unit = attribute->unit != NULL ? attribute->unit : "";

  *shown = (GhShownUnit){ .scale = 1.0, .digits = (int) attribute->digits };
  if (attribute->percent)
    {
      shown->scale = 100.0;
      g_snprintf (shown->unit, sizeof shown->unit, "%%%s", unit[0] == '1' ? unit + 1 : "");
    }
  else if (strcmp (unit, "currency/kWh") == 0 && attribute->digits > 0)
    {
      gh_shown_unit_init_price (shown, currency);
    }
  else if (strcmp (unit, "kWh/km") == 0)
    {
      shown->scale = 100.0;
      g_strlcpy (shown->unit, _ ("kWh/100 km"), sizeof shown->unit);
    }
  else if (g_str_has_prefix (unit, "currency"))
    g_snprintf (shown->unit, sizeof shown->unit, "%s%s", gh_currency_symbol (currency),
                unit + strlen ("currency"));
  else
    g_strlcpy (shown->unit, gh_unit_show (unit), sizeof shown->unit);
}

/**
 * gh_shown_unit_format:
 * @shown: how to show it
 * @value: as the study holds it
 *
 * Returns: (transfer full): number and unit in the user's locale; a dash for NAN
 */
char *
gh_shown_unit_format (const GhShownUnit *shown, double value)
{
  g_autofree char *number = gh_number_format (value * shown->scale, shown->digits);

  if (*shown->unit == '\0' || isnan (value))
    return g_steal_pointer (&number);
  return g_strconcat (number, strcmp (shown->unit, "°") == 0 ? "" : NO_BREAK_SPACE, shown->unit,
                      NULL);
}

/**
 * gh_number_format:
 * @value: a number
 * @digits: decimals, at most 9
 *
 * Writes a number as the user's locale does, thousands separated, with a real minus sign and never
 * as minus zero.
 *
 * Returns: (transfer full): the text; a dash for NAN
 */
char *
gh_number_format (double value, int digits)
{
  if (isnan (value))
    return g_strdup ("–");
  if (isinf (value))
    return g_strdup (value > 0 ? "∞" : MINUS "∞");

  g_autofree char *plain = g_strdup_printf ("%'.*f", CLAMP (digits, 0, DIGITS_MAX), fabs (value));
  gboolean is_zero = strpbrk (plain, "123456789") == NULL;
  return value < 0.0 && !is_zero ? g_strconcat (MINUS, plain, NULL) : g_steal_pointer (&plain);
}

/**
 * gh_number_format_plain:
 * @value: a number
 *
 * Writes a number for the clipboard. Spreadsheets read what is pasted by the user's locale, and
 * take a foreign decimal point for a date or for text, so the decimal point is that of the locale;
 * there are no thousands separators, and the minus is that of the keyboard.
 *
 * Returns: (transfer full): the text with up to eight digits that count; "" where there is no
 * number
 */
char *
gh_number_format_plain (double value)
{
  if (!isfinite (value))
    return g_strdup ("");
  return g_strdup_printf ("%.8g", fabs (value) > LEAST_PLAIN ? value : 0.0);
}

/* Symbol before or after, as the locale has it for its own currency. */
static char *
add_symbol (const char *number, const char *symbol, gboolean negative)
{
  const struct lconv *locale = localeconv ();
  gboolean before = locale->p_cs_precedes != CHAR_MAX && locale->p_cs_precedes != 0;
  gboolean letters = g_ascii_isalpha (*symbol);
  const char *space = before && !letters && locale->p_sep_by_space == 0 ? "" : NO_BREAK_SPACE;

  if (!before)
    return g_strconcat (number, NO_BREAK_SPACE, symbol, NULL);
  return negative ? g_strconcat (MINUS, symbol, space, number + strlen (MINUS), NULL)
                  : g_strconcat (symbol, space, number, NULL);
}

/**
 * gh_money_format:
 * @value: an amount
 * @currency: an ISO 4217 code
 * @digits: decimals
 *
 * Returns: (transfer full): the amount with its symbol, as the locale writes money
 */
char *
gh_money_format (double value, const char *currency, int digits)
{
  g_autofree char *number = gh_number_format (value, digits);

  if (isnan (value))
    return g_steal_pointer (&number);
  return add_symbol (number, gh_currency_symbol (currency), g_str_has_prefix (number, MINUS));
}

/**
 * gh_money_format_signed:
 * @value: a difference
 * @currency: an ISO 4217 code
 * @digits: decimals
 *
 * Returns: (transfer full): as gh_money_format(), with a plus sign in front of a gain
 */
char *
gh_money_format_signed (double value, const char *currency, int digits)
{
  g_autofree char *text = gh_money_format (value, currency, digits);

  if (isnan (value) || strpbrk (text, "123456789") == NULL || g_str_has_prefix (text, MINUS))
    return g_steal_pointer (&text);
  return g_strconcat ("+", text, NULL);
}
