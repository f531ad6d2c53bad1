import { readFileSync } from 'node:fs';

/** What the page must say of a range; times are RFC 3339, minutes without events are left out. */
export interface Expected {
  from: string;
  to: string;
  total: number;
  perMinute: [string, number][];
  /** By count, highest first; at least as many as the page shows. */
  topPaths: [string, number][];
}

/** Reads the numbers from a JSON text, or from the file whose name is given instead. */
export function readExpected(textOrFile: string): Expected {
  const text = textOrFile.trimStart().startsWith('{')
    ? textOrFile
    : readFileSync(textOrFile, 'utf8');
  return JSON.parse(text) as Expected;
}
