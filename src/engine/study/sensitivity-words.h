/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/break-even.h"

G_BEGIN_DECLS

const char *gh_measure_get_title (GhMeasure measure);
void gh_measure_get_unit (GhMeasure measure, const char *currency, GhShownUnit *unit);
char *gh_measure_format (GhMeasure measure, double value, const char *currency);
char *gh_sensitivity_point_format (const GhSensitivityPoint *point, GhMeasure measure,
                                   const char *currency);
char *gh_sensitivity_format_basis (const GhSensitivityBase *base);
char *gh_tornado_format_answer (const GhTornado *tornado);
char *gh_break_even_format (const GhBreakEven *even, const GhSensitivityBase *base);

G_END_DECLS
