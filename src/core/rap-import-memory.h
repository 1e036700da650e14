/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-guest.h"
#include "rap-import-stage.h"

G_BEGIN_DECLS

/* What earlier files of attendees said is remembered in `came_from` under keys of 16 bytes: the first half tells what
 * is spoken of, the second what is said of it, so that what was said last of a thing can be found. */

/** rap_import_memory_statement_key: Returns: (transfer full): the key of what a file says of a field of an attendance
 */
GBytes *rap_import_memory_statement_key (const RapImportGuest *guest, RapImportGuestField field, const char *value);

/**
 * rap_import_memory_role_key:
 * @duty: the role and where it is
 *
 * Returns: (transfer full): the key of a role that a file gives
 */
GBytes *rap_import_memory_role_key (const RapImportGuest *guest, const char *duty);

/** rap_import_memory_who_key: Returns: (transfer full): the key of who a row is in the words of the file */
GBytes *rap_import_memory_who_key (RapImportStage *stage, const RapImportGuestRow *row);

/**
 * rap_import_memory_find_statement:
 * @key: of the same thing, whatever is said of it
 *
 * Returns: (transfer full) (nullable): the key of what a file said last of it
 */
GBytes *rap_import_memory_find_statement (RapImportStage *stage, GBytes *key);

/**
 * rap_import_memory_follow:
 * @attendance_id: an attendance that was once known
 * @deleted: (out): whether it was deleted, or what it became was
 *
 * Returns: the attendance, or what it was joined to; 0 if there is none in the archive
 */
gint64 rap_import_memory_follow (RapImportStage *stage, gint64 attendance_id, gboolean *deleted);

/**
 * rap_import_memory_find_attendance:
 * @key: that of a row, or of who it is
 * @deleted: (out): whether it stood for one that is there no more
 *
 * Returns: the attendance that it stands for, or what that was joined to; 0 if there is none
 */
gint64 rap_import_memory_find_attendance (RapImportStage *stage, GBytes *key, gboolean *deleted);

/** rap_import_memory_keep: stages what will be remembered of the file. Returns: whether that was done */
gboolean rap_import_memory_keep (RapImportStage *stage, GBytes *key, gint64 attendance_id, GError **error);

/** rap_import_memory_forget: stages what will be remembered no more. Returns: whether that was done */
gboolean rap_import_memory_forget (RapImportStage *stage, GBytes *key, GError **error);

G_END_DECLS
