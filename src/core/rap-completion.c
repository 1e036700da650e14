/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-completion.h"

#include <string.h>

#include "rap-capture.h"
#include "rap-lexer.h"
#include "rap-quotation.h"
#include "rap-voice.h"

#define MOST 6

static void
proposal_free (gpointer data)
{
  RapProposal *proposal = data;

  g_free (proposal->title);
  g_free (proposal->detail);
  g_free (proposal->text);
  g_free (proposal);
}

static void
add_proposal (RapCompletion *self, gint64 id, const char *title, char *detail, char *text)
{
  RapProposal *proposal = g_new (RapProposal, 1);

  proposal->id = id;
  proposal->title = g_strdup (title);
  proposal->detail = detail;
  proposal->text = text;
  g_ptr_array_add (self->proposals, proposal);
}

/* A mark with its word, in quotation marks if it could not stand without. */
static char *
make_mark (char mark, const char *word)
{
  const char *end = word + strlen (word);

  return rap_lexer_read_word (word, end) == end ? g_strdup_printf ("%c%s", mark, word)
                                                : g_strdup_printf ("%c\"%s\"", mark, word);
}

/* The last # or @ before the cursor that counts as a mark, or NULL. */
static const char *
find_mark (const char *typed, const char *cursor)
{
  const char *mark = NULL;
  gboolean open = TRUE;

  for (const char *s = typed; s < cursor; s = g_utf8_next_char (s))
    {
      if (open && (*s == '#' || *s == '@'))
        mark = s;
      open = rap_lexer_is_open_after (open, g_utf8_get_char (s));
    }
  return mark;
}

/* What is typed after a mark up to the cursor, as far as it can still be a name: NULL if it cannot. */
static char *
read_begun (const char *s, const char *cursor)
{
  const gunichar first = s < cursor ? g_utf8_get_char (s) : 0;
  const char *end;

  if (s == cursor)
    return g_strdup ("");
  if (first == '"' || (first != '\'' && rap_quotation_is_mark (first)))
    {
      for (end = g_utf8_next_char (s); end < cursor; end = g_utf8_next_char (end))
        if (rap_quotation_is_mark (g_utf8_get_char (end)) && !strchr ("'", *end))
          return NULL;
      s = g_utf8_next_char (s);
      return g_strndup (s, (gsize) (cursor - s));
    }
  end = rap_lexer_read_word (s, cursor);
  /* "culture-" is on the way to a word */
  if (end == s || (end != cursor && !(g_utf8_next_char (end) == cursor && strchr ("-_'", *end) != NULL)))
    return NULL;
  return g_strndup (s, (gsize) (cursor - s));
}

static gboolean
is_inside_word (const char *cursor)
{
  const gunichar c = g_utf8_get_char (cursor);

  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* As short as it can be: the first or last name where it means this person alone, the full name otherwise. */
static char *
make_person_text (const RapCompletion *self, const RapLineContext *context, gint64 id, const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  g_autofree char *key = rap_theme_key (self->word);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr (GArray) ids = rap_line_context_find_people (context, words[i], FALSE);
      g_autofree char *word = rap_theme_key (words[i]);

      if (g_str_has_prefix (word, key) && ids->len == 1 && g_array_index (ids, gint64, 0) == id &&
          rap_lexer_read_word (words[i], words[i] + strlen (words[i])) == words[i] + strlen (words[i]))
        return make_mark ('@', words[i]);
    }
  return make_mark ('@', name);
}

static void
propose_people (RapCompletion *self, RapDb *db, gint64 session_id, const RapLineContext *context)
{
  g_autoptr (GArray) meant = rap_line_context_find_people (context, self->word, FALSE);
  g_autoptr (GArray) ids = rap_line_context_complete_people (context, self->word);

  if (ids->len == 1 && meant->len == 1)
    return;
  for (guint i = 0; i < ids->len && i < MOST; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);
      const char *name = rap_line_context_get_person_name (context, id);
      gboolean is_meant = FALSE;

      for (guint m = 0; m < meant->len; m++)
        is_meant = is_meant || g_array_index (meant, gint64, m) == id;
      /* of those who are called just this, the word stays and Tab says who it is: namesakes are told in no other way */
      add_proposal (self, id, name,
                    rap_db_text (db,
                                 "SELECT affiliation FROM attendance JOIN session USING(seminar_id)"
                                 " WHERE session.id = ?1 AND person_id = ?2 LIMIT 1",
                                 "ii", session_id, id),
                    is_meant && meant->len > 1 ? NULL : make_person_text (self, context, id, name));
    }
}

static void
add_themes (RapCompletion *self, RapStmt *themes)
{
  while (self->proposals->len < MOST && rap_stmt_step (themes, NULL))
    {
      gboolean known = FALSE;

      for (guint i = 0; i < self->proposals->len; i++)
        known = known || ((RapProposal *) self->proposals->pdata[i])->id == rap_stmt_int (themes, 0);
      if (!known)
        add_proposal (self, rap_stmt_int (themes, 0), rap_stmt_text (themes, 1), NULL,
                      make_mark ('#', rap_stmt_text (themes, 1)));
    }
}

static void
propose_themes (RapCompletion *self, RapDb *db, gint64 session_id)
{
  g_autofree char *key = rap_theme_key (self->word);
  g_autofree char *after = g_strconcat (key, "\U0010FFFF", NULL); /* behind all that begins so */
  g_autoptr (RapStmt) here = rap_db_prepare (
      db,
      "SELECT theme.id, name FROM seminar_theme t JOIN theme ON theme.id = theme_id"
      " WHERE t.seminar_id = (SELECT seminar_id FROM session WHERE id = ?1) AND instr(' ' || key, ' ' || ?2) > 0"
      " ORDER BY key <> ?2, t.position, key",
      "is", session_id, key);
  g_autoptr (RapStmt) anywhere = rap_db_prepare (
      db, "SELECT id, name FROM theme WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT 12", "ss", key, after);

  add_themes (self, here);
  if (*key != '\0') /* all themes of all years are no help */
    add_themes (self, anywhere);
  if (self->proposals->len == 1)
    {
      g_autofree char *only = rap_theme_key (((RapProposal *) self->proposals->pdata[0])->title);
      if (g_str_equal (only, key))
        g_ptr_array_set_size (self->proposals, 0);
    }
}

static void
propose_points (RapCompletion *self, RapDb *db, const RapLineContext *context)
{
  guint n_best;
  g_autoptr (GArray) chosen = rap_grammar_find_echoes (context, self->word, &n_best);
  g_autoptr (GArray) ids = rap_line_context_complete_points (context, self->word);

  if (ids->len == 1 && n_best == 1)
    return;
  for (guint i = 0; i < ids->len && i < MOST; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);
      add_proposal (self, id, rap_line_context_get_point_text (context, id), rap_voice_name_of_point (db, id), NULL);
    }
}

/* The words after `= `, if nothing but them is typed. */
static char *
read_echo (const char *typed, const char *cursor)
{
  const char *s = typed;
  char *words;

  while (g_unichar_isspace (g_utf8_get_char (s)))
    s = g_utf8_next_char (s);
  if (*s != '=' || !g_unichar_isspace (g_utf8_get_char (s + 1)) || *cursor != '\0')
    return NULL;
  words = g_strstrip (g_strdup (s + 1));
  if (*words == '\0' || strpbrk (words, "#@*+") != NULL)
    g_clear_pointer (&words, g_free);
  return words;
}

static gboolean
is_plain (const char *typed)
{
  return typed[strspn (typed, " \t")] == '\\';
}

void
rap_completion_free (RapCompletion *self)
{
  g_free (self->word);
  g_ptr_array_unref (self->proposals);
  g_free (self);
}

RapCompletion *
rap_completion_new (RapDb *db, gint64 session_id, const RapLineContext *context, const char *typed, gsize cursor)
{
  const char *end = typed + cursor, *mark = is_plain (typed) || is_inside_word (end) ? NULL : find_mark (typed, end);
  g_autoptr (RapCompletion) self = g_new0 (RapCompletion, 1);

  self->proposals = g_ptr_array_new_with_free_func (proposal_free);
  self->end = cursor;
  if (mark != NULL)
    self->word = read_begun (mark + 1, end);
  if (self->word != NULL)
    {
      self->start = (gsize) (mark - typed);
      self->kind = *mark == '#' ? RAP_COMPLETION_THEME : RAP_COMPLETION_PERSON;
      if (self->kind == RAP_COMPLETION_THEME)
        propose_themes (self, db, session_id);
      else if (!context->unnamed)
        propose_people (self, db, session_id, context);
    }
  else if ((self->word = read_echo (typed, end)) != NULL)
    {
      self->kind = RAP_COMPLETION_POINT;
      propose_points (self, db, context);
    }
  return self->proposals->len > 0 ? g_steal_pointer (&self) : NULL;
}
