/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "results.h"

G_BEGIN_DECLS

char *gh_operation_format_basis (const GhResults *results, gboolean is_running,
                                 const char *failure);

G_END_DECLS
