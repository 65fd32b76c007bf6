/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

void gh_study_stand_in (GhStudy *study);

G_END_DECLS
