/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The battery's dashboard at the cursor: charge, health, temperature, and what it could take and
 * give for a while beside what the charger can do.
 *
 * Accessibility: the table is a group whose description says it in sentences. */
#include "battery-card.h"

#include <math.h>

#include "number-text.h"
#include "words.h"

#define ZERO_CELSIUS_K 273.15
/* The horizons, then the charger. */
#define COLUMNS (GH_BATTERY_HORIZONS + 1)
/* From here on a power is told in whole kilowatts, kW. */
#define WHOLE_KW 100.0

/* @note: of the whole plan, not of the cursor
 * @heads: above the columns; @take and @give: the numbers below them */
struct _GhBatteryCard
{
  GtkWidget parent_instance;
  GtkLabel *state;
  GtkLabel *limit;
  GtkLabel *note;
  GtkWidget *grid;
  GtkLabel *heads[COLUMNS];
  GtkLabel *take[COLUMNS];
  GtkLabel *give[COLUMNS];
};

G_DEFINE_FINAL_TYPE (GhBatteryCard, gh_battery_card, GTK_TYPE_WIDGET)

static GtkLabel *
new_label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static void
attach (GhBatteryCard *card, GtkLabel *label, int column, int row)
{
  gtk_grid_attach (GTK_GRID (card->grid), GTK_WIDGET (label), column, row, 1, 1);
}

static void
fill_grid (GhBatteryCard *card)
{
  attach (card, new_label (_ ("Greatest power, kW"), 0.0f, "dim-label"), 0, 0);
  attach (card, new_label (_ ("could take"), 0.0f, NULL), 0, 1);
  attach (card, new_label (_ ("could give"), 0.0f, NULL), 0, 2);
  for (int i = 0; i < COLUMNS; i++)
    {
      card->heads[i] = new_label (NULL, 1.0f, "dim-label");
      card->take[i] = new_label (NULL, 1.0f, "numeric");
      card->give[i] = new_label (NULL, 1.0f, "numeric");
      attach (card, card->heads[i], i + 1, 0);
      attach (card, card->take[i], i + 1, 1);
      attach (card, card->give[i], i + 1, 2);
    }
  gtk_label_set_label (card->heads[GH_BATTERY_HORIZONS], _ ("Charger"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (card->heads[GH_BATTERY_HORIZONS]),
                               _ ("What the charger can do, counted at the battery as well"));
}

static void
gh_battery_card_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gh_battery_card_parent_class)->dispose (object);
}

static void
gh_battery_card_class_init (GhBatteryCardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_battery_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
gh_battery_card_init (GhBatteryCard *card)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (card));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  card->state = new_label (NULL, 0.0f, NULL);
  card->limit = new_label (NULL, 0.0f, "dim-label");
  card->note = new_label (NULL, 0.0f, "dim-label");
  card->grid = g_object_new (GTK_TYPE_GRID, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                             "column-spacing", 14, "halign", GTK_ALIGN_START, NULL);
  gtk_label_set_wrap (card->state, TRUE);
  gtk_label_set_selectable (card->state, TRUE);
  gtk_label_set_wrap (card->limit, TRUE);
  gtk_label_set_wrap (card->note, TRUE);
  gtk_label_set_selectable (card->note, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (card->note), FALSE);
  fill_grid (card);
  gtk_widget_set_parent (GTK_WIDGET (card->state), GTK_WIDGET (card));
  gtk_widget_set_parent (card->grid, GTK_WIDGET (card));
  gtk_widget_set_parent (GTK_WIDGET (card->limit), GTK_WIDGET (card));
  gtk_widget_set_parent (GTK_WIDGET (card->note), GTK_WIDGET (card));
}

static char *
format_horizon (double seconds)
{
  g_autofree char *number = gh_number_format (seconds < 60.0 ? seconds : seconds / 60.0, 0);

  return g_strdup_printf (seconds < 60.0 ? _ ("%s s") : _ ("%s min"), number);
}

static char *
format_kw (double kw)
{
  return gh_number_format (kw, kw < WHOLE_KW ? 1 : 0);
}

/* Writes a column and says it in a sentence. */
static void
show_power (GhBatteryCard *card, guint column, double charge_kw, double discharge_kw,
            GString *words)
{
  g_autofree char *take = format_kw (charge_kw);
  g_autofree char *give = format_kw (discharge_kw);

  gtk_label_set_label (card->take[column], take);
  gtk_label_set_label (card->give[column], give);
  /* Translators: for how long, then two powers. */
  g_string_append_printf (words, _ ("%s: could take %s kW and give %s kW."),
                          gtk_label_get_label (card->heads[column]), take, give);
  g_string_append_c (words, ' ');
}

static void
show_state (GhBatteryCard *card, const GhBatteryMoment *moment)
{
  g_autofree char *soc = gh_number_format (100.0 * moment->soc, 0);
  g_autofree char *soh = gh_number_format (100.0 * moment->soh, 0);
  g_autofree char *celsius = gh_number_format (moment->temperature_k - ZERO_CELSIUS_K, 0);
  /* Translators: state of charge, state of health and temperature of the battery. */
  g_autofree char *text = g_strdup_printf (
      _ ("Battery: %s %% charged · %s %% of its capacity left · %s °C"), soc, soh, celsius);

  gtk_label_set_label (card->state, text);
}

static double
most_kw (const GhChargerCurve *curve)
{
  return curve->count > 0 ? curve->battery_kw[curve->count - 1] : 0.0;
}

/* Which of the two sets the limit over a step. */
static void
show_limit (GhBatteryCard *card, const GhBatteryPower *step, const GhStore *store)
{
  gboolean charging = step->charge_kw < most_kw (&store->charge);
  gboolean discharging = step->discharge_kw < most_kw (&store->discharge);
  const char *text = charging && discharging
                         ? _ ("Now the battery, not the charger, limits both ways.")
                     : charging    ? _ ("Now the battery, not the charger, limits charging.")
                     : discharging ? _ ("Now the battery, not the charger, limits giving.")
                                   : NULL;

  gtk_label_set_label (card->limit, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (card->limit), text != NULL);
}

/**
 * gh_battery_card_set_note:
 * @card: a card
 * @note: (nullable): what is to be said of the whole plan, below what is read at the cursor
 *
 * Says it, or nothing.
 */
void
gh_battery_card_set_note (GhBatteryCard *card, const char *note)
{
  gtk_label_set_label (card->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (card->note), note != NULL);
}

/**
 * gh_battery_card_show:
 * @card: a card
 * @moment: (nullable): what to show; %NULL hides the card
 * @store: the battery with its charger
 *
 * Shows the dashboard.
 */
void
gh_battery_card_show (GhBatteryCard *card, const GhBatteryMoment *moment, const GhStore *store)
{
  g_autoptr (GString) words = g_string_new (NULL);

  gtk_widget_set_visible (GTK_WIDGET (card), moment != NULL);
  if (moment == NULL)
    return;
  for (guint i = 0; i < GH_BATTERY_HORIZONS; i++)
    {
      const GhBatteryPower *power = &moment->powers[i];
      g_autofree char *head = format_horizon (power->seconds);
      gtk_label_set_label (card->heads[i], head);
      show_power (card, i, power->charge_kw, power->discharge_kw, words);
    }
  show_power (card, GH_BATTERY_HORIZONS, most_kw (&store->charge), most_kw (&store->discharge),
              words);
  show_state (card, moment);
  show_limit (card, &moment->powers[GH_BATTERY_HORIZONS - 1], store);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card->grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Greatest power of the battery"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
}
