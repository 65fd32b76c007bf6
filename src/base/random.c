/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random.h"

#include <math.h>

static guint64
rotate_left (guint64 value, guint bits)
{
  return (value << bits) | (value >> (64 - bits));
}

/**
 * gh_random_split_mix:
 * @state: (inout): any number; moved on
 *
 * SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators",
 * OOPSLA; constants of Vigna's public domain version). Any state will do, 0 included.
 *
 * Returns: 64 random bits
 */
guint64
gh_random_split_mix (guint64 *state)
{
  *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 mixed = *state;
  mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return mixed ^ (mixed >> 31);
}

/**
 * gh_random_mix:
 * @seed: the study's seed, or another mixed one
 * @key: what the draws are for, such as a date
 *
 * Makes a seed of its own for each key, so that what is drawn for one day does not depend on
 * which other days were drawn before it.
 *
 * Returns: a seed for gh_random_init()
 */
guint64
gh_random_mix (guint64 seed, guint64 key)
{
  guint64 state = seed;

  state = gh_random_split_mix (&state) ^ key;
  return gh_random_split_mix (&state);
}

/**
 * gh_random_init:
 * @random: (out): a generator
 * @seed: any number
 *
 * Begins a sequence that depends on the seed alone.
 */
void
gh_random_init (GhRandom *random, guint64 seed)
{
  for (guint i = 0; i < G_N_ELEMENTS (random->state); i++)
    random->state[i] = gh_random_split_mix (&seed);
}

/**
 * gh_random_next:
 * @random: a generator
 *
 * xoshiro256** 1.0 (Blackman and Vigna 2021, "Scrambled linear pseudorandom number generators",
 * ACM Transactions on Mathematical Software 47). Period 2^256 - 1.
 *
 * Returns: 64 random bits
 */
guint64
gh_random_next (GhRandom *random)
{
  guint64 *state = random->state;
  guint64 result = rotate_left (state[1] * 5, 7) * 9;
  guint64 shifted = state[1] << 17;

  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = rotate_left (state[3], 45);
  return result;
}

/**
 * gh_random_uniform:
 * @random: a generator
 *
 * Returns: a number evenly spread over 0 (inclusive) to 1 (exclusive), a multiple of 2^-53
 */
double
gh_random_uniform (GhRandom *random)
{
  return (double) (gh_random_next (random) >> 11) * 0x1p-53;
}

/**
 * gh_random_normal:
 * @random: a generator
 *
 * By the transform of Box and Muller (1958). Nothing is kept for the next call, so that two
 * numbers are always taken from the generator.
 *
 * Returns: a normally distributed number of mean 0 and standard deviation 1
 */
double
gh_random_normal (GhRandom *random)
{
  double radius = sqrt (-2.0 * log1p (-gh_random_uniform (random)));

  return radius * cos (2.0 * G_PI * gh_random_uniform (random));
}
