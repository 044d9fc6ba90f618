// An I/O layer that fails on purpose, to be put before a program with LD_PRELOAD (Linux). The program is the built
// one; the environment says what happens to the files of one folder:
//
//   FAULTY_FOLDER  the folder, as an absolute path without links; what lies in it is watched, but for *-shm
//   FAULTY_ACT     count  nothing fails
//                  kill   SIGKILL in the place of the operation
//                  tear   half of the bytes are written, then SIGKILL
//                  full   this and all later writes fail with ENOSPC
//                  error  this one operation fails with EIO
//                  short  this one write takes half of the bytes, and says so
//                  power  the power fails: what no fsync has made sure of is lost, kept or torn at random, then SIGKILL
//   FAULTY_AT      the number of the operation, from 1; 0 with power: when the program has ended
//   FAULTY_SEED    for power: the choice
//   FAULTY_STASH   for power: an empty folder on the same disk, for names that come back
//   FAULTY_REPORT  a file that gets the number of operations, one line
//
// Operations are what changes files or makes sure of them: write, pwrite, ftruncate, fsync, fdatasync, rename, link,
// unlink, and open where it makes a file.
#ifndef FAULTY_IO_H
#define FAULTY_IO_H
#endif
