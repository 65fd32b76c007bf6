/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of the list of studies: what it is called and what came of it, also while it is edited. */
#include "study-item.h"

#include "number-text.h"
#include "words.h"

/* @variant_of: id of the study that it is listed below; 0 for none
 * @document: (nullable): while the study is open */
struct _GhStudyItem
{
  GObject parent_instance;
  gint64 id;
  gint64 variant_of;
  char *name;
  char *figure;
  GhDocument *document;
};

enum
{
  PROP_NAME = 1,
  PROP_FIGURE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (GhStudyItem, gh_study_item, G_TYPE_OBJECT)

/* "v2h 212.30 EUR" as people read it; other figures are of another program. */
static char *
format_figure (const char *kept)
{
  static const struct
  {
    const char *name, *title;
  } strategies[] = { { "smart", N_ ("Smart charging is best") },
                     { "v2h", N_ ("V2H %s a year") },
                     { "v2g", N_ ("V2G %s a year") },
                     { "battery", N_ ("Wall battery %s a year") },
                     { "managed", N_ ("Managed %s a year") } };
  g_auto (GStrv) words = kept != NULL ? g_strsplit (kept, " ", 3) : NULL;

  if (words == NULL || g_strv_length (words) != 3)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (strategies); i++)
    {
      g_autofree char *money
          = gh_money_format_signed (g_ascii_strtod (words[1], NULL), words[2], 0);
      if (g_str_equal (words[0], strategies[i].name))
        return i == 0 ? g_strdup (_ (strategies[i].title))
                      : g_strdup_printf (_ (strategies[i].title), money);
    }
  return NULL;
}

static void
gh_study_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhStudyItem *item = GH_STUDY_ITEM (object);

  if (id == PROP_NAME)
    g_value_set_string (value, gh_study_item_get_name (item));
  else if (id == PROP_FIGURE)
    g_value_set_string (value, item->figure);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_study_item_finalize (GObject *object)
{
  GhStudyItem *item = GH_STUDY_ITEM (object);

  if (item->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (item->document, item);
      gh_document_close (item->document);
    }
  g_clear_object (&item->document);
  g_free (item->name);
  g_free (item->figure);
  G_OBJECT_CLASS (gh_study_item_parent_class)->finalize (object);
}

static void
gh_study_item_class_init (GhStudyItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = gh_study_item_get_property;
  object_class->finalize = gh_study_item_finalize;
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FIGURE]
      = g_param_spec_string ("figure", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
gh_study_item_init (GhStudyItem *item G_GNUC_UNUSED)
{
}

/**
 * gh_study_item_new:
 * @id: of the study in the library
 * @variant_of: id of the study that it is listed below; 0 for none
 * @name: (nullable): what the study is called
 * @figure: (nullable): what came of it, as the library keeps it
 *
 * Returns: (transfer full): a line of the list, of a study that is not open
 */
GhStudyItem *
gh_study_item_new (gint64 id, gint64 variant_of, const char *name, const char *figure)
{
  GhStudyItem *item = g_object_new (GH_TYPE_STUDY_ITEM, NULL);

  item->id = id;
  item->variant_of = variant_of;
  item->name = g_strdup (name);
  item->figure = format_figure (figure);
  return item;
}

/**
 * gh_study_item_get_id:
 * @item: one line of the list
 *
 * Returns: the study's id in the library
 */
gint64
gh_study_item_get_id (GhStudyItem *item)
{
  return item->id;
}

/**
 * gh_study_item_get_name:
 * @item: one line of the list
 *
 * Returns: (transfer none): what the study is called; never empty
 */
const char *
gh_study_item_get_name (GhStudyItem *item)
{
  return item->name != NULL && *item->name != '\0' ? item->name : _ ("Unnamed study");
}

/**
 * gh_study_item_get_variant_of:
 * @item: one line of the list
 *
 * Returns: the id of the study that it is a variant of, 0 for none
 */
gint64
gh_study_item_get_variant_of (GhStudyItem *item)
{
  return item->variant_of;
}

/**
 * gh_study_item_get_document:
 * @item: one line of the list
 *
 * Returns: (transfer none) (nullable): its document while it is open
 */
GhDocument *
gh_study_item_get_document (GhStudyItem *item)
{
  return item->document;
}

/**
 * gh_study_item_set_variant_of:
 * @item: one line of the list
 * @variant_of: id of the study that it is listed below; 0 for none
 */
void
gh_study_item_set_variant_of (GhStudyItem *item, gint64 variant_of)
{
  item->variant_of = variant_of;
}

static void
set_text (GhStudyItem *item, char **field, const char *text, guint property)
{
  if (g_strcmp0 (*field, text) == 0)
    return;
  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (item), properties[property]);
}

static void
planned_cb (GhDocument *document, gpointer data)
{
  GhStudyItem *item = data;
  g_autofree char *kept = gh_document_get_figure (document);
  g_autofree char *figure = format_figure (kept);

  set_text (item, &item->figure, figure, PROP_FIGURE);
}

static gboolean
is_fleet (GhDocument *document)
{
  return gh_document_get_study (document)->kind == GH_STUDY_FLEET;
}

/* The figure of a fleet is not found anew with its plan: that of another fleet is taken away. */
static void
edited_cb (GhDocument *document, gpointer data)
{
  GhStudyItem *item = data;

  set_text (item, &item->name, gh_document_get_study (document)->name, PROP_NAME);
  if (is_fleet (document))
    planned_cb (document, item);
}

/**
 * gh_study_item_take_document:
 * @item: one line of the list, of a study that is not open
 * @document: (transfer full): the study
 *
 * Opens it: the line follows what is edited and planned.
 */
void
gh_study_item_take_document (GhStudyItem *item, GhDocument *document)
{
  item->document = document;
  g_signal_connect (document, "edited", G_CALLBACK (edited_cb), item);
  g_signal_connect (document, is_fleet (document) ? "valued" : "planned", G_CALLBACK (planned_cb),
                    item);
  g_signal_connect (document, "operated", G_CALLBACK (planned_cb), item);
}
