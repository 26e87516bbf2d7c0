#include <histedit.h>
#include <stddef.h>
#include <stdio.h>

// Calls with a variable number of arguments, which Swift cannot make.

// An editor on the standard streams with the bindings of emacs, the tab key bound to `complete`, the bindings of
// ~/.editrc, and a history. NULL: no memory.
static inline EditLine *faultline_editor_open(
    const char *program, History *lines, char *(*prompt)(EditLine *), unsigned char (*complete)(EditLine *, int)) {
    EditLine *editor = el_init(program, stdin, stdout, stderr);
    if (editor == NULL) return NULL;
    el_set(editor, EL_PROMPT, prompt);
    el_set(editor, EL_EDITOR, "emacs");
    // Signals while a line is typed: a stop gives the terminal back and is made good, another size is noticed.
    el_set(editor, EL_SIGNAL, 1);
    el_set(editor, EL_HIST, history, lines);
    el_set(editor, EL_ADDFN, "faultline-complete", "Complete a word", complete);
    el_set(editor, EL_BIND, "^I", "faultline-complete", NULL);
    el_source(editor, NULL);
    return editor;
}

// What the functions of the editor find their state by.
static inline void faultline_editor_set_owner(EditLine *editor, void *owner) { el_set(editor, EL_CLIENTDATA, owner); }

static inline void *faultline_editor_owner(EditLine *editor) {
    void *owner = NULL;
    el_get(editor, EL_CLIENTDATA, &owner);
    return owner;
}

static inline void faultline_history_limit(History *lines, int count) {
    HistEvent event;
    history(lines, &event, H_SETSIZE, count);
    history(lines, &event, H_SETUNIQUE, 1);
}

static inline void faultline_history_add(History *lines, const char *line) {
    HistEvent event;
    history(lines, &event, H_ENTER, line);
}

static inline void faultline_history_load(History *lines, const char *path) {
    HistEvent event;
    history(lines, &event, H_LOAD, path);
}

static inline void faultline_history_save(History *lines, const char *path) {
    HistEvent event;
    history(lines, &event, H_SAVE, path);
}
