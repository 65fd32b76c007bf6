/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhEmissionRate:
 * @GH_RATE_SHORT_RUN: short-run marginal: what one more kWh causes in the power stations that there
 *   are; for deciding when to charge
 * @GH_RATE_LONG_RUN: long-run marginal: the same after power stations were built and closed because
 *   of a lasting change; for deciding what to buy
 * @GH_RATE_AVERAGE: what all kWh of an hour cause, divided by them; for accounting
 *
 * Kinds of rates of emissions. They answer different questions and are never mixed.
 */
typedef enum
{
  GH_RATE_SHORT_RUN,
  GH_RATE_LONG_RUN,
  GH_RATE_AVERAGE,
  GH_EMISSION_RATES
} GhEmissionRate;

extern const char *const gh_emission_rate_words[];
extern const char *const gh_emission_rate_titles[];
extern const char *const gh_emission_rate_keys[];

const char *gh_emission_rate_get_title (GhEmissionRate rate);
const char *gh_emission_rate_get_word (GhEmissionRate rate);
const char *gh_emission_rate_get_phrase (GhEmissionRate rate);
gboolean gh_emission_rate_find (const char *key, GhEmissionRate *rate);

G_END_DECLS
