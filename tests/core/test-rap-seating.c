/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is dealt, who stays, who moves: sharing out, latecomers, closing a syndicate and the next round. */
#include "syndicate-fixture.h"

#include "rap-next-round.h"
#include "rap-programme.h"
#include "rap-seating.h"
#include "rap-syndicate.h"
#include "rap-syndicates.h"

#define N 23

/* 23 people who came, of eight organisations, over five syndicates. */
static gint64
add_day (Archive *archive, gint64 *people)
{
  const gint64 session_id = archive_add_seminar (archive, 5);

  for (int i = 0; i < N; i++)
    {
      g_autofree char *affiliation = g_strdup_printf ("Organisation %d", i % 8);
      people[i] = add_attendee (archive, session_id, NULL, affiliation, "came");
    }
  return session_id;
}

static void
read_seats (Archive *archive, gint64 session_id, const gint64 *people, gint64 *seats)
{
  for (int i = 0; i < N; i++)
    seats[i] = seat_of (archive, session_id, people[i]);
}

static void
set_status (Archive *archive, gint64 attendance_id, const char *status)
{
  g_autoptr (GError) error = NULL;

  rap_db_run (rap_store_db (archive->store), &error, "UPDATE attendance SET status = ?2 WHERE id = ?1", "is",
              attendance_id, status);
  g_assert_no_error (error);
}

static void
test_share_out (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  gint64 people[N], first[N], second[N], session_id = add_day (archive, people), steps;
  RapShareOutReport report;

  before = archive_dump (archive);
  steps = archive_count (archive, "history");
  g_assert_true (rap_seating_share_out (archive->store, session_id, 1, &error));
  g_assert_cmpint (archive_count (archive, "history"), ==, steps + 1);
  rap_seating_report (rap_store_db (archive->store), session_id, &report);
  g_assert_cmpint (report.n_seated, ==, N);
  g_assert_cmpint (report.n_syndicates, ==, 5);
  g_assert_cmpint (report.smallest, ==, 4);
  g_assert_cmpint (report.largest, ==, 5);
  g_assert_cmpint (report.colleagues, ==, 0);
  g_assert_cmpint (report.worst, ==, 0);
  g_assert_cmpint (archive_count (archive, "role"), ==, N);

  read_seats (archive, session_id, people, first);
  g_assert_true (rap_seating_deal_again (archive->store, session_id, 1, &error));
  read_seats (archive, session_id, people, second);
  g_assert_cmpint (memcmp (first, second, sizeof first), !=, 0);
  rap_seating_report (rap_store_db (archive->store), session_id, &report);
  g_assert_cmpint (report.colleagues, ==, 0);
  g_assert_cmpint (archive_count (archive, "role"), ==, N);
  assert_undone (archive, 2, before);
}

/* Before the day all who are registered, from the day on those who came as soon as somebody did. */
static void
test_who_is_dealt (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RapDb *db = rap_store_db (archive->store);
  const gint64 session_id = archive_add_seminar (archive, 2);
  const gint64 registered = add_attendee (archive, session_id, "Registered", NULL, "registered");
  const gint64 came = add_attendee (archive, session_id, "Came", NULL, "registered");
  const gint64 cancelled = add_attendee (archive, session_id, "Cancelled", NULL, "cancelled");
  const gint64 speaker = add_attendee (archive, session_id, "Speaker", NULL, "came");
  const gint64 facilitator = add_attendee (archive, session_id, "Facilitator", NULL, "came");
  const gint64 placed = add_attendee (archive, session_id, "Placed", NULL, "registered");

  rap_db_run (db, &error, "INSERT INTO role(id, attendance_id, kind, session_id) VALUES(1, ?1, 'speaker', ?2)", "ii",
              speaker, session_id);
  g_assert_true (
      rap_syndicates_set_facilitator (archive->store, syndicate_id (archive, session_id, 1), facilitator, &error));
  g_assert_true (
      rap_syndicates_seat (archive->store, session_id, syndicate_id (archive, session_id, 2), placed, &error));

  /* nobody to be dealt came yet */
  g_assert_true (rap_seating_share_out (archive->store, session_id, 1, &error));
  g_assert_cmpint (seat_of (archive, session_id, registered), !=, 0);
  g_assert_cmpint (seat_of (archive, session_id, came), !=, 0);
  g_assert_cmpint (seat_of (archive, session_id, cancelled), ==, 0);
  g_assert_cmpint (seat_of (archive, session_id, speaker), ==, 0);
  g_assert_cmpint (seat_of (archive, session_id, facilitator), ==, 0);
  g_assert_cmpint (seat_of (archive, session_id, placed), ==, 2);

  /* somebody did: who did not has no seat any more, unless placed by hand */
  set_status (archive, came, "walked_in");
  g_assert_true (rap_seating_share_out (archive->store, session_id, 1, &error));
  g_assert_cmpint (seat_of (archive, session_id, registered), ==, 0);
  g_assert_cmpint (seat_of (archive, session_id, came), ==, 1);
  g_assert_cmpint (seat_of (archive, session_id, placed), ==, 2);

  /* before the day somebody may be known to come, as one whom an @ named */
  rap_db_exec (db, "UPDATE seminar SET date = '2999-01-19'", &error);
  g_assert_true (rap_seating_share_out (archive->store, session_id, 1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (seat_of (archive, session_id, registered), !=, 0);
  g_assert_cmpint (seat_of (archive, session_id, came), !=, 0);
}

/* Organisations are compared as people read them; who has none is nobody's colleague. */
static void
test_organisations (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 session_id = archive_add_seminar (archive, 2);
  static const char *const affiliations[] = { "R&D <b>", " r&d   <B>", "", NULL, "北京大学", "北京大学" };
  gint64 people[G_N_ELEMENTS (affiliations)];
  RapShareOutReport report;

  for (guint i = 0; i < G_N_ELEMENTS (affiliations); i++)
    people[i] = add_attendee (archive, session_id, NULL, affiliations[i], "came");
  for (guint i = 0; i < G_N_ELEMENTS (affiliations); i++)
    g_assert_true (
        rap_syndicates_seat (archive->store, session_id, syndicate_id (archive, session_id, 2), people[i], &error));
  rap_seating_report (rap_store_db (archive->store), session_id, &report);
  g_assert_cmpint (report.colleagues, ==, 2);
  g_assert_cmpint (report.worst, ==, 2);
  g_assert_cmpint (report.smallest, ==, 0);
  g_assert_cmpint (report.largest, ==, 6);

  /* all placed by hand: there is nothing to deal */
  g_assert_true (rap_seating_share_out (archive->store, session_id, 1, &error));
  rap_seating_report (rap_store_db (archive->store), session_id, &report);
  g_assert_cmpint (report.largest, ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (affiliations); i++)
    g_assert_true (rap_syndicates_set_placed (archive->store, session_id, people[i], FALSE, &error));
  g_assert_true (rap_seating_share_out (archive->store, session_id, 1, &error));
  rap_seating_report (rap_store_db (archive->store), session_id, &report);
  g_assert_cmpint (report.colleagues, ==, 0);
  g_assert_cmpint (report.largest, ==, 3);
}

static void
test_latecomers (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  gint64 people[N], first[N], second[N], session_id = add_day (archive, people), late, absent;
  RapShareOutReport report;

  g_assert_true (rap_seating_share_out (archive->store, session_id, 1, &error));
  g_assert_false (rap_seating_join (archive->store, session_id, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOTHING);
  g_clear_error (&error);

  read_seats (archive, session_id, people, first);
  late = add_attendee (archive, session_id, "Anne Late", "Organisation 0", "walked_in");
  absent = add_attendee (archive, session_id, "Anne Absent", NULL, "registered");
  before = archive_dump (archive);
  g_assert_true (rap_seating_join (archive->store, session_id, &error));
  read_seats (archive, session_id, people, second);
  g_assert_cmpmem (first, sizeof first, second, sizeof second);
  g_assert_cmpint (seat_of (archive, session_id, late), !=, 0);
  g_assert_cmpint (seat_of (archive, session_id, absent), ==, 0);
  rap_seating_report (rap_store_db (archive->store), session_id, &report);
  g_assert_cmpint (report.colleagues, ==, 0);
  assert_undone (archive, 1, before);
}

static void
test_close (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  gint64 people[N], first[N], second[N], session_id = add_day (archive, people), reporter = 0;
  gint64 three = syndicate_id (archive, session_id, 3);
  RapVoice voice = { three, 0 };

  g_assert_true (rap_seating_share_out (archive->store, session_id, 1, &error));
  read_seats (archive, session_id, people, first);
  for (int i = 0; i < N; i++)
    if (first[i] == 3)
      reporter = people[i];
  g_assert_true (rap_syndicates_set_rapporteur (archive->store, three, reporter, &error));

  for (int points = 0; points < 2; points++)
    {
      if (points)
        archive_say (archive->store, session_id, &voice, "Search by proxies");
      before = archive_dump (archive);
      g_assert_true (rap_seating_close (archive->store, three, &error));
      read_seats (archive, session_id, people, second);
      for (int i = 0; i < N; i++)
        {
          g_assert_cmpint (second[i], !=, 0);
          g_assert_cmpint (second[i], !=, 3);
          if (first[i] != 3)
            g_assert_cmpint (second[i], ==, first[i]);
        }
      /* with points it stays, and so does who reported them; without, all of it goes */
      g_assert_cmpint (archive_count (archive, "syndicate"), ==, points ? 5 : 4);
      g_assert_cmpint (number_of (archive, session_id, reporter, "rapporteur"), ==, points ? 3 : 0);
      if (points)
        {
          /* nobody is dealt to it; the record stays where its rapporteur sits elsewhere by hand */
          g_assert_true (rap_seating_deal_again (archive->store, session_id, 1, &error));
          g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM role JOIN syndicate s ON s.id = syndicate_id"
                                                    " WHERE closed AND kind = 'member'"),
                           ==, 0);
          g_assert_false (rap_syndicates_seat (archive->store, session_id, three, reporter, &error));
          g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
          g_clear_error (&error);
          g_assert_true (rap_syndicates_seat (archive->store, session_id, syndicate_id (archive, session_id, 5),
                                              reporter, &error));
          g_assert_cmpint (number_of (archive, session_id, reporter, "rapporteur"), ==, 3);
        }
      assert_undone (archive, points ? 3 : 1, before);
      g_clear_pointer (&before, g_free);
    }
}

static void
test_next_round (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  RapDb *db = rap_store_db (archive->store);
  gint64 people[N], first[N], session_id = add_day (archive, people), next, again, reporters[6] = { 0 };
  const gint64 facilitator = add_attendee (archive, session_id, "Facilitator", NULL, "came");
  g_autoptr (RapSyndicate) four =
      rap_store_get (archive->store, RAP_TYPE_SYNDICATE, syndicate_id (archive, session_id, 4));
  RapShareOutReport report;

  rap_db_run (db, &error,
              "INSERT INTO session(id, seminar_id, position, kind) SELECT 7, seminar_id, 2, 'plenary' "
              "FROM session WHERE id = ?1",
              "i", session_id);
  g_assert_true (rap_store_set (archive->store, four, "Name", 0, &error, "name", "R&D <b>", "brief", "Why?", NULL));
  g_assert_true (
      rap_syndicates_set_facilitator (archive->store, syndicate_id (archive, session_id, 4), facilitator, &error));
  g_assert_true (rap_seating_share_out (archive->store, session_id, 1, &error));
  read_seats (archive, session_id, people, first);
  for (int i = 0; i < N; i++)
    reporters[first[i]] = people[i];
  for (int number = 1; number <= 5; number++)
    g_assert_true (rap_syndicates_set_rapporteur (archive->store, syndicate_id (archive, session_id, number),
                                                  reporters[number], &error));
  before = archive_dump (archive);

  next = rap_next_round_deal (archive->store, session_id, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (next, !=, session_id);
  g_assert_cmpint (archive_number (archive, "SELECT max(position) FROM session"), ==, 2);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM syndicate WHERE name = 'R&D <b>' AND brief = 'Why?'"
                                            " AND number = 4"),
                   ==, 2);
  g_assert_cmpint (number_of (archive, next, facilitator, "facilitator"), ==, 4);
  for (int number = 1; number <= 5; number++)
    {
      g_assert_cmpint (number_of (archive, next, reporters[number], "rapporteur"), ==, number);
      g_assert_cmpint (seat_of (archive, next, reporters[number]), ==, number);
    }
  rap_seating_report (db, next, &report);
  g_assert_cmpint (report.n_seated, ==, N);
  g_assert_cmpint (report.smallest, ==, 4);
  g_assert_cmpint (report.largest, ==, 5);
  g_assert_cmpint (report.colleagues, ==, 0);
  g_assert_cmpint (report.met, <=, 2);
  rap_seating_report (db, session_id, &report);
  g_assert_cmpint (report.met, ==, 0);

  /* dealt again it is the same discussion; with points it is not dealt */
  again = rap_next_round_deal (archive->store, session_id, 2, &error);
  g_assert_cmpint (again, ==, next);
  assert_undone (archive, 2, before);
  next = rap_next_round_deal (archive->store, session_id, 1, &error);
  archive_say (archive->store, next, NULL, "Search by proxies");
  g_assert_cmpint (rap_next_round_deal (archive->store, session_id, 2, &error), ==, 0);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
}

static void
test_nobody_nowhere (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 empty = archive_add_seminar (archive, 2), none = archive_add_seminar (archive, 0);
  gint64 one;

  add_attendee (archive, none, NULL, NULL, "came");
  for (int i = 0; i < 4; i++)
    {
      const gint64 session_id = i % 2 == 0 ? empty : none;
      g_autofree char *before = archive_dump (archive);
      g_autofree char *after = NULL;

      g_assert_false (i < 2 ? rap_seating_share_out (archive->store, session_id, 1, &error)
                            : rap_seating_join (archive->store, session_id, &error));
      g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
      g_clear_error (&error);
      after = archive_dump (archive);
      g_assert_cmpstr (after, ==, before);
    }

  /* the last syndicate cannot be closed over the heads of its people */
  one = rap_programme_add_syndicate (archive->store, none, &error);
  g_assert_true (rap_seating_share_out (archive->store, none, 1, &error));
  g_assert_false (rap_seating_close (archive->store, one, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/seating/share-out", test_share_out);
  archive_test_add ("/seating/who-is-dealt", test_who_is_dealt);
  archive_test_add ("/seating/organisations", test_organisations);
  archive_test_add ("/seating/latecomers", test_latecomers);
  archive_test_add ("/seating/close", test_close);
  archive_test_add ("/seating/next-round", test_next_round);
  archive_test_add ("/seating/nobody-nowhere", test_nobody_nowhere);
  return g_test_run ();
}
