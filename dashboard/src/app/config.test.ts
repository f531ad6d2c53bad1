import { expect, it } from 'vitest';
import { parseConfig } from './config.ts';

it('takes the address of the API without a slash at its end', () => {
  expect(parseConfig({ apiUrl: 'https://api.test/' })).toEqual({ apiUrl: 'https://api.test' });
});

it.each([{}, null, { apiUrl: '' }, { apiUrl: '/api' }, { apiUrl: 'javascript:alert(1)' }])(
  'refuses %o',
  (body) => {
    expect(() => parseConfig(body)).toThrow(/apiUrl: .* \(expected: an http or https URL\)/);
  },
);
