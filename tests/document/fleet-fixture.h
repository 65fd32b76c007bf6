/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document-fleet.h"
#include "library.h"

/* A document of the fleet of fleet-study.h in a library of its own.
 * @planned: how often it was planned */
typedef struct
{
  GhLibrary *library;
  GhDocument *document;
  guint planned;
} FleetFixture;

void fleet_set_up (FleetFixture *fixture, gconstpointer data);
void fleet_tear_down (FleetFixture *fixture, gconstpointer data);
void wait_until (FleetFixture *fixture, gboolean (*done) (GhDocument *));
gboolean is_idle (GhDocument *document);
void remove_folder (const char *folder);
