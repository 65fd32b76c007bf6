/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tariff-import.h"

#include <string.h>

#include "site/fleet-profile.h"
#include "sites.h"
#include "tariff-file.h"
#include "tariff-words.h"
#include "words.h"

/* @read: (nullable): what the file holds, once it has been read
 * @offer: which of its tariffs is chosen
 * @meter: (owned): "$" or the path of a site
 * @path: (owned): of the tariff behind it
 * @preview: (nullable): the study as it would be; %NULL where it may not have such a tariff
 * @findings: what is to be said about the tariff that is chosen */
struct _GhTariffImport
{
  GhFileImport parent_instance;
  char *meter;
  char *path;
  GhTariffFile *read;
  guint offer;
  GhStudy *preview;
  GhFindings *findings;
};

G_DEFINE_FINAL_TYPE (GhTariffImport, gh_tariff_import, GH_TYPE_FILE_IMPORT)

static GhDocument *
get_document (GhTariffImport *import)
{
  return gh_file_import_get_document (GH_FILE_IMPORT (import));
}

static const GhTariffOffer *
get_offer (GhTariffImport *import)
{
  return import->read != NULL ? g_ptr_array_index (import->read->offers, import->offer) : NULL;
}

static void
add_findings (GhFindings *to, const GhFindings *from, const char *prefix)
{
  for (guint i = 0; i < gh_findings_get_count (from); i++)
    {
      const GhFinding *finding = gh_findings_get (from, i);
      if (g_str_has_prefix (finding->path, prefix))
        gh_findings_add (to, finding->severity, finding->path, "%s", finding->message);
    }
}

/* A tariff is not converted: what a currency was worth when is not known. */
static void
compare_currencies (GhTariffImport *import, const GhTariffOffer *offer)
{
  const char *own = gh_document_get_currency (get_document (import));

  if (offer->currency != NULL && g_strcmp0 (offer->currency, own) != 0)
    gh_findings_add (import->findings, GH_SEVERITY_WARNING, "$",
                     _ ("The file counts in %s, the study in %s; the numbers are taken as they "
                        "are."),
                     offer->currency, own);
}

/* The study without the thousands of vehicles that a fleet may have, which no tariff asks for. */
static GhStudy *
copy_light (const GhStudy *study)
{
  GhStudy light = *study;

  if (study->kind == GH_STUDY_FLEET)
    light.vehicles = light.groups = NULL;
  return gh_study_copy (&light);
}

/* The study as it looks from the meter, in the first of its periods. @study: (transfer full) */
static GhStudy *
take_view (GhTariffImport *import, GhStudy *study)
{
  int site = gh_sites_find (study, import->meter);

  if (study->kind != GH_STUDY_FLEET)
    return study;
  GhStudy *view
      = site >= 0 && study->period != NULL ? gh_fleet_new_view (study, (guint) site, 0) : NULL;
  gh_study_free (study);
  return view;
}

/* The study with the tariff, and whether its rules allow it. */
static void
make_preview (GhTariffImport *import)
{
  const GhTariffOffer *offer = get_offer (import);
  g_autoptr (GhFindings) rules = gh_findings_new ();
  g_autoptr (GhStudy) study = copy_light (gh_document_get_study (get_document (import)));
  GhPlace place;

  g_clear_pointer (&import->preview, gh_study_free);
  gh_findings_free (import->findings);
  import->findings = gh_findings_new ();
  if (import->read->needs_choice)
    gh_findings_add (import->findings, GH_SEVERITY_WARNING, "$",
                     _ ("The file does not tell which of its tariffs applies; choose it above."));
  compare_currencies (import, offer);
  add_findings (import->findings, offer->findings, "");
  if (!offer->usable || !gh_place_find (&gh_study_table, study, import->path, TRUE, &place))
    return;
  gh_place_take_pointer (&place, gh_record_copy (&gh_tariff_table, offer->tariff));
  gh_study_validate (study, rules);
  guint errors = gh_findings_count_errors (import->findings);
  add_findings (import->findings, rules, import->path);
  if (gh_findings_count_errors (import->findings) == errors)
    import->preview = take_view (import, g_steal_pointer (&study));
}

static gpointer
read_in_thread (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress G_GNUC_UNUSED,
                GError **error)
{
  return gh_tariff_file_load (data, error);
}

static void
free_file (gpointer data)
{
  gh_tariff_file_free (data);
}

static void
take_read (GhFileImport *file_import, gpointer read, const GError *error)
{
  GhTariffImport *import = GH_TARIFF_IMPORT (file_import);

  import->read = read;
  if (read != NULL)
    make_preview (import);
  else
    gh_file_import_set_error (file_import, error->message);
}

static void
gh_tariff_import_finalize (GObject *object)
{
  GhTariffImport *import = GH_TARIFF_IMPORT (object);

  g_free (import->meter);
  g_free (import->path);
  gh_tariff_file_free (import->read);
  gh_study_free (import->preview);
  gh_findings_free (import->findings);
  G_OBJECT_CLASS (gh_tariff_import_parent_class)->finalize (object);
}

static void
gh_tariff_import_class_init (GhTariffImportClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gh_tariff_import_finalize;
}

static void
gh_tariff_import_init (GhTariffImport *import)
{
  import->findings = gh_findings_new ();
}

/**
 * gh_tariff_import_new:
 * @document: of the study
 * @meter: "$" or the path of a site: whose tariff is to be replaced
 * @file: path of a file of tariffs
 *
 * Begins to read a file in a thread.
 *
 * Returns: (transfer full): the import, busy
 */
GhTariffImport *
gh_tariff_import_new (GhDocument *document, const char *meter, const char *file)
{
  static const GhFileReading reading = { read_in_thread, take_read, g_free, free_file };
  GhTariffImport *import = g_object_new (GH_TYPE_TARIFF_IMPORT, NULL);

  gh_file_import_set_source (GH_FILE_IMPORT (import), document, file);
  import->meter = g_strdup (meter);
  import->path = g_strconcat (meter, ".tariff", NULL);
  gh_file_import_begin (GH_FILE_IMPORT (import), &reading, g_strdup (file), 0.0, 1.0);
  return import;
}

/**
 * gh_tariff_import_get_meter:
 * @import: an import
 *
 * Returns: (transfer none): "$" or the path of the site whose tariff is to be replaced
 */
const char *
gh_tariff_import_get_meter (GhTariffImport *import)
{
  return import->meter;
}

/**
 * gh_tariff_import_list_offers:
 * @import: an import
 *
 * Returns: (transfer full): what the tariffs of the file are called; none while it is read
 */
char **
gh_tariff_import_list_offers (GhTariffImport *import)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; import->read != NULL && i < import->read->offers->len; i++)
    {
      const GhTariffOffer *offer = g_ptr_array_index (import->read->offers, i);
      g_autofree char *number = g_strdup_printf (_ ("Tariff %u"), i + 1);
      g_strv_builder_add (names,
                          offer->name != NULL && *offer->name != '\0' ? offer->name : number);
    }
  return g_strv_builder_end (names);
}

/**
 * gh_tariff_import_get_offer:
 * @import: an import
 *
 * Returns: which of the tariffs is chosen, from 0 on
 */
guint
gh_tariff_import_get_offer (GhTariffImport *import)
{
  return import->offer;
}

/**
 * gh_tariff_import_set_offer:
 * @import: an import that has been read
 * @offer: one that gh_tariff_import_list_offers() lists
 *
 * Chooses another tariff of the file.
 */
void
gh_tariff_import_set_offer (GhTariffImport *import, guint offer)
{
  if (import->read == NULL || offer >= import->read->offers->len || offer == import->offer)
    return;
  import->offer = offer;
  make_preview (import);
  gh_file_import_tell (GH_FILE_IMPORT (import));
}

/* A line that the file may not have. */
static void
insert_line (GPtrArray *lines, guint *at, const char *title, const char *text)
{
  GhTariffLine *line;

  if (text == NULL || *text == '\0')
    return;
  line = g_new (GhTariffLine, 1);
  *line = (GhTariffLine){ g_strdup (title), g_strdup (text) };
  g_ptr_array_insert (lines, (int) (*at)++, line);
}

/**
 * gh_tariff_import_describe:
 * @import: an import
 *
 * Returns: (transfer full) (element-type GhTariffLine) (nullable): what was understood of the
 *   tariff that is chosen, line by line; %NULL while there is none
 */
GPtrArray *
gh_tariff_import_describe (GhTariffImport *import)
{
  const GhTariffOffer *offer = get_offer (import);
  guint at = 0;

  if (offer == NULL)
    return NULL;
  GPtrArray *lines = gh_tariff_describe (
      offer->tariff,
      offer->currency != NULL ? offer->currency : gh_document_get_currency (get_document (import)));
  insert_line (lines, &at, _ ("Kind of file"), import->read->format);
  insert_line (lines, &at, _ ("Name"), offer->name);
  insert_line (lines, &at, _ ("Utility"), offer->provider);
  insert_line (lines, &at, _ ("Details"), offer->details);
  return lines;
}

/**
 * gh_tariff_import_get_preview:
 * @import: an import
 *
 * Returns: (transfer none) (nullable): the study as it would be, until something else is chosen;
 *   %NULL where no study may have the tariff
 */
const GhStudy *
gh_tariff_import_get_preview (GhTariffImport *import)
{
  return import->preview;
}

/**
 * gh_tariff_import_get_findings:
 * @import: an import
 *
 * Returns: (transfer none): what is lost or left out of the tariff that is chosen
 */
const GhFindings *
gh_tariff_import_get_findings (GhTariffImport *import)
{
  return import->findings;
}

/**
 * gh_tariff_import_apply:
 * @import: an import
 *
 * Replaces the tariff of the meter by the one that is chosen, as one edit.
 *
 * Returns: whether there is one that the study may have
 */
gboolean
gh_tariff_import_apply (GhTariffImport *import)
{
  if (import->preview == NULL)
    return FALSE;
  gh_document_take_pointer (get_document (import), import->path,
                            gh_record_copy (&gh_tariff_table, get_offer (import)->tariff));
  return TRUE;
}
