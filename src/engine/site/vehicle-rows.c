/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vehicles of a fleet as the rows of a table: what a person typed is kept, whether it can be
 * planned or not, and what is wrong with it is told row by row. */
#include "site/vehicle-rows.h"

#include <math.h>
#include <string.h>

#include "record-path.h"
#include "site/profile-rules.h"
#include "site/trips.h"
#include "words.h"

/* Rows that are listed, and findings of each; the others are counted. */
#define LISTED_ROWS 20
#define LISTED_OF_ROW 5
#define SECONDS_PER_MINUTE 60
/* Rounding of energies that were given in other units. */
#define TINY_SHARE 1e-9

/* @findings: of all rows, in their order
 * @first: (array length=rows+1): where those of a row begin in @findings
 * @incomplete: how many rows have an error */
struct _GhRowFaults
{
  GhFindings *findings;
  guint *first;
  guint rows;
  guint incomplete;
};

/* A row while it is looked at. */
typedef struct
{
  const GhStudy *study;
  const GhVehicle *vehicle;
  const char *path;
  GhFindings *findings;
  GHashTable *names;
} Row;

static const GhUnreadCell *
get_cell (const GhVehicle *vehicle, guint index)
{
  return g_ptr_array_index (vehicle->unread, index);
}

static guint
count_cells (const GhVehicle *vehicle)
{
  return vehicle->unread != NULL ? vehicle->unread->len : 0;
}

static guint
find_cell (const GhVehicle *vehicle, const char *column)
{
  for (guint i = 0; i < count_cells (vehicle); i++)
    if (g_strcmp0 (get_cell (vehicle, i)->column, column) == 0)
      return i;
  return G_MAXUINT;
}

static void
mark_unread (GhVehicle *vehicle)
{
  guint index;

  if (gh_attribute_table_find (&gh_vehicle_table, gh_vehicle_table.unread, &index) == NULL)
    return;
  if (count_cells (vehicle) > 0)
    gh_record_set_given (&gh_vehicle_table, vehicle, index);
  else
    vehicle->record.given &= ~(G_GUINT64_CONSTANT (1) << index);
}

/**
 * gh_vehicle_keep_unread:
 * @vehicle: a vehicle of a fleet
 * @column: path of an attribute in it, such as "battery_kwh" or "charger.charge_kw"
 * @text: what was given for it and cannot be taken
 *
 * Keeps what a person typed. The attribute itself should not be given; where it is, later, the text
 * no longer counts.
 */
void
gh_vehicle_keep_unread (GhVehicle *vehicle, const char *column, const char *text)
{
  GhUnreadCell *cell = gh_record_new (&gh_unread_cell_table);
  guint index;

  gh_vehicle_forget_unread (vehicle, column);
  cell->column = g_strdup (column);
  cell->text = g_strdup (text);
  if (gh_attribute_table_find (&gh_unread_cell_table, "column", &index) != NULL)
    gh_record_set_given (&gh_unread_cell_table, cell, index);
  if (gh_attribute_table_find (&gh_unread_cell_table, "text", &index) != NULL)
    gh_record_set_given (&gh_unread_cell_table, cell, index);
  if (vehicle->unread == NULL)
    vehicle->unread = g_ptr_array_new ();
  g_ptr_array_add (vehicle->unread, cell);
  mark_unread (vehicle);
}

/* The place that a text was given for; %FALSE where there is none. */
static gboolean
find_place (const GhVehicle *vehicle, const char *column, GhPlace *place)
{
  g_autofree char *path = g_strconcat ("$.", column, NULL);

  return gh_place_find (&gh_vehicle_table, (gpointer) vehicle, path, FALSE, place);
}

/* Whether something else was given since. */
static gboolean
is_stale (const GhVehicle *vehicle, const GhUnreadCell *cell)
{
  GhPlace place;

  return cell->column == NULL
         || (find_place (vehicle, cell->column, &place) && place.item < 0
             && (((const GhRecord *) place.record)->given >> place.index & 1) != 0);
}

/**
 * gh_vehicle_get_unread:
 * @vehicle: a vehicle of a fleet
 * @column: path of an attribute in it
 *
 * Returns: (transfer none) (nullable): the text that stands for the attribute, where it cannot be
 *   taken and nothing else was given since
 */
const char *
gh_vehicle_get_unread (const GhVehicle *vehicle, const char *column)
{
  guint index = find_cell (vehicle, column);

  if (index == G_MAXUINT || is_stale (vehicle, get_cell (vehicle, index)))
    return NULL;
  return get_cell (vehicle, index)->text;
}

/**
 * gh_vehicle_forget_unread:
 * @vehicle: a vehicle of a fleet
 * @column: path of an attribute in it
 *
 * Drops the text that is kept for an attribute, if there is one.
 */
void
gh_vehicle_forget_unread (GhVehicle *vehicle, const char *column)
{
  guint index = find_cell (vehicle, column);

  if (index == G_MAXUINT)
    return;
  gh_record_free (&gh_unread_cell_table, g_ptr_array_index (vehicle->unread, index));
  g_ptr_array_remove_index (vehicle->unread, index);
  if (vehicle->unread->len == 0)
    g_clear_pointer (&vehicle->unread, g_ptr_array_unref);
  mark_unread (vehicle);
}

/* What keeps a number from being taken; %FALSE where it is none. */
static gboolean
report_number (const Row *row, const GhUnreadCell *cell, const GhAttribute *attribute)
{
  char *end;
  double number = g_ascii_strtod (cell->text, &end);
  gboolean is_number = attribute->kind == GH_KIND_NUMBER || attribute->kind == GH_KIND_INTEGER;

  if (!is_number || end == cell->text || *end != '\0')
    return FALSE;
  if (number < attribute->minimum)
    gh_rule_report (row->findings, row->path, cell->column, _ ("%s is below %.15g"), cell->text,
                    attribute->minimum);
  else if (number > attribute->maximum)
    gh_rule_report (row->findings, row->path, cell->column, _ ("%s is above %.15g"), cell->text,
                    attribute->maximum);
  else if (attribute->kind == GH_KIND_INTEGER && fabs (number - rint (number)) > 0.0)
    gh_rule_report (row->findings, row->path, cell->column, _ ("%s is not a whole number"),
                    cell->text);
  else
    return FALSE;
  return TRUE;
}

static void
check_cell (const Row *row, const GhUnreadCell *cell)
{
  GhPlace place;

  if (is_stale (row->vehicle, cell))
    return;
  if (cell->text == NULL || *cell->text == '\0')
    gh_rule_report (row->findings, row->path, cell->column, _ ("it is missing"));
  else if (!find_place (row->vehicle, cell->column, &place)
           || !report_number (row, cell, place.attribute))
    gh_rule_report (row->findings, row->path, cell->column, _ ("“%.40s” was not understood"),
                    cell->text);
}

/* What has to be given and is neither there nor kept as it was typed. */
static void
check_required (const Row *row)
{
  const GhVehicle *vehicle = row->vehicle;

  if ((vehicle->name == NULL || *vehicle->name == '\0')
      && gh_vehicle_get_unread (vehicle, "name") == NULL)
    gh_rule_report (row->findings, row->path, NULL, _ ("\"%s\" is missing"), "name");
  if (!(vehicle->battery_kwh > 0.0) && gh_vehicle_get_unread (vehicle, "battery_kwh") == NULL)
    gh_rule_report (row->findings, row->path, NULL, _ ("\"%s\" is missing"), "battery_kwh");
}

/* A trip needs both of its times. */
static void
check_trip_times (const Row *row)
{
  const GhVehicle *vehicle = row->vehicle;

  for (guint i = 0; vehicle->trips != NULL && i < vehicle->trips->len; i++)
    {
      const GhTrip *trip = g_ptr_array_index (vehicle->trips, i);
      const struct
      {
        const char *name;
        int minute;
      } times[] = { { "leave", trip->leave }, { "return", trip->return_ } };
      for (guint k = 0; k < G_N_ELEMENTS (times); k++)
        {
          if (times[k].minute >= 0)
            continue;
          g_autofree char *key = g_strdup_printf ("trips[%u].%s", i, times[k].name);
          if (gh_vehicle_get_unread (vehicle, key) == NULL)
            gh_rule_report (row->findings, row->path, key, _ ("it is missing"));
        }
    }
}

/* Two vehicles of one name could not be told apart; the first has it. */
static void
check_name (const Row *row)
{
  const char *name = row->vehicle->name;

  if (name != NULL && *name != '\0' && !g_hash_table_add (row->names, (gpointer) name))
    gh_rule_report (row->findings, row->path, "name", _ ("\"%s\" is the name of another one, too"),
                    name);
}

static void
warn_of_pack (const Row *row)
{
  if (row->vehicle->pack == NULL)
    return;
  g_autofree char *path = g_strconcat (row->path, ".pack", NULL);
  gh_findings_add (row->findings, GH_SEVERITY_WARNING, path,
                   _ ("cells are not heeded in a fleet; the price of wear is"));
}

/* More than the battery can hold is never there when the vehicle leaves. */
static void
check_need (const Row *row, const char *list, guint index, double energy_kwh)
{
  const GhVehicle *vehicle = row->vehicle;
  double span_kwh = (vehicle->soc_max - vehicle->soc_min) * vehicle->battery_kwh;

  if (!(span_kwh > 0.0) || !(energy_kwh > span_kwh * (1.0 + TINY_SHARE)))
    return;
  g_autofree char *key = g_strdup_printf ("%s[%u]", list, index);
  gh_rule_report (row->findings, row->path, key,
                  _ ("%.4g kWh are driven, more than the %.4g kWh that the battery can give"),
                  energy_kwh, span_kwh);
}

static void
check_trip_needs (const Row *row)
{
  const GhVehicle *vehicle = row->vehicle;

  if (vehicle->away_charging != NULL)
    return;
  for (guint i = 0; vehicle->trips != NULL && i < vehicle->trips->len; i++)
    check_need (row, "trips", i,
                gh_trip_get_energy_kwh (vehicle, g_ptr_array_index (vehicle->trips, i)));
}

static void
check_stay (const Row *row, guint index)
{
  const GhVehicle *vehicle = row->vehicle;
  const GhVehicleStay *stay = g_ptr_array_index (vehicle->stays, index);
  g_autofree char *key = g_strdup_printf ("stays[%u]", index);

  if (stay->leave <= stay->arrive)
    gh_rule_report (row->findings, row->path, key, _ ("it leaves before, or when, it arrives"));
  check_need (row, "stays", index, stay->energy_kwh);
  if (stay->soc_at_leave < vehicle->soc_min || stay->soc_at_leave > vehicle->soc_max)
    gh_rule_report (row->findings, row->path, key,
                    _ ("the charge at leaving, %g, is not between the least and the greatest"),
                    stay->soc_at_leave);
}

static int
compare_stays (gconstpointer first, gconstpointer second, gpointer data)
{
  const GPtrArray *stays = data;
  const GhVehicleStay *a = g_ptr_array_index (stays, *(const guint *) first);
  const GhVehicleStay *b = g_ptr_array_index (stays, *(const guint *) second);

  if (a->arrive != b->arrive)
    return a->arrive < b->arrive ? -1 : 1;
  return (*(const guint *) first > *(const guint *) second) ? 1 : -1;
}

/* A vehicle cannot be plugged in twice at once; the first meeting is told. Stays in another order
 * than that of time are none the worse. */
static void
check_overlaps (const Row *row)
{
  const GPtrArray *stays = row->vehicle->stays;
  g_autofree guint *order = g_new (guint, stays->len + 1);

  for (guint i = 0; i < stays->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) stays->len, sizeof *order, compare_stays, (gpointer) stays);
  for (guint i = 1; i < stays->len; i++)
    {
      const GhVehicleStay *before = g_ptr_array_index (stays, order[i - 1]);
      const GhVehicleStay *stay = g_ptr_array_index (stays, order[i]);
      if (stay->arrive >= before->leave)
        continue;
      g_autofree char *key = g_strdup_printf ("stays[%u]", order[i]);
      gh_rule_report (row->findings, row->path, key,
                      _ ("it arrives %.0f minutes before it leaves from stay %u (stays[%u])"),
                      (double) (before->leave - stay->arrive) / SECONDS_PER_MINUTE,
                      order[i - 1] + 1, order[i - 1]);
      return;
    }
}

static void
check_stays (const Row *row)
{
  const GhVehicle *vehicle = row->vehicle;

  if (vehicle->stays == NULL || vehicle->stays->len == 0)
    return;
  if ((vehicle->trips != NULL && vehicle->trips->len > 0) || vehicle->plugged != NULL
      || vehicle->drive_kw != NULL)
    gh_rule_report (row->findings, row->path, "stays",
                    _ ("stays are given beside trips, plugged or drive_kw; keep one"));
  for (guint i = 0; i < vehicle->stays->len; i++)
    check_stay (row, i);
  check_overlaps (row);
}

static void
check_row (const Row *row)
{
  check_required (row);
  for (guint i = 0; i < count_cells (row->vehicle); i++)
    check_cell (row, get_cell (row->vehicle, i));
  gh_fleet_check_place (row->study, row->vehicle->site, row->path, row->findings);
  check_name (row);
  gh_vehicle_validate (row->study, row->vehicle, row->path, row->findings);
  check_trip_times (row);
  check_trip_needs (row);
  check_stays (row);
  warn_of_pack (row);
}

/* The first error of a row, %NULL where there is none. */
static const GhFinding *
find_error (const GhRowFaults *self, guint row)
{
  for (guint i = self->first[row]; i < self->first[row + 1]; i++)
    if (gh_findings_get (self->findings, i)->severity == GH_SEVERITY_ERROR)
      return gh_findings_get (self->findings, i);
  return NULL;
}

/* Printing the paths of ten thousand rows would take a third of looking at them. */
static void
write_path (char *path, guint row)
{
  char digits[sizeof "4294967295"];
  guint first = sizeof digits - 1;

  digits[first] = '\0';
  do
    digits[--first] = (char) ('0' + row % 10);
  while ((row /= 10) > 0);
  path = g_stpcpy (path, "$.vehicles[");
  path = g_stpcpy (path, digits + first);
  g_stpcpy (path, "]");
}

/**
 * gh_fleet_find_incomplete_rows:
 * @study: a study of a fleet, complete or not
 *
 * Looks at each of its vehicles that is described by itself: what is missing, was not understood,
 * is impossible or breaks a rule. O(rows), beside the trips and stays of each.
 *
 * Returns: (transfer full): what was found
 */
GhRowFaults *
gh_fleet_find_incomplete_rows (const GhStudy *study)
{
  GhRowFaults *self = g_new0 (GhRowFaults, 1);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  self->rows = study->vehicles != NULL ? study->vehicles->len : 0;
  self->first = g_new0 (guint, self->rows + 1);
  self->findings = gh_findings_new ();
  for (guint i = 0; i < self->rows; i++)
    {
      char path[sizeof "$.vehicles[4294967295]"];
      const Row row
          = { study, g_ptr_array_index (study->vehicles, i), path, self->findings, names };
      write_path (path, i);
      check_row (&row);
      self->first[i + 1] = gh_findings_get_count (self->findings);
      self->incomplete += find_error (self, i) != NULL;
    }
  return self;
}

/**
 * gh_row_faults_free:
 * @self: (transfer full) (nullable): what was found
 *
 * Frees it.
 */
void
gh_row_faults_free (GhRowFaults *self)
{
  if (self == NULL)
    return;
  gh_findings_free (self->findings);
  g_free (self->first);
  g_free (self);
}

/**
 * gh_row_faults_get_count:
 * @self: what was found
 *
 * Returns: how many vehicles cannot be planned
 */
guint
gh_row_faults_get_count (const GhRowFaults *self)
{
  return self->incomplete;
}

/**
 * gh_row_faults_is_incomplete:
 * @self: what was found
 * @row: index of a vehicle
 *
 * Returns: whether the vehicle cannot be planned
 */
gboolean
gh_row_faults_is_incomplete (const GhRowFaults *self, guint row)
{
  return find_error (self, row) != NULL;
}

/**
 * gh_row_faults_format_reason:
 * @self: what was found
 * @row: index of a vehicle
 *
 * Returns: (transfer full) (nullable): why it cannot be planned, the first reason: where in it, and
 *   what is wrong
 */
char *
gh_row_faults_format_reason (const GhRowFaults *self, guint row)
{
  const GhFinding *error = find_error (self, row);
  const char *key = error != NULL ? strchr (error->path, ']') : NULL;

  if (error == NULL)
    return NULL;
  return key != NULL && key[1] == '.' ? g_strdup_printf ("%s: %s", key + 2, error->message)
                                      : g_strdup (error->message);
}

/**
 * gh_row_faults_get_findings:
 * @self: what was found
 * @row: index of a vehicle
 * @first: (out): index of the first finding of the row
 * @count: (out): how many it has, warnings among them
 *
 * Returns: (transfer none): the list that they stand in, with paths such as
 *   `$.vehicles[3].battery_kwh`
 */
const GhFindings *
gh_row_faults_get_findings (const GhRowFaults *self, guint row, guint *first, guint *count)
{
  *first = self->first[row];
  *count = self->first[row + 1] - self->first[row];
  return self->findings;
}

static void
report_rows (const GhRowFaults *self, gboolean left_out, GhFindings *findings)
{
  guint listed = 0;

  for (guint row = 0; row < self->rows && listed < LISTED_ROWS; row++)
    {
      listed += self->first[row + 1] > self->first[row];
      guint end = MIN (self->first[row + 1], self->first[row] + LISTED_OF_ROW);
      for (guint i = self->first[row]; i < end; i++)
        {
          const GhFinding *finding = gh_findings_get (self->findings, i);
          gh_findings_add (findings, left_out ? GH_SEVERITY_WARNING : finding->severity,
                           finding->path, "%s", finding->message);
        }
    }
}

/**
 * gh_row_faults_report:
 * @self: what was found
 * @left_out: whether the fleet is planned without the incomplete ones
 * @findings: gets what was found, the first five of the first twenty vehicles, and how
 *   many there are
 *
 * Tells what is wrong: as errors, or as warnings where the vehicles are left out.
 */
void
gh_row_faults_report (const GhRowFaults *self, gboolean left_out, GhFindings *findings)
{
  report_rows (self, left_out, findings);
  if (self->incomplete == 0)
    return;
  if (left_out)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.vehicles",
                     ngettext ("%u of %u vehicles is incomplete and left out",
                               "%u of %u vehicles are incomplete and left out", self->incomplete),
                     self->incomplete, self->rows);
  else
    gh_findings_add (findings, GH_SEVERITY_ERROR, "$.vehicles",
                     ngettext ("%u of %u vehicles cannot be planned as it is; mend it, or leave it "
                               "out (leave_out_incomplete)",
                               "%u of %u vehicles cannot be planned as they are; mend them, or "
                               "leave them out (leave_out_incomplete)",
                               self->incomplete),
                     self->incomplete, self->rows);
}
