/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapHandoutKind:
 * @RAP_HANDOUT_LARGE: what a page is, on a new page
 * @RAP_HANDOUT_HEADING: stays with the line that follows
 * @RAP_HANDOUT_TEXT: a paragraph
 * @RAP_HANDOUT_ITEM: an item of a programme: its time, its title
 * @RAP_HANDOUT_FIELD: what it is, and it; room to write it where it is %NULL. Of a %NULL label, it stays with the line
 *   before.
 * @RAP_HANDOUT_NAMES: two names beside each other, where a field's text stands
 * @RAP_HANDOUT_TICK: a box to tick, a name, an affiliation; room to write both where they are %NULL
 * @RAP_HANDOUT_RULES: lines to write on, as many as the page still has room for
 *
 * What a line of a handout is.
 */
typedef enum
{
  RAP_HANDOUT_LARGE,
  RAP_HANDOUT_HEADING,
  RAP_HANDOUT_TEXT,
  RAP_HANDOUT_ITEM,
  RAP_HANDOUT_FIELD,
  RAP_HANDOUT_NAMES,
  RAP_HANDOUT_TICK,
  RAP_HANDOUT_RULES,
} RapHandoutKind;

/**
 * RapHandoutLine:
 * @kind: what it is
 * @cells: (nullable): its texts, plain, by column; of what has one column the second is %NULL. Where parts of a text
 * are put together, each is isolated (U+2068), so that one from right to left leaves the others in their places.
 * @strong_from: of a name to tick, the byte at which the last name begins, by which it is found
 * @ticked: the box is ticked already
 */
typedef struct
{
  RapHandoutKind kind;
  char *cells[2];
  gsize strong_from;
  gboolean ticked;
} RapHandoutLine;

/**
 * RapHandout:
 * @name: what it is, for a print job and a file
 * @title: the seminar's title
 * @date: its day, as people read it
 * @headed: whether the first page begins with @title, so that it needs no header that says so
 * @lines: (element-type RapHandoutLine): all of it, in order
 *
 * Something to be printed and handed out, as it was in the archive when it was read. How it looks is the printer's.
 */
typedef struct
{
  char *name;
  char *title;
  char *date;
  gboolean headed;
  GPtrArray *lines;
} RapHandout;

/**
 * RapHandoutReader:
 *
 * One of the functions below: reads a handout of a seminar. %RAP_ERROR_NOTHING if there is nothing to be printed yet;
 * the message says what is missing.
 */
typedef RapHandout *(*RapHandoutReader) (RapDb *db, gint64 seminar_id, GError **error);

/**
 * rap_handout_programme:
 *
 * Times and titles, speakers with their affiliations, of discussions what is asked; venue and host. Who cancelled does
 * not speak.
 *
 * Returns: (transfer full): the programme, or %NULL with @error set
 */
RapHandout *rap_handout_programme (RapDb *db, gint64 seminar_id, GError **error);

/**
 * rap_handout_door_list:
 *
 * Everybody who did not cancel, by last name (rap_people_order()), with a box to tick, ticked of those who are here;
 * then room for those who walk in. Nothing of consent, no address: it lies open on a table.
 *
 * Returns: (transfer full): the list, or %NULL with @error set
 */
RapHandout *rap_handout_door_list (RapDb *db, gint64 seminar_id, GError **error);

/**
 * rap_handout_sheets:
 *
 * A sheet for each syndicate that is not closed: its question, what it is asked to bring back, how long it has, who
 * sits in it, and room to write.
 *
 * Returns: (transfer full): the sheets, or %NULL with @error set
 */
RapHandout *rap_handout_sheets (RapDb *db, gint64 seminar_id, GError **error);

/** rap_handout_free: frees a handout */
void rap_handout_free (RapHandout *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapHandout, rap_handout_free)

G_END_DECLS
