/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-capture-queue.h"

#include <glib/gi18n-lib.h>

#define RETRY_MS 250

typedef struct
{
  gint64 session_id;
  RapVoice voice;
  char *typed;
  char *kept;
  RapLine *line; /* NULL: to be parsed when it is saved */
  gint64 recorded_at;
  RapPoint *point; /* what is shown meanwhile */
} Waiting;

struct _RapCaptureQueue
{
  GObject parent;

  RapStore *store;
  GQueue waiting; /* of Waiting */
  gint64 saved;
  gboolean echoed;
  char *error;
  guint retry_id;
};

enum
{
  TRIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void rap_capture_queue_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapCaptureQueue,
                               rap_capture_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rap_capture_queue_list_model_init))

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_free (waiting->typed);
  g_free (waiting->kept);
  g_clear_pointer (&waiting->line, rap_line_free);
  g_clear_object (&waiting->point);
  g_free (waiting);
}

/* A point to look at that is in no archive. */
static RapPoint *
make_point (const Waiting *waiting, int number)
{
  RapPoint *point = g_object_new (RAP_TYPE_POINT, NULL);
  const RapLine *line = waiting->line;

  point->session_id = waiting->session_id;
  point->voice = g_strdup (rap_voice_kind (&waiting->voice));
  point->number = number;
  point->recorded_at = waiting->recorded_at;
  if (line == NULL)
    {
      point->kind = g_strdup ("insight");
      point->text = g_strdup (waiting->typed);
      return point;
    }
  point->kind = g_strdup (rap_point_kind_to_string (line->kind));
  point->text = g_strdup (line->text);
  point->starred = line->starred;
  point->due = g_strdup (line->due);
  point->themes = g_strjoinv ("\n", line->themes);
  return point;
}

static gboolean
save_one (RapCaptureQueue *self, Waiting *waiting, GError **error)
{
  if (waiting->line == NULL)
    return rap_capture_add_typed (self->store, waiting->session_id, &waiting->voice, waiting->typed, waiting->kept,
                                  waiting->recorded_at, &self->saved, &self->echoed, error);
  if (!rap_capture_add (self->store, waiting->session_id, &waiting->voice, waiting->line, waiting->recorded_at,
                        &self->saved, error))
    return FALSE;
  self->echoed = waiting->line->echo_of != 0;
  return TRUE;
}

/* What passes by itself: then the lines behind have to wait as well, or they would change their order. */
static gboolean
will_pass (const GError *error)
{
  return g_error_matches (error, RAP_ERROR, RAP_ERROR_BUSY) || g_error_matches (error, RAP_ERROR, RAP_ERROR_FULL) ||
         g_error_matches (error, RAP_ERROR, RAP_ERROR_READ_ONLY);
}

/* Why lines wait, after “2 lines not yet saved:”. */
static char *
describe (const GError *error)
{
  if (g_error_matches (error, RAP_ERROR, RAP_ERROR_BUSY))
    return g_strdup (_ ("another program is using the archive"));
  if (g_error_matches (error, RAP_ERROR, RAP_ERROR_FULL))
    return g_strdup (_ ("the disk is full"));
  if (g_error_matches (error, RAP_ERROR, RAP_ERROR_READ_ONLY))
    return g_strdup (_ ("the archive cannot be written"));
  return g_strdup (error->message);
}

/* What cannot be saved as it was understood (the point it echoes was deleted meanwhile) is understood anew. */
static gboolean
save (RapCaptureQueue *self, Waiting *waiting, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (save_one (self, waiting, &local))
    return TRUE;
  if (waiting->line != NULL && !will_pass (local))
    {
      g_clear_pointer (&waiting->line, rap_line_free);
      return save_one (self, waiting, error);
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Saves from the head on. What cannot be saved stays, and the others go on. */
static void
save_waiting (RapCaptureQueue *self)
{
  g_autofree char *problem = NULL;
  GList *next;
  guint position = 0;

  for (GList *l = self->waiting.head; l != NULL; l = next)
    {
      Waiting *waiting = l->data;
      g_autoptr (GError) error = NULL;

      next = l->next;
      if (save (self, waiting, &error))
        {
          g_queue_delete_link (&self->waiting, l);
          g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
          waiting_free (waiting);
          continue;
        }
      g_free (problem);
      problem = describe (error);
      if (will_pass (error))
        break;
      position++;
    }
  g_free (self->error);
  self->error = g_steal_pointer (&problem);
}

static gboolean
retry_cb (gpointer data)
{
  RapCaptureQueue *self = data;

  rap_capture_queue_try (self);
  if (!g_queue_is_empty (&self->waiting))
    return G_SOURCE_CONTINUE;
  self->retry_id = 0;
  return G_SOURCE_REMOVE;
}

static GType
rap_capture_queue_get_item_type (GListModel *model)
{
  return RAP_TYPE_POINT;
}

static guint
rap_capture_queue_get_n_items (GListModel *model)
{
  return g_queue_get_length (&RAP_CAPTURE_QUEUE (model)->waiting);
}

static gpointer
rap_capture_queue_get_item (GListModel *model, guint position)
{
  Waiting *waiting = g_queue_peek_nth (&RAP_CAPTURE_QUEUE (model)->waiting, position);

  return waiting != NULL ? g_object_ref (waiting->point) : NULL;
}

static void
rap_capture_queue_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rap_capture_queue_get_item_type;
  iface->get_n_items = rap_capture_queue_get_n_items;
  iface->get_item = rap_capture_queue_get_item;
}

static void
rap_capture_queue_dispose (GObject *object)
{
  RapCaptureQueue *self = RAP_CAPTURE_QUEUE (object);

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_queue_clear_full (&self->waiting, waiting_free);
  g_clear_object (&self->store);
  g_clear_pointer (&self->error, g_free);
  G_OBJECT_CLASS (rap_capture_queue_parent_class)->dispose (object);
}

static void
rap_capture_queue_class_init (RapCaptureQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rap_capture_queue_dispose;
  signals[TRIED] =
      g_signal_new ("tried", RAP_TYPE_CAPTURE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rap_capture_queue_init (RapCaptureQueue *self)
{
  g_queue_init (&self->waiting);
}

RapCaptureQueue *
rap_capture_queue_new (RapStore *store)
{
  RapCaptureQueue *self = g_object_new (RAP_TYPE_CAPTURE_QUEUE, NULL);

  self->store = g_object_ref (store);
  return self;
}

void
rap_capture_queue_add (RapCaptureQueue *self,
                       gint64 session_id,
                       const RapVoice *voice,
                       int number,
                       const char *typed,
                       const char *kept,
                       RapLine *line)
{
  Waiting *waiting = g_new0 (Waiting, 1);
  g_autoptr (GError) error = NULL;

  waiting->session_id = session_id;
  waiting->voice = *voice;
  waiting->typed = g_strdup (typed);
  waiting->kept = g_strdup (kept);
  waiting->line = line;
  if (line != NULL)
    line->kept = g_strdup (kept);
  waiting->recorded_at = g_get_real_time () / 1000;
  if (g_queue_is_empty (&self->waiting) && save (self, waiting, &error))
    {
      waiting_free (waiting);
      g_signal_emit (self, signals[TRIED], 0);
      return;
    }
  if (error != NULL)
    {
      g_free (self->error);
      self->error = describe (error);
    }
  waiting->point = make_point (waiting, number);
  g_queue_push_tail (&self->waiting, waiting);
  g_list_model_items_changed (G_LIST_MODEL (self), g_queue_get_length (&self->waiting) - 1, 0, 1);
  if (self->retry_id == 0)
    self->retry_id = g_timeout_add (RETRY_MS, retry_cb, self);
  g_signal_emit (self, signals[TRIED], 0);
}

void
rap_capture_queue_try (RapCaptureQueue *self)
{
  save_waiting (self);
  g_signal_emit (self, signals[TRIED], 0);
}

char *
rap_capture_queue_take_last (RapCaptureQueue *self, gint64 session_id)
{
  for (GList *l = self->waiting.tail; l != NULL; l = l->prev)
    {
      Waiting *waiting = l->data;
      const guint position = (guint) g_queue_link_index (&self->waiting, l);
      char *typed;

      if (waiting->session_id != session_id)
        continue;
      typed = g_steal_pointer (&waiting->typed);
      g_queue_delete_link (&self->waiting, l);
      waiting_free (waiting);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
      g_signal_emit (self, signals[TRIED], 0);
      return typed;
    }
  return NULL;
}

gint64
rap_capture_queue_get_saved (RapCaptureQueue *self, gboolean *echoed)
{
  if (echoed != NULL)
    *echoed = self->echoed;
  return self->saved;
}

const char *
rap_capture_queue_get_error (RapCaptureQueue *self)
{
  return self->error;
}
