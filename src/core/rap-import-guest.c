/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-guest.h"

#include <string.h>

#include "rap-line-context.h"

static const char *const names[RAP_IMPORT_GUEST_N_FIELDS] = { "email", "affiliation", "status", "consent" };

/* The higher, the more it says */
static const char *const status_ranks[] = { "cancelled", "registered", "walked_in", "came", NULL };
static const char *const consent_ranks[] = { "no", "anonymously", "by_name", NULL };

/* The value of two that stands higher, or lower, in @ranks. */
static void
merge_rank (char **into, const char *value, const char *const *ranks, gboolean highest)
{
  int a = -1, b = -1;

  if (value == NULL)
    return;
  for (int i = 0; ranks[i] != NULL; i++)
    {
      a = g_strcmp0 (ranks[i], *into) == 0 ? i : a;
      b = strcmp (ranks[i], value) == 0 ? i : b;
    }
  if (a < 0 || (highest ? b > a : b < a))
    {
      g_free (*into);
      *into = g_strdup (value);
    }
}

const char *
rap_import_guest_field_name (RapImportGuestField field)
{
  return names[field];
}

char *
rap_import_guest_value_key (RapImportGuestField field, const char *value)
{
  if (value == NULL)
    return g_strdup ("");
  return field == RAP_IMPORT_GUEST_EMAIL ? g_utf8_casefold (value, -1) : rap_theme_key (value);
}

gboolean
rap_import_guest_same_value (RapImportGuestField field, const char *a, const char *b)
{
  g_autofree char *left = rap_import_guest_value_key (field, a), *right = rap_import_guest_value_key (field, b);

  return strcmp (left, right) == 0;
}

gboolean
rap_import_guest_contradicts (const RapImportGuest *self, const RapImportGuestRow *row)
{
  return row->said[RAP_IMPORT_GUEST_EMAIL] != NULL && self->said[RAP_IMPORT_GUEST_EMAIL] != NULL &&
         !rap_import_guest_same_value (RAP_IMPORT_GUEST_EMAIL, row->said[RAP_IMPORT_GUEST_EMAIL],
                                       self->said[RAP_IMPORT_GUEST_EMAIL]);
}

void
rap_import_guest_merge (RapImportGuest *self, const RapImportGuestRow *row)
{
  if (self->said[RAP_IMPORT_GUEST_AFFILIATION] == NULL)
    self->said[RAP_IMPORT_GUEST_AFFILIATION] = g_strdup (row->said[RAP_IMPORT_GUEST_AFFILIATION]);
  merge_rank (&self->said[RAP_IMPORT_GUEST_STATUS], row->said[RAP_IMPORT_GUEST_STATUS], status_ranks, TRUE);
  merge_rank (&self->said[RAP_IMPORT_GUEST_CONSENT], row->said[RAP_IMPORT_GUEST_CONSENT], consent_ranks, FALSE);
}

void
rap_import_guest_free (RapImportGuest *self)
{
  g_free (self->name);
  for (guint i = 0; i < RAP_IMPORT_GUEST_N_FIELDS; i++)
    {
      g_free (self->said[i]);
      g_free (self->has[i]);
    }
  g_free (self);
}

void
rap_import_guest_row_free (RapImportGuestRow *self)
{
  g_clear_pointer (&self->key, g_bytes_unref);
  g_free (self->name);
  for (guint i = 0; i < RAP_IMPORT_GUEST_N_FIELDS; i++)
    g_free (self->said[i]);
  g_free (self->role);
  g_free (self);
}
