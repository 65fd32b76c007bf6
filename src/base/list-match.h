/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GArray *gh_list_match (const GPtrArray *before, const GPtrArray *now);

G_END_DECLS
