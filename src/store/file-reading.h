/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"

G_BEGIN_DECLS

char *gh_file_read (const char *path, gsize *length, const GhProgress *progress, GError **error);

G_END_DECLS
