/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate-text.h"

#include <string.h>

/* Damages a text in one to five places: a byte changed, a piece taken out, copied, cut off behind,
 * or one of @scraps put in. */
void
mutate_text (GRand *random, GString *text, const char *const *scraps, guint count)
{
  int times = g_rand_int_range (random, 1, 6);

  for (int i = 0; i < times && text->len > 0; i++)
    {
      gssize at = g_rand_int_range (random, 0, (gint32) text->len);
      gssize wanted = g_rand_int_range (random, 1, 12);
      gssize length = MIN (wanted, (gssize) text->len - at);
      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          text->str[at] = (char) g_rand_int_range (random, 0, 256);
          break;
        case 1:
          g_string_erase (text, at, length);
          break;
        case 2:
          {
            g_autofree char *copy = g_strndup (text->str + at, (gsize) length);
            g_string_insert_len (text, g_rand_int_range (random, 0, (gint32) text->len + 1), copy,
                                 (gssize) strlen (copy));
            break;
          }
        case 3:
          g_string_truncate (text, (gsize) at);
          break;
        default:
          g_string_insert (text, at, scraps[g_rand_int_range (random, 0, (gint32) count)]);
          break;
        }
    }
}
