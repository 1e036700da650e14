/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shim-vfs.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECTOR 512

/* A write since the last sync, or with no bytes a truncation to @offset. */
typedef struct
{
  gint64 offset;
  GBytes *bytes;
} Change;

/* What a disk knows of a file: @name is %NULL in no file that a test can find again. */
typedef struct
{
  GByteArray *durable; /* %NULL: the folder on disk has no such file */
  GByteArray *ghost;   /* deleted without a sync of the folder: may come back */
  GPtrArray *changes;  /* Change, since the last sync; %NULL: does not exist now */
} Image;

typedef struct
{
  sqlite3_file base;
  Image *image; /* %NULL: shared memory and nameless files, which no power cut leaves */
  sqlite3_file *real;
} ShimFile;

ShimState shim;
static sqlite3_vfs vfs, *unix_vfs;
static GHashTable *images; /* path → Image */

static void
free_change (Change *change)
{
  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_free (change);
}

static void
free_image (Image *image)
{
  g_clear_pointer (&image->durable, g_byte_array_unref);
  g_clear_pointer (&image->ghost, g_byte_array_unref);
  g_clear_pointer (&image->changes, g_ptr_array_unref);
  g_free (image);
}

static gboolean
fails (void)
{
  shim.calls++;
  if (shim.fail_at == 0 || !(shim.calls == shim.fail_at || (shim.fail_after && shim.calls > shim.fail_at)))
    return FALSE;
  shim.failed++;
  return TRUE;
}

static void
happened (Image *image)
{
  if (image != NULL && shim.on_event != NULL)
    shim.on_event (shim.event_data);
}

static void
apply (GByteArray *bytes, gint64 offset, const guint8 *data, gsize size)
{
  const gsize end = (gsize) offset + size;

  if (bytes->len < end)
    {
      guint old = bytes->len;
      g_byte_array_set_size (bytes, (guint) end);
      memset (bytes->data + old, 0, end - old);
    }
  memcpy (bytes->data + offset, data, size);
}

static void
apply_change (GByteArray *bytes, const Change *change)
{
  gsize size;
  const guint8 *data;

  if (change->bytes == NULL)
    {
      if (bytes->len > change->offset)
        g_byte_array_set_size (bytes, (guint) change->offset);
      return;
    }
  data = g_bytes_get_data (change->bytes, &size);
  apply (bytes, change->offset, data, size);
}

/* Any of the sectors of @change, some of them perhaps with garbage. */
static void
apply_some_sectors (GByteArray *bytes, const Change *change, gboolean garbage)
{
  gsize size;
  const guint8 *data;

  if (change->bytes == NULL)
    {
      if (g_random_boolean ())
        apply_change (bytes, change);
      return;
    }
  data = g_bytes_get_data (change->bytes, &size);
  for (gsize at = 0; at < size;)
    {
      gsize length = MIN (SECTOR - ((gsize) change->offset + at) % SECTOR, size - at);
      if (garbage && g_random_int_range (0, 8) == 0)
        {
          guint8 noise[SECTOR];
          for (gsize i = 0; i < length; i++)
            noise[i] = (guint8) g_random_int ();
          apply (bytes, change->offset + (gint64) at, noise, length);
        }
      else if (g_random_boolean ())
        apply (bytes, change->offset + (gint64) at, data + at, length);
      at += length;
    }
}

static void
apply_torn (GByteArray *bytes, GPtrArray *changes)
{
  guint whole = changes->len > 0 ? (guint) g_random_int_range (0, (int) changes->len) : 0;

  for (guint i = 0; i < whole; i++)
    apply_change (bytes, changes->pdata[i]);
  if (whole < changes->len)
    {
      const Change *last = changes->pdata[whole];
      gsize size = 0;
      const guint8 *data = last->bytes != NULL ? g_bytes_get_data (last->bytes, &size) : NULL;
      if (size > 0)
        apply (bytes, last->offset, data, (gsize) g_random_int_range (0, (int) size));
    }
}

static GByteArray *
copy_array (const GByteArray *array)
{
  GByteArray *copy = g_byte_array_new ();

  if (array != NULL)
    g_byte_array_append (copy, array->data, array->len);
  return copy;
}

/* What a power cut now may leave of a file, or %NULL. */
static GByteArray *
make_crashed (const Image *image, ShimCrash crash)
{
  GByteArray *bytes;

  if (image->ghost != NULL && (crash == SHIM_CRASH_NOTHING || (crash != SHIM_CRASH_ALL && g_random_boolean ())))
    return copy_array (image->ghost);
  if (image->changes == NULL || (image->durable == NULL && crash == SHIM_CRASH_NOTHING))
    return NULL;
  bytes = copy_array (image->durable);
  if (crash == SHIM_CRASH_TORN)
    apply_torn (bytes, image->changes);
  else
    for (guint i = 0; crash != SHIM_CRASH_NOTHING && i < image->changes->len; i++)
      if (crash == SHIM_CRASH_ALL)
        apply_change (bytes, image->changes->pdata[i]);
      else
        apply_some_sectors (bytes, image->changes->pdata[i], crash == SHIM_CRASH_GARBAGE);
  return bytes;
}

static void
note_change (Image *image, gint64 offset, const void *data, int size)
{
  Change *change;

  if (image == NULL || image->changes == NULL)
    return;
  change = g_new0 (Change, 1);
  change->offset = offset;
  change->bytes = data != NULL ? g_bytes_new (data, (gsize) size) : NULL;
  g_ptr_array_add (image->changes, change);
}

/* A sync brings the contents of a file to the disk, and SQLite syncs the folder together with a new journal. */
static void
note_sync (Image *image)
{
  GHashTableIter iter;
  gpointer other;

  if (image == NULL || image->changes == NULL || shim.lying_sync)
    return;
  if (image->durable == NULL)
    {
      g_hash_table_iter_init (&iter, images);
      while (g_hash_table_iter_next (&iter, NULL, &other))
        g_clear_pointer (&((Image *) other)->ghost, g_byte_array_unref);
      image->durable = g_byte_array_new ();
    }
  for (guint i = 0; i < image->changes->len; i++)
    apply_change (image->durable, image->changes->pdata[i]);
  g_ptr_array_set_size (image->changes, 0);
}

static void
note_delete (Image *image, gboolean synced)
{
  if (image->durable != NULL)
    {
      g_clear_pointer (&image->ghost, g_byte_array_unref);
      image->ghost = g_steal_pointer (&image->durable);
    }
  if (synced && !shim.lying_sync)
    g_clear_pointer (&image->ghost, g_byte_array_unref);
  g_clear_pointer (&image->changes, g_ptr_array_unref);
}

static Image *
find_image (const char *path, int flags)
{
  Image *image;

  if (path == NULL || (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) == 0)
    return NULL;
  image = g_hash_table_lookup (images, path);
  if (image == NULL)
    {
      g_autofree char *contents = NULL;
      gsize length;
      image = g_new0 (Image, 1);
      /* what is there before the test begins is on disk */
      if (g_file_get_contents (path, &contents, &length, NULL))
        {
          image->durable = g_byte_array_new ();
          g_byte_array_append (image->durable, (const guint8 *) contents, (guint) length);
        }
      g_hash_table_insert (images, g_strdup (path), image);
    }
  if (image->changes == NULL)
    image->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_change);
  return image;
}

#define REAL(file) (((ShimFile *) (file))->real)
#define IMAGE(file) (((ShimFile *) (file))->image)

static int
file_close (sqlite3_file *file)
{
  return REAL (file)->pMethods->xClose (REAL (file));
}

static int
file_read (sqlite3_file *file, void *data, int size, sqlite3_int64 offset)
{
  return fails () ? SQLITE_IOERR_READ : REAL (file)->pMethods->xRead (REAL (file), data, size, offset);
}

static int
file_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
  sqlite3_int64 before = 0;
  int code;

  if (fails ())
    return SQLITE_IOERR_WRITE;
  if (shim.room >= 0)
    {
      REAL (file)->pMethods->xFileSize (REAL (file), &before);
      if (offset + size - before > shim.room)
        return SQLITE_FULL;
      shim.room -= MAX (0, offset + size - before);
    }
  code = REAL (file)->pMethods->xWrite (REAL (file), data, size, offset);
  if (code == SQLITE_OK)
    note_change (IMAGE (file), offset, data, size);
  happened (IMAGE (file));
  return code;
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  int code = fails () ? SQLITE_IOERR_TRUNCATE : REAL (file)->pMethods->xTruncate (REAL (file), size);

  if (code == SQLITE_OK)
    note_change (IMAGE (file), size, NULL, 0);
  happened (IMAGE (file));
  return code;
}

static int
file_sync (sqlite3_file *file, int flags)
{
  if (fails ())
    return SQLITE_IOERR_FSYNC;
  /* the machine is not going to lose its power: what counts is what the image knows */
  note_sync (IMAGE (file));
  happened (IMAGE (file));
  return SQLITE_OK;
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return fails () ? SQLITE_IOERR_FSTAT : REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
file_lock (sqlite3_file *file, int level)
{
  return fails () ? SQLITE_IOERR_LOCK : REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
file_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
file_check_lock (sqlite3_file *file, int *locked)
{
  return fails () ? SQLITE_IOERR_CHECKRESERVEDLOCK : REAL (file)->pMethods->xCheckReservedLock (REAL (file), locked);
}

static int
file_control (sqlite3_file *file, int op, void *argument)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), op, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return SECTOR;
}

static int
file_characteristics (sqlite3_file *file)
{
  return 0;
}

static int
file_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  return fails () ? SQLITE_IOERR_SHMMAP : REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, memory);
}

static int
file_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  /* what cannot be locked can always be unlocked */
  if ((flags & SQLITE_SHM_LOCK) != 0 && fails ())
    return SQLITE_IOERR_SHMLOCK;
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
file_shm_unmap (sqlite3_file *file, int remove)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), remove);
}

#define COMMON_METHODS                                                                                                 \
  file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock, file_check_lock,     \
      file_control, file_sector_size, file_characteristics

static const sqlite3_io_methods plain_methods = { 1, COMMON_METHODS };
static const sqlite3_io_methods wal_methods = {
  2, COMMON_METHODS, file_shm_map, file_shm_lock, file_shm_barrier, file_shm_unmap,
};

static int
vfs_open (sqlite3_vfs *own, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  ShimFile *self = (ShimFile *) file;
  int code;

  self->base.pMethods = NULL;
  self->real = (sqlite3_file *) &self[1];
  if (fails ())
    return SQLITE_CANTOPEN;
  self->image = find_image (path, flags);
  code = unix_vfs->xOpen (unix_vfs, path, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    self->base.pMethods = shim.no_wal ? &plain_methods : &wal_methods;
  return code;
}

static int
vfs_delete (sqlite3_vfs *own, const char *path, int sync_folder)
{
  Image *image = g_hash_table_lookup (images, path);
  int code = fails () ? SQLITE_IOERR_DELETE : unix_vfs->xDelete (unix_vfs, path, sync_folder);

  if (code == SQLITE_OK && image != NULL)
    {
      note_delete (image, sync_folder != 0);
      happened (image);
    }
  return code;
}

static int
vfs_access (sqlite3_vfs *own, const char *path, int flags, int *result)
{
  return fails () ? SQLITE_IOERR_ACCESS : unix_vfs->xAccess (unix_vfs, path, flags, result);
}

static int
vfs_full_pathname (sqlite3_vfs *own, const char *path, int size, char *out)
{
  return fails () ? SQLITE_CANTOPEN : unix_vfs->xFullPathname (unix_vfs, path, size, out);
}

void
shim_install (void)
{
  if (unix_vfs == NULL)
    {
      unix_vfs = sqlite3_vfs_find ("unix");
      vfs = *unix_vfs;
      vfs.zName = "shim";
      vfs.pNext = NULL;
      vfs.szOsFile = (int) sizeof (ShimFile) + unix_vfs->szOsFile;
      vfs.xOpen = vfs_open;
      vfs.xDelete = vfs_delete;
      vfs.xAccess = vfs_access;
      vfs.xFullPathname = vfs_full_pathname;
    }
  g_clear_pointer (&images, g_hash_table_unref);
  images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_image);
  shim = (ShimState){ .room = -1 };
  shim_resume ();
}

void
shim_resume (void)
{
  sqlite3_vfs_register (&vfs, 1);
}

void
shim_uninstall (void)
{
  sqlite3_vfs_register (unix_vfs, 1);
}

void
shim_crash (ShimCrash crash, const char *folder)
{
  GHashTableIter iter;
  gpointer path, image;

  g_hash_table_iter_init (&iter, images);
  while (g_hash_table_iter_next (&iter, &path, &image))
    {
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *target = g_build_filename (folder, name, NULL);
      GByteArray *bytes = make_crashed (image, crash);
      FILE *file;

      g_unlink (target);
      if (bytes == NULL)
        continue;
      file = g_fopen (target, "wb");
      g_assert_nonnull (file);
      g_assert_cmpuint (fwrite (bytes->data, 1, bytes->len, file), ==, bytes->len);
      g_assert_cmpint (fclose (file), ==, 0);
      g_byte_array_unref (bytes);
    }
}
