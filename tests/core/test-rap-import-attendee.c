/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a registration list, of whatever tool. */
#include "import-fixture.h"

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
      seminar_id = import_add_seminar (archive, 0);
      import = import_check_text (archive, RAP_IMPORT_ATTENDEES, seminar_id, shapes[i].file);
      for (guint j = 0; j < rap_import_get_columns (import)->len; j++)
        {
          const RapImportColumn *column = rap_import_get_columns (import)->pdata[j];
          g_string_append_printf (fields, "%s%s", j > 0 ? " " : "", column->field != NULL ? column->field : "-");
        }
      g_assert_cmpstr (fields->str, ==, shapes[i].fields);
      g_assert_cmpuint (rap_import_get_counts (import)->new_people, ==, 1);
      import_write (import);
      import_assert_people (archive, shapes[i].person);
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
  gint64 seminar_id = import_add_seminar (archive, 0);

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
      import = import_open (archive, RAP_IMPORT_ATTENDEES, seminar_id, bytes->str, (gssize) bytes->len);
      g_assert_cmpuint (import_check (import)->fresh, ==, i == 0 ? 2 : 0);
      import_write (import);
      import_assert_people (archive, "=1+1, -, 'x, registered, no\nZoë, -, R&D <b>, registered, no");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/import-attendee/shapes", test_shapes);
  archive_test_add ("/import-attendee/encodings", test_encodings);
  return g_test_run ();
}
