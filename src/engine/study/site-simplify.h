/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/site.h"

G_BEGIN_DECLS

GhSite *gh_site_simplify (const GhSite *site);

G_END_DECLS
