/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/cell.h"

G_BEGIN_DECLS

#define GH_KOKAM_AH 27.0
#define GH_SONY_AH 3.0
#define GH_SAMSUNG_AH 94.0

#define GH_KOKAM_COLUMNS 7
#define GH_KOKAM_ROWS 3
#define GH_SONY_COLUMNS 13
#define GH_SONY_ROWS 2
#define GH_SAMSUNG_COLUMNS 101
#define GH_SAMSUNG_ROWS 3

extern const double gh_any_soc[];
extern const double gh_any_temperature_k[];
extern const double gh_kokam_soc[];
extern const double gh_kokam_temperature_k[];
extern const double gh_kokam_ocv_v[];
extern const double gh_kokam_r0_mohm[];
extern const double gh_kokam_r1_mohm[];
extern const double gh_kokam_tau1_s[];
extern const double gh_kokam_r2_mohm[];
extern const double gh_sony_soc[];
extern const double gh_sony_temperature_k[];
extern const double gh_sony_ocv_v[];
extern const double gh_sony_resistance_mohm[];
extern const double gh_samsung_soc[];
extern const double gh_samsung_ocv_v[];
extern const double gh_samsung_resistance_mohm[];
extern const double gh_slow_branch_s[];
extern const double gh_fast_branch_s[];

G_END_DECLS
