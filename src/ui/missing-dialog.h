/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

gboolean gh_missing_dialog_show (GtkWindow *parent, GhDocument *document);

G_END_DECLS
