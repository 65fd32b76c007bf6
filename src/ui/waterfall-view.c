/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows what a sum of money is made of, term by term.
 *
 * Accessibility: role IMG with a name and the terms in words; Ctrl+C copies them as a table, Ctrl+T
 * shows it. */
#include "waterfall-view.h"

#include "chart-style.h"
#include "number-text.h"
#include "tabular.h"
#include "words.h"

#define ROW_HEIGHT 32

struct _GhWaterfallView
{
  GtkWidget parent_instance;
  char *name;
  char *currency;
  GArray *terms; /* (element-type GhWaterfallTerm), texts owned */
  gboolean dimmed;
};

static void
clear_term (gpointer data)
{
  GhWaterfallTerm *term = data;

  g_free ((char *) term->name);
  g_free ((char *) term->text);
}

static char *
format_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const GhWaterfallTerm *term = &g_array_index ((const GArray *) data, GhWaterfallTerm, row);

  if (column == 0)
    return g_strdup (term->name);
  return form == GH_CELL_PLAIN ? gh_number_format_plain (term->value) : g_strdup (term->text);
}

static GArray *
new_terms (void)
{
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (GhWaterfallTerm));

  g_array_set_clear_func (terms, clear_term);
  return terms;
}

static void
unref_terms (gpointer data)
{
  g_array_unref (data);
}

static const char *
gh_waterfall_view_get_name (GhTabular *tabular)
{
  GhWaterfallView *view = GH_WATERFALL_VIEW (tabular);

  return view->name != NULL ? view->name : _ ("Chart");
}

static GhDataTable *
gh_waterfall_view_make_table (GhTabular *tabular)
{
  GhWaterfallView *view = GH_WATERFALL_VIEW (tabular);
  GhDataTable *table;

  if (view->terms->len == 0)
    return NULL;
  table = gh_data_table_new (gh_waterfall_view_get_name (tabular), view->terms->len, format_cell,
                             g_array_ref (view->terms), unref_terms);
  gh_data_table_add_column (table, _ ("Term"), NULL);
  gh_data_table_add_column (table, _ ("Present value"), gh_currency_symbol (view->currency));
  return table;
}

static void
gh_waterfall_view_tabular_init (GhTabularInterface *interface)
{
  interface->get_name = gh_waterfall_view_get_name;
  interface->make_table = gh_waterfall_view_make_table;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhWaterfallView, gh_waterfall_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABULAR,
                                                      gh_waterfall_view_tabular_init))

static void
describe (GhWaterfallView *view)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < view->terms->len; i++)
    {
      const GhWaterfallTerm *term = &g_array_index (view->terms, GhWaterfallTerm, i);
      g_string_append_printf (text, "%s: %s. ", term->name, term->text);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_tabular_get_name (GH_TABULAR (view)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
  g_string_free (text, TRUE);
}

static void
gh_waterfall_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  guint rows = GH_WATERFALL_VIEW (widget)->terms->len;

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? ROW_HEIGHT * (int) rows : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
gh_waterfall_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhWaterfallView *view = GH_WATERFALL_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GhFigureStyle style = gh_chart_style_of (widget, view->dimmed);
  cairo_t *cr;

  if (view->terms->len == 0 || width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gh_waterfall_draw ((const GhWaterfallTerm *) (gpointer) view->terms->data, view->terms->len, cr,
                     width, height, &style);
  cairo_destroy (cr);
}

static void
gh_waterfall_view_finalize (GObject *object)
{
  GhWaterfallView *view = GH_WATERFALL_VIEW (object);

  g_array_unref (view->terms);
  g_free (view->name);
  g_free (view->currency);
  G_OBJECT_CLASS (gh_waterfall_view_parent_class)->finalize (object);
}

static void
gh_waterfall_view_class_init (GhWaterfallViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = gh_waterfall_view_finalize;
  widget_class->measure = gh_waterfall_view_measure;
  widget_class->snapshot = gh_waterfall_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gh_tabular_install (widget_class);
}

static void
gh_waterfall_view_init (GhWaterfallView *view)
{
  view->terms = new_terms ();
  gtk_widget_set_focusable (GTK_WIDGET (view), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (view), TRUE);
  gh_chart_style_follow (GTK_WIDGET (view));
}

/**
 * gh_waterfall_view_set_name:
 * @view: a view
 * @name: what screen readers and its table call it
 *
 * Names the chart.
 */
void
gh_waterfall_view_set_name (GhWaterfallView *view, const char *name)
{
  g_free (view->name);
  view->name = g_strdup (name);
  describe (view);
}

/**
 * gh_waterfall_view_set_dimmed:
 * @view: a view
 * @dimmed: whether what it shows is out of date
 *
 * Lets an old picture stay, and look old, until the new one is there.
 */
void
gh_waterfall_view_set_dimmed (GhWaterfallView *view, gboolean dimmed)
{
  view->dimmed = dimmed;
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

/**
 * gh_waterfall_view_clear:
 * @view: a view
 * @currency: of what will be added, an ISO 4217 code
 *
 * Takes all terms away. A table that was made of them keeps them.
 */
void
gh_waterfall_view_clear (GhWaterfallView *view, const char *currency)
{
  g_array_unref (view->terms);
  view->terms = new_terms ();
  g_free (view->currency);
  view->currency = g_strdup (currency);
  describe (view);
  gtk_widget_queue_resize (GTK_WIDGET (view));
}

/**
 * gh_waterfall_view_add:
 * @view: a view
 * @name: of the term, in the user's language
 * @value: what it adds, in the currency
 * @is_sum: whether it is the sum of all before
 *
 * Adds a term below the others.
 */
void
gh_waterfall_view_add (GhWaterfallView *view, const char *name, double value, gboolean is_sum)
{
  GhWaterfallTerm term
      = { g_strdup (name), value, gh_money_format_signed (value, view->currency, 0), is_sum };

  g_array_append_val (view->terms, term);
  describe (view);
  gtk_widget_queue_resize (GTK_WIDGET (view));
}
