/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-guest.h"
#include "rap-import-stage.h"
#include "rap-recognise.h"

G_BEGIN_DECLS

/**
 * RapImportGuestBook:
 * @stage: the stage with the rows
 * @recognise: knows the people of the archive, and those of the rows that were attached
 * @rows: (element-type RapImportGuestRow): all rows, in the order of the file
 * @guests: (element-type RapImportGuest): whom they are about, in the order in which that was found
 * @attending: the same by attendance
 * @by_person: the same by person
 * @by_own_id: the same by the attendance of a file of our own
 * @unsure: rap_theme_key() of the names in rows that are rejected
 * @registrations: whether a row is not of our own files
 *
 * All rows of a file of attendees, and the attendances that they are about, as far as that is known.
 */
typedef struct
{
  RapImportStage *stage;
  RapRecognise *recognise;
  GPtrArray *rows;
  GPtrArray *guests;
  GHashTable *attending;
  GHashTable *by_person;
  GHashTable *by_own_id;
  GHashTable *unsure;
  gboolean registrations;
} RapImportGuestBook;

/**
 * rap_import_guest_book_new:
 * @stage: must outlive it
 *
 * Reads the rows of `staging.row`, and the names of those that could not be read.
 *
 * Returns: (transfer full): them, with nobody found yet
 */
RapImportGuestBook *rap_import_guest_book_new (RapImportStage *stage);

/** rap_import_guest_book_ensure_attendance: Returns: (transfer none): an attendance of the archive */
RapImportGuest *rap_import_guest_book_ensure_attendance (RapImportGuestBook *self, gint64 attendance_id);

/**
 * rap_import_guest_book_ensure_person:
 * @row: where they are named
 * @person_id: a person of the archive, or one who was added
 *
 * Returns: (transfer none): their attendance, a new one if they did not attend yet
 */
RapImportGuest *
rap_import_guest_book_ensure_person (RapImportGuestBook *self, const RapImportGuestRow *row, gint64 person_id);

/**
 * rap_import_guest_book_add:
 * @row: where they are named
 * @person_id: a person of the archive, or 0 for somebody new
 *
 * Returns: (transfer none): the attendance of somebody who did not attend yet
 */
RapImportGuest *rap_import_guest_book_add (RapImportGuestBook *self, const RapImportGuestRow *row, gint64 person_id);

/** rap_import_guest_book_attach: puts a row to those of an attendance, by which later ones may be recognised */
void rap_import_guest_book_attach (RapImportGuestBook *self, RapImportGuestRow *row, RapImportGuest *guest);

/** rap_import_guest_book_free: frees it */
void rap_import_guest_book_free (RapImportGuestBook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapImportGuestBook, rap_import_guest_book_free)

G_END_DECLS
