/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-store.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "rap-history-forget.h"
#include "rap-history.h"
#include "rap-record-map.h"
#include "rap-rule-undo.h"
#include "rap-search-index.h"

#define POLL_MS 500
#define QUIET_S 2
#define TIDY_SLICES 16 /* at once, where no main loop runs */

struct _RapStore
{
  GObject parent;

  RapDb *db;
  char *origin;
  RapRecordMap *records; /* that are alive */

  RapHistory *step; /* while one is open */
  char *label;
  gint64 seminar_id;
  gint64 undoes;
  gint64 joins;
  gboolean erases;
  gint64 back_to;

  gint64 last_step; /* that this store committed */
  gint64 seen;      /* the newest step that was told of */
  gint64 data_version;
  guint poll_id;
  guint tidy_id;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapStore, rap_store, G_TYPE_OBJECT)

static void
tell (RapStore *self, RapChanges *changes)
{
  rap_record_map_reload (self->records, changes);
  g_signal_emit (self, signals[CHANGED], 0, changes);
}

/* Tells of every step that was not told of yet; @own, if given, is one of them and already read. Steps that are no
 * longer known are told as "anything". Returns whether it could be read what there is. */
static gboolean
tell_news (RapStore *self, RapChanges *own)
{
  gboolean known = TRUE;
  gint64 newest;

  rap_db_take_unasked (self->db, NULL);
  newest = rap_history_newest (self->db);
  if (rap_db_take_unasked (self->db, NULL))
    {
      if (own != NULL)
        tell (self, own);
      return FALSE;
    }
  /* a handler may make a step of its own, whose commit tells of the rest before this loop does */
  while (known && self->seen < newest)
    {
      const gint64 seq = self->seen + 1;
      g_autoptr (RapChanges) read = own == NULL || own->seq != seq ? rap_changes_read (self->db, seq, NULL) : NULL;
      RapChanges *changes = read != NULL ? read : own;

      known = changes != NULL && changes->seq == seq && changes->rows->len > 0;
      if (known)
        {
          self->seen = seq;
          tell (self, changes);
        }
    }
  if (!known)
    {
      g_autoptr (RapChanges) unknown = rap_changes_new_everything ();
      self->seen = MAX (newest, self->seen);
      tell (self, unknown);
    }
  return TRUE;
}

static gboolean
poll_cb (gpointer data)
{
  rap_store_refresh (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
tidy_cb (gpointer data)
{
  RapStore *self = data;

  if (self->step != NULL)
    return G_SOURCE_CONTINUE;
  rap_history_purge (self->db);
  if (rap_search_index_tidy (self->db))
    return G_SOURCE_CONTINUE;
  self->tidy_id = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
quiet_cb (gpointer data)
{
  RapStore *self = data;

  self->tidy_id = g_idle_add_full (G_PRIORITY_LOW, tidy_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
apply_inverse_cb (RapStore *self, gpointer data, GError **error)
{
  return rap_history_apply_inverse (self->db, self->undoes, error);
}

static gboolean
go_back_cb (RapStore *self, gpointer data, GError **error)
{
  return rap_history_go_back (self->db, self->back_to, error);
}

static gboolean
take_back (RapStore *self, gint64 seq, const char *nothing, char **label, GError **error)
{
  g_autofree char *what = seq != 0 ? rap_history_label (self->db, seq) : NULL;
  gint64 seminar_id;
  gboolean done;

  if (rap_db_take_unasked (self->db, error)) /* what could not be read is not nothing */
    return FALSE;
  if (seq == 0)
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOTHING, nothing);
      return FALSE;
    }
  seminar_id = rap_db_int (self->db, "SELECT seminar_id FROM history WHERE seq = ?1", "i", seq);
  self->undoes = seq;
  done = rap_store_transact (self, what != NULL ? what : "", seminar_id, apply_inverse_cb, NULL, error);
  self->undoes = 0;
  if (done && label != NULL)
    *label = g_steal_pointer (&what);
  return done;
}

/* Any other folder that is missing is a slip of who typed it. */
static gboolean
ensure_own_folder (const char *path, GError **error)
{
  g_autofree char *own = rap_store_default_path ();
  g_autofree char *folder = g_path_get_dirname (own);
  g_autofree char *name = g_filename_display_name (path);

  if (!g_str_equal (path, own) || g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, RAP_ERROR, RAP_ERROR_READ_ONLY,
               _ ("The folder of “%s” cannot be made (%s); nothing was changed."), name, g_strerror (errno));
  return FALSE;
}

static void
rap_store_dispose (GObject *object)
{
  RapStore *self = RAP_STORE (object);

  rap_store_follow (self, FALSE);
  rap_store_rollback (self);
  g_clear_pointer (&self->records, rap_record_map_free);
  g_clear_pointer (&self->db, rap_db_close);
  g_clear_pointer (&self->origin, g_free);
  G_OBJECT_CLASS (rap_store_parent_class)->dispose (object);
}

static void
rap_store_class_init (RapStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rap_store_dispose;
  signals[CHANGED] =
      g_signal_new ("changed", RAP_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
rap_store_init (RapStore *self)
{
}

RapStore *
rap_store_open (const char *path, const char *origin, RapDbFlags flags, GError **error)
{
  g_autoptr (RapStore) self = g_object_new (RAP_TYPE_STORE, NULL);

  if ((flags & RAP_DB_READ_ONLY) == 0 && !ensure_own_folder (path, error))
    return NULL;
  self->origin = g_strdup (origin);
  self->db = rap_db_open (path, flags, error);
  if (self->db == NULL || !rap_search_index_connect (self->db, error))
    return NULL;
  self->records = rap_record_map_new (self->db);
  self->seen = rap_history_newest (self->db);
  self->data_version = rap_db_int (self->db, "PRAGMA data_version", NULL);
  return g_steal_pointer (&self);
}

char *
rap_store_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "rapporteur", "archive.rapporteur", NULL);
}

RapDb *
rap_store_db (RapStore *self)
{
  return self->db;
}

const char *
rap_store_get_origin (RapStore *self)
{
  return self->origin;
}

void
rap_store_follow (RapStore *self, gboolean on)
{
  g_clear_handle_id (&self->poll_id, g_source_remove);
  g_clear_handle_id (&self->tidy_id, g_source_remove);
  if (on)
    self->poll_id = g_timeout_add (POLL_MS, poll_cb, self);
}

void
rap_store_refresh (RapStore *self)
{
  gint64 version;

  if (self->step != NULL)
    return;
  rap_db_settle_journal (self->db);
  version = rap_db_int (self->db, "PRAGMA data_version", NULL);
  if (version != self->data_version && tell_news (self, NULL))
    self->data_version = version;
}

gpointer
rap_store_get (RapStore *self, GType type, gint64 id)
{
  return rap_record_map_get (self->records, type, id);
}

gboolean
rap_store_begin (RapStore *self, const char *label, gint64 seminar_id, GError **error)
{
  g_return_val_if_fail (self->step == NULL, FALSE);

  if (!rap_db_begin (self->db, error))
    return FALSE;
  if ((self->step = rap_history_begin (self->db, error)) == NULL)
    {
      rap_store_rollback (self);
      return FALSE;
    }
  self->label = g_strdup (label);
  self->seminar_id = seminar_id;
  return TRUE;
}

void
rap_store_set_label (RapStore *self, const char *label)
{
  g_free (self->label);
  self->label = g_strdup (label);
}

void
rap_store_set_seminar (RapStore *self, gint64 seminar_id)
{
  self->seminar_id = seminar_id;
}

gboolean
rap_store_save (RapStore *self, gpointer record, GError **error)
{
  g_return_val_if_fail (self->step != NULL, FALSE);

  return rap_record_write (record, self->db, error);
}

void
rap_store_join (RapStore *self, gint64 step)
{
  g_return_if_fail (self->step != NULL);

  self->joins = step != 0 && step == rap_history_newest (self->db) ? step : 0;
}

gboolean
rap_store_set (RapStore *self,
               gpointer record,
               const char *label,
               gint64 seminar_id,
               GError **error,
               const char *property,
               ...)
{
  g_autoptr (RapRecord) copy = rap_record_copy (record);
  va_list values;

  va_start (values, property);
  g_object_set_valist (G_OBJECT (copy), property, values);
  va_end (values);
  if (!rap_store_begin (self, label, seminar_id, error))
    return FALSE;
  return rap_store_end (self, NULL, rap_store_save (self, copy, error), error);
}

gboolean
rap_store_insert (RapStore *self, const char *table, const char *sql, const char *rows, gint64 about, GError **error)
{
  g_return_val_if_fail (self->step != NULL, FALSE);

  return rap_history_insert (self->step, table, sql, rows, about, error);
}

gboolean
rap_store_commit (RapStore *self, GError **error)
{
  g_autoptr (RapChanges) changes = NULL;
  gint64 seq;

  g_return_val_if_fail (self->step != NULL, FALSE);

  if (rap_db_take_unasked (self->db, error) ||
      !rap_history_end (self->step, self->origin, self->seminar_id, self->label, self->undoes, &seq, error) ||
      (seq != 0 && ((changes = rap_changes_read (self->db, seq, error)) == NULL ||
                    !rap_search_index_update (self->db, changes, error))) ||
      (seq != 0 && (self->undoes != 0 || self->back_to != 0) &&
       !rap_rule_check_undo (self->db, changes, self->undoes, error)) ||
      (seq != 0 && self->back_to != 0 &&
       !rap_db_run (self->db, error, "UPDATE history SET back_to = ?2 WHERE seq = ?1", "ii", seq, self->back_to)) ||
      (seq != 0 && self->joins != 0 && !rap_history_join (self->db, self->joins, seq, error)) ||
      (self->erases && !rap_history_forget (self->db, self->seminar_id, seq, error)) ||
      !rap_db_commit (self->db, error))
    {
      rap_store_rollback (self);
      return FALSE;
    }
  g_clear_pointer (&self->step, rap_history_free);
  g_clear_pointer (&self->label, g_free);
  self->joins = 0;
  if (seq != 0)
    self->last_step = seq;
  if (changes != NULL)
    tell_news (self, changes);
  if (self->poll_id != 0)
    {
      g_clear_handle_id (&self->tidy_id, g_source_remove);
      self->tidy_id = g_timeout_add_seconds (QUIET_S, quiet_cb, self);
    }
  return TRUE;
}

gint64
rap_store_get_last_step (RapStore *self)
{
  return self->last_step;
}

void
rap_store_rollback (RapStore *self)
{
  g_clear_pointer (&self->step, rap_history_free);
  g_clear_pointer (&self->label, g_free);
  self->joins = 0;
  if (self->db != NULL)
    rap_db_rollback (self->db);
}

gboolean
rap_store_end (RapStore *self, char *label, gboolean good, GError **error)
{
  g_autofree char *owned = label;

  if (owned != NULL)
    rap_store_set_label (self, owned);
  if (good)
    return rap_store_commit (self, error);
  rap_store_rollback (self);
  return FALSE;
}

gboolean
rap_store_transact (RapStore *self,
                    const char *label,
                    gint64 seminar_id,
                    RapStoreFunc work,
                    gpointer data,
                    GError **error)
{
  if (!rap_store_begin (self, label, seminar_id, error))
    return FALSE;
  return rap_store_end (self, NULL, work (self, data, error), error);
}

gboolean
rap_store_erase (RapStore *self, const char *label, gint64 seminar_id, RapStoreFunc work, gpointer data, GError **error)
{
  gboolean done;

  self->erases = TRUE;
  done = rap_store_transact (self, label, seminar_id, work, data, error);
  self->erases = FALSE;
  if (done)
    rap_history_purge (self->db); /* or later, when nobody else reads */
  return done;
}

gboolean
rap_store_undo (RapStore *self, gint64 seminar_id, char **label, GError **error)
{
  rap_db_take_unasked (self->db, NULL);
  return take_back (self, rap_history_to_undo (self->db, self->origin, seminar_id), _ ("There is nothing to undo."),
                    label, error);
}

gboolean
rap_store_redo (RapStore *self, gint64 seminar_id, char **label, GError **error)
{
  rap_db_take_unasked (self->db, NULL);
  return take_back (self, rap_history_to_redo (self->db, self->origin, seminar_id), _ ("There is nothing to redo."),
                    label, error);
}

gboolean
rap_store_undo_step (RapStore *self, gint64 seq, char **label, GError **error)
{
  rap_db_take_unasked (self->db, NULL);
  return take_back (self, seq, "", label, error);
}

gboolean
rap_store_go_back (RapStore *self, gint64 seq, GError **error)
{
  g_autofree char *what = NULL, *label = NULL;
  gboolean done;

  rap_db_take_unasked (self->db, NULL);
  what = rap_history_label (self->db, seq);
  if (rap_db_take_unasked (self->db, error)) /* what could not be read is not nothing */
    return FALSE;
  if (what == NULL)
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                   _ ("The history no longer has that step; nothing was changed."));
      return FALSE;
    }
  label = g_strdup_printf (_ ("Go back to “%s”"), what);
  self->back_to = seq;
  done =
      rap_store_transact (self, label, rap_db_int (self->db, "SELECT seminar_id FROM history WHERE seq = ?1", "i", seq),
                          go_back_cb, NULL, error);
  self->back_to = 0;
  return done;
}

gboolean
rap_store_tidy (RapStore *self)
{
  gboolean more = TRUE;

  rap_history_purge (self->db);
  for (guint i = 0; more && i < TIDY_SLICES; i++)
    more = rap_search_index_tidy (self->db);
  return more;
}
