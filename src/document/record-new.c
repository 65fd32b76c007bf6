/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New vehicles and groups of a fleet, and names that are not taken yet. */
#include "record-new.h"

#include <string.h>

#include "record-path.h"
#include "site/fleet-profile.h"
#include "words.h"

/* What a vehicle or group is that nothing is known of. */
#define USUAL_BATTERY_KWH 60
#define USUAL_COUNT 10
#define USUAL_ENERGY_KWH 20
#define USUAL_ARRIVE (17 * 60)
#define USUAL_LEAVE (7 * 60)

static void
set_name (const GhAttributeTable *table, gpointer record, const char *name)
{
  GhPlace place;

  if (gh_place_find (table, record, "$.name", TRUE, &place))
    gh_place_set_text (&place, name);
}

static const char *
get_name (GhRecordsOf of, gconstpointer record)
{
  return of == GH_RECORDS_GROUPS ? ((const GhFleetGroup *) record)->name
                                 : ((const GhVehicle *) record)->name;
}

/**
 * gh_record_names_init:
 * @names: (out): which names are taken; cleared with gh_record_names_clear()
 * @records: a list
 * @of: which
 *
 * Collects the names of a list.
 */
void
gh_record_names_init (GhRecordNames *names, const GPtrArray *records, GhRecordsOf of)
{
  names->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  names->next = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < records->len; i++)
    {
      const char *name = get_name (of, g_ptr_array_index (records, i));
      if (name != NULL)
        g_hash_table_add (names->names, g_strdup (name));
    }
}

/**
 * gh_record_names_clear:
 * @names: names of a list
 *
 * Frees what it holds.
 */
void
gh_record_names_clear (GhRecordNames *names)
{
  g_hash_table_unref (names->names);
  g_hash_table_unref (names->next);
}

/* "Van 3" after "Van 1" and "Van 2". */
static char *
find_name (GhRecordNames *names, const char *stem)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (names->next, stem));

  for (number = MAX (number, 1);; number++)
    {
      g_autofree char *name = g_strdup_printf ("%s %u", stem, number);
      if (g_hash_table_contains (names->names, name))
        continue;
      g_hash_table_insert (names->next, g_strdup (stem), GUINT_TO_POINTER (number + 1));
      g_hash_table_add (names->names, g_strdup (name));
      return g_steal_pointer (&name);
    }
}

/* A name without the number at its end. */
static char *
find_stem (const char *name)
{
  gsize length = strlen (name);

  while (length > 0 && g_ascii_isdigit (name[length - 1]))
    length--;
  while (length > 0 && name[length - 1] == ' ')
    length--;
  return length > 0 ? g_strndup (name, length) : g_strdup (name);
}

/* Several sites: one has to be named, and the first is as good as any. */
static void
place_record (const GhStudy *study, const GhAttributeTable *table, gpointer record)
{
  GhPlace place;

  if (study->sites == NULL || study->sites->len < 2
      || !gh_place_find (table, record, "$.site", TRUE, &place))
    return;
  gh_place_set_text (&place, ((const GhFleetSite *) g_ptr_array_index (study->sites, 0))->name);
}

/**
 * gh_record_new_named:
 * @study: what it will be of
 * @of: which list
 * @names: of the list; gets the new one
 *
 * Returns: (transfer full): a vehicle or group of which nothing is known but its name
 */
gpointer
gh_record_new_named (const GhStudy *study, GhRecordsOf of, GhRecordNames *names)
{
  const GhAttributeTable *table = gh_records_get_table (of);
  gpointer record = gh_record_new (table);
  g_autofree char *name = find_name (names, of == GH_RECORDS_GROUPS ? _ ("Group") : _ ("Vehicle"));

  set_name (table, record, name);
  place_record (study, table, record);
  return record;
}

static gpointer
new_clock_spread (double mean)
{
  gpointer spread = gh_record_new (&gh_clock_spread_table);

  gh_record_set_number (&gh_clock_spread_table, spread, "mean", mean);
  return spread;
}

static gpointer
new_spread (double mean)
{
  gpointer spread = gh_record_new (&gh_spread_table);

  gh_record_set_number (&gh_spread_table, spread, "mean", mean);
  return spread;
}

static void
take_pointer (gpointer record, const char *path, gpointer value)
{
  GhPlace place;

  if (gh_place_find (&gh_fleet_group_table, record, path, TRUE, &place))
    gh_place_take_pointer (&place, value);
}

/**
 * gh_record_new_usual:
 * @study: what it will be of
 * @of: which list
 * @names: of the list; gets the new one
 *
 * Returns: (transfer full): a vehicle or group that can be planned as it is
 */
gpointer
gh_record_new_usual (const GhStudy *study, GhRecordsOf of, GhRecordNames *names)
{
  gpointer record = gh_record_new_named (study, of, names);

  if (of == GH_RECORDS_VEHICLES)
    {
      gh_record_set_number (&gh_vehicle_table, record, "battery_kwh", USUAL_BATTERY_KWH);
      return record;
    }
  gh_record_set_number (&gh_fleet_group_table, record, "count", USUAL_COUNT);
  take_pointer (record, "$.arrive", new_clock_spread (USUAL_ARRIVE));
  take_pointer (record, "$.leave", new_clock_spread (USUAL_LEAVE));
  take_pointer (record, "$.energy_kwh", new_spread (USUAL_ENERGY_KWH));
  take_pointer (record, "$.battery_kwh", new_spread (USUAL_BATTERY_KWH));
  return record;
}

/**
 * gh_record_duplicate:
 * @of: which list
 * @record: of it
 * @names: of the list; gets the new one
 *
 * Returns: (transfer full): the same with a name of its own
 */
gpointer
gh_record_duplicate (GhRecordsOf of, gconstpointer record, GhRecordNames *names)
{
  const GhAttributeTable *table = gh_records_get_table (of);
  gpointer copy = gh_record_copy (table, record);
  const char *name = get_name (of, record);
  g_autofree char *stem = find_stem (name != NULL ? name : "");
  g_autofree char *other = find_name (names, stem);

  set_name (table, copy, other);
  return copy;
}
