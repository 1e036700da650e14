/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search index says the same as one made anew from the rows, whatever was done, undone or moved to another day. */
#include "archive-fixture.h"

#include "rap-capture.h"
#include "rap-programme.h"
#include "rap-search-index.h"

/* What is searched, by what it stands for: the archive's own index, without its numbers. */
static char *
read_index (RapDb *db)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (db,
                                             "SELECT kind || ' ' || ref || ' ' || (docid >> 24) || ' ' || text || '|'"
                                             " || cjk || '|' || tag FROM doc JOIN words ON words.rowid = docid"
                                             " ORDER BY kind, ref",
                                             NULL);
  GString *index = g_string_new (NULL);

  while (rap_stmt_step (stmt, NULL))
    g_string_append_printf (index, "%s\n", rap_stmt_text (stmt, 0));
  return g_string_free (index, FALSE);
}

/* The same of an index that is made from all rows at once, in a transaction that is not kept. */
static char *
remake_index (RapDb *db)
{
  g_autoptr (RapChanges) all = rap_changes_new_everything ();
  g_autoptr (GError) error = NULL;
  char *index;

  for (guint i = 0; rap_recorded_tables[i] != NULL; i++)
    {
      g_autofree char *column =
          rap_db_text (db, "SELECT name FROM pragma_table_info(?1) WHERE cid = 0", "s", rap_recorded_tables[i]);
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s", column, rap_recorded_tables[i]);
      g_autoptr (RapStmt) rows = rap_db_prepare (db, sql, NULL);
      while (rap_stmt_step (rows, NULL))
        {
          RapChange row = { rap_recorded_tables[i], SQLITE_INSERT, rap_stmt_int (rows, 0), 0 };
          g_array_append_val (all->rows, row);
        }
    }
  g_assert_true (rap_db_exec (db, "BEGIN; DELETE FROM words; DELETE FROM doc", &error));
  g_assert_true (rap_search_index_update (db, all, &error));
  index = read_index (db);
  g_assert_true (rap_db_exec (db, "ROLLBACK", &error));
  return index;
}

static void
assert_right (Archive *archive)
{
  RapDb *db = rap_store_db (archive->store);
  g_autofree char *index = read_index (db);
  g_autofree char *remade = remake_index (db);

  g_assert_cmpstr (index, ==, remade);
  archive_check (archive);
}

static gint64
count_hits (Archive *archive, const char *match)
{
  return rap_db_int (rap_store_db (archive->store), "SELECT count(*) FROM words WHERE words MATCH ?1", "s", match);
}

/* Any edit of any row that is searched, by hand: more than the window can do. */
static void
do_anything (Archive *archive, gint64 session_id)
{
  static const char *const steps[] = {
    "UPDATE point SET text = text || ' again' WHERE id IN (SELECT id FROM point ORDER BY random() LIMIT 3)",
    "UPDATE seminar SET date = date(date, '+1 day')",
    "UPDATE seminar SET date = '1965-01-02'",
    "UPDATE seminar SET title = title || '!'",
    "INSERT INTO series SELECT max(ifnull((SELECT max(id) FROM series), 0), 0) + 1, 'S', 'k' || random()",
    "UPDATE seminar SET series_id = (SELECT id FROM series ORDER BY random() LIMIT 1)",
    "UPDATE syndicate SET brief = 'What next? 中文' WHERE number = 1",
    "UPDATE syndicate SET name = NULL, brief = NULL",
    "UPDATE session SET title = 'Round'",
    "INSERT INTO person(id, name) SELECT ifnull(max(id), 0) + 1, 'Ada' FROM person",
    "UPDATE person SET bio = 'Wrote a programme'",
    "DELETE FROM point_theme WHERE point_id IN (SELECT id FROM point ORDER BY random() LIMIT 2)",
  };
  const int n = G_N_ELEMENTS (steps);
  const int choice = g_test_rand_int_range (0, 2 * n);

  if (choice < n)
    archive_change (archive, 0, steps[choice]);
  else if (choice < n + n / 2)
    archive_say (archive->store, session_id, NULL, "people trust 中文 #trust");
  else if (choice % 2 == 0)
    rap_store_undo (archive->store, 0, NULL, NULL);
  else
    rap_store_redo (archive->store, 0, NULL, NULL);
}

static void
test_random (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 3);

  /* so that undo never takes the seminar away */
  rap_store_tidy (archive->store);
  archive_say (archive->store, session_id, NULL, "the first");
  for (int i = 0; i < 150; i++)
    {
      do_anything (archive, session_id);
      if (archive_count (archive, "session") == 0)
        session_id = archive_add_seminar (archive, 3);
      if (i % 10 == 9)
        rap_store_tidy (archive->store);
      assert_right (archive);
    }
}

static void
test_date_and_series (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 rowid;

  archive_say (archive->store, session_id, NULL, "people trust");
  g_assert_cmpint (count_hits (archive, "trust AND tag:y2011"), ==, 1);
  rowid = archive_number (archive, "SELECT rowid FROM words WHERE words MATCH 'trust'");
  g_assert_cmpint (rowid >> 24, ==, 14993); /* days from 1970 to 19 January 2011 */

  archive_change (archive, 0, "UPDATE seminar SET date = '2012-02-29'");
  g_assert_cmpint (count_hits (archive, "trust AND tag:y2011"), ==, 0);
  g_assert_cmpint (count_hits (archive, "trust AND tag:y2012"), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT rowid >> 24 FROM words WHERE words MATCH 'trust'"), ==, 15399);
  assert_right (archive);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  g_assert_cmpint (count_hits (archive, "trust AND tag:y2011"), ==, 1);
  assert_right (archive);

  archive_change (archive, 0, "INSERT INTO series VALUES(77, 'Talks', 'talks')");
  archive_change (archive, 0, "UPDATE seminar SET series_id = 77");
  g_assert_cmpint (count_hits (archive, "trust AND tag:r77"), ==, 1);
  assert_right (archive);
}

/* A session that is put into another seminar takes what was said there along. */
static void
test_session_moves (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);

  archive_say (archive->store, session_id, NULL, "people trust");
  archive_change (archive, 0, "INSERT INTO seminar(id, title, date, tz) VALUES(5, 'Later', '2015-03-01', 'UTC')");
  archive_change (archive, 0, "UPDATE session SET seminar_id = 5");
  g_assert_cmpint (count_hits (archive, "trust AND tag:y2015"), ==, 1);
  assert_right (archive);
}

static void
test_words (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);

  archive_say (archive->store, session_id, NULL, "Café visits and 文化 change #\"culture change\" *");
  g_assert_cmpint (count_hits (archive, "cafe"), ==, 1);
  g_assert_cmpint (count_hits (archive, "visit*"), ==, 1);
  g_assert_cmpint (count_hits (archive, "cjk:\"文 化\""), ==, 1);
  g_assert_cmpint (count_hits (archive, "cjk:\"化 文\""), ==, 0);
  g_assert_cmpint (count_hits (archive, "tag:starred AND tag:kinsight"), ==, 1);
}

static void
test_cjk (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "plain", "" },
    { "中文", "中 文" },
    { "a中b文c", "中 文" },
    { "ひらカタ", "ひ ら カ タ" },
    { "한국어 and é", "" },
    { "ไทย", "ไ ท ย" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cjk = rap_search_cjk (cases[i][0]);
      g_assert_cmpstr (cjk, ==, cases[i][1]);
    }
}

static void
test_control (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  g_autofree char *index = NULL;
  g_autofree char *remade = NULL;

  archive_say (archive->store, session_id, NULL, "people trust");
  /* an edit that no step knows of leaves the index behind, and the comparison sees it */
  g_assert_true (rap_db_run (rap_store_db (archive->store), NULL, "UPDATE point SET kind = 'quote'", NULL));
  index = read_index (rap_store_db (archive->store));
  remade = remake_index (rap_store_db (archive->store));
  g_assert_cmpstr (index, !=, remade);
}

static guint
count_parts (Archive *archive)
{
  return (guint) archive_number (archive, "SELECT count(DISTINCT segid) FROM words_idx");
}

/* However much there is to tidy, one call does a piece of it, and enough calls do it all. */
static void
test_tidy_is_bounded (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint calls = 1, parts;

  archive_add_seminar (archive, 2);
  for (guint i = 0; i < 12; i++)
    {
      g_assert_true (rap_store_begin (archive->store, "Many words", 0, &error));
      g_assert_true (rap_db_exec (rap_store_db (archive->store),
                                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                                  " INSERT INTO point(id, session_id, voice, kind, text, recorded_at)"
                                  " SELECT abs(random() >> 1), session.id, 'plenary', 'insight',"
                                  "  hex(randomblob(8)) || ' ' || hex(randomblob(8)) || ' ' || hex(randomblob(8)) || ' "
                                  "' || hex(randomblob(8)), i FROM n, session",
                                  &error));
      g_assert_true (rap_store_commit (archive->store, &error));
    }
  parts = count_parts (archive);
  g_assert_true (rap_store_tidy (archive->store));
  g_assert_cmpuint (count_parts (archive), >, 1);
  while (rap_store_tidy (archive->store))
    g_assert_cmpuint (++calls, <, 100);
  g_test_message ("%u parts became %u in %u calls", parts, count_parts (archive), calls);
  g_assert_cmpuint (count_parts (archive), <, parts);
  archive_check (archive);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/search-index/random", test_random);
  archive_test_add ("/search-index/date-and-series", test_date_and_series);
  archive_test_add ("/search-index/session-moves", test_session_moves);
  archive_test_add ("/search-index/words", test_words);
  g_test_add_func ("/search-index/cjk", test_cjk);
  archive_test_add ("/search-index/control", test_control);
  archive_test_add ("/search-index/tidy-is-bounded", test_tidy_is_bounded);
  return g_test_run ();
}
