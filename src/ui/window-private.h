/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window.h"

#include "adaptive-bin.h"
#include "battery-page.h"
#include "compare-page.h"
#include "home-page.h"
#include "money-page.h"
#include "plan-page.h"
#include "resilience-page.h"
#include "study-list.h"
#include "what-if-page.h"

G_BEGIN_DECLS

/* What the files of the window share. @path: of the library; @document: (nullable): that is open;
 * @job: (nullable): its planning */
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
  AdwViewStack *pages;
  AdwViewSwitcher *switcher;
  AdwViewSwitcherBar *switcher_bar;
  AdwToastOverlay *toasts;
  GtkStack *content;
  AdwStatusPage *failure;
  GhHomePage *home;
  GhPlanPage *plan;
  GhComparePage *compare;
  GhMoneyPage *money;
  GhBatteryPage *battery;
  GhWhatIfPage *what_if;
  GhResiliencePage *resilience;
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
