// Archives in and out (Debian: libarchive-dev).
#include <archive.h>
#include <archive_entry.h>
