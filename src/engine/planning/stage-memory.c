/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/stage-memory.h"

#include <math.h>
#include <string.h>

/* What the cost of a step depends on beside what a store and a connection are. */
typedef struct
{
  double load_kw;
  double solar_kw;
  double others_kw;
  double import_cost;
  double export_worth;
  double store_worth;
  double plugged;
  double charge_cap_kw;
  double discharge_cap_kw;
  double bound_kw;
  double above_kw[GH_SITE_SURCHARGES];
  double surcharge[GH_SITE_SURCHARGES];
} Look;

/* One window and its stages. */
typedef struct
{
  gsize steps;
  Look *looks;  /* (owned) (array length=steps) */
  guint *first; /* (owned) (array length=steps+1): first piece of each */
  GhPiecewise stages;
} Window;

struct _GhStageMemory
{
  Window windows[2];
  guint last;    /* which of them was written last */
  gsize advance; /* steps from its first to that of the next one */
};

/**
 * gh_stage_memory_new:
 *
 * Returns: (transfer full): a memory of nothing
 */
GhStageMemory *
gh_stage_memory_new (void)
{
  return g_new0 (GhStageMemory, 1);
}

static void
window_clear (Window *window)
{
  g_clear_pointer (&window->looks, g_free);
  g_clear_pointer (&window->first, g_free);
  gh_piecewise_clear (&window->stages);
}

/**
 * gh_stage_memory_free:
 * @memory: (transfer full): a memory
 */
void
gh_stage_memory_free (GhStageMemory *memory)
{
  window_clear (&memory->windows[0]);
  window_clear (&memory->windows[1]);
  g_free (memory);
}

static double
number_at (const double *numbers, gsize step, double otherwise)
{
  return numbers != NULL ? numbers[step] : otherwise;
}

static Look
look_at (const GhSite *site, const GhStore *store, gsize step)
{
  Look look = { .load_kw = site->load_kw[step],
                .solar_kw = site->solar_kw[step],
                .others_kw = number_at (site->others_kw, step, 0.0),
                .import_cost = gh_site_import_cost (site, step),
                .export_worth = gh_site_export_worth (site, step),
                .store_worth = gh_site_store_export_worth (site, step),
                .plugged = store->plugged[step],
                .charge_cap_kw = number_at (store->charge_cap_kw, step, INFINITY),
                .discharge_cap_kw = number_at (store->discharge_cap_kw, step, INFINITY),
                .bound_kw = number_at (site->bound_kw, step, INFINITY) };

  for (guint i = 0; i < site->surcharge_count; i++)
    {
      look.above_kw[i] = site->surcharges[i].above_kw[step];
      look.surcharge[i] = site->surcharges[i].price_per_kwh[step];
    }
  return look;
}

static void
open_window (Window *window, const GhTimeAxis *axis)
{
  gsize steps = gh_time_axis_get_count (axis);

  if (steps > window->steps || window->looks == NULL)
    {
      window->looks = g_renew (Look, window->looks, steps);
      window->first = g_renew (guint, window->first, steps + 1);
    }
  window->steps = steps;
  window->stages.count = 0;
  window->first[0] = 0;
}

/**
 * gh_stage_memory_advance:
 * @memory: (inout): a memory
 * @steps: how far the next window begins after the last one
 */
void
gh_stage_memory_advance (GhStageMemory *memory, gsize steps)
{
  memory->advance += steps;
}

/**
 * gh_stage_memory_write:
 * @memory: (inout): what the window before was like
 * @site: a window
 * @store: its store; what does not change with time must be as in the window before, as the site's
 *   connection and steps
 * @stages: (out): pieces of all steps, as gh_stage_cost_append() would write them
 * @first: (out caller-allocates) (array length=steps+1): first piece of each
 *
 * O(steps), and O(kinks log kinks) for a step that looks different.
 */
void
gh_stage_memory_write (GhStageMemory *memory, const GhSite *site, const GhStore *store,
                       GhPiecewise *stages, guint *first)
{
  const Window *last = &memory->windows[memory->last];
  Window *window = &memory->windows[1 - memory->last];
  GhPiecewise scratch = { 0 };

  open_window (window, site->axis);
  for (gsize t = 0; t < window->steps; t++)
    {
      gsize before = t + memory->advance;
      window->looks[t] = look_at (site, store, t);
      if (before < last->steps
          && memcmp (&last->looks[before], &window->looks[t], sizeof (Look)) == 0)
        gh_piecewise_add_pieces (&window->stages, last->stages.pieces + last->first[before],
                                 last->first[before + 1] - last->first[before]);
      else
        gh_stage_cost_append (site, store, t, &window->stages, &scratch);
      window->first[t + 1] = window->stages.count;
    }
  gh_piecewise_clear (&scratch);
  gh_piecewise_add_pieces (stages, window->stages.pieces, window->stages.count);
  memcpy (first, window->first, (window->steps + 1) * sizeof (guint));
  memory->last = 1 - memory->last;
  memory->advance = 0;
}
