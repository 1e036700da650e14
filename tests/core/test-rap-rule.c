/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Under the Chatham House Rule no name stays with what was said: in no row, no index, no history, not in the file's
 * bytes. */
#include "archive-fixture.h"

#include "rap-capture-points.h"
#include "rap-capture.h"
#include "rap-people-join.h"
#include "rap-point.h"
#include "rap-programme.h"
#include "rap-rule.h"
#include "rap-sessions.h"
#include "rap-unfinished-line.h"
#include "rap-voice.h"

#define SECRET "Quetzalcoatl"
#define FOLDED "quetzalcoatl"

/* How often the secret stands anywhere in the archive's files, in capitals or folded. */
static guint
count_bytes (Archive *archive)
{
  static const char *const ends[] = { "", "-wal", "-journal" };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (archive->path, ends[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (!g_file_get_contents (path, &bytes, &length, NULL))
        continue;
      for (gsize at = 0; at + strlen (SECRET) <= length; at++)
        n += g_ascii_strncasecmp (bytes + at, FOLDED, strlen (FOLDED)) == 0;
    }
  return n;
}

static gint64
number (Archive *archive, const char *sql)
{
  return archive_number (archive, sql);
}

/* A discussion in which the secret was said, owned and mentioned, in points that stand, were changed and deleted. */
static gint64
say_it (Archive *archive)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 seminar_id = number (archive, "SELECT id FROM seminar");

  g_assert_cmpint (rap_programme_add_person (archive->store, seminar_id, "Ana " SECRET, &error), !=, 0);
  g_assert_no_error (error);
  archive_say (archive->store, session_id, NULL, "@" SECRET " trust needs time");
  archive_say (archive->store, session_id, NULL, "I heard @" SECRET " say so, twice #trust");
  archive_say (archive->store, session_id, NULL, "! Send the list @" SECRET);
  archive_say (archive->store, session_id, NULL, "nobody called @Nobodyknown was here");
  archive_say (archive->store, session_id, NULL, "plain");
  return session_id;
}

/* The person is of the archive, so the name stands there; that is taken away to see what else holds it. */
static void
forget_person (Archive *archive)
{
  g_assert_true (
      rap_db_exec (rap_store_db (archive->store),
                   "PRAGMA secure_delete = 1; DELETE FROM attendance; DELETE FROM person;"
                   "DELETE FROM words WHERE rowid IN (SELECT docid FROM doc WHERE kind IN ('person', 'attendance'));"
                   "DELETE FROM doc WHERE kind IN ('person', 'attendance');"
                   "INSERT INTO words(words) VALUES('optimize'); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)",
                   NULL));
}

static void
test_erases (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RapDb *db = rap_store_db (archive->store);
  gint64 session_id = say_it (archive);
  RapRuleLoss loss;

  rap_rule_look (db, session_id, &loss);
  g_assert_cmpint (loss.n_points, ==, 3);
  g_assert_cmpint (loss.n_people, ==, 1);
  g_assert_cmpint (loss.n_texts, ==, 3);
  g_assert_cmpint (loss.n_steps, >=, 6);
  g_assert_cmpint (rap_rule_of_session (db, session_id), ==, RAP_ATTRIBUTION_NAMED);

  g_assert_true (rap_rule_set (archive->store, session_id, "none", &error));
  g_assert_no_error (error);
  g_assert_cmpint (rap_rule_of_session (db, session_id), ==, RAP_ATTRIBUTION_NONE);
  g_assert_cmpint (archive_count (archive, "point"), ==, 5);
  g_assert_cmpint (archive_count (archive, "point_person"), ==, 0);
  g_assert_cmpint (number (archive, "SELECT count(*) FROM point WHERE text = 'I heard [name] say so, twice'"), ==, 1);
  g_assert_cmpint (number (archive, "SELECT count(*) FROM point WHERE instr(text, '@')"), ==, 0);
  g_assert_cmpint (archive_count (archive, "history"), ==, 1);
  g_assert_cmpint (archive_count (archive, "history_part"), ==, 0);
  g_assert_false (rap_store_undo (archive->store, 0, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOTHING);
  g_clear_error (&error);
  archive_check (archive);

  rap_rule_look (db, session_id, &loss);
  g_assert_cmpint (loss.n_points + loss.n_people + loss.n_texts + loss.n_speakers, ==, 0);
  g_assert_cmpuint (count_bytes (archive), >, 0); /* the person is of the archive still */
  forget_person (archive);
  g_assert_cmpuint (count_bytes (archive), ==, 0);
}

/* The same without the erase: what the test looks for is there. */
static void
test_control (Archive *archive, gconstpointer data)
{
  say_it (archive);
  g_assert_true (rap_db_exec (rap_store_db (archive->store),
                              "DELETE FROM point_person; UPDATE point SET text = 'x'; DELETE FROM history_part", NULL));
  forget_person (archive);
  g_assert_cmpuint (count_bytes (archive), >, 0);
}

static void
test_one_way (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RapDb *db = rap_store_db (archive->store);
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 seminar_id = number (archive, "SELECT id FROM seminar");

  /* nothing was said yet: there and back */
  g_assert_true (rap_rule_set (archive->store, session_id, "none", &error));
  g_assert_true (rap_rule_set (archive->store, session_id, "syndicate", &error));
  g_assert_true (rap_rule_set_seminar (archive->store, seminar_id, "none", &error));
  g_assert_cmpint (rap_rule_of_session (db, session_id), ==, RAP_ATTRIBUTION_SYNDICATE);
  g_assert_true (rap_rule_set (archive->store, session_id, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (rap_rule_of_session (db, session_id), ==, RAP_ATTRIBUTION_NONE);

  archive_say (archive->store, session_id, NULL, "said under the rule");
  g_assert_false (rap_rule_set (archive->store, session_id, "named", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_CONFLICT);
  g_clear_error (&error);
  /* the seminar leaves the rule, the session keeps it */
  g_assert_true (rap_rule_set_seminar (archive->store, seminar_id, "named", &error));
  g_assert_no_error (error);
  g_assert_cmpint (rap_rule_of_session (db, session_id), ==, RAP_ATTRIBUTION_NONE);
  archive_check (archive);
}

/* Another connection learns of it, though there is no changeset to read. */
static void
test_others_learn (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = say_it (archive);
  g_autoptr (RapStore) other = rap_store_open (archive->path, "cli", RAP_DB_WAIT, &error);
  gint64 point_id = number (archive, "SELECT id FROM point WHERE text LIKE 'I heard%'");
  g_autoptr (RapPoint) point = rap_store_get (other, RAP_TYPE_POINT, point_id);

  g_assert_nonnull (strstr (point->text, SECRET));
  g_assert_true (rap_rule_set (archive->store, session_id, "none", &error));
  g_assert_no_error (error);
  rap_store_refresh (other);
  g_assert_cmpstr (point->text, ==, "I heard [name] say so, twice");
}

/* Who speaks in a talk is public, but not under the rule: then there is one voice, and what was said is its. */
static void
test_talk (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RapDb *db = rap_store_db (archive->store);
  gint64 session_id = archive_add_seminar (archive, 0);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  RapVoice speaker = { 0 };
  RapRuleLoss loss;

  speaker.speaker_id =
      rap_programme_add_person (archive->store, number (archive, "SELECT id FROM seminar"), "Ana " SECRET, &error);
  g_assert_true (rap_db_exec (db,
                              "UPDATE session SET kind = 'talk'; INSERT INTO role(id, attendance_id, kind, session_id)"
                              " SELECT 7, attendance.id, 'speaker', session.id FROM attendance, session",
                              &error));
  g_assert_no_error (error);
  archive_say (archive->store, session_id, &speaker, "It took ten years");
  before = rap_voices_list (db, session_id);
  g_assert_cmpuint (before->len, ==, 2);
  rap_rule_look (db, session_id, &loss);
  g_assert_cmpint (loss.n_speakers, ==, 1);
  g_assert_true (rap_rule_set (archive->store, session_id, "none", &error));
  g_assert_no_error (error);
  g_assert_cmpint (number (archive, "SELECT count(*) FROM point WHERE voice = 'plenary' AND speaker_id IS NULL"), ==,
                   1);
  after = rap_voices_list (db, session_id);
  g_assert_cmpuint (after->len, ==, 1);
  archive_check (archive);
}

/* While somebody else reads, the file keeps what was free; later it does not. */
static void
test_reader (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  sqlite3 *reader;

  archive_say (archive->store, session_id, NULL, "nobody here is called @" SECRET " yet");
  g_assert_cmpint (sqlite3_open (archive->path, &reader), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (reader, "BEGIN; SELECT count(*) FROM point", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_true (rap_rule_set (archive->store, session_id, "none", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_bytes (archive), >, 0);
  sqlite3_close (reader);
  rap_store_tidy (archive->store);
  g_assert_cmpuint (count_bytes (archive), ==, 0);
  archive_check (archive);
}

static void
refuse (gboolean done, GError *error)
{
  g_assert_false (done);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Chatham House Rule"));
  g_error_free (error);
}

/* Runs an undo that must be refused, and change nothing. */
#define REFUSED(archive, call)                                                                                         \
  do                                                                                                                   \
    {                                                                                                                  \
      g_autofree char *before_ = archive_dump (archive);                                                               \
      g_autofree char *after_ = NULL;                                                                                  \
      const gboolean done_ = call;                                                                                     \
      refuse (done_, g_steal_pointer (&error));                                                                        \
      after_ = archive_dump (archive);                                                                                 \
      g_assert_cmpstr (before_, ==, after_);                                                                           \
    }                                                                                                                  \
  while (0)

static gint64
set_rule (Archive *archive, gint64 session_id, const char *rule)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_rule_set (archive->store, session_id, rule, &error));
  g_assert_no_error (error);
  return rap_store_get_last_step (archive->store);
}

static void
run (gboolean done, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (done);
}

/* A step that let a session out of the rule is not taken back once somebody is named in it. */
static void
test_undo_keeps_names_out (Archive *archive, gconstpointer data)
{
  g_autoptr (RapStore) other = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 seminar_id = number (archive, "SELECT id FROM seminar"), begun, loosened, point_id;
  GError *error = NULL;

  rap_programme_add_person (archive->store, seminar_id, "Ana " SECRET, NULL);
  begun = set_rule (archive, session_id, "none");
  loosened = set_rule (archive, session_id, "named");
  other = rap_store_open (archive->path, "cli", RAP_DB_WAIT, NULL);
  point_id = archive_say (other, session_id, NULL, "@" SECRET " trust needs time");
  REFUSED (archive, rap_store_undo (archive->store, seminar_id, NULL, &error));
  REFUSED (archive, rap_store_undo_step (archive->store, loosened, NULL, &error));

  /* going back takes the point back, too; but not what is in no step */
  archive_run (archive, "INSERT INTO point(id, session_id, voice, kind, text, recorded_at)"
                        " SELECT 5, id, 'plenary', 'insight', 'as @" SECRET " says', 1 FROM session");
  REFUSED (archive, rap_store_go_back (archive->store, begun, &error));
  archive_run (archive, "DELETE FROM point WHERE id = 5");
  run (rap_store_go_back (archive->store, begun, &error), error);
  g_assert_cmpint (archive_count (archive, "point"), ==, 0);
  g_assert_cmpint (rap_rule_of_session (rap_store_db (archive->store), session_id), ==, RAP_ATTRIBUTION_NONE);
  run (rap_store_undo (archive->store, seminar_id, NULL, &error), error);
  g_assert_cmpint (number (archive, "SELECT id FROM point"), ==, point_id);

  /* nor does a point with a name come back under it */
  run (rap_capture_delete (archive->store, &point_id, 1, &error), error);
  run (rap_store_undo_step (archive->store, loosened, NULL, &error), error);
  REFUSED (archive,
           rap_store_undo_step (archive->store, number (archive, "SELECT max(seq) - 1 FROM history"), NULL, &error));
}

/* A step that let a session out of the rule is not done again once something was said under it. */
static void
test_redo_keeps_the_rule (Archive *archive, gconstpointer data)
{
  g_autoptr (RapStore) other = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 seminar_id = number (archive, "SELECT id FROM seminar"), loosened;
  GError *error = NULL;

  run (rap_rule_set_seminar (archive->store, seminar_id, "none", &error), error);
  run (rap_rule_set_seminar (archive->store, seminar_id, "named", &error), error);
  loosened = rap_store_get_last_step (archive->store);
  run (rap_store_undo (archive->store, seminar_id, NULL, &error), error);
  other = rap_store_open (archive->path, "cli", RAP_DB_WAIT, NULL);
  archive_say (other, session_id, NULL, "said under the rule");
  REFUSED (archive, rap_store_redo (archive->store, seminar_id, NULL, &error));
  REFUSED (archive, rap_store_undo_step (archive->store, rap_store_get_last_step (archive->store), NULL, &error));
  archive_run (archive, "INSERT INTO point(id, session_id, voice, kind, text, recorded_at)"
                        " SELECT 5, id, 'plenary', 'insight', 'in no step', 1 FROM session");
  REFUSED (archive, rap_store_go_back (archive->store, loosened, &error));
  archive_run (archive, "DELETE FROM point WHERE id = 5");
  run (rap_store_go_back (archive->store, loosened, &error), error);
  run (rap_store_undo (archive->store, seminar_id, NULL, &error), error);
  g_assert_cmpint (archive_count (archive, "point"), ==, 1);
  g_assert_cmpint (rap_rule_of_session (rap_store_db (archive->store), session_id), ==, RAP_ATTRIBUTION_NONE);
}

/* All points deleted, the rule loosened: what was said under it does not come back into the open. */
static void
test_undelete (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2), point_id, deleted;
  GError *error = NULL;

  set_rule (archive, session_id, "none");
  point_id = archive_say (archive->store, session_id, NULL, "said under the rule");
  run (rap_capture_delete (archive->store, &point_id, 1, &error), error);
  deleted = rap_store_get_last_step (archive->store);
  set_rule (archive, session_id, "named");
  REFUSED (archive, rap_store_undo_step (archive->store, deleted, NULL, &error));
  /* the other way round it does */
  run (rap_store_undo (archive->store, 0, NULL, &error), error);
  run (rap_store_undo (archive->store, 0, NULL, &error), error);
  g_assert_cmpint (archive_count (archive, "point"), ==, 1);

  /* what was said in the open comes back there */
  run (rap_capture_delete (archive->store, &point_id, 1, &error), error);
  set_rule (archive, session_id, "named");
  point_id = archive_say (archive->store, session_id, NULL, "said in the open");
  run (rap_capture_delete (archive->store, &point_id, 1, &error), error);
  deleted = rap_store_get_last_step (archive->store);
  set_rule (archive, session_id, "syndicate");
  run (rap_store_undo_step (archive->store, deleted, NULL, &error), error);
  run (rap_store_undo (archive->store, 0, NULL, &error), error);
}

/* Two people were joined in another seminar: that step knows who said what in this one. */
static void
test_join_elsewhere (Archive *archive, gconstpointer data)
{
  gint64 session_id = say_it (archive), a, seminar_id, other_id, person, twin;
  RapRuleLoss before, after;
  GError *error = NULL;

  seminar_id = number (archive, "SELECT id FROM seminar");
  person = number (archive, "SELECT id FROM person");
  archive_add_seminar (archive, 2);
  other_id = number (archive, "SELECT max(id) FROM seminar");
  g_assert_cmpint (other_id, !=, seminar_id);
  twin = rap_programme_add_person (archive->store, other_id, "Anna", &error);
  a = rap_store_get_last_step (archive->store);
  rap_rule_look (rap_store_db (archive->store), session_id, &before);
  run (rap_people_join (archive->store, other_id, twin, person, &error), error);
  rap_rule_look (rap_store_db (archive->store), session_id, &after);
  g_assert_cmpint (after.n_steps, ==, before.n_steps + 1);
  run (rap_rule_set (archive->store, session_id, "none", &error), error);
  g_assert_cmpint (rap_db_int (rap_store_db (archive->store),
                               "SELECT count(*) FROM history WHERE seminar_id = ?1 AND"
                               " seq > ?2",
                               "ii", other_id, a),
                   ==, 0);
  g_assert_cmpint (
      rap_db_int (rap_store_db (archive->store), "SELECT count(*) FROM history_part WHERE seq = ?1", "i", a), >, 0);
  g_assert_cmpint (number (archive, "SELECT count(*) FROM history_part WHERE instr(lower(changes), '" FOLDED "')"), ==,
                   0);
  archive_check (archive);
}

static void
leave_line (Archive *archive, gint64 session_id)
{
  RapUnfinishedLine line = { session_id, 0, (char *) "as @" SECRET " says", FALSE };
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_unfinished_line_keep (rap_store_db (archive->store), &line, &error));
  g_assert_true (rap_db_run (rap_store_db (archive->store), &error,
                             "INSERT INTO clock(session_id, phase, remaining) VALUES(?1, 'talk', 1)", "i", session_id));
  g_assert_no_error (error);
}

/* What stood in the line of a session goes when nothing can bring the session back. */
static void
test_leftovers (Archive *archive, gconstpointer data)
{
  static const char both[] = "SELECT (SELECT count(*) FROM unfinished) + count(*) FROM clock";
  gint64 stays = archive_add_seminar (archive, 2), first, second, seminar_id;
  GError *error = NULL;

  seminar_id = number (archive, "SELECT id FROM seminar");
  first = rap_sessions_add (archive->store, seminar_id, "talk", NULL, 0, &error);
  second = rap_sessions_add (archive->store, seminar_id, "talk", NULL, 0, &error);
  leave_line (archive, stays);
  leave_line (archive, first);
  leave_line (archive, second);
  run (rap_sessions_delete (archive->store, second, &error), error);
  archive_run (archive, "UPDATE history SET at = 0 WHERE seq < (SELECT max(seq) FROM history)");
  run (rap_sessions_delete (archive->store, first, &error), error);
  g_assert_cmpint (archive_count (archive, "history"), ==, 2);
  g_assert_cmpint (number (archive, both), ==, 6);

  /* the first can be brought back, the second no more */
  archive_run (archive, "UPDATE history SET at = 0 WHERE seq < (SELECT max(seq) FROM history)");
  archive_say (archive->store, stays, NULL, "a step");
  g_assert_cmpint (number (archive, both), ==, 4);
  run (rap_store_undo_step (archive->store, number (archive, "SELECT min(seq) FROM history"), NULL, &error), error);
  g_assert_cmpint (rap_db_int (rap_store_db (archive->store),
                               "SELECT count(*) FROM unfinished JOIN session ON id ="
                               " session_id WHERE id = ?1",
                               "i", first),
                   ==, 1);

  /* an erase ends that; nothing of it is left in the file */
  run (rap_sessions_delete (archive->store, first, &error), error);
  run (rap_rule_set_seminar (archive->store, seminar_id, "none", &error), error);
  g_assert_cmpint (number (archive, both), ==, 2);
  g_assert_cmpint (number (archive, "SELECT session_id FROM unfinished"), ==, stays);
  g_assert_cmpuint (count_bytes (archive), ==, 0);
}

/* Lines that were read before the rule came are recorded after it, by a queue or another program, without the names. */
static void
test_read_before (Archive *archive, gconstpointer data)
{
  gint64 session_id = say_it (archive), id = number (archive, "SELECT max(id) FROM point");
  g_autoptr (RapLineContext) context = rap_capture_context (rap_store_db (archive->store), session_id, TRUE);
  g_autoptr (RapLine) line = rap_line_parse ("I heard @" SECRET " and @Nobodyknown agree #trust * +3", context);
  g_autoptr (RapLine) owned = rap_line_parse ("! Send it @" SECRET, context);
  const RapVoice plenary = { 0 };
  GError *error = NULL;

  g_assert_cmpuint (line->people->len + owned->people->len, ==, 2);
  line->kept = g_strdup ("as typed by @" SECRET);
  leave_line (archive, session_id);
  archive_run (archive, "UPDATE unfinished SET text = 'as typed by @" SECRET "'");
  run (rap_rule_set (archive->store, session_id, "none", &error), error);
  run (rap_capture_add (archive->store, session_id, &plenary, line, 0, NULL, &error), error);
  run (rap_capture_add (archive->store, session_id, &plenary, owned, 0, NULL, &error), error);
  g_assert_cmpint (archive_count (archive, "unfinished"), ==, 0);
  run (rap_capture_edit (archive->store, id, NULL, line, FALSE, &error), error);
  run (rap_capture_edit (archive->store, id, NULL, line, TRUE, &error), error);
  g_assert_cmpint (number (archive, "SELECT count(*) FROM point WHERE text = 'I heard [name] and [name] agree' AND"
                                    " starred AND agreed = 3"),
                   ==, 2);
  g_assert_cmpint (number (archive, "SELECT count(*) FROM point WHERE text = 'Send it'"), ==, 1);
  g_assert_cmpint (archive_count (archive, "point_person"), ==, 0);
  g_assert_cmpint (archive_count (archive, "point_theme"), >=, 2);
  forget_person (archive);
  g_assert_cmpuint (count_bytes (archive), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/rule/erases", test_erases);
  archive_test_add ("/rule/control-without-erasing", test_control);
  archive_test_add ("/rule/one-way", test_one_way);
  archive_test_add ("/rule/others-learn", test_others_learn);
  archive_test_add ("/rule/talk", test_talk);
  archive_test_add ("/rule/reader", test_reader);
  archive_test_add ("/rule/undo-keeps-names-out", test_undo_keeps_names_out);
  archive_test_add ("/rule/redo-keeps-the-rule", test_redo_keeps_the_rule);
  archive_test_add ("/rule/undelete", test_undelete);
  archive_test_add ("/rule/join-elsewhere", test_join_elsewhere);
  archive_test_add ("/rule/leftovers", test_leftovers);
  archive_test_add ("/rule/read-before", test_read_before);
  return g_test_run ();
}
