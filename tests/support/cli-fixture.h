/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

/**
 * CliFixture:
 * @directory: of its own, removed with all in it
 * @study: path of a study in it; written by the test
 * @out: what the last run printed
 * @err: what it printed on standard error
 *
 * The terminal program with a folder to work in.
 */
typedef struct
{
  char *directory;
  char *study;
  char *out;
  char *err;
} CliFixture;

void cli_fixture_set_up (CliFixture *fixture);
void cli_fixture_tear_down (CliFixture *fixture);
int cli_fixture_run (CliFixture *fixture, const char *line);
JsonNode *cli_fixture_parse (const char *text);
