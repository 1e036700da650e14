/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deleted seminar leaves nothing of its own behind, and its undo brings all of it back. */
#include "archive-fixture.h"

#include "rap-changes.h"
#include "rap-programme.h"
#include "rap-sample.h"
#include "rap-seminar-delete.h"

static void
test_leaves_nothing (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RapDb *db = rap_store_db (archive->store);
  g_autofree char *before = NULL, *after = NULL;
  gint64 sample;
  gint64 seminar_id;

  archive_add_seminar (archive, 2);
  seminar_id = archive_number (archive, "SELECT id FROM seminar");
  archive_run (archive,
               "INSERT INTO link(id, seminar_id, position, url) SELECT 71, id, 1, 'https://example.org' FROM seminar");
  archive_run (archive, "INSERT INTO person(id, name) VALUES(72, 'Only Here'), (73, 'Also There')");
  archive_run (archive, "INSERT INTO attendance(id, seminar_id, person_id) SELECT 74, id, 72 FROM seminar");
  archive_run (archive, "INSERT INTO attendance(id, seminar_id, person_id) SELECT 75, id, 73 FROM seminar");
  archive_run (archive,
               "INSERT INTO role(id, attendance_id, kind, syndicate_id) SELECT 76, 74, 'member', id FROM syndicate"
               " WHERE number = 1");
  archive_run (archive, "INSERT INTO came_from(seminar_id, key, row_id) SELECT id, x'00', 1 FROM seminar");
  for (int i = 0; i < 20; i++)
    archive_say (archive->store, archive_number (archive, "SELECT id FROM session"), NULL, "@Only says it #trust *");
  archive_say (archive->store, archive_number (archive, "SELECT id FROM session"), NULL, "= @Only says");
  sample = rap_sample_add (archive->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sample, !=, 0);
  archive_run (
      archive,
      "UPDATE seminar SET follows_id = (SELECT min(id) FROM seminar) WHERE id = (SELECT max(id) FROM seminar)");
  archive_run (archive, "INSERT INTO attendance(id, seminar_id, person_id) SELECT 77, max(id), 73 FROM seminar");

  before = archive_dump (archive);
  g_assert_true (rap_seminar_delete (archive->store, seminar_id, &error));
  g_assert_no_error (error);
  archive_check (archive);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM seminar WHERE follows_id IS NOT NULL"), ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM person WHERE id = 72"), ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM person WHERE id = 73"), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM gone WHERE id IN (71, 72, 74, 75, 76)"), ==, 5);
  g_assert_cmpint (rap_db_int (db, "SELECT count(*) FROM gone WHERE id = ?1", "i", seminar_id), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM gone JOIN point USING(id)"), ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM gone"), >=, 20 + 2 + 1 + 1 + 5);

  g_assert_true (rap_store_undo_step (archive->store, rap_store_get_last_step (archive->store), NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  archive_check (archive);
}

/* What stands in no table of its own seminar any more: whatever tables there are. */
static void
test_empties_every_table (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rap_sample_add (archive->store, &error), !=, 0);
  while (archive_count (archive, "seminar") > 0)
    g_assert_true (rap_seminar_delete (archive->store, archive_number (archive, "SELECT id FROM seminar"), &error));
  for (guint i = 0; rap_recorded_tables[i] != NULL; i++)
    if (!g_str_equal (rap_recorded_tables[i], "gone") && !g_str_equal (rap_recorded_tables[i], "series") &&
        !g_str_equal (rap_recorded_tables[i], "theme"))
      {
        g_test_message ("%s", rap_recorded_tables[i]);
        g_assert_cmpint (archive_count (archive, rap_recorded_tables[i]), ==, 0);
      }
  archive_check (archive);
}

static void
test_is_gone (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rap_seminar_delete (archive->store, 12345, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_assert_cmpint (archive_count (archive, "history"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/seminar-delete/leaves-nothing", test_leaves_nothing);
  archive_test_add ("/seminar-delete/empties-every-table", test_empties_every_table);
  archive_test_add ("/seminar-delete/is-gone", test_is_gone);
  return g_test_run ();
}
