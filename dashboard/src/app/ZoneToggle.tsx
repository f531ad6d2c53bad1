import { SegmentedControl } from '@mantine/core';
import { zoneName, type Zone } from '../time/format.ts';

/** Whether times are the browser's or UTC. */
export function ZoneToggle({ zone, onChange }: { zone: Zone; onChange: (zone: Zone) => void }) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Time zone"
      title={`Times in ${zoneName(zone)}`}
      value={zone}
      data={[
        { value: 'local', label: 'Local' },
        { value: 'utc', label: 'UTC' },
      ]}
      onChange={onChange}
    />
  );
}
