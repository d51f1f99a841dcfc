/**
 * The new moon nearest to an instant, after J. Meeus, Astronomical Algorithms (2nd ed., ch. 49): mean phase, the 25 periodic terms of the new
 * moon above 0.00002 days and the largest of the planetary ones. Good to about a minute in this century. Universal time: ΔT is taken as 72 s.
 */

const RAD = Math.PI / 180;
/** 2000-01-01, noon. */
const EPOCH_MS = 946_728_000_000;
const DAY_MS = 86_400_000;

export function newMoonNear(instant: number): number {
  const year = 2000 + (instant - EPOCH_MS) / (365.25 * DAY_MS);
  const k = Math.round((year - 2000) * 12.3685);
  return [k - 1, k, k + 1].map(newMoon).reduce((a, b) => (Math.abs(a - instant) < Math.abs(b - instant) ? a : b));
}

function newMoon(k: number): number {
  const t = k / 1236.85;
  const mean = 5.09766 + 29.530588861 * k + 0.00015437 * t ** 2 - 0.00000015 * t ** 3;
  const e = 1 - 0.002516 * t - 0.0000074 * t ** 2;
  const sun = (2.5534 + 29.1053567 * k - 0.0000014 * t ** 2) * RAD;
  const moon = (201.5643 + 385.81693528 * k + 0.0107582 * t ** 2 + 0.00001238 * t ** 3) * RAD;
  const f = (160.7108 + 390.67050284 * k - 0.0016118 * t ** 2 - 0.00000227 * t ** 3) * RAD;
  const node = (124.7746 - 1.56375588 * k + 0.0020672 * t ** 2) * RAD;
  const terms: readonly (readonly [number, number])[] = [
    [-0.4072, moon], [0.17241 * e, sun], [0.01608, 2 * moon], [0.01039, 2 * f], [0.00739 * e, moon - sun], [-0.00514 * e, moon + sun],
    [0.00208 * e * e, 2 * sun], [-0.00111, moon - 2 * f], [-0.00057, moon + 2 * f], [0.00056 * e, 2 * moon + sun], [-0.00042, 3 * moon],
    [0.00042 * e, sun + 2 * f], [0.00038 * e, sun - 2 * f], [-0.00024 * e, 2 * moon - sun], [-0.00017, node], [-0.00007, moon + 2 * sun],
    [0.00004, 2 * moon - 2 * f], [0.00004, 3 * sun], [0.00003, moon + sun - 2 * f], [0.00003, 2 * moon + 2 * f], [-0.00003, moon + sun + 2 * f],
    [0.00003, moon - sun + 2 * f], [-0.00002, moon - sun - 2 * f], [-0.00002, 3 * moon + sun], [0.00002, 4 * moon],
  ];
  const planets: readonly (readonly [number, number])[] = [
    [0.000325, 299.77 + 0.107408 * k - 0.009173 * t ** 2], [0.000165, 251.88 + 0.016321 * k], [0.000164, 251.83 + 26.651886 * k],
    [0.000126, 349.42 + 36.412478 * k], [0.00011, 84.66 + 18.206239 * k], [0.000062, 141.74 + 53.303771 * k], [0.00006, 207.14 + 2.453732 * k],
    [0.000056, 154.84 + 7.30686 * k], [0.000047, 34.52 + 27.261239 * k], [0.000042, 207.19 + 0.121824 * k], [0.00004, 291.34 + 1.844379 * k],
    [0.000037, 161.72 + 24.198154 * k], [0.000035, 239.56 + 25.513099 * k], [0.000023, 331.55 + 3.592518 * k],
  ];
  const days = terms.reduce((sum, [size, angle]) => sum + size * Math.sin(angle), mean)
    + planets.reduce((sum, [size, angle]) => sum + size * Math.sin(angle * RAD), 0);
  return EPOCH_MS + days * DAY_MS - 72_000;
}
