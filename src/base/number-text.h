/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attributes.h"

G_BEGIN_DECLS

/**
 * GhShownUnit:
 * @scale: what a value is multiplied by before it is shown
 * @unit: for people, such as "kW", "ct/kWh", "%"; "" for none
 * @digits: decimals
 *
 * How people are shown a quantity: fractions in percent, prices of energy in the hundredth of the
 * currency where that has a name, consumption for 100 km.
 */
typedef struct
{
  double scale;
  char unit[32];
  int digits;
} GhShownUnit;

const char *gh_unit_show (const char *unit);
void gh_shown_unit_init (GhShownUnit *shown, const GhAttribute *attribute, const char *currency);
void gh_shown_unit_init_price (GhShownUnit *shown, const char *currency);
char *gh_shown_unit_format (const GhShownUnit *shown, double value);
const char *gh_currency_symbol (const char *currency);
char *gh_number_format (double value, int digits);
char *gh_number_format_plain (double value);
char *gh_money_format (double value, const char *currency, int digits);
char *gh_money_format_signed (double value, const char *currency, int digits);

G_END_DECLS
