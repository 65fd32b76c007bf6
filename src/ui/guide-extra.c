/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What not every house has, in the guided start: a switch, and the questions that it brings. */
#include "guide-extra.h"

#include "attribute-row.h"
#include "preset-row.h"
#include "stores.h"
#include "words.h"

/* @group: which it is about
 * @path: (nullable): of the car or wall battery, while there is one
 * @rows: (element-type GtkWidget): its questions */
typedef struct
{
  GhDocument *document;
  AdwPreferencesGroup *group;
  gboolean is_battery;
  char *path;
  GPtrArray *rows;
} Extra;

static void
free_extra (gpointer data)
{
  Extra *extra = data;

  g_object_unref (extra->document);
  g_ptr_array_unref (extra->rows);
  g_free (extra->path);
  g_free (extra);
}

static void
add_row (Extra *extra, GtkWidget *row)
{
  adw_preferences_group_add (extra->group, row);
  g_ptr_array_add (extra->rows, row);
}

static void
add_preset (Extra *extra, GhPresetKind kind, const char *title)
{
  add_row (extra, gh_preset_row_new (extra->document, kind, title, extra->path));
}

static void
add_attribute (Extra *extra, const char *member)
{
  g_autofree char *path = g_strconcat (extra->path, member, NULL);

  add_row (extra, gh_attribute_row_new (extra->document, path));
}

static void
begin (Extra *extra)
{
  extra->path = extra->is_battery ? gh_document_add_battery (extra->document, GH_NO_PRESET)
                                  : gh_document_add_car (extra->document, GH_NO_PRESET);
  add_preset (extra, extra->is_battery ? GH_PRESET_BATTERY : GH_PRESET_CAR, _ ("Model"));
  add_attribute (extra, ".battery_kwh");
  if (extra->is_battery)
    {
      add_row (extra, gh_attribute_row_new (extra->document, "$.finance.capex.battery"));
      return;
    }
  add_attribute (extra, ".consumption_kwh_per_km");
  add_preset (extra, GH_PRESET_TRIPS, _ ("A week to start from"));
}

/* The questions go before what they are about. */
static void
end (Extra *extra)
{
  for (guint i = 0; i < extra->rows->len; i++)
    adw_preferences_group_remove (extra->group, g_ptr_array_index (extra->rows, i));
  g_ptr_array_set_size (extra->rows, 0);
  gh_document_remove_store (extra->document, extra->path);
  g_clear_pointer (&extra->path, g_free);
}

static void
switched_cb (GtkSwitch *wanted, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  Extra *extra = data;
  gboolean active = gtk_switch_get_active (wanted);

  if (active && extra->path == NULL)
    begin (extra);
  else if (!active && extra->path != NULL)
    end (extra);
}

static AdwPreferencesGroup *
new_group (GhDocument *document, gboolean is_battery, const char *title, const char *subtitle)
{
  GtkWidget *group = adw_preferences_group_new (), *row = adw_action_row_new ();
  GtkWidget *wanted = gtk_switch_new ();
  Extra *extra = g_new (Extra, 1);

  *extra = (Extra){ g_object_ref (document), ADW_PREFERENCES_GROUP (group), is_battery, NULL,
                    g_ptr_array_new () };
  g_object_set_data_full (G_OBJECT (group), "extra", extra, free_extra);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (wanted, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (wanted), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), wanted);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), wanted);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect (wanted, "notify::active", G_CALLBACK (switched_cb), extra);
  return ADW_PREFERENCES_GROUP (group);
}

/**
 * gh_guide_car_new:
 * @document: what is edited, with one car
 *
 * Returns: (transfer floating): a group that asks whether there is a second car, and about it
 */
AdwPreferencesGroup *
gh_guide_car_new (GhDocument *document)
{
  return new_group (document, FALSE, _ ("A second car"),
                    _ ("With a charger like that of the first. More can be added later."));
}

/**
 * gh_guide_battery_new:
 * @document: what is edited, without a wall battery
 *
 * Returns: (transfer floating): a group that asks whether there is a wall battery, or one could be
 *   bought, and about it
 */
AdwPreferencesGroup *
gh_guide_battery_new (GhDocument *document)
{
  return new_group (document, TRUE, _ ("A wall battery"),
                    _ ("With a price it is what could be bought instead of V2H; without one it is "
                       "there already."));
}
