/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "find-widget.h"
#include "window.h"

/* A window on a library in a folder of its own. @folder is emptied at the end. */
typedef struct
{
  char *folder;
  char *library;
  GhWindow *window;
} Fixture;

/* Without a library, not shown. */
GhWindow *new_window (void);
void open_window (Fixture *fixture);
void close_window (Fixture *fixture);
/* A window on the study of the first start, of a month only: March, which is planned at once. */
void set_up_window (Fixture *fixture, gconstpointer data);
/* The same of a whole year, in hours: for what counts months, or looks at work that is going on. */
void set_up_year (Fixture *fixture, gconstpointer data);
/* A window as a person sees it first, with a study of a year of
 * quarter hours. */
void set_up_first_start (Fixture *fixture, gconstpointer data);
void tear_down_window (Fixture *fixture, gconstpointer data);

/* Until the main loop has nothing more to do at once: all rows are built. */
void settle (void);
/* Until no job is at work and what followed has been shown. */
void wait_for_jobs (void);
/* Until the plan is that of the study as it is now. */
void wait_for_plan (Fixture *fixture);

GhDocument *get_document (Fixture *fixture);
/* An edit that makes a study of a year one of March. */
void shorten_study (GhStudy *study, gpointer data);
/* By accessible name; there must be one. Rows are opened where it is behind one. */
GtkWidget *find (Fixture *fixture, GType type, const char *name);
GtkWidget *find_below (GtkWidget *root, GType type, const char *name);
/* All that are below @widget. */
void open_rows (GtkWidget *widget);
void press (GtkWidget *button);
void activate (Fixture *fixture, const char *action, const char *target);
char *write_in_folder (Fixture *fixture, const char *name, const char *text);

#define ADD_WINDOW_TEST(path, func) \
  g_test_add (path, Fixture, NULL, set_up_window, func, tear_down_window)
#define ADD_YEAR_TEST(path, func) \
  g_test_add (path, Fixture, NULL, set_up_year, func, tear_down_window)
#define ADD_FIRST_START_TEST(path, func) \
  g_test_add (path, Fixture, NULL, set_up_first_start, func, tear_down_window)

/* Runs the tests that have been added, within an application. */
int run_window_tests (void);
