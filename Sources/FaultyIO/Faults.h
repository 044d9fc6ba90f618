// What the parts of the layer share.
#ifndef FAULTS_H
#define FAULTS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { DESCRIPTORS = 1024 };

enum act { COUNT, KILL, TEAR, FULL, ERROR, SHORT, POWER };

/// What the environment asked for.
struct plan {
  enum act act;
  long at;
  uint64_t seed;
  char folder[4096];
  char stash[4096];
  char report[4096];
};
extern struct plan plan;

/// The C library's own functions, below those of this layer.
struct beneath {
  int (*open)(const char *, int, ...);
  int (*close)(int);
  ssize_t (*write)(int, const void *, size_t);
  ssize_t (*pwrite)(int, const void *, size_t, off_t);
  int (*ftruncate)(int, off_t);
  int (*fsync)(int);
  int (*fdatasync)(int);
  int (*rename)(const char *, const char *);
  int (*link)(const char *, const char *);
  int (*unlink)(const char *);
};
extern struct beneath beneath;

/// Writes the number of operations to the report.
void report(void);

// PowerLoss.c: what has been done and may yet be lost. All of it is called with the lock held.

/// A watched file was opened; `is_new`: it was not there before.
void power_opened(int descriptor, const char *path, bool is_new, bool is_folder);
void power_closed(int descriptor);
/// Before bytes are written, or the length is set to `end` (`bytes` is NULL).
void power_writes(int descriptor, const void *bytes, size_t count, off_t place);
void power_truncates(int descriptor, off_t length);
void power_synced(int descriptor);
void power_renames(const char *from, const char *to);
void power_links(const char *to);
void power_unlinks(const char *path);
/// Leaves the files as a loss of power could leave them.
void power_fails(void);

#endif
