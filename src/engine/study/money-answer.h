/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

char *gh_answer_money (const GhFinance *finance, const char *currency);

G_END_DECLS
