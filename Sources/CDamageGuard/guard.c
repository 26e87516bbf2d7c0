#define _GNU_SOURCE
#include "CDamageGuard.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

enum { most_bytes = 1024 };

static uintptr_t library_start, library_end;
static char message[most_bytes], file_name[most_bytes];
static volatile int exit_status;
static atomic_bool is_begun;
static struct sigaction before_bus, before_segv;

/// The next line of a file, cut to what fits; 0 at its end.
static int next_line(int file, char *line) {
    size_t count = 0;
    char byte;
    while (read(file, &byte, 1) == 1 && byte != '\n') {
        if (count < most_bytes - 1) line[count++] = byte;
    }
    line[count] = 0;
    return count > 0;
}

static uintptr_t hexadecimal(const char **text) {
    uintptr_t value = 0;
    for (;; (*text)++) {
        char digit = **text;
        if (digit >= '0' && digit <= '9') value = value * 16 + (uintptr_t)(digit - '0');
        else if (digit >= 'a' && digit <= 'f') value = value * 16 + (uintptr_t)(digit - 'a' + 10);
        else return value;
    }
}

/// Whether an address lies in the map of a file of the name. Asks the kernel, with calls that a handler may make.
static int is_in_file(uintptr_t address) {
    char line[most_bytes];
    int is_found = 0;
    int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    while (!is_found && next_line(file, line)) {
        const char *place = line;
        uintptr_t start = hexadecimal(&place);
        place += *place == '-';
        uintptr_t end = hexadecimal(&place);
        is_found = address >= start && address < end && strstr(line, file_name) != NULL;
    }
    close(file);
    return is_found;
}

static uintptr_t instruction(const ucontext_t *context) {
#if defined(__x86_64__)
    return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return (uintptr_t)context->uc_mcontext.pc;
#else
    return 0;
#endif
}

void faultline_guard_noticed(void) {
    if (!is_begun) return;
    ssize_t ignored = write(STDERR_FILENO, message, strlen(message));
    (void)ignored;
    _exit(exit_status);
}

static void handle(int number, siginfo_t *information, void *context) {
    uintptr_t place = instruction(context);
    int is_in_library = place >= library_start && place < library_end;
    if (is_in_library || is_in_file((uintptr_t)information->si_addr)) faultline_guard_noticed();
    // A defect: the instruction runs again and meets what was there before.
    sigaction(number, number == SIGBUS ? &before_bus : &before_segv, NULL);
}

/// Notes where the library lies whose first segment is at `library_start`.
static int note_library(struct dl_phdr_info *information, size_t size, void *unused) {
    (void)size;
    (void)unused;
    if (information->dlpi_addr != library_start) return 0;
    for (int i = 0; i < information->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &information->dlpi_phdr[i];
        uintptr_t end = information->dlpi_addr + segment->p_vaddr + segment->p_memsz;
        if (segment->p_type == PT_LOAD && end > library_end) library_end = end;
    }
    return 1;
}

void faultline_guard_begin(const void *function, const char *file, const char *text, int status) {
    strncpy(message, text, most_bytes - 1);
    strncpy(file_name, file, most_bytes - 1);
    exit_status = status;
    if (atomic_exchange(&is_begun, 1)) return;
    Dl_info found;
    // Not of a program that has the library inside itself: all of it would look like LMDB.
    Dl_info own;
    if (dladdr(function, &found) && dladdr((const void *)&faultline_guard_begin, &own)
        && found.dli_fbase != own.dli_fbase) {
        library_start = (uintptr_t)found.dli_fbase;
        dl_iterate_phdr(note_library, NULL);
    }
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO};
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, &before_bus);
    sigaction(SIGSEGV, &action, &before_segv);
}
