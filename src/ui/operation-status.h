/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_OPERATION_STATUS (gh_operation_status_get_type ())
G_DECLARE_FINAL_TYPE (GhOperationStatus, gh_operation_status, GH, OPERATION_STATUS, GtkWidget)

void gh_operation_status_show (GhOperationStatus *status, GhDocument *document);

G_END_DECLS
