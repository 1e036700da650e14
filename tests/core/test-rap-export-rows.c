/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of exported tables: nobody stands in them who may not, and what stands in them comes back. */
#include "export-fixture.h"

#include "rap-csv-guard.h"
#include "rap-id.h"
#include "rap-time.h"

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
  archive_run (archive, "DELETE FROM point_person; DELETE FROM point_echo; DELETE FROM point_theme; DELETE FROM point;"
                        "DELETE FROM seminar_theme; DELETE FROM theme; DELETE FROM role; DELETE FROM attendance;"
                        "DELETE FROM person; DELETE FROM syndicate; DELETE FROM session; DELETE FROM seminar;"
                        "INSERT INTO theme VALUES(1, 'trust', 'trust'), (2, 'policy', 'policy')");
  for (int p = 1; p <= N_PEOPLE; p++)
    {
      g_autofree char *name = make_name (p);
      export_insertf (archive, "INSERT INTO person(id, name) VALUES(%d, '%s')", p, name);
    }
  for (int m = 1; m <= 2; m++)
    {
      export_insertf (
          archive, "INSERT INTO seminar(id, title, date, tz, attribution) VALUES(%d, 'S', '2011-01-19', 'UTC', '%s')",
          m, PICK ("named", "named", "syndicate", "none"));
      export_insertf (archive, "INSERT INTO seminar_theme(seminar_id, theme_id, position) VALUES(%d, 1, 1), (%d, 2, 2)",
                      m, m);
      for (int s = m * 10; s < m * 10 + 4; s++)
        {
          export_insertf (
              archive, "INSERT INTO session(id, seminar_id, position, kind, attribution) VALUES(%d, %d, %d, '%s', %s)",
              s, m, s, s % 2 ? "discussion" : "talk", PICK ("NULL", "'named'", "'syndicate'", "'none'"));
          for (int y = s * 10; s % 2 && y < s * 10 + 3; y++)
            export_insertf (archive, "INSERT INTO syndicate(id, session_id, number) VALUES(%d, %d, %d)", y, s,
                            y % 10 + 1);
        }
      for (int p = 1; p <= N_PEOPLE; p++)
        {
          int a = m * 100 + p, s = m * 10 + g_test_rand_int_range (0, 4);

          if (g_test_rand_int_range (0, 8) == 0)
            continue; /* not there, and yet perhaps named */
          export_insertf (
              archive,
              "INSERT INTO attendance(id, seminar_id, person_id, consent, status) VALUES(%d, %d, %d, '%s', '%s')", a, m,
              p, PICK ("no", "anonymously", "by_name"), PICK ("came", "registered", "cancelled"));
          if (g_test_rand_int_range (0, 4) == 0)
            export_insertf (archive, "INSERT INTO role(id, attendance_id, kind, session_id) VALUES(%d, %d, '%s', %d)",
                            a, a, PICK ("speaker", "organiser"), s & ~1);
          if (g_test_rand_int_range (0, 2))
            export_insertf (archive, "INSERT INTO role(id, attendance_id, kind, syndicate_id) VALUES(%d, %d, '%s', %d)",
                            a + 1000, a, PICK ("facilitator", "rapporteur", "member"),
                            (s | 1) * 10 + g_test_rand_int_range (0, 3));
        }
      for (int p = m * 1000; p < m * 1000 + 60; p++)
        {
          int s = m * 10 + g_test_rand_int_range (0, 4), who = g_test_rand_int_range (1, N_PEOPLE + 1);
          g_autofree char *name = make_name (who);

          export_insertf (archive,
                          "INSERT INTO point(id, session_id, voice, syndicate_id, speaker_id, kind, text, recorded_at)"
                          " VALUES(%d, %d, '%s', nullif(%d, 0), %s, '%s', 'So %s’s (%s) idea', %d)",
                          p, s, s % 2 ? "syndicate" : "speaker", s % 2 ? s * 10 + g_test_rand_int_range (0, 3) : 0,
                          s % 2 ? "NULL" : PICK ("1", "2", "3", "4", "5"), PICK ("action", "insight", "quote"), name,
                          name, p);
          export_insertf (archive, "INSERT INTO point_person VALUES(%d, %d, '%s', '%s')", p, who,
                          PICK ("said", "owns", "mentioned"), name);
          export_insertf (archive, "INSERT INTO point_person VALUES(%d, %d, '%s', '')", p,
                          g_test_rand_int_range (1, N_PEOPLE + 1), PICK ("said", "owns", "mentioned"));
          export_insertf (archive, "INSERT INTO point_theme VALUES(%d, %d, 1)", p, g_test_rand_int_range (1, 3));
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
  g_autofree char *folder = export_folder (archive);
  guint shown[3] = { 0 }, leaks_unchecked = 0;

  for (int round = 0; round < 15; round++)
    {
      make_random_archive (archive);
      for (RapAttribution asked = RAP_ATTRIBUTION_NAMED; asked <= RAP_ATTRIBUTION_NONE; asked++)
        {
          RapExportOptions options = { .folder = folder, .attribution = asked, .exact = round % 2 };
          g_autoptr (RapExportResult) result = export_write (archive, &options);

          for (guint i = 0; rap_export_get_tables ()[i] != NULL; i++)
            {
              const char *table = rap_export_get_tables ()[i];
              g_autoptr (GPtrArray) rows = export_read_table (folder, table);
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
  export_remove_folder (folder);
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
  g_autofree char *folder = export_folder (archive);
  RapDb *db = rap_store_db (archive->store);

  export_make_seminar (archive);
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
      result = export_write (archive, &options);
      rows = export_read_delimited (folder, "points", options.delimiter);
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
  export_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/export-rows/nothing-leaks", test_nothing_leaks);
  archive_test_add ("/export-rows/round-trip", test_round_trip);
  return g_test_run ();
}
