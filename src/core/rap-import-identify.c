/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-identify.h"

#include <glib/gi18n-lib.h>

#include "rap-import-memory.h"
#include "rap-line-context.h"

/* A row of our own files, by its ids. Returns: whether that tells what becomes of it */
static gboolean
resolve_own (RapImportGuestBook *self, RapImportGuestRow *row)
{
  static const char gone[] = "SELECT count(*) FROM gone WHERE id = ?1 AND became IS NULL";
  gint64 attendance_id =
      row->role_id == 0
          ? 0
          : rap_db_int (self->stage->db, "SELECT attendance_id FROM role WHERE id = ?1", "i", row->role_id);
  const gboolean has_role = attendance_id != 0;
  gboolean deleted = FALSE;
  gint64 seminar_id;

  if (attendance_id == 0)
    attendance_id = rap_import_memory_follow (self->stage, row->own_id, &deleted);
  seminar_id = rap_db_int (self->stage->db, "SELECT seminar_id FROM attendance WHERE id = ?1", "i", attendance_id);
  if (seminar_id != 0 && seminar_id != self->stage->seminar_id)
    row->fate = "elsewhere";
  else if ((!has_role && row->role_id != 0 && rap_db_int (self->stage->db, gone, "i", row->role_id) != 0) ||
           (seminar_id == 0 && deleted))
    row->fate = "deleted";
  else if (seminar_id != 0)
    rap_import_guest_book_attach (self, row, rap_import_guest_book_ensure_attendance (self, attendance_id));
  return row->fate != NULL || row->guest != NULL;
}

static void
resolve_known (RapImportGuestBook *self, RapImportGuestRow *row)
{
  g_autoptr (GBytes) who = NULL;
  gboolean deleted;
  gint64 id;

  if (row->own)
    {
      resolve_own (self, row);
      return;
    }
  id = rap_import_memory_find_attendance (self->stage, row->key, &deleted);
  if (id == 0 && !deleted)
    {
      who = rap_import_memory_who_key (self->stage, row);
      id = rap_import_memory_find_attendance (self->stage, who, &deleted);
    }
  if (id != 0 && !rap_import_guest_contradicts (rap_import_guest_book_ensure_attendance (self, id), row))
    rap_import_guest_book_attach (self, row, rap_import_guest_book_ensure_attendance (self, id));
  else if (deleted)
    row->fate = "deleted";
}

/* What somebody who looked at the row said. */
static void
resolve_answered (RapImportGuestBook *self, RapImportGuestRow *row)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (self->stage->db, "SELECT person_id FROM staging.answer WHERE line = ?1", "i", row->line);
  gint64 person_id;

  if (!rap_stmt_step (stmt, NULL))
    return;
  person_id = rap_stmt_int (stmt, 0);
  if (person_id == 0)
    rap_import_guest_book_attach (self, row, rap_import_guest_book_add (self, row, 0));
  else if (rap_db_int (self->stage->db, "SELECT count(*) FROM person WHERE id = ?1", "i", person_id) != 0)
    rap_import_guest_book_attach (self, row, rap_import_guest_book_ensure_person (self, row, person_id));
}

/* Why it is not sure who a row is; @pattern: (out): the format of that */
static char *
say_unsure (const char *name, guint n_candidates, const char **pattern)
{
  if (n_candidates > 1)
    {
      *pattern =
          _ ("several people called “%s” are known, and neither e-mail nor affiliation tells which of them this is");
      return g_strdup_printf (_ ("several people called “%s” are known, and neither e-mail nor affiliation tells which "
                                 "of them this is"),
                              name);
    }
  *pattern = _ ("a person called “%s” is known, and neither e-mail nor affiliation tells whether this is the same one");
  return g_strdup_printf (_ ("a person called “%s” is known, and neither e-mail nor affiliation tells whether this is "
                             "the same one"),
                          name);
}

static gboolean
reject_unsure (RapImportGuestBook *self, RapImportGuestRow *row, GArray *candidates, GError **error)
{
  const char *pattern;
  g_autofree char *reason = say_unsure (row->name, candidates->len, &pattern);
  int column = rap_import_stage_find_column (self->stage, "name");

  if (column < 0)
    column = rap_import_stage_find_column (self->stage, "last_name");
  if (column < 0)
    column = rap_import_stage_find_column (self->stage, "first_name");
  row->fate = "rejected";
  g_hash_table_add (self->unsure, rap_theme_key (row->name));
  for (guint i = 0; i < candidates->len; i++)
    if (!rap_db_run (self->stage->db, error, "INSERT INTO staging.candidate(line, person_id) VALUES(?1, ?2)", "ii",
                     row->line, g_array_index (candidates, gint64, i)))
      return FALSE;
  return rap_import_stage_reject (self->stage, (guint64) row->line, column, g_steal_pointer (&reason), pattern, TRUE,
                                  error);
}

/* Two attendances of our own file are two people. Returns: whether a candidate is not one of those before */
static gboolean
has_unclaimed (RapImportGuestBook *self, GArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      const RapImportGuest *guest = g_hash_table_lookup (self->by_person, &g_array_index (candidates, gint64, i));
      if (guest == NULL || guest->own_id == 0)
        return TRUE;
    }
  return FALSE;
}

/* Among the people of the archive and those of the rows before; at first only where that needs no other rows. */
static gboolean
resolve_person (RapImportGuestBook *self,
                RapImportGuestRow *row,
                gboolean first_pass,
                GArray *candidates,
                GError **error)
{
  gint64 person_id;
  RapRecognition recognition = rap_recognise_find (self->recognise, row->name, row->said[RAP_IMPORT_GUEST_EMAIL],
                                                   row->said[RAP_IMPORT_GUEST_AFFILIATION], &person_id, candidates);
  RapImportGuest *guest = g_hash_table_lookup (self->by_person, &person_id);
  RapImportGuest *same = row->own_id != 0 ? g_hash_table_lookup (self->by_own_id, &row->own_id) : NULL;

  if (first_pass && recognition != RAP_RECOGNISED_BY_EMAIL && same == NULL)
    return TRUE;
  if (same != NULL)
    {
      rap_import_guest_book_attach (self, row, same);
      return TRUE;
    }
  if (row->own_id != 0 && !has_unclaimed (self, candidates))
    recognition = RAP_RECOGNISED_NOBODY;
  if (recognition != RAP_RECOGNISED_NOBODY && guest != NULL && rap_import_guest_contradicts (guest, row))
    recognition = RAP_RECOGNISED_UNSURE;
  if (recognition == RAP_RECOGNISED_UNSURE && !self->stage->new_people)
    return reject_unsure (self, row, candidates, error);
  if (recognition == RAP_RECOGNISED_NOBODY || recognition == RAP_RECOGNISED_UNSURE)
    rap_import_guest_book_attach (self, row, rap_import_guest_book_add (self, row, 0));
  else
    rap_import_guest_book_attach (self, row, rap_import_guest_book_ensure_person (self, row, person_id));
  return TRUE;
}

gboolean
rap_import_identify_rows (RapImportGuestBook *self, GError **error)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->rows->len; i++)
    resolve_known (self, self->rows->pdata[i]);
  for (guint i = 0; i < self->rows->len; i++)
    {
      RapImportGuestRow *row = self->rows->pdata[i];
      if (row->guest == NULL && row->fate == NULL)
        resolve_answered (self, row);
    }
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->rows->len; i++)
      {
        RapImportGuestRow *row = self->rows->pdata[i];
        if (row->guest == NULL && row->fate == NULL && !resolve_person (self, row, pass == 0, candidates, error))
          return FALSE;
      }
  return TRUE;
}
