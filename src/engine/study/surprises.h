/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"
#include "site/site.h"

G_BEGIN_DECLS

/**
 * GhSurprises:
 * @early_departures: trips on which the car left earlier than planned
 * @missed_plug_ins: returns after which it was not plugged in
 *
 * What came otherwise than expected.
 */
typedef struct
{
  guint early_departures;
  guint missed_plug_ins;
} GhSurprises;

void gh_surprises_draw (const GhOperation *operation, guint64 seed, GhSite *site,
                        GhSurprises *surprises);

G_END_DECLS
