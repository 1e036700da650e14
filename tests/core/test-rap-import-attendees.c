/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attendees from registration lists: who is who, what is new of them, and what the organiser did stays. */
#include "archive-fixture.h"

#include <gio/gio.h>

#include "rap-export.h"
#include "rap-import-job.h"
#include "rap-people-change.h"
#include "rap-people-join.h"
#include "rap-programme.h"

static gint64
add_seminar (Archive *archive, int syndicates)
{
  return rap_programme_seminar_of (rap_store_db (archive->store), archive_add_seminar (archive, syndicates));
}

static RapImport *
open_bytes (Archive *archive, gint64 seminar_id, const char *bytes, gssize len)
{
  g_autofree char *path = g_build_filename (archive->folder, "people.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  RapImport *import;

  g_file_set_contents (path, bytes, len, &error);
  g_assert_no_error (error);
  import = rap_import_open (archive->store, RAP_IMPORT_ATTENDEES, seminar_id, file, NULL, &error);
  g_assert_no_error (error);
  return import;
}

static const RapImportCounts *
check (RapImport *import)
{
  const RapImportCounts *counts = rap_import_get_counts (import);
  g_autoptr (GError) error = NULL;

  rap_import_check (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->rows, ==,
                    counts->fresh + counts->updated + counts->present + counts->deleted + counts->elsewhere +
                        counts->rejected);
  g_assert_cmpuint (rap_import_count_preview (import, RAP_IMPORT_FATE_ANY), ==, counts->rows + counts->missing);
  return counts;
}

static RapImport *
check_text (Archive *archive, gint64 seminar_id, const char *text)
{
  RapImport *import = open_bytes (archive, seminar_id, text, -1);

  check (import);
  return import;
}

static void
write_all (RapImport *import)
{
  g_autoptr (GError) error = NULL;

  rap_import_write (import, TRUE, &error);
  g_assert_no_error (error);
}

/* The page of all rows as text: line, fate, text, what changes or why not. */
static char *
describe (RapImport *import)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = rap_import_get_preview (import, RAP_IMPORT_FATE_ANY, 0, 1000, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < page->len; i++)
    {
      const RapImportRowPreview *row = page->pdata[i];

      g_string_append_printf (text, "%s%u %s", i > 0 ? "\n" : "", (guint) row->line,
                              rap_import_fate_to_string (row->fate));
      if (row->text != NULL)
        g_string_append_printf (text, " %s", row->text);
      for (guint j = 0; j < row->changes->len; j++)
        {
          const RapImportChange *c = row->changes->pdata[j];
          g_string_append_printf (text, "; %s %s>%s%s", c->field, c->old != NULL ? c->old : "", c->value,
                                  c->by_hand ? "!" : "");
        }
      if (g_test_verbose () && row->reason != NULL)
        g_string_append_printf (text, ": %s", row->reason);
      if (row->same_as != 0)
        g_string_append_printf (text, " = %u", (guint) row->same_as);
    }
  return g_string_free (text, FALSE);
}

/* Imports what is not rejected. Returns: how many attendances it added */
static guint
import_text (Archive *archive, gint64 seminar_id, const char *text)
{
  g_autoptr (RapImport) import = check_text (archive, seminar_id, text);
  const gint64 before = archive_count (archive, "attendance");
  g_autofree char *preview = describe (import);

  g_test_message ("%s", preview);
  write_all (import);
  archive_check (archive);
  return (guint) (archive_count (archive, "attendance") - before);
}

static void
change (Archive *archive, const char *sql)
{
  g_autoptr (GError) error = NULL;

  rap_store_begin (archive->store, "Change", archive_number (archive, "SELECT max(id) FROM seminar"), &error);
  rap_db_exec (rap_store_db (archive->store), sql, &error);
  g_assert_no_error (error);
  g_assert_true (rap_store_commit (archive->store, &error));
}

/* Everybody, in the order of their names: name, e-mail, affiliation, status, consent. */
static void
assert_people (Archive *archive, const char *wanted)
{
  g_autofree char *all =
      rap_db_text (rap_store_db (archive->store),
                   "SELECT group_concat(line, char(10)) FROM (SELECT name || ', ' || ifnull(email, '-') || ', ' ||"
                   " ifnull(affiliation, '-') || ', ' || status || ', ' || consent AS line FROM attendance"
                   " JOIN person ON person.id = person_id ORDER BY name, email, affiliation, attendance.id)",
                   NULL);

  g_assert_cmpstr (all, ==, wanted);
}

static void
assert_preview (RapImport *import, const char *wanted)
{
  g_autofree char *text = describe (import);

  g_assert_cmpstr (text, ==, wanted);
}

/* The shapes of other tools and plain lists, and what their columns are guessed to be. */
static void
test_shapes (Archive *archive, gconstpointer data)
{
  static const struct
  {
    const char *file;
    const char *fields; /* of the columns, `-` for none */
    const char *person;
  } shapes[] = {
    { "Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee #,Order Status,Attendee Status,"
      "Company,Job Title\n1,2011-01-02 10:00,Zoë,Ray,zoe@a.org,1,Free,77,Completed,Attending,R&D <b>,Lecturer\n",
      "- - first_name last_name email - - - - status affiliation -", "Zoë Ray, zoe@a.org, R&D <b>, registered, no" },
    { "Order code;Order date;Email;Status;Product;Attendee name;Attendee name: Given name;Attendee name: Family name;"
      "Attendee email;Company\nABCDE;2011-01-02;office@a.org;paid;Ticket;Zoë Ray;Zoë;Ray;zoe@a.org;\"A; B\"\n",
      "- - - status - name - - email affiliation", "Zoë Ray, zoe@a.org, A; B, registered, no" },
    { "Order code,Attendee name,Product,Checked in,E-mail,Company\nA,Zoë Ray,Ticket,2011-01-19 09:01,zoe@a.org,\n",
      "- name - came email affiliation", "Zoë Ray, zoe@a.org, -, came, no" },
    { "Vorname\tNachname\tE-Mail\tFirma\nZoë\tRay\tzoe@a.org\tÄrzte GmbH\n", "first_name last_name email affiliation",
      "Zoë Ray, zoe@a.org, Ärzte GmbH, registered, no" },
    { "Name;Vorname;Organisation\nRay;Zoë;Napier\n", "last_name first_name affiliation",
      "Zoë Ray, -, Napier, registered, no" },
    { "Name,Organisation,Status\n\"  Zoë \n Ray \",\"\",walk-in\n", "name affiliation status",
      "Zoë Ray, -, -, walked_in, no" },
    { "Who comes?\nZoë Ray\n", "name", "Zoë Ray, -, -, registered, no" },
    { "name,consent,role\nZoë Ray,by_name,speaker\n", "name consent role", "Zoë Ray, -, -, registered, by_name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      gint64 seminar_id;
      g_autoptr (RapImport) import = NULL;
      g_autoptr (GString) fields = g_string_new (NULL);

      g_test_message ("%s", shapes[i].file);
      seminar_id = add_seminar (archive, 0);
      import = check_text (archive, seminar_id, shapes[i].file);
      for (guint j = 0; j < rap_import_get_columns (import)->len; j++)
        {
          const RapImportColumn *column = rap_import_get_columns (import)->pdata[j];
          g_string_append_printf (fields, "%s%s", j > 0 ? " " : "", column->field != NULL ? column->field : "-");
        }
      g_assert_cmpstr (fields->str, ==, shapes[i].fields);
      g_assert_cmpuint (rap_import_get_counts (import)->new_people, ==, 1);
      write_all (import);
      assert_people (archive, shapes[i].person);
      g_clear_pointer (&import, rap_import_free);
      g_assert_true (rap_store_undo (archive->store, seminar_id, NULL, NULL));
      g_assert_cmpint (archive_count (archive, "person"), ==, 0);
    }
}

static void
test_encodings (Archive *archive, gconstpointer data)
{
  static const char *const encodings[] = { "UTF-8", "CP1252", "UTF-16LE", "UTF-16BE" };
  static const char *const boms[] = { "", "", "\xFF\xFE", "\xFE\xFF" };
  gint64 seminar_id = add_seminar (archive, 0);

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GString) bytes = g_string_new (boms[i]);
      g_autoptr (RapImport) import = NULL;
      g_autoptr (GError) error = NULL;
      gsize len;
      g_autofree char *converted =
          g_convert ("Name;Firma\r\nZoë;R&D <b>\r\n=1+1;'x\r\n", -1, encodings[i], "UTF-8", NULL, &len, &error);

      g_assert_no_error (error);
      g_string_append_len (bytes, converted, (gssize) len);
      import = open_bytes (archive, seminar_id, bytes->str, (gssize) bytes->len);
      g_assert_cmpuint (check (import)->fresh, ==, i == 0 ? 2 : 0);
      write_all (import);
      assert_people (archive, "=1+1, -, 'x, registered, no\nZoë, -, R&D <b>, registered, no");
    }
}

static const char first_file[] = "Name,Email,Company,Status\n"
                                 "Zoë Ray,zoe@a.org,Napier,Attending\n"
                                 "Zoë Ray,zoe@a.org,Napier,Not Attending\n"
                                 "Hazel Hall,office@b.org,Napier,paid\n"
                                 "Kim Lee,office@b.org,,pending\n"
                                 "Al Fa,al@c.org,C & Co,refunded\n";

static void
test_later_file (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive, 0), steps;
  g_autofree char *before = archive_dump (archive), *done = NULL, *after = NULL, *label = NULL;
  g_autoptr (RapImport) import = NULL;
  g_autoptr (GError) error = NULL;

  import = check_text (archive, seminar_id, first_file);
  assert_preview (import, "2 fresh Zoë Ray\n3 present Zoë Ray = 2\n4 fresh Hazel Hall\n5 fresh Kim Lee\n6 fresh Al Fa");
  write_all (import);
  g_clear_pointer (&import, rap_import_free);
  assert_people (archive, "Al Fa, al@c.org, C & Co, cancelled, no\nHazel Hall, office@b.org, Napier, registered, no\n"
                          "Kim Lee, office@b.org, -, registered, no\nZoë Ray, zoe@a.org, Napier, registered, no");
  steps = archive_count (archive, "history");
  g_assert_cmpuint (import_text (archive, seminar_id, first_file), ==, 0);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps); /* nothing new is no step */

  /* by hand: an affiliation, a name, a status, a consent; and somebody came */
  change (archive,
          "UPDATE attendance SET affiliation = 'Edinburgh Napier', consent = 'by_name' WHERE person_id ="
          " (SELECT id FROM person WHERE name = 'Hazel Hall');"
          "UPDATE person SET name = 'Kim B. Lee' WHERE name = 'Kim Lee';"
          "UPDATE attendance SET status = 'came' WHERE person_id = (SELECT id FROM person WHERE name = 'Zoë Ray')");
  done = archive_dump (archive);
  g_assert_cmpuint (import_text (archive, seminar_id, first_file), ==, 0);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, done);

  import = check_text (archive, seminar_id,
                       "Name,Email,Company,Status,Consent\n"
                       "Zoë Ray,zoe@a.org,Napier,Attending,\n"          /* nothing, for she came */
                       "Hazel Hall,office@b.org,Napier,paid,\n"         /* what was typed stays */
                       "Kim Lee,office@b.org,Lee & Co,canceled,named\n" /* news, whatever the name is now */
                       "Al Fa,al@c.org,C & Co,Attending,nonsense\n"
                       "New One,new@a.org,,,\n");
  assert_preview (import, "2 present Zoë Ray\n3 present Hazel Hall\n"
                          "4 updated Kim Lee; affiliation >Lee & Co; status registered>cancelled; consent no>by_name!\n"
                          "5 updated Al Fa; status cancelled>registered\n6 fresh New One");
  g_assert_cmpuint (rap_import_get_counts (import)->unclear_consents, ==, 1);
  g_assert_cmpuint (rap_import_get_counts (import)->missing, ==, 0);
  write_all (import);
  g_clear_pointer (&import, rap_import_free);
  assert_people (archive, "Al Fa, al@c.org, C & Co, registered, no\n"
                          "Hazel Hall, office@b.org, Edinburgh Napier, registered, by_name\n"
                          "Kim B. Lee, office@b.org, Lee & Co, cancelled, by_name\n"
                          "New One, new@a.org, -, registered, no\nZoë Ray, zoe@a.org, Napier, came, no");
  archive_check (archive);

  /* the file has news of what was typed: told so */
  import = check_text (archive, seminar_id, "Name,Email,Company\nHazel Hall,office@b.org,Elsewhere\n");
  assert_preview (import, "2 updated Hazel Hall; affiliation Edinburgh Napier>Elsewhere!\n0 missing Al Fa\n"
                          "0 missing New One");
  g_clear_pointer (&import, rap_import_free);

  for (int i = 0; i < 3; i++)
    g_assert_true (rap_store_undo (archive->store, seminar_id, i == 0 ? &label : NULL, &error));
  g_assert_cmpstr (label, ==, "Import 1 person from “people.csv”");
  g_free (after);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (import_text (archive, seminar_id, first_file), ==, 4); /* an undone import comes back */
}

/* Nothing alone identifies a person: who is not told from others is asked for, and can be said. */
static void
test_unsure (Archive *archive, gconstpointer data)
{
  gint64 first_id = add_seminar (archive, 0), seminar_id = add_seminar (archive, 0), kim;
  g_autoptr (RapImport) import = NULL;
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (import_text (archive, first_id, "Name,Email,Company\nKim Lee,kim@a.org,A\nBo,bo@a.org,A\n"), ==, 2);
  import = check_text (archive, seminar_id,
                       "Name,Email,Company\n"
                       "Kim Lee,other@b.org,B\n"              /* somebody of the name is known, and nothing else fits */
                       "KIM  LEE,Kim@A.org,C\n"               /* e-mail */
                       "Bo,,A\n"                              /* affiliation */
                       "Al Fa,al@a.org,A\nAl Fa,fa@a.org,A\n" /* two addresses are not one person */
                       "Office,kim@a.org,A\n");               /* a shared mailbox is none */
  assert_preview (import, "2 rejected\n3 known KIM LEE\n4 known Bo\n5 fresh Al Fa\n6 rejected\n7 fresh Office");
  g_assert_cmpuint (rap_import_get_counts (import)->unsure, ==, 2);
  page = rap_import_get_preview (import, RAP_IMPORT_FATE_REJECTED, 0, 1, &error);
  kim = archive_number (archive, "SELECT id FROM person WHERE name = 'Kim Lee'");
  g_assert_cmpuint (page->len, ==, 1);
  g_assert_cmpuint (((RapImportRowPreview *) page->pdata[0])->candidates->len, ==, 1);
  g_assert_cmpint (g_array_index (((RapImportRowPreview *) page->pdata[0])->candidates, gint64, 0), ==, kim);

  /* one answer, and taken back; then what all are */
  g_assert_true (rap_import_set_person (import, 2, kim, &error));
  assert_preview (import, "2 known Kim Lee; email kim@a.org>other@b.org!\n3 rejected\n4 known Bo\n"
                          "5 fresh Al Fa\n6 rejected\n7 fresh Office");
  g_assert_true (rap_import_set_person (import, 2, 0, &error));
  assert_preview (import, "2 fresh Kim Lee\n3 known KIM LEE\n4 known Bo\n5 fresh Al Fa\n6 rejected\n7 fresh Office");
  rap_import_set_new_people (import, TRUE);
  g_assert_cmpuint (check (import)->new_people, ==, 4);
  write_all (import);
  assert_people (archive, "Al Fa, al@a.org, A, registered, no\nAl Fa, fa@a.org, A, registered, no\n"
                          "Bo, bo@a.org, A, registered, no\nBo, bo@a.org, A, registered, no\n"
                          "Kim Lee, kim@a.org, A, registered, no\nKim Lee, kim@a.org, C, registered, no\n"
                          "Kim Lee, other@b.org, B, registered, no\nOffice, kim@a.org, A, registered, no");
  archive_check (archive);
}

/* Proposed cancellations are made where that is chosen, changes unless it is; who comes again is registered again. */
static void
test_choose (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive, 0), zoe;
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (RapImport) import = NULL;
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;

  import_text (archive, seminar_id, "Name,Email,Firma\nZoë,zoe@a.org,A\nAl,al@a.org,A\nBo,bo@a.org,A\n");
  before = archive_dump (archive);
  import = check_text (archive, seminar_id, "Name,Email,Firma\nZoë,zoe@a.org,B\n");
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
  write_all (import);
  assert_people (archive,
                 "Al, al@a.org, A, cancelled, no\nBo, bo@a.org, A, registered, no\nZoë, zoe@a.org, A, registered, no");
  archive_check (archive);
  g_clear_pointer (&import, rap_import_free);

  import = check_text (archive, seminar_id, "Name,Email,Firma\nZoë,zoe@a.org,B\nAl,al@a.org,A\nBo,bo@a.org,A\n");
  assert_preview (import, "2 present Zoë\n3 updated Al; status cancelled>registered\n4 present Bo");
  g_clear_pointer (&import, rap_import_free);
  g_assert_true (rap_store_undo (archive->store, seminar_id, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

static char *
export_people (Archive *archive, gint64 seminar_id, gboolean exact)
{
  static const char *const tables[] = { "people", NULL };
  const RapExportOptions options = {
    .seminar_id = seminar_id, .folder = archive->folder, .tables = tables, .exact = exact
  };
  g_autofree char *path = g_build_filename (archive->folder, "people.csv", NULL);
  g_autoptr (GError) error = NULL;
  char *contents;

  rap_export (rap_store_db (archive->store), &options, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

/* Our own list comes back whole into another archive, in both editions: namesakes, roles and those without any. */
static void
test_round_trip (Archive *archive, gconstpointer data)
{
  static const char all[] =
      "SELECT group_concat(line, char(10)) FROM (SELECT role || ', ' || name || ', ' ||"
      " ifnull(affiliation, '-') || ', ' || ifnull(syndicate_number, '-') || ', ' || id || ', ' ||"
      " attendance_id AS line FROM export_people ORDER BY id)";
  gint64 seminar_id = add_seminar (archive, 2);
  g_autofree char *before = NULL;
  g_autoptr (RapImport) import = NULL;
  g_autoptr (GError) error = NULL;

  import = open_bytes (archive, seminar_id,
                       "Name,Email,Company,role,syndicate_number\n"
                       "Zoë,a@a.org,=Napier,speaker,\nZoë,a@a.org,=Napier,rapporteur,2\n"
                       "Zoë,b@a.org,Other,member,1\n'-Al,,,organiser,\nBo,,,attendee,\nCy,,,,\n",
                       -1);
  rap_import_set_new_people (import, TRUE);
  g_assert_cmpuint (check (import)->new_people, ==, 5);
  write_all (import);
  g_clear_pointer (&import, rap_import_free);
  change (archive, "INSERT INTO person(id, name) VALUES(7, 'Bo');"
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

      g_assert_cmpuint (import_text (archive, seminar_id, contents), ==, 0);
      other.store = rap_store_open (path, "cli", RAP_DB_DEFAULT, &error);
      g_assert_no_error (error);
      other_id = add_seminar (&other, 2);
      g_assert_cmpuint (import_text (&other, other_id, contents), ==, 6);
      after = rap_db_text (rap_store_db (other.store), all, NULL);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpuint (import_text (&other, other_id, contents), ==, 0);
      g_assert_true (rap_store_undo (other.store, other_id, NULL, &error));
      g_assert_cmpint (archive_count (&other, "person"), ==, 0);
      g_assert_finalize_object (other.store);
    }
}

/* Our own older list knows somebody who was joined to another since, whatever their name was; deleted, they stay so. */
static void
test_joined (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive, 2), first, second;
  g_autofree char *contents = NULL;
  g_autoptr (RapImport) import = NULL;
  g_autoptr (GError) error = NULL;

  import_text (archive, seminar_id,
               "Name,Email,role,syndicate_number\nHazel Hall,a@a.org,member,1\n"
               "H. H.,,member,1\nZoë,b@a.org,,\nZ. R.,,,\n");
  change (archive, "UPDATE attendance SET consent = 'by_name'");
  contents = export_people (archive, seminar_id, TRUE);
  for (int i = 0; i < 2; i++)
    {
      first = archive_number (archive, i == 0 ? "SELECT id FROM person WHERE name = 'Hazel Hall'"
                                              : "SELECT id FROM person WHERE name = 'Zoë'");
      second = archive_number (archive, i == 0 ? "SELECT id FROM person WHERE name = 'H. H.'"
                                               : "SELECT id FROM person WHERE name = 'Z. R.'");
      g_assert_true (rap_people_join (archive->store, seminar_id, first, second, &error));
    }
  import = check_text (archive, seminar_id, contents);
  g_assert_cmpuint (rap_import_get_counts (import)->present, ==, 4);
  g_clear_pointer (&import, rap_import_free);

  first = archive_number (archive, "SELECT attendance.id FROM attendance JOIN person ON person.id = person_id"
                                   " WHERE name = 'Zoë'");
  g_assert_true (rap_people_remove (archive->store, &first, 1, &error));
  import = check_text (archive, seminar_id, contents);
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
  gint64 seminar_ids[2] = { add_seminar (archive, 0), add_seminar (archive, 0) };

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
      import = check_text (archive, seminar_id, file->str);
      page = rap_import_get_preview (import, RAP_IMPORT_FATE_ANY, 0, 100, &error);
      write_all (import);
      archive_check (archive);
      for (guint i = 0; i < page->len; i++)
        assert_told (file->str, page->pdata[i]);
      whole = rap_import_get_counts (import)->rejected == 0;
      g_clear_pointer (&import, rap_import_free);
      after = archive_dump (archive);
      if (whole) /* a rejected row may be recognised by what the others brought */
        import_text (archive, seminar_id, file->str);
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

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_import_job_finish (RAP_IMPORT_JOB (source), result, &error));
  g_assert_no_error (error);
  g_main_loop_quit (data);
}

/* As a window does it; what was rejected is saved and, mended, comes in. */
static void
test_job (Archive *archive, gconstpointer data)
{
  static const char text[] = "Name;Email;Notes\nZoë;zoe@a.org;=1\nAl Fa;\"no; address\";\"a \"\"b\"\"\nc\"\n;;-\n";
  gint64 seminar_id = add_seminar (archive, 0);
  g_autofree char *path = g_build_filename (archive->folder, "list.csv", NULL);
  g_autofree char *saved_path = g_build_filename (archive->folder, "rejected.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), saved = g_file_new_for_path (saved_path);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RapImportJob) job = rap_import_job_new (archive->path, RAP_IMPORT_ATTENDEES, seminar_id, file);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  rap_import_job_open_async (job, NULL, NULL, on_done_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpint (rap_import_get_delimiter (rap_import_job_get_import (job)), ==, ';');
  rap_import_job_check_async (job, NULL, on_done_cb, loop);
  g_main_loop_run (loop);
  assert_preview (rap_import_job_get_import (job), "2 fresh Zoë\n3 rejected\n5 rejected");
  rap_import_job_write_async (job, TRUE, on_done_cb, loop);
  g_main_loop_run (loop);
  rap_store_refresh (archive->store);
  assert_people (archive, "Zoë, zoe@a.org, -, registered, no");
  rap_import_job_save_rejected_async (job, saved, on_done_cb, loop);
  g_main_loop_run (loop);
  g_assert_true (g_file_load_contents (saved, NULL, &contents, NULL, NULL, &error));
  g_assert_cmpstr (contents, ==,
                   "Name;Email;Notes;line;reason\r\n"
                   "Al Fa;\"no; address\";\"a \"\"b\"\"\nc\";3;\"Email: “no; address” is not an e-mail address\"\r\n"
                   ";;-;5;Name: the row has no name\r\n");
  g_assert_cmpuint (import_text (archive, seminar_id, "Name;Email;Notes;line;reason\nAl Fa;al@a.org;;3;x\n"), ==, 1);

  /* another file than the one that was checked is not saved from */
  g_file_set_contents (path, "Name;Email;Notes\n", -1, &error);
  g_assert_false (rap_import_save_rejected (rap_import_job_get_import (job), saved, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/import-attendees/shapes", test_shapes);
  archive_test_add ("/import-attendees/encodings", test_encodings);
  archive_test_add ("/import-attendees/later-file", test_later_file);
  archive_test_add ("/import-attendees/unsure", test_unsure);
  archive_test_add ("/import-attendees/choose", test_choose);
  archive_test_add ("/import-attendees/round-trip", test_round_trip);
  archive_test_add ("/import-attendees/joined", test_joined);
  archive_test_add ("/import-attendees/random-lists", test_random_lists);
  archive_test_add ("/import-attendees/job", test_job);
  return g_test_run ();
}
