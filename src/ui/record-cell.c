/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell of a table of records: a text, or the number of a row and its mark, and an entry while it
 * is edited, see record-cell-edit.c.
 *
 * A list keeps some two hundred rows ready, so that there are thousands of cells of which some
 * hundred are seen. A cell draws its text itself, and finds out what it says, and what screen
 * readers call it, when it is drawn or gets the keyboard.
 *
 * # CSS nodes: `recordcell`, with the class .error while what was typed cannot be read.
 * # Accessibility: %GTK_ACCESSIBLE_ROLE_GRID_CELL, labelled "Row 3, Battery (kWh), 52". */
#include "record-cell-private.h"

#include "chart-style.h"
#include "words.h"

enum
{
  SIGNAL_FOCUSED,
  SIGNAL_SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhRecordCell, gh_record_cell, GTK_TYPE_WIDGET)

static void
gh_record_cell_dispose (GObject *object)
{
  GhRecordCell *cell = GH_RECORD_CELL (object);

  cell->finishing = TRUE;
  g_clear_handle_id (&cell->closing, g_source_remove);
  g_clear_pointer (&cell->editor, gtk_widget_unparent);
  g_clear_pointer (&cell->icon, gtk_widget_unparent);
  g_clear_pointer (&cell->opener, gtk_widget_unparent);
  g_clear_object (&cell->layout);
  g_clear_pointer (&cell->finding, g_free);
  G_OBJECT_CLASS (gh_record_cell_parent_class)->dispose (object);
}

static void
set_label (GhRecordCell *cell, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* What is told of a row stands behind its number. */
static char *
make_mark_label (GhRecordCell *cell, GhRecordRow *row)
{
  guint number = gh_record_row_get_index (row) + 1;
  g_autofree char *sentence = NULL;

  if (cell->finding == NULL)
    return g_strdup_printf (_ ("Row %u"), number);
  sentence = gh_message_to_sentence (cell->finding);
  return g_strdup_printf (_ ("Row %u: %s"), number, sentence);
}

/* @text: of the cell */
static char *
make_label (GhRecordCell *cell, GhRecordRow *row, const char *text)
{
  if (cell->column == GH_NO_COLUMN)
    return make_mark_label (cell, row);
  /* Translators: the number of a row, the title of a column, what the cell holds. */
  return g_strdup_printf (_ ("Row %u, %s, %s"), gh_record_row_get_index (row) + 1,
                          gh_record_row_get_title (row, cell->column),
                          *text != '\0' ? text : _ ("empty"));
}

/* The text of the cell, and what it is called. */
static char *
make_text (GhRecordCell *cell, GhRecordRow *row)
{
  char *text = cell->column == GH_NO_COLUMN
                   ? g_strdup_printf ("%u", gh_record_row_get_index (row) + 1)
                   : gh_record_row_get_text (row, cell->column);
  g_autofree char *label = make_label (cell, row, text);

  set_label (cell, label);
  return text;
}

static void
ensure_layout (GhRecordCell *cell)
{
  GhRecordRow *row = gh_record_cell_get_row (cell);
  g_autofree char *text = NULL;

  if (cell->layout != NULL || row == NULL)
    return;
  text = make_text (cell, row);
  cell->layout = gtk_widget_create_pango_layout (GTK_WIDGET (cell), text);
  pango_layout_set_ellipsize (cell->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (cell->layout, TRUE);
}

/* Cheaper than a controller in each of thousands of cells. */
static void
gh_record_cell_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GtkStateFlags now = gtk_widget_get_state_flags (widget);

  if ((now & ~previous & (GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_WITHIN)) != 0)
    {
      ensure_layout (GH_RECORD_CELL (widget));
      g_signal_emit (widget, signals[SIGNAL_FOCUSED], 0);
    }
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

/* By the font alone: texts come and go while the table scrolls. */
static void
gh_record_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  GhRecordCell *cell = GH_RECORD_CELL (widget);
  PangoFontMetrics *metrics
      = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  int width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                   pango_font_metrics_get_approximate_digit_width (metrics));

  *minimum = *natural = PANGO_PIXELS_CEIL (orientation == GTK_ORIENTATION_HORIZONTAL
                                               ? (int) cell->chars * width
                                               : pango_font_metrics_get_height (metrics));
  pango_font_metrics_unref (metrics);
  if (cell->editor != NULL && orientation == GTK_ORIENTATION_VERTICAL)
    {
      int least;
      gtk_widget_measure (cell->editor, orientation, for_size, &least, NULL, NULL, NULL);
      *minimum = *natural = MAX (*minimum, least);
    }
}

/* What the button at the end takes. */
static int
get_opener_width (GhRecordCell *cell)
{
  int width = 0;

  if (cell->opener != NULL)
    gtk_widget_measure (cell->opener, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

static void
allocate_opener (GhRecordCell *cell, int width, int height)
{
  int own = MIN (get_opener_width (cell), width);
  gboolean at_left = gtk_widget_get_direction (GTK_WIDGET (cell)) == GTK_TEXT_DIR_RTL;
  GskTransform *to = gsk_transform_translate (
      NULL, &GRAPHENE_POINT_INIT (at_left ? 0.0f : (float) (width - own), 0.0f));

  gtk_widget_allocate (cell->opener, own, height, -1, to);
}

static void
gh_record_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhRecordCell *cell = GH_RECORD_CELL (widget);

  if (cell->opener != NULL)
    allocate_opener (cell, width, height);

  if (cell->editor != NULL)
    gtk_widget_allocate (cell->editor, MAX (width - get_opener_width (cell), 1), height, -1, NULL);
  if (cell->icon != NULL)
    gtk_widget_allocate (cell->icon, width, height, -1, NULL);
}

static void
draw_text (GhRecordCell *cell, GtkSnapshot *snapshot)
{
  int opener = get_opener_width (cell);
  int width = MAX (gtk_widget_get_width (GTK_WIDGET (cell)) - opener, 1);
  int height = gtk_widget_get_height (GTK_WIDGET (cell)), text_width, text_height;
  gboolean is_ltr = gtk_widget_get_direction (GTK_WIDGET (cell)) == GTK_TEXT_DIR_LTR;
  gboolean at_right = cell->at_end == is_ltr;
  GdkRGBA colour;

  pango_layout_set_width (cell->layout, width * PANGO_SCALE);
  pango_layout_set_alignment (cell->layout, at_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_size (cell->layout, &text_width, &text_height);
  gh_chart_style_get_colour (GTK_WIDGET (cell),
                             cell->column == GH_NO_COLUMN ? GH_COLOUR_DIM_TEXT : GH_COLOUR_TEXT,
                             &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (is_ltr ? 0.0f : (float) opener,
                                                          (float) ((height - text_height) / 2)));
  gtk_snapshot_append_layout (snapshot, cell->layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
gh_record_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhRecordCell *cell = GH_RECORD_CELL (widget);

  ensure_layout (cell);
  if (cell->editor == NULL && cell->icon == NULL && cell->layout != NULL)
    draw_text (cell, snapshot);
  GTK_WIDGET_CLASS (gh_record_cell_parent_class)->snapshot (widget, snapshot);
}

/* Another font, or the same text in another size. */
static void
gh_record_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  g_clear_object (&GH_RECORD_CELL (widget)->layout);
  GTK_WIDGET_CLASS (gh_record_cell_parent_class)->css_changed (widget, change);
}

static void
gh_record_cell_class_init (GhRecordCellClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_record_cell_dispose;
  widget_class->state_flags_changed = gh_record_cell_state_flags_changed;
  widget_class->grab_focus = gh_record_cell_grab_focus;
  widget_class->measure = gh_record_cell_measure;
  widget_class->size_allocate = gh_record_cell_size_allocate;
  widget_class->snapshot = gh_record_cell_snapshot;
  widget_class->css_changed = gh_record_cell_css_changed;
  gtk_widget_class_set_css_name (widget_class, "recordcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  /* When the keyboard comes to the cell or to its entry. */
  signals[SIGNAL_FOCUSED] = g_signal_new ("focused", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* When what was typed and refused is gone, or was taken after all. */
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
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
  cell->index = G_MAXUINT;
  cell->chars = chars;
  cell->at_end = at_end;
  cell->commit = commit;
  cell->data = data;
  if (column == GH_NO_COLUMN)
    gtk_widget_set_focusable (GTK_WIDGET (cell), FALSE);
  return GTK_WIDGET (cell);
}

/**
 * gh_record_cell_set_chars:
 * @cell: a cell
 * @chars: how wide it is
 *
 * Makes room for texts of other rows.
 */
void
gh_record_cell_set_chars (GhRecordCell *cell, guint chars)
{
  if (chars == cell->chars)
    return;
  cell->chars = chars;
  gtk_widget_queue_resize (GTK_WIDGET (cell));
}

/**
 * gh_record_cell_set_opens:
 * @cell: a cell
 * @opens: whether there is a form for what it holds
 *
 * Lets it have a button for the action `rows.open`, or none.
 */
void
gh_record_cell_set_opens (GhRecordCell *cell, gboolean opens)
{
  if (!opens)
    g_clear_pointer (&cell->opener, gtk_widget_unparent);
  if (!opens || cell->opener != NULL)
    return;
  cell->opener = gtk_button_new_from_icon_name ("pan-down-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cell->opener), "rows.open");
  gtk_widget_set_focusable (cell->opener, FALSE);
  gtk_widget_set_focus_on_click (cell->opener, FALSE);
  gtk_widget_set_tooltip_text (cell->opener, _ ("Open (Alt+Down)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->opener), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Open"), -1);
  gtk_widget_add_css_class (cell->opener, "flat");
  gtk_widget_set_parent (cell->opener, GTK_WIDGET (cell));
}

/* An icon where something is told of the row. */
static void
show_icon (GhRecordCell *cell, const char *finding, GhSeverity severity)
{
  gboolean is_error = severity == GH_SEVERITY_ERROR;

  if (finding == NULL)
    {
      g_clear_pointer (&cell->icon, gtk_widget_unparent);
      return;
    }
  if (cell->icon == NULL)
    {
      cell->icon = gtk_image_new ();
      gtk_widget_set_parent (cell->icon, GTK_WIDGET (cell));
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (cell->icon),
                                is_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (cell->icon, is_error ? "warning" : "error");
  gtk_widget_add_css_class (cell->icon, is_error ? "error" : "warning");
}

/* Lets the text be found out when it is wanted; at once where the keyboard is. */
static void
forget_text (GhRecordCell *cell)
{
  g_clear_object (&cell->layout);
  gtk_widget_queue_draw (GTK_WIDGET (cell));
  if (gtk_widget_has_focus (GTK_WIDGET (cell)))
    ensure_layout (cell);
}

/* @row: (nullable): the row
 *
 * Nothing is done where the same is told as before: most edits tell nothing of most rows. */
static void
show_mark (GhRecordCell *cell, GhRecordRow *row)
{
  GhSeverity severity = GH_SEVERITY_WARNING;
  const char *finding = row != NULL ? gh_record_row_get_finding (row, &severity) : NULL;

  if (g_strcmp0 (finding, cell->finding) == 0)
    return;
  g_autofree char *sentence = finding != NULL ? gh_message_to_sentence (finding) : NULL;
  g_free (cell->finding);
  cell->finding = g_strdup (finding);
  show_icon (cell, finding, severity);
  gtk_widget_set_tooltip_text (GTK_WIDGET (cell), sentence);
  forget_text (cell);
}

/* A slot may be without a row until the list has as few as there are rows: it is not seen. */
static void
hide_empty (GhRecordCell *cell, gboolean is_empty)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (cell));
  GtkWidget *line = parent != NULL ? gtk_widget_get_parent (parent) : NULL;

  if (line != NULL)
    gtk_widget_set_opacity (line, is_empty ? 0.0 : 1.0);
}

/**
 * gh_record_cell_refresh:
 * @cell: a cell
 *
 * Shows what there is now, where that may be something else. What was typed into another row is
 * gone, and what was refused where the row has been edited since.
 */
void
gh_record_cell_refresh (GhRecordCell *cell)
{
  GhRecordRow *row = gh_record_cell_get_row (cell);
  gconstpointer record = row != NULL ? gh_record_row_get_record (row) : NULL;
  guint index = row != NULL ? gh_record_row_get_index (row) : G_MAXUINT;

  if (row != cell->row || (cell->refused && record != cell->record))
    gh_record_cell_cancel (cell);
  if (cell->column == GH_NO_COLUMN)
    {
      show_mark (cell, row);
      hide_empty (cell, row == NULL);
    }
  if (index != cell->index || (cell->column != GH_NO_COLUMN && record != cell->record))
    forget_text (cell);
  cell->row = row;
  cell->record = record;
  cell->index = index;
}

/**
 * gh_record_cell_bind:
 * @cell: a cell
 * @item: the slot of the list that it is of from now on
 *
 * Shows the cell of a row.
 */
void
gh_record_cell_bind (GhRecordCell *cell, GtkListItem *item)
{
  cell->item = item;
  gh_record_cell_refresh (cell);
}

/**
 * gh_record_cell_unbind:
 * @cell: a cell
 *
 * Lets go of its row; what was typed and not taken is gone unless it comes back at once, as it does
 * when rows are selected.
 */
void
gh_record_cell_unbind (GhRecordCell *cell)
{
  cell->item = NULL;
  gh_record_cell_close_later (cell);
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
  GhRecordSlot *slot = cell->item != NULL ? gtk_list_item_get_item (cell->item) : NULL;

  return slot != NULL ? gh_record_slot_get_row (slot) : NULL;
}
