/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_QUERY (rap_query_get_type ())
G_DECLARE_FINAL_TYPE (RapQuery, rap_query, RAP, QUERY, GObject)

/**
 * rap_query_new:
 * @type: the kind of record that the ids are of
 * @sql: a SELECT of one column of ids, with the one parameter ?1 or none, without LIMIT but for rap_query_set_window().
 *   It is asked again whenever a table is changed whose name stands in it.
 * @parameter: for ?1
 *
 * A #GListModel of records. After a change it keeps the objects that stay and emits the smallest splice that does; a
 * row that moved is within one splice, so that focus does not jump.
 *
 * Returns: (transfer full): the model
 */
RapQuery *rap_query_new (RapStore *store, GType type, const char *sql, gint64 parameter);

/** rap_query_set_parameter: asks again with another ?1 */
void rap_query_set_parameter (RapQuery *self, gint64 parameter);

/** rap_query_set_sql: asks again with another SELECT of rows of the same kind, as rap_query_new() takes it */
void rap_query_set_sql (RapQuery *self, const char *sql);

/**
 * rap_query_set_window:
 * @size: how many of the last rows to read at first; 0 for all
 *
 * For lists that are read from their end: their SELECT uses ?2 as how many of the last rows it is to give, all if it is
 * negative. The list keeps the row it begins with, and grows with what comes behind it.
 */
void rap_query_set_window (RapQuery *self, guint size);

/** rap_query_read_more: reads up to @n rows before the first of a window, if there are any */
void rap_query_read_more (RapQuery *self, guint n);

/** rap_query_find: Returns: the position of row @id, or %GTK_INVALID_LIST_POSITION's value %G_MAXUINT */
guint rap_query_find (RapQuery *self, gint64 id);

/** rap_query_get_id: Returns: the id at @position, 0 beyond the end */
gint64 rap_query_get_id (RapQuery *self, guint position);

G_END_DECLS
