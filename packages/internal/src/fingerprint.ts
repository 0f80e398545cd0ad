/**
 * Hashes of strings, those of TensorFlow, so that a string falls into the same bin as in Keras.
 *
 * @see Google's FarmHash, https://github.com/google/farmhash (Fingerprint64); Aumasson & Bernstein 2012, "SipHash: a fast
 * short-input PRF"
 */
const word = (x: bigint): bigint => BigInt.asUintN(64, x);
const turn = (x: bigint, by: bigint): bigint => word((x >> by) | (x << (64n - by)));
const fold = (x: bigint): bigint => x ^ (x >> 47n);

const K0 = 0xc3a5c85c97cb3127n;
const K1 = 0xb492b66fbe98f273n;
const K2 = 0x9ae16a3b2f90404fn;

type Two = [bigint, bigint];

/** Eight or four bytes from a place on, the lowest first. */
const read = (s: DataView, at: number): bigint => s.getBigUint64(at, true);
const readHalf = (s: DataView, at: number): bigint => BigInt(s.getUint32(at, true));

function mix(u: bigint, v: bigint, by: bigint): bigint {
  const a = fold(word((u ^ v) * by));
  return word(fold(word((v ^ a) * by)) * by);
}

/** 32 bytes stirred into two seeds. */
function stir(s: DataView, at: number, first: bigint, second: bigint): Two {
  const z = read(s, at + 24);
  const a = word(first + read(s, at));
  const sum = word(a + read(s, at + 8) + read(s, at + 16));
  const b = word(turn(word(second + a + z), 21n) + turn(sum, 44n));
  return [word(sum + z), word(b + a)];
}

function short(s: DataView): bigint {
  const length = s.byteLength;
  const by = word(K2 + BigInt(2 * length));
  if (length >= 8) {
    const a = word(read(s, 0) + K2);
    const b = read(s, length - 8);
    return mix(word(turn(b, 37n) * by + a), word((turn(a, 25n) + b) * by), by);
  }
  if (length >= 4) return mix(word((readHalf(s, 0) << 3n) + BigInt(length)), readHalf(s, length - 4), by);
  if (length === 0) return K2;
  const y = BigInt(s.getUint8(0) + (s.getUint8(length >> 1) << 8));
  const z = BigInt(length + (s.getUint8(length - 1) << 2));
  return word(fold(word(y * K2) ^ word(z * K0)) * K2);
}

function middle(s: DataView): bigint {
  const length = s.byteLength;
  const by = word(K2 + BigInt(2 * length));
  const a = word(read(s, 0) * (length > 32 ? K2 : K1));
  const b = read(s, 8);
  const c = word(read(s, length - 8) * by);
  const d = word(read(s, length - 16) * K2);
  const y = word(turn(word(a + b), 43n) + turn(c, 30n) + d);
  const z = mix(y, word(a + turn(word(b + K2), 18n) + c), by);
  if (length <= 32) return z;
  const e = word(read(s, 16) * by);
  const f = read(s, 24);
  const g = word((y + read(s, length - 32)) * by);
  const h = word((z + read(s, length - 24)) * by);
  return mix(word(turn(word(e + f), 43n) + turn(g, 30n) + h), word(e + turn(word(f + a), 18n) + g), by);
}

/** FarmHash's 64-bit fingerprint. */
export function fingerprint64(bytes: Uint8Array): bigint {
  const s = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { byteLength: length } = s;
  if (length <= 16) return short(s);
  if (length <= 64) return middle(s);
  let x = 81n;
  let y = word(81n * K1 + 113n);
  let z = word(fold(word(y * K2 + 113n)) * K2);
  let [v, w]: [Two, Two] = [
    [0n, 0n],
    [0n, 0n],
  ];
  x = word(x * K2 + read(s, 0));
  const round = (at: number, by: bigint, nine: bigint): void => {
    x = word(turn(word(x + y + v[0] + read(s, at + 8)), 37n) * by);
    y = word(turn(word(y + v[1] + read(s, at + 48)), 42n) * by);
    x ^= word(w[1] * nine);
    y = word(y + v[0] * nine + read(s, at + 40));
    z = word(turn(word(z + w[0]), 33n) * by);
    v = stir(s, at, word(v[1] * by), word(x + w[0]));
    w = stir(s, at + 32, word(z + w[1]), word(y + read(s, at + 16)));
    [z, x] = [x, z];
  };
  const rest = (length - 1) & 63;
  for (let at = 0; at < length - 1 - rest; at += 64) round(at, K1, 1n);
  // The last 64 bytes, some of them for the second time.
  const by = word(K1 + ((z & 0xffn) << 1n));
  w[0] = word(w[0] + BigInt(rest));
  v[0] = word(v[0] + w[0]);
  w[0] = word(w[0] + v[0]);
  round(length - 64, by, 9n);
  return mix(word(mix(v[0], w[0], by) + fold(y) * K0 + z), word(mix(v[1], w[1], by) + x), by);
}

/** SipHash-2-4 with a key of two words. */
export function sipHash(bytes: Uint8Array, key: readonly [bigint, bigint]): bigint {
  let a = key[0] ^ 0x736f6d6570736575n;
  let b = key[1] ^ 0x646f72616e646f6dn;
  let c = key[0] ^ 0x6c7967656e657261n;
  let d = key[1] ^ 0x7465646279746573n;
  const left = (x: bigint, by: bigint): bigint => turn(x, 64n - by);
  const rounds = (count: number): void => {
    for (let i = 0; i < count; i++) {
      a = word(a + b);
      c = word(c + d);
      b = left(b, 13n) ^ a;
      d = left(d, 16n) ^ c;
      a = left(a, 32n);
      c = word(c + b);
      a = word(a + d);
      b = left(b, 17n) ^ c;
      d = left(d, 21n) ^ a;
      c = left(c, 32n);
    }
  };
  const padded = new Uint8Array(Math.floor(bytes.length / 8) * 8 + 8);
  padded.set(bytes);
  padded[padded.length - 1] = bytes.length & 0xff;
  const s = new DataView(padded.buffer);
  for (let at = 0; at < padded.length; at += 8) {
    const m = read(s, at);
    d ^= m;
    rounds(2);
    a ^= m;
  }
  c ^= 0xffn;
  rounds(4);
  return a ^ b ^ c ^ d;
}

/** One fingerprint of two, in TensorFlow's way. */
export function fingerprintOf(first: bigint, second: bigint): bigint {
  const by = 0xc6a4a7935bd1e995n;
  const stirred = word((first ^ by ^ word(fold(word(second * by)) * by)) * by);
  return fold(word(fold(stirred) * by));
}
