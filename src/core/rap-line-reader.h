/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-line-context.h"
#include "rap-line.h"
#include "rap-store.h"

G_BEGIN_DECLS

/**
 * RapLineReader:
 *
 * How a line is understood while it is being typed: in the context of its session, which is made when it is first
 * needed, and with what the writer chose where several people, or several points, are meant by a word.
 */
typedef struct _RapLineReader RapLineReader;

/** rap_line_reader_new: understands nothing until it has a session */
RapLineReader *rap_line_reader_new (void);

/** rap_line_reader_free: frees it */
void rap_line_reader_free (RapLineReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapLineReader, rap_line_reader_free)

/** rap_line_reader_set_session: where the line will be said; what was chosen stays */
void rap_line_reader_set_session (RapLineReader *self, RapStore *store, gint64 session_id);

/** rap_line_reader_renew: the archive changed, so the context is read again; what was chosen holds as far as it is
 * there */
void rap_line_reader_renew (RapLineReader *self);

/**
 * rap_line_reader_get_context:
 * @typed: the line
 *
 * Returns: (transfer none) (nullable): the context in which it is to be understood, or %NULL while the archive cannot
 * be read: the line is then understood when it is saved
 */
const RapLineContext *rap_line_reader_get_context (RapLineReader *self, const char *typed);

/** rap_line_reader_read: Returns: (transfer full) (nullable): what the line says, or %NULL while the archive cannot be
 * read */
RapLine *rap_line_reader_read (RapLineReader *self, const char *typed);

/** rap_line_reader_check: forgets what was chosen if a word for which it was chosen is no longer in the line */
void rap_line_reader_check (RapLineReader *self, const char *typed);

/** rap_line_reader_clear: another line: nothing is chosen */
void rap_line_reader_clear (RapLineReader *self);

/**
 * rap_line_reader_choose_among:
 * @word: what is typed behind the @
 * @candidates: (element-type gint64): who is called that
 *
 * Chooses the first of them for now.
 */
void rap_line_reader_choose_among (RapLineReader *self, const char *word, GArray *candidates);

/** rap_line_reader_choose_next: chooses the next of them, after the last the first. Returns: whether there are any */
gboolean rap_line_reader_choose_next (RapLineReader *self);

/** rap_line_reader_choose_person: chooses this one of them, if it is one */
void rap_line_reader_choose_person (RapLineReader *self, gint64 id);

/** rap_line_reader_is_choosing: Returns: whether it was last chosen among those called @word */
gboolean rap_line_reader_is_choosing (RapLineReader *self, const char *word);

/** rap_line_reader_choose_point: the point that `=` and these words mean */
void rap_line_reader_choose_point (RapLineReader *self, const char *words, gint64 id);

/** rap_line_reader_has_point: Returns: whether a point was chosen for just these words */
gboolean rap_line_reader_has_point (RapLineReader *self, const char *words);

G_END_DECLS
