/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price-edit.h"

#include <math.h>

#include "edit-study.h"
#include "library.h"

#define PATH "$.tariff.export_price"

typedef struct
{
  GhPriceChange change;
  guint index;
  double number;
} Step;

/* Steps one after the other, and what a price is then: its base, its periods, and of the first one
 * price, beginning, end, days and months. */
static const struct
{
  Step steps[4];
  guint count;
  double base;
  guint periods;
  double price;
  int from, to;
  guint days, months;
} rows[] = {
  { { { GH_PRICE_BASE, 0, 0.3 } }, 1, 0.3, 0, 0.0, 0, 0, 0, 0 },
  { { { GH_PRICE_BASE, 0, 0.3 }, { GH_PRICE_ADD, 0, 0.0 } },
    2,
    0.3,
    1,
    0.3,
    22 * 60,
    6 * 60,
    0x7f,
    0xfff },
  { { { GH_PRICE_ADD, 0, 0.0 }, { GH_PRICE_MONTHS, 0, 0x007 }, { GH_PRICE_DAYS, 0, 0x60 } },
    3,
    0.08,
    1,
    0.08,
    22 * 60,
    6 * 60,
    0x60,
    0x007 },
  { { { GH_PRICE_ADD, 0, 0.0 },
      { GH_PRICE_PRICE, 0, 0.5 },
      { GH_PRICE_FROM, 0, 600 },
      { GH_PRICE_TO, 0, 720 } },
    4,
    0.08,
    1,
    0.5,
    600,
    720,
    0x7f,
    0xfff },
  { { { GH_PRICE_ADD, 0, 0.0 }, { GH_PRICE_BASE, 0, 0.4 }, { GH_PRICE_REMOVE, 0, 0.0 } },
    3,
    0.4,
    0,
    0.0,
    0,
    0,
    0,
    0 },
  /* A period that there is not is left alone. */
  { { { GH_PRICE_ADD, 0, 0.0 }, { GH_PRICE_PRICE, 3, 0.5 } },
    2,
    0.08,
    1,
    0.08,
    22 * 60,
    6 * 60,
    0x7f,
    0xfff },
};

static void
test_steps (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhLibrary *library = gh_library_open (NULL, NULL);
      g_autoptr (GhStudy) study = new_good_study ();
      edit_study (study, "tariff.export_price 0.08");
      gint64 id = gh_library_add (library, study, NULL);
      GhDocument *document = gh_document_new (library, id, g_steal_pointer (&study));
      g_test_message ("row %zu", i);
      for (guint k = 0; k < rows[i].count; k++)
        {
          const Step *step = &rows[i].steps[k];
          gh_price_edit (document, PATH, step->change, step->index, step->number);
        }
      const GhPriceSpec *price = gh_document_get_study (document)->tariff->export_price;
      const GPtrArray *periods = gh_price_get_periods (price);
      g_assert_cmpfloat (gh_price_get_base (price), ==, rows[i].base);
      g_assert_cmpuint (periods != NULL ? periods->len : 0, ==, rows[i].periods);
      if (rows[i].periods > 0)
        {
          const GhPricePeriod *period = g_ptr_array_index (periods, 0);
          g_assert_cmpfloat (period->price, ==, rows[i].price);
          g_assert_cmpint (period->from, ==, rows[i].from);
          g_assert_cmpint (period->to, ==, rows[i].to);
          g_assert_cmphex (period->days, ==, rows[i].days);
          g_assert_cmphex (period->months, ==, rows[i].months);
        }
      gh_document_close (document);
      while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
        g_main_context_iteration (NULL, TRUE);
      g_object_unref (document);
      gh_library_close (library);
    }
}

static void
test_base (void)
{
  g_assert_cmpfloat (gh_price_get_base (NULL), ==, 0.0);
  g_assert_null (gh_price_get_periods (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/price-edit/steps", test_steps);
  g_test_add_func ("/price-edit/base", test_base);
  return g_test_run ();
}
