import { Button, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { Zone } from '../time/format.ts';
import { fromInput, toInput } from '../time/localInput.ts';
import styles from './CustomRangeForm.module.css';

/** Two instants to the minute, in the zone shown. */
export function CustomRangeForm(props: {
  range: { from: number; to: number };
  zone: Zone;
  onApply: (range: { from: number; to: number }) => void;
}) {
  const { range, zone, onApply } = props;
  const [from, setFrom] = useState(() => toInput(range.from, zone));
  const [to, setTo] = useState(() => toInput(range.to, zone));
  const next = { from: fromInput(from, zone), to: fromInput(to, zone) };
  const valid = next.from < next.to;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (valid) {
      onApply(next);
    }
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label="Custom range">
      <TextInput
        type="datetime-local"
        aria-label="From"
        value={from}
        required
        onChange={(event) => {
          setFrom(event.currentTarget.value);
        }}
      />
      <span className={styles.dash}>to</span>
      <TextInput
        type="datetime-local"
        aria-label="To"
        value={to}
        required
        error={valid ? undefined : 'Must be later than the start'}
        onChange={(event) => {
          setTo(event.currentTarget.value);
        }}
      />
      <Button type="submit" variant="default" disabled={!valid}>
        Apply
      </Button>
    </form>
  );
}
