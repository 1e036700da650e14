/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points from CSV files: what goes in is what the file says, once, or nothing at all. */
#include "archive-fixture.h"

#include <gio/gio.h>

#include "rap-capture.h"
#include "rap-export.h"
#include "rap-id.h"
#include "rap-import.h"
#include "rap-point.h"
#include "rap-programme.h"

static gint64
seminar_of (Archive *archive, gint64 session_id)
{
  return rap_programme_seminar_of (rap_store_db (archive->store), session_id);
}

static gint64
add_seminar (Archive *archive, int syndicates)
{
  return seminar_of (archive, archive_add_seminar (archive, syndicates));
}

static gint64
count (Archive *archive, const char *sql)
{
  return rap_db_int (rap_store_db (archive->store), sql, NULL);
}

/* All texts in order of their ids, parted by `|`. */
static char *
texts (Archive *archive)
{
  return rap_db_text (rap_store_db (archive->store),
                      "SELECT group_concat(text, '|') FROM (SELECT text FROM point ORDER BY id)", NULL);
}

static GFile *
write_file (Archive *archive, const char *bytes, gssize len)
{
  g_autofree char *path = g_build_filename (archive->folder, "points.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, len, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static RapImport *
open_bytes (Archive *archive, gint64 seminar_id, const char *bytes, gssize len)
{
  g_autoptr (GFile) file = write_file (archive, bytes, len);
  g_autoptr (GError) error = NULL;
  RapImport *import = rap_import_open (archive->store, RAP_IMPORT_POINTS, seminar_id, file, NULL, &error);

  g_assert_no_error (error);
  return import;
}

static void
set_map (RapImport *import, const char *column, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_import_set_map (import, column, field, &error));
  g_assert_no_error (error);
}

static const RapImportCounts *
check (RapImport *import)
{
  g_autoptr (GError) error = NULL;
  const RapImportCounts *counts = rap_import_get_counts (import);

  rap_import_check (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->rows, ==,
                    counts->fresh + counts->present + counts->deleted + counts->elsewhere + counts->rejected);
  g_assert_cmpuint (rap_import_get_rejected (import)->len, ==, MIN (counts->rejected, RAP_IMPORT_MAX_LISTED));
  return counts;
}

/* Imports all of a file that has nothing wrong. Returns: how many points it added */
static guint
import_bytes (Archive *archive, gint64 seminar_id, const char *bytes, gssize len)
{
  g_autoptr (RapImport) import = open_bytes (archive, seminar_id, bytes, len);
  g_autoptr (GError) error = NULL;
  const gint64 before = archive_count (archive, "point");
  guint fresh = check (import)->fresh;

  g_assert_cmpuint (rap_import_get_counts (import)->rejected, ==, 0);
  rap_import_write (import, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (archive_count (archive, "point") - before, ==, fresh);
  return fresh;
}

static guint
import_text (Archive *archive, gint64 seminar_id, const char *text)
{
  return import_bytes (archive, seminar_id, text, -1);
}

static const RapImportRejected *
nth_rejected (RapImport *import, guint n)
{
  GPtrArray *rejected = rap_import_get_rejected (import);

  g_assert_cmpuint (n, <, rejected->len);
  return rejected->pdata[n];
}

static void
assert_rejected (RapImport *import, guint n, guint64 line, const char *column, const char *reason)
{
  const RapImportRejected *rejected = nth_rejected (import, n);

  g_assert_cmpuint (rejected->line, ==, line);
  g_assert_cmpstr (rejected->column, ==, column);
  g_assert_cmpstr (rejected->reason, ==, reason);
}

/* A file of other people in each encoding and dialect comes in the same. */
static void
test_encodings (Archive *archive, gconstpointer data)
{
  static const char text[] = "comment-body,timestamp\r\n\"Zoë, said: £5\",1295451725123\r\n"
                             " two  lines\r\n,2011-01-19 15:42\r\n\"a \"\"b\"\"\nc\",2011-01-19T15:42:05+02:00\r\n";
  static const struct
  {
    const char *encoding;
    const char *bom;
    gsize bom_len;
    const char *delimiter;
  } kinds[] = {
    { "UTF-8", "", 0, "," },
    { "UTF-8", "\xEF\xBB\xBF", 3, "," },
    { "UTF-16LE", "\xFF\xFE", 2, "," },
    { "UTF-16BE", "\xFE\xFF", 2, ";" },
    { "CP1252", "", 0, ";" },
    { "UTF-8", "", 0, "\t" },
  };
  gint64 seminar_id = add_seminar (archive, 0);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GString) file = g_string_new (text);
      g_autoptr (GString) bytes = g_string_new_len (kinds[i].bom, (gssize) kinds[i].bom_len);
      g_autoptr (GError) error = NULL;
      g_autofree char *converted = NULL;
      g_autofree char *all = NULL;
      gsize len = 0;

      g_string_replace (file, " two  lines\r\n,", "\" two  lines\",", 0);
      g_string_replace (file, "body,", kinds[i].delimiter[0] == ',' ? "body," : "body\x01", 0);
      g_string_replace (file, "\",", "\"\x01", 0);
      g_string_replace (file, "\x01", kinds[i].delimiter, 0);
      converted = g_convert (file->str, (gssize) file->len, kinds[i].encoding, "UTF-8", NULL, &len, &error);
      g_assert_no_error (error);
      g_string_append_len (bytes, converted, (gssize) len);
      g_assert_cmpuint (import_bytes (archive, seminar_id, bytes->str, (gssize) bytes->len), ==, i == 0 ? 3 : 0);
      all = texts (archive);
      g_assert_cmpstr (all, ==, "Zoë, said: £5| two  lines|a \"b\"\nc");
    }
  /* the seminar's zone is that of the machine; the third time has its own */
  g_assert_cmpint (count (archive, "SELECT recorded_at FROM point WHERE text LIKE 'Zo%'"), ==, 1295451725123);
  g_assert_cmpint (count (archive, "SELECT recorded_at FROM point WHERE text LIKE 'a %'"), ==, 1295444525000);
  g_assert_cmpint (count (archive, "SELECT count(*) FROM point WHERE kind = 'insight' AND voice = 'plenary'"), ==, 3);
  archive_check (archive);
}

static void
test_columns (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive, 0);
  g_autoptr (RapImport) import =
      open_bytes (archive, seminar_id, "Message,,Text,a,a,Name,Sent at (UTC),a\n\n1,,x,2,3,Zoë,,4\n", -1);
  GPtrArray *columns = rap_import_get_columns (import);
  static const char *const names[] = { "Message", "#2", "Text", "a", "a (2)", "Name", "Sent at (UTC)", "a (3)" };
  static const char *const guesses[] = { "point", NULL, NULL, NULL, NULL, NULL, "recorded_at", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (columns->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < columns->len; i++)
    {
      const RapImportColumn *column = columns->pdata[i];
      g_assert_cmpstr (column->name, ==, names[i]);
      g_assert_cmpstr (column->field, ==, guesses[i]);
      g_assert_false (column->given);
    }
  g_assert_cmpstr (((RapImportColumn *) columns->pdata[5])->examples[0], ==, "Zoë");

  /* what is said drives out what was guessed, and only that */
  set_map (import, "a (2)", "point");
  set_map (import, "#8", "kind");
  set_map (import, "Sent at (UTC)", "ignore");
  g_assert_null (((RapImportColumn *) columns->pdata[0])->field);
  g_assert_cmpstr (((RapImportColumn *) columns->pdata[7])->field, ==, "kind");
  g_assert_null (((RapImportColumn *) columns->pdata[6])->field);
  g_assert_false (rap_import_set_map (import, "Text", "point", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (rap_import_set_map (import, "b", "point", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "“a (2)”"));
  g_clear_error (&error);
  g_assert_false (rap_import_set_map (import, "a", "points", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "syndicate_number"));
  g_assert_null (strstr (error->message, "raised_by"));
  g_clear_error (&error);
  /* what is worked out cannot be given */
  g_assert_cmpstr (rap_import_why_ignored (import, "raised_by"), ==, "it is counted anew");
  g_assert_null (rap_import_why_ignored (import, "point"));
  g_assert_null (rap_import_why_ignored (import, NULL));
  g_assert_false (rap_import_set_map (import, "a", "raised_by", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "it is counted anew"));
  g_clear_error (&error);

  set_map (import, "a (3)", "ignore");
  g_assert_cmpuint (check (import)->fresh, ==, 1);
  g_assert_cmpuint (rap_import_get_counts (import)->blank_lines, ==, 1);
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_cmpint (count (archive, "SELECT count(*) FROM point WHERE text = '3'"), ==, 1);
}

static void
test_wrong_file (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive, 0);
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) columns = open_bytes (archive, seminar_id, "rating,venue\n3,4\n", -1);
  g_autoptr (RapImport) broken =
      open_bytes (archive, seminar_id, "point,kind\nfine,\n\"fine\nten\",\nx,not \"fine\"\n", -1);
  g_autoptr (GFile) none = g_file_new_for_path ("/nowhere/points.csv");
  g_autoptr (GFile) database = g_file_new_for_path (archive->path);

  g_assert_false (rap_import_check (columns, NULL, NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (error->message, "“rating”, “venue”"));
  g_clear_error (&error);
  g_assert_false (rap_import_check (broken, NULL, NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (error->message, "“points.csv”: line 5, column 2: "));
  g_assert_cmpuint (rap_import_get_counts (broken)->fresh, ==, 0);
  g_clear_error (&error);
  g_assert_null (rap_import_open (archive->store, RAP_IMPORT_POINTS, seminar_id, none, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (rap_import_open (archive->store, RAP_IMPORT_POINTS, seminar_id, database, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

/* A file of one column has points in it, whatever that is called. */
static void
test_one_column (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive, 0);
  g_autofree char *all = NULL;

  g_assert_cmpuint (import_text (archive, seminar_id, "What did you hear?\nOne #not-a-theme *\n\"! two by 28 Feb\"\n"),
                    ==, 2);
  all = texts (archive);
  g_assert_cmpstr (all, ==, "One #not-a-theme *|! two by 28 Feb"); /* the capture grammar is not run */
  g_assert_cmpint (archive_count (archive, "theme"), ==, 0);
}

static const char bad_rows[] = "point,kind,syndicate_number,starred,agreed,recorded_at,action_due,attributed_to\n"
                               "good,Question,2,YES,3,,2011-02-28,\n"
                               "\" \n\",,,,,,,\n"
                               "x,remark,,,,,,\n"
                               "x,,7,,,,,\n"
                               "x,,,maybe,,,,\n"
                               "x,,,,many,,,\n"
                               "x,,,,,6/21/2018 23:29:42,,\n"
                               "x,,,,,,2011-02-30,\n"
                               "x,,,,,,,Zoë\n"
                               "x,,,,,,,,,surplus\n"
                               "short\n";

static void
test_rejected (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive, 4);
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;
  g_autoptr (RapImport) import = open_bytes (archive, seminar_id, bad_rows, -1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (check (import)->fresh, ==, 2);
  g_assert_cmpuint (rap_import_get_counts (import)->rejected, ==, 9);
  assert_rejected (import, 0, 3, "point", "the point is empty");
  assert_rejected (import, 1, 5, "kind", "“remark” is not a kind of point (insight, question, action, quote, example)");
  assert_rejected (import, 2, 6, "syndicate_number", "the session “Discussion” has no syndicate 7");
  assert_rejected (import, 3, 7, "starred", "“maybe” is neither true nor false");
  assert_rejected (import, 4, 8, "agreed", "“many” is not a number of people");
  assert_rejected (import, 5, 9, "recorded_at", "“6/21/2018 23:29:42” is not a time like 2011-01-19T15:42:05");
  assert_rejected (import, 6, 10, "action_due", "“2011-02-30” is not a day like 2011-02-28");
  assert_rejected (import, 7, 11, "attributed_to", "nobody in this seminar is called “Zoë”");
  assert_rejected (import, 8, 12, "#10", "the row has more cells than the header has");
  g_assert_cmpuint (rap_import_get_reasons (import)->len, ==, 9);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before); /* a check alone writes nothing */

  g_assert_false (rap_import_write (import, FALSE, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_assert_nonnull (
      strstr (error->message, "“points.csv”: line 3, column “point”: the point is empty (and 8 more rows)"));
  g_clear_error (&error);
  g_free (after);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);

  g_assert_true (rap_import_write (import, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (archive_count (archive, "point"), ==, 2);
  g_assert_cmpint (
      count (archive, "SELECT count(*) FROM point JOIN syndicate ON syndicate.id = syndicate_id WHERE text = 'good'"
                      " AND point.kind = 'question' AND number = 2 AND starred AND agreed = 3 AND due = '2011-02-28'"),
      ==, 1);
  archive_check (archive);
}

static void
assert_reason (RapImport *import, guint n, guint rows, const char *column, const char *field, const char *text)
{
  const RapImportReason *reason = NULL;

  g_assert_cmpuint (n, <, rap_import_get_reasons (import)->len);
  reason = rap_import_get_reasons (import)->pdata[n];
  g_assert_cmpuint (reason->rows, ==, rows);
  g_assert_cmpstr (reason->column, ==, column);
  g_assert_cmpstr (reason->field, ==, field);
  g_assert_cmpstr (reason->reason, ==, text);
}

/* All rows are counted by their reasons, whatever each one says, also those that are not listed. */
static void
test_reasons (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive, 4);
  g_autoptr (GString) file = g_string_new ("point,who,action_owner,syndicate_number\n");
  g_autoptr (RapImport) import = NULL;

  for (guint i = 0; i < RAP_IMPORT_MAX_LISTED + 10; i++)
    g_string_append_printf (file, "x,Person %u,,\n", i);
  g_string_append (file, "x,,Somebody,\nx,,,17\n,,,\nx,,,,surplus\n,,,\nx,,,18\n");
  import = open_bytes (archive, seminar_id, file->str, -1);
  set_map (import, "who", "attributed_to");
  for (guint i = 0; i < 2; i++) /* counted anew each time */
    {
      g_assert_cmpuint (check (import)->rejected, ==, RAP_IMPORT_MAX_LISTED + 16);
      g_assert_cmpuint (rap_import_get_reasons (import)->len, ==, 5);
      assert_reason (import, 0, RAP_IMPORT_MAX_LISTED + 10, "who", "attributed_to",
                     "nobody in this seminar is called “…”");
      assert_reason (import, 1, 1, "action_owner", "action_owner", "nobody in this seminar is called “…”");
      assert_reason (import, 2, 2, "syndicate_number", "syndicate_number", "the session “…” has no syndicate …");
      assert_reason (import, 3, 2, "point", "point", "the point is empty");
      assert_reason (import, 4, 1, "#5", NULL, "the row has more cells than the header has");
    }
}

static void
test_undo_and_again (Archive *archive, gconstpointer data)
{
  static const char file[] = "text,topic\none,Trust; policy\ntwo,trust\nthree,\n";
  gint64 seminar_id = add_seminar (archive, 0);
  g_autofree char *before = archive_dump (archive);
  g_autofree char *done = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (import_text (archive, seminar_id, file), ==, 3);
  g_assert_cmpint (archive_count (archive, "theme"), ==, 2);
  g_assert_cmpint (archive_count (archive, "seminar_theme"), ==, 2);
  g_assert_cmpint (archive_count (archive, "point_theme"), ==, 3);
  done = archive_dump (archive);
  g_assert_true (rap_store_undo (archive->store, seminar_id, &label, &error));
  g_assert_cmpstr (label, ==, "Import 3 points from “points.csv”");
  undone = archive_dump (archive);
  g_assert_cmpstr (undone, ==, before);
  archive_check (archive);
  g_assert_true (rap_store_redo (archive->store, seminar_id, NULL, &error));
  redone = archive_dump (archive);
  g_assert_cmpstr (redone, ==, done);

  g_assert_true (rap_store_undo (archive->store, seminar_id, NULL, &error));
  g_assert_cmpuint (import_text (archive, seminar_id, file), ==, 3); /* an undone import comes back */
  archive_check (archive);
}

static void
test_same_file_twice (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive, 0), other_id = add_seminar (archive, 0), id;
  gint64 steps;
  g_autofree char *all = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;

  /* true repeats stay */
  g_assert_cmpuint (import_text (archive, seminar_id, "point,kind\nyes,\nyes,\nno,\nyes,question\n"), ==, 4);
  steps = archive_count (archive, "history");
  g_assert_cmpuint (import_text (archive, seminar_id, "point,kind\nyes,\nyes,\nno,\nyes,question\n"), ==, 0);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps); /* nothing new is no step */
  /* columns in another order, one more that is not looked at, longer */
  g_assert_cmpuint (
      import_text (archive, seminar_id, "kind,x,point\n,,yes\nquestion,,yes\n,,no\n,,yes\n,,yes\n,,new\n"), ==, 2);
  all = texts (archive);
  g_assert_cmpstr (all, ==, "yes|yes|no|yes|yes|new");

  /* what was deleted since stays deleted */
  id = count (archive, "SELECT id FROM point WHERE text = 'no'");
  g_assert_true (rap_capture_delete (archive->store, &id, 1, &error));
  import = open_bytes (archive, seminar_id, "point\nno\nyes\n", -1);
  g_assert_cmpuint (check (import)->deleted, ==, 1);
  g_assert_cmpuint (rap_import_get_counts (import)->present, ==, 1);
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_cmpint (archive_count (archive, "point"), ==, 5);

  /* in another seminar it is something else */
  g_assert_cmpuint (import_text (archive, other_id, "point\nno\nyes\n"), ==, 2);
}

static void
test_session (Archive *archive, gconstpointer data)
{
  RapDb *db = rap_store_db (archive->store);
  gint64 seminar_id = add_seminar (archive, 2);
  gint64 first = count (archive, "SELECT id FROM session"), second = rap_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;

  rap_store_begin (archive->store, "Add a session", seminar_id, &error);
  rap_db_run (db, &error,
              "INSERT INTO session(id, seminar_id, position, kind, title) VALUES(?1, ?2, 2, 'discussion', 'Round 2')",
              "ii", second, seminar_id);
  g_assert_true (rap_store_commit (archive->store, &error));

  import = open_bytes (archive, seminar_id, "point,session\na,2\nb,Discussion\nc,round  2\n", -1);
  g_assert_cmpuint (check (import)->fresh, ==, 3);
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_cmpint (count (archive, "SELECT count(*) FROM point WHERE text IN ('a', 'c') AND session_id ="
                                   " (SELECT id FROM session WHERE title = 'Round 2')"),
                   ==, 2);
  g_clear_pointer (&import, rap_import_free);

  import =
      open_bytes (archive, seminar_id, "point,session,syndicate\nd,Round 3,\ne,1,Syndicate 2\nf,2,Syndicate 2\n", -1);
  g_assert_cmpuint (check (import)->rejected, ==, 2);
  assert_rejected (import, 0, 2, "session", "the seminar has no session “Round 3”");
  assert_rejected (import, 1, 4, "syndicate", "the session has no one syndicate “Syndicate 2”");
  rap_import_set_session (import, first);
  g_assert_cmpuint (check (import)->fresh, ==, 3);
  g_clear_pointer (&import, rap_import_free);

  /* two discussions: a row has to say which */
  import = open_bytes (archive, seminar_id, "point\nd\n", -1);
  g_assert_false (rap_import_check (import, NULL, NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_AMBIGUOUS);
}

/* Under the Chatham House Rule no @ of a text is kept, nor in the search index or the history; elsewhere it is text. */
static void
test_strikes_names (Archive *archive, gconstpointer data)
{
  static const char text[] = "point\n@Zzyx asked @“Zz Yx” or a@b.org\n@2\nnobody\n";
  gint64 seminar_id = add_seminar (archive, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;

  g_assert_cmpuint (import_text (archive, seminar_id, "point\nask @Nobody or a@b.org\n"), ==, 1);
  g_assert_cmpint (count (archive, "SELECT count(*) FROM point WHERE text = 'ask @Nobody or a@b.org'"), ==, 1);
  g_assert_true (rap_store_begin (archive->store, "Chatham House", seminar_id, &error));
  g_assert_true (rap_db_exec (rap_store_db (archive->store), "UPDATE session SET attribution = 'none'", &error));
  g_assert_true (rap_store_commit (archive->store, &error));
  import = open_bytes (archive, seminar_id, text, -1);
  g_assert_cmpuint (check (import)->fresh, ==, 3);
  g_assert_cmpuint (rap_import_get_counts (import)->names_dropped, ==, 2);
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_cmpint (count (archive, "SELECT count(*) FROM point WHERE text = '[name] asked [name] or a@b.org'"), ==, 1);
  g_assert_cmpint (count (archive, "SELECT count(*) FROM point WHERE text = '[name]'"), ==, 1);
  g_assert_cmpint (count (archive, "SELECT count(*) FROM words WHERE words MATCH 'zzyx'"), ==, 0);
  g_assert_cmpint (count (archive, "SELECT count(*) FROM history_part WHERE instr(changes, CAST('Zzyx' AS BLOB))"), ==,
                   0);
  /* the same file is known all the same */
  g_assert_cmpuint (import_text (archive, seminar_id, text), ==, 0);
}

static void
stop_cb (double fraction, gpointer data)
{
  g_cancellable_cancel (data);
}

/* Stopped half-way nothing is there, and the store can go on. */
static void
test_cancel (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive, 0);
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;
  g_autoptr (GString) file = g_string_new ("point\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;

  for (int i = 0; i < 400000; i++)
    g_string_append_printf (file, "point %d\n", i);
  import = open_bytes (archive, seminar_id, file->str, (gssize) file->len);
  g_assert_false (rap_import_check (import, stop_cb, cancellable, cancellable, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_pointer (&import, rap_import_free);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (import_text (archive, seminar_id, "point\nfine\n"), ==, 1);
}

/* A random text: any characters, with a taste for what CSV, guards and spreadsheets trip over. */
static char *
random_text (void)
{
  static const char *const pieces[] = {
    "'",         "''",           "=1+1", "+", "-",  "@Hazel", "\t", "\r\n",         "\n",   "\r",
    "\"",        "\"\"",         ",",    ";", "; ", " ",      "＝", "＠",           "é",    "中文",
    "e\xCC\x81", "\xEF\xBB\xBF", "#a",   "*", "? ", "0x",     "“",  "\xE2\x80\xA8", "\x01", "\x7F"
  };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (1, 9); n > 0; n--)
    {
      gunichar c = (gunichar) g_test_rand_int_range (1, 0x30000);
      if (g_test_rand_bit ())
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      else if (g_unichar_validate (c))
        g_string_append_unichar (text, c);
    }
  g_string_append_c (text, 'x');
  return g_string_free (text, FALSE);
}

static void
add_random_themes (Archive *archive, gint64 seminar_id, gint64 id)
{
  static const char *const names[] = { "Trust", "=policy", "'culture", "中文", "-" };
  g_autoptr (GError) error = NULL;

  for (gint64 i = 0; i < g_test_rand_int_range (0, 4); i++)
    {
      const char *name = names[g_test_rand_int_range (0, G_N_ELEMENTS (names))];
      gint64 theme_id = rap_programme_ensure_theme (archive->store, name, seminar_id, &error);
      rap_db_run (rap_store_db (archive->store), &error,
                  "INSERT INTO point_theme VALUES(?1, ?2, ?3) ON CONFLICT DO NOTHING", "iii", id, theme_id, 3 - i);
      g_assert_no_error (error);
    }
}

static void
add_random_points (Archive *archive, gint64 session_id, int n)
{
  static const char *const kinds[] = { "insight", "question", "action", "quote", "example" };
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (GError) error = NULL;
  gint64 merged = 0, seminar_id = seminar_of (archive, session_id);

  rap_store_begin (archive->store, "Random points", seminar_id, &error);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *text = random_text ();
      const gint64 id = rap_id_new ();
      const gboolean stands = i % 10 == 0; /* for the next one */
      gint64 syndicate_id = 0;

      if (!stands && g_test_rand_bit ())
        syndicate_id =
            rap_db_int (db, "SELECT id FROM syndicate WHERE session_id = ?1 ORDER BY random()", "i", session_id);
      rap_db_run (db, &error,
                  "INSERT INTO point(id, session_id, voice, syndicate_id, kind, text, starred, agreed, to_check, due,"
                  " done_at, merged_into, recorded_at) VALUES(?1, ?2, iif(?13, 'merged', iif(?3 IS NULL, 'plenary',"
                  " 'syndicate')), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                  "iirssiiisrrii", id, session_id, syndicate_id, kinds[g_test_rand_int_range (0, 5)], text,
                  (gint64) g_test_rand_bit (), (gint64) g_test_rand_int_range (0, 5), (gint64) g_test_rand_bit (),
                  g_test_rand_bit () ? "2011-02-28" : NULL,
                  g_test_rand_bit () ? (gint64) g_test_rand_int_range (1, G_MAXINT) * 1001 : (gint64) 0,
                  i % 10 == 1 ? merged : (gint64) 0, (gint64) g_test_rand_int_range (1, G_MAXINT) * 1001,
                  (gint64) stands);
      g_assert_no_error (error);
      merged = stands ? id : merged;
      add_random_themes (archive, seminar_id, id);
    }
  g_assert_true (rap_store_commit (archive->store, &error));
}

/* What points.csv says of every point, but for the ids of other things. */
static char *
describe_points (Archive *archive)
{
  return rap_db_text (
      rap_store_db (archive->store),
      "SELECT group_concat(line, char(10)) FROM (SELECT json_array(hex(p.id), voice, y.number, kind, hex(text), "
      "starred,"
      " agreed, to_check, due, done_at, hex(merged_into), recorded_at, (SELECT group_concat(name, '; ') FROM (SELECT"
      " t.name FROM point_theme JOIN theme t ON t.id = theme_id WHERE point_id = p.id ORDER BY position))) AS line"
      " FROM point p LEFT JOIN syndicate y ON y.id = syndicate_id ORDER BY p.id)",
      NULL);
}

static GFile *
export_points (Archive *archive, gint64 seminar_id, gboolean exact)
{
  static const char *const tables[] = { "points", NULL };
  const RapExportOptions options = {
    .seminar_id = seminar_id, .folder = archive->folder, .tables = tables, .exact = exact
  };
  g_autofree char *path = g_build_filename (archive->folder, "points.csv", NULL);
  g_autoptr (GError) error = NULL;

  rap_export (rap_store_db (archive->store), &options, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

/* Both editions of our own files come back byte for byte in another archive, and are known where they came from. */
static void
test_round_trip (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 4);
  gint64 seminar_id = seminar_of (archive, session_id);
  g_autofree char *before = NULL;

  add_random_points (archive, session_id, 300);
  before = describe_points (archive);
  for (int exact = 0; exact < 2; exact++)
    {
      g_autoptr (GFile) file = export_points (archive, seminar_id, exact);
      g_autofree char *path = g_strdup_printf ("%s/other%d", archive->folder, exact);
      Archive other = { archive->folder, path, NULL };
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (RapImport) import =
          rap_import_open (archive->store, RAP_IMPORT_POINTS, seminar_id, file, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (check (import)->present, ==, 300);
      g_clear_pointer (&import, rap_import_free);

      other.store = rap_store_open (path, "cli", RAP_DB_DEFAULT, &error);
      g_assert_no_error (error);
      import = rap_import_open (other.store, RAP_IMPORT_POINTS, add_seminar (&other, 4), file, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (check (import)->fresh, ==, 300);
      g_assert_true (rap_import_write (import, FALSE, &error));
      g_assert_no_error (error);
      after = describe_points (&other);
      g_assert_cmpstr (after, ==, before);
      archive_check (&other);
      g_clear_pointer (&import, rap_import_free);
      g_assert_true (rap_store_undo (other.store, 0, NULL, &error));
      g_assert_cmpint (archive_count (&other, "point"), ==, 0);
      g_assert_cmpint (archive_count (&other, "theme"), ==, 0);
      archive_check (&other);
      g_assert_finalize_object (other.store);
    }
}

/* Of our own files a row is known by its id, and what it says beyond that has to hold together. */
static void
test_own_rows (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 seminar_id = seminar_of (archive, session_id), other_id = add_seminar (archive, 2), id;
  g_autoptr (GFile) file = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;

  g_assert_cmpuint (import_text (archive, seminar_id, "point\none\ntwo\nthree\n"), ==, 3);
  file = export_points (archive, seminar_id, FALSE);
  g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, &error));

  id = count (archive, "SELECT id FROM point WHERE text = 'two'");
  g_assert_true (rap_capture_delete (archive->store, &id, 1, &error));
  import = open_bytes (archive, seminar_id, contents, -1);
  g_assert_cmpuint (check (import)->present, ==, 2);
  g_assert_cmpuint (rap_import_get_counts (import)->deleted, ==, 1);
  g_clear_pointer (&import, rap_import_free);

  /* in another seminar of the archive: the row says whose it is, and without that it is known to be elsewhere */
  import = open_bytes (archive, other_id, contents, -1);
  g_assert_cmpuint (check (import)->rejected, ==, 3);
  g_assert_cmpstr (nth_rejected (import, 0)->column, ==, "seminar_id");
  set_map (import, "seminar_id", "ignore");
  g_assert_cmpuint (check (import)->elsewhere, ==, 2);
  g_clear_pointer (&import, rap_import_free);

  import = open_bytes (archive, seminar_id,
                       "id,point,merged_into\n"
                       "p0000000000001,stands,\n"
                       "p0000000000002,'=original,p0000000000001\n"
                       "P0000000000003,'=exact,P0000000000001\n"
                       ",'=of somebody else,\n"
                       "p0000000000001,twice,\n"
                       "p0000000000005,itself,p0000000000005\n"
                       "p0000000000006,below,p0000000000002\n"
                       "p0000000000007,nowhere,p00000000000zz\n"
                       "p0000000000008,\" \",\n"
                       "p0000000000009,fell,p0000000000008\n"
                       "p000000000000a,number,one\n",
                       -1);
  g_assert_cmpuint (check (import)->fresh, ==, 4);
  assert_rejected (import, 0, 6, "id", "another row before it has the same id");
  assert_rejected (import, 1, 7, "merged_into", "the point that it is merged into is itself merged into another");
  assert_rejected (import, 2, 8, "merged_into", "the point that it is merged into is itself merged into another");
  assert_rejected (import, 3, 9, "merged_into",
                   "the point that it is merged into is neither in the file nor in the archive");
  assert_rejected (import, 4, 10, "point", "the point is empty");
  assert_rejected (import, 5, 11, "merged_into",
                   "the point that it is merged into is neither in the file nor in the archive");
  assert_rejected (import, 6, 12, "merged_into", "“one” is not the id of a point");
  g_assert_true (rap_import_write (import, TRUE, &error));
  g_assert_cmpint (count (archive, "SELECT count(*) FROM point WHERE id = 1 AND voice = 'merged'"), ==, 1);
  g_assert_cmpint (
      count (archive, "SELECT count(*) FROM point WHERE id = 2 AND text = '=original' AND merged_into = 1"), ==, 1);
  g_assert_cmpint (count (archive, "SELECT count(*) FROM point WHERE id = 3 AND text = '''=exact'"), ==, 1);
  g_assert_cmpint (count (archive, "SELECT count(*) FROM point WHERE text = '''=of somebody else'"), ==, 1);
  archive_check (archive);
}

/* People are recognised, never made; under the Chatham House Rule their names are stored nowhere. */
static void
test_people (Archive *archive, gconstpointer data)
{
  static const char file[] = "point,attributed_to,action_owner\na,Zoë Ray; Al Fa,\nb,Kim Lee,Zoë Ray\nc,,Nobody\n";
  gint64 seminar_id = add_seminar (archive, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;
  g_autofree char *dump = NULL;

  rap_store_begin (archive->store, "Add people", seminar_id, &error);
  rap_db_exec (rap_store_db (archive->store),
               "INSERT INTO person(id, name) VALUES(1, 'Zoë Ray'), (2, 'Al Fa'), (3, 'Kim Lee'), (4, 'Kim Lee'),"
               " (5, 'Nobody');"
               "INSERT INTO attendance(id, seminar_id, person_id) SELECT id, (SELECT id FROM seminar), id FROM person"
               " WHERE id < 5",
               &error);
  g_assert_no_error (error);
  g_assert_true (rap_store_commit (archive->store, &error));

  import = open_bytes (archive, seminar_id, file, -1);
  g_assert_cmpuint (check (import)->fresh, ==, 1);
  assert_rejected (import, 0, 3, "attributed_to", "several people in this seminar are called “Kim Lee”");
  assert_rejected (import, 1, 4, "action_owner", "nobody in this seminar is called “Nobody”");
  g_assert_true (rap_import_write (import, TRUE, &error));
  g_assert_cmpint (count (archive, "SELECT count(*) FROM point_person WHERE relation = 'said' AND person_id IN (1, 2)"),
                   ==, 2);
  g_clear_pointer (&import, rap_import_free);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));

  rap_store_begin (archive->store, "Chatham House Rule", seminar_id, &error);
  rap_db_exec (rap_store_db (archive->store),
               "UPDATE session SET attribution = 'none'; DELETE FROM attendance; DELETE FROM person", &error);
  g_assert_true (rap_store_commit (archive->store, &error));
  import = open_bytes (archive, seminar_id, file, -1);
  g_assert_cmpuint (check (import)->fresh, ==, 3);
  g_assert_cmpuint (rap_import_get_counts (import)->names_dropped, ==, 4);
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_cmpint (archive_count (archive, "point_person"), ==, 0);
  dump = archive_dump (archive);
  g_assert_null (strstr (dump, "Zoë"));
}

static void
test_huge_cell (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive, 0);
  g_autoptr (GString) file = g_string_new ("point\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;

  /* the longest point there may be, and one that is longer, beside the longest cell */
  for (int i = 0; i < RAP_POINT_MAX_CHARS; i++)
    g_string_append (file, "é");
  g_assert_cmpuint (import_bytes (archive, seminar_id, file->str, (gssize) file->len), ==, 1);
  g_assert_cmpint (count (archive, "SELECT length(text) FROM point"), ==, RAP_POINT_MAX_CHARS);
  g_string_append (file, "x\nnext\n");
  import = open_bytes (archive, seminar_id, file->str, (gssize) file->len);
  g_assert_cmpuint (check (import)->fresh, ==, 1);
  assert_rejected (import, 0, 2, "point", "the text is longer than 100,000 characters, which no point may be");
  g_clear_pointer (&import, rap_import_free);

  g_string_assign (file, "notes,point\n");
  for (int i = 0; i < RAP_CSV_MAX_CELL; i++)
    g_string_append_c (file, 'x');
  g_string_append (file, ",short\n");
  import = open_bytes (archive, seminar_id, file->str, (gssize) file->len);
  set_map (import, "notes", "ignore");
  g_assert_cmpuint (check (import)->fresh, ==, 1);
  g_clear_pointer (&import, rap_import_free);
  g_string_insert_c (file, strlen ("notes,point\n"), 'x');
  import = open_bytes (archive, seminar_id, file->str, (gssize) file->len);
  g_assert_false (rap_import_check (import, NULL, NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (error->message, "line 2, column 1"));
}

/* Somebody else writes between the check and the writing: what is added is what is new then. */
static void
test_archive_changes (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive, 0);
  g_autoptr (GFile) file = write_file (archive, "point\na\nb\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapStore) other = rap_store_open (archive->path, "cli", RAP_DB_DEFAULT, &error);
  g_autoptr (RapImport) import = rap_import_open (archive->store, RAP_IMPORT_POINTS, seminar_id, file, NULL, &error);
  g_autoptr (RapImport) rival = rap_import_open (other, RAP_IMPORT_POINTS, seminar_id, file, NULL, &error);

  g_assert_cmpuint (check (import)->fresh, ==, 2);
  g_assert_cmpuint (check (rival)->fresh, ==, 2);

  /* held up, it can be tried again */
  g_assert_true (rap_store_begin (other, "Hold", 0, &error));
  g_assert_false (rap_import_write (import, FALSE, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  g_clear_error (&error);
  rap_store_rollback (other);

  g_assert_true (rap_import_write (rival, FALSE, &error));
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rap_import_get_counts (import)->fresh, ==, 0);
  g_assert_cmpuint (rap_import_get_counts (import)->present, ==, 2);
  g_assert_cmpint (archive_count (archive, "point"), ==, 2);
  archive_check (archive);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/import/encodings", test_encodings);
  archive_test_add ("/import/columns", test_columns);
  archive_test_add ("/import/wrong-file", test_wrong_file);
  archive_test_add ("/import/one-column", test_one_column);
  archive_test_add ("/import/rejected", test_rejected);
  archive_test_add ("/import/reasons", test_reasons);
  archive_test_add ("/import/undo-and-again", test_undo_and_again);
  archive_test_add ("/import/same-file-twice", test_same_file_twice);
  archive_test_add ("/import/session", test_session);
  archive_test_add ("/import/strikes-names", test_strikes_names);
  archive_test_add ("/import/cancel", test_cancel);
  archive_test_add ("/import/round-trip", test_round_trip);
  archive_test_add ("/import/own-rows", test_own_rows);
  archive_test_add ("/import/people", test_people);
  archive_test_add ("/import/huge-cell", test_huge_cell);
  archive_test_add ("/import/archive-changes", test_archive_changes);
  return g_test_run ();
}
