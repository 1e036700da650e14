/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on each handout: everything that is known and asked for, nothing else, and what is missing is said. */
#include "syndicate-fixture.h"

#include "rap-handout.h"

/* A line of text a line: "ITEM 14:10–14:40 | Talk" */
static char *
read_text (Archive *archive, RapHandoutReader read)
{
  static const char *const kinds[] = { "LARGE", "HEADING", "TEXT", "ITEM", "FIELD", "NAMES", "TICK", "RULES" };
  g_autoptr (GError) error = NULL;
  g_autoptr (RapHandout) handout =
      read (rap_store_db (archive->store), archive_number (archive, "SELECT max(id) FROM seminar"), &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < handout->lines->len; i++)
    {
      const RapHandoutLine *line = handout->lines->pdata[i];
      g_string_append_printf (text, "%s %s | %s%s\n", kinds[line->kind], line->cells[0] != NULL ? line->cells[0] : "-",
                              line->cells[1] != NULL ? line->cells[1] : "-", line->ticked ? " x" : "");
    }
  g_string_replace (text, "\u2068", "", 0);
  g_string_replace (text, "\u2069", "", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_nothing (Archive *archive, RapHandoutReader read, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read (rap_store_db (archive->store), archive_number (archive, "SELECT id FROM seminar"), &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOTHING);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_missing (Archive *archive, gconstpointer data)
{
  archive_add_seminar (archive, 0);
  assert_nothing (archive, rap_handout_door_list, "Nobody is expected yet; there is no door list to print.");
  archive_run (archive, "UPDATE session SET kind = 'talk'");
  assert_nothing (archive, rap_handout_sheets, "There is no discussion yet; there are no sheets to print.");
  archive_run (archive, "UPDATE session SET kind = 'discussion'");
  assert_nothing (archive, rap_handout_sheets, "The discussion has no syndicates yet; there are no sheets to print.");
  archive_run (archive, "DELETE FROM session");
  assert_nothing (archive, rap_handout_programme, "The programme is still empty; there is nothing to print.");
  archive_run (archive, "DELETE FROM seminar");
  for (int i = 0; i < 3; i++)
    {
      const RapHandoutReader readers[] = { rap_handout_programme, rap_handout_door_list, rap_handout_sheets };
      g_autoptr (GError) error = NULL;
      g_assert_null (readers[i](rap_store_db (archive->store), 1, &error));
      g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
    }
}

static void
test_door_list (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 1);
  g_autofree char *text = NULL;

  add_attendee (archive, session_id, "Zoë Adams", "R&D <b>", "registered");
  add_attendee (archive, session_id, "Adam Young ", NULL, "came");
  add_attendee (archive, session_id, "Gone Away", "Nowhere", "cancelled");
  add_attendee (archive, session_id, "王小明", "北京大学", "walked_in");
  add_attendee (archive, session_id, "Ada Adams", "Acme", "registered");
  archive_run (archive, "UPDATE person SET email = 'secret@example.org'; UPDATE attendance SET consent = 'by_name'");
  text = read_text (archive, rap_handout_door_list);
  g_assert_true (g_str_has_prefix (text, "LARGE Door list | -\n"
                                         "TEXT 4 people | -\n"
                                         "TICK Ada Adams | Acme\n"
                                         "TICK Zoë Adams | R&D <b>\n"
                                         "TICK Adam Young  | - x\n"
                                         "TICK 王小明 | 北京大学 x\n"
                                         "HEADING Walked in | -\n"
                                         "TICK - | -\n"));
  g_assert_null (strstr (text, "secret"));
  g_assert_null (strstr (text, "by_name"));
}

static void
test_programme (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 speaker;
  g_autofree char *text = NULL;
  g_autofree char *days = NULL;

  archive_run (
      archive,
      "UPDATE seminar SET title = 'R&D <b>', topic = 'Trust', tz = 'Europe/London', venue = 'Room 1', host = 'NetIKX',"
      " starts_at = 1295445600000, ends_at = 1295456400000;"
      "UPDATE session SET title = NULL, starts_at = 1295449200000, ask = 'three points', position = 2;"
      "UPDATE syndicate SET name = 'Policy', brief = 'How much?' WHERE number = 1;"
      "INSERT INTO session(id, seminar_id, position, kind, title, starts_at, ends_at)"
      " SELECT 7, id, 1, 'talk', 'Trust', 1295446200000, 1295448000000 FROM seminar");
  speaker = add_attendee (archive, session_id, "Hazel Hall", "Napier", "came");
  g_assert_cmpint (speaker, ==, 1);
  add_attendee (archive, session_id, "Gone Away", NULL, "cancelled");
  add_attendee (archive, session_id, "Silent Guest", NULL, "came");
  archive_run (
      archive,
      "INSERT INTO role(id, attendance_id, kind, session_id) VALUES(1, 1, 'speaker', 7), (2, 2, 'speaker', 7)");
  text = read_text (archive, rap_handout_programme);
  g_assert_cmpstr (text, ==,
                   "LARGE R&D <b> | -\n"
                   "TEXT Trust | -\n"
                   "FIELD When | 19 January 2011 · 14:00–17:00\n"
                   "FIELD Where | Room 1\n"
                   "FIELD Host | NetIKX\n"
                   "HEADING Programme | -\n"
                   "ITEM 14:10–14:40 | Trust\n"
                   "FIELD - | Hazel Hall · Napier\n"
                   "ITEM 15:00 | Discussion\n"
                   "FIELD - | To bring back: three points\n"
                   "FIELD - | 1.\u00a0Policy · How much?\n");

  archive_run (archive,
               "UPDATE seminar SET end_date = '2011-01-20'; UPDATE session SET starts_at = starts_at + 86400000"
               " WHERE kind = 'discussion'");
  days = read_text (archive, rap_handout_programme);
  g_assert_nonnull (strstr (days, "FIELD When | 19 January 2011 – 20 January 2011"));
  g_assert_nonnull (strstr (days, "HEADING 19 January 2011 | -\nITEM 14:10"));
  g_assert_nonnull (strstr (days, "HEADING 20 January 2011 | -\nITEM 15:00"));
}

static void
test_sheets (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 3);
  g_autofree char *text = NULL;

  archive_run (
      archive,
      "UPDATE session SET title = 'Round 1', minutes_to_talk = 20, minutes_to_report = 1, ask = 'three points';"
      "UPDATE syndicate SET name = 'Policy', brief = 'How much?' WHERE number = 1;"
      "UPDATE syndicate SET head_count = 7 WHERE number = 2; UPDATE syndicate SET closed = 1 WHERE number = 3");
  for (int i = 0; i < 5; i++)
    add_attendee (archive, session_id, NULL, NULL, i == 3 ? "cancelled" : "came");
  archive_run (
      archive,
      "INSERT INTO role(id, attendance_id, kind, syndicate_id, position)"
      " SELECT 1, 1, 'facilitator', id, 1 FROM syndicate WHERE number = 1"
      " UNION SELECT a.id + 10, a.id, 'member', y.id, a.id FROM attendance a, syndicate y WHERE number = 1 AND a.id > 1"
      " UNION SELECT 20, 2, 'rapporteur', id, 1 FROM syndicate WHERE number = 1");
  text = read_text (archive, rap_handout_sheets);
  g_assert_cmpstr (text, ==,
                   "LARGE 1 · Policy | -\n"
                   "TEXT Round 1 | -\n"
                   "FIELD Brief | How much?\n"
                   "FIELD To bring back | three points\n"
                   "FIELD Time | 20 minutes to talk · 1 minute to report\n"
                   "FIELD Facilitator | Person 001\n"
                   "FIELD Rapporteur | Person 002\n"
                   "FIELD Members | 3 people\n"
                   "NAMES Person 002 | Person 005\n"
                   "NAMES Person 003 | -\n"
                   "RULES - | -\n"
                   "LARGE Syndicate 2 | -\n"
                   "TEXT Round 1 | -\n"
                   "FIELD To bring back | three points\n"
                   "FIELD Time | 20 minutes to talk · 1 minute to report\n"
                   "FIELD Facilitator | -\n"
                   "FIELD Rapporteur | -\n"
                   "FIELD Members | 7 people\n"
                   "RULES - | -\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/handout/what-is-missing-is-said", test_missing);
  archive_test_add ("/handout/door-list", test_door_list);
  archive_test_add ("/handout/programme", test_programme);
  archive_test_add ("/handout/sheets", test_sheets);
  return g_test_run ();
}
