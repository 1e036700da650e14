/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-session.h"
#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_SESSION_FORM (rap_session_form_get_type ())
G_DECLARE_FINAL_TYPE (RapSessionForm, rap_session_form, RAP, SESSION_FORM, GObject)

/**
 * RapSessionForm:
 *
 * The rows in which everything about an item of the programme is edited; what only talks or discussions have is seen
 * with them alone.
 */

/** rap_session_form_new: adds the rows to @expander. Returns: (transfer full): what keeps them up to date */
RapSessionForm *rap_session_form_new (AdwExpanderRow *expander, RapStore *store, RapSession *session);

/** rap_session_form_refresh: shows what may have changed elsewhere, but for texts, which follow by themselves */
void rap_session_form_refresh (RapSessionForm *self);

/** rap_session_form_focus: gives the focus to the title */
void rap_session_form_focus (RapSessionForm *self);

G_END_DECLS
