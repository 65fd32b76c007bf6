/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "file-limits.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#define MOST_BYTES ((rlim_t) 1 << 30)
#define MOST_SECONDS 2

static char present[128];

#ifdef __SANITIZE_ADDRESS__
const char *__asan_default_options (void);

/* Asked by AddressSanitizer at the start of the program. */
const char *
__asan_default_options (void)
{
  return "hard_rss_limit_mb=1024:max_allocation_size_mb=1024:quarantine_size_mb=64";
}
#endif

static void
time_out (int signal G_GNUC_UNUSED)
{
  static const char words[] = "Bail out! took longer than 2 s: ";

  if (write (STDOUT_FILENO, words, sizeof words - 1) < 0
      || write (STDOUT_FILENO, present, strlen (present)) < 0)
    _exit (3);
  abort ();
}

void
limit_memory (void)
{
#ifndef __SANITIZE_ADDRESS__
  const struct rlimit limit = { MOST_BYTES, MOST_BYTES };

  g_assert_cmpint (setrlimit (RLIMIT_AS, &limit), ==, 0);
#endif
}

static void
set_timer (int seconds)
{
  const struct itimerval timer = { .it_value = { seconds, 0 } };

  g_assert_cmpint (setitimer (ITIMER_PROF, &timer, NULL), ==, 0);
}

void
begin_file (const char *family, guint number)
{
  const struct sigaction action = { .sa_handler = time_out };

  g_snprintf (present, sizeof present, "%s %u\n", family, number);
  g_assert_cmpint (sigaction (SIGPROF, &action, NULL), ==, 0);
  set_timer (MOST_SECONDS);
}

void
end_file (void)
{
  set_timer (0);
}
