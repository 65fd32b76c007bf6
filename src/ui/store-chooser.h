/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "part-chooser.h"

G_BEGIN_DECLS

#define GH_TYPE_STORE_CHOOSER (gh_store_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GhStoreChooser, gh_store_chooser, GH, STORE_CHOOSER, GhPartChooser)

GtkWidget *gh_store_chooser_new (GhDocument *document);

G_END_DECLS
