/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Tells how long the main loop had no time: what a person feels as a pause. What GTK needs to paint
 * frames, of all windows, those that are opened meanwhile too, is told apart: without a graphics
 * card it is the processor's work and says nothing of the program. */
typedef struct PauseWatch PauseWatch;

/* A watch over all windows; at most one at a time. Free with pause_watch_free(). */
PauseWatch *pause_watch_new (void);

void pause_watch_free (PauseWatch *self);

/* Forgets what was before. */
void pause_watch_begin (PauseWatch *self);

/* The longest pauses since pause_watch_begin(), in milliseconds.
 * @own: without what was painted in them */
void pause_watch_end (PauseWatch *self, double *longest_ms, double *own_ms);
