/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real bills that come from files, and the table to write them into. */
#include "bill-import.h"

#include <math.h>

#include "errors.h"
#include "file-writing.h"
#include "market/bill-check.h"
#include "number-text.h"
#include "real-bill.h"
#include "words.h"

/* The first bytes of a file, in which a table shows what it is. */
#define HEAD_BYTES 65536
/* A bill of a hundred years with a hundred items is smaller. */
#define MOST_BYTES (8 << 20)

/* @entries: (element-type GhBilledEntry)
 * @rows: (element-type GhBillImportRow)
 * @bill: (nullable): what it will be held against, which names the items; of @results
 * @results: (nullable) */
struct _GhBillImport
{
  GhDocument *document;
  GPtrArray *entries;
  GPtrArray *rows;
  GhFindings *findings;
  GhResults *results;
  const GhBill *bill;
};

/**
 * gh_bill_file_is_bill:
 * @path: of a file
 *
 * Tells by the beginning of a file whether it is the table of a real bill.
 *
 * Returns: %FALSE also for a file that cannot be read
 */
gboolean
gh_bill_file_is_bill (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autofree char *head = g_malloc (HEAD_BYTES);
  gsize length = 0;

  return stream != NULL
         && g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD_BYTES, &length, NULL, NULL)
         && length > 0 && gh_real_bill_is_table (head, length);
}

static void
free_row (gpointer data)
{
  GhBillImportRow *row = data;

  g_free (row->title);
  g_free (row->meaning);
  g_free (row);
}

/* What a line will be compared with; as the bill names it where there is one. */
static const char *
find_name (const GhBillImport *import, const GhBilledEntry *entry)
{
  const char *name = import->bill != NULL ? gh_bill_find_name (import->bill, entry->item) : NULL;

  return name != NULL ? name : entry->item;
}

static char *
describe_item (const GhBillImport *import, const char *item, guint lines)
{
  const char *name = import->bill != NULL ? gh_bill_find_name (import->bill, item) : NULL;
  g_autofree char *count = g_strdup_printf (ngettext ("%u line", "%u lines", lines), lines);

  if (import->bill == NULL)
    return g_steal_pointer (&count);
  if (name == NULL)
    return g_strdup_printf (_ ("%s; the tariff has nothing of that name"), count);
  if (g_str_equal (name, "total"))
    return g_strdup_printf (_ ("%s; the whole month"), count);
  for (guint i = 0; i < import->bill->items->len; i++)
    {
      const GhBillItem *found = g_ptr_array_index (import->bill->items, i);
      if (g_str_equal (found->name, name))
        return g_strdup_printf (_ ("%s; compared with “%s”"), count, found->title);
    }
  return g_strdup_printf (_ ("%s; compared with all items of this kind"), count);
}

static void
make_rows (GhBillImport *import)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (guint));

  for (guint i = 0; i < import->entries->len; i++)
    {
      const GhBilledEntry *entry = g_ptr_array_index (import->entries, i);
      guint r = 0;
      while (r < import->rows->len
             && g_strcmp0 (((GhBillImportRow *) g_ptr_array_index (import->rows, r))->title,
                           entry->item)
                    != 0)
        r++;
      if (r == import->rows->len)
        {
          GhBillImportRow *new_row = g_new0 (GhBillImportRow, 1);
          new_row->title = g_strdup (entry->item);
          g_ptr_array_add (import->rows, new_row);
          g_array_set_size (lines, r + 1);
        }
      ((GhBillImportRow *) g_ptr_array_index (import->rows, r))->amount += entry->amount;
      g_array_index (lines, guint, r)++;
    }
  for (guint r = 0; r < import->rows->len; r++)
    {
      GhBillImportRow *row = g_ptr_array_index (import->rows, r);
      row->meaning = describe_item (import, row->title, g_array_index (lines, guint, r));
    }
}

static gboolean
is_small (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  if (info == NULL || g_file_info_get_size (info) <= MOST_BYTES)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("The file is too large for a bill."));
  return FALSE;
}

/**
 * gh_bill_import_new:
 * @document: the study that the bill is of
 * @path: of the file
 * @error: set when it cannot be read or nothing of it is a bill
 *
 * Reads a real bill.
 *
 * Returns: (transfer full) (nullable): what was understood
 */
GhBillImport *
gh_bill_import_new (GhDocument *document, const char *path, GError **error)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  GhResults *results = gh_document_get_results (document);
  GPtrArray *entries = is_small (path, error) ? gh_real_bill_load (path, findings, error) : NULL;

  if (entries == NULL)
    return NULL;
  GhBillImport *import = g_new0 (GhBillImport, 1);
  import->document = g_object_ref (document);
  import->entries = entries;
  import->rows = g_ptr_array_new_with_free_func (free_row);
  import->findings = g_steal_pointer (&findings);
  if (results != NULL)
    {
      import->results = gh_results_ref (results);
      import->bill = gh_results_get_bill (results, GH_STRATEGY_UNMANAGED);
    }
  make_rows (import);
  return import;
}

/**
 * gh_bill_import_free:
 * @import: (transfer full) (nullable): what was understood
 *
 * Forgets it.
 */
void
gh_bill_import_free (GhBillImport *import)
{
  if (import == NULL)
    return;
  g_object_unref (import->document);
  g_ptr_array_unref (import->entries);
  g_ptr_array_unref (import->rows);
  gh_findings_free (import->findings);
  g_clear_pointer (&import->results, gh_results_unref);
  g_free (import);
}

static int
get_month (const GhBilledEntry *entry)
{
  int year, month, day;

  gh_date_to_civil (entry->month, &year, &month, &day);
  return year * 12 + month - 1;
}

static char *
format_month (int month)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (month / 12, month % 12 + 1, 1, 0, 0, 0.0);

  return g_date_time_format (day, "%OB %Y");
}

/**
 * gh_bill_import_format_months:
 * @import: what was understood
 *
 * Returns: (transfer full): from which month to which it is, and of how many it has lines
 */
char *
gh_bill_import_format_months (const GhBillImport *import)
{
  g_autoptr (GHashTable) months = g_hash_table_new (NULL, NULL);
  int first = G_MAXINT, last = 0;

  for (guint i = 0; i < import->entries->len; i++)
    {
      int month = get_month (g_ptr_array_index (import->entries, i));
      g_hash_table_add (months, GINT_TO_POINTER (month));
      first = MIN (first, month);
      last = MAX (last, month);
    }
  guint count = g_hash_table_size (months);
  g_autofree char *from = format_month (first), *to = format_month (last);
  return count == 1
             ? g_steal_pointer (&from)
             : g_strdup_printf (ngettext ("%s to %s, %u month", "%s to %s, %u months", count), from,
                                to, count);
}

/**
 * gh_bill_import_format_sum:
 * @import: what was understood
 *
 * Returns: (transfer full): what its lines come to, those that are totals and the others apart
 */
char *
gh_bill_import_format_sum (const GhBillImport *import)
{
  const char *currency = gh_document_get_currency (import->document);
  double totals = 0.0, items = 0.0;
  guint total_count = 0;

  for (guint i = 0; i < import->entries->len; i++)
    {
      const GhBilledEntry *entry = g_ptr_array_index (import->entries, i);
      gboolean is_total = g_ascii_strcasecmp (find_name (import, entry), "total") == 0;
      totals += is_total ? entry->amount : 0.0;
      items += is_total ? 0.0 : entry->amount;
      total_count += is_total ? 1 : 0;
    }
  g_autofree char *of_items = gh_money_format (items, currency, 2);
  g_autofree char *of_totals = gh_money_format (totals, currency, 2);
  if (total_count == 0)
    return g_steal_pointer (&of_items);
  if (total_count == import->entries->len)
    return g_steal_pointer (&of_totals);
  return g_strdup_printf (_ ("%s of items, %s of totals"), of_items, of_totals);
}

/**
 * gh_bill_import_get_rows:
 * @import: what was understood
 *
 * Returns: (transfer none) (element-type GhBillImportRow): its items, in their order
 */
const GPtrArray *
gh_bill_import_get_rows (const GhBillImport *import)
{
  return import->rows;
}

/**
 * gh_bill_import_get_findings:
 * @import: what was understood
 *
 * Returns: (transfer none): what was not
 */
const GhFindings *
gh_bill_import_get_findings (const GhBillImport *import)
{
  return import->findings;
}

/* Items go by the names that files have, so that a study means the same in every language. */
static void
keep (GhStudy *study, gpointer data)
{
  const GhBillImport *import = data;
  GPtrArray *list = g_ptr_array_new ();
  GhPlace place;

  for (guint i = 0; i < import->entries->len; i++)
    {
      GhBilledEntry *entry
          = gh_record_copy (&gh_billed_entry_table, g_ptr_array_index (import->entries, i));
      const char *name = find_name (import, entry);
      if (name != entry->item)
        {
          g_free (entry->item);
          entry->item = g_strdup (name);
        }
      g_ptr_array_add (list, entry);
    }
  if (gh_place_find (&gh_study_table, study, "$.real_bill", TRUE, &place))
    gh_place_take_pointer (&place, list);
}

/**
 * gh_bill_import_apply:
 * @import: what was understood
 *
 * Keeps the bill with the study, in place of an earlier one; that can be undone.
 */
void
gh_bill_import_apply (GhBillImport *import)
{
  gh_document_edit (import->document, _ ("Real bill"), NULL, keep, import);
}

/**
 * gh_document_remove_real_bill:
 * @document: a document
 *
 * Takes the real bill out of the study; that can be undone.
 */
void
gh_document_remove_real_bill (GhDocument *document)
{
  gh_document_clear (document, "$.real_bill");
}

/**
 * gh_document_save_bill_template:
 * @document: a document with results
 * @strategy: whose bill
 * @path: where it goes
 * @error: set when it cannot be written, or the bill is not there yet
 *
 * Writes the calculated bill as real ones are read: the table to put one's own numbers into.
 *
 * Returns: whether it was written
 */
gboolean
gh_document_save_bill_template (GhDocument *document, GhStrategy strategy, const char *path,
                                GError **error)
{
  const GhBill *bill = gh_results_get_bill (gh_document_get_results (document), strategy);
  g_autoptr (GError) write_error = NULL;

  if (bill == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_BUSY, _ ("The bill is still being made up."));
      return FALSE;
    }
  g_autofree char *text = gh_real_bill_to_csv (bill);
  if (gh_file_write (path, text, -1, &write_error))
    return TRUE;
  g_autofree char *name = g_filename_display_name (path);
  g_set_error (error, GH_ERROR, GH_ERROR_IO, _ ("%s could not be written: %s"), name,
               write_error->message);
  return FALSE;
}
