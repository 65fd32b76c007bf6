/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhTariffOffer:
 * @name: (nullable): what the tariff is called
 * @provider: (nullable): who offers it
 * @details: (nullable): what else the file says of it, for people
 * @currency: (nullable): ISO 4217 code of its prices
 * @tariff: (nullable): a record of #gh_tariff_table; %NULL once it has been taken
 * @findings: what a study cannot say, and numbers that none may have
 * @usable: whether a study may have it
 *
 * One tariff of a file.
 */
typedef struct
{
  char *name;
  char *provider;
  char *details;
  char *currency;
  GhTariff *tariff;
  GhFindings *findings;
  gboolean usable;
} GhTariffOffer;

/**
 * GhTariffFile:
 * @format: what kind of file it is, in the user's language
 * @needs_choice: which of several tariffs applies depends on what the file does not tell
 * @offers: (element-type GhTariffOffer): the tariffs, at least one
 *
 * What a file of tariffs holds: what is shown before anything is stored.
 */
typedef struct
{
  const char *format;
  gboolean needs_choice;
  GPtrArray *offers;
} GhTariffFile;

gboolean gh_tariff_file_recognise (const char *head, gsize length);
GhTariffFile *gh_tariff_file_read (const char *text, gsize length, GError **error);
GhTariffFile *gh_tariff_file_load (const char *path, GError **error);
void gh_tariff_file_free (GhTariffFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTariffFile, gh_tariff_file_free)
GhTariff *gh_tariff_offer_take (GhTariffOffer *offer);
char *gh_tariff_to_json (const GhTariff *tariff, GError **error);

G_END_DECLS
