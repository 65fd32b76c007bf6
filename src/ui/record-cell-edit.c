/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editing a cell of a table of records: its entry stays as long as what was typed cannot be read,
 * unless it is left by who has been told. */
#include "record-cell-private.h"

static gboolean
close_cb (gpointer data)
{
  GhRecordCell *cell = data;

  cell->closing = 0;
  if (cell->left || cell->item == NULL)
    gh_record_cell_cancel (cell);
  return G_SOURCE_REMOVE;
}

/**
 * gh_record_cell_close_later:
 * @cell: a cell
 *
 * Lets its editor go once the main loop is free, if by then it has been left or the cell has no
 * row.
 */
void
gh_record_cell_close_later (GhRecordCell *cell)
{
  if (cell->editor != NULL && cell->closing == 0)
    cell->closing = g_idle_add_full (G_PRIORITY_HIGH_IDLE, close_cb, cell, NULL);
}

/* Why what was typed cannot be read is told at the cell as well as below the table. */
static void
show_refusal (GhRecordCell *cell, const char *why)
{
  cell->refused = cell->told = why != NULL;
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

/* Hands over what was typed; where it cannot be read that is shown. */
static gboolean
take (GhRecordCell *cell)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (cell->editor)));
  g_autoptr (GError) error = NULL;

  cell->finishing = TRUE;
  gboolean taken = cell->commit (cell, text, cell->data, &error);
  cell->finishing = FALSE;
  if (!taken)
    show_refusal (cell, error->message);
  return taken;
}

/* Another window may have been wanted, as to look something up. */
static gboolean
is_still_focus (GtkWidget *editor)
{
  GtkRoot *root = gtk_widget_get_root (editor);

  return root != NULL && gtk_root_get_focus (root) == editor;
}

/* Who has been told why it cannot be read and leaves gives it up. The editor goes later: the
 * toolkit still walks through it, and never comes to an end where it has no parent any more. */
static void
editor_left_cb (GhRecordCell *cell)
{
  if (cell->finishing || cell->left || cell->editor == NULL || is_still_focus (cell->editor))
    return;
  cell->left = cell->told || take (cell);
  if (cell->left)
    gh_record_cell_close_later (cell);
}

static void
typed_cb (GhRecordCell *cell)
{
  cell->told = FALSE;
}

static GtkWidget *
new_editor (GhRecordCell *cell)
{
  GtkWidget *editor = gtk_text_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GhRecordRow *row = gh_record_cell_get_row (cell);

  gtk_editable_set_width_chars (GTK_EDITABLE (editor), 1);
  gtk_editable_set_alignment (GTK_EDITABLE (editor), cell->at_end ? 1.0f : 0.0f);
  gtk_widget_add_css_class (editor, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_record_row_get_title (row, cell->column), -1);
  g_signal_connect_swapped (editor, "changed", G_CALLBACK (typed_cb), cell);
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
  if (cell->finishing)
    {
      cell->left = TRUE;
      gh_record_cell_close_later (cell);
      return;
    }
  gboolean had_focus = gtk_widget_has_focus (cell->editor), was_refused = cell->refused;
  show_refusal (cell, NULL);
  g_clear_handle_id (&cell->closing, g_source_remove);
  cell->left = FALSE;
  cell->finishing = TRUE;
  g_clear_pointer (&cell->editor, gtk_widget_unparent);
  cell->finishing = FALSE;
  if (was_refused)
    g_signal_emit_by_name (cell, "settled");
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
  if (cell->editor == NULL || cell->finishing)
    return TRUE;
  if (!cell->left && !take (cell))
    return FALSE;
  gh_record_cell_cancel (cell);
  return TRUE;
}
