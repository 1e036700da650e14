/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-points.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-attribution.h"
#include "rap-error.h"
#include "rap-id.h"
#include "rap-import-row.h"
#include "rap-line.h"
#include "rap-programme.h"

struct _RapImportPoints
{
  RapImportRow *row; /* that is being read */
  gint64 now;
  GPtrArray *columns;

  const RapImportPlace *fixed; /* for all rows */
  const RapImportPlace *usual; /* for a row that names none */
  GError *no_usual;            /* why there is none: a reason */
  guint names_dropped;
  GString *struck;
};

static gboolean
is_white (const char *text, gsize len)
{
  for (const char *p = text; p < text + len; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static void
begin_row (RapImportPoints *self)
{
  RapImportPoint *point = &self->row->point;
  GArray *people = point->people;

  g_array_set_size (people, 0);
  memset (point, 0, sizeof *point);
  point->people = people;
  point->kind = rap_point_kind_to_string (RAP_POINT_KIND_INSIGHT);
  point->recorded_at = self->now;
  self->row->numbered = FALSE;
  self->row->place = self->fixed;
  rap_import_cells_begin (&self->row->cells, self->row->seminar_id);
}

static gboolean
settle_place (RapImportPoints *self, GError **error)
{
  if (self->row->place == NULL)
    self->row->place = self->usual;
  if (self->row->place == NULL && error != NULL)
    *error = g_error_copy (self->no_usual);
  self->row->cells.unnamed = self->row->place != NULL && self->row->place->unnamed;
  return self->row->place != NULL;
}

/* Under the Chatham House Rule no @ is stored, as capture has it. */
static void
strike_names (RapImportPoints *self)
{
  RapImportPoint *point = &self->row->point;

  g_string_truncate (self->struck, 0);
  if (!self->row->place->unnamed || !rap_attribution_mask_marks (point->text, point->text_len, self->struck))
    return;
  self->row->cells.names++;
  point->text = self->struck->str;
  point->text_len = self->struck->len;
}

RapImportPoints *
rap_import_points_new (RapDb *db, gint64 seminar_id, gint64 session_id, GPtrArray *columns)
{
  RapImportPoints *self = g_new0 (RapImportPoints, 1);
  gint64 usual;

  self->row = rap_import_row_new (db, seminar_id, columns);
  self->now = g_get_real_time () / 1000;
  self->columns = columns;
  usual = session_id != 0 ? session_id : rap_programme_find_session (db, seminar_id, 0, NULL);
  self->usual = rap_import_places_by_id (self->row->places, usual);
  self->fixed = session_id != 0 ? self->usual : NULL;
  if (usual == 0)
    self->no_usual = g_error_new_literal (
        RAP_ERROR, RAP_ERROR_AMBIGUOUS,
        _ ("the seminar has no discussion, or several; say which session the points are of, as in --session N"));
  else if (self->usual == NULL)
    self->no_usual = g_error_new_literal (RAP_ERROR, RAP_ERROR_NOT_FOUND, _ ("the seminar has no such session"));
  self->struck = g_string_new (NULL);
  return self;
}

gboolean
rap_import_points_read (RapImportPoints *self,
                        const RapCsvRow *row,
                        const RapImportPoint **point,
                        RapImportFault *fault,
                        GError **error)
{
  RapImportPoint *read = &self->row->point;
  char *reason = NULL;
  int column = rap_import_cells_find_surplus (&self->row->cells, row, &reason);

  *point = NULL;
  begin_row (self);
  if (reason == NULL)
    column = rap_import_cells_read (&self->row->cells, row, TRUE, &reason);
  if (reason == NULL && !settle_place (self, error))
    return FALSE;
  if (reason == NULL)
    column = rap_import_cells_read (&self->row->cells, row, FALSE, &reason);
  if (reason == NULL && (read->text == NULL || is_white (read->text, read->text_len)))
    {
      column = rap_import_columns_find (self->columns, "point");
      reason = rap_import_cells_say (&self->row->cells, _ ("the point is empty"));
    }
  if (reason != NULL)
    {
      *fault = (RapImportFault){ column, reason, self->row->cells.pattern };
      return TRUE;
    }
  if (!read->own)
    {
      read->id = rap_id_new ();
      read->key_len = rap_import_cells_make_key (&self->row->cells, read->key);
    }
  strike_names (self);
  read->session_id = self->row->place->session_id;
  self->names_dropped += self->row->cells.names;
  *point = read;
  return TRUE;
}

GArray *
rap_import_points_themes (RapImportPoints *self)
{
  return self->row->themes;
}

guint
rap_import_points_names_dropped (RapImportPoints *self)
{
  return self->names_dropped;
}

void
rap_import_points_free (RapImportPoints *self)
{
  g_clear_error (&self->no_usual);
  rap_import_row_free (self->row);
  g_string_free (self->struck, TRUE);
  g_free (self);
}
