import { SegmentedControl } from '@mantine/core';
import { windowAt, type Range, type RelativeRange } from '../time/range.ts';
import styles from './RangePicker.module.css';

const CHOICES: { value: RelativeRange | 'custom'; label: string }[] = [
  { value: '1h', label: 'Last hour' },
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
  { value: 'custom', label: 'Custom' },
];

/** The usual ranges; `Custom` holds the range now shown, to be adjusted. */
export function RangePicker(props: { range: Range; onChange: (range: Range) => void }) {
  const { range, onChange } = props;
  const choose = (choice: RelativeRange | 'custom') => {
    if (choice !== 'custom') {
      onChange(choice);
    } else {
      const { from, to } = windowAt(range, undefined, Date.now());
      onChange({ from, to });
    }
  };
  return (
    <SegmentedControl
      className={styles.picker}
      size="sm"
      withItemsBorders={false}
      aria-label="Range"
      value={typeof range === 'string' ? range : 'custom'}
      data={CHOICES}
      onChange={choose}
    />
  );
}
