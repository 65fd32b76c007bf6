/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is parsed in pieces is what json-glib makes of the whole. */
#include "formats/json-pieces.h"

#include <string.h>

#include "errors.h"

/* Longer than several pieces. */
#define LONG 600000
#define TOO_MANY 8000001

static const char *const entries[] = { "1",
                                       "-2.5e3",
                                       "null",
                                       "true",
                                       "\"a \\\" , ] } \\\\\"",
                                       "[]",
                                       "{}",
                                       "[1, [2, {\"x\": 3}]]",
                                       "{\"k\\u00e9\" : [ 1 ,2] , \"l\":\"]\"}" };

static void
append_entries (GString *text, gsize length, gboolean named)
{
  gsize end = text->len + length;

  for (guint i = 0; text->len < end; i++)
    {
      g_string_append (text, i > 0 ? " ,\n" : "");
      if (named)
        g_string_append_printf (text, "\"m\\\"%u\" :\t", i);
      g_string_append (text, entries[i % G_N_ELEMENTS (entries)]);
    }
}

/* An array, an object, and both inside each other, each too long for one piece. */
static GString *
write_text (guint form)
{
  GString *text = g_string_new (form % 2 == 0 ? " [" : "{");

  if (form < 2)
    append_entries (text, LONG, form == 1);
  else
    {
      g_string_append (text, form == 2 ? "7, [" : "\"a\": 1, \"long \\\"one\\\"\": [");
      append_entries (text, LONG, FALSE);
      g_string_append (text, form == 2 ? "], {" : "], \"short\": {}, \"other\": {");
      append_entries (text, LONG, TRUE);
      g_string_append (text, form == 2 ? "}, 8" : "}");
    }
  g_string_append (text, form % 2 == 0 ? " ]\n" : "}");
  return text;
}

static void
test_pieces (void)
{
  for (guint form = 0; form < 4; form++)
    {
      g_autoptr (GString) text = write_text (form);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) whole = json_from_string (text->str, &error);
      g_assert_no_error (error);
      g_autoptr (JsonNode) pieces = gh_json_pieces_read (text->str, text->len, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (json_node_equal (whole, pieces));
    }
}

/* More values than there is memory for are refused before they are parsed. */
static void
test_too_many (void)
{
  g_autofree char *text = g_malloc (2 * TOO_MANY + 2);
  g_autoptr (GError) error = NULL;

  text[0] = '[';
  for (gsize i = 0; i < TOO_MANY; i++)
    memcpy (text + 1 + 2 * i, "1,", 2);
  memcpy (text + 2 * TOO_MANY, "]", 2);
  g_assert_null (gh_json_pieces_read (text, 2 * TOO_MANY + 1, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "million values"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-pieces/whole", test_pieces);
  g_test_add_func ("/json-pieces/too-many", test_too_many);
  return g_test_run ();
}
