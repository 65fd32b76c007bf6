/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record-path.h"
#include "series.h"

G_BEGIN_DECLS

/**
 * GhSpreadField:
 * @GH_SPREAD_MEAN: of a normal distribution
 * @GH_SPREAD_DEVIATION: of it, in the unit of the mean, or minutes
 * @GH_SPREAD_LEAST: where it is cut off
 * @GH_SPREAD_MOST: and at its other end
 * @GH_SPREAD_VALUES: "52; 68", in the place of all others
 * @GH_SPREAD_WEIGHTS: "2:1"; without it they are all alike
 * @GH_SPREAD_FIELDS: how many fields there are
 *
 * The parts of the text of a spread, for a form.
 */
typedef enum
{
  GH_SPREAD_MEAN,
  GH_SPREAD_DEVIATION,
  GH_SPREAD_LEAST,
  GH_SPREAD_MOST,
  GH_SPREAD_VALUES,
  GH_SPREAD_WEIGHTS,
  GH_SPREAD_FIELDS
} GhSpreadField;

gboolean gh_attribute_is_spread (const GhAttribute *attribute);
char *gh_spread_format (const GhAttribute *attribute, gconstpointer spread, const char *currency);
gpointer gh_spread_parse (const GhAttribute *attribute, const char *text, const char *currency,
                          GError **error);
void gh_spread_split (const GhAttribute *attribute, gconstpointer spread, const char *currency,
                      char *fields[GH_SPREAD_FIELDS]);
char *gh_spread_join (const char *const fields[GH_SPREAD_FIELDS], gboolean has_values);
GhSeries *gh_spread_sample (const GhAttribute *attribute, gconstpointer spread, guint count);
double gh_spread_get_middle (const GhAttribute *attribute, gconstpointer spread);

G_END_DECLS
