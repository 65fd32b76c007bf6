/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Demand charges and energy tiers as rows that open, their hours and tiers as lists within. */
#include "tariff-lists.h"

#include <math.h>

#include "attribute-row.h"
#include "calendar-text.h"
#include "hours-rows.h"
#include "meter-path.h"
#include "number-text.h"
#include "record-list.h"
#include "record-path.h"
#include "words.h"

#define FIRST_FROM_MINUTE (17 * 60)
#define FIRST_TO_MINUTE (21 * 60)
#define FIRST_TIER_KWH 100.0
#define FIRST_TIER_KW 10.0
#define NEXT_TIER 2.0
#define INNER_MARGIN 6

/* What the lists of this file are of. */
typedef enum
{
  DEMAND,
  ENERGY
} Owner;

static const char *const owner_keys[] = { "demand_charges", "energy_tiers" };

/* Inner lists are known by meter, owner, part and index of the outer record, outer ones by meter
 * and owner. */
typedef enum
{
  WINDOWS,
  TIERS
} Part;

static const char *const part_keys[] = { "windows", "tiers" };

static guint
make_outer (guint meter, Owner owner)
{
  return meter << 2 | (guint) owner << 1;
}

static guint
make_inner (guint outer, Part part, guint index)
{
  return index << (GH_METER_BITS + 2) | outer | (guint) part;
}

static guint
get_index (guint inner)
{
  return inner >> (GH_METER_BITS + 2);
}

static Owner
get_owner (guint subject)
{
  return (Owner) (subject >> 1 & 1);
}

static Part
get_part (guint subject)
{
  return (Part) (subject & 1);
}

static char *
list_path (guint subject)
{
  return gh_meter_format_path (subject >> 2 & ((1u << GH_METER_BITS) - 1), "tariff.%s",
                               owner_keys[get_owner (subject)]);
}

static char *
outer_path (guint outer, guint index)
{
  g_autofree char *list = list_path (outer);

  return g_strdup_printf ("%s[%u]", list, index);
}

static char *
inner_path (guint subject)
{
  g_autofree char *list = list_path (subject);

  return g_strdup_printf ("%s[%u].%s", list, get_index (subject), part_keys[get_part (subject)]);
}

/* The list at a path; NULL where there is none, or what has it has just been removed. */
static GPtrArray *
get_list (GhDocument *document, const char *path)
{
  GhPlace place;

  return gh_document_find (document, path, &place)
             ? *(GPtrArray **) gh_attribute_field (place.attribute, place.record)
             : NULL;
}

static gpointer
append_record (GhStudy *study, const char *path)
{
  GhPlace place;

  if (!gh_place_find (&gh_study_table, study, path, TRUE, &place))
    return NULL;
  GPtrArray **list = gh_attribute_field (place.attribute, place.record);
  if (*list == NULL)
    *list = g_ptr_array_new ();
  g_ptr_array_add (*list, gh_record_new (place.attribute->table));
  gh_record_set_given (place.table, place.record, place.index);
  return g_ptr_array_index (*list, (*list)->len - 1);
}

static void
remove_record (GhStudy *study, const char *path, guint index)
{
  GhPlace place;

  if (!gh_place_find (&gh_study_table, study, path, FALSE, &place))
    return;
  GPtrArray *list = *(GPtrArray **) gh_attribute_field (place.attribute, place.record);
  gh_record_free (place.attribute->table, g_ptr_array_index (list, index));
  g_ptr_array_remove_index (list, index);
  if (list->len == 0)
    gh_place_clear (&place);
}

static void
set_number (GhStudy *study, const char *path, guint index, const char *name, double number)
{
  g_autofree char *field = g_strdup_printf ("%s[%u].%s", path, index, name);
  GhPlace place;

  if (gh_place_find (&gh_study_table, study, field, TRUE, &place))
    gh_place_set_number (&place, number);
}

/* Hours and tiers within a charge. */

static guint
count_inner (GhDocument *document, guint subject)
{
  g_autofree char *path = inner_path (subject);
  const GPtrArray *list = get_list (document, path);

  return list != NULL ? list->len : 0;
}

typedef struct
{
  const char *name;
  GtkWidget *(*new_row) (GhDocument *document, const char *path);
} RowKind;

static void
add_rows (AdwExpanderRow *row, GhDocument *document, const char *path, const RowKind *rows,
          guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *field = g_strdup_printf ("%s.%s", path, rows[i].name);
      adw_expander_row_add_row (row, rows[i].new_row (document, field));
    }
}

static void
fill_inner (AdwExpanderRow *row, GhDocument *document, guint subject, guint index)
{
  static const RowKind windows[] = { { "days", gh_days_row_new },
                                     { "from", gh_clock_row_new },
                                     { "to", gh_clock_row_new },
                                     { "months", gh_months_row_new } };
  static const RowKind kw[]
      = { { "up_to_kw", gh_attribute_row_new }, { "price_per_kw", gh_attribute_row_new } };
  static const RowKind kwh[] = { { "up_to_kwh", gh_attribute_row_new },
                                 { "up_to_kwh_per_day", gh_attribute_row_new },
                                 { "up_to_kwh_per_kw", gh_attribute_row_new },
                                 { "price", gh_attribute_row_new } };
  g_autofree char *list = inner_path (subject);
  g_autofree char *path = g_strdup_printf ("%s[%u]", list, index);

  if (get_part (subject) == WINDOWS)
    add_rows (row, document, path, windows, G_N_ELEMENTS (windows));
  else if (get_owner (subject) == DEMAND)
    add_rows (row, document, path, kw, G_N_ELEMENTS (kw));
  else
    add_rows (row, document, path, kwh, G_N_ELEMENTS (kwh));
}

/* "Mon – Fri, 17:00 – 21:00" */
static char *
describe_window (const GhTimeWindow *window)
{
  g_autofree char *days = gh_days_to_text (window->days);
  g_autofree char *from = gh_clock_to_text (window->from);
  g_autofree char *to = gh_clock_to_text (window->to);

  return g_strdup_printf ("%s, %s – %s", days, from, to);
}

/* What is wrong with a record, or nothing. */
static void
show_message (AdwExpanderRow *row, GhDocument *document, const char *path, const char *otherwise)
{
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (document, path, &severity);

  adw_expander_row_set_subtitle (row, message != NULL ? message : otherwise);
  if (message != NULL && severity == GH_SEVERITY_ERROR)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static void
show_inner (AdwExpanderRow *row, GhDocument *document, guint subject, guint index)
{
  g_autofree char *list = inner_path (subject);
  g_autofree char *path = g_strdup_printf ("%s[%u]", list, index);
  gpointer record = g_ptr_array_index (get_list (document, list), index);
  g_autofree char *title = get_part (subject) == WINDOWS
                               ? describe_window (record)
                               : g_strdup_printf (_ ("Tier %u"), index + 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  show_message (row, document, path, "");
}

static void
add_window (GhStudy *study, const char *path)
{
  GhTimeWindow *window = append_record (study, path);

  if (window == NULL)
    return;
  window->from = FIRST_FROM_MINUTE;
  window->to = FIRST_TO_MINUTE;
  for (guint i = 0; i < gh_time_window_table.count; i++)
    gh_record_set_given (&gh_time_window_table, window, i);
}

/* A tier behind the last, which ends now where the new one begins. */
static void
add_tier (GhStudy *study, const char *path, Owner owner)
{
  const char *end = owner == DEMAND ? "up_to_kw" : "up_to_kwh";
  const char *price = owner == DEMAND ? "price_per_kw" : "price";
  double first = owner == DEMAND ? FIRST_TIER_KW : FIRST_TIER_KWH;
  GhPlace place;
  guint count;

  if (append_record (study, path) == NULL
      || !gh_place_find (&gh_study_table, study, path, FALSE, &place))
    return;
  GPtrArray *list = *(GPtrArray **) gh_attribute_field (place.attribute, place.record);
  count = list->len;
  set_number (study, path, count - 1, price, 0.0);
  if (count < 2)
    return;
  double before = 0.0;
  for (guint i = 0; i + 2 < count; i++)
    {
      g_autofree char *field = g_strdup_printf ("%s[%u].%s", path, i, end);
      if (gh_place_find (&gh_study_table, study, field, FALSE, &place))
        before = fmax (before, gh_place_get_number (&place));
    }
  set_number (study, path, count - 2, end, before > 0.0 ? before * NEXT_TIER : first);
}

static void
add_inner (GhStudy *study, guint subject)
{
  g_autofree char *path = inner_path (subject);

  if (get_part (subject) == WINDOWS)
    add_window (study, path);
  else
    add_tier (study, path, get_owner (subject));
}

static void
remove_inner (GhStudy *study, guint subject, guint index)
{
  g_autofree char *path = inner_path (subject);

  remove_record (study, path, index);
}

static GhRecordListKind *
new_inner_kind (guint subject)
{
  GhRecordListKind *kind = g_new (GhRecordListKind, 1);
  gboolean hours = get_part (subject) == WINDOWS;

  *kind = (GhRecordListKind){
    .subject = subject,
    .count = count_inner,
    .fill_row = fill_inner,
    .show_row = show_inner,
    .add = add_inner,
    .remove = remove_inner,
    .empty = hours ? N_ ("All hours.") : N_ ("No tiers."),
    .add_label = hours ? N_ ("Add Hours") : N_ ("Add a Tier"),
    .adding = hours ? N_ ("Adding hours") : N_ ("Adding a tier"),
    .remove_label = hours ? N_ ("Remove these hours") : N_ ("Remove this tier"),
    .removing = hours ? N_ ("Removing hours") : N_ ("Removing a tier"),
  };
  return kind;
}

/* A row that opens to a list of hours or tiers. */
static GtkWidget *
new_inner_row (GhDocument *document, guint outer, Part part, guint index)
{
  GtkWidget *row = adw_expander_row_new ();
  GhRecordListKind *kind = new_inner_kind (make_inner (outer, part, index));
  GtkWidget *list = gh_record_list_new (document, kind);
  const GhAttributeTable *table
      = get_owner (outer) == DEMAND ? &gh_demand_rule_table : &gh_energy_tiers_table;
  const GhAttribute *attribute = gh_attribute_table_find (table, part_keys[part], NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (attribute->title));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), _ (attribute->meaning));
  g_object_set_data_full (G_OBJECT (row), "kind", kind, g_free);
  gtk_widget_set_margin_top (list, INNER_MARGIN);
  gtk_widget_set_margin_bottom (list, INNER_MARGIN);
  gtk_widget_set_margin_start (list, INNER_MARGIN);
  gtk_widget_set_margin_end (list, INNER_MARGIN);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), list);
  return row;
}

/* The charges and tiers themselves. */

static guint
count_outer (GhDocument *document, guint outer)
{
  g_autofree char *path = list_path (outer);
  const GPtrArray *list = get_list (document, path);

  return list != NULL ? list->len : 0;
}

static void
fill_outer (AdwExpanderRow *row, GhDocument *document, guint outer, guint index)
{
  static const RowKind demand[]
      = { { "name", gh_attribute_row_new },          { "price_per_kw", gh_attribute_row_new },
          { "ratchet_share", gh_attribute_row_new }, { "lookback_months", gh_attribute_row_new },
          { "lookback_in", gh_months_row_new },      { "earlier_peak_kw", gh_attribute_row_new } };
  g_autofree char *path = outer_path (outer, index);

  add_rows (row, document, path, demand, get_owner (outer) == DEMAND ? G_N_ELEMENTS (demand) : 1);
  adw_expander_row_add_row (row, new_inner_row (document, outer, WINDOWS, index));
  adw_expander_row_add_row (row, new_inner_row (document, outer, TIERS, index));
}

static const char *
get_name (Owner owner, gconstpointer record)
{
  return owner == DEMAND ? ((const GhDemandRule *) record)->name
                         : ((const GhEnergyTiers *) record)->name;
}

/* Its first hours. */
static char *
describe_hours (Owner owner, gconstpointer record)
{
  const GPtrArray *windows = owner == DEMAND ? ((const GhDemandRule *) record)->windows
                                             : ((const GhEnergyTiers *) record)->windows;

  if (windows == NULL || windows->len == 0)
    return g_strdup (_ ("All hours."));
  return describe_window (g_ptr_array_index (windows, 0));
}

static void
show_outer (AdwExpanderRow *row, GhDocument *document, guint outer, guint index)
{
  g_autofree char *list = list_path (outer);
  g_autofree char *path = outer_path (outer, index);
  gconstpointer record = g_ptr_array_index (get_list (document, list), index);
  const char *name = get_name (get_owner (outer), record);
  g_autofree char *numbered = g_strdup_printf (
      get_owner (outer) == DEMAND ? _ ("Demand charge %u") : _ ("Tiers %u"), index + 1);
  g_autofree char *hours = describe_hours (get_owner (outer), record);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 name != NULL && *name != '\0' ? name : numbered);
  show_message (row, document, path, hours);
}

static const GhPriceSpec *
find_import_price (GhStudy *study, guint outer)
{
  g_autofree char *path
      = gh_meter_format_path (outer >> 2 & ((1u << GH_METER_BITS) - 1), "tariff.import_price");
  GhPlace place;

  return gh_place_find (&gh_study_table, study, path, FALSE, &place)
             ? *(GhPriceSpec *const *) gh_attribute_field (place.attribute, place.record)
             : NULL;
}

/* Tiers begin as one of all hours, at the price that a kWh had. */
static void
add_outer (GhStudy *study, guint outer)
{
  g_autofree char *path = list_path (outer);
  const GhPriceSpec *price = find_import_price (study, outer);
  double worth = price == NULL            ? 0.0
                 : price->periods != NULL ? price->periods->default_price
                 : price->series != NULL && price->series->form == GH_SERIES_NUMBER
                     ? price->series->number
                     : 0.0;
  GhPlace place;

  if (append_record (study, path) == NULL || get_owner (outer) == DEMAND
      || !gh_place_find (&gh_study_table, study, path, FALSE, &place))
    return;
  guint last = (*(GPtrArray **) gh_attribute_field (place.attribute, place.record))->len - 1;
  g_autofree char *tiers = inner_path (make_inner (outer, TIERS, last));
  add_tier (study, tiers, ENERGY);
  set_number (study, tiers, 0, "price", worth);
}

static void
remove_outer (GhStudy *study, guint outer, guint index)
{
  g_autofree char *path = list_path (outer);

  remove_record (study, path, index);
}

static const GhRecordListKind kinds[] = {
  [DEMAND] = { .count = count_outer,
               .fill_row = fill_outer,
               .show_row = show_outer,
               .add = add_outer,
               .remove = remove_outer,
               .empty = N_ ("No demand charges in hours of their own."),
               .add_label = N_ ("Add a Demand Charge"),
               .adding = N_ ("Adding a demand charge"),
               .remove_label = N_ ("Remove this demand charge"),
               .removing = N_ ("Removing a demand charge") },
  [ENERGY] = { .count = count_outer,
               .fill_row = fill_outer,
               .show_row = show_outer,
               .add = add_outer,
               .remove = remove_outer,
               .empty = N_ ("Every kWh costs the same, however many there are."),
               .add_label = N_ ("Add Energy Tiers"),
               .adding = N_ ("Adding energy tiers"),
               .remove_label = N_ ("Remove these energy tiers"),
               .removing = N_ ("Removing energy tiers") },
};

/**
 * gh_demand_list_new:
 * @document: what is edited
 * @meter: "$" or the path of a site
 *
 * Returns: (transfer floating): the demand charges, to be opened, added and removed
 */
GtkWidget *
gh_demand_list_new (GhDocument *document, const char *meter)
{
  return gh_record_list_new_about (document, &kinds[DEMAND],
                                   make_outer (gh_meter_get_number (meter), DEMAND));
}

/**
 * gh_energy_tiers_list_new:
 * @document: what is edited
 * @meter: "$" or the path of a site
 *
 * Returns: (transfer floating): the energy tiers, to be opened, added and removed
 */
GtkWidget *
gh_energy_tiers_list_new (GhDocument *document, const char *meter)
{
  return gh_record_list_new_about (document, &kinds[ENERGY],
                                   make_outer (gh_meter_get_number (meter), ENERGY));
}
