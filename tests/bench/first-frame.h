/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Waits for the first painted frame of the first window of @app, prints how long that took since RAP_BENCH_START (on
 * the monotonic clock, in milliseconds), lets the window settle, prints what memory it takes, and quits. */
void first_frame_watch (GtkApplication *app);
