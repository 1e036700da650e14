/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-role.h"
#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_SPEAKER_BOX (rap_speaker_box_get_type ())
G_DECLARE_FINAL_TYPE (RapSpeakerBox, rap_speaker_box, RAP, SPEAKER_BOX, AdwBin)

/**
 * RapSpeakerBox:
 *
 * A speaker of a talk: name, affiliation, biography and link are edited in place; Alt+Up and Alt+Down change the order.
 */

/** rap_speaker_box_new: Returns: (transfer floating): a box for a speaker's role */
GtkWidget *rap_speaker_box_new (RapStore *store, RapRole *role);

G_END_DECLS
