/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "market/bill.h"
#include "market/tariff.h"

G_BEGIN_DECLS

/* Whom the name of an item is for. */
typedef enum
{
  GH_BILL_OF_FILES,
  GH_BILL_OF_PEOPLE
} GhBillLanguage;

/* What is at hand while a bill is made up.
 * @parts: (element-type GhTariffPart): of the steps
 * @part_first: (array): the first part of each month's first step, and their number
 * @months: how many */
typedef struct
{
  const GhTariff *tariff;
  const GhTimeAxis *axis;
  const GArray *holidays;
  const char *currency;
  const GhMeter *meter;
  double hours;
  GArray *parts;
  guint *part_first;
  guint months;
  double *export_price;
  double *store_export_price;
  GhBill *bill;
} GhBilling;

const GhMonth *gh_billing_get_month (const GhBilling *billing, guint month);
GhBillItem *gh_billing_add_item (GhBilling *billing, GhBillKind kind, char *name, char *title,
                                 const char *unit);
GhBillItem *gh_billing_add_word (GhBilling *billing, GhBillKind kind, const char *word,
                                 const char *unit);
double gh_billing_get_import_kw (const GhBilling *billing, gsize step);
double gh_billing_get_export_kw (const GhBilling *billing, gsize step);
double gh_billing_get_store_export_kw (const GhBilling *billing, gsize step);
gboolean gh_billing_nets (const GhBilling *billing);

void gh_bill_energy (GhBilling *billing);
const char *gh_bill_say (const char *text, GhBillLanguage language) G_GNUC_FORMAT (1);
char *gh_bill_class_name (const GhBilling *billing, guint class_index, GhBillLanguage language);
char *gh_bill_tier_name (const GhBilling *billing, const GhEnergyTiers *tiers, guint tier,
                         GhBillLanguage language);

G_END_DECLS
