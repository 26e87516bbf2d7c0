/// System calls that fail on demand.
///
/// A program that links this target calls these functions in place of the C library's, and so do the shared libraries
/// that it loads, liblmdb among them. Calls on files of one folder are counted, and chosen ones fail. A short write
/// really writes the first half of its bytes, which a tracer that replaces results cannot do.
#ifndef CFAULTS_H
#define CFAULTS_H

enum faultline_fault {
    /// EIO from any call.
    FAULTLINE_EIO,
    /// ENOSPC from calls that may need space.
    FAULTLINE_ENOSPC,
    /// EINTR from calls that a signal may interrupt.
    FAULTLINE_EINTR,
    /// Half of the bytes are written, from calls that write.
    FAULTLINE_SHORT_WRITE,
    /// Nothing is written, and the call says that everything was: what no program can survive, for a control.
    FAULTLINE_LOST_WRITE,
};

/// From now on the `number`th call, from 1, on files under `folder` that this fault can hit fails; when `repeats`,
/// those after it too (of EINTR every other one: a program that tries again must get through).
void faultline_arm(const char *folder, enum faultline_fault fault, long number, int repeats);

/// How many calls failed since the faults began.
long faultline_hits(void);

/// Ends the faults.
void faultline_disarm(void);

#endif
