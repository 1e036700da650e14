/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapImportGuestField:
 * @RAP_IMPORT_GUEST_EMAIL: the address, which is the person's
 * @RAP_IMPORT_GUEST_AFFILIATION: the affiliation
 * @RAP_IMPORT_GUEST_STATUS: whether they come
 * @RAP_IMPORT_GUEST_CONSENT: whether they may be named
 *
 * What a file says of an attendance.
 */
typedef enum
{
  RAP_IMPORT_GUEST_EMAIL,
  RAP_IMPORT_GUEST_AFFILIATION,
  RAP_IMPORT_GUEST_STATUS,
  RAP_IMPORT_GUEST_CONSENT,
  RAP_IMPORT_GUEST_N_FIELDS,
} RapImportGuestField;

/**
 * RapImportGuest:
 * @attendance_id: the attendance, also if it is only to be made
 * @person_id: the person, also if they are only to be made
 * @is_new: whether the attendance is to be made
 * @new_person: whether the person is
 * @own: whether only rows of our own files are about it
 * @own_id: the attendance in such a file, or 0
 * @row: the number of the first row
 * @name: as the first row has it
 * @said: what all rows together say, %NULL for nothing
 * @has: what the archive has, %NULL for nothing
 * @changes: whether the file has news of it
 *
 * An attendance of the seminar that rows of a file are about.
 */
typedef struct
{
  gint64 attendance_id;
  gint64 person_id;
  gboolean is_new;
  gboolean new_person;
  gboolean own;
  gint64 own_id;
  gint64 row;
  char *name;
  char *said[RAP_IMPORT_GUEST_N_FIELDS];
  char *has[RAP_IMPORT_GUEST_N_FIELDS];
  gboolean changes;
} RapImportGuest;

/**
 * RapImportGuestRow:
 * @n: its number, from 1
 * @line: the line of the file that it begins on
 * @key: what it is known by when it comes again
 * @role_id: the role that a row of our own files is, or 0
 * @own_id: the attendance that a row of our own files is about, or 0
 * @own: whether it is of our own files
 * @name: the name
 * @said: what its cells say, %NULL for nothing
 * @role: (nullable): the kind of role
 * @session_id: where that role is, or 0
 * @syndicate_id: where that role is, or 0
 * @fate: (nullable): as rap_import_fate_to_string(), once it is known
 * @guest: (nullable): whom it is about, once that is known
 *
 * A row of a file of attendees.
 */
typedef struct
{
  gint64 n;
  gint64 line;
  GBytes *key;
  gint64 role_id;
  gint64 own_id;
  gboolean own;
  char *name;
  char *said[RAP_IMPORT_GUEST_N_FIELDS];
  char *role;
  gint64 session_id;
  gint64 syndicate_id;
  const char *fate;
  RapImportGuest *guest;
} RapImportGuestRow;

/** rap_import_guest_field_name: Returns: what the field is called in the archive and in files */
const char *rap_import_guest_field_name (RapImportGuestField field);

/**
 * rap_import_guest_value_key:
 * @value: (nullable): what the field says
 *
 * Returns: (transfer full): how it is compared, so that another spelling of it is no change
 */
char *rap_import_guest_value_key (RapImportGuestField field, const char *value);

/** rap_import_guest_same_value: Returns: whether both, which may be %NULL, say the same */
gboolean rap_import_guest_same_value (RapImportGuestField field, const char *a, const char *b);

/**
 * rap_import_guest_contradicts:
 *
 * Returns: whether the row has another address: two in one file are two people, whatever else they have in common
 */
gboolean rap_import_guest_contradicts (const RapImportGuest *self, const RapImportGuestRow *row);

/**
 * rap_import_guest_merge:
 *
 * Adds what a row says to what others say: the first affiliation, the status that says most, the least consent. Rows
 * are to come in the order of the file, so that it says the same when it comes again. The address is not merged here,
 * for it tells who a row is.
 */
void rap_import_guest_merge (RapImportGuest *self, const RapImportGuestRow *row);

/** rap_import_guest_free: frees one attendance */
void rap_import_guest_free (RapImportGuest *self);

/** rap_import_guest_row_free: frees one row */
void rap_import_guest_row_free (RapImportGuestRow *self);

G_END_DECLS
