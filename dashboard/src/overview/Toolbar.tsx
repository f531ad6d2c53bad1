import { lengthOf } from '../time/range.ts';
import type { View } from '../view/view.ts';
import { CustomRangeForm } from './CustomRangeForm.tsx';
import { GranularityPicker } from './GranularityPicker.tsx';
import { RangePicker } from './RangePicker.tsx';
import styles from './Toolbar.module.css';

/** Chooses the range and how finely it is counted. */
export function Toolbar(props: { view: View; onChange: (change: Partial<View>) => void }) {
  const { view, onChange } = props;
  return (
    <>
      <div className={styles.toolbar}>
        <RangePicker
          range={view.range}
          onChange={(range) => {
            onChange({ range });
          }}
        />
        <GranularityPicker
          choice={view.granularity}
          lengthMs={lengthOf(view.range)}
          onChange={(granularity) => {
            onChange({ granularity });
          }}
        />
      </div>
      {typeof view.range !== 'string' && (
        <div className={styles.custom}>
          <CustomRangeForm
            key={`${view.range.from} ${view.range.to} ${view.zone}`}
            range={view.range}
            zone={view.zone}
            onApply={(range) => {
              onChange({ range });
            }}
          />
        </div>
      )}
    </>
  );
}
