/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapChange:
 * @table: (not nullable): interned name of the table
 * @op: SQLITE_INSERT, SQLITE_UPDATE or SQLITE_DELETE
 * @id: the first column of the row's key: its id, or that of the row it belongs to (see rap_changes_owner())
 * @columns: for an update, a bit for each of the first 64 columns that changed
 */
typedef struct
{
  const char *table;
  int op;
  gint64 id;
  guint64 columns;
} RapChange;

/**
 * RapChanges:
 * @seq: the step's number in the history
 * @seminar_id: the seminar it is about, or 0
 * @everything: the step itself is no longer known (history was dropped): anything may have changed
 * @rows: (element-type RapChange): one a row
 *
 * What one step changed, read from its changeset.
 */
typedef struct
{
  gint64 seq;
  gint64 seminar_id;
  gboolean everything;
  GArray *rows;
} RapChanges;

/** RAP_RECORDED_TABLES: the tables whose changes make the history, ended by %NULL */
extern const char *const rap_recorded_tables[];

/** rap_changes_read: reads what step @seq changed. Returns: (transfer full) (nullable): %NULL with @error set */
RapChanges *rap_changes_read (RapDb *db, gint64 seq, GError **error);

/** rap_changes_new_everything: Returns: (transfer full): "anything may have changed" */
RapChanges *rap_changes_new_everything (void);

/** rap_changes_touch: Returns: whether a row of @table was changed in any way */
gboolean rap_changes_touch (RapChanges *self, const char *table);

/** rap_changes_owner: Returns: the table of the row that rows of @table belong to and are shown with; @table if none */
const char *rap_changes_owner (const char *table);

/**
 * RapParts:
 * @stmt: (owned): gives the parts of a step's changeset in order
 * @left: how many bytes of the current part are still to be read
 *
 * A step's changeset as a stream.
 */
typedef struct
{
  RapStmt *stmt;
  int left;
} RapParts;

/** rap_parts_open: starts reading the changeset of step @seq; close with rap_parts_close() */
void rap_parts_open (RapParts *self, RapDb *db, gint64 seq);
/** rap_parts_close: gives the statement back; reading may stop anywhere */
void rap_parts_close (RapParts *self);

/** rap_parts_read: the reader that SQLite's streaming session functions take; @self is a #RapParts */
int rap_parts_read (void *self, void *data, int *size);

/** rap_changes_free: frees it with its rows */
void rap_changes_free (RapChanges *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapChanges, rap_changes_free)

G_END_DECLS
