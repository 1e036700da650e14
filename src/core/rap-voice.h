/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapVoice:
 * @syndicate_id: a syndicate, or 0
 * @speaker_id: a person who speaks in the session, or 0
 *
 * Who speaks in a session. With neither it is the plenary (in a talk: the floor).
 */
typedef struct
{
  gint64 syndicate_id;
  gint64 speaker_id;
} RapVoice;

/**
 * RapVoiceEntry:
 * @voice: the voice
 * @number: what it is called with a digit key: a syndicate's number, a speaker's place in the talk, 0 for the plenary
 * @name: what people see
 * @brief: (nullable): a syndicate's question
 * @n_points: how many points it has
 * @spoke: whether it was heard: it has a point, or said of one "that too"
 */
typedef struct
{
  RapVoice voice;
  int number;
  char *name;
  char *brief;
  gint64 n_points;
  gboolean spoke;
} RapVoiceEntry;

/** rap_voice_kind: Returns: `syndicate`, `speaker` or `plenary`, as the archive has it */
const char *rap_voice_kind (const RapVoice *self);

/** rap_voice_equal: Returns: whether both are the same */
gboolean rap_voice_equal (const RapVoice *a, const RapVoice *b);

/** rap_voice_is_of: Returns: whether the voice is one of the session's; asked in vain it is not */
gboolean rap_voice_is_of (RapDb *db, const RapVoice *self, gint64 session_id);

/**
 * rap_voice_check:
 * @error: %RAP_ERROR_BAD_VALUE if the voice is not one of the session's, or why that cannot be asked
 *
 * Returns: whether it is one of them
 */
gboolean rap_voice_check (RapDb *db, const RapVoice *self, gint64 session_id, GError **error);

/**
 * rap_voices_list:
 * @session_id: a session
 *
 * Returns: (transfer full) (element-type RapVoiceEntry) (nullable): its syndicates by number (closed ones if they were
 * heard) or its speakers in order, then the plenary (the floor of a talk; the only voice, *Notes*, of a session with
 * nobody else). Under the Chatham House Rule a talk has only its floor. %NULL if the archive could not be read, for a
 * voice that is missing would lose its lines to the plenary; rap_db_take_unasked() says why.
 */
GPtrArray *rap_voices_list (RapDb *db, gint64 session_id);

/** rap_voice_name_of_point: Returns: (transfer full) (nullable): what people see as the voice that made a point */
char *rap_voice_name_of_point (RapDb *db, gint64 point_id);

/** rap_session_title: Returns: (transfer full): what people see as a session's title, also if it has none */
char *rap_session_title (const char *title, const char *kind);

/** rap_syndicate_title: Returns: (transfer full): what people see as a syndicate's name, also if it has none */
char *rap_syndicate_title (const char *name, gint64 number);

/** rap_voice_entry_free: frees one entry */
void rap_voice_entry_free (RapVoiceEntry *self);

G_END_DECLS
