/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/variants.h"

G_BEGIN_DECLS

char *gh_variants_to_csv (const GhVariant *variants, guint count);

G_END_DECLS
