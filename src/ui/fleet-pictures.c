/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the vehicles of a fleet are like: how arrivals, departures, energies, batteries and powers
 * are spread, and how many vehicles are there by day of the week and hour. They are drawn in the
 * background; until new ones are there the last are shown dimmed. */
#include "fleet-pictures.h"

#include <math.h>

#include "calendar-text.h"
#include "chart-card.h"
#include "number-text.h"
#include "picture-view.h"
#include "study/fleet-distributions.h"
#include "value-grid.h"
#include "words.h"

/* Between an edit and the drawing, so that what is typed quickly is drawn once. */
#define PAUSE_MS 250
#define CHART_HEIGHT 190
#define CHARTS 5
#define HOURS_IN_GRID 12
#define GRID_CELLS (GH_WEEK_DAYS * HOURS_IN_GRID)

/* @job: (nullable): what draws
 * @pause: the source that begins it
 * @cards: one a distribution, in the order of chart_titles
 * @presence: who is there when
 * @words: how many there are */
struct _GhFleetPictures
{
  GtkWidget parent_instance;
  GhDocument *document;
  GhJob *job;
  guint pause;
  GtkWidget *box;
  GtkLabel *words;
  GhChartCard *cards[CHARTS];
  GhPictureView *presence;
};

G_DEFINE_FINAL_TYPE (GhFleetPictures, gh_fleet_pictures, GTK_TYPE_WIDGET)

static const struct
{
  const char *title;
  const char *axis;
  const char *unit;
  GhColourRole role;
} charts[CHARTS] = {
  { N_ ("Arrivals"), N_ ("Hour of the day"), "h", GH_COLOUR_CAR },
  { N_ ("Departures"), N_ ("Hour of the day"), "h", GH_COLOUR_CAR },
  { N_ ("Driven before a stay"), N_ ("Energy"), "kWh", GH_COLOUR_BATTERY },
  { N_ ("Batteries"), N_ ("Usable energy"), "kWh", GH_COLOUR_BATTERY },
  { N_ ("Charging power of the vehicles"), N_ ("Power"), "kW", GH_COLOUR_VALUE },
};

static GhFigure *
new_figure (guint chart, const GhHistogram *histogram)
{
  GhFigure *figure = gh_figure_new_numbers (_ (charts[chart].axis), charts[chart].unit,
                                            histogram->first + 0.5 * histogram->step,
                                            histogram->step, histogram->count);
  g_autoptr (GhSeries) shares = gh_series_new_take (
      g_memdup2 (histogram->shares, histogram->count * sizeof (double)), histogram->count);

  gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("Share"),
                                                  .unit = "%",
                                                  .scale = 100.0,
                                                  .digits = 1,
                                                  .has_zero = TRUE,
                                                  .minimum = NAN,
                                                  .maximum = NAN });
  gh_figure_add_layer (figure, 0,
                       &(GhLayerOptions){ .kind = GH_LAYER_BARS,
                                          .role = charts[chart].role,
                                          .name = _ ("Share"),
                                          .series = shares });
  return figure;
}

/* Two hours in a cell, so that its text has room. */
typedef struct
{
  double shares[GRID_CELLS];
} Presence;

static void
presence_init (Presence *presence, const GhFleetDistributions *all)
{
  for (guint i = 0; i < GRID_CELLS; i++)
    {
      guint day = i / HOURS_IN_GRID, hour = i % HOURS_IN_GRID * 2;
      presence->shares[i] = 0.5 * (all->plugged[day][hour] + all->plugged[day][hour + 1]);
    }
}

static char *
format_hours (guint column)
{
  return g_strdup_printf ("%u–%u", 2 * column, 2 * column + 2);
}

static GStrv
list_hours (void)
{
  GStrv hours = g_new0 (char *, HOURS_IN_GRID + 1);

  for (guint i = 0; i < HOURS_IN_GRID; i++)
    hours[i] = format_hours (i);
  return hours;
}

static GStrv
list_days (void)
{
  GStrv days = g_new0 (char *, GH_WEEK_DAYS + 1);

  for (guint i = 0; i < GH_WEEK_DAYS; i++)
    days[i] = gh_day_name (i, FALSE);
  return days;
}

static char *
format_share (double share)
{
  return gh_number_format (100.0 * share, 0);
}

static void
draw_presence (gpointer data, cairo_t *cr, double width, double height, const GhFigureStyle *style)
{
  const Presence *presence = data;
  g_auto (GStrv) hours = list_hours (), days = list_days ();
  g_auto (GStrv) texts = g_new0 (char *, GRID_CELLS + 1);

  for (guint i = 0; i < GRID_CELLS; i++)
    texts[i] = format_share (presence->shares[i]);
  gh_value_grid_draw (&(GhValueGrid){ .across = _ ("Hour of the day"),
                                      .down = _ ("Day"),
                                      .columns = (const char *const *) hours,
                                      .rows = (const char *const *) days,
                                      .values = presence->shares,
                                      .texts = (const char *const *) texts,
                                      .column_count = HOURS_IN_GRID,
                                      .row_count = GH_WEEK_DAYS },
                      cr, width, height, style);
}

static double
get_presence_height (gpointer data)
{
  return gh_value_grid_get_height (GH_WEEK_DAYS);
}

/* When the fewest and the most are there. */
static char *
describe_presence (gpointer data)
{
  const Presence *presence = data;
  guint least = 0, most = 0;

  for (guint i = 1; i < GRID_CELLS; i++)
    {
      if (presence->shares[i] < presence->shares[least])
        least = i;
      if (presence->shares[i] > presence->shares[most])
        most = i;
    }
  g_autofree char *few = format_share (presence->shares[least]);
  g_autofree char *many = format_share (presence->shares[most]);
  g_autofree char *few_day = gh_day_name (least / HOURS_IN_GRID, TRUE);
  g_autofree char *many_day = gh_day_name (most / HOURS_IN_GRID, TRUE);
  g_autofree char *few_hours = format_hours (least % HOURS_IN_GRID);
  g_autofree char *many_hours = format_hours (most % HOURS_IN_GRID);
  /* Translators: share, day, hours such as "8–10"; the same of the most. */
  return g_strdup_printf (_ ("At least %s %% are there: %s, %s h. At most %s %%: %s, %s h."), few,
                          few_day, few_hours, many, many_day, many_hours);
}

static char *
format_presence_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const Presence *presence = data;

  if (column == 0)
    return gh_day_name ((guint) row, TRUE);
  double share = presence->shares[row * HOURS_IN_GRID + column - 1];
  return form == GH_CELL_SHOWN ? format_share (share) : gh_number_format_plain (100.0 * share);
}

static GhDataTable *
make_presence_table (gpointer data, const char *title)
{
  GhDataTable *table = gh_data_table_new (title, GH_WEEK_DAYS, format_presence_cell,
                                          g_memdup2 (data, sizeof (Presence)), g_free);

  gh_data_table_add_column (table, _ ("Day"), NULL);
  for (guint i = 0; i < HOURS_IN_GRID; i++)
    {
      g_autofree char *hours = format_hours (i);
      gh_data_table_add_column (table, hours, "%");
    }
  return table;
}

static const GhPictureKind presence_kind
    = { draw_presence, get_presence_height, describe_presence, make_presence_table, NULL, g_free };

static void
set_dimmed (GhFleetPictures *pictures, gboolean dimmed)
{
  for (guint i = 0; i < CHARTS; i++)
    gh_chart_view_set_dimmed (gh_chart_card_get_chart (pictures->cards[i]), dimmed);
  gh_picture_view_set_dimmed (pictures->presence, dimmed);
}

static char *
describe_count (const GhFleetDistributions *all)
{
  g_autofree char *count = gh_number_format ((double) all->vehicles, 0);
  g_autofree char *drawn = gh_number_format ((double) all->drawn, 0);

  if (all->drawn == (guint64) all->vehicles)
    return g_strdup_printf (ngettext ("%s vehicle, as if none had to wait for a charge point.",
                                      "%s vehicles, as if none had to wait for a charge point.",
                                      (gulong) all->vehicles),
                            count);
  return g_strdup_printf (_ ("%s vehicles, %s of them drawn, as if none had to wait for a charge "
                             "point."),
                          count, drawn);
}

static void
show (GhFleetPictures *pictures, const GhFleetDistributions *all)
{
  const GhHistogram *const histograms[CHARTS]
      = { &all->arrive, &all->leave, &all->energy_kwh, &all->battery_kwh, &all->charge_kw };
  g_autofree char *count = describe_count (all);
  Presence *presence = g_new (Presence, 1);

  for (guint i = 0; i < CHARTS; i++)
    {
      gboolean any = histograms[i]->count > 0;
      gtk_widget_set_visible (GTK_WIDGET (pictures->cards[i]), any);
      if (any)
        gh_chart_view_take_figure (gh_chart_card_get_chart (pictures->cards[i]),
                                   new_figure (i, histograms[i]));
    }
  presence_init (presence, all);
  gh_picture_view_take (pictures->presence, &presence_kind, presence);
  gtk_label_set_label (pictures->words, count);
  gtk_widget_set_visible (pictures->box, all->vehicles > 0);
  set_dimmed (pictures, FALSE);
}

static gpointer
draw_vehicles (GhJob *job, gpointer data, const GhProgress *progress, GError **error)
{
  return gh_fleet_distributions_new (data, progress, error);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GhFleetPictures) pictures = data;
  g_autoptr (GhFleetDistributions) all = gh_job_run_finish (GH_JOB (source), result, NULL);

  if (pictures->job != GH_JOB (source))
    return;
  g_clear_object (&pictures->job);
  if (all != NULL)
    show (pictures, all);
}

static void
stop (GhFleetPictures *pictures)
{
  g_clear_handle_id (&pictures->pause, g_source_remove);
  if (pictures->job != NULL)
    gh_job_stop (pictures->job);
  g_clear_object (&pictures->job);
}

/* A study with errors cannot be drawn; its last pictures stay, dimmed. */
static gboolean
begin_cb (gpointer data)
{
  GhFleetPictures *pictures = data;
  const GhStudy *study = gh_document_get_study (pictures->document);

  pictures->pause = 0;
  if (gh_findings_count_errors (gh_document_get_findings (pictures->document)) > 0)
    return G_SOURCE_REMOVE;
  pictures->job = gh_job_new (_ ("Drawing the vehicles"));
  gh_job_run_async (pictures->job, draw_vehicles, gh_study_branch (study),
                    (GDestroyNotify) gh_study_free, (GDestroyNotify) gh_fleet_distributions_free,
                    drawn_cb, g_object_ref (pictures));
  return G_SOURCE_REMOVE;
}

/* Only while it is seen. */
static void
follow (GhFleetPictures *pictures)
{
  stop (pictures);
  set_dimmed (pictures, TRUE);
  if (pictures->document != NULL && gtk_widget_get_mapped (GTK_WIDGET (pictures)))
    pictures->pause = g_timeout_add (PAUSE_MS, begin_cb, pictures);
}

static void
gh_fleet_pictures_dispose (GObject *object)
{
  GhFleetPictures *pictures = GH_FLEET_PICTURES (object);

  gh_fleet_pictures_set_document (pictures, NULL);
  g_clear_pointer (&pictures->box, gtk_widget_unparent);
  G_OBJECT_CLASS (gh_fleet_pictures_parent_class)->dispose (object);
}

static void
gh_fleet_pictures_class_init (GhFleetPicturesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_fleet_pictures_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_charts (GhFleetPictures *pictures)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 12);
  for (guint i = 0; i < CHARTS; i++)
    {
      pictures->cards[i] = g_object_new (GH_TYPE_CHART_CARD, "title", _ (charts[i].title), NULL);
      GtkWidget *chart = GTK_WIDGET (gh_chart_card_get_chart (pictures->cards[i]));
      gtk_widget_set_size_request (chart, 280, CHART_HEIGHT);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), GTK_WIDGET (pictures->cards[i]));
      gtk_widget_set_focusable (gtk_widget_get_parent (GTK_WIDGET (pictures->cards[i])), FALSE);
    }
  gtk_box_append (GTK_BOX (pictures->box), flow);
}

static void
gh_fleet_pictures_init (GhFleetPictures *pictures)
{
  pictures->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  pictures->words = GTK_LABEL (new_label (NULL, "dim-label"));
  pictures->presence = g_object_new (GH_TYPE_PICTURE_VIEW, NULL);
  gtk_widget_set_parent (pictures->box, GTK_WIDGET (pictures));
  gtk_widget_set_visible (pictures->box, FALSE);
  gtk_box_append (GTK_BOX (pictures->box), GTK_WIDGET (pictures->words));
  add_charts (pictures);
  gtk_box_append (GTK_BOX (pictures->box),
                  new_label (_ ("Share of the vehicles that are there (%)"), "heading"));
  gh_picture_view_set_name (pictures->presence, _ ("Share of the vehicles that are there (%)"));
  gtk_box_append (GTK_BOX (pictures->box), GTK_WIDGET (pictures->presence));
  g_signal_connect (pictures, "map", G_CALLBACK (follow), NULL);
}

/**
 * gh_fleet_pictures_set_document:
 * @pictures: the pictures
 * @document: (nullable): of a fleet
 *
 * Shows the vehicles of a document and follows it.
 */
void
gh_fleet_pictures_set_document (GhFleetPictures *pictures, GhDocument *document)
{
  stop (pictures);
  if (pictures->document != NULL)
    g_signal_handlers_disconnect_by_data (pictures->document, pictures);
  if (pictures->document != document && pictures->box != NULL)
    gtk_widget_set_visible (pictures->box, FALSE);
  g_set_object (&pictures->document, document);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "edited", G_CALLBACK (follow), pictures);
  follow (pictures);
}
