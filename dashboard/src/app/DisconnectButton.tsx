import { ActionIcon } from '@mantine/core';
import { Icon } from '../ui/Icon.tsx';

/** Forgets the API key. */
export function DisconnectButton({ onClick }: { onClick: () => void }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label="Disconnect"
      title="Disconnect: forget the API key"
      onClick={onClick}
    >
      <Icon name="disconnect" />
    </ActionIcon>
  );
}
