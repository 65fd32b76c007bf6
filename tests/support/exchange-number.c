/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange-number.h"

/**
 * exchange_number:
 * @rand: which number becomes which
 * @text: (inout): JSON with a blank or a bracket before each number
 *
 * Exchanges one number of a study for another, not in a text and not the version.
 */
void
exchange_number (GRand *rand, GString *text)
{
  static const char *const numbers[]
      = { "0",   "1",   "-1",    "0.5",  "2",    "24",   "0.001", "100", "1e-9",
          "1e9", "0.9", "-0.25", "1e-5", "1000", "0.05", "7",     "60",  "1e300" };

  for (;;)
    {
      gsize at = (gsize) g_rand_int_range (rand, 1, (gint32) text->len - 1), size = 1;
      char before = text->str[at - 1];
      if (!g_ascii_isdigit (text->str[at]) || (before != ' ' && before != '['))
        continue;
      while (g_ascii_isdigit (text->str[at + size]) || text->str[at + size] == '.')
        size++;
      g_string_erase (text, (gssize) at, (gssize) size);
      g_string_insert (text, (gssize) at,
                       numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))]);
      return;
    }
}
