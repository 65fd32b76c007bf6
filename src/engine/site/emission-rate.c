/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/emission-rate.h"

#include "words.h"

/* As the study format has them, in the order of GhEmissionRate. */
const char *const gh_emission_rate_words[]
    = { "short-run-marginal", "long-run-marginal", "average", NULL };

/* As a list of choices shows them. */
const char *const gh_emission_rate_titles[]
    = { N_ ("Short-run marginal"), N_ ("Long-run marginal"), N_ ("Average"), NULL };

/* The attributes of a study that hold them. */
const char *const gh_emission_rate_keys[]
    = { "marginal_g_per_kwh", "long_run_marginal_g_per_kwh", "average_g_per_kwh", NULL };

/**
 * gh_emission_rate_get_title:
 * @rate: a kind
 *
 * Returns: (transfer none): what it is called in a legend or a list, in the user's language
 */
const char *
gh_emission_rate_get_title (GhEmissionRate rate)
{
  return _ (gh_emission_rate_titles[rate]);
}

/**
 * gh_emission_rate_get_word:
 * @rate: a kind
 *
 * Returns: (transfer none): what it is called within a sentence, in the user's language
 */
const char *
gh_emission_rate_get_word (GhEmissionRate rate)
{
  static const char *const words[GH_EMISSION_RATES]
      = { N_ ("short-run marginal"), N_ ("long-run marginal"), N_ ("average") };

  return _ (words[rate]);
}

/**
 * gh_emission_rate_get_phrase:
 * @rate: a kind
 *
 * Returns: (transfer none): the beginning of a sentence that counts by it, in the user's language
 */
const char *
gh_emission_rate_get_phrase (GhEmissionRate rate)
{
  static const char *const phrases[GH_EMISSION_RATES]
      = { N_ ("At short-run marginal rates"), N_ ("At long-run marginal rates"),
          N_ ("At average rates") };

  return _ (phrases[rate]);
}

/**
 * gh_emission_rate_find:
 * @key: of an attribute
 * @rate: (out): the kind that it holds
 *
 * Returns: whether it holds rates of emissions
 */
gboolean
gh_emission_rate_find (const char *key, GhEmissionRate *rate)
{
  for (*rate = 0; *rate < GH_EMISSION_RATES; (*rate)++)
    if (g_strcmp0 (key, gh_emission_rate_keys[*rate]) == 0)
      return TRUE;
  return FALSE;
}
