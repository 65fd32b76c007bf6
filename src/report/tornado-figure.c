/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Varied inputs as bars. */
#include "tornado-figure.h"

#include "study/sensitivity-words.h"

/* "Net present value (€)" */
static char *
make_title (GhMeasure measure, const char *currency)
{
  GhShownUnit unit;

  gh_measure_get_unit (measure, currency, &unit);
  return g_strdup_printf ("%s (%s)", gh_measure_get_title (measure), unit.unit);
}

/**
 * gh_tornado_figure_draw:
 * @tornado: inputs by how much they matter
 * @cr: where to draw
 * @width: of the picture
 * @height: of the picture, see gh_tornado_get_height()
 * @style: colours and size of texts
 *
 * Draws a bar an input, in the study's units.
 */
void
gh_tornado_figure_draw (const GhTornado *tornado, cairo_t *cr, double width, double height,
                        const GhFigureStyle *style)
{
  GhMeasure measure = tornado->measure;
  guint count = tornado->swings->len;
  const GhSensitivityBase *base = tornado->base;
  g_autofree GhTornadoRow *rows = g_new (GhTornadoRow, MAX (count, 1));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text
      = gh_sensitivity_point_format (&base->point, measure, base->study->currency);
  g_autofree char *title = make_title (measure, base->study->currency);
  const GhTornadoChart chart = { .rows = rows,
                                 .count = count,
                                 .base = base->point.values[measure],
                                 .base_text = text,
                                 .title = title,
                                 .less_is_better = measure == GH_MEASURE_PAYBACK };

  for (guint i = 0; i < count; i++)
    {
      const GhSwing *swing = &g_array_index (tornado->swings, GhSwing, i);
      char *low = gh_sensitivity_input_format (swing->input, swing->low);
      char *high = gh_sensitivity_input_format (swing->input, swing->high);
      g_ptr_array_add (texts, low);
      g_ptr_array_add (texts, high);
      rows[i] = (GhTornadoRow){ swing->input->title, low, high, swing->at_low.values[measure],
                                swing->at_high.values[measure] };
    }
  gh_tornado_draw (&chart, cr, width, height, style);
}
