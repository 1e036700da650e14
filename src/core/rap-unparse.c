/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-grammar.h"

#include "rap-lexer.h"
#include "rap-quotation.h"

#include <string.h>

/* A way of writing a line. Which of them the grammar reads as it was meant is found by reading it. */
typedef struct
{
  const RapQuotation *marks; /* round themes and names of several words */
  const RapQuotation *wrap;  /* round a quote's text, or NULL */
  const char *prefix;        /* before the text */
  gboolean themes_in_place;  /* whether themes that stand in the text are marked there */
  gboolean has_quoted_mark;  /* out: whether @marks was used */
} Style;

/* A word of the text that gets its # or @ back. */
typedef struct
{
  gsize start;
  gsize end;
  char sigil;
  gboolean is_quoted;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *left = a, *right = b;

  return left->start < right->start ? -1 : left->start > right->start;
}

static gboolean
is_free (const GArray *places, gsize start, gsize end)
{
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      if (start < place->end && end > place->start)
        return FALSE;
    }
  return TRUE;
}

/* Whether a sigil put at @start is read as a mark: it is not inside something like #"…" that is not understood. */
static gboolean
can_be_marked (const char *text, gsize start, char sigil, const RapLineContext *context)
{
  g_autofree char *marked = g_strdup_printf ("%.*s%c%s", (int) start, text, sigil, text + start);
  g_autoptr (GArray) tokens = rap_lexer_scan (marked, 0, strlen (marked), FALSE, context);

  for (guint i = 0; i < tokens->len; i++)
    if (g_array_index (tokens, RapToken, i).mark.start == start)
      return TRUE;
  return FALSE;
}

/* Finds the words of @place as whole words of @text where a mark may stand, from @from on and not after @to. */
static gboolean
find_place (const char *text,
            gsize from,
            gsize to,
            const char *words,
            const GArray *places,
            const RapLineContext *context,
            Place *place)
{
  gsize length = strlen (words);
  gboolean open = TRUE;

  for (const char *s = text; *s != '\0' && (gsize) (s - text) <= to && length > 0; s = g_utf8_next_char (s))
    {
      gsize start = (gsize) (s - text);

      if (open && start >= from && strncmp (s, words, length) == 0 && is_free (places, start, start + length))
        {
          gunichar next = g_utf8_get_char (s + length);

          if (!g_unichar_isalnum (next) && !g_unichar_ismark (next) &&
              can_be_marked (text, start, place->sigil, context))
            {
              place->start = start;
              place->end = start + length;
              return TRUE;
            }
        }
      open = rap_lexer_is_open_after (open, g_utf8_get_char (s));
    }
  return FALSE;
}

static gboolean
means_person (const GArray *ids, gint64 id)
{
  return ids->len == 1 && g_array_index (ids, gint64, 0) == id;
}

/* Gives a theme its sigil back, after the one before it: the order is kept. */
static gboolean
add_theme_place (GArray *places, const char *text, gsize *from, const char *theme, const RapLineContext *context)
{
  Place place = { 0, 0, '#', FALSE };
  const char *end = text + strlen (text);

  if (!find_place (text, *from, G_MAXSIZE, theme, places, context, &place))
    return FALSE;
  if (place.start > 0 && text + place.end == end &&
      g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (text + place.start))))
    return FALSE; /* there it would be taken off */
  place.is_quoted = rap_lexer_read_word (text + place.start, end) != text + place.end;
  *from = place.end;
  g_array_append_val (places, place);
  return TRUE;
}

/* Gives a name its sigil back: where the line begins that of who speaks, elsewhere those that are mentioned. */
static void
add_person_place (GArray *places,
                  const RapLine *line,
                  const RapLinePerson *person,
                  gboolean start_speaks,
                  const RapLineContext *context)
{
  const gboolean speaks = person->relation != RAP_RELATION_MENTIONED;
  const char *text = line->text, *end = text + strlen (text), *word_end;
  g_autoptr (GArray) ids = NULL;
  Place place = { 0, 0, '@', FALSE };

  if (!find_place (text, !speaks && start_speaks ? 1 : 0, speaks ? 0 : G_MAXSIZE, person->as_typed, places, context,
                   &place))
    return;
  ids = rap_lexer_read_person (text + place.start, end, context, &word_end);
  place.is_quoted = !means_person (ids, person->person_id) || word_end != text + place.end;
  g_array_append_val (places, place);
}

/* Whether a name that begins the text would be read as who speaks. */
static gboolean
does_start_speak (const RapLine *line)
{
  for (guint i = 0; i < line->people->len; i++)
    if (*g_array_index (line->people, RapLinePerson, i).as_typed == '\0')
      return FALSE;
  return line->kind != RAP_POINT_KIND_QUOTE && line->echo_of == 0;
}

static void
append_mark (GString *out, char sigil, const char *words, gsize length, gboolean is_quoted, Style *style)
{
  g_string_append_c (out, sigil);
  if (is_quoted)
    g_string_append_unichar (out, style->marks->open);
  g_string_append_len (out, words, (gssize) length);
  if (is_quoted)
    g_string_append_unichar (out, style->marks->close);
  style->has_quoted_mark = style->has_quoted_mark || is_quoted;
}

/* Appends the text with its marks; returns how many of the themes are marked in it. */
static guint
append_text (GString *out, const RapLine *line, const RapLineContext *context, Style *style)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  const gboolean start_speaks = does_start_speak (line);
  gsize from = 0, done = 0;
  guint n_themes = 0;

  for (guint i = 0; i < line->people->len; i++)
    {
      const RapLinePerson *person = &g_array_index (line->people, RapLinePerson, i);

      if (*person->as_typed != '\0')
        add_person_place (places, line, person, start_speaks, context);
    }
  while (style->themes_in_place && line->themes[n_themes] != NULL &&
         add_theme_place (places, line->text, &from, line->themes[n_themes], context))
    n_themes++;

  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      g_string_append_len (out, line->text + done, (gssize) (place->start - done));
      append_mark (out, place->sigil, line->text + place->start, place->end - place->start, place->is_quoted, style);
      done = place->end;
    }
  g_string_append (out, line->text + done);
  return n_themes;
}

/* The first name where that is enough, else the full one. */
static void
append_person (GString *out, gint64 id, const RapLineContext *context, Style *style)
{
  const char *name = rap_line_context_get_person_name (context, id), *word_end;

  if (name == NULL)
    return;
  for (const char *word = name; *word != '\0'; word = *word_end != '\0' ? word_end + 1 : word_end)
    {
      g_autofree char *copy = NULL;
      g_autoptr (GArray) ids = NULL;

      word_end = word + strcspn (word, " ");
      copy = g_strndup (word, (gsize) (word_end - word));
      ids = rap_line_context_find_people (context, copy, FALSE);
      if (means_person (ids, id) && rap_lexer_read_word (word, word_end) == word_end)
        {
          g_string_append_printf (out, " @%s", copy);
          return;
        }
    }
  g_string_append_c (out, ' ');
  append_mark (out, '@', name, strlen (name), TRUE, style);
}

static char *
write_line (const RapLine *line, const RapLineContext *context, Style *style)
{
  char **themes = line->themes;
  guint n_in_place;
  GString *out = g_string_new (line->echo_of != 0 ? "= " : style->prefix);

  if (style->wrap != NULL)
    g_string_append_unichar (out, style->wrap->open);
  n_in_place = append_text (out, line, context, style);
  if (style->wrap != NULL)
    g_string_append_unichar (out, style->wrap->close);
  if (line->due != NULL)
    g_string_append_printf (out, " by %s", line->due);
  for (guint i = n_in_place; themes[i] != NULL; i++)
    {
      gsize length = strlen (themes[i]);

      g_string_append_c (out, ' ');
      append_mark (out, '#', themes[i], length,
                   rap_lexer_read_word (themes[i], themes[i] + length) != themes[i] + length, style);
    }
  for (guint i = 0; i < line->people->len; i++)
    {
      const RapLinePerson *person = &g_array_index (line->people, RapLinePerson, i);

      if (*person->as_typed == '\0')
        append_person (out, person->person_id, context, style);
    }
  if (line->agreed > 0)
    g_string_append_printf (out, " +%u", line->agreed);
  g_string_append_printf (out, "%s%s", line->starred ? " *" : "", line->to_check ? " ??" : "");
  return g_string_free (out, FALSE);
}

static gboolean
reads_as (const char *typed, const RapLine *line, const RapLineContext *context)
{
  g_autoptr (RapLine) read = rap_line_parse (typed, context);

  return rap_line_equal (read, line);
}

/* Tries the pairs of quotation marks for what needs them, as long as it makes a difference. */
static char *
try_marks (const RapLine *line, const RapLineContext *context, Style style)
{
  for (guint i = 0; (style.marks = rap_quotation_get (i)) != NULL; i++)
    {
      g_autofree char *typed = NULL;

      if (!style.marks->for_marks)
        continue;
      style.has_quoted_mark = FALSE;
      typed = write_line (line, context, &style);
      if (reads_as (typed, line, context))
        return g_steal_pointer (&typed);
      if (!style.has_quoted_mark)
        break;
    }
  return NULL;
}

static char *
try_kind (const RapLine *line, const RapLineContext *context, gboolean themes_in_place)
{
  static const char *const PREFIXES[] = { "", "? ", "! ", "\" ", "e.g. " };
  Style style = { .prefix = "", .themes_in_place = themes_in_place };
  char *typed = NULL;

  if (line->kind == RAP_POINT_KIND_QUOTE)
    {
      for (guint i = 0; typed == NULL && (style.wrap = rap_quotation_get (i)) != NULL; i++)
        typed = try_marks (line, context, style);
      style.wrap = NULL;
    }
  else if (line->kind == RAP_POINT_KIND_QUESTION)
    typed = try_marks (line, context, style);
  style.prefix = PREFIXES[line->kind];
  return typed != NULL ? typed : try_marks (line, context, style);
}

char *
rap_line_unparse (const RapLine *line, const RapLineContext *context, gboolean *exact)
{
  g_autoptr (RapLineContext) nothing = context == NULL ? rap_line_context_new () : NULL;
  char *typed;

  if (context == NULL)
    context = nothing;
  typed = try_kind (line, context, FALSE);
  if (typed == NULL && *line->themes != NULL)
    typed = try_kind (line, context, TRUE);
  if (exact != NULL)
    *exact = typed != NULL;
  if (typed == NULL)
    {
      typed = g_strconcat ("\\", line->text, NULL);
      if (exact != NULL)
        *exact = reads_as (typed, line, context);
    }
  return typed;
}
