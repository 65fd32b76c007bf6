/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhRoot:
 * @value: where the function is zero
 * @rises: whether it rises through zero there
 */
typedef struct
{
  double value;
  gboolean rises;
} GhRoot;

/**
 * GhRootSearch:
 * @from: where to look
 * @to: up to where, above @from
 * @tolerance: how far a root may be from the true one
 * @no_value: less than this is zero
 * @is_monotone: whether the function is known never to turn, so that there is one root at most
 * @samples: (owned): what is known of the function, by rising place
 *
 * A search for the roots of a function that takes its time. It says where it wants to know the
 * function and is told, so that several searches can be served at once.
 */
typedef struct
{
  double from;
  double to;
  double tolerance;
  double no_value;
  gboolean is_monotone;
  GArray *samples;
} GhRootSearch;

GhRootSearch *gh_root_search_new (double from, double to, double tolerance, double no_value,
                                  gboolean is_monotone);
void gh_root_search_free (GhRootSearch *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRootSearch, gh_root_search_free)

void gh_root_search_ask (const GhRootSearch *search, GArray *places);
void gh_root_search_tell (GhRootSearch *search, double place, double value);
GArray *gh_root_search_get_roots (const GhRootSearch *search);

G_END_DECLS
