/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet-fixture.h"

#include <glib/gstdio.h>

#include "fleet-study.h"
#include "study-json.h"
#include "study-list.h"

#define WAIT_SECONDS 120

static void
planned_cb (GhDocument *document, gpointer data)
{
  ((FleetFixture *) data)->planned++;
}

void
fleet_set_up (FleetFixture *fixture, gconstpointer data)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  GhStudy *study = gh_study_from_json (fleet_study, -1, findings, NULL);

  fixture->library = gh_library_open (NULL, NULL);
  gint64 id = gh_library_add (fixture->library, study, NULL);
  fixture->document = gh_document_new (fixture->library, id, study);
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (fixture->document)), ==, 0);
  g_signal_connect (fixture->document, "planned", G_CALLBACK (planned_cb), fixture);
}

void
fleet_tear_down (FleetFixture *fixture, gconstpointer data)
{
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
  gh_library_close (fixture->library);
}

void
wait_until (FleetFixture *fixture, gboolean (*done) (GhDocument *))
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!done (fixture->document))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

gboolean
is_idle (GhDocument *document)
{
  return gh_document_get_job (document) == NULL;
}

/* A folder of files. */
void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}
