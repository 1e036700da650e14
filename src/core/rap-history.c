/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-history.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "rap-changes.h"
#include "rap-changeset.h"
#include "rap-history-forget.h"

#define KEEP_STEPS 1000
#define KEEP_BYTES (64 * 1024 * 1024)
#define KEEP_MS (G_GINT64_CONSTANT (30) * 24 * 60 * 60 * 1000)
#define SMALL_BYTES (KEEP_BYTES / KEEP_STEPS) /* steps no larger than this stay within KEEP_BYTES together */
#define PART_BYTES (1024 * 1024)

struct _RapHistory
{
  RapDb *db;
  sqlite3_session *session;
  GArray *inserts; /* Insert, what the session did not see */
};

typedef struct
{
  const char *table;
  const char *rows;
  gint64 about;
} Insert;

typedef struct
{
  RapDb *db;
  gint64 seq;
  gint64 n;
  gint64 bytes;
  GError *error;
} PartWriter;

typedef struct
{
  const char *table; /* of the row in conflict */
  gint64 id;
  gboolean happened;
  gboolean built_upon; /* something refers to a row that would go */
} Conflict;

/* What a step is in the end: an ordinary step, or the ordinary step at the bottom of a chain of undos and redos, and
 * whether it is done or undone. `tip` is the newest step of the chain: applying its inverse flips the state. */
#define CHAINS                                                                                                         \
  "WITH RECURSIVE chain(root, tip, depth) AS ("                                                                        \
  " SELECT seq, seq, 0 FROM history WHERE undoes IS NULL AND origin = ?1 AND (?2 = 0 OR seminar_id = ?2)"              \
  " UNION ALL SELECT root, history.seq, depth + 1 FROM chain JOIN history ON undoes = tip)"                            \
  ", state(root, tip, done) AS (SELECT root, max(tip), max(depth) % 2 = 0 FROM chain GROUP BY root) "

static int
write_part (void *out, const void *data, int size)
{
  PartWriter *writer = out;
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);

  writer->bytes += size;
  return rap_db_run (writer->db, &writer->error, "INSERT INTO history_part(seq, n, changes) VALUES(?1, ?2, ?3)", "iib",
                     writer->seq, writer->n++, bytes)
             ? SQLITE_OK
             : SQLITE_ERROR;
}

static gboolean
drop_oldest (RapDb *db, gint64 seq, gint64 bytes, GError **error)
{
  const gint64 oldest = g_get_real_time () / 1000 - KEEP_MS;
  gint64 before = rap_db_int (db, "SELECT max(seq) FROM history WHERE seq <= ?1 - ?2", "ii", seq, (gint64) KEEP_STEPS);

  /* these two look at every step, and most times need not */
  if (rap_db_int (db, "SELECT at < ?1 FROM history ORDER BY seq LIMIT 1", "i", oldest) != 0)
    before = MAX (before, rap_db_int (db, "SELECT max(seq) FROM history WHERE at < ?1", "i", oldest));
  if (bytes > SMALL_BYTES)
    before = MAX (before, rap_db_int (db,
                                      "SELECT max(seq) FROM (SELECT seq, sum(bytes) OVER (ORDER BY seq DESC) AS total"
                                      " FROM history) WHERE total > ?1 AND seq < ?2",
                                      "ii", (gint64) KEEP_BYTES, seq));
  if (before == 0)
    return TRUE;
  return rap_history_drop_leftovers (db, before, error) &&
         rap_db_run (db, error, "DELETE FROM history_part WHERE seq <= ?1", "i", before) &&
         rap_db_run (db, error, "DELETE FROM history WHERE seq <= ?1", "i", before);
}

static int
on_conflict_cb (void *data, int reason, sqlite3_changeset_iter *iter)
{
  Conflict *conflict = data;
  const char *table = NULL;
  int n_columns, op, indirect;
  sqlite3_value *value = NULL;

  conflict->happened = TRUE;
  conflict->built_upon = reason == SQLITE_CHANGESET_FOREIGN_KEY;
  if (conflict->built_upon)
    return SQLITE_CHANGESET_ABORT;
  sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect);
  if (op == SQLITE_INSERT)
    sqlite3changeset_new (iter, 0, &value);
  else
    sqlite3changeset_old (iter, 0, &value);
  conflict->table = g_intern_string (table);
  conflict->id = value != NULL ? sqlite3_value_int64 (value) : 0;
  return SQLITE_CHANGESET_ABORT;
}

static gboolean
step_touches (RapDb *db, gint64 seq, const Conflict *conflict)
{
  g_autoptr (RapChanges) changes = rap_changes_read (db, seq, NULL);

  for (guint i = 0; changes != NULL && i < changes->rows->len; i++)
    {
      const RapChange *row = &g_array_index (changes->rows, RapChange, i);
      if (row->id == conflict->id && g_strcmp0 (row->table, conflict->table) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether a row that step @seq added or changed holds one of @ids in any column: ids are unique over the archive. */
static gboolean
step_refers_to (RapDb *db, gint64 seq, GHashTable *ids)
{
  RapParts parts;
  sqlite3_changeset_iter *iter = NULL;
  gboolean found = FALSE;

  rap_parts_open (&parts, db, seq);
  if (sqlite3changeset_start_strm (&iter, rap_parts_read, &parts) == SQLITE_OK)
    while (!found && sqlite3changeset_next (iter) == SQLITE_ROW)
      {
        const char *table;
        int n_columns, op, indirect;

        sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect);
        for (int i = 0; op != SQLITE_DELETE && !found && i < n_columns; i++)
          {
            sqlite3_value *value = NULL;
            gint64 id;
            sqlite3changeset_new (iter, i, &value);
            id = value != NULL && sqlite3_value_type (value) == SQLITE_INTEGER ? sqlite3_value_int64 (value) : 0;
            found = id != 0 && g_hash_table_contains (ids, &id);
          }
      }
  sqlite3changeset_finalize (iter);
  rap_parts_close (&parts);
  return found;
}

/* The ids of the rows that step @seq added, which its undo would take away. */
static GHashTable *
collect_added (RapDb *db, gint64 seq)
{
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (RapChanges) changes = rap_changes_read (db, seq, NULL);

  for (guint i = 0; changes != NULL && i < changes->rows->len; i++)
    {
      const RapChange *row = &g_array_index (changes->rows, RapChange, i);
      if (row->op == SQLITE_INSERT && row->id != 0 && rap_changes_owner (row->table) == row->table)
        g_hash_table_add (ids, g_memdup2 (&row->id, sizeof row->id));
    }
  return ids;
}

/* The newest step after @seq that stands in the way of its undo, or 0. Of a whole seminar the later steps are taken
 * back already, so that it is another one's. */
static gint64
find_later_step (RapDb *db, gint64 seq, gboolean whole, const Conflict *conflict)
{
  g_autoptr (GHashTable) added = conflict->built_upon ? collect_added (db, seq) : NULL;
  g_autoptr (RapStmt) later =
      rap_db_prepare (db,
                      "SELECT seq FROM history WHERE seq > ?1 AND NOT"
                      " (?2 AND seminar_id IS (SELECT seminar_id FROM history WHERE seq = ?1)) ORDER BY seq DESC",
                      "ii", seq, (gint64) whole);

  while (rap_stmt_step (later, NULL))
    {
      gint64 candidate = rap_stmt_int (later, 0);
      if (added != NULL ? step_refers_to (db, candidate, added) : step_touches (db, candidate, conflict))
        return candidate;
    }
  return 0;
}

static void
set_conflict_error (RapDb *db, gint64 seq, gboolean whole, const Conflict *conflict, GError **error)
{
  gint64 later = find_later_step (db, seq, whole, conflict);
  g_autofree char *label = rap_history_label (db, seq);
  g_autofree char *later_label = later != 0 ? rap_history_label (db, later) : NULL;

  if (later_label != NULL)
    g_set_error (error, RAP_ERROR, RAP_ERROR_CONFLICT,
                 _ ("“%s” cannot be undone because step %" PRId64 ", “%s”, came after it and builds on it; nothing was"
                    " changed."),
                 label, later, later_label);
  else
    g_set_error (error, RAP_ERROR, RAP_ERROR_CONFLICT,
                 _ ("“%s” cannot be undone because what it changed was changed again since; nothing was changed."),
                 label);
}

static gboolean
apply_inverse (RapDb *db, gint64 seq, gboolean whole, GError **error)
{
  Conflict conflict = { 0 };
  RapParts parts;
  int code;

  if (rap_db_int (db, "SELECT count(*) FROM history_part WHERE seq = ?1", "i", seq) == 0)
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                   _ ("The history has no step %" PRId64 "; nothing was changed."), seq);
      return FALSE;
    }
  rap_parts_open (&parts, db, seq);
  code = sqlite3changeset_apply_v2_strm (rap_db_handle (db), rap_parts_read, &parts, NULL, on_conflict_cb, &conflict,
                                         NULL, NULL, SQLITE_CHANGESETAPPLY_INVERT);
  rap_parts_close (&parts);
  if (code == SQLITE_OK)
    return TRUE;
  if (conflict.happened)
    set_conflict_error (db, seq, whole, &conflict, error);
  else
    rap_db_fail (db, code, error);
  return FALSE;
}

static gboolean
write_inserts (RapHistory *self, PartWriter *writer, GError **error)
{
  for (guint i = 0; i < self->inserts->len; i++)
    {
      const Insert *insert = &g_array_index (self->inserts, Insert, i);
      g_autoptr (RapStmt) rows = rap_db_prepare (self->db, insert->rows, "i", insert->about);
      if (!rap_changeset_write_inserts (self->db, insert->table, rows, write_part, writer, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_step (RapDb *db, sqlite3_changegroup *group, gint64 seq, GError **error)
{
  RapParts parts;
  int code;

  rap_parts_open (&parts, db, seq);
  code = sqlite3changegroup_add_strm (group, rap_parts_read, &parts);
  rap_parts_close (&parts);
  return code == SQLITE_OK || rap_db_fail (db, code, error);
}

static gboolean
join_into (RapDb *db, sqlite3_changegroup *group, gint64 earlier, gint64 later, GError **error)
{
  PartWriter writer = { .db = db, .seq = later };
  int code;

  if (!add_step (db, group, earlier, error) || !add_step (db, group, later, error) ||
      !rap_db_run (db, error, "DELETE FROM history_part WHERE seq IN (?1, ?2)", "ii", earlier, later) ||
      !rap_db_run (db, error, "DELETE FROM history WHERE seq = ?1", "i", earlier))
    return FALSE;
  code = sqlite3changegroup_output_strm (group, write_part, &writer);
  if (code != SQLITE_OK)
    {
      if (writer.error != NULL)
        g_propagate_error (error, writer.error);
      else
        rap_db_fail (db, code, error);
      return FALSE;
    }
  return writer.n > 0
             ? rap_db_run (db, error, "UPDATE history SET bytes = ?1 WHERE seq = ?2", "ii", writer.bytes, later)
             : rap_db_run (db, error, "DELETE FROM history WHERE seq = ?1", "i", later);
}

RapHistory *
rap_history_begin (RapDb *db, GError **error)
{
  g_autoptr (RapHistory) self = g_new0 (RapHistory, 1);
  int code;

  self->db = db;
  self->inserts = g_array_new (FALSE, FALSE, sizeof (Insert));
  code = sqlite3session_create (rap_db_handle (db), "main", &self->session);
  for (guint i = 0; code == SQLITE_OK && rap_recorded_tables[i] != NULL; i++)
    code = sqlite3session_attach (self->session, rap_recorded_tables[i]);
  if (code != SQLITE_OK)
    {
      rap_db_fail (db, code, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

gboolean
rap_history_insert (RapHistory *self,
                    const char *table,
                    const char *sql,
                    const char *rows,
                    gint64 about,
                    GError **error)
{
  const Insert insert = { table, rows, about };
  gint64 before = sqlite3_total_changes64 (rap_db_handle (self->db));
  gboolean done;

  sqlite3session_enable (self->session, 0);
  done = rap_db_run (self->db, error, sql, "i", about);
  sqlite3session_enable (self->session, 1);
  if (done && sqlite3_total_changes64 (rap_db_handle (self->db)) != before)
    g_array_append_val (self->inserts, insert);
  return done;
}

gboolean
rap_history_end (RapHistory *self,
                 const char *origin,
                 gint64 seminar_id,
                 const char *label,
                 gint64 undoes,
                 gint64 *seq,
                 GError **error)
{
  static gsize configured = 0;
  PartWriter writer = { .db = self->db, .seq = rap_history_newest (self->db) + 1 };
  int code;

  *seq = 0;
  sqlite3session_enable (self->session, 0);
  if (sqlite3session_isempty (self->session) && self->inserts->len == 0)
    return TRUE;
  if (g_once_init_enter (&configured))
    {
      int bytes = PART_BYTES;
      sqlite3session_config (SQLITE_SESSION_CONFIG_STRMSIZE, &bytes);
      g_once_init_leave (&configured, 1);
    }
  /* parts come before their step; applying a changeset has set this back */
  if (!rap_db_run (self->db, error, "PRAGMA defer_foreign_keys = 1", NULL))
    return FALSE;
  code = sqlite3session_changeset_strm (self->session, write_part, &writer);
  if (code != SQLITE_OK)
    {
      if (writer.error != NULL)
        g_propagate_error (error, writer.error);
      else
        rap_db_fail (self->db, code, error);
      return FALSE;
    }
  if (!write_inserts (self, &writer, error))
    return FALSE;
  if (writer.n == 0) /* rows were touched but ended as they had been */
    return TRUE;
  *seq = writer.seq;
  return rap_db_run (self->db, error,
                     "INSERT INTO history(seq, at, origin, seminar_id, label, undoes, bytes)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                     "iisrsri", writer.seq, g_get_real_time () / 1000, origin, seminar_id, label, undoes,
                     writer.bytes) &&
         drop_oldest (self->db, writer.seq, writer.bytes, error);
}

gboolean
rap_history_join (RapDb *db, gint64 earlier, gint64 later, GError **error)
{
  sqlite3_changegroup *group = NULL;
  int code = sqlite3changegroup_new (&group);
  gboolean done;

  if (code != SQLITE_OK)
    return rap_db_fail (db, code, error);
  done = join_into (db, group, earlier, later, error);
  sqlite3changegroup_delete (group);
  return done;
}

void
rap_history_free (RapHistory *self)
{
  g_clear_pointer (&self->session, sqlite3session_delete);
  g_array_unref (self->inserts);
  g_free (self);
}

gint64
rap_history_to_undo (RapDb *db, const char *origin, gint64 seminar_id)
{
  return rap_db_int (db, CHAINS "SELECT tip FROM state WHERE done ORDER BY root DESC LIMIT 1", "si", origin,
                     seminar_id);
}

gint64
rap_history_to_redo (RapDb *db, const char *origin, gint64 seminar_id)
{
  return rap_db_int (db,
                     CHAINS "SELECT tip FROM state WHERE NOT done AND tip > (SELECT max(root) FROM state)"
                            " ORDER BY tip DESC LIMIT 1",
                     "si", origin, seminar_id);
}

gboolean
rap_history_apply_inverse (RapDb *db, gint64 seq, GError **error)
{
  return apply_inverse (db, seq, FALSE, error);
}

gboolean
rap_history_go_back (RapDb *db, gint64 seq, GError **error)
{
  g_autoptr (GArray) later = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db,
                      "SELECT seq FROM history WHERE seq > ?1"
                      " AND seminar_id IS (SELECT seminar_id FROM history WHERE seq = ?1) ORDER BY seq DESC",
                      "i", seq);

  /* what is undone is read whole first: applying a changeset is no time to have a SELECT open */
  while (rap_stmt_step (stmt, NULL))
    {
      gint64 step = rap_stmt_int (stmt, 0);
      g_array_append_val (later, step);
    }
  for (guint i = 0; i < later->len; i++)
    if (!apply_inverse (db, g_array_index (later, gint64, i), TRUE, error))
      return FALSE;
  return TRUE;
}

char *
rap_history_label (RapDb *db, gint64 seq)
{
  return rap_db_text (db, "SELECT label FROM history WHERE seq = ?1", "i", seq);
}

gint64
rap_history_newest (RapDb *db)
{
  return rap_db_int (db, "SELECT seq FROM sqlite_sequence WHERE name = 'history'", NULL);
}
