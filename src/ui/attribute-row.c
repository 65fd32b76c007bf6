/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One attribute of a study as a row: what it is called and means from the attribute table, a
 * control for its kind, and what is wrong with it. A series that is one number is edited as that
 * number. */
#include "attribute-row.h"

#include <math.h>

#include "number-text.h"
#include "series-slots.h"
#include "series-source.h"
#include "series-spec.h"
#include "tooltip.h"
#include "unit-spin.h"
#include "words.h"

/* What an absent number usually begins with, as it is shown. */
#define FIRST_VALUE 10.0
#define FIRST_PERCENT 50.0
/* Of a text: the least width, and the greatest that a long one asks for. */
#define TEXT_CHARS 20
#define MOST_TEXT_CHARS 56

/* @title: what the attribute is called
 * @control: the widget that holds the value
 * @given: (nullable): of a number that may be absent: whether it is there
 * @unit_label: (nullable): what stands behind a number
 * @unused: (nullable): why the value does not count; %NULL where it does
 * @updating: while the control follows the document rather than the other way */
struct _GhAttributeRow
{
  AdwActionRow parent_instance;
  GhDocument *document;
  char *path;
  const GhAttribute *attribute;
  char *title;
  GhShownUnit unit;
  GtkWidget *control;
  GtkWidget *given;
  GtkWidget *unit_label;
  char *unused;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GhAttributeRow, gh_attribute_row, ADW_TYPE_ACTION_ROW)

/* The kind of the study, as attributes know it. */
static guint
get_kind (GhAttributeRow *row)
{
  return 1u << gh_document_get_study (row->document)->kind;
}

static gboolean
is_optional (const GhAttribute *attribute)
{
  return attribute->kind == GH_KIND_NUMBER && isnan (attribute->default_number)
         && !attribute->required;
}

/* The constant that a series is, 0 where it is not given; NAN when it is none. */
static double
get_constant (const GhPlace *place)
{
  const GhSeriesSpec *spec;

  if (place->record == NULL)
    return 0.0;
  spec = *(GhSeriesSpec *const *) gh_attribute_field_const (place->attribute, place->record);
  if (spec == NULL)
    return 0.0;
  return spec->form == GH_SERIES_NUMBER ? spec->number : NAN;
}

static double
get_number (GhAttributeRow *row)
{
  GhPlace place;

  if (!gh_document_find (row->document, row->path, &place))
    return NAN;
  if (row->attribute->kind == GH_KIND_SERIES)
    return get_constant (&place);
  return place.record != NULL ? gh_place_get_number (&place) : row->attribute->default_number;
}

static void
set_number (GhAttributeRow *row, double number)
{
  if (row->attribute->kind == GH_KIND_SERIES)
    gh_document_take_pointer (row->document, row->path, gh_series_spec_new_number (number));
  else
    gh_document_set_number (row->document, row->path, number);
}

static const char *
get_text (GhAttributeRow *row)
{
  GhPlace place;
  const char *text = NULL;

  if (gh_document_find (row->document, row->path, &place) && place.record != NULL)
    text = *(char *const *) gh_attribute_field_const (place.attribute, place.record);
  return text != NULL ? text : "";
}

static gboolean
is_series (GhAttributeRow *row)
{
  return row->attribute->kind == GH_KIND_SERIES;
}

/* The emissions of a grid may be one number; what the sun or a car does is measured or not given.
 */
static gboolean
may_be_number (GhAttributeRow *row)
{
  return !is_series (row) || g_strcmp0 (gh_series_slot_get_kind (row->path), "emissions") == 0;
}

static void
follow_value (GhAttributeRow *row)
{
  double number = get_number (row);

  if (GTK_IS_SPIN_BUTTON (row->control))
    {
      gboolean shown = may_be_number (row) && !(is_series (row) && isnan (number));
      gtk_widget_set_visible (row->control, shown);
      if (row->unit_label != NULL)
        gtk_widget_set_visible (row->unit_label, shown);
      gtk_widget_set_sensitive (row->control, !isnan (number) && row->unused == NULL);
      if (!isnan (number))
        gh_unit_spin_show (row->control, number * row->unit.scale);
    }
  else if (GTK_IS_SWITCH (row->control))
    gtk_switch_set_active (GTK_SWITCH (row->control), number > 0.5);
  else if (GTK_IS_DROP_DOWN (row->control) && isnan (number))
    return; /* what it is of has just been removed */
  else if (GTK_IS_DROP_DOWN (row->control))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (row->control), (guint) number);
  else if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row->control)), get_text (row)) != 0)
    {
      /* A long text is seen whole where there is room for it. */
      gtk_editable_set_max_width_chars (
          GTK_EDITABLE (row->control),
          (int) CLAMP (g_utf8_strlen (get_text (row), -1) + 1, TEXT_CHARS, MOST_TEXT_CHARS));
      gtk_editable_set_text (GTK_EDITABLE (row->control), get_text (row));
    }
  if (row->given != NULL)
    gtk_switch_set_active (GTK_SWITCH (row->given), !isnan (number));
}

/* One line of help, or what is wrong. */
static void
follow_message (GhAttributeRow *row)
{
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (row->document, row->path, &severity);
  g_autofree char *words
      = is_series (row) ? gh_series_slot_describe (gh_document_get_study (row->document), row->path)
                        : NULL;
  gboolean wrong = message != NULL && severity == GH_SEVERITY_ERROR;
  const char *help = row->unused != NULL ? row->unused
                     : words != NULL
                         ? words
                         : _ (gh_attribute_get_meaning (row->attribute, get_kind (row)));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), message != NULL ? message : help);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  if (message != NULL && !wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "warning");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->control), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
spin_changed_cb (GhAttributeRow *row)
{
  if (!row->updating)
    set_number (row, gtk_spin_button_get_value (GTK_SPIN_BUTTON (row->control)) / row->unit.scale);
}

static void
switch_changed_cb (GhAttributeRow *row)
{
  if (!row->updating)
    set_number (row, gtk_switch_get_active (GTK_SWITCH (row->control)));
}

static void
choice_changed_cb (GhAttributeRow *row)
{
  if (!row->updating)
    set_number (row, gtk_drop_down_get_selected (GTK_DROP_DOWN (row->control)));
}

static void
text_changed_cb (GhAttributeRow *row)
{
  if (!row->updating)
    gh_document_set_text (row->document, row->path,
                          gtk_editable_get_text (GTK_EDITABLE (row->control)));
}

/* What an absent number begins with when it is switched on. */
static double
find_first (const GhAttributeRow *row)
{
  const GhAttribute *attribute = row->attribute;
  double usual = (attribute->percent ? FIRST_PERCENT : FIRST_VALUE) / row->unit.scale;

  return CLAMP (attribute->first_number > 0.0 ? attribute->first_number : usual, attribute->minimum,
                attribute->maximum);
}

static void
given_changed_cb (GhAttributeRow *row)
{
  if (row->updating)
    return;
  if (!gtk_switch_get_active (GTK_SWITCH (row->given)))
    gh_document_clear (row->document, row->path);
  else
    set_number (row, find_first (row));
}

static void
left_cb (GhAttributeRow *row)
{
  gh_document_close_step (row->document);
}

static GtkWidget *
new_spin_button (GhAttributeRow *row)
{
  GtkWidget *spin = gh_unit_spin_new (0.0, 1.0, 1.0, 0);

  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (spin_changed_cb), row);
  return spin;
}

static GtkWidget *
new_drop_down (GhAttributeRow *row)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; row->attribute->choice_titles[i] != NULL; i++)
    gtk_string_list_append (titles, _ (row->attribute->choice_titles[i]));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (choice_changed_cb), row);
  return drop_down;
}

static GtkWidget *
new_control (GhAttributeRow *row)
{
  GtkWidget *control;

  switch (row->attribute->kind)
    {
    case GH_KIND_BOOLEAN:
      control = gtk_switch_new ();
      g_signal_connect_swapped (control, "notify::active", G_CALLBACK (switch_changed_cb), row);
      return control;
    case GH_KIND_CHOICE:
      return new_drop_down (row);
    case GH_KIND_TEXT:
      control = gtk_entry_new ();
      gtk_editable_set_width_chars (GTK_EDITABLE (control), TEXT_CHARS);
      g_signal_connect_swapped (control, "changed", G_CALLBACK (text_changed_cb), row);
      return control;
    default:
      return new_spin_button (row);
    }
}

/* Range and unit, for the tooltip and for those who hear the row. */
static char *
describe_range (GhAttributeRow *row)
{
  g_autofree char *least = gh_shown_unit_format (&row->unit, row->attribute->minimum);
  g_autofree char *greatest = gh_shown_unit_format (&row->unit, row->attribute->maximum);

  return GTK_IS_SPIN_BUTTON (row->control) ? g_strdup_printf (_ ("From %s to %s"), least, greatest)
                                           : NULL;
}

/* The unit of the number, its range and its step. */
static void
show_unit (GhAttributeRow *row)
{
  const GhAttribute *attribute = row->attribute;
  double scale = row->unit.scale;
  double step = row->unit.digits > 1 ? 0.1 : row->unit.digits == 1 ? 0.5 : 1.0;
  g_autofree char *range = describe_range (row);
  g_autofree char *label = *row->unit.unit != '\0'
                               ? g_strdup_printf ("%s (%s)", row->title, row->unit.unit)
                               : g_strdup (row->title);

  if (GTK_IS_SPIN_BUTTON (row->control))
    gh_unit_spin_configure (row->control, attribute->minimum * scale, attribute->maximum * scale,
                            step, row->unit.digits);
  if (row->unit_label != NULL)
    gtk_label_set_label (GTK_LABEL (row->unit_label), row->unit.unit);
  gh_tooltip_set (row->control, range);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

/* Money is in another unit when the study has another currency. */
static void
follow_unit (GhAttributeRow *row)
{
  GhShownUnit unit;

  gh_shown_unit_init (&unit, row->attribute, gh_document_get_currency (row->document));
  if (g_str_equal (unit.unit, row->unit.unit))
    return;
  row->unit = unit;
  show_unit (row);
}

static void
edited_cb (GhAttributeRow *row)
{
  row->updating = TRUE;
  follow_unit (row);
  follow_value (row);
  row->updating = FALSE;
  follow_message (row);
}

static void
add_controls (GhAttributeRow *row)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  row->control = new_control (row);
  gtk_widget_set_valign (row->control, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), row);
  gtk_widget_add_controller (row->control, focus);
  if (is_optional (row->attribute))
    {
      row->given = gtk_switch_new ();
      gtk_widget_set_valign (row->given, GTK_ALIGN_CENTER);
      g_signal_connect_swapped (row->given, "notify::active", G_CALLBACK (given_changed_cb), row);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), row->given);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->given), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      row->title, -1);
    }
  if (is_series (row))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               gh_series_source_new (row->document, row->path));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), row->control);
  /* Without a unit there is its room, so that all numbers stand below each other. */
  if (GTK_IS_SPIN_BUTTON (row->control))
    {
      row->unit_label = gh_unit_label_new (row->unit.unit);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), row->unit_label);
    }
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), row->control);
  show_unit (row);
}

static void
gh_attribute_row_dispose (GObject *object)
{
  GhAttributeRow *row = GH_ATTRIBUTE_ROW (object);

  row->updating = TRUE;
  g_clear_object (&row->document);
  g_clear_pointer (&row->path, g_free);
  g_clear_pointer (&row->title, g_free);
  g_clear_pointer (&row->unused, g_free);
  G_OBJECT_CLASS (gh_attribute_row_parent_class)->dispose (object);
}

static void
gh_attribute_row_class_init (GhAttributeRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_attribute_row_dispose;
}

static void
gh_attribute_row_init (GhAttributeRow *row)
{
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
}

/**
 * gh_attribute_row_new:
 * @document: what is edited; referenced
 * @path: of an attribute that a control can hold: a number, boolean, choice or text, or of a
 *   series that gh_series_slots_list() lists
 *
 * Returns: (transfer floating): a row that follows the document and edits it
 */
GtkWidget *
gh_attribute_row_new (GhDocument *document, const char *path)
{
  GhAttributeRow *row = g_object_new (GH_TYPE_ATTRIBUTE_ROW, NULL);
  GhPlace place;
  gboolean found = gh_document_find (document, path, &place);

  g_return_val_if_fail (found, NULL);
  row->document = g_object_ref (document);
  row->path = g_strdup (path);
  row->attribute = place.attribute;
  gh_shown_unit_init (&row->unit, place.attribute, gh_document_get_currency (document));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  row->title = g_strdup (_ (gh_attribute_get_title (place.attribute, get_kind (row))));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), row->title);
  row->updating = TRUE;
  add_controls (row);
  edited_cb (row);
  g_signal_connect_object (document, "edited", G_CALLBACK (edited_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "planned", G_CALLBACK (follow_message), row,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (row);
}

/**
 * gh_attribute_row_set_owner:
 * @row: a row
 * @name: of what the attribute is of
 *
 * Tells rows of the same attribute apart: the title begins with the name.
 */
void
gh_attribute_row_set_owner (GhAttributeRow *row, const char *name)
{
  const char *title = _ (gh_attribute_get_title (row->attribute, get_kind (row)));

  g_free (row->title);
  row->title = g_strdup_printf ("%s: %s", name, title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), row->title);
  show_unit (row);
}

/**
 * gh_attribute_row_set_unused:
 * @row: a row
 * @why: (nullable): why the value does not count; %NULL where it does
 *
 * Lets a value that has no effect be seen but not be edited, and says why.
 */
void
gh_attribute_row_set_unused (GhAttributeRow *row, const char *why)
{
  g_free (row->unused);
  row->unused = g_strdup (why);
  gtk_widget_set_sensitive (row->control, why == NULL);
  follow_message (row);
}
