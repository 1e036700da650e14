/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-memory.h"

#include <string.h>

#include "rap-line-context.h"

#define HALF_KEY 8

/* 16 bytes: the first half for what is spoken of, the second for what is said of it. */
static GBytes *
make_key (gint64 about, const char *what, const char *value)
{
  g_autoptr (GChecksum) first = g_checksum_new (G_CHECKSUM_SHA256), second = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32], key[2 * HALF_KEY];
  gsize len = sizeof digest;

  g_checksum_update (first, (const guchar *) &about, sizeof about);
  g_checksum_update (first, (const guchar *) what, -1);
  g_checksum_get_digest (first, digest, &len);
  memcpy (key, digest, HALF_KEY);
  len = sizeof digest;
  g_checksum_update (second, (const guchar *) value, -1);
  g_checksum_get_digest (second, digest, &len);
  memcpy (key + HALF_KEY, digest, HALF_KEY);
  return g_bytes_new (key, sizeof key);
}

GBytes *
rap_import_memory_statement_key (const RapImportGuest *guest, RapImportGuestField field, const char *value)
{
  g_autofree char *folded = rap_import_guest_value_key (field, value);

  return make_key (guest->attendance_id, rap_import_guest_field_name (field), folded);
}

GBytes *
rap_import_memory_role_key (const RapImportGuest *guest, const char *duty)
{
  return make_key (guest->attendance_id, duty, "");
}

GBytes *
rap_import_memory_who_key (RapImportStage *stage, const RapImportGuestRow *row)
{
  g_autofree char *name = rap_theme_key (row->name);
  g_autofree char *email = rap_import_guest_value_key (RAP_IMPORT_GUEST_EMAIL, row->said[RAP_IMPORT_GUEST_EMAIL]);
  g_autofree char *affiliation =
      rap_import_guest_value_key (RAP_IMPORT_GUEST_AFFILIATION, row->said[RAP_IMPORT_GUEST_AFFILIATION]);
  g_autofree char *value =
      *email != '\0' ? g_strdup_printf ("%s\n@%s", name, email) : g_strdup_printf ("%s\n%s", name, affiliation);

  return make_key (stage->seminar_id, "who", value);
}

GBytes *
rap_import_memory_find_statement (RapImportStage *stage, GBytes *key)
{
  const guint8 *data = g_bytes_get_data (key, NULL);
  guint8 low[2 * HALF_KEY] = { 0 }, high[2 * HALF_KEY];
  g_autoptr (GBytes) from = NULL, to = NULL;
  g_autoptr (RapStmt) stmt = NULL;
  sqlite3_stmt *handle;

  memset (high, 0xff, sizeof high);
  memcpy (low, data, HALF_KEY);
  memcpy (high, data, HALF_KEY);
  from = g_bytes_new (low, sizeof low);
  to = g_bytes_new (high, sizeof high);
  stmt = rap_db_prepare (stage->db, "SELECT key FROM came_from WHERE seminar_id = ?1 AND key BETWEEN ?2 AND ?3", "ibb",
                         stage->seminar_id, from, to);
  handle = rap_stmt_handle (stmt);
  if (!rap_stmt_step (stmt, NULL))
    return NULL;
  return g_bytes_new (sqlite3_column_blob (handle, 0), (gsize) sqlite3_column_bytes (handle, 0));
}

gint64
rap_import_memory_follow (RapImportStage *stage, gint64 attendance_id, gboolean *deleted)
{
  gint64 id = attendance_id;

  *deleted = FALSE;
  while (id != 0 && rap_db_int (stage->db, "SELECT count(*) FROM attendance WHERE id = ?1", "i", id) == 0)
    {
      *deleted = rap_db_int (stage->db, "SELECT count(*) FROM gone WHERE id = ?1 AND became IS NULL", "i", id) != 0;
      id = rap_db_int (stage->db, "SELECT became FROM gone WHERE id = ?1", "i", id);
    }
  return id;
}

gint64
rap_import_memory_find_attendance (RapImportStage *stage, GBytes *key, gboolean *deleted)
{
  const gint64 became = rap_db_int (stage->db, "SELECT row_id FROM came_from WHERE seminar_id = ?1 AND key = ?2", "ib",
                                    stage->seminar_id, key);
  const gint64 id = rap_import_memory_follow (stage, became, deleted);

  *deleted = became != 0 && id == 0; /* what came from a file and is there no more was deleted */
  return id;
}

gboolean
rap_import_memory_keep (RapImportStage *stage, GBytes *key, gint64 attendance_id, GError **error)
{
  return rap_db_run (stage->db, error, "INSERT OR IGNORE INTO staging.said(key, row_id) VALUES(?1, ?2)", "bi", key,
                     attendance_id);
}

gboolean
rap_import_memory_forget (RapImportStage *stage, GBytes *key, GError **error)
{
  return rap_db_run (stage->db, error, "INSERT OR IGNORE INTO staging.unsaid(key) VALUES(?1)", "b", key);
}
