#include <histedit.h>
#include <stddef.h>
#include <stdio.h>

// Calls with a variable number of arguments, which Swift cannot make.

static inline char *faultline_editor_prompt(EditLine *editor) {
    void *text = NULL;
    el_get(editor, EL_CLIENTDATA, &text);
    return (char *)text;
}

// An editor on the standard streams with the bindings of emacs, those of ~/.editrc, and a history. NULL: no memory.
static inline EditLine *faultline_editor_open(const char *program, History *lines) {
    EditLine *editor = el_init(program, stdin, stdout, stderr);
    if (editor == NULL) return NULL;
    el_set(editor, EL_PROMPT, faultline_editor_prompt);
    el_set(editor, EL_EDITOR, "emacs");
    el_set(editor, EL_HIST, history, lines);
    el_source(editor, NULL);
    return editor;
}

// What stands before the next line. The text must stay until another one is set.
static inline void faultline_editor_set_prompt(EditLine *editor, char *text) {
    el_set(editor, EL_CLIENTDATA, text);
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
