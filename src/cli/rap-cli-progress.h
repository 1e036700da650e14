/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rap_cli_progress:
 * @fraction: how much is done, from 0 to 1
 * @label: what is being done
 *
 * Shows on standard error how far long work is, if that is a terminal. To be given as a callback.
 */
void rap_cli_progress (double fraction, gpointer label);

/** rap_cli_progress_end: takes what is shown away */
void rap_cli_progress_end (void);

G_END_DECLS
