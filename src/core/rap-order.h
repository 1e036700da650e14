/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

G_BEGIN_DECLS

/**
 * rap_order_list:
 * @sql: a SELECT of one column of ids, with the one parameter ?1
 * @parameter: for ?1
 *
 * Returns: (transfer full) (element-type gint64): the ids
 */
GArray *rap_order_list (RapDb *db, const char *sql, gint64 parameter);

/** rap_order_find: Returns: the index of @id in @ids, their number if it is none of them */
guint rap_order_find (GArray *ids, gint64 id);

/**
 * rap_order_shift:
 * @later: whether by one place towards the end, else towards the beginning
 * @index: (out): where it is now
 *
 * Moves an id within @ids alone.
 *
 * Returns: whether there is such a place
 */
gboolean rap_order_shift (GArray *ids, gint64 id, gboolean later, guint *index);

/**
 * rap_order_put:
 * @table: a table whose rows are ordered by a column `position`, then by id
 * @ids: (element-type gint64): the rows that are ordered among each other, in the order wanted
 * @index: the one row that is not yet at its place
 *
 * Within a step: gives a row a position between those of its neighbours, so that only this row changes. Where there is
 * no number left between the two (rows of equal positions, or halved once too often), all are numbered anew.
 *
 * Returns: whether that was done
 */
gboolean rap_order_put (RapDb *db, const char *table, GArray *ids, guint index, GError **error);

G_END_DECLS
