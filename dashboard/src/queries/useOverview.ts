import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ProblemError } from '../api/problem.ts';
import type { RunQuery } from '../api/queryApi.ts';
import { HOUR, SECOND } from '../time/duration.ts';
import { lengthOf, windowAt } from '../time/range.ts';
import type { View } from '../view/view.ts';
import { readOverview, type Overview } from './overview.ts';

/** Reads the overview again and again while the page is visible and `live`. */
export function useOverview(
  run: RunQuery,
  { range, granularity }: Pick<View, 'range' | 'granularity'>,
  live: boolean,
): UseQueryResult<Overview, ProblemError> {
  return useQuery<Overview, ProblemError>({
    queryKey: ['overview', range, granularity],
    queryFn: ({ signal }) => readOverview(run, windowAt(range, granularity, Date.now()), signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      live && refreshInterval(lengthOf(range), state.error ?? undefined),
    refetchOnWindowFocus: live,
    // The next refresh is the retry.
    retry: false,
  });
}

/** Milliseconds until the next refresh; false when the same question can't get another answer. */
export function refreshInterval(lengthMs: number, problem?: ProblemError): number | false {
  if (problem) {
    return problem.temporary && 5 * SECOND;
  }
  // A long range costs more to read, and a second of it is less than a pixel.
  return lengthMs <= 6 * HOUR ? SECOND : 2 * SECOND;
}
