/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GH_SETTING_WINDOW_WIDTH "window-width"
#define GH_SETTING_WINDOW_HEIGHT "window-height"
#define GH_SETTING_WINDOW_MAXIMIZED "window-maximized"
#define GH_SETTING_LAST_STUDY "last-study"
#define GH_SETTING_LAST_PAGE "last-page"
#define GH_SETTING_STRATEGY "strategy"
#define GH_SETTING_MAP_QUANTITY "map-quantity"
#define GH_SETTING_COLOUR_SCHEME "colour-scheme"

GSettings *gh_settings_get (void);
int gh_settings_get_choice (const char *key, int otherwise);
void gh_settings_set_choice (const char *key, int value);
void gh_settings_follow_choice (const char *key, gpointer follower, GCallback callback);
gint64 gh_settings_get_last_study (void);
void gh_settings_set_last_study (gint64 id);

G_END_DECLS
