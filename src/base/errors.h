/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhError:
 * @GH_ERROR_INVALID: the input cannot be understood or breaks a rule
 * @GH_ERROR_IO: a file cannot be read or written
 * @GH_ERROR_UNSUPPORTED: understood, but this version cannot do it
 * @GH_ERROR_BUSY: in use by another program
 * @GH_ERROR_STOPPED: the caller's progress callback asked to stop
 * @GH_ERROR_FAILED: an internal step failed; a defect of the program
 *
 * Why a call could not be carried out. What cannot be planned is not an error
 * but a status with a #GhReason.
 */
typedef enum
{
  GH_ERROR_INVALID,
  GH_ERROR_IO,
  GH_ERROR_UNSUPPORTED,
  GH_ERROR_BUSY,
  GH_ERROR_STOPPED,
  GH_ERROR_FAILED
} GhError;

#define GH_ERROR (gh_error_quark ())
GQuark gh_error_quark (void);

G_END_DECLS
