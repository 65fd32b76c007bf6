/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damaged files of tariffs are read or refused with a sentence; what is read can be written as a
 * study has it. */
#include <string.h>

#include "errors.h"
#include "file-limits.h"
#include "mutate-text.h"
#include "tariff-file.h"

#define MUTATIONS 2000

static const char *const seeds[] = {
  "{\"items\":[{\"name\":\"A\",\"energyratestructure\":[[{\"rate\":0.5,\"max\":300,\"unit\":"
  "\"kWh daily\"},{\"rate\":1,\"adj\":0.1,\"sell\":0.2}]],\"flatdemandstructure\":[[{\"rate\":4}]],"
  "\"flatdemandmonths\":[0,0,0,0,0,0,0,0,0,0,0,0],\"lookbackpercent\":80,\"dgrules\":"
  "\"Net Metering\",\"fixedchargefirstmeter\":3,\"fixedchargeunits\":\"$/day\"},{\"label\":\"b\","
  "\"demandratestructure\":[[{\"rate\":3}]]}]}",
  "{\"name\":\"B\",\"effective\":\"2019-3-1\",\"schedule\":[{\"effective_start\":\"06-01\","
  "\"effective_end\":\"09-30\",\"dow_mask\":\"ALL\",\"times\":[0,8,12],\"tariffs\":[0.1,0.2,0.3],"
  "\"demand_charge\":15},{\"effective_start\":\"10-01\",\"effective_end\":\"05-31\",\"dow_mask\":"
  "\"ALL\",\"times\":[0],\"tariffs\":[0.1]}]}",
  "{\"x\":{\"grid_fee\":{\"SLP\":{\"commodity_charge_ct/kWh\":{\"net_price\":7.4},"
  "\"basic_charge_EUR/a\":{\"net_price\":60}},\"RLM\":{\"<2500_h/a\":{\"capacity_charge_EUR/kW*a\":"
  "{\"LV\":44,\"unit\":\"x\"},\"commodity_charge_ct/kWh\":{\"LV\":4.8}}}},\"levies\":{\"a\":1},"
  "\"taxes\":{\"value_added_tax\":19},\"feed-in_remuneration\":{\"PV\":{\"kWp\":[10,40],"
  "\"remuneration\":[6,5]},\"V2G\":0,\"battery\":1}}}",
  "Billing Period,Start Month,End Month,Start Time,End Time,Excluding Start Time,Excluding End "
  "Time,Weekday?,Value,Charge,Name_optional\n1,6,9,17,21,,,1,0.11,energy,On\n2,1,12,1,24,17,21,2,"
  "0.08,energy,Off\n3,1,12,1,24,,,2,13,demand,Facility\n",
};

static const char *const scraps[]
    = { "\"",  "\n", ",",  "{",       "}",       "[",     "]",     "null", "1e308",    "-1",
        "0",   "13", "25", "1e-300",  "\xff",    "é",     "true",  ":",    "\"max\"",  "energy",
        "[[]", "{}", "[]", "\"x\":1", "\\ud800", "99-99", "00-00", "24",   "\"unit\"", "-0" };

static void
read_damaged (GRand *random, GString *text, guint number)
{
  g_autoptr (GError) error = NULL;

  mutate_text (random, text, scraps, G_N_ELEMENTS (scraps));
  /* The copy has no terminating zero: reading past the end shows. */
  g_autofree char *data = g_memdup2 (text->str, text->len);
  begin_file ("tariff", number);
  g_autoptr (GhTariffFile) file = gh_tariff_file_read (data, text->len, &error);
  end_file ();
  g_assert_true ((file == NULL) == (error != NULL));
  if (file == NULL)
    {
      g_assert_cmpint (error->domain, ==, (gint) GH_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  g_assert_cmpuint (file->offers->len, >, 0);
  for (guint i = 0; i < file->offers->len; i++)
    {
      const GhTariffOffer *offer = g_ptr_array_index (file->offers, i);
      g_autofree char *json = gh_tariff_to_json (offer->tariff, NULL);
      g_assert_true (json != NULL || !offer->usable);
    }
}

static void
test_mutations (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260801);

  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autoptr (GString) text = g_string_new (data);
      read_damaged (random, text, i);
    }
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "urdb", "acn", "price-sheet", "dervet" };

  g_test_init (&argc, &argv, NULL);
  limit_memory ();
  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_autofree char *path = g_strconcat ("/fuzz-tariff/", names[i], NULL);
      g_test_add_data_func (path, seeds[i], test_mutations);
    }
  return g_test_run ();
}
