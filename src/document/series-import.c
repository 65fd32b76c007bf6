/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "emission-columns.h"
#include "errors.h"
#include "record-path.h"
#include "series-import-private.h"
#include "series-proposal.h"
#include "series-slots.h"

/* What looking at the file takes of the way to its numbers. */
#define LOOKED 0.95
/* What telling what it holds takes of looking at it. */
#define TOLD 0.05

G_DEFINE_FINAL_TYPE (GhSeriesImport, gh_series_import, GH_TYPE_FILE_IMPORT)

static void begin_reading (GhSeriesImport *import, double begin);

/**
 * gh_series_import_get_study:
 * @import: an import
 *
 * Returns: (transfer none): what is to be filled
 */
const GhStudy *
gh_series_import_get_study (GhSeriesImport *import)
{
  return gh_document_get_study (gh_file_import_get_document (GH_FILE_IMPORT (import)));
}

static const char *
get_zone_name (GhSeriesImport *import)
{
  const GhStudy *study = gh_series_import_get_study (import);

  return study->location != NULL ? study->location->time_zone : NULL;
}

static void
set_option_text (GhSeriesImport *import, const char *name, const char *text)
{
  g_autofree char *path = g_strconcat ("$.", name, NULL);
  GhPlace place;

  if (!gh_place_find (&gh_series_file_table, import->options, path, FALSE, &place))
    return;
  if (text != NULL)
    gh_place_set_text (&place, text);
  else
    gh_place_clear (&place);
}

static void
set_option_number (GhSeriesImport *import, const char *name, double number)
{
  g_autofree char *path = g_strconcat ("$.", name, NULL);
  GhPlace place;

  if (!gh_place_find (&gh_series_file_table, import->options, path, FALSE, &place))
    return;
  if (isnan (number))
    gh_place_clear (&place);
  else
    gh_place_set_number (&place, number);
}

/* What a person would most likely choose. */
static void
choose_options (GhSeriesImport *import)
{
  const GhStudy *study = gh_series_import_get_study (import);
  const GhMarketPrice *market = gh_series_slot_get_market (study, import->path);
  g_autofree char *name = g_path_get_basename (gh_file_import_get_file (GH_FILE_IMPORT (import)));

  import->multiply = market != NULL ? market->multiply : 1.0;
  import->add = market != NULL ? market->add : 0.0;
  gh_record_free (&gh_series_file_table, import->options);
  import->options = gh_series_propose (import->table, study, import->path, name, &import->column);
}

/**
 * gh_series_import_find_column:
 * @import: an import
 *
 * Returns: (transfer none) (nullable): the column that is taken; %NULL until the file has been
 *   looked at
 */
const GhImportColumn *
gh_series_import_find_column (GhSeriesImport *import)
{
  return import->table != NULL && import->column < import->table->columns->len
             ? g_ptr_array_index (import->table->columns, import->column)
             : NULL;
}

/* What the worker gets, apart from what it alone uses meanwhile: the reader. */
typedef struct
{
  GhSeriesReader *reader;
  GhSeriesSpec *spec;
  const GhAttribute *attribute;
  char *path;
  GhFindings *findings;
  GPtrArray *others; /* (element-type GhOtherRate) */
} Work;

static void
free_other (gpointer data)
{
  GhOtherRate *other = data;

  g_free (other->path);
  gh_series_spec_free (other->spec);
  g_free (other);
}

static void
free_work (gpointer data)
{
  Work *work = data;

  gh_series_spec_free (work->spec);
  gh_findings_free (work->findings);
  g_clear_pointer (&work->others, g_ptr_array_unref);
  g_free (work->path);
  g_free (work);
}

static void
free_table (gpointer data)
{
  gh_import_free (data);
}

/* The file is read with the reader of the columns, which keeps it. */
static gpointer
look (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  const Work *order = data;
  GhProgress reading = gh_progress_part (progress, 0.0, 1.0 - TOLD);
  GhProgress telling = gh_progress_part (progress, 1.0 - TOLD, 1.0);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  const GhTable *table;

  if (!gh_series_reader_get_table (order->reader, order->spec->file, "$", findings, &reading,
                                   &table, error))
    return NULL;
  if (table != NULL)
    return gh_import_new (table, NULL, &telling, error);
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, gh_findings_get (findings, 0)->message);
  return NULL;
}

/* Those that cannot be read are left out: nobody asked for them. */
static gboolean
read_others (const Work *order, Work *work, const GhProgress *progress, GError **error)
{
  work->others = g_ptr_array_new_with_free_func (free_other);
  for (guint i = 0; order->others != NULL && i < order->others->len; i++)
    {
      const GhOtherRate *asked = g_ptr_array_index (order->others, i);
      g_autoptr (GhFindings) quiet = gh_findings_new ();
      GhOtherRate *other = g_new0 (GhOtherRate, 1);
      other->path = g_strdup (asked->path);
      other->spec = gh_series_spec_copy (asked->spec);
      g_ptr_array_add (work->others, other);
      if (!gh_series_reader_read (order->reader, other->spec,
                                  gh_series_slot_find_attribute (other->path), other->path, quiet,
                                  progress, error))
        return FALSE;
      if (other->spec->resolved == NULL)
        g_ptr_array_remove_index (work->others, work->others->len - 1);
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): the work with its numbers and findings */
static gpointer
read_column (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  const Work *order = data;
  Work *work = g_new0 (Work, 1);

  work->spec = gh_series_spec_copy (order->spec);
  work->findings = gh_findings_new ();
  if (gh_series_reader_read (order->reader, work->spec, order->attribute, order->path,
                             work->findings, progress, error)
      && read_others (order, work, progress, error))
    return work;
  free_work (work);
  return NULL;
}

static void
take_table (GhFileImport *file_import, gpointer table, const GError *error)
{
  GhSeriesImport *import = GH_SERIES_IMPORT (file_import);

  import->table = table;
  if (table == NULL)
    {
      gh_file_import_set_error (file_import, error->message);
      return;
    }
  if (import->path == NULL)
    import->path = gh_series_propose_path (table, gh_series_import_get_study (import));
  choose_options (import);
  begin_reading (import, LOOKED);
}

/* What is wrong with a column is among its findings. */
static void
take_column (GhFileImport *file_import, gpointer read, const GError *error G_GNUC_UNUSED)
{
  GhSeriesImport *import = GH_SERIES_IMPORT (file_import);
  Work *work = read;

  if (import->again)
    {
      import->again = FALSE;
      begin_reading (import, 0.0);
    }
  else if (work != NULL)
    {
      import->spec = g_steal_pointer (&work->spec);
      g_clear_pointer (&import->others, g_ptr_array_unref);
      import->others = g_steal_pointer (&work->others);
      g_clear_pointer (&import->findings, gh_findings_free);
      import->findings = g_steal_pointer (&work->findings);
    }
  g_clear_pointer (&work, free_work);
}

/* The same file understood in the same way, but for the column: its other kinds of rates. */
static GPtrArray *
list_others (GhSeriesImport *import)
{
  GPtrArray *others = g_ptr_array_new_with_free_func (free_other);
  GhEmissionRate own;
  guint column;

  if (!gh_emission_path_find_rate (import->path, &own)
      || !gh_import_find_rate (gh_series_import_find_column (import) != NULL
                                   ? gh_series_import_find_column (import)->kind
                                   : NULL,
                               &own))
    return others;
  for (GhEmissionRate rate = 0; rate < GH_EMISSION_RATES; rate++)
    if (rate != own && gh_emission_columns_find (import->table, rate, &column))
      {
        const GhImportColumn *found = g_ptr_array_index (import->table->columns, column);
        GhOtherRate *other = g_new0 (GhOtherRate, 1);
        GhPlace place;
        other->path = gh_emission_path_new (rate);
        other->spec = g_new0 (GhSeriesSpec, 1);
        other->spec->form = GH_SERIES_FILE;
        other->spec->file = gh_record_copy (&gh_series_file_table, import->options);
        if (gh_place_find (&gh_series_file_table, other->spec->file, "$.column", FALSE, &place))
          gh_place_set_text (&place, found->name);
        g_ptr_array_add (others, other);
      }
  return others;
}

static Work *
new_work (GhSeriesImport *import)
{
  Work *work = g_new0 (Work, 1);

  work->reader = import->reader;
  work->spec = g_new0 (GhSeriesSpec, 1);
  work->spec->form = GH_SERIES_FILE;
  work->spec->file = gh_record_copy (&gh_series_file_table, import->options);
  return work;
}

/* What is read now; while the file is being read, that is stopped and another reading follows,
 * because both use the reader. */
static void
begin_reading (GhSeriesImport *import, double begin)
{
  static const GhFileReading reading = { read_column, take_column, free_work, free_work };
  const GhImportColumn *column = gh_series_import_find_column (import);
  Work *work;

  g_clear_pointer (&import->spec, gh_series_spec_free);
  g_clear_pointer (&import->others, g_ptr_array_unref);
  if (gh_file_import_is_busy (GH_FILE_IMPORT (import)))
    {
      import->again = TRUE;
      gh_file_import_stop_reading (GH_FILE_IMPORT (import));
      return;
    }
  set_option_text (import, "column", column != NULL ? column->name : NULL);
  work = new_work (import);
  work->attribute = gh_series_slot_find_attribute (import->path);
  work->path = g_strdup (import->path);
  work->others = list_others (import);
  gh_file_import_begin (GH_FILE_IMPORT (import), &reading, work, begin, 1.0);
}

static void
option_changed (GhSeriesImport *import)
{
  if (import->table == NULL)
    return;
  begin_reading (import, 0.0);
  gh_file_import_tell (GH_FILE_IMPORT (import));
}

static void
gh_series_import_finalize (GObject *object)
{
  GhSeriesImport *import = GH_SERIES_IMPORT (object);

  gh_import_free (import->table);
  gh_record_free (&gh_series_file_table, import->options);
  gh_series_reader_free (import->reader);
  gh_series_spec_free (import->spec);
  g_clear_pointer (&import->others, g_ptr_array_unref);
  gh_findings_free (import->findings);
  g_free (import->path);
  G_OBJECT_CLASS (gh_series_import_parent_class)->finalize (object);
}

static void
gh_series_import_class_init (GhSeriesImportClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gh_series_import_finalize;
}

static void
gh_series_import_init (GhSeriesImport *import)
{
  import->options = gh_record_new (&gh_series_file_table);
  import->findings = gh_findings_new ();
  import->multiply = 1.0;
  import->takes_others = TRUE;
}

/**
 * gh_series_import_new:
 * @document: what is to be filled; referenced
 * @path: (nullable): of the series or price, as gh_series_slots_list() lists them; %NULL to let
 *   the file tell
 * @file: path of the file
 *
 * Begins to read a file in a thread. Each column is read once more when an option changes; the
 * file itself only when the change is about its times. It lives until it has been read, or until
 * gh_file_import_stop().
 *
 * Returns: (transfer full): the import, busy
 */
GhSeriesImport *
gh_series_import_new (GhDocument *document, const char *path, const char *file)
{
  static const GhFileReading reading = { look, take_table, free_work, free_table };
  GhSeriesImport *import = g_object_new (GH_TYPE_SERIES_IMPORT, NULL);
  g_autofree char *whole = g_canonicalize_filename (file, NULL);
  g_autofree char *folder = g_path_get_dirname (whole);
  g_autofree char *name = g_path_get_basename (whole);

  gh_file_import_set_source (GH_FILE_IMPORT (import), document, whole);
  import->path = g_strdup (path);
  import->reader = gh_series_reader_new (gh_document_get_study (document), folder);
  set_option_text (import, "file", name);
  set_option_text (import, "time_zone", get_zone_name (import));
  set_option_number (import, "stamps", GH_TABLE_STAMPS_AUTO);
  gh_file_import_begin (GH_FILE_IMPORT (import), &reading, new_work (import), 0.0, LOOKED);
  return import;
}

/**
 * gh_series_import_get_path:
 * @import: an import
 *
 * Returns: (transfer none) (nullable): of what is filled; %NULL until the file has told
 */
const char *
gh_series_import_get_path (GhSeriesImport *import)
{
  return import->path;
}

/**
 * gh_series_import_set_path:
 * @import: an import whose file has been looked at
 * @path: as gh_series_slots_list() lists them
 *
 * Fills something else; column, options, tax and fees are chosen anew.
 */
void
gh_series_import_set_path (GhSeriesImport *import, const char *path)
{
  if (g_strcmp0 (import->path, path) == 0 || import->table == NULL)
    return;
  g_free (import->path);
  import->path = g_strdup (path);
  choose_options (import);
  option_changed (import);
}

/**
 * gh_series_import_get_column:
 * @import: an import
 *
 * Returns: which of gh_series_import_list_columns() is taken
 */
guint
gh_series_import_get_column (GhSeriesImport *import)
{
  return import->column;
}

/**
 * gh_series_import_set_column:
 * @import: an import
 * @column: one of gh_series_import_list_columns()
 *
 * Takes another column; where that holds another kind of rates of emissions it goes to the place of
 * its kind.
 */
void
gh_series_import_set_column (GhSeriesImport *import, guint column)
{
  GhEmissionRate rate;

  if (import->column == column)
    return;
  import->column = column;
  set_option_text (import, "unit", NULL);
  if (gh_series_import_find_column (import) != NULL
      && gh_emission_path_find_rate (import->path, &rate)
      && gh_import_find_rate (gh_series_import_find_column (import)->kind, &rate))
    {
      g_free (import->path);
      import->path = gh_emission_path_new (rate);
    }
  option_changed (import);
}

/**
 * gh_series_import_get_options:
 * @import: an import
 *
 * Returns: (transfer none): how the file is understood
 */
const GhSeriesFile *
gh_series_import_get_options (GhSeriesImport *import)
{
  return import->options;
}

/**
 * gh_series_import_set_number:
 * @import: an import
 * @name: "stamps", "scale", "annual_total_kwh" or "year" of #GhSeriesFile
 * @number: what it becomes; NAN for its default
 *
 * Understands the file in another way.
 */
void
gh_series_import_set_number (GhSeriesImport *import, const char *name, double number)
{
  set_option_number (import, name, number);
  option_changed (import);
}

/**
 * gh_series_import_set_text:
 * @import: an import
 * @name: "unit", "time_column" or "time_zone" of #GhSeriesFile
 * @text: (nullable): what it becomes; %NULL for its default
 *
 * Understands the file in another way.
 */
void
gh_series_import_set_text (GhSeriesImport *import, const char *name, const char *text)
{
  set_option_text (import, name, text);
  option_changed (import);
}

/**
 * gh_series_import_get_multiply:
 * @import: an import
 *
 * Returns: what prices of the file are multiplied by
 */
double
gh_series_import_get_multiply (GhSeriesImport *import)
{
  return import->multiply;
}

/**
 * gh_series_import_get_add:
 * @import: an import
 *
 * Returns: what is added to prices of the file, currency per kWh
 */
double
gh_series_import_get_add (GhSeriesImport *import)
{
  return import->add;
}

/**
 * gh_series_import_set_market:
 * @import: an import of a price
 * @multiply: tax: 1.19 for 19 %
 * @add: fees that are added after it, currency per kWh
 *
 * Makes what a household pays of a price on the market.
 */
void
gh_series_import_set_market (GhSeriesImport *import, double multiply, double add)
{
  import->multiply = multiply;
  import->add = add;
  gh_file_import_tell (GH_FILE_IMPORT (import));
}

/**
 * gh_series_import_get_series:
 * @import: an import
 *
 * Returns: (transfer none) (nullable): the numbers on the time axis of the study, in the unit of
 *   the attribute, without taxes and fees; %NULL while busy and where they cannot be had, see
 *   gh_series_import_get_findings()
 */
GhSeries *
gh_series_import_get_series (GhSeriesImport *import)
{
  return import->spec != NULL ? import->spec->resolved : NULL;
}

/**
 * gh_series_import_fill:
 * @study: what is filled
 * @import: a #GhSeriesImport with numbers
 *
 * The edit by which the numbers come into a study.
 */
void
gh_series_import_fill (GhStudy *study, gpointer import)
{
  GhSeriesImport *from = import;

  gh_series_slot_fill (study, from->path, gh_series_spec_copy (from->spec), from->multiply,
                       from->add);
  for (guint i = 0; from->takes_others && from->others != NULL && i < from->others->len; i++)
    {
      const GhOtherRate *other = g_ptr_array_index (from->others, i);
      gh_series_slot_fill (study, other->path, gh_series_spec_copy (other->spec), 1.0, 0.0);
    }
}

/**
 * gh_series_import_get_findings:
 * @import: an import
 *
 * Returns: (transfer none): errors, for which there is no series, and as warnings what was mended,
 *   filled or assumed
 */
const GhFindings *
gh_series_import_get_findings (GhSeriesImport *import)
{
  return import->findings;
}

/**
 * gh_series_import_apply:
 * @import: an import
 *
 * Fills the series of the document with what was read, as one edit.
 *
 * Returns: %FALSE where there are no numbers
 */
gboolean
gh_series_import_apply (GhSeriesImport *import)
{
  if (gh_series_import_get_series (import) == NULL)
    return FALSE;
  g_autofree char *title
      = gh_series_slot_format_title (gh_series_import_get_study (import), import->path);
  gh_document_edit (gh_file_import_get_document (GH_FILE_IMPORT (import)), title, NULL,
                    gh_series_import_fill, import);
  return TRUE;
}
