// The functions that a program calls: each counts, fails where it is told to, and else does what it should.
#define _GNU_SOURCE
#include "Faults.h"
#ifdef __linux__
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct plan plan;
struct beneath beneath;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long operations;
static bool is_ready;
static bool watched[DESCRIPTORS];

static void copy(char *to, const char *variable) {
  const char *value = getenv(variable);
  snprintf(to, 4096, "%s", value ? value : "");
}

__attribute__((constructor)) static void begin(void) {
  beneath.open = dlsym(RTLD_NEXT, "open64");
  beneath.close = dlsym(RTLD_NEXT, "close");
  beneath.write = dlsym(RTLD_NEXT, "write");
  beneath.pwrite = dlsym(RTLD_NEXT, "pwrite64");
  beneath.ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  beneath.fsync = dlsym(RTLD_NEXT, "fsync");
  beneath.fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  beneath.rename = dlsym(RTLD_NEXT, "rename");
  beneath.link = dlsym(RTLD_NEXT, "link");
  beneath.unlink = dlsym(RTLD_NEXT, "unlink");
  copy(plan.folder, "FAULTY_FOLDER");
  copy(plan.stash, "FAULTY_STASH");
  copy(plan.report, "FAULTY_REPORT");
  const char *at = getenv("FAULTY_AT"), *seed = getenv("FAULTY_SEED"), *act = getenv("FAULTY_ACT");
  plan.at = at ? atol(at) : -1;
  plan.seed = seed ? strtoull(seed, NULL, 10) : 1;
  static const char *const names[] = {"count", "kill", "tear", "full", "error", "short", "power"};
  for (int i = 0; act && i < 7; i++) {
    if (strcmp(act, names[i]) == 0) plan.act = (enum act)i;
  }
  // (Programs that this one starts, such as pdftotext, are not meant.)
  unsetenv("LD_PRELOAD");
  is_ready = plan.folder[0] != 0;
}

__attribute__((destructor)) static void end(void) {
  if (!is_ready) return;
  pthread_mutex_lock(&lock);
  report();
  if (plan.act == POWER && plan.at == 0) power_fails();
  is_ready = false;
  pthread_mutex_unlock(&lock);
}

void report(void) {
  int descriptor = beneath.open(plan.report, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return;
  char line[32];
  int count = snprintf(line, sizeof line, "%ld\n", operations);
  if (beneath.write(descriptor, line, (size_t)count) < 0) _exit(99);
  beneath.close(descriptor);
}

/// Whether a path leads into the watched folder, as its text says.
static bool is_watched(const char *path) {
  char whole[2 * PATH_MAX];
  if (!is_ready || !path) return false;
  if (path[0] == '/') {
    snprintf(whole, sizeof whole, "%s", path);
  } else {
    char here[PATH_MAX];
    if (!getcwd(here, sizeof here)) return false;
    if (strcmp(path, ".") == 0) path = "";
    snprintf(whole, sizeof whole, "%s/%s", here, strncmp(path, "./", 2) == 0 ? path + 2 : path);
  }
  size_t length = strlen(plan.folder), all = strlen(whole);
  if (all >= 4 && strcmp(whole + all - 4, "-shm") == 0) return false;
  return strncmp(whole, plan.folder, length) == 0 && (whole[length] == '/' || whole[length] == 0);
}

static bool is_watched_descriptor(int descriptor) {
  return is_ready && descriptor >= 0 && descriptor < DESCRIPTORS && watched[descriptor];
}

static _Noreturn void die(void) {
  report();
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/// Counts an operation; ends the program, or says with which error it fails: 0 for none.
///
/// `grows`: a full disk refuses it. `is_write`: it is a write, which can be torn.
static int meet(bool grows, bool is_write) {
  operations++;
  if (plan.act == FULL) return plan.at > 0 && operations >= plan.at && grows ? ENOSPC : 0;
  if (operations != plan.at) return 0;
  if (plan.act == ERROR) return EIO;
  if (plan.act == KILL || (plan.act == TEAR && !is_write)) die();
  if (plan.act == POWER) {
    power_fails();
    die();
  }
  return 0;
}

static int refuse(int error) {
  pthread_mutex_unlock(&lock);
  errno = error;
  return -1;
}

#define PASS(call)                   \
  do {                               \
    int saved_error = errno;         \
    __typeof__(call) result = call;  \
    if (result >= 0) errno = saved_error; \
    pthread_mutex_unlock(&lock);     \
    return result;                   \
  } while (0)

static int open_watched(const char *path, int flags, mode_t mode) {
  if (!is_watched(path)) return beneath.open(path, flags, mode);
  pthread_mutex_lock(&lock);
  struct stat status;
  bool is_new = stat(path, &status) != 0, is_made = is_new && flags & O_CREAT;
  int error = is_made ? meet(true, false) : 0;
  if (error) return refuse(error);
  int descriptor = beneath.open(path, flags, mode);
  if (descriptor >= 0 && descriptor < DESCRIPTORS) {
    watched[descriptor] = true;
    if (plan.act == POWER) power_opened(descriptor, path, is_made, !is_new && S_ISDIR(status.st_mode));
  }
  int saved = errno;
  pthread_mutex_unlock(&lock);
  errno = saved;
  return descriptor;
}

#define OPEN(name)                                                  \
  int name(const char *path, int flags, ...) {                      \
    va_list rest;                                                   \
    va_start(rest, flags);                                          \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                   \
    return open_watched(path, flags, mode);                         \
  }
OPEN(open)
OPEN(open64)

int close(int descriptor) {
  if (!is_watched_descriptor(descriptor)) return beneath.close(descriptor);
  pthread_mutex_lock(&lock);
  watched[descriptor] = false;
  if (plan.act == POWER) power_closed(descriptor);
  PASS(beneath.close(descriptor));
}

/// Writes at a place; from where the descriptor stands where `place` is negative.
static ssize_t put(int descriptor, const void *bytes, size_t count, off_t place) {
  if (!is_watched_descriptor(descriptor)) {
    return place < 0 ? beneath.write(descriptor, bytes, count) : beneath.pwrite(descriptor, bytes, count, place);
  }
  pthread_mutex_lock(&lock);
  int error = meet(true, true);
  if (error) return refuse(error);
  bool is_cut = (plan.act == TEAR || plan.act == SHORT) && operations == plan.at && count > 1;
  if (is_cut) count /= 2;
  if (plan.act == POWER) {
    power_writes(descriptor, bytes, count, place < 0 ? lseek(descriptor, 0, SEEK_CUR) : place);
  }
  ssize_t done =
    place < 0 ? beneath.write(descriptor, bytes, count) : beneath.pwrite(descriptor, bytes, count, place);
  if (plan.act == TEAR && operations == plan.at) die();
  PASS(done);
}

ssize_t write(int descriptor, const void *bytes, size_t count) { return put(descriptor, bytes, count, -1); }
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t place) {
  return put(descriptor, bytes, count, place);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t place) {
  return put(descriptor, bytes, count, place);
}

static int cut(int descriptor, off_t length) {
  if (!is_watched_descriptor(descriptor)) return beneath.ftruncate(descriptor, length);
  pthread_mutex_lock(&lock);
  struct stat status;
  int error = meet(fstat(descriptor, &status) == 0 && length > status.st_size, false);
  if (error) return refuse(error);
  if (plan.act == POWER) power_truncates(descriptor, length);
  PASS(beneath.ftruncate(descriptor, length));
}

int ftruncate(int descriptor, off_t length) { return cut(descriptor, length); }
int ftruncate64(int descriptor, off_t length) { return cut(descriptor, length); }

#define SYNC(name)                                                        \
  int name(int descriptor) {                                              \
    if (!is_watched_descriptor(descriptor)) return beneath.name(descriptor); \
    pthread_mutex_lock(&lock);                                            \
    int error = meet(false, false);                                       \
    if (error) return refuse(error);                                      \
    if (plan.act == POWER) power_synced(descriptor);                      \
    PASS(plan.act == POWER ? 0 : beneath.name(descriptor));               \
  }
SYNC(fsync)
SYNC(fdatasync)

int rename(const char *from, const char *to) {
  if (!is_watched(to)) return beneath.rename(from, to);
  pthread_mutex_lock(&lock);
  int error = meet(false, false);
  if (error) return refuse(error);
  if (plan.act == POWER) power_renames(from, to);
  PASS(beneath.rename(from, to));
}

int link(const char *from, const char *to) {
  if (!is_watched(to)) return beneath.link(from, to);
  pthread_mutex_lock(&lock);
  int error = meet(true, false);
  if (error) return refuse(error);
  int result = beneath.link(from, to);
  if (plan.act == POWER && result == 0) power_links(to);
  PASS(result);
}

int unlink(const char *path) {
  if (!is_watched(path)) return beneath.unlink(path);
  pthread_mutex_lock(&lock);
  struct stat status;
  if (lstat(path, &status) != 0) PASS(beneath.unlink(path));
  int error = meet(false, false);
  if (error) return refuse(error);
  if (plan.act == POWER) power_unlinks(path);
  PASS(beneath.unlink(path));
}
#endif
