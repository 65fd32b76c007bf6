/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the files that a study names and that are not there, one by one. */
#include "missing-dialog.h"

#include "missing-files.h"
#include "platform-dialogs.h"
#include "words.h"

#define WIDTH 520

/* What the dialog holds on to.
 * @error: (nullable): what was wrong with the file that was chosen last
 * @wrong: (nullable): the name that it was chosen for */
typedef struct
{
  GhDocument *document;
  GtkWidget *window;
  GtkListBox *list;
  char *wrong;
  char *error;
} Missing;

/* One file of the list, on its way through the file dialog. */
typedef struct
{
  Missing *missing;
  char *name;
} Question;

static void
free_missing (gpointer data)
{
  Missing *missing = data;

  g_object_unref (missing->document);
  g_clear_object (&missing->list);
  g_free (missing->wrong);
  g_free (missing->error);
  g_free (missing);
}

static void
free_question (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Question *question = data;

  g_free (question->name);
  g_free (question);
}

static void fill (Missing *missing);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  Missing *missing = g_object_get_data (G_OBJECT (window), "missing");
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&missing->error, g_free);
  if (!gh_missing_files_read_finish (GH_DOCUMENT (source), result, &error))
    missing->error = g_strdup (error->message);
  gtk_widget_set_sensitive (GTK_WIDGET (missing->list), TRUE);
  fill (missing);
}

static void
chosen (const char *path, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  Missing *missing = g_object_get_data (G_OBJECT (window), "missing");

  if (path == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (missing->list), FALSE);
  gh_missing_files_read_async (missing->document, missing->wrong, path, read_cb,
                               g_object_ref (window));
}

static void
choose_cb (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  Question *question = data;
  Missing *missing = question->missing;

  g_free (missing->wrong);
  missing->wrong = g_strdup (question->name);
  gh_dialog_open_file (GTK_WINDOW (missing->window), question->name, NULL, chosen,
                       g_object_ref (missing->window));
}

/* A file that is dropped is the one that is called like it, or the first that is asked for. */
static gboolean
dropped_cb (GtkDropTarget *target G_GNUC_UNUSED, const GValue *value, double x G_GNUC_UNUSED,
            double y G_GNUC_UNUSED, gpointer data)
{
  Missing *missing = data;
  g_autofree char *path = g_file_get_path (g_value_get_object (value));
  g_auto (GStrv) names = gh_missing_files_list (gh_document_get_study (missing->document));

  if (path == NULL || names[0] == NULL)
    return FALSE;
  g_autofree char *base = g_path_get_basename (path);
  g_free (missing->wrong);
  missing->wrong = g_strdup (names[0]);
  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *own = g_path_get_basename (*name);
      if (g_str_equal (own, base))
        {
          g_free (missing->wrong);
          missing->wrong = g_strdup (*name);
        }
    }
  chosen (path, g_object_ref (missing->window));
  return TRUE;
}

static void
accept_drops (Missing *missing)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), missing);
  gtk_widget_add_controller (missing->window, GTK_EVENT_CONTROLLER (target));
}

static GtkWidget *
new_row (Missing *missing, const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Choose…"));
  Question *question = g_new (Question, 1);
  g_autofree char *use
      = gh_missing_files_describe (gh_document_get_study (missing->document), name);
  g_autofree char *label = g_strdup_printf (_ ("Choose %s"), name);
  gboolean wrong = missing->error != NULL && g_strcmp0 (missing->wrong, name) == 0;

  *question = (Question){ missing, g_strdup (name) };
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), wrong ? missing->error : use);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (wrong)
    gtk_widget_add_css_class (row, "error");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (choose_cb), question, free_question, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

/* Those that are still missing; without any the dialog has done its work. */
static void
fill (Missing *missing)
{
  g_auto (GStrv) names = gh_missing_files_list (gh_document_get_study (missing->document));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (missing->list, 0)) != NULL)
    gtk_list_box_remove (missing->list, GTK_WIDGET (row));
  for (char **name = names; *name != NULL; name++)
    gtk_list_box_append (missing->list, new_row (missing, *name));
  if (names[0] == NULL && gtk_widget_get_mapped (missing->window))
    gtk_window_close (GTK_WINDOW (missing->window));
}

static GtkWidget *
new_content (Missing *missing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  /* A file may be read when the dialog has been closed. */
  missing->list = g_object_ref_sink (GTK_LIST_BOX (gtk_list_box_new ()));
  gtk_list_box_set_selection_mode (missing->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (missing->list), "boxed-list");
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("The study takes numbers from these files, which are not there or may not be read. Until "
         "they are chosen, or dropped here, it cannot be planned."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (missing->list));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  return box;
}

/**
 * gh_missing_dialog_show:
 * @parent: the window
 * @document: a document
 *
 * Asks for the files that the study lacks, if there are any.
 *
 * Returns: whether there are
 */
gboolean
gh_missing_dialog_show (GtkWindow *parent, GhDocument *document)
{
  g_auto (GStrv) names = gh_missing_files_list (gh_document_get_study (document));
  Missing *missing;

  if (names[0] == NULL)
    return FALSE;
  missing = g_new0 (Missing, 1);
  missing->document = g_object_ref (document);
  missing->window = g_object_new (ADW_TYPE_WINDOW, "title", _ ("Files of the Study"), "modal", TRUE,
                                  "transient-for", parent, "destroy-with-parent", TRUE,
                                  "default-width", WIDTH, "default-height", WIDTH, NULL);
  g_object_set_data_full (G_OBJECT (missing->window), "missing", missing, free_missing);
  adw_window_set_content (ADW_WINDOW (missing->window), new_content (missing));
  gh_dialog_close_by_escape (missing->window);
  accept_drops (missing);
  fill (missing);
  gtk_window_present (GTK_WINDOW (missing->window));
  return TRUE;
}
