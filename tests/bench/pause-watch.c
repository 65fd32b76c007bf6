/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pause-watch.h"

#include <gtk/gtk.h>

/* Times are of the monotonic clock in microseconds.
 * @clocks: (element-type GdkFrameClock): whose frames are watched; a clock outlives its window here
 * @laid_out: when the present frame was laid out and began to be painted
 * @painted: how long frames were painted since @beat
 * @beat: when the main loop last had time */
struct PauseWatch
{
  GListModel *windows;
  GPtrArray *clocks;
  guint source;
  gint64 laid_out;
  gint64 painted;
  gint64 beat;
  gint64 longest;
  gint64 longest_own;
};

static gboolean
beat_cb (gpointer data)
{
  PauseWatch *self = data;
  gint64 now = g_get_monotonic_time ();

  self->longest = MAX (self->longest, now - self->beat);
  self->longest_own = MAX (self->longest_own, now - self->beat - self->painted);
  self->painted = 0;
  self->beat = now;
  return G_SOURCE_CONTINUE;
}

static void
layout_cb (GdkFrameClock *clock, gpointer data)
{
  ((PauseWatch *) data)->laid_out = g_get_monotonic_time ();
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  PauseWatch *self = data;

  self->painted += g_get_monotonic_time () - self->laid_out;
}

static void
watch_clock_cb (GtkWidget *window, gpointer data)
{
  PauseWatch *self = data;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  if (g_ptr_array_find (self->clocks, clock, NULL))
    return;
  g_ptr_array_add (self->clocks, g_object_ref (clock));
  g_signal_connect (clock, "before-paint", G_CALLBACK (layout_cb), self);
  g_signal_connect (clock, "layout", G_CALLBACK (layout_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), self);
}

static void
watch_windows_cb (GListModel *windows, guint position, guint removed, guint added, gpointer data)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      g_signal_connect (window, "realize", G_CALLBACK (watch_clock_cb), data);
      if (gtk_widget_get_realized (window))
        watch_clock_cb (window, data);
    }
}

PauseWatch *
pause_watch_new (void)
{
  PauseWatch *self = g_new0 (PauseWatch, 1);

  self->windows = gtk_window_get_toplevels ();
  self->clocks = g_ptr_array_new_with_free_func (g_object_unref);
  self->beat = g_get_monotonic_time ();
  self->source = g_timeout_add_full (G_PRIORITY_HIGH, 1, beat_cb, self, NULL);
  g_signal_connect (self->windows, "items-changed", G_CALLBACK (watch_windows_cb), self);
  watch_windows_cb (self->windows, 0, 0, g_list_model_get_n_items (self->windows), self);
  return self;
}

void
pause_watch_free (PauseWatch *self)
{
  g_source_remove (self->source);
  g_signal_handlers_disconnect_by_data (self->windows, self);
  for (guint i = 0; i < g_list_model_get_n_items (self->windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (self->windows, i);
      g_signal_handlers_disconnect_by_data (window, self);
    }
  for (guint i = 0; i < self->clocks->len; i++)
    g_signal_handlers_disconnect_by_data (self->clocks->pdata[i], self);
  g_ptr_array_unref (self->clocks);
  g_free (self);
}

void
pause_watch_begin (PauseWatch *self)
{
  self->longest = self->longest_own = self->painted = 0;
  self->beat = g_get_monotonic_time ();
}

void
pause_watch_end (PauseWatch *self, double *longest_ms, double *own_ms)
{
  beat_cb (self);
  *longest_ms = (double) self->longest / 1e3;
  *own_ms = (double) self->longest_own / 1e3;
}
