#include <lmdb.h>
// Not in Swift's module map of the C library.
#include <sys/statfs.h>
