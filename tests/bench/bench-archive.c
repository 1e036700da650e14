/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-archive.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bench-words.h"
#include "bench.h"
#include "rap-programme.h"

#define STEP_SEMINARS 10

/* Changed with anything below that makes another archive. Ids are as rap_id_new() would have made them on the days of
 * the seminars, which are 19 days apart; themes and people come before all seminars. */
#define RECIPE "2"
#define ID(k, j) "((" k " + 1) * 1641600000 + " j " << 22)"
#define PERSON(p) "(2000 + " p " << 22)"
#define THEME(t) "(1000 + " t " << 22)"
#define THEMES "400"
#define PEOPLE "150"
#define SERIES(name, from, to)                                                                                         \
  "WITH RECURSIVE " name "(i) AS (SELECT " from " UNION ALL SELECT i + 1 FROM " name " WHERE i + 1 < " to ") "
#define SEMINARS SERIES ("s", "?1", "?2")
/* i: the seminar; j: what of its own; the newest has ?3 points, the others ?4 */
#define POINTS                                                                                                         \
  "WITH RECURSIVE p(i, j, n) AS (SELECT ?1, 0, iif(?1 + 1 = ?5, ?3, ?4) UNION ALL"                                     \
  " SELECT iif(j + 1 < n, i, i + 1), iif(j + 1 < n, j + 1, 0), iif(j + 1 < n, n, iif(i + 2 = ?5, ?3, ?4)) FROM p"      \
  " WHERE j + 1 < n OR i + 1 < ?2) "
#define SEED "(i * 10007 + j)"

static const char *const whole[] = {
  SERIES ("t", "0", THEMES) "INSERT INTO theme(id, name, key) SELECT " THEME (
      "i") ", bench_words(i + 7000000, 1)"
           " || ' ' || i, lower(bench_words(i + 7000000, 1)) || ' ' || i FROM t",
  SERIES ("h", "0", PEOPLE) "INSERT INTO person(id, name) SELECT " PERSON (
      "i") ", bench_words(i + 8000000, 1) || ' Q' || i FROM h",
  NULL,
};

/* Parameters: first seminar, the one after the last, points of the newest, of the others, number of all seminars */
static const char *const step[] = {
  SEMINARS "INSERT INTO seminar(id, title, date, tz) SELECT " ID (
      "i",
      "0") ", bench_words(i + 9000000, 6),"
           " date('2010-01-01', (i * 19) || ' days'), 'Europe/London' FROM s",
  SEMINARS "INSERT INTO session(id, seminar_id, position, kind, title)"
           " SELECT " ID ("i", "1") ", " ID ("i", "0") ", 1, 'discussion', 'Syndicates' FROM s",
  SEMINARS "INSERT INTO syndicate(id, session_id, number, name, brief) SELECT " ID ("i", "2 + n") ", " ID (
      "i",
      "1") ", n, NULL, bench_words(i * 5 + n, 9) FROM s, (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4)",
  SEMINARS ", a(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM a WHERE n < 19)"
           " INSERT INTO attendance(id, seminar_id, person_id, status, consent) SELECT " ID ("i", "100 + n") ", " ID (
               "i",
               "0") ", " PERSON ("((i * 7 + n) % " PEOPLE ")") ", 'came', iif(n % 3, 'by_name', 'no') FROM s, a",
  POINTS "INSERT INTO point(id, session_id, voice, syndicate_id, kind, text, starred, agreed, to_check, recorded_at)"
         " SELECT " ID ("i", "1000 + j") ", " ID (
             "i",
             "1") ", iif(j % 5, 'syndicate', 'plenary'),"
                  " iif(j % 5, " ID ("i", "2 + j % 5") ", NULL),"
                                                       " CASE j % 11 WHEN 3 THEN 'question' WHEN 5 THEN 'action' WHEN "
                                                       "7 THEN 'quote' WHEN 9 THEN 'example'"
                                                       " ELSE 'insight' END, bench_words(" SEED
                                                       ", 6 + j * 7 % 19), j % 13 = 0, j % 17 = 0, j % 29 = 0,"
                                                       " 1262304000000 + i * 1641600000 + j * 20000 FROM p",
  POINTS "INSERT INTO point_theme(point_id, theme_id, position) SELECT " ID ("i", "1000 + j") ", " THEME (
      "bench_zipf(" SEED ", " THEMES ")") ", 1 FROM p WHERE j % 10 < 7",
  "INSERT INTO seminar_theme(seminar_id, theme_id, position)"
  " SELECT seminar_id, theme_id, row_number() OVER (PARTITION BY seminar_id ORDER BY theme_id) FROM"
  " (SELECT DISTINCT seminar_id, theme_id FROM session JOIN point ON session_id = session.id"
  "  JOIN point_theme ON point_id = point.id WHERE seminar_id BETWEEN " ID ("?1", "0") " AND " ID ("?2", "-1") ")",
  POINTS "INSERT INTO point_person(point_id, person_id, relation, as_typed) SELECT " ID ("i", "1000 + j") ", " PERSON (
      "((i * 7 + j % 20) % " PEOPLE ")") ", 'said', '' FROM p WHERE j % 8 = 0",
  NULL,
};

typedef struct
{
  const char *const *statements;
  gint64 first;
  gint64 end;
  gint64 n;
} Part;

static gboolean
run_cb (RapStore *store, gpointer data, GError **error)
{
  const Part *part = data;

  for (guint i = 0; part->statements[i] != NULL; i++)
    {
      sqlite3_stmt *stmt;
      const gint64 values[] = { part->first, part->end, BENCH_POINTS_OF_NEWEST, BENCH_POINTS_OF_ONE, part->n };
      int code = sqlite3_prepare_v2 (rap_db_handle (rap_store_db (store)), part->statements[i], -1, &stmt, NULL);
      for (int v = 0; code == SQLITE_OK && v < MIN ((int) G_N_ELEMENTS (values), sqlite3_bind_parameter_count (stmt));
           v++)
        sqlite3_bind_int64 (stmt, v + 1, values[v]);
      if (code == SQLITE_OK)
        code = sqlite3_step (stmt);
      sqlite3_finalize (stmt);
      if (code != SQLITE_DONE)
        return rap_db_fail (rap_store_db (store), code, error);
    }
  return TRUE;
}

static void
fill (RapStore *store, guint n_points)
{
  const gint64 n = (n_points - BENCH_POINTS_OF_NEWEST) / BENCH_POINTS_OF_ONE + 1;
  g_autoptr (GError) error = NULL;
  Part part = { .statements = whole, .n = n };

  bench_words_connect (rap_db_handle (rap_store_db (store)));
  rap_store_transact (store, "Themes and people", 0, run_cb, &part, &error);
  part.statements = step;
  for (part.first = 0; error == NULL && part.first < n; part.first = part.end)
    {
      part.end = MIN (part.first + STEP_SEMINARS, n);
      rap_store_transact (store, "Seminars", 0, run_cb, &part, &error);
    }
  bench_check (error);
  while (rap_store_tidy (store))
    ;
  /* it would be dropped after 30 days */
  rap_db_exec (rap_store_db (store), "DELETE FROM history_part; DELETE FROM history; VACUUM", &error);
  bench_check (error);
}

/* Its name tells the recipe and the schema. */
static char *
make_name (guint n_points)
{
  static const char *const scripts[] = { "001.sql", "002.sql", "views.sql" };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *path = g_strconcat ("/io/github/rapporteur/Rapporteur/schema/", scripts[i], NULL);
      g_autoptr (GBytes) script = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_checksum_update (sum, g_bytes_get_data (script, NULL), (gssize) g_bytes_get_size (script));
    }
  name = g_strdup_printf ("points-%u-" RECIPE "-%.8s.rapporteur", n_points, g_checksum_get_string (sum));
  return g_build_filename (bench_folder (), name, NULL);
}

/* What was made by older recipes. */
static void
remove_others (guint n_points)
{
  g_autofree char *prefix = g_strdup_printf ("points-%u-", n_points);
  g_autoptr (GDir) dir = g_dir_open (bench_folder (), 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (bench_folder (), name, NULL);
      if (g_str_has_prefix (name, prefix))
        g_unlink (path);
    }
}

char *
bench_archive (guint n_points)
{
  g_autofree char *path = make_name (n_points);
  GStatBuf info;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *fresh = bench_scratch ("fresh");
      g_autoptr (GError) error = NULL;
      const double start = bench_now ();
      RapStore *store = rap_store_open (fresh, "bench", RAP_DB_DEFAULT, &error);
      bench_check (error);
      g_print ("Making an archive of %u points …\n", n_points);
      fill (store, n_points);
      g_object_unref (store);
      remove_others (n_points);
      g_rename (fresh, path);
      g_print ("… took %.1f s; it is kept.\n", (bench_now () - start) / 1e3);
    }
  if (g_stat (path, &info) == 0)
    g_print ("archive: %u points, %.0f MB\n", n_points, (double) info.st_size / 1e6);
  return g_steal_pointer (&path);
}

RapStore *
bench_archive_open_copy (guint n_points, const char *name)
{
  g_autofree char *source = n_points > 0 ? bench_archive (n_points) : NULL;
  g_autofree char *path = source != NULL ? bench_copy (source, name) : bench_scratch (name);
  g_autoptr (GError) error = NULL;
  RapStore *store = rap_store_open (path, "window", RAP_DB_DEFAULT, &error);
  RapSeminarPlan plan = { .title = "Seminar", .date = "2011-01-19", .syndicates = 4 };

  bench_check (error);
  if (n_points == 0)
    rap_programme_new_seminar (store, &plan, &error);
  bench_check (error);
  return store;
}

gint64
bench_archive_newest_session (RapStore *store)
{
  return rap_db_int (
      rap_store_db (store),
      "SELECT session.id FROM session JOIN seminar ON seminar.id = seminar_id ORDER BY date DESC LIMIT 1", NULL);
}

gint64
bench_archive_some_seminar (RapStore *store, guint n)
{
  return rap_db_int (rap_store_db (store), "SELECT id FROM seminar ORDER BY date LIMIT 1 OFFSET ?1", "i", (gint64) n);
}
