/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library.h"
#include "record-edit.h"

/* A fleet with three cars - one with a trip, one with two, one without anything but a battery - and
 * one group, as a table. */

/* Columns of the table of vehicles. */
enum
{
  NAME,
  SITE,
  COUNT,
  BATTERY,
  CHARGE_KW,
  DISCHARGE_KW,
  DAYS,
  LEAVE,
  RETURN,
  DISTANCE,
  CONSUMPTION,
  SOC_AT_LEAVE,
  WEAR = 17
};

/* @changes: ::items-changed as "position-removed+added " */
typedef struct
{
  GhLibrary *library;
  GhDocument *document;
  GhRecordRows *rows;
  GString *changes;
} Fixture;

#define ADD_RECORD_TEST(name, of, function) \
  g_test_add (name, Fixture, GINT_TO_POINTER (of), record_set_up, function, record_tear_down)

void record_set_up (Fixture *fixture, gconstpointer data);
void record_tear_down (Fixture *fixture, gconstpointer data);
void assert_text (Fixture *fixture, guint index, guint column, const char *expected);

/* The names of all rows: "Van 1,Van 2". */
void assert_names (Fixture *fixture, const char *expected);

/* @count of them from @first on. */
GArray *numbers (guint first, guint count);

const GhStudy *get_study (Fixture *fixture);
