/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attendees from later lists: what is new of them, and what the organiser did stays. */
#include "import-fixture.h"

static const char first_file[] = "Name,Email,Company,Status\n"
                                 "Zoë Ray,zoe@a.org,Napier,Attending\n"
                                 "Zoë Ray,zoe@a.org,Napier,Not Attending\n"
                                 "Hazel Hall,office@b.org,Napier,paid\n"
                                 "Kim Lee,office@b.org,,pending\n"
                                 "Al Fa,al@c.org,C & Co,refunded\n";

static void
test_later_file (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = import_add_seminar (archive, 0), steps;
  g_autofree char *before = archive_dump (archive), *done = NULL, *after = NULL, *label = NULL;
  g_autoptr (RapImport) import = NULL;
  g_autoptr (GError) error = NULL;

  import = import_check_text (archive, RAP_IMPORT_ATTENDEES, seminar_id, first_file);
  import_assert_preview (import,
                         "2 fresh Zoë Ray\n3 present Zoë Ray = 2\n4 fresh Hazel Hall\n5 fresh Kim Lee\n6 fresh Al Fa");
  import_write (import);
  g_clear_pointer (&import, rap_import_free);
  import_assert_people (archive,
                        "Al Fa, al@c.org, C & Co, cancelled, no\nHazel Hall, office@b.org, Napier, registered, no\n"
                        "Kim Lee, office@b.org, -, registered, no\nZoë Ray, zoe@a.org, Napier, registered, no");
  steps = archive_count (archive, "history");
  g_assert_cmpuint (import_text (archive, RAP_IMPORT_ATTENDEES, seminar_id, first_file), ==, 0);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps); /* nothing new is no step */

  /* by hand: an affiliation, a name, a status, a consent; and somebody came */
  archive_change (
      archive, seminar_id,
      "UPDATE attendance SET affiliation = 'Edinburgh Napier', consent = 'by_name' WHERE person_id ="
      " (SELECT id FROM person WHERE name = 'Hazel Hall');"
      "UPDATE person SET name = 'Kim B. Lee' WHERE name = 'Kim Lee';"
      "UPDATE attendance SET status = 'came' WHERE person_id = (SELECT id FROM person WHERE name = 'Zoë Ray')");
  done = archive_dump (archive);
  g_assert_cmpuint (import_text (archive, RAP_IMPORT_ATTENDEES, seminar_id, first_file), ==, 0);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, done);

  import = import_check_text (archive, RAP_IMPORT_ATTENDEES, seminar_id,
                              "Name,Email,Company,Status,Consent\n"
                              "Zoë Ray,zoe@a.org,Napier,Attending,\n"          /* nothing, for she came */
                              "Hazel Hall,office@b.org,Napier,paid,\n"         /* what was typed stays */
                              "Kim Lee,office@b.org,Lee & Co,canceled,named\n" /* news, whatever the name is now */
                              "Al Fa,al@c.org,C & Co,Attending,nonsense\n"
                              "New One,new@a.org,,,\n");
  import_assert_preview (import,
                         "2 present Zoë Ray\n3 present Hazel Hall\n"
                         "4 updated Kim Lee; affiliation >Lee & Co; status registered>cancelled; consent no>by_name!\n"
                         "5 updated Al Fa; status cancelled>registered\n6 fresh New One");
  g_assert_cmpuint (rap_import_get_counts (import)->unclear_consents, ==, 1);
  g_assert_cmpuint (rap_import_get_counts (import)->missing, ==, 0);
  import_write (import);
  g_clear_pointer (&import, rap_import_free);
  import_assert_people (archive, "Al Fa, al@c.org, C & Co, registered, no\n"
                                 "Hazel Hall, office@b.org, Edinburgh Napier, registered, by_name\n"
                                 "Kim B. Lee, office@b.org, Lee & Co, cancelled, by_name\n"
                                 "New One, new@a.org, -, registered, no\nZoë Ray, zoe@a.org, Napier, came, no");
  archive_check (archive);

  /* the file has news of what was typed: told so */
  import = import_check_text (archive, RAP_IMPORT_ATTENDEES, seminar_id,
                              "Name,Email,Company\nHazel Hall,office@b.org,Elsewhere\n");
  import_assert_preview (import, "2 updated Hazel Hall; affiliation Edinburgh Napier>Elsewhere!\n0 missing Al Fa\n"
                                 "0 missing New One");
  g_clear_pointer (&import, rap_import_free);

  for (int i = 0; i < 3; i++)
    g_assert_true (rap_store_undo (archive->store, seminar_id, i == 0 ? &label : NULL, &error));
  g_assert_cmpstr (label, ==, "Import 1 person from “people.csv”");
  g_free (after);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (import_text (archive, RAP_IMPORT_ATTENDEES, seminar_id, first_file), ==,
                    4); /* an undone import comes back */
}

/* Proposed cancellations are made where that is chosen, changes unless it is; who comes again is registered again. */
static void
test_choose (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = import_add_seminar (archive, 0), zoe;
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (RapImport) import = NULL;
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;

  import_text (archive, RAP_IMPORT_ATTENDEES, seminar_id,
               "Name,Email,Firma\nZoë,zoe@a.org,A\nAl,al@a.org,A\nBo,bo@a.org,A\n");
  before = archive_dump (archive);
  import = import_check_text (archive, RAP_IMPORT_ATTENDEES, seminar_id, "Name,Email,Firma\nZoë,zoe@a.org,B\n");
  g_assert_cmpuint (rap_import_get_counts (import)->missing, ==, 2);
  g_assert_cmpuint (rap_import_get_counts (import)->cancelled, ==, 0);
  page = rap_import_get_preview (import, RAP_IMPORT_FATE_ANY, 0, 9, &error);
  zoe = ((RapImportRowPreview *) page->pdata[0])->choice;
  g_assert_false (((RapImportRowPreview *) page->pdata[1])->chosen);
  g_assert_true (rap_import_choose (import, zoe, FALSE, &error));
  g_assert_true (rap_import_choose (import, 0, TRUE, &error));
  g_assert_true (rap_import_choose (import, ((RapImportRowPreview *) page->pdata[2])->choice, FALSE, &error));
  g_assert_cmpuint (rap_import_get_counts (import)->changed, ==, 0);
  g_assert_cmpuint (rap_import_get_counts (import)->cancelled, ==, 1);
  import_write (import);
  import_assert_people (
      archive, "Al, al@a.org, A, cancelled, no\nBo, bo@a.org, A, registered, no\nZoë, zoe@a.org, A, registered, no");
  archive_check (archive);
  g_clear_pointer (&import, rap_import_free);

  import = import_check_text (archive, RAP_IMPORT_ATTENDEES, seminar_id,
                              "Name,Email,Firma\nZoë,zoe@a.org,B\nAl,al@a.org,A\nBo,bo@a.org,A\n");
  import_assert_preview (import, "2 present Zoë\n3 updated Al; status cancelled>registered\n4 present Bo");
  g_clear_pointer (&import, rap_import_free);
  g_assert_true (rap_store_undo (archive->store, seminar_id, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/import-attendees/later-file", test_later_file);
  archive_test_add ("/import-attendees/choose", test_choose);
  return g_test_run ();
}
