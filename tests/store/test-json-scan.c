/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "errors.h"
#include "json-scan.h"

static const char *const valid[] = {
  "0",
  " null ",
  "true",
  "\"\"",
  "[]",
  "{}",
  "[1, -0, 0.5, 1e5, 1E-400, -2.5e+3, 99999999999999999999]",
  "{\"a\": [{\"a\": 1}], \"b\": {\"a\": 2}}",
  "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude97\"]",
  "\"gr\xc3\xbc\xc3\x9f\"",
  "\t\r\n[\n]\r\n",
};

static const struct
{
  const char *text;
  const char *message;
} invalid[] = {
  { "", "Line 1, column 1: the text ends too early." },
  { "[1, 2", "Line 1, column 6: the text ends too early." },
  { "{\"a\": 1}\n// end", "Line 2, column 1: nothing is expected after the end." },
  { "1 2", "Line 1, column 3: nothing is expected after the end." },
  { "[1, /* one */ 2]", "Line 1, column 5: a value is expected here." },
  { "[NaN]", "Line 1, column 2: a value is expected here." },
  { "[True]", "Line 1, column 2: a value is expected here." },
  { "[nul]", "Line 1, column 2: a value is expected here." },
  { "[nulls]", "Line 1, column 2: a value is expected here." },
  { "[-Infinity]", "Line 1, column 2: a number needs a digit after its sign." },
  { "[+1]", "Line 1, column 2: a value is expected here." },
  { "[.5]", "Line 1, column 2: a value is expected here." },
  { "[1,]", "Line 1, column 4: a value is expected here." },
  { "[,1]", "Line 1, column 2: a value is expected here." },
  { "['a']", "Line 1, column 2: a value is expected here." },
  { "{\"a\": 1,}", "Line 1, column 9: a key in quotes is expected here." },
  { "{a: 1}", "Line 1, column 2: a key in quotes is expected here." },
  { "{\"a\" 1}", "Line 1, column 6: a colon is expected here." },
  { "{\"a\"", "Line 1, column 5: a colon is expected here." },
  { "[1 2]", "Line 1, column 4: a comma or ] is expected here." },
  { "[1}", "Line 1, column 3: a comma or ] is expected here." },
  { "{\"a\": 1 \"b\": 2}", "Line 1, column 9: a comma or } is expected here." },
  { "[01]", "Line 1, column 2: a number must not begin with a needless 0." },
  { "[-00.5]", "Line 1, column 2: a number must not begin with a needless 0." },
  { "[0x10]", "Line 1, column 2: this is not a number." },
  { "[1.5.2]", "Line 1, column 2: this is not a number." },
  { "[1-2]", "Line 1, column 2: this is not a number." },
  { "[1_000]", "Line 1, column 2: this is not a number." },
  { "[1.]", "Line 1, column 2: a number needs a digit after its decimal point." },
  { "[1e]", "Line 1, column 2: a number needs a digit in its exponent." },
  { "[1e+]", "Line 1, column 2: a number needs a digit in its exponent." },
  { "[1e309]", "Line 1, column 2: this number is too large." },
  { "[-1e999999999]", "Line 1, column 2: this number is too large." },
  { "{\"a\": 1,\n \"a\": 2}", "Line 2, column 2: this key is given twice." },
  { "{\"a\": 1, \"\\u0061\": 2}", "Line 1, column 10: this key is given twice." },
  { "[\"a]", "Line 1, column 2: this text has no closing quote." },
  { "[\"a\nb\"]", "Line 1, column 4: a text must not contain a control character." },
  { "[\"\xc3\xbc\\x\"]", "Line 1, column 4: this escape is unknown." },
  { "[\"\\", "Line 1, column 3: this escape is unknown." },
  { "[\"\\u12g4\"]", "Line 1, column 3: \\u needs four hexadecimal digits." },
  { "[\"\\u12", "Line 1, column 3: \\u needs four hexadecimal digits." },
  { "[\"\\u0000\"]", "Line 1, column 3: a text must not contain a zero character." },
  { "[\"\\ud83d\"]", "Line 1, column 3: this escape is one half of a character." },
  { "[\"\\ude97\"]", "Line 1, column 3: this escape is one half of a character." },
  { "[\"\\ud83d\\u0041\"]", "Line 1, column 3: this escape is one half of a character." },
  { "[\"\xff\"]", "Line 1, column 3: this is not text in UTF-8." },
  { "[\"\xed\xa0\x80\"]", "Line 1, column 3: this is not text in UTF-8." },
  { "\xef\xbb\xbf[]", "Line 1, column 1: a value is expected here." },
};

static void
test_valid (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++)
    {
      g_autoptr (GError) error = NULL;
      g_test_message ("%s", valid[i]);
      g_assert_true (gh_json_scan (valid[i], strlen (valid[i]), &error));
      g_assert_no_error (error);
    }
}

/* Each text is given without a zero byte at its end, so that reading too far is noticed. */
static void
test_invalid (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length = strlen (invalid[i].text);
      g_autofree char *text = g_memdup2 (invalid[i].text, length);
      g_assert_false (gh_json_scan (text != NULL ? text : "", length, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, invalid[i].message);
    }
}

static void
test_zero_byte (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gh_json_scan ("[1]\0", 4, &error));
  g_assert_cmpstr (error->message, ==, "Line 1, column 4: this is not text in UTF-8.");
}

static void
test_depth (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < GH_JSON_DEPTH_MAX; i++)
    g_string_append_c (text, '[');
  for (int i = 0; i < GH_JSON_DEPTH_MAX; i++)
    g_string_append_c (text, ']');
  g_assert_true (gh_json_scan (text->str, text->len, &error));
  g_string_prepend_c (text, '[');
  g_assert_false (gh_json_scan (text->str, text->len, &error));
  g_assert_cmpstr (error->message, ==, "Line 1, column 65: the nesting is deeper than 64 levels.");
}

/* So many that it would not end within the time of a test if each were compared with all. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1000000; i++)
    g_string_append_printf (text, "\"key %d\": 0.25,\n", i);
  g_string_append (text, "\"key 0\": 0}");
  g_assert_false (gh_json_scan (text->str, text->len, &error));
  g_assert_cmpstr (error->message, ==, "Line 1000001, column 1: this key is given twice.");
}

static void
test_widen (void)
{
  static const char *const cases[][2] = {
    { "9223372036854775807", "9223372036854775807" },
    { "[9223372036854775808]", "[9223372036854775808.0]" },
    { "[-99999999999999999999,1]", "[-99999999999999999999.0,1]" },
    { "99999999999999999999.5", "99999999999999999999.5" },
    { "99999999999999999999e2", "99999999999999999999e2" },
    { "1.99999999999999999999", "1.99999999999999999999" },
    { "{\"99999999999999999999 \\\"\": 1}", "{\"99999999999999999999 \\\"\": 1}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length;
      g_autofree char *wide = gh_json_widen_integers (cases[i][0], strlen (cases[i][0]), &length);
      g_assert_cmpstr (wide, ==, cases[i][1]);
      g_assert_cmpuint (length, ==, strlen (cases[i][1]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-scan/valid", test_valid);
  g_test_add_func ("/json-scan/invalid", test_invalid);
  g_test_add_func ("/json-scan/zero-byte", test_zero_byte);
  g_test_add_func ("/json-scan/depth", test_depth);
  g_test_add_func ("/json-scan/many", test_many);
  g_test_add_func ("/json-scan/widen", test_widen);
  return g_test_run ();
}
