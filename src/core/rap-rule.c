/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-history-forget.h"
#include "rap-seminar.h"
#include "rap-session.h"
#include "rap-unfinished-line.h"

/* The sessions that are meant: ?1, or those of seminar ?2 that have no rule of their own */
#define SCOPE "(SELECT id FROM session WHERE id = ?1 OR (seminar_id = ?2 AND attribution IS NULL))"
#define POINTS "(SELECT id FROM point WHERE session_id IN " SCOPE ")"

/* Points whose texts may name somebody: with the marks that were understood, their own or their originals', or with any
 */
#define TEXTS                                                                                                          \
  "SELECT id, text FROM point WHERE session_id IN " SCOPE " AND (instr(text, '@') > 0 OR EXISTS (SELECT 1 FROM"        \
  " point_person n WHERE as_typed <> '' AND (n.point_id = point.id OR n.point_id IN"                                   \
  " (SELECT o.id FROM point o WHERE o.merged_into = point.id))))"

/* What is to become of which sessions */
typedef struct
{
  gint64 session_id;
  gint64 seminar_id;
  RapRecord *record; /* with the new rule */
} Change;

static GPtrArray *
list_names (RapDb *db, gint64 point_id)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db,
                      "SELECT as_typed FROM point_person WHERE as_typed <> '' AND (point_id = ?1 OR point_id IN"
                      " (SELECT id FROM point WHERE merged_into = ?1))",
                      "i", point_id);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  while (rap_stmt_step (stmt, NULL))
    g_ptr_array_add (names, g_strdup (rap_stmt_text (stmt, 0)));
  return names;
}

/* Returns: (nullable): the text without names, NULL if there are none in it */
static char *
strike (const char *text, const char *const *names, guint n_names)
{
  g_autoptr (GString) masked = g_string_new (NULL);
  g_autoptr (GString) unmarked = g_string_new (NULL);
  const gboolean named = rap_attribution_mask (text, strlen (text), names, n_names, masked);

  if (!named)
    g_string_assign (masked, text);
  if (rap_attribution_mask_marks (masked->str, masked->len, unmarked))
    return g_string_free (g_steal_pointer (&unmarked), FALSE);
  return named ? g_string_free (g_steal_pointer (&masked), FALSE) : NULL;
}

static char *
mask_text (RapDb *db, gint64 point_id, const char *text)
{
  g_autoptr (GPtrArray) names = list_names (db, point_id);

  return strike (text, (const char *const *) names->pdata, names->len);
}

static gint64
count (RapDb *db, const char *sql, const Change *change)
{
  return rap_db_int (db, sql, "ii", change->session_id, change->seminar_id);
}

static void
look (RapDb *db, const Change *change, gint64 seminar_id, RapRuleLoss *loss)
{
  g_autoptr (RapStmt) texts = rap_db_prepare (db, TEXTS, "ii", change->session_id, change->seminar_id);

  loss->n_points = count (db, "SELECT count(DISTINCT point_id) FROM point_person WHERE point_id IN " POINTS, change);
  loss->n_people = count (db, "SELECT count(DISTINCT person_id) FROM point_person WHERE point_id IN " POINTS, change);
  loss->n_speakers =
      count (db,
             "SELECT (SELECT count(*) FROM point WHERE speaker_id IS NOT NULL AND session_id IN " SCOPE
             ") + (SELECT count(*) FROM point_echo WHERE speaker_id IS NOT NULL AND point_id IN " POINTS ")",
             change);
  loss->n_texts = 0;
  while (rap_stmt_step (texts, NULL))
    {
      g_autofree char *masked = mask_text (db, rap_stmt_int (texts, 0), rap_stmt_text (texts, 1));
      loss->n_texts += masked != NULL;
    }
  loss->n_steps = rap_history_count_bound (db, seminar_id);
}

static gboolean
has_points (RapDb *db, const Change *change)
{
  return count (db, "SELECT EXISTS (SELECT 1 FROM point WHERE session_id IN " SCOPE ")", change) != 0;
}

static gboolean
mask_texts (RapDb *db, const Change *change, GError **error)
{
  g_autoptr (GPtrArray) masked = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RapStmt *texts = rap_db_prepare (db, TEXTS, "ii", change->session_id, change->seminar_id);

  while (rap_stmt_step (texts, NULL))
    {
      const gint64 id = rap_stmt_int (texts, 0);
      char *text = mask_text (db, id, rap_stmt_text (texts, 1));
      if (text != NULL)
        {
          g_array_append_val (ids, id);
          g_ptr_array_add (masked, text);
        }
    }
  rap_stmt_free (texts);
  for (guint i = 0; i < ids->len; i++)
    if (!rap_db_run (db, error, "UPDATE point SET text = ?1 WHERE id = ?2", "si", masked->pdata[i],
                     g_array_index (ids, gint64, i)))
      return FALSE;
  return TRUE;
}

/* What stands in the line is kept as the grammar would keep it under the rule. */
static gboolean
mask_unfinished (RapDb *db, const Change *change, GError **error)
{
  g_autoptr (GPtrArray) lines = rap_unfinished_line_list (db);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      RapUnfinishedLine *line = lines->pdata[i];
      g_autoptr (GString) masked = g_string_new (NULL);

      if (rap_db_int (db, "SELECT ?3 IN " SCOPE, "iii", change->session_id, change->seminar_id, line->session_id) ==
              0 ||
          !rap_attribution_mask_marks (line->text, strlen (line->text), masked))
        continue;
      g_free (line->text);
      line->text = g_string_free (g_steal_pointer (&masked), FALSE);
      if (!rap_unfinished_line_keep (db, line, error))
        return FALSE;
    }
  return lines != NULL || !rap_db_take_unasked (db, error);
}

static gboolean
erase_cb (RapStore *store, gpointer data, GError **error)
{
  const Change *change = data;
  RapDb *db = rap_store_db (store);

  return mask_texts (db, change, error) && mask_unfinished (db, change, error) &&
         rap_db_run (db, error, "DELETE FROM point_person WHERE point_id IN " POINTS, "ii", change->session_id,
                     change->seminar_id) &&
         rap_db_run (db, error,
                     "UPDATE point SET voice = 'plenary', speaker_id = NULL"
                     " WHERE voice = 'speaker' AND session_id IN " SCOPE,
                     "ii", change->session_id, change->seminar_id) &&
         rap_db_run (db, error,
                     "UPDATE point_echo SET voice = 'plenary', speaker_id = NULL"
                     " WHERE voice = 'speaker' AND point_id IN " POINTS,
                     "ii", change->session_id, change->seminar_id) &&
         rap_store_save (store, change->record, error);
}

static gboolean
pin_and_save_cb (RapStore *store, gpointer data, GError **error)
{
  const Change *change = data;

  /* what was said under the rule stays under it */
  return rap_db_run (rap_store_db (store), error,
                     "UPDATE session SET attribution = 'none' WHERE attribution IS NULL AND seminar_id = ?1"
                     " AND EXISTS (SELECT 1 FROM point WHERE session_id = session.id)",
                     "i", change->seminar_id) &&
         rap_store_save (store, change->record, error);
}

static gboolean
save_cb (RapStore *store, gpointer data, GError **error)
{
  return rap_store_save (store, ((Change *) data)->record, error);
}

static gboolean
is_none (const char *rule)
{
  return rap_attribution_from_string (rule) == RAP_ATTRIBUTION_NONE;
}

RapAttribution
rap_rule_of_session (RapDb *db, gint64 session_id)
{
  g_autofree char *rule = rap_db_text (
      db,
      "SELECT ifnull(session.attribution, seminar.attribution) FROM session JOIN seminar ON seminar.id = seminar_id"
      " WHERE session.id = ?1",
      "i", session_id);

  return rap_attribution_from_string (rule);
}

RapLine *
rap_rule_strike_line (RapDb *db, gint64 session_id, const RapLine *line)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *text = NULL, *kept = NULL;
  RapLine *struck;

  if (rap_rule_of_session (db, session_id) != RAP_ATTRIBUTION_NONE)
    return NULL;
  for (guint i = 0; i < line->people->len; i++)
    g_ptr_array_add (names, g_array_index (line->people, RapLinePerson, i).as_typed);
  text = strike (line->text, (const char *const *) names->pdata, names->len);
  if (text == NULL && line->people->len == 0)
    return NULL;
  struck = rap_line_new (line->kind, text != NULL ? text : line->text);
  for (guint i = 0; line->themes[i] != NULL; i++)
    rap_line_add_theme (struck, line->themes[i]);
  struck->starred = line->starred;
  struck->agreed = line->agreed;
  struck->to_check = line->to_check;
  struck->due = g_strdup (line->due);
  struck->echo_of = line->echo_of;
  /* it stands in the archive as the rule left it */
  kept = line->kept != NULL ? strike (line->kept, NULL, 0) : NULL;
  struck->kept = g_strdup (kept != NULL ? kept : line->kept);
  return struck;
}

void
rap_rule_look (RapDb *db, gint64 session_id, RapRuleLoss *loss)
{
  const Change change = { .session_id = session_id };

  look (db, &change, rap_db_int (db, "SELECT seminar_id FROM session WHERE id = ?1", "i", session_id), loss);
}

void
rap_rule_look_seminar (RapDb *db, gint64 seminar_id, RapRuleLoss *loss)
{
  const Change change = { .seminar_id = seminar_id };

  look (db, &change, seminar_id, loss);
}

gboolean
rap_rule_set (RapStore *store, gint64 session_id, const char *rule, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autoptr (RapSession) session = rap_store_get (store, RAP_TYPE_SESSION, session_id);
  g_autoptr (RapSeminar) seminar = rap_store_get (store, RAP_TYPE_SEMINAR, session->seminar_id);
  g_autoptr (RapSession) copy = rap_record_copy (session);
  Change change = { .session_id = session_id, .record = RAP_RECORD (copy) };
  const gboolean was = rap_rule_of_session (db, session_id) == RAP_ATTRIBUTION_NONE;
  const gboolean will = is_none (rule != NULL ? rule : seminar->attribution);

  g_object_set (copy, "attribution", rule, NULL);
  if (was && !will && has_points (db, &change))
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_CONFLICT,
                           _ ("What was said here was said under the Chatham House Rule, which stays; nothing was"
                              " changed."));
      return FALSE;
    }
  if (will && !was)
    return rap_store_erase (store, _ ("The Chatham House Rule for a session"), session->seminar_id, erase_cb, &change,
                            error);
  return rap_store_transact (store, _ ("Attribution rule of a session"), session->seminar_id, save_cb, &change, error);
}

gboolean
rap_rule_set_seminar (RapStore *store, gint64 seminar_id, const char *rule, GError **error)
{
  g_autoptr (RapSeminar) seminar = rap_store_get (store, RAP_TYPE_SEMINAR, seminar_id);
  g_autoptr (RapSeminar) copy = rap_record_copy (seminar);
  Change change = { .seminar_id = seminar_id, .record = RAP_RECORD (copy) };

  g_object_set (copy, "attribution", rule, NULL);
  if (is_none (rule) && !is_none (seminar->attribution))
    return rap_store_erase (store, _ ("The Chatham House Rule for the seminar"), seminar_id, erase_cb, &change, error);
  return rap_store_transact (store, _ ("Attribution rule of the seminar"), seminar_id,
                             is_none (seminar->attribution) && !is_none (rule) ? pin_and_save_cb : save_cb, &change,
                             error);
}

char **
rap_rule_list_copies (RapDb *db)
{
  g_autofree char *folder = g_path_get_dirname (rap_db_path (db));
  g_autofree char *name = g_path_get_basename (rap_db_path (db));
  g_autofree char *start = g_strconcat (name, ".before-v", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GStrvBuilder) copies = g_strv_builder_new ();
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (file, start))
      {
        g_autofree char *display = g_filename_display_name (file);
        g_strv_builder_add (copies, display);
      }
  return g_strv_builder_end (copies);
}
