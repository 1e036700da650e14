/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-paste.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-capture.h"
#include "rap-programme.h"

/* What is set before the lines of a list, as mails and office programs do. */
static gboolean
is_bullet (gunichar c)
{
  return c == '-' || c == '*' || c == 0x2022 || c == 0x2023 || c == 0x25E6 || c == 0x25AA || c == 0x25CF ||
         c == 0x25CB || c == 0x25A0 || c == 0x00B7 || c == 0x2013 || c == 0x2014 || c == 0xF0B7;
}

static const char *
skip_space (const char *s)
{
  while (g_unichar_isspace (g_utf8_get_char (s)))
    s = g_utf8_next_char (s);
  return s;
}

const char *
rap_paste_skip_list_mark (const char *line)
{
  const char *end = line;

  if (is_bullet (g_utf8_get_char (line)))
    end = g_utf8_next_char (line);
  else
    {
      while (g_ascii_isdigit (*end) && end - line < 3)
        end++;
      if (end == line || (*end != '.' && *end != ')'))
        return line;
      end++;
    }
  return *end == '\0' || g_unichar_isspace (g_utf8_get_char (end)) ? skip_space (end) : line;
}

char **
rap_paste_split (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) all = g_strsplit_set (valid, "\r\n", -1);
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; all[i] != NULL; i++)
    {
      const char *line = rap_paste_skip_list_mark (skip_space (all[i]));
      if (*line != '\0')
        g_ptr_array_add (lines, g_strchomp (g_strdup (line)));
    }
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}

GPtrArray *
rap_paste_parse (char **lines, const RapLineContext *context)
{
  GPtrArray *parsed = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_line_free);

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (parsed, rap_line_parse (lines[i], context));
  return parsed;
}

gboolean
rap_paste_record (RapStore *store, gint64 session_id, const RapVoice *voice, GPtrArray *lines, GError **error)
{
  g_autofree char *label = g_strdup_printf (ngettext ("Paste %u line", "Paste %u lines", lines->len), lines->len);
  const gint64 now = g_get_real_time () / 1000 - lines->len;
  gboolean done = TRUE;

  if (!rap_store_begin (store, label, 0, error))
    return FALSE;
  rap_store_set_seminar (store, rap_programme_seminar_of (rap_store_db (store), session_id));
  for (guint i = 0; done && i < lines->len; i++)
    done = rap_capture_add_in_step (store, session_id, voice, lines->pdata[i], now + i, NULL, error);
  if (done)
    return rap_store_commit (store, error);
  rap_store_rollback (store);
  return FALSE;
}
