/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-line-context.h"
#include "rap-line.h"

G_BEGIN_DECLS

/**
 * RapToken:
 * @mark: what it is, with its place in the line
 * @word: what stays in the text when it is not taken off: a theme's or a person's bare words, or %NULL for what was
 * typed
 * @after_space: whether white space is before it, so that it can be taken off at the line's end
 * @is_taken: for the parser: taken off
 *
 * Something in the line that looks like a mark.
 */
typedef struct
{
  RapMark mark;
  char *word;
  gboolean after_space;
  gboolean is_taken;
} RapToken;

/**
 * rap_lexer_scan:
 * @line: a valid line
 * @start: where its body begins, after `! ` and the like
 * @end: where it ends, trailing white space left out
 * @is_plain: whether only an @ under the Chatham House Rule is a mark
 * @context: what is known of the moment
 *
 * Finds themes and people wherever they may stand, and ` *`, ` +3` and ` ??` between white space.
 *
 * Returns: (transfer full) (element-type RapToken): the tokens in order, none inside another
 */
GArray *rap_lexer_scan (const char *line, gsize start, gsize end, gboolean is_plain, const RapLineContext *context);

/**
 * rap_lexer_is_open_after:
 * @was_open: the same for the character before, %TRUE at the line's start
 * @c: a character
 *
 * Returns: whether a # or @ after @c counts as a mark: after white space, an opening bracket or quotation mark
 */
gboolean rap_lexer_is_open_after (gboolean was_open, gunichar c);

/**
 * rap_lexer_read_word:
 *
 * Reads a bare theme or name: a letter, then letters, digits and, inside, - _ ' ’.
 *
 * Returns: the end of it, @s itself when there is none
 */
const char *rap_lexer_read_word (const char *s, const char *end);

/**
 * rap_lexer_read_person:
 *
 * Reads whom the bare name at @s means; "Hazel's" means Hazel when nobody is called that.
 *
 * Returns: (transfer full) (element-type gint64): whom it can mean; @word_end is set to the end of the name
 */
GArray *rap_lexer_read_person (const char *s, const char *end, const RapLineContext *context, const char **word_end);

G_END_DECLS
