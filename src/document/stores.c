/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cars and wall batteries of a study as one list: cars, then batteries, as they stand behind
 * the meter. Each is known by its JSON path. */
#include "stores.h"

#include <string.h>

#include "number-text.h"
#include "record-equal.h"
#include "site/presets.h"
#include "words.h"

/* The week of a car that is added: a second one is seldom for the long way to work. */
#define USUAL_TRIPS 1

static const char *const keys[] = { "vehicles", "batteries" };

static GPtrArray *
get_list (const GhStudy *study, gboolean batteries)
{
  return batteries ? study->batteries : study->vehicles;
}

static guint
count_in (const GhStudy *study, gboolean batteries)
{
  GPtrArray *list = get_list (study, batteries);

  return list != NULL ? list->len : 0;
}

/**
 * gh_stores_count:
 * @study: a study
 *
 * Returns: how many cars and wall batteries it lists; one that stands for several counts once
 */
guint
gh_stores_count (const GhStudy *study)
{
  return count_in (study, FALSE) + count_in (study, TRUE);
}

/**
 * gh_stores_have_room:
 * @study: a study
 * @more: how many are to come
 *
 * Returns: whether a household may have so many more cars and wall batteries
 */
gboolean
gh_stores_have_room (const GhStudy *study, guint more)
{
  gint64 there = 0;

  for (guint i = 0; i < gh_stores_count (study); i++)
    there += gh_stores_get (study, i)->count;
  return there + (gint64) more <= GH_MOST_STORES;
}

/**
 * gh_stores_get:
 * @study: a study
 * @index: below gh_stores_count()
 *
 * Returns: (transfer none): a car or wall battery
 */
const GhVehicle *
gh_stores_get (const GhStudy *study, guint index)
{
  guint cars = count_in (study, FALSE);

  return index < cars ? g_ptr_array_index (study->vehicles, index)
                      : g_ptr_array_index (study->batteries, index - cars);
}

/**
 * gh_stores_get_id:
 * @path: of a car or wall battery, or of what is below it
 *
 * Returns: a number that stands for its path, for gh_stores_format_id(); that of the first car
 *   where the path leads elsewhere
 */
guint
gh_stores_get_id (const char *path)
{
  const char *bracket = strchr (path, '[');
  guint64 index = bracket != NULL ? g_ascii_strtoull (bracket + 1, NULL, 10) : 0;

  return (guint) MIN (index, G_MAXINT / 2) << 1 | (gh_stores_is_battery (path) ? 1 : 0);
}

/**
 * gh_stores_format_id:
 * @id: of gh_stores_get_id()
 *
 * Returns: (transfer full): the path, such as `$.batteries[0]`
 */
char *
gh_stores_format_id (guint id)
{
  return g_strdup_printf ("$.%s[%u]", keys[id & 1], id >> 1);
}

/**
 * gh_stores_format_path:
 * @study: a study
 * @index: below gh_stores_count()
 *
 * Returns: (transfer full): its path, such as `$.vehicles[1]`
 */
char *
gh_stores_format_path (const GhStudy *study, guint index)
{
  guint cars = count_in (study, FALSE);

  return gh_stores_format_id (index < cars ? index << 1 : (index - cars) << 1 | 1);
}

/**
 * gh_stores_is_battery:
 * @path: of a car or wall battery, or of what is below it
 *
 * Returns: whether it is of a wall battery
 */
gboolean
gh_stores_is_battery (const char *path)
{
  return g_str_has_prefix (path, "$.batteries[");
}

/**
 * gh_stores_find:
 * @study: a study
 * @path: (nullable): any path
 *
 * Returns: index of the car or wall battery that it leads to or into, -1 where it leads elsewhere
 *   or there is none
 */
int
gh_stores_find (const GhStudy *study, const char *path)
{
  gboolean is_battery = path != NULL && gh_stores_is_battery (path);

  if (path == NULL || (!is_battery && !g_str_has_prefix (path, "$.vehicles[")))
    return -1;
  guint index = gh_stores_get_id (path) >> 1;
  if (index >= count_in (study, is_battery))
    return -1;
  return (int) (index + (is_battery ? count_in (study, FALSE) : 0));
}

/**
 * gh_stores_look_up:
 * @study: a study
 * @path: (nullable): any path
 *
 * Returns: (transfer none) (nullable): the car or wall battery that it leads to or into
 */
const GhVehicle *
gh_stores_look_up (const GhStudy *study, const char *path)
{
  int index = gh_stores_find (study, path);

  return index >= 0 ? gh_stores_get (study, (guint) index) : NULL;
}

/* "3 trips", or that there are none or other data of driving. */
static char *
describe_driving (const GhVehicle *car)
{
  guint trips = car->trips != NULL ? car->trips->len : 0;

  if (car->plugged != NULL || car->drive_kw != NULL)
    return g_strdup (_ ("measured driving"));
  if (trips == 0)
    return g_strdup (_ ("no trips"));
  return g_strdup_printf (ngettext ("%u kind of trip", "%u kinds of trips", trips), trips);
}

/**
 * gh_stores_describe:
 * @study: a study
 * @index: below gh_stores_count()
 *
 * Returns: (transfer full): what it is in a few words: energy, powers and, of a car, its driving
 */
char *
gh_stores_describe (const GhStudy *study, guint index)
{
  const GhVehicle *store = gh_stores_get (study, index);
  g_autofree GhCharger *usual = gh_record_new (&gh_charger_table);
  const GhCharger *charger = store->charger != NULL ? store->charger : usual;
  g_autofree char *energy = gh_number_format (store->battery_kwh, 0);
  g_autofree char *in = gh_number_format (charger->charge_kw, 1);
  g_autofree char *out = gh_number_format (charger->discharge_kw, 1);
  /* Translators: energy, power in, power out. */
  g_autofree char *powers
      = g_strdup_printf (_ ("%s kWh, charges with %s kW, gives %s kW"), energy, in, out);

  if (index >= count_in (study, FALSE))
    return g_steal_pointer (&powers);
  g_autofree char *driving = describe_driving (store);
  return g_strdup_printf ("%s, %s", powers, driving);
}

/* ── which is which after an edit ── */

/* How many of both begin in the same way. */
static guint
count_common (const GPtrArray *before, const GPtrArray *now)
{
  guint common = 0, most = MIN (before->len, now->len);

  while (common < most
         && gh_record_equal (&gh_vehicle_table, g_ptr_array_index (before, common),
                             g_ptr_array_index (now, common)))
    common++;
  return common;
}

/* Where an item of a list has gone that has become longer or shorter in one place; -1 where it is
 * no more. */
static int
follow_in_list (const GPtrArray *before, const GPtrArray *now, guint index)
{
  if (now == NULL || before == NULL || now->len == before->len)
    return now != NULL && index < now->len ? (int) index : -1;
  guint common = count_common (before, now);
  if (index < common)
    return (int) index;
  if (now->len > before->len)
    return (int) (index + now->len - before->len);
  return index < common + before->len - now->len ? -1 : (int) (index + now->len - before->len);
}

/**
 * gh_stores_follow:
 * @before: a study as it was
 * @now: the same after an edit, undo or redo
 * @index: of a car or wall battery of @before
 *
 * Tells which is the same one now: cars and batteries have no other mark than their place, which
 * moves when one before them comes or goes.
 *
 * Returns: its index; where it is gone, that of the one that stands in its place, or the last of
 *   all; -1 where there is none
 */
int
gh_stores_follow (const GhStudy *before, const GhStudy *now, guint index)
{
  guint cars = count_in (before, FALSE), cars_now = count_in (now, FALSE);
  gboolean is_battery = index >= cars;
  guint place = is_battery ? index - cars : index;
  int found = follow_in_list (get_list (before, is_battery), get_list (now, is_battery), place);
  guint count = gh_stores_count (now);

  if (found >= 0)
    return found + (int) (is_battery ? cars_now : 0);
  if (count == 0)
    return -1;
  return (int) MIN (place + (is_battery ? cars_now : 0), count - 1);
}

/* ── edits ── */

static gboolean
has_name (const GhStudy *study, const char *name)
{
  for (guint i = 0; i < gh_stores_count (study); i++)
    if (g_strcmp0 (gh_stores_get (study, i)->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* Names tell stores apart in charts and tables. */
static char *
make_name (const GhStudy *study, const char *usual)
{
  char *name = g_strdup (usual);

  for (guint number = 2; has_name (study, name); number++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", usual, number);
    }
  return name;
}

static void
set_text (GhStudy *study, const char *store, const char *key, const char *text)
{
  g_autofree char *path = g_strconcat (store, key, NULL);
  GhPlace place;

  if (gh_place_find (&gh_study_table, study, path, TRUE, &place))
    gh_place_set_text (&place, text);
}

static void
set_number (GhStudy *study, const char *store, const char *key, double number)
{
  g_autofree char *path = g_strconcat (store, key, NULL);
  GhPlace place;

  if (gh_place_find (&gh_study_table, study, path, TRUE, &place))
    gh_place_set_number (&place, number);
}

/* What is to be done, and to what. @path: (owned): of what comes of it */
typedef struct
{
  gboolean is_battery;
  int preset;
  guint index;
  char *path;
} Edit;

/* Puts a record into a list and tells its path. */
static void
insert (GhStudy *study, gboolean batteries, guint place, GhVehicle *record, Edit *edit)
{
  GPtrArray **list = batteries ? &study->batteries : &study->vehicles;
  guint index;

  if (*list == NULL)
    *list = g_ptr_array_new ();
  g_ptr_array_insert (*list, (int) place, record);
  if (gh_attribute_table_find (&gh_study_table, keys[batteries], &index) != NULL)
    gh_record_set_given (&gh_study_table, study, index);
  edit->path = gh_stores_format_id (place << 1 | (batteries ? 1 : 0));
}

static void
append (GhStudy *study, gboolean batteries, Edit *edit)
{
  insert (study, batteries, count_in (study, batteries), gh_record_new (&gh_vehicle_table), edit);
}

/* A further car has the charger and the wear of the one before it, which are likelier than none;
 * at no wear at all the plan would always take the new one first. */
static void
take_after_last (GhStudy *study, Edit *edit)
{
  const GhVehicle *last = g_ptr_array_index (study->vehicles, study->vehicles->len - 2);
  GhVehicle *car = g_ptr_array_index (study->vehicles, study->vehicles->len - 1);
  guint index;

  set_number (study, edit->path, ".wear_per_kwh", last->wear_per_kwh);
  if (last->charger == NULL
      || gh_attribute_table_find (&gh_vehicle_table, "charger", &index) == NULL)
    return;
  car->charger = gh_record_copy (&gh_charger_table, last->charger);
  gh_record_set_given (&gh_vehicle_table, car, index);
}

static void
add_car (GhStudy *study, gpointer data)
{
  Edit *edit = data;
  guint preset = (guint) MAX (edit->preset, 0);
  const char *usual = edit->preset >= 0 ? gh_preset_get_name (GH_PRESET_CAR, preset) : _ ("Car");
  g_autofree char *name = make_name (study, usual);

  append (study, FALSE, edit);
  if (study->vehicles->len > 1)
    take_after_last (study, edit);
  gh_preset_apply (GH_PRESET_TRIPS, USUAL_TRIPS, study, edit->path);
  if (edit->preset >= 0)
    gh_preset_apply (GH_PRESET_CAR, preset, study, edit->path);
  else
    set_number (study, edit->path, ".battery_kwh", 60.0);
  set_text (study, edit->path, ".name", name);
}

static void
add_battery (GhStudy *study, gpointer data)
{
  Edit *edit = data;
  g_autofree char *name = make_name (study, _ ("Wall battery"));

  append (study, TRUE, edit);
  gh_preset_apply (GH_PRESET_BATTERY, (guint) MAX (edit->preset, 0), study, edit->path);
  set_text (study, edit->path, ".name", name);
}

/**
 * gh_document_add_car:
 * @document: a document with room for one
 * @preset: of %GH_PRESET_CAR, or %GH_NO_PRESET
 *
 * Adds a car behind the others, as one edit: with the trips of somebody who is at home on weekdays,
 * and the charger and the wear of the last car where there is one.
 *
 * Returns: (transfer full): its path
 */
char *
gh_document_add_car (GhDocument *document, int preset)
{
  Edit edit = { .preset = preset };

  gh_document_edit (document, _ ("Adding a car"), NULL, add_car, &edit);
  return edit.path;
}

/**
 * gh_document_add_battery:
 * @document: a document with room for one
 * @preset: of %GH_PRESET_BATTERY; %GH_NO_PRESET for the first
 *
 * Adds a wall battery behind the others, as one edit.
 *
 * Returns: (transfer full): its path
 */
char *
gh_document_add_battery (GhDocument *document, int preset)
{
  Edit edit = { .is_battery = TRUE, .preset = preset };

  gh_document_edit (document, _ ("Adding a wall battery"), NULL, add_battery, &edit);
  return edit.path;
}

static void
duplicate (GhStudy *study, gpointer data)
{
  Edit *edit = data;
  guint cars = count_in (study, FALSE);
  const GhVehicle *store = gh_stores_get (study, edit->index);
  g_autofree char *name = make_name (study, store->name != NULL ? store->name : "");
  GhPlace pack;

  insert (study, edit->is_battery, edit->index + 1 - (edit->is_battery ? cars : 0),
          gh_record_copy (&gh_vehicle_table, store), edit);
  set_text (study, edit->path, ".name", name);
  /* Plans that are compared heed the pack of the first car only. */
  g_autofree char *path = g_strconcat (edit->path, ".pack", NULL);
  if (gh_place_find (&gh_study_table, study, path, FALSE, &pack))
    gh_place_clear (&pack);
}

/* An edit of one that is there; FALSE where it is not. */
static gboolean
begin_edit (GhDocument *document, const char *path, Edit *edit)
{
  int index = gh_stores_find (gh_document_get_study (document), path);

  *edit = (Edit){ .is_battery = gh_stores_is_battery (path), .index = (guint) MAX (index, 0) };
  return index >= 0;
}

/**
 * gh_document_duplicate_store:
 * @document: a document with room for as many as the original stands for
 * @path: of a car or wall battery
 *
 * Puts a copy under a name of its own behind the original, as one edit.
 *
 * Returns: (transfer full) (nullable): its path; %NULL where there is no such original
 */
char *
gh_document_duplicate_store (GhDocument *document, const char *path)
{
  Edit edit;

  if (!begin_edit (document, path, &edit))
    return NULL;
  gh_document_edit (document,
                    edit.is_battery ? _ ("Duplicating a wall battery") : _ ("Duplicating a car"),
                    NULL, duplicate, &edit);
  return edit.path;
}

/* Without any the list is as if it had never been said. */
static void
remove_store (GhStudy *study, gpointer data)
{
  const Edit *edit = data;
  GPtrArray *list = get_list (study, edit->is_battery);
  guint place = edit->index - (edit->is_battery ? count_in (study, FALSE) : 0);
  GhPlace whole;

  gh_record_free (&gh_vehicle_table, g_ptr_array_index (list, place));
  g_ptr_array_remove_index (list, place);
  g_autofree char *path = g_strdup_printf ("$.%s", keys[edit->is_battery]);
  if (list->len == 0 && gh_place_find (&gh_study_table, study, path, FALSE, &whole))
    gh_place_clear (&whole);
}

/**
 * gh_document_remove_store:
 * @document: a document
 * @path: of a car or wall battery
 *
 * Takes it out of the study, as one edit.
 */
void
gh_document_remove_store (GhDocument *document, const char *path)
{
  Edit edit;

  if (begin_edit (document, path, &edit))
    gh_document_edit (document,
                      edit.is_battery ? _ ("Removing a wall battery") : _ ("Removing a car"), NULL,
                      remove_store, &edit);
}
