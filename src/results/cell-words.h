/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/cell.h"

G_BEGIN_DECLS

char *gh_cell_describe_evidence (const GhCell *cell);

G_END_DECLS
