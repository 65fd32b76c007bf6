/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Green Button: an Atom feed of entries that point to each other by links; NAESB REQ.21 (ESPI).
 * A block of readings belongs to the MeterReading above it in the path of its link, and that names
 * its ReadingType as related. */
#include "formats/espi.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "formats/table-builder.h"
#include "formats/xml-reader.h"
#include "words.h"

#define TITLE "Green Button (ESPI)"
/* Costs are whole numbers of hundred-thousandths. */
#define COST_SCALE 1e-5
#define MOST_POWER_OF_TEN 12
/* Each meter is a column of all readings. */
#define MOST_CHANNELS 64
/* Readings between two questions whether to stop. */
#define READINGS_PER_POLL 1024

enum
{
  COMMODITY_ELECTRICITY = 1,
  FLOW_DELIVERED = 1,
  FLOW_RECEIVED = 19,
  UOM_WATT = 38,
  UOM_WATT_HOUR = 72,
  KIND_DELTA = 4
};

/* What the numbers of a MeterReading are. */
typedef struct
{
  gint64 uom;
  gint64 power_of_ten;
  gint64 flow;
  gint64 accumulation;
  gint64 commodity;
} ReadingType;

/* One column on its way: the readings of one MeterReading. */
typedef struct
{
  guint column;
  int cost; /* column of costs, -1 none so far */
  double factor;
} Channel;

/* @types: (element-type utf8 ReadingType): by their own link
 * @related: (element-type utf8 utf8): ReadingType of each MeterReading
 * @channels: (element-type utf8 Channel): by the link of the MeterReading */
typedef struct
{
  GhTableBuilder *builder;
  GHashTable *types;
  GHashTable *related;
  GHashTable *channels;
  guint untyped;
  guint skipped;
  guint estimated;
} Feed;

/* The target of the link with @rel whose path has @part in it. */
static char *
find_link (const xmlNode *entry, const char *rel, const char *part)
{
  for (xmlNode *link = gh_xml_first (entry, "link"); link != NULL;
       link = gh_xml_next (link, "link"))
    {
      xmlChar *kind = xmlGetNoNsProp (link, (const xmlChar *) "rel");
      xmlChar *target = xmlGetNoNsProp (link, (const xmlChar *) "href");
      char *found = NULL;
      if (kind != NULL && target != NULL && strcmp ((const char *) kind, rel) == 0
          && strstr ((const char *) target, part) != NULL)
        found = g_strdup ((const char *) target);
      xmlFree (kind);
      xmlFree (target);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
note_reading_type (Feed *feed, const xmlNode *entry, const xmlNode *node)
{
  char *self = find_link (entry, "self", "ReadingType");
  ReadingType *type = g_new (ReadingType, 1);

  *type = (ReadingType){ UOM_WATT_HOUR, 0, FLOW_DELIVERED, KIND_DELTA, COMMODITY_ELECTRICITY };
  gh_xml_integer (node, "uom", &type->uom);
  gh_xml_integer (node, "powerOfTenMultiplier", &type->power_of_ten);
  gh_xml_integer (node, "flowDirection", &type->flow);
  gh_xml_integer (node, "accumulationBehaviour", &type->accumulation);
  gh_xml_integer (node, "commodity", &type->commodity);
  g_hash_table_replace (feed->types, self != NULL ? self : g_strdup (""), type);
}

static void
note_meter_reading (Feed *feed, const xmlNode *entry)
{
  char *self = find_link (entry, "self", "MeterReading");
  char *type = find_link (entry, "related", "ReadingType");

  if (self != NULL && type != NULL)
    g_hash_table_replace (feed->related, self, type);
  else
    {
      g_free (self);
      g_free (type);
    }
}

/* The type of the readings of a MeterReading; a feed with one type needs no links. */
static const ReadingType *
find_type (const Feed *feed, const char *meter_reading)
{
  const char *link = g_hash_table_lookup (feed->related, meter_reading);
  const ReadingType *type = link != NULL ? g_hash_table_lookup (feed->types, link) : NULL;
  GHashTableIter iter;
  gpointer only;

  if (type != NULL || g_hash_table_size (feed->types) != 1)
    return type;
  g_hash_table_iter_init (&iter, feed->types);
  g_hash_table_iter_next (&iter, NULL, &only);
  return only;
}

/* The link of the MeterReading that a block belongs to. */
static char *
find_meter_reading (const xmlNode *entry)
{
  char *link = find_link (entry, "up", "MeterReading");

  if (link == NULL)
    link = find_link (entry, "self", "MeterReading");
  if (link == NULL)
    return g_strdup ("");
  char *end = strstr (link, "/IntervalBlock");
  if (end != NULL)
    *end = '\0';
  return link;
}

/* Only energy in each interval can be read; totals, other quantities and other goods are left. */
static const char *
find_unit (const ReadingType *type)
{
  if (type->commodity != COMMODITY_ELECTRICITY && type->commodity != 0)
    return NULL;
  if (type->uom == UOM_WATT_HOUR && (type->accumulation == KIND_DELTA || type->accumulation == 0))
    return "Wh";
  return type->uom == UOM_WATT ? "W" : NULL;
}

static Channel *
open_channel (Feed *feed, const char *meter_reading)
{
  static const ReadingType plain
      = { UOM_WATT_HOUR, 0, FLOW_DELIVERED, KIND_DELTA, COMMODITY_ELECTRICITY };
  Channel *channel = g_hash_table_lookup (feed->channels, meter_reading);
  const ReadingType *type = find_type (feed, meter_reading);

  if (channel != NULL)
    return channel;
  feed->untyped += type == NULL;
  type = type != NULL ? type : &plain;
  const char *unit = find_unit (type);
  if (unit == NULL || ABS (type->power_of_ten) > MOST_POWER_OF_TEN)
    return NULL;
  gboolean fed_in = type->flow == FLOW_RECEIVED;
  channel = g_new0 (Channel, 1);
  channel->cost = -1;
  channel->factor = pow (10.0, (double) type->power_of_ten);
  channel->column = gh_table_builder_add_column (feed->builder, fed_in ? "Export" : "Import", unit,
                                                 fed_in ? "solar" : "load");
  g_hash_table_insert (feed->channels, g_strdup (meter_reading), channel);
  return channel;
}

/* ReadingQuality other than 0 (valid) and 17 (validated), 14 and 19 (raw and revenue quality). */
static gboolean
is_estimated (const xmlNode *reading)
{
  gint64 quality;

  return gh_xml_integer (reading, "ReadingQuality/quality", &quality) && quality != 0
         && quality != 14 && quality != 17 && quality != 18 && quality != 19;
}

static gboolean
read_reading (Feed *feed, Channel *channel, const xmlNode *reading, GError **error)
{
  gint64 start, duration = 0;
  double value, cost;

  if (!gh_xml_integer (reading, "timePeriod/start", &start) || start < -G_MAXINT32
      || start > G_GINT64_CONSTANT (32503680000) || !gh_xml_number (reading, "value", &value))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("line %u: this reading has no start or no value."), gh_xml_line (reading));
      return FALSE;
    }
  gh_xml_integer (reading, "timePeriod/duration", &duration);
  if (channel->cost < 0 && gh_xml_first (reading, "cost") != NULL)
    channel->cost = (int) gh_table_builder_add_column (feed->builder, "Cost", NULL, NULL);
  gh_table_builder_add_row (feed->builder, start, start + CLAMP (duration, 0, 31 * 86400),
                            gh_xml_line (reading));
  gh_table_builder_set (feed->builder, channel->column, value * channel->factor);
  if (channel->cost >= 0 && gh_xml_number (reading, "cost", &cost))
    gh_table_builder_set (feed->builder, (guint) channel->cost, cost * COST_SCALE);
  feed->estimated += is_estimated (reading);
  return TRUE;
}

static gboolean
check_channels (const Feed *feed, GError **error)
{
  if (g_hash_table_size (feed->channels) <= MOST_CHANNELS)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
               _ ("this is Green Button data of more than %d meters."), MOST_CHANNELS);
  return FALSE;
}

static gboolean
read_block (Feed *feed, const xmlNode *entry, const xmlNode *block, const GhProgress *progress,
            double fraction, GError **error)
{
  g_autofree char *meter_reading = find_meter_reading (entry);
  Channel *channel = open_channel (feed, meter_reading);
  guint done = 0;

  if (!check_channels (feed, error))
    return FALSE;
  if (channel == NULL)
    {
      feed->skipped++;
      return TRUE;
    }
  for (xmlNode *reading = gh_xml_first (block, "IntervalReading"); reading != NULL;
       reading = gh_xml_next (reading, "IntervalReading"))
    if ((done++ % READINGS_PER_POLL == 0 && !gh_progress_step (progress, fraction, NULL, error))
        || !read_reading (feed, channel, reading, error))
      return FALSE;
  return TRUE;
}

/* The first entry is the root itself where the file is one entry and no feed. */
static const xmlNode *
first_entry (const xmlNode *root)
{
  return gh_xml_is (root, "entry") ? root : gh_xml_first (root, "entry");
}

static void
note_types (Feed *feed, const xmlNode *root)
{
  for (const xmlNode *entry = first_entry (root); entry != NULL;
       entry = gh_xml_next (entry, "entry"))
    {
      const xmlNode *type = gh_xml_find (entry, "content/ReadingType");
      if (type != NULL)
        note_reading_type (feed, entry, type);
      else if (gh_xml_find (entry, "content/MeterReading") != NULL)
        note_meter_reading (feed, entry);
    }
}

static gboolean
read_blocks (Feed *feed, const xmlNode *root, const GhProgress *progress, GError **error)
{
  double count = (double) MAX (xmlChildElementCount ((xmlNode *) root), 1);
  guint done = 0;

  for (const xmlNode *entry = first_entry (root); entry != NULL;
       entry = gh_xml_next (entry, "entry"), done++)
    for (const xmlNode *block = gh_xml_find (entry, "content/IntervalBlock"); block != NULL;
         block = gh_xml_next (block, "IntervalBlock"))
      if (!read_block (feed, entry, block, progress, done / count, error))
        return FALSE;
  return TRUE;
}

/* What the file says of standard time. */
static GTimeZone *
find_zone (const xmlNode *root)
{
  gint64 offset;

  for (const xmlNode *entry = first_entry (root); entry != NULL;
       entry = gh_xml_next (entry, "entry"))
    if (gh_xml_integer (entry, "content/LocalTimeParameters/tzOffset", &offset)
        && ABS (offset) <= 15 * 3600)
      return g_time_zone_new_offset ((gint32) offset);
  return g_time_zone_new_utc ();
}

static void
tell (const Feed *feed)
{
  GhTable *table = gh_table_builder_get_table (feed->builder);

  if (feed->untyped > 0)
    gh_findings_add (table->findings, GH_SEVERITY_WARNING, "$",
                     _ ("The file does not tell the unit of its readings (there is no "
                        "ReadingType); they were read as Wh taken from the grid."));
  if (feed->skipped > 0)
    g_ptr_array_add (table->repairs,
                     g_strdup_printf (ngettext ("%u block was left out, which holds no electric "
                                                "energy of intervals.",
                                                "%u blocks were left out, which hold no electric "
                                                "energy of intervals.",
                                                feed->skipped),
                                      feed->skipped));
  if (feed->estimated > 0)
    g_ptr_array_add (table->repairs,
                     g_strdup_printf (ngettext ("%u reading is marked as estimated or doubtful.",
                                                "%u readings are marked as estimated or doubtful.",
                                                feed->estimated),
                                      feed->estimated));
}

static GhTable *
read_feed (Feed *feed, const xmlNode *root, const GhProgress *progress, GError **error)
{
  GhProgress reading = gh_progress_part (progress, 0.0, 0.6);
  GhProgress finishing = gh_progress_part (progress, 0.6, 1.0);
  g_autoptr (GTimeZone) zone = find_zone (root);

  note_types (feed, root);
  if (!read_blocks (feed, root, &reading, error))
    return NULL;
  if (gh_table_builder_count_rows (feed->builder) == 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                           _ ("this is Green Button data, but without readings of electric "
                              "energy."));
      return NULL;
    }
  tell (feed);
  return gh_table_builder_finish (feed->builder, zone, &finishing, error);
}

/**
 * gh_espi_matches:
 * @root: of a document
 *
 * Returns: whether it is a feed or an entry of Green Button
 */
gboolean
gh_espi_matches (const xmlNode *root)
{
  static const char *const contents[] = { "UsagePoint",  "LocalTimeParameters", "MeterReading",
                                          "ReadingType", "IntervalBlock",       "UsageSummary" };

  if (!gh_xml_is (root, "feed") && !gh_xml_is (root, "entry"))
    return FALSE;
  for (const xmlNode *entry = first_entry (root); entry != NULL;
       entry = gh_xml_next (entry, "entry"))
    for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
      if (gh_xml_first (gh_xml_first (entry, "content"), contents[i]) != NULL)
        return TRUE;
  return FALSE;
}

/**
 * gh_espi_read:
 * @root: of which gh_espi_matches() is true
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID with a line number, %GH_ERROR_UNSUPPORTED when there are no readings,
 *   %GH_ERROR_STOPPED
 *
 * Reads the electric energy of all meter readings, a column each: "Import" for what the grid
 * delivered, "Export" for what it received, and their costs where they are told.
 *
 * Returns: (transfer full) (nullable): the table
 */
GhTable *
gh_espi_read (const xmlNode *root, const GhProgress *progress, GError **error)
{
  Feed feed = { .builder = gh_table_builder_new (TITLE, "load"),
                .types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                .related = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                .channels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  GhTable *table = read_feed (&feed, root, progress, error);

  gh_table_builder_free (feed.builder);
  g_hash_table_unref (feed.types);
  g_hash_table_unref (feed.related);
  g_hash_table_unref (feed.channels);
  return table;
}
