/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points from CSV files: what goes in is what the file says, once, or nothing at all. */
#include "import-fixture.h"

#include "rap-capture.h"
#include "rap-point.h"

/* All texts in order of their ids, parted by `|`. */
static char *
texts (Archive *archive)
{
  return rap_db_text (rap_store_db (archive->store),
                      "SELECT group_concat(text, '|') FROM (SELECT text FROM point ORDER BY id)", NULL);
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
  gint64 seminar_id = import_add_seminar (archive, 0);

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
      g_assert_cmpuint (import_bytes (archive, RAP_IMPORT_POINTS, seminar_id, bytes->str, (gssize) bytes->len), ==,
                        i == 0 ? 3 : 0);
      all = texts (archive);
      g_assert_cmpstr (all, ==, "Zoë, said: £5| two  lines|a \"b\"\nc");
    }
  /* the seminar's zone is that of the machine; the third time has its own */
  g_assert_cmpint (archive_number (archive, "SELECT recorded_at FROM point WHERE text LIKE 'Zo%'"), ==, 1295451725123);
  g_assert_cmpint (archive_number (archive, "SELECT recorded_at FROM point WHERE text LIKE 'a %'"), ==, 1295444525000);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE kind = 'insight' AND voice = 'plenary'"),
                   ==, 3);
  archive_check (archive);
}

static void
test_wrong_file (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = import_add_seminar (archive, 0);
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) columns = import_open (archive, RAP_IMPORT_POINTS, seminar_id, "rating,venue\n3,4\n", -1);
  g_autoptr (RapImport) broken =
      import_open (archive, RAP_IMPORT_POINTS, seminar_id, "point,kind\nfine,\n\"fine\nten\",\nx,not \"fine\"\n", -1);
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
  gint64 seminar_id = import_add_seminar (archive, 0);
  g_autofree char *all = NULL;

  g_assert_cmpuint (import_text (archive, RAP_IMPORT_POINTS, seminar_id,
                                 "What did you hear?\nOne #not-a-theme *\n\"! two by 28 Feb\"\n"),
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
  gint64 seminar_id = import_add_seminar (archive, 4);
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;
  g_autoptr (RapImport) import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, bad_rows, -1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (import_check (import)->fresh, ==, 2);
  g_assert_cmpuint (rap_import_get_counts (import)->rejected, ==, 9);
  import_assert_rejected (import, 0, 3, "point", "the point is empty");
  import_assert_rejected (import, 1, 5, "kind",
                          "“remark” is not a kind of point (insight, question, action, quote, example)");
  import_assert_rejected (import, 2, 6, "syndicate_number", "the session “Discussion” has no syndicate 7");
  import_assert_rejected (import, 3, 7, "starred", "“maybe” is neither true nor false");
  import_assert_rejected (import, 4, 8, "agreed", "“many” is not a number of people");
  import_assert_rejected (import, 5, 9, "recorded_at", "“6/21/2018 23:29:42” is not a time like 2011-01-19T15:42:05");
  import_assert_rejected (import, 6, 10, "action_due", "“2011-02-30” is not a day like 2011-02-28");
  import_assert_rejected (import, 7, 11, "attributed_to", "nobody in this seminar is called “Zoë”");
  import_assert_rejected (import, 8, 12, "#10", "the row has more cells than the header has");
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
      archive_number (archive,
                      "SELECT count(*) FROM point JOIN syndicate ON syndicate.id = syndicate_id WHERE text = 'good'"
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
  gint64 seminar_id = import_add_seminar (archive, 4);
  g_autoptr (GString) file = g_string_new ("point,who,action_owner,syndicate_number\n");
  g_autoptr (RapImport) import = NULL;

  for (guint i = 0; i < RAP_IMPORT_MAX_LISTED + 10; i++)
    g_string_append_printf (file, "x,Person %u,,\n", i);
  g_string_append (file, "x,,Somebody,\nx,,,17\n,,,\nx,,,,surplus\n,,,\nx,,,18\n");
  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, file->str, -1);
  import_set_map (import, "who", "attributed_to");
  for (guint i = 0; i < 2; i++) /* counted anew each time */
    {
      g_assert_cmpuint (import_check (import)->rejected, ==, RAP_IMPORT_MAX_LISTED + 16);
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
  gint64 seminar_id = import_add_seminar (archive, 0);
  g_autofree char *before = archive_dump (archive);
  g_autofree char *done = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (import_text (archive, RAP_IMPORT_POINTS, seminar_id, file), ==, 3);
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
  g_assert_cmpuint (import_text (archive, RAP_IMPORT_POINTS, seminar_id, file), ==,
                    3); /* an undone import comes back */
  archive_check (archive);
}

static void
test_same_file_twice (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = import_add_seminar (archive, 0), other_id = import_add_seminar (archive, 0), id;
  gint64 steps;
  g_autofree char *all = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;

  /* true repeats stay */
  g_assert_cmpuint (import_text (archive, RAP_IMPORT_POINTS, seminar_id, "point,kind\nyes,\nyes,\nno,\nyes,question\n"),
                    ==, 4);
  steps = archive_count (archive, "history");
  g_assert_cmpuint (import_text (archive, RAP_IMPORT_POINTS, seminar_id, "point,kind\nyes,\nyes,\nno,\nyes,question\n"),
                    ==, 0);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps); /* nothing new is no step */
  /* columns in another order, one more that is not looked at, longer */
  g_assert_cmpuint (import_text (archive, RAP_IMPORT_POINTS, seminar_id,
                                 "kind,x,point\n,,yes\nquestion,,yes\n,,no\n,,yes\n,,yes\n,,new\n"),
                    ==, 2);
  all = texts (archive);
  g_assert_cmpstr (all, ==, "yes|yes|no|yes|yes|new");

  /* what was deleted since stays deleted */
  id = archive_number (archive, "SELECT id FROM point WHERE text = 'no'");
  g_assert_true (rap_capture_delete (archive->store, &id, 1, &error));
  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, "point\nno\nyes\n", -1);
  g_assert_cmpuint (import_check (import)->deleted, ==, 1);
  g_assert_cmpuint (rap_import_get_counts (import)->present, ==, 1);
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_cmpint (archive_count (archive, "point"), ==, 5);

  /* in another seminar it is something else */
  g_assert_cmpuint (import_text (archive, RAP_IMPORT_POINTS, other_id, "point\nno\nyes\n"), ==, 2);
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
  gint64 seminar_id = import_add_seminar (archive, 0);
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;
  g_autoptr (GString) file = g_string_new ("point\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;

  for (int i = 0; i < 400000; i++)
    g_string_append_printf (file, "point %d\n", i);
  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, file->str, (gssize) file->len);
  g_assert_false (rap_import_check (import, stop_cb, cancellable, cancellable, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_pointer (&import, rap_import_free);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (import_text (archive, RAP_IMPORT_POINTS, seminar_id, "point\nfine\n"), ==, 1);
}

static void
test_huge_cell (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = import_add_seminar (archive, 0);
  g_autoptr (GString) file = g_string_new ("point\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;

  /* the longest point there may be, and one that is longer, beside the longest cell */
  for (int i = 0; i < RAP_POINT_MAX_CHARS; i++)
    g_string_append (file, "é");
  g_assert_cmpuint (import_bytes (archive, RAP_IMPORT_POINTS, seminar_id, file->str, (gssize) file->len), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT length(text) FROM point"), ==, RAP_POINT_MAX_CHARS);
  g_string_append (file, "x\nnext\n");
  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, file->str, (gssize) file->len);
  g_assert_cmpuint (import_check (import)->fresh, ==, 1);
  import_assert_rejected (import, 0, 2, "point", "the text is longer than 100,000 characters, which no point may be");
  g_clear_pointer (&import, rap_import_free);

  g_string_assign (file, "notes,point\n");
  for (int i = 0; i < RAP_CSV_MAX_CELL; i++)
    g_string_append_c (file, 'x');
  g_string_append (file, ",short\n");
  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, file->str, (gssize) file->len);
  import_set_map (import, "notes", "ignore");
  g_assert_cmpuint (import_check (import)->fresh, ==, 1);
  g_clear_pointer (&import, rap_import_free);
  g_string_insert_c (file, strlen ("notes,point\n"), 'x');
  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, file->str, (gssize) file->len);
  g_assert_false (rap_import_check (import, NULL, NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (error->message, "line 2, column 1"));
}

/* Somebody else writes between the check and the writing: what is added is what is new then. */
static void
test_archive_changes (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = import_add_seminar (archive, 0);
  g_autoptr (GFile) file = import_write_file (archive, RAP_IMPORT_POINTS, "point\na\nb\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapStore) other = rap_store_open (archive->path, "cli", RAP_DB_DEFAULT, &error);
  g_autoptr (RapImport) import = rap_import_open (archive->store, RAP_IMPORT_POINTS, seminar_id, file, NULL, &error);
  g_autoptr (RapImport) rival = rap_import_open (other, RAP_IMPORT_POINTS, seminar_id, file, NULL, &error);

  g_assert_cmpuint (import_check (import)->fresh, ==, 2);
  g_assert_cmpuint (import_check (rival)->fresh, ==, 2);

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

/* What cannot be read is not told to be missing. */
static void
test_archive_held (Archive *archive, gconstpointer data)
{
  const gint64 seminar_id = import_add_seminar (archive, 0);
  g_autoptr (GFile) file = import_write_file (archive, RAP_IMPORT_POINTS, "point\na\n", -1);
  sqlite3 *other = archive_hold (archive);
  g_autoptr (GError) error = NULL;

  g_assert_null (rap_import_open (archive->store, RAP_IMPORT_POINTS, seminar_id, file, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  g_clear_error (&error);
  sqlite3_close (other);
  g_assert_null (rap_import_open (archive->store, RAP_IMPORT_POINTS, 1, file, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/import/encodings", test_encodings);
  archive_test_add ("/import/wrong-file", test_wrong_file);
  archive_test_add ("/import/one-column", test_one_column);
  archive_test_add ("/import/rejected", test_rejected);
  archive_test_add ("/import/reasons", test_reasons);
  archive_test_add ("/import/undo-and-again", test_undo_and_again);
  archive_test_add ("/import/same-file-twice", test_same_file_twice);
  archive_test_add ("/import/cancel", test_cancel);
  archive_test_add ("/import/huge-cell", test_huge_cell);
  archive_test_add ("/import/archive-changes", test_archive_changes);
  archive_test_add ("/import/archive-held", test_archive_held);
  return g_test_run ();
}
