/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"
#include "rap-line-context.h"

G_BEGIN_DECLS

/**
 * RapCompletionKind:
 * @RAP_COMPLETION_PERSON: after an `@`: who attends the seminar
 * @RAP_COMPLETION_THEME: after a `#`: this seminar's themes by their order, then the archive's by name
 * @RAP_COMPLETION_POINT: after `= `: this session's points, best match first
 */
typedef enum
{
  RAP_COMPLETION_PERSON,
  RAP_COMPLETION_THEME,
  RAP_COMPLETION_POINT,
} RapCompletionKind;

/**
 * RapProposal:
 * @title: what is proposed, for people
 * @detail: (nullable): what tells it from its like: an affiliation, who made the point
 * @text: (nullable): what takes the place of what is typed, mark and all; %NULL: what is typed stays, and @id is
 *   what it means
 * @id: the person, theme or point
 */
typedef struct
{
  char *title;
  char *detail;
  char *text;
  gint64 id;
} RapProposal;

/**
 * RapCompletion:
 * @kind: what is being typed
 * @start: where it begins, with its mark, in bytes
 * @end: where the cursor is
 * @word: what is typed of it, without mark and quotation marks
 * @proposals: (element-type RapProposal): at least one, best first
 *
 * What a word that is being typed may become.
 */
typedef struct
{
  RapCompletionKind kind;
  gsize start;
  gsize end;
  char *word;
  GPtrArray *proposals;
} RapCompletion;

/** rap_completion_free: frees it with its proposals */
void rap_completion_free (RapCompletion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapCompletion, rap_completion_free)

/**
 * rap_completion_new:
 * @session_id: where the line is typed
 * @context: of that session, with points if the line begins with `=`
 * @typed: the line, valid UTF-8
 * @cursor: where the cursor is in it, in bytes
 *
 * Looks for what is being typed before the cursor. Nothing is proposed in the middle of a word, in a plain line, of a
 * person under the Chatham House Rule, and where the only proposal is what the grammar understands already.
 *
 * Returns: (transfer full) (nullable): what it may become, %NULL if there is nothing to propose
 */
RapCompletion *
rap_completion_new (RapDb *db, gint64 session_id, const RapLineContext *context, const char *typed, gsize cursor);

G_END_DECLS
