/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The leak check: names that stand in exported texts without being allowed to, and no others. */
#include "archive-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "rap-leaks.h"

static void
say (Archive *archive, int id, int session, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;

  rap_db_run (rap_store_db (archive->store), &error,
              "INSERT INTO point(id, session_id, voice, kind, text, recorded_at) VALUES(?1, ?2, 'plenary', ?3, ?4, ?1)",
              "iiss", (gint64) id, (gint64) session, kind, text);
  g_assert_no_error (error);
}

/* A talk (10) and a discussion (11) with a syndicate (20). Hazel speaks, Orla organises; Mark and Anna Bell consent by
 * name; Will, May, Zoë, Anna Cross, Li and Yamada do not; Jean cancelled. */
static void
make_seminar (Archive *archive)
{
  archive_run (
      archive,
      "INSERT INTO seminar(id, title, date, tz) VALUES(1, 'Trust', '2011-01-19', 'UTC');"
      "INSERT INTO session(id, seminar_id, position, kind, title) VALUES(10, 1, 1, 'talk', 'Talk by Hazel Hall'),"
      " (11, 1, 2, 'discussion', 'Opened by Orla Ganiser');"
      "INSERT INTO syndicate(id, session_id, number, name, brief) VALUES(20, 11, 1, 'Policy', 'Why?');"
      "INSERT INTO person(id, name) VALUES(1, 'Hazel Hall'), (2, 'Orla Ganiser'), (3, 'Mark Otto'),"
      " (4, 'Will Smith'), (5, 'May O''Brien'), (6, 'Zo\u00eb van Dam'), (7, 'Anna Bell'), (8, 'Anna Cross'),"
      " (9, 'Li'), (10, '\u5c71\u7530 \u592a\u90ce'), (11, 'Jean-Luc Dr. No'), (12, 'Stranger');"
      "INSERT INTO attendance(id, seminar_id, person_id, status, consent) SELECT id, 1, id,"
      " iif(id = 11, 'cancelled', 'came'),"
      " CASE WHEN id IN (3, 7) THEN 'by_name' WHEN id = 5 THEN 'anonymously' ELSE 'no' END"
      " FROM person WHERE id < 12;"
      "INSERT INTO role(id, attendance_id, kind, session_id) VALUES(1, 1, 'speaker', 10), (2, 2, 'organiser', NULL);"
      "INSERT INTO theme(id, name, key) VALUES(30, 'trust', 'trust');"
      "INSERT INTO seminar_theme(seminar_id, theme_id, position, headline) VALUES(1, 30, 1, 'Trust!')");
}

static RapLeaks *
find (Archive *archive, const RapExportOptions *options, guint max)
{
  g_autoptr (GError) error = NULL;
  RapLeaks *leaks = rap_leaks_find (rap_store_db (archive->store), options, max, NULL, &error);

  g_assert_no_error (error);
  return leaks;
}

/* "where name; where name", or the names alone */
static char *
tell (const RapLeaks *leaks, gboolean where)
{
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < leaks->n_items; i++)
    g_string_append_printf (told, "%s%s%s%s", i > 0 ? "; " : "", where ? leaks->items[i].where : "", where ? " " : "",
                            leaks->items[i].name);
  return g_string_free (told, FALSE);
}

static void
assert_leaks (Archive *archive, const RapExportOptions *options, gboolean where, const char *expected)
{
  g_autoptr (RapLeaks) leaks = find (archive, options, 100);
  g_autofree char *told = tell (leaks, where);

  g_assert_cmpstr (told, ==, expected);
  g_assert_cmpuint (leaks->n_found, ==, leaks->n_items);
}

/* What is found in a text under each rule, be it the session's or the one asked for */
static void
test_rules (Archive *archive, gconstpointer data)
{
  static const struct
  {
    const char *text, *named, *stricter;
  } cases[] = {
    { "Hazel was right", "", "Hazel" },  /* speakers may be named where names are */
    { "Mark this", "", "Mark" },         /* so may who consents by name */
    { "Orla’s idea", "Orla", "Orla" },   /* an organiser is public in the programme alone */
    { "Will it work?", "Will", "Will" }, /* a word, or a name: that is for a person to say */
    { "will it? WILL it? In may, mark", "", "" },
    { "May we? (May!)", "May", "May" },
    { "Goodwill, Willing, Mayor, Marks", "", "" },
    { "Smith asked", "Smith", "Smith" },
    { "Will Smith, and Will", "Will Smith; Will", "Will Smith; Will" },
    { "Zo\xC3\xAB agreed", "Zo\xC3\xAB", "Zo\xC3\xAB" },
    { "Zoe\xCC\x88 agreed", "Zoe\xCC\x88", "Zoe\xCC\x88" },
    { "Zoe agreed", "", "" },
    { "a van in Dam", "Dam", "Dam" },
    { "Anna Bell knows", "", "Anna Bell" }, /* the whole name is of one who consents */
    { "Anna knows", "Anna", "Anna" },       /* of both, and one of them does not */
    { "Li knows, not Lisa", "Li", "Li" },   /* short, but a full name */
    { "山田さんと太郎", "山田; 太郎", "山田; 太郎" },
    { "O’Brien, O'Brien", "Brien; O'Brien", "Brien; O'Brien" },
    { "Jean-Luc; Luc; Dr. X; No", "Jean-Luc; Luc", "Jean-Luc; Luc" },
    { "Stranger things", "", "" }, /* nobody of this seminar */
    { "nothing", "", "" },
  };

  make_seminar (archive);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (RapAttribution rule = RAP_ATTRIBUTION_NAMED; rule <= RAP_ATTRIBUTION_NONE; rule++)
      for (int of_session = 0; of_session < 2; of_session++)
        {
          const char *const tables[] = { "points", NULL };
          const RapExportOptions options = { .seminar_id = 1,
                                             .tables = tables,
                                             .attribution = of_session ? RAP_ATTRIBUTION_NAMED : rule };
          g_autoptr (GError) error = NULL;

          g_test_message ("%s, %s", cases[i].text, rap_attribution_to_string (rule));
          archive_run (archive, "DELETE FROM point");
          rap_db_run (rap_store_db (archive->store), &error, "UPDATE session SET attribution = ?1 WHERE id = 11", "s",
                      of_session ? rap_attribution_to_string (rule) : NULL);
          g_assert_no_error (error);
          say (archive, 40, 11, "insight", cases[i].text);
          assert_leaks (archive, &options, FALSE, rule == RAP_ATTRIBUTION_NAMED ? cases[i].named : cases[i].stricter);
        }
}

/* The talk on the record, the discussion not */
static void
test_rule_of_part (Archive *archive, gconstpointer data)
{
  const RapExportOptions options = { .seminar_id = 1 };

  make_seminar (archive);
  say (archive, 40, 10, "insight", "Hazel showed it");
  say (archive, 41, 11, "insight", "Hazel said it");
  assert_leaks (archive, &options, TRUE, "");
  archive_run (archive, "UPDATE session SET attribution = 'none' WHERE id = 11");
  {
    g_autoptr (RapLeaks) leaks = find (archive, &options, 100);

    g_assert_cmpuint (leaks->n_items, ==, 1);
    g_assert_cmpint (leaks->items[0].id, ==, 41);
    g_assert_cmpint (leaks->items[0].id_kind, ==, 'p');
    g_assert_cmpstr (leaks->items[0].text, ==, "Hazel said it");
    g_assert_cmpstr (leaks->items[0].seminar, ==, "Trust");
  }
  /* a headline speaks of the whole day */
  archive_run (archive, "UPDATE seminar_theme SET headline = 'What Mark said'");
  assert_leaks (archive, &options, TRUE, "point Hazel; headline Mark");
}

/* What is masked is no leak; the same text without a mark is */
static void
test_masked (Archive *archive, gconstpointer data)
{
  RapExportOptions options = { .seminar_id = 1 };

  make_seminar (archive);
  say (archive, 40, 11, "action", "Ask Will first, then @Will");
  assert_leaks (archive, &options, TRUE, "point Will");
  archive_run (archive, "INSERT INTO point_person VALUES(40, 4, 'mentioned', 'Will')");
  assert_leaks (archive, &options, TRUE, "");
  options.tables = (const char *const[]){ "actions", NULL };
  assert_leaks (archive, &options, TRUE, "");
  options.tables = NULL;
  say (archive, 41, 11, "insight", "and @Will, whom nobody is called");
  assert_leaks (archive, &options, TRUE, "point Will");
  options.attribution = RAP_ATTRIBUTION_SYNDICATE;
  assert_leaks (archive, &options, TRUE, "");
  archive_run (archive, "UPDATE attendance SET consent = 'by_name' WHERE person_id = 4");
  options.attribution = RAP_ATTRIBUTION_NAMED;
  assert_leaks (archive, &options, TRUE, "");
}

/* Whether a name stands in a table as it is written */
static gboolean
is_written (Archive *archive, RapExportOptions options, const char *name)
{
  g_autofree char *folder = g_build_filename (archive->folder, "out", NULL);
  g_autoptr (RapExportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean written = FALSE;

  options.folder = folder;
  rap_export (rap_store_db (archive->store), &options, NULL, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < result->n_files; i++)
    {
      g_autofree char *path = g_build_filename (folder, result->files[i].name, NULL);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      written = written || strstr (text, name) != NULL;
      g_remove (path);
    }
  g_rmdir (folder);
  return written;
}

/* Each column in which a text is exported, in each table: found where it is written, and nowhere else */
static void
test_tables (Archive *archive, gconstpointer data)
{
  static const struct
  {
    const char *sql, *where, *tables;
  } cases[] = {
    { "UPDATE point SET text = 'Qux asks' WHERE id = 40", "point", "points actions" },
    { "UPDATE point SET text = 'Qux asks' WHERE id = 39", "point", "points" },
    { "UPDATE session SET title = 'Qux asks' WHERE id = 11", "session", "points syndicates people" },
    { "UPDATE syndicate SET name = 'Qux asks'", "syndicate", "points syndicates themes actions" },
    { "UPDATE syndicate SET brief = 'Qux asks'", "brief", "points syndicates" },
    { "UPDATE theme SET name = 'Qux asks'", "theme", "points syndicates themes" },
    { "UPDATE seminar_theme SET headline = 'Qux asks'", "headline", "themes" },
    { "UPDATE attendance SET affiliation = 'Qux asks' WHERE person_id = 1", "affiliation", "people" },
    { "UPDATE attendance SET affiliation = 'Qux asks' WHERE person_id = 4", "affiliation", "" },
    { "UPDATE seminar SET title = 'Qux asks'", "seminar", "points syndicates themes actions people seminars" },
    { "UPDATE seminar SET venue = 'Qux asks'", "venue", "seminars" },
    { "UPDATE seminar SET host = 'Qux asks'", "host", "seminars" },
    { "UPDATE series SET name = 'Qux asks'", "series", "seminars" },
  };

  make_seminar (archive);
  archive_run (archive,
               "UPDATE person SET name = 'Qux' WHERE id = 4;"
               "INSERT INTO role(id, attendance_id, kind, syndicate_id) VALUES(9, 3, 'member', 20);"
               "INSERT INTO series(id, name, key) VALUES(50, 'Talks', 'talks'); UPDATE seminar SET series_id = 50;"
               "INSERT INTO point(id, session_id, voice, syndicate_id, kind, text, recorded_at)"
               " VALUES(39, 11, 'syndicate', 20, 'insight', 'One', 2), (40, 11, 'syndicate', 20, 'action', 'Two', 1);"
               "INSERT INTO point_theme VALUES(39, 30, 1)");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) wanted = g_strsplit (cases[i].tables, " ", -1);

      archive_run (archive, cases[i].sql);
      for (guint t = 0; rap_export_get_tables ()[t] != NULL; t++)
        {
          const char *const tables[] = { rap_export_get_tables ()[t], NULL };
          const RapExportOptions options = { .seminar_id = 1, .tables = tables };
          g_autoptr (RapLeaks) leaks = find (archive, &options, 100);
          /* of themes.csv the first point is told as the theme's */
          const gboolean is_first = g_str_has_suffix (cases[i].sql, "39") && g_str_equal (tables[0], "themes");

          g_test_message ("%s: %s", tables[0], cases[i].sql);
          g_assert_cmpuint (leaks->n_found, ==, is_first || g_strv_contains ((const char *const *) wanted, tables[0]));
          if (leaks->n_found > 0 && !is_first)
            g_assert_cmpstr (leaks->items[0].where, ==, cases[i].where);
          g_assert_cmpint (is_written (archive, options, "Qux"), ==, leaks->n_found > 0);
        }
      archive_run (
          archive,
          "UPDATE point SET text = 'One'; UPDATE session SET title = 'T'; UPDATE theme SET name = 'trust';"
          "UPDATE syndicate SET name = 'P', brief = 'Why?'; UPDATE seminar_theme SET headline = 'H';"
          "UPDATE attendance SET affiliation = NULL; UPDATE seminar SET title = 'S', venue = NULL, host = NULL;"
          "UPDATE series SET name = 'Talks'");
    }
}

/* Who stands in people.csv may stand in what announces the seminar, under every rule; nobody else may */
static void
test_programme (Archive *archive, gconstpointer data)
{
  make_seminar (archive);
  archive_run (archive,
               "UPDATE seminar SET title = 'Mark and Will ask Orla', host = 'Hazel', venue = 'Anna Bell House'");
  for (RapAttribution rule = RAP_ATTRIBUTION_NAMED; rule <= RAP_ATTRIBUTION_NONE; rule++)
    {
      const RapExportOptions options = { .attribution = rule };
      assert_leaks (archive, &options, TRUE,
                    rule == RAP_ATTRIBUTION_NAMED ? "seminar Will" : "seminar Mark; seminar Will; venue Anna Bell");
    }
}

/* All seminars: somebody is known where they attended, and nowhere else */
static void
test_all (Archive *archive, gconstpointer data)
{
  const RapExportOptions options = { 0 };

  make_seminar (archive);
  archive_run (archive, "INSERT INTO seminar(id, title, date, tz) VALUES(2, 'Later', '2012-01-19', 'UTC');"
                        "INSERT INTO session(id, seminar_id, position, kind) VALUES(12, 2, 1, 'other');"
                        "INSERT INTO attendance(id, seminar_id, person_id) VALUES(20, 2, 12)");
  say (archive, 40, 11, "insight", "Will and Stranger");
  say (archive, 41, 12, "insight", "Stranger and Will");
  assert_leaks (archive, &options, FALSE, "Will; Stranger");
}

/* Long texts are shortened around the name, on one line; no more are told than are asked for, but all are counted */
static void
test_told (Archive *archive, gconstpointer data)
{
  const RapExportOptions options = { .seminar_id = 1 };
  g_autofree char *a = g_strnfill (200, 'a'), *text = g_strdup_printf ("%s\nand\tWill\r\n \x1b said %s", a, a);
  g_autoptr (RapLeaks) leaks = NULL;

  make_seminar (archive);
  for (int i = 40; i < 50; i++)
    say (archive, i, 11, "insight", text);
  leaks = find (archive, &options, 3);
  g_assert_cmpuint (leaks->n_items, ==, 3);
  g_assert_cmpuint (leaks->n_found, ==, 10);
  g_assert_true (g_str_has_prefix (leaks->items[0].text, "…aaa"));
  g_assert_true (g_str_has_suffix (leaks->items[0].text, "aaa…"));
  g_assert_nonnull (strstr (leaks->items[0].text, "a and Will said a"));
  g_assert_cmpint (g_utf8_strlen (leaks->items[0].text, -1), ==, 82);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RapLeaks **leaks = data;
  g_autoptr (GError) error = NULL;

  *leaks = rap_leaks_find_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_thread (Archive *archive, gconstpointer data)
{
  const char *const tables[] = { "points", NULL };
  const RapExportOptions options = { .tables = tables };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RapLeaks) leaks = NULL;
  g_autoptr (GError) error = NULL;

  make_seminar (archive);
  say (archive, 40, 11, "insight", "Will it?");
  rap_leaks_find_async (archive->path, &options, 10, NULL, found_cb, &leaks);
  while (leaks == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (leaks->items[0].name, ==, "Will");
  g_cancellable_cancel (cancellable);
  g_assert_null (rap_leaks_find (rap_store_db (archive->store), &options, 10, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/leaks/rules", test_rules);
  archive_test_add ("/leaks/rule-of-part", test_rule_of_part);
  archive_test_add ("/leaks/masked", test_masked);
  archive_test_add ("/leaks/tables", test_tables);
  archive_test_add ("/leaks/programme", test_programme);
  archive_test_add ("/leaks/all", test_all);
  archive_test_add ("/leaks/told", test_told);
  archive_test_add ("/leaks/thread", test_thread);
  return g_test_run ();
}
