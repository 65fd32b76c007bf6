/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell of a table of records: a text, and an entry while it is edited. The entry stays as long as
 * what was typed cannot be read.
 *
 * # CSS nodes: `recordcell`, with the class .error while what was typed cannot be read.
 * # Accessibility: %GTK_ACCESSIBLE_ROLE_GRID_CELL, labelled "Row 3, Battery (kWh), 52". */
#include "record-cell.h"

#include "words.h"

enum
{
  SIGNAL_FOCUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* @shown: the text
 * @icon: (nullable): of the mark of the row
 * @editor: (nullable): while it is edited
 * @item: (nullable): of the list, while it is bound
 * @record: what @shown is of; another one after an edit
 * @finishing: while the editor is being asked whether it may go */
struct _GhRecordCell
{
  GtkWidget parent_instance;
  GtkWidget *shown;
  GtkWidget *icon;
  GtkWidget *editor;
  guint column;
  GhCellCommit commit;
  gpointer data;
  GtkListItem *item;
  gconstpointer record;
  gboolean finishing;
};

G_DEFINE_FINAL_TYPE (GhRecordCell, gh_record_cell, GTK_TYPE_WIDGET)

static void
gh_record_cell_dispose (GObject *object)
{
  GhRecordCell *cell = GH_RECORD_CELL (object);

  cell->finishing = TRUE;
  g_clear_pointer (&cell->editor, gtk_widget_unparent);
  g_clear_pointer (&cell->icon, gtk_widget_unparent);
  g_clear_pointer (&cell->shown, gtk_widget_unparent);
  G_OBJECT_CLASS (gh_record_cell_parent_class)->dispose (object);
}

/* Cheaper than a controller in each of thousands of cells. */
static void
gh_record_cell_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GtkStateFlags now = gtk_widget_get_state_flags (widget);

  if ((now & ~previous & (GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_WITHIN)) != 0)
    g_signal_emit (widget, signals[SIGNAL_FOCUSED], 0);
  GTK_WIDGET_CLASS (gh_record_cell_parent_class)->state_flags_changed (widget, previous);
}

static gboolean
gh_record_cell_grab_focus (GtkWidget *widget)
{
  GhRecordCell *cell = GH_RECORD_CELL (widget);

  if (cell->editor != NULL)
    return gtk_widget_grab_focus (cell->editor);
  return GTK_WIDGET_CLASS (gh_record_cell_parent_class)->grab_focus (widget);
}

static void
gh_record_cell_class_init (GhRecordCellClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_record_cell_dispose;
  widget_class->state_flags_changed = gh_record_cell_state_flags_changed;
  widget_class->grab_focus = gh_record_cell_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "recordcell");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  /* When the keyboard comes to the cell or to its entry. */
  signals[SIGNAL_FOCUSED] = g_signal_new ("focused", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_record_cell_init (GhRecordCell *cell)
{
  gtk_widget_set_focusable (GTK_WIDGET (cell), TRUE);
}

/**
 * gh_record_cell_new:
 * @column: of the table of records; %GH_NO_COLUMN for the number of the row and its mark
 * @chars: how wide it is
 * @at_end: whether its text stands at the end, as numbers do
 * @commit: takes what was typed
 * @data: passed to @commit
 *
 * Returns: (transfer floating): a cell
 */
GtkWidget *
gh_record_cell_new (guint column, guint chars, gboolean at_end, GhCellCommit commit, gpointer data)
{
  GhRecordCell *cell = g_object_new (GH_TYPE_RECORD_CELL, NULL);

  cell->column = column;
  cell->commit = commit;
  cell->data = data;
  /* Unlike a label it is not measured by its text, which would cost most of scrolling. */
  cell->shown = gtk_inscription_new (NULL);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell->shown), at_end ? 1.0f : 0.0f);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell->shown), chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell->shown), chars);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell->shown),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (cell->shown, "numeric");
  gtk_widget_set_parent (cell->shown, GTK_WIDGET (cell));
  if (column == GH_NO_COLUMN)
    {
      gtk_widget_set_focusable (GTK_WIDGET (cell), FALSE);
      gtk_widget_add_css_class (cell->shown, "dim-label");
      cell->icon = gtk_image_new ();
      gtk_widget_set_parent (cell->icon, GTK_WIDGET (cell));
    }
  return GTK_WIDGET (cell);
}

/* The number of the row, or an icon where something is told of it. */
static void
show_mark (GhRecordCell *cell, GhRecordRow *row)
{
  GhSeverity severity = GH_SEVERITY_WARNING;
  const char *finding = gh_record_row_get_finding (row, &severity);
  g_autofree char *number = g_strdup_printf ("%u", gh_record_row_get_index (row) + 1);
  g_autofree char *sentence = finding != NULL ? gh_message_to_sentence (finding) : NULL;
  gboolean is_error = finding != NULL && severity == GH_SEVERITY_ERROR;
  g_autofree char *label = NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (cell->shown), number);
  gtk_widget_set_child_visible (cell->shown, finding == NULL);
  gtk_widget_set_visible (cell->icon, finding != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (cell->icon),
                                is_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (cell), sentence);
  gtk_widget_remove_css_class (cell->icon, is_error ? "warning" : "error");
  gtk_widget_add_css_class (cell->icon, is_error ? "error" : "warning");
  label = finding != NULL ? g_strdup_printf (_ ("Row %s: %s"), number, sentence)
                          : g_strdup_printf (_ ("Row %s"), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_text (GhRecordCell *cell, GhRecordRow *row)
{
  g_autofree char *text = gh_record_row_get_text (row, cell->column);
  /* Translators: the number of a row, the title of a column, what the cell holds. */
  g_autofree char *label = g_strdup_printf (_ ("Row %u, %s, %s"), gh_record_row_get_index (row) + 1,
                                            gh_record_row_get_title (row, cell->column),
                                            *text != '\0' ? text : _ ("empty"));

  gtk_inscription_set_text (GTK_INSCRIPTION (cell->shown), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * gh_record_cell_refresh:
 * @cell: a cell
 *
 * Shows what there is now, where that may be something else.
 */
void
gh_record_cell_refresh (GhRecordCell *cell)
{
  GhRecordRow *row = gh_record_cell_get_row (cell);

  if (row == NULL)
    return;
  if (cell->column == GH_NO_COLUMN)
    show_mark (cell, row);
  else if (cell->record != gh_record_row_get_record (row))
    show_text (cell, row);
  cell->record = gh_record_row_get_record (row);
}

/**
 * gh_record_cell_bind:
 * @cell: a cell
 * @item: the row of the list that it is of from now on
 *
 * Shows the cell of a row.
 */
void
gh_record_cell_bind (GhRecordCell *cell, GtkListItem *item)
{
  cell->item = item;
  cell->record = NULL;
  gh_record_cell_refresh (cell);
}

/**
 * gh_record_cell_unbind:
 * @cell: a cell
 *
 * Lets go of its row; what was typed and could not be read is gone.
 */
void
gh_record_cell_unbind (GhRecordCell *cell)
{
  gh_record_cell_cancel (cell);
  cell->item = NULL;
  cell->record = NULL;
}

/**
 * gh_record_cell_get_column:
 * @cell: a cell
 *
 * Returns: its column
 */
guint
gh_record_cell_get_column (GhRecordCell *cell)
{
  return cell->column;
}

/**
 * gh_record_cell_get_position:
 * @cell: a cell
 *
 * Returns: where its row is in the list; %GTK_INVALID_LIST_POSITION where it has none
 */
guint
gh_record_cell_get_position (GhRecordCell *cell)
{
  return cell->item != NULL ? gtk_list_item_get_position (cell->item) : GTK_INVALID_LIST_POSITION;
}

/**
 * gh_record_cell_get_row:
 * @cell: a cell
 *
 * Returns: (transfer none) (nullable): its row
 */
GhRecordRow *
gh_record_cell_get_row (GhRecordCell *cell)
{
  return cell->item != NULL ? gtk_list_item_get_item (cell->item) : NULL;
}

static void
editor_left_cb (GhRecordCell *cell)
{
  if (!cell->finishing)
    gh_record_cell_finish (cell);
}

static GtkWidget *
new_editor (GhRecordCell *cell)
{
  GtkWidget *editor = gtk_text_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GhRecordRow *row = gh_record_cell_get_row (cell);

  gtk_editable_set_width_chars (GTK_EDITABLE (editor), 1);
  gtk_editable_set_alignment (GTK_EDITABLE (editor),
                              gtk_inscription_get_xalign (GTK_INSCRIPTION (cell->shown)));
  gtk_widget_add_css_class (editor, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_record_row_get_title (row, cell->column), -1);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (editor_left_cb), cell);
  gtk_widget_add_controller (editor, focus);
  gtk_widget_set_parent (editor, GTK_WIDGET (cell));
  return editor;
}

/**
 * gh_record_cell_edit:
 * @cell: a cell with a row
 * @text: (nullable): what it begins with in the place of what is there
 *
 * Begins to edit it.
 */
void
gh_record_cell_edit (GhRecordCell *cell, const char *text)
{
  GhRecordRow *row = gh_record_cell_get_row (cell);
  g_autofree char *there = NULL;

  if (row == NULL || cell->editor != NULL || cell->column == GH_NO_COLUMN)
    return;
  there = gh_record_row_get_text (row, cell->column);
  cell->editor = new_editor (cell);
  gtk_widget_set_child_visible (cell->shown, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (cell->editor), text != NULL ? text : there);
  gtk_widget_grab_focus (cell->editor);
  if (text != NULL)
    gtk_editable_set_position (GTK_EDITABLE (cell->editor), -1);
  else
    gtk_editable_select_region (GTK_EDITABLE (cell->editor), 0, -1);
}

/**
 * gh_record_cell_is_edited:
 * @cell: a cell
 *
 * Returns: whether there is an entry in it
 */
gboolean
gh_record_cell_is_edited (GhRecordCell *cell)
{
  return cell->editor != NULL;
}

/* Why what was typed cannot be read is told at the cell as well as below the table. */
static void
show_refusal (GhRecordCell *cell, const char *why)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (cell), why);
  if (why != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (cell), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cell), "error");
  if (cell->editor == NULL)
    return;
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (cell->editor), GTK_ACCESSIBLE_STATE_INVALID,
      why != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (why != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell->editor),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why, -1);
}

/**
 * gh_record_cell_cancel:
 * @cell: a cell
 *
 * Ends editing; what was there stays.
 */
void
gh_record_cell_cancel (GhRecordCell *cell)
{
  if (cell->editor == NULL)
    return;
  gboolean had_focus = gtk_widget_has_focus (cell->editor);
  show_refusal (cell, NULL);
  cell->finishing = TRUE;
  g_clear_pointer (&cell->editor, gtk_widget_unparent);
  cell->finishing = FALSE;
  gtk_widget_set_child_visible (cell->shown, TRUE);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (cell));
}

/**
 * gh_record_cell_finish:
 * @cell: a cell
 *
 * Takes what was typed and ends editing, unless it cannot be read.
 *
 * Returns: whether the cell is not edited any more
 */
gboolean
gh_record_cell_finish (GhRecordCell *cell)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (cell->editor == NULL || cell->finishing)
    return TRUE;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (cell->editor)));
  cell->finishing = TRUE;
  gboolean taken = cell->commit (cell, text, cell->data, &error);
  cell->finishing = FALSE;
  if (taken)
    gh_record_cell_cancel (cell);
  else
    show_refusal (cell, error->message);
  return taken;
}
