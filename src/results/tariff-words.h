/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "market/tariff-hours.h"

G_BEGIN_DECLS

/**
 * GhTariffShown:
 * @quantity: what is asked or paid
 * @tier: of import, from 0 on
 *
 * One picture of a tariff.
 */
typedef struct
{
  GhTariffQuantity quantity;
  guint tier;
} GhTariffShown;

/**
 * GhTariffLine:
 * @title: what it is about
 * @text: what is agreed
 *
 * A line of a tariff in words.
 */
typedef struct
{
  char *title;
  char *text;
} GhTariffLine;

GArray *gh_tariff_list_shown (const GhTariff *tariff);
char *gh_tariff_shown_format_name (const GhTariff *tariff, const GhTariffShown *shown);
char *gh_tariff_shown_format_title (const GhTariff *tariff, const GhTariffShown *shown);
char *gh_tariff_shown_explain (const GhStudy *study, const GhTariffShown *shown);
GPtrArray *gh_tariff_describe (const GhTariff *tariff, const char *currency);

G_END_DECLS
