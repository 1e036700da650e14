/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RAP_ID_LENGTH:
 *
 * Characters of an id as people and files see it: a kind letter and 13 digits.
 */
#define RAP_ID_LENGTH 14

/* The kind letters. */
#define RAP_ID_ATTENDANCE 'a'
#define RAP_ID_PERSON 'h'
#define RAP_ID_SESSION 'n'
#define RAP_ID_POINT 'p'
#define RAP_ID_ROLE 'r'
#define RAP_ID_SEMINAR 's'
#define RAP_ID_THEME 't'
#define RAP_ID_SYNDICATE 'y'

/**
 * rap_id_new:
 *
 * A new row's id: 41 bits of milliseconds since 2010-01-01 UTC, then 22 random bits, so it is positive and lasts
 * until 2079. Time comes first so that rows sort as they were made and go to the end of their table's tree, which
 * keeps inserting cheap; the random bits keep two archives from making the same id in the same millisecond, so that
 * they can be merged. Within the process each id is greater than the last one (the second id of a millisecond may be
 * the first one plus 1), so rows made together sort as made even when the clock is set back. Safe to call from any
 * thread.
 *
 * Returns: the id, 1 or more
 */
gint64 rap_id_new (void);

/**
 * rap_id_format:
 * @kind: a lower-case ASCII letter, such as `p` for a point
 * @id: 0 or more
 * @exact: whether for an exact file: upper case. Spreadsheet-safe files have lower case.
 * @text: (out caller-allocates): room for RAP_ID_LENGTH + 1 bytes
 *
 * Writes @id as files have it: the kind letter, then 13 digits of Crockford's base 32
 * (https://www.crockford.com/base32.html: no i, l, o, u). A letter comes first, so no spreadsheet takes it for a
 * number.
 *
 * Returns: @text
 */
const char *rap_id_format (char kind, gint64 id, gboolean exact, char text[RAP_ID_LENGTH + 1]);

/**
 * rap_id_parse:
 * @text: what may be an id
 * @len: its bytes, or -1 if it ends with a NUL
 * @kind: (out) (optional): the kind letter, always in lower case
 * @id: (out) (optional): the number
 * @exact: (out) (optional): whether it was in upper case, so stands in an exact file
 *
 * Reads back what rap_id_format() wrote, and nothing else: no other length, no mixed case, no look-alike letters, no
 * number of more than 63 bits. So a file is told to be ours, and of which edition, by its ids.
 *
 * Returns: %FALSE if @text is no id; the out parameters are then left as they were
 */
gboolean rap_id_parse (const char *text, gssize len, char *kind, gint64 *id, gboolean *exact);

G_END_DECLS
