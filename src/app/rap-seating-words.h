/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "rap-share-out-report.h"

G_BEGIN_DECLS

/** rap_seating_words: Returns: (transfer full): how well people sit, in a sentence: sizes, colleagues together, and who
 * sat together before */
char *rap_seating_words (const RapShareOutReport *report);

G_END_DECLS
