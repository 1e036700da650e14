/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rap-capture.h"
#include "rap-cli-commands.h"
#include "rap-cli-output.h"
#include "rap-id.h"
#include "rap-programme.h"

#define BYTE_ORDER_MARK "\357\273\277"

/* Where lines are said, and what the grammar must know of it for as long as that holds. */
typedef struct
{
  RapStore *store;
  gint64 session_id;
  RapVoice voice;
  RapLineContext *context;
} Place;

/* A point that was just added does not matter to the next line, but a theme that was made does, and so does what
 * another program did meanwhile. */
static void
changed_cb (RapStore *store, RapChanges *changes, Place *self)
{
  static const char *const tables[] = { "seminar", "session", "person", "attendance", "theme" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (changes->everything || rap_changes_touch (changes, tables[i]))
      g_clear_pointer (&self->context, rap_line_context_free);
}

static gboolean
find_place (Place *self, const char *seminar, int session, int syndicate, GError **error)
{
  RapDb *db = rap_store_db (self->store);
  gint64 seminar_id = rap_programme_find_seminar (db, seminar, error);

  if (seminar_id == 0)
    return FALSE;
  self->session_id = rap_programme_find_session (db, seminar_id, session, error);
  if (self->session_id == 0)
    return FALSE;
  if (syndicate > 0)
    self->voice.syndicate_id = rap_programme_find_syndicate (db, self->session_id, syndicate, error);
  return syndicate == 0 || self->voice.syndicate_id != 0;
}

/* Tells of what looks like a mark but was kept as text, or dropped under the Chatham House Rule. */
static void
note_doubts (const RapLine *line)
{
  for (guint i = 0; i < line->marks->len; i++)
    {
      const RapMark *mark = &g_array_index (line->marks, RapMark, i);

      if (mark->kind == RAP_MARK_UNKNOWN_PERSON)
        rap_cli_note (_ ("note: nobody of this seminar is called “%s”; the @ stayed text."), mark->value);
      else if (mark->kind == RAP_MARK_AMBIGUOUS_PERSON)
        rap_cli_note (ngettext ("note: “%s” fits %u person of this seminar; the @ stayed text.",
                                "note: “%s” fits %u people of this seminar; the @ stayed text.", mark->candidates->len),
                      mark->value, mark->candidates->len);
      else if (mark->kind == RAP_MARK_UNNAMED)
        rap_cli_note (_ ("note: this session is held under the Chatham House Rule; the name after @ was not kept."));
    }
}

static gboolean
save_line (Place *self, const char *text, GError **error)
{
  g_autoptr (RapLine) line = NULL;
  const gboolean with_points = rap_capture_needs_points (text);
  gint64 id;
  char written[RAP_ID_LENGTH + 1];

  rap_store_refresh (self->store);
  if (with_points)
    g_clear_pointer (&self->context, rap_line_context_free);
  if (self->context == NULL)
    self->context = rap_capture_context (rap_store_db (self->store), self->session_id, with_points);
  if (self->context == NULL) /* or a name could be kept that must not be */
    {
      rap_db_take_unasked (rap_store_db (self->store), error);
      return FALSE;
    }
  line = rap_line_parse (text, self->context);
  if (line->empty || *line->text == '\0')
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("There is no text to record; nothing was saved."));
      return FALSE;
    }
  if (!rap_capture_add (self->store, self->session_id, &self->voice, line, 0, &id, error))
    return FALSE;
  rap_output_print ("%s\n", rap_id_format (RAP_ID_POINT, id, FALSE, written));
  note_doubts (line);
  return TRUE;
}

static gboolean
check_line (const char *bytes, gsize length, GError **error)
{
  if (g_utf8_validate_len (bytes, length, NULL))
    return TRUE;
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("it is not text in UTF-8"));
  return FALSE;
}

/* Its bytes as they can be shown and typed again: what is no text in UTF-8 as \x and two digits. */
static char *
echo_line (const char *bytes, gsize length)
{
  GString *out = g_string_new (NULL);

  while (length > 0)
    {
      const char *end;
      gsize valid;

      g_utf8_validate_len (bytes, length, &end);
      valid = end - bytes;
      g_string_append_len (out, bytes, valid);
      if (valid < length)
        g_string_append_printf (out, "\\x%02X", (guchar) bytes[valid++]);
      bytes += valid;
      length -= valid;
    }
  return g_string_free (out, FALSE);
}

/* Every line is a step of its own, on disk before its id is printed. One that fails is given back, and the others go
 * on. */
static gboolean
save_lines (RapCli *cli, Place *self, GError **error)
{
  g_autofree char *buffer = NULL;
  gsize size = 0;
  gssize n;

  for (guint number = 1; (n = getline (&buffer, &size, stdin)) >= 0; number++)
    {
      g_autoptr (GError) local = NULL;
      char *line = buffer;
      gsize length = n;

      while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
        line[--length] = '\0';
      if (number == 1 && g_str_has_prefix (line, BYTE_ORDER_MARK))
        {
          line += strlen (BYTE_ORDER_MARK);
          length -= strlen (BYTE_ORDER_MARK);
        }
      if (strspn (line, " \t") == length)
        continue;
      if (check_line (line, length, &local) && save_line (self, line, &local))
        {
          if (rap_output_flush (&local))
            continue;
          g_set_error (error, RAP_ERROR, RAP_ERROR_FAILED,
                       _ ("%s The lines up to number %u were saved, and none after it."), local->message, number);
          return FALSE;
        }
      {
        g_autofree char *echo = echo_line (line, length);
        rap_cli_note (_ ("line %u was not saved: %s: %s"), number, local->message, echo);
      }
      cli->failed = TRUE;
    }
  if (!ferror (stdin))
    return TRUE;
  g_set_error (error, RAP_ERROR, RAP_ERROR_FAILED,
               _ ("Standard input cannot be read (%s); the lines before were saved."), g_strerror (errno));
  return FALSE;
}

gboolean
rap_cli_add (RapCli *cli, GError **error)
{
  int session = -1, syndicate = -1;
  const GOptionEntry options[] = {
    { "session", 0, 0, G_OPTION_ARG_INT, &session, N_ ("Its number in the programme (the only discussion)"), N_ ("N") },
    { "syndicate", 0, 0, G_OPTION_ARG_INT, &syndicate, N_ ("The syndicate that says it (the plenary)"), N_ ("N") },
    { NULL },
  };
  g_auto (GStrv) arguments = rap_cli_parse (cli, options, 2, 2, error);
  g_autofree char *text = NULL;
  Place place = { NULL };
  gboolean done;

  if (arguments == NULL)
    return FALSE;
  if (session == 0 || session < -1 || syndicate == 0 || syndicate < -1)
    return rap_cli_usage (error, _ ("Sessions and syndicates are numbered from 1; nothing was saved."));
  if ((text = rap_cli_text (arguments[1], error)) == NULL ||
      (place.store = rap_cli_open (cli, RAP_CLI_WRITE, error)) == NULL)
    return FALSE;
  g_signal_connect (place.store, "changed", G_CALLBACK (changed_cb), &place);
  done = find_place (&place, arguments[0], MAX (session, 0), MAX (syndicate, 0), error) &&
         (g_str_equal (text, "-") ? save_lines (cli, &place, error) : save_line (&place, text, error));
  g_signal_handlers_disconnect_by_data (place.store, &place);
  g_clear_pointer (&place.context, rap_line_context_free);
  return rap_cli_close (place.store, done, error);
}
