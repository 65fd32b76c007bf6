/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of tariffs, known by what is in them. */
#include "tariff-file.h"

#include <string.h>

#include "errors.h"
#include "formats/json-tree.h"
#include "json-writer.h"
#include "record-json.h"
#include "study-json.h"
#include "tariff-readers.h"
#include "text-decoding.h"
#include "words.h"

/* What the beginning of such a file has all of. */
static const char *const marks[][3] = {
  { "energyratestructure\"", NULL, NULL },
  { "energyratestructure\\\"", NULL, NULL },
  { "demandratestructure\"", NULL, NULL },
  { "\"schedule\"", "\"tariffs\"", "\"dow_mask\"" },
  { "\"grid_fee\"", "\"commodity_charge", NULL },
  { "Billing Period", "Excluding Start Time", "Weekday?" },
};

static void
free_offer (gpointer data)
{
  GhTariffOffer *offer = data;

  g_free (offer->name);
  g_free (offer->provider);
  g_free (offer->details);
  g_free (offer->currency);
  if (offer->tariff != NULL)
    gh_record_free (&gh_tariff_table, offer->tariff);
  gh_findings_free (offer->findings);
  g_free (offer);
}

/* Within the reader: adds an empty tariff. */
GhTariffOffer *
gh_tariff_offer_new (GhTariffFile *file)
{
  GhTariffOffer *offer = g_new0 (GhTariffOffer, 1);

  offer->tariff = gh_record_new (&gh_tariff_table);
  offer->findings = gh_findings_new ();
  g_ptr_array_add (file->offers, offer);
  return offer;
}

static gboolean
read_json (const char *text, gsize length, GhTariffFile *file, GError **error)
{
  static const struct
  {
    gboolean (*matches) (JsonNode *root);
    gboolean (*read) (JsonNode *root, GhTariffFile *file, GError **error);
    const char *format;
  } readers[] = { { gh_urdb_matches, gh_urdb_read, N_ ("OpenEI Utility Rate Database") },
                  { gh_tariff_acn_matches, gh_tariff_acn_read, N_ ("ACN tariff by time of use") },
                  { gh_price_sheet_matches, gh_price_sheet_read, N_ ("SpiceEV price sheet") } };
  JsonNode *root = gh_json_tree_read (text, length, NULL, error);
  gboolean read = FALSE;
  gsize i = 0;

  if (root == NULL)
    return FALSE;
  while (i < G_N_ELEMENTS (readers) && !readers[i].matches (root))
    i++;
  if (i < G_N_ELEMENTS (readers))
    {
      file->format = _ (readers[i].format);
      read = readers[i].read (root, file, error);
    }
  else
    g_set_error_literal (
        error, GH_ERROR, GH_ERROR_INVALID,
        _ ("This is JSON, but no tariff: neither of the Utility Rate Database, nor "
           "of ACN, nor a SpiceEV price sheet."));
  json_node_unref (root);
  return read;
}

/**
 * gh_tariff_file_recognise:
 * @head: (array length=length): the beginning of a file
 * @length: in bytes
 *
 * Tells by what is in it whether a file is one of tariffs, without reading it.
 *
 * Returns: whether gh_tariff_file_read() may be able to read it
 */
gboolean
gh_tariff_file_recognise (const char *head, gsize length)
{
  g_autoptr (GPtrArray) repairs = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *owned = NULL;
  gsize decoded;
  const char *text = gh_text_decode (head, length, &decoded, &owned, repairs, NULL, NULL);

  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (marks); i++)
    {
      guint found = 0;
      while (found < G_N_ELEMENTS (marks[i]) && marks[i][found] != NULL
             && g_strstr_len (text, (gssize) decoded, marks[i][found]) != NULL)
        found++;
      if (found == G_N_ELEMENTS (marks[i]) || marks[i][found] == NULL)
        return TRUE;
    }
  return FALSE;
}

/* A study that is read has every number in its range; a tariff from elsewhere goes the same way. */
static void
check_offer (GhTariffOffer *offer)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gh_tariff_to_json (offer->tariff, &error);
  JsonNode *node = text != NULL ? gh_json_tree_read (text, strlen (text), NULL, &error) : NULL;
  g_autoptr (GString) path = g_string_new ("$.tariff");
  GhRecordReader reader = { .findings = offer->findings, .path = path };
  guint before = gh_findings_count_errors (offer->findings);

  if (node == NULL)
    {
      gh_findings_add (offer->findings, GH_SEVERITY_ERROR, "$.tariff", "%s", error->message);
      return;
    }
  gpointer copy = gh_record_new_from_node (&reader, &gh_tariff_table, node);
  json_node_unref (node);
  offer->usable = gh_findings_count_errors (offer->findings) == before;
  if (copy != NULL)
    gh_record_free (&gh_tariff_table, copy);
}

static gboolean
read_offers (const char *text, gsize length, GhTariffFile *file, GError **error)
{
  gsize at = 0;
  gboolean read;

  while (at < length && g_ascii_isspace (text[at]))
    at++;
  if (at == length || strchr ("{[\"", text[at]) != NULL)
    read = read_json (text, length, file, error);
  else
    {
      file->format = _ ("DER-VET tariff");
      read = gh_tariff_dervet_read (text, length, file, error);
    }
  for (guint i = 0; read && i < file->offers->len; i++)
    check_offer (g_ptr_array_index (file->offers, i));
  return read;
}

/**
 * gh_tariff_file_read:
 * @data: (array length=length): what is in the file
 * @length: in bytes
 * @error: set when it holds no tariff, in one sentence
 *
 * Reads tariffs: of the OpenEI Utility Rate Database (an answer of the service with its items, a
 * bare rate, or either as a JSON string within JSON), of DER-VET and StorageVET as a table, of ACN
 * by time of use, or grid fees of a SpiceEV price sheet.
 *
 * Returns: (transfer full) (nullable): what it holds
 */
GhTariffFile *
gh_tariff_file_read (const char *data, gsize length, GError **error)
{
  g_autoptr (GPtrArray) repairs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GhTariffFile) file = g_new0 (GhTariffFile, 1);
  g_autofree char *owned = NULL;
  gsize decoded;
  const char *text = gh_text_decode (data, length, &decoded, &owned, repairs, NULL, error);

  file->offers = g_ptr_array_new_with_free_func (free_offer);
  if (text == NULL)
    {
      g_prefix_error (error, _ ("The file "));
      return NULL;
    }
  return read_offers (text, decoded, file, error) ? g_steal_pointer (&file) : NULL;
}

/**
 * gh_tariff_file_load:
 * @path: of the file
 * @error: set when the file cannot be read or holds no tariff
 *
 * Reads tariffs from a file; see gh_tariff_file_read().
 *
 * Returns: (transfer full) (nullable): what it holds
 */
GhTariffFile *
gh_tariff_file_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) read_error = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &read_error))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_IO, "%s", read_error->message);
      return NULL;
    }
  if (length > GH_STUDY_BYTES_MAX)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("%s is larger than 256 MiB."), path);
      return NULL;
    }
  return gh_tariff_file_read (text, length, error);
}

/**
 * gh_tariff_file_free:
 * @file: (transfer full) (nullable): what was read
 *
 * Frees it with the tariffs that were not taken.
 */
void
gh_tariff_file_free (GhTariffFile *file)
{
  if (file == NULL)
    return;
  g_clear_pointer (&file->offers, g_ptr_array_unref);
  g_free (file);
}

/**
 * gh_tariff_offer_take:
 * @offer: one that has its tariff
 *
 * Returns: (transfer full): the tariff, to be freed as a record of #gh_tariff_table
 */
GhTariff *
gh_tariff_offer_take (GhTariffOffer *offer)
{
  return g_steal_pointer (&offer->tariff);
}

/**
 * gh_tariff_to_json:
 * @tariff: a tariff
 * @error: set when a number is not finite
 *
 * Returns: (transfer full) (nullable): it as the member "tariff" of a study holds it
 */
char *
gh_tariff_to_json (const GhTariff *tariff, GError **error)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  gh_json_writer_begin_object (writer, NULL);
  if (!gh_record_write_members (writer, &gh_tariff_table, tariff, utc, NULL, error))
    return NULL;
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}
