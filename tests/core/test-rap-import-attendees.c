/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attendees from registration lists: who is who, what is new of them, and what the organiser did stays. */
#include "archive-fixture.h"

#include <gio/gio.h>

#include "rap-import.h"
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

/* Imports what is not rejected. Returns: how many attendances it added */
static guint
import_text (Archive *archive, gint64 seminar_id, const char *text)
{
  g_autoptr (RapImport) import = check_text (archive, seminar_id, text);
  const gint64 before = archive_count (archive, "attendance");

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
      if (row->same_as != 0)
        g_string_append_printf (text, " = %u", (guint) row->same_as);
    }
  return g_string_free (text, FALSE);
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/import-attendees/shapes", test_shapes);
  archive_test_add ("/import-attendees/encodings", test_encodings);
  archive_test_add ("/import-attendees/later-file", test_later_file);
  return g_test_run ();
}
