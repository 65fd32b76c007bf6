/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a front of cost and emissions says, in a few sentences. */
#include <math.h>

#include "number-text.h"
#include "study/pareto.h"
#include "words.h"

/* Emissions a year below which nothing is worth telling, kg. */
#define LITTLE_KG 0.5

/* What separates two points. */
typedef struct
{
  char *kg;
  char *money;
  char *per_tonne;
} Step;

static void
step_clear (Step *step)
{
  g_free (step->kg);
  g_free (step->money);
  g_free (step->per_tonne);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

static Step
make_step (const GhParetoFront *front, guint from, guint to, const char *currency)
{
  const GhParetoPoint *cheap = gh_pareto_front_get (front, from);
  const GhParetoPoint *clean = gh_pareto_front_get (front, to);
  double kg = cheap->emissions_kg[front->rate] - clean->emissions_kg[front->rate];
  double money = clean->cost_per_year - cheap->cost_per_year;

  return (Step){ gh_number_format (kg, kg < 10.0 ? 1 : 0),
                 gh_money_format (money, currency, money < 10.0 ? 2 : 0),
                 gh_money_format (money / kg * 1000.0, currency, 0) };
}

/* Whether the first step says something that the way to the knee does not: it ends well before it.
 */
static gboolean
is_short_of_knee (const GhParetoFront *front)
{
  const GhParetoPoint *points = gh_pareto_front_get (front, 0);
  double first = points[0].emissions_kg[front->rate];

  return first - points[1].emissions_kg[front->rate]
         < 0.5 * (first - points[front->knee].emissions_kg[front->rate]);
}

static char *
describe_steps (const GhParetoFront *front, const char *currency)
{
  guint last = front->points->len - 1;
  g_auto (Step) first = make_step (front, 0, front->knee > 0 ? 1 : last, currency);

  if (front->knee == 0)
    return g_strdup_printf (_ ("Emitting up to %s kg of CO₂ a year less costs %s, %s a tonne."),
                            first.kg, first.money, first.per_tonne);
  g_auto (Step) knee = make_step (front, 0, front->knee, currency);
  g_auto (Step) rest = make_step (front, front->knee, last, currency);
  g_autofree char *begin
      = !is_short_of_knee (front)
            ? NULL
            : g_strdup_printf (_ ("The first %s kg of CO₂ a year less cost %s, %s a tonne. "),
                               first.kg, first.money, first.per_tonne);
  return g_strdup_printf (
      _ ("%sUp to the knee %s kg of CO₂ a year less cost %s, %s a tonne; beyond "
         "that it gets dear: the last %s kg cost %s, %s a tonne."),
      begin != NULL ? begin : "", knee.kg, knee.money, knee.per_tonne, rest.kg, rest.money,
      rest.per_tonne);
}

/* How much better than the line a plan may be that is not known: up to the knee, where it matters.
 */
static char *
describe_open (const GhParetoFront *front, const char *currency)
{
  guint end = front->knee > 0 ? front->knee : front->points->len - 1;
  double open = 0.0;

  if (!front->is_bounded)
    return g_strdup (_ ("Whether other plans lie below the line through these points is not known, "
                        "for each has its own prices of wear or energy."));
  if (front->is_whole)
    return g_strdup (_ ("No plan lies below the line through these points."));
  for (guint i = 0; i < end; i++)
    open = MAX (open, gh_pareto_front_get (front, i)->open_per_year);
  g_autofree char *money = gh_money_format (open, currency, 2);
  return g_strdup_printf (_ ("At the same emissions no other plan is cheaper than the line through "
                             "these points by more than %s a year."),
                          money);
}

/**
 * gh_pareto_answer:
 * @front: a front with points
 * @currency: of the study
 *
 * Tells what less carbon costs up to the knee and after it, and how much of the front is unknown.
 *
 * Returns: (transfer full): two or three sentences
 */
char *
gh_pareto_answer (const GhParetoFront *front, const char *currency)
{
  guint last = front->points->len - 1;
  double kg = gh_pareto_front_get (front, 0)->emissions_kg[front->rate]
              - gh_pareto_front_get (front, last)->emissions_kg[front->rate];

  if (kg < LITTLE_KG)
    return g_strdup_printf (_ ("%s there is next to nothing that using the car otherwise would "
                               "change about the emissions."),
                            gh_emission_rate_get_phrase (front->rate));
  g_autofree char *steps = describe_steps (front, currency);
  g_autofree char *rest = describe_open (front, currency);
  return g_strdup_printf ("%s %s", steps, rest);
}
