/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RAP_ATTENDEE_NEW: in place of a person's id: somebody who is in the archive under no other id, whoever has the name
 */
#define RAP_ATTENDEE_NEW (-1)

/**
 * RapAttendee:
 * @name: the full name
 * @affiliation: (nullable): where they belong
 * @email: (nullable): their address
 * @bio: (nullable): who they are, in a sentence or two
 * @url: (nullable): their page
 * @status: (nullable): as the archive has it; %NULL for what rap_people_usual_status() says
 * @consent: (nullable): as the archive has it; %NULL for `no`
 * @person_id: who it is: 0 as long as nobody knows, %RAP_ATTENDEE_NEW for nobody of the archive
 * @attendance_id: the row, once it is there
 * @same_as: within a list the place, from 1, of an earlier entry that is the same person; 0 if there is none
 * @candidates: (nullable) (element-type gint64): who might be meant, where @person_id is 0: people of the archive, and
 *   earlier entries of the list by their places from -1 downwards
 *
 * Somebody who is to attend a seminar, as typed, pasted or read from a file.
 */
typedef struct
{
  char *name;
  char *affiliation;
  char *email;
  char *bio;
  char *url;
  const char *status;
  const char *consent;
  gint64 person_id;
  gint64 attendance_id;
  guint same_as;
  GArray *candidates;
} RapAttendee;

/** rap_attendee_new: Returns: (transfer full): an attendee of whom no more is known than this name, without white space
 * around it */
RapAttendee *rap_attendee_new (const char *name);

/**
 * rap_attendee_parse:
 * @line: `Name, affiliation <address>`, of which only the name must be there; or cells of a spreadsheet's row, parted
 *   by tabs: what looks like an address is the address, of the rest the first cell is the name and the second the
 *   affiliation
 *
 * The angle brackets may be missing around an address at the end. A name in double quotation marks may hold a comma,
 * and is turned round there, as mail programs and spreadsheets write `"Hall, Hazel"`. An affiliation may also stand in
 * round brackets at the end. What marks the line as one of a list (rap_paste_skip_list_mark()) does not count, and
 * nothing but punctuation is nobody.
 *
 * Returns: (transfer full): what it says; the name is empty if there is none
 */
RapAttendee *rap_attendee_parse (const char *line);

/**
 * rap_attendees_parse:
 * @text: lines as rap_attendee_parse() has them
 *
 * Empty lines do not count, nor does a first row of cells one of which is just "Name".
 *
 * Returns: (transfer full) (element-type RapAttendee): one a line
 */
GPtrArray *rap_attendees_parse (const char *text);

/** rap_attendee_free: frees it */
void rap_attendee_free (RapAttendee *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapAttendee, rap_attendee_free)

G_END_DECLS
