/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-guest-book.h"

#include "rap-id.h"
#include "rap-line-context.h"

static char *
dup_said (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static void
load_rows (RapImportGuestBook *self)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (self->stage->db,
                      "SELECT n, line, key, role_id, own_id, own, name, email, affiliation, status,"
                      " consent, role, session_id, syndicate_id FROM staging.row ORDER BY n",
                      NULL);
  sqlite3_stmt *handle = rap_stmt_handle (stmt);

  while (rap_stmt_step (stmt, NULL))
    {
      RapImportGuestRow *row = g_new0 (RapImportGuestRow, 1);
      row->n = rap_stmt_int (stmt, 0);
      row->line = rap_stmt_int (stmt, 1);
      row->key = g_bytes_new (sqlite3_column_blob (handle, 2), (gsize) sqlite3_column_bytes (handle, 2));
      row->role_id = rap_stmt_int (stmt, 3);
      row->own_id = rap_stmt_int (stmt, 4);
      row->own = rap_stmt_int (stmt, 5) != 0;
      row->name = g_strdup (rap_stmt_text (stmt, 6));
      for (guint i = 0; i < RAP_IMPORT_GUEST_N_FIELDS; i++)
        row->said[i] = dup_said (rap_stmt_text (stmt, 7 + (int) i));
      row->role = g_strdup (rap_stmt_text (stmt, 11));
      row->session_id = rap_stmt_int (stmt, 12);
      row->syndicate_id = rap_stmt_int (stmt, 13);
      self->registrations |= !row->own;
      g_ptr_array_add (self->rows, row);
    }
}

static void
load_unread (RapImportGuestBook *self)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (self->stage->db, "SELECT name FROM staging.unread", NULL);

  while (rap_stmt_step (stmt, NULL))
    g_hash_table_add (self->unsure, rap_theme_key (rap_stmt_text (stmt, 0)));
}

RapImportGuestBook *
rap_import_guest_book_new (RapImportStage *stage)
{
  RapImportGuestBook *self = g_new0 (RapImportGuestBook, 1);

  self->stage = stage;
  self->recognise = rap_recognise_new (stage->db);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_import_guest_row_free);
  self->guests = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_import_guest_free);
  self->attending = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->by_person = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->by_own_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->unsure = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  load_rows (self);
  load_unread (self);
  return self;
}

RapImportGuest *
rap_import_guest_book_ensure_attendance (RapImportGuestBook *self, gint64 attendance_id)
{
  RapImportGuest *guest = g_hash_table_lookup (self->attending, &attendance_id);
  g_autoptr (RapStmt) stmt = NULL;

  if (guest != NULL)
    return guest;
  stmt = rap_db_prepare (self->stage->db,
                         "SELECT person_id, email, affiliation, status, consent, name FROM attendance"
                         " JOIN person ON person.id = person_id WHERE attendance.id = ?1",
                         "i", attendance_id);
  guest = g_new0 (RapImportGuest, 1);
  guest->attendance_id = attendance_id;
  guest->own = TRUE;
  if (rap_stmt_step (stmt, NULL))
    {
      guest->person_id = rap_stmt_int (stmt, 0);
      for (guint i = 0; i < RAP_IMPORT_GUEST_N_FIELDS; i++)
        guest->has[i] = dup_said (rap_stmt_text (stmt, 1 + (int) i));
      guest->name = g_strdup (rap_stmt_text (stmt, 5));
    }
  g_ptr_array_add (self->guests, guest);
  g_hash_table_insert (self->attending, &guest->attendance_id, guest);
  if (!g_hash_table_contains (self->by_person, &guest->person_id))
    g_hash_table_insert (self->by_person, &guest->person_id, guest);
  return guest;
}

RapImportGuest *
rap_import_guest_book_add (RapImportGuestBook *self, const RapImportGuestRow *row, gint64 person_id)
{
  RapImportGuest *guest = g_new0 (RapImportGuest, 1);

  guest->is_new = TRUE;
  guest->own = TRUE;
  guest->own_id = row->own_id;
  guest->attendance_id = row->own_id != 0 ? row->own_id : rap_id_new ();
  guest->new_person = person_id == 0;
  guest->person_id = guest->new_person ? rap_id_new () : person_id;
  guest->name = g_strdup (row->name);
  if (!guest->new_person)
    guest->has[RAP_IMPORT_GUEST_EMAIL] =
        rap_db_text (self->stage->db, "SELECT email FROM person WHERE id = ?1", "i", person_id);
  g_ptr_array_add (self->guests, guest);
  g_hash_table_insert (self->attending, &guest->attendance_id, guest);
  g_hash_table_insert (self->by_person, &guest->person_id, guest);
  return guest;
}

RapImportGuest *
rap_import_guest_book_ensure_person (RapImportGuestBook *self, const RapImportGuestRow *row, gint64 person_id)
{
  RapImportGuest *guest = g_hash_table_lookup (self->by_person, &person_id);
  gint64 attendance_id;

  if (guest != NULL)
    return guest;
  attendance_id =
      rap_db_int (self->stage->db, "SELECT id FROM attendance WHERE person_id = ?1 AND seminar_id = ?2 ORDER BY id",
                  "ii", person_id, self->stage->seminar_id);
  return attendance_id != 0 ? rap_import_guest_book_ensure_attendance (self, attendance_id)
                            : rap_import_guest_book_add (self, row, person_id);
}

void
rap_import_guest_book_attach (RapImportGuestBook *self, RapImportGuestRow *row, RapImportGuest *guest)
{
  row->guest = guest;
  if (guest->row == 0 || row->n < guest->row)
    guest->row = row->n;
  if (row->own_id != 0)
    {
      guest->own_id = row->own_id;
      g_hash_table_insert (self->by_own_id, &row->own_id, guest);
    }
  guest->own &= row->own;
  if (guest->said[RAP_IMPORT_GUEST_EMAIL] == NULL)
    guest->said[RAP_IMPORT_GUEST_EMAIL] = g_strdup (row->said[RAP_IMPORT_GUEST_EMAIL]);
  rap_recognise_add (self->recognise, guest->person_id, row->name, row->said[RAP_IMPORT_GUEST_EMAIL],
                     row->said[RAP_IMPORT_GUEST_AFFILIATION]);
}

void
rap_import_guest_book_free (RapImportGuestBook *self)
{
  rap_recognise_free (self->recognise);
  g_hash_table_unref (self->unsure);
  g_hash_table_unref (self->by_own_id);
  g_hash_table_unref (self->by_person);
  g_hash_table_unref (self->attending);
  g_ptr_array_unref (self->guests);
  g_ptr_array_unref (self->rows);
  g_free (self);
}
