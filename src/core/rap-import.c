/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import.h"

#include <glib/gi18n-lib.h>

#include "rap-error.h"
#include "rap-import-file.h"
#include "rap-import-kind.h"
#include "rap-import-map.h"
#include "rap-import-save.h"
#include "rap-import-stage.h"

#define ROWS_PER_LOOK 256
#define PROGRESS_US 100000

struct _RapImport
{
  RapStore *store;
  const RapImportKindClass *kind;
  gint64 seminar_id;
  gint64 session_id;
  RapImportFile *file;
  RapImportStage *stage;
  gpointer work; /* the kind's */
  gboolean previewed;
  gboolean new_people;
  RapImportCounts counts;
  GPtrArray *rejected;
  GPtrArray *reasons;
  GPtrArray *all_rejected; /* after writing, for those who want to save them */
  gboolean checked;
};

typedef struct
{
  RapImportProgress callback;
  gpointer data;
  GCancellable *cancellable;
  gint64 last;
} Progress;

static const RapImportKindClass *const kinds[] = {
  [RAP_IMPORT_POINTS] = &rap_import_points_kind,
  [RAP_IMPORT_ATTENDEES] = &rap_import_attendees_kind,
};

/* Finds out what would become of the rows in the archive as it is now, and who is rejected by that. */
static gboolean
resolve (RapImport *self, GError **error)
{
  self->previewed = FALSE;
  rap_import_stage_begin_look (self->stage);
  if (!rap_import_stage_forget_resolved (self->stage, error) || !self->kind->resolve (self->work, &self->counts, error))
    return FALSE;
  self->counts.rejected = rap_import_stage_count_rejected (self->stage);
  g_ptr_array_unref (self->rejected);
  self->rejected = rap_import_stage_list_rejected (self->stage, RAP_IMPORT_MAX_LISTED);
  g_ptr_array_unref (self->reasons);
  self->reasons = rap_import_stage_list_reasons (self->stage);
  rap_import_stage_end_look (self->stage);
  return TRUE;
}

static gboolean
ensure_preview (RapImport *self, GError **error)
{
  self->previewed = self->previewed || rap_import_stage_build_preview (self->stage, self->kind->preview, error);
  return self->previewed;
}

static gboolean
report_progress (RapImport *self, Progress *progress, GError **error)
{
  gint64 now = g_get_monotonic_time ();

  if (g_cancellable_is_cancelled (progress->cancellable))
    return rap_import_refuse (self, RAP_ERROR_CANCELLED, _ ("the import was stopped"), error);
  if (progress->callback != NULL && now - progress->last >= PROGRESS_US)
    {
      progress->last = now;
      progress->callback (rap_import_file_get_progress (self->file), progress->data);
    }
  return TRUE;
}

static gboolean
check_row (RapImport *self, const RapCsvRow *row, GError **error)
{
  RapImportFault fault = { -1, NULL, NULL, NULL };

  self->counts.rows++;
  if (!self->kind->read (self->work, row, &fault, error))
    {
      g_free (fault.reason);
      return FALSE;
    }
  if (fault.fatal != NULL)
    return rap_import_file_refuse_for (self->file, fault.fatal, error);
  return fault.reason == NULL ||
         rap_import_stage_reject (self->stage, row->line, fault.column, fault.reason, fault.pattern, FALSE, error);
}

static gboolean
check_rows (RapImport *self, Progress *progress, GError **error)
{
  const RapCsvRow *row;

  do
    {
      if (!rap_import_file_next_row (self->file, &row, error))
        return FALSE;
      if ((row != NULL && !check_row (self, row, error)) ||
          (self->counts.rows % ROWS_PER_LOOK == 0 && !report_progress (self, progress, error)))
        return FALSE;
    }
  while (row != NULL);
  return report_progress (self, progress, error);
}

static gboolean
check_map (RapImport *self, GError **error)
{
  g_autofree char *list = NULL;
  g_autoptr (GString) reason = NULL;

  if (rap_import_has_required (self))
    return TRUE;
  list = rap_import_columns_list (rap_import_file_get_columns (self->file));
  reason = g_string_new (_ (self->kind->unknown));
  g_string_replace (reason, "%s", list, 1);
  return rap_import_refuse (self, RAP_ERROR_BAD_FILE, reason->str, error);
}

static void
drop_stage (RapImport *self)
{
  if (self->work != NULL)
    self->kind->free (g_steal_pointer (&self->work));
  g_clear_pointer (&self->stage, rap_import_stage_free);
}

static void
begin_check (RapImport *self)
{
  drop_stage (self);
  self->checked = FALSE;
  self->counts = (RapImportCounts){ 0 };
  g_ptr_array_set_size (self->rejected, 0);
  g_ptr_array_set_size (self->reasons, 0);
}

static gboolean
fill_stage (RapImport *self, Progress *progress, GError **error)
{
  RapDb *db = rap_store_db (self->store);

  rap_db_take_unasked (db, NULL);
  self->stage =
      rap_import_stage_new (db, self->seminar_id, rap_import_file_get_columns (self->file), self->kind->schema, error);
  if (self->stage == NULL)
    return FALSE;
  self->stage->new_people = self->new_people;
  self->work = self->kind->begin (self->stage, self->session_id, error);
  if (self->work == NULL ||
      rap_db_take_unasked (db, error)) /* a syndicate that could not be read must not look as if it were not there */
    return FALSE;
  if (!rap_import_stage_begin (self->stage, error) || !check_rows (self, progress, error) ||
      !self->kind->end (self->work, &self->counts, error) || !rap_import_stage_settle (self->stage, error))
    return FALSE;
  self->counts.blank_lines = rap_import_file_get_blank_lines (self->file);
  return resolve (self, error);
}

static gboolean
refuse_rejected (RapImport *self, GError **error)
{
  const RapImportRejected *first = self->rejected->pdata[0];
  const guint more = self->counts.rejected - 1;
  g_autofree char *others =
      more == 0 ? g_strdup ("") : g_strdup_printf (ngettext (" (and %u more row)", " (and %u more rows)", more), more);

  g_autofree char *reason = g_strdup_printf (_ ("line %u, column “%s”: %s%s"), (guint) first->line,
                                             first->column != NULL ? first->column : "?", first->reason, others);

  return rap_import_refuse (self, RAP_ERROR_BAD_VALUE, reason, error);
}

/* Begins the step when the archive is as it was last looked at. */
static gboolean
begin_step (RapImport *self, gboolean skip_rejected, GError **error)
{
  g_autofree char *name = rap_import_file_get_name (self->file);

  for (;;)
    {
      g_autofree char *label = self->kind->make_label (&self->counts, name);
      if (self->counts.rejected > 0 && !skip_rejected)
        return refuse_rejected (self, error);
      if (!rap_store_begin (self->store, label, self->seminar_id, error))
        return FALSE;
      if (rap_import_stage_is_current (self->stage))
        return TRUE;
      rap_store_rollback (self->store);
      if (!resolve (self, error))
        return FALSE;
    }
}

static gboolean
check_seminar (RapImport *self, GError **error)
{
  RapDb *db = rap_store_db (self->store);
  gint64 n;

  rap_db_take_unasked (db, NULL);
  n = rap_db_int (db, "SELECT count(*) FROM seminar WHERE id = ?1", "i", self->seminar_id);
  if (rap_db_take_unasked (db, error)) /* what could not be read is not nothing */
    return FALSE;
  return n > 0 || rap_import_refuse (self, RAP_ERROR_NOT_FOUND, _ ("there is no such seminar in the archive"), error);
}

RapImport *
rap_import_open (RapStore *store,
                 RapImportKind kind,
                 gint64 seminar_id,
                 GFile *file,
                 const RapCsvOptions *options,
                 GError **error)
{
  g_autoptr (RapImport) self = NULL;

  g_return_val_if_fail (RAP_IS_STORE (store) && G_IS_FILE (file), NULL);

  self = g_new0 (RapImport, 1);
  self->store = g_object_ref (store);
  self->kind = kinds[kind];
  self->seminar_id = seminar_id;
  self->rejected = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_import_rejected_free);
  self->reasons = g_ptr_array_new ();
  self->file = rap_import_file_open (file, options, error);
  if (self->file == NULL || !check_seminar (self, error))
    return NULL;
  rap_import_columns_guess (rap_import_file_get_columns (self->file), self->kind->fields);
  if (self->kind->settle_guess != NULL)
    self->kind->settle_guess (rap_import_file_get_columns (self->file));
  return g_steal_pointer (&self);
}

gboolean
rap_import_refuse (RapImport *self, RapError code, const char *reason, GError **error)
{
  return rap_import_file_refuse (self->file, code, reason, error);
}

const char *
rap_import_why_ignored (RapImport *self, const char *field)
{
  return rap_import_columns_why_ignored (self->kind->fields, field);
}

GStrv
rap_import_list_fields (RapImport *self)
{
  return rap_import_columns_list_fields (self->kind->fields);
}

RapImportKind
rap_import_get_kind (RapImport *self)
{
  return self->kind == kinds[RAP_IMPORT_ATTENDEES] ? RAP_IMPORT_ATTENDEES : RAP_IMPORT_POINTS;
}

RapImportKind
rap_import_guess_kind (RapImport *self)
{
  RapImportKind best = RAP_IMPORT_POINTS;
  guint most = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const guint n = rap_import_columns_count_guesses (rap_import_get_columns (self), kinds[i]->fields);

      if (n > most)
        best = (RapImportKind) i;
      most = MAX (most, n);
    }
  return best;
}

gboolean
rap_import_has_required (RapImport *self)
{
  for (const RapImportField *field = self->kind->fields; field->name != NULL; field++)
    if ((field->flags & RAP_IMPORT_REQUIRED) != 0 &&
        rap_import_columns_find (rap_import_get_columns (self), field->name) >= 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
rap_import_get_columns (RapImport *self)
{
  return rap_import_file_get_columns (self->file);
}

const char *
rap_import_get_encoding (RapImport *self, gboolean *guessed)
{
  return rap_import_file_get_encoding (self->file, guessed);
}

char
rap_import_get_delimiter (RapImport *self)
{
  return rap_import_file_get_delimiter (self->file);
}

gboolean
rap_import_set_map (RapImport *self, const char *column, const char *field, GError **error)
{
  GError *local = NULL;

  begin_check (self);
  return rap_import_columns_set (rap_import_get_columns (self), self->kind->fields, column, field, &local) ||
         rap_import_file_refuse_for (self->file, local, error);
}

void
rap_import_set_session (RapImport *self, gint64 session_id)
{
  begin_check (self);
  self->session_id = session_id;
}

gboolean
rap_import_check (RapImport *self, RapImportProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  Progress told = { progress, data, cancellable, g_get_monotonic_time () };

  begin_check (self);
  if (!check_map (self, error) || !rap_import_file_rewind (self->file, cancellable, error))
    return FALSE;
  self->checked = fill_stage (self, &told, error);
  rap_import_file_close (self->file);
  if (!self->checked)
    begin_check (self);
  return self->checked;
}

void
rap_import_set_new_people (RapImport *self, gboolean new_people)
{
  begin_check (self);
  self->new_people = new_people;
}

gboolean
rap_import_set_person (RapImport *self, guint64 line, gint64 person_id, GError **error)
{
  g_return_val_if_fail (self->checked && self->kind->answers, FALSE);

  return rap_db_run (rap_store_db (self->store), error, "INSERT OR REPLACE INTO staging.answer VALUES(?1, ?2)", "ii",
                     (gint64) line, person_id) &&
         resolve (self, error);
}

gboolean
rap_import_choose (RapImport *self, gint64 choice, gboolean chosen, GError **error)
{
  gboolean current;

  g_return_val_if_fail (self->checked && self->kind->choose != NULL, FALSE);

  current = rap_import_stage_is_current (self->stage);
  if (!self->kind->choose (self->work, choice, chosen, &self->counts, error))
    return FALSE;
  if (current)
    rap_import_stage_end_look (self->stage);
  return TRUE;
}

guint
rap_import_count_preview (RapImport *self, int fate)
{
  if (!self->checked || !ensure_preview (self, NULL))
    return 0;
  return fate == RAP_IMPORT_FATE_ANY
             ? (guint) rap_db_int (rap_store_db (self->store), "SELECT count(*) FROM staging.preview", NULL)
             : (guint) rap_db_int (rap_store_db (self->store), "SELECT count(*) FROM staging.preview WHERE fate = ?1",
                                   "s", rap_import_fate_to_string ((RapImportFate) fate));
}

GPtrArray *
rap_import_get_preview (RapImport *self, int fate, guint offset, guint most, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *page;

  g_return_val_if_fail (self->checked, NULL);

  if (!ensure_preview (self, error))
    return NULL;
  page = rap_import_stage_list_preview (self->stage, fate, offset, most, numbers);
  for (guint i = 0; i < page->len; i++)
    self->kind->describe (self->work, g_array_index (numbers, gint64, i), page->pdata[i]);
  return page;
}

const RapImportCounts *
rap_import_get_counts (RapImport *self)
{
  return &self->counts;
}

GPtrArray *
rap_import_get_rejected (RapImport *self)
{
  return self->rejected;
}

GPtrArray *
rap_import_get_reasons (RapImport *self)
{
  return self->reasons;
}

gboolean
rap_import_write (RapImport *self, gboolean skip_rejected, GError **error)
{
  g_return_val_if_fail (self->checked, FALSE);

  if (!begin_step (self, skip_rejected, error))
    return FALSE;
  if (!self->kind->is_empty (self->work, &self->counts) && !self->kind->write (self->work, self->store, error))
    {
      rap_store_rollback (self->store);
      return FALSE;
    }
  if (!rap_store_commit (self->store, error))
    return FALSE;
  g_clear_pointer (&self->all_rejected, g_ptr_array_unref);
  self->all_rejected = rap_import_stage_list_rejected (self->stage, -1);
  drop_stage (self);
  self->checked = FALSE;
  return TRUE;
}

gboolean
rap_import_save_rejected (RapImport *self, GFile *file, GError **error)
{
  g_autoptr (GPtrArray) rejected = NULL;

  g_return_val_if_fail (self->checked || self->all_rejected != NULL, FALSE);

  rejected =
      self->stage != NULL ? rap_import_stage_list_rejected (self->stage, -1) : g_ptr_array_ref (self->all_rejected);
  return rap_import_save_rows (self->file, rejected, file, error);
}

void
rap_import_free (RapImport *self)
{
  drop_stage (self);
  g_clear_pointer (&self->file, rap_import_file_free);
  g_ptr_array_unref (self->rejected);
  g_ptr_array_unref (self->reasons);
  g_clear_pointer (&self->all_rejected, g_ptr_array_unref);
  g_object_unref (self->store);
  g_free (self);
}
