/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of a sheet of vehicles: what people write in it, and what a vehicle holds. What is not
 * understood is kept with the vehicle as it was typed. */
#include "vehicle-cell.h"

#include <math.h>
#include <string.h>

#include "csv-dialect.h"
#include "csv-unit.h"
#include "cycle-text.h"
#include "json-writer.h"
#include "record-path.h"
#include "site/vehicle-rows.h"

#define MINUTES_PER_HOUR 60
#define MINUTES_PER_DAY 1440
#define PERCENT 0.01

static const GhVehicleColumn columns[] = {
  { "name", "name",
    "vehicle|vehicle name|vehicle id|id|car|ev|license plate|licence plate|number plate|plate|"
    "registration|vin|fahrzeug|fahrzeugname|fahrzeug id|kennzeichen|bezeichnung" },
  { "site", "site", "depot|location|standort|ort|betriebshof" },
  { "count", "count",
    "number|quantity|qty|number of vehicles|anzahl|stuck|menge|anzahl fahrzeuge" },
  { "battery_kwh", "battery_kwh",
    "battery|battery capacity|battery size|battery energy|capacity|usable capacity|usable battery|"
    "net capacity|batterie|batteriekapazitat|batteriegrosse|kapazitat|nutzbare kapazitat|akku|"
    "akkukapazitat" },
  { "soc_min", "soc_min",
    "min soc|minimum soc|least soc|least charge|mindestladung|mindest soc|minimaler ladestand|"
    "min ladestand" },
  { "soc_max", "soc_max",
    "max soc|maximum soc|greatest charge|maximaler ladestand|max ladestand|hochstladung" },
  { "soc_start", "soc_start",
    "start soc|initial soc|soc at start|charge at the beginning|anfangsladung|"
    "ladestand am anfang" },
  { "soc_end", "soc_end", "end soc|final soc|charge at the end|ladestand am ende" },
  { "discharge_soc_min", "discharge_soc_min",
    "reserve|reserve for driving|reserve soc|fahrreserve" },
  { "consumption_kwh_per_km", "consumption_kwh_per_km",
    "consumption|energy consumption|verbrauch|energieverbrauch" },
  { "days", "trips[0].days", "weekdays|operating days|tage|wochentage|betriebstage|einsatztage" },
  { "leave", "trips[0].leave",
    "leaves|departure|departure time|depart|start|start time|trip start|abfahrt|abfahrtszeit|"
    "ausfahrt" },
  { "return", "trips[0].return",
    "returns|arrive|arrives|arrival|arrival time|back|end time|trip end|ankunft|ankunftszeit|"
    "ruckkehr|ruckkehrzeit|einfahrt" },
  { "distance_km", "trips[0].distance_km",
    "distance|daily distance|trip distance|mileage|daily mileage|kilometer|strecke|tagesstrecke|"
    "fahrstrecke|entfernung|fahrleistung" },
  { "energy_kwh", "trips[0].energy_kwh",
    "energy|energy need|energy demand|trip energy|daily energy|energy per day|energie|"
    "energiebedarf|bedarf|tagesbedarf" },
  { "soc_at_leave", "trips[0].soc_at_leave",
    "soc at departure|departure soc|target soc|desired soc|charge at leaving|ziel soc|zielladung|"
    "ladestand bei abfahrt" },
  { "charge_kw", "charger.charge_kw",
    "charge|charge power|charging power|max charging power|charger power|charger|power|"
    "ladeleistung|max ladeleistung|maximale ladeleistung|leistung|wallbox" },
  { "discharge_kw", "charger.discharge_kw",
    "discharge|discharge power|discharging power|v2g power|entladeleistung" },
  { "minimum_kw", "charger.minimum_kw",
    "minimum|minimum power|least power|min power|mindestleistung" },
  { "minimum_current_a", "charger.minimum_current_a",
    "minimum current|least current|min current|mindeststrom" },
  { "phases", "charger.phases", "phasen" },
  { "standby_w", "charger.standby_w", "standby" },
  { "charge_efficiency", "charger.charge_efficiency",
    "charge efficiency|charging efficiency|efficiency|ladewirkungsgrad|wirkungsgrad" },
  { "discharge_efficiency", "charger.discharge_efficiency",
    "discharge efficiency|discharging efficiency|entladewirkungsgrad" },
  { "wear_per_kwh", "wear_per_kwh", "wear|verschleiss" },
};

static const struct
{
  const char *word;
  const char *days;
} day_words[] = {
  { "mo", "mon" },
  { "di", "tue" },
  { "mi", "wed" },
  { "do", "thu" },
  { "fr", "fri" },
  { "sa", "sat" },
  { "so", "sun" },
  { "montag", "mon" },
  { "dienstag", "tue" },
  { "mittwoch", "wed" },
  { "donnerstag", "thu" },
  { "freitag", "fri" },
  { "samstag", "sat" },
  { "sonntag", "sun" },
  { "monday", "mon" },
  { "tuesday", "tue" },
  { "wednesday", "wed" },
  { "thursday", "thu" },
  { "friday", "fri" },
  { "saturday", "sat" },
  { "sunday", "sun" },
  { "tu", "tue" },
  { "we", "wed" },
  { "th", "thu" },
  { "su", "sun" },
  { "daily", "mon-sun" },
  { "every day", "mon-sun" },
  { "all", "mon-sun" },
  { "taglich", "mon-sun" },
  { "täglich", "mon-sun" },
  { "alle", "mon-sun" },
  { "weekdays", "mon-fri" },
  { "werktags", "mon-fri" },
  { "weekend", "sat,sun" },
  { "wochenende", "sat,sun" },
};

/**
 * gh_vehicle_columns_get:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): every column that a sheet of vehicles may have, in
 *   the order in which they are written
 */
const GhVehicleColumn *
gh_vehicle_columns_get (guint *count)
{
  *count = G_N_ELEMENTS (columns);
  return columns;
}

/* The table that the part of a key before a full stop leads to, and what is behind it. */
static const GhAttributeTable *
enter_table (const char *key, const char **rest)
{
  const char *stop = strchr (key, '.');
  g_autofree char *part = NULL;

  *rest = key;
  if (stop == NULL)
    return &gh_vehicle_table;
  *rest = stop + 1;
  part = g_strndup (key, strcspn (key, ".["));
  return gh_attribute_table_find (&gh_vehicle_table, part, NULL)->table;
}

/**
 * gh_vehicle_column_get_attribute:
 * @column: a column
 *
 * Returns: (transfer none): the attribute of a vehicle, its charger or its trip that it holds
 */
const GhAttribute *
gh_vehicle_column_get_attribute (const GhVehicleColumn *column)
{
  const char *name;
  const GhAttributeTable *table = enter_table (column->key, &name);

  return gh_attribute_table_find (table, name, NULL);
}

/* "7:30", "07:30:00", "7.30", "730" as hours and minutes. */
static gboolean
parse_hours (const char *text, int *minute)
{
  gsize digits = strspn (text, "0123456789"), more;
  int hours = (int) g_ascii_strtoull (text, NULL, 10), minutes = 0;

  if (digits < 1 || digits > 4)
    return FALSE;
  if (digits > 2)
    {
      minutes = hours % 100;
      hours /= 100;
    }
  const char *at = text + digits;
  if (digits <= 2 && *at != '\0' && strchr (":.,h", *at) != NULL && at[1] != '\0')
    {
      more = strspn (++at, "0123456789");
      minutes = (int) g_ascii_strtoull (at, NULL, 10);
      at += more;
      if (more != 2)
        return FALSE;
      if (*at == ':' && strspn (at + 1, "0123456789") == 2)
        at += 3;
    }
  if (*at != '\0' || minutes >= MINUTES_PER_HOUR || hours > 24 || (hours == 24 && minutes > 0))
    return FALSE;
  *minute = hours * MINUTES_PER_HOUR + minutes;
  return TRUE;
}

/* A time as spreadsheets keep it: 0.3125 of a day. */
static gboolean
parse_day_share (const char *text, int *minute)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text), ",", '.');
  char *end;
  double share = g_ascii_strtod (plain, &end);

  if (plain[0] != '0' || (plain[1] != '.' && plain[1] != '\0') || *end != '\0' || share >= 1.0)
    return FALSE;
  *minute = (int) lround (share * MINUTES_PER_DAY);
  return TRUE;
}

/* Takes off a word at the end, whether there is a blank before it or not. */
static gboolean
strip_suffix (char *text, const char *suffix)
{
  if (!g_str_has_suffix (text, suffix))
    return FALSE;
  text[strlen (text) - strlen (suffix)] = '\0';
  g_strchomp (text);
  return TRUE;
}

/**
 * gh_clock_cell_parse:
 * @text: a time of day as people and spreadsheets write it: "7:30", "07:30:00", "7.30", "7:30 Uhr",
 *   "7:30 pm", "730", "7", or 0.3125 of a day
 * @minute: (out): minutes since midnight
 *
 * Returns: %FALSE when it is none
 */
gboolean
gh_clock_cell_parse (const char *text, int *minute)
{
  g_autofree char *lower = g_strstrip (g_utf8_strdown (text, -1));
  gboolean is_afternoon = strip_suffix (lower, "pm") || strip_suffix (lower, "p.m.");
  gboolean is_morning
      = !is_afternoon && (strip_suffix (lower, "am") || strip_suffix (lower, "a.m."));

  if (!strip_suffix (lower, "uhr"))
    strip_suffix (lower, "h");
  if (parse_day_share (lower, minute))
    return !is_afternoon && !is_morning;
  if (!parse_hours (lower, minute))
    return FALSE;
  if (!is_afternoon && !is_morning)
    return TRUE;
  if (*minute >= 13 * MINUTES_PER_HOUR)
    return FALSE;
  *minute = *minute % (MINUTES_PER_DAY / 2) + (is_afternoon ? MINUTES_PER_DAY / 2 : 0);
  return TRUE;
}

static void
append_days (GString *days, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (day_words); i++)
    if (strcmp (day_words[i].word, word) == 0)
      {
        g_string_append (days, day_words[i].days);
        return;
      }
  g_string_append (days, word);
}

/**
 * gh_days_cell_parse:
 * @text: days as people write them: "mon-fri", "Mo-Fr", "Sa, So", "täglich"
 * @days: (out): as bits, Monday the lowest
 *
 * Returns: %FALSE when they are none
 */
gboolean
gh_days_cell_parse (const char *text, guint *days)
{
  g_autofree char *lower = g_strstrip (g_utf8_strdown (text, -1));
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *at = lower;; at++)
    {
      gsize dash = g_str_has_prefix (at, "–") ? strlen ("–") : 0;
      if (*at != '\0' && dash == 0 && strchr ("-,;/+", *at) == NULL)
        {
          g_string_append_c (word, *at);
          continue;
        }
      g_strstrip (word->str);
      append_days (plain, word->str);
      g_string_truncate (word, 0);
      if (*at == '\0')
        break;
      g_string_append_c (plain, dash > 0 || *at == '-' ? '-' : ',');
      at += dash > 0 ? dash - 1 : 0;
    }
  return gh_days_parse (plain->str, days);
}

/* Takes a unit off the end of "77 kWh" or "80 %": what the number is to be multiplied by. */
static gboolean
take_unit (char *text, const GhAttribute *attribute, double *factor)
{
  gsize length = strlen (text), digits = length;
  GhCsvUnit unit, own;

  while (digits > 0 && !g_ascii_isdigit (text[digits - 1]))
    digits--;
  const char *name = text + digits;
  while (*name == ' ')
    name++;
  if (digits == 0 || *name == '\0' || *name == '.' || *name == ',')
    return digits == length;
  if (strcmp (name, "%") == 0 && attribute->percent)
    *factor = PERCENT;
  else if (attribute->unit != NULL && g_ascii_strcasecmp (name, attribute->unit) == 0)
    *factor = 1.0;
  else if (attribute->unit != NULL && gh_csv_unit_parse (name, &unit)
           && gh_csv_unit_parse (attribute->unit, &own) && unit.quantity == own.quantity)
    *factor = unit.factor / own.factor;
  else
    return FALSE;
  text[digits] = '\0';
  return TRUE;
}

static gboolean
parse_number (const char *text, const GhAttribute *attribute, const GhColumnForm *form,
              double *number)
{
  g_autofree char *plain = g_strdup (text);
  double factor = form->factor;

  if (!take_unit (plain, attribute, &factor))
    return FALSE;
  const GhCsvCell cell = { plain, strlen (plain) };
  if (gh_csv_cell_parse (&cell, form->decimal, number) != GH_CSV_NUMBER)
    return FALSE;
  *number *= factor;
  return *number >= attribute->minimum && *number <= attribute->maximum
         && (attribute->kind != GH_KIND_INTEGER || !(fabs (*number - rint (*number)) > 0.0));
}

/* A trip of a vehicle that has none yet; only its first one is in a sheet. */
static void
make_trip (GhVehicle *vehicle)
{
  guint index;

  if (vehicle->trips == NULL)
    vehicle->trips = g_ptr_array_new ();
  if (vehicle->trips->len == 0)
    g_ptr_array_add (vehicle->trips, gh_record_new (&gh_trip_table));
  if (gh_attribute_table_find (&gh_vehicle_table, "trips", &index) != NULL)
    gh_record_set_given (&gh_vehicle_table, vehicle, index);
}

static gboolean
set_value (GhVehicle *vehicle, const GhVehicleColumn *column, const char *text,
           const GhColumnForm *form)
{
  const GhAttribute *attribute = gh_vehicle_column_get_attribute (column);
  g_autofree char *path = g_strconcat ("$.", column->key, NULL);
  double number = 0.0;
  int minute = 0;
  guint days = 0;
  GhPlace place;

  if (attribute->kind == GH_KIND_CLOCK)
    {
      if (!gh_clock_cell_parse (text, &minute))
        return FALSE;
      number = minute;
    }
  else if (attribute->kind == GH_KIND_DAYS)
    {
      if (!gh_days_cell_parse (text, &days))
        return FALSE;
      number = days;
    }
  else if (attribute->kind != GH_KIND_TEXT && !parse_number (text, attribute, form, &number))
    return FALSE;
  if (!gh_place_find (&gh_vehicle_table, vehicle, path, TRUE, &place))
    return FALSE;
  if (attribute->kind == GH_KIND_TEXT)
    gh_place_set_text (&place, text);
  else
    gh_place_set_number (&place, number);
  return TRUE;
}

static void
clear_value (GhVehicle *vehicle, const GhVehicleColumn *column)
{
  g_autofree char *path = g_strconcat ("$.", column->key, NULL);
  GhPlace place;

  if (gh_place_find (&gh_vehicle_table, vehicle, path, FALSE, &place))
    gh_place_clear (&place);
}

/**
 * gh_vehicle_set_cell:
 * @vehicle: (inout): a vehicle of a fleet
 * @column: a column
 * @text: what was typed; blanks around it do not count, and an empty cell says nothing
 * @form: how the cells of the column are written
 *
 * Types into a cell. What is not understood, or out of range, is kept with the vehicle as it was
 * typed (gh_vehicle_keep_unread()), and the attribute is then not given.
 *
 * Returns: whether it was understood
 */
gboolean
gh_vehicle_set_cell (GhVehicle *vehicle, const GhVehicleColumn *column, const char *text,
                     const GhColumnForm *form)
{
  g_autofree char *typed = g_strstrip (g_strdup (text));

  gh_vehicle_forget_unread (vehicle, column->key);
  if (*typed == '\0')
    {
      clear_value (vehicle, column);
      return TRUE;
    }
  if (g_str_has_prefix (column->key, "trips"))
    make_trip (vehicle);
  if (set_value (vehicle, column, typed, form))
    return TRUE;
  clear_value (vehicle, column);
  gh_vehicle_keep_unread (vehicle, column->key, typed);
  return FALSE;
}

static char *
format_value (const GhPlace *place, char decimal)
{
  double number = gh_place_get_number (place);
  char text[GH_NUMBER_TEXT_SIZE];

  switch (place->attribute->kind)
    {
    case GH_KIND_TEXT:
      return g_strdup (*(char *const *) gh_attribute_field_const (place->attribute, place->record));
    case GH_KIND_CLOCK:
      return number < 0.0 ? NULL
                          : g_strdup_printf ("%02d:%02d", (int) number / MINUTES_PER_HOUR,
                                             (int) number % MINUTES_PER_HOUR);
    case GH_KIND_DAYS:
      return gh_days_format ((guint) number);
    default:
      return isnan (number)
                 ? NULL
                 : g_strdelimit (g_strdup (gh_number_to_text (number, text)), ".", decimal);
    }
}

/**
 * gh_vehicle_format_cell:
 * @vehicle: a vehicle of a fleet
 * @column: a column
 * @decimal: point or comma
 *
 * Returns: (transfer full): what stands in the cell: what is given, or what was typed and could not
 *   be taken; empty for a default. gh_vehicle_set_cell() takes it with a factor of 1.
 */
char *
gh_vehicle_format_cell (const GhVehicle *vehicle, const GhVehicleColumn *column, char decimal)
{
  const char *unread = gh_vehicle_get_unread (vehicle, column->key);
  g_autofree char *path = g_strconcat ("$.", column->key, NULL);
  char *text = NULL;
  GhPlace place;

  if (unread != NULL)
    return g_strdup (unread);
  if (gh_place_find (&gh_vehicle_table, (gpointer) vehicle, path, FALSE, &place)
      && (((const GhRecord *) place.record)->given >> place.index & 1) != 0)
    text = format_value (&place, decimal);
  return text != NULL ? text : g_strdup ("");
}
