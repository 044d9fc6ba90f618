// What a loss of power could leave: the writes that no fsync has made sure of, taken back, and some of them done again.
#define _GNU_SOURCE
#include "Faults.h"
#ifdef __linux__
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/// A disk writes whole sectors; a page is several of them.
enum { SECTOR = 512 };

/// A file by its number on the disk. The own descriptor stays open for good: to close it would drop SQLite's locks.
struct file {
  ino_t number;
  int descriptor;
};
static struct file *files;
static int file_count;
static int file_of[DESCRIPTORS];  // index + 1; -1 for a folder

/// A write that may be lost. `bytes` is NULL where only the length was set.
struct change {
  int file;
  bool is_sure;
  off_t place, size_before, size_after;
  size_t count, count_before;
  char *bytes, *before;
};
static struct change *changes;
static size_t change_count, change_room;

/// A name that was made, moved or taken away, and may not have reached the disk.
struct naming {
  enum { MADE, MOVED, TAKEN } kind;
  char *path, *from;
  int stashed;  // the number in the stash of what the name stood for; 0: nothing
};
static struct naming *namings;
static size_t naming_count, naming_room;
static int stash_count;

static void *grown(void *list, size_t count, size_t *room, size_t size) {
  if (count < *room) return list;
  *room = *room * 2 + 64;
  return realloc(list, *room * size);
}

static char *whole(const char *path) {
  char text[8192];
  if (path[0] == '/') return strdup(path);
  char here[4096];
  snprintf(text, sizeof text, "%s/%s", getcwd(here, sizeof here) ? here : "", path);
  return strdup(text);
}

static struct naming *name(int kind, const char *path) {
  namings = grown(namings, naming_count, &naming_room, sizeof *namings);
  struct naming *naming = &namings[naming_count++];
  *naming = (struct naming){.kind = kind, .path = whole(path)};
  return naming;
}

static void stash_path(int number, char path[8192]) { snprintf(path, 8192, "%s/%d", plan.stash, number); }

static void stash(struct naming *naming) {
  char kept[8192];
  stash_path(stash_count + 1, kept);
  if (beneath.link(naming->path, kept) == 0) naming->stashed = ++stash_count;
}

void power_opened(int descriptor, const char *path, bool is_new, bool is_folder) {
  if (is_folder) {
    file_of[descriptor] = -1;
    return;
  }
  if (is_new) name(MADE, path);
  struct stat status;
  if (fstat(descriptor, &status) != 0) return;
  for (int i = 0; i < file_count; i++) {
    if (files[i].number == status.st_ino) {
      file_of[descriptor] = i + 1;
      return;
    }
  }
  files = realloc(files, sizeof *files * (size_t)(file_count + 1));
  files[file_count] = (struct file){status.st_ino, beneath.open(path, O_RDWR | O_CLOEXEC)};
  file_of[descriptor] = ++file_count;
}

void power_closed(int descriptor) { file_of[descriptor] = 0; }

static struct change *record(int descriptor) {
  int file = file_of[descriptor];
  if (file <= 0) return NULL;
  changes = grown(changes, change_count, &change_room, sizeof *changes);
  struct change *change = &changes[change_count++];
  struct stat status;
  fstat(files[file - 1].descriptor, &status);
  *change = (struct change){.file = file - 1, .size_before = status.st_size};
  return change;
}

void power_writes(int descriptor, const void *bytes, size_t count, off_t place) {
  struct change *change = record(descriptor);
  if (!change) return;
  change->place = place;
  change->count = count;
  change->bytes = malloc(count);
  memcpy(change->bytes, bytes, count);
  change->before = malloc(count);
  ssize_t there = pread(files[change->file].descriptor, change->before, count, place);
  change->count_before = there > 0 ? (size_t)there : 0;
}

void power_truncates(int descriptor, off_t length) {
  struct change *change = record(descriptor);
  if (!change) return;
  change->size_after = length;
  if (length >= change->size_before) return;
  change->place = length;
  change->count_before = (size_t)(change->size_before - length);
  change->before = malloc(change->count_before);
  ssize_t there = pread(files[change->file].descriptor, change->before, change->count_before, length);
  change->count_before = there > 0 ? (size_t)there : 0;
}

void power_synced(int descriptor) {
  if (file_of[descriptor] == -1) {
    naming_count = 0;
    return;
  }
  for (size_t i = 0; i < change_count; i++) {
    if (changes[i].file != file_of[descriptor] - 1) continue;
    changes[i].is_sure = true;
    free(changes[i].bytes);
    free(changes[i].before);
    changes[i].bytes = changes[i].before = NULL;
  }
  size_t kept = 0;
  for (size_t i = 0; i < change_count; i++) {
    if (!changes[i].is_sure) changes[kept++] = changes[i];
  }
  change_count = kept;
}

void power_renames(const char *from, const char *to) {
  struct naming *naming = name(MOVED, to);
  naming->from = whole(from);
  stash(naming);
}
void power_links(const char *to) { name(MADE, to); }
void power_unlinks(const char *path) { stash(name(TAKEN, path)); }

static uint64_t random_number(void) {
  plan.seed += 0x9E3779B97F4A7C15u;
  uint64_t z = plan.seed;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static void must(ssize_t done, const char *what) {
  if (done >= 0) return;
  dprintf(2, "FaultyIO: %s failed\n", what);
  _exit(99);
}

static void put(int descriptor, const char *bytes, size_t count, off_t place) {
  if (count > 0) must(beneath.pwrite(descriptor, bytes, count, place), "pwrite");
}

static void take_back_changes(void) {
  for (size_t i = change_count; i-- > 0;) {
    struct change *change = &changes[i];
    int file = files[change->file].descriptor;
    if (change->before) put(file, change->before, change->count_before, change->place);
    must(beneath.ftruncate(file, change->size_before), "ftruncate");
  }
}

/// Of what is written, each sector may have reached the disk or not.
static void do_again(struct change *change, unsigned per_cent) {
  int file = files[change->file].descriptor;
  bool is_torn = random_number() % 4 == 0;
  if (!is_torn && random_number() % 100 >= per_cent) return;
  if (!change->bytes) {
    must(beneath.ftruncate(file, change->size_after), "ftruncate");
    return;
  }
  size_t done = 0;
  while (done < change->count) {
    size_t rest = SECTOR - (size_t)(change->place + (off_t)done) % SECTOR;
    if (rest > change->count - done) rest = change->count - done;
    if (!is_torn || random_number() % 2) put(file, change->bytes + done, rest, change->place + (off_t)done);
    done += rest;
  }
}

/// Names reach the disk in their order, as with a file system that keeps a journal: the last so many are lost.
static void take_back_namings(size_t kept) {
  for (size_t i = naming_count; i-- > kept;) {
    struct naming *naming = &namings[i];
    char stashed[8192];
    stash_path(naming->stashed, stashed);
    if (naming->kind == MADE) beneath.unlink(naming->path);
    if (naming->kind == MOVED) beneath.rename(naming->path, naming->from);
    if (naming->stashed) must(beneath.rename(stashed, naming->path), "rename");
  }
}

void power_fails(void) {
  static const unsigned shares[] = {0, 30, 60, 90, 100};
  unsigned per_cent = shares[random_number() % 5];
  take_back_changes();
  for (size_t i = 0; i < change_count; i++) do_again(&changes[i], per_cent);
  take_back_namings(naming_count > 0 ? random_number() % (naming_count + 1) : 0);
}
#endif
