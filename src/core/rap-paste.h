/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-line.h"
#include "rap-line-context.h"
#include "rap-store.h"
#include "rap-voice.h"

G_BEGIN_DECLS

/**
 * rap_paste_skip_list_mark:
 * @line: UTF-8, without white space before it
 *
 * Returns: (transfer none): what stands in @line behind a bullet or a number that marks it as one of a list, if white
 *   space follows that or nothing at all; otherwise @line
 */
const char *rap_paste_skip_list_mark (const char *line);

/**
 * rap_paste_split:
 * @text: several lines, with line ends of any sort
 *
 * Splits what was pasted into lines to be typed: without white space around them, without what marks a line as one of
 * a list (`- `, `• `, `* `, `1. `, `2) `), and without empty ones.
 *
 * Returns: (transfer full) (array zero-terminated=1): the lines
 */
char **rap_paste_split (const char *text);

/**
 * rap_paste_parse:
 * @lines: (array zero-terminated=1): lines as typed
 * @context: of their session, with points
 *
 * Reads each line as capture does.
 *
 * Returns: (transfer full) (element-type RapLine): as many lines
 */
GPtrArray *rap_paste_parse (char **lines, const RapLineContext *context);

/**
 * rap_paste_record:
 * @voice: who said all of it
 * @lines: (element-type RapLine): of that session
 *
 * Records lines in their order as one step, a millisecond apart, so that they stay in that order.
 *
 * Returns: whether all of them are on disk; otherwise none is, with @error as rap_capture_add() has it
 */
gboolean rap_paste_record (RapStore *store, gint64 session_id, const RapVoice *voice, GPtrArray *lines, GError **error);

G_END_DECLS
