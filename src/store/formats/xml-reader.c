/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libxml2 reads; nothing outside the text is looked at, and a text that defines entities of its own
 * is refused before it is read. */
#include "formats/xml-reader.h"

#include <libxml/parser.h>
#include <math.h>
#include <string.h>

#include "errors.h"
#include "text-decoding.h"
#include "words.h"

/* A number or a time is no longer than this. */
#define NUMBER_BYTES 64
/* What is parsed between two questions whether to stop. */
#define PIECE_BYTES ((gsize) 1 << 18)
/* With as many tags, some hundred bytes each, and as much text 1 GiB is enough. */
#define MOST_BYTES ((gsize) 64 << 20)
#define MOST_MILLIONS 8

static gboolean
check_text (const char *text, gsize length, const GhProgress *progress, GError **error)
{
  gsize tags;

  if (length > MOST_BYTES)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("it is larger than %u MiB, the most that is read of XML."),
                   (guint) (MOST_BYTES >> 20));
      return FALSE;
    }
  if (!gh_text_count (text, length, "<", &tags, progress, error))
    return FALSE;
  if (tags > MOST_MILLIONS * 1000000)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("it has more than %d million tags, the most that is read of XML."),
                   MOST_MILLIONS);
      return FALSE;
    }
  if (memmem (text, length, "<!DOCTYPE", 9) == NULL)
    return TRUE;
  g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                       _ ("it brings a document type definition, which is not accepted."));
  return FALSE;
}

/* Gives the text to the parser piece by piece, until it finds a fault. */
static gboolean
parse_pieces (xmlParserCtxt *context, const char *text, gsize length, const GhProgress *progress,
              GError **error)
{
  int fault = XML_ERR_OK;

  for (gsize at = 0; at < length && fault == XML_ERR_OK; at += PIECE_BYTES)
    {
      if (!gh_progress_step (progress, (double) at / (double) length, NULL, error))
        return FALSE;
      fault = xmlParseChunk (context, text + at, (int) MIN (length - at, PIECE_BYTES), 0);
    }
  if (fault == XML_ERR_OK)
    xmlParseChunk (context, "", 0, 1);
  return TRUE;
}

static void
set_damaged (xmlParserCtxt *context, GError **error)
{
  const xmlError *fault = xmlCtxtGetLastError (context);
  g_autofree char *message
      = g_utf8_make_valid (fault != NULL && fault->message != NULL ? fault->message : "", -1);

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("line %d: this XML is damaged: %s"),
               fault != NULL ? fault->line : 1, g_strstrip (message));
}

/**
 * gh_xml_read:
 * @text: (array length=length): UTF-8, whatever its declaration says
 * @length: in bytes
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID with a line number, %GH_ERROR_STOPPED
 *
 * Takes time and memory in proportion to @length.
 *
 * Returns: (transfer full) (nullable): the document, to be freed with xmlFreeDoc()
 */
xmlDoc *
gh_xml_read (const char *text, gsize length, const GhProgress *progress, GError **error)
{
  GhProgress counting = gh_progress_part (progress, 0.0, 0.1);
  GhProgress parsing = gh_progress_part (progress, 0.1, 1.0);
  static gsize started;

  if (g_once_init_enter (&started))
    {
      xmlInitParser ();
      g_once_init_leave (&started, 1);
    }
  if (!check_text (text, length, &counting, error))
    return NULL;

  xmlParserCtxt *context = xmlCreatePushParserCtxt (NULL, NULL, NULL, 0, NULL);
  xmlCtxtUseOptions (context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                                  | XML_PARSE_NOBLANKS | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES
                                  | XML_PARSE_IGNORE_ENC);
  gboolean going = parse_pieces (context, text, length, &parsing, error);
  xmlDoc *document = context->myDoc;
  if (going && !context->wellFormed)
    set_damaged (context, error);
  if (!going || !context->wellFormed)
    g_clear_pointer (&document, xmlFreeDoc);
  context->myDoc = NULL;
  xmlFreeParserCtxt (context);
  return document;
}

/**
 * gh_xml_is:
 * @node: (nullable): any node
 * @name: local name, whatever the namespace
 *
 * Returns: whether it is an element of that name
 */
gboolean
gh_xml_is (const xmlNode *node, const char *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE
         && strcmp ((const char *) node->name, name) == 0;
}

/**
 * gh_xml_first:
 * @parent: (nullable): an element
 * @name: local name
 *
 * Returns: (transfer none) (nullable): its first child of that name
 */
xmlNode *
gh_xml_first (const xmlNode *parent, const char *name)
{
  for (xmlNode *child = parent != NULL ? parent->children : NULL; child != NULL;
       child = child->next)
    if (gh_xml_is (child, name))
      return child;
  return NULL;
}

/**
 * gh_xml_next:
 * @node: an element
 * @name: local name
 *
 * Returns: (transfer none) (nullable): the next of its siblings of that name
 */
xmlNode *
gh_xml_next (const xmlNode *node, const char *name)
{
  for (xmlNode *next = node->next; next != NULL; next = next->next)
    if (gh_xml_is (next, name))
      return next;
  return NULL;
}

/**
 * gh_xml_find:
 * @parent: (nullable): an element
 * @path: local names with "/" between
 *
 * Returns: (transfer none) (nullable): the first element below it by that path
 */
xmlNode *
gh_xml_find (const xmlNode *parent, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  xmlNode *node = NULL;

  for (char **name = names; *name != NULL; name++)
    {
      node = gh_xml_first (parent, *name);
      if (node == NULL)
        return NULL;
      parent = node;
    }
  return node;
}

/**
 * gh_xml_text:
 * @parent: (nullable): an element
 * @path: as of gh_xml_find()
 *
 * Returns: (transfer full) (nullable): the text of that element, blanks around it taken off
 */
char *
gh_xml_text (const xmlNode *parent, const char *path)
{
  xmlNode *node = gh_xml_find (parent, path);

  if (node == NULL)
    return NULL;
  xmlChar *content = xmlNodeGetContent (node);
  char *text = content != NULL ? g_strstrip (g_strdup ((const char *) content)) : NULL;
  xmlFree (content);
  return text;
}

/**
 * gh_xml_number:
 * @parent: (nullable): an element
 * @path: as of gh_xml_find()
 * @number: (out): the number
 *
 * Returns: whether there is a finite number and nothing else
 */
gboolean
gh_xml_number (const xmlNode *parent, const char *path, double *number)
{
  g_autofree char *text = gh_xml_text (parent, path);
  char *end;

  if (text == NULL || *text == '\0' || strlen (text) > NUMBER_BYTES)
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (*number);
}

/**
 * gh_xml_integer:
 * @parent: (nullable): an element
 * @path: as of gh_xml_find()
 * @number: (out): the number
 *
 * Returns: whether there is a whole number of 64 bits and nothing else
 */
gboolean
gh_xml_integer (const xmlNode *parent, const char *path, gint64 *number)
{
  g_autofree char *text = gh_xml_text (parent, path);

  return text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, number, NULL);
}

/**
 * gh_xml_line:
 * @node: an element
 *
 * Returns: the line of the file in which it begins
 */
guint
gh_xml_line (const xmlNode *node)
{
  return (guint) MAX (1, xmlGetLineNo (node));
}
