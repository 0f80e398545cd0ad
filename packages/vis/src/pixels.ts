import { shades } from './theme.js';

const stops = shades.map((hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)));

/** The colour of a part in [0, 1], from white to deep blue, as red, green, blue. */
export function shade(part: number): number[] {
  const at = Math.min(1, Math.max(0, part || 0)) * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(at));
  return stops[i]!.map((from, channel) => Math.round(from + (at - i) * (stops[i + 1]![channel]! - from)));
}
