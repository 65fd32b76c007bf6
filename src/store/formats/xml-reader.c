/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libxml2 reads; nothing outside the text is looked at, and a text that defines entities of its own
 * is refused before it is read. */
#include "formats/xml-reader.h"

#include <libxml/parser.h>
#include <math.h>
#include <string.h>

#include "errors.h"
#include "words.h"

/* A number or a time is no longer than this. */
#define NUMBER_BYTES 64

/**
 * gh_xml_read:
 * @text: (array length=length): UTF-8
 * @length: in bytes
 * @error: %GH_ERROR_INVALID with a line number
 *
 * Returns: (transfer full) (nullable): the document, to be freed with xmlFreeDoc()
 */
xmlDoc *
gh_xml_read (const char *text, gsize length, GError **error)
{
  static gsize started;

  if (g_once_init_enter (&started))
    {
      xmlInitParser ();
      g_once_init_leave (&started, 1);
    }
  if (length > G_MAXINT)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("it is larger than 2 GiB."));
      return NULL;
    }
  if (g_strstr_len (text, (gssize) length, "<!DOCTYPE") != NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                           _ ("it brings a document type definition, which is not accepted."));
      return NULL;
    }

  xmlParserCtxt *context = xmlNewParserCtxt ();
  xmlDoc *document
      = xmlCtxtReadMemory (context, text, (int) length, NULL, "UTF-8",
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                               | XML_PARSE_NOBLANKS | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
  if (document == NULL)
    {
      const xmlError *fault = xmlCtxtGetLastError (context);
      g_autofree char *message
          = g_utf8_make_valid (fault != NULL && fault->message != NULL ? fault->message : "", -1);
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("line %d: this XML is damaged: %s"),
                   fault != NULL ? fault->line : 1, g_strstrip (message));
    }
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
