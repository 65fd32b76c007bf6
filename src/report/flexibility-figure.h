/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"
#include "fleet-promise.h"

G_BEGIN_DECLS

GhFigure *gh_flexibility_figure_new (const GhFleetPromise *promise);
GhFigure *gh_commitment_figure_new (const GhFleetPromise *promise);

G_END_DECLS
