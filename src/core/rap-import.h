/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-csv-reader.h"
#include "rap-error.h"
#include "rap-import-preview.h"
#include "rap-store.h"

G_BEGIN_DECLS

/**
 * RapImport:
 *
 * Rows of a CSV file on their way into a seminar, in three phases that can be shown one by one:
 * 1. rap_import_open() reads the header and guesses what each column is; rap_import_set_map() says otherwise.
 * 2. rap_import_check() reads all rows into a temporary table and tells which would be added and which could not be;
 *    rap_import_get_preview() tells it row by row. The archive is only read.
 * 3. rap_import_write() adds them, as one step of the history. rap_import_save_rejected() puts those that could not be
 *    into a file of their own.
 * Mapping and checking can be repeated. Errors for what is wrong with the file or what was said of it name the file and
 * end in “nothing was imported”. Freeing it after any phase leaves nothing behind. A window, which must not wait for
 * any of this, does it through #RapImportJob.
 *
 * The capture grammar is never run on a cell: text goes in byte for byte. A row with a text of more than
 * RAP_POINT_MAX_CHARS characters is rejected.
 *
 * To be used from one thread, that of its store; a store has one import at a time between checking and writing.
 */
typedef struct _RapImport RapImport;

/**
 * RapImportKind:
 * @RAP_IMPORT_POINTS: what was said: a row is a point
 * @RAP_IMPORT_ATTENDEES: who comes: a row is a person, or one of the roles or tickets of a person
 *
 * What the rows of a file are.
 */
typedef enum
{
  RAP_IMPORT_POINTS,
  RAP_IMPORT_ATTENDEES,
} RapImportKind;

/**
 * RapImportColumn:
 * @name: what the column is called to the user and in rap_import_set_map(): its header; `NAME (2)` for the second of
 *   one name; `#3` for the third column if it has no name
 * @field: (nullable): the field that it fills, an interned string; %NULL: it is left out
 * @given: whether that was said and not guessed
 * @examples: (array zero-terminated=1): its first cells that are not empty, at most 3
 */
typedef struct
{
  char *name;
  const char *field;
  gboolean given;
  GStrv examples;
} RapImportColumn;

/**
 * RapImportRejected:
 * @line: the line of the file that the row begins on, from 1
 * @column: (nullable): the name of the column
 * @field: (nullable): the field that it fills, an interned string
 * @reason: why the row cannot be added: a part of a sentence, without a full stop
 * @pattern: the format that @reason was made with; it is never freed
 */
typedef struct
{
  guint64 line;
  char *column;
  const char *field;
  char *reason;
  const char *pattern;
} RapImportRejected;

/**
 * RapImportReason:
 * @column: (nullable): the name of the column
 * @field: (nullable): the field that it fills, an interned string
 * @pattern: the format of their reasons; it is never freed
 * @reason: the same, with an ellipsis for what each of them says
 * @rows: how many they are
 */
typedef struct
{
  char *column;
  const char *field;
  const char *pattern;
  char *reason;
  guint rows;
} RapImportReason;

/**
 * RapImportCounts:
 * @rows: rows of the file, without the header: the sum of the next six
 * @fresh: new ones
 * @updated: of attendees: about somebody who is there, of whom the file has news
 * @present: in the seminar already
 * @deleted: imported or recorded once and deleted since: they stay deleted
 * @elsewhere: rows of our own files that another seminar of this archive has
 * @rejected: could not be understood
 * @names_dropped: cells with names that were left out, or an @ that was struck out, because the Chatham House Rule
 * binds the session
 * @blank_lines: blank lines of the file, which are no rows
 * @new_people: those of @fresh who are new to the archive; the others are people it knows
 * @changed: how many people are changed, less those of whom rap_import_choose() says otherwise
 * @missing: people from an earlier file who are not in this one: cancellations that are proposed
 * @cancelled: those of @missing whom rap_import_choose() cancels
 * @unsure: those of @rejected who may be a known person, or another of the same name
 * @unclear_consents: rows with a consent that is not understood, so is none
 * @unclear_roles: rows with a role that is not understood, so is that of an attendee
 */
typedef struct
{
  guint rows;
  guint fresh;
  guint updated;
  guint present;
  guint deleted;
  guint elsewhere;
  guint rejected;
  guint names_dropped;
  guint64 blank_lines;
  guint new_people;
  guint changed;
  guint missing;
  guint cancelled;
  guint unsure;
  guint unclear_consents;
  guint unclear_roles;
} RapImportCounts;

/**
 * RapImportProgress:
 * @fraction: how much of the file was read, from 0 to 1
 *
 * Called about ten times a second while rows are checked.
 */
typedef void (*RapImportProgress) (double fraction, gpointer data);

/**
 * RAP_IMPORT_MAX_LISTED:
 *
 * How many rejected rows are listed at most. All are counted.
 */
#define RAP_IMPORT_MAX_LISTED 1000

/**
 * rap_import_open:
 * @store: the archive
 * @kind: what its rows are
 * @seminar_id: the seminar whose points or attendees they shall be
 * @file: a CSV file; a pipe can be checked only once
 * @options: (nullable): encoding and delimiter, where they are not to be found out. @lenient is not looked at: a file
 *   of broken structure is refused.
 * @error: return location: what rap_csv_reader_open() says, and %RAP_ERROR_NOT_FOUND for the seminar
 *
 * Begins an import: reads the header and guesses the fields. A column with a name of `points.csv`, or of `people.csv`,
 * is that field; then names that other tools use are looked for; of two columns for one field the first has it. Of
 * points, people are never guessed, except in the columns of our own: a name in a file is no consent. The only column
 * of a file is the point, or the name, whatever it is called. What no column is mapped to is not kept.
 *
 * Of attendees the fields are those of #RapImportAttendee, for lists of Eventbrite and pretix and for plain ones,
 * English or German.
 *
 * Returns: (transfer full): the import; free it with rap_import_free()
 */
RapImport *rap_import_open (RapStore *store,
                            RapImportKind kind,
                            gint64 seminar_id,
                            GFile *file,
                            const RapCsvOptions *options,
                            GError **error);

/**
 * rap_import_refuse:
 * @code: what kind of error it is
 * @reason: why: a part of a sentence, without a full stop
 *
 * The one place where an import is refused: “FILE”: reason; nothing was imported.
 *
 * Returns: %FALSE, with @error set
 */
gboolean rap_import_refuse (RapImport *self, RapError code, const char *reason, GError **error);

/**
 * rap_import_why_ignored:
 * @field: (nullable): the field of a #RapImportColumn
 *
 * Some columns of our own files are recognised and yet not stored, for the archive works out what they say.
 *
 * Returns: (transfer none) (nullable): why it is not imported: a part of a sentence; %NULL if it is
 */
const char *rap_import_why_ignored (RapImport *self, const char *field);

/**
 * rap_import_list_fields:
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the fields that a column can be, for a choice; with
 * `ignore` as the last
 */
GStrv rap_import_list_fields (RapImport *self);

/** rap_import_get_kind: Returns: what its rows are */
RapImportKind rap_import_get_kind (RapImport *self);

/**
 * rap_import_guess_kind:
 *
 * Returns: what the rows most likely are, whatever it was opened as: that of which more columns are known by their
 *   names; points if that is no help
 */
RapImportKind rap_import_guess_kind (RapImport *self);

/** rap_import_has_required: Returns: whether a column is the point, or the name, so that it can be checked */
gboolean rap_import_has_required (RapImport *self);

/** rap_import_get_columns: Returns: (transfer none) (element-type RapImportColumn): the file's columns, in order */
GPtrArray *rap_import_get_columns (RapImport *self);

/** rap_import_get_encoding: Returns: the encoding's name; as rap_csv_reader_get_encoding() */
const char *rap_import_get_encoding (RapImport *self, gboolean *guessed);

/** rap_import_get_delimiter: Returns: the delimiter */
char rap_import_get_delimiter (RapImport *self);

/**
 * rap_import_set_map:
 * @column: a column's name, or `#` and its number from 1
 * @field: a field's name, or `ignore`
 * @error: return location: %RAP_ERROR_BAD_VALUE, in a sentence that lists what there is
 *
 * Says what a column is. A guess of the same field for another column is dropped; saying it for two columns is an
 * error.
 *
 * Returns: whether there are such a column and field
 */
gboolean rap_import_set_map (RapImport *self, const char *column, const char *field, GError **error);

/**
 * rap_import_set_session:
 * @session_id: a session of the seminar, which then holds all points whatever the file says; or 0: the session of the
 *   row, and without one the only discussion of the seminar
 *
 * Says where the points belong.
 */
void rap_import_set_session (RapImport *self, gint64 session_id);

/**
 * rap_import_check:
 * @progress: (nullable) (scope call): told how far it is
 * @cancellable: (nullable): stops it
 * @error: return location: %RAP_ERROR_BAD_FILE for broken structure, with line and column, and for a file without a
 *   column of points; %RAP_ERROR_AMBIGUOUS or %RAP_ERROR_NOT_FOUND for the session; %RAP_ERROR_CANCELLED
 *
 * Reads all rows and finds out what would become of each. The archive is not locked and nothing is written to it.
 *
 * A row of one of our own files is known by its id, which it keeps in any archive; the guard of a spreadsheet-safe
 * file is taken off. Any other row is known by a hash of the seminar, its mapped cells and how often the same row came
 * before it in the file (table came_from), so a file that comes again adds only what is new in it.
 *
 * Returns: whether it got to the end; rejected rows are no failure
 */
gboolean rap_import_check (RapImport *self,
                           RapImportProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);

/**
 * rap_import_set_new_people:
 * @new_people: whether to
 *
 * Of attendees: takes somebody who may be one of several known people, or of whom only the name is known, for a new
 * person. Otherwise such a row is rejected. For before rap_import_check(), after which rap_import_set_person() can say
 * otherwise of a row.
 */
void rap_import_set_new_people (RapImport *self, gboolean new_people);

/**
 * rap_import_set_person:
 * @line: of a row that was rejected, with candidates
 * @person_id: who it is; 0 for somebody new
 *
 * Of attendees, after rap_import_check(): says who a row is, and finds out anew what becomes of all rows.
 *
 * Returns: whether that was done
 */
gboolean rap_import_set_person (RapImport *self, guint64 line, gint64 person_id, GError **error);

/**
 * rap_import_choose:
 * @choice: that of a #RapImportRowPreview, or 0 for all who are missing and of whom nothing else was said
 * @chosen: whether to make the change, or the cancellation
 *
 * Of attendees, after rap_import_check(): changes are made and proposed cancellations are not, unless this says
 * otherwise. rap_import_get_counts() tells at once what that means.
 *
 * Returns: whether that was done
 */
gboolean rap_import_choose (RapImport *self, gint64 choice, gboolean chosen, GError **error);

/**
 * rap_import_count_preview:
 * @fate: a #RapImportFate, or %RAP_IMPORT_FATE_ANY
 *
 * Returns: how many rows rap_import_get_preview() has; 0 if nothing was checked
 */
guint rap_import_count_preview (RapImport *self, int fate);

/**
 * rap_import_get_preview:
 * @fate: a #RapImportFate, or %RAP_IMPORT_FATE_ANY
 * @offset: how many rows to leave out
 * @most: how many at most
 *
 * Tells what would become of the rows, in their order in the file, those who are missing last. A page costs the same
 * wherever it is, but for the first call after a check.
 *
 * Returns: (transfer full) (element-type RapImportRowPreview): the page, or %NULL with @error set
 */
GPtrArray *rap_import_get_preview (RapImport *self, int fate, guint offset, guint most, GError **error);

/** rap_import_get_counts: Returns: (transfer none): what rap_import_check() found */
const RapImportCounts *rap_import_get_counts (RapImport *self);

/**
 * rap_import_get_rejected:
 *
 * Returns: (transfer none) (element-type RapImportRejected): the rows that cannot be added, by line; not more than
 * RAP_IMPORT_MAX_LISTED of them
 */
GPtrArray *rap_import_get_rejected (RapImport *self);

/**
 * rap_import_get_reasons:
 *
 * Returns: (transfer none) (element-type RapImportReason): why rows were rejected, all of them counted, in the order in
 *   which each reason was met first
 */
GPtrArray *rap_import_get_reasons (RapImport *self);

/**
 * rap_import_write:
 * @skip_rejected: leave rejected rows out. Otherwise nothing is written if there are any.
 * @error: return location: %RAP_ERROR_BAD_VALUE if rows were rejected, with the first one; or what the archive says,
 *   such as %RAP_ERROR_BUSY, after which it can be tried again
 *
 * Adds the new rows of the last rap_import_check() to the archive, as one step; as no step if there are none.
 * rap_import_get_counts() then tells what was really added, should the archive have changed since the check. Before
 * anything else is written it has to be checked again.
 *
 * Returns: whether that was done
 */
gboolean rap_import_write (RapImport *self, gboolean skip_rejected, GError **error);

/**
 * rap_import_save_rejected:
 * @file: where to; it appears whole or not at all
 * @error: return location: %RAP_ERROR_BAD_FILE if the imported file is not as it was checked; or as for
 *   rap_safe_file_new()
 *
 * Writes the rows that were rejected, after rap_import_check() or rap_import_write(), into a CSV file: their cells as
 * they were, UTF-8, with the delimiter of the imported file, and two columns more, `line` and `reason`. Mended, that
 * file can be imported: the two columns are not. Nothing is guarded, for the cells are not ours.
 *
 * Returns: whether it is there
 */
gboolean rap_import_save_rejected (RapImport *self, GFile *file, GError **error);

/** rap_import_free: frees it, also when nothing was written */
void rap_import_free (RapImport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapImport, rap_import_free)

G_END_DECLS
