/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-capture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-attribution.h"
#include "rap-id.h"
#include "rap-programme.h"
#include "rap-rule.h"
#include "rap-unfinished-line.h"

#define LABEL_CHARS 40

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

static gboolean
add_themes (RapStore *store, gint64 seminar_id, gint64 point_id, char **themes, GError **error)
{
  for (guint i = 0; themes[i] != NULL; i++)
    {
      gint64 theme_id = rap_programme_ensure_theme (store, themes[i], seminar_id, error);
      if (theme_id == 0 || !rap_db_run (rap_store_db (store), error,
                                        "INSERT INTO point_theme(point_id, theme_id, position) SELECT ?1, ?2,"
                                        " ifnull((SELECT max(position) FROM point_theme WHERE point_id = ?1), 0) + 1"
                                        " WHERE true ON CONFLICT DO NOTHING",
                                        "ii", point_id, theme_id))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_people (RapStore *store, gint64 point_id, GArray *people, GError **error)
{
  for (guint i = 0; i < people->len; i++)
    {
      const RapLinePerson *person = &g_array_index (people, RapLinePerson, i);
      if (!rap_db_run (rap_store_db (store), error,
                       "INSERT INTO point_person(point_id, person_id, relation, as_typed) VALUES(?1, ?2, ?3, ?4)"
                       " ON CONFLICT DO NOTHING",
                       "iiss", point_id, person->person_id, rap_relation_to_string (person->relation),
                       person->as_typed))
        return FALSE;
    }
  return TRUE;
}

/* Whether the voice said the point, or said "that too" of it. */
static gboolean
has_raised (RapDb *db, const RapVoice *voice, gint64 point_id)
{
  return rap_db_int (db,
                     "SELECT EXISTS (SELECT 1 FROM point WHERE id = ?1 AND voice = ?2 AND syndicate_id IS ?3"
                     "  AND speaker_id IS ?4) OR EXISTS (SELECT 1 FROM point_echo WHERE point_id = ?1 AND voice = ?2"
                     "  AND syndicate_id IS ?3 AND speaker_id IS ?4)",
                     "isrr", point_id, rap_voice_kind (voice), voice->syndicate_id, voice->speaker_id) != 0;
}

/* "We said that too": what was typed along with it belongs to the point that is echoed, also when the voice raised that
 * point @already. Then hands are not counted twice. */
static gboolean
add_echo (RapStore *store,
          const RapVoice *voice,
          const RapLine *line,
          gint64 recorded_at,
          gboolean already,
          GError **error)
{
  RapDb *db = rap_store_db (store);

  return rap_db_run (db, error,
                     "UPDATE point SET starred = max(starred, ?2), to_check = max(to_check, ?4),"
                     " agreed = iif(?5, max(agreed, ?3), agreed + ?3) WHERE id = ?1",
                     "iiiii", line->echo_of, (gint64) line->starred, (gint64) line->agreed, (gint64) line->to_check,
                     (gint64) already) &&
         (already || rap_db_run (db, error,
                                 "INSERT INTO point_echo(point_id, id, voice, syndicate_id, speaker_id, recorded_at)"
                                 " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                                 "iisrri", line->echo_of, rap_id_new (), rap_voice_kind (voice), voice->syndicate_id,
                                 voice->speaker_id, recorded_at));
}

static gboolean
check_length (const char *text, GError **error)
{
  if (!rap_point_is_too_long (text, strlen (text)))
    return TRUE;
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                       _ ("The text is longer than 100,000 characters, which no point may be; nothing was saved."));
  return FALSE;
}

static gboolean
add_point (RapStore *store,
           gint64 session_id,
           const RapVoice *voice,
           const RapLine *line,
           gint64 recorded_at,
           gint64 *id,
           GError **error)
{
  g_autoptr (RapPoint) point = g_object_new (RAP_TYPE_POINT, NULL);

  point->session_id = session_id;
  point->voice = g_strdup (rap_voice_kind (voice));
  point->syndicate_id = voice->syndicate_id;
  point->speaker_id = voice->speaker_id;
  point->kind = g_strdup (rap_point_kind_to_string (line->kind));
  point->text = g_strdup (line->text);
  point->starred = line->starred;
  point->agreed = line->agreed;
  point->to_check = line->to_check;
  point->due = g_strdup (line->due);
  point->recorded_at = recorded_at;
  if (!check_length (line->text, error) || !rap_store_save (store, point, error))
    return FALSE;
  *id = rap_record_get_id (RAP_RECORD (point));
  return TRUE;
}

static char *
make_label (RapDb *db, const RapLine *line)
{
  g_autofree char *echoed =
      line->echo_of != 0 ? rap_db_text (db, "SELECT text FROM point WHERE id = ?1", "i", line->echo_of) : NULL;
  g_autofree char *text = rap_capture_shorten (echoed != NULL ? echoed : line->text);

  return g_strdup_printf (line->echo_of != 0 ? _ ("“%s”: said too") : _ ("Add “%s”"), text);
}

/* What stood in the line stands there no more: so says the step that records it, or after a power cut it would be typed
 * twice. */
static gboolean
drop_kept (RapDb *db, gint64 session_id, gint64 changed, const RapLine *line, GError **error)
{
  return line->kept == NULL || rap_unfinished_line_drop (db, session_id, changed, line->kept, error);
}

/* Reads a line in the step that was begun; a line that cannot be recorded is an error. */
static RapLine *
parse_in_step (RapDb *db, gint64 session_id, const char *typed, GError **error)
{
  g_autoptr (RapLineContext) context = rap_capture_context (db, session_id, rap_capture_needs_points (typed));
  g_autoptr (RapLine) line = NULL;

  if (context == NULL)
    {
      rap_db_take_unasked (db, error);
      return NULL;
    }
  line = rap_line_parse (typed, context);
  if (!line->empty && *line->text != '\0')
    return g_steal_pointer (&line);
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("There is no text to record; nothing was saved."));
  return NULL;
}

static void
set_deleted (GError **error)
{
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                       _ ("That point was deleted meanwhile; nothing was changed."));
}

/* What is stored of a point, if it is still @was. */
static RapLine *
read_unchanged (RapDb *db, gint64 point_id, const RapLine *was, GError **error)
{
  g_autoptr (RapLine) stored = rap_capture_line_of (db, point_id);

  if (stored == NULL && !rap_db_take_unasked (db, error))
    set_deleted (error);
  if (stored == NULL || was == NULL || rap_line_equal (was, stored))
    return g_steal_pointer (&stored);
  g_set_error_literal (
      error, RAP_ERROR, RAP_ERROR_CONFLICT,
      _ ("That point was changed meanwhile; nothing was saved. Enter again replaces what it says now."));
  return NULL;
}

static gboolean
update_point (RapDb *db, gint64 id, const RapLine *line, GError **error)
{
  if (!check_length (line->text, error) ||
      !rap_db_run (db, error,
                   "UPDATE point SET kind = ?2, text = ?3, starred = ?4, agreed = ?5, to_check = ?6, due = ?7"
                   " WHERE id = ?1",
                   "issiiis", id, rap_point_kind_to_string (line->kind), line->text, (gint64) line->starred,
                   (gint64) line->agreed, (gint64) line->to_check, line->due))
    return FALSE;
  if (sqlite3_changes64 (rap_db_handle (db)) > 0)
    return TRUE;
  set_deleted (error);
  return FALSE;
}

RapLineContext *
rap_capture_context (RapDb *db, gint64 session_id, gboolean with_points)
{
  const guint failures = rap_db_count_unasked (db);
  g_autoptr (RapLineContext) context = rap_line_context_new ();
  g_autofree char *rule = NULL;
  g_autofree char *date = rap_db_text (
      db, "SELECT date FROM seminar JOIN session ON seminar.id = seminar_id WHERE session.id = ?1", "i", session_id);
  g_autoptr (RapStmt) people =
      rap_db_prepare (db,
                      "SELECT DISTINCT person.id, name FROM session JOIN attendance USING(seminar_id)"
                      " JOIN person ON person.id = person_id WHERE session.id = ?1",
                      "i", session_id);
  g_autoptr (RapStmt) themes = rap_db_prepare (db, "SELECT name, key FROM theme", NULL);

  rap_line_context_set_date (context, date);
  context->month_first = rap_grammar_default_month_first ();
  rule = rap_db_text (db,
                      "SELECT coalesce(session.attribution, seminar.attribution)"
                      " FROM session JOIN seminar ON seminar.id = seminar_id WHERE session.id = ?1",
                      "i", session_id);
  /* a rule that is none is taken for the strictest, or a name could be kept that must not be */
  context->unnamed = rap_attribution_from_string (rule) == RAP_ATTRIBUTION_NONE;
  while (rap_stmt_step (people, NULL))
    rap_line_context_add_person (context, rap_stmt_int (people, 0), rap_stmt_text (people, 1));
  while (rap_stmt_step (themes, NULL))
    rap_line_context_add_theme (context, rap_stmt_text (themes, 0), rap_stmt_text (themes, 1));
  if (with_points)
    {
      g_autoptr (RapStmt) points = rap_db_prepare (
          db, "SELECT id, text FROM point WHERE session_id = ?1 AND merged_into IS NULL ORDER BY recorded_at, id", "i",
          session_id);
      while (rap_stmt_step (points, NULL))
        rap_line_context_add_point (context, rap_stmt_int (points, 0), rap_stmt_text (points, 1));
    }
  return rap_db_count_unasked (db) == failures ? g_steal_pointer (&context) : NULL;
}

gboolean
rap_capture_needs_points (const char *typed)
{
  while (g_unichar_isspace (g_utf8_get_char (typed)))
    typed = g_utf8_next_char (typed);
  return *typed == '=';
}

gboolean
rap_capture_add_in_step (RapStore *store,
                         gint64 session_id,
                         const RapVoice *voice,
                         const RapLine *line,
                         gint64 recorded_at,
                         gint64 *id,
                         GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autoptr (RapLine) struck = rap_rule_strike_line (db, session_id, line);
  gint64 point_id = line->echo_of;

  line = struck != NULL ? struck : line;
  if (!rap_voice_check (db, voice, session_id, error))
    return FALSE;
  if (recorded_at == 0)
    recorded_at = now_ms ();
  if (point_id != 0 ? !add_echo (store, voice, line, recorded_at, has_raised (db, voice, point_id), error)
                    : !add_point (store, session_id, voice, line, recorded_at, &point_id, error))
    return FALSE;
  if (id != NULL)
    *id = point_id;
  return drop_kept (db, session_id, 0, line, error) &&
         add_themes (store, rap_programme_seminar_of (db, session_id), point_id, line->themes, error) &&
         add_people (store, point_id, line->people, error);
}

gboolean
rap_capture_add (RapStore *store,
                 gint64 session_id,
                 const RapVoice *voice,
                 const RapLine *line,
                 gint64 recorded_at,
                 gint64 *id,
                 GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autoptr (RapLine) struck = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (!line->empty, FALSE);

  if (!rap_store_begin (store, "", 0, error))
    return FALSE;
  struck = rap_rule_strike_line (db, session_id, line);
  label = make_label (db, struck != NULL ? struck : line);
  rap_store_set_label (store, label);
  rap_store_set_seminar (store, rap_programme_seminar_of (db, session_id));
  return rap_store_end (store, NULL, rap_capture_add_in_step (store, session_id, voice, line, recorded_at, id, error),
                        error);
}

gboolean
rap_capture_add_typed (RapStore *store,
                       gint64 session_id,
                       const RapVoice *voice,
                       const char *typed,
                       const char *kept,
                       gint64 recorded_at,
                       gint64 *id,
                       gboolean *echoed,
                       GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autofree char *label = NULL;
  g_autoptr (RapLine) line = NULL;
  gint64 seminar_id;
  RapVoice settled = { 0 };

  if (!rap_store_begin (store, "", 0, error))
    return FALSE;
  seminar_id = rap_programme_seminar_of (db, session_id);
  if (rap_voice_is_of (db, voice, session_id))
    settled = *voice;
  if (rap_db_take_unasked (db, error) || (line = parse_in_step (db, session_id, typed, error)) == NULL)
    {
      rap_store_rollback (store);
      return FALSE;
    }
  if (seminar_id == 0)
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                           _ ("The session was deleted meanwhile; nothing was saved."));
      rap_store_rollback (store);
      return FALSE;
    }
  line->kept = g_strdup (kept);
  label = make_label (db, line);
  rap_store_set_label (store, label);
  rap_store_set_seminar (store, seminar_id);
  if (echoed != NULL)
    *echoed = line->echo_of != 0;
  if (rap_capture_add_in_step (store, session_id, &settled, line, recorded_at, id, error))
    return rap_store_commit (store, error);
  rap_store_rollback (store);
  return FALSE;
}

gboolean
rap_capture_add_marks_in_step (RapStore *store, gint64 point_id, const RapLine *line, GError **error)
{
  RapDb *db = rap_store_db (store);
  const gint64 seminar_id = rap_programme_seminar_of (db, rap_capture_session_of (db, point_id));

  return add_themes (store, seminar_id, point_id, line->themes, error) &&
         add_people (store, point_id, line->people, error);
}

RapLine *
rap_capture_line_of (RapDb *db, gint64 point_id)
{
  const guint failures = rap_db_count_unasked (db);
  g_autoptr (RapStmt) point =
      rap_db_prepare (db, "SELECT kind, text, starred, agreed, to_check, due FROM point WHERE id = ?1", "i", point_id);
  g_autoptr (RapStmt) themes = rap_db_prepare (
      db, "SELECT name FROM point_theme JOIN theme ON theme.id = theme_id WHERE point_id = ?1 ORDER BY position", "i",
      point_id);
  g_autoptr (RapStmt) people =
      rap_db_prepare (db, "SELECT person_id, relation, as_typed FROM point_person WHERE point_id = ?1", "i", point_id);
  RapPointKind kind = RAP_POINT_KIND_INSIGHT;
  g_autoptr (RapLine) line = NULL;

  if (!rap_stmt_step (point, NULL))
    return NULL;
  rap_point_kind_from_string (rap_stmt_text (point, 0), &kind);
  line = rap_line_new (kind, rap_stmt_text (point, 1));
  line->starred = rap_stmt_int (point, 2) != 0;
  line->agreed = (guint) rap_stmt_int (point, 3);
  line->to_check = rap_stmt_int (point, 4) != 0;
  line->due = g_strdup (rap_stmt_text (point, 5));
  while (rap_stmt_step (themes, NULL))
    rap_line_add_theme (line, rap_stmt_text (themes, 0));
  while (rap_stmt_step (people, NULL))
    {
      RapRelation relation = RAP_RELATION_SAID;
      rap_relation_from_string (rap_stmt_text (people, 1), &relation);
      rap_line_add_person (line, rap_stmt_int (people, 0), relation, rap_stmt_text (people, 2));
    }
  return rap_db_count_unasked (db) == failures ? g_steal_pointer (&line) : NULL;
}

char *
rap_capture_typed (RapDb *db, gint64 session_id, const RapLine *stored, gboolean *plain)
{
  g_autoptr (RapLineContext) context = rap_capture_context (db, session_id, TRUE);
  gboolean exact = TRUE;
  char *typed = context != NULL ? rap_line_unparse (stored, context, &exact) : NULL;

  *plain = !exact;
  return typed;
}

gboolean
rap_capture_edit (RapStore *store,
                  gint64 point_id,
                  const RapLine *was,
                  const RapLine *line,
                  gboolean plain,
                  GError **error)
{
  RapDb *db = rap_store_db (store);
  const gint64 session_id = rap_capture_session_of (db, point_id);
  g_autofree char *title = NULL, *label = NULL;
  g_autoptr (RapLine) whole = NULL, struck = NULL;

  g_return_val_if_fail (!line->empty, FALSE);

  if (line->echo_of != 0 && !plain)
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                           _ ("A point that was made cannot become “we said that too”; nothing was changed."));
      return FALSE;
    }
  if (!rap_store_begin (store, "", 0, error))
    return FALSE;
  struck = rap_rule_strike_line (db, session_id, line);
  line = struck != NULL ? struck : line;
  title = rap_capture_shorten (line->text);
  label = g_strdup_printf (_ ("Edit “%s”"), title);
  rap_store_set_label (store, label);
  rap_store_set_seminar (store, rap_programme_seminar_of (db, session_id));
  if ((was == NULL && !plain) || (whole = read_unchanged (db, point_id, was, error)) != NULL)
    {
      const RapLine *typed = line;

      if (plain)
        {
          g_free (whole->text);
          whole->text = g_strdup (line->text);
          line = whole;
        }
      if (update_point (db, point_id, line, error) && drop_kept (db, session_id, point_id, typed, error) &&
          rap_db_run (db, error, "DELETE FROM point_theme WHERE point_id = ?1", "i", point_id) &&
          rap_db_run (db, error, "DELETE FROM point_person WHERE point_id = ?1", "i", point_id) &&
          rap_capture_add_marks_in_step (store, point_id, line, error))
        return rap_store_commit (store, error);
    }
  rap_store_rollback (store);
  return FALSE;
}

gint64
rap_capture_session_of (RapDb *db, gint64 point_id)
{
  return rap_db_int (db, "SELECT session_id FROM point WHERE id = ?1", "i", point_id);
}

char *
rap_capture_shorten (const char *text)
{
  g_autofree char *start = NULL;
  char *label;

  if (g_utf8_strlen (text, -1) <= LABEL_CHARS)
    label = g_strdup (text);
  else
    {
      start = g_utf8_substring (text, 0, LABEL_CHARS - 1);
      label = g_strconcat (g_strchomp (start), "…", NULL);
    }
  return g_strdelimit (label, "\r\n\t", ' ');
}
