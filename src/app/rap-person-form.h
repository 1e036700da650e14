/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_PERSON_FORM (rap_person_form_get_type ())
G_DECLARE_FINAL_TYPE (RapPersonForm, rap_person_form, RAP, PERSON_FORM, AdwBin)

/**
 * RapPersonForm:
 *
 * All that is known of somebody who attends a seminar, edited in place. Emits `closed` when one is done with it, and
 * when the attendance is gone.
 */

/** rap_person_form_show: shows an attendance, and gives its name the focus */
void rap_person_form_show (RapPersonForm *self, RapStore *store, gint64 attendance_id);

/** rap_person_form_refresh: shows what @changes may have made of it */
void rap_person_form_refresh (RapPersonForm *self, RapChanges *changes);

G_END_DECLS
