/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-unit.h"

#include <string.h>

/* Longest heading that is looked at. */
#define HEADING_BYTES 256

typedef struct
{
  const char *key; /* normalised */
  const char *name;
  GhCsvQuantity quantity;
  double factor;
  double offset;
  gboolean bare; /* recognised without brackets around it */
} UnitRow;

static const UnitRow units[] = {
  { "w", "W", GH_CSV_QUANTITY_POWER, 1e-3, 0.0, FALSE },
  { "kw", "kW", GH_CSV_QUANTITY_POWER, 1.0, 0.0, TRUE },
  { "kwp", "kW", GH_CSV_QUANTITY_POWER, 1.0, 0.0, FALSE },
  { "mw", "MW", GH_CSV_QUANTITY_POWER, 1e3, 0.0, TRUE },
  { "gw", "GW", GH_CSV_QUANTITY_POWER, 1e6, 0.0, TRUE },
  { "wh", "Wh", GH_CSV_QUANTITY_ENERGY, 1e-3, 0.0, TRUE },
  { "kwh", "kWh", GH_CSV_QUANTITY_ENERGY, 1.0, 0.0, TRUE },
  { "mwh", "MWh", GH_CSV_QUANTITY_ENERGY, 1e3, 0.0, TRUE },
  { "gwh", "GWh", GH_CSV_QUANTITY_ENERGY, 1e6, 0.0, TRUE },
  { "g/kwh", "g/kWh", GH_CSV_QUANTITY_EMISSIONS, 1.0, 0.0, TRUE },
  { "kg/kwh", "kg/kWh", GH_CSV_QUANTITY_EMISSIONS, 1e3, 0.0, TRUE },
  { "kg/mwh", "kg/MWh", GH_CSV_QUANTITY_EMISSIONS, 1.0, 0.0, TRUE },
  { "g/mwh", "g/MWh", GH_CSV_QUANTITY_EMISSIONS, 1e-3, 0.0, TRUE },
  { "t/mwh", "t/MWh", GH_CSV_QUANTITY_EMISSIONS, 1e3, 0.0, TRUE },
  { "lb/kwh", "lb/kWh", GH_CSV_QUANTITY_EMISSIONS, 453.59237, 0.0, TRUE },
  { "lbs/kwh", "lb/kWh", GH_CSV_QUANTITY_EMISSIONS, 453.59237, 0.0, TRUE },
  { "lb/mwh", "lb/MWh", GH_CSV_QUANTITY_EMISSIONS, 0.45359237, 0.0, TRUE },
  { "lbs/mwh", "lb/MWh", GH_CSV_QUANTITY_EMISSIONS, 0.45359237, 0.0, TRUE },
  { "w/m2", "W/m2", GH_CSV_QUANTITY_IRRADIANCE, 1.0, 0.0, TRUE },
  { "wh/m2", "W/m2", GH_CSV_QUANTITY_IRRADIANCE, 1.0, 0.0, TRUE },
  { "kw/m2", "kW/m2", GH_CSV_QUANTITY_IRRADIANCE, 1e3, 0.0, TRUE },
  { "degc", "degC", GH_CSV_QUANTITY_TEMPERATURE, 1.0, 0.0, TRUE },
  { "c", "degC", GH_CSV_QUANTITY_TEMPERATURE, 1.0, 0.0, FALSE },
  { "celsius", "degC", GH_CSV_QUANTITY_TEMPERATURE, 1.0, 0.0, TRUE },
  { "degf", "degF", GH_CSV_QUANTITY_TEMPERATURE, 5.0 / 9.0, -160.0 / 9.0, TRUE },
  { "f", "degF", GH_CSV_QUANTITY_TEMPERATURE, 5.0 / 9.0, -160.0 / 9.0, FALSE },
  { "k", "K", GH_CSV_QUANTITY_TEMPERATURE, 1.0, -273.15, FALSE },
  { "m/s", "m/s", GH_CSV_QUANTITY_SPEED, 1.0, 0.0, TRUE },
  { "km/h", "km/h", GH_CSV_QUANTITY_SPEED, 1.0 / 3.6, 0.0, TRUE },
  { "mph", "mph", GH_CSV_QUANTITY_SPEED, 0.44704, 0.0, TRUE },
  { "kn", "kn", GH_CSV_QUANTITY_SPEED, 1852.0 / 3600.0, 0.0, FALSE },
};

static const struct
{
  const char *key;
  const char *name;
  const char *currency;
  double factor;
} hundredths[] = { { "ct", "ct", "", 0.01 },     { "cent", "ct", "", 0.01 },
                   { "cents", "ct", "", 0.01 },  { "c", "ct", "", 0.01 },
                   { "p", "p", "GBP", 0.01 },    { "pence", "p", "GBP", 0.01 },
                   { "ore", "ore", "", 0.01 },   { "eurct", "ct", "EUR", 0.01 },
                   { "ct€", "ct", "EUR", 0.01 }, { "usdct", "ct", "USD", 0.01 } };

static const char *const currencies[]
    = { "eur", "usd", "gbp", "chf", "sek", "nok", "dkk", "pln", "czk", "huf", "ron", "bgn",
        "aud", "nzd", "cad", "jpy", "cny", "inr", "krw", "brl", "zar", "try", "mxn", "sgd" };

static const struct
{
  const char *from;
  const char *to;
} spellings[] = { { "€", "eur" },     { "$", "usd" }, { "£", "gbp" },
                  { "₂", "2" },       { "²", "2" },   { "^", "" },
                  { "°", "deg" },     { "º", "deg" }, { "co₂eq", "" },
                  { "co₂e", "" },     { "co₂", "" },  { "ö", "o" },
                  { "ø", "o" },       { "¢", "ct" },  { " per ", "/" },
                  { "_per_", "/" },   { " / ", "/" }, { "co2eq", "" },
                  { "co2e", "" },     { "co2", "" },  { "degrees c", "degc" },
                  { "deg c", "degc" } };

/* Lower case and one spelling for what is written in many ways. */
static void
normalise (const char *text, char out[HEADING_BYTES])
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) strnlen (text, HEADING_BYTES - 1));
  g_autofree char *lower = g_utf8_strdown (valid, -1);
  gsize used = 0;

  for (const char *at = lower; *at != '\0' && used + 8 < HEADING_BYTES;)
    {
      gsize taken = 0;
      for (guint i = 0; i < G_N_ELEMENTS (spellings) && taken == 0; i++)
        if (g_str_has_prefix (at, spellings[i].from))
          {
            taken = strlen (spellings[i].from);
            memcpy (out + used, spellings[i].to, strlen (spellings[i].to));
            used += strlen (spellings[i].to);
          }
      if (taken == 0)
        out[used++] = *at;
      at += MAX (taken, 1);
    }
  out[used] = '\0';
}

static gboolean
set_price (const char *money, double factor, const char *energy, GhCsvUnit *unit)
{
  char upper[8] = "";

  for (guint i = 0; i < G_N_ELEMENTS (hundredths); i++)
    if (strcmp (money, hundredths[i].key) == 0)
      {
        *unit = (GhCsvUnit){ GH_CSV_QUANTITY_PRICE, factor * hundredths[i].factor, 0.0, "", "" };
        g_strlcpy (unit->currency, hundredths[i].currency, sizeof unit->currency);
        g_snprintf (unit->name, sizeof unit->name, "%s/%s", hundredths[i].name, energy);
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (strcmp (money, currencies[i]) == 0)
      {
        for (gsize k = 0; k < 3; k++)
          upper[k] = g_ascii_toupper (money[k]);
        *unit = (GhCsvUnit){ GH_CSV_QUANTITY_PRICE, factor, 0.0, "", "" };
        g_strlcpy (unit->currency, upper, sizeof unit->currency);
        g_snprintf (unit->name, sizeof unit->name, "%s/%s", upper, energy);
        return TRUE;
      }
  return FALSE;
}

/* @key is normalised and has no blanks. */
static gboolean
look_up (const char *key, gboolean bare, GhCsvUnit *unit)
{
  const char *slash = strchr (key, '/');
  char money[16];

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if ((units[i].bare || !bare) && strcmp (units[i].key, key) == 0)
      {
        *unit = (GhCsvUnit){ units[i].quantity, units[i].factor, units[i].offset, "", "" };
        g_strlcpy (unit->name, units[i].name, sizeof unit->name);
        return TRUE;
      }
  if (slash == NULL || slash == key || (gsize) (slash - key) >= sizeof money)
    return FALSE;
  memcpy (money, key, (gsize) (slash - key));
  money[slash - key] = '\0';
  if (strcmp (slash, "/kwh") == 0)
    return set_price (money, 1.0, "kWh", unit);
  if (strcmp (slash, "/mwh") == 0)
    return set_price (money, 1e-3, "MWh", unit);
  return strcmp (slash, "/wh") == 0 && set_price (money, 1e3, "Wh", unit);
}

/* Looks up the piece between two places, blanks left out. */
static gboolean
look_up_piece (const char *begin, const char *end, gboolean bare, GhCsvUnit *unit)
{
  char key[32];
  gsize used = 0;

  for (; begin < end && used + 1 < sizeof key; begin++)
    if (*begin != ' ')
      key[used++] = *begin;
  key[used] = '\0';
  return begin == end && used > 0 && look_up (key, bare, unit);
}

/**
 * gh_csv_unit_parse:
 * @text: a unit and nothing else: "EUR/MWh"
 * @unit: (out): what it means
 *
 * Returns: %FALSE when the unit is not known
 */
gboolean
gh_csv_unit_parse (const char *text, GhCsvUnit *unit)
{
  char normal[HEADING_BYTES];

  normalise (text, normal);
  if (look_up_piece (normal, normal + strlen (normal), FALSE, unit))
    return TRUE;
  if (strcmp (normal, "currency/kwh") != 0 && strcmp (normal, "currency/mwh") != 0)
    return FALSE;
  *unit = (GhCsvUnit){ GH_CSV_QUANTITY_PRICE, normal[9] == 'k' ? 1.0 : 1e-3, 0.0, "", "" };
  g_strlcpy (unit->name, text, sizeof unit->name);
  return TRUE;
}

/* "(EUR/MWh, EUR/tCO2)" and "[kW]": the first piece that is known. */
static gboolean
find_in_brackets (const char *normal, GhCsvUnit *unit)
{
  for (const char *open = strpbrk (normal, "(["); open != NULL; open = strpbrk (open, "(["))
    {
      const char *close = strpbrk (++open, ")]");
      if (close == NULL)
        close = open + strlen (open);
      for (const char *begin = open; begin < close;)
        {
          const char *end = begin;
          while (end < close && *end != ',' && *end != ';')
            end++;
          if (look_up_piece (begin, end, FALSE, unit))
            return TRUE;
          begin = end + 1;
        }
    }
  return FALSE;
}

/**
 * gh_csv_unit_find:
 * @heading: of a column: "Load (kW)", "price_eur_per_mwh", "Preis (EUR/MWh, EUR/tCO2)"
 * @unit: (out): what its numbers mean; all zero when unknown
 *
 * Units of one letter count in brackets only.
 *
 * Returns: %FALSE when no unit is named
 */
gboolean
gh_csv_unit_find (const char *heading, GhCsvUnit *unit)
{
  char normal[HEADING_BYTES];

  *unit = (GhCsvUnit){ GH_CSV_QUANTITY_UNKNOWN, 1.0, 0.0, "", "" };
  normalise (heading, normal);
  if (find_in_brackets (normal, unit))
    return TRUE;
  for (const char *at = normal; *at != '\0';)
    {
      gsize length = strcspn (at, " _()[],:;-.");
      if (length > 0 && look_up_piece (at, at + length, TRUE, unit))
        return TRUE;
      at += length + (at[length] != '\0');
    }
  *unit = (GhCsvUnit){ GH_CSV_QUANTITY_UNKNOWN, 1.0, 0.0, "", "" };
  return FALSE;
}

/**
 * gh_csv_unit_convert:
 * @unit: of the numbers
 * @target: unit of an attribute: "kW", "currency/kWh", "g/kWh", "W/m2", "degC", "m/s"
 *   or ""
 * @step_seconds: of the numbers; turns the energy of a step into power
 * @factor: (out): multiplies a number
 * @offset: (out): is added after that
 *
 * Returns: %FALSE when the one cannot be turned into the other
 */
gboolean
gh_csv_unit_convert (const GhCsvUnit *unit, const char *target, int step_seconds, double *factor,
                     double *offset)
{
  GhCsvUnit wanted;
  gboolean energy = unit->quantity == GH_CSV_QUANTITY_ENERGY;

  *factor = 1.0;
  *offset = 0.0;
  if (target == NULL || *target == '\0')
    return unit->quantity == GH_CSV_QUANTITY_UNKNOWN;
  if (!gh_csv_unit_parse (target, &wanted))
    return FALSE;
  *factor = unit->factor / wanted.factor;
  if (energy && wanted.quantity == GH_CSV_QUANTITY_POWER)
    *factor *= 3600.0 / step_seconds;
  else if (unit->quantity != wanted.quantity)
    return FALSE;
  *offset = unit->offset;
  return TRUE;
}
