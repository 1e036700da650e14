/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history as a list: what became of each step, and going back to one. */
#include "archive-fixture.h"

#include "rap-capture.h"
#include "rap-programme.h"
#include "rap-step.h"

#define STEPS 60

static gint64
add_seminar (Archive *archive, const char *title)
{
  RapSeminarPlan plan = { .title = title, .date = "2011-01-19", .syndicates = 3 };
  g_autoptr (GError) error = NULL;
  gint64 id = rap_programme_new_seminar (archive->store, &plan, &error);

  g_assert_no_error (error);
  return id;
}

static gint64
session_of (Archive *archive, gint64 seminar_id)
{
  return rap_db_int (rap_store_db (archive->store), "SELECT id FROM session WHERE seminar_id = ?1", "i", seminar_id);
}

static gint64
any_point (Archive *archive, gint64 seminar_id)
{
  return rap_db_int (rap_store_db (archive->store),
                     "SELECT point.id FROM point JOIN session ON session.id = session_id WHERE seminar_id = ?1"
                     " ORDER BY point.id LIMIT 1 OFFSET ?2",
                     "ii", seminar_id, (gint64) g_test_rand_int_range (0, 8));
}

/* A step of a seminar, undos and redos and what others do among them. */
static void
do_something (Archive *archive, gint64 seminar_id)
{
  static const char *const lines[] = { "People trust #trust *", "Who owns it?", "! Send the link #policy", "= people" };
  gint64 id = any_point (archive, seminar_id);
  g_autoptr (GError) error = NULL;

  if (session_of (archive, seminar_id) == 0) /* undone to before the seminar */
    {
      g_assert_true (rap_store_redo (archive->store, 0, NULL, &error));
      return;
    }
  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      rap_store_undo (archive->store, seminar_id, NULL, NULL);
      break;
    case 1:
      rap_store_redo (archive->store, seminar_id, NULL, NULL);
      break;
    case 2:
      if (id != 0)
        rap_capture_delete (archive->store, &id, 1, &error);
      break;
    case 3:
      if (id != 0)
        rap_capture_star (archive->store, &id, 1, &error);
      break;
    default:
      archive_say (archive->store, session_of (archive, seminar_id), NULL, lines[g_test_rand_int_range (0, 4)]);
    }
  g_assert_no_error (error);
}

static char *
dump_seminar (Archive *archive, gint64 seminar_id)
{
  return rap_db_text (rap_store_db (archive->store),
                      "SELECT group_concat(quote(point.id) || text || starred || "
                      " (SELECT count(*) FROM point_theme WHERE point_id = point.id) ||"
                      " (SELECT count(*) FROM point_echo WHERE point_id = point.id), char(10)) FROM"
                      " (SELECT * FROM point ORDER BY id) AS point JOIN session ON session.id = session_id"
                      " WHERE seminar_id = ?1",
                      "i", seminar_id);
}

/* Wherever one goes back to, the archive is as it was then; undone, it is as it was before. */
static void
test_go_back (Archive *archive, gconstpointer data)
{
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gint64 seminar_id = add_seminar (archive, "One");

  for (int i = 0; i < STEPS; i++)
    {
      gint64 before = rap_store_get_last_step (archive->store), now;
      do_something (archive, seminar_id);
      now = rap_store_get_last_step (archive->store);
      if (now == before)
        continue;
      g_array_append_val (seqs, now);
      g_ptr_array_add (dumps, archive_dump (archive));
    }
  for (int i = 0; i < 30; i++)
    {
      const guint chosen = (guint) g_test_rand_int_range (0, (int) seqs->len);
      const gint64 last = rap_store_get_last_step (archive->store);
      g_autofree char *before = archive_dump (archive);
      g_autofree char *after = NULL, *again = NULL;

      g_assert_true (rap_store_go_back (archive->store, g_array_index (seqs, gint64, chosen), &error));
      g_assert_no_error (error);
      after = archive_dump (archive);
      g_assert_cmpstr (after, ==, dumps->pdata[chosen]);
      archive_check (archive);
      if (rap_store_get_last_step (archive->store) == last)
        continue;
      g_assert_cmpint (rap_store_get_last_step (archive->store), ==, last + 1);
      if (i % 3 == 0) /* else the next goes back over this one too */
        {
          g_assert_true (rap_store_undo (archive->store, seminar_id, NULL, &error));
          again = archive_dump (archive);
          g_assert_cmpstr (again, ==, before);
        }
    }
}

/* Another seminar's steps in between are left alone. */
static void
test_of_one_seminar (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 one = add_seminar (archive, "One"), two = add_seminar (archive, "Two"), to;
  g_autofree char *then = NULL, *other = NULL, *now = NULL, *other_now = NULL;

  archive_say (archive->store, session_of (archive, one), NULL, "first");
  to = rap_store_get_last_step (archive->store);
  then = dump_seminar (archive, one);
  for (int i = 0; i < 20; i++)
    {
      archive_say (archive->store, session_of (archive, one), NULL, "more");
      archive_say (archive->store, session_of (archive, two), NULL, "elsewhere");
    }
  other = dump_seminar (archive, two);
  g_assert_true (rap_store_go_back (archive->store, to, &error));
  now = dump_seminar (archive, one);
  other_now = dump_seminar (archive, two);
  g_assert_cmpstr (now, ==, then);
  g_assert_cmpstr (other_now, ==, other);
  archive_check (archive);
}

/* A theme that another seminar took up meanwhile cannot go: nothing goes, and the step in the way is named. */
static void
test_refused (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 one = add_seminar (archive, "One"), two = add_seminar (archive, "Two"), to;
  g_autofree char *before = NULL, *after = NULL;

  archive_say (archive->store, session_of (archive, one), NULL, "first");
  to = rap_store_get_last_step (archive->store);
  archive_say (archive->store, session_of (archive, one), NULL, "new #shared");
  archive_say (archive->store, session_of (archive, two), NULL, "in the way #shared");
  archive_say (archive->store, session_of (archive, one), NULL, "last #shared");
  before = archive_dump (archive);
  g_assert_false (rap_store_go_back (archive->store, to, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "in the way"));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  archive_check (archive);

  g_clear_error (&error);
  g_assert_false (rap_store_go_back (archive->store, 12345, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
}

static RapStep *
get_step (GPtrArray *steps, gint64 seq)
{
  for (guint i = 0; i < steps->len; i++)
    if (RAP_STEP (steps->pdata[i])->seq == seq)
      return steps->pdata[i];
  return NULL;
}

static void
check_state (Archive *archive, gint64 seq, RapStepState state, gint64 tip)
{
  g_autoptr (GPtrArray) steps = rap_steps_list (rap_store_db (archive->store));
  RapStep *step = get_step (steps, seq);

  g_assert_nonnull (step);
  g_assert_cmpint (step->state, ==, state);
  g_assert_cmpint (step->tip, ==, tip);
}

static void
test_states (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 seminar_id = add_seminar (archive, "One"), session_id = session_of (archive, seminar_id), a, b, u, r, g;

  archive_say (archive->store, session_id, NULL, "a");
  a = rap_store_get_last_step (archive->store);
  archive_say (archive->store, session_id, NULL, "b");
  b = rap_store_get_last_step (archive->store);
  check_state (archive, b, RAP_STEP_DONE, b);
  g_assert_true (rap_store_undo (archive->store, seminar_id, NULL, &error));
  u = rap_store_get_last_step (archive->store);
  check_state (archive, b, RAP_STEP_UNDONE, u);
  g_assert_true (rap_store_redo (archive->store, seminar_id, NULL, &error));
  r = rap_store_get_last_step (archive->store);
  check_state (archive, b, RAP_STEP_DONE, r);
  check_state (archive, u, RAP_STEP_UNDONE, r);
  g_assert_true (rap_store_go_back (archive->store, a, &error));
  g = rap_store_get_last_step (archive->store);
  check_state (archive, a, RAP_STEP_DONE, a);
  check_state (archive, b, RAP_STEP_PASSED, b);
  check_state (archive, r, RAP_STEP_PASSED, r);
  check_state (archive, g, RAP_STEP_DONE, g);
  g_assert_true (rap_store_undo (archive->store, seminar_id, NULL, &error));
  check_state (archive, b, RAP_STEP_DONE, r);
  check_state (archive, g, RAP_STEP_UNDONE, g + 1);
  g_assert_cmpint (archive_count (archive, "point"), ==, 2);
  {
    g_autoptr (GPtrArray) steps = rap_steps_list (rap_store_db (archive->store));
    g_assert_cmpint (RAP_STEP (steps->pdata[0])->seq, ==, g + 1);
    g_assert_cmpuint (get_step (steps, a)->later, ==, steps->len - 2);
    g_assert_cmpint (get_step (steps, r)->depth, ==, 2);
    g_assert_cmpstr (get_step (steps, a)->seminar, ==, "One");
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/step/go-back", test_go_back);
  archive_test_add ("/step/of-one-seminar", test_of_one_seminar);
  archive_test_add ("/step/refused", test_refused);
  archive_test_add ("/step/states", test_states);
  return g_test_run ();
}
