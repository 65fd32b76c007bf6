/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "errors.h"
#include "findings.h"
#include "progress.h"

static void
test_findings (void)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  char path[] = "$.load";

  g_assert_cmpuint (gh_findings_get_count (findings), ==, 0);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
  gh_findings_add (findings, GH_SEVERITY_WARNING, "$", "%d gaps filled", 12);
  gh_findings_add (findings, GH_SEVERITY_ERROR, path, "%g is below %s", -3.0, "0");
  path[0] = '#';

  g_assert_cmpuint (gh_findings_get_count (findings), ==, 2);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 1);
  g_assert_cmpint (gh_findings_get (findings, 0)->severity, ==, GH_SEVERITY_WARNING);
  g_assert_cmpstr (gh_findings_get (findings, 0)->message, ==, "12 gaps filled");
  g_assert_cmpstr (gh_findings_get (findings, 1)->path, ==, "$.load");
  g_assert_cmpstr (gh_findings_get (findings, 1)->message, ==, "-3 is below 0");
  gh_findings_free (NULL);
}

/* Alone a message is a sentence, in whatever letters it begins. */
static void
test_sentence (void)
{
  static const char *const cases[][2] = { { "12 gaps filled", "12 gaps filled." },
                                          { "too long", "Too long." },
                                          { "über 60 °C", "Über 60 °C." },
                                          { "It ends.", "It ends." },
                                          { "city.epw is gone", "city.epw is gone." },
                                          { "", "." } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = gh_message_to_sentence (cases[i][0]);
      g_assert_cmpstr (sentence, ==, cases[i][1]);
    }
}

/* What a callback was told last. */
typedef struct
{
  guint calls;
  double fraction;
  const char *message;
  gboolean go_on;
} Listener;

static gboolean
listen (double fraction, const char *message, gpointer data)
{
  Listener *listener = data;

  listener->calls++;
  listener->fraction = fraction;
  listener->message = message;
  return listener->go_on;
}

static void
test_nobody_asks (void)
{
  g_autoptr (GError) error = NULL;
  GhProgress silent = { NULL, NULL, 0.0, 1.0 };
  GhProgress part = gh_progress_part (NULL, 0.2, 0.4);

  g_assert_true (gh_progress_step (NULL, 0.5, "half", &error));
  g_assert_true (gh_progress_step (&silent, 0.5, "half", &error));
  g_assert_true (gh_progress_step (&part, 0.5, "half", &error));
  g_assert_no_error (error);
}

static void
test_parts (void)
{
  static const struct
  {
    double from, to, inner_from, inner_to, fraction, whole;
  } rows[] = {
    { 0.0, 1.0, 0.0, 1.0, 0.3, 0.3 },  { 0.5, 1.0, 0.0, 1.0, 0.5, 0.75 },
    { 0.5, 1.0, 0.5, 1.0, 0.0, 0.75 }, { 0.2, 0.6, 0.5, 0.75, 1.0, 0.5 },
    { 0.2, 0.6, 0.0, 1.0, 7.0, 0.6 },  { 0.2, 0.6, 0.0, 1.0, -7.0, 0.2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Listener listener = { .go_on = TRUE };
      GhProgress whole = { listen, &listener, 0.0, 1.0 };
      GhProgress outer = gh_progress_part (&whole, rows[i].from, rows[i].to);
      GhProgress inner = gh_progress_part (&outer, rows[i].inner_from, rows[i].inner_to);
      g_assert_true (gh_progress_step (&inner, rows[i].fraction, "word", NULL));
      g_assert_cmpuint (listener.calls, ==, 1);
      g_assert_cmpstr (listener.message, ==, "word");
      g_assert_cmpfloat_with_epsilon (listener.fraction, rows[i].whole, 1e-12);
    }
}

static void
test_stop (void)
{
  g_autoptr (GError) error = NULL;
  Listener listener = { .go_on = FALSE };
  GhProgress progress = { listen, &listener, 0.0, 1.0 };

  g_assert_false (gh_progress_step (&progress, 0.5, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
  g_assert_false (gh_progress_step (&progress, 0.5, NULL, NULL));
}

/* The first that is an error, whatever comes before it. */
static void
test_error (void)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;

  gh_findings_add (findings, GH_SEVERITY_WARNING, "$", "only strange");
  g_assert_false (gh_findings_set_error (findings, &error));
  g_assert_no_error (error);
  gh_findings_add (findings, GH_SEVERITY_ERROR, "$", "wrong");
  gh_findings_add (findings, GH_SEVERITY_ERROR, "$", "wrong as well");
  g_assert_true (gh_findings_set_error (findings, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "wrong");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/findings/list", test_findings);
  g_test_add_func ("/findings/error", test_error);
  g_test_add_func ("/findings/sentence", test_sentence);
  g_test_add_func ("/progress/nobody-asks", test_nobody_asks);
  g_test_add_func ("/progress/parts", test_parts);
  g_test_add_func ("/progress/stop", test_stop);
  return g_test_run ();
}
