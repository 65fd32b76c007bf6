/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Day-ahead prices of the ENTSO-E transparency platform: Publication_MarketDocument, IEC
 * 62325-451-3. Namespaces change with every version, so that only local names count. */
#include "formats/entsoe.h"

#include <string.h>

#include "csv-time.h"
#include "errors.h"
#include "formats/table-builder.h"
#include "formats/xml-reader.h"
#include "words.h"

#define TITLE "ENTSO-E day-ahead prices"
/* Prices of all lengths are compared in slots of this. */
#define SLOT 300
/* A period of the platform is a day; a year asked for at once has a period a day. */
#define LONGEST_PERIOD (400 * 86400)
/* Prices of one document, repeated ones included. */
#define MOST_PRICES 2000000
/* Points between two questions whether to stop. */
#define POINTS_PER_POLL 1024

/* A price and how long it holds. */
typedef struct
{
  gint64 from;
  int seconds;
  int sequence;
  double price;
  guint line;
} Price;

/* @prices: (element-type Price)
 * @progress: of reading the series, @fraction of which have been read
 * @points: that have been read */
typedef struct
{
  GArray *prices;
  const GhProgress *progress;
  double fraction;
  guint points;
  char *unit;
  char *area;
  guint repeated; /* values that the curve type leaves out */
} Document;

static gboolean
set_line_error (const xmlNode *node, const char *message, GError **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("line %u: %s"), gh_xml_line (node), message);
  return FALSE;
}

static gboolean
read_moment (const xmlNode *interval, const char *name, gint64 *unix_time)
{
  g_autofree char *text = gh_xml_text (interval, name);
  GhCsvTime time;

  if (text == NULL || !gh_csv_time_parse (text, strlen (text), &time)
      || !(time.flags & GH_CSV_HAS_DATE) || time.offset == GH_CSV_NO_OFFSET)
    return FALSE;
  *unix_time = gh_csv_time_to_local (&time) - time.offset;
  return TRUE;
}

/* PT15M, PT60M, PT1H, P1D; 0 for anything else. */
static int
read_resolution (const xmlNode *period)
{
  static const struct
  {
    const char *name;
    int seconds;
  } known[] = { { "PT15M", 900 }, { "PT30M", 1800 }, { "PT60M", 3600 },
                { "PT1H", 3600 }, { "PT5M", 300 },   { "P1D", 86400 } };
  g_autofree char *text = gh_xml_text (period, "resolution");

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (text, known[i].name) == 0)
      return known[i].seconds;
  return 0;
}

static gboolean
read_point (const xmlNode *point, gint64 count, gint64 *position, double *price, GError **error)
{
  if (!gh_xml_integer (point, "position", position) || *position < 1 || *position > count)
    return set_line_error (point, _ ("the position of this point is outside its period."), error);
  if (!gh_xml_number (point, "price.amount", price))
    return set_line_error (point, _ ("this point has no price."), error);
  return TRUE;
}

/* The points of a period. With the curve type A03 a point holds until the next one. */
static gboolean
read_period (Document *document, const xmlNode *period, int sequence, gboolean holds,
             GError **error)
{
  const xmlNode *interval = gh_xml_first (period, "timeInterval");
  int seconds = read_resolution (period);
  gint64 start, end;

  if (seconds == 0)
    return set_line_error (period, _ ("the resolution of this period is not known."), error);
  if (!read_moment (interval, "start", &start) || !read_moment (interval, "end", &end)
      || end <= start || end - start > LONGEST_PERIOD || (end - start) % seconds != 0)
    return set_line_error (period, _ ("this period has no sensible beginning and end."), error);

  gint64 count = (end - start) / seconds, filled = 0;
  if (document->prices->len + count > MOST_PRICES)
    return set_line_error (period, _ ("the file has too many prices."), error);
  Price price = { 0, seconds, sequence, 0.0, 0 };
  for (const xmlNode *point = gh_xml_first (period, "Point"); point != NULL;
       point = gh_xml_next (point, "Point"))
    {
      double amount;
      gint64 position;
      if (document->points++ % POINTS_PER_POLL == 0
          && !gh_progress_step (document->progress, document->fraction, NULL, error))
        return FALSE;
      if (!read_point (point, count, &position, &amount, error))
        return FALSE;
      if (position <= filled)
        return set_line_error (point, _ ("the points of this period are out of order."), error);
      for (; holds && price.line > 0 && filled + 1 < position; filled++, document->repeated++)
        {
          price.from = start + filled * seconds;
          g_array_append_val (document->prices, price);
        }
      price = (Price){ start + (position - 1) * seconds, seconds, sequence, amount,
                       gh_xml_line (point) };
      g_array_append_val (document->prices, price);
      filled = position;
    }
  for (; holds && price.line > 0 && filled < count; filled++, document->repeated++)
    {
      price.from = start + filled * seconds;
      g_array_append_val (document->prices, price);
    }
  return TRUE;
}

static gboolean
check_same (char **kept, char *text, const xmlNode *series, const char *message, GError **error)
{
  g_autofree char *owned = text;

  if (*kept == NULL)
    *kept = g_steal_pointer (&owned);
  else if (g_strcmp0 (*kept, owned) != 0)
    return set_line_error (series, message, error);
  return TRUE;
}

static gboolean
read_series (Document *document, const xmlNode *series, GError **error)
{
  g_autofree char *currency = gh_xml_text (series, "currency_Unit.name");
  g_autofree char *energy = gh_xml_text (series, "price_Measure_Unit.name");
  g_autofree char *curve = gh_xml_text (series, "curveType");
  gint64 sequence = 0;

  if (currency == NULL || g_ascii_strcasecmp (energy != NULL ? energy : "MWH", "MWH") != 0)
    return set_line_error (series, _ ("this series names no currency per MWh."), error);
  if (curve != NULL && strcmp (curve, "A01") != 0 && strcmp (curve, "A03") != 0)
    return set_line_error (series, _ ("the curve type of this series is not known."), error);
  if (!check_same (&document->unit, g_strdup_printf ("%s/MWh", currency), series,
                   _ ("the series of the file are in different currencies."), error)
      || !check_same (&document->area, gh_xml_text (series, "out_Domain.mRID"), series,
                      _ ("the series of the file belong to different areas; keep one of them."),
                      error))
    return FALSE;
  gh_xml_integer (series, "classificationSequence_AttributeInstanceComponent.position", &sequence);
  for (const xmlNode *period = gh_xml_first (series, "Period"); period != NULL;
       period = gh_xml_next (period, "Period"))
    if (!read_period (document, period, (int) CLAMP (sequence, 0, 1000),
                      g_strcmp0 (curve, "A03") == 0, error))
      return FALSE;
  return TRUE;
}

/* The lowest sequence first, then the finest resolution. */
static int
compare_prices (gconstpointer a, gconstpointer b)
{
  const Price *left = a, *right = b;

  if (left->sequence != right->sequence)
    return left->sequence < right->sequence ? -1 : 1;
  if (left->seconds != right->seconds)
    return left->seconds < right->seconds ? -1 : 1;
  return left->from < right->from ? -1 : left->from > right->from;
}

static gboolean
is_taken (GHashTable *taken, const Price *price)
{
  for (gint64 slot = price->from / SLOT; slot * SLOT < price->from + price->seconds; slot++)
    if (g_hash_table_contains (taken, GSIZE_TO_POINTER ((gsize) slot)))
      return TRUE;
  return FALSE;
}

static void
take (GHashTable *taken, const Price *price)
{
  for (gint64 slot = price->from / SLOT; slot * SLOT < price->from + price->seconds; slot++)
    g_hash_table_add (taken, GSIZE_TO_POINTER ((gsize) slot));
}

/* Of prices for one moment that of the first auction counts. */
static gboolean
choose_prices (const Document *document, GhTableBuilder *builder, guint column,
               const GhProgress *progress, GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  GhTable *table = gh_table_builder_get_table (builder);
  guint left_out = 0;

  g_array_sort (document->prices, compare_prices);
  for (guint i = 0; i < document->prices->len; i++)
    {
      const Price *price = &g_array_index (document->prices, Price, i);
      if (!gh_progress_count (progress, i, document->prices->len, error))
        return FALSE;
      if (is_taken (taken, price))
        {
          left_out++;
          continue;
        }
      take (taken, price);
      gh_table_builder_add_row (builder, price->from, price->from + price->seconds, price->line);
      gh_table_builder_set (builder, column, price->price);
    }
  if (left_out > 0)
    g_ptr_array_add (table->repairs,
                     g_strdup_printf (ngettext ("%u price of a later auction or a coarser "
                                                "resolution was left out.",
                                                "%u prices of later auctions or coarser "
                                                "resolutions were left out.",
                                                left_out),
                                      left_out));
  if (document->repeated > 0)
    g_ptr_array_add (table->repairs,
                     g_strdup_printf (ngettext ("%u price that the file leaves out because it "
                                                "repeats the one before was put in.",
                                                "%u prices that the file leaves out because they "
                                                "repeat the one before were put in.",
                                                document->repeated),
                                      document->repeated));
  return TRUE;
}

static GhTable *
read_document (Document *document, const xmlNode *root, const GhProgress *progress, GError **error)
{
  g_autoptr (GhTableBuilder) builder = gh_table_builder_new (TITLE, "price");
  GhProgress reading = gh_progress_part (progress, 0.0, 0.4);
  GhProgress choosing = gh_progress_part (progress, 0.4, 0.6);
  GhProgress finishing = gh_progress_part (progress, 0.6, 1.0);
  double count = (double) MAX (xmlChildElementCount ((xmlNode *) root), 1), done = 0.0;

  document->progress = &reading;
  for (const xmlNode *series = gh_xml_first (root, "TimeSeries"); series != NULL;
       series = gh_xml_next (series, "TimeSeries"))
    {
      document->fraction = done++ / count;
      if (!read_series (document, series, error))
        return NULL;
    }
  guint column = gh_table_builder_add_column (builder, "price.amount", document->unit, "price");
  if (!choose_prices (document, builder, column, &choosing, error))
    return NULL;
  return gh_table_builder_finish (builder, NULL, &finishing, error);
}

static GhTable *
set_refusal (const xmlNode *root, GError **error)
{
  g_autofree char *code = gh_xml_text (root, "Reason/code");
  g_autofree char *text = gh_xml_text (root, "Reason/text");
  const char *end
      = text != NULL ? g_utf8_offset_to_pointer (text, MIN (g_utf8_strlen (text, -1), 200)) : NULL;
  g_autofree char *head = text != NULL ? g_strndup (text, (gsize) (end - text)) : g_strdup ("");

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("ENTSO-E answered without data: %s (code %s)."), head, code != NULL ? code : "?");
  return NULL;
}

/**
 * gh_entsoe_matches:
 * @root: of a document
 *
 * Returns: whether it is an answer of ENTSO-E about prices, or its refusal
 */
gboolean
gh_entsoe_matches (const xmlNode *root)
{
  return gh_xml_is (root, "Publication_MarketDocument")
         || gh_xml_is (root, "Acknowledgement_MarketDocument");
}

/**
 * gh_entsoe_read:
 * @root: of which gh_entsoe_matches() is true
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_STOPPED, %GH_ERROR_INVALID with a line number, or with what ENTSO-E answered
 * instead of data
 *
 * Reads the column "price.amount". Of several series for one moment the lowest sequence counts, and
 * then the finest resolution.
 *
 * Returns: (transfer full) (nullable): the table
 */
GhTable *
gh_entsoe_read (const xmlNode *root, const GhProgress *progress, GError **error)
{
  Document document = { .prices = g_array_new (FALSE, FALSE, sizeof (Price)) };

  if (gh_xml_is (root, "Acknowledgement_MarketDocument"))
    {
      g_array_unref (document.prices);
      return set_refusal (root, error);
    }
  GhTable *table = read_document (&document, root, progress, error);
  g_array_unref (document.prices);
  g_free (document.unit);
  g_free (document.area);
  return table;
}
