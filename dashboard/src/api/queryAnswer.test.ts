import { expect, it } from 'vitest';
import { answer } from '../testing/answers.ts';
import { numbers, texts, times } from './queryAnswer.ts';

const ANSWER = answer(
  ['count', 'time', 'path'],
  [
    [3, '2026-01-01T00:00:00Z', '/a'],
    [null, '2026-01-01T00:01:00.000Z', null],
  ],
);

it('finds columns by name, in whatever order they come', () => {
  expect(numbers(ANSWER, 'count')).toEqual([3, 0]);
  expect(texts(ANSWER, 'path')).toEqual(['/a', '']);
  expect(times(ANSWER)).toEqual([1_767_225_600_000, 1_767_225_660_000]);
});

it('names the column that is missing and those that are there', () => {
  expect(() => numbers(ANSWER, 'unique_users')).toThrow(
    'the answer has the columns count, time, path (expected: unique_users among them)',
  );
});

it('refuses what is no number and no time', () => {
  expect(() => numbers(ANSWER, 'path')).toThrow('column path holds /a (expected: a number)');
  expect(() => times(answer(['time'], [['noon']]))).toThrow(
    'column time holds noon (expected: RFC 3339)',
  );
});
