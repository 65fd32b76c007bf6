/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-import.h"

#include <math.h>

#include "emission-columns.h"
#include "record-path.h"
#include "series-file.h"
#include "series-proposal.h"
#include "series-slots.h"
#include "table-import.h"
#include "words.h"

/* @path: (nullable): of what is filled, %NULL until the file tells what it holds
 * @table: (nullable): what the file holds, once it has been looked at
 * @options: how it is understood; its file without the folder, which is nobody's business
 * @spec: (nullable): what becomes of it: a copy of @options with its numbers
 * @findings: what is to be said about @spec
 * @others: (nullable) (element-type Other): with @spec, the other kinds of rates in the file
 * @takes_others: whether these are filled as well
 * @again: an option has changed while a job is at work
 * @stopped: nobody wants to know any more */
struct _GhSeriesImport
{
  GObject parent_instance;
  GhDocument *document;
  char *file;
  char *path;
  GhImport *table;
  char *error;
  GhSeriesFile *options;
  guint column;
  double multiply;
  double add;
  GhSeriesReader *reader;
  GhSeriesSpec *spec;
  GhFindings *findings;
  GhJob *job;
  GPtrArray *others;
  gboolean takes_others;
  gboolean again;
  gboolean stopped;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhSeriesImport, gh_series_import, G_TYPE_OBJECT)

static void begin_reading (GhSeriesImport *import);

static void
tell (GhSeriesImport *import)
{
  g_signal_emit (import, signals[SIGNAL_CHANGED], 0);
}

static const char *
get_zone_name (GhSeriesImport *import)
{
  const GhStudy *study = gh_document_get_study (import->document);

  return study->location != NULL ? study->location->time_zone : NULL;
}

static GTimeZone *
get_zone (GhSeriesImport *import)
{
  GTimeZone *zone = gh_time_zone_find (get_zone_name (import));

  return zone != NULL ? zone : g_time_zone_new_utc ();
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
  const GhStudy *study = gh_document_get_study (import->document);
  const GhMarketPrice *market = gh_series_slot_get_market (study, import->path);
  g_autofree char *name = g_path_get_basename (import->file);

  import->multiply = market != NULL ? market->multiply : 1.0;
  import->add = market != NULL ? market->add : 0.0;
  gh_record_free (&gh_series_file_table, import->options);
  import->options = gh_series_propose (import->table, study, import->path, name, &import->column);
}

static GhImportColumn *
get_column (GhSeriesImport *import)
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
  GPtrArray *others; /* (element-type Other) */
} Work;

/* Rates of emissions of another kind that the file holds as well. */
typedef struct
{
  char *path;
  GhSeriesSpec *spec;
} Other;

static void
free_other (gpointer data)
{
  Other *other = data;

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

/* @data: from new_look() */
static gpointer
look (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  char **order = data;

  return gh_import_file (order[0], NULL, order[1], progress, error);
}

/* Those that cannot be read are left out: nobody asked for them. */
static gboolean
read_others (const Work *order, Work *work, const GhProgress *progress, GError **error)
{
  work->others = g_ptr_array_new_with_free_func (free_other);
  for (guint i = 0; order->others != NULL && i < order->others->len; i++)
    {
      const Other *asked = g_ptr_array_index (order->others, i);
      g_autoptr (GhFindings) quiet = gh_findings_new ();
      Other *other = g_new0 (Other, 1);
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
follow_progress (GhSeriesImport *import, GhJob *job)
{
  g_set_object (&import->job, job);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (tell), import, G_CONNECT_SWAPPED);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GhSeriesImport) import = data;
  g_autoptr (GError) error = NULL;

  import->table = gh_job_run_finish (GH_JOB (source), result, &error);
  g_clear_object (&import->job);
  if (import->stopped)
    return;
  if (import->table == NULL)
    import->error = g_strdup (error->message);
  else
    {
      if (import->path == NULL)
        import->path
            = gh_series_propose_path (import->table, gh_document_get_study (import->document));
      choose_options (import);
      begin_reading (import);
    }
  tell (import);
}

static void
column_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GhSeriesImport) import = data;
  Work *work = gh_job_run_finish (GH_JOB (source), result, NULL);

  g_clear_object (&import->job);
  if (import->again && !import->stopped)
    {
      import->again = FALSE;
      begin_reading (import);
    }
  else if (work != NULL && !import->stopped)
    {
      import->spec = g_steal_pointer (&work->spec);
      g_clear_pointer (&import->others, g_ptr_array_unref);
      import->others = g_steal_pointer (&work->others);
      g_clear_pointer (&import->findings, gh_findings_free);
      import->findings = g_steal_pointer (&work->findings);
    }
  g_clear_pointer (&work, free_work);
  tell (import);
}

/* The same file understood in the same way, but for the column: its other kinds of rates. */
static GPtrArray *
list_others (GhSeriesImport *import)
{
  GPtrArray *others = g_ptr_array_new_with_free_func (free_other);
  GhEmissionRate own;
  guint column;

  if (!gh_emission_path_find_rate (import->path, &own)
      || !gh_import_find_rate (get_column (import) != NULL ? get_column (import)->kind : NULL,
                               &own))
    return others;
  for (GhEmissionRate rate = 0; rate < GH_EMISSION_RATES; rate++)
    if (rate != own && gh_emission_columns_find (import->table, rate, &column))
      {
        const GhImportColumn *found = g_ptr_array_index (import->table->columns, column);
        Other *other = g_new0 (Other, 1);
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

/* What is read now; while a job is at work, that is stopped and another follows, because both use
 * the reader. */
static void
begin_reading (GhSeriesImport *import)
{
  Work *work;
  g_autoptr (GhJob) job = NULL;

  g_clear_pointer (&import->spec, gh_series_spec_free);
  g_clear_pointer (&import->others, g_ptr_array_unref);
  if (import->job != NULL)
    {
      import->again = TRUE;
      gh_job_stop (import->job);
      return;
    }
  set_option_text (import, "column",
                   get_column (import) != NULL ? get_column (import)->name : NULL);
  job = gh_job_new (_ ("Reading"));
  work = g_new0 (Work, 1);
  work->reader = import->reader;
  work->attribute = gh_series_slot_find_attribute (import->path);
  work->path = g_strdup (import->path);
  work->spec = g_new0 (GhSeriesSpec, 1);
  work->spec->form = GH_SERIES_FILE;
  work->spec->file = gh_record_copy (&gh_series_file_table, import->options);
  work->others = list_others (import);
  follow_progress (import, job);
  gh_job_run_async (job, read_column, work, free_work, free_work, column_read_cb,
                    g_object_ref (import));
}

static void
option_changed (GhSeriesImport *import)
{
  if (import->table == NULL)
    return;
  begin_reading (import);
  tell (import);
}

static void
gh_series_import_finalize (GObject *object)
{
  GhSeriesImport *import = GH_SERIES_IMPORT (object);

  g_object_unref (import->document);
  gh_import_free (import->table);
  gh_record_free (&gh_series_file_table, import->options);
  gh_series_reader_free (import->reader);
  gh_series_spec_free (import->spec);
  g_clear_pointer (&import->others, g_ptr_array_unref);
  gh_findings_free (import->findings);
  g_free (import->file);
  g_free (import->path);
  g_free (import->error);
  G_OBJECT_CLASS (gh_series_import_parent_class)->finalize (object);
}

static void
gh_series_import_class_init (GhSeriesImportClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gh_series_import_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_series_import_init (GhSeriesImport *import)
{
  import->options = gh_record_new (&gh_series_file_table);
  import->findings = gh_findings_new ();
  import->multiply = 1.0;
  import->takes_others = TRUE;
}

/* What the worker gets to look at the file: its path and the time zone to read it in. */
static char **
new_look (GhSeriesImport *import)
{
  g_autoptr (GStrvBuilder) order = g_strv_builder_new ();

  g_strv_builder_add (order, import->file);
  if (get_zone_name (import) != NULL)
    g_strv_builder_add (order, get_zone_name (import));
  return g_strv_builder_end (order);
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
 * gh_series_import_stop().
 *
 * Returns: (transfer full): the import, busy
 */
GhSeriesImport *
gh_series_import_new (GhDocument *document, const char *path, const char *file)
{
  GhSeriesImport *import = g_object_new (GH_TYPE_SERIES_IMPORT, NULL);
  g_autoptr (GhJob) job = gh_job_new (_ ("Reading"));

  import->document = g_object_ref (document);
  import->file = g_canonicalize_filename (file, NULL);
  import->path = g_strdup (path);
  g_autofree char *folder = g_path_get_dirname (import->file);
  g_autofree char *name = g_path_get_basename (import->file);
  import->reader = gh_series_reader_new (gh_document_get_study (document), folder);
  set_option_text (import, "file", name);
  follow_progress (import, job);
  gh_job_run_async (job, look, new_look (import), (GDestroyNotify) g_strfreev,
                    (GDestroyNotify) gh_import_free, looked_cb, g_object_ref (import));
  return import;
}

/**
 * gh_series_import_stop:
 * @import: an import that nobody wants any more
 *
 * Stops reading; nothing changes any more.
 */
void
gh_series_import_stop (GhSeriesImport *import)
{
  import->stopped = TRUE;
  if (import->job != NULL)
    gh_job_stop (import->job);
}

/**
 * gh_series_import_get_error:
 * @import: an import
 *
 * Returns: (transfer none) (nullable): why the file cannot be read at all
 */
const char *
gh_series_import_get_error (GhSeriesImport *import)
{
  return import->error;
}

/**
 * gh_series_import_is_busy:
 * @import: an import
 *
 * Returns: whether the file is being read
 */
gboolean
gh_series_import_is_busy (GhSeriesImport *import)
{
  return import->job != NULL;
}

/**
 * gh_series_import_get_fraction:
 * @import: an import
 *
 * Returns: how much of what it is busy with is done, 0 to 1
 */
double
gh_series_import_get_fraction (GhSeriesImport *import)
{
  return import->job != NULL ? gh_job_get_fraction (import->job) : 1.0;
}

/**
 * gh_series_import_get_document:
 * @import: an import
 *
 * Returns: (transfer none): what is to be filled
 */
GhDocument *
gh_series_import_get_document (GhSeriesImport *import)
{
  return import->document;
}

/**
 * gh_series_import_format_file:
 * @import: an import
 *
 * Returns: (transfer full): what the file is called, without its folder
 */
char *
gh_series_import_format_file (GhSeriesImport *import)
{
  return g_filename_display_basename (import->file);
}

/**
 * gh_series_import_format_table:
 * @import: an import
 *
 * Returns: (transfer full) (nullable): what was found in the file: rows, range, step; %NULL until
 *   it has been looked at
 */
char *
gh_series_import_format_table (GhSeriesImport *import)
{
  g_autoptr (GTimeZone) zone = get_zone (import);

  return import->table != NULL ? gh_series_format_table (import->table, zone) : NULL;
}

/**
 * gh_series_import_list_columns:
 * @import: an import
 *
 * Returns: (transfer full): the columns of numbers by their headings, in the order of the file;
 *   empty until it has been looked at
 */
char **
gh_series_import_list_columns (GhSeriesImport *import)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; import->table != NULL && i < import->table->columns->len; i++)
    g_strv_builder_add (names,
                        ((GhImportColumn *) g_ptr_array_index (import->table->columns, i))->name);
  return g_strv_builder_end (names);
}

/**
 * gh_series_import_names_offsets:
 * @import: an import
 *
 * Returns: whether the times of the file name their offset, so that the time zone does not matter
 */
gboolean
gh_series_import_names_offsets (GhSeriesImport *import)
{
  return import->table != NULL && import->table->names_offsets;
}

/**
 * gh_series_import_get_column_unit:
 * @import: an import
 *
 * Returns: (transfer none): the unit in the heading of the column, "" where it names none
 */
const char *
gh_series_import_get_column_unit (GhSeriesImport *import)
{
  return get_column (import) != NULL ? get_column (import)->unit : "";
}

/**
 * gh_series_import_is_weather:
 * @import: an import
 *
 * Returns: whether the file is known as one of weather, so that it can be taken as a whole
 */
gboolean
gh_series_import_is_weather (GhSeriesImport *import)
{
  return import->table != NULL && import->table->format != NULL
         && g_str_equal (import->table->kind, "weather");
}

/**
 * gh_series_import_describe_column:
 * @import: an import
 *
 * Returns: (transfer full) (nullable): which kind of rates of emissions the column holds, where the
 *   file tells
 */
char *
gh_series_import_describe_column (GhSeriesImport *import)
{
  GhEmissionRate rate;

  if (get_column (import) == NULL || !gh_import_find_rate (get_column (import)->kind, &rate))
    return NULL;
  return g_strdup_printf (_ ("Its rates are %s"), gh_emission_rate_get_word (rate));
}

/**
 * gh_series_import_describe_others:
 * @import: an import
 *
 * Returns: (transfer full) (nullable): what else of the file goes into the study with
 *   gh_series_import_apply(): its other kinds of rates of emissions; %NULL where there is nothing
 */
char *
gh_series_import_describe_others (GhSeriesImport *import)
{
  GString *text = g_string_new (NULL);
  GhEmissionRate rate;

  for (guint i = 0; import->others != NULL && i < import->others->len; i++)
    {
      const Other *other = g_ptr_array_index (import->others, i);
      if (gh_emission_path_find_rate (other->path, &rate))
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? ", " : "",
                                gh_emission_rate_get_word (rate), other->spec->file->column);
    }
  return g_string_free (text, text->len == 0);
}

/**
 * gh_series_import_get_takes_others:
 * @import: an import
 *
 * Returns: whether gh_series_import_describe_others() is filled as well
 */
gboolean
gh_series_import_get_takes_others (GhSeriesImport *import)
{
  return import->takes_others;
}

/**
 * gh_series_import_set_takes_others:
 * @import: an import
 * @takes_others: whether gh_series_import_describe_others() is filled as well
 */
void
gh_series_import_set_takes_others (GhSeriesImport *import, gboolean takes_others)
{
  import->takes_others = takes_others;
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
  if (get_column (import) != NULL && gh_emission_path_find_rate (import->path, &rate)
      && gh_import_find_rate (get_column (import)->kind, &rate))
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
  tell (import);
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

static void
fill (GhStudy *study, gpointer data)
{
  GhSeriesImport *import = data;

  gh_series_slot_fill (study, import->path, gh_series_spec_copy (import->spec), import->multiply,
                       import->add);
  for (guint i = 0; import->takes_others && import->others != NULL && i < import->others->len; i++)
    {
      const Other *other = g_ptr_array_index (import->others, i);
      gh_series_slot_fill (study, other->path, gh_series_spec_copy (other->spec), 1.0, 0.0);
    }
}

/**
 * gh_series_import_make_shown:
 * @import: an import
 *
 * Returns: (transfer full) (nullable): the numbers as the study will use them: prices with taxes
 *   and fees; %NULL where there are none
 */
GhSeries *
gh_series_import_make_shown (GhSeriesImport *import)
{
  GhSeries *series = gh_series_import_get_series (import);

  if (series == NULL || g_strcmp0 (gh_series_slot_get_kind (import->path), "price") != 0)
    return series != NULL ? gh_series_ref (series) : NULL;
  gsize count = gh_series_get_count (series);
  double *paid = g_new (double, count);
  for (gsize i = 0; i < count; i++)
    paid[i] = gh_series_get_values (series)[i] * import->multiply + import->add;
  return gh_series_new_take (paid, count);
}

/**
 * gh_series_import_describe:
 * @import: an import
 *
 * Returns: (transfer full) (nullable): what the numbers come to in the study, as
 *   gh_series_slot_describe() tells it; %NULL where there are none
 */
char *
gh_series_import_describe (GhSeriesImport *import)
{
  g_autoptr (GhStudy) draft = NULL;

  if (gh_series_import_get_series (import) == NULL)
    return NULL;
  draft = gh_study_copy (gh_document_get_study (import->document));
  fill (draft, import);
  return gh_series_slot_describe (draft, import->path);
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
      = gh_series_slot_format_title (gh_document_get_study (import->document), import->path);
  gh_document_edit (import->document, title, NULL, fill, import);
  return TRUE;
}
