/**
 * A text as it looks to a reader who takes it for plain ASCII, in lower case: compatibility forms are replaced,
 * accents and invisible characters dropped, look-alike letters of other scripts and dashes turned into ASCII.
 * Only for texts of limited length, to find imitations; never to compare identities.
 */
export function plainLetters(text: string): string {
  // Such a text already looks as it is, and most names do.
  if (visibleAscii.test(text)) return text.trim().toLowerCase();
  // Before, too: a lunate sigma looks like a `c`, and what it stands for does not.
  const visible = latinised(text).normalize("NFKD").replace(unseen, "").replace(dashes, "-");
  return latinised(visible).trim().toLowerCase();
}

const latinised = (text: string): string => Array.from(text, (letter) => latin.get(letter) ?? letter).join("");

const visibleAscii = /^[ -~]*$/;

const unseen = /[\p{M}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Dashes of every kind, the minus sign, the hyphen bullet, the low modifier minus and Katakana's long mark. */
const dashes = /[\p{Pd}\u2212\u2043\u02d7\u30fc\u2500]/gu;

/**
 * Letters that look like a Latin one in common fonts, by that one; from Unicode's confusables (UTS 39), reduced to
 * Cyrillic, Greek, Armenian, Cherokee and phonetic Latin letters. Written as escapes: nobody could read them otherwise.
 */
const lookalikes: Readonly<Record<string, string>> = {
  a: "\u0430\u0410\u03b1\u0391\u0251\u1d00\u13aa",
  b: "\u0412\u0432\u042c\u044c\u0392\u03b2\u0184\u0185\u0299\u13cf\u13f4",
  c: "\u0441\u0421\u03f2\u03f9\u1d04\u13df",
  d: "\u0501\u0500\u0111\u0110\u0256\u0257\u1d05\u13a0\u13e7",
  e: "\u0435\u0415\u03b5\u0395\u0454\u1d07\u13ac",
  f: "\u0192\ua730\u0584\u03dd",
  g: "\u0261\u0262\u0581\u050c\u050d\u13c0\u13f3",
  h: "\u04bb\u04ba\u041d\u0397\u029c\u0570\u13bb",
  i: "\u0456\u0406\u03b9\u0399\u0131\u0269\u026a\u04cf\u04c0\u13a5",
  j: "\u0458\u0408\u03f3\u1d0a\u0575\u13ab",
  k: "\u043a\u041a\u03ba\u039a\u1d0b\u13e6",
  l: "\u029f\u0142\u0141\u01c0\u2223\u053c",
  m: "\u041c\u043c\u039c\u1d0d\u13b7",
  n: "\u03b7\u039d\u043f\u0274\u0578\u057c",
  o: "\u043e\u041e\u03bf\u039f\u03c3\u1d0f\u0585\u0555\u00f8\u00d8",
  p: "\u0440\u0420\u03c1\u03a1\u1d18\u13e2",
  q: "\u051b\u051a\u0566",
  r: "\u0433\u0280\u1d26\u13a1\u13d2",
  s: "\u0455\u0405\ua731\u054f\u13da",
  t: "\u0422\u0442\u03c4\u03a4\u1d1b\u13a2",
  u: "\u03c5\u057d\u1d1c\u054d\u028b",
  v: "\u03bd\u0474\u0475\u1d20\u13d9",
  w: "\u051d\u051c\u0461\u1d21\u13b3\u13d4",
  x: "\u0445\u0425\u03c7\u03a7",
  y: "\u0443\u0423\u03a5\u04af\u04ae\u03b3\u028f\u13bd",
  z: "\u0396\u1d22\u13c3",
};

const latin: ReadonlyMap<string, string> = new Map(
  Object.entries(lookalikes).flatMap(([letter, others]) => Array.from(others, (other) => [other, letter] as const)),
);
