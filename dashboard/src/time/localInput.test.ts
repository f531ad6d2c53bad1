import { expect, it } from 'vitest';
import { fromInput, toInput } from './localInput.ts';

const INSTANT = Date.parse('2026-07-01T12:34:00Z');

it('shows an instant in UTC', () => {
  expect(toInput(INSTANT, 'utc')).toBe('2026-07-01T12:34');
});

it.each(['local', 'utc'] as const)('gives back the instant it shows (%s)', (zone) => {
  expect(fromInput(toInput(INSTANT, zone), zone)).toBe(INSTANT);
});

it('gives no instant for an empty input', () => {
  expect(fromInput('', 'utc')).toBeNaN();
});
