/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "report-layout.h"

G_BEGIN_DECLS

GtkPrintOperation *gh_report_print_new (GhReport *report, GhReportLayout *layout, const char *name);

G_END_DECLS
