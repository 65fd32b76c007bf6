/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the list of studies that is dragged out of the window becomes a file where it is
 * dropped. */
#include "study-drag.h"

#include <glib/gstdio.h>

#include "study-exchange.h"

/* (element-type utf8): files that were dragged; whoever got one has copied it by the end */
static GPtrArray *files;

/* What a drag holds on to. */
typedef struct
{
  GhStudyList *list;
  GhStudyItem *item;
} Dragged;

static void
free_dragged (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Dragged *dragged = data;

  g_object_unref (dragged->list);
  g_object_unref (dragged->item);
  g_free (dragged);
}

static char *
new_path (GhStudyItem *item)
{
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autofree char *name = g_strconcat (gh_study_item_get_name (item), ".gridhearth", NULL);

  return folder != NULL ? g_build_filename (folder, g_strdelimit (name, "/", '-'), NULL) : NULL;
}

/**
 * gh_study_drag_export:
 * @list: the list of the study
 * @item: the study
 *
 * Writes the study to a file that is gone with gh_study_drag_clear().
 *
 * Returns: (transfer full) (nullable): the file, as other programs take it; %NULL where it cannot
 *   be written
 */
GdkContentProvider *
gh_study_drag_export (GhStudyList *list, GhStudyItem *item)
{
  char *path = new_path (item);
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    return NULL;
  if (files == NULL)
    files = g_ptr_array_new_with_free_func (g_free);
  file = g_file_new_for_path (path);
  g_ptr_array_add (files, path);
  if (!gh_study_list_export (list, gh_study_item_get_id (item), path, NULL))
    return NULL;
  return gdk_content_provider_new_typed (G_TYPE_FILE, file);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source G_GNUC_UNUSED, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED,
            gpointer data)
{
  Dragged *dragged = data;

  return gh_study_drag_export (dragged->list, dragged->item);
}

/**
 * gh_study_drag_add:
 * @row: shows the study
 * @list: the list of the study
 * @item: the study
 *
 * Lets the row be dragged out of the window.
 */
void
gh_study_drag_add (GtkWidget *row, GhStudyList *list, GhStudyItem *item)
{
  GtkDragSource *source = gtk_drag_source_new ();
  Dragged *dragged = g_new (Dragged, 1);

  *dragged = (Dragged){ g_object_ref (list), g_object_ref (item) };
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect_data (source, "prepare", G_CALLBACK (prepare_cb), dragged, free_dragged, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
}

/**
 * gh_study_drag_clear:
 *
 * Removes the files of all drags.
 */
void
gh_study_drag_clear (void)
{
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      g_autofree char *folder = g_path_get_dirname (g_ptr_array_index (files, i));
      g_remove (g_ptr_array_index (files, i));
      g_rmdir (folder);
    }
  g_clear_pointer (&files, g_ptr_array_unref);
}
