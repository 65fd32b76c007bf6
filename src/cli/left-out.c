/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which vehicles of a fleet an answer is without, and why. */
#include "cli.h"
#include "site/vehicle-rows.h"
#include "words.h"

/* Vehicles that are named in a text. */
#define MOST_NAMES 20

/* %NULL where none is left out. */
static GhRowFaults *
find_left_out (const GhStudy *study)
{
  g_autoptr (GhRowFaults) faults
      = gh_fleet_leaves_out_incomplete (study) ? gh_fleet_find_incomplete_rows (study) : NULL;

  return faults != NULL && gh_row_faults_get_count (faults) > 0 ? g_steal_pointer (&faults) : NULL;
}

static const char *
get_name (const GhStudy *study, guint row)
{
  const GhVehicle *vehicle = g_ptr_array_index (study->vehicles, row);

  return vehicle->name != NULL ? vehicle->name : "";
}

/**
 * gh_cli_append_left_out:
 * @text: gets lines, none where all vehicles are planned
 * @study: a fleet
 *
 * Tells how many vehicles are left out, and of the first twenty why.
 */
void
gh_cli_append_left_out (GString *text, const GhStudy *study)
{
  g_autoptr (GhRowFaults) faults = find_left_out (study);
  guint named = 0;

  if (faults == NULL)
    return;
  guint count = gh_row_faults_get_count (faults);
  g_string_append_printf (text,
                          ngettext ("\nWithout %u of %u vehicles, which is incomplete:\n",
                                    "\nWithout %u of %u vehicles, which are incomplete:\n", count),
                          count, study->vehicles->len);
  for (guint row = 0; row < study->vehicles->len && named < MOST_NAMES; row++)
    if (gh_row_faults_is_incomplete (faults, row))
      {
        g_autofree char *reason = gh_row_faults_format_reason (faults, row);
        g_string_append_printf (text, "  %s (vehicles[%u]): %s\n", get_name (study, row), row,
                                reason);
        named++;
      }
  if (count > named)
    g_string_append_printf (text, _ ("  and %u more\n"), count - named);
}

/**
 * gh_json_write_left_out:
 * @writer: inside an object
 * @study: a fleet
 *
 * Writes the incomplete vehicles that are left out as a list, all of them; no member where there
 * are none.
 */
void
gh_json_write_left_out (GhJsonWriter *writer, const GhStudy *study)
{
  g_autoptr (GhRowFaults) faults = find_left_out (study);

  if (faults == NULL)
    return;
  gh_json_writer_begin_array (writer, "incomplete");
  for (guint row = 0; row < study->vehicles->len; row++)
    if (gh_row_faults_is_incomplete (faults, row))
      {
        g_autofree char *reason = gh_row_faults_format_reason (faults, row);
        gh_json_writer_begin_object (writer, NULL);
        gh_json_writer_integer (writer, "row", row);
        gh_json_writer_text (writer, "name", get_name (study, row));
        gh_json_writer_text (writer, "reason", reason);
        gh_json_writer_end (writer);
      }
  gh_json_writer_end (writer);
}
