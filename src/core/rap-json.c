/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-json.h"

struct _RapJson
{
  GString *out;
  GString *open;   /* the closing brackets that are due, the innermost last */
  gboolean filled; /* the innermost object or array holds something */
};

static void
append_string (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *p = valid; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if (*p == '\n')
      g_string_append (out, "\\n");
    else if ((guchar) *p < 0x20 || *p == 0x7f)
      g_string_append_printf (out, "\\u%04x", *p);
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
}

/* The comma, the line and the key before a value. The rows of an outermost array stand on a line each. */
static void
begin_value (RapJson *self, const char *key)
{
  if (self->filled)
    g_string_append_c (self->out, ',');
  if (self->open->len == 1)
    g_string_append_c (self->out, '\n');
  self->filled = TRUE;
  if (key == NULL)
    return;
  append_string (self->out, key);
  g_string_append_c (self->out, ':');
}

RapJson *
rap_json_new (void)
{
  RapJson *self = g_new0 (RapJson, 1);

  self->out = g_string_new (NULL);
  self->open = g_string_new (NULL);
  return self;
}

void
rap_json_open (RapJson *self, const char *key, char bracket)
{
  begin_value (self, key);
  g_string_append_c (self->out, bracket);
  g_string_append_c (self->open, bracket == '{' ? '}' : ']');
  self->filled = FALSE;
}

void
rap_json_close (RapJson *self)
{
  g_return_if_fail (self->open->len > 0);

  if (self->open->len == 1 && self->filled)
    g_string_append_c (self->out, '\n');
  g_string_append_c (self->out, self->open->str[self->open->len - 1]);
  g_string_truncate (self->open, self->open->len - 1);
  self->filled = TRUE;
  if (self->open->len == 0)
    g_string_append_c (self->out, '\n');
}

void
rap_json_text (RapJson *self, const char *key, const char *text)
{
  begin_value (self, key);
  if (text != NULL)
    append_string (self->out, text);
  else
    g_string_append (self->out, "null");
}

void
rap_json_int (RapJson *self, const char *key, gint64 value)
{
  begin_value (self, key);
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

void
rap_json_bool (RapJson *self, const char *key, gboolean value)
{
  begin_value (self, key);
  g_string_append (self->out, value ? "true" : "false");
}

char *
rap_json_take (RapJson *self)
{
  char *taken = g_string_free (self->out, FALSE);

  self->out = g_string_new (NULL);
  return taken;
}

void
rap_json_free (RapJson *self)
{
  g_string_free (self->out, TRUE);
  g_string_free (self->open, TRUE);
  g_free (self);
}
