/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who the rows of a list of attendees are: nothing alone identifies a person, and nobody is told as two. */
#include "import-fixture.h"

#include "rap-people-change.h"
#include "rap-people-join.h"

static char *
export_people (Archive *archive, gint64 seminar_id, gboolean exact)
{
  g_autoptr (GFile) file = import_export (archive, seminar_id, "people", exact);
  g_autoptr (GError) error = NULL;
  char *contents;

  g_file_load_contents (file, NULL, &contents, NULL, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

/* Nothing alone identifies a person: who is not told from others is asked for, and can be said. */
static void
test_unsure (Archive *archive, gconstpointer data)
{
  gint64 first_id = import_add_seminar (archive, 0), seminar_id = import_add_seminar (archive, 0), kim;
  g_autoptr (RapImport) import = NULL;
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (
      import_text (archive, RAP_IMPORT_ATTENDEES, first_id, "Name,Email,Company\nKim Lee,kim@a.org,A\nBo,bo@a.org,A\n"),
      ==, 2);
  import = import_check_text (archive, RAP_IMPORT_ATTENDEES, seminar_id,
                              "Name,Email,Company\n"
                              "Kim Lee,other@b.org,B\n" /* somebody of the name is known, and nothing else fits */
                              "KIM  LEE,Kim@A.org,C\n"  /* e-mail */
                              "Bo,,A\n"                 /* affiliation */
                              "Al Fa,al@a.org,A\nAl Fa,fa@a.org,A\n" /* two addresses are not one person */
                              "Office,kim@a.org,A\n");               /* a shared mailbox is none */
  import_assert_preview (import, "2 rejected\n3 known KIM LEE\n4 known Bo\n5 fresh Al Fa\n6 rejected\n7 fresh Office");
  g_assert_cmpuint (rap_import_get_counts (import)->unsure, ==, 2);
  page = rap_import_get_preview (import, RAP_IMPORT_FATE_REJECTED, 0, 1, &error);
  kim = archive_number (archive, "SELECT id FROM person WHERE name = 'Kim Lee'");
  g_assert_cmpuint (page->len, ==, 1);
  g_assert_cmpuint (((RapImportRowPreview *) page->pdata[0])->candidates->len, ==, 1);
  g_assert_cmpint (g_array_index (((RapImportRowPreview *) page->pdata[0])->candidates, gint64, 0), ==, kim);

  /* one answer, and taken back; then what all are */
  g_assert_true (rap_import_set_person (import, 2, kim, &error));
  import_assert_preview (import, "2 known Kim Lee; email kim@a.org>other@b.org!\n3 rejected\n4 known Bo\n"
                                 "5 fresh Al Fa\n6 rejected\n7 fresh Office");
  g_assert_true (rap_import_set_person (import, 2, 0, &error));
  import_assert_preview (import,
                         "2 fresh Kim Lee\n3 known KIM LEE\n4 known Bo\n5 fresh Al Fa\n6 rejected\n7 fresh Office");
  rap_import_set_new_people (import, TRUE);
  g_assert_cmpuint (import_check (import)->new_people, ==, 4);
  import_write (import);
  import_assert_people (archive, "Al Fa, al@a.org, A, registered, no\nAl Fa, fa@a.org, A, registered, no\n"
                                 "Bo, bo@a.org, A, registered, no\nBo, bo@a.org, A, registered, no\n"
                                 "Kim Lee, kim@a.org, A, registered, no\nKim Lee, kim@a.org, C, registered, no\n"
                                 "Kim Lee, other@b.org, B, registered, no\nOffice, kim@a.org, A, registered, no");
  archive_check (archive);
}

/* Our own list comes back whole into another archive, in both editions: namesakes, roles and those without any. */
static void
test_round_trip (Archive *archive, gconstpointer data)
{
  static const char all[] =
      "SELECT group_concat(line, char(10)) FROM (SELECT role || ', ' || name || ', ' ||"
      " ifnull(affiliation, '-') || ', ' || ifnull(syndicate_number, '-') || ', ' || id || ', ' ||"
      " attendance_id AS line FROM export_people ORDER BY id)";
  gint64 seminar_id = import_add_seminar (archive, 2);
  g_autofree char *before = NULL;
  g_autoptr (RapImport) import = NULL;
  g_autoptr (GError) error = NULL;

  import = import_open (archive, RAP_IMPORT_ATTENDEES, seminar_id,
                        "Name,Email,Company,role,syndicate_number\n"
                        "Zoë,a@a.org,=Napier,speaker,\nZoë,a@a.org,=Napier,rapporteur,2\n"
                        "Zoë,b@a.org,Other,member,1\n'-Al,,,organiser,\nBo,,,attendee,\nCy,,,,\n",
                        -1);
  rap_import_set_new_people (import, TRUE);
  g_assert_cmpuint (import_check (import)->new_people, ==, 5);
  import_write (import);
  g_clear_pointer (&import, rap_import_free);
  archive_change (archive, seminar_id,
                  "INSERT INTO person(id, name) VALUES(7, 'Bo');"
                  "INSERT INTO attendance(id, seminar_id, person_id, consent) SELECT 7, max(id), 7, 'no' FROM seminar;"
                  "UPDATE attendance SET affiliation = '=Napier' WHERE affiliation = 'Other';"
                  "UPDATE attendance SET consent = 'by_name'");
  before = rap_db_text (rap_store_db (archive->store), all, NULL);
  for (int exact = 0; exact < 2; exact++)
    {
      g_autofree char *path = g_strdup_printf ("%s/other%d", archive->folder, exact);
      g_autofree char *contents = export_people (archive, seminar_id, exact), *after = NULL;
      Archive other = { archive->folder, path, NULL };
      gint64 other_id;

      g_assert_cmpuint (import_text (archive, RAP_IMPORT_ATTENDEES, seminar_id, contents), ==, 0);
      other.store = rap_store_open (path, "cli", RAP_DB_DEFAULT, &error);
      g_assert_no_error (error);
      other_id = import_add_seminar (&other, 2);
      g_assert_cmpuint (import_text (&other, RAP_IMPORT_ATTENDEES, other_id, contents), ==, 6);
      after = rap_db_text (rap_store_db (other.store), all, NULL);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpuint (import_text (&other, RAP_IMPORT_ATTENDEES, other_id, contents), ==, 0);
      g_assert_true (rap_store_undo (other.store, other_id, NULL, &error));
      g_assert_cmpint (archive_count (&other, "person"), ==, 0);
      g_assert_finalize_object (other.store);
    }
}

/* Our own older list knows somebody who was joined to another since, whatever their name was; deleted, they stay so. */
static void
test_joined (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = import_add_seminar (archive, 2), first, second;
  g_autofree char *contents = NULL;
  g_autoptr (RapImport) import = NULL;
  g_autoptr (GError) error = NULL;

  import_text (archive, RAP_IMPORT_ATTENDEES, seminar_id,
               "Name,Email,role,syndicate_number\nHazel Hall,a@a.org,member,1\n"
               "H. H.,,member,1\nZoë,b@a.org,,\nZ. R.,,,\n");
  archive_change (archive, seminar_id, "UPDATE attendance SET consent = 'by_name'");
  contents = export_people (archive, seminar_id, TRUE);
  for (int i = 0; i < 2; i++)
    {
      first = archive_number (archive, i == 0 ? "SELECT id FROM person WHERE name = 'Hazel Hall'"
                                              : "SELECT id FROM person WHERE name = 'Zoë'");
      second = archive_number (archive, i == 0 ? "SELECT id FROM person WHERE name = 'H. H.'"
                                               : "SELECT id FROM person WHERE name = 'Z. R.'");
      g_assert_true (rap_people_join (archive->store, seminar_id, first, second, &error));
    }
  import = import_check_text (archive, RAP_IMPORT_ATTENDEES, seminar_id, contents);
  g_assert_cmpuint (rap_import_get_counts (import)->present, ==, 4);
  g_clear_pointer (&import, rap_import_free);

  first = archive_number (archive, "SELECT attendance.id FROM attendance JOIN person ON person.id = person_id"
                                   " WHERE name = 'Zoë'");
  g_assert_true (rap_people_remove (archive->store, &first, 1, &error));
  import = import_check_text (archive, RAP_IMPORT_ATTENDEES, seminar_id, contents);
  g_assert_cmpuint (rap_import_get_counts (import)->present, ==, 2);
  g_assert_cmpuint (rap_import_get_counts (import)->deleted, ==, 2);
}

/* The cell of a list without quotation marks; line 1 is the header. */
static char *
get_cell (const char *file, guint64 line, guint column)
{
  g_auto (GStrv) lines = g_strsplit (file, "\n", -1);
  g_auto (GStrv) cells = g_strsplit (lines[line - 1], ",", -1);

  return g_utf8_casefold (cells[column], -1);
}

/* Rows that are one person have one name and no two addresses. */
static void
assert_told (const char *file, const RapImportRowPreview *row)
{
  g_autofree char *name = NULL, *other_name = NULL, *email = NULL, *other_email = NULL;

  if (row->same_as == 0)
    return;
  name = get_cell (file, row->line, 0);
  other_name = get_cell (file, row->same_as, 0);
  email = get_cell (file, row->line, 1);
  other_email = get_cell (file, row->same_as, 1);
  g_assert_cmpint (name[0], ==, other_name[0]); /* the names of the test differ in their first letters */
  g_assert_true (*email == '\0' || *other_email == '\0' || g_str_equal (email, other_email));
}

/* Lists by chance, with namesakes, shared mailboxes and tickets: who is told to be new, known or the same always is,
 * and no two who differ in their addresses are ever one; the same list again adds nothing; undone, nothing is left. */
static void
test_random_lists (Archive *archive, gconstpointer data)
{
  static const char *const names[] = { "Kim Lee", "kim  lee", "Wei Zhang", "Zoë Ray", "ZOË RAY", "Al Fa" };
  static const char *const emails[] = { "", "a@a.org", "A@A.org", "b@b.org", "office@c.org" };
  static const char *const companies[] = { "", "", "Napier", "napier", "C & Co" };
  static const char *const statuses[] = { "", "Attending", "Not Attending", "Checked In" };
  gint64 seminar_ids[2] = { import_add_seminar (archive, 0), import_add_seminar (archive, 0) };

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (GString) file = g_string_new ("Name,Email,Company,Status\n");
      g_autofree char *before = archive_dump (archive), *after = NULL, *again = NULL;
      const gint64 seminar_id = seminar_ids[round % 2];
      g_autoptr (RapImport) import = NULL;
      g_autoptr (GPtrArray) page = NULL;
      g_autoptr (GError) error = NULL;
      gboolean whole;

      for (gint32 i = g_test_rand_int_range (1, 7); i > 0; i--)
        g_string_append_printf (file, "%s,%s,%s,%s\n", names[g_test_rand_int_range (0, G_N_ELEMENTS (names))],
                                emails[g_test_rand_int_range (0, G_N_ELEMENTS (emails))],
                                companies[g_test_rand_int_range (0, G_N_ELEMENTS (companies))],
                                statuses[g_test_rand_int_range (0, G_N_ELEMENTS (statuses))]);
      g_test_message ("%s", file->str);
      import = import_check_text (archive, RAP_IMPORT_ATTENDEES, seminar_id, file->str);
      page = rap_import_get_preview (import, RAP_IMPORT_FATE_ANY, 0, 100, &error);
      import_write (import);
      archive_check (archive);
      for (guint i = 0; i < page->len; i++)
        assert_told (file->str, page->pdata[i]);
      whole = rap_import_get_counts (import)->rejected == 0;
      g_clear_pointer (&import, rap_import_free);
      after = archive_dump (archive);
      if (whole) /* a rejected row may be recognised by what the others brought */
        import_text (archive, RAP_IMPORT_ATTENDEES, seminar_id, file->str);
      again = archive_dump (archive);
      g_assert_cmpstr (again, ==, after);
      if (strcmp (before, after) != 0 && g_test_rand_bit ())
        {
          g_autofree char *undone = NULL;
          g_assert_true (rap_store_undo (archive->store, seminar_id, NULL, &error));
          undone = archive_dump (archive);
          g_assert_cmpstr (undone, ==, before);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/import-identify/unsure", test_unsure);
  archive_test_add ("/import-identify/round-trip", test_round_trip);
  archive_test_add ("/import-identify/joined", test_joined);
  archive_test_add ("/import-identify/random-lists", test_random_lists);
  return g_test_run ();
}
