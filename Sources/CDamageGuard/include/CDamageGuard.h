/// Tells a damaged file from a defect where both end the process by a signal.
///
/// LMDB trusts the pages of its file. Following a damaged one it touches memory beyond the file's end (SIGBUS) or
/// none at all (SIGSEGV). A guarded process says so and exits with a status of its own choice.
#ifndef CDAMAGEGUARD_H
#define CDAMAGEGUARD_H

/// From now on SIGBUS and SIGSEGV whose address lies in the map of a file with the name `file`, or whose instruction
/// lies in the shared library that has `function`, write `message` to standard error and end the process with
/// `status`. Others take the way they took before. May be called again, to change the message.
void faultline_guard_begin(const void *function, const char *file, const char *message, int status);

/// What the guard does of a damaged file that was noticed without a signal: ends the process if it is guarded.
void faultline_guard_noticed(void);

#endif
