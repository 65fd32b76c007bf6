/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_PART_CHOOSER (gh_part_chooser_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhPartChooser, gh_part_chooser, GH, PART_CHOOSER, GtkWidget)

/**
 * GhPartChooserClass:
 * @choose: chooses the part that a path leads into, by gh_part_chooser_take_path(), where there is
 *   one
 * @show: shows the parts, and which of them is chosen
 *
 * What a kind of parts has to tell.
 */
struct _GhPartChooserClass
{
  GtkWidgetClass parent_class;

  void (*choose) (GhPartChooser *chooser, const char *path);
  void (*show) (GhPartChooser *chooser);
};

GhDocument *gh_part_chooser_get_document (GhPartChooser *chooser);
const GhStudy *gh_part_chooser_get_study (GhPartChooser *chooser);
const char *gh_part_chooser_get_path (GhPartChooser *chooser);
void gh_part_chooser_set_path (GhPartChooser *chooser, const char *path);
void gh_part_chooser_take_path (GhPartChooser *chooser, char *path);

G_END_DECLS
