/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-cli-progress.h"

#include <stdio.h>
#include <unistd.h>

#define EVERY_US (G_USEC_PER_SEC / 10)

static gint64 shown_at;

void
rap_cli_progress (double fraction, gpointer label)
{
  const gint64 now = g_get_monotonic_time ();

  if (now - shown_at < EVERY_US || !isatty (STDERR_FILENO))
    return;
  shown_at = now;
  g_printerr ("\r%s %3d%%", (const char *) label, (int) (CLAMP (fraction, 0, 1) * 100));
}

void
rap_cli_progress_end (void)
{
  if (shown_at != 0)
    g_printerr ("\r\033[K");
  shown_at = 0;
}
