/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times the report of each study that is named, in the user's language on the usual paper, and
 * prints its pages and the limits beside; asserts nothing. Usage: bench-report STUDY.json... */
#include <glib/gstdio.h>
#include <stdio.h>
#include <time.h>

#include "report-layout.h"
#include "study-json.h"
#include "study-report.h"

#define MOST_SECONDS 5.0

static double
since (gint64 begun)
{
  return (double) (g_get_monotonic_time () - begun) / 1e6;
}

/* FALSE with @error set where there is no report. */
static gboolean
time_report (const char *path, GError **error)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gint64 begun = g_get_monotonic_time ();
  clock_t used = clock ();

  if (!gh_study_load (path, findings, &study, error))
    return FALSE;
  g_autoptr (GhStudyReport) made = gh_study_report_compute (study, NULL, error);
  if (made == NULL)
    return FALSE;
  double computed = since (begun);
  g_autoptr (GhReport) report = gh_study_report_make (made, GH_REPORT_BEST_STRATEGY,
                                                      gh_study_report_find_today (), NULL, error);
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-bench-XXXXXX", error);
  g_autofree char *file = folder != NULL ? g_build_filename (folder, "report.pdf", NULL) : NULL;
  if (report == NULL || file == NULL
      || !gh_report_write_pdf (report, gh_paper_get_default (), file, NULL, error))
    return FALSE;
  double all = since (begun), processor = (double) (clock () - used) / CLOCKS_PER_SEC;
  g_unlink (file);
  g_rmdir (folder);
  g_autoptr (GhReportLayout) layout
      = gh_report_layout_new (report, gh_paper_get_default (), NULL, error);
  if (layout == NULL)
    return FALSE;
  printf ("  %-24s %8.2f %8.2f %8.2f %8.0f %8u\n", name, computed, all, processor, MOST_SECONDS,
          gh_report_layout_count_pages (layout));
  return TRUE;
}

int
main (int argc, char **argv)
{
  printf ("report, %u processors:\n  %-24s %8s %8s %8s %8s %8s\n", g_get_num_processors (), "",
          "made, s", "all, s", "cpu s", "limit s", "pages");
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      if (time_report (argv[i], &error))
        continue;
      fprintf (stderr, "%s: %s\n", argv[i], error->message);
      return 1;
    }
  return 0;
}
