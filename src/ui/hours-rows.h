/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

/**
 * GhMonthsFunc:
 * @entry: where they are typed
 * @months: bits, January first
 * @data: the caller's
 */
typedef void (*GhMonthsFunc) (GtkWidget *entry, guint months, gpointer data);

GtkWidget *gh_months_entry_new (void);
void gh_months_entry_connect (GtkWidget *entry, GhMonthsFunc func, gpointer data);
void gh_months_entry_show (GtkWidget *entry, guint months);
GtkWidget *gh_days_row_new (GhDocument *document, const char *path);
GtkWidget *gh_months_row_new (GhDocument *document, const char *path);
GtkWidget *gh_clock_row_new (GhDocument *document, const char *path);
GtkWidget *gh_date_row_new (GhDocument *document, const char *path);

G_END_DECLS
