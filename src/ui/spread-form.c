/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A popover in which a spread is put together from its parts, with a picture of what it is like.
 *
 * # Keys: Enter takes it over, Escape leaves things as they are.
 * # Accessibility: entries are called by the labels in front of them; the picture is described by
 *   the text of the spread. */
#include "spread-form.h"

#include "chart-style.h"
#include "number-text.h"
#include "site/fleet-profile.h"
#include "sparkline.h"
#include "words.h"

/* Enough for a value to be seen as a bar from its foot. */
#define SAMPLES 4001
#define PICTURE_HEIGHT 48
#define ENTRY_CHARS 16

/* @picture: of @spread
 * @kinds: whether there are a mean and its deviation, or several values
 * @entries: of the fields
 * @labels: in front of them
 * @message: why what is there cannot be read
 * @apply: takes it over
 * @spread: (owned) (nullable): what the entries say now */
struct _GhSpreadForm
{
  GtkPopover parent_instance;
  GtkLabel *title;
  GtkWidget *picture;
  GtkDropDown *kinds;
  GtkWidget *entries[GH_SPREAD_FIELDS];
  GtkLabel *labels[GH_SPREAD_FIELDS];
  GtkLabel *message;
  GtkWidget *button;
  const GhAttribute *attribute;
  char *currency;
  gpointer spread;
  GhSpreadApply apply;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (GhSpreadForm, gh_spread_form, GTK_TYPE_POPOVER)

static void
clear_spread (GhSpreadForm *form)
{
  if (form->spread != NULL)
    gh_record_free (form->attribute->table, form->spread);
  form->spread = NULL;
}

static gboolean
has_values (GhSpreadForm *form)
{
  return gtk_drop_down_get_selected (form->kinds) == 1;
}

/* What the entries say, as a text. */
static char *
make_text (GhSpreadForm *form)
{
  const char *fields[GH_SPREAD_FIELDS];

  for (guint i = 0; i < GH_SPREAD_FIELDS; i++)
    fields[i] = gtk_editable_get_text (GTK_EDITABLE (form->entries[i]));
  return gh_spread_join (fields, has_values (form));
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  GhSpreadForm *form = data;
  GhFigureStyle style = gh_chart_style_of (GTK_WIDGET (area), FALSE);

  if (form->spread == NULL)
    return;
  g_autoptr (GhSeries) samples = gh_spread_sample (form->attribute, form->spread, SAMPLES);
  gh_sparkline_draw (samples, cr, width, height, GH_COLOUR_CAR, &style);
}

static void
tell (GhSpreadForm *form, const char *message)
{
  gtk_label_set_label (form->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (form->message), message != NULL);
  gtk_widget_set_sensitive (form->button, message == NULL);
}

/* Reads what is there now, and draws it where it can be read; nothing at all is the default. */
static void
follow (GhSpreadForm *form)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (form->attribute == NULL)
    return;
  clear_spread (form);
  text = make_text (form);
  if (*text != '\0')
    form->spread = gh_spread_parse (form->attribute, text, form->currency, &error);
  tell (form, error != NULL ? error->message : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (form->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_queue_draw (form->picture);
}

static void
show_field (GhSpreadForm *form, guint field, gboolean is_shown)
{
  gtk_widget_set_visible (form->entries[field], is_shown);
  gtk_widget_set_visible (GTK_WIDGET (form->labels[field]), is_shown);
}

static void
kind_changed_cb (GhSpreadForm *form)
{
  for (guint i = 0; i < GH_SPREAD_FIELDS; i++)
    show_field (form, i, (i >= GH_SPREAD_VALUES) == has_values (form));
  follow (form);
}

static void
apply_cb (GhSpreadForm *form)
{
  g_autofree char *text = make_text (form);
  g_autoptr (GError) error = NULL;

  if (!gtk_widget_get_sensitive (form->button))
    return;
  if (form->apply (text, form->data, &error))
    gtk_popover_popdown (GTK_POPOVER (form));
  else
    tell (form, error->message);
}

static void
gh_spread_form_finalize (GObject *object)
{
  GhSpreadForm *form = GH_SPREAD_FORM (object);

  clear_spread (form);
  g_free (form->currency);
  G_OBJECT_CLASS (gh_spread_form_parent_class)->finalize (object);
}

static void
gh_spread_form_class_init (GhSpreadFormClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gh_spread_form_finalize;
}

static void
add_field (GhSpreadForm *form, GtkGrid *grid, guint field)
{
  GtkWidget *label = gtk_label_new (NULL), *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), ENTRY_CHARS);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (follow), form);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (apply_cb), form);
  gtk_grid_attach (grid, label, 0, (int) field + 1, 1, 1);
  gtk_grid_attach (grid, entry, 1, (int) field + 1, 1, 1);
  form->labels[field] = GTK_LABEL (label);
  form->entries[field] = entry;
}

static GtkWidget *
new_grid (GhSpreadForm *form)
{
  const char *const kinds[] = { _ ("Normal, cut off"), _ ("One of several"), NULL };
  GtkWidget *grid = gtk_grid_new (), *label = gtk_label_new (_ ("Distribution"));

  form->kinds = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (kinds));
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (form->kinds), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  g_signal_connect_swapped (form->kinds, "notify::selected", G_CALLBACK (kind_changed_cb), form);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_attach (GTK_GRID (grid), label, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (form->kinds), 1, 0, 1, 1);
  for (guint i = 0; i < GH_SPREAD_FIELDS; i++)
    add_field (form, GTK_GRID (grid), i);
  return grid;
}

static GtkWidget *
new_picture (GhSpreadForm *form)
{
  GtkWidget *picture
      = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);

  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (picture), PICTURE_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (picture), draw, form, NULL);
  gh_chart_style_follow (picture);
  return picture;
}

static GtkLabel *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 2 * ENTRY_CHARS);
  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  return GTK_LABEL (label);
}

static void
gh_spread_form_init (GhSpreadForm *form)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  form->title = new_label ("heading");
  form->message = new_label ("error");
  form->picture = new_picture (form);
  form->button = gtk_button_new_with_mnemonic (_ ("_Apply"));
  gtk_widget_add_css_class (form->button, "suggested-action");
  g_signal_connect_swapped (form->button, "clicked", G_CALLBACK (apply_cb), form);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (form->title));
  gtk_box_append (GTK_BOX (box), form->picture);
  gtk_box_append (GTK_BOX (box), new_grid (form));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (form->message));
  gtk_box_append (GTK_BOX (box), form->button);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_popover_set_child (GTK_POPOVER (form), box);
}

/**
 * gh_spread_form_new:
 *
 * Returns: (transfer floating): a form, to be opened
 */
GtkWidget *
gh_spread_form_new (void)
{
  return g_object_new (GH_TYPE_SPREAD_FORM, NULL);
}

/* "Mean (kWh)"; times of the day have no unit, but their deviation has. */
static void
name_fields (GhSpreadForm *form)
{
  static const char *const names[GH_SPREAD_FIELDS]
      = { "mean", "deviation", "least", "most", "values", "weights" };
  gboolean is_clock = form->attribute->table == &gh_clock_spread_table;
  GhShownUnit unit;

  gh_shown_unit_init (&unit, form->attribute, form->currency);
  for (guint i = 0; i < GH_SPREAD_FIELDS; i++)
    {
      const char *name
          = _ (gh_attribute_table_find (form->attribute->table, names[i], NULL)->title);
      const char *of = i == GH_SPREAD_WEIGHTS                 ? ""
                       : is_clock && i == GH_SPREAD_DEVIATION ? "min"
                                                              : unit.unit;
      g_autofree char *label
          = *of != '\0' ? g_strdup_printf ("%s (%s)", name, of) : g_strdup (name);
      gtk_label_set_label (form->labels[i], label);
    }
  gtk_entry_set_placeholder_text (GTK_ENTRY (form->entries[GH_SPREAD_VALUES]),
                                  is_clock ? "6:00; 14:00" : "52; 68");
  gtk_entry_set_placeholder_text (GTK_ENTRY (form->entries[GH_SPREAD_WEIGHTS]), "2:1");
}

static void
fill (GhSpreadForm *form, gconstpointer spread)
{
  char *fields[GH_SPREAD_FIELDS];

  gh_spread_split (form->attribute, spread, form->currency, fields);
  gtk_drop_down_set_selected (form->kinds, *fields[GH_SPREAD_VALUES] != '\0' ? 1 : 0);
  for (guint i = 0; i < GH_SPREAD_FIELDS; i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (form->entries[i]), fields[i]);
      g_free (fields[i]);
    }
  kind_changed_cb (form);
}

/**
 * gh_spread_form_open:
 * @form: a form with a parent
 * @attribute: that holds a spread
 * @spread: (nullable): what is there now
 * @currency: of the study
 * @rows: of how many rows it is about to become the spread
 * @apply: takes it over
 * @data: passed to @apply
 *
 * Opens the form where the popover points to.
 */
void
gh_spread_form_open (GhSpreadForm *form, const GhAttribute *attribute, gconstpointer spread,
                     const char *currency, guint rows, GhSpreadApply apply, gpointer data)
{
  const char *name = _ (attribute->title);
  /* Translators: the title of a column, and how many rows are selected. */
  g_autofree char *title
      = rows > 1 ? g_strdup_printf (ngettext ("%s: %u row", "%s: %u rows", rows), name, rows)
                 : g_strdup (name);

  clear_spread (form);
  g_free (form->currency);
  form->currency = g_strdup (currency);
  form->attribute = attribute;
  form->apply = apply;
  form->data = data;
  gtk_label_set_label (form->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (form), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  name_fields (form);
  fill (form, spread);
  gtk_popover_popup (GTK_POPOVER (form));
  gtk_widget_grab_focus (form->entries[has_values (form) ? GH_SPREAD_VALUES : GH_SPREAD_MEAN]);
}
