/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measured tables of three cells, from which the catalogue is made. */
#include "physics/cell-tables.h"

/* One column and one row: the same whatever the state of charge or the temperature. */
const double gh_any_soc[] = { 0.5 };
const double gh_any_temperature_k[] = { 298.15 };

/* Kokam SLPB pouch cells of 27 to 31 Ah, a circuit with one branch: Huria, Ceraolo, Gazzarri and
 * Jackey 2012, as shipped with examples of battery models. Rows are 5, 20 and 40 degrees C. */
const double gh_kokam_soc[] = { 0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0 };
const double gh_kokam_temperature_k[] = { 278.0, 293.0, 313.0 };

const double gh_kokam_ocv_v[] = {
  3.49, 3.55, 3.62, 3.71, 3.91, 4.07, 4.19, /* 278 K */
  3.50, 3.57, 3.63, 3.71, 3.93, 4.08, 4.19, /* 293 K */
  3.51, 3.56, 3.64, 3.72, 3.94, 4.08, 4.19  /* 313 K */
};

const double gh_kokam_tau1_s[] = {
  20, 31, 109, 36, 59, 40, 25, /* 278 K */
  36, 45, 105, 29, 77, 33, 39, /* 293 K */
  39, 39, 61,  26, 67, 29, 33  /* 313 K */
};

/* The measured circuit has no fast branch (charge transfer): a tenth of the whole resistance, taken
 * off R0, is usual (Modelica Standard Library, BatteryDischargeCharge). What was measured as R0 is
 * the sum of the first and the last of these tables. */
const double gh_kokam_r0_mohm[] = {
  9.44, 9.21, 9.79, 9.29, 9.30, 9.84, 10.16, /* 278 K */
  7.36, 7.41, 7.57, 7.22, 7.24, 7.47, 7.48,  /* 293 K */
  7.97, 7.98, 8.15, 7.82, 8.05, 7.90, 7.90   /* 313 K */
};

const double gh_kokam_r1_mohm[] = {
  10.9, 6.9, 4.7, 3.4, 3.3, 3.3, 2.8, /* 278 K */
  2.9,  2.4, 2.6, 1.6, 2.3, 1.8, 1.7, /* 293 K */
  1.3,  1.2, 1.3, 1.0, 1.4, 1.1, 1.1  /* 313 K */
};

const double gh_kokam_r2_mohm[] = {
  2.26, 1.79, 1.61, 1.41, 1.40, 1.46, 1.44, /* 278 K */
  1.14, 1.09, 1.13, 0.98, 1.06, 1.03, 1.02, /* 293 K */
  1.03, 1.02, 1.05, 0.98, 1.05, 1.00, 1.00  /* 313 K */
};

/* Sony US26650FTC1: tables of Naumann's cell in the SimSES models; eleven points of the
 * open-circuit voltage, and the resistance of discharging at half charge, which is the greater one,
 * at 10 and 25 degrees C. Those eleven know nothing of the bends in the first and the last
 * hundredths of the charge that all cells of the kind have: the points at 0.02 and 0.98 are
 * assumed. */
const double gh_sony_soc[] = { 0.0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98, 1.0 };
const double gh_sony_ocv_v[]
    = { 2.286191, 2.9,      3.196662, 3.234346, 3.270279, 3.292122, 3.299475,
        3.303473, 3.310818, 3.334473, 3.342468, 3.35,     3.530490 };
const double gh_sony_temperature_k[] = { 283.15, 298.15 };
const double gh_sony_resistance_mohm[] = { 69.390, 47.828 };

/* Samsung 94 Ah: the formula of Collath 2024 (doi 10.1016/j.est.2024.111508) at every hundredth of
 * the charge, s:
 * 4.5868 + 3.1768 / (1 + exp (3.3479 (s - 0.635))) - 3.8418 / (1 + exp (-6.7241 (s - 1.4376)))
 * - 4.6932 / (1 + exp (2.5958 (s - 1))) + 0.3618 / (1 + exp (-61.9684 s)) + 0.9949 s
 * Lines between the points miss it by at most 1.7 mV below a tenth of the charge, 0.05 mV above. */
const double gh_samsung_soc[]
    = { 0,    0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1,  0.11, 0.12, 0.13, 0.14,
        0.15, 0.16, 0.17, 0.18, 0.19, 0.2,  0.21, 0.22, 0.23, 0.24, 0.25, 0.26, 0.27, 0.28, 0.29,
        0.3,  0.31, 0.32, 0.33, 0.34, 0.35, 0.36, 0.37, 0.38, 0.39, 0.4,  0.41, 0.42, 0.43, 0.44,
        0.45, 0.46, 0.47, 0.48, 0.49, 0.5,  0.51, 0.52, 0.53, 0.54, 0.55, 0.56, 0.57, 0.58, 0.59,
        0.6,  0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67, 0.68, 0.69, 0.7,  0.71, 0.72, 0.73, 0.74,
        0.75, 0.76, 0.77, 0.78, 0.79, 0.8,  0.81, 0.82, 0.83, 0.84, 0.85, 0.86, 0.87, 0.88, 0.89,
        0.9,  0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 1 };
const double gh_samsung_ocv_v[]
    = { 3.238150612, 3.300099718, 3.352968280, 3.392870601, 3.420996828, 3.440608945, 3.454795217,
        3.465747417, 3.474827830, 3.482827642, 3.490190157, 3.497159012, 3.503866725, 3.510384994,
        3.516752556, 3.522990412, 3.529110090, 3.535118119, 3.541018446, 3.546813744, 3.552506119,
        3.558097501, 3.563589851, 3.568985285, 3.574286139, 3.579495011, 3.584614788, 3.589648659,
        3.594600131, 3.599473036, 3.604271540, 3.609000144, 3.613663691, 3.618267367, 3.622816701,
        3.627317567, 3.631776177, 3.636199082, 3.640593162, 3.644965624, 3.649323984, 3.653676067,
        3.658029985, 3.662394124, 3.666777130, 3.671187885, 3.675635489, 3.680129233, 3.684678577,
        3.689293117, 3.693982559, 3.698756685, 3.703625316, 3.708598279, 3.713685366, 3.718896294,
        3.724240662, 3.729727906, 3.735367254, 3.741167679, 3.747137846, 3.753286065, 3.759620236,
        3.766147801, 3.772875683, 3.779810235, 3.786957182, 3.794321568, 3.801907696, 3.809719068,
        3.817758334, 3.826027228, 3.834526514, 3.843255925, 3.852214108, 3.861398563, 3.870805590,
        3.880430231, 3.890266213, 3.900305891, 3.910540201, 3.920958595, 3.931548999, 3.942297755,
        3.953189575, 3.964207487, 3.975332794, 3.986545026, 3.997821897, 4.009139267, 4.020471101,
        4.031789437, 4.043064358, 4.054263963, 4.065354348, 4.076299591, 4.087061745, 4.097600837,
        4.107874877, 4.117839880, 4.127449893 };

/* Measured at 25 degrees C, 0.819 milliohm. How it grows in the cold is borrowed from the Kokam
 * cell: (10.7 + 3.4) / (8.2 + 1.6) at half charge. In its rows of temperature. */
const double gh_samsung_resistance_mohm[] = { 0.819 * 14.1 / 9.8, 0.819, 0.819 };

/* Time constants of the usual two branches (Modelica Standard Library, BatteryDischargeCharge). */
const double gh_slow_branch_s[] = { 60.0 };
const double gh_fast_branch_s[] = { 10.0 };
