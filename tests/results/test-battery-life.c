/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a battery as the document makes it and as it is put into words. */
#include "battery-life.h"

#include <math.h>
#include <string.h>

#include "battery-words.h"
#include "number-text.h"
#include "document.h"
#include "errors.h"
#include "library.h"
#include "physics/state-of-power.h"
#include "study/ageing-price.h"
#include "two-price-study.h"

#define WAIT_SECONDS 60
#define KOKAM "vehicles.0.cell nmc-kokam-75ah; "
/* A week, so that there are days to choose from; nobody drives on the first. */
#define WEEK                                                                                  \
  KOKAM "period.steps 168; vehicles.0.trips.0.days tue-sun; vehicles.0.trips.0.leave 07:30; " \
        "vehicles.0.trips.0.return 16:30; vehicles.0.trips.0.distance_km 60; "

/* Nights are cheap and evenings dear. */
static GhStudy *
new_study (const char *edits)
{
  GhStudy *study = new_two_price_study (WEEK);
  g_autoptr (GString) prices = g_string_new ("tariff.import_price [");

  edit_study (study, edits);
  for (gint64 hour = 0; hour < study->period->steps; hour++)
    g_string_append_printf (prices, "%s%g", hour > 0 ? "," : "",
                            hour % 24 < 5    ? CHEAP
                            : hour % 24 < 17 ? OTHER
                                             : DEAR);
  g_string_append_c (prices, ']');
  edit_study (study, prices->str);
  return study;
}

static GhBatteryLife *
compute (const char *edits)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudy) study = new_study (edits);
  g_autoptr (GhResults) results = gh_results_compute (study, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  GhBatteryLife *life = gh_battery_life_compute (results, 0, NULL, &error);
  g_assert_no_error (error);
  return life;
}

/* Only what is in the catalogue can be lived with. */
static void
test_possible (void)
{
  static const struct
  {
    const char *edits;
    gboolean possible;
    guint vehicle;
  } cases[] = { { "", TRUE, 0 },
                { "vehicles.0.cell null", FALSE, 0 },
                { "vehicles.0.cell lead-acid", FALSE, 0 },
                { "vehicles.0.cell lfp-250ah", TRUE, 0 },
                { "vehicles.1.cell lfp-250ah", TRUE, 0 },
                { "vehicles.0.cell null; vehicles.1.cell lfp-250ah", TRUE, 1 },
                { "vehicles.0.count 0; vehicles.1.cell lfp-250ah", TRUE, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhStudy) study = new_study (cases[i].edits);
      g_test_message ("%s", cases[i].edits);
      guint vehicle;
      g_assert_cmpint (gh_battery_life_find_vehicle (study, &vehicle), ==, cases[i].possible);
      g_assert_cmpuint (vehicle, ==, cases[i].vehicle);
    }
}

/* The same life as that of the engine for the study's site. */
static void
test_same_as_engine (void)
{
  g_autoptr (GhBatteryLife) life = compute ("");
  g_autoptr (GhStudy) study = new_study ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);
  g_autoptr (GhLife) engine = gh_life_run (study, site, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (gh_battery_life_format_failure (life));
  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      const GArray *years = gh_battery_life_get_strategy (life, s)->years;
      const GArray *others = engine->strategies[s].years;
      g_assert_cmpuint (years->len, ==, 10);
      g_assert_cmpmem (years->data, years->len * sizeof (GhLifeYear), others->data,
                       others->len * sizeof (GhLifeYear));
    }
}

/* Days begin at midnight by the wall clock, and the busiest has the greatest sum. */
static void
test_days (void)
{
  g_autoptr (GhBatteryLife) life = compute ("");
  g_autoptr (GArray) days = gh_battery_life_find_days (life);

  g_assert_cmpuint (days->len, ==, 7);
  for (guint i = 0; i < days->len; i++)
    {
      const GhBatteryDay *day = &g_array_index (days, GhBatteryDay, i);
      g_assert_cmpint (day->date, ==, gh_date_from_civil (2024, 1, 8) + (int) i);
      g_assert_cmpuint (day->first, ==, 24 * i);
      g_assert_cmpuint (day->last, ==, 24 * (i + 1));
    }
  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      const GhPlan *plan = gh_results_get_strategy (gh_battery_life_get_results (life), s)->plan;
      double sums[7] = { 0 };
      guint busiest = gh_battery_life_find_busiest (life, s, days);
      for (gsize t = 0; t < plan->count; t++)
        sums[t / 24] += fabs (plan->stores[0].power_kw[t]);
      for (guint i = 0; i < 7; i++)
        g_assert_cmpfloat (sums[i], <=, sums[busiest] + 1e-9);
    }
}

/* A period that begins in the middle of a day and in which the clock changes: 23 hours. */
static void
test_clock_change (void)
{
  g_autoptr (GhBatteryLife) life
      = compute ("period.start 2024-03-29T06:00:00+01:00; period.steps 96");
  g_autoptr (GArray) days = gh_battery_life_find_days (life);
  static const gsize lengths[] = { 18, 24, 23, 24, 7 };

  g_assert_cmpuint (days->len, ==, G_N_ELEMENTS (lengths));
  for (guint i = 0; i < days->len; i++)
    {
      const GhBatteryDay *day = &g_array_index (days, GhBatteryDay, i);
      g_assert_cmpuint (day->last - day->first, ==, lengths[i]);
      g_autoptr (GhBatteryTrace) trace = gh_battery_life_trace (life, GH_STRATEGY_V2H, day);
      g_assert_cmpuint (trace->samples->len, ==, 60 * lengths[i]);
    }
}

static GhPack *
new_pack (const GhBatteryLife *life, GhBatteryModel **model)
{
  g_autoptr (GhStudy) study = new_study ("");
  g_autoptr (GhSite) site = gh_site_build (study, NULL, NULL);
  GhAgeingState start;

  g_assert_true (gh_battery_model_new (study, site, 0, model, NULL));
  gh_ageing_find_start (*model, site, &start);
  return gh_battery_model_new_pack (
      *model, gh_ageing_state_get_soh ((*model)->cell->ageing, &start),
      gh_ageing_state_get_resistance ((*model)->cell->ageing, &start));
}

/* The trace of each day is that part of the whole period run on the circuit from its beginning. */
static void
test_trace (void)
{
  g_autoptr (GhBatteryLife) life = compute ("");
  g_autoptr (GArray) days = gh_battery_life_find_days (life);
  GhResults *results = gh_battery_life_get_results (life);
  const GhPlan *plan = gh_results_get_strategy (results, GH_STRATEGY_V2G)->plan;
  const GhStore *store = &gh_results_get_planned_site (results, GH_STRATEGY_V2G)->stores[0];
  g_autoptr (GhBatteryModel) model = NULL;
  g_autoptr (GhPack) pack = new_pack (life, &model);
  double power_kw[168];
  for (gsize t = 0; t < 168; t++)
    power_kw[t] = plan->stores[0].energy_kwh[t]
                  - (t > 0 ? plan->stores[0].energy_kwh[t - 1] : store->start_kwh);
  GhCircuitState state = { .soc = gh_pack_get_soc (pack, store->start_kwh),
                           .temperature_k = model->temperature_k[0] };
  GhCircuitPlan run = { .count = 168,
                        .step_seconds = 3600.0,
                        .inner_seconds = 60.0,
                        .power_kw = power_kw,
                        .ambient_k = model->ambient_k,
                        .energy_kwh = plan->stores[0].energy_kwh,
                        .correct_every = 24,
                        .trace_count = 168 };
  GhCircuitReport report = { 0 };

  gh_circuit_run (pack, &state, &run, &report);
  for (guint i = 0; i < days->len; i++)
    {
      g_autoptr (GhBatteryTrace) trace
          = gh_battery_life_trace (life, GH_STRATEGY_V2G, &g_array_index (days, GhBatteryDay, i));
      g_assert_cmpuint (trace->samples->len, ==, 1440);
      g_assert_cmpint (gh_time_axis_get_step_seconds (trace->axis), ==, 60);
      for (guint k = 0; k < 1440; k++)
        {
          const GhCircuitSample *own = &g_array_index (trace->samples, GhCircuitSample, k);
          const GhCircuitSample *whole
              = &g_array_index (report.trace, GhCircuitSample, 1440 * i + k);
          /* What the day before it leaves out is warmth, a tenth of a kelvin, and what follows:
             cells at their limit take a little less. */
          g_assert_cmpfloat_with_epsilon (own->temperature_k, whole->temperature_k, 0.1);
          g_assert_cmpfloat_with_epsilon (own->soc, whole->soc, 1e-4);
          g_assert_cmpfloat_with_epsilon (own->voltage_v, whole->voltage_v, 0.1);
          g_assert_cmpfloat_with_epsilon (own->v1_v, whole->v1_v, 0.02);
          g_assert_cmpfloat_with_epsilon (own->v2_v, whole->v2_v, 0.02);
          g_assert_cmpfloat_with_epsilon (own->power_kw, whole->power_kw, 0.01);
        }
    }
  gh_circuit_report_clear (&report);
}

static void
test_envelope (void)
{
  static const double soc[] = { 0.0, 0.5, 1.0 };
  g_autoptr (GhBatteryLife) life = compute ("");
  g_autoptr (GhBatteryModel) model = NULL;
  g_autoptr (GhPack) pack = new_pack (life, &model);
  double min_kw[3], max_kw[3];

  gh_battery_life_fill_envelope (life, 30.0, soc, 3, 283.15, min_kw, max_kw);
  for (guint i = 0; i < 3; i++)
    {
      GhCircuitState rested = { soc[i], 0.0, 0.0, 283.15 };
      double least, most;
      gh_state_of_power (pack, &rested, 30.0, &least, &most);
      g_assert_cmpfloat (min_kw[i], ==, least);
      g_assert_cmpfloat (max_kw[i], ==, most);
    }
  g_assert_cmpfloat (max_kw[2], ==, 0.0);
  g_assert_cmpfloat (min_kw[0], ==, 0.0);
  g_assert_cmpfloat (min_kw[1], <, -10.0);
}

/* The numbers of the sentence are those of the life; what becomes of the battery decides which it
 * is. */
static void
test_answer (void)
{
  static const struct
  {
    const char *edits;
    GhStrategy strategy;
    const char *begins;
    const char *has;
  } cases[] = {
    { "", GH_STRATEGY_SMART, "With smart charging the battery keeps ",
      " % of its capacity after 10 years." },
    { "", GH_STRATEGY_UNMANAGED, "With charging on arrival the battery keeps ",
      " points less than with smart charging." },
    { "", GH_STRATEGY_V2H, "With V2H the battery keeps ", " with smart charging." },
    { "finance.end_of_life_soh 0.995", GH_STRATEGY_SMART,
      "With smart charging the battery is worn out after ", " years." },
    { "finance.end_of_life_soh 0.995", GH_STRATEGY_V2G, "With V2G the battery is worn out after ",
      " with smart charging." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhBatteryLife) life = compute (cases[i].edits);
      g_autofree char *text = gh_battery_life_format_answer (life, cases[i].strategy);
      g_test_message ("%s", text);
      g_assert_true (g_str_has_prefix (text, cases[i].begins));
      g_assert_nonnull (strstr (text, cases[i].has));
    }
}

/* The points of the sentence are those of the engine's years; what is given back is told as such.
 */
static void
test_causes (void)
{
  static const struct
  {
    const char *edits;
    GhStrategy strategy;
  } cases[] = { { "", GH_STRATEGY_SMART },
                { "", GH_STRATEGY_V2H },
                { "finance.end_of_life_soh 0.995", GH_STRATEGY_V2G },
                { "vehicles.0.cell lfp-250ah", GH_STRATEGY_V2G } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhBatteryLife) life = compute (cases[i].edits);
      const GArray *years = gh_battery_life_get_strategy (life, cases[i].strategy)->years;
      g_autofree char *text = gh_battery_life_format_causes (life, cases[i].strategy);
      double time = 0.0, driving = 0.0, grid = 0.0, standing = 0.0;
      for (guint k = 0; k < years->len; k++)
        {
          time += 100.0 * g_array_index (years, GhLifeYear, k).loss_time;
          driving += 100.0 * g_array_index (years, GhLifeYear, k).loss_driving;
          grid += 100.0 * g_array_index (years, GhLifeYear, k).loss_grid;
          standing += 100.0 * g_array_index (years, GhLifeYear, k).loss_standing;
        }
      g_autofree char *begins = g_strdup_printf (
          "Time takes %.1f points, driving and charging for it %.1f", time, driving);
      g_autofree char *gives = g_strdup_printf ("give %.1f back", -grid);
      g_autofree char *takes
          = standing > -0.05
                ? g_strdup_printf ("grid take %.1f.", grid)
                : g_strdup_printf ("discharging takes %.1f and standing less full gives "
                                   "%.1f back",
                                   grid - standing, -standing);
      g_test_message ("%s", text);
      g_assert_true (g_str_has_prefix (text, begins));
      g_assert_cmpint (strstr (text, gives) != NULL, ==, grid < -0.05);
      g_assert_cmpint (strstr (text, takes) != NULL, ==, grid > 0.05);
    }
}

/* Replacements, and a warranty that is used up or not. */
static void
test_notes (void)
{
  static const struct
  {
    const char *edits;
    const char *has;
    const char *lacks;
  } cases[] = {
    { "", "", "warranty" },
    { "", "", "replaced" },
    { "finance.end_of_life_soh 0.995", "Batteries are replaced at the end of the years 2, ",
      "warranty" },
    { "vehicles.0.pack.warranty.kwh 1e6", "The warranty is not used up", "replaced" },
    { "vehicles.0.pack.warranty.kwh 1", "The warranty is used up in year 1.", "replaced" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhBatteryLife) life = compute (cases[i].edits);
      g_autofree char *text = gh_battery_life_format_notes (life, GH_STRATEGY_V2H);
      g_test_message ("%s", text);
      g_assert_nonnull (strstr (text, cases[i].has));
      g_assert_null (strstr (text, cases[i].lacks));
    }
}

/* The wear of the first year beside that of all years, each by hand from the flows; none where a
 * year cannot be planned. */
static void
test_money (void)
{
  static const char *const edits[]
      = { "vehicles.0.pack.wear 1", "vehicles.0.wear_per_kwh 0.05; finance.capex.v2h 1000" };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    for (GhStrategy s = GH_STRATEGY_V2H; s <= GH_STRATEGY_V2G; s++)
      {
        g_autoptr (GhBatteryLife) life = compute (edits[i]);
        const GhStrategyResult *first
            = gh_results_get_strategy (gh_battery_life_get_results (life), s);
        const GhCashFlow *all = gh_battery_life_get_strategy (life, s)->against_smart;
        g_autofree char *text = gh_battery_life_format_money (life, s);
        double first_wear = 0.0, wear = 0.0;
        for (guint k = 1; k <= 10; k++)
          {
            first_wear
                += g_array_index (first->against_smart->years, GhCashFlowRow, k).degradation / 10.0;
            wear += g_array_index (all->years, GhCashFlowRow, k).degradation / 10.0;
          }
        g_autofree char *first_money = gh_money_format (first_wear, "EUR", 0);
        g_autofree char *first_npv = gh_money_format_signed (first->against_smart->npv, "EUR", 0);
        g_autofree char *money = gh_money_format (wear, "EUR", 0);
        g_autofree char *npv = gh_money_format_signed (all->npv, "EUR", 0);
        g_autofree char *expected = g_strdup_printf (
            "battery wear as priced in the first year is %s a year, and the net present value %s; "
            "over the life of the battery, each year planned anew, wear is %s a year on average, "
            "and the net present value %s",
            first_money, first_npv, money, npv);
        g_assert_cmpstr (text, ==, expected);
      }
}

/* A row a year; the losses of all years are what the battery has lost. */
static void
test_table (void)
{
  GhBatteryLife *life = compute ("");
  GhDataTable *table = gh_battery_life_make_table (life, GH_STRATEGY_V2H);
  double kept = gh_battery_life_get_strategy (life, GH_STRATEGY_V2H)->years->len > 0 ? 100.0 : 0.0;

  /* The table outlives the life that it is of. */
  gh_battery_life_unref (life);
  g_assert_cmpuint (gh_data_table_count_rows (table), ==, 10);
  g_assert_cmpuint (gh_data_table_count_columns (table), ==, 12);
  g_assert_cmpstr (gh_data_table_get_heading (table, 1), ==, "Capacity at the end (%)");
  g_assert_cmpstr (gh_data_table_get_heading (table, 10), ==, "Bill (€)");
  for (gsize row = 0; row < 10; row++)
    {
      for (guint column = 2; column <= 4; column++)
        {
          g_autofree char *loss = gh_data_table_format_cell (table, row, column, GH_CELL_PLAIN);
          kept -= g_ascii_strtod (loss, NULL);
        }
      g_autofree char *soh = gh_data_table_format_cell (table, row, 1, GH_CELL_PLAIN);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (soh, NULL), kept, 1e-5);
    }
  gh_data_table_unref (table);
}

static void
count_cb (GhDocument *document, gpointer data)
{
  (*(guint *) data)++;
}

typedef struct
{
  GhLibrary *library;
  GhDocument *document;
  guint lived;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer edits)
{
  g_autoptr (GhStudy) study = new_study (edits != NULL ? edits : "");
  gint64 id;

  fixture->library = gh_library_open (NULL, NULL);
  id = gh_library_add (fixture->library, study, NULL);
  fixture->document = gh_document_new (fixture->library, id, g_steal_pointer (&study));
  g_signal_connect (fixture->document, "lived", G_CALLBACK (count_cb), &fixture->lived);
}

static void
wait_for_jobs (void)
{
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  wait_for_jobs ();
  g_assert_finalize_object (fixture->document);
  gh_library_close (fixture->library);
}

static void
wait_until_idle (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (gh_document_get_job (fixture->document) != NULL
         || !gh_document_is_current (fixture->document))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Nothing is lived before it is asked for, and then once; an edit makes it old and leaves it. */
static void
test_on_demand (Fixture *fixture, gconstpointer data)
{
  gh_document_live (fixture->document);
  g_assert_null (gh_document_get_job (fixture->document));
  gh_document_plan (fixture->document);
  gh_document_live (fixture->document);
  wait_until_idle (fixture);
  g_assert_null (gh_document_get_life (fixture->document));
  gh_document_live (fixture->document);
  g_assert_nonnull (gh_document_get_job (fixture->document));
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->lived, ==, 1);
  g_assert_true (gh_document_is_life_current (fixture->document));
  gh_document_live (fixture->document);
  g_assert_null (gh_document_get_job (fixture->document));

  GhBatteryLife *old = gh_document_get_life (fixture->document);
  gh_document_set_number (fixture->document, "$.vehicles[0].battery_kwh", 50.0);
  g_assert_false (gh_document_is_life_current (fixture->document));
  g_assert_true (gh_document_get_life (fixture->document) == old);
  wait_until_idle (fixture);
  gh_document_live (fixture->document);
  wait_until_idle (fixture);
  g_assert_true (gh_document_is_life_current (fixture->document));
  g_assert_cmpuint (fixture->lived, ==, 2);
}

/* An edit while years are lived through stops that; its life never comes. */
static void
test_edited (Fixture *fixture, gconstpointer data)
{
  gh_document_plan (fixture->document);
  wait_until_idle (fixture);
  gh_document_live (fixture->document);
  g_autoptr (GhJob) job = g_object_ref (gh_document_get_job (fixture->document));
  gh_document_set_number (fixture->document, "$.vehicles[0].battery_kwh", 50.0);
  g_assert_true (gh_job_is_stopped (job));
  wait_until_idle (fixture);
  wait_for_jobs ();
  g_assert_cmpuint (fixture->lived, ==, 0);
  g_assert_null (gh_document_get_life (fixture->document));
  g_assert_null (gh_document_get_life_failure (fixture->document));
}

/* What was stopped stays so until it is asked for anew. */
static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  gh_document_plan (fixture->document);
  wait_until_idle (fixture);
  gh_document_live (fixture->document);
  gh_document_stop (fixture->document);
  wait_until_idle (fixture);
  g_assert_nonnull (gh_document_get_life_failure (fixture->document));
  g_assert_cmpuint (fixture->lived, ==, 1);
  gh_document_live (fixture->document);
  g_assert_null (gh_document_get_job (fixture->document));
  gh_document_retry_life (fixture->document);
  wait_until_idle (fixture);
  g_assert_true (gh_document_is_life_current (fixture->document));
  g_assert_null (gh_document_get_life_failure (fixture->document));
}

/* Without a known cell nothing is begun. */
static void
test_no_cell (Fixture *fixture, gconstpointer data)
{
  gh_document_plan (fixture->document);
  wait_until_idle (fixture);
  gh_document_live (fixture->document);
  g_assert_null (gh_document_get_job (fixture->document));
  g_assert_null (gh_document_get_life_failure (fixture->document));
}

#define ADD_DOCUMENT_TEST(path, edits, func) \
  g_test_add (path, Fixture, edits, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/battery-life/possible", test_possible);
  g_test_add_func ("/battery-life/same-as-engine", test_same_as_engine);
  g_test_add_func ("/battery-life/days", test_days);
  g_test_add_func ("/battery-life/clock-change", test_clock_change);
  g_test_add_func ("/battery-life/trace", test_trace);
  g_test_add_func ("/battery-life/envelope", test_envelope);
  g_test_add_func ("/battery-life/answer", test_answer);
  g_test_add_func ("/battery-life/causes", test_causes);
  g_test_add_func ("/battery-life/notes", test_notes);
  g_test_add_func ("/battery-life/money", test_money);
  g_test_add_func ("/battery-life/table", test_table);
  ADD_DOCUMENT_TEST ("/battery-life/on-demand", NULL, test_on_demand);
  ADD_DOCUMENT_TEST ("/battery-life/edited", NULL, test_edited);
  ADD_DOCUMENT_TEST ("/battery-life/stopped", NULL, test_stopped);
  ADD_DOCUMENT_TEST ("/battery-life/no-cell", "vehicles.0.cell null", test_no_cell);
  return g_test_run ();
}
