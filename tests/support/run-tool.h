/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gboolean tools_exist (const char *first, ...) G_GNUC_NULL_TERMINATED;
int run_tool (const char *const *variables, char **output, const char *program,
              ...) G_GNUC_NULL_TERMINATED;
int run_tool_words (const char *const *variables, char **output, const char *const *words);
void remove_folder (const char *path);
