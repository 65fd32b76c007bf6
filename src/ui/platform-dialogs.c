/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogs that newer platforms have replaced: the only place that has to change with them. */
#include "platform-dialogs.h"

#include "words.h"

/* What a file dialog does when it is answered. */
typedef struct
{
  GhFileFunc func;
  gpointer data;
} Answer;

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Answer *answer = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  answer->func (path, answer->data);
  g_free (answer);
  g_object_unref (dialog);
}

static void
run (GtkFileChooserNative *dialog, GhFileFunc func, gpointer data)
{
  Answer *answer = g_new (Answer, 1);

  *answer = (Answer){ func, data };
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), answer);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * gh_dialog_open_file:
 * @parent: the window
 * @title: of the dialog
 * @patterns: (nullable): %NULL-terminated, such as "*.json"
 * @func: called once with the answer
 * @data: passed to @func
 *
 * Asks for a file to read.
 */
void
gh_dialog_open_file (GtkWindow *parent, const char *title, const char *const *patterns,
                     GhFileFunc func, gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = g_object_ref_sink (gtk_file_filter_new ());

  for (const char *const *pattern = patterns; pattern != NULL && *pattern != NULL; pattern++)
    gtk_file_filter_add_pattern (filter, *pattern);
  if (patterns != NULL)
    gtk_file_chooser_set_filter (GTK_FILE_CHOOSER (dialog), filter);
  run (dialog, func, data);
}

/**
 * gh_dialog_save_file:
 * @parent: the window
 * @title: of the dialog
 * @name: proposed for the file
 * @func: called once with the answer
 * @data: passed to @func
 *
 * Asks where to write a file.
 */
void
gh_dialog_save_file (GtkWindow *parent, const char *title, const char *name, GhFileFunc func,
                     gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  run (dialog, func, data);
}

/**
 * gh_dialog_choose_folder:
 * @parent: the window
 * @title: of the dialog
 * @func: called once with the answer
 * @data: passed to @func
 *
 * Asks for a folder to write into.
 */
void
gh_dialog_choose_folder (GtkWindow *parent, const char *title, GhFileFunc func, gpointer data)
{
  run (gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                    _ ("_Select"), _ ("_Cancel")),
       func, data);
}

/**
 * gh_dialog_open_with_default:
 * @parent: the window
 * @path: of a file or a folder
 *
 * Opens it with the program that the user has for such files.
 */
void
gh_dialog_open_with_default (GtkWindow *parent, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}

static void
job_told_cb (GhJob *job, GParamSpec *property G_GNUC_UNUSED, gpointer bar)
{
  const char *message = gh_job_get_message (job);

  gtk_progress_bar_set_fraction (bar, gh_job_get_fraction (job));
  gtk_progress_bar_set_text (bar, message != NULL ? message : " ");
}

static void
job_response_cb (GhJob *job)
{
  gh_job_stop (job);
}

/**
 * gh_dialog_show_job:
 * @parent: the window
 * @heading: what is being done
 * @job: that does it
 *
 * Shows how far long work has come, with a button to stop it.
 *
 * Returns: (transfer none): the dialog, to be destroyed when the job is done
 */
GtkWindow *
gh_dialog_show_job (GtkWindow *parent, const char *heading, GhJob *job)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, NULL));
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (bar), TRUE);
  gtk_widget_add_css_class (bar, "told");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  adw_message_dialog_set_extra_child (dialog, bar);
  adw_message_dialog_add_response (dialog, "stop", _ ("_Stop"));
  adw_message_dialog_set_close_response (dialog, "stop");
  g_signal_connect_object (dialog, "response", G_CALLBACK (job_response_cb), job,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::message", G_CALLBACK (job_told_cb), bar, 0);
  job_told_cb (job, NULL, bar);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

/**
 * gh_dialog_show_error:
 * @parent: (nullable): the window
 * @heading: what did not work, or what is to be known
 * @message: why, and what to do
 *
 * Tells that something failed or has remarks.
 */
void
gh_dialog_show_error (GtkWindow *parent, const char *heading, const char *message)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A question for a text, on its way to an answer. @func: %NULL once it has been called */
typedef struct
{
  GtkEditable *entry;
  GhTextFunc func;
  gpointer data;
} TextQuestion;

static void
answer (TextQuestion *question, const char *text)
{
  GhTextFunc func = g_steal_pointer (&question->func);

  if (func != NULL)
    func (text, question->data);
}

static void
text_response_cb (AdwMessageDialog *dialog G_GNUC_UNUSED, const char *response, gpointer data)
{
  TextQuestion *question = data;

  answer (question,
          g_str_equal (response, "accept") ? gtk_editable_get_text (question->entry) : NULL);
}

/* The dialog may go with its window. */
static void
free_question (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  answer (data, NULL);
  g_free (data);
}

/**
 * gh_dialog_ask_text:
 * @parent: the window
 * @heading: what is asked
 * @label: of the entry, for those who hear it
 * @text: proposed
 * @accept: of the button, with a mnemonic
 * @func: called once with the answer
 * @data: passed to @func
 *
 * Asks for a line of text.
 */
void
gh_dialog_ask_text (GtkWindow *parent, const char *heading, const char *label, const char *text,
                    const char *accept, GhTextFunc func, gpointer data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, NULL));
  GtkWidget *entry = gtk_entry_new ();
  TextQuestion *question = g_new (TextQuestion, 1);

  *question = (TextQuestion){ GTK_EDITABLE (entry), func, data };
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 36);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "accept", accept, NULL);
  adw_message_dialog_set_response_appearance (dialog, "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "accept");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (text_response_cb), question, free_question,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * gh_dialog_close_by_escape:
 * @window: a window that asks or tells something
 *
 * Lets Escape close it, wherever the focus is.
 */
void
gh_dialog_close_by_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

/**
 * gh_dialog_show_about:
 * @parent: the window
 *
 * Tells what the program is.
 */
void
gh_dialog_show_about (GtkWindow *parent)
{
  adw_show_about_window (
      parent, "application-name", "Gridhearth", "application-icon",
      "io.github.gridhearth.Gridhearth", "version", GH_VERSION, "developer-name",
      _ ("The Gridhearth authors"), "license-type", GTK_LICENSE_GPL_3_0, "website",
      "https://github.com/gridhearth/gridhearth", "issue-url",
      "https://github.com/gridhearth/gridhearth/issues", "comments",
      _ ("Plans the energy of a house with an electric car: when to charge, when "
         "to power the house or the grid, and whether it pays."),
      NULL);
}
