/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * A VFS around SQLite's "unix" through which a test sees and hinders everything that an archive does with its files.
 *
 * It remembers of every file what a disk has for certain (what was there at the last sync) and what was written since,
 * so that a test can make the files as a power cut may leave them. It can make any call fail, or every call that needs
 * more room. Of one thread.
 */

/**
 * ShimEvent:
 *
 * Called after everything that would change what a power cut leaves.
 */
typedef void (*ShimEvent) (gpointer data);

/**
 * ShimState:
 * @on_event: (nullable): the test's hook
 * @no_wal: files have no shared memory, as on network drives, so there is no WAL
 * @lying_sync: sync says it was done and does nothing
 * @calls: how many calls there were since the test set it
 * @fail_at: the call that fails, counted from 1; 0: none
 * @fail_after: whether all calls after that one fail too
 * @failed: how many calls failed so
 * @room: how many more bytes files may grow by; -1: no limit
 */
typedef struct
{
  ShimEvent on_event;
  gpointer event_data;
  gboolean no_wal;
  gboolean lying_sync;
  guint64 calls;
  guint64 fail_at;
  gboolean fail_after;
  guint64 failed;
  gint64 room;
} ShimState;

extern ShimState shim;

/**
 * ShimCrash:
 * @SHIM_CRASH_NOTHING: nothing since the last sync got to the disk
 * @SHIM_CRASH_ALL: everything did
 * @SHIM_CRASH_TORN: what was written first, up to the middle of a write
 * @SHIM_CRASH_SECTORS: any of the 512-byte sectors did, in any order
 * @SHIM_CRASH_GARBAGE: the same, and some sectors hold what nobody wrote
 */
typedef enum
{
  SHIM_CRASH_NOTHING,
  SHIM_CRASH_ALL,
  SHIM_CRASH_TORN,
  SHIM_CRASH_SECTORS,
  SHIM_CRASH_GARBAGE,
  SHIM_N_CRASHES
} ShimCrash;

/** shim_install: makes the shim SQLite's default VFS; forgets all files and faults */
void shim_install (void);

/** shim_uninstall: makes "unix" the default again; what was opened through the shim goes on using it */
void shim_uninstall (void);

/** shim_resume: makes the shim the default once more, with all that it remembers */
void shim_resume (void);

/** shim_crash: makes the files in @folder as a power cut now may leave them; -shm is never among them */
void shim_crash (ShimCrash crash, const char *folder);

G_END_DECLS
