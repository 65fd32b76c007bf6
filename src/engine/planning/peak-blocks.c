/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/peak-blocks.h"

/* First step in which a charge applies, and the one after the last. */
static void
find_span (const GhDemandCharge *charge, gsize steps, gsize *first, gsize *end)
{
  *first = *end = 0;
  for (gsize t = 0; t < steps; t++)
    if (charge->applies[t])
      {
        *first = *end == 0 ? t : *first;
        *end = t + 1;
      }
}

static gboolean
overlap (const GhDemandCharge *a, const GhDemandCharge *b, gsize steps)
{
  for (gsize t = 0; t < steps; t++)
    if (a->applies[t] && b->applies[t])
      return TRUE;
  return FALSE;
}

static void
find_layers (GhPeakBlocks *blocks, const GhSite *site)
{
  gsize steps = gh_time_axis_get_count (site->axis);

  blocks->layer = g_new0 (guint, MAX (site->demand_charge_count, 1));
  for (guint i = 0; i < site->demand_charge_count; i++)
    {
      for (guint k = 0; k < i; k++)
        if (blocks->layer[k] >= blocks->layer[i]
            && overlap (&site->demand_charges[k], &site->demand_charges[i], steps))
          blocks->layer[i] = blocks->layer[k] + 1;
      blocks->layers = MAX (blocks->layers, blocks->layer[i] + 1);
    }
}

/**
 * gh_peak_blocks_init:
 * @blocks: (out caller-allocates): clear with gh_peak_blocks_clear()
 * @site: a site
 *
 * Finds the parts of time that demand charges leave independent but for stored energy, such as the
 * months where each month has its own. A block begins where a charge does that no other reaches
 * across. O(charges^2 * steps).
 */
void
gh_peak_blocks_init (GhPeakBlocks *blocks, const GhSite *site)
{
  gsize steps = gh_time_axis_get_count (site->axis), first, end;
  guint count = site->demand_charge_count;
  g_autofree guint8 *begins = g_new0 (guint8, steps + 1);
  g_autofree guint *block = g_new0 (guint, steps + 1);

  for (guint i = 0; i < count; i++)
    {
      find_span (&site->demand_charges[i], steps, &first, &end);
      begins[first] = 1;
    }
  for (guint i = 0; i < count; i++)
    {
      find_span (&site->demand_charges[i], steps, &first, &end);
      for (gsize t = first + 1; t < end; t++)
        begins[t] = 0;
    }
  *blocks = (GhPeakBlocks){ .first = g_new0 (gsize, count + 2),
                            .of_peak = g_new0 (guint, MAX (count, 1)) };
  for (gsize t = 0; t < steps; t++)
    {
      if (t == 0 || begins[t])
        blocks->first[blocks->count++] = t;
      block[t] = blocks->count - 1;
    }
  blocks->first[blocks->count] = steps;
  for (guint i = 0; i < count; i++)
    {
      find_span (&site->demand_charges[i], steps, &first, &end);
      blocks->of_peak[i] = block[first];
    }
  find_layers (blocks, site);
}

/**
 * gh_peak_blocks_clear:
 * @blocks: blocks
 *
 * Frees what they own.
 */
void
gh_peak_blocks_clear (GhPeakBlocks *blocks)
{
  g_clear_pointer (&blocks->first, g_free);
  g_clear_pointer (&blocks->of_peak, g_free);
  g_clear_pointer (&blocks->layer, g_free);
}
