/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a bill is shown, and how. */
#include "bill-figure.h"

#include <math.h>

#include "bill-words.h"
#include "number-text.h"
#include "words.h"

/* Colours of the items of a kind, one after the other. */
static const GhColourRole roles[GH_BILL_KINDS][4] = {
  [GH_BILL_ENERGY]
  = { GH_COLOUR_IMPORT, GH_COLOUR_IMPORT_PRICE, GH_COLOUR_SMART, GH_COLOUR_CARBON },
  [GH_BILL_EXPORT]
  = { GH_COLOUR_EXPORT, GH_COLOUR_EXPORT_PRICE, GH_COLOUR_EXPORT, GH_COLOUR_EXPORT_PRICE },
  [GH_BILL_DEMAND] = { GH_COLOUR_VALUE, GH_COLOUR_V2G, GH_COLOUR_COLD, GH_COLOUR_CAR },
  [GH_BILL_FIXED] = { GH_COLOUR_LOAD, GH_COLOUR_LOAD, GH_COLOUR_LOAD, GH_COLOUR_LOAD },
  [GH_BILL_MINIMUM] = { GH_COLOUR_WEAR, GH_COLOUR_WEAR, GH_COLOUR_WEAR, GH_COLOUR_WEAR },
  [GH_BILL_TAX] = { GH_COLOUR_NET, GH_COLOUR_NET, GH_COLOUR_NET, GH_COLOUR_NET },
};

/**
 * gh_bill_figure_new:
 * @bill: a bill
 * @currency: of its amounts
 *
 * Returns: (transfer full): its items month by month, stacked
 */
GhFigure *
gh_bill_figure_new (const GhBill *bill, const char *currency)
{
  guint months = bill->months->len, counts[GH_BILL_KINDS] = { 0 };
  g_auto (GStrv) names = g_new0 (char *, months + 1);

  for (guint m = 0; m < months; m++)
    names[m] = gh_bill_format_month (bill, m, months > 12);
  GhFigure *figure = gh_figure_new_named (_ ("Month"), (const char *const *) names);
  gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Bill by month"),
                                                  .unit = gh_currency_symbol (currency),
                                                  .digits = 2,
                                                  .has_zero = TRUE,
                                                  .minimum = NAN,
                                                  .maximum = NAN });
  for (guint i = 0; i < bill->items->len; i++)
    {
      const GhBillItem *item = g_ptr_array_index (bill->items, i);
      guint colour = counts[item->kind]++ % G_N_ELEMENTS (roles[0]);
      g_autoptr (GhSeries) series
          = gh_series_new_take (g_memdup2 (item->amount, months * sizeof (double)), months);
      gh_figure_add_layer (figure, 0,
                           &(GhLayerOptions){ .kind = GH_LAYER_BARS,
                                              .role = roles[item->kind][colour],
                                              .name = item->title,
                                              .series = series,
                                              .stacked = TRUE });
    }
  gh_figure_set_totals (figure, TRUE);
  gh_figure_set_cursor (figure, 0.5);
  return figure;
}
