/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RAP_ERROR:
 *
 * The one error domain. A message is one sentence for the organiser: what failed, where, and what was left as it was.
 */
#define RAP_ERROR (rap_error_quark ())
/** rap_error_quark: Returns: the domain, for %RAP_ERROR */
GQuark rap_error_quark (void);

/**
 * RapError:
 * @RAP_ERROR_FAILED: anything that has no code of its own
 * @RAP_ERROR_BUSY: another process holds the archive; trying again later can help
 * @RAP_ERROR_NOT_AN_ARCHIVE: the file is no Rapporteur archive, or damaged
 * @RAP_ERROR_NEWER: the archive was made by a newer Rapporteur
 * @RAP_ERROR_READ_ONLY: the archive or its folder cannot be written
 * @RAP_ERROR_FULL: the disk is full
 * @RAP_ERROR_CONFLICT: a step cannot be undone because a later one built on it
 * @RAP_ERROR_NOTHING: there is nothing to undo or redo
 * @RAP_ERROR_NOT_FOUND: no such seminar, session, syndicate, point…
 * @RAP_ERROR_AMBIGUOUS: more than one fits
 * @RAP_ERROR_BAD_FILE: a file that was to be read cannot be understood
 * @RAP_ERROR_BAD_VALUE: a value that the archive does not take
 * @RAP_ERROR_CANCELLED: the user stopped it
 */
typedef enum
{
  RAP_ERROR_FAILED,
  RAP_ERROR_BUSY,
  RAP_ERROR_NOT_AN_ARCHIVE,
  RAP_ERROR_NEWER,
  RAP_ERROR_READ_ONLY,
  RAP_ERROR_FULL,
  RAP_ERROR_CONFLICT,
  RAP_ERROR_NOTHING,
  RAP_ERROR_NOT_FOUND,
  RAP_ERROR_AMBIGUOUS,
  RAP_ERROR_BAD_FILE,
  RAP_ERROR_BAD_VALUE,
  RAP_ERROR_CANCELLED,
} RapError;

G_END_DECLS
