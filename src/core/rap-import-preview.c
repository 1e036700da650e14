/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-preview.h"

static const char *const fates[] = { "fresh",   "known",     "updated",  "present",
                                     "deleted", "elsewhere", "rejected", "missing" };

static void
free_change (gpointer data)
{
  RapImportChange *change = data;

  g_free (change->old);
  g_free (change->value);
  g_free (change);
}

const char *
rap_import_fate_to_string (RapImportFate fate)
{
  return fates[fate];
}

RapImportRowPreview *
rap_import_row_preview_new (guint64 line, RapImportFate fate)
{
  RapImportRowPreview *self = g_new0 (RapImportRowPreview, 1);

  self->line = line;
  self->fate = fate;
  self->chosen = TRUE;
  self->changes = g_ptr_array_new_with_free_func (free_change);
  self->candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
rap_import_row_preview_add_change (RapImportRowPreview *self,
                                   const char *field,
                                   const char *old,
                                   const char *value,
                                   gboolean by_hand)
{
  RapImportChange *change = g_new0 (RapImportChange, 1);

  change->field = g_intern_string (field);
  change->old = g_strdup (old);
  change->value = g_strdup (value);
  change->by_hand = by_hand;
  g_ptr_array_add (self->changes, change);
}

void
rap_import_row_preview_free (RapImportRowPreview *self)
{
  g_free (self->text);
  g_free (self->detail);
  g_free (self->column);
  g_free (self->reason);
  g_ptr_array_unref (self->changes);
  g_array_unref (self->candidates);
  g_free (self);
}
