/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/fleet-progress.h"

#include "study/fleet-money.h"

/* What is told begins with the title; where nothing is, the title is told once. */
static gboolean
tell (double fraction, const char *message, gpointer data)
{
  GhFleetProgress *self = data;
  g_autofree char *told = message != NULL ? g_strdup_printf ("%s: %s", self->title, message) : NULL;
  const char *text = told != NULL ? told : self->is_told ? NULL : self->title;

  self->is_told = TRUE;
  return gh_progress_step (self->inner, fraction, text, NULL);
}

/**
 * gh_fleet_progress_init:
 * @self: (out): cleared with gh_fleet_progress_clear()
 * @study: a study of a fleet
 * @options: how the part is planned
 * @site: index of its site
 * @period: index of its period
 * @inner: (nullable): whom to tell; outlives @self
 *
 * Begins the progress of a part. Where chargers are used as the study has them no use is named.
 */
void
gh_fleet_progress_init (GhFleetProgress *self, const GhStudy *study,
                        const GhFleetPlanOptions *options, guint site, guint period,
                        const GhProgress *inner)
{
  guint use = options->fill_valleys ? GH_FLEET_VALLEYS : (guint) options->strategy;
  const char *name = ((const GhFleetSite *) g_ptr_array_index (study->sites, site))->name;
  GhFleetPeriod span;

  gh_fleet_get_period (study, period, &span);
  *self = (GhFleetProgress){ .inner = inner, .outer = { tell, self, 0.0, 1.0 } };
  GString *title = g_string_new (name);
  if (span.name != NULL)
    g_string_append_printf (title, ", %s", span.name);
  if (use < GH_FLEET_USES)
    g_string_append_printf (title, ", %s", gh_fleet_use_get_title (use));
  self->title = g_string_free (title, FALSE);
}

/**
 * gh_fleet_progress_clear:
 * @self: a progress
 *
 * Frees what it holds.
 */
void
gh_fleet_progress_clear (GhFleetProgress *self)
{
  g_clear_pointer (&self->title, g_free);
}
