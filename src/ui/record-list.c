/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of a study, such as trips, as rows that open, are added and removed. */
#include "record-list.h"

#include "words.h"

/* Of which record a row is. */
typedef struct
{
  GhDocument *document;
  const GhRecordListKind *kind;
  guint index;
} Target;

static void
free_target (gpointer data)
{
  g_object_unref (((Target *) data)->document);
  g_free (data);
}

static void
remove_record (GhStudy *study, gpointer data)
{
  const Target *target = data;

  target->kind->remove (study, target->kind->subject, target->index);
}

static void
remove_cb (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  Target *target = data;

  gh_document_edit (target->document, _ (target->kind->removing), NULL, remove_record, target);
}

/* What a record is made of is there from when it is looked at: a row for every number of every
 * record takes longer than the rest of the page. */
static void
opened_cb (AdwExpanderRow *row, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  const Target *target = data;

  g_signal_handlers_disconnect_by_func (row, opened_cb, data);
  target->kind->fill_row (row, target->document, target->kind->subject, target->index);
  target->kind->show_row (row, target->document, target->kind->subject, target->index);
}

static GtkWidget *
new_row (GhDocument *document, const GhRecordListKind *kind, guint index)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  Target *target = g_new (Target, 1);

  *target = (Target){ g_object_ref (document), kind, index };
  g_object_set_data_full (G_OBJECT (row), "target", target, free_target);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (opened_cb), target);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ (kind->remove_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kind->remove_label), -1);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), target);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), remove);
  return row;
}

static guint
count_rows (GtkListBox *list)
{
  guint count = 0;

  while (gtk_list_box_get_row_at_index (list, (int) count) != NULL)
    count++;
  return count;
}

/* What there is shown again, or new rows where records came or went. */
static void
fill (GhDocument *document, gpointer data)
{
  GtkListBox *list = data;
  const GhRecordListKind *kind = g_object_get_data (data, "kind");
  guint count = kind->count (document, kind->subject);

  if (count_rows (list) != count)
    {
      while (count_rows (list) > 0)
        gtk_list_box_remove (list, GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)));
      for (guint i = 0; i < count; i++)
        gtk_list_box_append (list, new_row (document, kind, i));
    }
  for (guint i = 0; i < count; i++)
    kind->show_row (ADW_EXPANDER_ROW (gtk_list_box_get_row_at_index (list, (int) i)), document,
                    kind->subject, i);
}

static void
add_record (GhStudy *study, gpointer data)
{
  const GhRecordListKind *kind = data;

  kind->add (study, kind->subject);
}

static void
add_cb (GtkButton *button, gpointer data)
{
  GhRecordListKind *kind = g_object_get_data (G_OBJECT (button), "kind");

  gh_document_edit (data, _ (kind->adding), NULL, add_record, kind);
}

/**
 * gh_record_list_new_about:
 * @document: what is edited
 * @kind: what the list is about; its subject does not count
 * @subject: that of the list
 *
 * Returns: (transfer floating): a list that shares its kind with others
 */
GtkWidget *
gh_record_list_new_about (GhDocument *document, const GhRecordListKind *kind, guint subject)
{
  GhRecordListKind *own = g_memdup2 (kind, sizeof *kind);

  own->subject = subject;
  GtkWidget *list = gh_record_list_new (document, own);
  g_object_set_data_full (G_OBJECT (list), "own-kind", own, g_free);
  return list;
}

/**
 * gh_record_list_new:
 * @document: what is edited
 * @kind: what the list is about; stays
 *
 * Returns: (transfer floating): the records, to be opened, added and removed
 */
GtkWidget *
gh_record_list_new (GhDocument *document, const GhRecordListKind *kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *add = gtk_button_new_with_label (_ (kind->add_label));
  GtkWidget *empty = gtk_label_new (_ (kind->empty));

  g_object_set_data (G_OBJECT (list), "kind", (gpointer) kind);
  g_object_set_data (G_OBJECT (add), "kind", (gpointer) kind);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_widget_add_css_class (empty, "dim-label");
  gtk_widget_add_css_class (empty, "empty-list");
  gtk_list_box_set_placeholder (GTK_LIST_BOX (list), empty);
  fill (document, list);
  g_signal_connect_object (document, "edited", G_CALLBACK (fill), list, 0);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_cb), document, 0);
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), add);
  return box;
}
