/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RAP_TYPE_HASH_STREAM (rap_hash_stream_get_type ())
/**
 * RapHashStream:
 *
 * Hands bytes on to another stream and computes their SHA-256 on the way. Freeing it leaves the other one open.
 */
G_DECLARE_FINAL_TYPE (RapHashStream, rap_hash_stream, RAP, HASH_STREAM, GFilterOutputStream)

/** rap_hash_stream_new: Returns: (transfer full): a stream on top of @base */
RapHashStream *rap_hash_stream_new (GOutputStream *base);

/** rap_hash_stream_get_digest: Returns: (transfer none): the hash of all bytes, in hexadecimal; ends the hashing */
const char *rap_hash_stream_get_digest (RapHashStream *self);

/** rap_hash_stream_get_size: Returns: how many bytes there were */
guint64 rap_hash_stream_get_size (RapHashStream *self);

G_END_DECLS
