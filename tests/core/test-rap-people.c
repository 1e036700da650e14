/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who somebody is, what a list of people says, and that joining two loses nothing and can be taken back. */
#include "archive-fixture.h"

#include "random-rows.h"
#include "rap-capture.h"
#include "rap-people-change.h"
#include "rap-people-join.h"
#include "rap-people.h"
#include "rap-programme.h"

static gint64
add (Archive *archive, gint64 seminar_id, const char *line)
{
  g_autoptr (RapAttendee) attendee = rap_attendee_parse (line);
  g_autoptr (GError) error = NULL;

  rap_people_add (archive->store, seminar_id, attendee, &error);
  g_assert_no_error (error);
  g_assert_cmpint (attendee->attendance_id, >, 0);
  return attendee->person_id;
}

static gint64
add_seminar (Archive *archive)
{
  return rap_programme_seminar_of (rap_store_db (archive->store), archive_add_seminar (archive, 2));
}

static gint64
attendance_of (Archive *archive, gint64 person_id)
{
  return rap_db_int (rap_store_db (archive->store), "SELECT id FROM attendance WHERE person_id = ?1", "i", person_id);
}

/* Takes back the newest step, and asserts that all is as it was; then does it again, and leaves it done. */
static void
check_undo (Archive *archive, const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *done = archive_dump (archive);
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  g_assert_cmpstr (done, !=, before);
  rap_store_undo (archive->store, 0, NULL, &error);
  g_assert_no_error (error);
  undone = archive_dump (archive);
  g_assert_cmpstr (undone, ==, before);
  archive_check (archive);
  rap_store_redo (archive->store, 0, NULL, &error);
  g_assert_no_error (error);
  redone = archive_dump (archive);
  g_assert_cmpstr (redone, ==, done);
  archive_check (archive);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *line;
    const char *name;
    const char *affiliation;
    const char *email;
  } cases[] = {
    { "Hazel Hall", "Hazel Hall", NULL, NULL },
    { "  Hazel   Hall , Edinburgh  Napier <h@x.org> ", "Hazel Hall", "Edinburgh Napier", "h@x.org" },
    { "Hazel Hall <h@x.org>", "Hazel Hall", NULL, "h@x.org" },
    { "Hazel Hall h@x.org", "Hazel Hall", NULL, "h@x.org" },
    { "Hazel Hall, Napier, h@x.org", "Hazel Hall", "Napier", "h@x.org" },
    { "Hazel Hall, Napier, Edinburgh", "Hazel Hall", "Napier, Edinburgh", NULL },
    { "\"Hall, Hazel\" <h@x.org>", "Hazel Hall", NULL, "h@x.org" },
    { "\"Hazel Hall\", R&D <b>", "Hazel Hall", "R&D <b>", NULL },
    { "\"Hall, Hazel, Dr\"", "Hall, Hazel, Dr", NULL, NULL },
    { "Zoë Ray, R&D <b>", "Zoë Ray", "R&D <b>", NULL },
    { "张伟, 北京大学", "张伟", "北京大学", NULL },
    { "Hazel Hall\tNapier\th@x.org", "Hazel Hall", "Napier", "h@x.org" },
    { "h@x.org\tHazel Hall\t\tNapier\tmore", "Hazel Hall", "Napier", "h@x.org" },
    { "Hazel @ Hall", "Hazel @ Hall", NULL, NULL },
    { "Hall\"", "Hall\"", NULL, NULL },
    { "h@x.org", "", NULL, "h@x.org" },
    { "<h@x.org>", "", NULL, "h@x.org" },
    { ", Napier", "", "Napier", NULL },
    { ">", "", NULL, NULL },
    { ";", "", NULL, NULL },
    { " --- ", "", NULL, NULL },
    { "-", "", NULL, NULL },
    { "1. Zoë O'Neil (ACME)", "Zoë O'Neil", "ACME", NULL },
    { "2) Zoë (ACME (UK), Leeds) <z@x.org>", "Zoë", "ACME (UK), Leeds", "z@x.org" },
    { "- Zoë", "Zoë", NULL, NULL },
    { "  • Zoë, R&D", "Zoë", "R&D", NULL },
    { "•\tZoë\tR&D", "Zoë", "R&D", NULL },
    { "-Zoë", "-Zoë", NULL, NULL },
    { "Zoë, ACME (Leeds)", "Zoë", "ACME (Leeds)", NULL },
    { "Zoë (Zo) Ray", "Zoë (Zo) Ray", NULL, NULL },
    { "(Zoë)", "(Zoë)", NULL, NULL },
    { "Zoë)", "Zoë)", NULL, NULL },
    { "Zoë ()", "Zoë", NULL, NULL },
    { "\"Hall, Hazel\" (ACME)", "Hazel Hall", "ACME", NULL },
    { "\"Lee, Bob\"\tOffice", "Bob Lee", "Office", NULL },
    { "Zoë (ACME)\tz@x.org", "Zoë", "ACME", "z@x.org" },
    { "", "", NULL, NULL },
    { "\t", "", NULL, NULL },
  };
  g_autoptr (GPtrArray) list = rap_attendees_parse ("Name\tAddress\r\nHazel Hall\th@x.org\r\n\r\n \nNils\rName\tZoë\n");
  g_autoptr (GPtrArray) names = rap_attendees_parse ("Name\nNils");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapAttendee) attendee = rap_attendee_parse (cases[i].line);
      g_test_message ("“%s”", cases[i].line);
      g_assert_cmpstr (attendee->name, ==, cases[i].name);
      g_assert_cmpstr (attendee->affiliation, ==, cases[i].affiliation);
      g_assert_cmpstr (attendee->email, ==, cases[i].email);
    }
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (((RapAttendee *) list->pdata[0])->email, ==, "h@x.org");
  g_assert_cmpstr (((RapAttendee *) list->pdata[1])->name, ==, "Nils");
  g_assert_cmpstr (((RapAttendee *) list->pdata[2])->affiliation, ==, "Zoë");
  g_assert_cmpuint (names->len, ==, 2);
}

static void
test_recognise (Archive *archive, gconstpointer data)
{
  RapDb *db = rap_store_db (archive->store);
  const gint64 here = add_seminar (archive), there = add_seminar (archive);
  const gint64 hazel = add (archive, there, "Hazel Hall, Edinburgh Napier <h@napier.org>");
  const gint64 namesake = add (archive, there, "Hazel Hall, Ontario <h@ontario.org>");
  const gint64 office = add (archive, there, "Zoë O’Brien <office@x.org>");
  const gint64 zhang = add (archive, there, "张伟, 北京大学");
  const gint64 wide = add (archive, there, "Ｚｏｅ, R&D <b>");
  const gint64 signs = add (archive, there, "\"?\", R&D");
  const struct
  {
    const char *line;
    gint64 seminar_id;
    gint64 id;
    guint n_candidates;
  } cases[] = {
    { "Hazel Hall <H@NAPIER.org>", here, hazel, 0 },
    { "hazel  HALL, edinburgh NAPIER", here, hazel, 0 },
    { "Hazel Hall, Edinburgh Napier <new@napier.org>", here, hazel, 0 },
    { "Hazel Hall <h@ontario.org>", here, namesake, 0 },
    { "Hazel Hall, Edinburgh Napier <h@ontario.org>", here, namesake, 0 },
    /* a name alone identifies nobody, nor does an address, nor an affiliation */
    { "Hazel Hall", here, 0, 2 },
    { "Hazel Hall", there, 0, 2 },
    { "Hazel Hall, Glasgow", here, 0, 2 },
    { "H. Hall <h@napier.org>", here, 0, 0 },
    { "Somebody <office@x.org>", here, 0, 0 },
    { "Somebody, Edinburgh Napier", here, 0, 0 },
    { "Hazel", here, 0, 0 },
    { "Hazel Hall-Smith, Edinburgh Napier", here, 0, 0 },
    /* nor where one of the name attends */
    { "zoë o'brien", there, 0, 1 },
    { "nils", there, 0, 1 },
    { "nils", here, 0, 1 },
    { "Zoë O'BRIEN <office@x.org>", here, office, 0 },
    /* diacritics count */
    { "Zoe O'Brien <office@x.org>", here, 0, 0 },
    { "张伟, 北京大学", here, zhang, 0 },
    { "张伟", there, 0, 1 },
    { "张", there, 0, 0 },
    { "Ｚｏｅ, R&D <b>", here, wide, 0 },
    { "\"?\", R&D", here, signs, 0 },
    { "only here", here, 0, 1 },
    { "only here", there, 0, 1 },
    { "Only Here, Another", here, 0, 1 },
    { "\"\" OR \"Hazel\"", here, 0, 0 },
    { "", here, 0, 0 },
  };

  add (archive, there, "Nils <office@x.org>");
  add (archive, here, "Only Here, Napier");
  g_assert_cmpint (archive_count (archive, "person"), ==, 8);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_attendee_free);
      RapAttendee *attendee = rap_attendee_parse (cases[i].line);
      g_autoptr (GError) error = NULL;

      g_test_message ("“%s”", cases[i].line);
      g_ptr_array_add (list, attendee);
      rap_people_recognise (db, list);
      g_assert_cmpint (attendee->person_id, ==, cases[i].id);
      g_assert_cmpuint (attendee->candidates->len, ==, cases[i].n_candidates);
      g_assert_cmpuint (attendee->same_as, ==, 0);
      g_assert_false (rap_db_take_unasked (db, &error));
      g_assert_no_error (error);
    }
}

static void
test_add (Archive *archive, gconstpointer data)
{
  g_autofree char *start = NULL;
  g_autoptr (GPtrArray) list = rap_attendees_parse ("Hazel Hall, Napier <h@x.org>\nNils\nHazel Hall, Napier\n"
                                                    "Hazel Hall, Ontario\nnils\nZoë Ray\tR&D <b>\tz@x.org");
  const guint same_as[] = { 0, 0, 1, 0, 0, 0 };
  const gint64 seminar_id = add_seminar (archive), other = add_seminar (archive);
  g_autofree char *again = NULL;
  g_autofree char *after = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) twice = rap_attendees_parse ("Hazel Hall, Napier <h@x.org>\nNils\nZoë Ray\tR&D <b>");
  g_autoptr (RapAttendee) nameless = rap_attendee_parse ("<h@x.org>");
  RapAttendee *nils;
  g_autoptr (GError) error = NULL;
  gint64 steps;

  start = archive_dump (archive);
  rap_people_recognise (rap_store_db (archive->store), list);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpuint (((RapAttendee *) list->pdata[i])->same_as, ==, same_as[i]);
  /* a name alone is asked for within the list too */
  nils = list->pdata[4];
  g_assert_cmpuint (nils->candidates->len, ==, 1);
  g_assert_cmpint (g_array_index (nils->candidates, gint64, 0), ==, -2);
  nils->same_as = 2;
  g_assert_true (rap_people_add_all (archive->store, seminar_id, list, &error));
  g_assert_cmpint (archive_count (archive, "attendance"), ==, 4);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM attendance WHERE status = 'came' AND consent = 'no'"),
                   ==, 4);
  label = rap_db_text (rap_store_db (archive->store), "SELECT label FROM history ORDER BY seq DESC", NULL);
  g_assert_cmpstr (label, ==, "Add 6 people");
  check_undo (archive, start);

  /* the same list once more adds nothing, what is new of a person is filled in, nothing is overwritten */
  again = archive_dump (archive);
  steps = archive_count (archive, "history");
  rap_people_recognise (rap_store_db (archive->store), twice);
  nils = twice->pdata[1];
  g_assert_cmpuint (nils->candidates->len, ==, 1);
  nils->person_id = g_array_index (nils->candidates, gint64, 0);
  g_assert_true (rap_people_add_all (archive->store, seminar_id, twice, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, again);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps);
  add (archive, other, "Zoë Ray, Elsewhere <z@x.org>");
  g_assert_cmpint (archive_count (archive, "person"), ==, 4);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM attendance WHERE affiliation = 'Elsewhere'"), ==, 1);
  add (archive, seminar_id, "Zoë Ray, Elsewhere");
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM attendance WHERE affiliation = 'Elsewhere'"), ==, 1);

  /* who had cancelled is there again, and a person chosen by hand is that one whatever the name */
  archive_change (archive, 0, "UPDATE attendance SET status = 'cancelled' WHERE affiliation = 'Elsewhere'");
  add (archive, other, "Zoë Ray");
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM attendance WHERE status = 'cancelled'"), ==, 0);
  {
    g_autoptr (RapAttendee) chosen = rap_attendee_parse ("N. Ils");
    chosen->person_id = archive_number (archive, "SELECT id FROM person WHERE name = 'Nils'");
    g_assert_true (rap_people_add (archive->store, seminar_id, chosen, &error));
    g_assert_cmpint (archive_count (archive, "attendance"), ==, 5);
    chosen->person_id = RAP_ATTENDEE_NEW;
    g_assert_true (rap_people_add (archive->store, seminar_id, chosen, &error));
    g_assert_cmpint (archive_count (archive, "attendance"), ==, 6);
    chosen->person_id = 12345;
    g_assert_false (rap_people_add (archive->store, seminar_id, chosen, &error));
    g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
    g_clear_error (&error);
  }
  g_assert_false (rap_people_add (archive->store, seminar_id, nameless, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  archive_check (archive);
}

static void
test_usual_status (Archive *archive, gconstpointer data)
{
  static const struct
  {
    const char *date;
    const char *end_date;
    const char *status;
    gboolean is_door_closed;
  } cases[] = {
    { "date('now', '+3 days')", "NULL", "registered", TRUE },
    { "date('now', '+1 day')", "NULL", "registered" },
    { "date('now')", "NULL", "walked_in" },
    { "date('now', '-1 day')", "date('now', '+1 day')", "walked_in" },
    { "date('now', '-3 days')", "NULL", "came" },
    { "date('now', '-3 days')", "date('now', '-2 days')", "came" },
  };
  const gint64 seminar_id = add_seminar (archive);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("UPDATE seminar SET tz = 'UTC', date = %s, end_date = %s", cases[i].date, cases[i].end_date);
      archive_change (archive, 0, sql);
      g_assert_cmpstr (rap_people_usual_status (rap_store_db (archive->store), seminar_id), ==, cases[i].status);
      {
        g_autofree char *day = rap_people_find_door_day (rap_store_db (archive->store), seminar_id);
        g_autofree char *before =
            rap_db_text (rap_store_db (archive->store), "SELECT date(date, '-1 day') FROM seminar", NULL);
        g_assert_cmpstr (day, ==, cases[i].is_door_closed ? before : NULL);
      }
    }
}

static void
test_change (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 seminar_id = add_seminar (archive);
  const gint64 ids[] = { attendance_of (archive, add (archive, seminar_id, "Hazel Hall")),
                         attendance_of (archive, add (archive, seminar_id, "Nils")) };
  static const struct
  {
    const char *from;
    const char *to;
  } ticks[] = {
    { "registered", "came" }, { "cancelled", "came" }, { "came", "registered" }, { "walked_in", "walked_in" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (ticks); i++)
    {
      g_autofree char *status = NULL;
      g_assert_true (rap_people_set_status (archive->store, ids, 1, ticks[i].from, &error));
      g_assert_true (rap_people_tick (archive->store, ids[0], &error));
      status = rap_db_text (rap_store_db (archive->store), "SELECT status FROM attendance WHERE id = ?1", "i", ids[0]);
      g_assert_cmpstr (status, ==, ticks[i].to);
    }
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *before = archive_dump (archive);
      if (i == 0)
        g_assert_true (rap_people_set_status (archive->store, ids, 2, "cancelled", &error));
      else if (i == 1)
        g_assert_true (rap_people_set_consent (archive->store, ids, 2, "by_name", &error));
      else
        g_assert_true (rap_people_set_organiser (archive->store, ids[0], i == 2, &error));
      check_undo (archive, before);
    }
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM attendance WHERE consent = 'by_name'"), ==, 2);
  g_assert_cmpint (archive_count (archive, "role"), ==, 0);
}

static void
test_remove (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  const gint64 seminar_id = rap_programme_seminar_of (rap_store_db (archive->store), session_id);
  const gint64 hazel = add (archive, seminar_id, "Hazel Hall, Napier"), nils = add (archive, seminar_id, "Nils");
  const gint64 ids[] = { attendance_of (archive, hazel), attendance_of (archive, nils) };

  archive_say (archive->store, session_id, NULL, "It was @Nils");
  before = archive_dump (archive);
  g_assert_false (rap_people_remove (archive->store, ids, 2, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (rap_people_set_organiser (archive->store, ids[0], TRUE, &error));
  g_clear_pointer (&before, g_free);
  before = archive_dump (archive);
  g_assert_true (rap_people_remove (archive->store, ids, 1, &error));
  g_assert_cmpint (archive_count (archive, "person"), ==, 1);
  g_assert_cmpint (archive_count (archive, "role"), ==, 0);
  g_assert_cmpint (archive_count (archive, "gone"), ==, 3);
  check_undo (archive, before);

  /* one who is in another seminar stays in the archive */
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  add (archive, add_seminar (archive), "Hazel Hall, Napier");
  g_assert_cmpint (archive_count (archive, "person"), ==, 2);
  g_assert_true (rap_people_remove (archive->store, ids, 1, &error));
  g_assert_cmpint (archive_count (archive, "person"), ==, 2);
  g_assert_cmpint (archive_count (archive, "attendance"), ==, 2);
}

static void
test_join_rules (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *was = NULL;

  archive_change (
      archive, 0,
      "INSERT INTO seminar(id, title, date, tz) VALUES(1, 'One', '2011-01-19', 'UTC'),"
      " (2, 'Two', '2012-01-18', 'UTC');"
      "INSERT INTO session(id, seminar_id, position, kind) VALUES(1, 1, 1, 'talk'), (2, 2, 1, 'talk');"
      "INSERT INTO person(id, name, email, bio) VALUES(1, 'Hazel Hall', NULL, 'Professor'),"
      " (2, 'H. Hall', 'h@x.org', 'Reader'), (3, 'Nils', NULL, NULL);"
      "INSERT INTO attendance(id, seminar_id, person_id, affiliation, status, consent) VALUES"
      " (1, 1, 1, NULL, 'registered', 'by_name'), (2, 1, 2, 'Napier', 'came', 'anonymously'),"
      " (3, 2, 2, 'Ontario', 'cancelled', 'by_name');"
      "INSERT INTO role(id, attendance_id, kind, session_id) VALUES(1, 1, 'speaker', 1),"
      " (2, 2, 'speaker', 1), (3, 2, 'organiser', NULL), (4, 3, 'speaker', 2);"
      "INSERT INTO point(id, session_id, voice, speaker_id, kind, text, recorded_at) VALUES"
      " (1, 1, 'speaker', 1, 'insight', 'one', 1), (2, 1, 'speaker', 2, 'insight', 'two', 2),"
      " (3, 2, 'plenary', NULL, 'insight', 'three @Hazel', 3);"
      "INSERT INTO point_echo(point_id, id, voice, speaker_id, recorded_at) VALUES(1, 1, 'speaker', 2, 1),"
      " (2, 2, 'speaker', 1, 1), (3, 3, 'speaker', 1, 1), (3, 4, 'speaker', 2, 1);"
      "INSERT INTO point_person VALUES(3, 1, 'said', 'Hazel'), (3, 2, 'said', 'Hazel'), (3, 2, 'said', 'H');"
      "INSERT INTO came_from VALUES(1, x'00', 2);"
      "INSERT INTO gone VALUES(77, 2, 1)");
  before = archive_dump (archive);
  g_assert_true (rap_people_join (archive->store, 1, 1, 2, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM person"), ==, 2);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM attendance WHERE person_id = 1"), ==, 2);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM attendance WHERE id = 1 AND affiliation = 'Napier'"
                                            " AND status = 'came' AND consent = 'anonymously'"),
                   ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM person WHERE id = 1 AND email = 'h@x.org'"
                                            " AND bio = 'Professor'"),
                   ==, 1);
  g_assert_cmpint (archive_count (archive, "role"), ==, 3);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM role WHERE attendance_id = 1"), ==, 2);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE speaker_id = 1"), ==, 2);
  g_assert_cmpint (archive_count (archive, "point_echo"), ==, 1);
  g_assert_cmpint (archive_count (archive, "point_person"), ==, 2);
  g_assert_cmpint (archive_number (archive, "SELECT row_id FROM came_from"), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM gone WHERE id IN (2, 77) AND became = 1"), ==, 2);
  /* and the index finds what either said under the one that stays */
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM words WHERE words MATCH 'tag: p1'"), ==, 4);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM words WHERE words MATCH 'tag: p2'"), ==, 0);
  check_undo (archive, before);

  was = archive_dump (archive);
  g_assert_false (rap_people_join (archive->store, 1, 1, 1, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (rap_people_join (archive->store, 1, 1, 2, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_clear_pointer (&before, g_free);
  before = archive_dump (archive);
  g_assert_cmpstr (before, ==, was);
}

/* Random people in random seminars, of whom every two are joined in turn. */
static void
test_join_random (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RapDb *db = rap_store_db (archive->store);
  gint64 n_points;

  g_assert_true (rap_store_begin (archive->store, "Random", 0, &error));
  random_rows_add (db, "person", 12);
  g_assert_true (rap_db_exec (
      db,
      "INSERT INTO seminar(id, title, date, tz) VALUES(1, 'One', '2011-01-19', 'UTC'), (2, 'Two', '2012-01-18', 'UTC'),"
      " (3, 'Three', '2013-01-16', 'UTC');"
      "INSERT INTO session(id, seminar_id, position, kind) SELECT id * 10, id, 1, 'talk' FROM seminar"
      " UNION ALL SELECT id * 10 + 1, id, 2, 'discussion' FROM seminar;"
      "INSERT INTO attendance SELECT abs(random()), s.id, p.id, NULL,"
      " CASE abs(random() % 4) WHEN 0 THEN 'came' WHEN 1 THEN 'walked_in' WHEN 2 THEN 'registered' ELSE 'cancelled' "
      "END,"
      " CASE abs(random() % 3) WHEN 0 THEN 'no' WHEN 1 THEN 'by_name' ELSE 'anonymously' END"
      " FROM seminar s, person p WHERE random() % 2;"
      "INSERT INTO role(id, attendance_id, kind, session_id) SELECT abs(random()), id, 'speaker', seminar_id * 10"
      " FROM attendance WHERE random() % 2;"
      "INSERT INTO point(id, session_id, voice, speaker_id, kind, text, recorded_at) SELECT abs(random()),"
      " session_id, 'speaker', person_id, 'insight', 'said', 1 FROM role JOIN attendance a ON a.id = attendance_id;"
      "INSERT INTO point_echo(point_id, id, voice, speaker_id, recorded_at) SELECT p.id, abs(random()), 'speaker',"
      " person_id, 1 FROM point p JOIN session s ON s.id = session_id JOIN attendance a USING(seminar_id)"
      " WHERE p.speaker_id <> person_id AND random() % 2;"
      "INSERT INTO point_person SELECT p.id, person_id, 'mentioned', 'x' FROM point p JOIN session s ON s.id ="
      " session_id JOIN attendance a USING(seminar_id) WHERE random() % 2",
      &error));
  g_assert_no_error (error);
  g_assert_true (rap_store_commit (archive->store, &error));
  n_points = archive_count (archive, "point");
  while (archive_count (archive, "person") > 1)
    {
      const gint64 keep = archive_number (archive, "SELECT id FROM person ORDER BY random()");
      const gint64 other = rap_db_int (db, "SELECT id FROM person WHERE id <> ?1 ORDER BY random()", "i", keep);
      g_autofree char *before = archive_dump (archive);
      /* who raised what, were they one: as a number, for what is kept to have the same */
      const char *raised = "SELECT count(DISTINCT point_id || ' ' || CASE who WHEN ?2 THEN ?1 ELSE who END) FROM"
                           " (SELECT id AS point_id, speaker_id AS who FROM point"
                           " UNION ALL SELECT point_id, speaker_id FROM point_echo)";
      const char *named = "SELECT count(DISTINCT point_id || ' ' || CASE person_id WHEN ?2 THEN ?1 ELSE person_id END)"
                          " FROM point_person";
      const char *attending = "SELECT count(DISTINCT seminar_id || ' ' || CASE person_id WHEN ?2 THEN ?1 ELSE"
                              " person_id END) FROM attendance";
      const gint64 n_raised = rap_db_int (db, raised, "ii", keep, other);
      const gint64 n_named = rap_db_int (db, named, "ii", keep, other);
      const gint64 n_attending = rap_db_int (db, attending, "ii", keep, other);

      g_assert_true (rap_people_join (archive->store, 1, keep, other, &error));
      g_assert_no_error (error);
      g_assert_cmpint (archive_count (archive, "point"), ==, n_points);
      g_assert_cmpint (rap_db_int (db, raised, "ii", keep, other), ==, n_raised);
      g_assert_cmpint (archive_number (archive, "SELECT (SELECT count(*) FROM point) + count(*) FROM point_echo"), ==,
                       n_raised);
      g_assert_cmpint (rap_db_int (db, named, "ii", keep, other), ==, n_named);
      g_assert_cmpint (archive_count (archive, "point_person"), ==, n_named);
      g_assert_cmpint (archive_count (archive, "attendance"), ==, n_attending);
      check_undo (archive, before);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/parse", test_parse);
  archive_test_add ("/people/recognise", test_recognise);
  archive_test_add ("/people/add", test_add);
  archive_test_add ("/people/usual-status", test_usual_status);
  archive_test_add ("/people/change", test_change);
  archive_test_add ("/people/remove", test_remove);
  archive_test_add ("/people/join-rules", test_join_rules);
  archive_test_add ("/people/join-random", test_join_random);
  return g_test_run ();
}
