/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a word may become while it is typed. */
#include "archive-fixture.h"

#include "rap-capture.h"
#include "rap-completion.h"
#include "rap-grammar.h"
#include "rap-programme.h"

/* The proposals where | is the cursor: "start title → text; …", or "" if there are none. */
static char *
propose (Archive *archive, gint64 session_id, const char *typed_with_cursor)
{
  g_auto (GStrv) parts = g_strsplit (typed_with_cursor, "|", 2);
  g_autofree char *typed = g_strconcat (parts[0], parts[1], NULL);
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (RapLineContext) context = rap_capture_context (db, session_id, TRUE);
  g_autoptr (RapCompletion) completion = rap_completion_new (db, session_id, context, typed, strlen (parts[0]));
  GString *out = g_string_new (NULL);

  for (guint i = 0; completion != NULL && i < completion->proposals->len; i++)
    {
      const RapProposal *proposal = completion->proposals->pdata[i];
      if (i == 0)
        g_string_append_printf (out, "%d", (int) completion->start);
      g_string_append_printf (out, "; %s", proposal->title);
      if (proposal->text != NULL)
        g_string_append_printf (out, " → %s", proposal->text);
      if (proposal->detail != NULL)
        g_string_append_printf (out, " (%s)", proposal->detail);
    }
  return g_string_free (out, FALSE);
}

static void
check (Archive *archive, gint64 session_id, const char *typed, const char *wanted)
{
  g_autofree char *found = propose (archive, session_id, typed);

  g_assert_cmpstr (found, ==, wanted);
}

static gint64
add_people (Archive *archive, gint64 session_id, const char *const *names)
{
  gint64 seminar_id = rap_programme_seminar_of (rap_store_db (archive->store), session_id), id = 0;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    id = rap_programme_add_person (archive->store, seminar_id, names[i], &error);
  g_assert_no_error (error);
  return id;
}

static void
test_people (Archive *archive, gconstpointer data)
{
  static const char *const names[] = { "Sarah Moss", "Sarah Bell", "Zoë O’Brien", "Dr Hazel Hall", NULL };
  gint64 session_id = archive_add_seminar (archive, 1);
  gint64 id = add_people (archive, session_id, names);
  g_autoptr (GError) error = NULL;

  rap_db_run (rap_store_db (archive->store), &error,
              "UPDATE attendance SET affiliation = 'Napier' WHERE person_id = ?1", "i", id);
  check (archive, session_id, "Said @ha|", "5; Dr Hazel Hall → @Hazel (Napier)");
  check (archive, session_id, "Said @hal| and more", "5; Dr Hazel Hall → @Hall (Napier)");
  check (archive, session_id, "Said @zo|", "5; Zoë O’Brien → @Zoë");
  check (archive, session_id, "@Sar|", "0; Sarah Bell → @\"Sarah Bell\"; Sarah Moss → @\"Sarah Moss\"");
  check (archive, session_id, "@\"sarah b|", "0; Sarah Bell → @\"Sarah Bell\"");
  /* who is called just this is chosen, not typed anew */
  check (archive, session_id, "@Sarah|", "0; Sarah Bell; Sarah Moss");
  /* nothing is gained, nobody is there, it is no mark, in the middle of a word, plain text */
  check (archive, session_id, "@Hazel|", "");
  check (archive, session_id, "@Xaver|", "");
  check (archive, session_id, "a@sar|", "");
  check (archive, session_id, "@Sa|rah", "");
  check (archive, session_id, "\\ @Sar|", "");
  check (archive, session_id, "@\"Sarah Bell\"|", "");
  g_assert_true (rap_db_run (rap_store_db (archive->store), &error, "UPDATE session SET attribution = 'none'", NULL));
  check (archive, session_id, "@Sar|", "");
  check (archive, session_id, "Said @ha|", "");
}

static void
test_themes (Archive *archive, gconstpointer data)
{
  gint64 other = archive_add_seminar (archive, 1), session_id = archive_add_seminar (archive, 1);

  archive_say (archive->store, other, NULL, "One #trust #training #transparency #tools");
  archive_say (archive->store, session_id, NULL, "Two #transparency #\"culture change\" #tr");
  check (archive, session_id, "x #tra|", "2; transparency → #transparency; training → #training");
  check (archive, session_id, "x #TRU|", "2; trust → #trust");
  /* just what is typed comes first */
  check (archive, session_id, "x #tr|",
         "2; tr → #tr; transparency → #transparency; training → #training; trust → #trust");
  /* later words too, of this seminar's */
  check (archive, session_id, "#ch|", "0; culture change → #\"culture change\"");
  check (archive, session_id, "#\"culture c|", "0; culture change → #\"culture change\"");
  check (archive, session_id, "#|", "0; transparency → #transparency; culture change → #\"culture change\"; tr → #tr");
  check (archive, session_id, "#trust|", "");
  check (archive, session_id, "#new|", "");
  check (archive, session_id, "issue #3|", "");
  check (archive, session_id, "C#tr|", "");
}

static void
test_points (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2), id;
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (GError) error = NULL;
  RapVoice two = { rap_programme_find_syndicate (db, session_id, 2, &error), 0 };
  g_autoptr (RapLineContext) context = NULL;
  g_autoptr (RapLine) undecided = NULL, chosen = NULL;

  archive_say (archive->store, session_id, NULL, "Online we lean on proxies");
  id = archive_say (archive->store, session_id, &two, "Proxies are no people");
  archive_say (archive->store, session_id, NULL, "Approximate is enough");
  check (archive, session_id, "= pro|",
         "0; Online we lean on proxies (Plenary); Proxies are no people (Syndicate 2);"
         " Approximate is enough (Plenary)");
  check (archive, session_id, "= lean|", "");
  check (archive, session_id, "= zebra|", "");
  check (archive, session_id, "= |", "");
  check (archive, session_id, "=pro|", "");
  check (archive, session_id, "= pro *|", "");

  context = rap_capture_context (db, session_id, TRUE);
  undecided = rap_line_parse ("= pro", context);
  g_assert_cmpint (undecided->echo_of, ==, 0);
  rap_line_context_choose_point (context, "Pro", id);
  chosen = rap_line_parse ("= pro *", context);
  g_assert_cmpint (chosen->echo_of, ==, id);
  g_assert_true (chosen->starred);
}

/* A room of 1,000 in an archive of 5,000 themes: what is proposed stays a short list, also of what begins with nothing.
 */
static void
test_many (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 1);
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (RapLineContext) context = NULL;
  g_autoptr (RapCompletion) people = NULL, themes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      rap_db_exec (db,
                   "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                   " INSERT INTO theme(id, name, key) SELECT i, 'theme ' || i, 'theme ' || i FROM n;"
                   "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                   " INSERT INTO person(id, name) SELECT i, 'Anna' || i || ' Bell' || i FROM n;"
                   "INSERT INTO attendance(id, seminar_id, person_id) SELECT person.id, seminar.id, person.id"
                   " FROM person, seminar;",
                   &error));
  g_assert_no_error (error);
  context = rap_capture_context (db, session_id, FALSE);
  people = rap_completion_new (db, session_id, context, "@", 1);
  g_assert_cmpuint (people->proposals->len, ==, 6);
  themes = rap_completion_new (db, session_id, context, "#th", 3);
  g_assert_cmpuint (themes->proposals->len, ==, 6);
  g_assert_cmpstr (((RapProposal *) themes->proposals->pdata[0])->text, ==, "#\"theme 1\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/completion/people", test_people);
  archive_test_add ("/completion/themes", test_themes);
  archive_test_add ("/completion/points", test_points);
  archive_test_add ("/completion/many", test_many);
  return g_test_run ();
}
