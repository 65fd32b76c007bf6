/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "errors.h"

G_DEFINE_QUARK (gh - error - quark, gh_error)
