/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapRecognise:
 *
 * The one place that decides whether somebody who is written down is a person of the archive. Nothing alone identifies
 * a person: a mailbox is shared by an office, a name by namesakes. So somebody is recognised if exactly one person has
 * the name and the e-mail address, or else exactly one has the name and the affiliation, in whatever seminar. All other
 * people of the name are only candidates, between which a human being chooses.
 *
 * Names are compared by rap_name_key(), affiliations by rap_theme_key(), addresses without regard to case. The name is
 * never guessed at: “Liz” is not “Elizabeth”.
 */
typedef struct _RapRecognise RapRecognise;

/**
 * RapRecognition:
 * @RAP_RECOGNISED_NOBODY: nobody has the name
 * @RAP_RECOGNISED_BY_EMAIL: exactly one person has the name and the e-mail address
 * @RAP_RECOGNISED_BY_AFFILIATION: exactly one person has the name and the affiliation, though perhaps another address
 * @RAP_RECOGNISED_UNSURE: people have the name, and what else is known does not tell which of them it is, if any
 */
typedef enum
{
  RAP_RECOGNISED_NOBODY,
  RAP_RECOGNISED_BY_EMAIL,
  RAP_RECOGNISED_BY_AFFILIATION,
  RAP_RECOGNISED_UNSURE,
} RapRecognition;

/**
 * rap_recognise_new:
 * @db: the archive; must outlive it
 *
 * For one question or many in a row, not to be kept over a change of the archive. A name is looked up through the
 * search index, so that 100,000 people take no longer than 100, and after a thousand names all are read at once. People
 * whom a step has made that is not yet committed are not found: rap_recognise_add() makes them known.
 *
 * Returns: (transfer full): it; free it with rap_recognise_free()
 */
RapRecognise *rap_recognise_new (RapDb *db);

/**
 * rap_recognise_add:
 * @person_id: a person who is not in the archive yet, or who will have these particulars too
 * @name: the full name
 * @email: (nullable): an e-mail address
 * @affiliation: (nullable): an affiliation
 *
 * Makes one more known, so that the rows of a list are told from each other by the same rule.
 */
void
rap_recognise_add (RapRecognise *self, gint64 person_id, const char *name, const char *email, const char *affiliation);

/**
 * rap_recognise_find:
 * @name: the full name
 * @email: (nullable): the e-mail address
 * @affiliation: (nullable): the affiliation
 * @person_id: (out) (optional): who it is; 0 for nobody and where that is not sure
 * @candidates: (nullable) (element-type gint64): an array that is emptied and filled with the people who it may be
 *
 * Returns: whether and by what somebody is recognised
 */
RapRecognition rap_recognise_find (RapRecognise *self,
                                   const char *name,
                                   const char *email,
                                   const char *affiliation,
                                   gint64 *person_id,
                                   GArray *candidates);

/** rap_recognise_free: frees it */
void rap_recognise_free (RapRecognise *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapRecognise, rap_recognise_free)

G_END_DECLS
