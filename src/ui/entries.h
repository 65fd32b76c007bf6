/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on a page of rows, in its order. */
#pragma once

#include <gtk/gtk.h>

#include "preset-row.h"

G_BEGIN_DECLS

/* What an entry adds. Groups begin in a column, or in the box of the part that is shown: a car or
 * battery of a household, a site of a fleet; others go to the last group. */
typedef enum
{
  GH_ADD_LEFT,
  GH_ADD_RIGHT,
  GH_ADD_PARTS,
  GH_ADD_GROUP,
  GH_ADD_ROW,
  GH_ADD_PRESET,
  GH_ADD_EXPANDER,
  GH_ADD_BEHIND,
  GH_ADD_LOSSES,
  GH_ADD_WIDGET,
  GH_ADD_END
} GhAddition;

/* Of what an entry is. */
typedef enum
{
  GH_OF_ANY,
  GH_OF_CAR,
  GH_OF_BATTERY
} GhOwner;

/* A list of them ends with GH_ADD_END.
 * @path: (nullable): what the row edits, or what an expander or widget shows; of the part that is
 *   shown where it begins with a dot
 * @title: (nullable): of a group, example or expander
 * @text: (nullable): what is said of it
 * @preset: of GH_ADD_PRESET
 * @new_widget: of GH_ADD_WIDGET, and of an expander of its own kind
 * @new_part_widget: the same of what is about the part that is shown, or about the whole study, "$"
 * @owner: which have it
 * @is_main: of a group that is called as the part itself where there are several */
typedef struct
{
  GhAddition kind;
  const char *path;
  const char *title;
  const char *text;
  GhPresetKind preset;
  GtkWidget *(*new_widget) (GhDocument *document);
  GtkWidget *(*new_part_widget) (GhDocument *document, const char *part);
  GhOwner owner;
  gboolean is_main;
} GhEntry;

/* What a page of rows is of.
 * @entries: of the study
 * @part_entries: of the part that is shown
 * @part_count: of them
 * @lists: %NULL-terminated paths of the lists of parts, to which the chooser leads
 * @new_chooser: of the part that is shown, a GhPartChooser
 * @get_owner: which kind of part a path is of
 * @format_name: what a part is called above its groups, free with g_free(); %NULL where it is the
 *   only one */
typedef struct
{
  const GhEntry *entries;
  const GhEntry *part_entries;
  guint part_count;
  const char *const *lists;
  GtkWidget *(*new_chooser) (GhDocument *document);
  GhOwner (*get_owner) (const char *part);
  char *(*format_name) (const GhStudy *study, const char *part);
} GhEntryList;

/* What households and fleets have alike. */
#define GH_ENTRIES_OF_PLACE                                                                \
  { GH_ADD_PRESET, .title = N_ ("Town"), .preset = GH_PRESET_PLACE },                      \
      { GH_ADD_EXPANDER, "$.location", N_ ("Place"),                                       \
        N_ ("Where the sun stands, and when it is midnight.") },                           \
      { GH_ADD_BEHIND, "$.location.latitude" }, { GH_ADD_BEHIND, "$.location.longitude" }, \
  {                                                                                        \
    GH_ADD_BEHIND, "$.location.time_zone"                                                  \
  }

#define GH_ENTRIES_OF_WEATHER                                                                \
  { GH_ADD_ROW, "$.weather.clearness" },                                                     \
      { GH_ADD_EXPANDER, "$.weather", N_ ("Measured weather"),                               \
        N_ ("Instead of a calculated sky.") },                                               \
      { GH_ADD_BEHIND, "$.weather.file" }, { GH_ADD_BEHIND, "$.weather.ghi_w_m2" },          \
      { GH_ADD_BEHIND, "$.weather.dni_w_m2" }, { GH_ADD_BEHIND, "$.weather.dhi_w_m2" },      \
      { GH_ADD_BEHIND, "$.weather.temperature_c" }, { GH_ADD_BEHIND, "$.weather.wind_m_s" }, \
      { GH_ADD_BEHIND, "$.weather.albedo" },                                                 \
  {                                                                                          \
    GH_ADD_BEHIND, "$.weather.transposition"                                                 \
  }

#define GH_ENTRIES_OF_CARBON                                                                  \
  { GH_ADD_RIGHT, .title = N_ ("Carbon") }, { GH_ADD_ROW, "$.emissions.marginal_g_per_kwh" }, \
      { GH_ADD_ROW, "$.emissions.long_run_marginal_g_per_kwh" },                              \
      { GH_ADD_ROW, "$.emissions.average_g_per_kwh" },                                        \
      { GH_ADD_ROW, "$.emissions.price_per_tonne" },                                          \
  {                                                                                           \
    GH_ADD_ROW, "$.emissions.plan_on"                                                         \
  }

#define GH_ENTRIES_OF_TAX                                                                      \
  { GH_ADD_BEHIND, "$.finance.vat_rate" }, { GH_ADD_BEHIND, "$.finance.capex_vat" },           \
      { GH_ADD_BEHIND, "$.finance.vat_reclaimed" }, { GH_ADD_BEHIND, "$.finance.rates" },      \
      { GH_ADD_BEHIND, "$.finance.inflation" },                                                \
      { GH_ADD_EXPANDER, "$.finance.grant", .new_widget = gh_grant_expander_new },             \
      { GH_ADD_BEHIND, "$.finance.grant.amount" }, { GH_ADD_BEHIND, "$.finance.grant.share" }, \
      { GH_ADD_BEHIND, "$.finance.grant.most" },                                               \
  {                                                                                            \
    GH_ADD_BEHIND, "$.finance.grant.scope"                                                     \
  }

extern const GhEntryList gh_home_entries;
extern const GhEntryList gh_depot_entries;

G_END_DECLS
