/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a file as points: where they belong, who is named, and what our own files say of them. */
#include "import-fixture.h"

#include "rap-capture.h"
#include "rap-id.h"
#include "rap-programme.h"

static void
test_session (Archive *archive, gconstpointer data)
{
  RapDb *db = rap_store_db (archive->store);
  gint64 seminar_id = import_add_seminar (archive, 2);
  gint64 first = archive_number (archive, "SELECT id FROM session"), second = rap_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;

  rap_store_begin (archive->store, "Add a session", seminar_id, &error);
  rap_db_run (db, &error,
              "INSERT INTO session(id, seminar_id, position, kind, title) VALUES(?1, ?2, 2, 'discussion', 'Round 2')",
              "ii", second, seminar_id);
  g_assert_true (rap_store_commit (archive->store, &error));

  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, "point,session\na,2\nb,Discussion\nc,round  2\n", -1);
  g_assert_cmpuint (import_check (import)->fresh, ==, 3);
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE text IN ('a', 'c') AND session_id ="
                                            " (SELECT id FROM session WHERE title = 'Round 2')"),
                   ==, 2);
  g_clear_pointer (&import, rap_import_free);

  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id,
                        "point,session,syndicate\nd,Round 3,\ne,1,Syndicate 2\nf,2,Syndicate 2\n", -1);
  g_assert_cmpuint (import_check (import)->rejected, ==, 2);
  import_assert_rejected (import, 0, 2, "session", "the seminar has no session “Round 3”");
  import_assert_rejected (import, 1, 4, "syndicate", "the session has no one syndicate “Syndicate 2”");
  rap_import_set_session (import, first);
  g_assert_cmpuint (import_check (import)->fresh, ==, 3);
  g_clear_pointer (&import, rap_import_free);

  /* two discussions: a row has to say which */
  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, "point\nd\n", -1);
  g_assert_false (rap_import_check (import, NULL, NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_AMBIGUOUS);
}

/* Under the Chatham House Rule no @ of a text is kept, nor in the search index or the history; elsewhere it is text. */
static void
test_strikes_names (Archive *archive, gconstpointer data)
{
  static const char text[] = "point\n@Zzyx asked @“Zz Yx” or a@b.org\n@2\nnobody\n";
  gint64 seminar_id = import_add_seminar (archive, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;

  g_assert_cmpuint (import_text (archive, RAP_IMPORT_POINTS, seminar_id, "point\nask @Nobody or a@b.org\n"), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE text = 'ask @Nobody or a@b.org'"), ==, 1);
  g_assert_true (rap_store_begin (archive->store, "Chatham House", seminar_id, &error));
  g_assert_true (rap_db_exec (rap_store_db (archive->store), "UPDATE session SET attribution = 'none'", &error));
  g_assert_true (rap_store_commit (archive->store, &error));
  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, text, -1);
  g_assert_cmpuint (import_check (import)->fresh, ==, 3);
  g_assert_cmpuint (rap_import_get_counts (import)->names_dropped, ==, 2);
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE text = '[name] asked [name] or a@b.org'"),
                   ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE text = '[name]'"), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM words WHERE words MATCH 'zzyx'"), ==, 0);
  g_assert_cmpint (
      archive_number (archive, "SELECT count(*) FROM history_part WHERE instr(changes, CAST('Zzyx' AS BLOB))"), ==, 0);
  /* the same file is known all the same */
  g_assert_cmpuint (import_text (archive, RAP_IMPORT_POINTS, seminar_id, text), ==, 0);
}

/* A file that was looked at before the rule came is not written after it; read again, it is, without names. */
static void
test_rule_meanwhile (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = import_add_seminar (archive, 2);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (RapImport) import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, "point\nask @Zzyx\n", -1);

  g_assert_cmpuint (import_check (import)->fresh, ==, 1);
  archive_change (archive, seminar_id, "UPDATE seminar SET attribution = 'none'");
  before = archive_dump (archive);
  g_assert_false (rap_import_write (import, FALSE, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_CONFLICT);
  g_clear_error (&error);
  after = archive_dump (archive);
  g_assert_cmpstr (before, ==, after);
  import_check (import);
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE text = 'ask [name]'"), ==, 1);

  /* a rule of a session that nothing is for does not matter */
  archive_change (archive, seminar_id, "UPDATE seminar SET attribution = 'named'");
  archive_change (archive, seminar_id,
                  "INSERT INTO session(id, seminar_id, position, kind) SELECT 9, id, 9, 'talk' FROM seminar");
  g_clear_pointer (&import, rap_import_free);
  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, "point\nask again\n", -1);
  g_assert_cmpuint (import_check (import)->fresh, ==, 1);
  archive_change (archive, seminar_id, "UPDATE session SET attribution = 'none' WHERE id = 9");
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_no_error (error);
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
  gint64 merged = 0, seminar_id = rap_programme_seminar_of (rap_store_db (archive->store), session_id);

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

/* Both editions of our own files come back byte for byte in another archive, and are known where they came from. */
static void
test_round_trip (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 4);
  gint64 seminar_id = rap_programme_seminar_of (rap_store_db (archive->store), session_id);
  g_autofree char *before = NULL;

  add_random_points (archive, session_id, 300);
  before = describe_points (archive);
  for (int exact = 0; exact < 2; exact++)
    {
      g_autoptr (GFile) file = import_export (archive, seminar_id, "points", exact);
      g_autofree char *path = g_strdup_printf ("%s/other%d", archive->folder, exact);
      Archive other = { archive->folder, path, NULL };
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (RapImport) import =
          rap_import_open (archive->store, RAP_IMPORT_POINTS, seminar_id, file, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (import_check (import)->present, ==, 300);
      g_clear_pointer (&import, rap_import_free);

      other.store = rap_store_open (path, "cli", RAP_DB_DEFAULT, &error);
      g_assert_no_error (error);
      import = rap_import_open (other.store, RAP_IMPORT_POINTS, import_add_seminar (&other, 4), file, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (import_check (import)->fresh, ==, 300);
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
  gint64 seminar_id = rap_programme_seminar_of (rap_store_db (archive->store), session_id),
         other_id = import_add_seminar (archive, 2), id;
  g_autoptr (GFile) file = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapImport) import = NULL;

  g_assert_cmpuint (import_text (archive, RAP_IMPORT_POINTS, seminar_id, "point\none\ntwo\nthree\n"), ==, 3);
  archive_change (archive, seminar_id,
                  "UPDATE point SET merged_into = (SELECT id FROM point WHERE text = 'one') WHERE text = 'three'");
  file = import_export (archive, seminar_id, "points", FALSE);
  g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, &error));

  id = archive_number (archive, "SELECT id FROM point WHERE text = 'two'");
  g_assert_true (rap_capture_delete (archive->store, &id, 1, &error));
  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, contents, -1);
  g_assert_cmpuint (import_check (import)->present, ==, 2);
  g_assert_cmpuint (rap_import_get_counts (import)->deleted, ==, 1);
  g_clear_pointer (&import, rap_import_free);

  /* in another seminar of the archive: the row says whose it is, and without that it is known to be elsewhere */
  import = import_open (archive, RAP_IMPORT_POINTS, other_id, contents, -1);
  g_assert_cmpuint (import_check (import)->rejected, ==, 3);
  import_assert_rejected (
      import, 0, 2, "seminar_id",
      "the row is of another seminar (A seminar); to take such rows as new points, leave the columns"
      " id, seminar_id, session_id and merged_into out (“Not kept”)");
  import_set_map (import, "seminar_id", "ignore");
  g_assert_cmpuint (import_check (import)->elsewhere, ==, 2);
  /* what the reason advises is a way out, and without it none is merged into a point of the other seminar */
  import_set_map (import, "id", "ignore");
  import_set_map (import, "session_id", "ignore");
  g_assert_cmpuint (import_check (import)->fresh, ==, 2);
  import_assert_rejected (import, 0, 4, "merged_into",
                          "the point that it is merged into is neither in the file nor in the seminar");
  import_set_map (import, "merged_into", "ignore");
  g_assert_cmpuint (import_check (import)->fresh, ==, 3);
  import_write (import);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE merged_into IS NULL AND session_id ="
                                            " (SELECT max(id) FROM session WHERE seminar_id = (SELECT max(id) FROM"
                                            " seminar))"),
                   ==, 3);
  g_assert_true (rap_store_undo (archive->store, other_id, NULL, &error));
  g_clear_pointer (&import, rap_import_free);

  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id,
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
  g_assert_cmpuint (import_check (import)->fresh, ==, 4);
  import_assert_rejected (import, 0, 6, "id", "another row before it has the same id");
  import_assert_rejected (import, 1, 7, "merged_into",
                          "the point that it is merged into is itself merged into another");
  import_assert_rejected (import, 2, 8, "merged_into",
                          "the point that it is merged into is itself merged into another");
  import_assert_rejected (import, 3, 9, "merged_into",
                          "the point that it is merged into is neither in the file nor in the seminar");
  import_assert_rejected (import, 4, 10, "point", "the point is empty");
  import_assert_rejected (import, 5, 11, "merged_into",
                          "the point that it is merged into is neither in the file nor in the seminar");
  import_assert_rejected (import, 6, 12, "merged_into", "“one” is not the id of a point");
  g_assert_true (rap_import_write (import, TRUE, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE id = 1 AND voice = 'merged'"), ==, 1);
  g_assert_cmpint (
      archive_number (archive, "SELECT count(*) FROM point WHERE id = 2 AND text = '=original' AND merged_into = 1"),
      ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE id = 3 AND text = '''=exact'"), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE text = '''=of somebody else'"), ==, 1);
  archive_check (archive);
}

/* People are recognised, never made; under the Chatham House Rule their names are stored nowhere. */
static void
test_people (Archive *archive, gconstpointer data)
{
  static const char file[] = "point,attributed_to,action_owner\na,Zoë Ray; Al Fa,\nb,Kim Lee,Zoë Ray\nc,,Nobody\n";
  gint64 seminar_id = import_add_seminar (archive, 0);
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

  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, file, -1);
  g_assert_cmpuint (import_check (import)->fresh, ==, 1);
  import_assert_rejected (import, 0, 3, "attributed_to", "several people in this seminar are called “Kim Lee”");
  import_assert_rejected (import, 1, 4, "action_owner", "nobody in this seminar is called “Nobody”");
  g_assert_true (rap_import_write (import, TRUE, &error));
  g_assert_cmpint (
      archive_number (archive, "SELECT count(*) FROM point_person WHERE relation = 'said' AND person_id IN (1, 2)"), ==,
      2);
  g_clear_pointer (&import, rap_import_free);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));

  rap_store_begin (archive->store, "Chatham House Rule", seminar_id, &error);
  rap_db_exec (rap_store_db (archive->store),
               "UPDATE session SET attribution = 'none'; DELETE FROM attendance; DELETE FROM person", &error);
  g_assert_true (rap_store_commit (archive->store, &error));
  import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, file, -1);
  g_assert_cmpuint (import_check (import)->fresh, ==, 3);
  g_assert_cmpuint (rap_import_get_counts (import)->names_dropped, ==, 4);
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_cmpint (archive_count (archive, "point_person"), ==, 0);
  dump = archive_dump (archive);
  g_assert_null (strstr (dump, "Zoë"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/import-points/session", test_session);
  archive_test_add ("/import-points/strikes-names", test_strikes_names);
  archive_test_add ("/import-points/rule-meanwhile", test_rule_meanwhile);
  archive_test_add ("/import-points/round-trip", test_round_trip);
  archive_test_add ("/import-points/own-rows", test_own_rows);
  archive_test_add ("/import-points/people", test_people);
  return g_test_run ();
}
