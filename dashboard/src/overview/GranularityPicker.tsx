import { NativeSelect } from '@mantine/core';
import {
  fittingGranularity,
  offeredGranularities,
  UNIT,
  type Granularity,
} from '../time/granularity.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './GranularityPicker.module.css';

/** How finely events are counted; left alone, what fits the range. */
export function GranularityPicker(props: {
  choice: Granularity | undefined;
  lengthMs: number;
  onChange: (granularity: Granularity | undefined) => void;
}) {
  const { choice, lengthMs, onChange } = props;
  const offered = offeredGranularities(lengthMs);
  return (
    <NativeSelect
      size="sm"
      className={styles.picker}
      rightSection={<Icon name="down" size={16} />}
      aria-label="Count by"
      value={choice && offered.includes(choice) ? choice : ''}
      data={[
        { value: '', label: `Auto: by ${UNIT[fittingGranularity(lengthMs)]}` },
        ...offered.map((value) => ({ value, label: `By ${UNIT[value]}` })),
      ]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChange(offered.find((each) => each === value));
      }}
    />
  );
}
