/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapChangesetWrite:
 *
 * Takes a part of a changeset, as sqlite3session_changeset_strm() gives it. Returns: an SQLite result code
 */
typedef int (*RapChangesetWrite) (void *data, const void *part, int size);

/**
 * rap_changeset_write_inserts:
 * @table: a table of the archive
 * @rows: gives the rows that were inserted into it, all their columns in order
 * @write: takes the changeset, in parts of about a megabyte
 *
 * Writes what SQLite's session extension would have recorded of many rows that were inserted. Recording would look
 * each of them up again one by one and keep the keys of all in memory, which for 100,000 rows takes longer than
 * inserting them.
 *
 * The format is that of the comment “CHANGESET FORMAT” in SQLite's sqlite3session.c: a header of the table, then for
 * each row the operation and its values.
 *
 * Returns: whether that was done
 */
gboolean rap_changeset_write_inserts (RapDb *db,
                                      const char *table,
                                      RapStmt *rows,
                                      RapChangesetWrite write,
                                      void *data,
                                      GError **error);

G_END_DECLS
