/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-grammar.h"

#include "rap-attribution.h"
#include "rap-due.h"
#include "rap-lexer.h"
#include "rap-quotation.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

/* What the line begins with decides the rest, so it is read first. */
typedef enum
{
  PREFIX_NONE,
  PREFIX_PLAIN,
  PREFIX_ACTION,
  PREFIX_QUESTION,
  PREFIX_QUOTE,
  PREFIX_EXAMPLE,
  PREFIX_ECHO,
} Prefix;

typedef struct
{
  const char *typed;
  const RapLineContext *context;
  RapLine *line;
  Prefix prefix;
  gsize first; /* where the line begins, after white space */
  gsize start; /* where its body begins, after the prefix */
  gsize end;   /* where its body ends, before what is taken off */
  GArray *tokens;
} Parser;

static gsize
skip_space (const char *text, gsize start, gsize end)
{
  while (start < end && g_unichar_isspace (g_utf8_get_char (text + start)))
    start = (gsize) (g_utf8_next_char (text + start) - text);
  return start;
}

static gsize
trim_space (const char *text, gsize start, gsize end)
{
  while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (text + end))))
    end = (gsize) (g_utf8_prev_char (text + end) - text);
  return end;
}

static void
add_mark (RapLine *line, RapMarkKind kind, gsize start, gsize end, const char *value)
{
  RapMark mark = { kind, start, end, g_strdup (value) };

  g_array_append_val (line->marks, mark);
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const RapMark *left = a, *right = b;

  return left->start < right->start ? -1 : left->start > right->start;
}

/* Whether the line begins with @word and white space, and something follows. */
static gboolean
match_prefix (Parser *self, const char *word)
{
  const char *s = self->typed + self->first, *word_end = s;
  g_autofree char *copy = NULL, *folded = NULL, *folded_word = NULL;
  gsize start;

  for (glong n = g_utf8_strlen (word, -1); n > 0; n--)
    {
      if (word_end >= self->typed + self->end)
        return FALSE;
      word_end = g_utf8_next_char (word_end);
    }
  copy = g_strndup (s, (gsize) (word_end - s));
  folded = g_utf8_casefold (copy, -1);
  folded_word = g_utf8_casefold (word, -1);
  start = skip_space (self->typed, (gsize) (word_end - self->typed), self->end);
  if (word_end == s || !g_str_equal (folded, folded_word) || start == (gsize) (word_end - self->typed) ||
      start >= self->end)
    return FALSE;
  self->start = start;
  return TRUE;
}

static void
read_prefix (Parser *self)
{
  self->start = self->first;
  if (self->typed[self->first] == '\\')
    {
      gsize start = skip_space (self->typed, self->first + 1, self->end);

      /* A lone backslash is text. */
      self->prefix = PREFIX_PLAIN;
      if (start < self->end)
        {
          self->start = start;
          add_mark (self->line, RAP_MARK_PLAIN, self->first, self->first + 1, "");
        }
    }
  else if (match_prefix (self, "!"))
    self->prefix = PREFIX_ACTION;
  else if (match_prefix (self, "?"))
    self->prefix = PREFIX_QUESTION;
  else if (match_prefix (self, "\""))
    self->prefix = PREFIX_QUOTE;
  /* Translators: begins an example in the capture line: "e.g. a library"; "e.g." and "eg" are understood too */
  else if (match_prefix (self, "e.g.") || match_prefix (self, "eg") || match_prefix (self, C_ ("capture", "e.g.")))
    self->prefix = PREFIX_EXAMPLE;
  else if (match_prefix (self, "="))
    self->prefix = PREFIX_ECHO;
}

static gboolean
take_due (Parser *self, gsize tokens_end)
{
  char iso[11];
  gsize start;
  GDate due;

  if (self->prefix != PREFIX_ACTION || self->line->due != NULL ||
      !rap_due_find (self->typed + self->start, self->end - self->start, &self->context->date,
                     self->context->month_first, &start, &due) ||
      self->start + start < tokens_end)
    return FALSE;
  g_snprintf (iso, sizeof iso, "%04u-%02u-%02u", g_date_get_year (&due), g_date_get_month (&due),
              g_date_get_day (&due));
  self->line->due = g_strdup (iso);
  add_mark (self->line, RAP_MARK_DUE, self->start + start, self->end, iso);
  self->end = self->start + start;
  return TRUE;
}

static gboolean
take_token (Parser *self, RapToken *token)
{
  RapLine *line = self->line;

  if (token->mark.end != self->end || !token->after_space)
    return FALSE;
  switch (token->mark.kind)
    {
    case RAP_MARK_STAR:
      token->is_taken = !line->starred;
      line->starred = TRUE;
      break;
    case RAP_MARK_AGREED:
      token->is_taken = line->agreed == 0;
      if (token->is_taken)
        line->agreed = (guint) g_ascii_strtoull (token->mark.value, NULL, 10);
      break;
    case RAP_MARK_CHECK:
      token->is_taken = !line->to_check;
      line->to_check = TRUE;
      break;
    case RAP_MARK_THEME:
    case RAP_MARK_PERSON:
    case RAP_MARK_UNNAMED:
      token->is_taken = TRUE;
      break;
    default:
      break;
    }
  if (token->is_taken)
    self->end = token->mark.start;
  return token->is_taken;
}

/* Takes marks off the line's end, as long as there are any. */
static void
take_marks (Parser *self)
{
  guint n = self->tokens->len;

  for (gboolean taken = TRUE; taken;)
    {
      RapToken *last = n > 0 ? &g_array_index (self->tokens, RapToken, n - 1) : NULL;

      self->end = trim_space (self->typed, self->start, self->end);
      taken = last != NULL && take_token (self, last);
      if (taken)
        n--;
      else
        taken = take_due (self, last != NULL ? last->mark.end : 0);
    }
}

static char *
make_text (Parser *self)
{
  GString *text = g_string_sized_new (self->end - self->start);
  gsize done = self->start;

  for (guint i = 0; i < self->tokens->len; i++)
    {
      const RapToken *token = &g_array_index (self->tokens, RapToken, i);
      const char *word = token->word;

      if (token->mark.kind == RAP_MARK_UNNAMED)
        word = RAP_ATTRIBUTION_MASK;
      if (token->is_taken || word == NULL)
        continue;
      g_string_append_len (text, self->typed + done, (gssize) (token->mark.start - done));
      g_string_append (text, word);
      done = token->mark.end;
    }
  g_string_append_len (text, self->typed + done, (gssize) (self->end - done));
  return g_string_free (text, FALSE);
}

static void
add_themes_and_people (Parser *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  RapRelation speaking = self->prefix == PREFIX_ACTION ? RAP_RELATION_OWNS : RAP_RELATION_SAID;
  gboolean at_end = FALSE;
  GPtrArray *themes = g_ptr_array_new ();

  for (guint i = 0; i < self->tokens->len; i++)
    {
      const RapToken *token = &g_array_index (self->tokens, RapToken, i);

      at_end = at_end || (token->is_taken && token->mark.kind == RAP_MARK_PERSON);
    }
  for (guint i = 0; i < self->tokens->len; i++)
    {
      const RapToken *token = &g_array_index (self->tokens, RapToken, i);
      RapLinePerson person = { 0, speaking, NULL };

      if (token->mark.kind == RAP_MARK_THEME)
        {
          g_autofree char *key = rap_theme_key (token->word);

          if (g_hash_table_add (seen, g_strconcat ("#", key, NULL)))
            g_ptr_array_add (themes, g_strdup (token->word));
        }
      if (token->mark.kind != RAP_MARK_PERSON)
        continue;
      person.person_id = g_array_index (token->mark.candidates, gint64, 0);
      if (!token->is_taken &&
          (at_end || self->prefix == PREFIX_QUOTE || self->prefix == PREFIX_ECHO || token->mark.start != self->start))
        person.relation = RAP_RELATION_MENTIONED;
      person.as_typed = g_strdup (token->is_taken ? "" : token->word);
      if (g_hash_table_add (
              seen, g_strdup_printf ("%" G_GINT64_FORMAT " %d %s", person.person_id, person.relation, person.as_typed)))
        g_array_append_val (self->line->people, person);
      else
        g_free (person.as_typed);
    }
  g_ptr_array_add (themes, NULL);
  g_strfreev (self->line->themes);
  self->line->themes = (char **) g_ptr_array_free (themes, FALSE);
}

static void
move_marks (Parser *self)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      RapToken *token = &g_array_index (self->tokens, RapToken, i);
      RapMarkKind kind = token->mark.kind;

      if (!token->is_taken && (kind == RAP_MARK_STAR || kind == RAP_MARK_AGREED || kind == RAP_MARK_CHECK))
        continue;
      g_array_append_val (self->line->marks, token->mark);
      token->mark.value = NULL;
      token->mark.candidates = NULL;
    }
  g_array_sort (self->line->marks, compare_marks);
}

static gboolean
ends_in_question_mark (const char *text)
{
  gunichar last = *text != '\0' ? g_utf8_get_char (g_utf8_prev_char (text + strlen (text))) : 0;

  return last == '?' || last == 0xFF1F || last == 0x061F;
}

/* Sets the kind, and that part of the line which made it so. */
static void
set_kind (Parser *self, RapPointKind kind, gsize start, gsize end)
{
  self->line->kind = kind;
  add_mark (self->line, RAP_MARK_KIND, start, end, rap_point_kind_to_string (kind));
}

/* Without a prefix, or with one that is not understood, the text itself tells. */
static void
read_kind_from_text (Parser *self)
{
  char *inside = rap_quotation_strip (self->line->text);

  if (inside != NULL)
    {
      g_free (self->line->text);
      self->line->text = inside;
      set_kind (self, RAP_POINT_KIND_QUOTE, self->start, self->end);
    }
  else if (ends_in_question_mark (self->line->text))
    set_kind (self, RAP_POINT_KIND_QUESTION, (gsize) (g_utf8_prev_char (self->typed + self->end) - self->typed),
              self->end);
}

static void
read_echo (Parser *self)
{
  guint n_best;
  g_autoptr (GArray) ids = rap_grammar_find_echoes (self->context, self->line->text, &n_best);
  char *whole;

  if (n_best == 1)
    {
      RapMark mark = { RAP_MARK_ECHO, self->first, self->end };

      self->line->echo_of = g_array_index (ids, gint64, 0);
      mark.value = g_strdup (rap_line_context_get_point_text (self->context, self->line->echo_of));
      mark.candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (mark.candidates, self->line->echo_of);
      g_array_append_val (self->line->marks, mark);
      return;
    }
  whole = g_strdup_printf ("%.*s%s", (int) (self->start - self->first), self->typed + self->first, self->line->text);
  g_free (self->line->text);
  self->line->text = whole;
  read_kind_from_text (self);
}

/* `" well, perhaps"`: with the closing mark too it is still one quotation. */
static gboolean
drop_closing_mark (char *text)
{
  char *last = text + strlen (text) - 1;

  if (last <= text || *last != '"' || strchr (text, '"') != last)
    return FALSE;
  text[trim_space (text, 0, (gsize) (last - text))] = '\0';
  return TRUE;
}

static void
read_kind (Parser *self)
{
  gsize prefix_end = trim_space (self->typed, self->first, self->start);

  switch (self->prefix)
    {
    case PREFIX_PLAIN:
      break;
    case PREFIX_ACTION:
      set_kind (self, RAP_POINT_KIND_ACTION, self->first, prefix_end);
      break;
    case PREFIX_QUESTION:
      set_kind (self, RAP_POINT_KIND_QUESTION, self->first, prefix_end);
      break;
    case PREFIX_QUOTE:
      set_kind (self, RAP_POINT_KIND_QUOTE, self->first, drop_closing_mark (self->line->text) ? self->end : prefix_end);
      break;
    case PREFIX_EXAMPLE:
      set_kind (self, RAP_POINT_KIND_EXAMPLE, self->first, prefix_end);
      break;
    case PREFIX_ECHO:
      read_echo (self);
      break;
    case PREFIX_NONE:
    default:
      read_kind_from_text (self);
    }
}

RapLine *
rap_line_parse (const char *typed, const RapLineContext *context)
{
  g_autofree char *valid = g_utf8_make_valid (typed != NULL ? typed : "", -1);
  g_autoptr (RapLineContext) nothing = context == NULL ? rap_line_context_new () : NULL;
  Parser self = { valid, context != NULL ? context : nothing, rap_line_new (RAP_POINT_KIND_INSIGHT, "") };

  self.end = trim_space (valid, 0, strlen (valid));
  self.first = skip_space (valid, 0, self.end);
  self.line->empty = self.first == self.end;
  read_prefix (&self);
  self.tokens = rap_lexer_scan (valid, self.start, self.end, self.prefix == PREFIX_PLAIN, self.context);
  take_marks (&self);
  g_free (self.line->text);
  self.line->text = make_text (&self);
  add_themes_and_people (&self);
  read_kind (&self);
  move_marks (&self);
  g_array_unref (self.tokens);
  return self.line;
}

char *
rap_line_strike_names (const char *typed, const RapLineContext *context)
{
  char *kept = g_utf8_make_valid (typed != NULL ? typed : "", -1);

  /* What a cut brings together can look like a name again. */
  for (gboolean cut = TRUE; cut;)
    {
      g_autoptr (RapLine) line = rap_line_parse (kept, context);
      GString *out = g_string_new (kept);

      cut = FALSE;
      for (guint i = line->marks->len; i > 0; i--)
        {
          const RapMark *mark = &g_array_index (line->marks, RapMark, i - 1);

          if (mark->kind != RAP_MARK_UNNAMED)
            continue;
          g_string_erase (out, (gssize) mark->start, (gssize) (mark->end - mark->start));
          cut = TRUE;
        }
      g_free (kept);
      kept = g_string_free (out, FALSE);
    }
  return kept;
}

gboolean
rap_grammar_default_month_first (void)
{
  const char *format = nl_langinfo (D_FMT);

  for (const char *s = strchr (format, '%'); s != NULL && s[1] != '\0'; s = strchr (s + 2, '%'))
    {
      s += strspn (s + 1, "-_0^#EO"); /* glibc's flags and modifiers */
      if (s[1] == '\0' || strchr ("de", s[1]) != NULL)
        return FALSE;
      if (strchr ("DmbBhF", s[1]) != NULL)
        return TRUE;
    }
  return FALSE;
}
