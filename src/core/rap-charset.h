/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapCharset:
 *
 * Bytes of any encoding in, UTF-8 out, block by block. A byte order mark is taken off. Bytes that are not of the
 * encoding are an error with their line, never replaced. The messages of its errors are reasons, parts of a sentence
 * without a full stop.
 */
typedef struct _RapCharset RapCharset;

/**
 * rap_charset_new:
 * @stream: the bytes, from where it stands to its end; it must be seekable
 * @encoding: (nullable): the encoding by a name that iconv knows, or %NULL to find it out
 * @cancellable: (nullable): stops this and rap_charset_next()
 * @error: return location: %RAP_ERROR_BAD_VALUE (nobody knows @encoding), %RAP_ERROR_BAD_FILE (nearly all UTF-8, but
 * not quite: the line of the first bad byte), %RAP_ERROR_CANCELLED, %RAP_ERROR_FAILED
 *
 * Begins to decode. Without @encoding the stream is read twice, because a byte that is not UTF-8 can come after any
 * number of ASCII ones: it is, in this order,
 * - what its byte order mark says (UTF-8, UTF-16, UTF-32);
 * - UTF-16 in either order, if it has the zero bytes and line ends of such a text;
 * - UTF-8, if all of it is valid; an error, if it has more valid UTF-8 sequences than bytes that are not;
 * - what uchardet makes of the neighbourhood of the first such byte, if there are 8 of them or more: with fewer it
 * names Mac and Baltic encodings for “Zoë” and “£5”;
 * - WINDOWS-1252, which is also what is meant by ISO-8859-1.
 *
 * Returns: (transfer full): a decoder; free it with rap_charset_free()
 */
RapCharset *rap_charset_new (GInputStream *stream, const char *encoding, GCancellable *cancellable, GError **error);

/**
 * rap_charset_next:
 * @self: a decoder
 * @text: (out): UTF-8 in whole characters, at most 256 KiB, valid until the next call; it can hold NUL bytes
 * @len: (out): its bytes; 0 after the last
 * @error: return location: %RAP_ERROR_BAD_FILE with the line of a byte that is not of the encoding;
 * %RAP_ERROR_CANCELLED, %RAP_ERROR_FAILED
 *
 * Decodes some more. Text before a bad byte is given before the error is.
 *
 * Returns: %FALSE on an error
 */
gboolean rap_charset_next (RapCharset *self, const char **text, gsize *len, GError **error);

/**
 * rap_charset_get_encoding:
 * @self: a decoder
 * @guessed: (out) (optional): whether it was inferred from what the bytes look like
 *
 * Returns: the encoding's name
 */
const char *rap_charset_get_encoding (RapCharset *self, gboolean *guessed);

/**
 * rap_charset_is_wide:
 * @self: a decoder
 *
 * Returns: whether the encoding is UTF-16 or UTF-32, whose raw bytes look like no text
 */
gboolean rap_charset_is_wide (RapCharset *self);

/**
 * rap_charset_get_position:
 * @self: a decoder
 *
 * Returns: how many bytes have been read for decoding
 */
guint64 rap_charset_get_position (RapCharset *self);

/** rap_charset_free: frees it; the stream stays open for those who have it */
void rap_charset_free (RapCharset *self);

/**
 * rap_count_line_ends:
 * @text: text
 * @len: its bytes
 * @after_cr: (inout): whether the byte before @text was a CR; then whether its last one is
 *
 * Counts CRLF, LF and a lone CR, also of text that comes in parts.
 *
 * Returns: how many line ends there are
 */
guint64 rap_count_line_ends (const char *text, gsize len, gboolean *after_cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapCharset, rap_charset_free)

/**
 * rap_explain_read_error:
 * @error: (transfer full): what reading a stream failed with
 *
 * Returns: (transfer full): the same as an error of %RAP_ERROR, in a reason
 */
GError *rap_explain_read_error (GError *error);

G_END_DECLS
