/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-order.h"

static gboolean
set_position (RapDb *db, const char *table, gint64 id, double position, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET position = ?2 WHERE id = ?1", table);

  return rap_db_run (db, error, sql, "id", id, position);
}

static double
read_position (RapDb *db, const char *table, gint64 id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT position FROM %s WHERE id = ?1", table);
  g_autoptr (RapStmt) stmt = rap_db_prepare (db, sql, "i", id);

  return rap_stmt_step (stmt, NULL) ? rap_stmt_double (stmt, 0) : 0;
}

GArray *
rap_order_list (RapDb *db, const char *sql, gint64 parameter)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RapStmt) stmt = rap_db_prepare (db, sql, "i", parameter);

  while (rap_stmt_step (stmt, NULL))
    {
      const gint64 id = rap_stmt_int (stmt, 0);
      g_array_append_val (ids, id);
    }
  return ids;
}

guint
rap_order_find (GArray *ids, gint64 id)
{
  guint index = 0;

  while (index < ids->len && g_array_index (ids, gint64, index) != id)
    index++;
  return index;
}

gboolean
rap_order_shift (GArray *ids, gint64 id, gboolean later, guint *index)
{
  const guint i = rap_order_find (ids, id);

  if (i >= ids->len || (later ? i + 1 >= ids->len : i == 0))
    return FALSE;
  *index = later ? i + 1 : i - 1;
  g_array_index (ids, gint64, i) = g_array_index (ids, gint64, *index);
  g_array_index (ids, gint64, *index) = id;
  return TRUE;
}

gboolean
rap_order_put (RapDb *db, const char *table, GArray *ids, guint index, GError **error)
{
  const gint64 *id = (const gint64 *) (gpointer) ids->data;
  const gboolean first = index == 0, last = index + 1 == ids->len;
  const double before = first ? 0 : read_position (db, table, id[index - 1]);
  const double after = last ? 0 : read_position (db, table, id[index + 1]);
  double position;

  if (first || last)
    position = first && last ? 1 : first ? after - 1 : before + 1;
  else
    position = before + (after - before) / 2;
  if ((first || before < position) && (last || position < after))
    return set_position (db, table, id[index], position, error);
  for (guint i = 0; i < ids->len; i++)
    if (!set_position (db, table, id[i], i + 1, error))
      return FALSE;
  return TRUE;
}
