/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

#include "progress.h"

G_BEGIN_DECLS

xmlDoc *gh_xml_read (const char *text, gsize length, const GhProgress *progress, GError **error);
gboolean gh_xml_is (const xmlNode *node, const char *name);
xmlNode *gh_xml_first (const xmlNode *parent, const char *name);
xmlNode *gh_xml_next (const xmlNode *node, const char *name);
xmlNode *gh_xml_find (const xmlNode *parent, const char *path);
char *gh_xml_text (const xmlNode *parent, const char *path);
gboolean gh_xml_number (const xmlNode *parent, const char *path, double *number);
gboolean gh_xml_integer (const xmlNode *parent, const char *path, gint64 *number);
guint gh_xml_line (const xmlNode *node);

G_END_DECLS
