/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cell-words.h"

#include "words.h"

/* What is known of a cell, as people call it. */
typedef struct
{
  const char *name;
  GhOrigin origin;
} Fact;

/* The less certain of two. */
static GhOrigin
worse (const GhCellTable *one, const GhCellTable *other)
{
  return MAX (one->evidence.origin, other->evidence.origin);
}

/* The names of all facts of one origin; empty for none. */
static char *
join (const Fact *facts, gsize count, GhOrigin origin)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < count; i++)
    if (facts[i].origin == origin)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", facts[i].name);
  return g_string_free (text, FALSE);
}

/**
 * gh_cell_describe_evidence:
 * @cell: of the catalogue
 *
 * Returns: (transfer full): its chemistry, and which of its data were measured on it, which are
 *   borrowed from another cell and which are usual values
 */
char *
gh_cell_describe_evidence (const GhCell *cell)
{
  const Fact facts[] = {
    { _ ("ageing"), cell->ageing_origin },
    { _ ("voltage"), cell->ocv_v.evidence.origin },
    { _ ("resistance"), cell->r0_ohm.evidence.origin },
    { _ ("slow polarization"), worse (&cell->r1_ohm, &cell->tau1_s) },
    { _ ("fast polarization"), worse (&cell->r2_ohm, &cell->tau2_s) },
    { _ ("limits of voltage and current"), cell->limits.origin },
    { _ ("heat capacity"), cell->thermal.origin },
  };
  /* Translators: what is known of a cell, such as "ageing, voltage". */
  const char *const sentences[] = { [GH_ORIGIN_MEASURED] = _ ("Measured: %s."),
                                    [GH_ORIGIN_BORROWED] = _ ("Borrowed from a similar cell: %s."),
                                    [GH_ORIGIN_ASSUMED] = _ ("Assumed: %s.") };
  GString *text = g_string_new (cell->chemistry);

  g_string_append_c (text, '.');
  for (GhOrigin origin = GH_ORIGIN_MEASURED; origin <= GH_ORIGIN_ASSUMED; origin++)
    {
      g_autofree char *names = join (facts, G_N_ELEMENTS (facts), origin);
      g_autofree char *sentence = g_strdup_printf (sentences[origin], names);
      if (*names != '\0')
        g_string_append_printf (text, " %s", sentence);
    }
  return g_string_free (text, FALSE);
}
