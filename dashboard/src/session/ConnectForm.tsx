import { Button, PasswordInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { ProblemError } from '../api/problem.ts';
import styles from './ConnectForm.module.css';

/** Asks for the API key; `problem` is why the last one was refused. */
export function ConnectForm(props: {
  apiUrl: string;
  problem?: ProblemError;
  onConnect: (key: string) => void;
}) {
  const [key, setKey] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (key.trim() !== '') {
      props.onConnect(key.trim());
    }
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-labelledby="connect">
      <h1 id="connect" className={styles.title}>
        Connect to your events
      </h1>
      <p className={styles.text}>
        Paste an API key of <span className={styles.host}>{new URL(props.apiUrl).host}</span>. It
        stays in this tab and is forgotten when you close it.
      </p>
      <PasswordInput
        label="API key"
        size="md"
        value={key}
        error={props.problem && `${props.problem.title}: ${props.problem.detail}`}
        autoComplete="off"
        spellCheck={false}
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the key' }}
        onChange={(event) => {
          setKey(event.currentTarget.value);
        }}
      />
      <Button type="submit" size="md" fullWidth>
        Connect
      </Button>
    </form>
  );
}
