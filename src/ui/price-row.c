/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A price of energy as a row that opens: one price, or one for most of the time and others by hours
 * and days, of which the first that applies counts, as in the study file; or measured prices with
 * tax and fees. */
#include "price-row.h"

#include <math.h>

#include "day-buttons.h"
#include "hours-rows.h"
#include "number-text.h"
#include "price-edit.h"
#include "series-slots.h"
#include "series-source.h"
#include "unit-spin.h"
#include "words.h"

#define MINUTES_PER_DAY 1440
#define PERIOD_ROWS 3

/* @add: adds a period
 * @tax_row, @fees_row: (nullable): of measured prices; %NULL until the row has been opened, from
 *   when it has rows inside
 * @otherwise: (nullable): path of the price that counts where this one is not given; %NULL where it
 *   is then 0
 * @shown: number of periods that have rows, -1 for none shown
 * @inner: (element-type GtkWidget): rows inside, in their order */
struct _GhPriceRow
{
  AdwExpanderRow parent_instance;
  GhDocument *document;
  char *path;
  char *otherwise;
  const GhAttribute *attribute;
  GhShownUnit unit;
  GtkWidget *spin;
  GtkWidget *unit_label;
  GtkWidget *add;
  GtkWidget *source;
  GtkWidget *tax_row;
  GtkWidget *tax;
  GtkWidget *fees_row;
  GtkWidget *fees;
  GtkWidget *fees_unit;
  GPtrArray *inner;
  int shown;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GhPriceRow, gh_price_row, ADW_TYPE_EXPANDER_ROW)

static const GhPriceSpec *
get_price (GhPriceRow *row)
{
  GhPlace place;

  if (!gh_document_find (row->document, row->path, &place) || place.record == NULL)
    return NULL;
  return *(GhPriceSpec *const *) gh_attribute_field_const (place.attribute, place.record);
}

static void
edit (GhPriceRow *row, GhPriceChange change, guint index, double number)
{
  if (!row->updating)
    gh_price_edit (row->document, row->path, change, index, number);
}

static guint
index_of (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "period"));
}

static void
base_cb (GhPriceRow *row)
{
  edit (row, GH_PRICE_BASE, 0,
        gtk_spin_button_get_value (GTK_SPIN_BUTTON (row->spin)) / row->unit.scale);
}

static void
price_cb (GtkSpinButton *spin, gpointer data)
{
  GhPriceRow *row = data;

  edit (row, GH_PRICE_PRICE, index_of (GTK_WIDGET (spin)),
        gtk_spin_button_get_value (spin) / row->unit.scale);
}

static void
from_cb (GtkSpinButton *spin, gpointer data)
{
  edit (data, GH_PRICE_FROM, index_of (GTK_WIDGET (spin)),
        round (gtk_spin_button_get_value (spin)));
}

static void
to_cb (GtkSpinButton *spin, gpointer data)
{
  edit (data, GH_PRICE_TO, index_of (GTK_WIDGET (spin)), round (gtk_spin_button_get_value (spin)));
}

static void
days_cb (GtkWidget *buttons, guint days, gpointer data)
{
  edit (data, GH_PRICE_DAYS, index_of (buttons), days);
}

static void
months_cb (GtkWidget *entry, guint months, gpointer data)
{
  edit (data, GH_PRICE_MONTHS, index_of (entry), months);
}

static void
tax_cb (GhPriceRow *row)
{
  edit (row, GH_PRICE_TAX, 0, gtk_spin_button_get_value (GTK_SPIN_BUTTON (row->tax)));
}

static void
fees_cb (GhPriceRow *row)
{
  edit (row, GH_PRICE_FEES, 0,
        gtk_spin_button_get_value (GTK_SPIN_BUTTON (row->fees)) / row->unit.scale);
}

static void
remove_cb (GtkWidget *button, gpointer data)
{
  edit (data, GH_PRICE_REMOVE, index_of (button), 0.0);
}

static void
add_cb (GhPriceRow *row)
{
  edit (row, GH_PRICE_ADD, 0, 0.0);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
}

static void
configure_spin (GhPriceRow *row, GtkWidget *spin)
{
  double scale = row->unit.scale;

  gh_unit_spin_configure (spin, row->attribute->minimum * scale, row->attribute->maximum * scale,
                          scale > 1.0 ? 0.5 : 0.01, row->unit.digits);
}

static GtkWidget *
new_spin (GhPriceRow *row)
{
  GtkWidget *spin = gh_unit_spin_new (0.0, 1.0, 1.0, 0);

  configure_spin (row, spin);
  return spin;
}

static void
name_widget (GtkWidget *widget, guint period, const char *name)
{
  /* Translators: what a control is for, such as "Price", and the number of the period. */
  g_autofree char *label = g_strdup_printf (_ ("%s of period %u"), name, period + 1);

  g_object_set_data (G_OBJECT (widget), "period", GUINT_TO_POINTER (period));
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* Hours and removal in one row, days and price in the next, months in the last: narrow windows have
 * no room for more beside each other. */
static void
add_period_rows (GhPriceRow *row, guint index)
{
  GtkWidget *hours = adw_action_row_new (), *days = adw_action_row_new ();
  GtkWidget *season = adw_action_row_new ();
  GtkWidget *from = gh_clock_button_new (), *to = gh_clock_button_new ();
  GtkWidget *price = new_spin (row), *buttons = gh_day_buttons_new ();
  GtkWidget *months = gh_months_entry_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = g_strdup_printf (_ ("Period %u"), index + 1);

  name_widget (from, index, _ ("Beginning"));
  name_widget (to, index, _ ("End"));
  name_widget (price, index, _ ("Price"));
  name_widget (buttons, index, _ ("Days"));
  name_widget (months, index, _ ("Months"));
  name_widget (remove, index, _ ("Removal"));
  g_signal_connect (from, "value-changed", G_CALLBACK (from_cb), row);
  g_signal_connect (to, "value-changed", G_CALLBACK (to_cb), row);
  g_signal_connect (price, "value-changed", G_CALLBACK (price_cb), row);
  gh_day_buttons_connect (buttons, days_cb, row);
  gh_months_entry_connect (months, months_cb, row);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), row);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _ ("Remove this period"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (hours), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (hours), from);
  adw_action_row_add_suffix (ADW_ACTION_ROW (hours), gtk_label_new ("–"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (hours), to);
  adw_action_row_add_suffix (ADW_ACTION_ROW (hours), remove);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (season), _ ("Months"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (season), months);
  adw_action_row_add_suffix (ADW_ACTION_ROW (days), buttons);
  adw_action_row_add_suffix (ADW_ACTION_ROW (days), price);
  adw_action_row_add_suffix (ADW_ACTION_ROW (days), gh_unit_label_new (row->unit.unit));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), hours);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), days);
  g_ptr_array_add (row->inner, hours);
  g_ptr_array_add (row->inner, days);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), season);
  g_ptr_array_add (row->inner, season);
  g_object_set_data (G_OBJECT (hours), "from", from);
  g_object_set_data (G_OBJECT (hours), "to", to);
  g_object_set_data (G_OBJECT (season), "months", months);
  g_object_set_data (G_OBJECT (days), "days", buttons);
  g_object_set_data (G_OBJECT (days), "price", price);
}

static void
show_period (GhPriceRow *row, guint index, const GhPricePeriod *period)
{
  GObject *hours = g_ptr_array_index (row->inner, PERIOD_ROWS * index);
  GObject *days = g_ptr_array_index (row->inner, PERIOD_ROWS * index + 1);
  GObject *season = g_ptr_array_index (row->inner, PERIOD_ROWS * index + 2);

  gtk_spin_button_set_value (g_object_get_data (hours, "from"), period->from);
  gtk_spin_button_set_value (g_object_get_data (hours, "to"), period->to % MINUTES_PER_DAY);
  gh_months_entry_show (g_object_get_data (season, "months"), period->months);
  gh_day_buttons_set (g_object_get_data (days, "days"), period->days);
  gh_unit_spin_show (g_object_get_data (days, "price"), period->price * row->unit.scale);
}

static void
rebuild (GhPriceRow *row, guint count)
{
  for (guint i = 0; i < row->inner->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (row), g_ptr_array_index (row->inner, i));
  g_ptr_array_set_size (row->inner, 0);
  for (guint i = 0; i < count; i++)
    add_period_rows (row, i);
  row->shown = (int) count;
}

static void
show_subtitle (GhPriceRow *row, const GhPriceSpec *price)
{
  GPtrArray *periods = gh_price_get_periods (price);
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (row->document, row->path, &severity);
  g_autofree char *text
      = gh_series_slot_describe (gh_document_get_study (row->document), row->path);

  if (message == NULL && periods != NULL)
    text = g_strdup_printf (ngettext ("Price at other times; %u period has its own.",
                                      "Price at other times; %u periods have their own.",
                                      periods->len),
                            periods->len);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), message != NULL ? message
                                                         : text != NULL
                                                             ? text
                                                             : _ (row->attribute->meaning));
  if (message != NULL && severity == GH_SEVERITY_ERROR)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

/* Tax and fees, where prices are measured. */
static void
follow_market (GhPriceRow *row, const GhPriceSpec *price)
{
  gboolean measured = isnan (gh_price_get_base (price));
  double multiply = price != NULL && price->market != NULL ? price->market->multiply : 1.0;
  double add = price != NULL && price->market != NULL ? price->market->add : 0.0;

  gtk_widget_set_visible (row->tax_row, measured);
  gtk_widget_set_visible (row->fees_row, measured);
  gh_unit_spin_show (row->tax, 100.0 * (multiply - 1.0));
  gh_unit_spin_show (row->fees, add * row->unit.scale);
}

/* Prices are in another unit when the study has another currency; periods get new rows. */
static void
follow_unit (GhPriceRow *row)
{
  GhShownUnit unit;

  gh_shown_unit_init_price (&unit, gh_document_get_currency (row->document));
  if (g_str_equal (unit.unit, row->unit.unit))
    return;
  row->unit = unit;
  row->shown = -1;
  configure_spin (row, row->spin);
  gtk_label_set_label (GTK_LABEL (row->unit_label), unit.unit);
  if (row->fees_row == NULL)
    return;
  configure_spin (row, row->fees);
  gtk_label_set_label (GTK_LABEL (row->fees_unit), unit.unit);
}

static void
follow_inner (GhPriceRow *row, const GhPriceSpec *price)
{
  GPtrArray *periods = gh_price_get_periods (price);
  guint count = periods != NULL ? periods->len : 0;

  follow_market (row, price);
  if (row->shown != (int) count)
    rebuild (row, count);
  for (guint i = 0; i < count; i++)
    show_period (row, i, g_ptr_array_index (periods, i));
}

/* Whether the price is given, where another counts otherwise. */
static void
follow_given (GhPriceRow *row, const GhPriceSpec *price)
{
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (row);
  gboolean expanded = adw_expander_row_get_expanded (expander);

  if (row->otherwise == NULL || adw_expander_row_get_enable_expansion (expander) == (price != NULL))
    return;
  adw_expander_row_set_enable_expansion (expander, price != NULL);
  adw_expander_row_set_expanded (expander, expanded && price != NULL);
}

/* A single price, where prices are not measured, and what is inside. */
static void
follow (GhPriceRow *row)
{
  const GhPriceSpec *price = get_price (row);
  double base = gh_price_get_base (price);
  gboolean given = price != NULL || row->otherwise == NULL;
  gboolean single = given && !isnan (base);

  row->updating = TRUE;
  follow_unit (row);
  follow_given (row, price);
  gtk_widget_set_visible (row->spin, single);
  gtk_widget_set_visible (row->unit_label, single);
  gtk_widget_set_visible (row->add, single);
  gtk_widget_set_visible (row->source, given);
  gh_unit_spin_show (row->spin, isnan (base) ? 0.0 : base * row->unit.scale);
  if (row->tax_row != NULL)
    follow_inner (row, price);
  row->updating = FALSE;
  show_subtitle (row, price);
}

static void
gh_price_row_dispose (GObject *object)
{
  GhPriceRow *row = GH_PRICE_ROW (object);

  row->updating = TRUE;
  g_clear_pointer (&row->inner, g_ptr_array_unref);
  g_clear_object (&row->document);
  g_clear_pointer (&row->path, g_free);
  g_clear_pointer (&row->otherwise, g_free);
  G_OBJECT_CLASS (gh_price_row_parent_class)->dispose (object);
}

static void
gh_price_row_class_init (GhPriceRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_price_row_dispose;
}

static void
gh_price_row_init (GhPriceRow *row)
{
  row->inner = g_ptr_array_new ();
  row->shown = -1;
}

static GtkWidget *
new_market_row (GhPriceRow *row, const char *title, const char *subtitle, GtkWidget *spin,
                GtkWidget *unit)
{
  GtkWidget *inner = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (inner), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (inner), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (inner), spin);
  adw_action_row_add_suffix (ADW_ACTION_ROW (inner), unit);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (inner), spin);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inner);
  return inner;
}

static void
add_market_rows (GhPriceRow *row)
{
  row->tax = gh_unit_spin_new (-100.0, 100.0, 1.0, 1);
  row->fees = new_spin (row);
  row->fees_unit = gh_unit_label_new (row->unit.unit);
  row->tax_row = new_market_row (row, _ ("Tax on the price"),
                                 _ ("Such as 19 for a price on the market without tax."), row->tax,
                                 gh_unit_label_new ("%"));
  row->fees_row
      = new_market_row (row, _ ("Fees on top"), _ ("What is added to every kWh, tax included."),
                        row->fees, row->fees_unit);
  g_signal_connect_swapped (row->tax, "value-changed", G_CALLBACK (tax_cb), row);
  g_signal_connect_swapped (row->fees, "value-changed", G_CALLBACK (fees_cb), row);
}

static void
opened_cb (GhPriceRow *row)
{
  g_signal_handlers_disconnect_by_func (row, opened_cb, NULL);
  add_market_rows (row);
  follow (row);
}

/* From right to left, as the row takes them. */
static void
add_controls (GhPriceRow *row)
{
  row->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (row->add, "flat");
  gtk_widget_set_valign (row->add, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (row->add, _ ("Add a period with its own price"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a period with its own price"), -1);
  g_signal_connect_swapped (row->add, "clicked", G_CALLBACK (add_cb), row);
  row->spin = new_spin (row);
  row->unit_label = gh_unit_label_new (row->unit.unit);
  g_signal_connect_swapped (row->spin, "value-changed", G_CALLBACK (base_cb), row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (row->attribute->title), -1);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), row->add);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), row->unit_label);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), row->spin);
  row->source = gh_series_source_new (row->document, row->path);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), row->source);
}

/**
 * gh_price_row_new:
 * @document: what is edited; referenced
 * @path: of a price
 *
 * Returns: (transfer floating): a row that follows the price and edits it
 */
GtkWidget *
gh_price_row_new (GhDocument *document, const char *path)
{
  GhPriceRow *row = g_object_new (GH_TYPE_PRICE_ROW, NULL);
  GhPlace place;
  gboolean found = gh_document_find (document, path, &place);

  g_return_val_if_fail (found, NULL);
  row->document = g_object_ref (document);
  row->path = g_strdup (path);
  row->attribute = place.attribute;
  gh_shown_unit_init_price (&row->unit, gh_document_get_currency (document));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (place.attribute->title));
  add_controls (row);
  follow (row);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (opened_cb), NULL);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), row, G_CONNECT_SWAPPED);
  return GTK_WIDGET (row);
}

/* Begins as the price that counts otherwise. */
static void
given_cb (GhPriceRow *row)
{
  gboolean given = adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (row));
  const GhPriceSpec *other;
  GhPriceSpec *price;
  GhPlace place;

  if (row->updating || given == (get_price (row) != NULL))
    return;
  if (!given)
    {
      gh_document_clear (row->document, row->path);
      return;
    }
  other = gh_document_find (row->document, row->otherwise, &place) && place.record != NULL
              ? *(GhPriceSpec *const *) gh_attribute_field_const (place.attribute, place.record)
              : NULL;
  price = gh_price_spec_copy (other);
  if (price == NULL)
    {
      price = g_new0 (GhPriceSpec, 1);
      price->series = gh_series_spec_new_number (0.0);
    }
  gh_document_take_pointer (row->document, row->path, price);
}

/**
 * gh_price_row_new_optional:
 * @document: what is edited; referenced
 * @path: of a price
 * @otherwise: path of the price that counts where it is not given
 *
 * Returns: (transfer floating): a row with a switch for whether the price is given
 */
GtkWidget *
gh_price_row_new_optional (GhDocument *document, const char *path, const char *otherwise)
{
  GtkWidget *row = gh_price_row_new (document, path);
  /* The one that expanders can have has no name. */
  GtkWidget *given = gtk_switch_new ();

  GH_PRICE_ROW (row)->otherwise = g_strdup (otherwise);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), given);
  gtk_widget_set_valign (given, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (given), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  g_object_bind_property (row, "enable-expansion", given, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  follow (GH_PRICE_ROW (row));
  g_signal_connect (row, "notify::enable-expansion", G_CALLBACK (given_cb), NULL);
  return row;
}
