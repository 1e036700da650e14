/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-lexer.h"

#include "rap-quotation.h"

#include <string.h>

#define ZWNJ 0x200C
#define ZWJ 0x200D
#define APOSTROPHE 0x2019

/* So many words a full name may have where it follows an @ under the Chatham House Rule. */
#define MAX_NAME_WORDS 6

typedef struct
{
  const char *line;
  const char *end;
  const RapLineContext *context;
  GArray *tokens;
  const char *plain_until; /* inside #"…" or @"…" that is none, nothing is a mark */
  guint32 unclosed;        /* pairs that are known not to close any more, by number: keeps the scan linear */
} Lexer;

static gunichar
get_char (const char *s, const char *end)
{
  return s < end ? g_utf8_get_char (s) : 0;
}

static gboolean
is_name_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
is_joiner (gunichar c)
{
  return c == '-' || c == '_' || c == '\'' || c == APOSTROPHE || c == ZWNJ || c == ZWJ;
}

static void
clear_token (gpointer data)
{
  RapToken *token = data;

  g_free (token->mark.value);
  g_clear_pointer (&token->mark.candidates, g_array_unref);
  g_free (token->word);
}

static void
add_token (Lexer *self,
           RapMarkKind kind,
           const char *start,
           const char *end,
           char *value,
           char *word,
           GArray *candidates)
{
  RapToken token = { { kind, (gsize) (start - self->line), (gsize) (end - self->line), value, candidates }, word };

  g_array_append_val (self->tokens, token);
}

/* Steps back over a possessive "'s". */
static const char *
drop_possessive (const char *s, const char *word_end)
{
  const char *before = word_end;

  if (before - s < 3 || (before[-1] != 's' && before[-1] != 'S'))
    return word_end;
  before = g_utf8_prev_char (before - 1);
  return g_utf8_get_char (before) == '\'' || g_utf8_get_char (before) == APOSTROPHE ? before : word_end;
}

/* The end of the quotation whose opening mark is at @s, after its closing mark, or NULL. @any takes pairs that are not
 * for marks too. */
static const char *
find_close (Lexer *self, const char *s, gboolean any)
{
  gunichar open = get_char (s, self->end), closers[4];
  guint n_closers = 0, first = 0;
  const RapQuotation *pair;

  for (guint i = 0; (pair = rap_quotation_get (i)) != NULL; i++)
    if ((any || pair->for_marks) && pair->open == open)
      {
        first = n_closers == 0 ? i : first;
        closers[n_closers++] = pair->close;
      }
  if (n_closers == 0 || (self->unclosed & (1u << first)) != 0)
    return NULL;
  for (s = g_utf8_next_char (s); s < self->end; s = g_utf8_next_char (s))
    for (guint i = 0; i < n_closers; i++)
      if (g_utf8_get_char (s) == closers[i])
        return g_utf8_next_char (s);
  self->unclosed |= 1u << first;
  return NULL;
}

static gboolean
begins_quotation (const char *s, const char *end)
{
  gunichar c = get_char (s, end);

  return c != APOSTROPHE && rap_quotation_is_mark (c) && g_unichar_type (c) != G_UNICODE_CLOSE_PUNCTUATION;
}

/* What stands between the quotation marks, white space trimmed and collapsed, or NULL if it can be no theme and no
 * name: it must begin with a letter and hold nothing that would be a mark by itself; a word may not follow at once.
 * Square brackets stand for names that were struck out. */
static char *
read_content (const char *s, const char *close_end, const char *end)
{
  const char *close = g_utf8_prev_char (close_end);
  gboolean open = TRUE;
  g_autoptr (GString) content = g_string_new (NULL);

  if (is_name_char (get_char (close_end, end)))
    return NULL;
  for (s = g_utf8_next_char (s); s < close; s = g_utf8_next_char (s))
    {
      gunichar c = g_utf8_get_char (s);

      if (content->len == 0 && g_unichar_isspace (c))
        continue;
      if ((content->len == 0 && !g_unichar_isalpha (c)) || g_unichar_iscntrl (c) || c == '[' || c == ']' ||
          rap_quotation_is_mark (c) || c == '@' || (open && c == '#'))
        return NULL;
      open = rap_lexer_is_open_after (open, c);
      if (!g_unichar_isspace (c))
        g_string_append_unichar (content, c);
      else if (content->str[content->len - 1] != ' ')
        g_string_append_c (content, ' ');
    }
  if (content->len > 0 && content->str[content->len - 1] == ' ')
    g_string_truncate (content, content->len - 1);
  return content->len > 0 ? g_strdup (content->str) : NULL;
}

/* Reads what follows a # or @ at @s: the words and where they end. FALSE when it is no mark. */
static gboolean
read_words (Lexer *self, const char *s, char **words, const char **words_end)
{
  if (begins_quotation (s + 1, self->end))
    {
      const char *close_end = find_close (self, s + 1, FALSE);

      if (close_end == NULL)
        return FALSE;
      *words = read_content (s + 1, close_end, self->end);
      *words_end = close_end;
      if (*words == NULL)
        self->plain_until = close_end;
      return *words != NULL;
    }
  *words_end = rap_lexer_read_word (s + 1, self->end);
  *words = g_strndup (s + 1, (gsize) (*words_end - s - 1));
  if (**words == '\0')
    g_clear_pointer (words, g_free);
  return *words != NULL;
}

static const char *
scan_theme (Lexer *self, const char *s)
{
  const char *words_end, *known;
  char *words;

  if (!read_words (self, s, &words, &words_end))
    return s;
  known = rap_line_context_get_theme (self->context, words);
  add_token (self, RAP_MARK_THEME, s, words_end, g_strdup (known != NULL ? known : words), words, NULL);
  g_array_index (self->tokens, RapToken, self->tokens->len - 1).mark.is_new = known == NULL;
  return words_end;
}

static const char *
scan_person (Lexer *self, const char *s)
{
  g_autofree char *words = NULL;
  const char *words_end;
  GArray *ids;

  if (!read_words (self, s, &words, &words_end))
    return s;
  if (words_end == s + 1 + strlen (words))
    {
      ids = rap_lexer_read_person (s + 1, self->end, self->context, &words_end);
      words[words_end - s - 1] = '\0';
    }
  else
    ids = rap_line_context_find_people (self->context, words, TRUE);

  if (ids->len == 1)
    {
      const char *name = rap_line_context_get_person_name (self->context, g_array_index (ids, gint64, 0));

      add_token (self, RAP_MARK_PERSON, s, words_end, g_strdup (name != NULL ? name : words), g_strdup (words), ids);
    }
  else
    add_token (self, ids->len == 0 ? RAP_MARK_UNKNOWN_PERSON : RAP_MARK_AMBIGUOUS_PERSON, s, words_end,
               g_steal_pointer (&words), NULL, ids);
  return words_end;
}

/* A name under the Chatham House Rule: broader than elsewhere, since what is missed would be stored. It may begin with
 * a digit, be a handle (hazel.hall), be a quotation that is not closed yet, and be followed by the rest of a full name.
 */
static const char *
read_struck_name (Lexer *self, const char *s)
{
  const char *name_end = s, *longest;

  if (begins_quotation (s, self->end))
    {
      const char *close_end = find_close (self, s, TRUE);

      return close_end != NULL ? close_end : self->end;
    }
  for (const char *c = s; c < self->end; c = g_utf8_next_char (c))
    {
      gunichar ch = g_utf8_get_char (c);

      if (is_name_char (ch) || (c == s && ch == '_'))
        name_end = g_utf8_next_char (c);
      else if (c == s || (!is_joiner (ch) && ch != '.'))
        break;
    }
  longest = drop_possessive (s, name_end);
  for (guint i = 1; i < MAX_NAME_WORDS && name_end > s; i++)
    {
      const char *next = name_end, *bare;
      g_autofree char *words = NULL;

      while (next < self->end && g_unichar_isspace (g_utf8_get_char (next)))
        next = g_utf8_next_char (next);
      name_end = rap_lexer_read_word (next, self->end);
      if (name_end == next)
        break;
      bare = drop_possessive (next, name_end);
      words = g_strndup (s, (gsize) (bare - s));
      if (rap_line_context_is_full_name (self->context, words))
        longest = bare;
    }
  return longest;
}

/* Finds every name under the Chatham House Rule, before anything else is looked at: @ counts wherever it is not inside
 * a word, as in a@b.org. */
static void
strike_names (Lexer *self, const char *s)
{
  gboolean after_name = FALSE;

  while (s < self->end)
    {
      const char *next = *s == '@' && !after_name ? read_struck_name (self, s + 1) : s + 1;

      if (next > s + 1)
        {
          add_token (self, RAP_MARK_UNNAMED, s, next, g_strdup (""), NULL, NULL);
          after_name = FALSE;
          s = next;
        }
      else
        {
          after_name = is_name_char (g_utf8_get_char (s));
          s = g_utf8_next_char (s);
        }
    }
}

/* The line with each name in brackets only, as the text will have it: no quotation may begin or end inside one. */
static char *
mask_names (const char *line, const GArray *struck)
{
  char *masked = g_strdup (line);

  for (guint i = 0; i < struck->len; i++)
    {
      const RapMark *mark = &g_array_index (struck, RapToken, i).mark;

      memset (masked + mark->start, ']', mark->end - mark->start);
    }
  return masked;
}

static const char *
scan_flag (Lexer *self, const char *s)
{
  const char *flag_end = s + 1;
  RapMarkKind kind = RAP_MARK_STAR;

  if (*s == '+')
    {
      while (flag_end < self->end && flag_end - s < 4 && g_ascii_isdigit (*flag_end))
        flag_end++;
      if (flag_end == s + 1 || s[1] == '0')
        return s;
      kind = RAP_MARK_AGREED;
    }
  else if (*s == '?')
    {
      if (get_char (flag_end, self->end) != '?')
        return s;
      flag_end++;
      kind = RAP_MARK_CHECK;
    }
  if (flag_end < self->end && !g_unichar_isspace (g_utf8_get_char (flag_end)))
    return s;
  add_token (self, kind, s, flag_end,
             kind == RAP_MARK_AGREED ? g_strndup (s + 1, (gsize) (flag_end - s - 1)) : g_strdup (""), NULL, NULL);
  return flag_end;
}

/* Looks for a mark at @s; returns its end, or @s when there is none. */
static const char *
scan_mark (Lexer *self, const char *s, gboolean open, gboolean after_space)
{
  gunichar c = g_utf8_get_char (s);

  if (s < self->plain_until)
    return s;
  if (c == '@' && open && !self->context->unnamed)
    return scan_person (self, s);
  if (c == '#' && open)
    return scan_theme (self, s);
  if ((c == '*' || c == '+' || c == '?') && after_space)
    return scan_flag (self, s);
  return s;
}

static void
scan_line (Lexer *self, const char *s, gboolean is_plain, GArray *struck)
{
  gboolean open = TRUE, after_space = FALSE;
  guint n_struck = 0;

  while (s < self->end)
    {
      const char *next = s;
      RapToken *name = n_struck < struck->len ? &g_array_index (struck, RapToken, n_struck) : NULL;

      if (name != NULL && self->line + name->mark.start == s)
        {
          next = self->line + name->mark.end;
          g_array_append_val (self->tokens, *name);
          n_struck++;
        }
      else if (!is_plain)
        next = scan_mark (self, s, open, after_space);

      if (next > s)
        {
          RapToken *token = &g_array_index (self->tokens, RapToken, self->tokens->len - 1);

          token->after_space = after_space;
          for (const char *w = token->word != NULL ? token->word : "]"; *w != '\0'; w = g_utf8_next_char (w))
            open = rap_lexer_is_open_after (open, g_utf8_get_char (w));
          after_space = FALSE;
        }
      else
        {
          next = g_utf8_next_char (s);
          open = rap_lexer_is_open_after (open, g_utf8_get_char (s));
          after_space = g_unichar_isspace (g_utf8_get_char (s));
        }
      s = next;
    }
}

GArray *
rap_lexer_scan (const char *line, gsize start, gsize end, gboolean is_plain, const RapLineContext *context)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (RapToken));
  g_autoptr (GArray) struck = g_array_new (FALSE, FALSE, sizeof (RapToken));
  g_autofree char *masked = NULL;
  Lexer striker = { .line = line, .end = line + end, .context = context, .tokens = struck };
  Lexer scanner = { .context = context, .tokens = tokens };

  g_array_set_clear_func (tokens, clear_token);
  if (context->unnamed)
    strike_names (&striker, line + start);
  masked = mask_names (line, struck);
  scanner.line = scanner.plain_until = masked;
  scanner.end = masked + end;
  scan_line (&scanner, masked + start, is_plain, struck);
  return tokens;
}

gboolean
rap_lexer_is_open_after (gboolean was_open, gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
      return TRUE;
    case G_UNICODE_FINAL_PUNCTUATION:
      return was_open;
    default:
      return g_unichar_isspace (c) || (was_open && (c == '"' || c == '\'' || c == 0xFF02));
    }
}

const char *
rap_lexer_read_word (const char *s, const char *end)
{
  const char *word_end = s;

  if (!g_unichar_isalpha (get_char (s, end)))
    return s;
  for (; s < end; s = g_utf8_next_char (s))
    if (is_name_char (g_utf8_get_char (s)))
      word_end = g_utf8_next_char (s);
    else if (!is_joiner (g_utf8_get_char (s)))
      break;
  return word_end;
}

GArray *
rap_lexer_read_person (const char *s, const char *end, const RapLineContext *context, const char **word_end)
{
  const char *full_end = rap_lexer_read_word (s, end), *bare_end = drop_possessive (s, full_end);
  g_autofree char *full = g_strndup (s, (gsize) (full_end - s));
  g_autofree char *bare = g_strndup (s, (gsize) (bare_end - s));
  GArray *ids = rap_line_context_find_people (context, full, FALSE);

  *word_end = full_end;
  if (ids->len > 0 || bare_end == full_end)
    return ids;
  g_array_unref (ids);
  *word_end = bare_end;
  return rap_line_context_find_people (context, bare, FALSE);
}
