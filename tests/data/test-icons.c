/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every SVG: well formed, scalable, drawn at the sizes it is used at; symbols as GTK can colour
 * them. */
#include <cairo.h>
#include <gio/gio.h>
#include <string.h>

#include "run-tool.h"

#define ID "io.github.gridhearth.Gridhearth"
#define RESOURCES "/io/github/gridhearth/Gridhearth/icons/scalable/actions"

/* @symbolic: whether the file being read is a symbol; @shapes: how many paths it has */
typedef struct
{
  const char *path;
  gboolean symbolic;
  gboolean has_view_box;
  guint shapes;
} Reading;

static char *
get_folder (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", "icons", name, NULL);
}

static void
collect (const char *folder, GPtrArray *paths)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) directory = g_dir_open (folder, 0, &error);

  g_assert_no_error (error);
  for (const char *name; (name = g_dir_read_name (directory)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        collect (path, paths);
      else if (g_str_has_suffix (name, ".svg"))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

/* All icons of the source tree, in no particular order. */
static GPtrArray *
find_icons (void)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = get_folder (".");

  collect (folder, paths);
  g_assert_cmpuint (paths->len, >=, 12);
  return paths;
}

/* GTK colours the fill of shapes, and nothing else. */
static void
check_symbol (const Reading *reading, const char *element, const char **names, const char **values)
{
  static const char *const elements[] = { "svg", "path", NULL };
  static const char *const attributes[]
      = { "xmlns", "width", "height", "viewBox", "d", "fill", "fill-rule", NULL };

  if (!g_strv_contains (elements, element))
    g_test_fail_printf ("%s: a symbol has no <%s>", reading->path, element);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (!g_strv_contains (attributes, names[i]))
        g_test_fail_printf ("%s: a symbol has no attribute %s", reading->path, names[i]);
      if (strcmp (names[i], "fill") == 0)
        g_assert_cmpstr (values[i], ==, "#2e3436");
      if (strcmp (names[i], "width") == 0 || strcmp (names[i], "height") == 0)
        g_assert_cmpstr (values[i], ==, "16");
      if (strcmp (names[i], "viewBox") == 0)
        g_assert_cmpstr (values[i], ==, "0 0 16 16");
    }
}

static void
start_element (GMarkupParseContext *context, const char *element, const char **names,
               const char **values, gpointer data, GError **error)
{
  Reading *reading = data;

  if (strcmp (element, "svg") == 0)
    reading->has_view_box = g_strv_contains (names, "viewBox");
  reading->shapes += strcmp (element, "path") == 0;
  if (reading->symbolic)
    check_symbol (reading, element, names, values);
}

static void
test_files (void)
{
  static const GMarkupParser callbacks = { .start_element = start_element };
  g_autoptr (GPtrArray) paths = find_icons ();

  for (guint i = 0; i < paths->len; i++)
    {
      Reading reading = { .path = paths->pdata[i],
                          .symbolic = g_str_has_suffix (paths->pdata[i], "-symbolic.svg") };
      g_autoptr (GMarkupParseContext) context
          = g_markup_parse_context_new (&callbacks, 0, &reading, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_assert_true (g_file_get_contents (reading.path, &text, NULL, NULL));
      g_markup_parse_context_parse (context, text, -1, &error);
      g_assert_no_error (error);
      g_markup_parse_context_end_parse (context, &error);
      g_assert_no_error (error);
      if (!reading.has_view_box || reading.shapes == 0)
        g_test_fail_printf ("%s: no viewBox, or nothing drawn", reading.path);
    }
}

static void
test_xml (void)
{
  g_autoptr (GPtrArray) paths = find_icons ();

  if (!tools_exist ("xmllint", NULL))
    return;
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *output = NULL;
      int status = run_tool (NULL, &output, "xmllint", "--noout", paths->pdata[i], NULL);
      g_assert_cmpstr (output, ==, "");
      g_assert_cmpint (status, ==, 0);
    }
}

/* Share of the picture's area that is covered, 0 to 1. */
static double
measure_cover (const char *png, int size)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png (png);
  double cover = 0.0;

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_format (surface), ==, CAIRO_FORMAT_ARGB32);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, size);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, size);
  for (int y = 0; y < size; y++)
    {
      const guint32 *row
          = (const guint32 *) (const void *) (cairo_image_surface_get_data (surface)
                                              + y * cairo_image_surface_get_stride (surface));
      for (int x = 0; x < size; x++)
        cover += (row[x] >> 24) / 255.0;
    }
  cairo_surface_destroy (surface);
  return cover / (size * size);
}

/* A path with a slip of the pen comes out empty, as a block, or hardly there. */
static void
test_drawing (void)
{
  static const int sizes[] = { 16, 32, 128 };
  g_autoptr (GPtrArray) paths = find_icons ();
  g_autofree char *folder = NULL, *png = NULL;

  if (!tools_exist ("rsvg-convert", NULL))
    return;
  folder = g_dir_make_tmp ("gridhearth-icons-XXXXXX", NULL);
  png = g_build_filename (folder, "icon.png", NULL);
  for (guint i = 0; i < paths->len; i++)
    for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        g_autofree char *size = g_strdup_printf ("%d", sizes[s]);
        g_autofree char *output = NULL;
        double cover;
        g_assert_cmpint (run_tool (NULL, &output, "rsvg-convert", "--width", size, "--height", size,
                                   "--output", png, paths->pdata[i], NULL),
                         ==, 0);
        g_assert_cmpstr (output, ==, "");
        cover = measure_cover (png, sizes[s]);
        if (cover < 0.2 || cover > 0.8)
          g_test_fail_printf ("%s covers %.2f of %s pixels", (char *) paths->pdata[i], cover, size);
      }
  remove_folder (folder);
}

/* The window asks for symbols by name: each file is in the program. */
static void
test_resources (void)
{
  g_autofree char *folder = get_folder ("symbolic");
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) children = NULL;

  collect (folder, paths);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);
      g_autofree char *resource = g_build_filename (RESOURCES, name, NULL);
      if (!g_resources_get_info (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
        g_test_fail_printf ("%s is not in the program", name);
    }
  children = g_resources_enumerate_children (RESOURCES, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (children), ==, paths->len);
}

/* The application has its own icon where it is not installed. */
static void
test_own (void)
{
  g_assert_true (g_resources_get_info ("/io/github/gridhearth/Gridhearth/icons/scalable/apps/" ID
                                       ".svg",
                                       G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL));
}

/* Where the icon theme looks for what the launcher names. */
static void
test_application_icons (void)
{
  static const char *const names[]
      = { "scalable/apps/" ID ".svg", "symbolic/apps/" ID "-symbolic.svg" };
  g_autofree char *folder = get_folder ("hicolor");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/icons/files", test_files);
  g_test_add_func ("/icons/xml", test_xml);
  g_test_add_func ("/icons/drawing", test_drawing);
  g_test_add_func ("/icons/resources", test_resources);
  g_test_add_func ("/icons/own", test_own);
  g_test_add_func ("/icons/application", test_application_icons);
  return g_test_run ();
}
