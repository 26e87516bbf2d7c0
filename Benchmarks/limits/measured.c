// Runs a command and writes what it took to a file: a process so small that its own memory does not count as the
// command's, which a child inherits until it executes.
//
//   measured FILE COMMAND ARGUMENT…      FILE: seconds elapsed, seconds of the processor, peak resident bytes
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec * 1e-6; }

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
    if (count < 3) return 2;
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(arguments[2], arguments + 2);
        perror(arguments[2]);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) return 2;
    double elapsed = now() - start;
    FILE *file = fopen(arguments[1], "w");
    if (!file) return 2;
    fprintf(file, "%.6f %.6f %ld\n", elapsed, seconds(usage.ru_utime) + seconds(usage.ru_stime),
            usage.ru_maxrss * 1024L);
    fclose(file);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
