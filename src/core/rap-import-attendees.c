/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "rap-import-attendee.h"
#include "rap-import-guests.h"
#include "rap-import-kind.h"

/* The rows of a file of attendees, and what rap_import_guests_resolve() makes of them. */
typedef struct
{
  RapImportStage *stage;
  RapImportAttendee *attendee; /* while rows are added */
  RapStmt *add_row;
  guint unclear_consents;
  guint unclear_roles;
} Work;

static const char schema[] =
    "CREATE TABLE staging.row(n INTEGER PRIMARY KEY, line INT, key BLOB, role_id INT, own_id INT, own INT, name TEXT,"
    " email TEXT, affiliation TEXT, status TEXT, consent TEXT, role TEXT, session_id INT, syndicate_id INT,"
    " fate TEXT, attendance_id INT);"
    "CREATE INDEX staging.row_attendance_id ON row(attendance_id, n);"
    "CREATE TABLE staging.unread(name TEXT);" /* of rows that are rejected */
    "CREATE TABLE staging.answer(line INTEGER PRIMARY KEY, person_id INT);"
    "CREATE TABLE staging.candidate(line INT, person_id INT, PRIMARY KEY(line, person_id)) WITHOUT ROWID;"
    "CREATE TABLE staging.choice(attendance_id INTEGER PRIMARY KEY, chosen INT);"
    "CREATE TABLE staging.guest(attendance_id INTEGER PRIMARY KEY, person_id INT, new_person INT, name TEXT, email "
    "TEXT,"
    " affiliation TEXT, status TEXT, consent TEXT);"
    "CREATE TABLE staging.change(attendance_id INT, person_id INT, field TEXT, old TEXT, new TEXT, by_hand INT);"
    "CREATE INDEX staging.change_attendance_id ON change(attendance_id);"
    "CREATE TABLE staging.duty(id INTEGER PRIMARY KEY, attendance_id INT, kind TEXT, session_id INT, syndicate_id INT,"
    " position REAL);"
    "CREATE TABLE staging.said(key BLOB PRIMARY KEY, row_id INT) WITHOUT ROWID;"
    "CREATE TABLE staging.unsaid(key BLOB PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TABLE staging.missing(attendance_id INTEGER PRIMARY KEY, key BLOB, last BLOB);";

/* Changes and roles are added unless somebody said no; cancellations only if somebody said yes, to one or to all (0).
 */
#define NOT_REFUSED(table)                                                                                             \
  "staging." table " WHERE NOT EXISTS (SELECT 1 FROM staging.choice WHERE choice.attendance_id = " table               \
  ".attendance_id AND NOT chosen)"
#define CHANGED NOT_REFUSED ("change")
#define CANCELLED                                                                                                      \
  "staging.missing WHERE ifnull((SELECT chosen FROM staging.choice WHERE choice.attendance_id ="                       \
  " missing.attendance_id), EXISTS (SELECT 1 FROM staging.choice WHERE attendance_id = 0))"
#define UPDATE(table, column, id)                                                                                      \
  "UPDATE " table " SET " column " = c.new FROM (SELECT * FROM " CHANGED " AND field = '" column "') AS c"             \
  " WHERE c." id " = " table ".id"

/* What a step writes about seminar ?1 beside the many new rows. */
static const char *const changes[] = {
  UPDATE ("person", "email", "person_id"),
  UPDATE ("attendance", "affiliation", "attendance_id"),
  UPDATE ("attendance", "status", "attendance_id"),
  UPDATE ("attendance", "consent", "attendance_id"),
  "UPDATE attendance SET status = 'cancelled' WHERE id IN (SELECT attendance_id FROM " CANCELLED ")",
  "INSERT OR IGNORE INTO staging.unsaid SELECT last FROM " CANCELLED " AND last IS NOT NULL",
  "INSERT OR IGNORE INTO staging.said SELECT key, attendance_id FROM " CANCELLED,
  "DELETE FROM staging.said WHERE EXISTS (SELECT 1 FROM came_from WHERE seminar_id = ?1 AND came_from.key = said.key)",
  "DELETE FROM came_from WHERE seminar_id = ?1 AND key IN (SELECT key FROM staging.unsaid)",
  NULL,
};

/* The new rows, and what gives them back. */
static const struct
{
  const char *table;
  const char *sql;
  const char *rows;
} adds[] = {
  { "person",
    "INSERT INTO person(id, name, email) SELECT person_id, name, email FROM staging.guest WHERE new_person"
    " ORDER BY person_id",
    "SELECT person.* FROM staging.guest CROSS JOIN main.person ON person.id = person_id WHERE new_person" },
  { "attendance",
    "INSERT INTO attendance(id, seminar_id, person_id, affiliation, status, consent)"
    " SELECT attendance_id, ?1, person_id, affiliation, status, consent FROM staging.guest ORDER BY attendance_id",
    "SELECT attendance.* FROM staging.guest CROSS JOIN main.attendance ON attendance.id = attendance_id" },
  { "role",
    "INSERT INTO role(id, attendance_id, kind, session_id, syndicate_id, position)"
    " SELECT id, attendance_id, kind, session_id, syndicate_id, position FROM " NOT_REFUSED ("duty") " ORDER BY id",
    "SELECT role.* FROM (SELECT id FROM " NOT_REFUSED ("duty") ") CROSS JOIN main.role USING(id)" },
  { "came_from", "INSERT INTO came_from(seminar_id, key, row_id) SELECT ?1, key, row_id FROM staging.said ORDER BY key",
    "SELECT ?1, key, row_id FROM staging.said" },
};

static gpointer
begin (RapImportStage *stage, gint64 session_id, GError **error)
{
  Work *self = g_new0 (Work, 1);

  self->stage = stage;
  self->attendee = rap_import_attendee_new (stage->db, stage->seminar_id, stage->columns);
  self->add_row = rap_db_prepare (stage->db,
                                  "INSERT INTO staging.row(line, key, role_id, own_id, own, name, email, affiliation,"
                                  " status, consent, role, session_id, syndicate_id)"
                                  " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                                  NULL);
  return self;
}

static gboolean
read_row (gpointer work, const RapCsvRow *row, RapImportFault *fault, GError **error)
{
  Work *self = work;
  RapImportAttendee *read = self->attendee;
  guint8 key[20];
  gsize len;
  g_autoptr (GBytes) bytes = NULL;

  if (!rap_import_attendee_read (read, row, &fault->column, &fault->reason))
    {
      fault->pattern = read->cells.pattern;
      return read->name->len == 0 ||
             rap_db_run (self->stage->db, error, "INSERT INTO staging.unread VALUES(?1)", "s", read->name->str);
    }
  self->unclear_consents += read->unclear_consent;
  self->unclear_roles += read->unclear_role;
  len = rap_import_cells_make_key (&read->cells, key);
  bytes = g_bytes_new (key, len);
  rap_stmt_rebind (self->add_row, "ibiiissssssrr", (gint64) row->line, bytes, read->role_id, read->attendance_id,
                   (gint64) read->own, read->name->str, read->email->str, read->affiliation->str, read->status,
                   read->consent, read->role, read->place != NULL ? read->place->session_id : 0, read->syndicate_id);
  return rap_import_stage_step (self->stage, self->add_row, error);
}

static gboolean
end (gpointer work, RapImportCounts *counts, GError **error)
{
  Work *self = work;

  g_clear_pointer (&self->add_row, rap_stmt_free);
  g_clear_pointer (&self->attendee, rap_import_attendee_free);
  counts->unclear_consents = self->unclear_consents;
  counts->unclear_roles = self->unclear_roles;
  return TRUE;
}

/* What was chosen, too. */
static void
count_changes (Work *self, RapImportCounts *counts)
{
  RapDb *db = self->stage->db;

  counts->updated = (guint) rap_db_int (db, "SELECT count(*) FROM staging.row WHERE fate = 'updated'", NULL);
  counts->changed = (guint) rap_db_int (db, "SELECT count(DISTINCT attendance_id) FROM " CHANGED, NULL);
  counts->missing = (guint) rap_db_int (db, "SELECT count(*) FROM staging.missing", NULL);
  counts->cancelled = (guint) rap_db_int (db, "SELECT count(*) FROM " CANCELLED, NULL);
}

static gboolean
resolve (gpointer work, RapImportCounts *counts, GError **error)
{
  static const char sql[] = "SELECT count(*) FROM staging.row WHERE fate = ?1";
  Work *self = work;
  RapDb *db = self->stage->db;

  if (!rap_import_guests_resolve (self->stage, error))
    return FALSE;
  counts->new_people = (guint) rap_db_int (db, sql, "s", "fresh");
  counts->fresh = counts->new_people + (guint) rap_db_int (db, sql, "s", "known");
  counts->present = (guint) rap_db_int (db, sql, "s", "present");
  counts->deleted = (guint) rap_db_int (db, sql, "s", "deleted");
  counts->unsure = (guint) rap_db_int (db, "SELECT count(DISTINCT line) FROM staging.candidate", NULL);
  counts->elsewhere = (guint) rap_db_int (db, sql, "s", "elsewhere");
  count_changes (self, counts);
  return TRUE;
}

static gboolean
is_empty (gpointer work, const RapImportCounts *counts)
{
  return counts->fresh == 0 && counts->changed == 0 && counts->cancelled == 0;
}

static char *
make_label (const RapImportCounts *counts, const char *file)
{
  if (counts->fresh > 0)
    return g_strdup_printf (ngettext ("Import %u person from “%s”", "Import %u people from “%s”", counts->fresh),
                            counts->fresh, file);
  if (counts->changed > 0)
    return g_strdup_printf (ngettext ("Update %u person from “%s”", "Update %u people from “%s”", counts->changed),
                            counts->changed, file);
  return g_strdup_printf (
      ngettext ("Cancel %u person missing in “%s”", "Cancel %u people missing in “%s”", counts->cancelled),
      counts->cancelled, file);
}

static gboolean
write_rows (gpointer work, RapStore *store, GError **error)
{
  Work *self = work;
  const gint64 seminar_id = self->stage->seminar_id;

  if (!rap_import_stage_run (self->stage, changes, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (adds); i++)
    if (!rap_store_insert (store, adds[i].table, adds[i].sql, adds[i].rows, seminar_id, error))
      return FALSE;
  return TRUE;
}

static void
describe_changes (Work *self, gint64 attendance_id, RapImportRowPreview *row)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (
      self->stage->db, "SELECT field, old, new, by_hand FROM staging.change WHERE attendance_id = ?1 ORDER BY rowid",
      "i", attendance_id);

  while (rap_stmt_step (stmt, NULL))
    rap_import_row_preview_add_change (row, rap_stmt_text (stmt, 0), rap_stmt_text (stmt, 1), rap_stmt_text (stmt, 2),
                                       rap_stmt_int (stmt, 3) != 0);
}

/* Whom a rejected row may mean. */
static void
describe_rejected (Work *self, RapImportRowPreview *row)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (
      self->stage->db,
      "SELECT person_id FROM staging.candidate JOIN main.person ON person.id = person_id WHERE line = ?1", "i",
      (gint64) row->line);

  while (rap_stmt_step (stmt, NULL))
    {
      const gint64 id = rap_stmt_int (stmt, 0);
      g_array_append_val (row->candidates, id);
    }
}

/* @number: that of a row; that of an attendance which is missing, less than 0 */
static void
describe (gpointer work, gint64 number, RapImportRowPreview *row)
{
  static const char of_row[] =
      "SELECT name, nullif(affiliation, ''), nullif(email, ''), attendance_id, ifnull(chosen, 1),"
      " (SELECT min(line) FROM staging.row o WHERE o.attendance_id = r.attendance_id AND o.n < r.n)"
      " FROM staging.row r LEFT JOIN staging.choice USING(attendance_id) WHERE n = ?1";
  static const char of_missing[] =
      "SELECT name, nullif(affiliation, ''), nullif(email, ''), a.id,"
      " ifnull(chosen, EXISTS (SELECT 1 FROM staging.choice WHERE attendance_id = 0)), 0"
      " FROM attendance a JOIN person p ON p.id = person_id LEFT JOIN staging.choice c ON c.attendance_id = a.id"
      " WHERE a.id = -?1";
  Work *self = work;
  g_autoptr (RapStmt) stmt = rap_db_prepare (self->stage->db, number < 0 ? of_missing : of_row, "i", number);
  const char *affiliation, *email;

  if (row->fate == RAP_IMPORT_FATE_REJECTED)
    describe_rejected (self, row);
  if (row->fate == RAP_IMPORT_FATE_REJECTED || !rap_stmt_step (stmt, NULL))
    return;
  row->text = g_strdup (rap_stmt_text (stmt, 0));
  affiliation = rap_stmt_text (stmt, 1);
  email = rap_stmt_text (stmt, 2);
  row->detail = affiliation != NULL && email != NULL ? g_strdup_printf ("%s, %s", affiliation, email)
                                                     : g_strdup (affiliation != NULL ? affiliation : email);
  if (row->fate == RAP_IMPORT_FATE_UPDATED || row->fate == RAP_IMPORT_FATE_MISSING)
    row->choice = rap_stmt_int (stmt, 3);
  row->chosen = rap_stmt_int (stmt, 4) != 0;
  row->same_as = (guint64) rap_stmt_int (stmt, 5);
  if (row->fate == RAP_IMPORT_FATE_UPDATED || row->fate == RAP_IMPORT_FATE_KNOWN)
    describe_changes (self, rap_stmt_int (stmt, 3), row);
}

/* @choice: an attendance, or 0 for all that are missing */
static gboolean
choose (gpointer work, gint64 choice, gboolean chosen, RapImportCounts *counts, GError **error)
{
  Work *self = work;

  if (choice == 0 && !chosen
          ? !rap_db_run (self->stage->db, error, "DELETE FROM staging.choice WHERE attendance_id = 0", NULL)
          : !rap_db_run (self->stage->db, error, "INSERT OR REPLACE INTO staging.choice VALUES(?1, ?2)", "ii", choice,
                         (gint64) chosen))
    return FALSE;
  count_changes (self, counts);
  return TRUE;
}

static void
free_work (gpointer work)
{
  Work *self = work;

  g_clear_pointer (&self->add_row, rap_stmt_free);
  g_clear_pointer (&self->attendee, rap_import_attendee_free);
  g_free (self);
}

const RapImportKindClass rap_import_attendees_kind = {
  .fields = rap_import_attendee_fields,
  .unknown = N_ ("none of the columns %s looks like names; say which one is, as in --map COLUMN=name"),
  .schema = schema,
  .settle_guess = rap_import_attendee_settle_guess,
  .begin = begin,
  .read = read_row,
  .end = end,
  .resolve = resolve,
  .choose = choose,
  .is_empty = is_empty,
  .make_label = make_label,
  .write = write_rows,
  .preview = "SELECT line, fate, n FROM staging.row WHERE fate <> 'rejected'"
             " UNION ALL SELECT 0, 'missing', -attendance_id FROM staging.missing",
  .answers = TRUE,
  .describe = describe,
  .free = free_work,
};
