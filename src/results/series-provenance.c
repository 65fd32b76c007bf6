/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the numbers of a series come from, so that they can be found again and checked. */
#include "series-provenance.h"

#include "number-text.h"
#include "series-slots.h"
#include "words.h"

static void
free_line (gpointer data)
{
  GhProvenanceLine *line = data;

  g_free (line->title);
  g_free (line->text);
  g_free (line);
}

/* @text: (transfer full) (nullable): nothing is added for %NULL and "" */
static void
take_line (GPtrArray *lines, const char *title, char *text)
{
  if (text == NULL || *text == '\0')
    {
      g_free (text);
      return;
    }
  GhProvenanceLine *line = g_new (GhProvenanceLine, 1);
  *line = (GhProvenanceLine){ g_strdup (title), text, FALSE };
  g_ptr_array_add (lines, line);
}

/**
 * gh_series_format_gaps:
 * @filled: how many steps had no number
 *
 * Returns: (transfer full): that, and what became of them
 */
char *
gh_series_format_gaps (int filled)
{
  if (filled == 0)
    return g_strdup (_ ("None"));
  return g_strdup_printf (ngettext ("%d gap, filled with a straight line between its neighbours",
                                    "%d gaps, filled with straight lines between their neighbours",
                                    (gulong) filled),
                          filled);
}

static char *
format_step (int seconds)
{
  return seconds > 0 ? g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) seconds / 60),
                                        seconds / 60)
                     : NULL;
}

static char *
format_unit (const GhSeriesOrigin *origin)
{
  if (origin->unit == NULL || *origin->unit == '\0')
    return g_strdup (_ ("No unit"));
  return origin->unit_assumed
             ? g_strdup_printf (_ ("%s, assumed: nobody named one"), gh_unit_show (origin->unit))
             : g_strdup (gh_unit_show (origin->unit));
}

static char *
format_moment (gint64 unix_time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (unix_time);

  /* Translators: a moment, day first. */
  return moment != NULL ? g_date_time_format (moment, _ ("%-d %b %Y %H:%M")) : NULL;
}

/* What was added by the study itself to what the file says. */
static char *
format_changes (const GhSeriesFile *file, const GhMarketPrice *market)
{
  GString *text = g_string_new (NULL);
  g_autofree char *scale = gh_number_format (file->scale, 3);

  if (file->scale < 1.0 || file->scale > 1.0)
    g_string_append_printf (text, _ ("Multiplied by %s. "), scale);
  if (file->annual_total_kwh > 0.0)
    {
      g_autofree char *total = gh_number_format (file->annual_total_kwh, 0);
      g_string_append_printf (text, _ ("Scaled to %s kWh a year. "), total);
    }
  if (market != NULL)
    {
      g_autofree char *multiply = gh_number_format (market->multiply, 3);
      g_autofree char *add = gh_number_format (market->add, 4);
      g_string_append_printf (text, _ ("The price is multiplied by %s, then %s are added. "),
                              multiply, add);
    }
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

static void
add_origin (GPtrArray *lines, const GhSeriesOrigin *origin)
{
  g_autofree char *repairs = origin->repairs != NULL ? g_strjoinv ("\n", origin->repairs) : NULL;

  take_line (lines, _ ("Format"),
             g_strdup (origin->format != NULL ? origin->format : _ ("A plain table")));
  take_line (lines, _ ("Rows"), gh_number_format ((double) origin->rows, 0));
  take_line (lines, _ ("Unit"), format_unit (origin));
  take_line (lines, _ ("Mended and assumed"),
             g_strdup (repairs != NULL && *repairs != '\0' ? repairs : _ ("Nothing")));
  guint moment = lines->len;
  take_line (lines, _ ("Imported"), format_moment (origin->imported));
  if (lines->len > moment)
    ((GhProvenanceLine *) g_ptr_array_index (lines, moment))->is_moment = TRUE;
  take_line (lines, _ ("SHA-256 of the file"), g_strdup (origin->sha256));
}

/**
 * gh_series_list_provenance:
 * @study: a study
 * @path: as gh_series_slots_list() lists them
 *
 * Tells where measured numbers come from: file and column, what was recognised, how many rows and
 * gaps there were, what was mended and assumed, when they were imported, and the hash by which the
 * file can be known again.
 *
 * Returns: (transfer full) (element-type GhProvenanceLine): empty where there are no such numbers
 */
GPtrArray *
gh_series_list_provenance (const GhStudy *study, const char *path)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  const GhSeriesSpec *spec = gh_series_slot_get (study, path);

  if (spec == NULL || gh_series_slot_get_numbers (study, path) == NULL)
    return lines;
  if (spec->form != GH_SERIES_FILE)
    {
      take_line (lines, _ ("File"), g_strdup (_ ("None: the numbers stand in the study itself")));
      return lines;
    }
  take_line (lines, _ ("File"), g_filename_display_name (spec->file->file));
  take_line (lines, _ ("Column"), g_strdup (spec->file->column));
  take_line (lines, _ ("Step in the file"), format_step (spec->data_step_seconds));
  take_line (lines, _ ("Gaps"), gh_series_format_gaps (spec->data_filled));
  take_line (lines, _ ("Changed by the study"),
             format_changes (spec->file, gh_series_slot_get_market (study, path)));
  if (spec->origin != NULL)
    add_origin (lines, spec->origin);
  else
    take_line (lines, _ ("More"),
               g_strdup (_ ("Nothing is known: the numbers were imported by an older version. "
                            "Import the file again to know it.")));
  return lines;
}

/**
 * gh_provenance_to_text:
 * @lines: (element-type GhProvenanceLine): lines
 *
 * Returns: (transfer full): all of it, to be copied
 */
char *
gh_provenance_to_text (const GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const GhProvenanceLine *line = g_ptr_array_index (lines, i);
      g_string_append_printf (text, "%s: %s\n", line->title, line->text);
    }
  return g_string_free (text, FALSE);
}
