/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-cells.h"
#include "rap-import-places.h"

G_BEGIN_DECLS

/**
 * RAP_IMPORT_NAME_MAX_CHARS:
 *
 * The longest name, e-mail address or affiliation that is imported: what is longer is no name but a wrong column.
 */
#define RAP_IMPORT_NAME_MAX_CHARS 300

/**
 * RapImportAttendee:
 * @cells: reads its cells
 * @db: the archive
 * @seminar_id: the seminar that it is imported into
 * @places: where people can have a role in it
 * @own: whether the row is of one of our own files
 * @role_id: of our own files: the role's id, or 0
 * @attendance_id: of our own files: the attendance's id, or 0
 * @name: the full name; after reading, that of one cell or the given and the family name joined
 * @status: (nullable): `registered`, `cancelled`, `came` or `walked_in`; %NULL if the row does not say
 * @consent: (nullable): `no`, `anonymously` or `by_name`; %NULL if the row does not say
 * @role: (nullable): a kind of role; %NULL for an attendee
 * @place: (nullable): the session of the role
 * @syndicate_id: the syndicate of the role, or 0
 * @consent_given: whether it was said, and not guessed, that the column is the consent
 * @unclear_consent: whether there was a consent that is not understood, so is none
 * @unclear_role: whether there was a role that is not understood, so is that of an attendee
 *
 * The row that is being read: what its fields are read into. The target of #RapImportRead.
 *
 * What the words of registration tools mean, in any case, `_` and `-` being blanks:
 * - came: checked in, attended, present, came, arrived, anwesend, eingecheckt, teilgenommen
 * - walked_in: walked in, walk in, at the door, Abendkasse
 * - cancelled: not attending, cancelled, canceled, refunded, fully refunded, declined, expired, deleted, void,
 * rejected, not going, no, storniert, abgesagt, abgelehnt, erstattet, abgelaufen
 * - registered: registered, attending, going, yes, confirmed, approved, accepted, paid, completed, complete, active,
 *   pending, approval pending, unpaid, partially refunded, free, no show, invited, angemeldet, bestätigt, bezahlt,
 *   ausstehend, zugesagt, offen
 *
 * Who is pending or did not show up is on the list all the same. A status that is none of these rejects its row: to
 * take somebody who cancelled for one who comes, or the other way, is worse than to be asked.
 *
 * Consent: `no`, not to be quoted, none, nein; `anonymously`, anonymous, anonym, without name, ohne namen, may be
 * quoted no name; `by_name`, named, with name, mit namen. Yes, true, 1 and ja are by name only where the user said
 * which column the consent is, for a yes under a guessed heading may be consent to anything. All else is `no`, the safe
 * side.
 */
typedef struct
{
  RapImportCells cells;
  RapDb *db;
  gint64 seminar_id;
  RapImportPlaces *places;

  gboolean own;
  gint64 role_id;
  gint64 attendance_id;
  GString *name;
  GString *first_name;
  GString *last_name;
  GString *email;
  GString *affiliation;
  const char *status;
  gboolean came;
  const char *consent;
  const char *role;
  const RapImportPlace *place;
  gint64 syndicate_id;
  gboolean consent_given;
  gboolean unclear_consent;
  gboolean unclear_role;
} RapImportAttendee;

/** rap_import_attendee_fields: what can be known of one, in the order in which it is read */
extern const RapImportField rap_import_attendee_fields[];

/**
 * rap_import_attendee_settle_guess:
 *
 * What a column called “Name” is can only be said of all columns together: beside “Vorname” or “First name” and nothing
 * for the family name it is that; beside both it is the full name, and the others are not needed.
 */
void rap_import_attendee_settle_guess (GPtrArray *columns);

/** rap_import_attendee_new: Returns: (transfer full): a row of no file yet, with what has to be known of the seminar */
RapImportAttendee *rap_import_attendee_new (RapDb *db, gint64 seminar_id, GPtrArray *columns);

/**
 * rap_import_attendee_read:
 * @row: a row
 * @column: (out): the index of the column that is wrong, which may be past the last; -1 for none
 * @reason: (out) (transfer full) (nullable): why it cannot be read; %NULL if it can
 *
 * Reads a row. The name is there, as far as it was read, also if something is wrong.
 *
 * Returns: whether it could be read
 */
gboolean rap_import_attendee_read (RapImportAttendee *self, const RapCsvRow *row, int *column, char **reason);

/** rap_import_attendee_free: frees it */
void rap_import_attendee_free (RapImportAttendee *self);

G_END_DECLS
