/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-charset.h"
#include "rap-error.h"

#include <string.h>

static RapCharset *
open_bytes (const char *bytes, gsize len, const char *encoding, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (g_memdup2 (bytes, len), len, g_free);

  return rap_charset_new (stream, encoding, NULL, error);
}

static GString *
decode_all (RapCharset *charset, GError **error)
{
  GString *seen = g_string_new (NULL);
  const char *text;
  gsize len;

  while (rap_charset_next (charset, &text, &len, error) && len > 0)
    g_string_append_len (seen, text, len);
  return seen;
}

static void
assert_decoded (const char *bytes,
                gsize len,
                const char *given,
                const char *encoding,
                gboolean inferred,
                const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapCharset) charset = open_bytes (bytes, len, given, &error);
  g_autoptr (GString) seen = NULL;
  gboolean guessed;

  g_assert_no_error (error);
  seen = decode_all (charset, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rap_charset_get_encoding (charset, &guessed), ==, encoding);
  g_assert_cmpint (guessed, ==, inferred);
  g_assert_cmpstr (seen->str, ==, text);
  g_assert_cmpuint (rap_charset_get_position (charset), ==, len);
}

static void
assert_encoded (const char *text,
                const char *mark,
                gsize mark_len,
                const char *in,
                const char *found,
                gboolean inferred)
{
  gsize len;
  g_autofree char *bytes = g_convert (text, -1, in, "UTF-8", NULL, &len, NULL);
  g_autoptr (GString) whole = g_string_new_len (mark, mark_len);

  g_string_append_len (whole, bytes, len);
  assert_decoded (whole->str, whole->len, NULL, found, inferred, text);
  if (mark_len == 0)
    assert_decoded (whole->str, whole->len, in, in, FALSE, text);
}

static void
test_unicode (void)
{
  const char *texts[] = { "point,kind\nTrust is slow,insight\n", "point,kind\r\n“Naïve” – Zoë’s £5,quote\r\n",
                          "名前,感想\n一人,とても良かった\n", "имя;отзыв\nИван;очень хорошо\n", "a,b\n😀,1\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      assert_encoded (texts[i], "", 0, "UTF-8", "UTF-8", FALSE);
      assert_encoded (texts[i], "\xEF\xBB\xBF", 3, "UTF-8", "UTF-8", FALSE);
      assert_encoded (texts[i], "", 0, "UTF-16LE", "UTF-16LE", TRUE);
      assert_encoded (texts[i], "", 0, "UTF-16BE", "UTF-16BE", TRUE);
      assert_encoded (texts[i], "\xFF\xFE", 2, "UTF-16LE", "UTF-16LE", FALSE);
      assert_encoded (texts[i], "\xFE\xFF", 2, "UTF-16BE", "UTF-16BE", FALSE);
      assert_encoded (texts[i], "\xFF\xFE\0\0", 4, "UTF-32LE", "UTF-32LE", FALSE);
      assert_encoded (texts[i], "\0\0\xFE\xFF", 4, "UTF-32BE", "UTF-32BE", FALSE);
    }
}

/* NUL bytes in ASCII and UTF-8 do not make UTF-16 of them */
static void
test_nul_bytes (void)
{
  const struct
  {
    const char *bytes;
    gsize len;
  } cases[] = { { "a,\0b,c", 6 },
                { "a,\0,b,\0,c\n", 10 },
                { "\0", 1 },
                { "name,x\nZo\xC3\xAB\0,\0\n", 14 },
                { "a\v,\0,b\x1A,\0;c\n,\0,de\n", 18 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapCharset) charset = open_bytes (cases[i].bytes, cases[i].len, NULL, NULL);
      g_autoptr (GString) seen = decode_all (charset, NULL);

      g_assert_cmpstr (rap_charset_get_encoding (charset, NULL), ==, "UTF-8");
      g_assert_cmpmem (seen->str, seen->len, cases[i].bytes, cases[i].len);
    }
}

static void
test_older_encodings (void)
{
  assert_decoded ("Zo\xEB,\xA3"
                  "5",
                  7, NULL, "WINDOWS-1252", TRUE, "Zoë,£5");
  assert_decoded ("caf\xE9,na\xEFve", 10, NULL, "WINDOWS-1252", TRUE, "café,naïve");
  assert_encoded ("point,kind\nThe “open rate” is £5 – not more,quote\nWe don’t know who’s there,point\nça où été là\n",
                  "", 0, "WINDOWS-1252", "WINDOWS-1252", TRUE);
  assert_encoded ("имя;отзыв\nИван;очень хорошо и полезно\n", "", 0, "WINDOWS-1251", "WINDOWS-1251", TRUE);
  assert_encoded ("名前,感想\n田中,とても良かったです。ありがとう\n", "", 0, "SHIFT_JIS", "SHIFT_JIS", TRUE);
}

/* The first 64 KiB are ASCII: what comes after them counts all the same */
static void
test_late_bytes (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) seen = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapCharset) charset = NULL;

  while (text->len < 200000)
    g_string_append (text, "a line of ASCII\r\n");
  g_string_append (text, "caf\xE9\r\n");
  charset = open_bytes (text->str, text->len, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rap_charset_get_encoding (charset, NULL), ==, "WINDOWS-1252");
  seen = decode_all (charset, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (seen->str, "ASCII\r\ncafé\r\n"));
  g_assert_cmpuint (seen->len, ==, text->len + 1);
}

/* Characters of two to four bytes at every place where blocks meet, in UTF-8 and in UTF-16 */
static void
test_block_edges (void)
{
  for (guint shift = 0; shift < 4; shift++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *wide = NULL;
      gsize len;

      g_string_append_len (text, "xyz", shift);
      while (text->len < 300000)
        g_string_append (text, "😀é\n日");
      assert_decoded (text->str, text->len, NULL, "UTF-8", FALSE, text->str);
      wide = g_convert (text->str, text->len, "UTF-16LE", "UTF-8", NULL, &len, NULL);
      assert_decoded (wide, len, "UTF-16LE", "UTF-16LE", FALSE, text->str);
    }
}

static void
assert_bad_byte (const char *bytes, gsize len, const char *encoding, const char *before, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapCharset) charset = open_bytes (bytes, len, encoding, &error);
  g_autoptr (GString) seen = charset != NULL ? decode_all (charset, &error) : NULL;

  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpstr (seen != NULL ? seen->str : NULL, ==, before);
}

static void
test_bad_bytes (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  assert_bad_byte ("a\r\nb\rc\n\xFFz", 9, "UTF-8", "a\r\nb\rc\n",
                   "line 4: the byte 0xFF does not belong to the encoding UTF-8");
  assert_bad_byte ("a\n\xE2\x80", 4, "UTF-8", "a\n", "line 2: the byte 0xE2 does not belong to the encoding UTF-8");
  assert_bad_byte ("a\n\xE2\0 and so on, for a while\n", 29, "UTF-8", "a\n",
                   "line 2: the byte 0xE2 does not belong to the encoding UTF-8");
  assert_bad_byte ("a\xC0\x80", 3, "UTF-8", "a", "line 1: the byte 0xC0 does not belong to the encoding UTF-8");
  assert_bad_byte ("a\n\xE9\x81", 4, NULL, "a\né",
                   "line 2: the byte 0x81 does not belong to the encoding WINDOWS-1252");
  assert_bad_byte ("\xFF\xFE"
                   "a\0\n\0b",
                   7, NULL, "a\n", "line 2: the byte 0x62 does not belong to the encoding UTF-16LE");
  assert_bad_byte (
      "a,\xC3\xA9\xC3\xA9\r\n\n\xE9\n", 11, NULL, NULL,
      "line 3: the byte 0xE9 is not UTF-8, though most of the file is; the file may be damaged, or name its "
      "encoding");

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "é line\r\n");
  g_string_append (text, "\xE9");
  assert_bad_byte (
      text->str, text->len, NULL, NULL,
      "line 20001: the byte 0xE9 is not UTF-8, though most of the file is; the file may be damaged, or name "
      "its encoding");
}

static void
test_names (void)
{
  const char *wrong[] = { "no-such-thing", "", "UTF-8//IGNORE", "ASCII//TRANSLIT" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_bytes ("a", 1, wrong[i], &error));
      g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
    }
  assert_decoded ("\xC3\xA9", 2, "utf8", "utf8", FALSE, "é");
  assert_decoded ("\xE9", 1, "latin1", "latin1", FALSE, "é");
  assert_decoded ("\xFF\xFE\xE9\0", 4, "UTF-16", "UTF-16", FALSE, "é");
}

static void
test_line_ends (void)
{
  const char *text = "a\r\nb\rc\n\r\r\n\n";

  /* 6, however it is cut */
  for (gsize cut = 0; cut <= strlen (text); cut++)
    {
      gboolean after_cr = FALSE;
      guint64 lines = rap_count_line_ends (text, cut, &after_cr);

      g_assert_cmpuint (lines + rap_count_line_ends (text + cut, strlen (text) - cut, &after_cr), ==, 6);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charset/unicode", test_unicode);
  g_test_add_func ("/charset/nul-bytes", test_nul_bytes);
  g_test_add_func ("/charset/older-encodings", test_older_encodings);
  g_test_add_func ("/charset/late-bytes", test_late_bytes);
  g_test_add_func ("/charset/block-edges", test_block_edges);
  g_test_add_func ("/charset/bad-bytes", test_bad_bytes);
  g_test_add_func ("/charset/names", test_names);
  g_test_add_func ("/charset/line-ends", test_line_ends);
  return g_test_run ();
}
