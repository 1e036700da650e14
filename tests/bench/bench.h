/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* What every measurement needs: clocks, samples, a folder, child processes and rows of the table. Times are
 * milliseconds. Whatever fails ends the program with a message, for there is nothing left to measure. */

#define BENCH_HEADER "| what | ours | beside | ratio | to reach |\n|---|---|---|---|---|\n"

/* Begins the measurement @name: says on what machine, and how busy it is. */
void bench_begin (const char *name);

/* Ends it: prints its rows as a Markdown table, and keeps them for the table of all. */
void bench_end (void);

/* One row. @beside names what it is compared with and how long that took; "" where there is nothing to compare. @ratio
 * of 0 is left out. */
void bench_row (const char *what, const char *ours, const char *beside, double ratio, const char *to_reach);

/* Printf for the arguments of bench_row(); the strings live until bench_end(). */
const char *bench_format (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* "0.41 ms, 0.72 ms": the median and the 99th percentile. */
const char *bench_p50_p99 (GArray *samples);

double bench_now (void);
double bench_cpu (void);

GArray *bench_samples_new (void);
void bench_add (GArray *samples, double value);

/* @p from 0 to 1, by nearest rank. */
double bench_percentile (GArray *samples, double p);
double bench_median (GArray *samples);

/* "median 41 (40 to 52)", with a unit: how far the runs were apart. */
const char *bench_spread (GArray *samples, const char *unit);

/* Where generated archives are kept: RAP_BENCH_DIR. */
const char *bench_folder (void);

/* A file in that folder that is gone after bench_end(), with all that SQLite puts beside it. */
char *bench_scratch (const char *name);

/* A copy of @source as bench_scratch() has it, its pages on the disk and in the cache. */
char *bench_copy (const char *source, const char *name);

/* Peak of resident memory of this process in MiB. */
double bench_peak_memory (void);

typedef struct
{
  double wall;
  double cpu;
  char *output; /* what it printed */
} BenchChild;

/* Runs a program to its end; @output_path (nullable) gets what it prints instead of @child. */
void bench_run (const char *const *argv, const char *output_path, BenchChild *child);

/* The number after `KEY ` on a line of what a child printed. */
double bench_child_value (const BenchChild *child, const char *key);
void bench_child_clear (BenchChild *child);

void bench_check (const GError *error);

/* A file to which 4 KiB are appended and synced: what a disk needs for the least that can be kept. */
int bench_disk_open (void);
double bench_disk_append (int fd);
