/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/surprises.h"

#include <math.h>
#include <string.h>

#include "random.h"

/* Keeps these draws apart from others of the same seed. */
#define SURPRISE_KEY 0x5375727072697365u

/* Unplugs a stretch of time; whether there was anything to unplug. */
static gboolean
unplug (GhStore *store, gsize from, gsize to)
{
  gboolean was_plugged = FALSE;

  for (gsize t = from; t < to; t++)
    {
      was_plugged |= store->plugged[t];
      store->plugged[t] = 0;
    }
  return was_plugged;
}

static void
draw_store (const GhOperation *operation, GhRandom *random, gsize count, gsize earlier,
            GhStore *store, GhSurprises *surprises)
{
  gsize back = 0; /* from the trip before */

  for (guint i = 0; i < store->trips->len; i++)
    {
      const GhStoreTrip *trip = &g_array_index (store->trips, GhStoreTrip, i);
      gsize next = i + 1 < store->trips->len
                       ? g_array_index (store->trips, GhStoreTrip, i + 1).first
                       : count;
      gsize leave = MAX (back, trip->first - MIN (trip->first, earlier));
      /* Both are drawn for every trip, so that a change of one share does not change the other. */
      gboolean is_early = gh_random_uniform (random) < operation->early_departure_probability;
      gboolean is_missed = gh_random_uniform (random) >= operation->plug_in_probability;
      if (is_early && unplug (store, leave, trip->first))
        surprises->early_departures++;
      if (is_missed && unplug (store, trip->end, next))
        surprises->missed_plug_ins++;
      back = trip->end;
    }
}

/**
 * gh_surprises_draw:
 * @operation: how likely they are
 * @seed: of the study
 * @site: (inout): the cars' plugged steps are taken away in which they are not there
 * @surprises: (out): how many there were
 *
 * Draws on which trips a car leaves early - what it drives stays as planned, only it cannot be
 * charged any more - and after which it is not plugged in until the next trip. The same seed draws
 * the same.
 */
void
gh_surprises_draw (const GhOperation *operation, guint64 seed, GhSite *site, GhSurprises *surprises)
{
  double step_minutes = gh_time_axis_get_step_seconds (site->axis) / 60.0;
  gsize earlier = (gsize) ceil (operation->early_departure_minutes / step_minutes);

  *surprises = (GhSurprises){ 0 };
  for (guint s = 0; s < site->store_count; s++)
    {
      GhRandom random;
      gh_random_init (&random, gh_random_mix (gh_random_mix (seed, SURPRISE_KEY), s));
      draw_store (operation, &random, gh_time_axis_get_count (site->axis), earlier,
                  &site->stores[s], surprises);
    }
}
