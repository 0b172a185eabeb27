/* Preloaded into a process: while the byte in the file that KHIZANA_UNWRITABLE names is not 0, nothing in the folder that
   KHIZANA_UNWRITABLE_FOLDER names can be written (EROFS), as on a file system that the kernel has made read-only after an error:
   files that are open for writing refuse it, too. What is mapped stays as it is. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static volatile const char *is_set;
static const char *folder;
static size_t folder_length;

__attribute__((constructor)) static void map_switch(void) {
    const char *name = getenv("KHIZANA_UNWRITABLE");
    int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    void *mapped = file < 0 ? MAP_FAILED : mmap(0, 1, PROT_READ, MAP_SHARED, file, 0);
    folder = getenv("KHIZANA_UNWRITABLE_FOLDER");
    folder_length = folder ? strlen(folder) : 0;
    if (mapped != MAP_FAILED && folder_length) is_set = mapped;
}

static int is_inside(const char *path) {
    return !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]);
}

static int is_file_closed(int file) {
    char link[64], path[PATH_MAX];
    if (!is_set || !*is_set) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_inside(path);
}

static int is_closed(int at, const char *path) {
    if (!is_set || !*is_set || !path) return 0;
    return path[0] == '/' || at == AT_FDCWD ? is_inside(path) : is_file_closed(at);
}

#define REAL(result, name, ...) static result (*real)(__VA_ARGS__); if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)
#define REFUSE_IF(closed) if (closed) { errno = EROFS; return -1; }
#define MODE(flags) mode_t mode = 0; if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

/* A file that exists already may be opened for reading, with O_CREAT as well. */
static int is_written(int at, const char *path, int flags) {
    if ((flags & O_ACCMODE) != O_RDONLY || flags & O_TRUNC) return 1;
    return flags & O_CREAT && faccessat(at, path, F_OK, 0);
}

#define OPEN(name) int name(const char *path, int flags, ...) { MODE(flags) REAL(int, name, const char *, int, ...); \
    REFUSE_IF(is_closed(AT_FDCWD, path) && is_written(AT_FDCWD, path, flags)) return real(path, flags, mode); }
#define OPENAT(name) int name(int at, const char *path, int flags, ...) { MODE(flags) REAL(int, name, int, const char *, int, ...); \
    REFUSE_IF(is_closed(at, path) && is_written(at, path, flags)) return real(at, path, flags, mode); }
#define ON_PATH(name, declared, given, types) int name declared { REAL(int, name, types); REFUSE_IF(is_closed(AT_FDCWD, path)) return real given; }
#define TYPES(...) __VA_ARGS__
#define ON_FILE(result, name, declared, given, types) result name declared { REAL(result, name, types); REFUSE_IF(is_file_closed(file)) return real given; }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
ON_PATH(creat, (const char *path, mode_t mode), (path, mode), TYPES(const char *, mode_t))
ON_PATH(mkdir, (const char *path, mode_t mode), (path, mode), TYPES(const char *, mode_t))
ON_PATH(rmdir, (const char *path), (path), TYPES(const char *))
ON_PATH(unlink, (const char *path), (path), TYPES(const char *))
ON_PATH(chmod, (const char *path, mode_t mode), (path, mode), TYPES(const char *, mode_t))
ON_PATH(truncate, (const char *path, off_t size), (path, size), TYPES(const char *, off_t))
ON_PATH(rename, (const char *path, const char *to), (path, to), TYPES(const char *, const char *))
ON_FILE(ssize_t, write, (int file, const void *from, size_t size), (file, from, size), TYPES(int, const void *, size_t))
ON_FILE(ssize_t, writev, (int file, const struct iovec *from, int count), (file, from, count), TYPES(int, const struct iovec *, int))
ON_FILE(ssize_t, pwrite, (int file, const void *from, size_t size, off_t at), (file, from, size, at), TYPES(int, const void *, size_t, off_t))
ON_FILE(ssize_t, pwrite64, (int file, const void *from, size_t size, off_t at), (file, from, size, at), TYPES(int, const void *, size_t, off_t))
ON_FILE(int, ftruncate, (int file, off_t size), (file, size), TYPES(int, off_t))
ON_FILE(int, ftruncate64, (int file, off_t size), (file, size), TYPES(int, off_t))
ON_FILE(int, futimens, (int file, const struct timespec times[2]), (file, times), TYPES(int, const struct timespec *))
ON_FILE(int, fchmod, (int file, mode_t mode), (file, mode), TYPES(int, mode_t))

int unlinkat(int at, const char *path, int flags) {
    REAL(int, unlinkat, int, const char *, int);
    REFUSE_IF(is_closed(at, path))
    return real(at, path, flags);
}

int utimensat(int at, const char *path, const struct timespec times[2], int flags) {
    REAL(int, utimensat, int, const char *, const struct timespec *, int);
    REFUSE_IF(is_closed(at, path))
    return real(at, path, times, flags);
}

int renameat(int at, const char *path, int to_at, const char *to) {
    REAL(int, renameat, int, const char *, int, const char *);
    REFUSE_IF(is_closed(at, path))
    return real(at, path, to_at, to);
}

int access(const char *path, int mode) {
    REAL(int, access, const char *, int);
    REFUSE_IF(mode & W_OK && is_closed(AT_FDCWD, path))
    return real(path, mode);
}
