/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on the page Home, in its order. */
#pragma once

#include <gtk/gtk.h>

#include "preset-row.h"

G_BEGIN_DECLS

/* What an entry adds. Groups begin in a column, or in the box of the car or battery that is shown;
 * others go to the last group. */
typedef enum
{
  GH_ADD_LEFT,
  GH_ADD_RIGHT,
  GH_ADD_STORES,
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
 * @path: (nullable): what the row edits, or what an expander or widget shows; of the car or battery
 *   that is shown where it begins with a dot
 * @title: (nullable): of a group, example or expander
 * @text: (nullable): what is said of it
 * @preset: of GH_ADD_PRESET
 * @new_widget: of GH_ADD_WIDGET
 * @new_store_widget: the same of what is about the car or battery that is shown, and of an expander
 *   of its own kind
 * @owner: which have it
 * @is_main: of a group that is called as the car or battery itself where there are several */
typedef struct
{
  GhAddition kind;
  const char *path;
  const char *title;
  const char *text;
  GhPresetKind preset;
  GtkWidget *(*new_widget) (GhDocument *document);
  GtkWidget *(*new_store_widget) (GhDocument *document, const char *store);
  GhOwner owner;
  gboolean is_main;
} GhHomeEntry;

extern const GhHomeEntry gh_home_entries[];
extern const GhHomeEntry gh_home_entries_of_store[];

gboolean gh_home_entry_is_of_store (const GhHomeEntry *entry);

G_END_DECLS
