/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-charset.h"

#include "rap-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>
#include <uchardet/uchardet.h>

#define BLOCK (64 * 1024)
/* More than the longest beginning of a character */
#define MAX_LEFT 16
#define FALLBACK "WINDOWS-1252"
/* With fewer bytes beyond ASCII than this, statistics have nothing to go by */
#define ENOUGH_FOR_STATISTICS 8
#define PLENTY_FOR_STATISTICS 64

struct _RapCharset
{
  GInputStream *stream;
  GCancellable *cancellable;
  char *encoding;
  gboolean guessed;
  GIConv converter; /* (GIConv) -1 for UTF-8, which only needs a check */
  char *in;         /* BLOCK and MAX_LEFT bytes */
  gsize in_len;
  gsize in_used; /* of those, decoded by the last call */
  char *out;     /* for the converter */
  guint64 position;
  guint64 lines; /* line ends so far */
  gboolean after_cr;
  gboolean begun;
  gboolean at_end;
  GError *failure; /* for the next call, and all after it */
};

/* What one pass over a file that says nothing of its encoding finds */
typedef struct
{
  guint64 sequences; /* valid UTF-8 of two bytes or more */
  guint64 bad;       /* bytes that are not UTF-8 */
  guint64 line;      /* of the first one, from 1 */
  gboolean after_cr; /* while counting lines up to it */
  guint8 first_bad_byte;
  uchardet_t detector; /* has seen the neighbourhood of the first ones */
} Survey;

static gboolean
fail_to_read (GError *local, GError **error)
{
  g_propagate_error (error, rap_explain_read_error (local));
  return FALSE;
}

static gboolean
read_block (RapCharset *self, char *to, gsize *len, GError **error)
{
  GError *local = NULL;

  return g_input_stream_read_all (self->stream, to, BLOCK, len, self->cancellable, &local) ||
         fail_to_read (local, error);
}

/* How far @text is valid UTF-8, NUL included; at a sequence cut off by the end, up to it, with @cut set */
static gsize
measure_utf8 (const char *text, gsize len, guint64 *sequences, gboolean *cut)
{
  const char *p = text, *end = text + len;

  *cut = FALSE;
  while (p < end)
    {
      guint64 eight;
      gunichar c;

      for (; end - p >= 8; p += 8)
        {
          memcpy (&eight, p, 8);
          if (eight & G_GUINT64_CONSTANT (0x8080808080808080))
            break;
        }
      for (; p < end && (guchar) *p < 0x80; p++)
        ;
      /* A run of other characters, which CJK text has nothing but */
      for (; p < end && (guchar) *p >= 0x80; p = g_utf8_next_char (p))
        {
          c = g_utf8_get_char_validated (p, end - p);
          /* GLib calls a sequence with a NUL in it cut off as well */
          *cut = c == (gunichar) -2 && memchr (p, 0, end - p) == NULL;
          if (c >= (gunichar) -2)
            return p - text;
          (*sequences)++;
        }
    }
  return p - text;
}

static const char *
read_byte_order_mark (const char *head, gsize len)
{
  static const struct
  {
    const char *mark;
    gsize len;
    const char *encoding;
  } marks[] = {
    { "\xEF\xBB\xBF", 3, "UTF-8" }, { "\xFF\xFE\0\0", 4, "UTF-32LE" }, { "\0\0\xFE\xFF", 4, "UTF-32BE" },
    { "\xFF\xFE", 2, "UTF-16LE" },  { "\xFE\xFF", 2, "UTF-16BE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (len >= marks[i].len && memcmp (head, marks[i].mark, marks[i].len) == 0)
      return marks[i].encoding;
  return NULL;
}

/* Whether it is UTF-8 but for the odd NUL byte. UTF-16 in Cyrillic is valid UTF-8 too, every other byte a control. */
static gboolean
looks_like_utf8 (const char *head, gsize len)
{
  guint64 sequences = 0;
  gsize controls = 0;
  gboolean cut;

  for (gsize i = 0; i < len; i++)
    controls += head[i] > 0 && head[i] < ' ' && strchr ("\t\n\r", head[i]) == NULL;
  return controls * 8 <= len && (measure_utf8 (head, len, &sequences, &cut) == len || cut);
}

/* UTF-16 without a mark: its zero bytes are (nearly) all on one side and go with signs that every table has. In what
 * looks like UTF-8 they must be half of the text as well. */
static const char *
recognise_utf16 (const char *head, gsize len)
{
  gsize zeros[2] = { 0, 0 }, signs[2] = { 0, 0 };
  gsize enough = looks_like_utf8 (head, len) ? (len + 3) / 4 : 2;

  for (gsize i = 0; i + 1 < len; i += 2)
    for (int side = 0; side < 2; side++)
      if (head[i + side] == 0)
        {
          zeros[side]++;
          signs[side] += head[i + !side] != 0 && strchr ("\r\n,;\t\"", head[i + !side]) != NULL;
        }
  for (int side = 0; side < 2; side++)
    if (len % 2 == 0 && zeros[side] >= MAX (enough, 2) && signs[side] > 0 && zeros[!side] * 4 <= signs[side])
      return side == 1 ? "UTF-16LE" : "UTF-16BE";
  return NULL;
}

/* Looks at a part of the file; returns how many bytes at its end are the beginning of a sequence */
static gsize
survey_block (Survey *survey, const char *text, gsize len, gboolean last)
{
  guint64 bad_before = survey->bad;
  gsize done = 0;
  gboolean cut;

  while (TRUE)
    {
      done += measure_utf8 (text + done, len - done, &survey->sequences, &cut);
      if (done == len || (cut && !last))
        break;
      if (survey->bad++ == 0)
        {
          survey->line += rap_count_line_ends (text, done, &survey->after_cr);
          survey->first_bad_byte = text[done];
        }
      done++;
    }
  if (survey->bad == 0)
    survey->line += rap_count_line_ends (text, done, &survey->after_cr);
  else if (survey->bad > bad_before && bad_before < PLENTY_FOR_STATISTICS)
    uchardet_handle_data (survey->detector, text, len);
  return len - done;
}

static gboolean
survey_stream (RapCharset *self, Survey *survey, GError **error)
{
  gsize left = 0, got;

  do
    {
      if (!read_block (self, self->in + left, &got, error))
        return FALSE;
      gsize len = left + got;

      left = survey_block (survey, self->in, len, got < BLOCK);
      memmove (self->in, self->in + len - left, left);
    }
  while (got == BLOCK);
  return TRUE;
}

static const char *
trust_detector (Survey *survey)
{
  const char *name;

  uchardet_data_end (survey->detector);
  name = uchardet_get_charset (survey->detector);
  if (survey->bad + survey->sequences < ENOUGH_FOR_STATISTICS || *name == '\0' || g_str_has_prefix (name, "MAC-") ||
      g_str_equal (name, "ISO-8859-1") || g_str_equal (name, "ASCII") || g_str_equal (name, "UTF-8"))
    return FALLBACK;
  return name;
}

static gboolean
find_encoding (RapCharset *self, GError **error)
{
  Survey survey = { .line = 1 };
  goffset start = g_seekable_tell (G_SEEKABLE (self->stream));
  GError *local = NULL;
  gsize len;
  const char *known;
  gboolean ok;

  if (!read_block (self, self->in, &len, error))
    return FALSE;
  known = read_byte_order_mark (self->in, len);
  if (known == NULL && (known = recognise_utf16 (self->in, len)) != NULL)
    self->guessed = TRUE;
  if (!g_seekable_seek (G_SEEKABLE (self->stream), start, G_SEEK_SET, self->cancellable, &local))
    return fail_to_read (local, error);
  if (known != NULL)
    {
      self->encoding = g_strdup (known);
      return TRUE;
    }

  survey.detector = uchardet_new ();
  ok = survey_stream (self, &survey, error);
  if (ok && survey.bad == 0)
    self->encoding = g_strdup ("UTF-8");
  else if (ok && survey.sequences > survey.bad)
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE,
                   _ ("line %" PRIu64 ": the byte 0x%02X is not UTF-8, though most of the file is; the file may be "
                      "damaged, or name its encoding"),
                   survey.line, survey.first_bad_byte);
      ok = FALSE;
    }
  else if (ok)
    {
      self->encoding = g_strdup (trust_detector (&survey));
      self->guessed = TRUE;
    }
  uchardet_delete (survey.detector);
  if (ok && !g_seekable_seek (G_SEEKABLE (self->stream), start, G_SEEK_SET, self->cancellable, &local))
    return fail_to_read (local, error);
  return ok;
}

static void
note_bad_byte (RapCharset *self, guint8 byte)
{
  self->failure = g_error_new (RAP_ERROR, RAP_ERROR_BAD_FILE,
                               _ ("line %" PRIu64 ": the byte 0x%02X does not belong to the encoding %s"),
                               self->lines + 1, byte, self->encoding);
}

/* Decodes self->in; leaves there what is not whole yet, and its failure, if any, in self->failure */
static void
convert_block (RapCharset *self, const char **text, gsize *len)
{
  char *in = self->in, *out = self->out;
  gsize in_left = self->in_len, out_left = 4 * BLOCK;
  gsize result = g_iconv (self->converter, &in, &in_left, &out, &out_left);

  *text = self->out;
  *len = out - self->out;
  self->in_used = in - self->in;
  self->lines += rap_count_line_ends (self->out, *len, &self->after_cr);
  if (result == (gsize) -1 && (errno == EILSEQ || (errno == EINVAL && (self->at_end || in_left > MAX_LEFT))))
    note_bad_byte (self, *in);
}

static void
check_block (RapCharset *self, const char **text, gsize *len)
{
  guint64 sequences = 0;
  gboolean cut;

  *text = self->in;
  *len = self->in_used = measure_utf8 (self->in, self->in_len, &sequences, &cut);
  self->lines += rap_count_line_ends (self->in, *len, &self->after_cr);
  if (self->in_used < self->in_len && !(cut && !self->at_end))
    note_bad_byte (self, self->in[self->in_used]);
}

static gboolean
open_converter (RapCharset *self, GError **error)
{
  self->converter = (GIConv) -1;
  if (g_ascii_strcasecmp (self->encoding, "UTF-8") == 0 || g_ascii_strcasecmp (self->encoding, "UTF8") == 0)
    return TRUE;
  /* "//IGNORE" and "//TRANSLIT" after a name would drop or replace what cannot be read; "" is the locale's */
  if (*self->encoding != '\0' && strchr (self->encoding, '/') == NULL)
    self->converter = g_iconv_open ("UTF-8", self->encoding);
  if (self->converter != (GIConv) -1)
    {
      self->out = g_malloc (4 * BLOCK);
      return TRUE;
    }
  g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("there is no encoding of the name “%s”"), self->encoding);
  return FALSE;
}

RapCharset *
rap_charset_new (GInputStream *stream, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (RapCharset) self = NULL;

  g_return_val_if_fail (G_IS_SEEKABLE (stream) && g_seekable_can_seek (G_SEEKABLE (stream)), NULL);

  self = g_new0 (RapCharset, 1);
  self->stream = g_object_ref (stream);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->converter = (GIConv) -1;
  self->in = g_malloc (BLOCK + MAX_LEFT);
  self->encoding = g_strdup (encoding);
  if ((self->encoding == NULL && !find_encoding (self, error)) || !open_converter (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
rap_charset_next (RapCharset *self, const char **text, gsize *len, GError **error)
{
  g_return_val_if_fail (self != NULL && text != NULL && len != NULL, FALSE);

  *text = "";
  *len = 0;
  while (*len == 0 && self->failure == NULL)
    {
      gsize got = 0;

      self->in_len -= self->in_used;
      memmove (self->in, self->in + self->in_used, self->in_len);
      self->in_used = 0;
      if (!self->at_end && self->in_len <= MAX_LEFT)
        {
          if (!read_block (self, self->in + self->in_len, &got, &self->failure))
            break;
          self->in_len += got;
          self->position += got;
          self->at_end = got < BLOCK;
        }
      if (self->in_len == 0)
        return TRUE;
      if (self->converter != (GIConv) -1)
        convert_block (self, text, len);
      else
        check_block (self, text, len);
      if (!self->begun && *len > 0)
        {
          self->begun = TRUE;
          if (*len >= 3 && memcmp (*text, "\xEF\xBB\xBF", 3) == 0)
            {
              *text += 3;
              *len -= 3;
            }
        }
    }
  if (*len > 0)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->failure));
  return FALSE;
}

const char *
rap_charset_get_encoding (RapCharset *self, gboolean *guessed)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (guessed != NULL)
    *guessed = self->guessed;
  return self->encoding;
}

gboolean
rap_charset_is_wide (RapCharset *self)
{
  static const char *const wide[] = { "UTF-16", "UTF16", "UTF-32", "UTF32",    "UCS-2",
                                      "UCS2",   "UCS-4", "UCS4",   "ISO-10646" };

  g_return_val_if_fail (self != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_ascii_strncasecmp (self->encoding, wide[i], strlen (wide[i])) == 0)
      return TRUE;
  return FALSE;
}

guint64
rap_charset_get_position (RapCharset *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->position;
}

void
rap_charset_free (RapCharset *self)
{
  if (self == NULL)
    return;
  if (self->converter != (GIConv) -1)
    g_iconv_close (self->converter);
  g_object_unref (self->stream);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->failure);
  g_free (self->encoding);
  g_free (self->in);
  g_free (self->out);
  g_free (self);
}

guint64
rap_count_line_ends (const char *text, gsize len, gboolean *after_cr)
{
  guint64 lines = 0;
  char before = *after_cr ? '\r' : 0;

  for (gsize i = 0; i < len; i++)
    {
      lines += text[i] == '\r' || (text[i] == '\n' && before != '\r');
      before = text[i];
    }
  if (len > 0)
    *after_cr = before == '\r';
  return lines;
}

GError *
rap_explain_read_error (GError *error)
{
  GError *explained;

  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    explained = g_error_new_literal (RAP_ERROR, RAP_ERROR_CANCELLED, _ ("reading was stopped"));
  else
    explained = g_error_new (RAP_ERROR, RAP_ERROR_FAILED, _ ("the file cannot be read: %s"), error->message);
  g_error_free (error);
  return explained;
}
