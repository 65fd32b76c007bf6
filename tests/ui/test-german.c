/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window in another language: nothing of English is left, and numbers are read and written as
 * people there do. */
#include <locale.h>

#include "german.h"
#include "window-fixture.h"
#include "words.h"

static const GhStudy *
get_study (Fixture *fixture)
{
  return gh_document_get_study (get_document (fixture));
}

/* A number with a decimal comma is shown, typed and understood. */
static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *spin = find (fixture, GTK_TYPE_SPIN_BUTTON, "Spitzenleistung (kW)");

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "8,0");
  gtk_editable_set_text (GTK_EDITABLE (spin), "9,5");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  const GhSolarArray *roof = get_study (fixture)->solar->pdata[0];
  g_assert_cmpfloat (roof->peak_kw, ==, 9.5);
  find (fixture, GTK_TYPE_LABEL, "9,5\302\240kW, um 35° nach Süden geneigt");
  wait_for_plan (fixture);
}

/* Words that English sentences hardly do without and German ones never have. */
#define ENGLISH "\\b(the|of|and|is|are|not|with|from|year|what|by|car|charging|power)\\b"

static void
check_words (GtkWidget *widget, guint *checked)
{
  const char *texts[] = { GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL,
                          gtk_widget_get_tooltip_text (widget) };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      {
        *checked += 1;
        if (g_regex_match_simple (ENGLISH, texts[i], G_REGEX_CASELESS, 0))
          g_test_fail_printf ("English is left: \"%s\"", texts[i]);
      }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_words (child, checked);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[]
      = { "home", "plan", "compare", "money", "battery", "what-if", "resilience" };
  static const char *const titles[]
      = { "Zuhause", "Plan", "Vergleich", "Geld", "Batterie", "Was wenn", "Stromausfall" };
  guint checked = 0;

  wait_for_plan (fixture);
  find (fixture, GTK_TYPE_LABEL, "Haus mit Solardach und Auto (Beispiel)");
  find (fixture, GTK_TYPE_LABEL, "Süddach");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      find (fixture, GTK_TYPE_LABEL, titles[i]);
      gh_window_show_page (fixture->window, pages[i]);
      wait_ms (100);
      check_words (GTK_WIDGET (fixture->window), &checked);
    }
  g_assert_cmpuint (checked, >, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!german_begin ())
    {
      g_print ("1..0 # SKIP there is no German locale\n");
      return 0;
    }
  gh_words_init ();
  g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
  ADD_WINDOW_TEST ("/german/numbers", test_numbers);
  ADD_WINDOW_TEST ("/german/words", test_words);
  return run_window_tests ();
}
