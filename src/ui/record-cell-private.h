/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record-cell.h"
#include "record-order.h"

G_BEGIN_DECLS

/* What the files of a cell share.
 * @icon: (nullable): of the mark of the row, where it has one
 * @editor: (nullable): while it is edited
 * @opener: (nullable): a button that opens a form, while it has the keyboard
 * @chars: how wide it is
 * @at_end: whether the text stands at the end
 * @item: (nullable): of the list, while it is bound
 * @row: (nullable): what is shown is of this, only to be compared
 * @record: (nullable): and of this; another one after an edit
 * @index: of the row in the study, as it is told
 * @layout: (nullable): the text; %NULL as long as nobody has asked
 * @finding: (nullable): what the icon tells
 * @finishing: while the editor is being asked whether it may go
 * @refused: whether it is shown that what was typed cannot be read
 * @told: whether that is told of what is there now: nothing was typed since
 * @left: whether the editor is done with, but was still needed by who moves the keyboard
 * @closing: the source that takes it away then, or where its row does not come back */
struct _GhRecordCell
{
  GtkWidget parent_instance;
  GtkWidget *icon;
  GtkWidget *editor;
  GtkWidget *opener;
  guint column;
  guint chars;
  gboolean at_end;
  GhCellCommit commit;
  gpointer data;
  GtkListItem *item;
  gconstpointer row;
  gconstpointer record;
  guint index;
  PangoLayout *layout;
  char *finding;
  gboolean finishing;
  gboolean refused;
  gboolean told;
  gboolean left;
  guint closing;
};

void gh_record_cell_close_later (GhRecordCell *cell);

G_END_DECLS
