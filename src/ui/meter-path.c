/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the load, the panels and the tariff behind a meter are: in the study itself, or in a site
 * of a fleet. */
#include "meter-path.h"

#include <string.h>

/**
 * gh_meter_get_number:
 * @meter: "$" or the path of a site
 *
 * Returns: a number that stands for it, below 1 << %GH_METER_BITS
 */
guint
gh_meter_get_number (const char *meter)
{
  const char *bracket = strchr (meter, '[');

  return bracket != NULL ? (guint) g_ascii_strtoull (bracket + 1, NULL, 10) + 1 : 0;
}

/**
 * gh_meter_format_path:
 * @meter: number of a meter
 * @format: of what is below it, such as "solar[%u]"
 * @...: for @format
 *
 * Returns: (transfer full): the path of it
 */
char *
gh_meter_format_path (guint meter, const char *format, ...)
{
  g_autofree char *below = NULL;
  va_list arguments;

  va_start (arguments, format);
  below = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return meter == 0 ? g_strconcat ("$.", below, NULL)
                    : g_strdup_printf ("$.sites[%u].%s", meter - 1, below);
}
