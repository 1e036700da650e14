/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables that an archive becomes: what is in them, that they come back, that nothing stands in them that may not.
 */
#include "archive-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "rap-csv-guard.h"
#include "rap-csv-reader.h"
#include "rap-export.h"
#include "rap-id.h"
#include "rap-sample.h"
#include "rap-time.h"

static char *
out_folder (Archive *archive)
{
  return g_build_filename (archive->folder, "out", NULL);
}

/* The rows as GStrv, the header first */
static GPtrArray *
read_delimited (const char *folder, const char *table, char delimiter)
{
  const RapCsvOptions options = { .delimiter = delimiter };
  g_autofree char *name = g_strconcat (table, ".csv", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapCsvReader) reader = rap_csv_reader_open (file, &options, NULL, &error);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const RapCsvRow *row;

  g_assert_no_error (error);
  while (rap_csv_reader_next_row (reader, &row, &error) && row != NULL)
    {
      GStrv cells = g_new0 (char *, row->n_cells + 1);

      for (guint i = 0; i < row->n_cells; i++)
        cells[i] = g_strndup (row->cells[i].text, row->cells[i].len);
      g_ptr_array_add (rows, cells);
    }
  g_assert_no_error (error);
  return rows;
}

static GPtrArray *
read_table (const char *folder, const char *table)
{
  return read_delimited (folder, table, ',');
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_rmdir (folder);
}

static void
test_sample (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = out_folder (archive);
  RapExportOptions options = { .folder = folder };
  g_autoptr (RapExportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  options.seminar_id = rap_sample_add (archive->store, &error);
  g_assert_no_error (error);
  rap_export (rap_store_db (archive->store), &options, NULL, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_files, ==, 7);
  g_assert_cmpstr (result->files[6].name, ==, "datapackage.json");
  for (guint i = 0; rap_export_get_tables ()[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) rows = read_table (folder, rap_export_get_tables ()[i]);

      g_assert_cmpuint (rows->len - 1, ==, result->files[i].rows);
      g_assert_cmpuint (rows->len, >, 1);
    }
  remove_folder (folder);
}

/* Rows come straight into the archive here: an export only reads */
static void
insert (Archive *archive, const char *sql)
{
  g_autoptr (GError) error = NULL;

  rap_db_exec (rap_store_db (archive->store), sql, &error);
  g_assert_no_error (error);
}

G_GNUC_PRINTF (2, 3)
static void
insertf (Archive *archive, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list values;

  va_start (values, format);
  sql = g_strdup_vprintf (format, values);
  va_end (values);
  insert (archive, sql);
}

static RapExportResult *export(Archive *archive, const RapExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  RapExportResult *result = NULL;

  rap_export (rap_store_db (archive->store), options, NULL, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  return result;
}

/* The cell of a column in the row of an id; NULL if there is no such row */
static const char *
find_cell (GPtrArray *rows, const char *id, const char *column)
{
  GStrv header = rows->pdata[0];
  guint at = 0;

  while (g_strcmp0 (header[at], column) != 0)
    g_assert_nonnull (header[at++]);
  for (guint i = 1; i < rows->len; i++)
    if (g_str_equal (((GStrv) rows->pdata[i])[0], id))
      return ((GStrv) rows->pdata[i])[at];
  return NULL;
}

static void
assert_cell (const char *folder, const char *table, char kind, gint64 id, const char *column, const char *expected)
{
  g_autoptr (GPtrArray) rows = read_table (folder, table);
  char text[RAP_ID_LENGTH + 1];

  g_test_message ("%s of %s %d", column, table, (int) id);
  g_assert_cmpstr (find_cell (rows, rap_id_format (kind, id, FALSE, text), column), ==, expected);
}

/* A seminar with a talk (10) and a discussion (11) of two syndicates (20, 21). People: 1 speaks, 2 consents, 3 does
 * not. */
static void
make_seminar (Archive *archive)
{
  insert (archive,
          "INSERT INTO seminar(id, title, date, tz) VALUES(1, '=1+1', '2011-01-19', 'Europe/London');"
          "INSERT INTO session(id, seminar_id, position, kind, title) VALUES(10, 1, 1, 'talk', 'Talk'),"
          " (11, 1, 2, 'discussion', NULL);"
          "INSERT INTO syndicate(id, session_id, number, name, brief, head_count)"
          " VALUES(20, 11, 1, 'Trust', 'Why?', 5), (21, 11, 2, NULL, NULL, 7);"
          "INSERT INTO person(id, name) VALUES(1, 'Speaker'), (2, 'Willing'), (3, 'Shy');"
          "INSERT INTO attendance(id, seminar_id, person_id, status, consent, affiliation) VALUES(1, 1, 1, 'came', "
          "'no', 'A'),"
          " (2, 1, 2, 'came', 'by_name', 'B'), (3, 1, 3, 'walked_in', 'anonymously', 'C');"
          "INSERT INTO role(id, attendance_id, kind, session_id, syndicate_id) VALUES(1, 1, 'speaker', 10, NULL),"
          " (2, 2, 'member', NULL, 20), (3, 3, 'member', NULL, 20), (4, 2, 'rapporteur', NULL, 20);"
          "INSERT INTO theme(id, name, key) VALUES(30, 'trust', 'trust'), (31, 'empty', 'empty');"
          "INSERT INTO seminar_theme(seminar_id, theme_id, position, headline) VALUES(1, 30, 1, 'Trust!'), (1, 31, 2, "
          "NULL);");
}

/* What is counted, and what stands where */
static void
test_tables (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = out_folder (archive);
  RapExportOptions options = { .folder = folder };
  g_autoptr (RapExportResult) result = NULL;

  make_seminar (archive);
  insert (archive,
          "INSERT INTO point(id, session_id, voice, syndicate_id, speaker_id, kind, text, starred, merged_into, "
          "recorded_at)"
          " VALUES(40, 11, 'merged', NULL, NULL, 'insight', 'Both, says Shy', 0, NULL, 5000),"
          " (41, 11, 'syndicate', 20, NULL, 'insight', 'One', 1, 40, 2000),"
          " (42, 11, 'syndicate', 21, NULL, 'quote', 'Two, says Shy', 0, 40, 1500),"
          " (43, 11, 'syndicate', 20, NULL, 'action', 'Three', 0, NULL, 3000),"
          " (44, 11, 'plenary', NULL, NULL, 'action', 'Four, asks @Nobody', 0, 43, 4000),"
          " (45, 10, 'speaker', NULL, 1, 'question', 'Five', 0, NULL, 1295452805250);"
          "INSERT INTO point_person VALUES(42, 3, 'mentioned', 'Shy'), (43, 2, 'owns', ''), (43, 3, 'owns', ''),"
          " (41, 2, 'said', ''), (41, 2, 'said', 'One');"
          "INSERT INTO point_theme VALUES(40, 30, 1), (43, 30, 1), (43, 31, 0);"
          "INSERT INTO point_echo VALUES(43, 1, 'syndicate', 21, NULL, 0), (43, 2, 'syndicate', 20, NULL, 0);"
          "DELETE FROM point_theme WHERE theme_id = 31;"
          "INSERT INTO point_theme VALUES(45, 31, 1), (45, 30, 2)");
  result = export(archive, &options);

  assert_cell (folder, "points", 'p', 40, "raised_by", "2");
  assert_cell (folder, "points", 'p', 40, "point", "Both, says [name]");
  assert_cell (folder, "points", 'p', 41, "raised_by", "1");
  assert_cell (folder, "points", 'p', 41, "attributed_to", "Willing");
  assert_cell (folder, "points", 'p', 41, "starred", "true");
  assert_cell (folder, "points", 'p', 41, "merged_into", "p0000000000018");
  assert_cell (folder, "points", 'p', 41, "seminar", "'=1+1");
  assert_cell (folder, "points", 'p', 42, "point", "Two, says [name]");
  assert_cell (folder, "points", 'p', 42, "syndicate_number", "2");
  assert_cell (folder, "points", 'p', 43, "raised_by", "2");
  assert_cell (folder, "points", 'p', 43, "action_owner", "Willing");
  assert_cell (folder, "points", 'p', 44, "raised_by", "0");
  assert_cell (folder, "points", 'p', 44, "point", "Four, asks @Nobody");
  assert_cell (folder, "points", 'p', 45, "attributed_to", "Speaker");
  assert_cell (folder, "points", 'p', 45, "themes", "empty; trust");
  assert_cell (folder, "points", 'p', 45, "recorded_at", "2011-01-19T16:00:05.250+00:00");
  assert_cell (folder, "syndicates", 'y', 20, "points", "2");
  assert_cell (folder, "syndicates", 'y', 20, "actions", "1");
  assert_cell (folder, "syndicates", 'y', 20, "members", "Willing");
  assert_cell (folder, "syndicates", 'y', 20, "rapporteur", "Willing");
  assert_cell (folder, "syndicates", 'y', 20, "themes", "trust");
  assert_cell (folder, "syndicates", 'y', 21, "members", "7");
  assert_cell (folder, "themes", 't', 30, "points", "5");
  assert_cell (folder, "themes", 't', 30, "raised_by", "2");
  assert_cell (folder, "themes", 't', 30, "syndicates", "Trust; 2");
  assert_cell (folder, "themes", 't', 30, "starred", "1");
  assert_cell (folder, "themes", 't', 30, "quotes", "1");
  assert_cell (folder, "themes", 't', 30, "first_point", "Two, says [name]");
  assert_cell (folder, "themes", 't', 31, "raised_by", "0");
  assert_cell (folder, "actions", 'p', 43, "owner", "Willing");
  assert_cell (folder, "actions", 'p', 43, "syndicate", "Trust");
  assert_cell (folder, "actions", 'p', 44, "owner", NULL); /* the other one stands for it */
  assert_cell (folder, "people", 'r', 1, "name", "Speaker");
  assert_cell (folder, "people", 'r', 4, "role", "rapporteur");
  assert_cell (folder, "people", 'r', 3, "name", NULL);
  assert_cell (folder, "seminars", 's', 1, "points", "5");
  assert_cell (folder, "seminars", 's', 1, "came", "3");
  assert_cell (folder, "seminars", 's', 1, "speakers", "Speaker");
  assert_cell (folder, "seminars", 's', 1, "nps", "");
  g_clear_pointer (&result, rap_export_result_free);

  options.attribution = RAP_ATTRIBUTION_SYNDICATE;
  result = export(archive, &options);
  assert_cell (folder, "syndicates", 'y', 20, "members", "2");
  assert_cell (folder, "syndicates", 'y', 20, "rapporteur", "");
  assert_cell (folder, "points", 'p', 41, "attributed_to", "");
  assert_cell (folder, "points", 'p', 44, "point", "Four, asks [name]");
  assert_cell (folder, "points", 'p', 45, "attributed_to", "Speaker");
  g_clear_pointer (&result, rap_export_result_free);

  options.attribution = RAP_ATTRIBUTION_NONE;
  result = export(archive, &options);
  assert_cell (folder, "syndicates", 'y', 20, "members", "");
  assert_cell (folder, "points", 'p', 45, "attributed_to", "");
  assert_cell (folder, "seminars", 's', 1, "speakers", "Speaker");
  remove_folder (folder);
}

/* Names that occur nowhere else, so that looking for one finds it */
static char *
make_name (gint64 person)
{
  return g_strdup_printf ("Qux%dzaf", (int) person);
}

#define N_PEOPLE 24
#define PICK(...)                                                                                                      \
  ((const char *const[]){ __VA_ARGS__ })[g_test_rand_int_range (0, G_N_ELEMENTS (((const char *[]){ __VA_ARGS__ })))]

/* Two seminars with rules, consents, roles, points and mentions by chance; people 1 to N_PEOPLE */
static void
make_random_archive (Archive *archive)
{
  insert (archive, "DELETE FROM point_person; DELETE FROM point_echo; DELETE FROM point_theme; DELETE FROM point;"
                   "DELETE FROM seminar_theme; DELETE FROM theme; DELETE FROM role; DELETE FROM attendance;"
                   "DELETE FROM person; DELETE FROM syndicate; DELETE FROM session; DELETE FROM seminar;"
                   "INSERT INTO theme VALUES(1, 'trust', 'trust'), (2, 'policy', 'policy')");
  for (int p = 1; p <= N_PEOPLE; p++)
    {
      g_autofree char *name = make_name (p);
      insertf (archive, "INSERT INTO person(id, name) VALUES(%d, '%s')", p, name);
    }
  for (int m = 1; m <= 2; m++)
    {
      insertf (archive,
               "INSERT INTO seminar(id, title, date, tz, attribution) VALUES(%d, 'S', '2011-01-19', 'UTC', '%s')", m,
               PICK ("named", "named", "syndicate", "none"));
      insertf (archive, "INSERT INTO seminar_theme(seminar_id, theme_id, position) VALUES(%d, 1, 1), (%d, 2, 2)", m, m);
      for (int s = m * 10; s < m * 10 + 4; s++)
        {
          insertf (archive,
                   "INSERT INTO session(id, seminar_id, position, kind, attribution) VALUES(%d, %d, %d, '%s', %s)", s,
                   m, s, s % 2 ? "discussion" : "talk", PICK ("NULL", "'named'", "'syndicate'", "'none'"));
          for (int y = s * 10; s % 2 && y < s * 10 + 3; y++)
            insertf (archive, "INSERT INTO syndicate(id, session_id, number) VALUES(%d, %d, %d)", y, s, y % 10 + 1);
        }
      for (int p = 1; p <= N_PEOPLE; p++)
        {
          int a = m * 100 + p, s = m * 10 + g_test_rand_int_range (0, 4);

          if (g_test_rand_int_range (0, 8) == 0)
            continue; /* not there, and yet perhaps named */
          insertf (archive,
                   "INSERT INTO attendance(id, seminar_id, person_id, consent, status) VALUES(%d, %d, %d, '%s', '%s')",
                   a, m, p, PICK ("no", "anonymously", "by_name"), PICK ("came", "registered", "cancelled"));
          if (g_test_rand_int_range (0, 4) == 0)
            insertf (archive, "INSERT INTO role(id, attendance_id, kind, session_id) VALUES(%d, %d, '%s', %d)", a, a,
                     PICK ("speaker", "organiser"), s & ~1);
          if (g_test_rand_int_range (0, 2))
            insertf (archive, "INSERT INTO role(id, attendance_id, kind, syndicate_id) VALUES(%d, %d, '%s', %d)",
                     a + 1000, a, PICK ("facilitator", "rapporteur", "member"),
                     (s | 1) * 10 + g_test_rand_int_range (0, 3));
        }
      for (int p = m * 1000; p < m * 1000 + 60; p++)
        {
          int s = m * 10 + g_test_rand_int_range (0, 4), who = g_test_rand_int_range (1, N_PEOPLE + 1);
          g_autofree char *name = make_name (who);

          insertf (archive,
                   "INSERT INTO point(id, session_id, voice, syndicate_id, speaker_id, kind, text, recorded_at)"
                   " VALUES(%d, %d, '%s', nullif(%d, 0), %s, '%s', 'So %s’s (%s) idea', %d)",
                   p, s, s % 2 ? "syndicate" : "speaker", s % 2 ? s * 10 + g_test_rand_int_range (0, 3) : 0,
                   s % 2 ? "NULL" : PICK ("1", "2", "3", "4", "5"), PICK ("action", "insight", "quote"), name, name, p);
          insertf (archive, "INSERT INTO point_person VALUES(%d, %d, '%s', '%s')", p, who,
                   PICK ("said", "owns", "mentioned"), name);
          insertf (archive, "INSERT INTO point_person VALUES(%d, %d, '%s', '')", p,
                   g_test_rand_int_range (1, N_PEOPLE + 1), PICK ("said", "owns", "mentioned"));
          insertf (archive, "INSERT INTO point_theme VALUES(%d, %d, 1)", p, g_test_rand_int_range (1, 3));
        }
    }
}

static gboolean
ask (Archive *archive, const char *sql, gint64 a, gint64 b)
{
  return rap_db_int (rap_store_db (archive->store), sql, "ii", a, b) != 0;
}

/* What PRODUCT.md's table of names says, worked out anew: whether a person may stand in a cell */
static gboolean
may_stand (Archive *archive,
           const char *table,
           const char *column,
           gint64 id,
           gint64 seminar,
           gint64 person,
           RapAttribution asked)
{
  RapDb *db = rap_store_db (archive->store);
  gboolean speaks = ask (archive,
                         "SELECT EXISTS (SELECT 1 FROM role JOIN attendance a ON a.id = attendance_id"
                         " WHERE kind = 'speaker' AND seminar_id = ?1 AND person_id = ?2)",
                         seminar, person);
  gboolean consents = ask (archive,
                           "SELECT EXISTS (SELECT 1 FROM attendance WHERE seminar_id = ?1 AND person_id = ?2"
                           " AND consent = 'by_name')",
                           seminar, person);
  gint64 session = 0;
  g_autofree char *rule_text = NULL;
  RapAttribution rule;

  if (g_str_equal (table, "seminars"))
    return speaks;
  if (g_str_equal (table, "points") || g_str_equal (table, "actions"))
    session = rap_db_int (db, "SELECT session_id FROM point WHERE id = ?1", "i", id);
  else if (g_str_equal (table, "syndicates"))
    session = rap_db_int (db, "SELECT session_id FROM syndicate WHERE id = ?1", "i", id);
  else if (g_str_equal (table, "themes"))
    session = rap_db_int (db,
                          "SELECT session_id FROM point JOIN point_theme ON point_id = point.id JOIN session s"
                          " ON s.id = session_id WHERE theme_id = ?1 AND seminar_id = ?2 ORDER BY recorded_at LIMIT 1",
                          "ii", id, seminar);
  else if (ask (archive, "SELECT EXISTS (SELECT 1 FROM role WHERE id = ?1 AND kind IN ('speaker', 'organiser'))", id,
                0))
    return TRUE; /* a row of people.csv */
  else
    session = rap_db_int (db,
                          "SELECT ifnull(role.session_id, y.session_id) FROM role LEFT JOIN syndicate y"
                          " ON y.id = syndicate_id WHERE role.id = ?1",
                          "i", id);
  rule_text = rap_db_text (db,
                           "SELECT ifnull((SELECT attribution FROM session WHERE id = ?1),"
                           " (SELECT attribution FROM seminar WHERE id = ?2))",
                           "ii", session, seminar);
  g_assert_true (rap_attribution_parse (rule_text, &rule, NULL));
  rule = MAX (rule, asked);
  if (rule == RAP_ATTRIBUTION_SYNDICATE)
    return g_str_equal (column, "attributed_to") &&
           ask (archive,
                "SELECT EXISTS (SELECT 1 FROM role JOIN attendance a ON a.id = attendance_id JOIN session s"
                " ON s.id = role.session_id WHERE role.kind = 'speaker' AND s.kind = 'talk' AND s.id = ?1 AND "
                "person_id = ?2)",
                session, person);
  if (rule == RAP_ATTRIBUTION_NONE)
    return FALSE;
  if (g_str_equal (column, "attributed_to") || g_str_equal (column, "point") || g_str_equal (column, "action") ||
      g_str_equal (column, "first_point"))
    return speaks || consents;
  return consents;
}

/* How many names stand where they may not; @shown: and where they may */
static guint
count_leaks (Archive *archive, const char *table, GPtrArray *rows, RapAttribution asked, guint *shown)
{
  GStrv header = rows->pdata[0];
  guint leaks = 0;

  for (guint i = 1; i < rows->len; i++)
    for (guint c = 0; header[c] != NULL; c++)
      for (int p = 1; p <= N_PEOPLE; p++)
        {
          GStrv row = rows->pdata[i];
          g_autofree char *name = make_name (p);
          g_autofree char *name_folded = g_ascii_strdown (name, -1);
          g_autofree char *cell = g_ascii_strdown (row[c], -1);
          gint64 id, seminar;

          if (strstr (cell, name_folded) == NULL)
            continue;
          g_assert_true (rap_id_parse (row[0], -1, NULL, &id, NULL));
          seminar = id;
          if (!g_str_equal (table, "seminars"))
            g_assert_true (rap_id_parse (row[1], -1, NULL, &seminar, NULL));
          if (may_stand (archive, table, header[c], id, seminar, p, asked))
            ++*shown;
          else
            leaks++;
        }
  return leaks;
}

/* A view as it is, its ids as files have them: what an export without the check would be */
static GPtrArray *
read_view (Archive *archive, const char *table)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *sql = g_strconcat ("SELECT * FROM export_", table, NULL);
  g_autoptr (RapStmt) stmt = rap_db_prepare (rap_store_db (archive->store), sql, NULL);
  const int n = sqlite3_column_count (rap_stmt_handle (stmt));
  GStrv cells = g_new0 (char *, n + 1);

  for (int i = 0; i < n; i++)
    cells[i] = g_strdup (sqlite3_column_name (rap_stmt_handle (stmt), i));
  for (;;)
    {
      g_ptr_array_add (rows, cells);
      if (!rap_stmt_step (stmt, NULL))
        return rows;
      cells = g_new0 (char *, n + 1);
      for (int i = 0; i < n; i++)
        if (i < 2 && sqlite3_column_type (rap_stmt_handle (stmt), i) == SQLITE_INTEGER)
          {
            char id[RAP_ID_LENGTH + 1];
            cells[i] = g_strdup (rap_id_format ('p', rap_stmt_int (stmt, i), FALSE, id));
          }
        else
          cells[i] = g_strdup (rap_stmt_is_null (stmt, i) ? "" : rap_stmt_text (stmt, i));
    }
}

static void
test_nothing_leaks (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = out_folder (archive);
  guint shown[3] = { 0 }, leaks_unchecked = 0;

  for (int round = 0; round < 15; round++)
    {
      make_random_archive (archive);
      for (RapAttribution asked = RAP_ATTRIBUTION_NAMED; asked <= RAP_ATTRIBUTION_NONE; asked++)
        {
          RapExportOptions options = { .folder = folder, .attribution = asked, .exact = round % 2 };
          g_autoptr (RapExportResult) result = export(archive, &options);

          for (guint i = 0; rap_export_get_tables ()[i] != NULL; i++)
            {
              const char *table = rap_export_get_tables ()[i];
              g_autoptr (GPtrArray) rows = read_table (folder, table);
              g_autoptr (GPtrArray) raw = read_view (archive, table);
              guint ignored = 0;

              g_assert_cmpuint (count_leaks (archive, table, rows, asked, &shown[asked]), ==, 0);
              leaks_unchecked += count_leaks (archive, table, raw, asked, &ignored);
            }
        }
    }
  /* The control: names do stand where they may, and without the check they would where they may not */
  g_assert_cmpuint (shown[RAP_ATTRIBUTION_NONE], >, 10);
  g_assert_cmpuint (shown[RAP_ATTRIBUTION_SYNDICATE], >, shown[RAP_ATTRIBUTION_NONE]);
  g_assert_cmpuint (shown[RAP_ATTRIBUTION_NAMED], >, shown[RAP_ATTRIBUTION_SYNDICATE]);
  g_assert_cmpuint (leaks_unchecked, >, 1000);
  remove_folder (folder);
}

static char *
make_text (void)
{
  static const char *const pieces[] = { "=",  "+",     "-",  "@",    "'", "''", "\"", "\"\"", "\r",
                                        "\n", "\r\n",  "\t", ",",    ";", " ",  "＝", "＠",   "\xEF\xBB\xBF",
                                        "a",  "trust", "é",  "中文", "😀", "é",  "--", "\x01", "" };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 7); n >= 0; n--)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
    g_string_append_unichar (text, (gunichar) g_test_rand_int_range (0x20, 0xD7FF));
  return g_string_free (text, FALSE);
}

/* Each text of the archive is in both editions, byte for byte; so is each time */
static void
test_round_trip (Archive *archive, gconstpointer data)
{
  static const char *const zones[] = { "Europe/London", "Asia/Kathmandu", "America/St_Johns", "Nowhere/Land" };
  g_autofree char *folder = out_folder (archive);
  RapDb *db = rap_store_db (archive->store);

  make_seminar (archive);
  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *text = make_text ();
      gint64 at = (gint64) (g_test_rand_double_range (-2e12, 5e12));

      if (i % 3 == 0)
        at -= at % 1000;
      g_assert_true (rap_db_run (db, NULL,
                                 "INSERT INTO point(id, session_id, voice, syndicate_id, kind, text, recorded_at)"
                                 " VALUES(?1, 11, 'syndicate', 20, 'insight', ?2, ?3)",
                                 "isi", (gint64) 1000 + i, text, at));
    }
  for (int round = 0; round < 8; round++)
    {
      RapExportOptions options = {
        .folder = folder, .exact = round & 1, .bom = round & 2, .delimiter = ",;\t|"[round / 2]
      };
      g_autofree char *brief = make_text ();
      g_autoptr (RapExportResult) result = NULL;
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (GTimeZone) zone = rap_time_zone (zones[round % 4]);
      GStrv header;
      guint seen = 0;

      g_assert_true (rap_db_run (db, NULL, "UPDATE seminar SET tz = ?1, title = ?2", "ss", zones[round % 4], brief));
      result = export(archive, &options);
      rows = read_delimited (folder, "points", options.delimiter);
      header = rows->pdata[0];
      g_assert_cmpstr (header[2], ==, "seminar");
      g_assert_cmpstr (header[10], ==, "point");
      g_assert_cmpstr (header[21], ==, "recorded_at");
      for (guint i = 1; i < rows->len; i++)
        {
          GStrv row = rows->pdata[i];
          const char *cells[] = { row[2], row[10] };
          g_autofree char *text = NULL;
          g_autofree char *at = NULL;
          gint64 id;
          gboolean exact;

          g_assert_true (rap_id_parse (row[0], -1, NULL, &id, &exact));
          g_assert_cmpint (exact, ==, options.exact);
          for (guint c = 0; c < 2; c++)
            {
              gsize len = strlen (cells[c]);
              if (!exact)
                rap_csv_guard_strip (&cells[c], &len);
            }
          text = rap_db_text (db, "SELECT text FROM point WHERE id = ?1", "i", id);
          g_assert_cmpstr (cells[0], ==, brief);
          g_assert_cmpstr (cells[1], ==, text);
          at = rap_time_format (rap_db_int (db, "SELECT recorded_at FROM point WHERE id = ?1", "i", id), zone);
          g_assert_cmpstr (row[21], ==, at);
          seen++;
        }
      g_assert_cmpuint (seen, ==, 2000);
    }
  remove_folder (folder);
}

static void
assert_refused (Archive *archive, const RapExportOptions *options, GCancellable *cancellable, RapError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rap_export (rap_store_db (archive->store), options, NULL, NULL, cancellable, NULL, &error));
  g_assert_error (error, RAP_ERROR, (int) code);
  g_assert_false (sqlite3_get_autocommit (rap_db_handle (rap_store_db (archive->store))) == 0);
}

static char *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  return contents;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* What cannot be done leaves an earlier export as it was, and no folder where there was none */
static void
test_refusals (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = out_folder (archive);
  g_autofree char *deep = g_build_filename (folder, "gone", "deeper", NULL);
  g_autofree char *fresh = g_build_filename (archive->folder, "fresh", NULL);
  g_autofree char *package = NULL;
  g_autofree char *points = NULL;
  g_autofree char *package_after = NULL;
  g_autofree char *points_after = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  const char *const unknown[] = { "points", "secrets", NULL };
  RapExportOptions options = { .folder = folder };

  make_seminar (archive);
  rap_export_result_free (export(archive, &options));
  package = read_file (folder, "datapackage.json");
  points = read_file (folder, "points.csv");
  insert (archive, "INSERT INTO point(id, session_id, voice, kind, text, recorded_at)"
                   " VALUES(40, 11, 'plenary', 'insight', 'New', 0)");
  g_cancellable_cancel (cancelled);

  assert_refused (archive, &options, cancelled, RAP_ERROR_CANCELLED);
  assert_refused (archive, &(RapExportOptions){ .folder = deep }, NULL, RAP_ERROR_NOT_FOUND);
  assert_refused (archive, &(RapExportOptions){ .folder = archive->path }, NULL, RAP_ERROR_NOT_FOUND);
  assert_refused (archive, &(RapExportOptions){ .folder = fresh }, cancelled, RAP_ERROR_CANCELLED);
  assert_refused (archive, &(RapExportOptions){ .folder = folder, .tables = unknown }, NULL, RAP_ERROR_BAD_VALUE);
  assert_refused (archive, &(RapExportOptions){ .folder = folder, .delimiter = '"' }, NULL, RAP_ERROR_BAD_VALUE);
  assert_refused (archive, &(RapExportOptions){ .folder = folder, .seminar_id = 99 }, NULL, RAP_ERROR_NOT_FOUND);
  if (g_file_test ("/proc/self", G_FILE_TEST_IS_DIR))
    assert_refused (archive, &(RapExportOptions){ .folder = "/proc/self" }, NULL, RAP_ERROR_NOT_FOUND);

  points_after = read_file (folder, "points.csv");
  package_after = read_file (folder, "datapackage.json");
  g_assert_cmpstr (points_after, ==, points);
  g_assert_cmpstr (package_after, ==, package);
  g_assert_cmpuint (count_files (folder), ==, 7);
  g_assert_false (g_file_test (fresh, G_FILE_TEST_EXISTS));

  /* The control: nothing in the way, it is written */
  rap_export_result_free (export(archive, &options));
  g_clear_pointer (&points_after, g_free);
  points_after = read_file (folder, "points.csv");
  g_assert_cmpstr (points_after, !=, points);
  remove_folder (folder);
}

/* datapackage.json tells size and hash of each file, its columns in order, how it was made */
static void
test_package (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = out_folder (archive);
  const char *const tables[] = { "themes", "points", NULL };
  RapExportOptions options = {
    .folder = folder, .tables = tables, .delimiter = ';', .exact = TRUE, .attribution = RAP_ATTRIBUTION_SYNDICATE
  };
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (RapExportResult) result = NULL;
  g_autofree char *json = NULL;
  g_autofree char *told = NULL;

  make_seminar (archive);
  result = export(archive, &options);
  g_assert_cmpuint (result->n_files, ==, 3);
  g_assert_cmpuint (count_files (folder), ==, 3);
  json = read_file (folder, "datapackage.json");
  told =
      rap_db_text (db,
                   "SELECT (?1 ->> 'profile') || ' ' || (?1 ->> 'edition') || ' ' || (?1 ->> 'attribution') || ' ' ||"
                   " (?1 ->> '$.resources[0].dialect.delimiter')",
                   "s", json);
  g_assert_cmpstr (told, ==, "tabular-data-package exact syndicate ;");
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *at = g_strdup_printf ("$.resources[%d]", i);
      g_autofree char *name = rap_db_text (db, "SELECT ?1 -> ?2 ->> 'path'", "ss", json, at);
      g_autofree char *hash = rap_db_text (db, "SELECT ?1 -> ?2 ->> 'hash'", "ss", json, at);
      g_autofree char *columns =
          rap_db_text (db,
                       "SELECT group_concat(value ->> 'name', ';') || char(13, 10)"
                       " FROM json_each(?1 -> ?2 -> 'schema' -> 'fields') WHERE length(value ->> 'description') > 3",
                       "ss", json, at);
      g_autofree char *contents = read_file (folder, name);
      g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, contents, -1);
      g_autofree char *expected = g_strconcat ("sha256:", digest, NULL);

      g_assert_cmpstr (name, ==, result->files[i].name);
      g_assert_cmpstr (hash, ==, expected);
      g_assert_cmpint (rap_db_int (db, "SELECT ?1 -> ?2 ->> 'bytes'", "ss", json, at), ==, (gint64) strlen (contents));
      g_assert_true (g_str_has_prefix (contents, columns));
    }
  remove_folder (folder);
}

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *async;
  double done;
} Waiting;

static void
progress_cb (double done, gpointer data)
{
  Waiting *waiting = data;

  g_assert_null (waiting->async);
  g_assert_cmpfloat (done, >, waiting->done);
  waiting->done = done;
}

static void
done_cb (GObject *source, GAsyncResult *async, gpointer data)
{
  Waiting *waiting = data;

  waiting->async = g_object_ref (async);
  g_main_loop_quit (waiting->loop);
}

static void
test_async (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = out_folder (archive);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RapExportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RapExportOptions options = { .folder = folder };
  Waiting waiting = { .loop = loop };

  make_seminar (archive);
  rap_export_async (archive->path, &options, progress_cb, &waiting, NULL, done_cb, &waiting);
  g_main_loop_run (loop);
  result = rap_export_finish (waiting.async, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_files, ==, 7);
  g_assert_cmpfloat (waiting.done, ==, 1);
  g_object_unref (waiting.async);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/export/sample", test_sample);
  archive_test_add ("/export/tables", test_tables);
  archive_test_add ("/export/nothing-leaks", test_nothing_leaks);
  archive_test_add ("/export/round-trip", test_round_trip);
  archive_test_add ("/export/refusals", test_refusals);
  archive_test_add ("/export/package", test_package);
  archive_test_add ("/export/async", test_async);
  return g_test_run ();
}
