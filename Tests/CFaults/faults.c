#define _GNU_SOURCE
#include "CFaults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/// What a call may meet.
enum call { READS = 1, WRITES = 2, NEEDS_SPACE = 4, MAY_BE_INTERRUPTED = 8 };

static char watched_folder[PATH_MAX];
static atomic_bool is_armed;
static enum faultline_fault armed_fault;
static long armed_number;
static int armed_repeats;
static atomic_long counted, failed;
/// Descriptors of files under the folder.
static atomic_bool is_watched[4096];

void faultline_arm(const char *folder, enum faultline_fault fault, long number, int repeats) {
    strncpy(watched_folder, folder, sizeof watched_folder - 1);
    armed_fault = fault;
    armed_number = number;
    armed_repeats = repeats;
    counted = failed = 0;
    is_armed = 1;
}

long faultline_hits(void) {
    return failed;
}

void faultline_disarm(void) {
    is_armed = 0;
}

/// The C library's own function. It differs from `dlsym` only in keeping what `errno` was.
static void *next(const char *name) {
    int saved = errno;
    void *found = dlsym(RTLD_NEXT, name);
    errno = saved;
    return found;
}

#define NEXT(name) ((__typeof__(&name))next(#name))

static int is_under(const char *path) {
    return is_armed && path && strncmp(path, watched_folder, strlen(watched_folder)) == 0;
}

static int is_watching(int file) {
    return is_armed && file >= 0 && file < 4096 && is_watched[file];
}

static int can_hit(enum call call) {
    switch (armed_fault) {
    case FAULTLINE_EIO: return 1;
    case FAULTLINE_ENOSPC: return (call & NEEDS_SPACE) != 0;
    case FAULTLINE_EINTR: return (call & MAY_BE_INTERRUPTED) != 0;
    case FAULTLINE_SHORT_WRITE:
    case FAULTLINE_LOST_WRITE: return (call & WRITES) != 0;
    }
    return 0;
}

/// Counts a call and tells whether it fails.
static int hits(enum call call) {
    if (!can_hit(call)) return 0;
    long beyond = atomic_fetch_add(&counted, 1) + 1 - armed_number;
    int hit = armed_repeats ? beyond >= 0 && (armed_fault != FAULTLINE_EINTR || beyond % 2 == 0) : beyond == 0;
    if (hit) failed++;
    return hit;
}

/// For calls that fail as a whole. Sets `errno`.
static int fails(enum call call) {
    if (armed_fault == FAULTLINE_SHORT_WRITE || armed_fault == FAULTLINE_LOST_WRITE || !hits(call)) return 0;
    errno = armed_fault == FAULTLINE_EIO ? EIO : armed_fault == FAULTLINE_ENOSPC ? ENOSPC : EINTR;
    return 1;
}

/// Whether a call is to say that it wrote, and not to.
static int loses(int file) {
    return armed_fault == FAULTLINE_LOST_WRITE && is_watching(file) && hits(WRITES);
}

/// How many of `count` bytes a call may write; negative when it fails.
static ssize_t allowed(size_t count) {
    enum call call = WRITES | NEEDS_SPACE | MAY_BE_INTERRUPTED;
    if (armed_fault == FAULTLINE_SHORT_WRITE) return count > 1 && hits(call) ? (ssize_t)(count / 2) : (ssize_t)count;
    return fails(call) ? -1 : (ssize_t)count;
}

int open(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & (O_CREAT | O_TMPFILE)) {
        va_list arguments;
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    int watch = is_under(path);
    if (watch && fails(READS | MAY_BE_INTERRUPTED | (flags & O_CREAT ? NEEDS_SPACE : 0))) return -1;
    int file = NEXT(open)(path, flags, mode);
    if (file >= 0 && file < 4096) is_watched[file] = watch;
    return file;
}

int close(int file) {
    if (file >= 0 && file < 4096) is_watched[file] = 0;
    return NEXT(close)(file);
}

ssize_t read(int file, void *bytes, size_t count) {
    if (is_watching(file) && fails(READS | MAY_BE_INTERRUPTED)) return -1;
    return NEXT(read)(file, bytes, count);
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
    if (is_watching(file) && fails(READS | MAY_BE_INTERRUPTED)) return -1;
    return NEXT(pread)(file, bytes, count, offset);
}

ssize_t write(int file, const void *bytes, size_t count) {
    if (loses(file)) return (ssize_t)count;
    ssize_t some = is_watching(file) ? allowed(count) : (ssize_t)count;
    return some < 0 ? -1 : NEXT(write)(file, bytes, (size_t)some);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    if (loses(file)) return (ssize_t)count;
    ssize_t some = is_watching(file) ? allowed(count) : (ssize_t)count;
    return some < 0 ? -1 : NEXT(pwrite)(file, bytes, (size_t)some, offset);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    if (!is_watching(file) || count > IOV_MAX) return NEXT(writev)(file, parts, count);
    size_t total = 0;
    for (int i = 0; i < count; i++) total += parts[i].iov_len;
    if (loses(file)) return (ssize_t)total;
    ssize_t some = allowed(total);
    if (some < 0) return -1;
    if ((size_t)some == total) return NEXT(writev)(file, parts, count);
    struct iovec cut[IOV_MAX];
    int used = 0;
    for (size_t left = (size_t)some; left > 0; used++) {
        cut[used] = parts[used];
        if (cut[used].iov_len > left) cut[used].iov_len = left;
        left -= cut[used].iov_len;
    }
    return NEXT(writev)(file, cut, used);
}

off_t lseek(int file, off_t offset, int from) {
    if (is_watching(file) && fails(READS)) return -1;
    return NEXT(lseek)(file, offset, from);
}

int fdatasync(int file) {
    if (is_watching(file) && fails(NEEDS_SPACE | MAY_BE_INTERRUPTED)) return -1;
    return NEXT(fdatasync)(file);
}

int fsync(int file) {
    if (is_watching(file) && fails(NEEDS_SPACE | MAY_BE_INTERRUPTED)) return -1;
    return NEXT(fsync)(file);
}

int ftruncate(int file, off_t length) {
    if (is_watching(file) && fails(NEEDS_SPACE | MAY_BE_INTERRUPTED)) return -1;
    return NEXT(ftruncate)(file, length);
}

int flock(int file, int operation) {
    if (is_watching(file) && fails(READS | MAY_BE_INTERRUPTED)) return -1;
    return NEXT(flock)(file, operation);
}

int fcntl(int file, int command, ...) {
    va_list arguments;
    va_start(arguments, command);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    int is_lock = command == F_SETLK || command == F_SETLKW;
    if (is_lock && is_watching(file) && fails(READS | MAY_BE_INTERRUPTED)) return -1;
    return NEXT(fcntl)(file, command, argument);
}

void *mmap(void *address, size_t length, int protection, int flags, int file, off_t offset) {
    if (is_watching(file) && fails(READS)) return MAP_FAILED;
    return NEXT(mmap)(address, length, protection, flags, file, offset);
}

int mkdir(const char *path, mode_t mode) {
    if (is_under(path) && fails(READS | NEEDS_SPACE)) return -1;
    return NEXT(mkdir)(path, mode);
}

int rename(const char *from, const char *to) {
    if (is_under(from) && fails(READS | NEEDS_SPACE)) return -1;
    return NEXT(rename)(from, to);
}

int unlink(const char *path) {
    if (is_under(path) && fails(READS)) return -1;
    return NEXT(unlink)(path);
}

int stat(const char *path, struct stat *status) {
    if (is_under(path) && fails(READS)) return -1;
    return NEXT(stat)(path, status);
}

int fstat(int file, struct stat *status) {
    if (is_watching(file) && fails(READS)) return -1;
    return NEXT(fstat)(file, status);
}
