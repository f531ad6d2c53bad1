import type { ProblemError } from '../api/problem.ts';
import type { Overview } from '../queries/overview.ts';
import { Notice } from '../ui/Notice.tsx';

/** What a reader must know before believing the figures. */
export function Problems(props: { error: ProblemError | null; overview: Overview | undefined }) {
  const { error, overview } = props;
  if (error) {
    return (
      <Notice tone="alarm" title={error.title}>
        {error.detail}
        {(overview ?? error.temporary) && <br />}
        {overview && 'The figures below are the last that arrived. '}
        {error.temporary && 'Trying again every few seconds.'}
      </Notice>
    );
  }
  if (overview?.partial) {
    return (
      <Notice tone="caution" title="Not everything could be read">
        A store did not answer, so these figures may be too low.
      </Notice>
    );
  }
  return null;
}
