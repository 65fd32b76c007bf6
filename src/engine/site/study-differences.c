/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not the same in several studies, attribute by attribute. */
#include "site/study-differences.h"

#include <math.h>

#include "attribute-text.h"
#include "record-equal.h"
#include "words.h"

/* Records of one kind, one a study, and where they are. @records: (nullable) each */
typedef struct
{
  GPtrArray *found;
  const GhStudy *const *studies;
  guint count;
  const GhAttributeTable *table;
  gconstpointer records[GH_MOST_COMPARED_STUDIES];
  const char *path;
  const char *group;
} Level;

static void walk (const Level *level);

static void
free_difference (gpointer data)
{
  GhStudyDifference *difference = data;

  g_free (difference->path);
  g_free (difference->group);
  g_strfreev (difference->shown);
  for (guint i = 0; i < difference->count; i++)
    g_free (difference->words[i]);
  g_free (difference->words);
  g_free (difference->numbers);
  g_free (difference->differs);
  g_free (difference);
}

static gboolean
has_object (gconstpointer record, const GhAttribute *attribute)
{
  return record != NULL
         && *(const gconstpointer *) gh_attribute_field_const (attribute, record) != NULL;
}

/* Whether both say the same. One that is absent says nothing, which is the same as an attribute
 * that was not given. */
static gboolean
say_same (const Level *level, const GhAttribute *attribute, guint a, guint b)
{
  gconstpointer first = level->records[a], second = level->records[b];

  if (first != NULL && second != NULL)
    return gh_attribute_fields_equal (attribute, gh_attribute_field_const (attribute, first),
                                      gh_attribute_field_const (attribute, second));
  if (first == NULL && second == NULL)
    return TRUE;
  return !gh_record_is_given (level->table, first != NULL ? first : second, attribute->name);
}

/* @attribute: an object is told as present or absent */
static void
add_difference (const Level *level, const GhAttribute *attribute)
{
  GhStudyDifference *difference = g_new0 (GhStudyDifference, 1);
  gboolean whole = attribute->kind == GH_KIND_OBJECT;

  difference->path = g_strconcat (level->path, ".", attribute->name, NULL);
  difference->group = g_strdup (level->group);
  difference->attribute = attribute;
  difference->count = level->count;
  difference->shown = g_new0 (char *, level->count + 1);
  difference->words = g_new0 (char *, level->count);
  difference->numbers = g_new (double, level->count);
  difference->differs = g_new (gboolean, level->count);
  for (guint i = 0; i < level->count; i++)
    {
      const char *currency = level->studies[i]->currency;
      gconstpointer record = level->records[i];
      gboolean present = whole && has_object (record, attribute);
      difference->shown[i]
          = whole ? g_strdup (present ? _ ("as usual") : "–")
                  : gh_attribute_format_value (attribute, record, currency != NULL ? currency : "");
      difference->words[i]
          = whole ? g_strdup (present ? "{}" : NULL) : gh_attribute_write_value (attribute, record);
      difference->numbers[i] = whole ? NAN : gh_attribute_get_number (attribute, record);
      difference->differs[i] = whole ? present != has_object (level->records[0], attribute)
                                     : !say_same (level, attribute, 0, i);
    }
  g_ptr_array_add (level->found, difference);
}

static void
compare_leaf (const Level *level, const GhAttribute *attribute)
{
  for (guint i = 1; i < level->count; i++)
    if (!say_same (level, attribute, 0, i))
      {
        add_difference (level, attribute);
        return;
      }
}

static void
compare_object (const Level *level, const GhAttribute *attribute)
{
  Level below = *level;
  g_autofree char *path = g_strconcat (level->path, ".", attribute->name, NULL);
  gboolean any = FALSE, all = TRUE;
  guint before = level->found->len;

  below.table = attribute->table;
  below.path = path;
  below.group = attribute->title != NULL ? _ (attribute->title) : attribute->name;
  for (guint i = 0; i < level->count; i++)
    {
      gconstpointer record = level->records[i];
      below.records[i] = record != NULL
                             ? *(const gconstpointer *) gh_attribute_field_const (attribute, record)
                             : NULL;
      any |= below.records[i] != NULL;
      all &= below.records[i] != NULL;
    }
  if (any)
    walk (&below);
  /* That a part is there at all may count, though nothing is given in it. */
  if (any && !all && level->found->len == before)
    add_difference (level, attribute);
}

static const GPtrArray *
get_list (const GhAttribute *attribute, gconstpointer record)
{
  return record != NULL ? *(GPtrArray *const *) gh_attribute_field_const (attribute, record) : NULL;
}

static void
compare_list (const Level *level, const GhAttribute *attribute)
{
  Level below = *level;
  guint most = 0;

  below.table = attribute->table;
  for (guint i = 0; i < level->count; i++)
    {
      const GPtrArray *list = get_list (attribute, level->records[i]);
      most = MAX (most, list != NULL ? list->len : 0);
    }
  for (guint k = 0; k < most; k++)
    {
      g_autofree char *path = g_strdup_printf ("%s.%s[%u]", level->path, attribute->name, k);
      const char *title = attribute->title != NULL ? _ (attribute->title) : attribute->name;
      g_autofree char *group
          = most > 1 ? g_strdup_printf ("%s %u", title, k + 1) : g_strdup (title);
      for (guint i = 0; i < level->count; i++)
        {
          const GPtrArray *list = get_list (attribute, level->records[i]);
          below.records[i] = list != NULL && k < list->len ? g_ptr_array_index (list, k) : NULL;
        }
      below.path = path;
      below.group = group;
      walk (&below);
    }
}

/* What a study is called is what it is told apart by. */
static gboolean
is_of_no_matter (const Level *level, const GhAttribute *attribute)
{
  static const char *const names[] = { "format", "version", "minor", "name", NULL };

  return level->table == &gh_study_table && g_strv_contains (names, attribute->name);
}

static void
walk (const Level *level)
{
  for (guint i = 0; i < level->table->count; i++)
    {
      const GhAttribute *attribute = &level->table->attributes[i];
      if (is_of_no_matter (level, attribute))
        continue;
      if (attribute->kind == GH_KIND_OBJECT)
        compare_object (level, attribute);
      else if (attribute->kind == GH_KIND_LIST)
        compare_list (level, attribute);
      else
        compare_leaf (level, attribute);
    }
}

/**
 * gh_study_differences:
 * @studies: (array length=count): studies
 * @count: how many, 1 to %GH_MOST_COMPARED_STUDIES
 *
 * Finds every attribute that is not the same in all studies, in the order of the attribute tables.
 * Items of lists are compared by their place. Where a part is absent in one study, what others give
 * in it is listed, and what they leave to its defaults is not; where they give nothing, the part
 * itself is.
 *
 * Returns: (transfer full) (element-type GhStudyDifference): the differences
 */
GPtrArray *
gh_study_differences (const GhStudy *const *studies, guint count)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_difference);
  Level level = { .found = found,
                  .studies = studies,
                  .count = count,
                  .table = &gh_study_table,
                  .path = "$",
                  .group = "" };

  g_return_val_if_fail (count >= 1 && count <= GH_MOST_COMPARED_STUDIES, NULL);
  for (guint i = 0; i < count; i++)
    level.records[i] = studies[i];
  walk (&level);
  return g_steal_pointer (&found);
}
