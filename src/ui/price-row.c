/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A price of energy as a row that opens: one price, or one for most of the time and others by hours
 * and days, of which the first that applies counts, as in the study file; or measured prices with
 * tax and fees. */
#include "price-row.h"

#include <math.h>

#include "day-buttons.h"
#include "number-text.h"
#include "series-slots.h"
#include "series-source.h"
#include "unit-spin.h"
#include "words.h"

#define MINUTES_PER_DAY 1440

/* @add: adds a period
 * @tax_row, @fees_row: (nullable): of measured prices; %NULL until the row has been opened, from
 *   when it has rows inside
 * @shown: number of periods that have rows, -1 for none shown
 * @inner: (element-type GtkWidget): rows inside, in their order */
struct _GhPriceRow
{
  AdwExpanderRow parent_instance;
  GhDocument *document;
  char *path;
  const GhAttribute *attribute;
  GhShownUnit unit;
  GtkWidget *spin;
  GtkWidget *unit_label;
  GtkWidget *add;
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

/* The one price, or the one for the time that no period has; NAN of a series. */
static double
get_base (const GhPriceSpec *price)
{
  if (price == NULL)
    return 0.0;
  if (price->periods != NULL)
    return price->periods->default_price;
  return price->series != NULL && price->series->form == GH_SERIES_NUMBER ? price->series->number
                                                                          : NAN;
}

static GPtrArray *
get_periods (const GhPriceSpec *price)
{
  return price != NULL && price->periods != NULL ? price->periods->periods : NULL;
}

static void
give (const GhAttributeTable *table, gpointer record, const char *name)
{
  guint index;

  if (gh_attribute_table_find (table, name, &index) != NULL)
    gh_record_set_given (table, record, index);
}

/* A change of a price: which period, and what of it. */
typedef enum
{
  CHANGE_BASE,
  CHANGE_ADD,
  CHANGE_REMOVE,
  CHANGE_PRICE,
  CHANGE_FROM,
  CHANGE_TO,
  CHANGE_DAYS,
  CHANGE_TAX,
  CHANGE_FEES
} ChangeKind;

typedef struct
{
  GhPriceRow *row;
  ChangeKind kind;
  guint index;
  double number;
} Change;

static GhPriceSpec *
copy_as_periods (const GhPriceSpec *price)
{
  GhPriceSpec *copy = gh_price_spec_copy (price);
  double base = get_base (price);

  if (copy == NULL)
    copy = g_new0 (GhPriceSpec, 1);
  if (copy->periods != NULL)
    return copy;
  g_clear_pointer (&copy->series, gh_series_spec_free);
  copy->periods = gh_record_new (&gh_period_price_table);
  copy->periods->default_price = isnan (base) ? 0.0 : base;
  copy->periods->periods = g_ptr_array_new ();
  give (&gh_period_price_table, copy->periods, "default");
  give (&gh_period_price_table, copy->periods, "periods");
  return copy;
}

static void
add_period (GhPriceSpec *price)
{
  GhPricePeriod *period = gh_record_new (&gh_price_period_table);

  period->price = price->periods->default_price;
  period->from = 22 * 60;
  period->to = 6 * 60;
  for (const char *const *name = (const char *const[]){ "price", "days", "from", "to", NULL };
       *name != NULL; name++)
    give (&gh_price_period_table, period, *name);
  g_ptr_array_add (price->periods->periods, period);
}

static void
change_period (GhPriceSpec *price, const Change *change)
{
  GhPricePeriod *period = g_ptr_array_index (price->periods->periods, change->index);

  switch (change->kind)
    {
    case CHANGE_REMOVE:
      gh_record_free (&gh_price_period_table, period);
      g_ptr_array_remove_index (price->periods->periods, change->index);
      break;
    case CHANGE_PRICE:
      period->price = change->number;
      break;
    case CHANGE_FROM:
      period->from = (int) change->number;
      give (&gh_price_period_table, period, "from");
      break;
    case CHANGE_TO:
      period->to = (int) change->number;
      give (&gh_price_period_table, period, "to");
      break;
    case CHANGE_DAYS:
    default:
      period->days = (guint) change->number;
      give (&gh_price_period_table, period, "days");
    }
}

/* A price without periods left is one price again. */
static GhPriceSpec *
flatten (GhPriceSpec *price)
{
  double base = price->periods->default_price;

  if (price->periods->periods->len > 0)
    return price;
  gh_price_spec_free (price);
  price = g_new0 (GhPriceSpec, 1);
  price->series = gh_series_spec_new_number (base);
  return price;
}

/* What is paid on top of a measured price. */
static void
change_market (GhStudy *study, const Change *change)
{
  const GhSeriesSpec *numbers = gh_series_slot_get (study, change->row->path);
  const GhPriceSpec *price = get_price (change->row);
  double multiply = price->market != NULL ? price->market->multiply : 1.0;
  double add = price->market != NULL ? price->market->add : 0.0;

  gh_series_slot_fill (study, change->row->path, gh_series_spec_copy (numbers),
                       change->kind == CHANGE_TAX ? 1.0 + change->number / 100.0 : multiply,
                       change->kind == CHANGE_FEES ? change->number : add);
}

static void
make_change (GhStudy *study, gpointer data)
{
  Change *change = data;
  GhPlace place;
  GhPriceSpec *price;

  if (!gh_place_find (&gh_study_table, study, change->row->path, TRUE, &place))
    return;
  if (change->kind == CHANGE_TAX || change->kind == CHANGE_FEES)
    {
      change_market (study, change);
      return;
    }
  price = copy_as_periods (*(GhPriceSpec **) gh_attribute_field (place.attribute, place.record));
  if (change->kind == CHANGE_BASE)
    price->periods->default_price = change->number;
  else if (change->kind == CHANGE_ADD)
    add_period (price);
  else if (change->index < price->periods->periods->len)
    change_period (price, change);
  gh_place_take_pointer (&place, flatten (price));
}

static void
edit (GhPriceRow *row, ChangeKind kind, guint index, double number)
{
  Change change = { row, kind, index, number };
  g_autofree char *key = g_strdup_printf ("%s %d %u", row->path, kind, index);

  if (!row->updating)
    gh_document_edit (row->document, _ (row->attribute->title), key, make_change, &change);
}

static guint
index_of (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "period"));
}

static void
base_cb (GhPriceRow *row)
{
  edit (row, CHANGE_BASE, 0,
        gtk_spin_button_get_value (GTK_SPIN_BUTTON (row->spin)) / row->unit.scale);
}

static void
price_cb (GtkSpinButton *spin, gpointer data)
{
  GhPriceRow *row = data;

  edit (row, CHANGE_PRICE, index_of (GTK_WIDGET (spin)),
        gtk_spin_button_get_value (spin) / row->unit.scale);
}

static void
from_cb (GtkSpinButton *spin, gpointer data)
{
  edit (data, CHANGE_FROM, index_of (GTK_WIDGET (spin)), round (gtk_spin_button_get_value (spin)));
}

static void
to_cb (GtkSpinButton *spin, gpointer data)
{
  edit (data, CHANGE_TO, index_of (GTK_WIDGET (spin)), round (gtk_spin_button_get_value (spin)));
}

static void
days_cb (GtkWidget *buttons, guint days, gpointer data)
{
  edit (data, CHANGE_DAYS, index_of (buttons), days);
}

static void
tax_cb (GhPriceRow *row)
{
  edit (row, CHANGE_TAX, 0, gtk_spin_button_get_value (GTK_SPIN_BUTTON (row->tax)));
}

static void
fees_cb (GhPriceRow *row)
{
  edit (row, CHANGE_FEES, 0,
        gtk_spin_button_get_value (GTK_SPIN_BUTTON (row->fees)) / row->unit.scale);
}

static void
remove_cb (GtkWidget *button, gpointer data)
{
  edit (data, CHANGE_REMOVE, index_of (button), 0.0);
}

static void
add_cb (GhPriceRow *row)
{
  edit (row, CHANGE_ADD, 0, 0.0);
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

/* Hours and price in one row, days and removal in the next. */
static void
add_period_rows (GhPriceRow *row, guint index)
{
  GtkWidget *hours = adw_action_row_new (), *days = adw_action_row_new ();
  GtkWidget *from = gh_clock_button_new (), *to = gh_clock_button_new ();
  GtkWidget *price = new_spin (row), *buttons = gh_day_buttons_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = g_strdup_printf (_ ("Period %u"), index + 1);

  name_widget (from, index, _ ("Beginning"));
  name_widget (to, index, _ ("End"));
  name_widget (price, index, _ ("Price"));
  name_widget (buttons, index, _ ("Days"));
  name_widget (remove, index, _ ("Removal"));
  g_signal_connect (from, "value-changed", G_CALLBACK (from_cb), row);
  g_signal_connect (to, "value-changed", G_CALLBACK (to_cb), row);
  g_signal_connect (price, "value-changed", G_CALLBACK (price_cb), row);
  gh_day_buttons_connect (buttons, days_cb, row);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), row);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _ ("Remove this period"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (hours), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (hours), from);
  adw_action_row_add_suffix (ADW_ACTION_ROW (hours), gtk_label_new ("–"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (hours), to);
  adw_action_row_add_suffix (ADW_ACTION_ROW (days), buttons);
  adw_action_row_add_suffix (ADW_ACTION_ROW (days), price);
  adw_action_row_add_suffix (ADW_ACTION_ROW (days), gh_unit_label_new (row->unit.unit));
  adw_action_row_add_suffix (ADW_ACTION_ROW (days), remove);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), hours);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), days);
  g_ptr_array_add (row->inner, hours);
  g_ptr_array_add (row->inner, days);
  g_object_set_data (G_OBJECT (hours), "from", from);
  g_object_set_data (G_OBJECT (hours), "to", to);
  g_object_set_data (G_OBJECT (days), "days", buttons);
  g_object_set_data (G_OBJECT (days), "price", price);
}

static void
show_period (GhPriceRow *row, guint index, const GhPricePeriod *period)
{
  GObject *hours = g_ptr_array_index (row->inner, 2 * index);
  GObject *days = g_ptr_array_index (row->inner, 2 * index + 1);

  gtk_spin_button_set_value (g_object_get_data (hours, "from"), period->from);
  gtk_spin_button_set_value (g_object_get_data (hours, "to"), period->to % MINUTES_PER_DAY);
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
  GPtrArray *periods = get_periods (price);
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
  gboolean measured = isnan (get_base (price));
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
  GPtrArray *periods = get_periods (price);
  guint count = periods != NULL ? periods->len : 0;

  follow_market (row, price);
  if (row->shown != (int) count)
    rebuild (row, count);
  for (guint i = 0; i < count; i++)
    show_period (row, i, g_ptr_array_index (periods, i));
}

/* A single price, where prices are not measured, and what is inside. */
static void
follow (GhPriceRow *row)
{
  const GhPriceSpec *price = get_price (row);
  double base = get_base (price);

  row->updating = TRUE;
  follow_unit (row);
  gtk_widget_set_visible (row->spin, !isnan (base));
  gtk_widget_set_visible (row->unit_label, !isnan (base));
  gtk_widget_set_visible (row->add, !isnan (base));
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
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row),
                               gh_series_source_new (row->document, row->path));
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
