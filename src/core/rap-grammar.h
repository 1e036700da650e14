/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-line.h"
#include "rap-line-context.h"

G_BEGIN_DECLS

/*
 * The capture grammar, one for the window and the command line. What it does not understand stays in the text; the
 * one thing typed that is not kept is an @ under the Chatham House Rule.
 *
 * A theme or a person counts at the line's start, after white space, an opening bracket or an opening quotation mark.
 * At the line's end, after white space, themes, people, ` *`, ` +3`, ` ??` and an action's due day are taken off, in
 * any order, the last three once; a mark that begins the text keeps its word there, so that no line becomes empty.
 * People at the end said the point (or own the action); with none at the end, the one whose mark begins the line, or
 * follows its ! or ? or e.g., did. All others are mentioned, also at the beginning of a quotation.
 */

/**
 * rap_line_parse:
 * @typed: a line as typed; broken UTF-8 is repaired first, and byte positions then are those of the repaired line
 * @context: (nullable): what is known of the moment
 *
 * Reads one line of capture. It takes time in proportion to the line and never fails.
 *
 * Returns: (transfer full): the line understood
 */
RapLine *rap_line_parse (const char *typed, const RapLineContext *context);

/**
 * rap_line_unparse:
 * @line: from rap_line_parse() or rap_line_new()
 * @context: (nullable): what is known of the moment
 * @exact: (out) (optional): whether parsing the result in this context gives @line again (rap_line_equal())
 *
 * Writes a line that could have been typed for @line. Every line that rap_line_parse() gave comes back. What the
 * grammar cannot say (somebody who is not of the seminar, say) falls back to the text as a plain line, which loses
 * the rest: then @exact is %FALSE and the caller should edit the fields in another way.
 *
 * Returns: (transfer full): a line to type
 */
char *rap_line_unparse (const RapLine *line, const RapLineContext *context, gboolean *exact);

/**
 * rap_line_strike_names:
 * @typed: a line as typed, finished or not
 * @context: (nullable): what is known of the moment
 *
 * Under the Chatham House Rule, cuts every @ that is stored nowhere out of a line that is to be kept as it was typed:
 * an unfinished one, or one that Up brings back. Without the rule the line stays as it is.
 *
 * Returns: (transfer full): the line to keep
 */
char *rap_line_strike_names (const char *typed, const RapLineContext *context);

/**
 * rap_grammar_default_month_first:
 *
 * Returns: whether the locale (LC_TIME, D_FMT) writes the month before the day
 */
gboolean rap_grammar_default_month_first (void);

G_END_DECLS
