/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of strategies to choose from. There is one choice for all pages, only the bill has its
 * own; the wall battery that V2H is held against is offered where the study has one. */
#include "strategy-choice.h"

#include "settings.h"
#include "words.h"

/**
 * gh_strategy_choice_get:
 * @choice: a list of strategies
 * @first: the first of them
 *
 * Returns: the one that is chosen
 */
GhStrategy
gh_strategy_choice_get (GtkDropDown *choice, GhStrategy first)
{
  return first + gtk_drop_down_get_selected (choice);
}

/**
 * gh_strategy_choice_follow:
 * @choice: a list of strategies
 * @first: the first of them
 *
 * Chooses what has been chosen here or on another page, where the list has it.
 */
void
gh_strategy_choice_follow (GtkDropDown *choice, GhStrategy first)
{
  int wanted = gh_settings_get_choice (GH_SETTING_STRATEGY, GH_STRATEGY_V2H) - (int) first;

  if (wanted >= 0 && (guint) wanted < g_list_model_get_n_items (gtk_drop_down_get_model (choice)))
    gtk_drop_down_set_selected (choice, (guint) wanted);
}

/**
 * gh_strategy_choice_offer:
 * @choice: a list of strategies
 * @first: the first of them
 * @count: of the strategies that are compared, from #GH_STRATEGY_UNMANAGED on
 *
 * Takes the wall battery into the list, or out of it: then V2H is chosen in its place. Lists that
 * share the choice of all pages call gh_strategy_choice_follow() next.
 */
void
gh_strategy_choice_offer (GtkDropDown *choice, GhStrategy first, guint count)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (choice));
  guint there = g_list_model_get_n_items (G_LIST_MODEL (list)), wanted = count - (guint) first;

  if (there < wanted)
    gtk_string_list_append (list, _ ("Wall battery: instead of V2H"));
  else if (there > wanted)
    {
      if (gh_strategy_choice_get (choice, first) == GH_STRATEGY_BATTERY)
        gtk_drop_down_set_selected (choice, GH_STRATEGY_V2H - first);
      gtk_string_list_remove (list, wanted);
    }
}
