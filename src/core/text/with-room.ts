type Numbers = Uint8Array | Int32Array | Uint32Array | Float64Array;

/** The same numbers in an array of at least this length, zeros behind them; itself where it is long enough, else one twice as long. */
export function withRoom<Kind extends Numbers>(numbers: Kind, length: number): Kind {
  if (numbers.length >= length) return numbers;
  const Kind = numbers.constructor as new (length: number) => Kind;
  const more = new Kind(Math.max(length, 2 * numbers.length));
  more.set(numbers);
  return more;
}
