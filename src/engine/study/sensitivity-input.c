/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a study can be varied, in which range, and how. */
#include "study/sensitivity-input.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "errors.h"
#include "record-path.h"
#include "study/sensitivity-kinds.h"
#include "words.h"

/* The usual range of an attribute without a name: its value and so much less and more. */
#define USUAL_SHARE 0.2
/* A number without a name is searched up to so many times its value. */
#define SEARCHED_TIMES 3.0
#define CAPEX "$.finance.capex"
/* Attributes by which a file is known, and which nothing is worth more or less for. */
#define FORMAT_KEYS "$.format $.version $.minor $.seed"

/* The attribute that a kind stands for; of equipment that of the strategy. */
static char *
make_path (const GhInputKind *kind, GhStrategy strategy)
{
  if (g_strcmp0 (kind->path, CAPEX) == 0)
    return g_strdup_printf (CAPEX ".%s", gh_strategy_name (strategy));
  return g_strdup (kind->path);
}

/* By its name, or by the attribute that it stands for. */
static const GhInputKind *
find_kind (const char *key, GhStrategy strategy)
{
  guint count;
  const GhInputKind *kinds = gh_input_kinds_get (&count);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *path = make_path (&kinds[i], strategy);
      if (strcmp (kinds[i].name, key) == 0 || g_strcmp0 (path, key) == 0)
        return &kinds[i];
    }
  return NULL;
}

/* Before tax, as prices are given. */
static double
find_mean_price (const GhStudy *study, const GhSite *site)
{
  gsize count = gh_time_axis_get_count (site->axis);
  double sum = 0.0;

  for (gsize t = 0; t < count; t++)
    sum += site->import_price[t];
  return sum / (double) count / (1.0 + study->tariff->tax);
}

/* "Battery (Second car)" where there are several. */
static char *
make_title (const GhStudy *study, const GhAttribute *attribute, const char *path)
{
  const GPtrArray *list = NULL;
  guint index = 0;

  if (sscanf (path, "$.vehicles[%u]", &index) == 1)
    list = study->vehicles;
  else if (sscanf (path, "$.batteries[%u]", &index) == 1)
    list = study->batteries;
  if (list == NULL || list->len < 2 || index >= list->len)
    return g_strdup (_ (attribute->title));
  const GhVehicle *vehicle = g_ptr_array_index (list, index);
  return g_strdup_printf ("%s (%s)", _ (attribute->title), vehicle->name);
}

/* The usual range of an attribute that has no name. */
static void
set_plain_range (GhSensitivityInput *input)
{
  double by = USUAL_SHARE * fabs (input->value);

  if (!(by > 0.0))
    by = 1.0 / input->unit.scale;
  input->low = input->value - by;
  input->high = input->value + by;
}

static void
set_range (GhSensitivityInput *input)
{
  const GhInputKind *kind = input->kind;
  gboolean is_nothing = kind != NULL && kind->range == GH_RANGE_SHARE && !(input->value > 0.0);

  if (kind == NULL || is_nothing)
    set_plain_range (input);
  else if (kind->range == GH_RANGE_SHARE)
    {
      input->low = kind->low * input->value;
      input->high = kind->high * input->value;
    }
  else
    {
      double from = kind->range == GH_RANGE_STEP ? input->value : 0.0;
      input->low = from + kind->low;
      input->high = from + kind->high;
    }
  input->low = CLAMP (input->low, input->minimum, input->maximum);
  input->high = CLAMP (input->high, input->minimum, input->maximum);
}

/* Where to look for a break-even; never less than the usual range. */
static void
set_search_range (GhSensitivityInput *input)
{
  const GhInputKind *kind = input->kind;
  gboolean is_plain = kind == NULL || !(kind->search_high > kind->search_low);
  double low = is_plain ? 0.0 : kind->search_low;
  double high = is_plain ? SEARCHED_TIMES * input->value : kind->search_high;

  input->search_low = CLAMP (MIN (low, input->low), input->minimum, input->maximum);
  input->search_high = CLAMP (MAX (high, input->high), input->minimum, input->maximum);
}

/* Where a path leads to. A study that lacks the object around it has the default: it is read from
 * a copy that has it. @copy: (out) (nullable): that copy */
static gboolean
find_place (const GhStudy *study, const char *path, GhStudy **copy, GhPlace *place)
{
  if (gh_place_find (&gh_study_table, (GhStudy *) study, path, FALSE, place))
    return TRUE;
  *copy = gh_study_copy (study);
  return gh_place_find (&gh_study_table, *copy, path, TRUE, place);
}

/* Whether there is a number at the path. */
static gboolean
read_attribute (GhSensitivityInput *input, const GhStudy *study, GError **error)
{
  g_autoptr (GhStudy) copy = NULL;
  GhPlace place;
  gboolean found
      = strstr (FORMAT_KEYS, input->path) == NULL && find_place (study, input->path, &copy, &place)
        && place.item < 0
        && (place.attribute->kind == GH_KIND_NUMBER || place.attribute->kind == GH_KIND_INTEGER);

  if (!found)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("%s is no number of the study that could be varied"), input->path);
      return FALSE;
    }
  input->value = gh_place_get_number (&place);
  if (isnan (input->value))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("%s is not given in the study, so there is nothing to vary"), input->path);
      return FALSE;
    }
  gh_shown_unit_init (&input->unit, place.attribute, study->currency);
  input->minimum = place.attribute->minimum;
  input->maximum = place.attribute->maximum;
  if (input->title == NULL)
    input->title = make_title (study, place.attribute, input->path);
  if (input->meaning == NULL)
    input->meaning = g_strdup (_ (place.attribute->meaning));
  return TRUE;
}

static void
take_kind (GhSensitivityInput *input, const GhInputKind *kind, GhStrategy strategy)
{
  g_free (input->key);
  input->key = g_strdup (kind->name);
  input->kind = kind;
  input->title = g_strdup (_ (kind->title));
  input->meaning = g_strdup (_ (kind->meaning));
  input->path = make_path (kind, strategy);
  input->value = kind->value;
  input->minimum = kind->minimum;
  input->maximum = kind->maximum;
  input->unit = (GhShownUnit){ .scale = 100.0, .unit = "%" };
}

static gboolean
report_unknown (const char *key, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint count;
  const GhInputKind *kinds = gh_input_kinds_get (&count);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", kinds[i].name);
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("\"%s\" is no input; it is one of %s, or the JSON path of a number of the study"),
               key, names->str);
  return FALSE;
}

static gboolean
fill_input (GhSensitivityInput *input, const GhStudy *study, GhStrategy strategy, GError **error)
{
  const GhInputKind *kind = find_kind (input->key, strategy);

  if (kind == NULL && *input->key != '$')
    return report_unknown (input->key, error);
  if (kind != NULL)
    take_kind (input, kind, strategy);
  else
    input->path = g_strdup (input->key);
  if (kind != NULL && kind->applies != NULL && !kind->applies (study))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("the study has nothing that \"%s\" could vary"), kind->name);
      return FALSE;
    }
  return input->path == NULL || read_attribute (input, study, error);
}

/**
 * gh_sensitivity_input_new:
 * @study: a valid study
 * @site: (nullable): the site built from it; without it the input can be looked at and not applied
 * @strategy: whose equipment "charger-price" means
 * @key: a name, or the JSON path of a number
 * @error: set where the study has no such input
 *
 * Finds an input with what it is in the study and the range that is usual for it: 20 % less and
 * more, unless the kind of the input says otherwise.
 *
 * Returns: (transfer full) (nullable): the input
 */
GhSensitivityInput *
gh_sensitivity_input_new (const GhStudy *study, const GhSite *site, GhStrategy strategy,
                          const char *key, GError **error)
{
  GhSensitivityInput *input = g_atomic_rc_box_new0 (GhSensitivityInput);

  input->key = g_strdup (key);
  input->mean_price = site != NULL ? find_mean_price (study, site) : NAN;
  if (!fill_input (input, study, strategy, error))
    {
      gh_sensitivity_input_unref (input);
      return NULL;
    }
  set_range (input);
  set_search_range (input);
  return input;
}

/**
 * gh_sensitivity_input_ref:
 * @input: an input
 *
 * Returns: (transfer full): @input
 */
GhSensitivityInput *
gh_sensitivity_input_ref (GhSensitivityInput *input)
{
  return g_atomic_rc_box_acquire (input);
}

static void
clear_input (gpointer data)
{
  GhSensitivityInput *input = data;

  g_free (input->key);
  g_free (input->title);
  g_free (input->meaning);
  g_free (input->path);
}

/**
 * gh_sensitivity_input_unref:
 * @input: (transfer full) (nullable): an input
 *
 * Frees it with the last reference.
 */
void
gh_sensitivity_input_unref (GhSensitivityInput *input)
{
  if (input != NULL)
    g_atomic_rc_box_release_full (input, clear_input);
}

/**
 * gh_sensitivity_list_inputs:
 * @study: a valid study
 * @site: (nullable): the site built from it, see gh_sensitivity_input_new()
 * @strategy: whose equipment "charger-price" means
 * @usual_only: whether only those that are varied where nothing else is asked for
 *
 * Returns: (transfer full) (element-type GhSensitivityInput): the inputs with a name that the study
 *   has
 */
GPtrArray *
gh_sensitivity_list_inputs (const GhStudy *study, const GhSite *site, GhStrategy strategy,
                            gboolean usual_only)
{
  GPtrArray *inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_sensitivity_input_unref);
  guint count;
  const GhInputKind *kinds = gh_input_kinds_get (&count);

  for (guint i = 0; i < count; i++)
    {
      GhSensitivityInput *input
          = usual_only && !kinds[i].is_usual
                ? NULL
                : gh_sensitivity_input_new (study, site, strategy, kinds[i].name, NULL);
      if (input != NULL)
        g_ptr_array_add (inputs, input);
    }
  return inputs;
}

/**
 * gh_sensitivity_input_apply:
 * @input: an input
 * @study: (inout): a copy of the study that it is of
 * @value: what it becomes; its range is the caller's to heed
 *
 * Changes the study.
 */
void
gh_sensitivity_input_apply (const GhSensitivityInput *input, GhStudy *study, double value)
{
  GhPlace place;

  if (input->kind != NULL && input->kind->apply != NULL)
    input->kind->apply (input, study, value);
  else if (input->path != NULL && gh_place_find (&gh_study_table, study, input->path, TRUE, &place))
    gh_place_set_number (&place, place.attribute->kind == GH_KIND_INTEGER ? round (value) : value);
}

/**
 * gh_sensitivity_input_changes_site:
 * @input: an input
 * @value: what it becomes
 *
 * Returns: whether gh_sensitivity_input_apply_to_site() has something to do
 */
gboolean
gh_sensitivity_input_changes_site (const GhSensitivityInput *input, double value)
{
  return input->kind != NULL && input->kind->apply_to_site != NULL
         && fabs (value - input->value) > 0.0;
}

/**
 * gh_sensitivity_input_apply_to_site:
 * @input: an input
 * @study: the changed study
 * @site: (inout): the site built from it
 * @value: what it becomes
 *
 * Changes what no attribute of a study says: on which days the car is at home.
 */
void
gh_sensitivity_input_apply_to_site (const GhSensitivityInput *input, const GhStudy *study,
                                    GhSite *site, double value)
{
  if (gh_sensitivity_input_changes_site (input, value))
    input->kind->apply_to_site (study, site, value);
}

/**
 * gh_sensitivity_input_format:
 * @input: an input
 * @value: what it may be
 *
 * Returns: (transfer full): the value for people, with its unit
 */
char *
gh_sensitivity_input_format (const GhSensitivityInput *input, double value)
{
  return gh_shown_unit_format (&input->unit, value);
}
