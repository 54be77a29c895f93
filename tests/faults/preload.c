// Loaded before the C library: a clock that is off and a disk that is slow, as a file in shared memory says.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile struct { int64_t clock_ms, fsync_ms; } *control;

__attribute__((constructor)) static void open_control(void) {
  const char *path = getenv("FAULTS_CONTROL");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *memory = mmap(NULL, 16, PROT_READ, MAP_SHARED, file, 0);
  if (memory != MAP_FAILED) control = memory;
  close(file);
}

static int64_t off_by(void) { return control ? control->clock_ms : 0; }

static void wait_for_disk(void) {
  int64_t ms = control ? control->fsync_ms : 0;
  if (ms > 0) usleep((useconds_t)(ms * 1000));
}

#define REAL(function) __typeof__(&function) real = (__typeof__(&function))dlsym(RTLD_NEXT, #function)

int fsync(int file) {
  REAL(fsync);
  wait_for_disk();
  return real(file);
}

int fdatasync(int file) {
  REAL(fdatasync);
  wait_for_disk();
  return real(file);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  REAL(clock_gettime);
  int result = real(clock, now);
  if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += off_by() / 1000;
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  REAL(gettimeofday);
  int result = real(now, zone);
  if (result == 0) now->tv_sec += off_by() / 1000;
  return result;
}

time_t time(time_t *into) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (into) *into = now.tv_sec;
  return now.tv_sec;
}
