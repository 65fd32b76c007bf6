/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sites of a fleet: where they are, and the edits that add, copy, rename and remove one.
 * Vehicles and groups know their site by its name, which follows. */
#include "sites.h"

#include <string.h>

#include "record-columns.h"
#include "record-path.h"
#include "site/fleet-profile.h"
#include "words.h"

#define SITES "$.sites"
/* Of a first site. */
#define USUAL_LOAD_KW 5.0
#define USUAL_PRICE 0.3

static const GhFleetSite *
get_site (const GhStudy *study, guint index)
{
  return g_ptr_array_index (study->sites, index);
}

/**
 * gh_sites_count:
 * @study: a study
 *
 * Returns: how many sites it has
 */
guint
gh_sites_count (const GhStudy *study)
{
  return study->sites != NULL ? study->sites->len : 0;
}

/**
 * gh_sites_format_path:
 * @index: of a site
 *
 * Returns: (transfer full): its path
 */
char *
gh_sites_format_path (guint index)
{
  return g_strdup_printf (SITES "[%u]", index);
}

/**
 * gh_sites_find:
 * @study: a study
 * @path: (nullable): any path
 *
 * Returns: index of the site that it leads to or into; -1 where there is none
 */
int
gh_sites_find (const GhStudy *study, const char *path)
{
  if (path == NULL || !g_str_has_prefix (path, SITES "["))
    return -1;
  guint64 index = g_ascii_strtoull (path + strlen (SITES "["), NULL, 10);
  return index < gh_sites_count (study) ? (int) index : -1;
}

/**
 * gh_sites_get_name:
 * @study: a study
 * @index: below gh_sites_count()
 *
 * Returns: (transfer none): what a site is called
 */
const char *
gh_sites_get_name (const GhStudy *study, guint index)
{
  const char *name = get_site (study, index)->name;

  return name != NULL && *name != '\0' ? name : _ ("Unnamed");
}

/* Gives the vehicles and groups of one list that are at @from the site @to. @from: %NULL: those
 * that name none */
static void
move_records (GhStudy *study, GhRecordsOf of, const char *from, const char *to)
{
  const GhAttributeTable *table = gh_records_get_table (of);
  GPtrArray *records = gh_records_get_list (study, of);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      gconstpointer record = g_ptr_array_index (records, i);
      const char *site = of == GH_RECORDS_GROUPS ? ((const GhFleetGroup *) record)->site
                                                 : ((const GhVehicle *) record)->site;
      GhPlace place;
      if (g_strcmp0 (site, from) == 0
          && gh_place_find (table, gh_record_own_item (table, records, i), "$.site", TRUE, &place))
        gh_place_set_text (&place, to);
    }
}

static void
move_all (GhStudy *study, const char *from, const char *to)
{
  move_records (study, GH_RECORDS_VEHICLES, from, to);
  move_records (study, GH_RECORDS_GROUPS, from, to);
}

/* "Site 2", or whatever number is free. */
static char *
make_name (const GhStudy *study, const char *stem)
{
  for (guint number = gh_sites_count (study) + 1;; number++)
    {
      char *name = g_strdup_printf ("%s %u", stem, number);
      gboolean taken = FALSE;
      for (guint i = 0; i < gh_sites_count (study); i++)
        taken = taken || g_strcmp0 (get_site (study, i)->name, name) == 0;
      if (!taken)
        return name;
      g_free (name);
    }
}

/* @index: of the site that is copied, renamed or removed
 * @name: that it gets */
typedef struct
{
  guint index;
  const char *name;
} Edit;

static void
set_place (gpointer site, const char *path, gpointer value)
{
  GhPlace place;

  if (gh_place_find (&gh_fleet_site_table, site, path, TRUE, &place))
    gh_place_take_pointer (&place, value);
}

static void
set_name (gpointer site, const char *name)
{
  GhPlace place;

  if (gh_place_find (&gh_fleet_site_table, site, "$.name", TRUE, &place))
    gh_place_set_text (&place, name);
}

/* A site with what it needs to be planned; the tariff is that of the last one. */
static gpointer
new_site (const GhStudy *study)
{
  gpointer site = gh_record_new (&gh_fleet_site_table);
  guint count = gh_sites_count (study);
  const GhTariff *tariff = count > 0 ? get_site (study, count - 1)->tariff : NULL;

  set_place (site, "$.load", gh_series_spec_new_number (USUAL_LOAD_KW));
  if (tariff != NULL)
    set_place (site, "$.tariff", gh_record_copy (&gh_tariff_table, tariff));
  else
    {
      GhPriceSpec *price = g_new0 (GhPriceSpec, 1);
      price->series = gh_series_spec_new_number (USUAL_PRICE);
      set_place (site, "$.tariff.import_price", price);
    }
  return site;
}

/* With a second site those that named none have to name the first. */
static void
insert_site (GhStudy *study, guint index, gpointer site)
{
  GhPlace place;

  if (gh_sites_count (study) == 1)
    move_all (study, NULL, get_site (study, 0)->name);
  if (study->sites == NULL && gh_place_find (&gh_study_table, study, SITES, TRUE, &place))
    gh_place_take_pointer (&place, g_ptr_array_new ());
  g_ptr_array_insert (study->sites, (int) index, site);
}

static void
add_site (GhStudy *study, gpointer data G_GNUC_UNUSED)
{
  g_autofree char *name = make_name (study, _ ("Site"));
  gpointer site = new_site (study);

  set_name (site, name);
  insert_site (study, gh_sites_count (study), site);
}

/**
 * gh_document_add_site:
 * @document: a document of a fleet
 *
 * Adds a site behind the others, as one edit.
 *
 * Returns: (transfer full): its path
 */
char *
gh_document_add_site (GhDocument *document)
{
  gh_document_edit_places (document, _ ("Adding a site"), NULL, add_site, NULL);
  return gh_sites_format_path (gh_sites_count (gh_document_get_study (document)) - 1);
}

static void
duplicate_site (GhStudy *study, gpointer data)
{
  const Edit *edit = data;
  const GhFleetSite *original = get_site (study, edit->index);
  g_autofree char *name = make_name (study, original->name != NULL ? original->name : "");
  gpointer copy = gh_record_copy (&gh_fleet_site_table, original);

  set_name (copy, name);
  insert_site (study, edit->index + 1, copy);
}

/**
 * gh_document_duplicate_site:
 * @document: a document of a fleet
 * @index: of a site
 *
 * Puts a copy behind it, without vehicles, as one edit.
 *
 * Returns: (transfer full): its path
 */
char *
gh_document_duplicate_site (GhDocument *document, guint index)
{
  Edit edit = { .index = index };

  gh_document_edit_places (document, _ ("Duplicating a site"), NULL, duplicate_site, &edit);
  return gh_sites_format_path (index + 1);
}

static void
rename_site (GhStudy *study, gpointer data)
{
  const Edit *edit = data;
  gpointer site = gh_record_own_item (&gh_fleet_site_table, study->sites, edit->index);
  g_autofree char *before = g_strdup (((GhFleetSite *) site)->name);

  if (before != NULL)
    move_all (study, before, edit->name);
  set_name (site, edit->name);
}

/**
 * gh_document_rename_site:
 * @document: a document of a fleet
 * @index: of a site
 * @name: what it is called from now on
 *
 * Renames it, and what is there with it; does nothing where it is called so already. Names that are
 * typed one after the other are one edit.
 */
void
gh_document_rename_site (GhDocument *document, guint index, const char *name)
{
  Edit edit = { .index = index, .name = name };
  g_autofree char *path = gh_sites_format_path (index);

  if (g_strcmp0 (get_site (gh_document_get_study (document), index)->name, name) != 0)
    gh_document_edit_places (document, _ ("Renaming a site"), path, rename_site, &edit);
}

static void
remove_site (GhStudy *study, gpointer data)
{
  const Edit *edit = data;

  gh_record_free (&gh_fleet_site_table, g_ptr_array_index (study->sites, edit->index));
  g_ptr_array_remove_index (study->sites, edit->index);
}

/**
 * gh_document_remove_site:
 * @document: a document of a fleet
 * @index: of a site
 *
 * Removes it, as one edit. Its vehicles stay, and are told to have no site.
 */
void
gh_document_remove_site (GhDocument *document, guint index)
{
  Edit edit = { .index = index };

  gh_document_edit_places (document, _ ("Removing a site"), NULL, remove_site, &edit);
}
