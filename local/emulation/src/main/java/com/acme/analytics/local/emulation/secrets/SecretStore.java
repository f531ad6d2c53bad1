package com.acme.analytics.local.emulation.secrets;

import com.acme.analytics.local.emulation.model.LocalAccount;
import com.acme.analytics.local.emulation.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Secrets and their versions, kept in a file that only its owner can read. */
final class SecretStore {
  private static final TypeReference<List<StoredSecret>> SECRETS = new TypeReference<>() {};

  private final Path file;
  private final InstantSource clock;
  private final Map<String, StoredSecret> byName = new LinkedHashMap<>();

  SecretStore(Path file, InstantSource clock) throws IOException {
    this.file = file;
    this.clock = clock;
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (Files.exists(file)) {
      for (StoredSecret secret : JsonMapper.shared().readValue(file.toFile(), SECRETS)) {
        byName.put(secret.name(), secret);
      }
    }
  }

  /** Makes the declared secrets that are not there yet. */
  synchronized void declare(List<Secret> secrets) {
    PasswordGenerator generator = new PasswordGenerator();
    for (Secret secret : secrets) {
      if (!byName.containsKey(secret.name())) {
        String value =
            secret
                .value()
                .or(() -> secret.generation().map(generator::generate))
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "secret %s: no value (expected: SecretString or GenerateSecretString)"
                                .formatted(secret.name())));
        put(new StoredSecret(secret.name(), secret.arn(), now(), List.of(version(value))));
      }
    }
  }

  /** Makes a secret; empty when there is one of that name. */
  synchronized Optional<StoredSecret> create(String name, String value, String region) {
    if (byName.containsKey(name)) {
      return Optional.empty();
    }
    String arn =
        LocalAccount.arn(
            "secretsmanager", region, "secret:" + name + "-" + UUID.randomUUID().toString().substring(0, 6));
    StoredSecret secret = new StoredSecret(name, arn, now(), List.of(version(value)));
    put(secret);
    return Optional.of(secret);
  }

  /** Gives a secret a new current value; empty when there is no such secret. */
  synchronized Optional<StoredSecret> update(String id, String value) {
    Optional<StoredSecret> updated = find(id).map(secret -> secret.with(version(value)));
    updated.ifPresent(this::put);
    return updated;
  }

  /** A secret by its name or its ARN. */
  synchronized Optional<StoredSecret> find(String id) {
    return byName.values().stream()
        .filter(secret -> secret.name().equals(id) || secret.arn().equals(id))
        .findFirst();
  }

  synchronized Collection<StoredSecret> all() {
    return List.copyOf(byName.values());
  }

  private StoredSecret.Version version(String value) {
    return new StoredSecret.Version(UUID.randomUUID().toString(), value, now());
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private void put(StoredSecret secret) {
    byName.put(secret.name(), secret);
    try {
      Path temporary =
          Files.createTempFile(
              file.toAbsolutePath().getParent(),
              "secrets",
              null,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(temporary, JsonMapper.shared().writeValueAsBytes(byName.values()));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("can't keep secrets in " + file, e);
    }
  }
}
