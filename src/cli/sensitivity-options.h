/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli.h"
#include "study/break-even.h"

G_BEGIN_DECLS

/* What results are printed as. */
typedef enum
{
  GH_SENSITIVITY_TEXT,
  GH_SENSITIVITY_JSON,
  GH_SENSITIVITY_CSV
} GhSensitivityFormat;

/**
 * GhSensitivityOptions:
 * @inputs: (owned) (nullable): as given, each NAME, NAME=LOW:HIGH, NAME=FROM:TO:COUNT or NAME=A,B,C
 * @strategy_word: (owned) (nullable): as given
 * @against_word: (owned) (nullable): as given
 * @measure_word: (owned) (nullable): as given
 * @format_word: (owned) (nullable): as given
 * @bracket: whether the year is run first, so that only what comes true counts
 * @measure: what is looked at
 * @question: what is asked, where the study does not say: V2H over smart charging
 * @format: how it is printed
 *
 * What the commands that vary inputs share.
 */
typedef struct
{
  char **inputs;
  char *strategy_word;
  char *against_word;
  char *measure_word;
  char *format_word;
  gboolean bracket;
  GhMeasure measure;
  GhSensitivityQuestion question;
  GhSensitivityFormat format;
} GhSensitivityOptions;

/**
 * GhSensitivityRun:
 * @input: (owned): the study
 * @base: (owned): its plans
 *
 * A study whose inputs are varied, from the terminal.
 */
typedef struct
{
  GhStudyInput input;
  GhSensitivityBase *base;
} GhSensitivityRun;

/**
 * GhInputValues:
 * @input: (owned): an input
 * @values: (owned) (array length=count): what it becomes
 * @count: how many; 0 where none were given
 */
typedef struct
{
  GhSensitivityInput *input;
  double *values;
  guint count;
} GhInputValues;

/* sensitivity-options.c */
gboolean gh_sensitivity_options_parse (GhSensitivityOptions *options, const GOptionEntry *own,
                                       gboolean is_measured, const char *summary, int *argc,
                                       char ***argv);
void gh_sensitivity_options_clear (GhSensitivityOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhSensitivityOptions, gh_sensitivity_options_clear)
GhCliStatus gh_sensitivity_run_begin (GhSensitivityRun *run, GhSensitivityOptions *options,
                                      const char *path);
void gh_sensitivity_run_clear (GhSensitivityRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhSensitivityRun, gh_sensitivity_run_clear)
gboolean gh_input_values_parse (GhInputValues *values, const GhSensitivityBase *base,
                                const char *text, guint usual_count);
void gh_input_values_clear (GhInputValues *values);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhInputValues, gh_input_values_clear)
GArray *gh_sensitivity_options_get_spans (const GhSensitivityOptions *options,
                                          const GhSensitivityBase *base, gboolean searched);

/* sensitivity-table.c */
char *gh_sweep_to_text (const GhSweep *sweep, const GhSensitivityBase *base, GhMeasure measure);
char *gh_tornado_to_text (const GhTornado *tornado);
char *gh_break_evens_to_text (const GPtrArray *searches, const GhSensitivityBase *base);

/* sensitivity-json.c */
char *gh_sweep_to_json (const GhSweep *sweep, const GhSensitivityBase *base, GhMeasure measure);
char *gh_tornado_to_json (const GhTornado *tornado);
char *gh_break_evens_to_json (const GPtrArray *searches, const GhSensitivityBase *base);

G_END_DECLS
