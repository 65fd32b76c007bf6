/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window.h"

#include "adaptive-bin.h"
#include "page-set.h"
#include "study-list.h"

G_BEGIN_DECLS

/* What the files of the window share. @path: of the library; @document: (nullable): that is open;
 * @job: (nullable): its planning; @pages: (nullable): those of its kind */
struct _GhWindow
{
  AdwApplicationWindow parent_instance;
  GhAdaptiveBin *bin;
  GtkWidget *sidebar;
  GtkWidget *main;
  GtkToggleButton *sidebar_button;
  GtkListBox *studies;
  GMenuModel *study_menu;
  GtkWidget *study_popover;
  AdwViewSwitcher *switcher;
  AdwViewSwitcherBar *switcher_bar;
  AdwToastOverlay *toasts;
  GtkStack *content;
  AdwStatusPage *failure;
  GtkProgressBar *progress;
  GtkLabel *doing;
  gint64 job_begun;
  GtkWidget *stop;
  GtkWidget *undo;
  GtkWidget *redo;
  GtkRevealer *notice;
  GtkLabel *notice_text;
  GtkButton *notice_button;

  GhStudyList *list;
  char *path;
  GhPageSet *pages;
  GhDocument *document;
  GhJob *job;
  gboolean narrow;
};
void gh_window_init_studies (GhWindow *window);
void gh_window_init_report (GhWindow *window);
void gh_window_select_study (GhWindow *window, gint64 id);
gboolean gh_window_take_list (GhWindow *window, GhStudyList *list, GError **error);
void gh_window_open_document (GhWindow *window, GhDocument *document);
void gh_window_close_document (GhWindow *window);
void gh_window_show_error (GhWindow *window, const char *heading, const GError *error);
void gh_window_follow_history (GhWindow *window);

G_END_DECLS
