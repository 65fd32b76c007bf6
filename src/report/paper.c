/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper.h"

#include <langinfo.h>
#include <string.h>

static const GhPaper papers[] = { { "a4", 595.276, 841.89 }, { "letter", 612.0, 792.0 } };

/* Width of US Letter in millimetres, as locales have it. */
#define LETTER_MM 216

/**
 * gh_paper_find:
 * @name: "a4" or "letter"
 *
 * Returns: (transfer none) (nullable): the sheet of that name; %NULL for none
 */
const GhPaper *
gh_paper_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    if (strcmp (papers[i].name, name) == 0)
      return &papers[i];
  return NULL;
}

/**
 * gh_paper_get_default:
 *
 * Returns: (transfer none): the sheet that is usual where the user lives, by LC_PAPER
 */
const GhPaper *
gh_paper_get_default (void)
{
  /* The number stands in the pointer itself. */
  int width_mm = (int) (gintptr) nl_langinfo (_NL_PAPER_WIDTH);

  return gh_paper_find (width_mm == LETTER_MM ? "letter" : "a4");
}
