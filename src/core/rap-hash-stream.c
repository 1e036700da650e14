/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-hash-stream.h"

#define BLOCKS 4 /* on their way at a time */

/* Hashing takes as long as everything else that is done with the bytes, so it has a thread of its own. Blocks go round:
 * filled ones to the thread, hashed ones back; an empty one ends it. */
struct _RapHashStream
{
  GFilterOutputStream parent_instance;
  GChecksum *checksum; /* of the thread, until that ended */
  GThread *thread;
  GAsyncQueue *filled;
  GAsyncQueue *hashed;
  guint64 size;
};

G_DEFINE_TYPE (RapHashStream, rap_hash_stream, G_TYPE_FILTER_OUTPUT_STREAM)

static gpointer
hash_cb (gpointer data)
{
  RapHashStream *self = data;

  for (;;)
    {
      GByteArray *block = g_async_queue_pop (self->filled);
      gboolean ends = block->len == 0;

      g_checksum_update (self->checksum, block->data, block->len);
      g_async_queue_push (self->hashed, block);
      if (ends)
        return NULL;
    }
}

static void
send_block (RapHashStream *self, const void *buffer, gsize count)
{
  GByteArray *block = g_async_queue_pop (self->hashed);

  g_byte_array_set_size (block, 0);
  g_byte_array_append (block, buffer, (guint) count);
  g_async_queue_push (self->filled, block);
}

static void
end_thread (RapHashStream *self)
{
  if (self->thread == NULL)
    return;
  send_block (self, "", 0);
  g_thread_join (g_steal_pointer (&self->thread));
}

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
      send_block (self, buffer, (gsize) written);
      self->size += (guint64) written;
    }
  return written;
}

static void
rap_hash_stream_finalize (GObject *object)
{
  RapHashStream *self = RAP_HASH_STREAM (object);

  end_thread (self);
  g_checksum_free (self->checksum);
  g_async_queue_unref (self->filled);
  g_async_queue_unref (self->hashed);
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
  self->filled = g_async_queue_new ();
  self->hashed = g_async_queue_new_full ((GDestroyNotify) g_byte_array_unref);
  for (int i = 0; i < BLOCKS; i++)
    g_async_queue_push (self->hashed, g_byte_array_new ());
  self->thread = g_thread_new ("hash", hash_cb, self);
}

RapHashStream *
rap_hash_stream_new (GOutputStream *base)
{
  return g_object_new (RAP_TYPE_HASH_STREAM, "base-stream", base, "close-base-stream", FALSE, NULL);
}

const char *
rap_hash_stream_get_digest (RapHashStream *self)
{
  end_thread (self);
  return g_checksum_get_string (self->checksum);
}

guint64
rap_hash_stream_get_size (RapHashStream *self)
{
  return self->size;
}
