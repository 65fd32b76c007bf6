/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vehicles or groups of a study as a list of rows that follows it. A row stays the same object
 * while its record is edited, so that a table keeps its place, its order and what is selected. */
#include "record-rows.h"

#include <math.h>
#include <string.h>

#include "list-match.h"
#include "site/vehicle-rows.h"

/* @number: of a column of numbers
 * @text: (owned) (nullable): of another; compared byte by byte
 * @is_known: whether it was found out since the last edit */
typedef struct
{
  double number;
  char *text;
  gboolean is_known;
} SortKey;

/* @words: (owned) (nullable): of the cells, once it was searched
 * @keys: (owned) (nullable) (element-type SortKey): by column, once it was sorted */
struct _GhRecordRow
{
  GObject parent_instance;
  GhRecordRows *rows;
  gconstpointer record;
  guint index;
  char *words;
  GArray *keys;
};

/* @document: (owned)
 * @currency: (owned): of the titles of @columns
 * @columns: (owned) (element-type GhRecordColumn)
 * @list: (element-type GhRecordRow): in the order of the study
 * @faults: (nullable): what is wrong with vehicles
 * @findings: (element-type guint GhFinding): the first of each row that has any */
struct _GhRecordRows
{
  GObject parent_instance;
  GhDocument *document;
  GhRecordsOf of;
  char *currency;
  GPtrArray *columns;
  GPtrArray *list;
  GhRowFaults *faults;
  GHashTable *findings;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhRecordRow, gh_record_row, G_TYPE_OBJECT)

/* After an edit of its record. */
static void
forget_texts (GhRecordRow *row)
{
  g_clear_pointer (&row->words, g_free);
  g_clear_pointer (&row->keys, g_array_unref);
}

static void
gh_record_row_finalize (GObject *object)
{
  forget_texts (GH_RECORD_ROW (object));
  G_OBJECT_CLASS (gh_record_row_parent_class)->finalize (object);
}

static void
gh_record_row_class_init (GhRecordRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gh_record_row_finalize;
}

static void
gh_record_row_init (GhRecordRow *row)
{
}

static GType
gh_record_rows_get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return GH_TYPE_RECORD_ROW;
}

static guint
gh_record_rows_get_n_items (GListModel *model)
{
  return GH_RECORD_ROWS (model)->list->len;
}

static gpointer
gh_record_rows_get_item (GListModel *model, guint position)
{
  GhRecordRows *rows = GH_RECORD_ROWS (model);

  return position < rows->list->len ? g_object_ref (g_ptr_array_index (rows->list, position))
                                    : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = gh_record_rows_get_item_type;
  interface->get_n_items = gh_record_rows_get_n_items;
  interface->get_item = gh_record_rows_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhRecordRows, gh_record_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
gh_record_rows_dispose (GObject *object)
{
  GhRecordRows *rows = GH_RECORD_ROWS (object);

  /* A row may be held for longer by a widget that is going. */
  for (guint i = 0; i < rows->list->len; i++)
    {
      GhRecordRow *row = g_ptr_array_index (rows->list, i);
      row->rows = NULL;
    }
  g_ptr_array_set_size (rows->list, 0);
  g_clear_object (&rows->document);
  G_OBJECT_CLASS (gh_record_rows_parent_class)->dispose (object);
}

static void
gh_record_rows_finalize (GObject *object)
{
  GhRecordRows *rows = GH_RECORD_ROWS (object);

  g_ptr_array_unref (rows->list);
  g_free (rows->currency);
  g_clear_pointer (&rows->columns, g_ptr_array_unref);
  g_hash_table_unref (rows->findings);
  gh_row_faults_free (rows->faults);
  G_OBJECT_CLASS (gh_record_rows_parent_class)->finalize (object);
}

static void
gh_record_rows_class_init (GhRecordRowsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_record_rows_dispose;
  G_OBJECT_CLASS (class)->finalize = gh_record_rows_finalize;
  /* After every edit of the study, when the list is as it is: texts and findings of rows that stay
   * may be others. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_record_rows_init (GhRecordRows *rows)
{
  rows->list = g_ptr_array_new_with_free_func (g_object_unref);
  rows->findings = g_hash_table_new (NULL, NULL);
}

static GPtrArray *
get_records (GhRecordRows *rows)
{
  return gh_records_get_list (gh_document_get_study (rows->document), rows->of);
}

static GhRecordRow *
new_row (GhRecordRows *rows, gconstpointer record)
{
  GhRecordRow *row = g_object_new (GH_TYPE_RECORD_ROW, NULL);

  row->rows = rows;
  row->record = record;
  return row;
}

/* Errors before warnings, and the first of them. */
static void
note_finding (GhRecordRows *rows, guint index, const GhFinding *finding)
{
  const GhFinding *there = g_hash_table_lookup (rows->findings, GUINT_TO_POINTER (index));

  if (there == NULL || finding->severity < there->severity)
    g_hash_table_insert (rows->findings, GUINT_TO_POINTER (index), (gpointer) finding);
}

/* The study's findings list the first faulty vehicles and count the others; here each has its own.
 */
static void
collect_faults (GhRecordRows *rows)
{
  guint count = rows->list->len, first, found;

  rows->faults = gh_fleet_find_incomplete_rows (gh_document_get_study (rows->document));
  for (guint i = 0; i < count; i++)
    {
      const GhFindings *findings = gh_row_faults_get_findings (rows->faults, i, &first, &found);
      for (guint k = 0; k < found; k++)
        note_finding (rows, i, gh_findings_get (findings, first + k));
    }
}

/* What is told of each row. */
static void
collect_findings (GhRecordRows *rows)
{
  const GhFindings *findings = gh_document_get_findings (rows->document);
  g_autofree char *prefix = g_strdup_printf ("$.%s", gh_records_get_key (rows->of));
  gboolean any = FALSE;

  g_hash_table_remove_all (rows->findings);
  g_clear_pointer (&rows->faults, gh_row_faults_free);
  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    {
      const GhFinding *finding = gh_findings_get (findings, i);
      if (!g_str_has_prefix (finding->path, prefix))
        continue;
      any = TRUE;
      if (rows->of == GH_RECORDS_GROUPS && finding->path[strlen (prefix)] == '[')
        note_finding (rows,
                      (guint) g_ascii_strtoull (finding->path + strlen (prefix) + 1, NULL, 10),
                      finding);
    }
  if (any && rows->of == GH_RECORDS_VEHICLES)
    collect_faults (rows);
}

static GhRecordRow *
get_row (const GPtrArray *list, guint index)
{
  return g_ptr_array_index (list, index);
}

static GPtrArray *
match_rows (GhRecordRows *rows, const GPtrArray *before, const GPtrArray *records)
{
  g_autoptr (GPtrArray) old = g_ptr_array_sized_new (before->len);
  guint count = records != NULL ? records->len : 0;
  GPtrArray *list = g_ptr_array_new_full (count, g_object_unref);

  for (guint i = 0; i < before->len; i++)
    g_ptr_array_add (old, (gpointer) get_row (before, i)->record);
  g_autoptr (GArray) matches = gh_list_match (old, records);
  for (guint i = 0; i < count; i++)
    {
      int match = g_array_index (matches, int, i);
      g_ptr_array_add (list, match >= 0 ? g_object_ref (get_row (before, (guint) match))
                                        : new_row (rows, g_ptr_array_index (records, i)));
    }
  return list;
}

static void
number_rows (GhRecordRows *rows, const GPtrArray *records)
{
  for (guint i = 0; i < rows->list->len; i++)
    {
      GhRecordRow *row = get_row (rows->list, i);
      gconstpointer record = g_ptr_array_index (records, i);
      if (row->record != record)
        forget_texts (row);
      row->record = record;
      row->index = i;
    }
}

/* Tells what is between the rows that are the same at both ends. */
static void
tell_of_rows (GhRecordRows *rows, const GPtrArray *before)
{
  guint least = MIN (before->len, rows->list->len), head = 0, tail = 0;

  while (head < least && get_row (before, head) == get_row (rows->list, head))
    head++;
  while (tail < least - head
         && get_row (before, before->len - 1 - tail)
                == get_row (rows->list, rows->list->len - 1 - tail))
    tail++;
  g_list_model_items_changed (G_LIST_MODEL (rows), head, before->len - head - tail,
                              rows->list->len - head - tail);
}

/* Rows that are gone are still asked for their texts while widgets let go of them. */
static void
let_go (const GPtrArray *before)
{
  for (guint i = 0; i < before->len; i++)
    get_row (before, i)->rows = NULL;
}

/* Titles have units, some of which are the currency. */
static void
follow_currency (GhRecordRows *rows)
{
  const char *currency = gh_document_get_currency (rows->document);

  if (g_strcmp0 (currency, rows->currency) == 0)
    return;
  g_free (rows->currency);
  rows->currency = g_strdup (currency);
  g_clear_pointer (&rows->columns, g_ptr_array_unref);
  rows->columns = gh_record_columns_new (rows->of, currency);
}

static void
edited_cb (GhRecordRows *rows)
{
  const GPtrArray *records = get_records (rows);
  guint count = records != NULL ? records->len : 0;

  follow_currency (rows);
  if (count == rows->list->len)
    {
      number_rows (rows, records);
      collect_findings (rows);
    }
  else
    {
      g_autoptr (GPtrArray) before = rows->list;
      rows->list = match_rows (rows, before, records);
      let_go (before);
      for (guint i = 0; i < count; i++)
        get_row (rows->list, i)->rows = rows;
      number_rows (rows, records);
      collect_findings (rows);
      tell_of_rows (rows, before);
    }
  g_signal_emit (rows, signals[SIGNAL_CHANGED], 0);
}

/**
 * gh_record_rows_new:
 * @document: a document of a fleet; referenced
 * @of: which list
 *
 * Returns: (transfer full): its rows, which follow the document and emit ::changed after every edit
 */
GhRecordRows *
gh_record_rows_new (GhDocument *document, GhRecordsOf of)
{
  GhRecordRows *rows = g_object_new (GH_TYPE_RECORD_ROWS, NULL);

  rows->document = g_object_ref (document);
  rows->of = of;
  edited_cb (rows);
  g_signal_connect_object (document, "edited", G_CALLBACK (edited_cb), rows, G_CONNECT_SWAPPED);
  return rows;
}

/**
 * gh_record_rows_get_document:
 * @rows: rows
 *
 * Returns: (transfer none): what they are of
 */
GhDocument *
gh_record_rows_get_document (GhRecordRows *rows)
{
  return rows->document;
}

/**
 * gh_record_rows_get_of:
 * @rows: rows
 *
 * Returns: which list they are
 */
GhRecordsOf
gh_record_rows_get_of (GhRecordRows *rows)
{
  return rows->of;
}

/**
 * gh_record_rows_count_columns:
 * @rows: rows
 *
 * Returns: how many columns there are
 */
guint
gh_record_rows_count_columns (GhRecordRows *rows)
{
  return rows->columns->len;
}

/**
 * gh_record_rows_get_column:
 * @rows: rows
 * @column: which
 *
 * Returns: (transfer none): a column
 */
const GhRecordColumn *
gh_record_rows_get_column (GhRecordRows *rows, guint column)
{
  return g_ptr_array_index (rows->columns, column);
}

/**
 * gh_record_rows_count_found:
 * @rows: rows
 *
 * Returns: how many of them have something to be told of
 */
guint
gh_record_rows_count_found (GhRecordRows *rows)
{
  return g_hash_table_size (rows->findings);
}

/**
 * gh_record_row_get_index:
 * @row: a row
 *
 * Returns: its place in the study
 */
guint
gh_record_row_get_index (GhRecordRow *row)
{
  return row->index;
}

/**
 * gh_record_row_get_record:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): the vehicle or group, valid until the next edit; %NULL of a
 *   row that is gone
 */
gconstpointer
gh_record_row_get_record (GhRecordRow *row)
{
  return row->rows != NULL ? row->record : NULL;
}

/**
 * gh_record_row_get_title:
 * @row: a row
 * @column: which cell
 *
 * Returns: (transfer none): the title of the column, with its unit
 */
const char *
gh_record_row_get_title (GhRecordRow *row, guint column)
{
  return row->rows != NULL ? gh_record_rows_get_column (row->rows, column)->title : "";
}

/**
 * gh_record_row_get_text:
 * @row: a row
 * @column: which cell
 *
 * Returns: (transfer full): the text of a cell, without its unit
 */
char *
gh_record_row_get_text (GhRecordRow *row, guint column)
{
  if (row->rows == NULL)
    return g_strdup ("");
  return gh_record_column_get_text (gh_record_rows_get_column (row->rows, column),
                                    gh_records_get_table (row->rows->of), row->record,
                                    gh_document_get_currency (row->rows->document));
}

/* What a cell of numbers is sorted by; infinity for nothing, which comes last. */
static double
get_number (GhRecordRow *row, guint column)
{
  double number = gh_record_column_get_number (gh_record_rows_get_column (row->rows, column),
                                               gh_records_get_table (row->rows->of), row->record);

  return isnan (number) ? INFINITY : number;
}

static char *
make_text_key (GhRecordRow *row, guint column)
{
  g_autofree char *text = gh_record_row_get_text (row, column);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_utf8_collate_key_for_filename (folded, -1);
}

static void
clear_key (gpointer data)
{
  g_free (((SortKey *) data)->text);
}

/* Found out when the row is first sorted by the column. */
static const SortKey *
get_key (GhRecordRow *row, guint column)
{
  SortKey *key;

  if (row->keys == NULL)
    {
      row->keys = g_array_new (FALSE, TRUE, sizeof (SortKey));
      g_array_set_clear_func (row->keys, clear_key);
      g_array_set_size (row->keys, row->rows->columns->len);
    }
  key = &g_array_index (row->keys, SortKey, column);
  if (key->is_known)
    return key;
  if (gh_record_column_is_number (gh_record_rows_get_column (row->rows, column)))
    key->number = get_number (row, column);
  else
    key->text = make_text_key (row, column);
  key->is_known = TRUE;
  return key;
}

/**
 * gh_record_row_compare:
 * @row: a row
 * @other: another of the same table
 * @column: what they are sorted by
 *
 * Returns: below 0 where @row comes first, above 0 where @other does: by numbers, texts by the
 *   alphabet and numbers in them by their size. Of numbers, nothing comes last. 0 too for rows
 *   that are gone.
 */
int
gh_record_row_compare (GhRecordRow *row, GhRecordRow *other, guint column)
{
  const SortKey *key, *second;

  if (row->rows == NULL || other->rows == NULL)
    return 0;
  key = get_key (row, column);
  second = get_key (other, column);
  if (key->text != NULL)
    return strcmp (key->text, second->text);
  return (key->number > second->number) - (key->number < second->number);
}

/* All texts of the row, made when it is first searched and again after an edit. */
static const char *
get_words (GhRecordRow *row)
{
  g_autoptr (GString) all = NULL;

  if (row->words != NULL || row->rows == NULL)
    return row->words != NULL ? row->words : "";
  all = g_string_new (NULL);
  for (guint i = 0; i < row->rows->columns->len; i++)
    if (gh_record_rows_get_column (row->rows, i)->is_shown)
      {
        g_autofree char *text = gh_record_row_get_text (row, i);
        g_string_append (all, text);
        g_string_append_c (all, '\n');
      }
  row->words = g_utf8_casefold (all->str, -1);
  return row->words;
}

/**
 * gh_record_row_matches:
 * @row: a row
 * @words: (array zero-terminated=1): each folded with g_utf8_casefold()
 *
 * Returns: whether every word is somewhere in the cells of its usual columns
 */
gboolean
gh_record_row_matches (GhRecordRow *row, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (get_words (row), words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * gh_record_row_get_finding:
 * @row: a row
 * @severity: (out): how bad it is
 *
 * Returns: (transfer none) (nullable): the worst that is told of the row, without its path
 */
const char *
gh_record_row_get_finding (GhRecordRow *row, GhSeverity *severity)
{
  const GhFinding *finding
      = row->rows != NULL ? g_hash_table_lookup (row->rows->findings, GUINT_TO_POINTER (row->index))
                          : NULL;

  if (finding == NULL)
    return NULL;
  *severity = finding->severity;
  return finding->message;
}
