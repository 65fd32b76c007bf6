/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a study - its cars and batteries, its sites - of which one is chosen that is shown
 * elsewhere; how they are listed, added and removed is the business of each kind. */
#include "part-chooser.h"

/* @path: (nullable): of the chosen one; %NULL where there is none */
typedef struct
{
  GhDocument *document;
  char *path;
} GhPartChooserPrivate;

enum
{
  PROP_DOCUMENT = 1,
  PROP_PATH,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GhPartChooser, gh_part_chooser, GTK_TYPE_WIDGET)

static GhPartChooserPrivate *
get_private (GhPartChooser *chooser)
{
  return gh_part_chooser_get_instance_private (chooser);
}

static void
gh_part_chooser_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PATH)
    g_value_set_string (value, get_private (GH_PART_CHOOSER (object))->path);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_part_chooser_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DOCUMENT)
    get_private (GH_PART_CHOOSER (object))->document = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_part_chooser_dispose (GObject *object)
{
  GhPartChooserPrivate *chooser = get_private (GH_PART_CHOOSER (object));

  g_clear_object (&chooser->document);
  g_clear_pointer (&chooser->path, g_free);
  G_OBJECT_CLASS (gh_part_chooser_parent_class)->dispose (object);
}

static void
gh_part_chooser_class_init (GhPartChooserClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = gh_part_chooser_dispose;
  object_class->get_property = gh_part_chooser_get_property;
  object_class->set_property = gh_part_chooser_set_property;
  properties[PROP_DOCUMENT]
      = g_param_spec_object ("document", NULL, NULL, GH_TYPE_DOCUMENT,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PATH]
      = g_param_spec_string ("path", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
gh_part_chooser_init (GhPartChooser *chooser G_GNUC_UNUSED)
{
}

/**
 * gh_part_chooser_get_document:
 * @chooser: a chooser
 *
 * Returns: (transfer none): what is edited
 */
GhDocument *
gh_part_chooser_get_document (GhPartChooser *chooser)
{
  return get_private (chooser)->document;
}

/**
 * gh_part_chooser_get_study:
 * @chooser: a chooser
 *
 * Returns: (transfer none): whose parts they are
 */
const GhStudy *
gh_part_chooser_get_study (GhPartChooser *chooser)
{
  return gh_document_get_study (get_private (chooser)->document);
}

/**
 * gh_part_chooser_get_path:
 * @chooser: a chooser
 *
 * Its property "path" is the same and tells when it changes.
 *
 * Returns: (transfer none) (nullable): path of the chosen one; %NULL where there is none
 */
const char *
gh_part_chooser_get_path (GhPartChooser *chooser)
{
  return get_private (chooser)->path;
}

/**
 * gh_part_chooser_set_path:
 * @chooser: a chooser
 * @path: of a part, or of what is below it
 *
 * Chooses one. Does nothing where there is no such part.
 */
void
gh_part_chooser_set_path (GhPartChooser *chooser, const char *path)
{
  GH_PART_CHOOSER_GET_CLASS (chooser)->choose (chooser, path);
}

/**
 * gh_part_chooser_take_path:
 * @chooser: a chooser
 * @path: (transfer full) (nullable): of the part that is chosen; %NULL where there is none
 *
 * For kinds of parts: shows them with that one chosen, and tells when it is another.
 */
void
gh_part_chooser_take_path (GhPartChooser *chooser, char *path)
{
  GhPartChooserPrivate *state = get_private (chooser);
  gboolean other = g_strcmp0 (path, state->path) != 0;

  g_free (state->path);
  state->path = path;
  GH_PART_CHOOSER_GET_CLASS (chooser)->show (chooser);
  if (other)
    g_object_notify_by_pspec (G_OBJECT (chooser), properties[PROP_PATH]);
}
