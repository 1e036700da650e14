/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-stage.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "rap-error.h"
#include "rap-import-map.h"

/* The journal never has anything to keep, for nothing is taken back. A pattern is kept as where it lies. */
static const char common_schema[] =
    "PRAGMA staging.synchronous = OFF;"
    "PRAGMA staging.journal_mode = MEMORY;"
    "PRAGMA staging.locking_mode = EXCLUSIVE;"
    "PRAGMA staging.cache_size = -8192;"
    "CREATE TABLE staging.rejected(n INTEGER PRIMARY KEY, line INT, col INT, reason TEXT, pattern INT, resolved INT);"
    "CREATE TABLE staging.preview(position INTEGER PRIMARY KEY, line INT, fate TEXT, number INT);"
    "CREATE INDEX staging.preview_fate ON preview(fate, position);";

static void
free_reason (gpointer data)
{
  RapImportReason *reason = data;

  g_free (reason->column);
  g_free (reason->reason);
  g_free (reason);
}

/* A format of printf() with an ellipsis for each value. */
static char *
show_pattern (const char *format)
{
  GString *shown = g_string_new (NULL);

  for (const char *p = format; *p != '\0'; p++)
    if (*p != '%')
      g_string_append_c (shown, *p);
    else
      {
        g_string_append (shown, "…");
        p += strcspn (p, "su");
        if (*p == '\0')
          break;
      }
  return g_string_free (shown, FALSE);
}

/* What people call a column, which may be past the last, and the field that it fills. */
static char *
name_column (RapImportStage *self, int column, const char **field)
{
  const RapImportColumn *known = column >= 0 && column < (int) self->columns->len ? self->columns->pdata[column] : NULL;

  *field = known != NULL ? known->field : NULL;
  return known != NULL ? g_strdup (known->name) : column >= 0 ? g_strdup_printf ("#%d", column + 1) : NULL;
}

RapImportStage *
rap_import_stage_new (RapDb *db, gint64 seminar_id, GPtrArray *columns, const char *schema, GError **error)
{
  g_autoptr (RapImportStage) self = g_new0 (RapImportStage, 1);
  g_autofree char *path = NULL;
  g_autoptr (GError) local = NULL;
  int fd = g_file_open_tmp ("rapporteur-import-XXXXXX", &path, &local);
  gboolean attached;

  if (fd < 0)
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_FAILED,
                   _ ("No temporary file can be made in %s (%s); nothing was imported."), g_get_tmp_dir (),
                   local->message);
      return NULL;
    }
  g_close (fd, NULL);
  attached = rap_db_run (db, error, "ATTACH ?1 AS staging", "s", path);
  g_unlink (path); /* it stays as long as it is open */
  if (!attached)
    return NULL;
  self->db = db;
  self->seminar_id = seminar_id;
  self->columns = columns;
  if (!rap_db_exec (db, common_schema, error) || !rap_db_exec (db, schema, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
rap_import_stage_begin (RapImportStage *self, GError **error)
{
  return rap_db_exec (self->db, "BEGIN", error);
}

gboolean
rap_import_stage_settle (RapImportStage *self, GError **error)
{
  return rap_db_exec (self->db, "COMMIT", error);
}

gboolean
rap_import_stage_reject (RapImportStage *self,
                         guint64 line,
                         int column,
                         char *reason,
                         const char *pattern,
                         gboolean resolved,
                         GError **error)
{
  g_autofree char *given = reason;

  return rap_db_run (self->db, error,
                     "INSERT INTO staging.rejected(line, col, reason, pattern, resolved) VALUES(?1, ?2, ?3, ?4, ?5)",
                     "iisii", (gint64) line, (gint64) column, given, (gint64) (gintptr) pattern, (gint64) resolved);
}

void
rap_import_rejected_free (RapImportRejected *self)
{
  g_free (self->column);
  g_free (self->reason);
  g_free (self);
}

int
rap_import_stage_find_column (RapImportStage *self, const char *field)
{
  return rap_import_columns_find (self->columns, field);
}

gboolean
rap_import_stage_forget_resolved (RapImportStage *self, GError **error)
{
  return rap_db_run (self->db, error, "DELETE FROM staging.rejected WHERE resolved", NULL);
}

GPtrArray *
rap_import_stage_list_rejected (RapImportStage *self, int most)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_import_rejected_free);
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (self->db, "SELECT line, col, reason, pattern FROM staging.rejected ORDER BY line, n LIMIT ?1",
                      "i", (gint64) most);

  while (rap_stmt_step (stmt, NULL))
    {
      RapImportRejected *rejected = g_new0 (RapImportRejected, 1);
      rejected->line = (guint64) rap_stmt_int (stmt, 0);
      rejected->column = name_column (self, (int) rap_stmt_int (stmt, 1), &rejected->field);
      rejected->reason = g_strdup (rap_stmt_text (stmt, 2));
      rejected->pattern = (const char *) (gintptr) rap_stmt_int (stmt, 3);
      g_ptr_array_add (list, rejected);
    }
  return list;
}

GPtrArray *
rap_import_stage_list_reasons (RapImportStage *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_reason);
  g_autoptr (RapStmt) stmt = rap_db_prepare (
      self->db, "SELECT col, pattern, count(*) FROM staging.rejected GROUP BY col, pattern ORDER BY min(n)", NULL);

  while (rap_stmt_step (stmt, NULL))
    {
      RapImportReason *reason = g_new0 (RapImportReason, 1);
      reason->column = name_column (self, (int) rap_stmt_int (stmt, 0), &reason->field);
      reason->pattern = (const char *) (gintptr) rap_stmt_int (stmt, 1);
      reason->reason = show_pattern (reason->pattern);
      reason->rows = (guint) rap_stmt_int (stmt, 2);
      g_ptr_array_add (list, reason);
    }
  return list;
}

gboolean
rap_import_stage_build_preview (RapImportStage *self, const char *rows, GError **error)
{
  const gboolean current = rap_import_stage_is_current (self);
  g_autofree char *sql = g_strdup_printf ("WITH found(line, fate, number) AS (%s UNION ALL"
                                          " SELECT line, 'rejected', n FROM staging.rejected)"
                                          " INSERT INTO staging.preview(line, fate, number)"
                                          " SELECT * FROM found ORDER BY line = 0, line, number DESC",
                                          rows);

  if (!rap_db_run (self->db, error, "DELETE FROM staging.preview", NULL) || !rap_db_exec (self->db, sql, error))
    return FALSE;
  if (current) /* the stage's own rows are counted as changes, too */
    rap_import_stage_end_look (self);
  return TRUE;
}

GPtrArray *
rap_import_stage_list_preview (RapImportStage *self, int fate, guint offset, guint most, GArray *numbers)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_import_row_preview_free);
  /* without a condition the place in the list is the key */
  g_autoptr (RapStmt) stmt =
      fate == RAP_IMPORT_FATE_ANY
          ? rap_db_prepare (self->db,
                            "SELECT p.line, p.fate, number, reason, col FROM staging.preview p"
                            " LEFT JOIN staging.rejected ON p.fate = 'rejected' AND n = number"
                            " WHERE position > ?1 AND position <= ?1 + ?2 ORDER BY position",
                            "ii", (gint64) offset, (gint64) most)
          : rap_db_prepare (self->db,
                            "SELECT p.line, p.fate, number, reason, col FROM staging.preview p"
                            " LEFT JOIN staging.rejected ON p.fate = 'rejected' AND n = number"
                            " WHERE p.fate = ?3 ORDER BY position LIMIT ?2 OFFSET ?1",
                            "iis", (gint64) offset, (gint64) most, rap_import_fate_to_string ((RapImportFate) fate));

  while (rap_stmt_step (stmt, NULL))
    {
      const gint64 number = rap_stmt_int (stmt, 2);
      RapImportFate found = RAP_IMPORT_FATE_FRESH;
      RapImportRowPreview *row;

      while (found < RAP_IMPORT_FATE_MISSING &&
             strcmp (rap_import_fate_to_string (found), rap_stmt_text (stmt, 1)) != 0)
        found++;
      row = rap_import_row_preview_new ((guint64) rap_stmt_int (stmt, 0), found);
      if (found == RAP_IMPORT_FATE_REJECTED)
        {
          row->reason = g_strdup (rap_stmt_text (stmt, 3));
          row->column = name_column (self, (int) rap_stmt_int (stmt, 4), &row->field);
        }
      g_array_append_val (numbers, number);
      g_ptr_array_add (list, row);
    }
  return list;
}

guint
rap_import_stage_count_rejected (RapImportStage *self)
{
  return (guint) rap_db_int (self->db, "SELECT count(*) FROM staging.rejected", NULL);
}

void
rap_import_stage_begin_look (RapImportStage *self)
{
  self->version = rap_db_int (self->db, "PRAGMA data_version", NULL);
}

void
rap_import_stage_end_look (RapImportStage *self)
{
  self->changes = sqlite3_total_changes64 (rap_db_handle (self->db));
}

gboolean
rap_import_stage_is_current (RapImportStage *self)
{
  return self->version == rap_db_int (self->db, "PRAGMA data_version", NULL) &&
         self->changes == sqlite3_total_changes64 (rap_db_handle (self->db));
}

gboolean
rap_import_stage_run (RapImportStage *self, const char *const *statements, GError **error)
{
  for (guint i = 0; statements[i] != NULL; i++)
    if (!rap_db_run (self->db, error, statements[i], "i", self->seminar_id))
      return FALSE;
  return TRUE;
}

gboolean
rap_import_stage_step (RapImportStage *self, RapStmt *stmt, GError **error)
{
  int code = sqlite3_step (rap_stmt_handle (stmt));

  sqlite3_reset (rap_stmt_handle (stmt));
  return code == SQLITE_DONE || rap_db_fail (self->db, code, error);
}

void
rap_import_stage_free (RapImportStage *self)
{
  if (self->db != NULL)
    {
      if (!sqlite3_get_autocommit (rap_db_handle (self->db)))
        rap_db_exec (self->db, "ROLLBACK", NULL);
      rap_db_exec (self->db, "DETACH staging", NULL);
    }
  g_free (self);
}
