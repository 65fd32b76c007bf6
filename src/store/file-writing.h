/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void gh_file_writing_init (void);
gboolean gh_file_write (const char *path, const char *data, gssize length, GError **error);

G_END_DECLS
