/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application.h"

#include "study-list.h"
#include "window.h"
#include "words.h"

/* @library: (nullable): of --library */
struct _GhApplication
{
  AdwApplication parent_instance;
  char *library;
};

G_DEFINE_FINAL_TYPE (GhApplication, gh_application, ADW_TYPE_APPLICATION)

static GhWindow *
get_window (GhApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autofree char *path = NULL;

  if (window != NULL)
    return GH_WINDOW (window);
  window = GTK_WINDOW (gh_window_new (ADW_APPLICATION (application)));
  path = application->library != NULL ? g_strdup (application->library)
                                      : gh_study_list_get_default_path ();
  gh_window_open_library (GH_WINDOW (window), path);
  return GH_WINDOW (window);
}

static void
gh_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (GH_APPLICATION (application))));
}

static void
gh_application_open (GApplication *application, GFile **files, int count, const char *hint)
{
  GhWindow *window = get_window (GH_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < count; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      if (path != NULL)
        gh_window_import (window, path);
    }
}

static int
gh_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  GhApplication *self = GH_APPLICATION (application);

  g_variant_dict_lookup (options, "library", "^ay", &self->library);
  if (self->library != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);

  if (window != NULL)
    gtk_window_close (window);
}

static void
add_keys (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *keys[3];
  } keys[] = {
    { "app.quit", { "<Control>q" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "win.guide", { "<Control>n" } },
    { "win.edit", { "F2" } },
    { "win.import", { "<Control>o" } },
    { "win.export", { "<Control>e" } },
    { "win.report", { "<Control>r" } },
    { "win.print", { "<Control>p" } },
    { "win.nth-page(0)", { "<Control>1" } },
    { "win.nth-page(1)", { "<Control>2" } },
    { "win.nth-page(2)", { "<Control>3" } },
    { "win.nth-page(3)", { "<Control>4" } },
    { "win.nth-page(4)", { "<Control>5" } },
    { "win.nth-page(5)", { "<Control>6" } },
    { "win.nth-page(6)", { "<Control>7" } },
    { "win.stop", { "Escape" } },
    { "win.preferences", { "<Control>comma" } },
    { "win.show-help-overlay", { "<Control>question" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].keys);
}

static void
gh_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = { { .name = "quit", .activate = quit_cb } };

  G_APPLICATION_CLASS (gh_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  add_keys (GTK_APPLICATION (application));
  /* The answer of a page has the focus first; it is to be read, not to be copied at once. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
}

static void
gh_application_finalize (GObject *object)
{
  g_free (GH_APPLICATION (object)->library);
  G_OBJECT_CLASS (gh_application_parent_class)->finalize (object);
}

static void
gh_application_class_init (GhApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = gh_application_finalize;
  application_class->startup = gh_application_startup;
  application_class->activate = gh_application_activate;
  application_class->open = gh_application_open;
  application_class->handle_local_options = gh_application_handle_local_options;
}

static void
gh_application_init (GhApplication *application)
{
  static const GOptionEntry options[] = { { "library", 0, 0, G_OPTION_ARG_FILENAME, NULL,
                                            N_ ("Use another library of studies"), N_ ("FILE") },
                                          { NULL } };

  g_application_add_main_option_entries (G_APPLICATION (application), options);
}

/**
 * gh_application_new:
 *
 * Returns: (transfer full): the application
 */
GhApplication *
gh_application_new (void)
{
  return g_object_new (GH_TYPE_APPLICATION, "application-id", GH_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/io/github/gridhearth/Gridhearth", NULL);
}
