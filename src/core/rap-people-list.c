/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-people-list.h"

#include <gio/gio.h>
#include <string.h>

#include "rap-attendance.h"
#include "rap-attendee.h"
#include "rap-line-context.h"
#include "rap-people-order.h"

/* Somebody, folded: words with a blank before and behind each. */
typedef struct
{
  gint64 id;
  char *name;
  char *affiliation;
  char *order; /* as rap_people_order() has it */
  const char *status;
  guint rank; /* while something is typed; the lowest first */
} Entry;

struct _RapPeopleList
{
  GObject parent;

  RapStore *store;
  gint64 seminar_id;
  GPtrArray *entries; /* Entry, all in order */
  GPtrArray *shown;   /* of these */
  char *name;         /* that is typed, folded, with a blank before */
  char *affiliation;
  const char *status;
};

static void rap_people_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapPeopleList,
                               rap_people_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rap_people_list_list_model_init))

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->affiliation);
  g_free (entry->order);
  g_free (entry);
}

/* So that a word's beginning is a blank and its first letters, also after a hyphen. */
static char *
fold_words (const char *text)
{
  g_autofree char *folded = rap_name_fold (text != NULL ? text : "");

  return g_strconcat (" ", g_strdelimit (folded, "-", ' '), NULL);
}

static Entry *
make_entry (RapStmt *stmt)
{
  Entry *entry = g_new0 (Entry, 1);
  const char *name = rap_stmt_text (stmt, 1);
  g_autofree char *words = fold_words (name);
  g_autofree char *affiliation = fold_words (rap_stmt_text (stmt, 2));

  entry->id = rap_stmt_int (stmt, 0);
  entry->name = g_strconcat (words, " ", NULL);
  entry->affiliation = g_strconcat (affiliation, " ", NULL);
  entry->order = rap_people_order (name, NULL);
  entry->status = g_intern_string (rap_stmt_text (stmt, 3));
  return entry;
}

static int
compare_entries_cb (gconstpointer a, gconstpointer b)
{
  const Entry *left = *(const Entry *const *) a, *right = *(const Entry *const *) b;
  const int order =
      left->rank != right->rank ? (left->rank < right->rank ? -1 : 1) : strcmp (left->order, right->order);

  return order != 0 ? order : left->id < right->id ? -1 : left->id > right->id;
}

/* What cannot be read just now is as it was. Returns whether it could be read. */
static gboolean
read_entries (RapPeopleList *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapStmt) stmt = rap_db_prepare (rap_store_db (self->store),
                                             "SELECT attendance.id, name, affiliation, status FROM attendance"
                                             " JOIN person ON person.id = person_id WHERE seminar_id = ?1",
                                             "i", self->seminar_id);

  while (rap_stmt_step (stmt, &error))
    g_ptr_array_add (entries, make_entry (stmt));
  if (error != NULL)
    return FALSE;
  g_ptr_array_sort (entries, compare_entries_cb);
  g_ptr_array_unref (self->entries);
  self->entries = g_steal_pointer (&entries);
  return TRUE;
}

/* 0 for what does not fit. */
static guint
rank_entry (RapPeopleList *self, const Entry *entry)
{
  const guint late = g_strcmp0 (entry->status, "registered") != 0;

  if (self->status != NULL && entry->status != self->status)
    return 0;
  if (self->name == NULL)
    return 1;
  if (strstr (entry->name, self->name) != NULL)
    return self->affiliation == NULL || strstr (entry->affiliation, self->affiliation) != NULL ? 1 + late : 0;
  return self->affiliation == NULL && strstr (entry->affiliation, self->name) != NULL ? 3 + late : 0;
}

/* @ids: what was shown before. One splice, of what differs. */
static void
show_entries (RapPeopleList *self, GArray *ids)
{
  const guint n_before = ids->len;
  guint start = 0, end = 0, n_after;

  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];
      entry->rank = rank_entry (self, entry);
      if (entry->rank > 0)
        g_ptr_array_add (self->shown, entry);
    }
  g_ptr_array_sort (self->shown, compare_entries_cb);
  n_after = self->shown->len;
  while (start < MIN (n_before, n_after) && g_array_index (ids, gint64, start) == rap_people_list_get_id (self, start))
    start++;
  while (end < MIN (n_before, n_after) - start &&
         g_array_index (ids, gint64, n_before - 1 - end) == rap_people_list_get_id (self, n_after - 1 - end))
    end++;
  if (n_before - start - end > 0 || n_after - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_before - start - end, n_after - start - end);
}

static GArray *
get_ids (RapPeopleList *self)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->shown->len);

  for (guint i = 0; i < self->shown->len; i++)
    g_array_append_val (ids, ((Entry *) self->shown->pdata[i])->id);
  return ids;
}

static void
read_again (RapPeopleList *self)
{
  g_autoptr (GArray) ids = get_ids (self);

  if (read_entries (self))
    show_entries (self, ids);
}

static void
changed_cb (RapPeopleList *self, RapChanges *changes)
{
  if (rap_changes_touch (changes, "attendance") || rap_changes_touch (changes, "person"))
    read_again (self);
}

static GType
rap_people_list_get_item_type (GListModel *model)
{
  return RAP_TYPE_ATTENDANCE;
}

static guint
rap_people_list_get_n_items (GListModel *model)
{
  return RAP_PEOPLE_LIST (model)->shown->len;
}

static gpointer
rap_people_list_get_item (GListModel *model, guint position)
{
  RapPeopleList *self = RAP_PEOPLE_LIST (model);
  const gint64 id = rap_people_list_get_id (self, position);

  return id != 0 ? rap_store_get (self->store, RAP_TYPE_ATTENDANCE, id) : NULL;
}

static void
rap_people_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rap_people_list_get_item_type;
  iface->get_n_items = rap_people_list_get_n_items;
  iface->get_item = rap_people_list_get_item;
}

static void
rap_people_list_dispose (GObject *object)
{
  g_clear_object (&RAP_PEOPLE_LIST (object)->store);
  G_OBJECT_CLASS (rap_people_list_parent_class)->dispose (object);
}

static void
rap_people_list_finalize (GObject *object)
{
  RapPeopleList *self = RAP_PEOPLE_LIST (object);

  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->entries);
  g_free (self->name);
  g_free (self->affiliation);
  G_OBJECT_CLASS (rap_people_list_parent_class)->finalize (object);
}

static void
rap_people_list_class_init (RapPeopleListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rap_people_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = rap_people_list_finalize;
}

static void
rap_people_list_init (RapPeopleList *self)
{
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  self->shown = g_ptr_array_new ();
}

RapPeopleList *
rap_people_list_new (RapStore *store)
{
  RapPeopleList *self = g_object_new (RAP_TYPE_PEOPLE_LIST, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
rap_people_list_set_seminar (RapPeopleList *self, gint64 seminar_id)
{
  self->seminar_id = seminar_id;
  read_again (self);
}

void
rap_people_list_narrow (RapPeopleList *self, const char *typed, const char *status)
{
  g_autoptr (GArray) ids = get_ids (self);
  g_autoptr (RapAttendee) attendee = rap_attendee_parse (typed);
  const gboolean ends_word = *typed != '\0' && g_str_has_suffix (typed, " ");
  g_autofree char *words = fold_words (attendee->name);
  guint n = 0;

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->affiliation, g_free);
  if (*attendee->name != '\0')
    self->name = g_strconcat (words, ends_word && attendee->affiliation == NULL ? " " : NULL, NULL);
  if (attendee->affiliation != NULL)
    self->affiliation = fold_words (attendee->affiliation);
  self->status = status != NULL ? g_intern_string (status) : NULL;
  for (guint i = 0; ends_word && n == 0 && i < self->entries->len; i++)
    n += rank_entry (self, self->entries->pdata[i]) > 0;
  if (n == 0 && self->name != NULL)
    g_strchomp (self->name); /* a word that is not whole yet, and a blank behind it */
  show_entries (self, ids);
}

gboolean
rap_people_list_continues (RapPeopleList *self)
{
  g_autofree char *longer = self->name != NULL ? g_strconcat (self->name, " ", NULL) : NULL;
  const gsize length = longer != NULL ? strlen (longer) : 0;

  for (guint i = 0; length > 0 && i < self->shown->len; i++)
    {
      const Entry *entry = self->shown->pdata[i];
      const char *in_name = strstr (entry->name, longer), *in_affiliation = strstr (entry->affiliation, longer);
      if ((in_name != NULL && in_name[length] != '\0') || (in_affiliation != NULL && in_affiliation[length] != '\0'))
        return TRUE;
    }
  return FALSE;
}

guint
rap_people_list_count (RapPeopleList *self, const char *status)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n += status == NULL || g_strcmp0 (((Entry *) self->entries->pdata[i])->status, status) == 0;
  return n;
}

guint
rap_people_list_find (RapPeopleList *self, gint64 attendance_id)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (rap_people_list_get_id (self, i) == attendance_id)
      return i;
  return G_MAXUINT;
}

gint64
rap_people_list_get_id (RapPeopleList *self, guint position)
{
  return position < self->shown->len ? ((Entry *) self->shown->pdata[position])->id : 0;
}
