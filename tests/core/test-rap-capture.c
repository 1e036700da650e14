/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines as they are typed become points, and "we said that too"; points become lines again. */
#include "archive-fixture.h"

#include "rap-capture.h"
#include "rap-programme.h"

static void
test_echo (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 session_id = archive_add_seminar (archive, 3), id, echoed, steps;
  RapVoice one = archive_syndicate (archive, session_id, 1), two = archive_syndicate (archive, session_id, 2);

  id = archive_say (archive->store, session_id, &one, "Search by proxies");
  echoed = archive_say (archive->store, session_id, &two, "= proxies #trust *");
  g_assert_cmpint (echoed, ==, id);
  /* once is enough, and its own point it need not say; what else was typed is kept */
  archive_say (archive->store, session_id, &two, "= proxies +3 #trust");
  archive_say (archive->store, session_id, &one, "= proxies +2 ?? #new");
  g_assert_cmpint (archive_number (archive, "SELECT agreed FROM point"), ==, 3);
  g_assert_cmpint (archive_number (archive, "SELECT to_check FROM point"), ==, 1);
  g_assert_cmpint (archive_count (archive, "point_theme"), ==, 2);
  before = archive_dump (archive);
  steps = archive_count (archive, "history");
  archive_say (archive->store, session_id, &two, "= proxies +3 #trust");
  archive_say (archive->store, session_id, &one, "= proxies +2 ?? #new");
  archive_say (archive->store, session_id, &one, "= proxies");
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps);
  g_assert_cmpint (archive_count (archive, "point"), ==, 1);
  g_assert_cmpint (archive_count (archive, "point_echo"), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT starred FROM point"), ==, 1);

  /* given to the voice that said it too, the point is its own; the echo comes back with undo */
  g_assert_true (rap_capture_move (archive->store, &id, 1, &two, &error));
  g_assert_cmpint (archive_count (archive, "point_echo"), ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT syndicate_id FROM point"), ==, two.syndicate_id);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  g_assert_cmpint (archive_count (archive, "point_echo"), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT syndicate_id FROM point"), ==, one.syndicate_id);
  archive_check (archive);
}

/* A syndicate of another session, and a person who only listens, say nothing here. */
static void
test_foreign_voice (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 here = archive_add_seminar (archive, 2), there = archive_add_seminar (archive, 2), id;
  RapDb *db = rap_store_db (archive->store);
  RapVoice foreign = archive_syndicate (archive, there, 1);
  RapVoice listener = { 0, rap_programme_add_person (archive->store, rap_programme_seminar_of (db, here), "Hazel Hall",
                                                     &error) };
  const RapVoice *const voices[] = { &foreign, &listener };
  g_autoptr (RapLineContext) context = NULL;
  g_autofree char *before = NULL;

  id = archive_say (archive->store, here, NULL, "Search by proxies");
  context = rap_capture_context (db, here, TRUE);
  before = archive_dump (archive);
  for (guint i = 0; i < G_N_ELEMENTS (voices); i++)
    for (guint how = 0; how < 3; how++)
      {
        g_autoptr (RapLine) line = rap_line_parse (how == 0 ? "Something else" : "= proxies *", context);
        g_autofree char *after = NULL;

        g_assert_false (how == 2 ? rap_capture_move (archive->store, &id, 1, voices[i], &error)
                                 : rap_capture_add (archive->store, here, voices[i], line, 0, NULL, &error));
        g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
        g_clear_error (&error);
        after = archive_dump (archive);
        g_assert_cmpstr (after, ==, before);
      }
}

/* A name may hold a line end, in an archive that others wrote too: a derived list has one line a name all the same. */
static void
test_names_of_two_lines (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2), id;
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (RapPoint) point = NULL;

  rap_programme_add_person (archive->store, rap_programme_seminar_of (db, session_id), "Hazel", &error);
  g_assert_no_error (error);
  id = archive_say (archive->store, session_id, NULL, "One #trust #new @Hazel");
  g_assert_true (rap_db_exec (db,
                              "UPDATE person SET name = 'Hazel' || char(10) || 'Hall';"
                              "UPDATE theme SET name = name || char(13, 10) || char(10) || 'again'",
                              &error));
  point = rap_store_get (archive->store, RAP_TYPE_POINT, id);
  g_assert_cmpstr (point->people, ==, "said Hazel Hall");
  g_assert_cmpstr (point->themes, ==, "trust   again\nnew   again");
}

static int
deny_themes_cb (void *data, int action, const char *table, const char *b, const char *c, const char *d)
{
  return action == SQLITE_READ && g_strcmp0 (table, "point_theme") == 0 ? SQLITE_DENY : SQLITE_OK;
}

/* What is stored of a line is written as a line that means the same, whoever came into the archive first. */
static void
test_line_of (Archive *archive, gconstpointer data)
{
  static const char *const TYPED[] = { "As @Nils put it @Hazel", "As @Hazel put it @Nils",
                                       "@Nils heard @Hazel and Nils", "! Nils tells @Hazel of @Nils" };
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  RapDb *db = rap_store_db (archive->store);
  gint64 seminar_id = rap_programme_seminar_of (db, session_id);
  g_autoptr (RapLineContext) context = NULL;

  g_assert_cmpint (rap_programme_add_person (archive->store, seminar_id, "Hazel Hall", &error), >, 0);
  g_assert_cmpint (rap_programme_add_person (archive->store, seminar_id, "Nils", &error), >, 0);
  context = rap_capture_context (db, session_id, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (TYPED); i++)
    {
      gint64 id = archive_say (archive->store, session_id, NULL, TYPED[i]);
      g_autoptr (RapLine) typed = rap_line_parse (TYPED[i], context);
      g_autoptr (RapLine) line = rap_capture_line_of (db, id);
      g_autofree char *unparsed = NULL;
      gboolean exact;

      g_assert_true (rap_line_equal (line, typed));
      unparsed = rap_line_unparse (line, context, &exact);
      g_assert_cmpstr (unparsed, ==, TYPED[i]);
      g_assert_true (exact);
    }
  /* no such point, and one that cannot be read whole: half of it would be saved over the whole */
  g_assert_null (rap_capture_line_of (db, 1));
  sqlite3_set_authorizer (rap_db_handle (db), deny_themes_cb, NULL);
  g_assert_null (rap_capture_line_of (db, rap_db_int (db, "SELECT max(id) FROM point", NULL)));
  sqlite3_set_authorizer (rap_db_handle (db), NULL, NULL);
  g_assert_true (rap_db_take_unasked (db, NULL));
}

static void
test_edit (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 id = archive_say (archive->store, session_id, NULL, "Search by proxies");
  g_autoptr (RapLineContext) context = rap_capture_context (rap_store_db (archive->store), session_id, TRUE);
  g_autoptr (RapLine) line = rap_line_parse ("? Who searches #new", context);
  g_autoptr (RapLine) echo = rap_line_parse ("= proxies", context);

  g_assert_true (rap_capture_edit (archive->store, id, NULL, line, FALSE, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE kind = 'question'"), ==, 1);
  before = archive_dump (archive);
  g_assert_cmpint (echo->echo_of, ==, id);
  g_assert_false (rap_capture_edit (archive->store, id, NULL, echo, FALSE, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  g_clear_pointer (&before, g_free);
  g_clear_pointer (&after, g_free);

  g_assert_true (rap_capture_delete (archive->store, &id, 1, &error));
  before = archive_dump (archive);
  g_assert_false (rap_capture_edit (archive->store, id, NULL, line, FALSE, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  archive_say (archive->store, session_id, NULL, "the next step works");
}

static gboolean
say_typed (Archive *archive, gint64 session_id, RapVoice voice, const char *typed, gboolean *echoed, GError **error)
{
  return rap_capture_add_typed (archive->store, session_id, &voice, typed, NULL, 0, NULL, echoed, error);
}

static void
test_add_typed (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  RapVoice two = archive_syndicate (archive, session_id, 2), plenary = { 0 }, gone = { 12345, 0 }, left = { 0, 12345 };
  RapDb *db = rap_store_db (archive->store);
  gboolean echoed;

  g_assert_true (say_typed (archive, session_id, two, "Search by proxies #trust", &echoed, &error));
  g_assert_false (echoed);
  g_assert_cmpint (archive_number (archive, "SELECT syndicate_id FROM point"), ==, two.syndicate_id);
  label = rap_db_text (db, "SELECT label FROM history ORDER BY seq DESC", NULL);
  g_assert_cmpstr (label, ==, "Add “Search by proxies”");
  g_assert_cmpint (archive_number (archive, "SELECT seminar_id FROM history ORDER BY seq DESC"), ==,
                   rap_programme_seminar_of (db, session_id));
  g_assert_true (say_typed (archive, session_id, plenary, "= proxies", &echoed, &error));
  g_assert_true (echoed);
  g_assert_true (say_typed (archive, session_id, gone, "by a syndicate that is gone", NULL, &error));
  g_assert_true (say_typed (archive, session_id, left, "by a speaker who is gone", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE voice = 'plenary'"), ==, 2);

  /* the rule is the one that holds when the line is saved */
  g_assert_true (rap_db_exec (db, "UPDATE session SET attribution = 'none'", &error));
  g_assert_true (say_typed (archive, session_id, plenary, "As @Hazel put it", NULL, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE text LIKE '%Hazel%'"), ==, 0);

  g_assert_false (say_typed (archive, session_id, plenary, "  ", NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (say_typed (archive, 12345, plenary, "nowhere", NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_assert_cmpint (archive_count (archive, "point"), ==, 4);
}

/* A rule that cannot be read must not let a name through: nothing is parsed until it can. */
static void
test_context_unread (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  RapVoice plenary = { 0 };
  g_autoptr (RapLineContext) context = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other = archive_hold (archive);

  g_assert_null (rap_capture_context (rap_store_db (archive->store), session_id, TRUE));
  g_assert_true (rap_db_take_unasked (rap_store_db (archive->store), &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (say_typed (archive, session_id, plenary, "held up", NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  g_clear_error (&error);
  sqlite3_close (other);
  context = rap_capture_context (rap_store_db (archive->store), session_id, TRUE);
  g_assert_nonnull (context);
  g_assert_true (say_typed (archive, session_id, plenary, "held up", NULL, &error));
}

/* A theme of the archive is known however it is typed. */
static void
test_context_themes (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  g_autoptr (RapLineContext) context = NULL;

  archive_say (archive->store, session_id, NULL, "One #\"Größe  Matters\"");
  context = rap_capture_context (rap_store_db (archive->store), session_id, FALSE);
  g_assert_cmpstr (rap_line_context_get_theme (context, "GRÖSSE  matters"), ==, "Größe Matters");
  g_assert_null (rap_line_context_get_theme (context, "Größe"));
}

/* A change of what was changed meanwhile is refused; one of the text alone keeps the rest. */
static void
test_edit_meanwhile (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  RapDb *db = rap_store_db (archive->store);
  gint64 id = archive_say (archive->store, session_id, NULL, "! Search by proxies #trust by 28 Feb *");
  g_autoptr (RapLine) was = rap_capture_line_of (db, id);
  g_autoptr (RapLine) now = NULL;
  g_autoptr (RapLine) line = rap_line_new (RAP_POINT_KIND_INSIGHT, "Something else");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *typed = NULL;
  gboolean plain = TRUE;

  typed = rap_capture_typed (db, session_id, was, &plain);
  g_assert_cmpstr (typed, ==, "! Search by proxies by 2011-02-28 #trust *");
  g_assert_false (plain);
  g_assert_true (rap_capture_count_hands (archive->store, &id, 1, 1, 0, &error));
  before = archive_dump (archive);
  g_assert_false (rap_capture_edit (archive->store, id, was, line, FALSE, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_CONFLICT);
  g_clear_error (&error);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  now = rap_capture_line_of (db, id);
  g_assert_true (rap_capture_edit (archive->store, id, now, line, TRUE, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point JOIN point_theme ON point_id = id"
                                            " WHERE text = 'Something else' AND kind = 'action'"
                                            " AND due = '2011-02-28' AND starred AND agreed = 1"),
                   ==, 1);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  g_clear_pointer (&after, g_free);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

static void
test_chatham_house (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (RapLineContext) named = NULL;
  g_autoptr (RapLineContext) unnamed = NULL;

  named = rap_capture_context (db, session_id, FALSE);
  g_assert_false (named->unnamed);
  g_assert_true (rap_db_exec (db, "UPDATE session SET attribution = 'none'", &error));
  unnamed = rap_capture_context (db, session_id, FALSE);
  g_assert_true (unnamed->unnamed);
  archive_say (archive->store, session_id, NULL, "As @Hazel put it");
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE text LIKE '%Hazel%'"), ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM history WHERE label LIKE '%Hazel%'"), ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM history_part WHERE instr(changes, 'Hazel')"), ==, 0);
}

/* What is longer than anybody's CSV reader takes is refused, when it is added and when it is edited. */
static void
test_too_long (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 1), id = 0;
  const RapVoice plenary = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  for (guint i = 0; i < RAP_POINT_MAX_CHARS; i++)
    g_string_append (text, "é"); /* characters are counted, not bytes */
  for (gboolean too_long = FALSE; too_long <= TRUE; too_long++)
    {
      g_autoptr (RapLine) line = NULL;
      g_autoptr (GError) error = NULL, typed = NULL, edited = NULL;

      if (too_long)
        g_string_append_c (text, 'x');
      line = rap_line_new (RAP_POINT_KIND_INSIGHT, text->str);
      before = archive_dump (archive);
      g_assert_true (rap_capture_add (archive->store, session_id, &plenary, line, 0, too_long ? NULL : &id, &error) !=
                     too_long);
      g_assert_true (rap_capture_add_typed (archive->store, session_id, &plenary, text->str, NULL, 0, NULL, NULL,
                                            &typed) != too_long);
      g_assert_true (rap_capture_edit (archive->store, id, NULL, line, FALSE, &edited) != too_long);
      if (!too_long)
        {
          g_clear_pointer (&before, g_free);
          continue;
        }
      g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
      g_assert_error (typed, RAP_ERROR, RAP_ERROR_BAD_VALUE);
      g_assert_error (edited, RAP_ERROR, RAP_ERROR_BAD_VALUE);
      g_assert_cmpstr (error->message, ==,
                       "The text is longer than 100,000 characters, which no point may be; nothing was saved.");
      after = archive_dump (archive);
      g_assert_cmpstr (after, ==, before);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/capture/echo", test_echo);
  archive_test_add ("/capture/foreign-voice", test_foreign_voice);
  archive_test_add ("/capture/names-of-two-lines", test_names_of_two_lines);
  archive_test_add ("/capture/line-of", test_line_of);
  archive_test_add ("/capture/edit", test_edit);
  archive_test_add ("/capture/add-typed", test_add_typed);
  archive_test_add ("/capture/context-unread", test_context_unread);
  archive_test_add ("/capture/context-themes", test_context_themes);
  archive_test_add ("/capture/edit-meanwhile", test_edit_meanwhile);
  archive_test_add ("/capture/chatham-house", test_chatham_house);
  archive_test_add ("/capture/too-long", test_too_long);
  return g_test_run ();
}
