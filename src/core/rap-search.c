/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-search.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-search-index.h"
#include "rap-voice.h"

/* A word or a phrase of a query. */
typedef struct
{
  char *text;
  gboolean without;
  gboolean is_beginning; /* of a word */
} Term;

/* What there is to tell of a hit: seminar's id, date and title, session's title and kind, voice, syndicate's name and
 * number, speaker, text. */
static const struct
{
  const char *kind;
  const char *sql;
} details[] = {
  { "point", "SELECT seminar.id, date, seminar.title, session.title, session.kind, voice, syndicate.name, number,"
             " person.name, text FROM point JOIN session ON session.id = point.session_id"
             " JOIN seminar ON seminar.id = seminar_id LEFT JOIN syndicate ON syndicate.id = syndicate_id"
             " LEFT JOIN person ON person.id = speaker_id WHERE point.id = ?1" },
  { "syndicate", "SELECT seminar.id, date, seminar.title, session.title, session.kind, NULL, NULL, NULL, NULL,"
                 " trim(ifnull(name, '') || char(10) || ifnull(brief, ''), char(10))"
                 " FROM syndicate JOIN session ON session.id = session_id JOIN seminar ON seminar.id = seminar_id"
                 " WHERE syndicate.id = ?1" },
  { "session", "SELECT seminar.id, date, seminar.title, NULL, NULL, NULL, NULL, NULL, NULL, session.title"
               " FROM session JOIN seminar ON seminar.id = seminar_id WHERE session.id = ?1" },
  { "seminar", "SELECT id, date, title, NULL, NULL, NULL, NULL, NULL, NULL, title || ifnull(char(10) || topic, '')"
               " || ifnull(char(10) || venue, '') || ifnull(char(10) || host, '') || ifnull(char(10) || summary, '')"
               " FROM seminar WHERE id = ?1" },
  { "person", "SELECT 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, name || ifnull(char(10) || bio, '')"
              " FROM person WHERE id = ?1" },
};

static void
clear_term (gpointer data)
{
  Term *term = data;

  g_free (term->text);
}

static gboolean
is_quotation_mark (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e || c == 0xab || c == 0xbb;
}

/* Whether FTS5's tokenizer finds anything in @text. */
static gboolean
has_word (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static GArray *
split_query (const char *query)
{
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (Term));
  const char *p = query;

  g_array_set_clear_func (terms, clear_term);
  while (*p != '\0')
    {
      Term term = { NULL };
      const char *start;
      gboolean quoted;

      if (g_unichar_isspace (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      term.without = *p == '-';
      if (term.without)
        p++;
      quoted = is_quotation_mark (g_utf8_get_char (p));
      start = p = quoted ? g_utf8_next_char (p) : p;
      while (*p != '\0' &&
             !(quoted ? is_quotation_mark (g_utf8_get_char (p)) : g_unichar_isspace (g_utf8_get_char (p))))
        p = g_utf8_next_char (p);
      term.text = g_strndup (start, p - start);
      term.is_beginning = !quoted && !term.without && *p == '\0';
      if (quoted && *p != '\0')
        p = g_utf8_next_char (p);
      if (has_word (term.text))
        g_array_append_val (terms, term);
      else
        clear_term (&term);
    }
  return terms;
}

/* One string of FTS5, in which nothing but its end is syntax, looked for in one column. */
static void
append_string (GString *out, const char *column, const char *text, gboolean is_beginning)
{
  g_autoptr (GString) quoted = g_string_new (text);

  g_string_replace (quoted, "\"", "\"\"", 0);
  g_string_append_printf (out, "%s : \"%s\"%s", column, quoted->str, is_beginning ? " *" : "");
}

/* Without its characters that are written without spaces, which the index has in a column of their own. */
static char *
drop_cjk (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      char c[8] = "";
      g_autofree char *found = NULL;

      g_unichar_to_utf8 (g_utf8_get_char (text), c);
      found = rap_search_cjk (c);
      g_string_append (out, *found != '\0' ? " " : c);
    }
  return g_strstrip (g_string_free (out, FALSE));
}

static void
append_term (GString *out, const Term *term)
{
  g_autofree char *cjk = rap_search_cjk (term->text);
  g_autofree char *rest = *cjk != '\0' ? drop_cjk (term->text) : NULL;

  g_string_append_c (out, '(');
  if (*cjk == '\0')
    append_string (out, "text", term->text, term->is_beginning);
  else
    append_string (out, "cjk", cjk, FALSE);
  if (rest != NULL && has_word (rest))
    {
      /* "AI技術" is a word of the text as it stands, but "AI" may also stand by itself */
      g_string_append (out, " AND (");
      append_string (out, "text", term->text, TRUE);
      g_string_append (out, " OR ");
      append_string (out, "text", rest, TRUE);
      g_string_append_c (out, ')');
    }
  g_string_append_c (out, ')');
}

static char *
describe_place (RapStmt *stmt)
{
  g_autofree char *session = NULL;
  g_autofree char *voice = NULL;
  const char *kind = rap_stmt_text (stmt, 4), *voice_kind = rap_stmt_text (stmt, 5);

  if (kind == NULL)
    return NULL;
  session = rap_session_title (rap_stmt_text (stmt, 3), kind);
  if (voice_kind == NULL)
    return g_steal_pointer (&session);
  if (strcmp (voice_kind, "syndicate") == 0)
    voice = rap_syndicate_title (rap_stmt_text (stmt, 6), rap_stmt_int (stmt, 7));
  else if (strcmp (voice_kind, "speaker") == 0)
    voice = g_strdup (rap_stmt_text (stmt, 8));
  else if (strcmp (voice_kind, "merged") == 0)
    voice = g_strdup (C_ ("voice", "Merged"));
  else if (strcmp (kind, "other") == 0)
    voice = g_strdup (C_ ("voice", "Notes"));
  else
    voice = g_strdup (strcmp (kind, "talk") == 0 ? C_ ("voice", "Floor") : C_ ("voice", "Plenary"));
  return strcmp (session, voice) == 0 ? g_steal_pointer (&voice) : g_strconcat (session, " · ", voice, NULL);
}

/* Reads what there is to tell of a row; %NULL if it is there no more. */
static RapSearchHit *
load_hit (RapDb *db, const char *kind, gint64 id, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    if (strcmp (details[i].kind, kind) == 0)
      {
        g_autoptr (RapStmt) stmt = rap_db_prepare (db, details[i].sql, "i", id);
        RapSearchHit *hit;

        if (!rap_stmt_step (stmt, error))
          return NULL;
        hit = g_new0 (RapSearchHit, 1);
        hit->kind = details[i].kind;
        hit->id = id;
        hit->seminar_id = rap_stmt_int (stmt, 0);
        hit->date = g_strdup (rap_stmt_text (stmt, 1));
        hit->seminar = g_strdup (rap_stmt_text (stmt, 2));
        hit->where = describe_place (stmt);
        hit->text = g_strdup (rap_stmt_text (stmt, 9));
        return hit;
      }
  return NULL;
}

char *
rap_search_expression (const char *query)
{
  g_autofree char *valid = g_utf8_make_valid (query, -1);
  g_autoptr (GArray) terms = split_query (valid);
  g_autoptr (GString) with = g_string_new (NULL);
  g_autoptr (GString) without = g_string_new (NULL);

  for (guint i = 0; i < terms->len; i++)
    {
      const Term *term = &g_array_index (terms, Term, i);
      GString *out = term->without ? without : with;

      if (out->len > 0)
        g_string_append (out, term->without ? " OR " : " AND ");
      append_term (out, term);
    }
  if (with->len == 0)
    return NULL;
  if (without->len == 0)
    return g_string_free (g_steal_pointer (&with), FALSE);
  return g_strdup_printf ("(%s) NOT (%s)", with->str, without->str);
}

GPtrArray *
rap_search_run (RapDb *db, const char *query, guint limit, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_search_hit_free);
  g_autofree char *expression = rap_search_expression (query);
  g_autoptr (RapStmt) stmt = NULL;
  g_autoptr (GError) local = NULL;

  if (expression == NULL)
    return g_steal_pointer (&hits);
  stmt = rap_db_prepare (db,
                         "SELECT doc.kind, doc.ref FROM words JOIN doc ON docid = words.rowid WHERE words MATCH ?1"
                         " ORDER BY words.rowid DESC LIMIT ?2",
                         "si", expression, (gint64) limit);
  while (local == NULL && rap_stmt_step (stmt, &local))
    {
      RapSearchHit *hit = load_hit (db, rap_stmt_text (stmt, 0), rap_stmt_int (stmt, 1), &local);
      if (hit != NULL)
        g_ptr_array_add (hits, hit);
    }
  if (local == NULL)
    return g_steal_pointer (&hits);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
rap_search_hit_free (RapSearchHit *self)
{
  g_free (self->date);
  g_free (self->seminar);
  g_free (self->where);
  g_free (self->text);
  g_free (self);
}
