#ifndef CDEFAULTSCHEMA_H
#define CDEFAULTSCHEMA_H

#include <stddef.h>

/// One file of schemas/, as it was when the program was built.
typedef struct {
    const char *_Nonnull name;
    const unsigned char *_Nonnull text;
    size_t count;
} faultline_schema_file;

/// The shipped files in the order in which they build on each other.
const faultline_schema_file *_Nonnull faultline_schema_files(size_t *_Nonnull count);

#endif
