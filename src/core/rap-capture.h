/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-capture-merge.h"
#include "rap-capture-points.h"
#include "rap-grammar.h"
#include "rap-point.h"
#include "rap-store.h"
#include "rap-voice.h"

G_BEGIN_DECLS

/**
 * rap_capture_context:
 * @session_id: where the next line will be said
 * @with_points: whether to know the session's points too, which only a line that begins with `=` needs
 *
 * Returns: (transfer full) (nullable): what the capture grammar must know; %NULL if the archive could not be read (it
 * is busy, or damaged). Then nothing may be parsed yet, for whether names may be kept is not known;
 * rap_db_take_unasked() says why.
 */
RapLineContext *rap_capture_context (RapDb *db, gint64 session_id, gboolean with_points);

/** rap_capture_needs_points: Returns: whether parsing @typed needs a context with points */
gboolean rap_capture_needs_points (const char *typed);

/**
 * rap_capture_add:
 * @session_id: where it was said
 * @voice: by whom
 * @line: what was said; not empty
 * @recorded_at: when, in UTC milliseconds, or 0 for now
 * @id: (out) (optional): the new point, or for "we said that too" the point that was meant
 * @error: return location: %RAP_ERROR_BAD_VALUE for a text of more than RAP_POINT_MAX_CHARS characters or if @voice is
 * a syndicate of another session or a person who is no speaker of this one, or what the archive says
 *
 * Records one line as one step: a point with its themes and people, or that @voice raised an earlier point too. That
 * is counted once for a voice, and not at all for the one that made the point; what was typed along with it is the
 * point's all the same (hands then as the greater of both numbers, so that the same line again changes nothing and
 * makes no step).
 *
 * Returns: whether it is on disk
 */
gboolean rap_capture_add (RapStore *store,
                          gint64 session_id,
                          const RapVoice *voice,
                          const RapLine *line,
                          gint64 recorded_at,
                          gint64 *id,
                          GError **error);

/**
 * rap_capture_add_typed:
 * @session_id: where it was said
 * @voice: by whom; a syndicate that is gone from the session, or a speaker who is, becomes the plenary
 * @typed: the line as it was typed
 * @kept: (nullable): as #RapLine has it
 * @recorded_at: when, in UTC milliseconds, or 0 for now
 * @id: (out) (optional): as rap_capture_add() has it
 * @echoed: (out) (optional): whether the line said "we said that too" of a point
 * @error: %RAP_ERROR_BAD_VALUE if the line has no text, %RAP_ERROR_NOT_FOUND if the session is gone: then, unlike after
 *   %RAP_ERROR_BUSY, trying again is of no use
 *
 * Reads a line and records it in one step, so that what it means is settled by the archive as it is when it is saved: a
 * line that waited for another process is bound by the rule that holds now and echoes no point that is gone.
 *
 * Returns: whether it is on disk
 */
gboolean rap_capture_add_typed (RapStore *store,
                                gint64 session_id,
                                const RapVoice *voice,
                                const char *typed,
                                const char *kept,
                                gint64 recorded_at,
                                gint64 *id,
                                gboolean *echoed,
                                GError **error);

/** rap_capture_add_in_step: the same inside a step that is open already */
gboolean rap_capture_add_in_step (RapStore *store,
                                  gint64 session_id,
                                  const RapVoice *voice,
                                  const RapLine *line,
                                  gint64 recorded_at,
                                  gint64 *id,
                                  GError **error);

/** rap_capture_add_marks_in_step: within a step: gives a point the themes and people of a line besides those it has.
 * Returns: whether it did */
gboolean rap_capture_add_marks_in_step (RapStore *store, gint64 point_id, const RapLine *line, GError **error);

/**
 * rap_capture_line_of:
 * @point_id: a point
 *
 * Returns: (transfer full) (nullable): what is stored of the point, for rap_line_unparse(); %NULL if there is no such
 *   point, or if it cannot be read
 */
RapLine *rap_capture_line_of (RapDb *db, gint64 point_id);

/**
 * rap_capture_typed:
 * @session_id: where the point was said
 * @stored: as rap_capture_line_of() gives it
 * @plain: (out): whether the grammar cannot write all of it as a line: then only its text is to be edited
 *
 * Returns: (transfer full) (nullable): how the point could be typed now; %NULL if the archive cannot be read
 */
char *rap_capture_typed (RapDb *db, gint64 session_id, const RapLine *stored, gboolean *plain);

/**
 * rap_capture_edit:
 * @point_id: a point
 * @was: (nullable): what it said when the change was begun, if a change by somebody else meanwhile is to be noticed
 * @line: what it shall say now; not empty
 * @plain: whether only the text is changed: kind, themes, people and marks stay as they are
 * @error: %RAP_ERROR_NOT_FOUND if the point was deleted meanwhile, %RAP_ERROR_CONFLICT if it is not what it @was,
 *   %RAP_ERROR_BAD_VALUE if @line echoes a point or its text is longer than RAP_POINT_MAX_CHARS
 *
 * Gives a point the kind, text, themes, people and marks of a line typed anew, as one step. Its voice and time stay.
 *
 * Returns: whether it is on disk
 */
gboolean rap_capture_edit (RapStore *store,
                           gint64 point_id,
                           const RapLine *was,
                           const RapLine *line,
                           gboolean plain,
                           GError **error);

/** rap_capture_session_of: Returns: the session of a point, 0 if there is no such point */
gint64 rap_capture_session_of (RapDb *db, gint64 point_id);

/** rap_capture_shorten: Returns: (transfer full): the beginning of @text, for labels, on one line */
char *rap_capture_shorten (const char *text);

G_END_DECLS
