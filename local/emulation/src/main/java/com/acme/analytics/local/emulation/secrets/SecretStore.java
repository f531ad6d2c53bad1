package com.acme.analytics.local.emulation.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The secrets, in a file that only its owner can read, written whole at each change. */
final class SecretStore {
  private final Path file;
  private List<StoredSecret> secrets;

  SecretStore(Path file) {
    this.file = file;
    this.secrets =
        Files.exists(file)
            ? JsonMapper.shared().readValue(file, new TypeReference<List<StoredSecret>>() {})
            : List.of();
  }

  synchronized List<StoredSecret> all() {
    return secrets;
  }

  synchronized Optional<StoredSecret> find(String id) {
    return secrets.stream().filter(secret -> secret.isNamed(id)).findFirst();
  }

  synchronized void add(StoredSecret secret) {
    if (find(secret.name()).isPresent()) {
      throw SecretsException.exists(secret.name());
    }
    List<StoredSecret> more = new ArrayList<>(secrets);
    more.add(secret);
    save(more);
  }

  synchronized StoredSecret change(String id, UnaryOperator<StoredSecret> change) {
    StoredSecret before = find(id).orElseThrow(SecretsException::notFound);
    StoredSecret after = change.apply(before);
    save(
        secrets.stream()
            .map(secret -> secret.arn().equals(before.arn()) ? after : secret)
            .toList());
    return after;
  }

  private void save(List<StoredSecret> changed) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh =
          Files.createTempFile(
              file.toAbsolutePath().getParent(),
              "secrets",
              ".json",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, JsonMapper.shared().writeValueAsBytes(changed));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": can't be written", e);
    }
    secrets = List.copyOf(changed);
  }
}
