/** Preconditions in forms: identities with the SEQUENCE that the visitor saw. */

/** `7 fall-2018/cos418/P02//2018-10-12`, one line per meeting. */
export function writeExpected(expected: Readonly<Record<string, number>>): string {
  return Object.entries(expected)
    .map(([identity, sequence]) => `${sequence} ${identity}`)
    .join('\n');
}

export function readExpected(text: string): Record<string, number> {
  const expected: Record<string, number> = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^(\d{1,9}) (\S{1,400})$/.exec(line);
    if (match) expected[match[2] as string] = Number(match[1]);
  }
  return expected;
}
