/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-attendee.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-line-context.h"
#include "rap-paste.h"

/* Without white space around it, one blank between words; NULL if nothing is left. */
static char *
tidy (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n\v\f", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words[i]);
  return g_string_free (out, out->len == 0);
}

static gboolean
is_address (const char *text)
{
  const char *at = text != NULL ? strchr (text, '@') : NULL;

  return at != NULL && at > text && at[1] != '\0' && strpbrk (text, " \t<>,;\"") == NULL;
}

static void
set (char **member, char *value)
{
  g_free (*member);
  *member = value;
}

/* Takes what stands in round brackets off the end of @line, if something stands before it. */
static char *
take_brackets (char *line)
{
  char *start = line + strlen (g_strchomp (line));
  const char *const end = start;
  int depth = 0;

  do
    {
      if (start == line)
        return NULL;
      start--;
      depth += *start == ')' ? 1 : *start == '(' ? -1 : 0;
    }
  while (depth > 0);
  if (*start != '(' || strspn (line, " \t(") >= (gsize) (start - line))
    return NULL;
  *start = '\0';
  line = g_strndup (start + 1, (gsize) (end - start) - 2);
  start = tidy (line);
  g_free (line);
  return start;
}

/* “Hall, Hazel” is how mail programs write Hazel Hall. */
static char *
turn_round (const char *name)
{
  const char *comma = strchr (name, ',');
  g_autofree char *turned = NULL;

  if (comma == NULL || strchr (comma + 1, ',') != NULL)
    return tidy (name);
  turned = g_strdup_printf ("%s %.*s", comma + 1, (int) (comma - name), name);
  return tidy (turned);
}

/* A name in a cell: spreadsheets put what has a comma in double quotation marks. */
static char *
read_name (const char *cell)
{
  const gsize length = strlen (cell);
  g_autofree char *within =
      length > 2 && *cell == '"' && cell[length - 1] == '"' ? g_strndup (cell + 1, length - 2) : NULL;
  char *name = within != NULL ? turn_round (within) : g_strdup (cell);

  return name != NULL ? name : g_strdup ("");
}

static void
parse_cells (RapAttendee *self, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_autofree char *cell = tidy (cells[i]);

      if (cell == NULL)
        continue;
      if (is_address (cell))
        {
          if (self->email == NULL)
            self->email = g_steal_pointer (&cell);
        }
      else if (*self->name == '\0')
        set (&self->name, read_name (cell));
      else if (self->affiliation == NULL)
        self->affiliation = g_steal_pointer (&cell);
    }
  if (self->affiliation == NULL && (self->affiliation = take_brackets (self->name)) != NULL)
    set (&self->name, tidy (self->name));
}

/* Takes an address off the end of @line. */
static char *
take_address (char *line)
{
  char *end = line + strlen (g_strchomp (line)), *start = end;
  char *address;

  if (end > line && end[-1] == '>' && (start = strrchr (line, '<')) != NULL)
    address = g_strndup (start + 1, (gsize) (end - start) - 2);
  else
    {
      for (start = end; start > line && strchr (" ,;", start[-1]) == NULL;)
        start--;
      address = g_strdup (start);
    }
  g_strstrip (address);
  if (!is_address (address))
    {
      g_free (address);
      return NULL;
    }
  *start = '\0';
  return address;
}

static void
parse_words (RapAttendee *self, const char *text)
{
  g_autofree char *line = g_strdup (text);
  char *rest = g_strchug (line), *end;
  g_autofree char *name = NULL;

  self->email = take_address (rest);
  if (*rest == '"' && (end = strchr (rest + 1, '"')) != NULL)
    {
      *end = '\0';
      name = turn_round (rest + 1);
      rest = end + 1 + strspn (end + 1, " ,");
    }
  else
    {
      const char *comma = strchr (rest, ','), *open = strchr (rest, '(');
      /* a comma may stand in the brackets */
      if (open != NULL && (comma == NULL || open < comma))
        self->affiliation = take_brackets (rest);
      end = self->affiliation == NULL ? strchr (rest, ',') : NULL;
      if (end != NULL)
        *end = '\0';
      name = tidy (rest);
      rest = end != NULL ? end + 1 : rest + strlen (rest);
    }
  if (name != NULL)
    set (&self->name, g_steal_pointer (&name));
  while (g_str_has_suffix (g_strchomp (rest), ","))
    rest[strlen (rest) - 1] = '\0';
  if (self->affiliation == NULL)
    self->affiliation = tidy (rest);
  /* behind a name in quotation marks */
  if (self->affiliation != NULL && *self->affiliation == '(' && g_str_has_suffix (self->affiliation, ")"))
    {
      self->affiliation[strlen (self->affiliation) - 1] = ' ';
      set (&self->affiliation, tidy (self->affiliation + 1));
    }
}

static gboolean
is_punctuation (const char *line)
{
  for (; *line != '\0'; line = g_utf8_next_char (line))
    if (!g_unichar_ispunct (g_utf8_get_char (line)) && !g_unichar_isspace (g_utf8_get_char (line)))
      return FALSE;
  return TRUE;
}

/* A row that says what the columns are. */
static gboolean
is_header (const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  g_autofree char *translated = rap_name_key (_ ("Name"));

  for (guint i = 0; cells[0] != NULL && cells[1] != NULL && cells[i] != NULL; i++)
    {
      g_autofree char *key = rap_name_key (cells[i]);
      if (strcmp (key, "name") == 0 || strcmp (key, translated) == 0)
        return TRUE;
    }
  return FALSE;
}

RapAttendee *
rap_attendee_new (const char *name)
{
  RapAttendee *self = g_new0 (RapAttendee, 1);

  self->name = tidy (name);
  if (self->name == NULL)
    self->name = g_strdup ("");
  return self;
}

RapAttendee *
rap_attendee_parse (const char *line)
{
  RapAttendee *self = rap_attendee_new ("");
  g_autofree char *valid = g_utf8_make_valid (line, -1);

  line = rap_paste_skip_list_mark (valid + strspn (valid, " "));
  if (is_punctuation (line))
    return self;
  if (strchr (line, '\t') != NULL)
    parse_cells (self, line);
  else
    parse_words (self, line);
  return self;
}

GPtrArray *
rap_attendees_parse (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  GPtrArray *attendees = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_attendee_free);
  gboolean is_first = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = tidy (lines[i]);

      if (line != NULL && !(is_first && is_header (lines[i])))
        g_ptr_array_add (attendees, rap_attendee_parse (lines[i]));
      is_first = is_first && line == NULL;
    }
  return attendees;
}

void
rap_attendee_free (RapAttendee *self)
{
  g_free (self->name);
  g_free (self->affiliation);
  g_free (self->email);
  g_free (self->bio);
  g_free (self->url);
  g_clear_pointer (&self->candidates, g_array_unref);
  g_free (self);
}
