/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-export.h"

G_BEGIN_DECLS

/**
 * RapLeak:
 * @name: the name as it stands there
 * @text: the text around it, on one line and shortened
 * @where: what the text is, translated, such as `point` or `brief`
 * @id_kind: the kind letter of @id
 * @id: the row that has the text
 * @seminar: title of the seminar
 *
 * A name that stands in an exported text although it may not be told there.
 */
typedef struct
{
  char *name;
  char *text;
  const char *where;
  char id_kind;
  gint64 id;
  char *seminar;
} RapLeak;

/**
 * RapLeaks:
 * @items: (array length=n_items): the first of them: seminar by seminar, each time points first
 * @n_found: how many there are
 */
typedef struct
{
  RapLeak *items;
  guint n_items;
  guint n_found;
} RapLeaks;

/** rap_leaks_free: frees it with what it holds */
void rap_leaks_free (RapLeaks *self);

/**
 * rap_leaks_find:
 * @options: the export that is about to be made: its seminars, tables and attribution
 * @max: how many leaks to tell of at most; the others are counted
 * @cancellable: (nullable): stops it
 * @error: return location: %G_IO_ERROR_CANCELLED, or what reading the archive gives
 *
 * The leak check. A name that stands in a text without `@` is never masked, for many are words too (Will, Mark, May).
 * So before an export is saved, this lists each text of it in which a name stands, see #RapLeakNames, of one of the
 * seminar's people who may not be named there. What the export masks is no leak.
 *
 * In what was said, in briefs and in themes a person may be named as far as an `@` may name them. In what announces the
 * seminar (titles, venue, host) those may be who stand in people.csv: speakers and organisers are public there. The
 * rule is the session's, of a seminar's own texts the seminar's, of themes and headlines the strictest of all these.
 *
 * Returns: (transfer full): the leaks, or %NULL with @error set
 */
RapLeaks *
rap_leaks_find (RapDb *db, const RapExportOptions *options, guint max, GCancellable *cancellable, GError **error);

/**
 * rap_leaks_find_async:
 * @path: the archive; a connection of its own is opened for reading
 * @options: as for rap_leaks_find(), copied
 *
 * rap_leaks_find() in a thread, for the window.
 */
void rap_leaks_find_async (const char *path,
                           const RapExportOptions *options,
                           guint max,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);

/** rap_leaks_find_finish: Returns: (transfer full): the leaks, or %NULL with @error set as by rap_leaks_find() */
RapLeaks *rap_leaks_find_finish (GAsyncResult *async, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapLeaks, rap_leaks_free)

G_END_DECLS
