/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/site.h"

G_BEGIN_DECLS

double gh_simple_rule_find_worth (const GhSite *site, guint store, gsize now, gsize published);

G_END_DECLS
