/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "rap-error.h"
#include "rap-id.h"
#include "rap-import-points.h"
#include "rap-import-row.h"

/* The rows of a file of points, as they would be written. */
typedef struct
{
  RapImportStage *stage;
  RapDb *db;
  RapImportPoints *points; /* while rows are added */
  gint64 n_rows;
  RapStmt *add_row;
  RapStmt *add_theme;
  RapStmt *add_person;
} Work;

/* A row is of ours if it has no key. */
static const char schema[] =
    "CREATE TABLE staging.line(n INTEGER PRIMARY KEY, line INT, key BLOB, id INT, merged_into INT, session_id INT,"
    " syndicate_id INT, speaker_id INT, kind TEXT, starred INT, agreed INT, to_check INT, due TEXT, done_at INT,"
    " recorded_at INT, text TEXT);"
    "CREATE TABLE staging.line_theme(n INT, position INT, theme INT, PRIMARY KEY(n, position)) WITHOUT ROWID;"
    "CREATE TABLE staging.line_person(n INT, person_id INT, relation TEXT, PRIMARY KEY(n, person_id, relation))"
    " WITHOUT ROWID;"
    "CREATE TABLE staging.heading(theme INTEGER PRIMARY KEY, key TEXT, name TEXT, id INT);"
    "CREATE TABLE staging.named(session_id INTEGER PRIMARY KEY);" /* where names were kept when the file was read */
    "CREATE TABLE staging.skipped(n INTEGER PRIMARY KEY, why TEXT);"
    "CREATE INDEX staging.line_id ON line(id) WHERE key IS NULL;"
    "CREATE INDEX staging.line_merged_into ON line(merged_into) WHERE merged_into IS NOT NULL;";

#define NOT_SKIPPED " NOT EXISTS (SELECT 1 FROM staging.skipped WHERE skipped.n = line.n)"
/* What a point is merged into, unless it was deleted since */
#define GONE(id)                                                                                                       \
  "(EXISTS (SELECT 1 FROM gone WHERE gone.id = " id ") AND NOT EXISTS (SELECT 1 FROM main.point WHERE point.id = " id  \
  "))"

/* Which rows the archive has, or had, for seminar ?1. */
static const char *const look_up[] = {
  "DELETE FROM staging.skipped",
  "INSERT INTO staging.skipped SELECT line.n, CASE WHEN EXISTS (SELECT 1 FROM main.point WHERE point.id = row_id)"
  " THEN 'present' ELSE 'deleted' END"
  " FROM staging.line CROSS JOIN came_from ON came_from.seminar_id = ?1 AND came_from.key = line.key"
  " WHERE" NOT_SKIPPED,
  "INSERT INTO staging.skipped SELECT line.n, CASE WHEN session.seminar_id = ?1 THEN 'present' ELSE 'elsewhere' END"
  " FROM staging.line CROSS JOIN main.point ON point.id = line.id JOIN session ON session.id = point.session_id"
  " WHERE line.key IS NULL AND" NOT_SKIPPED,
  "INSERT INTO staging.skipped SELECT line.n, 'deleted' FROM staging.line CROSS JOIN gone ON gone.id = line.id"
  " WHERE line.key IS NULL AND" NOT_SKIPPED,
  NULL,
};

#define TARGET "SELECT 1 FROM staging.line AS target WHERE target.key IS NULL AND target.id = line.merged_into"

#define FAULT(field, reason, where)                                                                                    \
  {                                                                                                                    \
    field, reason,                                                                                                     \
        "INSERT INTO staging.rejected(line, col, reason, pattern, resolved)"                                           \
        " SELECT line.line, ?1, ?2, ?3, 1 FROM staging.line WHERE" NOT_SKIPPED " AND " where,                          \
        "INSERT INTO staging.skipped SELECT line.n, 'rejected' FROM staging.line WHERE" NOT_SKIPPED " AND " where      \
  }

/* What rows of our own files must not say, as they would be written. Each is looked for until no more are found. */
static const struct
{
  const char *field;
  const char *reason;
  const char *reject;
  const char *skip;
} faults[] = {
  FAULT ("id",
         N_ ("another row before it has the same id"),
         "line.key IS NULL AND EXISTS (SELECT 1 FROM staging.line AS other WHERE other.key IS NULL"
         " AND other.id = line.id AND other.n < line.n)"),
  FAULT ("merged_into",
         N_ ("the point that it is merged into is itself merged into another"),
         "line.merged_into IS NOT NULL AND (line.merged_into = line.id"
         " OR EXISTS (" TARGET " AND target.merged_into IS NOT NULL) OR EXISTS (SELECT 1 FROM main.point"
         " WHERE point.id = line.merged_into AND point.merged_into IS NOT NULL))"),
  FAULT ("merged_into",
         N_ ("the point that it is merged into is neither in the file nor in the seminar"),
         "line.merged_into IS NOT NULL AND NOT EXISTS (" TARGET " AND NOT EXISTS (SELECT 1 FROM staging.skipped"
         " WHERE skipped.n = target.n AND why = 'rejected'))"
         " AND NOT EXISTS (SELECT 1 FROM main.point JOIN session ON session.id = point.session_id"
         " JOIN session AS here ON here.seminar_id = session.seminar_id"
         " WHERE point.id = line.merged_into AND here.id = line.session_id)"
         " AND NOT EXISTS (SELECT 1 FROM gone WHERE gone.id = line.merged_into)"),
};

/* The few new themes of seminar ?1. */
static const char *const add_themes[] = {
  "INSERT INTO theme(id, name, key) SELECT id, name, key FROM staging.heading"
  " WHERE NOT EXISTS (SELECT 1 FROM theme WHERE theme.key = heading.key)"
  " AND theme IN (SELECT theme FROM staging.line_theme JOIN staging.line USING(n) WHERE" NOT_SKIPPED ")",
  "INSERT INTO seminar_theme(seminar_id, theme_id, position) SELECT ?1, theme.id,"
  " ifnull((SELECT max(position) FROM seminar_theme WHERE seminar_id = ?1), 0) + row_number() OVER (ORDER BY theme)"
  " FROM staging.heading JOIN main.theme USING(key)"
  " WHERE theme IN (SELECT theme FROM staging.line_theme JOIN staging.line USING(n) WHERE" NOT_SKIPPED ")"
  " AND NOT EXISTS (SELECT 1 FROM seminar_theme WHERE seminar_id = ?1 AND theme_id = theme.id)",
  NULL,
};

#define OF_NEW_POINTS(columns, table)                                                                                  \
  "SELECT " columns " FROM staging.line CROSS JOIN main." table " ON " table ".point_id = line.id WHERE" NOT_SKIPPED

/* The many new rows of seminar ?1, and what gives them back. A point that others are merged into and that no syndicate
 * raised is a merged one. */
static const struct
{
  const char *table;
  const char *sql;
  const char *rows;
} adds[] = {
  { "point",
    "INSERT INTO point(id, session_id, voice, syndicate_id, speaker_id, kind, text, starred, agreed, to_check, due,"
    " done_at, merged_into, recorded_at)"
    " SELECT id, session_id, CASE WHEN syndicate_id IS NOT NULL THEN 'syndicate' WHEN speaker_id IS NOT NULL THEN"
    " 'speaker' WHEN EXISTS (SELECT 1 FROM staging.line AS other WHERE other.merged_into = line.id) THEN 'merged'"
    " ELSE 'plenary' END, syndicate_id, speaker_id, kind, text, starred, agreed, to_check, due, done_at,"
    " CASE WHEN merged_into IS NULL OR " GONE ("merged_into") " THEN NULL ELSE merged_into END, recorded_at"
                                                              " FROM staging.line WHERE" NOT_SKIPPED " ORDER BY n",
    "SELECT point.* FROM staging.line CROSS JOIN main.point USING(id) WHERE" NOT_SKIPPED },
  { "point_theme",
    "INSERT INTO point_theme(point_id, theme_id, position) SELECT line.id, theme.id, line_theme.position"
    " FROM staging.line CROSS JOIN staging.line_theme USING(n) CROSS JOIN staging.heading USING(theme)"
    " CROSS JOIN main.theme ON theme.key = heading.key WHERE" NOT_SKIPPED " ORDER BY line.n",
    OF_NEW_POINTS ("point_theme.*", "point_theme") },
  { "point_person",
    "INSERT INTO point_person(point_id, person_id, relation, as_typed) SELECT line.id, person_id, relation, ''"
    " FROM staging.line CROSS JOIN staging.line_person USING(n) WHERE" NOT_SKIPPED " ORDER BY line.n",
    OF_NEW_POINTS ("point_person.*", "point_person") },
  { "came_from",
    "INSERT INTO came_from(seminar_id, key, row_id) SELECT ?1, key, id FROM staging.line"
    " WHERE key IS NOT NULL AND" NOT_SKIPPED " ORDER BY key",
    "SELECT ?1, key, id FROM staging.line WHERE key IS NOT NULL AND" NOT_SKIPPED },
};

static void
bind_ref (sqlite3_stmt *stmt, int n, gint64 id)
{
  if (id != 0)
    sqlite3_bind_int64 (stmt, n, id);
  else
    sqlite3_bind_null (stmt, n);
}

static gboolean
add_row (Work *self, const RapImportPoint *point, guint64 line, GError **error)
{
  sqlite3_stmt *stmt = rap_stmt_handle (self->add_row);
  int n = 1;

  sqlite3_bind_int64 (stmt, n++, self->n_rows);
  sqlite3_bind_int64 (stmt, n++, (gint64) line);
  sqlite3_bind_blob (stmt, n++, point->own ? NULL : point->key, (int) point->key_len, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, n++, point->id);
  bind_ref (stmt, n++, point->merged_into);
  sqlite3_bind_int64 (stmt, n++, point->session_id);
  bind_ref (stmt, n++, point->syndicate_id);
  bind_ref (stmt, n++, point->speaker_id);
  sqlite3_bind_text (stmt, n++, point->kind, -1, SQLITE_STATIC);
  sqlite3_bind_int (stmt, n++, point->starred);
  sqlite3_bind_int64 (stmt, n++, point->agreed);
  sqlite3_bind_int (stmt, n++, point->to_check);
  sqlite3_bind_text (stmt, n++, *point->due != '\0' ? point->due : NULL, -1, SQLITE_STATIC);
  bind_ref (stmt, n++, point->done_at);
  sqlite3_bind_int64 (stmt, n++, point->recorded_at);
  sqlite3_bind_text (stmt, n++, point->text, (int) point->text_len, SQLITE_STATIC);
  return rap_import_stage_step (self->stage, self->add_row, error);
}

/* Rejects the rows with one fault. Returns: how many there are, -1 with @error set */
static gint64
reject_faulty (Work *self, guint fault, GError **error)
{
  const gint64 column = rap_import_stage_find_column (self->stage, faults[fault].field);
  const char *reason = _ (faults[fault].reason);

  if (!rap_db_run (self->db, error, faults[fault].reject, "isi", column, reason, (gint64) (gintptr) reason) ||
      !rap_db_run (self->db, error, faults[fault].skip, NULL))
    return -1;
  return sqlite3_changes64 (rap_db_handle (self->db));
}

static void
count_skipped (Work *self, RapImportCounts *counts)
{
  static const char sql[] = "SELECT count(*) FROM staging.skipped WHERE why = ?1";
  gint64 all = rap_db_int (self->db, "SELECT count(*) FROM staging.skipped", NULL);

  counts->present = (guint) rap_db_int (self->db, sql, "s", "present");
  counts->deleted = (guint) rap_db_int (self->db, sql, "s", "deleted");
  counts->elsewhere = (guint) rap_db_int (self->db, sql, "s", "elsewhere");
  counts->fresh = (guint) (self->n_rows - all);
}

static void
clear_statements (Work *self)
{
  g_clear_pointer (&self->add_row, rap_stmt_free);
  g_clear_pointer (&self->add_theme, rap_stmt_free);
  g_clear_pointer (&self->add_person, rap_stmt_free);
}

static gboolean
add_point (Work *self, const RapImportPoint *point, guint64 line, GError **error)
{
  self->n_rows++;
  if (!add_row (self, point, line, error))
    return FALSE;
  for (guint i = 0; point->themes != NULL && i < point->themes->len; i++)
    {
      rap_stmt_rebind (self->add_theme, "iii", self->n_rows, (gint64) i + 1,
                       (gint64) g_array_index (point->themes, guint, i));
      if (!rap_import_stage_step (self->stage, self->add_theme, error))
        return FALSE;
    }
  for (guint i = 0; i < point->people->len; i++)
    {
      const RapImportPerson *person = &g_array_index (point->people, RapImportPerson, i);
      rap_stmt_rebind (self->add_person, "iis", self->n_rows, person->person_id, person->relation);
      if (!rap_import_stage_step (self->stage, self->add_person, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
begin (RapImportStage *stage, gint64 session_id, GError **error)
{
  Work *self = g_new0 (Work, 1);

  self->stage = stage;
  self->db = stage->db;
  if (!rap_db_run (self->db, error,
                   "INSERT INTO staging.named SELECT session.id FROM session JOIN seminar ON seminar.id = seminar_id"
                   " WHERE seminar_id = ?1 AND ifnull(session.attribution, seminar.attribution) <> 'none'",
                   "i", stage->seminar_id))
    {
      g_free (self);
      return NULL;
    }
  self->points = rap_import_points_new (stage->db, stage->seminar_id, session_id, stage->columns);
  self->add_row = rap_db_prepare (self->db, "INSERT INTO staging.line VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", NULL);
  self->add_theme = rap_db_prepare (self->db, "INSERT INTO staging.line_theme VALUES(?1, ?2, ?3)", NULL);
  self->add_person = rap_db_prepare (self->db, "INSERT INTO staging.line_person VALUES(?1, ?2, ?3)", NULL);
  return self;
}

static gboolean
read_row (gpointer work, const RapCsvRow *row, RapImportFault *fault, GError **error)
{
  Work *self = work;
  const RapImportPoint *point;

  if (!rap_import_points_read (self->points, row, &point, fault, &fault->fatal))
    return TRUE;
  return point == NULL || add_point (self, point, row->line, error);
}

static gboolean
end (gpointer work, RapImportCounts *counts, GError **error)
{
  Work *self = work;
  GArray *themes = rap_import_points_themes (self->points);

  clear_statements (self);
  counts->names_dropped = rap_import_points_names_dropped (self->points);
  for (guint i = 0; i < themes->len; i++)
    {
      const RapImportTheme *theme = &g_array_index (themes, RapImportTheme, i);
      if (!rap_db_run (self->db, error, "INSERT INTO staging.heading VALUES(?1, ?2, ?3, ?4)", "issi", (gint64) i,
                       theme->key, theme->name, rap_id_new ()))
        return FALSE;
    }
  g_clear_pointer (&self->points, rap_import_points_free);
  return TRUE;
}

static gboolean
resolve (gpointer work, RapImportCounts *counts, GError **error)
{
  Work *self = work;
  gint64 n = 1;

  if (!rap_import_stage_run (self->stage, look_up, error))
    return FALSE;
  while (n > 0)
    {
      n = 0;
      for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
        {
          gint64 found = reject_faulty (self, i, error);
          if (found < 0)
            return FALSE;
          n += found;
        }
    }
  count_skipped (self, counts);
  return TRUE;
}

static gboolean
is_empty (gpointer work, const RapImportCounts *counts)
{
  return counts->fresh == 0;
}

static char *
make_label (const RapImportCounts *counts, const char *file)
{
  return g_strdup_printf (ngettext ("Import %u point from “%s”", "Import %u points from “%s”", counts->fresh),
                          counts->fresh, file);
}

/* Rows that were read where names are kept may hold some that must not be written where none are. */
static gboolean
check_rules (Work *self, GError **error)
{
  if (rap_db_int (self->db,
                  "SELECT EXISTS (SELECT 1 FROM staging.named JOIN main.session ON session.id = session_id"
                  " JOIN seminar ON seminar.id = seminar_id"
                  " WHERE ifnull(session.attribution, seminar.attribution) = 'none' AND EXISTS (SELECT 1 FROM"
                  " staging.line WHERE line.session_id = named.session_id AND" NOT_SKIPPED "))",
                  NULL) == 0)
    return !rap_db_take_unasked (self->db, error);
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_CONFLICT,
                       _ ("A session was put under the Chatham House Rule meanwhile; nothing was imported. Import the"
                          " file again."));
  return FALSE;
}

static gboolean
write_rows (gpointer work, RapStore *store, GError **error)
{
  Work *self = work;

  if (!check_rules (self, error) || !rap_import_stage_run (self->stage, add_themes, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (adds); i++)
    if (!rap_store_insert (store, adds[i].table, adds[i].sql, adds[i].rows, self->stage->seminar_id, error))
      return FALSE;
  return TRUE;
}

static void
describe (gpointer work, gint64 number, RapImportRowPreview *row)
{
  Work *self = work;
  g_autoptr (RapStmt) stmt = rap_db_prepare (self->db, "SELECT text, kind FROM staging.line WHERE n = ?1", "i", number);

  if (row->fate == RAP_IMPORT_FATE_REJECTED || !rap_stmt_step (stmt, NULL))
    return;
  row->text = g_strdup (rap_stmt_text (stmt, 0));
  row->detail = g_strdup (g_dpgettext2 (NULL, "point kind", rap_stmt_text (stmt, 1)));
}

static void
free_work (gpointer work)
{
  Work *self = work;

  clear_statements (self);
  g_clear_pointer (&self->points, rap_import_points_free);
  g_free (self);
}

const RapImportKindClass rap_import_points_kind = {
  .fields = rap_import_row_fields,
  .unknown = N_ ("none of the columns %s looks like points; say which one is, as in --map COLUMN=point"),
  .schema = schema,
  .begin = begin,
  .read = read_row,
  .end = end,
  .resolve = resolve,
  .is_empty = is_empty,
  .make_label = make_label,
  .write = write_rows,
  .preview = "SELECT line.line, ifnull(why, 'fresh'), line.n FROM staging.line LEFT JOIN staging.skipped USING(n)"
             " WHERE why IS NOT 'rejected'",
  .describe = describe,
  .free = free_work,
};
