/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program remembers of how it was used. Where the schema is not installed, nothing is
 * remembered and everything works. */
#include "settings.h"

#define SCHEMA "io.github.gridhearth.Gridhearth"

/**
 * gh_settings_get:
 *
 * Returns: (transfer none) (nullable): the settings, to bind properties to; %NULL without a schema
 */
GSettings *
gh_settings_get (void)
{
  static GSettings *settings;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  GSettingsSchema *schema;

  if (settings != NULL || source == NULL)
    return settings;
  schema = g_settings_schema_source_lookup (source, SCHEMA, TRUE);
  if (schema == NULL)
    return NULL;
  settings = g_settings_new_full (schema, NULL, NULL);
  g_settings_schema_unref (schema);
  return settings;
}

/**
 * gh_settings_get_choice:
 * @key: of an enumeration
 * @otherwise: without a schema
 *
 * Returns: the number of the choice
 */
int
gh_settings_get_choice (const char *key, int otherwise)
{
  GSettings *settings = gh_settings_get ();

  return settings != NULL ? g_settings_get_enum (settings, key) : otherwise;
}

/**
 * gh_settings_set_choice:
 * @key: of an enumeration
 * @value: the number of the choice
 *
 * Remembers a choice.
 */
void
gh_settings_set_choice (const char *key, int value)
{
  GSettings *settings = gh_settings_get ();

  if (settings != NULL)
    g_settings_set_enum (settings, key, value);
}

/**
 * gh_settings_follow_choice:
 * @key: of an enumeration
 * @follower: (type GObject): as long as it lives
 * @callback: (scope notified): called with @follower when the choice has changed
 *
 * Lets whoever shows a choice follow it, wherever it is made.
 */
void
gh_settings_follow_choice (const char *key, gpointer follower, GCallback callback)
{
  GSettings *settings = gh_settings_get ();
  g_autofree char *signal = g_strconcat ("changed::", key, NULL);

  if (settings != NULL)
    g_signal_connect_object (settings, signal, callback, follower, G_CONNECT_SWAPPED);
}

/**
 * gh_settings_get_last_study:
 *
 * Returns: the id of the study that was open last, 0 for none
 */
gint64
gh_settings_get_last_study (void)
{
  GSettings *settings = gh_settings_get ();

  return settings != NULL ? g_settings_get_int64 (settings, GH_SETTING_LAST_STUDY) : 0;
}

/**
 * gh_settings_set_last_study:
 * @id: of a study in the library
 *
 * Remembers which study to open next time.
 */
void
gh_settings_set_last_study (gint64 id)
{
  GSettings *settings = gh_settings_get ();

  if (settings != NULL)
    g_settings_set_int64 (settings, GH_SETTING_LAST_STUDY, id);
}
