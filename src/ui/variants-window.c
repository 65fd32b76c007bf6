/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies side by side: which can be chosen, the inputs that differ, and what comes of them. */
#include "variants-window.h"

#include <string.h>

#include "label-grid.h"
#include "platform-dialogs.h"
#include "table-window.h"
#include "words.h"

/* Columns of a table of studies stand farther apart than those of items. */
#define COLUMN_SPACING 24
/* Least widths of a title and of a cell, and the greatest that a long cell asks for. */
#define TITLE_CHARS 20
#define CELL_CHARS 12
#define MOST_CELL_CHARS 26

/* @choices: a check button for each study of the list
 * @job: (nullable): what is being followed
 * @filling: while the check buttons follow the set rather than the other way */
struct _GhVariantsWindow
{
  AdwWindow parent_instance;
  GtkBox *choices;
  GtkWidget *tools;
  GtkWidget *doing;
  GtkProgressBar *progress;
  GtkLabel *hint;
  GtkGrid *table;

  GhStudyList *list;
  GhVariantSet *set;
  GhJob *job;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GhVariantsWindow, gh_variants_window, ADW_TYPE_WINDOW)

static void
progressed_cb (GhVariantsWindow *window)
{
  const char *message = gh_job_get_message (window->job);

  gtk_progress_bar_set_fraction (window->progress, gh_job_get_fraction (window->job));
  gtk_progress_bar_set_text (window->progress, message != NULL ? message : _ ("Planning…"));
}

static void
follow_job (GhVariantsWindow *window)
{
  GhJob *job = gh_variant_set_get_job (window->set);

  if (window->job != NULL)
    g_signal_handlers_disconnect_by_data (window->job, window);
  g_set_object (&window->job, job);
  gtk_widget_set_visible (window->doing, job != NULL);
  if (job == NULL)
    return;
  g_signal_connect_swapped (job, "notify", G_CALLBACK (progressed_cb), window);
  progressed_cb (window);
}

/* Names of studies and inputs may be long: they wrap, and leave each other room. */
static void
add_cell (GhVariantsWindow *window, int column, int line, const char *text, const char *css_class)
{
  gh_label_grid_add (window->table, column, line, text, css_class);
  GtkLabel *label = GTK_LABEL (gtk_grid_get_child_at (window->table, column, line));
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_width_chars (label, column == 0 ? TITLE_CHARS : CELL_CHARS);
  gtk_label_set_max_width_chars (label, column == 0 ? 2 * TITLE_CHARS : MOST_CELL_CHARS);
  gtk_label_set_justify (label, column == 0 ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
}

static void
add_headings (GhVariantsWindow *window)
{
  add_cell (window, 0, 0, _ ("Inputs that differ"), "heading");
  for (guint i = 0; i < gh_variant_set_count (window->set); i++)
    add_cell (window, (int) i + 1, 0, gh_variant_set_get_name (window->set, i), "heading");
}

/* What is another than in the first study has a sign and is set in bold, too. */
static void
add_row (GhVariantsWindow *window, int line, const GhVariantRow *row)
{
  add_cell (window, 0, line, row->title, NULL);
  for (guint i = 0; i < row->count; i++)
    {
      g_autofree char *marked
          = row->path != NULL && row->differs[i] ? g_strdup_printf ("≠ %s", row->shown[i]) : NULL;
      add_cell (window, (int) i + 1, line, marked != NULL ? marked : row->shown[i],
                row->differs[i] ? "heading" : NULL);
    }
}

static void
fill_table (GhVariantsWindow *window)
{
  g_autoptr (GPtrArray) rows = gh_variant_set_compare (window->set);
  int line = 1;

  add_headings (window);
  for (guint i = 0; i < rows->len; i++)
    {
      const GhVariantRow *row = g_ptr_array_index (rows, i);
      const GhVariantRow *before = i > 0 ? g_ptr_array_index (rows, i - 1) : NULL;
      if (row->path == NULL && before == NULL)
        gh_label_grid_add_line (window->table, line++, _ ("None: the studies are the same."),
                                "dim-label");
      if (row->path == NULL && (before == NULL || before->path != NULL))
        add_cell (window, 0, line++, _ ("What comes of them"), "heading");
      add_row (window, line++, row);
    }
}

static char *
make_hint (GhVariantsWindow *window)
{
  g_autofree char *basis = gh_variant_set_tell_basis (window->set);

  if (gh_variant_set_get_failure (window->set) != NULL)
    return g_strdup (gh_variant_set_get_failure (window->set));
  if (gh_variant_set_count (window->set) < 2)
    return g_strdup (_ ("Choose another study above, or make a variant of this one: “New Variant” "
                        "in its menu copies it below itself, to change what you like."));
  return g_strdup_printf ("%s %s",
                          _ ("≠ another input than that of the first study; in brackets how far a "
                             "result is from the first."),
                          basis);
}

static void
show (GhVariantsWindow *window)
{
  gboolean any = gh_variant_set_count (window->set) > 0;
  g_autofree char *hint = make_hint (window);

  follow_job (window);
  gh_label_grid_clear (window->table);
  gtk_label_set_label (window->hint, hint);
  gtk_widget_set_sensitive (window->tools, any);
  if (any)
    fill_table (window);
}

static void
toggled_cb (GtkCheckButton *button, gpointer data)
{
  GhVariantsWindow *window = data;
  const gint64 *id = g_object_get_data (G_OBJECT (button), "study");
  g_autoptr (GError) error = NULL;

  if (window->filling
      || gh_variant_set_choose (window->set, *id, gtk_check_button_get_active (button), &error))
    return;
  gh_dialog_show_error (GTK_WINDOW (window), _ ("The study cannot be compared"), error->message);
  window->filling = TRUE;
  gtk_check_button_set_active (button, gh_variant_set_contains (window->set, *id));
  window->filling = FALSE;
}

static void
add_choices (GhVariantsWindow *window)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (window->list));

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GhStudyItem) item = g_list_model_get_item (G_LIST_MODEL (window->list), i);
      gint64 id = gh_study_item_get_id (item);
      GtkWidget *button = gtk_check_button_new_with_label (gh_study_item_get_name (item));
      g_object_set_data_full (G_OBJECT (button), "study", g_memdup2 (&id, sizeof id), g_free);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                                   gh_variant_set_contains (window->set, id));
      if (gh_study_item_get_variant_of (item) != 0)
        gtk_widget_set_margin_start (button, 18);
      g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), window);
      gtk_box_append (window->choices, button);
    }
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhVariantsWindow *window = GH_VARIANTS_WINDOW (widget);

  if (gh_variant_set_count (window->set) == 0)
    return;
  g_autoptr (GhDataTable) table = gh_variant_set_make_table (window->set);
  gh_table_copy (table, widget);
}

static void
save_chosen (const char *path, gpointer data)
{
  g_autoptr (GhVariantsWindow) window = data;
  g_autoptr (GError) error = NULL;

  if (path != NULL && window->set != NULL && gh_variant_set_count (window->set) > 0
      && !gh_variant_set_export (window->set, path, &error))
    gh_dialog_show_error (GTK_WINDOW (window), _ ("The table cannot be saved"), error->message);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gh_dialog_save_file (GTK_WINDOW (widget), _ ("Save the Table"), _ ("variants.csv"), save_chosen,
                       g_object_ref (widget));
}

static void
stop_cb (GhVariantsWindow *window)
{
  gh_variant_set_stop (window->set);
  show (window);
}

static void
gh_variants_window_dispose (GObject *object)
{
  GhVariantsWindow *window = GH_VARIANTS_WINDOW (object);

  if (window->job != NULL)
    g_signal_handlers_disconnect_by_data (window->job, window);
  g_clear_object (&window->job);
  if (window->set != NULL)
    {
      g_signal_handlers_disconnect_by_data (window->set, window);
      gh_variant_set_stop (window->set);
    }
  g_clear_object (&window->set);
  g_clear_object (&window->list);
  G_OBJECT_CLASS (gh_variants_window_parent_class)->dispose (object);
}

static void
gh_variants_window_class_init (GhVariantsWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_variants_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gridhearth/Gridhearth/variants-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GhVariantsWindow, choices);
  gtk_widget_class_bind_template_child (widget_class, GhVariantsWindow, tools);
  gtk_widget_class_bind_template_child (widget_class, GhVariantsWindow, doing);
  gtk_widget_class_bind_template_child (widget_class, GhVariantsWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, GhVariantsWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, GhVariantsWindow, table);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "table.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "table.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
gh_variants_window_init (GhVariantsWindow *window)
{
  gtk_widget_init_template (GTK_WIDGET (window));
  gtk_grid_set_column_spacing (window->table, COLUMN_SPACING);
  gh_dialog_close_by_escape (GTK_WIDGET (window));
}

/**
 * gh_variants_window_open:
 * @list: the studies of the library
 * @id: of the one that is compared with its variants, or with what it is a variant of
 * @parent: the window it belongs to
 *
 * Opens a window with studies side by side, as they are in the library; others can be added in it.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
gh_variants_window_open (GhStudyList *list, gint64 id, GtkWindow *parent)
{
  GhVariantsWindow *window = g_object_new (GH_TYPE_VARIANTS_WINDOW, "transient-for", parent,
                                           "destroy-with-parent", TRUE, NULL);
  g_autoptr (GError) error = NULL;

  window->list = g_object_ref (list);
  window->set = gh_variant_set_new (list);
  g_signal_connect_swapped (window->set, "changed", G_CALLBACK (show), window);
  gtk_window_present (GTK_WINDOW (window));
  if (!gh_variant_set_choose_family (window->set, id, &error))
    gh_dialog_show_error (GTK_WINDOW (window), _ ("The study cannot be compared"), error->message);
  add_choices (window);
  show (window);
  return GTK_WIDGET (window);
}
