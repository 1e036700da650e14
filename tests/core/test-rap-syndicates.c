/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seats, facilitators and rapporteurs given by hand, numbers, and syndicates that come and go; all of it undone. */
#include "syndicate-fixture.h"

#include "rap-programme.h"
#include "rap-syndicates.h"

static void
test_by_hand (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RapStore *store = archive->store;
  const gint64 session_id = archive_add_seminar (archive, 2);
  const gint64 one = syndicate_id (archive, session_id, 1), two = syndicate_id (archive, session_id, 2);
  const gint64 ann = add_attendee (archive, session_id, "Ann", NULL, "came");
  const gint64 bob = add_attendee (archive, session_id, "Bob", NULL, "came");
  g_autofree char *before = archive_dump (archive);

  g_assert_true (rap_syndicates_seat (store, session_id, one, ann, &error));
  g_assert_cmpint (seat_of (archive, session_id, ann), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT placed FROM role"), ==, 1);
  g_assert_true (rap_syndicates_set_placed (store, session_id, ann, FALSE, &error));
  g_assert_cmpint (archive_number (archive, "SELECT placed FROM role"), ==, 0);
  g_assert_true (rap_syndicates_seat (store, session_id, two, ann, &error));
  g_assert_cmpint (seat_of (archive, session_id, ann), ==, 2);
  g_assert_cmpint (archive_count (archive, "role"), ==, 1);

  /* who reports is a member, and so stays who did before */
  g_assert_true (rap_syndicates_set_rapporteur (store, two, ann, &error));
  g_assert_cmpint (number_of (archive, session_id, ann, "rapporteur"), ==, 2);
  g_assert_true (rap_syndicates_set_rapporteur (store, two, bob, &error));
  g_assert_cmpint (seat_of (archive, session_id, bob), ==, 2);
  g_assert_cmpint (seat_of (archive, session_id, ann), ==, 2);
  g_assert_cmpint (number_of (archive, session_id, ann, "rapporteur"), ==, 0);

  /* who moves away reports no longer */
  g_assert_true (rap_syndicates_seat (store, session_id, two, bob, &error));
  g_assert_cmpint (number_of (archive, session_id, bob, "rapporteur"), ==, 2);
  g_assert_true (rap_syndicates_seat (store, session_id, one, bob, &error));
  g_assert_cmpint (number_of (archive, session_id, bob, "rapporteur"), ==, 0);

  /* who facilitates is no member; who did before becomes one */
  g_assert_true (rap_syndicates_set_facilitator (store, two, bob, &error));
  g_assert_cmpint (seat_of (archive, session_id, bob), ==, 0);
  g_assert_cmpint (number_of (archive, session_id, bob, "facilitator"), ==, 2);
  g_assert_true (rap_syndicates_set_facilitator (store, two, ann, &error));
  g_assert_cmpint (seat_of (archive, session_id, bob), ==, 2);
  g_assert_cmpint (seat_of (archive, session_id, ann), ==, 0);
  g_assert_true (rap_syndicates_seat (store, session_id, one, ann, &error));
  g_assert_cmpint (number_of (archive, session_id, ann, "facilitator"), ==, 0);
  g_assert_true (rap_syndicates_set_facilitator (store, one, ann, &error));
  g_assert_true (rap_syndicates_set_facilitator (store, one, 0, &error));
  g_assert_cmpint (seat_of (archive, session_id, ann), ==, 1);
  g_assert_true (rap_syndicates_seat (store, session_id, 0, ann, &error));
  g_assert_cmpint (seat_of (archive, session_id, ann), ==, 0);
  g_assert_cmpint (archive_count (archive, "role"), ==, 1);

  assert_undone (archive, 13, before);
}

static void
test_foreign (Archive *archive, gconstpointer data)
{
  const gint64 here = archive_add_seminar (archive, 2), there = archive_add_seminar (archive, 2);
  const gint64 ann = add_attendee (archive, here, "Ann", NULL, "came");
  const gint64 own = syndicate_id (archive, here, 1), foreign = syndicate_id (archive, there, 1);
  g_autofree char *before = archive_dump (archive);

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_false (i == 0   ? rap_syndicates_seat (archive->store, here, foreign, ann, &error)
                      : i == 1 ? rap_syndicates_seat (archive->store, there, foreign, ann, &error)
                      : i == 2 ? rap_syndicates_set_rapporteur (archive->store, foreign, ann, &error)
                               : rap_syndicates_set_facilitator (archive->store, own, 12345, &error));
      g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
      after = archive_dump (archive);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_numbers (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 session_id = archive_add_seminar (archive, 3);
  const gint64 one = syndicate_id (archive, session_id, 1), three = syndicate_id (archive, session_id, 3);
  g_autofree char *before = archive_dump (archive);

  g_assert_true (rap_syndicates_renumber (archive->store, three, 1, &error));
  g_assert_cmpint (syndicate_id (archive, session_id, 1), ==, three);
  g_assert_cmpint (syndicate_id (archive, session_id, 3), ==, one);
  g_assert_true (rap_syndicates_renumber (archive->store, three, 9, &error));
  g_assert_cmpint (syndicate_id (archive, session_id, 1), ==, 0);
  g_assert_cmpint (syndicate_id (archive, session_id, 9), ==, three);
  g_assert_false (rap_syndicates_renumber (archive->store, three, 0, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  assert_undone (archive, 2, before);

  /* notes know the syndicates by their numbers */
  archive_say (archive->store, session_id, NULL, "Search by proxies");
  g_assert_false (rap_syndicates_renumber (archive->store, three, 1, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
}

static void
test_remove (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 session_id = archive_add_seminar (archive, 3);
  const gint64 three = syndicate_id (archive, session_id, 3);
  const gint64 ann = add_attendee (archive, session_id, "Ann", NULL, "came");
  g_autofree char *before = NULL;
  g_autofree char *spoken = NULL;

  g_assert_true (rap_syndicates_set_rapporteur (archive->store, three, ann, &error));
  before = archive_dump (archive);
  g_assert_true (rap_syndicates_remove (archive->store, three, &error));
  g_assert_cmpint (archive_count (archive, "syndicate"), ==, 2);
  g_assert_cmpint (archive_count (archive, "role"), ==, 0);
  assert_undone (archive, 1, before);

  /* once anything was said its number is not given to another */
  archive_say (archive->store, session_id, NULL, "Search by proxies");
  spoken = archive_dump (archive);
  g_assert_true (rap_syndicates_remove (archive->store, three, &error));
  g_assert_cmpint (archive_count (archive, "syndicate"), ==, 3);
  g_assert_cmpint (archive_count (archive, "role"), ==, 0);
  rap_programme_add_syndicate (archive->store, session_id, &error);
  g_assert_cmpint (syndicate_id (archive, session_id, 4), !=, 0);
  g_assert_true (rap_syndicates_reopen (archive->store, three, &error));
  g_assert_true (rap_syndicates_seat (archive->store, session_id, three, ann, &error));
  assert_undone (archive, 4, spoken);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/syndicates/by-hand", test_by_hand);
  archive_test_add ("/syndicates/foreign", test_foreign);
  archive_test_add ("/syndicates/numbers", test_numbers);
  archive_test_add ("/syndicates/remove", test_remove);
  return g_test_run ();
}
