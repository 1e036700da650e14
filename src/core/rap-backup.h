/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapBackupProgress:
 * @fraction: how much is done, from 0 to 1
 */
typedef void (*RapBackupProgress) (double fraction, gpointer data);

/**
 * rap_backup_write:
 * @path: where the copy shall be; nothing may be there yet
 * @progress: (nullable) (scope call): told how far it is
 * @cancellable: (nullable): stops it
 * @error: return location: %RAP_ERROR_BAD_VALUE if there is something at @path, %RAP_ERROR_NOT_FOUND,
 *   %RAP_ERROR_READ_ONLY or %RAP_ERROR_FULL for its folder, %RAP_ERROR_NOT_AN_ARCHIVE if the copy does not pass its
 *   check, %RAP_ERROR_CANCELLED
 *
 * Copies the archive as it is at this moment into one file, by SQLite's backup API
 * (https://www.sqlite.org/backup.html) and within one read transaction, so that others may go on writing. The copy is
 * written beside its place, checked by SQLite's integrity_check, and only then gets its name.
 *
 * Returns: whether the copy is there, whole and on disk; otherwise nothing is
 */
gboolean rap_backup_write (RapDb *db,
                           const char *path,
                           RapBackupProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);

/**
 * rap_backup_check:
 * @progress: (nullable) (scope call): told how far it is
 * @cancellable: (nullable): stops it
 *
 * Checks a copy of the archive from end to end: SQLite's structure and foreign keys, the search index's structure and
 * that it stands for every row, and what must hold between rows. Nothing is changed and nobody has to wait.
 *
 * Returns: (transfer full) (element-type utf8): what is wrong, a line each, so none in a sound archive; %NULL with
 *   @error set where it could not be read
 */
GPtrArray *
rap_backup_check (RapDb *db, RapBackupProgress progress, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
