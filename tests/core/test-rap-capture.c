/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of "we said that too", of moving, starring and deleting, and of finding a seminar by what people type. */
#include "archive-fixture.h"

#include <gio/gio.h>

#include "rap-capture.h"
#include "rap-point-filter.h"
#include "rap-programme.h"
#include "rap-query.h"

static RapVoice
syndicate (Archive *archive, gint64 session_id, int number)
{
  g_autoptr (GError) error = NULL;
  RapVoice voice = { rap_programme_find_syndicate (rap_store_db (archive->store), session_id, number, &error), 0 };

  g_assert_no_error (error);
  return voice;
}

static void
test_echo (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 session_id = archive_add_seminar (archive, 3), id, echoed, steps;
  RapVoice one = syndicate (archive, session_id, 1), two = syndicate (archive, session_id, 2);

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
  RapVoice foreign = syndicate (archive, there, 1);
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

static void
test_spoke (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 3);
  RapVoice one = syndicate (archive, session_id, 1), two = syndicate (archive, session_id, 2);
  g_autoptr (GPtrArray) before = rap_voices_list (rap_store_db (archive->store), session_id);
  g_autoptr (GPtrArray) voices = NULL;
  const gboolean spoke[] = { TRUE, TRUE, FALSE, TRUE };

  g_assert_cmpuint (before->len, ==, G_N_ELEMENTS (spoke));
  for (guint i = 0; i < before->len; i++)
    g_assert_false (((RapVoiceEntry *) before->pdata[i])->spoke);
  archive_say (archive->store, session_id, &one, "Search by proxies");
  archive_say (archive->store, session_id, &two, "= proxies");
  archive_say (archive->store, session_id, NULL, "= proxies");
  voices = rap_voices_list (rap_store_db (archive->store), session_id);
  for (guint i = 0; i < voices->len; i++)
    {
      const RapVoiceEntry *entry = voices->pdata[i];
      g_assert_cmpint (entry->spoke, ==, spoke[i]);
      g_assert_cmpint (entry->n_points, ==, i == 0 ? 1 : 0);
    }
}

/* While another process holds the whole file, nothing can be read: not even that there are few voices. */
static void
test_voices_unread (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 3);
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (GPtrArray) voices = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other = archive_hold (archive);

  g_assert_null (rap_voices_list (db, session_id));
  g_assert_true (rap_db_take_unasked (db, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  sqlite3_close (other);
  voices = rap_voices_list (db, session_id);
  g_assert_cmpuint (voices->len, ==, 4);
}

static void
test_delete (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 session_id = archive_add_seminar (archive, 2), whole, part;
  RapVoice two = syndicate (archive, session_id, 2);
  RapDb *db = rap_store_db (archive->store);

  whole = archive_say (archive->store, session_id, NULL, "Search by proxies #trust");
  archive_say (archive->store, session_id, &two, "= proxies");
  part = archive_say (archive->store, session_id, NULL, "another wording");
  g_assert_true (rap_store_begin (archive->store, "Merge", 0, &error));
  g_assert_true (rap_db_run (db, &error, "UPDATE point SET merged_into = ?1 WHERE id = ?2", "ii", whole, part));
  g_assert_true (rap_store_commit (archive->store, &error));
  before = archive_dump (archive);

  g_assert_true (rap_capture_delete (archive->store, &whole, 1, &error));
  g_assert_cmpint (archive_number (archive, "SELECT id FROM point WHERE merged_into IS NULL"), ==, part);
  g_assert_cmpint (archive_count (archive, "point_echo"), ==, 0);
  g_assert_cmpint (archive_count (archive, "point_theme"), ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT id FROM gone"), ==, whole);
  archive_check (archive);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);

  /* what is not there leaves no trace when it is deleted */
  whole = 12345;
  g_assert_true (rap_capture_delete (archive->store, &whole, 1, &error));
  g_assert_cmpint (archive_count (archive, "gone"), ==, 0);
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
  RapVoice two = syndicate (archive, session_id, 2), plenary = { 0 }, gone = { 12345, 0 }, left = { 0, 12345 };
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

static void
test_add_person (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  gint64 first = archive_add_seminar (archive, 2), second = archive_add_seminar (archive, 2), hazel, steps;
  RapDb *db = rap_store_db (archive->store);
  const gint64 seminar_id = rap_programme_seminar_of (db, first);

  hazel = rap_programme_add_person (archive->store, seminar_id, " Hazel Hall ", &error);
  g_assert_no_error (error);
  g_assert_cmpint (hazel, !=, 0);
  label = rap_db_text (db, "SELECT label FROM history ORDER BY seq DESC", NULL);
  g_assert_cmpstr (label, ==, "Add the person “Hazel Hall”");
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM attendance WHERE status = 'came'"
                                            " AND consent = 'no'"),
                   ==, 1);
  steps = archive_count (archive, "history");
  g_assert_cmpint (rap_programme_add_person (archive->store, seminar_id, "Hazel Hall", &error), ==, hazel);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps);
  /* a name alone tells nobody from a namesake in another seminar */
  g_assert_cmpint (
      rap_programme_add_person (archive->store, rap_programme_seminar_of (db, second), "Hazel Hall", &error), !=,
      hazel);
  g_assert_cmpint (rap_programme_add_person (archive->store, seminar_id, "hazel hall", &error), ==, hazel);
  g_assert_cmpint (archive_count (archive, "person"), ==, 2);
  g_assert_cmpint (rap_programme_add_person (archive->store, seminar_id, " ", &error), ==, 0);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_cmpint (rap_programme_add_person (archive->store, 12345, "Hazel", &error), ==, 0);
  g_assert_nonnull (error);
  g_assert_cmpint (archive_count (archive, "person"), ==, 2);
}

static void
test_star (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 ids[] = { archive_say (archive->store, session_id, NULL, "one *"),
                   archive_say (archive->store, session_id, NULL, "two") };

  g_assert_true (rap_capture_star (archive->store, ids, 2, &error)); /* one was starred: now both are */
  g_assert_cmpint (archive_number (archive, "SELECT sum(starred) FROM point"), ==, 2);
  g_assert_true (rap_capture_star (archive->store, ids, 2, &error));
  g_assert_cmpint (archive_number (archive, "SELECT sum(starred) FROM point"), ==, 0);
}

static void
test_check_and_done (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 ids[] = { archive_say (archive->store, session_id, NULL, "! Send the list"),
                   archive_say (archive->store, session_id, NULL, "two ??") };
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;

  g_assert_true (rap_capture_check (archive->store, ids, 2, &error));
  g_assert_cmpint (archive_number (archive, "SELECT sum(to_check) FROM point"), ==, 2);
  g_assert_true (rap_capture_check (archive->store, ids, 2, &error));
  g_assert_cmpint (archive_number (archive, "SELECT sum(to_check) FROM point"), ==, 0);
  g_assert_true (rap_capture_done (archive->store, ids, 2, &error)); /* of the two only one is an action */
  g_assert_cmpint (archive_number (archive, "SELECT count(done_at) FROM point WHERE kind = 'action'"), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(done_at) FROM point"), ==, 1);
  g_assert_true (rap_capture_done (archive->store, ids, 2, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(done_at) FROM point"), ==, 0);
  g_assert_false (rap_capture_done (archive->store, ids + 1, 1, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  for (guint i = 0; i < 4; i++)
    g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

static void
test_hands (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2), steps, joined = 0;
  gint64 ids[] = { archive_say (archive->store, session_id, NULL, "one +2"),
                   archive_say (archive->store, session_id, NULL, "two") };
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;

  steps = archive_count (archive, "history");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (rap_capture_count_hands (archive->store, ids, 2, 1, joined, &error));
      joined = rap_store_get_last_step (archive->store);
    }
  g_assert_cmpint (archive_count (archive, "history"), ==, steps + 1);
  g_assert_cmpint (archive_number (archive, "SELECT sum(agreed) FROM point"), ==, 8);
  for (guint i = 0; i < 5; i++)
    g_assert_true (rap_capture_count_hands (archive->store, ids, 2, -1, 0, &error));
  g_assert_cmpint (archive_number (archive, "SELECT min(agreed) FROM point"), ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT max(agreed) FROM point"), ==, 0);
  g_assert_true (rap_capture_count_hands (archive->store, ids, 2, -1, 0, &error)); /* nothing to take is no step */
  g_assert_cmpint (archive_count (archive, "history"), ==, steps + 6);
  for (guint i = 0; i < 6; i++)
    g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
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

/* A closed syndicate is a voice only for what it said while it was open. */
static void
test_closed_syndicates (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 4);
  RapVoice two = syndicate (archive, session_id, 2), three = syndicate (archive, session_id, 3);
  g_autoptr (GPtrArray) voices = NULL;

  archive_say (archive->store, session_id, &two, "Search by proxies");
  archive_say (archive->store, session_id, &three, "= proxies");
  g_assert_true (rap_db_exec (rap_store_db (archive->store), "UPDATE syndicate SET closed = 1", &error));
  voices = rap_voices_list (rap_store_db (archive->store), session_id);
  g_assert_cmpuint (voices->len, ==, 3);
  g_assert_cmpint (((RapVoiceEntry *) voices->pdata[0])->number, ==, 2);
  g_assert_cmpint (((RapVoiceEntry *) voices->pdata[1])->number, ==, 3);
}

/* One point stands for several, of whom each keeps its voice; who raised it is counted over all of them. */
static void
test_merge (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 4), merged = 0, again = 0;
  RapDb *db = rap_store_db (archive->store);
  RapVoice one = syndicate (archive, session_id, 1), two = syndicate (archive, session_id, 2),
           three = syndicate (archive, session_id, 3), four = syndicate (archive, session_id, 4);
  gint64 ids[] = { archive_say (archive->store, session_id, &one, "Trust needs time #trust +2"),
                   archive_say (archive->store, session_id, &two, "Time makes trust #time *"),
                   archive_say (archive->store, session_id, NULL, "Give it time ??") };
  gint64 later[2];
  g_autofree char *before = NULL;
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;
  g_autoptr (RapPoint) point = NULL;

  archive_say (archive->store, session_id, &three, "= Give it time");
  before = archive_dump (archive);
  g_assert_true (rap_capture_merge (archive->store, ids, 3, ids[1], NULL, &merged, &error));
  point = rap_store_get (archive->store, RAP_TYPE_POINT, merged);
  g_assert_cmpstr (point->text, ==, "Time makes trust");
  g_assert_cmpstr (point->voice, ==, "merged");
  g_assert_cmpstr (point->themes, ==, "trust\ntime");
  g_assert_true (point->starred && point->to_check);
  g_assert_cmpint (point->agreed, ==, 2);
  g_assert_cmpint (point->originals, ==, 3);
  g_assert_cmpint (point->raised_by, ==, 3);
  g_assert_cmpint (point->syndicates, ==, 4);
  g_assert_cmpint (rap_db_int (db, "SELECT raised_by FROM export_points WHERE id = ?1", "i", merged), ==, 3);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM export_points WHERE merged_into IS NOT NULL"), ==, 3);
  /* counts count originals: the theme of one is that of what stands for it */
  g_assert_cmpint (archive_number (archive, "SELECT points FROM export_themes WHERE theme = 'trust'"), ==, 3);
  g_assert_cmpint (archive_number (archive, "SELECT raised_by FROM export_themes WHERE theme = 'time'"), ==, 3);
  g_assert_false (rap_capture_move (archive->store, &merged, 1, &one, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  archive_check (archive);

  /* merged once more: the originals of both are on one level */
  between = archive_dump (archive);
  archive_say (archive->store, session_id, &four, "= Time makes trust");
  later[0] = merged;
  later[1] = archive_say (archive->store, session_id, &one, "And patience");
  g_assert_true (
      rap_capture_merge (archive->store, later, 2, merged, "? Is it time and patience #new", &again, &error));
  g_assert_cmpint (rap_db_int (db, "SELECT count(*) FROM point WHERE merged_into = ?1", "i", again), ==, 4);
  g_assert_cmpint (rap_db_int (db, "SELECT raised_by FROM export_points WHERE id = ?1", "i", again), ==, 4);
  g_assert_cmpint (rap_db_int (db, "SELECT count(*) FROM point WHERE id = ?1", "i", merged), ==, 0);
  g_assert_cmpint (rap_db_int (db,
                               "SELECT count(*) FROM point WHERE id = ?1 AND kind = 'question'"
                               " AND text = 'Is it time and patience'",
                               "i", again),
                   ==, 1);
  /* unmerged, who said it too has said the first of them too */
  g_assert_true (rap_capture_unmerge (archive->store, &again, 1, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE merged_into IS NOT NULL"), ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE voice = 'merged'"), ==, 0);
  g_assert_cmpint (rap_db_int (db, "SELECT count(*) FROM point_echo WHERE point_id = ?1 AND syndicate_id = ?2", "ii",
                               ids[0], four.syndicate_id),
                   ==, 1);
  archive_check (archive);
  for (guint i = 0; i < 4; i++)
    g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, between);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  g_clear_pointer (&after, g_free);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);

  /* what cannot be merged is left as it was */
  later[1] = 12345;
  g_assert_false (rap_capture_merge (archive->store, ids, 1, ids[0], NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (rap_capture_merge (archive->store, ids, 2, ids[0], "  ", NULL, &error));
  g_clear_error (&error);
  later[0] = ids[0];
  g_assert_false (rap_capture_merge (archive->store, later, 2, ids[0], NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (rap_capture_unmerge (archive->store, ids, 2, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_pointer (&after, g_free);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

/* Some of the points that are shown, in their order. */
static guint
pick_points (Archive *archive, GRand *rand, gint64 *ids, guint most)
{
  g_autoptr (RapStmt) points = rap_db_prepare (
      rap_store_db (archive->store), "SELECT id FROM point WHERE merged_into IS NULL ORDER BY recorded_at, id", NULL);
  guint n = 0;

  while (n < most && rap_stmt_step (points, NULL))
    if (g_rand_boolean (rand))
      ids[n++] = rap_stmt_int (points, 0);
  return n;
}

/* Whatever is done to points, undone step by step, leaves what was there, and does it all again. */
static void
test_undo_anything (Archive *archive, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20110119);
  gint64 session_id = archive_add_seminar (archive, 3), ids[4], steps;
  RapVoice voices[] = { syndicate (archive, session_id, 1), syndicate (archive, session_id, 2), { 0 } };
  g_autofree char *before = NULL;
  g_autofree char *done = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *typed = g_strdup_printf ("%sPoint %u #theme%u +%u", i % 4 == 0 ? "! " : "", i, i % 3, i % 2);
      archive_say (archive->store, session_id, &voices[i % 3], typed);
    }
  before = archive_dump (archive);
  steps = archive_count (archive, "history");
  for (guint i = 0; i < 60; i++)
    {
      const guint n = pick_points (archive, rand, ids, 1 + g_rand_int_range (rand, 0, 4));
      g_autoptr (RapLine) line = NULL;
      g_autofree char *text = g_strdup_printf ("Changed %u", i);

      if (n == 0)
        continue;
      switch (g_rand_int_range (rand, 0, 9))
        {
        case 0:
          rap_capture_move (archive->store, ids, n, &voices[i % 3], NULL);
          break;
        case 1:
          rap_capture_star (archive->store, ids, n, NULL);
          break;
        case 2:
          rap_capture_count_hands (archive->store, ids, n, i % 2 == 0 ? 1 : -1, 0, NULL);
          break;
        case 3:
          rap_capture_check (archive->store, ids, n, NULL);
          break;
        case 4:
          rap_capture_done (archive->store, ids, n, NULL);
          break;
        case 5:
          rap_capture_delete (archive->store, ids, 1, NULL);
          break;
        case 6:
          line = rap_line_new (RAP_POINT_KIND_EXAMPLE, text);
          rap_capture_edit (archive->store, ids[0], NULL, line, i % 2 == 0, NULL);
          break;
        case 7:
          rap_capture_merge (archive->store, ids, n, ids[0], i % 2 == 0 ? text : NULL, NULL, NULL);
          break;
        default:
          rap_capture_unmerge (archive->store, ids, n, NULL);
        }
    }
  archive_check (archive);
  done = archive_dump (archive);
  steps = archive_count (archive, "history") - steps;
  g_assert_cmpint (steps, >, 30);
  for (gint64 i = 0; i < steps; i++)
    {
      g_autoptr (GError) error = NULL;
      rap_store_undo (archive->store, 0, NULL, &error);
      g_assert_no_error (error);
    }
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  for (gint64 i = 0; i < steps; i++)
    g_assert_true (rap_store_redo (archive->store, 0, NULL, NULL));
  again = archive_dump (archive);
  g_assert_cmpstr (again, ==, done);
  archive_check (archive);
}

static gint64
count_shown (Archive *archive, gint64 session_id, const RapPointFilter *filter)
{
  g_autofree char *sql = rap_point_filter_to_sql (filter);
  g_autoptr (RapQuery) query = rap_query_new (archive->store, RAP_TYPE_POINT, sql, session_id);
  gint64 total, n = rap_point_filter_count (filter, rap_store_db (archive->store), session_id, &total);

  g_assert_cmpint (total, ==, 4);
  g_assert_cmpint (n, ==, g_list_model_get_n_items (G_LIST_MODEL (query)));
  return n;
}

static void
test_filter (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 3);
  RapDb *db = rap_store_db (archive->store);
  RapVoice one = syndicate (archive, session_id, 1), two = syndicate (archive, session_id, 2);
  gint64 ids[] = { archive_say (archive->store, session_id, &one, "Trust needs time #trust *"),
                   archive_say (archive->store, session_id, &two, "Trust takes time") };
  RapPointFilter filter = { .since = G_MAXINT64 };

  archive_say (archive->store, session_id, &one, "Who pays ? ??");
  archive_say (archive->store, session_id, NULL, "! Ask the library");
  archive_say (archive->store, session_id, &two, "= Ask the library");
  archive_say (archive->store, session_id, NULL, "Who pays?");
  g_assert_true (rap_capture_merge (archive->store, ids, 2, ids[0], NULL, NULL, NULL));
  g_assert_true (rap_point_filter_is_empty (&filter));
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 4);
  filter.by_voice = TRUE; /* what it raised, said too, or said of what is merged */
  filter.voice = two;
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 2);
  filter.voice = (RapVoice){ 0 };
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 2);
  filter.by_kind = TRUE;
  filter.kind = RAP_POINT_KIND_ACTION;
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 1);
  filter = (RapPointFilter){ .since = G_MAXINT64, .starred = TRUE };
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 1);
  filter.to_check = TRUE;
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 0);
  filter.since = 0; /* what came since is shown whatever it is */
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 4);
  filter = (RapPointFilter){ .since = G_MAXINT64 };
  filter.theme_id = rap_db_int (db, "SELECT id FROM theme", NULL);
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 1);
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

static gint64
make_seminar (Archive *archive, const char *title, const char *date)
{
  RapSeminarPlan plan = { .title = title, .date = date };
  g_autoptr (GError) error = NULL;
  gint64 id = rap_programme_new_seminar (archive->store, &plan, &error);

  g_assert_no_error (error);
  return id;
}

static void
test_find_seminar (Archive *archive, gconstpointer data)
{
  RapDb *db = rap_store_db (archive->store);
  gint64 trust = make_seminar (archive, "Trust", "2011-01-19"),
         more = make_seminar (archive, "More trust", "2012-01-19");
  gint64 noon = make_seminar (archive, "Noon", "2013-05-05");
  const struct
  {
    const char *what;
    gint64 id;
    int code;
  } cases[] = {
    { "2011-01-19", trust, 0 },
    { "trust", trust, 0 }, /* the whole title, though a part of another */
    { "MORE", more, 0 },
    { "tru", 0, RAP_ERROR_AMBIGUOUS },
    { "noon", 0, RAP_ERROR_AMBIGUOUS }, /* two of the same title */
    { "2013-05-05", 0, RAP_ERROR_AMBIGUOUS },
    { "2014-05-05", 0, RAP_ERROR_NOT_FOUND },
    { "nothing", 0, RAP_ERROR_NOT_FOUND },
    { "", 0, RAP_ERROR_NOT_FOUND },
  };

  make_seminar (archive, "Noon", "2013-05-05");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_test_message ("“%s”", cases[i].what);
      g_assert_cmpint (rap_programme_find_seminar (db, cases[i].what, &error), ==, cases[i].id);
      if (cases[i].id == 0)
        g_assert_error (error, RAP_ERROR, cases[i].code);
    }
  g_assert_cmpint (noon, !=, 0);
}

static void
test_is_date (void)
{
  static const char *const no[] = { "",          "2011-02-29",  "2011-13-01", "2011- 1-19", "+201-01-19",
                                    "2011-1-19", "2011-01-199", "0000-01-01", "2011/01/19", "2011-01-00" };

  g_assert_true (rap_programme_is_date ("2012-02-29"));
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (rap_programme_is_date (no[i]));
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
  archive_test_add ("/capture/spoke", test_spoke);
  archive_test_add ("/capture/voices-unread", test_voices_unread);
  archive_test_add ("/capture/delete", test_delete);
  archive_test_add ("/capture/line-of", test_line_of);
  archive_test_add ("/capture/edit", test_edit);
  archive_test_add ("/capture/add-typed", test_add_typed);
  archive_test_add ("/capture/too-long", test_too_long);
  archive_test_add ("/capture/context-themes", test_context_themes);
  archive_test_add ("/capture/context-unread", test_context_unread);
  archive_test_add ("/programme/add-person", test_add_person);
  archive_test_add ("/capture/star", test_star);
  archive_test_add ("/capture/check-and-done", test_check_and_done);
  archive_test_add ("/capture/hands", test_hands);
  archive_test_add ("/capture/edit-meanwhile", test_edit_meanwhile);
  archive_test_add ("/capture/closed-syndicates", test_closed_syndicates);
  archive_test_add ("/capture/merge", test_merge);
  archive_test_add ("/capture/undo-anything", test_undo_anything);
  archive_test_add ("/capture/filter", test_filter);
  archive_test_add ("/capture/chatham-house", test_chatham_house);
  archive_test_add ("/programme/find-seminar", test_find_seminar);
  g_test_add_func ("/programme/is-date", test_is_date);
  return g_test_run ();
}
