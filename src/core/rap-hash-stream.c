/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-hash-stream.h"

struct _RapHashStream
{
  GFilterOutputStream parent_instance;
  GChecksum *checksum;
  guint64 size;
};

G_DEFINE_TYPE (RapHashStream, rap_hash_stream, G_TYPE_FILTER_OUTPUT_STREAM)

static gssize
rap_hash_stream_write (GOutputStream *stream,
                       const void *buffer,
                       gsize count,
                       GCancellable *cancellable,
                       GError **error)
{
  RapHashStream *self = RAP_HASH_STREAM (stream);
  GOutputStream *base = g_filter_output_stream_get_base_stream (G_FILTER_OUTPUT_STREAM (self));
  gssize written = g_output_stream_write (base, buffer, count, cancellable, error);

  if (written > 0)
    {
      g_checksum_update (self->checksum, buffer, written);
      self->size += (guint64) written;
    }
  return written;
}

static void
rap_hash_stream_finalize (GObject *object)
{
  RapHashStream *self = RAP_HASH_STREAM (object);

  g_checksum_free (self->checksum);
  G_OBJECT_CLASS (rap_hash_stream_parent_class)->finalize (object);
}

static void
rap_hash_stream_class_init (RapHashStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rap_hash_stream_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = rap_hash_stream_write;
}

static void
rap_hash_stream_init (RapHashStream *self)
{
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
}

RapHashStream *
rap_hash_stream_new (GOutputStream *base)
{
  return g_object_new (RAP_TYPE_HASH_STREAM, "base-stream", base, "close-base-stream", FALSE, NULL);
}

const char *
rap_hash_stream_get_digest (RapHashStream *self)
{
  return g_checksum_get_string (self->checksum);
}

guint64
rap_hash_stream_get_size (RapHashStream *self)
{
  return self->size;
}
