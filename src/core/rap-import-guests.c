/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-guests.h"

#include <string.h>

#include "rap-id.h"
#include "rap-import-guest-book.h"
#include "rap-import-identify.h"
#include "rap-import-memory.h"
#include "rap-line-context.h"

static gboolean
add_change (RapImportGuestBook *self,
            RapImportGuest *guest,
            const char *field,
            const char *old,
            const char *value,
            gboolean by_hand,
            GError **error)
{
  guest->changes = TRUE;
  return rap_db_run (self->stage->db, error,
                     "INSERT INTO staging.change(attendance_id, person_id, field, old, new, by_hand)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                     "iisssi", guest->attendance_id, guest->person_id, field, old, value, (gint64) by_hand);
}

/* Whether a status that a file says can follow that of the archive. */
static gboolean
may_follow (RapImportGuestField field, const char *has, gboolean implied, gboolean by_hand)
{
  if (field != RAP_IMPORT_GUEST_STATUS)
    return TRUE;
  if (g_strcmp0 (has, "came") == 0 || g_strcmp0 (has, "walked_in") == 0)
    return FALSE;
  return !implied || !by_hand;
}

static gboolean
compare_field (RapImportGuestBook *self, RapImportGuest *guest, RapImportGuestField field, GError **error)
{
  const gboolean implied = field == RAP_IMPORT_GUEST_STATUS && guest->said[RAP_IMPORT_GUEST_STATUS] == NULL;
  const char *value = implied ? "registered" : guest->said[field];
  g_autoptr (GBytes) key = NULL, last = NULL, had = NULL;
  gboolean by_hand;

  if (value == NULL)
    return TRUE;
  key = rap_import_memory_statement_key (guest, field, value);
  had = rap_import_memory_statement_key (guest, field, guest->has[field]);
  last = rap_import_memory_find_statement (self->stage, key);
  by_hand = guest->has[field] != NULL && (last == NULL || !g_bytes_equal (last, had));
  if (last != NULL && !g_bytes_equal (last, key) && !rap_import_memory_forget (self->stage, last, error))
    return FALSE;
  if (!rap_import_memory_keep (self->stage, key, guest->attendance_id, error))
    return FALSE;
  if ((guest->is_new && (field != RAP_IMPORT_GUEST_EMAIL || guest->new_person)) ||
      rap_import_guest_same_value (field, value, guest->has[field]) || (last != NULL && g_bytes_equal (last, key)) ||
      !may_follow (field, guest->has[field], implied, by_hand))
    return TRUE;
  return add_change (self, guest, rap_import_guest_field_name (field), guest->has[field], value, by_hand, error);
}

static gboolean
compare_guests (RapImportGuestBook *self, GError **error)
{
  for (guint i = 0; i < self->guests->len; i++)
    {
      RapImportGuest *guest = self->guests->pdata[i];

      for (guint field = 0; !guest->own && field < RAP_IMPORT_GUEST_N_FIELDS; field++)
        if (!compare_field (self, guest, (RapImportGuestField) field, error))
          return FALSE;
      if (guest->is_new &&
          !rap_db_run (
              self->stage->db, error,
              "INSERT INTO staging.guest(attendance_id, person_id, new_person, name, email, affiliation, status,"
              " consent) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ifnull(?7, 'registered'), ifnull(?8, 'no'))",
              "iiisssss", guest->attendance_id, guest->person_id, (gint64) guest->new_person, guest->name,
              guest->said[RAP_IMPORT_GUEST_EMAIL], guest->said[RAP_IMPORT_GUEST_AFFILIATION],
              guest->said[RAP_IMPORT_GUEST_STATUS], guest->said[RAP_IMPORT_GUEST_CONSENT]))
        return FALSE;
    }
  return TRUE;
}

/* The role of a row, unless the attendance has it, had it from an earlier file, or gets it by another row: @duties are
 * the roles that are made, as text. */
static gboolean
add_duty (RapImportGuestBook *self, RapImportGuestRow *row, GHashTable *duties, GError **error)
{
  RapImportGuest *guest = row->guest;
  g_autofree char *duty = g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, row->role,
                                           row->syndicate_id != 0 ? 0 : row->session_id, row->syndicate_id);
  g_autofree char *whose = g_strdup_printf ("%" G_GINT64_FORMAT " %s", guest->attendance_id, duty);
  g_autoptr (GBytes) key = rap_import_memory_role_key (guest, duty);
  g_autoptr (GBytes) last = NULL;

  if (row->role == NULL || g_hash_table_contains (duties, whose))
    return TRUE;
  last = row->own ? NULL : rap_import_memory_find_statement (self->stage, key);
  if (!row->own && !rap_import_memory_keep (self->stage, key, guest->attendance_id, error))
    return FALSE;
  if (last != NULL || rap_db_int (self->stage->db,
                                  "SELECT count(*) FROM role WHERE attendance_id = ?1 AND kind = ?2 AND"
                                  " (?4 <> 0 OR session_id IS nullif(?3, 0)) AND syndicate_id IS nullif(?4, 0)",
                                  "isii", guest->attendance_id, row->role, row->session_id, row->syndicate_id) != 0)
    return TRUE;
  g_hash_table_add (duties, g_steal_pointer (&whose));
  if (!guest->is_new && !add_change (self, guest, "role", NULL, row->role, FALSE, error))
    return FALSE;
  return rap_db_run (self->stage->db, error,
                     "INSERT INTO staging.duty(id, attendance_id, kind, session_id, syndicate_id, position)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                     "iisrri", row->role_id != 0 ? row->role_id : rap_id_new (), guest->attendance_id, row->role,
                     row->syndicate_id != 0 ? 0 : row->session_id, row->syndicate_id, row->n);
}

static gboolean
settle_row (RapImportGuestBook *self, RapImportGuestRow *row, GError **error)
{
  RapImportGuest *guest = row->guest;
  g_autoptr (GBytes) who = NULL;

  if (guest != NULL && !row->own)
    {
      who = rap_import_memory_who_key (self->stage, row);
      if (!rap_import_memory_keep (self->stage, row->key, guest->attendance_id, error) ||
          !rap_import_memory_keep (self->stage, who, guest->attendance_id, error))
        return FALSE;
    }
  if (guest != NULL)
    row->fate = guest->row != row->n ? "present"
                : guest->new_person  ? "fresh"
                : guest->is_new      ? "known"
                : guest->changes     ? "updated"
                                     : "present";
  return rap_db_run (self->stage->db, error, "UPDATE staging.row SET fate = ?2, attendance_id = ?3 WHERE n = ?1", "isr",
                     row->n, row->fate, guest != NULL ? guest->attendance_id : 0);
}

static gboolean
settle_rows (RapImportGuestBook *self, GError **error)
{
  g_autoptr (GHashTable) duties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (((RapImportGuestRow *) self->rows->pdata[i])->guest != NULL &&
        !add_duty (self, self->rows->pdata[i], duties, error))
      return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (!settle_row (self, self->rows->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
add_missing (RapImportGuestBook *self, gint64 attendance_id, GError **error)
{
  const RapImportGuest guest = { .attendance_id = attendance_id };
  g_autoptr (GBytes) key = rap_import_memory_statement_key (&guest, RAP_IMPORT_GUEST_STATUS, "cancelled");
  g_autoptr (GBytes) last = rap_import_memory_find_statement (self->stage, key);

  return rap_db_run (self->stage->db, error, "INSERT INTO staging.missing(attendance_id, key, last) VALUES(?1, ?2, ?3)",
                     "ibb", attendance_id, key, last);
}

/* Who came from an earlier file, is still registered, and is not in this one. */
static gboolean
find_missing (RapImportGuestBook *self, GError **error)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (
      self->stage->db,
      "SELECT attendance.id, name FROM attendance JOIN person ON person.id = person_id WHERE seminar_id = ?1"
      " AND status = 'registered' AND attendance.id IN (SELECT row_id FROM came_from WHERE seminar_id = ?1)"
      " ORDER BY name, attendance.id",
      "i", self->stage->seminar_id);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (rap_stmt_step (stmt, NULL))
    {
      const gint64 id = rap_stmt_int (stmt, 0);
      g_autofree char *name = rap_theme_key (rap_stmt_text (stmt, 1));
      if (!g_hash_table_contains (self->attending, &id) && !g_hash_table_contains (self->unsure, name))
        g_array_append_val (found, id);
    }
  for (guint i = 0; i < found->len; i++)
    if (!add_missing (self, g_array_index (found, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* In the order of the file, whoever of its rows was recognised first, so that it says the same when it comes again. */
static void
merge_rows (RapImportGuestBook *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const RapImportGuestRow *row = self->rows->pdata[i];
      if (row->guest != NULL)
        rap_import_guest_merge (row->guest, row);
    }
}

static gboolean
resolve (RapImportStage *stage, GError **error)
{
  g_autoptr (RapImportGuestBook) book = NULL;

  if (!rap_db_exec (stage->db,
                    "DELETE FROM staging.guest; DELETE FROM staging.change; DELETE FROM staging.duty;"
                    "DELETE FROM staging.said; DELETE FROM staging.unsaid; DELETE FROM staging.missing;"
                    "DELETE FROM staging.candidate",
                    error))
    return FALSE;
  book = rap_import_guest_book_new (stage);
  if (!rap_import_identify_rows (book, error))
    return FALSE;
  merge_rows (book);
  if (!compare_guests (book, error) || !settle_rows (book, error) ||
      (book->registrations && !find_missing (book, error)))
    return FALSE;
  /* what is remembered already; the rows of a large import are added without looking */
  return rap_db_run (stage->db, error,
                     "DELETE FROM staging.said WHERE EXISTS (SELECT 1 FROM came_from WHERE seminar_id = ?1 AND"
                     " came_from.key = said.key)",
                     "i", stage->seminar_id);
}

gboolean
rap_import_guests_resolve (RapImportStage *stage, GError **error)
{
  rap_db_take_unasked (stage->db, NULL);
  if (!rap_db_exec (stage->db, "BEGIN", error))
    return FALSE;
  /* what could not be read must not look as if it were not there */
  if (resolve (stage, error) && !rap_db_take_unasked (stage->db, error) && rap_db_exec (stage->db, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (rap_db_handle (stage->db)))
    rap_db_exec (stage->db, "ROLLBACK", NULL);
  return FALSE;
}
